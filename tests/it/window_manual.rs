//! The manual in the window: pages, links, search, and the page for what is shown.

use std::collections::BTreeSet;

use egui::accesskit::Role;
use egui_kittest::kittest::NodeT;
use gainsay::app::manual::markup::{Block, Span};
use gainsay::app::manual::pages::{PAGES, Page, Target};

use crate::desk::Desk;

/// The title of the page that is shown.
fn page(desk: &Desk) -> String {
    desk.labels(Role::Document).into_iter().find(|name| name != "Article").unwrap_or_default()
}

#[test]
fn f1_shows_the_manual_and_leaves_it_and_the_focus_returns() {
    let mut desk = Desk::story();
    desk.press("F1");
    assert_eq!(page(&desk), PAGES[0].title());
    assert_eq!(desk.focused(), PAGES[0].title());
    let titles: Vec<&str> = PAGES.iter().map(Page::title).collect();
    assert_eq!(desk.rows("Pages of the manual"), titles);
    for leave in ["Escape", "F1"] {
        desk.press(leave);
        assert_eq!(page(&desk), "");
        // The keys are for the article again.
        desk.press("Home Shift+Ctrl+Right");
        assert_ne!(desk.selected(), "", "after {leave}");
        desk.press("Escape F1");
    }
    desk.click_on(Role::Button, "Close manual");
    assert_eq!(page(&desk), "");
}

#[test]
fn the_manual_opens_at_the_page_for_what_is_shown_and_stays_where_it_was_read() {
    let mut desk = Desk::story();
    for (keys, title) in
        [("Ctrl+2 F1", "The ledger and the map"), ("F1 Ctrl+5 F1", "Troubleshooting"), ("F1 F6 Ctrl+E F1", "Formats")]
    {
        desk.press(keys);
        assert_eq!(page(&desk), title, "after {keys}");
    }
    desk.lacks("Export to");
    // From the same place it opens where it was left.
    desk.press("F1 Ctrl+1 F1");
    desk.click_on(Role::ListBoxOption, "Privacy");
    desk.press("F1 F1");
    assert_eq!(page(&desk), "Privacy");
}

#[test]
fn f1_in_a_dialog_shows_its_page_at_its_section_and_the_dialog_comes_back() {
    let mut desk = Desk::story();
    desk.press("Ctrl+Comma F1");
    assert_eq!(page(&desk), "Settings");
    desk.press("Escape");
    assert!(desk.labels(Role::Button).contains(&"Close".to_owned()), "the dialog is back");
    desk.press("Escape Ctrl+E F1");
    assert_eq!(page(&desk), "Formats");
    desk.lacks("Export to");
    let exports = desk.rect(Some(Role::Heading), "Exports").top();
    assert!((0.0..120.0).contains(&exports), "{exports}");
    desk.press("Escape");
    assert_eq!(page(&desk), "");
    desk.shows("Export to");
    desk.press("Escape");
    desk.lacks("Export to");
    // Not when an article was opened from the manual.
    desk.press("Ctrl+E F1");
    std::fs::write(desk.path("other.txt"), "Another article.").unwrap();
    desk.drop_file(desk.path("other.txt"));
    desk.press("F1 F1");
    desk.lacks("Export to");
}

#[test]
fn the_way_back_from_a_search_leads_to_the_page_before_it() {
    let mut desk = Desk::story();
    desk.press("F1");
    desk.click_on(Role::ListBoxOption, "Projects");
    desk.press("Ctrl+F");
    desk.type_words("disk full");
    let found = page(&desk);
    assert_ne!(found, "Projects");
    desk.press("Enter");
    desk.press("Alt+Left");
    assert_eq!(page(&desk), "Projects");
    // A page that was only found on the way to other words does not stay.
    desk.press("Ctrl+F Ctrl+A");
    desk.type_words("print");
    assert_ne!(page(&desk), "Projects");
    desk.press("Ctrl+A");
    desk.type_words("printer");
    desk.shows("Not in the manual");
    assert_eq!(page(&desk), "Projects");
    // From one page that was read to the next.
    desk.press("Ctrl+A");
    desk.type_words("git merge");
    desk.press("Enter Ctrl+F Ctrl+A");
    desk.type_words("disk full");
    desk.press("Enter");
    assert_eq!(page(&desk), found);
    desk.click_on(Role::Button, "Back to the page before");
    assert_eq!(page(&desk), "Working in a team");
    desk.press("Alt+Left");
    assert_eq!(page(&desk), "Projects");
}

#[test]
fn a_dialog_with_something_typed_is_not_closed_for_the_manual() {
    let mut desk = Desk::story();
    desk.press("Ctrl+I F1");
    assert_eq!(page(&desk), "");
    assert_eq!(desk.said_last(), "Close the dialog to open the manual");
}

