//! The first start: the welcome, and the hints for the first steps.

use gainsay::storage::settings::{Folders, Settings, SettingsFile};

use crate::desk::{Desk, STORY};

const ALL: &str = r#"(creator: "kd", hints: ["select", "mark", "speaker", "link", "ledger"])"#;

fn reading(settings: &str) -> Desk {
    Desk::set(settings, &[("story.txt", STORY.as_bytes())], Some("story.txt"))
}

fn welcomed(open: Option<&str>) -> Desk {
    Desk::set(r#"(creator: "kd", hints: ["welcome"])"#, &[("story.txt", STORY.as_bytes())], open)
}

#[test]
fn the_first_start_says_what_is_shown_and_offers_what_to_do() {
    let home = tempfile::tempdir().unwrap();
    let (_, settings, _) = SettingsFile::open(&Folders::at(home.path()));
    assert_eq!(settings.hints, ["welcome"], "nobody was here before");

    let mut desk = welcomed(None);
    desk.shows("Welcome: the sample article");
    // It is in nobody's way: the article has the keyboard.
    desk.press("Shift+End");
    assert!(!desk.selected().is_empty());
    desk.click("Keys");
    desk.shows("Keyboard shortcuts");
    desk.press("Escape");
    desk.click("Open an article…");
    assert_eq!(desk.asked().len(), 1);
    desk.click("Take it apart");
    desk.lacks("Welcome");
    // Something was selected already.
    desk.shows("2 of 5");
    assert!(desk.settings().contains(r#"hints: ["mark", "speaker", "link", "ledger"]"#), "{}", desk.settings());
}

#[test]
fn with_an_article_of_ones_own_the_welcome_is_not_about_the_sample() {
    let mut desk = welcomed(Some("story.txt"));
    desk.shows("Welcome to Gainsay");
    desk.lacks("sample");
    // Whoever marks something found the way.
    desk.press("Shift+End 1");
    desk.lacks("Welcome");
    assert!(!desk.settings().contains("hints"), "{}", desk.settings());
}

#[test]
fn each_hint_goes_when_its_gesture_was_made() {
    let mut desk = reading(ALL);
    desk.shows("Select a statement");
    desk.press("Right E E");
    desk.lacks("Select a statement");
    desk.shows("Mark it");
    desk.press("1 Escape");
    desk.shows("Say who speaks");
    desk.press("Shift+A");
    desk.shows("Link it with what it answers");
    desk.press("Ctrl+Down E E E 2 Escape L Enter");
    desk.shows("See who answers what");
    desk.press("Ctrl+2");
    desk.lacks("of 5");
    desk.shows("That was the last hint. All keys: Shift+F1");
    let reopened = desk.reopen("story.txt");
    reopened.lacks("of 5");
}

#[test]
fn a_gesture_made_early_takes_its_hint_with_it() {
    let mut desk = reading(ALL);
    desk.press("Ctrl+2");
    desk.shows("1 of 5");
    assert!(desk.settings().contains(r#"hints: ["select", "mark", "speaker", "link"]"#), "{}", desk.settings());
}

#[test]
fn hints_are_sent_away_and_never_come_back_unless_asked_for() {
    let mut desk = reading(ALL);
    desk.click("Hide hints");
    desk.lacks("of 5");
    let mut desk = desk.reopen("story.txt");
    desk.lacks("of 5");
    desk.press("Ctrl+P");
    desk.type_words("show hints");
    desk.press("Enter");
    desk.shows("1 of 5");
}

#[test]
fn whoever_has_settings_is_not_new() {
    Desk::story().lacks("Welcome");
    let settings = gainsay::storage::settings::read("settings.ron".as_ref(), b"(theme: \"dark\")".to_vec()).unwrap();
    assert_eq!(settings.hints, [] as [String; 0]);
    let new = Settings { hints: vec!["welcome".to_owned()], ..Settings::default() };
    let text = gainsay::storage::settings::write(&new);
    let again = gainsay::storage::settings::read("settings.ron".as_ref(), text.into_bytes()).unwrap();
    assert_eq!(again.hints, ["welcome"], "it stays until it is answered");
}

#[test]
fn hints_name_the_keys_in_force() {
    let keys = r#"keys: {"mark.claim": ["Q"], "mark.denial": []}"#;
    let mut desk = reading(&format!("(creator: \"kd\", {keys}, hints: [\"mark\"])"));
    desk.shows("Q as a claim, Mark as denial as a denial, 3 as evidence");
    desk.click("Hide hints");
    desk.lacks("as a claim, ");
}

#[test]
fn empty_panels_say_what_belongs_there_and_which_key_puts_it_there() {
    let mut desk = Desk::story();
    for (panel, title, line) in [
        ("Ctrl+1", "No marks yet", "2\u{2002}Mark as denial"),
        ("Ctrl+2", "No claims yet", "L\u{2002}Link"),
        ("Ctrl+3", "No marks yet", "1\u{2002}Mark as claim"),
        ("Ctrl+4", "No speakers yet", "Shift+A\u{2002}Article as speaker"),
        ("Ctrl+5", "No problems in the file", "with their repairs"),
        ("Ctrl+6", "Plain text has no headings", "The headings of an article are listed here"),
        ("Ctrl+7", "Nothing to review", "passages that changed or were lost"),
    ] {
        desk.press(panel);
        desk.shows(title);
        desk.shows(line);
    }
}
