//! Articles in thirteen scripts: their sentences, clauses, quotations and words as steps of a selection.

use gainsay::model::attribution::cut;
use gainsay::model::offset::{ByteOffset, ByteRange};
use gainsay::model::segment::{
    clauses, enclosing, next_word_end, previous_word_start, quotations, sentences, tidied, word_at,
};
use gainsay::model::text::ArticleText;

use crate::desk::Desk;

/// Articles with `|` between their sentences, and their quotations, the outer ones first.
pub const ARTICLES: &[(&str, &str, &[&str])] = &[
    (
        "Arabic",
        "قال رئيس بلدية الميناء أولا بيرغ يوم الجمعة: «العبّارة آمنة، ولم يسقط أحد».| هل هي آمنة حقا؟| نفت د. ليلى حداد ذلك، \
         وقالت لـ\"صحيفة الميناء\" إن 12.5 في المئة من الأبواب «لا تغلق» كما يجب.",
        &["العبّارة آمنة، ولم يسقط أحد", "صحيفة الميناء", "لا تغلق"],
    ),
    (
        "Hebrew",
        "ראש העיר אולה ברג אמר ביום שישי: \"המעבורת בטוחה, וצה\"ל בדק אותה\".| האם היא בטוחה?| ד\"ר נועה לוי מחתה, וכתבה \
         ב\"הארץ\" ש״איש לא נפל״, ושהמנכ\"לית ראתה את 12 הדלתות.",
        &["המעבורת בטוחה, וצה\"ל בדק אותה", "הארץ", "איש לא נפל"],
    ),
    (
        "Persian",
        "شهردار اولا برگ روز جمعه گفت: «کشتی امن است و ‹هیچ‌کس› نیفتاده است».| آیا واقعاً امن است؟| دکتر لیلا حدادی این را رد کرد و \
         گفت ۱۲ در بسته نمی‌شود.",
        &["کشتی امن است و ‹هیچ‌کس› نیفتاده است", "هیچ‌کس"],
    ),
    (
        "Urdu",
        "میئر اولا برگ نے جمعہ کو کہا، “کشتی محفوظ ہے اور کوئی نہیں گرا۔”| کیا یہ واقعی محفوظ ہے؟| ڈاکٹر لیلیٰ نے اس کی تردید کی اور \
         کہا کہ ۱۲ دروازے بند نہیں ہوتے۔",
        &["کشتی محفوظ ہے اور کوئی نہیں گرا۔"],
    ),
    (
        "Hindi",
        "मेयर ओला बर्ग ने शुक्रवार को कहा, “नाव सुरक्षित है और कोई नहीं गिरा।”| क्या यह सच है?| डॉ. लीला शर्मा ने इससे इनकार किया \
         और कहा कि १२ दरवाज़े 'बंद नहीं होते'।",
        &["नाव सुरक्षित है और कोई नहीं गिरा।", "बंद नहीं होते"],
    ),
    (
        "Bengali",
        "মেয়র ওলা বার্গ শুক্রবার বলেন, “ফেরিটি নিরাপদ, কেউ পড়ে যায়নি।”| এটা কি সত্যি?| ড. লীলা দাস তা অস্বীকার করে বলেন, \
         ১২টি দরজা বন্ধ হয় না।",
        &["ফেরিটি নিরাপদ, কেউ পড়ে যায়নি।"],
    ),
    (
        "Thai",
        "นายกเทศมนตรีโอลา เบิร์ก กล่าวเมื่อวันศุกร์ว่า“เรือข้ามฟากปลอดภัย ไม่มีใครตก” ดร.ลีลา คัดค้าน และ พ.ต.อ.ทวี บอกว่าประตู 12 บานปิดไม่ได้",
        &["เรือข้ามฟากปลอดภัย ไม่มีใครตก"],
    ),
    (
        "Khmer",
        "លោកអភិបាលក្រុង អូឡា បឺក បាននិយាយថា៖ «សាឡាងមានសុវត្ថិភាព គ្មាននរណាធ្លាក់ទេ»។| តើវាពិតជាមានសុវត្ថិភាពឬ?| លោកស្រី លីឡា \
         បានបដិសេធ ហើយនិយាយថា ទ្វារ ១២ បិទមិនជិត។",
        &["សាឡាងមានសុវត្ថិភាព គ្មាននរណាធ្លាក់ទេ"],
    ),
    (
        "Chinese",
        "市长奥拉·贝格周五说：“渡轮很安全，没有人‘掉下去’。”| 真的安全吗？| 李娜博士否认了这一点，她在《港口日报》上写道，十二扇门\"关不上\"。",
        &["渡轮很安全，没有人‘掉下去’。", "掉下去", "港口日报", "关不上"],
    ),
    (
        "Traditional Chinese",
        "市長歐拉·貝格說：「渡輪很安全，沒有人『掉下去』。」| 真的安全嗎？| 李娜博士否認了這一點。",
        &["渡輪很安全，沒有人『掉下去』。", "掉下去"],
    ),
    (
        "Japanese",
        "オーラ・ベルグ市長は金曜日に「船は安全だ。| 誰も『落ちて』いない。」と述べた。| 本当に安全なのか。| 李博士は否定し、十二の扉が閉まらないと書いた。",
        &["船は安全だ。誰も『落ちて』いない。", "落ちて"],
    ),
    (
        "Korean",
        "올라 베르그 시장은 금요일 “배는 안전하다.| 아무도 ‘떨어지지’ 않았다”라고 말했다.| 정말 안전한가?| 이나 박사는 부인하며 \"문 12개가 닫히지 \
         않는다.\"라고 썼다.",
        &["배는 안전하다. 아무도 ‘떨어지지’ 않았다", "떨어지지", "문 12개가 닫히지 않는다."],
    ),
    (
        "Georgian",
        "მერმა ოლა ბერგმა პარასკევს თქვა: „ბორანი უსაფრთხოა, არავინ ჩავარდნილა“.| მართლა უსაფრთხოა?| ა. ლომიძემ ეს უარყო და \
         თქვა, რომ 12 კარი «არ იკეტება».",
        &["ბორანი უსაფრთხოა, არავინ ჩავარდნილა", "არ იკეტება"],
    ),
    (
        "Amharic",
        "ከንቲባው ኦላ በርግ ዓርብ ዕለት «ጀልባው ደህና ነው፤ ማንም አልወደቀም» አሉ።| በእርግጥ ደህና ነው?| ዶ/ር ሊላ ይህን አስተባብለው በ\"ሪፖርተር\" 12 በሮች \
         አይዘጉም ብለው ጻፉ::| አበቃ።",
        &["ጀልባው ደህና ነው፤ ማንም አልወደቀም", "ሪፖርተር"],
    ),
    (
        "Armenian",
        "Քաղաքապետ Օլա Բերգն ուրբաթ օրն ասաց. «Լաստանավն անվտանգ է, ոչ ոք չի ընկել»։| Նա ճի՞շտ է:| Լիլան հերքեց դա։",
        &["Լաստանավն անվտանգ է, ոչ ոք չի ընկել"],
    ),
    (
        "Greek",
        "Ο δήμαρχος Όλα Μπεργκ είπε: «Το πλοίο είναι ασφαλές».| Είναι αλήθεια;| Ο κ. Παπαδόπουλος το αρνήθηκε· οι 12 πόρτες δεν κλείνουν.",
        &["Το πλοίο είναι ασφαλές"],
    ),
    (
        "Russian",
        "Мэр Ола Берг заявил: «Паром безопасен, никто „не упал“».| Это правда?| А. С. Иванова это отрицает.",
        &["Паром безопасен, никто „не упал“", "не упал"],
    ),
    (
        "Ukrainian",
        "Мер Ола Берг сказав: «Пором безпечний, п’ятеро на ньому».| Це правда?| Об'єкт перевірили.",
        &["Пором безпечний, п’ятеро на ньому"],
    ),
    ("Burmese", "မြို့တော်ဝန်က “သင်္ဘောသည် လုံခြုံသည်” ဟု ပြောသည်။| လုံခြုံသလား။", &["သင်္ဘောသည် လုံခြုံသည်"]),
];

