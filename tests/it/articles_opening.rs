//! The date, author and site that stand only in an article's text.

use gainsay::articles::article_format;
use gainsay::model::article::Details;

/// The details of a plain text with these lines above its story.
fn details(head: &str) -> Details {
    whole(&format!("Council keeps the ferry\n\n{head}\n\n{STORY}"))
}

fn whole(text: &str) -> Details {
    article_format("text").unwrap().read(text.as_bytes(), None, "a.txt").unwrap().article.stated
}

fn date(head: &str) -> String {
    details(head).published
}

const STORY: &str = "The council of Holsund voted on Tuesday to keep the ferry for another year, and said on 3 April 2024 that it \
                     would look at the cost again. It had closed the line on 1 March 2023 after a storm broke the pier. The mayor, \
                     who had asked for a bridge, said that she would not give up, and that the vote of 2 May 2022 still stood.\n\n\
                     The next meeting is on 9 June 2027.";

/// A story in another language, by which it is recognised.
fn date_in(head: &str, story: &str) -> String {
    whole(&format!("{head}\n\n{story}")).published
}

const GERMAN: &str = "Der Rat der Stadt hat die Fähre nicht aufgegeben, und das ist auch für die Inseln gut.";
const FRENCH: &str = "Le conseil de la ville a gardé le bac pour les îles, et ce n'est pas la fin de cette histoire.";

#[test]
fn a_line_with_a_date_alone_is_read_in_every_language() {
    for line in [
        "12 May 2026",
        "May 12, 2026",
        "12th May 2026",
        "Tuesday, 12 May 2026",
        "Tue 12 May 2026 06.00 BST",
        "May 12, 2026 at 10:30 am",
        "May 12, 2026, 5:04 p.m. ET",
        "2026-05-12",
        "2026-05-12T10:30:00+02:00",
        "2026/05/12 10:30",
        "13:05 12 May 2026",
        "12. Mai 2026",
        "Dienstag, 12. Mai 2026, 10:30 Uhr",
        "12.05.2026 | 14:03 Uhr",
        "12.5.2026",
        "12 mai 2026",
        "Le mardi 12 mai 2026 à 10h30",
        "12 de mayo de 2026",
        "martes, 12 de mayo de 2026",
        "12 maggio 2026, ore 10:30",
        "12 de maio de 2026 às 10h30",
        "12 mei 2026 om 10.30 uur",
        "12 maja 2026, godz. 10:30",
        "12. maj 2026 kl. 10.30",
        "12 maj 2026",
        "12. května 2026",
        "12 мая 2026",
        "12 мая 2026 г., 10:30",
        "12 травня 2026 р.",
        "12 Mayıs 2026",
        "12 مايو 2026",
        "١٢ مايو ٢٠٢٦",
        "12 مايو/أيار 2026",
        "12 במאי 2026",
        "۲۲ اردیبهشت ۱۴۰۵",
        "سه‌شنبه ۲۲ اردیبهشت ۱۴۰۵",
        "12 مئی 2026",
        "12 मई 2026",
        "१२ मई २०२६",
        "১২ মে ২০২৬",
        "12 มิถุนายน 2569",
        "12 พ.ค. 2569",
        "12 ឧសភា 2026",
        "12 მაისი 2026",
        "ግንቦት 4 ቀን 2018",
        "12 մայիսի 2026",
        "12 Μαΐου 2026",
        "2026. május 12.",
        "12 mai 2026",
        "12. toukokuuta 2026",
        "12 Mei 2026",
        "12 tháng 5 năm 2026",
        "2026年5月12日",
        "2026年5月12日 星期二 10:30",
        "令和8年5月12日",
        "2026년 5월 12일",
        "2026. 5. 12.",
    ] {
        let expected = if line.contains("มิถุนายน") { "2026-06-12" } else { "2026-05-12" };
        assert_eq!(date(line), expected, "{line}");
    }
}

