//! The screen: names and values of what is on it, by the accessibility tree; selection and caret, which only pixels show.

use egui::accesskit::Role;
use egui::{Pos2, Rect};
use egui_kittest::kittest::{NodeT, Queryable};
use gainsay::app::state::Open;
use gainsay::model::step::StepKind;

use super::Desk;

impl Desk {
    /// The words selected in the article.
    pub fn selected(&self) -> String {
        let open = self.open();
        open.document.article().text.slice(open.focus.selection.range()).to_owned()
    }

    /// The rest of the line after the caret.
    pub fn after_caret(&self) -> String {
        let open = self.open();
        let rest = &open.document.article().text.as_str()[open.focus.selection.focus.get()..];
        rest.lines().next().unwrap_or_default().to_owned()
    }

    /// The words of the selected mark; empty if none is.
    pub fn chosen(&self) -> String {
        let open = self.open();
        let mark = self.harness.state().state().mark();
        let ranges = mark.into_iter().flat_map(|mark| mark.target.found());
        ranges.map(|range| open.document.article().text.slice(range)).collect::<Vec<_>>().join(" / ")
    }

    /// Title of the step that would be undone, which nothing on the screen says.
    pub fn undoable(&self) -> Option<&'static str> {
        self.open().history.undoable().map(StepKind::title)
    }

    fn open(&self) -> &Open {
        self.harness.state().state().open.as_ref().expect("nothing is open")
    }

    /// What was last copied.
    pub fn clipboard(&self) -> Option<&str> {
        self.copied.as_deref()
    }

    /// All that is on the screen, with its role, its name, and its value if that is another; but not the article itself.
    pub fn screen(&self) -> Vec<(Role, String, String)> {
        let nodes = self.harness.root().children_recursive();
        let described = nodes.map(|node| {
            let node = node.accesskit_node();
            let (label, value) = (node.label().unwrap_or_default(), node.value().unwrap_or_default());
            if node.role() == Role::Label { (node.role(), value, String::new()) } else { (node.role(), label, value) }
        });
        described.filter(|(role, ..)| *role != Role::Paragraph).collect()
    }

    /// The title of the window.
    pub fn title(&self) -> &str {
        self.harness.state().title()
    }

    /// All words that are painted, the article's too.
    pub fn painted(&self) -> Vec<String> {
        fn words(shape: &egui::Shape, found: &mut Vec<String>) {
            match shape {
                egui::Shape::Text(text) => found.push(text.galley.text().to_owned()),
                egui::Shape::Vec(shapes) => shapes.iter().for_each(|shape| words(shape, found)),
                _ => {}
            }
        }
        let mut found = Vec::new();
        self.harness.output().shapes.iter().for_each(|clipped| words(&clipped.shape, &mut found));
        found
    }

    /// True if something on the screen has these words.
    pub fn has(&self, words: &str) -> bool {
        self.screen().iter().any(|(_, label, value)| label.contains(words) || value.contains(words))
    }

    /// Something on the screen must have these words.
    #[track_caller]
    pub fn shows(&self, words: &str) {
        assert!(self.has(words), "{words:?} is not on the screen: {:#?}", self.said());
    }

    /// Nothing on the screen may have these words.
    #[track_caller]
    pub fn lacks(&self, words: &str) {
        assert!(!self.has(words), "{words:?} is on the screen: {:#?}", self.said());
    }

    /// Every name and value on the screen.
    fn said(&self) -> Vec<String> {
        let line = |(role, label, value)| format!("{role:?} {label:?} {value:?}");
        self.screen().into_iter().map(line).collect()
    }

    /// Last message in the status bar.
    pub fn said_last(&self) -> String {
        self.harness.state().state().said.clone()
    }

    /// The value of what has this label.
    #[track_caller]
    pub fn value(&self, label: &str) -> String {
        self.harness
            .get_by(|node| node.label().as_deref() == Some(label) && node.role() != Role::Label)
            .value()
            .unwrap_or_default()
    }

    /// True if what has this role and label is selected or ticked.
    #[track_caller]
    pub fn is_ticked(&self, role: Role, label: &str) -> bool {
        let node = self.harness.get_by_role_and_label(role, label).accesskit_node();
        node.is_selected() == Some(true) || node.toggled() == Some(egui::accesskit::Toggled::True)
    }

    /// The label of what has the keyboard.
    pub fn focused(&self) -> String {
        let focused = self.harness.root().children_recursive().find(|node| node.is_focused());
        focused.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
    }

    /// The labels of the nodes with a role, in order.
    pub fn labels(&self, role: Role) -> Vec<String> {
        self.screen().into_iter().filter(|(other, ..)| *other == role).map(|(_, label, _)| label).collect()
    }

    /// Labels of the marks in sight in the article, in its order: `Claim: the words`.
    pub fn seen(&self) -> Vec<String> {
        self.labels(Role::Mark)
    }

    /// The article in sight, a line for each of its lines, without empty ones at the end.
    pub fn reads(&self) -> String {
        let article = self.harness.get_by_role_and_label(Role::Document, "Article");
        let lines = article.children_recursive().filter_map(|line| match line.accesskit_node().role() {
            Role::Heading => line.accesskit_node().label(),
            Role::Paragraph | Role::ListItem | Role::Blockquote | Role::Code | Role::Row | Role::Note => line.value(),
            _ => None,
        });
        lines.collect::<Vec<_>>().join("\n").trim_end().to_owned()
    }

    /// The paragraphs of the article in sight, with where they are.
    pub fn paragraphs(&self) -> Vec<(String, Rect)> {
        let paragraphs = self.harness.query_all_by_role(Role::Paragraph);
        paragraphs.map(|node| (node.value().unwrap_or_default(), node.rect())).collect()
    }

    /// Where the first letter of the paragraph that begins like this is on the screen.
    #[track_caller]
    pub fn start_of(&self, words: &str) -> Pos2 {
        let paragraphs = self.paragraphs();
        let (_, rect) =
            paragraphs.iter().find(|(text, _)| text.starts_with(words)).expect("no such paragraph in sight");
        rect.left_top() + egui::vec2(3.0, 12.0)
    }

    /// Where something with this label is on the screen.
    #[track_caller]
    pub fn rect(&self, role: Option<Role>, label: &str) -> Rect {
        let nodes = self.harness.root().children_recursive();
        let named: Vec<_> = nodes
            .filter(|node| {
                let node = node.accesskit_node();
                let name = if node.role() == Role::Label { node.value() } else { node.label() };
                name.as_deref() == Some(label) && role.is_none_or(|role| role == node.role())
            })
            .collect();
        match &named[..] {
            [node] => node.rect(),
            [] => panic!("nothing is named {label:?}: {:#?}", self.said()),
            several => panic!("{} things are named {label:?}: {several:#?}", several.len()),
        }
    }
}
