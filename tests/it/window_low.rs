//! The focus in low and narrow windows: `Tab` shows every widget that it reaches, and arrow keys every row.

use std::collections::BTreeSet;

use egui::Rect;
use egui::accesskit::Role;
use egui_kittest::kittest::{NodeT, Queryable};

use crate::desk::Desk;
use crate::window_reach::project;

/// Sizes of windows: an old screen, and a page at 400 % (WCAG 2.2, 1.4.10).
const SIZES: &[(f32, f32)] = &[(640.0, 480.0), (320.0, 256.0)];

/// Parts of the window with the keys that show them, and keys that move the focus within them.
const PARTS: &[(&str, &str)] = &[
    ("marks", "Ctrl+1"),
    ("ledger", "Ctrl+2"),
    ("speakers", "Ctrl+4"),
    ("problems", "Ctrl+5"),
    ("history", "Ctrl+8"),
    ("articles", "Ctrl+Shift+E"),
    ("project ledger", "Ctrl+Shift+L"),
    ("page of a speaker", "Ctrl+Shift+K Home Enter"),
    ("find in project", "Ctrl+Shift+F"),
    ("thread", "F6 Ctrl+T"),
    ("keys", "Shift+F1"),
    ("export", "F6 Ctrl+E"),
    ("project export", "F6 Ctrl+Alt+E"),
    ("settings", "Ctrl+,"),
    ("reading settings", "Shift+F9"),
    ("manual", "F1"),
];

/// Height in points of a widget that is larger than its part in sight must be.
const LARGE: f32 = 40.0;

/// Height in points of a row that must be in sight.
const ROW: f32 = 20.0;

/// The widget with the focus, and the row that keys act on, as far as they are out of sight.
fn hidden(desk: &mut Desk) -> Option<String> {
    // The places of widgets are those of the pass before the last, which may have been one that is not shown.
    out_of_sight(desk)?;
    desk.harness.step();
    out_of_sight(desk)
}

fn out_of_sight(desk: &Desk) -> Option<String> {
    let ctx = &desk.harness.ctx;
    let id = ctx.memory(|memory| memory.focused())?;
    let widget = ctx.read_response(id)?;
    let (whole, seen) = (widget.rect, widget.interact_rect.intersect(ctx.content_rect()));
    let is_large = whole.height() > LARGE;
    let is_seen =
        if is_large { seen.height() >= LARGE.min(whole.height()) } else { seen.contains_rect(whole.shrink(1.0)) };
    if !is_seen || seen.width() < whole.width().min(LARGE) {
        return Some(format!("{:?} at {whole:?}, of which {seen:?} is seen", desk.focused()));
    }
    let row = desk.harness.root().children_recursive().find(|node| node.is_focused())?;
    let place = (row.accesskit_node().role() == Role::ListBoxOption).then(|| row.rect())?;
    let in_sight = place.intersect(seen);
    let is_row_seen = in_sight.height() >= place.height().min(ROW) && in_sight.width() > LARGE;
    (!is_row_seen)
        .then(|| format!("{:?} at {place:?} in {:?} at {seen:?}", row.accesskit_node().label(), desk.focused()))
}

/// Walks through a part of the window with a key, and notes what is out of sight.
fn walk(desk: &mut Desk, name: &str, key: &str, steps: usize, wrong: &mut BTreeSet<String>) {
    for _ in 0..steps {
        desk.press(key);
        wrong.extend(hidden(desk).map(|what| format!("{name}, {key}: {what}")));
    }
}

#[test]
fn the_focus_is_in_sight_in_low_windows() {
    let mut wrong = BTreeSet::new();
    for (width, height) in SIZES {
        let mut desk = project();
        desk.harness.set_size(egui::vec2(*width, *height));
        desk.settle();
        for (name, keys) in PARTS {
            desk.press(keys);
            let part = format!("{width} × {height}: {name}");
            wrong.extend(hidden(&mut desk).map(|what| format!("{part}: {what}")));
            walk(&mut desk, &part, "Down", 4, &mut wrong);
            walk(&mut desk, &part, "Tab", 24, &mut wrong);
            walk(&mut desk, &part, "Shift+Tab", 6, &mut wrong);
            desk.press("Escape Escape");
            if desk.harness.state().state().session().is_some_and(|session| session.focus.mark.is_none()) {
                desk.press("F6 J");
            }
        }
    }
    assert!(wrong.is_empty(), "{} are out of sight: {wrong:#?}", wrong.len());
}

#[test]
fn what_is_out_of_sight_is_noticed() {
    let mut desk = project();
    desk.press("Ctrl+2");
    assert_eq!(hidden(&mut desk), None);
    // A window that ends above the list.
    let rect: Rect = desk.rect(Some(Role::ListBox), "Ledger");
    desk.harness.set_size(egui::vec2(1280.0, rect.top() + 4.0));
    desk.harness.step();
    assert!(hidden(&mut desk).is_some(), "{rect:?}");
}

/// Sizes to which nobody would bring a window, but which a high zoom or the system may.
const TINY: &[(f32, f32)] = &[(107.0, 85.0), (30.0, 400.0), (120.0, 62.0), (1.0, 1.0)];

#[test]
fn a_window_of_any_size_is_drawn() {
    let mut desk = project();
    let long = "A sentence of an article that is longer than any window. ".repeat(400);
    std::fs::write(desk.path("long.txt"), long).unwrap();
    desk.drop_file(desk.path("long.txt"));
    for (name, keys) in [&[("article", "F6")], PARTS].concat() {
        desk.press(keys);
        for (width, height) in TINY {
            desk.harness.set_size(egui::vec2(*width, *height));
            desk.settle();
            let middle = egui::pos2(width / 2.0, height / 2.0);
            desk.drag(middle, middle + egui::vec2(0.0, 2.0 * height));
            desk.press("PageDown");
            assert!(desk.harness.root().children_recursive().next().is_some(), "{name}");
        }
        desk.harness.set_size(egui::vec2(1280.0, 820.0));
        desk.settle();
        desk.press("Escape Escape");
    }
    desk.press("F6");
    assert!(desk.harness.query_by_role_and_label(Role::Document, "Article").is_some());
}
