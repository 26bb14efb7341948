//! The screen: names and values of what is on it, by the accessibility tree; selection and caret, which only pixels show.

use egui::accesskit::Role;
use egui::{Pos2, Rect};
use egui_kittest::kittest::{NodeT, Queryable};
use gainsay::app::commands::command::MENUS;
use gainsay::app::session::Session;
use gainsay::model::step::StepKind;

use super::Desk;

impl Desk {
    /// The selected text of the article.
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

    /// The text of the selected mark; empty without one.
    pub fn chosen(&self) -> String {
        let open = self.open();
        let mark = self.harness.state().state().session().and_then(Session::mark);
        let ranges = mark.into_iter().flat_map(|mark| mark.target.found());
        ranges.map(|range| open.document.article().text.slice(range)).collect::<Vec<_>>().join(" / ")
    }

    /// The title of the next step to undo, which is not on the screen.
    pub fn undoable(&self) -> Option<&'static str> {
        self.open().history.undoable().map(StepKind::title)
    }

    fn open(&self) -> &Session {
        self.harness.state().state().session().expect("nothing is open")
    }

    /// The last copied text.
    pub fn clipboard(&self) -> Option<&str> {
        self.copied.as_deref()
    }

    /// All nodes on the screen but the article, with role, name, and value if it differs.
    pub fn screen(&self) -> Vec<(Role, String, String)> {
        let nodes = self.harness.root().children_recursive();
        let described = nodes.map(|node| {
            let node = node.accesskit_node();
            let (label, value) = (node.label().unwrap_or_default(), node.value().unwrap_or_default());
            if node.role() == Role::Label { (node.role(), value, String::new()) } else { (node.role(), label, value) }
        });
        described.filter(|(role, ..)| !matches!(role, Role::Paragraph | Role::TextRun | Role::Log)).collect()
    }

    /// The title of the window.
    pub fn title(&self) -> &str {
        self.harness.state().title()
    }

    /// All painted text, including the article's.
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
        found.extend(gainsay::ui::typeset::drawn(&self.harness.ctx));
        found
    }

    /// True if a node on the screen contains this text, or its description does.
    pub fn has(&self, words: &str) -> bool {
        self.screen().iter().any(|(_, label, value)| label.contains(words) || value.contains(words))
            || self.descriptions().any(|description| description.contains(words))
    }

    fn descriptions(&self) -> impl Iterator<Item = String> {
        self.harness.root().children_recursive().filter_map(|node| node.accesskit_node().description())
    }

    /// Asserts that a node on the screen contains this text.
    #[track_caller]
    pub fn shows(&self, words: &str) {
        assert!(self.has(words), "{words:?} is not on the screen: {:#?}", self.said());
    }

    /// Asserts that no node on the screen contains this text.
    #[track_caller]
    pub fn lacks(&self, words: &str) {
        assert!(!self.has(words), "{words:?} is on the screen: {:#?}", self.said());
    }

    /// The names and values of all nodes on the screen.
    fn said(&self) -> Vec<String> {
        let line = |(role, label, value)| format!("{role:?} {label:?} {value:?}");
        self.screen().into_iter().map(line).collect()
    }

    /// The last message in the status bar.
    pub fn said_last(&self) -> String {
        self.harness.state().state().shell.status.clone()
    }

    /// The value of the node with this label.
    #[track_caller]
    pub fn value(&self, label: &str) -> String {
        self.harness
            .get_by(|node| node.label().as_deref() == Some(label) && node.role() != Role::Label)
            .value()
            .unwrap_or_default()
    }

    /// True if the node with this role and label is selected or checked.
    #[track_caller]
    pub fn is_ticked(&self, role: Role, label: &str) -> bool {
        let node = self.harness.get_by_role_and_label(role, label).accesskit_node();
        node.is_selected() == Some(true) || node.toggled() == Some(egui::accesskit::Toggled::True)
    }

    /// The label of the widget that has the focus.
    pub fn focused(&self) -> String {
        let Some(id) = self.harness.ctx.memory(|memory| memory.focused()) else { return String::new() };
        let mut nodes = self.harness.root().children_recursive();
        let focused = nodes.find(|node| node.accesskit_node().locate().0 == id.accesskit_id());
        focused.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
    }

    /// The label of the row on which keys act, of the list that has the focus.
    pub fn lit(&self) -> String {
        let lit = self.harness.root().children_recursive().find(|node| node.is_focused());
        let lit = lit.filter(|node| node.accesskit_node().role() == Role::ListBoxOption);
        lit.and_then(|node| node.accesskit_node().label()).unwrap_or_default()
    }

    /// The labels of the nodes with a role, in order.
    pub fn labels(&self, role: Role) -> Vec<String> {
        self.screen().into_iter().filter(|(other, ..)| *other == role).map(|(_, label, _)| label).collect()
    }

    /// The entries of the open menu.
    pub fn menu(&self) -> Vec<String> {
        let bar = |label: &String| MENUS.iter().any(|(_, title)| title == label);
        self.labels(Role::MenuItem).into_iter().filter(|label| !bar(label)).collect()
    }

    /// The labels of the rows in sight of a list.
    pub fn rows(&self, list: &str) -> Vec<String> {
        let is_list = |role: Role, label: Option<String>| role == Role::ListBox && label.as_deref() == Some(list);
        let mut nodes = self.harness.root().children_recursive();
        let found = nodes.find(|node| is_list(node.accesskit_node().role(), node.accesskit_node().label()));
        let rows = found.into_iter().flat_map(|list| list.children_recursive());
        let rows = rows.filter(|node| node.accesskit_node().role() == Role::ListBoxOption);
        rows.map(|node| node.accesskit_node().label().unwrap_or_default()).collect()
    }

    /// Labels of the visible marks in the article, in order: `Claim: the words`.
    pub fn seen(&self) -> Vec<String> {
        self.labels(Role::Mark)
    }

    /// The visible article, line by line, without empty lines at the end.
    pub fn reads(&self) -> String {
        let article = self.harness.get_by_role_and_label(Role::Document, "Article");
        let sight = article.rect();
        let seen = |line: &egui_kittest::Node<'_>| line.rect().intersects(sight);
        let lines = article.children_recursive().filter_map(|line| match line.accesskit_node().role() {
            Role::Heading => line.accesskit_node().label().filter(|_| seen(&line)),
            Role::Paragraph | Role::ListItem | Role::Blockquote | Role::Code | Role::Row | Role::Note => {
                line.value().filter(|_| seen(&line))
            }
            _ => None,
        });
        lines.collect::<Vec<_>>().join("\n").trim_end().to_owned()
    }

    /// The visible paragraphs of the article, with their places.
    pub fn paragraphs(&self) -> Vec<(String, Rect)> {
        let sight = self.harness.query_all_by_role(Role::Document).map(|article| article.rect());
        let sight: Vec<Rect> = sight.collect();
        let paragraphs = self.harness.query_all_by_role(Role::Paragraph);
        let seen = paragraphs.filter(|node| sight.iter().any(|sight| sight.intersects(node.rect())));
        seen.map(|node| (node.value().unwrap_or_default(), node.rect())).collect()
    }

    /// The place of the first character of the paragraph that starts with this text.
    #[track_caller]
    pub fn start_of(&self, words: &str) -> Pos2 {
        let paragraphs = self.paragraphs();
        let (_, rect) =
            paragraphs.iter().find(|(text, _)| text.starts_with(words)).expect("no such paragraph in sight");
        rect.left_top() + egui::vec2(3.0, 12.0)
    }

    /// The place of the node with this label.
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
