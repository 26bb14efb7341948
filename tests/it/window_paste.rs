//! New articles from the clipboard.

use std::fs;

use gainsay::app::action::FileDialog;
use gainsay::jobs::paste::Clip;
use gainsay::storage::reader;

use crate::desk::{Desk, STORY};

const PAGE: &str = "<meta charset='utf-8'><link rel=canonical href=https://herald.example/7><h1>Mayor denies it</h1>\
    <p>There is “no lead” in the water, <a href=/works>the works</a> said.</p><ul><li>One<li>Two</ul>";

/// Another program puts this on the clipboard: a page, and its text alone.
fn clip(desk: &Desk, html: Option<&str>, text: Option<&str>) {
    let [html, text] = [html, text].map(|source| source.map(str::to_owned));
    desk.world.borrow_mut().clip = Clip { html, text };
}

/// Pastes, and saves to a file of this name.
fn keep_in(desk: &mut Desk, name: &str) {
    desk.press("Ctrl+Shift+V Ctrl+A");
    desk.paste(&desk.path(name).display().to_string());
    desk.press("Enter");
}

#[test]
fn a_page_on_the_clipboard_becomes_an_article_with_its_structure() {
    let mut desk = Desk::story();
    clip(&desk, Some(PAGE), Some("Mayor denies it\n\nThere is “no lead” …"));
    desk.press("Ctrl+Shift+V");
    desk.shows("New article from clipboard");
    assert_eq!(desk.focused(), "Save to");
    assert_eq!(desk.value("Save to"), desk.path("Mayor denies it.html").display().to_string());
    desk.press("Enter");
    let written = fs::read_to_string(desk.path("Mayor denies it.html")).unwrap();
    assert!(written.ends_with(PAGE) && written.starts_with("<!DOCTYPE html><meta charset=\"utf-8\">"), "{written}");
    // It can be annotated at once, and its annotations are beside it.
    desk.press("Shift+End 1");
    desk.wait(3_000);
    let (file, _) = reader::open(&desk.path("Mayor denies it.html.ron")).unwrap();
    let article = file.document.article();
    assert_eq!(
        article.text.as_str(),
        "Mayor denies it\n\nThere is “no lead” in the water, the works said.\n\nOne\nTwo"
    );
    assert_eq!((article.file.as_str(), article.importer.as_str()), ("Mayor denies it.html", "html 2"));
    assert_eq!(article.stated.address, "https://herald.example/7");
    let elements: Vec<&str> = article.structure.spans().iter().map(|span| span.element.id()).collect();
    assert_eq!(elements, ["heading", "link", "item", "item"]);
}

#[test]
fn words_alone_become_a_text_as_they_are_where_the_person_says() {
    let mut desk = Desk::story();
    clip(&desk, None, Some("He said: \"No/never\".\r\n\r\n<b>And more</b>"));
    desk.press("Ctrl+Shift+V");
    // Under a name of another format.
    desk.answer(desk.path("new"));
    desk.click("Browse…");
    assert_eq!(desk.asked(), [FileDialog::Paste(desk.path("He said_ _No_never_.txt"))]);
    assert_eq!(desk.value("Save to"), desk.path("new").display().to_string());
    desk.click("Save and open");
    assert_eq!(desk.reads(), "He said: \"No/never\".\n\n<b>And more</b>");
    desk.shows("new.txt.ron");
    assert!(!desk.path("new").exists());
}

#[test]
fn a_page_without_words_gives_way_to_the_words_and_no_words_are_told_of() {
    let mut desk = Desk::story();
    clip(&desk, Some("<meta charset=utf-8><img src=https://x.example/a.png>"), Some("A caption"));
    desk.press("Ctrl+Shift+V Enter");
    assert_eq!(desk.reads(), "A caption");
    for (html, text) in [(None, None), (Some("<img src=a>"), None), (Some(""), Some(" \n\t")), (None, Some(""))] {
        clip(&desk, html, text);
        desk.press("Ctrl+Shift+V");
        desk.shows("The clipboard has no text");
        assert_eq!(desk.focused(), "Article");
    }
}

#[test]
fn nothing_is_replaced_unasked_and_what_is_open_never() {
    let mut desk = Desk::story();
    clip(&desk, None, Some("Other words"));
    keep_in(&mut desk, "story.txt");
    desk.shows("and cannot be replaced");
    desk.press("Escape");
    assert_eq!(desk.reads(), STORY.trim_end());
    assert_eq!(fs::read_to_string(desk.path("story.txt")).unwrap(), STORY);

    fs::write(desk.path("there.txt"), "What was there").unwrap();
    keep_in(&mut desk, "there");
    desk.shows("already exists. Replace it?");
    assert_eq!(fs::read_to_string(desk.path("there.txt")).unwrap(), "What was there");
    desk.click("Replace");
    assert_eq!(desk.reads(), "Other words");
    assert_eq!(fs::read_to_string(desk.path("there.txt")).unwrap(), "Other words");

    keep_in(&mut desk, "no such folder/a.txt");
    desk.shows("no such folder");
    desk.press("Escape");
    assert_eq!(desk.focused(), "Article");
}

#[test]
fn in_a_field_the_key_is_the_fields_own() {
    let mut desk = Desk::story();
    clip(&desk, None, Some("Other words"));
    desk.press("Ctrl+F Ctrl+Shift+V");
    assert_eq!(desk.focused(), "Find");
    desk.press("Escape Ctrl+P");
    desk.type_words("new article");
    desk.press("Enter Enter");
    assert_eq!(desk.reads(), "Other words");
}
