//! The web page: exactly the article's text, no active content, and a policy that fits its style.

use std::collections::HashSet;

use gainsay::articles::article_format;
use gainsay::interchange::export_format;
use gainsay::model::annotation::{Annotation, Id, Target};
use gainsay::model::article::{Article, Details};
use gainsay::model::kind::Kind;
use gainsay::model::offset::{ByteOffset, ByteRange};
use gainsay::model::set::AnnotationSet;
use gainsay::model::text::ArticleText;
use proptest::prelude::*;
use sha2::{Digest, Sha256};

use crate::sample;
use crate::text_view_structure::any_markdown;

fn written(article: &Article, set: &AnnotationSet) -> String {
    written_as("html", article, set)
}

fn written_as(format: &str, article: &Article, set: &AnnotationSet) -> String {
    sample::written(export_format(format).unwrap(), article, set)
}

/// Every element of the page.
const ELEMENTS: &[&str] = &[
    "!DOCTYPE",
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "div",
    "header",
    "main",
    "article",
    "section",
    "h1",
    "h2",
    "p",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "span",
    "b",
    "i",
    "a",
    "bdi",
    "small",
    "blockquote",
    "details",
    "summary",
    "br",
    "footer",
    "h3",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "figure",
    "svg",
    "g",
    "rect",
    "path",
    "text",
    "title",
    "h4",
    "h5",
    "h6",
    "em",
    "strong",
    "time",
    "s",
    "del",
    "ins",
    "pre",
    "code",
];

/// The decoded text between tags, with invisible characters read from their symbols. Fails at an unexpected tag.
fn visible(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((words, tag)) = rest.split_once('<') {
        out.push_str(&html_escape::decode_html_entities(words));
        let (tag, after) = tag.split_once('>').expect("a tag that does not end");
        let name = tag.trim_start_matches('/').split(' ').next().unwrap();
        assert!(ELEMENTS.contains(&name), "<{tag}>");
        assert!(!tag.contains("javascript:") && !tag.contains(" on") && !tag.contains(" style="), "<{tag}>");
        rest = after;
        if let Some(number) = tag.strip_prefix("i class=\"x\" title=\"U+") {
            let value = u32::from_str_radix(number.trim_end_matches('"'), 16).unwrap();
            out.push(char::from_u32(value).unwrap());
            rest = rest.split_once("</i>").unwrap().1;
        }
    }
    out.push_str(&html_escape::decode_html_entities(rest));
    out
}

fn article_of(page: &str) -> &str {
    let start = page.find("<article").unwrap();
    &page[start..page.find("</article>").unwrap() + "</article>".len()]
}

#[test]
fn the_sample_is_complete_and_every_link_has_a_target() {
    is_whole("html");
    is_whole("report");
}

fn is_whole(format: &str) {
    let (article, set) = sample::document();
    let page = written_as(format, &article, &set);
    assert_eq!(visible(article_of(&page)), article.text.as_str());
    let attribute = |name: &str| -> Vec<&str> {
        page.split(&format!(" {name}=\"")).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
    };
    let ids = attribute("id");
    let unique: HashSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "an id is there twice");
    for target in attribute("href") {
        assert!(unique.contains(target.strip_prefix('#').expect("no link leads outside")), "{target}");
    }
    // Every mark is listed; all but the lost one are in the article.
    for number in 1..=set.annotations().len() {
        assert!(unique.contains(format!("c{number}").as_str()));
        assert_eq!(
            unique.contains(format!("m{number}").as_str()),
            set.annotations()[number - 1].target.bounds().is_some()
        );
    }
    assert!(!page.contains('\u{202E}'), "a direction override is active");
    assert!(page.contains("👨\u{200D}👩\u{200D}👧"), "a family of emoji is torn apart");
    visible(page.split_once("<body>").unwrap().1);
}