/// The article of a language.
pub fn article(language: &str) -> ArticleText {
    let (_, source, _) = ARTICLES.iter().find(|(name, ..)| *name == language).unwrap();
    ArticleText::new(plain(source))
}

/// The text of an article. Where its sentence goes on right after a mark of Chinese or Japanese, no space was meant.
fn plain(source: &str) -> String {
    let unspaced = |text: &str| text.starts_with(|c: char| matches!(c, '\u{3040}'..='\u{9FFF}'));
    let mut out = String::new();
    for part in source.split('|') {
        let bare = part.strip_prefix(' ').filter(|rest| unspaced(rest));
        out.push_str(bare.unwrap_or(part));
    }
    out
}

#[test]
fn sentences_end_as_their_language_ends_them() {
    for (language, source, _) in ARTICLES {
        let text = article(language);
        let found: Vec<&str> = sentences(&text, text.whole()).into_iter().map(|range| text.slice(range)).collect();
        let expected: Vec<&str> = source.split('|').map(str::trim).collect();
        assert_eq!(found, expected, "{language}");
    }
}

#[test]
fn quotations_have_the_marks_of_their_language() {
    for (language, _, expected) in ARTICLES {
        let text = article(language);
        let mut found = quotations(&text, text.whole());
        found.sort_by_key(|one| one.inside.start());
        let found: Vec<&str> = found.into_iter().map(|one| text.slice(one.inside)).collect();
        assert_eq!(found, *expected, "{language}");
    }
}

