//! The look of the window: reading settings, reading mode, full screen, the side panel, title and status.

use egui::accesskit::Role;
use egui::{ViewportCommand, ViewportId};

use crate::desk::{Desk, STORY};

/// True if a tab of the side panel is on the screen.
fn has_panel(desk: &Desk) -> bool {
    desk.labels(Role::Tab).contains(&"Ledger".to_owned())
}

/// True if the menu bar is on the screen.
fn has_menus(desk: &Desk) -> bool {
    desk.labels(Role::MenuItem).contains(&"File".to_owned())
}

#[test]
fn reading_settings_are_changed_in_sight_of_the_article() {
    let mut desk = Desk::story();
    desk.press("Shift+F9");
    assert_eq!(desk.focused(), "Theme: System");
    desk.click("Theme: Sepia");
    desk.click("Typeface: Noto Sans");
    assert!(desk.has("Theme: Sepia"), "a choice closed the settings");
    for words in ["theme: \"sepia\"", "serif: false"] {
        assert!(desk.settings().contains(words), "{words} is not in {}", desk.settings());
    }
    let page = desk.harness.ctx.global_style().visuals.extreme_bg_color;
    assert_eq!(page, gainsay::ui::paper::SEPIA.page);
    desk.press("Escape");
    desk.lacks("Theme: Sepia");
    assert!(desk.reads().starts_with("Mill owner"));
}

#[test]
fn column_and_line_height_change_the_article() {
    let long = "A long line of words that goes on and on, so that it has to be broken into rows. ".repeat(9);
    let height = |settings: &str| {
        let desk = Desk::set(settings, &[("story.txt", format!("{long}\n\nThe end.").as_bytes())], Some("story.txt"));
        desk.start_of("The end").y - desk.start_of("A long").y
    };
    let usual = height("");
    assert!(height("(column: 40.0)") > usual * 1.4);
    assert!(height("(line_height: 210.0)") > usual * 1.2);
    assert!(height("(column: 110.0)") < usual);
}

#[test]
fn a_typeface_that_is_not_installed_is_said_and_the_bundled_one_is_used() {
    let desk = Desk::set("(typeface: \"No Such Face\")", &[("story.txt", STORY.as_bytes())], Some("story.txt"));
    assert!(desk.reads().starts_with("Mill owner"));
    assert!(desk.settings().contains("No Such Face"));
}

#[test]
fn reading_mode_shows_the_article_alone_and_escape_leaves_it() {
    let mut desk = Desk::story();
    assert!(has_panel(&desk) && has_menus(&desk));
    desk.press("F9");
    assert!(!has_panel(&desk) && !has_menus(&desk));
    desk.shows("Mill owner rejects claims about the river");
    // The menus are there when they are asked for.
    desk.press("F10");
    desk.shows("Open…");
    desk.press("Escape");
    assert!(!has_menus(&desk) && !has_panel(&desk));
    desk.press("E Escape");
    assert!(!has_panel(&desk), "Escape clears the selection first");
    desk.press("Escape");
    assert!(has_panel(&desk) && has_menus(&desk));
    // A command for its content brings the panel back.
    desk.press("F9 Ctrl+2");
    assert!(has_panel(&desk));
}

#[test]
fn the_side_panel_is_hidden_and_comes_back_with_its_width() {
    let mut desk =
        Desk::set("(creator: \"kd\", panel_width: 320.0)", &[("story.txt", STORY.as_bytes())], Some("story.txt"));
    let tab = |desk: &Desk| desk.rect(Some(Role::Tab), "Marks");
    let before = tab(&desk);
    desk.press("Ctrl+B");
    assert!(!has_panel(&desk) && has_menus(&desk));
    desk.press("Ctrl+B");
    assert_eq!(tab(&desk), before);
    assert!(desk.settings().contains("panel_width: 320.0"));
    desk.click("Show or hide side panel");
    assert!(!has_panel(&desk));
    desk.press("N");
    assert!(!has_panel(&desk), "without a mark there is no note to write");
    desk.select("the trout are gone");
    desk.press("1 N");
    assert!(has_panel(&desk));
    assert_eq!(desk.focused(), "Note");
}