/// Fails if elements are not properly nested.
fn is_nested(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    for tag in html.split('<').skip(1).map(|tag| tag.split('>').next().unwrap()) {
        let name = tag.trim_start_matches('/').split(' ').next().unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "in {html}");
        } else {
            let parent = open.last().copied().unwrap_or_default();
            let fits = match name {
                "li" => matches!(parent, "ul" | "ol"),
                "tr" => parent == "tbody",
                "td" => parent == "tr",
                "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol" | "blockquote" | "pre" | "table" => {
                    matches!(parent, "article" | "li" | "blockquote")
                }
                _ => true,
            };
            assert!(fits, "<{name}> in <{parent}>: {html}");
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} in {html}");
}

fn read(markdown: &str) -> Article {
    article_format("markdown").unwrap().read(markdown.as_bytes(), None, "a.md").unwrap().article
}

#[test]
fn structure_is_kept_and_links_cannot_be_followed() {
    let article = read(
        "# Mill closed\n\nIt *was* **closed**, ~~they say~~ `so`: [the notice](https://example.org/?a=\"b\"&c).\n\n## Why\n\n\
         - one\n  1. deep\n  2. deeper\n\n     more\n- two\n\n3. three\n\n> said\n>\n> > again\n\n```\nfn main() {\n\n\tx();\n```\n\n\
         | a | b |\n|---|---|\n| 1 | [2](https://example.org) |\n\nText[^1].\n\n[^1]: A note.\n",
    );
    let range = |words: &str| {
        let start = article.text.as_str().find(words).unwrap();
        ByteRange::of(start, start + words.len())
    };
    let (from, to) = (range("a\tb").start(), range("2\n\nText").start());
    let across = Annotation::new(Id::new("1"), Kind::new("claim"), Target::of(ByteRange::new(from, to)));
    let emphasis = Annotation::new(Id::new("2"), Kind::new("denial"), Target::of(range("It was closed, they")));
    let page = written(&article, &AnnotationSet::new([across, emphasis], []).0);
    let body = article_of(&page);
    is_nested(body);
    assert_eq!(visible(body), article.text.as_str());
    for part in [
        "<h1 dir=\"auto\">Mill closed</h1>",
        "<em>was</em>",
        "<code>so</code>",
        "<span class=\"link\" title=\"https://example.org/?a=&quot;b&quot;&amp;c\">the notice</span>",
        "<h2 dir=\"auto\">Why</h2>",
        "<ul><li><p dir=\"auto\">one</p>\n<ol><li value=\"1\"><p dir=\"auto\">deep</p></li>\n<li value=\"2\">",
        "<p dir=\"auto\">more</p></li></ol></li>\n<li><p dir=\"auto\">two</p>",
        "<ol><li value=\"3\"><p dir=\"auto\">three</p>",
        "<blockquote><p dir=\"auto\">said</p>",
        "<blockquote><p dir=\"auto\">again</p></blockquote></blockquote>",
        "<pre dir=\"auto\"><code>fn main() {\n\n\tx();</code></pre>",
        "<p class=\"small\" dir=\"auto\">[1] A note.</p>",
    ] {
        assert!(body.contains(part), "{part} in {body}");
    }
    let hebrew = written(&read("- פריט\n\n> ציטוט\n"), &AnnotationSet::default());
    assert!(hebrew.contains("<ul dir=\"rtl\">") && hebrew.contains("<blockquote dir=\"rtl\">"), "{hebrew}");
    assert!(!body.contains("href=\"http"));
    assert_eq!(body.matches("<td").count(), 4);
}

#[test]
fn the_policy_allows_the_style_and_nothing_else() {
    let (article, set) = sample::document();
    allows_its_style(&written_as("html", &article, &set));
    allows_its_style(&written_as("report", &article, &set));
}

fn allows_its_style(page: &str) {
    let style = page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    let policy = page.split_once("Content-Security-Policy\" content=\"").unwrap().1.split_once('"').unwrap().0;
    let hash = policy.split_once("style-src 'sha256-").unwrap().1.split_once('\'').unwrap().0;
    assert_eq!(hash, base64(&Sha256::digest(style.as_bytes())));
    assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe") && !policy.contains("script"));
    assert!(!style.contains("url(") && !style.contains("@import"));
}

