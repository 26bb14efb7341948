//! The whole window by keyboard and in the accessibility tree: names, roles, focus and targets of every panel, view, menu
//! and dialog.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use egui::accesskit::{Action as Asked, NodeId, Role};
use egui::{Color32, Rect, Shape};
use egui_kittest::kittest::NodeT;
use gainsay::model::kind::{KINDS, UNKNOWN_KIND};
use gainsay::ui::theme::palette;

use crate::desk::{Desk, STORY};

/// A desk with the sample project and one of its articles open, and a mark selected.
pub fn project() -> Desk {
    project_with("")
}

/// The same, with the text of a settings file.
pub fn project_with(settings: &str) -> Desk {
    let mut desk = Desk::set(settings, &[("story.txt", STORY.as_bytes())], Some("story.txt"));
    let folder = desk.path("trams");
    fs::create_dir_all(&folder).unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/project");
    for file in fs::read_dir(sample).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), folder.join(file.file_name())).unwrap();
    }
    desk.drop_file(folder);
    desk.press("Ctrl+Shift+E Home Enter F6 J");
    desk
}

/// The parts of the window, each with the keys that show it. `Escape` leaves it.
pub const PARTS: &[(&str, &str)] = &[
    ("marks", "Ctrl+1"),
    ("ledger", "Ctrl+2"),
    ("map", "Ctrl+3"),
    ("speakers", "Ctrl+4"),
    ("problems", "Ctrl+5"),
    ("outline", "Ctrl+6"),
    ("changes", "Ctrl+7"),
    ("history", "Ctrl+8"),
    ("articles", "Ctrl+Shift+E"),
    ("project ledger", "Ctrl+Shift+L"),
    ("project speakers", "Ctrl+Shift+K"),
    ("find in project", "Ctrl+Shift+F"),
    ("thread", "F6 Ctrl+T"),
    ("timeline", "F6 Shift+T"),
    ("project map", "F6 Shift+M"),
    ("full map", "F6 Ctrl+Shift+3"),
    ("search", "F6 Ctrl+F"),
    ("palette", "F6 Ctrl+P"),
    ("link", "F6 L"),
    ("speaker", "F6 S"),
    ("manual", "F1"),
    ("keys", "Shift+F1"),
    ("export", "F6 Ctrl+E"),
    ("project export", "F6 Ctrl+Alt+E"),
    ("settings", "Ctrl+,"),
    ("menu", "F10"),
    ("context menu", "F6 Shift+F10"),
    ("reading settings", "Shift+F9"),
];

/// Shows each part of the window to `look`.
fn tour(look: impl FnMut(&mut Desk, &str)) {
    tour_of(project(), look);
}

fn tour_of(mut desk: Desk, mut look: impl FnMut(&mut Desk, &str)) {
    for (name, keys) in PARTS {
        desk.press(keys);
        look(&mut desk, name);
        desk.press("Escape Escape");
        if desk.harness.state().state().session().is_some_and(|session| session.focus.mark.is_none()) {
            desk.press("F6 J");
        }
    }
}

/// A node, as the tests look at it.
struct Seen {
    id: NodeId,
    role: Role,
    name: String,
    rect: Rect,
    is_stop: bool,
    is_clicked: bool,
    is_hidden: bool,
    /// True if it can be checked.
    is_checkable: bool,
    /// The roles of the nodes that it is within, the nearest first.
    within: Vec<Role>,
    /// True, or false, if it is one of several that can be selected.
    selected: Option<bool>,
    place: Option<usize>,
    size: Option<usize>,
}

/// The nodes of the window outside of the article.
fn seen(desk: &Desk) -> Vec<Seen> {
    let nodes = desk.harness.root().children_recursive();
    let described = nodes.map(|node| {
        let accesskit = node.accesskit_node();
        let mut within = Vec::new();
        let mut parent = accesskit.parent();
        while let Some(above) = parent {
            within.push(above.role());
            parent = above.parent();
        }
        let data = accesskit.data();
        Seen {
            id: accesskit.locate().0,
            role: accesskit.role(),
            name: accesskit.label().or_else(|| accesskit.value()).unwrap_or_default(),
            rect: rect(&node),
            is_stop: data.supports_action(Asked::Focus),
            // Labels take clicks for the selection of their text.
            is_clicked: data.supports_action(Asked::Click)
                && ![Role::Label, Role::Heading, Role::ScrollBar].contains(&accesskit.role()),
            is_hidden: data.is_hidden(),
            is_checkable: data.toggled().is_some(),
            within,
            selected: data.is_selected(),
            place: data.position_in_set(),
            size: data.size_of_set(),
        }
    });
    let is_shown =
        |node: &Seen| !node.within.contains(&Role::Document) && !node.is_hidden && node.role != Role::TextRun;
    described.filter(is_shown).collect()
}

