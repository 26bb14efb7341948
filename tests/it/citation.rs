//! Copying with citation: the three forms, what is missing, and whose words they are.

use gainsay::interchange::citation::{Cited, bibtex, markdown, plain};
use gainsay::model::article::{Article, Details};
use gainsay::model::text::ArticleText;

use crate::desk::Desk;

/// An article with everything known of it.
fn article() -> Article {
    Article {
        stated: Details {
            title: "Mill owner rejects claims".to_owned(),
            byline: "By Ida Holm and Per Lund".to_owned(),
            site: "The Courier & Post".to_owned(),
            published: "2026-11-23T10:12:00+02:00".to_owned(),
            address: "https://courier.example/a_b(1)?c=50%25".to_owned(),
        },
        ..Article::default()
    }
}

fn cited<'a>(article: &'a Article, words: &'a str, speaker: &'a str) -> Cited<'a> {
    Cited { words, speaker, article }
}

#[test]
fn plain_text_has_the_words_and_a_line_for_their_source() {
    let article = article();
    assert_eq!(
        plain(&cited(&article, "not a drop", "Ola Berg")),
        "“not a drop”\n— Ola Berg, in “Mill owner rejects claims” by Ida Holm and Per Lund, The Courier & Post, \
         23 November 2026, https://courier.example/a_b(1)?c=50%25"
    );
}

#[test]
fn quotation_marks_are_nested_and_never_doubled() {
    let article = article();
    for (words, quoted) in [
        ("“not a drop”", "“not a drop”"),
        ("\"not a drop\"", "“not a drop”"),
        ("he said “no” twice", "“he said ‘no’ twice”"),
        ("he said \"no\" twice", "“he said ‘no’ twice”"),
        ("“One”, and “two”", "“‘One’, and ‘two’”"),
    ] {
        assert_eq!(plain(&cited(&article, words, "")).lines().next(), Some(quoted), "{words}");
    }
}

#[test]
fn markdown_is_a_quotation_that_links_to_the_article() {
    let article = article();
    assert_eq!(
        markdown(&cited(&article, "# not *a* drop\n\nnever", "Ola Berg")),
        "> \\# not \\*a\\* drop\n>\n> never\n>\n> — Ola Berg, in \
         [Mill owner rejects claims](<https://courier.example/a_b(1)?c=50%25>) by Ida Holm and Per Lund, \
         The Courier & Post, 23 November 2026"
    );
}

#[test]
fn bibtex_is_an_entry_with_its_special_characters_escaped() {
    let article = article();
    assert_eq!(
        bibtex(&cited(&article, "50% of {it} & more", "Ola Berg")),
        "@online{thecourierpost2026mill,\n  title = {{Mill owner rejects claims}},\n  \
         author = {{Ida Holm} and {Per Lund}},\n  organization = {The Courier \\& Post},\n  date = {2026-11-23},\n  \
         url = {https://courier.example/a_b(1)?c=50%25},\n  note = {Ola Berg: ``50\\% of \\{it\\} \\& more''},\n}"
    );
}

#[test]
fn what_is_not_known_is_left_out() {
    let bare = Article { text: ArticleText::new("First line\n\nMore"), file: "a.txt".to_owned(), ..Article::default() };
    assert_eq!(plain(&cited(&bare, "More", "")), "“More”\n— “First line”");
    assert_eq!(markdown(&cited(&bare, "More", "Ida")), "> More\n>\n> — Ida, in “First line”");
    assert_eq!(bibtex(&cited(&bare, "More", "")), "@online{first,\n  title = {{First line}},\n  note = {``More''},\n}");
    let dated = Article { stated: Details { published: "May 2026".to_owned(), ..Details::default() }, ..bare };
    assert_eq!(plain(&cited(&dated, "More", "")), "“More”\n— “First line”, May 2026");
}

#[test]
fn the_speaker_is_that_of_the_smallest_mark_around_the_words() {
    let mut desk = Desk::story();
    desk.select("not put a drop into that river");
    desk.press("2 Escape");
    desk.select("Ola Berg");
    desk.press("S");
    desk.press("Ctrl+Shift+C");
    let whole = "“not put a drop into that river”\n— Ola Berg, in “Mill owner rejects claims about the river”";
    assert_eq!(desk.clipboard(), Some(whole));
    desk.shows("Copied with citation");
    desk.select("a drop");
    desk.press("Ctrl+Shift+C");
    assert_eq!(desk.clipboard(), Some("“a drop”\n— Ola Berg, in “Mill owner rejects claims about the river”"));
    desk.select("nine");
    desk.press("Ctrl+Shift+C");
    assert_eq!(desk.clipboard(), Some("“nine”\n— “Mill owner rejects claims about the river”"));
}

#[test]
fn the_settings_have_the_form() {
    let files = [("story.txt", crate::desk::STORY.as_bytes())];
    let mut desk = Desk::set("(creator: \"kd\", citation: \"markdown\")", &files, Some("story.txt"));
    desk.select("nine");
    desk.press("Ctrl+Shift+C");
    assert_eq!(desk.clipboard(), Some("> nine\n>\n> — “Mill owner rejects claims about the river”"));
}