/// Base64, bit by bit.
fn base64(bytes: &[u8]) -> String {
    let bits: Vec<u8> = bytes.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1)).collect();
    let digits = bits.chunks(6).map(|six| (0..6).fold(0, |value, bit| value * 2 + six.get(bit).copied().unwrap_or(0)));
    let alphabet: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    let mut out: String = digits.map(|digit| alphabet[usize::from(digit)]).collect();
    while !out.len().is_multiple_of(4) {
        out.push('=');
    }
    out
}

#[test]
fn a_thousand_marks_on_the_same_text_do_not_make_a_huge_page() {
    let article = Article { text: ArticleText::new("word ".repeat(1000)), ..Article::default() };
    let marks = (0..1000).map(|n| {
        Annotation::new(Id::new(&format!("{n:04}")), Kind::new("claim"), Target::of(ByteRange::of(n, 5000 - n)))
    });
    let page = written(&article, &AnnotationSet::new(marks, []).0);
    assert_eq!(visible(article_of(&page)), article.text.as_str());
    assert!(article_of(&page).len() < 4_000_000, "{}", article_of(&page).len());
}

proptest! {
    #[test]
    fn any_structure_is_shown_as_it_is(
        markdown in any_markdown(),
        marks in prop::collection::vec((0..400usize, 1..200usize), 0..8),
    ) {
        let article = read(&markdown);
        let end = article.text.end().get();
        let marks = marks.iter().enumerate().filter_map(|(n, (start, length))| {
            let at = |byte: usize| article.text.floor(ByteOffset::new(byte.min(end)));
            let range = ByteRange::new(at(*start), at(start + length));
            let mark = Annotation::new(Id::new(&n.to_string()), Kind::new("claim"), Target::of(range));
            article.text.admits(range).then_some(mark)
        });
        let set = AnnotationSet::new(marks, []).0;
        let page = written(&article, &set);
        prop_assert_eq!(visible(article_of(&page)), article.text.as_str());
        is_nested(article_of(&page));
        for (at, mark) in set.annotations().iter().enumerate() {
            // A mark of only line feeds is only listed.
            let words = article.text.slice(mark.target.bounds().unwrap());
            prop_assert!(words.trim_matches('\n').is_empty() || page.contains(&format!("id=\"m{}\"", at + 1)), "{words:?}");
        }
    }

    #[test]
    fn any_article_is_shown_as_it_is(
        text in "(?s)[a-c<>&\"' \n\r\t\u{0}\u{7}é😀כ\u{301}\u{200B}\u{200D}\u{202E}\u{FEFF};#=]{0,120}",
        marks in prop::collection::vec((0..130usize, 0..60usize, 0..4usize), 0..8),
    ) {
        let article = Article { text: ArticleText::new(text.as_str()), stated: Details { title: text.clone(), ..Details::default() }, ..Article::default() };
        let kinds = ["claim", "denial", "evidence", "<rumour>"];
        let marks = marks.iter().enumerate().filter_map(|(n, (start, length, kind))| {
            let at = |byte: usize| article.text.floor(ByteOffset::new(byte));
            let range = ByteRange::new(at(*start), at(start + length));
            let mut mark = Annotation::new(Id::new(&format!("{n}\"<")), Kind::new(kinds[*kind]), Target::of(range));
            mark.note = text.clone();
            mark.tags = vec![text.clone()];
            article.text.admits(range).then_some(mark)
        });
        let set = AnnotationSet::new(marks, []).0;
        let page = written(&article, &set);
        prop_assert_eq!(visible(article_of(&page)), article.text.as_str());
        visible(page.split_once("<body>").unwrap().1);
        visible(written_as("report", &article, &set).split_once("<body>").unwrap().1);
        let title = page.split_once("<title>").unwrap().1.split_once("</title>").unwrap().0;
        prop_assert!(!title.contains('<') && !title.contains('"'));
        for (open, close) in [("<span", "</span>"), ("<p", "</p>"), ("<bdi", "</bdi>"), ("<a ", "</a>")] {
            prop_assert_eq!(page.matches(open).count() , page.matches(close).count(), "{}", open);
        }
    }
}
