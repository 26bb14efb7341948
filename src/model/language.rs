//! The language of a text, by its letters and its most frequent words.

use std::ops::RangeInclusive;

use super::phrases::Language;

/// Bytes of a text that are read.
const READ: usize = 1 << 14;

/// Scripts in which one language is nearly all that is read, with its tag.
const SCRIPTS: &[(RangeInclusive<char>, &str)] = &[
    ('\u{370}'..='\u{3FF}', "el"),
    ('\u{1F00}'..='\u{1FFF}', "el"),
    ('\u{530}'..='\u{58F}', "hy"),
    ('\u{590}'..='\u{5FF}', "he"),
    ('\u{980}'..='\u{9FF}', "bn"),
    ('\u{A00}'..='\u{A7F}', "pa"),
    ('\u{A80}'..='\u{AFF}', "gu"),
    ('\u{B00}'..='\u{B7F}', "or"),
    ('\u{B80}'..='\u{BFF}', "ta"),
    ('\u{C00}'..='\u{C7F}', "te"),
    ('\u{C80}'..='\u{CFF}', "kn"),
    ('\u{D00}'..='\u{D7F}', "ml"),
    ('\u{D80}'..='\u{DFF}', "si"),
    ('\u{E00}'..='\u{E7F}', "th"),
    ('\u{E80}'..='\u{EFF}', "lo"),
    ('\u{F00}'..='\u{FFF}', "bo"),
    ('\u{1000}'..='\u{109F}', "my"),
    ('\u{10A0}'..='\u{10FF}', "ka"),
    ('\u{1C90}'..='\u{1CBF}', "ka"),
    ('\u{1200}'..='\u{139F}', "am"),
    ('\u{1780}'..='\u{17FF}', "km"),
    ('\u{AC00}'..='\u{D7FF}', "ko"),
    ('\u{3040}'..='\u{30FF}', "ja"),
    ('\u{4E00}'..='\u{9FFF}', HAN),
];

/// Letters of only one language of a script that several have, with its tag.
const LETTERS: &[(&[char], &str)] = &[(&['ђ', 'ћ'], "sr"), (&['ѓ', 'ќ', 'ѕ'], "mk")];

/// Minimum such letters.
const FEWEST: usize = 2;

/// The tag of ideographs, until it is known whose they are.
const HAN: &str = "zh";

/// Frequent characters of Chinese with one shape in simplified and another in traditional writing.
const SHAPES: (&str, &str) = (
    "们这说国对时会发个为来经过还进关与问门开长东员动现没见电车",
    "們這說國對時會發個為來經過還進關與問門開長東員動現沒見電車",
);

/// The tag (BCP 47) of the language of a text, as far as its beginning tells.
pub fn tag(text: &str) -> Option<&'static str> {
    let text = &text[..text.floor_char_boundary(READ)];
    let mut sizes = [0; SCRIPTS.len()];
    let mut others = 0;
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        match SCRIPTS.iter().position(|(script, _)| script.contains(&c)) {
            Some(script) => sizes[script] += c.len_utf8(),
            None => others += c.len_utf8(),
        }
    }
    let size_of = |tag: &str| -> usize {
        SCRIPTS.iter().zip(sizes).filter(|((_, other), _)| *other == tag).map(|(_, size)| size).sum()
    };
    let (han, kana, hangul) = (size_of(HAN), size_of("ja"), size_of("ko"));
    let east_asian = han + kana + hangul;
    // Japanese has some kana in every sentence; Korean has few ideographs.
    if east_asian > others {
        return Some(match () {
            () if kana * 10 >= east_asian => "ja",
            () if hangul * 2 >= east_asian => "ko",
            () => chinese(text),
        });
    }
    let (most, tag) = SCRIPTS.iter().map(|(_, tag)| (size_of(tag), *tag)).max()?;
    if most > others && most > 0 {
        return Some(tag);
    }
    let lower = text.to_lowercase();
    let own = LETTERS.iter().find(|(letters, _)| lower.matches(*letters).take(FEWEST).count() == FEWEST);
    if let Some((_, tag)) = own {
        return Some(tag);
    }
    Language::told(lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()))?.tag()
}

/// The tag of Chinese as it is written in a text.
fn chinese(text: &str) -> &'static str {
    let count = |shapes: &str| text.chars().filter(|c| shapes.contains(*c)).count();
    if count(SHAPES.1) > count(SHAPES.0) { "zh-Hant" } else { "zh-Hans" }
}

#[cfg(test)]
mod tests {
    use super::tag;

    #[test]
    fn letters_and_frequent_words_tell_the_language() {
        let cases = [
            ("The board said that the pumps had been checked, and that it was not to blame.", Some("en")),
            ("Der Vorstand sagte, dass die Pumpen nicht geprüft worden sind und das Wasser noch steigt.", Some("de")),
            ("Spółka twierdzi, że pompy nie zostały sprawdzone, ale jest bezpiecznie.", Some("pl")),
            ("Компания заявила, что насосы не были проверены и что это не опасно.", Some("ru")),
            ("Компанія заявила, що насоси не перевірені, але це не є небезпечно для людей.", Some("uk")),
            ("Компанија је одбила оптужбе да ће пумпе у ђубришту проћи без провере.", Some("sr")),
            ("Компанијата ќе одговори на обвиненијата, рече меѓу другото градоначалникот ѓорѓиевски.", Some("mk")),
            ("وقالت الشركة إن المضخات في الميناء لم تفحص على الإطلاق من قبل", Some("ar")),
            ("شرکت گفت که پمپ‌ها در بندر بررسی نشده است و این را از مردم پنهان کرد", Some("fa")),
            ("کمپنی نے کہا ہے کہ بندرگاہ کے پمپ محفوظ ہیں", Some("ur")),
            ("कंपनी ने कहा कि बंदरगाह के पंप सुरक्षित हैं और जाँच की गई है", Some("hi")),
            ("החברה אמרה שהמשאבות נבדקו", Some("he")),
            ("คณะกรรมการกล่าวว่า Orbit Systems ไม่มีความผิด", Some("th")),
            ("ქარხანამ უარყო ბრალდება", Some("ka")),
            ("会社は報道を否定した。", Some("ja")),
            ("회사는 보도를 부인했다. 大韓民國 政府", Some("ko")),
            ("公司说这个报道没有根据。", Some("zh-Hans")),
            ("公司說這個報導沒有根據。", Some("zh-Hant")),
            ("Lorem ipsum dolor sit amet", None),
            ("12 %", None),
            ("", None),
        ];
        for (words, expected) in cases {
            assert_eq!(tag(words), expected, "{words}");
        }
    }
}
