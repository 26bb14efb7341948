//! No class name or heading removes a part of an article: pages of each kind, with every name and heading in turn.

use gainsay::articles::{Notice, ReadOptions, article_format};
use gainsay::encoding::Cancellation;

/// Paragraphs of an article, long and short, since furniture is recognised by length.
const PARAGRAPHS: &[&str] = &[
    "The harbour master told the committee on Monday that the second pump had been switched off weeks before the flood.",
    "Nobody answered.",
    "A retired surveyor wrote in a letter that the old map shows a road where the river runs today, and the records of the \
     town bear that out, although two witnesses say otherwise.",
    "“It was dark,” she said.",
    "Her deputy has long argued that the price of bread doubled within a month, which nobody at the hearing disputed, and \
     that no invoice for the timber was ever filed.",
    "He denied it.",
    "The ferry company admitted that most of the seed had been sold abroad; the minutes of that meeting are missing.",
];

fn read(page: &str) -> (String, Vec<Notice>) {
    let read = article_format("html").unwrap().read(page.as_bytes(), None, "a.html").unwrap();
    (read.article.text.as_str().to_owned(), read.notices)
}

fn text(page: &str) -> String {
    read(page).0
}

fn paragraphs(set: impl Fn(usize, &str) -> String) -> String {
    PARAGRAPHS.iter().enumerate().map(|(index, words)| set(index, words)).collect()
}

fn page(body: &str) -> String {
    format!(
        "<!DOCTYPE html><title>Report names the pump | The Gazette</title><body><nav><a href=/>Home</a> <a href=/w>World</a>\
         </nav>{body}<footer>© The Gazette. All rights reserved.</footer>"
    )
}

fn missing<'a>(text: &str, wanted: &[&'a str]) -> Vec<&'a str> {
    wanted.iter().filter(|words| !text.contains(**words)).copied().collect()
}

#[test]
fn no_subheading_ends_an_article_by_its_text() {
    let headings = [
        "Response to the allegations",
        "Replies to the letter",
        "Comments on the draft",
        "Comments",
        "Thoughts on the verdict",
        "Responses",
        "What do you think",
        "Latest figures",
        "Related work",
        "Related",
        "In the news",
        "Popular in the north",
        "Recommended dosage",
        "More on the pumps",
        "Trending",
        "Try the other road",
        "Become a keeper",
        "Register of the dead",
        "Subscribe or perish",
        "Support our troops",
        "Newsletter",
        "Kommentare",
        "Mehr zum Thema",
    ];
    for heading in headings {
        for set in ["<h2>{}</h2>", "<h3>{}</h3>", "<p><strong>{}</strong></p>", "<p><b>{}</b><br>The pump ran.</p>"] {
            for link in ["", " See <a href=/l>the ledger</a>."] {
                let body = paragraphs(|index, words| {
                    let heading = if index == 3 { set.replace("{}", heading) } else { String::new() };
                    let link = if index == 4 { link } else { "" };
                    format!("{heading}<p>{words}{link}</p>")
                });
                let text =
                    text(&page(&format!("<main><article><h1>Report names the pump</h1>{body}</article></main>")));
                assert_eq!(missing(&text, PARAGRAPHS), Vec::<&str>::new(), "{heading} in {set}{link}:\n{text}");
            }
        }
    }
}

#[test]
fn furniture_under_such_a_heading_is_omitted() {
    let comments: String = ["Ann", "Bo", "Cy"]
        .iter()
        .map(|name| {
            format!(
                "<div><b>{name}</b> <span>3 May 2026, 10:12</span><p>I have seen the pump, and it is blue.</p></div>"
            )
        })
        .collect();
    let links = "<ul><li><a href=/1>Lamp that never went out</a><li><a href=/2>Clerk counted every vote alone</a></ul>";
    let cards =
        "<div><a href=/1><h4>Lamp that never went out</h4></a><p>Every fourth lamp on the quay is dark now.</p></div>";
    let form = "<p>The best of the coast in your letterbox.</p><form><input type=email><button>Sign up</button></form>";
    let furniture = [
        ("Comments", comments.as_str(), "blue"),
        ("Responses", comments.as_str(), "blue"),
        ("Related", links, "Lamp"),
        ("Latest news", cards, "Lamp"),
        ("More on the coast", links, "Lamp"),
        ("Subscribe to The Gazette", form, "letterbox"),
        ("Comments", "<p>Comments are closed.</p>", "closed"),
    ];
    for (heading, what, word) in furniture {
        let body = paragraphs(|_, words| format!("<p>{words}</p>"));
        let (text, notices) = read(&page(&format!(
            "<main><article><h1>Report names the pump</h1>{body}<h2>{heading}</h2>{what}</article></main>"
        )));
        assert!(!text.contains(word) && !text.contains(heading), "{heading}:\n{text}");
        assert_eq!(missing(&text, PARAGRAPHS), Vec::<&str>::new(), "{heading}:\n{text}");
        assert!(matches!(&notices[..], [Notice::Partial(said)] if said.contains("not shown")), "{notices:?}");
    }
}