#[test]
fn labels_and_bylines_are_read() {
    for line in [
        "Published: 2026-05-12",
        "Published 12 May 2026",
        "First published on Tue 12 May 2026 06.00 BST",
        "Published 12 May 2026 · Updated 13 May 2026",
        "Published 12 May 2026, updated 13 May 2026 at 10:00",
        "By Ann Lee, 12 May 2026",
        "By Ann Lee and Bo Marsh | 12 May 2026 | 3 min read",
        "Ann Lee, 12 May 2026",
        "LONDON, 12 May 2026",
        "Posted by Ann Lee on May 12, 2026 at 10:30 am",
        "Holsund Daily · 12 May 2026",
        "Veröffentlicht am 12.05.2026",
        "Von Ann Lee | 12.05.2026",
        "Von Ann Lee, 12. Mai 2026, 10:30 Uhr",
        "Publié le 12 mai 2026 à 10h30",
        "Publicado el 12 de mayo de 2026",
        "Pubblicato il 12 maggio 2026",
        "Gepubliceerd op 12 mei 2026 om 10:30",
        "Opublikowano: 12 maja 2026",
        "Опубликовано: 12 мая 2026 г., 10:30",
        "Опубліковано 12 травня 2026",
        "Yayınlanma tarihi: 12 Mayıs 2026",
        "نُشر في: 12 مايو 2026",
        "发布时间：2026-05-12 10:30",
        "公開日：2026年5月12日",
        "입력 2026.05.12 10:30",
        "Julkaistu 12.5.2026 klo 10.30",
        "Publisert 12. mai 2026 kl. 10.30",
        "Ngày đăng: 12/5/2026",
        "Published on May 12th, 2026 by Ann Lee",
        "Par Ann Lee Publié le 12 mai 2026 à 10h30, mis à jour le 13 mai 2026 à 11h00",
        "Diterbitkan 12 Mei 2026 pukul 10.30 WIB",
    ] {
        let expected = if line.starts_with("Ngày") { "" } else { "2026-05-12" };
        assert_eq!(date(line), expected, "{line}");
    }
}

#[test]
fn a_change_dates_an_article_only_if_nothing_else_does() {
    assert_eq!(date("Updated 3 March 2025"), "2025-03-03");
    assert_eq!(date("Updated 3 March 2025\n12 February 2025"), "2025-02-12");
    assert_eq!(date("Zuletzt aktualisiert am 3. März 2025"), "2025-03-03");
    assert_eq!(date("Обновлено 3 марта 2025"), "2025-03-03");
}

#[test]
fn order_of_day_and_month_needs_a_sign() {
    assert_eq!(date("Published 03/04/2026"), "", "April and March are as likely in English");
    assert_eq!(date("Published 13/04/2026"), "2026-04-13");
    assert_eq!(date("Published 04/13/2026"), "2026-04-13");
    assert_eq!(date("Published 04/04/2026"), "2026-04-04");
    assert_eq!(date("Friday, 03/04/2026"), "2026-04-03", "the day of the week decides");
    assert_eq!(date("Wednesday, 03/04/2026"), "2026-03-04");
    assert_eq!(date_in("Die Fähre bleibt\n\n03/04/2026", GERMAN), "2026-04-03", "the language decides");
    assert_eq!(date_in("Le bac reste\n\nPublié le 03/04/2026", FRENCH), "2026-04-03");
    assert_eq!(date("03.04.2026"), "2026-04-03", "full stops have the day first everywhere");
}

#[test]
fn what_is_no_date_of_the_article_is_left() {
    for head in [
        "The ferry was built on 12 May 2026 by the town.",
        "Born 12 May 1950",
        "Ann Lee (12 May 1950 – 3 March 2025)",
        "Photo: Ann Lee, 12 May 2026",
        "Deadline: 12 May 2026",
        "Minutes of the meeting of 12 May 2026",
        "10–12 May 2026",
        "10 May – 12 May 2026",
        "Room 12, May 2026",
        "Case 2026-05-12-0034",
        "Invoice #12.05.2026",
        "12.05.2026.1",
        "Version 1.2, 12 May 2026",
        "31 February 2026",
        "2026-13-04",
        "32.05.2026",
        "May 2026 was wet",
        "Election 2026",
        "© 2026 Holsund Daily",
        "12 May",
        "10:30",
        "Tel. 12 05 2026",
        "Retrieved 12 May 2026",
        "Valid until 12 May 2026",
        "See also: Holsund Daily, 12 May 2026",
        "Sunday, 12 May 2026, 7 pm: concert in the town hall with the band",
    ] {
        assert_eq!(date(head), "", "{head}");
    }
    // Several dates alone are the headings of a chronology.
    let chronology = "3 March 2025\n\nThe pier broke.\n\n4 April 2025\n\nThe line closed.\n\n5 May 2025\n\nIt opened.";
    assert_eq!(whole(&format!("The ferry, day by day\n\n{chronology}")).published, "");
    // Below the text proper there are dates of anything.
    assert_eq!(whole(&format!("Council keeps the ferry\n\n{STORY}\n\n12 May 2026\n\nMore.")).published, "");
}