/// The texts that a caret before some words expands to, but the whole.
fn grown<'a>(text: &'a ArticleText, from: &str) -> Vec<&'a str> {
    let at = ByteOffset::new(text.as_str().find(from).unwrap_or_else(|| panic!("{from} is not in the text")));
    let mut steps: Vec<&str> =
        enclosing(text, ByteRange::new(at, at)).into_iter().map(|range| text.slice(range)).collect();
    steps.pop();
    steps
}

#[test]
fn a_selection_grows_by_word_clause_quotation_and_sentence() {
    for (language, from, steps) in [
        ("Arabic", "يسقط", &["يسقط", "ولم يسقط أحد", "العبّارة آمنة، ولم يسقط أحد"][..]),
        ("Hebrew", "בדק", &["בדק", "וצה\"ל בדק אותה", "המעבורת בטוחה, וצה\"ל בדק אותה"]),
        ("Hindi", "सुरक्षित", &["सुरक्षित", "नाव सुरक्षित है और कोई नहीं गिरा।"]),
        ("Thai", "ปลอดภัย", &["ปลอดภัย", "เรือข้ามฟากปลอดภัย", "เรือข้ามฟากปลอดภัย ไม่มีใครตก"]),
        ("Chinese", "安全，", &["安全", "渡轮很安全", "渡轮很安全，没有人‘掉下去’。"]),
        ("Japanese", "安全だ", &["安全", "船は安全だ。", "船は安全だ。誰も『落ちて』いない。"]),
        ("Korean", "안전하다", &["안전하다", "배는 안전하다.", "배는 안전하다. 아무도 ‘떨어지지’ 않았다"]),
        ("Georgian", "არავინ", &["არავინ", "არავინ ჩავარდნილა", "ბორანი უსაფრთხოა, არავინ ჩავარდნილა"]),
        ("Amharic", "ማንም", &["ማንም", "ማንም አልወደቀም", "ጀልባው ደህና ነው፤ ማንም አልወደቀም"]),
    ] {
        let text = article(language);
        let found = grown(&text, from);
        assert_eq!(&found[..steps.len()], steps, "{language}: {found:#?}");
    }
    // The last step before the whole is the sentence with its attribution.
    for (language, from, sentence) in [
        ("Chinese", "渡轮", "市长奥拉·贝格周五说：“渡轮很安全，没有人‘掉下去’。”"),
        ("Hindi", "नाव", "मेयर ओला बर्ग ने शुक्रवार को कहा, “नाव सुरक्षित है और कोई नहीं गिरा।”"),
    ] {
        assert_eq!(grown(&article(language), from).last(), Some(&sentence), "{language}");
    }
}

#[test]
fn words_are_those_of_their_script() {
    for (language, words) in [
        ("Arabic", &["العبّارة", "آمنة", "ولم", "يسقط", "أحد"][..]),
        ("Hebrew", &["המעבורת", "בטוחה", "וצה\"ל", "בדק", "אותה"]),
        ("Persian", &["هیچ‌کس"]),
        ("Hindi", &["नाव", "सुरक्षित", "है"]),
        ("Bengali", &["ফেরিটি", "নিরাপদ"]),
        ("Thai", &["เรือ", "ข้าม", "ฟาก", "ปลอดภัย"]),
        ("Khmer", &["មាន", "សុវត្ថិភាព"]),
        ("Chinese", &["渡轮", "很", "安全"]),
        ("Japanese", &["市長", "は", "金曜日", "に"]),
        ("Korean", &["배는", "안전하다"]),
        ("Georgian", &["ბორანი", "უსაფრთხოა"]),
        ("Amharic", &["ጀልባው", "ደህና", "ነው"]),
    ] {
        let text = article(language);
        let mut at = ByteOffset::new(text.as_str().find(words[0]).unwrap());
        for word in words {
            let end = next_word_end(&text, at);
            let start = previous_word_start(&text, end);
            assert_eq!(text.slice(ByteRange::new(start, end)), *word, "{language}");
            assert_eq!(word_at(&text, start), Some(ByteRange::new(start, end)), "{language}");
            at = end;
        }
    }
}