#[test]
fn no_class_name_of_an_article_or_its_parts_drops_text() {
    let names = [
        "author-jane",
        "tag-newsletter category-social",
        "sidebar-main",
        "l-sidebar-fixed",
        "related",
        "popup",
        "tooltip",
        "keywords",
        "topics-link",
        "hentry comments-open",
        "promo teaser",
        "post-tags",
        "widget",
        "share",
        "rating-4",
        "follow",
        "banner",
        "overlay modal",
        "feedback",
        "bio",
        "login-required",
        "subscription-content",
    ];
    for name in names {
        let plain = paragraphs(|_, words| format!("<p>{words}</p>"));
        let divs = paragraphs(|_, words| format!("<div>{words}</div>"));
        let named = paragraphs(|_, words| format!("<p class='{name}'>{words}</p>"));
        let parts = paragraphs(|index, words| {
            if index % 2 == 0 { format!("</div><div class='{name}'><p>{words}</p>") } else { format!("<p>{words}</p>") }
        });
        let bodies = [
            format!("<main><article class='{name}'><h1>Report names the pump</h1>{plain}</article></main>"),
            format!("<main><h1>Report names the pump</h1><div class='{name}'><div>{plain}</div></div></main>"),
            format!("<main><h1>Report names the pump</h1><div class='{name}'>{divs}</div></main>"),
            format!("<div class='{name}'><main><h1>Report names the pump</h1>{plain}</main></div>"),
            format!("<article><h1>Report names the pump</h1>{named}</article>"),
            format!("<article><h1>Report names the pump</h1><div>{parts}</div></article>"),
        ];
        for body in bodies {
            let text = text(&page(&body));
            assert_eq!(missing(&text, PARAGRAPHS), Vec::<&str>::new(), "{name}:\n{body}\n{text}");
        }
        let sentence = format!(
            "On Tuesday <a class='{name}' href=/m>the mayor of Northport</a> denied that <span class='{name}'>the ledger</span> \
             had <em class='{name}'>ever</em> been burnt."
        );
        let body = format!("<article><h1>Report names the pump</h1>{plain}<p>{sentence}</p>{plain}</article>");
        let text = text(&page(&body));
        assert!(text.contains("the mayor of Northport denied that the ledger had ever been burnt."), "{name}:\n{text}");
    }
}

#[test]
fn a_separate_link_to_the_comments_removes_nothing() {
    let plain = paragraphs(|_, words| format!("<p>{words}</p>"));
    for link in [
        "<a href=#c>Comments</a>",
        "<p><a href=#c>Comments</a></p>",
        "<div><a href=#c>12 comments</a></div>",
        "<span><a href=#c>Leave a comment</a></span>",
        "<b><a href=#c>Kommentare</a></b>",
    ] {
        for body in [format!("{link}{plain}"), format!("{plain}{link}"), format!("{plain}{link}{plain}")] {
            let text = text(&page(&format!("<header><h1>Report names the pump</h1></header><main>{body}</main>")));
            assert_eq!(missing(&text, PARAGRAPHS), Vec::<&str>::new(), "{link}:\n{text}");
        }
    }
}

#[test]
fn bodies_need_no_paragraphs() {
    let long = PARAGRAPHS[2];
    let body = |set: &dyn Fn(usize, &str) -> String| paragraphs(set);
    let row = |index: usize, words: &str| format!("<tr><td>Pump {index}</td><td>{words}</td></tr>");
    let bodies = [
        format!("<div><div><p>{long}</p></div>{}</div>", body(&|_, words| format!("<div>{words}</div>"))),
        format!("<div><p>{long}</p>{}</div>", body(&|_, words| format!("<br><br>{words}"))),
        format!("<div>{}</div>", body(&|_, words| format!("<div><span>{words}</span></div>"))),
        format!("<div><p>{long}</p></div><div class=sidebar><table>{}</table></div>", body(&row)),
        format!("<p>{long}</p><ul>{}</ul>", body(&|_, words| format!("<li>{words}</li>"))),
        format!("<p>{long}</p><dl>{}</dl>", body(&|index, words| format!("<dt>Pump {index}</dt><dd>{words}</dd>"))),
        format!("<section>{}</section>", body(&|_, words| format!("<section><div><p>{words}</p></div></section>"))),
    ];
    for body in bodies {
        let text = text(&page(&format!("<main><article><h1>Report names the pump</h1>{body}</article></main>")));
        assert_eq!(missing(&text, PARAGRAPHS), Vec::<&str>::new(), "{body}:\n{text}");
    }
}

