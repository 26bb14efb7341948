//! The outline: headings with the marks under them, in the model and in the window; boilerplate and links.

use egui::accesskit::Role;
use egui::vec2;
use gainsay::articles::article_format;
use gainsay::model::annotation::{Annotation, Id, Target};
use gainsay::model::kind::{KINDS, Kind};
use gainsay::model::offset::{ByteOffset, ByteRange};
use gainsay::model::outline::Outline;
use gainsay::model::set::AnnotationSet;
use proptest::prelude::*;

use crate::desk::Desk;

const STORY: &str = "\
# Mill closed

It was closed on Friday, as [the notice](https://example.org/notice?mill=berg) says.

## What the owner says

\"Not a drop\", he said.

### In the council

He said it again.

## What the club says

Nine trout.

# Afterwards

Nothing.
";

fn desk(markdown: &str) -> Desk {
    Desk::with(&[("story.md", markdown.as_bytes())], "story.md")
}

#[test]
fn sections_end_at_the_next_heading_of_their_level() {
    let article = article_format("markdown").unwrap().read(STORY.as_bytes(), None, "a.md").unwrap().article;
    let outline = Outline::of(&article.text, &article.structure);
    let text = |from: ByteOffset, to: ByteOffset| article.text.slice(ByteRange::new(from, to)).trim().to_owned();
    let sections: Vec<(u8, String)> = outline
        .sections()
        .iter()
        .map(|section| (section.level, text(section.heading.start(), section.end).lines().last().unwrap().to_owned()))
        .collect();
    let expected =
        [(1, "Nine trout."), (2, "He said it again."), (3, "He said it again."), (2, "Nine trout."), (1, "Nothing.")];
    assert_eq!(sections, expected.map(|(level, last)| (level, last.to_owned())));
    let at = |words: &str| outline.at(ByteOffset::new(article.text.as_str().find(words).unwrap()));
    assert_eq!((at("Mill"), at("Not a"), at("again"), at("Nothing")), (Some(0), Some(1), Some(2), Some(4)));
}

#[test]
fn the_outline_follows_the_caret_and_is_walked_by_keys() {
    let mut desk = desk(STORY);
    desk.press("Ctrl+6");
    assert_eq!(desk.focused(), "Outline");
    let lit = |desk: &Desk| {
        let headings = desk.labels(Role::ListBoxOption).into_iter().filter(|label| label.starts_with("Heading"));
        headings.filter(|label| desk.is_ticked(Role::ListBoxOption, label)).collect::<Vec<_>>()
    };
    assert_eq!(lit(&desk), ["Heading 1: Mill closed"]);
    desk.press("Down Down");
    assert_eq!(desk.after_caret(), "In the council");
    assert_eq!(lit(&desk), ["Heading 3: In the council"]);
    desk.press("Up End");
    assert_eq!(desk.after_caret(), "Afterwards");
    desk.press("Home Down Enter");
    assert_eq!((desk.after_caret().as_str(), desk.focused().as_str()), ("What the owner says", "Article"));
    desk.press("Down Down");
    assert_eq!(lit(&desk), ["Heading 2: What the owner says"]);
    desk.click("Heading 2: What the club says");
    assert_eq!(desk.after_caret(), "What the club says");
}

#[test]
fn headings_have_keys_of_their_own() {
    let mut desk = desk(STORY);
    desk.press("H H");
    assert_eq!(desk.after_caret(), "In the council");
    desk.press("Down Down Shift+H");
    assert_eq!(desk.after_caret(), "In the council");
    desk.press("Shift+H Shift+H");
    assert_eq!(desk.after_caret(), "Mill closed");
    desk.press("Shift+H");
    desk.shows("No more headings above");
    desk.press("H H H H H");
    desk.shows("No more headings below");
    assert_eq!(desk.after_caret(), "Afterwards");
}

#[test]
fn the_marks_under_each_heading_are_counted() {
    let mut desk = desk(STORY);
    for (words, key) in [("closed on Friday", "1"), ("Not a drop", "2"), ("said it again", "2"), ("Nine trout", "3")] {
        desk.select(words);
        desk.press(key);
    }
    desk.press("Ctrl+6");
    for heading in [
        "Heading 1: Mill closed, 1 claim, 2 denials, 1 evidence",
        "Heading 2: What the owner says, 2 denials",
        "Heading 3: In the council, 1 denial",
        "Heading 2: What the club says, 1 evidence",
        "Heading 1: Afterwards",
    ] {
        desk.rect(Some(Role::ListBoxOption), heading);
    }
    desk.press("Ctrl+Z");
    desk.shows("Heading 1: Mill closed, 1 claim, 2 denials");
    desk.lacks("Heading 2: What the club says, 1 evidence");
}

#[test]
fn the_outline_is_filtered_and_says_why_it_is_empty() {
    let mut desk = desk(STORY);
    desk.press("Ctrl+6");
    desk.click("Filter outline");
    desk.type_words("the c");
    desk.shows("Heading 3: In the council");
    desk.shows("Heading 2: What the club says");
    desk.lacks("Heading 1: Mill closed");
    desk.type_words("x");
    desk.shows("No headings match the filter");
    let mut desk = Desk::story();
    desk.press("Ctrl+6");
    desk.shows("Plain text has no headings");
    let mut desk = self::desk("Only words.\n");
    desk.press("Ctrl+6");
    desk.shows("This article has no headings");
}

#[test]
fn only_headings_in_sight_are_drawn_and_that_of_the_caret_is() {
    let source: String = (0..10_000).map(|n| format!("## Heading number {n}\n\nWords.\n\n")).collect();
    let mut desk = desk(&source);
    desk.press("Ctrl+6");
    let drawn =
        |desk: &Desk| desk.labels(Role::ListBoxOption).iter().filter(|label| label.starts_with("Heading 2")).count();
    assert!((10..60).contains(&drawn(&desk)));
    desk.press("F6 Ctrl+End");
    desk.shows("Heading 2: Heading number 9999");
    desk.lacks("Heading 2: Heading number 0");
    assert!((10..60).contains(&drawn(&desk)));
}

#[test]
fn the_address_of_a_link_is_told_and_copied_and_nothing_opens() {
    let mut desk = desk(STORY);
    desk.lacks("https://example.org/notice?mill=berg");
    desk.press("Ctrl+Down Word+Right Word+Right Word+Right Word+Right Word+Right Word+Right Right");
    assert!(desk.after_caret().starts_with("the notice says"), "{}", desk.after_caret());
    desk.shows("https://example.org/notice?mill=berg");
    desk.press("Shift+F10");
    desk.click_on(Role::MenuItem, "Copy link address");
    assert_eq!(desk.clipboard(), Some("https://example.org/notice?mill=berg"));
    desk.press("End");
    desk.lacks("https://example.org/notice?mill=berg");
    let odd = "Words [here](https://example.org/\u{202E}cod.exe).\n";
    let mut desk = self::desk(odd);
    desk.press("Word+Right Right");
    desk.shows("https://example.org/⇄cod.exe");
}

#[test]
fn one_key_hides_boilerplate_and_shows_it_again() {
    let words = "Nobody at the ministry would say for how long, or why. ".repeat(4);
    let story = format!(
        "Mill is closed for good\n\n{words}\n\nShare this article\n\n{words}\n\nMore news: Bridge painted green\n\nThe end.\n"
    );
    let mut desk = Desk::reading(&story);
    desk.lacks("line hidden");
    desk.press("B");
    desk.shows("1 line hidden: Share this article");
    desk.shows("1 line hidden: More news: Bridge painted green");
    desk.shows("Boilerplate hidden");
    // The setting applies to every article.
    let mut desk = desk.reopen("story.txt");
    desk.shows("1 line hidden");
    // A search hit is shown.
    desk.press("Ctrl+F");
    desk.type_words("painted");
    desk.shows("1 line hidden: Share this article");
    desk.lacks("1 line hidden: More news");
    desk.press("Escape B");
    desk.lacks("line hidden");
    desk.press("B");
    let fold = desk.rect(Some(Role::Button), "1 line hidden: Share this article");
    desk.click_at(fold.left_center() + vec2(20.0, 0.0));
    desk.lacks("1 line hidden: Share");
    desk.ask_for(Role::Button, "1 line hidden: More news: Bridge painted green");
    desk.lacks("1 line hidden");
    assert_eq!(desk.marks(), [""; 0]);
    let mut desk = Desk::story();
    desk.press("B");
    desk.shows("No boilerplate found in this article");
}

#[test]
fn the_outline_begins_with_where_the_article_is_from() {
    let page = "<!doctype html><html><head><title>Mill closed</title><meta name='author' content='Ana Duarte'>\
        <meta property='og:site_name' content='The Valley Post'>\
        <meta property='article:published_time' content='2026-02-03T08:00:00Z'>\
        <link rel='canonical' href='https://example.org/mill'></head>\
        <body><h1>Mill closed</h1><p>It was closed on Friday, as the notice says, and nobody knows why.</p></body></html>";
    let mut window = Desk::with(&[("story.html", page.as_bytes())], "story.html");
    window.press("Ctrl+6");
    window.shows("Ana Duarte · The Valley Post · 3 February 2026");
    window.shows("https://example.org/mill");
    window.click("Copy article address");
    assert_eq!(window.clipboard(), Some("https://example.org/mill"));

    let mut desk = desk(STORY);
    desk.press("Ctrl+6");
    desk.lacks("Copy article address");
}

proptest! {
    #[test]
    fn counts_are_those_of_the_marks_in_each_section(
        levels in prop::collection::vec((1..=6u8, 0..40usize), 0..20),
        places in prop::collection::vec((0..1000usize, 0..4usize), 0..30),
    ) {
        let source: String =
            levels.iter().map(|(level, words)| format!("{} H\n\n{}\n\n", "#".repeat((*level).into()), "w ".repeat(*words))).collect();
        let article = article_format("markdown").unwrap().read(source.as_bytes(), None, "a.md").unwrap().article;
        let outline = Outline::of(&article.text, &article.structure);
        let end = article.text.end().get();
        let marks = places.iter().enumerate().filter(|(_, (at, _))| *at < end).map(|(n, (at, kind))| {
            let kind = KINDS.get(*kind).map_or(Kind::new("other"), Kind::of);
            Annotation::new(Id::new(&n.to_string()), kind, Target::of(ByteRange::of(*at, at + 1)))
        });
        let marks: Vec<Annotation> = marks.collect();
        let (set, _, _) = AnnotationSet::new(marks.clone(), []);
        for (section, counts) in outline.sections().iter().zip(outline.counts(&set)) {
            for (kind, count) in counts.into_iter().enumerate() {
                let inside = |mark: &&Annotation| {
                    let start = mark.target.bounds().unwrap().start();
                    mark.kind.position().unwrap_or(KINDS.len()) == kind
                        && section.heading.start() <= start && start < section.end
                };
                prop_assert_eq!(count, marks.iter().filter(inside).count());
            }
        }
    }
}