/// The place of a node on the screen.
fn rect(node: &egui_kittest::Node<'_>) -> Rect {
    let place = node.accesskit_node().bounding_box();
    place.map_or(Rect::NOTHING, |place| {
        Rect::from_min_max(egui::pos2(place.x0 as f32, place.y0 as f32), egui::pos2(place.x1 as f32, place.y1 as f32))
    })
}

impl Seen {
    /// A line for messages.
    fn line(&self) -> String {
        format!("{:?} {:?} {:?}", self.role, self.name, self.rect)
    }
}

/// True for words that a person would hear as words.
fn is_spoken(words: &str) -> bool {
    let glyphs = KINDS.iter().chain([&UNKNOWN_KIND]).any(|row| words.contains(row.glyph));
    let icons = words.chars().any(|c| ('\u{E000}'..='\u{F8FF}').contains(&c));
    words.chars().any(char::is_alphanumeric) && !glyphs && !icons
}

#[test]
fn whatever_can_be_focused_or_clicked_has_a_name_in_words() {
    let mut wrong = BTreeSet::new();
    tour(|desk, part| {
        for node in seen(desk) {
            let is_named = is_spoken(&node.name);
            let is_container = node.role == Role::GenericContainer && node.name.is_empty();
            if (node.is_stop && !is_named) || (node.is_clicked && !is_named && !is_container) {
                wrong.insert(format!("{part}: {}", node.line()));
            }
            if !node.name.is_empty() && !is_spoken(&node.name) {
                wrong.insert(format!("{part}: {}", node.line()));
            }
        }
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn options_are_in_lists_and_tabs_and_menu_items_in_theirs() {
    let (mut wrong, mut options) = (BTreeSet::new(), 0);
    tour(|desk, part| {
        for node in seen(desk) {
            let is_in = |roles: &[Role]| node.within.iter().any(|role| roles.contains(role));
            let is_right = match node.role {
                Role::ListBoxOption => {
                    options += 1;
                    // A list of a combo box has no places.
                    is_in(&[Role::ListBox]) && node.selected.is_some()
                }
                Role::Tab => is_in(&[Role::TabList]) && node.selected.is_some(),
                Role::MenuItem => is_in(&[Role::Menu, Role::MenuBar, Role::Dialog]) && !node.is_checkable,
                Role::MenuItemRadio => is_in(&[Role::Menu, Role::MenuBar, Role::Dialog]) && node.is_checkable,
                Role::ListBox => !node.name.is_empty() && node.size.is_some(),
                Role::TreeItem => is_in(&[Role::Tree]) && node.selected.is_some(),
                _ => true,
            };
            if !is_right || (node.role == Role::ListBoxOption && node.place.is_none()) {
                wrong.insert(format!("{part}: {} in {:?}", node.line(), node.within));
            }
        }
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(options > 60, "there are options in the lists: {options}");
}

#[test]
fn rows_of_a_list_do_not_overlap() {
    let mut wrong = BTreeSet::new();
    tour(|desk, part| {
        let mut rows: Vec<Seen> = seen(desk).into_iter().filter(|node| node.role == Role::ListBoxOption).collect();
        rows.sort_by(|one, other| one.rect.top().total_cmp(&other.rect.top()));
        for pair in rows.windows(2) {
            let both = pair[0].rect.intersect(pair[1].rect);
            if both.width() > 1.0 && both.height() > 1.0 {
                wrong.insert(format!("{part}: {} and {}", pair[0].line(), pair[1].line()));
            }
        }
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn dialogs_are_named_and_modal_and_take_and_give_back_the_focus() {
    let mut desk = project();
    for keys in ["Shift+F1", "Ctrl+E", "Ctrl+Alt+E", "Ctrl+,"] {
        desk.press("Ctrl+1");
        assert_eq!(desk.focused(), "Marks");
        desk.press(keys);
        let dialog = desk.harness.root().children_recursive().find(|node| node.accesskit_node().is_modal());
        let dialog = dialog.unwrap_or_else(|| panic!("{keys} shows no modal dialog"));
        assert_eq!(dialog.accesskit_node().role(), Role::Dialog);
        assert!(!dialog.accesskit_node().label().unwrap_or_default().is_empty(), "{keys}");
        let focused = desk.harness.ctx.memory(|memory| memory.focused()).unwrap().accesskit_id();
        let inside = dialog.children_recursive().any(|node| node.accesskit_node().locate().0 == focused);
        assert!(inside, "after {keys} the focus is on {}", desk.focused());
        desk.press("Escape");
        assert_eq!(desk.focused(), "Marks", "after {keys} and Escape");
    }
}

#[test]
fn the_first_control_of_a_dialog_has_the_focus_when_it_opens() {
    for (keys, control) in [("Ctrl+,", "Your name"), ("Shift+F1", "Find a command or a key"), ("Ctrl+I", "Title")] {
        let mut desk = project();
        desk.press(keys);
        assert_eq!(desk.focused(), control, "after {keys}");
    }
}

#[test]
fn the_window_has_its_title() {
    let desk = Desk::story();
    let root = desk.harness.root();
    assert_eq!(root.accesskit_node().label().as_deref(), Some(desk.title()));
    assert_eq!(root.accesskit_node().data().language(), Some("en"));
}

/// Every stop of `Tab`, from the present one on, with its name.
fn stops(desk: &mut Desk) -> Vec<(NodeId, String)> {
    let mut found: Vec<(NodeId, String)> = Vec::new();
    for _ in 0..150 {
        desk.press("Tab");
        let Some(id) = desk.harness.ctx.memory(|memory| memory.focused()) else { continue };
        if found.iter().any(|(other, _)| *other == id.accesskit_id()) {
            return found;
        }
        found.push((id.accesskit_id(), desk.focused()));
    }
    panic!("Tab goes on and on: {found:#?}");
}

#[test]
fn tab_reaches_everything_that_can_have_the_focus() {
    let mut wrong = BTreeSet::new();
    let mut desk = project();
    for (name, keys) in PARTS[..16].iter().step_by(3) {
        desk.press(keys);
        let reached: BTreeSet<NodeId> = stops(&mut desk).into_iter().map(|(id, _)| id).collect();
        for node in seen(&desk) {
            if node.is_stop && !reached.contains(&node.id) {
                wrong.insert(format!("{name}: {}", node.line()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_list_is_one_stop_of_tab() {
    let mut desk = project();
    for (list, keys, down) in [("Marks", "Ctrl+1", true), ("Ledger", "Ctrl+2", true), ("Speakers", "Ctrl+4", false)] {
        desk.press(keys);
        assert_eq!(desk.focused(), list);
        let before = desk.lit();
        desk.press("Down");
        assert_eq!(desk.focused(), list);
        assert!(!down || desk.lit() != before, "{list}: {before}");
        let rows = desk.labels(Role::ListBoxOption);
        let named: Vec<String> = stops(&mut desk).into_iter().map(|(_, name)| name).collect();
        assert!(named.iter().all(|name| !rows.contains(name)), "{list}: {named:?}");
    }
}

/// The shapes of the last frame.
fn shapes(desk: &Desk) -> Vec<Shape> {
    fn flat(shape: &Shape, all: &mut Vec<Shape>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| flat(shape, all)),
            shape => all.push(shape.clone()),
        }
    }
    let mut all = Vec::new();
    desk.harness.output().shapes.iter().for_each(|clipped| flat(&clipped.shape, &mut all));
    all
}

/// True if a ring in this colour is around a widget, or within it.
fn has_ring(desk: &Desk, around: Rect, colour: Color32) -> bool {
    shapes(desk).iter().any(|shape| match shape {
        Shape::Rect(ring) => {
            ring.stroke.color == colour
                && ring.stroke.width >= 2.0
                && around.expand(4.0).contains_rect(ring.rect)
                && ring.rect.is_positive()
        }
        _ => false,
    })
}

#[test]
fn the_focus_is_seen_wherever_it_is() {
    let mut wrong = BTreeSet::new();
    let mut desk = project();
    for (name, keys) in PARTS.iter().filter(|(name, _)| !["palette", "link", "speaker"].contains(name)) {
        desk.press(keys);
        for _ in 0..12 {
            let Some(id) = desk.harness.ctx.memory(|memory| memory.focused()) else { break };
            let label = desk.focused();
            let rect = desk.harness.ctx.read_response(id).unwrap().rect;
            let accent = palette(&desk.harness.ctx.global_style().visuals).accent;
            if label != "Article" && !has_ring(&desk, rect, accent) {
                wrong.insert(format!("{name}: {label:?} at {rect:?}"));
            }
            desk.press("Tab");
        }
        desk.press("Escape Escape");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Least side of a target in points (WCAG 2.2, 2.5.8).
const TARGET: f32 = 24.0;

fn is_small(target: &Seen) -> bool {
    target.rect.width() < TARGET - 0.1 || target.rect.height() < TARGET - 0.1
}

/// True if the circle around the middle of a small target meets no other target, nor the circle of another small one.
fn has_space(target: &Seen, all: &[&Seen]) -> bool {
    let middle = target.rect.center();
    all.iter().filter(|other| other.id != target.id).all(|other| match is_small(other) {
        true => middle.distance(other.rect.center()) >= TARGET - 0.1,
        false => other.rect.distance_to_pos(middle) >= TARGET / 2.0 - 0.1,
    })
}

#[test]
fn targets_are_large_enough_or_have_space_around_them() {
    let mut wrong = BTreeSet::new();
    for (width, height) in [(1280.0, 820.0), (640.0, 480.0), (320.0, 256.0)] {
        let mut desk = project();
        desk.harness.set_size(egui::vec2(width, height));
        desk.settle();
        tour_of(desk, |desk, part| {
            let window = desk.harness.ctx.content_rect();
            let all = seen(desk);
            let is_whole = |node: &&Seen| window.contains_rect(node.rect);
            let targets: Vec<&Seen> = all
                .iter()
                .filter(|node| node.is_clicked && node.role != Role::GenericContainer)
                .filter(is_whole)
                .collect();
            for target in targets.iter().filter(|target| is_small(target) && !has_space(target, &targets)) {
                // The boxes of a map are as large as the person zooms it, and the edges of panels have their keys.
                if !matches!(target.role, Role::Splitter | Role::TreeItem) {
                    let size = target.rect.size();
                    wrong.insert(format!("{width}: {part}: {:?} {:?} {size}", target.role, target.name));
                }
            }
        });
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn arrow_keys_move_the_edges_of_the_panels_and_of_the_editor() {
    let mut desk = project();
    desk.press("Ctrl+1");
    for (name, wider, narrower) in
        [("Width of the side panel", "Left", "Right"), ("Width of the sidebar", "Right", "Left")]
    {
        let tab =
            |desk: &Desk| desk.rect(Some(Role::ListBox), if name.contains("sidebar") { "Articles" } else { "Marks" });
        while desk.focused() != name {
            desk.press("Tab");
        }
        let before = tab(&desk).width();
        desk.press(wider);
        let after = tab(&desk).width();
        assert!(after > before + 10.0, "{name}: {before} {after}");
        assert_eq!(desk.focused(), name);
        desk.press(narrower);
        assert!((tab(&desk).width() - before).abs() < 1.0, "{name}");
    }
    assert!(
        desk.settings().contains("panel_width") && desk.settings().contains("sidebar_width"),
        "{}",
        desk.settings()
    );
    while desk.focused() != "Height of the editor" {
        desk.press("Tab");
    }
    let height = |desk: &Desk| desk.rect(Some(Role::ListBox), "Marks").height();
    let before = height(&desk);
    desk.press("Down");
    assert!(height(&desk) > before, "{before}");
}

#[test]
fn tabs_are_one_stop_and_arrows_show_the_others() {
    let mut desk = project();
    desk.press("Ctrl+1");
    while desk.focused() != "Marks" || !desk.lit().is_empty() {
        desk.press("Shift+Tab");
    }
    desk.press("Right");
    assert_eq!(desk.focused(), "Ledger");
    assert!(desk.labels(Role::ListBox).contains(&"Ledger".to_owned()));
    desk.press("End");
    assert_eq!(desk.focused(), "History");
    desk.press("Home");
    assert_eq!(desk.focused(), "Marks");
}

#[test]
fn the_menu_bar_is_one_stop_and_opens_by_its_keys() {
    let mut desk = Desk::story();
    while desk.focused() != "File" {
        desk.press("Tab");
    }
    desk.press("Right");
    assert_eq!(desk.focused(), "Edit");
    desk.press("Left Down");
    assert_eq!(desk.focused(), "Open…");
    desk.press("Escape Alt+V");
    assert!(desk.labels(Role::MenuItem).contains(&"Ledger".to_owned()));
    desk.press("Escape F10 Right");
    assert!(desk.labels(Role::MenuItem).contains(&"Undo".to_owned()), "{:?}", desk.labels(Role::MenuItem));
}

#[test]
fn panels_without_content_have_the_focus_too() {
    let mut desk = Desk::reading("Nothing is marked here.");
    for (name, keys) in [
        ("Marks", "Ctrl+1"),
        ("Ledger", "Ctrl+2"),
        ("Map", "Ctrl+3"),
        ("Speakers", "Ctrl+4"),
        ("Problems in the file", "Ctrl+5"),
        ("Outline", "Ctrl+6"),
        ("Changes", "Ctrl+7"),
        ("History", "Ctrl+8"),
    ] {
        desk.press(keys);
        assert_eq!(desk.focused(), name);
    }
}