#[test]
fn repeated_captions_are_read_once_and_drawings_keep_their_text() {
    let plain = paragraphs(|_, words| format!("<p>{words}</p>"));
    let caption = "The quay at dawn, before the lamps were lit.";
    let figure =
        format!("<figure><img src=a><figcaption>{caption}</figcaption><figcaption>{caption}</figcaption></figure>");
    let twice = format!("<figure><img src=a><figcaption>{caption}</figcaption></figure>");
    let drawing =
        "<svg><title>Chart</title><text x=1>Pumps in May</text><text>three of <tspan>seven</tspan></text></svg>";
    for pictures in [figure, twice.repeat(2)] {
        let body =
            format!("<main><article><h1>Report names the pump</h1>{plain}{pictures}{drawing}{plain}</article></main>");
        let text = text(&page(&body));
        assert_eq!(text.matches(caption).count(), 1, "{text}");
        assert!(text.contains("Pumps in May\n\nthree of seven") && !text.contains("Chart"), "{text}");
    }
    // With text between them, and on the whole page, both stay.
    let apart =
        format!("<main><article><h1>Report names the pump</h1>{plain}{twice}{plain}{twice}{plain}</article></main>");
    assert_eq!(text(&page(&apart)).matches(caption).count(), 2);
}

#[test]
fn ruby_follows_in_brackets() {
    let ruby = "<h1><ruby>東京<rt>とうきょう</rt></ruby>の橋</h1><p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rt>じ</rt></ruby>と\
        <ruby>橋<rt> </rt></ruby>、<ruby><rb>市長</rb><rtc><rt>しちょう</rt></rtc></ruby>。</p>";
    let read = article_format("html").unwrap().read(ruby.as_bytes(), None, "a.html").unwrap().article;
    assert_eq!(read.text.as_str(), "東京(とうきょう)の橋\n\n漢(かん)字(じ)と橋、市長(しちょう)。");
    assert_eq!(read.stated.title, "東京(とうきょう)の橋");
}

#[test]
fn a_default_date_is_ignored() {
    let published = |head: &str| {
        let page = format!("<head>{head}</head><p>The mayor denied it.</p>");
        article_format("html").unwrap().read(page.as_bytes(), None, "a.html").unwrap().article.stated.published
    };
    let meta = |date: &str| format!("<meta property=article:published_time content='{date}'>");
    for none in ["0001-01-01", "0001-01-01T00:00:00Z", "0000-00-00", "1970-01-01T00:00:00Z", "2026-00-00"] {
        assert_eq!(published(&meta(none)), "", "{none}");
        let both = format!("{}<meta name=date content=2026-05-03>", meta(none));
        assert_eq!(published(&both), "2026-05-03", "{none}");
    }
    for date in ["2026-05-03", "1970-01-02", "3 May 2026", "Mon, 01 Jun 2026 10:00:00 GMT", "20260503"] {
        assert_eq!(published(&meta(date)), date);
    }
}

#[test]
fn the_whole_page_is_complete() {
    let plain = paragraphs(|_, words| format!("<p>{words}</p>"));
    let page = page(&format!(
        "<main><article><h1>Report names the pump</h1>{plain}<h2>Related</h2><ul><li><a href=/1>Lamp that never went out</a>\
         </ul></article></main><p hidden>Not to be seen.</p>"
    ));
    let row = article_format("html").unwrap();
    let part = row.read(page.as_bytes(), None, "a.html").unwrap();
    assert_eq!(part.notices, [Notice::Partial("4 short lines around the article are not shown".to_owned())]);
    let whole = row
        .read_as(page.as_bytes(), ReadOptions { encoding: None, whole: Some(true) }, "a.html", Cancellation::NEVER)
        .unwrap();
    let text = whole.article.text.as_str();
    for words in ["Home World", "Report names the pump", "Related", "Lamp that never went out", "All rights reserved"] {
        assert_eq!(text.matches(words).count(), 1, "{words}: {text}");
    }
    assert!(!text.contains("Not to be seen") && whole.notices.is_empty(), "{text}");
    assert_eq!((part.article.importer.as_str(), whole.article.importer.as_str()), ("html 2", "html 2 whole"));
    assert_eq!(whole.article.stated.title, "Report names the pump");
}