#[test]
fn titles_are_no_speech_but_quotations_in_their_marks_are() {
    for (source, is_title) in [
        ("她在《港口日报》上写道。", true),
        ("《港口日报》报道说。", true),
        ("他说：《我们不会走》。", false),
        ("《우리는 이긴다》고 말했다.", false),
        ("소설 《태백산맥》을 읽었다.", true),
        ("《我们，不会走。》", false),
    ] {
        let text = ArticleText::new(source);
        let found = quotations(&text, text.whole());
        assert_eq!(found.iter().map(|one| one.is_title(&text)).collect::<Vec<_>>(), [is_title], "{source}");
    }
}

#[test]
fn a_passage_takes_in_no_stray_mark_of_any_language() {
    for (language, selected, tidy) in [
        ("Arabic", "«العبّارة آمنة،", "العبّارة آمنة،"),
        ("Hebrew", "\"המעבורת בטוחה", "המעבורת בטוחה"),
        ("Hebrew", "וצה\"ל בדק", "וצה\"ל בדק"),
        ("Chinese", "：“渡轮很安全", "渡轮很安全"),
        ("Japanese", "『落ちて", "落ちて"),
        ("Korean", "않았다”", "않았다"),
        ("Georgian", "„ბორანი უსაფრთხოა", "ბორანი უსაფრთხოა"),
        ("Ukrainian", "п’ятеро", "п’ятеро"),
    ] {
        let text = article(language);
        let start = text.as_str().find(selected).unwrap();
        let found = tidied(&text, ByteRange::of(start, start + selected.len())).unwrap();
        assert_eq!(text.slice(found), tidy, "{language}");
    }
}