#[test]
fn f11_fills_the_screen() {
    let mut desk = Desk::story();
    desk.draw_key("F11");
    let commands = &desk.harness.output().viewport_output[&ViewportId::ROOT].commands;
    assert!(commands.contains(&ViewportCommand::Fullscreen(true)), "{commands:?}");
}

#[test]
fn the_title_is_the_articles() {
    let desk = Desk::with(&[("page.md", b"# Mill owner rejects claims\n\nNobody knows.\n")], "page.md");
    assert_eq!(desk.title(), "Mill owner rejects claims – Gainsay");
    assert_eq!(Desk::with(&[("empty.txt", b"")], "empty.txt").title(), "empty.txt – Gainsay");
}

#[test]
fn the_last_thing_done_is_said_until_the_next_one_and_for_a_while() {
    let mut desk = Desk::story();
    let themed = |desk: &Desk| desk.has("Theme: light");
    let switch = |desk: &mut Desk| {
        desk.press("Ctrl+P");
        desk.type_words("switch theme");
        desk.press("Enter");
    };
    switch(&mut desk);
    assert!(themed(&desk));
    desk.press("Right");
    assert!(themed(&desk), "moving the caret is no other thing");
    desk.press("Ctrl+2");
    assert!(!themed(&desk));
    desk.press("F6");
    switch(&mut desk);
    assert!(desk.has("Theme: sepia"));
    desk.wait(11_000);
    assert!(!desk.has("Theme: sepia"));
    assert_eq!(desk.next_frame(), None);
}

#[test]
fn the_panel_slides_in_a_few_frames_where_motion_is_wanted() {
    let mut desk =
        Desk::set("(creator: \"kd\", motion: \"full\")", &[("story.txt", STORY.as_bytes())], Some("story.txt"));
    let left = |desk: &Desk| desk.rect(Some(Role::Tab), "Marks").left();
    let before = left(&desk);
    desk.draw_key("Ctrl+B");
    for _ in 0..40 {
        desk.draw([]);
    }
    assert!(has_panel(&desk) && left(&desk) > before, "the panel is on its way: {} {before}", left(&desk));
    desk.settle();
    desk.wait(200);
    assert!(!has_panel(&desk));
    desk.wait(500);
    desk.wait(11_000);
    assert_eq!(desk.next_frame(), None);
}

#[test]
fn dialogs_begin_in_their_first_field_and_end_with_the_button_that_enter_presses() {
    let mut desk = Desk::story();
    for (keys, first, cancel) in [
        ("Ctrl+,", "Your name", None),
        ("Shift+F1", "Find a command or a key", None),
        ("Ctrl+E", "Export to", Some("Cancel")),
    ] {
        desk.press(keys);
        assert_eq!(desk.focused(), first, "after {keys}");
        let last = if cancel.is_some() { "Export" } else { "Close" };
        let last = desk.rect(Some(Role::Button), last);
        if let Some(cancel) = cancel {
            let cancel = desk.rect(Some(Role::Button), cancel);
            assert!(cancel.right() < last.left() && cancel.center().y == last.center().y, "{cancel:?} {last:?}");
        }
        desk.press("Escape");
        assert_ne!(desk.focused(), first, "after Escape from {keys}");
        assert!(!desk.labels(Role::Button).contains(&"Close".to_owned()));
    }
    desk.press("Ctrl+,");
    desk.press("Enter");
    desk.lacks("Your name");
    desk.press("Ctrl+E");
    desk.press("Enter");
    assert!(desk.names().iter().any(|name| name != "story.txt" && !name.ends_with(".ron")), "{:?}", desk.names());
}