#[test]
fn a_date_may_be_above_the_headline_below_a_standfirst_and_at_the_end() {
    let above = whole(&format!("10 May 2026\n\nCouncil keeps the ferry\n\n{STORY}"));
    assert_eq!((above.published.as_str(), above.title.as_str()), ("2026-05-10", "Council keeps the ferry"));
    let below = details("The vote was close, and the mayor is angry about it.\n\nBy Ann Lee\n10 May 2026");
    assert_eq!((below.published.as_str(), below.byline.as_str()), ("2026-05-10", "Ann Lee"));
    let end = whole(&format!("Council keeps the ferry\n\n{STORY}\n\nFirst published on 10 May 2026."));
    assert_eq!(end.published, "2026-05-10");
    let wrapped = "The council of Holsund voted to keep the ferry, and said on\n12 May 2026 that it would look at the cost again\n";
    assert_eq!(whole(&format!("Council keeps the ferry\n\n{wrapped}")).published, "");
}

#[test]
fn author_site_and_address_are_read_where_they_are_plain() {
    let found = details("Holsund Daily · By Ann Lee · 12 May 2026");
    assert_eq!((found.site.as_str(), found.byline.as_str()), ("Holsund Daily", "Ann Lee"));
    assert_eq!(details("Ann Lee · 12 May 2026").site, "", "a name alone is no newspaper");
    assert_eq!(details("Von Ann Lee | Hafenzeitung | 12.05.2026").site, "Hafenzeitung");
    assert_eq!(details("herald.example | 12 May 2026").site, "herald.example");
    let address = details("https://herald.example/ferry\n12 May 2026");
    assert_eq!((address.address.as_str(), address.published.as_str()), ("https://herald.example/ferry", "2026-05-12"));
    assert_eq!(details("By Road And Rail").byline, "", "an author stands beside a date");
}

#[test]
fn reports_of_agencies_are_read() {
    let rest = "The council voted on Tuesday to keep the ferry for another year.";
    let wire = details(&format!("LONDON, May 12 (Reuters) - {rest}"));
    assert_eq!((wire.site.as_str(), wire.published.as_str()), ("Reuters", ""), "a day without a year is no date");
    let dated = details(&format!("BRUSSELS, 12 May 2026 (AFP) – {rest}"));
    assert_eq!((dated.site.as_str(), dated.published.as_str()), ("AFP", "2026-05-12"));
    assert_eq!(details(&format!("Holsund, 12 May 2026 – {rest}")).published, "2026-05-12");
    assert_eq!(details("Berlin (dpa) – Der Rat der Stadt hat die Fähre behalten.").site, "dpa");
    for report in [
        "طرابلس، 12 مايو 2026 – نفت وزارة الصحة يوم الثلاثاء تقارير عن إغلاق مستشفى الميناء بعد تسرب غاز الكلور.",
        "मुंबई, 12 मई 2026: स्वास्थ्य मंत्रालय ने मंगलवार को कहा कि अस्पताल बंद नहीं हुआ।",
        "病院は閉鎖していない\n2026年5月12日 10時00分\n\n保健省は火曜日、病院は閉鎖していないと発表した。",
    ] {
        assert_eq!(details(report).published, "2026-05-12", "{report}");
    }
    assert_eq!(details(&format!("Correction, 12 May 2026: {rest}")).published, "");
    assert_eq!(details(&format!("The mayor (Labour) - {rest}")).site, "");
    assert_eq!(details(&format!("He said on 12 May 2026 - {rest}")).published, "");
}

#[test]
fn what_a_format_states_wins_but_for_dates_of_files() {
    let markdown = |text: &str| article_format("markdown").unwrap().read(text.as_bytes(), None, "a.md").unwrap();
    let stated = markdown(&format!("---\ndate: 2026-01-02\n---\n\n# Ferry\n\n12 May 2026\n\n{STORY}")).article.stated;
    assert_eq!(stated.published, "2026-01-02");
    let text = markdown(&format!("# Ferry\n\n*By Ann Lee, 12 May 2026*\n\n{STORY}")).article.stated;
    assert_eq!((text.published.as_str(), text.byline.as_str()), ("2026-05-12", "Ann Lee"));
    let html = |head: &str, line: &str| {
        let paragraphs = STORY.replace("\n\n", "</p><p>");
        let page = format!(
            "<html><head><title>Ferry</title>{head}</head><body><h1>Council keeps the ferry</h1>{line}<p>{paragraphs}</p></body></html>"
        );
        article_format("html").unwrap().read(page.as_bytes(), None, "a.html").unwrap().article.stated.published
    };
    assert_eq!(html("", "<p class=meta>By Ann Lee | 12 May 2026</p>"), "2026-05-12");
    let meta = "<meta property='article:published_time' content='2026-05-11'>";
    assert_eq!(html(meta, "<p class=meta>By Ann Lee | 12 May 2026</p>"), "2026-05-11");
}
