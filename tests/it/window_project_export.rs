//! Exporting a project in the window.

use std::fs;

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;
use gainsay::app::action::FileDialog;

use crate::desk::Desk;

const NOTES: &str = "(format: \"gainsay\", version: 1, article: (title: \"Trams\", file: \"one.txt\"), annotations: [\
    (id: \"a\", kind: \"claim\", target: [(start: 0, end: 16, exact: \"Trams are cracke\")], note: \"Check\")], \
    text: \"Trams are cracked.\\n\")";

/// A project of two articles, one of them with a claim.
fn desk() -> Desk {
    let files: &[(&str, &[u8])] =
        &[("one.txt", b"Trams are cracked.\n"), ("one.txt.ron", NOTES.as_bytes()), ("two.txt", b"Nothing.\n")];
    Desk::with(files, "")
}

#[test]
fn a_project_is_exported_in_any_format_and_its_losses_are_named_before() {
    let mut desk = desk();
    desk.press("Ctrl+Alt+E");
    desk.shows("Export project");
    desk.shows("Lost in this format");
    assert_eq!(desk.labels(Role::ListItem)[0], "1 article without marks", "{:?}", desk.labels(Role::ListItem));
    let beside = desk.value("Export to");
    assert!(beside.ends_with(".report.html"), "{beside}");
    desk.click("Markdown report");
    let path = desk.value("Export to");
    assert_eq!(path, beside.replace(".report.html", ".md"));
    let place = desk.home().join("report.md");
    desk.answer(place.clone());
    desk.click("Browse…");
    assert_eq!(desk.asked(), [FileDialog::ExportTo(path.clone().into())]);
    desk.click_on(Role::Button, "Export");
    assert_eq!(desk.said_last(), format!("Exported to {}", place.display()));
    desk.lacks("Export project");
    let report = fs::read_to_string(&place).unwrap();
    assert!(report.contains("“Trams are cracke” — [\\[1\\] Trams](#s1)"), "{report}");
    // The next export begins with the same format, also after a restart.
    desk.press("Ctrl+Alt+E");
    assert!(desk.is_ticked(Role::ListBoxOption, "Markdown report"));
    desk.press("Escape");
    let mut desk = desk.reopen("");
    desk.press("Ctrl+Alt+E");
    assert!(desk.is_ticked(Role::ListBoxOption, "Markdown report"));
    assert_eq!(desk.value("Export to"), path);
}

#[test]
fn an_export_replaces_no_file_unasked_and_no_article_at_all() {
    let mut desk = desk();
    let place = desk.home().join("all.csv");
    fs::write(&place, "precious").unwrap();
    desk.press("Ctrl+Alt+E");
    desk.click("CSV table");
    desk.press("Ctrl+A");
    desk.paste(&place.display().to_string());
    desk.click_on(Role::Button, "Export");
    desk.shows("all.csv already exists");
    assert_eq!(fs::read_to_string(&place).unwrap(), "precious");
    desk.click_on(Role::Button, "Replace");
    assert!(fs::read_to_string(&place).unwrap().contains("Trams are cracke"));
    let article = desk.path("two.txt");
    desk.press("Ctrl+Alt+E Ctrl+A");
    desk.paste(&article.display().to_string());
    desk.click_on(Role::Button, "Export");
    desk.shows("cannot be replaced");
    desk.press("Escape");
    assert_eq!(fs::read_to_string(article).unwrap(), "Nothing.\n");
}

#[test]
fn no_project_no_export() {
    let mut desk = Desk::story();
    desk.press("Ctrl+Alt+E");
    assert!(desk.harness.query_by_label("Export project").is_none());
}
