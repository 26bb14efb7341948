//! The problems of a project: listed with or without an open article, in rows that show all of their words.

use std::fs;

use egui::accesskit::Role;
use egui_kittest::kittest::Queryable as _;

use crate::desk::Desk;

const NAME: &str = "a-report-of-the-inspectorate-about-the-axles-of-the-older-trams-in-the-bay.txt";

/// A project of one article, with a link whose ends are gone.
fn project() -> Desk {
    let end =
        |article: &str, mark: &str| format!("(article: \"{article}\", path: \"{article}.txt\", mark: \"{mark}\")");
    let file = format!(
        "(format: \"gainsay-project\", version: 1, articles: [
           (id: \"a\", path: \"{NAME}\"), (id: \"b\", path: \"gone.txt\")],
         links: [(id: \"l\", from: {}, to: {}, role: \"restates\")])",
        end("a", "lost").replace("a.txt", NAME),
        end("b", "gone"),
    );
    let files: [(&str, &[u8]); 2] = [(NAME, b"Trams are cracked.\n"), ("project.gainsay.ron", file.as_bytes())];
    Desk::with(&files, "")
}

#[test]
fn problems_of_a_project_are_reached_without_an_open_article() {
    let mut desk = project();
    assert!(desk.harness.state().state().session().is_none());
    let count = desk.harness.state().state().project.as_ref().unwrap().problems.len();
    assert!(count > 0);
    desk.lacks("Problems of the project");
    let button = format!("{count} problem{} of the project", if count == 1 { "" } else { "s" });
    desk.click_on(Role::Button, &button);
    desk.shows("Problems of the project");
    assert_eq!(desk.rows("Problems in the file").len(), count);
    assert_eq!(desk.focused(), "Problems in the file");
    let repair = desk.labels(Role::Button).iter().position(|label| label == "Delete the link: Delete the link");
    let at = desk.harness.query_all_by_role(Role::Button).nth(repair.unwrap()).unwrap().rect().center();
    desk.click_at(at);
    desk.lacks("Problems of the project");
    desk.press("Ctrl+Z");
    desk.shows("Problems of the project");
}

#[test]
fn a_long_problem_is_shown_whole_in_a_narrow_panel() {
    let mut desk = project();
    desk.harness.set_size(egui::vec2(640.0, 480.0));
    desk.settle();
    desk.press("Ctrl+5");
    let what = desk.rows("Problems in the file")[0].clone();
    assert!(what.len() > 60, "{what}");
    let painted: String = desk.painted().join("\n").split_whitespace().collect();
    let whole: String = what.split_whitespace().collect();
    assert!(painted.contains(&whole), "{whole} is not in {painted}");
}

#[test]
fn a_damaged_file_of_the_open_project_says_what_holds_now() {
    let mut desk = project();
    desk.wait(1100);
    fs::write(desk.path("project.gainsay.ron"), "(format: \"gainsay-project\", version: 1, links: [(").unwrap();
    desk.wait(1100);
    desk.wait(1100);
    desk.shows("The file was not touched");
    desk.shows("The project is kept here as it was");
    desk.lacks("Nothing was opened");
}
