//! Web pages in the window: omitted parts are reported and can be shown.

use crate::desk::Desk;

const WHOLE: &str = "Show whole page";

fn page() -> String {
    let words = ["first", "second", "third", "fourth"];
    let story: String = words
        .iter()
        .map(|word| {
            format!("<p>The {word} pump had been switched off weeks before the flood, the harbour master said.</p>")
        })
        .collect();
    format!(
        "<!DOCTYPE html><title>Report names the pump</title><nav><a href=/>Home</a> <a href=/w>World</a></nav><article>\
         <h1>Report names the pump</h1>{story}<h2>Related</h2><ul><li><a href=/1>Lamp that never went out</a></ul></article>"
    )
}

fn run(desk: &mut Desk, command: &str) {
    desk.press("Ctrl+P");
    desk.type_words(command);
    desk.press("Enter");
    desk.settle();
}

#[test]
fn the_whole_page_is_shown_by_one_command_and_the_marks_stay_on_their_words() {
    let mut desk = Desk::with(&[("page.html", page().as_bytes())], "page.html");
    desk.shows("3 short lines around the article are not shown");
    assert!(!desk.reads().contains("Lamp that never"));
    desk.select("The third pump had been switched off");
    desk.press("1");
    let marked = ["Claim: The third pump had been switched off"];
    assert_eq!(desk.seen(), marked);
    desk.click(WHOLE);
    assert!(
        desk.reads().contains("Lamp that never went out") && desk.reads().starts_with("Home World"),
        "{}",
        desk.reads()
    );
    assert_eq!(desk.seen(), marked);
    // After a change on it, the page stays whole.
    desk.press("J D");
    desk.wait(3_000);
    let kept = std::fs::read_to_string(desk.path("page.html.ron")).unwrap();
    assert!(kept.contains("importer: \"html 2 whole\""), "{kept}");
    let mut desk = desk.reopen("page.html");
    assert!(desk.reads().contains("Lamp that never went out"));
    assert_eq!(desk.seen(), marked);
    // Another encoding keeps it whole, and the other command restores the article.
    run(&mut desk, "reopen with");
    desk.click("windows-1252");
    assert!(desk.reads().contains("Lamp that never went out"));
    run(&mut desk, "article only");
    assert!(!desk.reads().contains("Lamp that never went out"));
    assert_eq!(desk.seen(), marked);
}

#[test]
fn a_page_that_is_shown_whole_stays_so_when_its_file_changes() {
    let mut desk = Desk::with(&[("page.html", page().as_bytes())], "page.html");
    run(&mut desk, WHOLE);
    assert!(desk.reads().contains("Lamp that never went out"));
    std::fs::write(desk.path("page.html"), page().replace("third", "fifth")).unwrap();
    desk.wait(3_000);
    assert!(
        desk.reads().contains("The fifth pump") && desk.reads().contains("Lamp that never went out"),
        "{}",
        desk.reads()
    );
}

#[test]
fn what_leaves_nothing_out_has_no_such_command() {
    let mut desk = Desk::story();
    let before = desk.reads();
    run(&mut desk, WHOLE);
    desk.press("Escape Escape");
    assert_eq!(desk.reads(), before);
}