#[test]
fn clauses_end_with_the_commas_of_their_script() {
    for (source, expected) in [
        ("آمنة، كما قال؛ ولم يسقط", &["آمنة", "كما قال", "ولم يسقط"][..]),
        ("ደህና ነው፤ ማንም፣ አልወደቀም", &["ደህና ነው", "ማንም", "አልወደቀም"]),
        ("เรือปลอดภัย ไม่มีใครตก", &["เรือปลอดภัย", "ไม่มีใครตก"]),
        ("安全，没有、人", &["安全", "没有", "人"]),
        ("το αρνήθηκε· οι πόρτες", &["το αρνήθηκε", "οι πόρτες"]),
    ] {
        let text = ArticleText::new(source);
        let found: Vec<&str> = clauses(&text, text.whole()).into_iter().map(|range| text.slice(range)).collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn verbs_of_saying_and_speakers_are_found_beside_quotations() {
    for (language, speaker, cue) in [
        ("Arabic", "رئيس بلدية الميناء أولا بيرغ", "قال"),
        ("Hebrew", "ראש העיר אולה ברג", "אמר"),
        ("Persian", "شهردار اولا برگ", "گفت"),
        ("Urdu", "میئر اولا برگ", "کہا"),
        ("Hindi", "मेयर ओला बर्ग", "कहा"),
        ("Bengali", "মেয়র ওলা বার্গ", "বলেন"),
        ("Thai", "นายกเทศมนตรีโอลา เบิร์ก", "กล่าว"),
        ("Khmer", "លោកអភិបាលក្រុង អូឡា បឺក", "និយាយ"),
        ("Chinese", "市长奥拉·贝格", "说"),
        ("Traditional Chinese", "市長歐拉·貝格", "說"),
        ("Japanese", "オーラ・ベルグ市長", "述べた"),
        ("Korean", "올라 베르그 시장", "말했다"),
        ("Georgian", "მერმა ოლა ბერგმა", "თქვა"),
        ("Amharic", "ከንቲባው ኦላ በርግ", "አሉ"),
        ("Armenian", "Քաղաքապետ Օլա Բերգն", "ասաց"),
        ("Greek", "Όλα Μπεργκ", "είπε"),
        ("Russian", "Мэр Ола Берг", "заявил"),
    ] {
        let text = article(language);
        let quotation = quotations(&text, text.whole()).into_iter().max_by_key(|one| one.whole.len()).unwrap();
        let found = cut(&text, quotation.inside).unwrap_or_else(|| panic!("{language}: nothing is found"));
        assert_eq!(found.speaker.map(|range| text.slice(range)), Some(speaker), "{language}");
        assert_eq!(text.slice(found.cue), cue, "{language}");
        assert_eq!(found.fragments, [quotation.inside], "{language}");
    }
    for (source, speaker) in [
        ("„Die Fähre ist sicher“, sagte Bürgermeister Ola Berg am Freitag.", "Bürgermeister Ola Berg"),
        ("« Le ferry est très sûr », a déclaré vendredi la maire Ola Berg.", "Ola Berg"),
        ("«El ferry es muy seguro», dijo el viernes la alcaldesa Ola Berg.", "Ola Berg"),
        ("«Паром полностью безопасен», — сказала в пятницу мэр Ола Берг.", "Ола Берг"),
        ("\"המעבורת בטוחה לגמרי\", אמרה ראש העיר אולה ברג ביום שישי.", "ראש העיר אולה ברג"),
        ("«العبارة آمنة تماما»، قالت رئيسة البلدية أولا بيرغ.", "رئيسة البلدية أولا بيرغ"),
        ("「船は完全に安全だ」と市長は述べた。", "市長"),
        ("“渡轮非常安全，”市长贝格说。", "市长贝格"),
    ] {
        let text = ArticleText::new(source);
        let quotation = quotations(&text, text.whole())[0];
        let found = cut(&text, quotation.whole).unwrap_or_else(|| panic!("{source}: nothing is found"));
        assert_eq!(found.speaker.map(|range| text.slice(range)), Some(speaker), "{source}");
    }
}

#[test]
fn german_clauses_have_speakers_and_dates_end_no_sentence() {
    for (source, speaker, cue, content) in [
        ("Der Damm ist sicher, sagte der Ingenieur Tore Vik.", "Ingenieur Tore Vik", "sagte", "Der Damm ist sicher"),
        (
            "Die Bürgermeisterin Britt Aas bestreitet, dass der Damm leckt.",
            "Bürgermeisterin Britt Aas",
            "bestreitet",
            "der Damm leckt",
        ),
        ("La maire Ola Berg a déclaré que le ferry est sûr.", "Ola Berg", "déclaré", "le ferry est sûr"),
        ("Мэр Ола Берг заявила, что паром совсем безопасен.", "Мэр Ола Берг", "заявила", "паром совсем безопасен"),
    ] {
        let text = ArticleText::new(source);
        let found = cut(&text, text.whole()).unwrap_or_else(|| panic!("{source}: nothing is found"));
        assert_eq!(found.speaker.map(|range| text.slice(range)), Some(speaker), "{source}");
        assert_eq!(text.slice(found.cue), cue, "{source}");
        assert_eq!(found.fragments.iter().map(|range| text.slice(*range)).collect::<Vec<_>>(), [content], "{source}");
    }
    let dated = "Ein Brief vom 3. Februar zeigt es.| Seit dem 19. Jahrhundert gilt das.| Es kamen 12.| Alle blieben.";
    let text = ArticleText::new(plain(dated));
    let found: Vec<&str> = sentences(&text, text.whole()).into_iter().map(|range| text.slice(range)).collect();
    assert_eq!(found, dated.split('|').map(str::trim).collect::<Vec<_>>());
}

#[test]
fn keys_grow_select_and_step_in_every_script() {
    let mut desk = Desk::reading(article("Greek").as_str());
    desk.press("Ctrl+Home . .");
    assert_eq!(desk.selected(), "Είναι αλήθεια;");
    desk.press(",");
    assert_eq!(desk.selected(), "Ο δήμαρχος Όλα Μπεργκ είπε: «Το πλοίο είναι ασφαλές».");
    let mut desk = Desk::reading(article("Russian").as_str());
    desk.press("Ctrl+Home Ctrl+Right Ctrl+Right Ctrl+Right Ctrl+Right Ctrl+Right Ctrl+Right Ctrl+Right");
    assert!(desk.after_caret().starts_with(" „не упал“"), "{:?}", desk.after_caret());
    desk.press("Right");
    for step in ["не упал", "Паром безопасен, никто „не упал“"] {
        desk.press("E");
        assert_eq!(desk.selected(), step);
    }
}
