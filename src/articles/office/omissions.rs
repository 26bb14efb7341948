//! Content that the text does not show: comments, tracked changes, hidden text, charts.

use roxmltree::Node;

use crate::articles::Notice;
use crate::articles::format::subject;
use crate::encoding::xml;

/// Counts of omitted content.
#[derive(Debug, Default)]
pub struct Omissions {
    /// Tracked changes: adjacent ones by the same author at the same time count once.
    pub changes: usize,
    /// Comments.
    pub comments: usize,
    last: Option<(bool, String, String)>,
    /// Passages of hidden text.
    hidden: usize,
    in_hidden: bool,
    /// Charts, diagrams and embedded objects.
    pub objects: usize,
    /// Embedded parts in another format.
    pub parts: usize,
}

impl Omissions {
    /// Counts a tracked change.
    pub fn change(&mut self, node: Node<'_, '_>, inserted: bool) {
        let attribute = |name| xml::attribute(node, name).unwrap_or_default().to_owned();
        let change = Some((inserted, attribute("author"), attribute("date")));
        if change != self.last {
            self.changes += 1;
            self.last = change;
        }
    }

    /// Records visible text, after which a new change and a new hidden passage begin.
    pub fn shown(&mut self, in_change: bool) {
        if !in_change {
            self.last = None;
        }
        self.in_hidden = false;
    }

    /// Counts a hidden run.
    pub fn hidden(&mut self) {
        if !self.in_hidden {
            self.hidden += 1;
            self.in_hidden = true;
        }
    }

    /// Notices for the user.
    pub fn notices(&self) -> Vec<Notice> {
        let mut notices = Vec::new();
        let counts = [(self.comments, "comment", "comments"), (self.changes, "tracked change", "tracked changes")];
        if let Some((text, verb)) = subject(&counts) {
            notices.push(if self.changes > 0 {
                let note = "the text is as if all changes were accepted";
                Notice::Warning(format!("{text} {verb} not shown; {note}"))
            } else {
                Notice::Info(format!("{text} {verb} not shown"))
            });
        }
        let counts = [
            (self.hidden, "passage of hidden text", "passages of hidden text"),
            (self.objects, "chart, diagram or embedded object", "charts, diagrams or embedded objects"),
            (self.parts, "embedded part in another format", "embedded parts in another format"),
        ];
        for count in counts {
            let notice = subject(&[count]).map(|(text, verb)| Notice::Warning(format!("{text} {verb} not shown")));
            notices.extend(notice);
        }
        notices
    }
}