#[test]
fn links_lead_to_pages_and_headings_and_back() {
    let mut desk = Desk::story();
    desk.press("F1");
    desk.click_on(Role::Link, "A first session");
    assert_eq!(page(&desk), "A first session");
    desk.click_on(Role::Button, "Back to the page before");
    assert_eq!(page(&desk), PAGES[0].title());
    // By keyboard: from the page to its first link.
    desk.press("Tab");
    assert_eq!(desk.focused(), "A first session");
    desk.press("Enter");
    assert_eq!(page(&desk), "A first session");
}

#[test]
fn a_link_to_the_web_is_copied_and_opens_nothing() {
    let mut desk = Desk::story();
    desk.press("F1");
    desk.click_on(Role::ListBoxOption, "Corpora");
    desk.ask_for(Role::Link, "GNU parallel");
    assert_eq!(desk.clipboard(), Some("https://www.gnu.org/software/parallel/"));
    assert_eq!((page(&desk).as_str(), desk.said_last().as_str()), ("Corpora", "Address copied"));
}

#[test]
fn words_are_found_in_all_pages() {
    let mut desk = Desk::story();
    desk.press("F1 Ctrl+F");
    assert_eq!(desk.focused(), "Search the manual");
    desk.type_words("git merge");
    assert_eq!(desk.rows("Sections found")[0], "With git");
    assert_eq!(page(&desk), "Working in a team");
    desk.press("Down");
    assert!(desk.is_ticked(Role::ListBoxOption, &desk.rows("Sections found")[1]));
    desk.press("Enter");
    assert_eq!(desk.focused(), page(&desk));
    desk.press("Ctrl+F Ctrl+A");
    desk.type_words("zzz");
    desk.shows("Not in the manual");
}

#[test]
fn headings_and_tables_and_links_have_their_roles() {
    let mut desk = Desk::story();
    desk.press("Ctrl+2 F1");
    let nodes = desk.harness.root().children_recursive();
    let levels: Vec<(String, Option<usize>)> = nodes
        .map(|node| node.accesskit_node())
        .filter(|node| node.role() == Role::Heading)
        .map(|node| (node.label().unwrap_or_default(), node.data().level()))
        .collect();
    assert!(levels.contains(&("The ledger and the map".to_owned(), Some(1))), "{levels:?}");
    assert!(levels.contains(&("The ledger".to_owned(), Some(2))), "{levels:?}");
    let roles: BTreeSet<String> = desk.screen().into_iter().map(|(role, ..)| format!("{role:?}")).collect();
    for role in ["Table", "Row", "ColumnHeader", "Cell"] {
        assert!(roles.contains(role), "no {role}");
    }
}

#[test]
fn the_page_scrolls_by_keys_and_in_a_narrow_window_a_list_opens() {
    let mut desk = Desk::story();
    desk.harness.set_size(egui::vec2(400.0, 480.0));
    desk.press("F1");
    assert!(desk.rows("Pages of the manual").is_empty());
    desk.click("Page of the manual");
    desk.click_on(Role::ListBoxOption, "Formats");
    assert_eq!(page(&desk), "Formats");
    let top = |desk: &Desk| desk.rect(Some(Role::Heading), "Formats").top();
    let before = top(&desk);
    desk.press("F1 F1");
    desk.press("PageDown");
    assert!(top(&desk) < before - 200.0, "{before} {}", top(&desk));
    desk.press("Home");
    assert_eq!(top(&desk), before);
    // A page at rest paints nothing.
    desk.wait(500);
    desk.wait(11_000);
    assert_eq!(desk.next_frame(), None);
}

#[test]
fn opening_an_article_leaves_the_manual() {
    let mut desk = Desk::story();
    std::fs::write(desk.path("other.txt"), "Another article.").unwrap();
    desk.press("F1");
    desk.drop_file(desk.path("other.txt"));
    assert_eq!(page(&desk), "");
    desk.press("F1 1");
    assert!(desk.said_last().contains("is for an article"), "{}", desk.said_last());
}

#[test]
fn every_link_of_the_manual_leads_to_a_heading_of_it() {
    let mut count = 0;
    for page in &PAGES {
        for link in page.blocks().iter().flat_map(spans).filter_map(|span| span.link.as_deref()) {
            count += 1;
            let is_there = match page.target(link) {
                Target::Outside(address) => address.starts_with("https://"),
                Target::Nowhere => false,
                Target::Page(_, "") => true,
                Target::Page(page, name) => {
                    page.blocks().iter().any(|block| matches!(block, Block::Heading(.., anchor) if anchor == name))
                }
            };
            assert!(is_there, "{}: {link} leads nowhere", page.path);
        }
    }
    assert!(count > 40, "only {count} links were read");
}

fn spans(block: &Block) -> Vec<&Span> {
    match block {
        Block::Heading(_, words, _) | Block::Paragraph(_, words) | Block::Item(_, _, words) => words.iter().collect(),
        Block::Code(..) => Vec::new(),
        Block::Table(head, rows) => head.iter().chain(rows.iter().flatten()).flatten().collect(),
    }
}
