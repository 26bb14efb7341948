//! The article as it was in the accessibility tree, by which requests about the tree are understood.

use egui::accesskit::{Action, ActionData, NodeId, ScrollHint, TextPosition};
use egui::{Event, Id, Ui};

use super::pages::Pages;
use super::runs::Runs;
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::selection::Selection;

/// The article as it was in the tree after the last frame. Empty without an assistive technology.
#[derive(Debug, Default)]
pub(in crate::ui::text_view) struct Exposed {
    pub(super) pages: Pages,
    pub(super) known: Runs,
    /// The runs in the order of the text.
    pub(super) runs: Vec<Said>,
    /// The ranges of the other nodes.
    pub(super) places: Vec<(NodeId, ByteRange)>,
    /// The place that was asked for last, until the pages take it in.
    pub(in crate::ui::text_view) wanted: Option<ByteOffset>,
}

/// A run in the tree.
#[derive(Debug)]
pub(super) struct Said {
    pub id: Id,
    /// The index of its block in the tree, and that of the run in it.
    pub at: (usize, usize),
    /// The starts of its letters and the end of the last.
    pub bounds: Vec<ByteOffset>,
    /// True if it continues the line of the one before it.
    pub joined: bool,
}

impl Exposed {
    /// Forgets everything, for other blocks.
    pub(in crate::ui::text_view) fn clear(&mut self) {
        *self = Self::default();
    }

    /// The place of an offset among the runs; between two runs the end of the earlier one if `upstream`.
    pub(super) fn position(&self, offset: ByteOffset, upstream: bool) -> Option<TextPosition> {
        let after = self.runs.partition_point(|run| run.bounds[0] <= offset);
        let at = after.saturating_sub(1);
        let starts = self.runs.get(at)?.bounds[0] == offset;
        let at = if upstream && starts { at.saturating_sub(1) } else { at };
        let run = &self.runs[at];
        let character_index = run.bounds.partition_point(|bound| *bound < offset).min(run.bounds.len() - 1);
        Some(TextPosition { node: run.id.accesskit_id(), character_index })
    }

    /// The offset of a place among the runs.
    fn offset(&self, position: TextPosition) -> Option<ByteOffset> {
        let run = self.runs.iter().find(|run| run.id.accesskit_id() == position.node)?;
        run.bounds.get(position.character_index).copied()
    }

    /// The range of a node.
    fn range(&self, node: NodeId) -> Option<ByteRange> {
        let whole = |run: &Said| ByteRange::new(run.bounds[0], run.bounds[run.bounds.len() - 1]);
        let run = self.runs.iter().find(|run| run.id.accesskit_id() == node).map(whole);
        run.or_else(|| self.places.iter().find(|(other, _)| *other == node).map(|(_, range)| *range))
    }
}

/// The position of a revealed range in the view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ui::text_view) enum Side {
    Top,
    Bottom,
    /// As near as it comes into view.
    Any,
}

/// The requests of assistive technologies for what the tree had after the last frame.
#[derive(Debug, Default)]
pub(in crate::ui::text_view) struct Asked {
    pub selection: Option<Selection>,
    pub reveal: Option<(ByteRange, Side)>,
    /// One page on if true, or back.
    pub page: Option<bool>,
}

/// Takes the requests. To be called before any widget of the view interacts: egui takes those to scroll for its own
/// scroll areas.
pub(in crate::ui::text_view) fn asked(ui: &Ui, view: Id, exposed: &mut Exposed) -> Asked {
    let mut asked = Asked::default();
    let is_request = |event: &Event| matches!(event, Event::AccessKitActionRequest(_));
    if !ui.input(|input| input.events.iter().any(is_request)) {
        return asked;
    }
    let node = view.accesskit_id();
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let Event::AccessKitActionRequest(request) = event else { return true };
            match (request.action, &request.data) {
                (Action::SetTextSelection, Some(ActionData::SetTextSelection(wanted)))
                    if request.target_node == node =>
                {
                    let ends = (exposed.offset(wanted.anchor), exposed.offset(wanted.focus));
                    let (Some(anchor), Some(focus)) = ends else { return false };
                    exposed.wanted = Some(focus);
                    asked.selection = Some(Selection { anchor, focus });
                }
                (Action::ScrollDown, _) if request.target_node == node => asked.page = Some(true),
                (Action::ScrollUp, _) if request.target_node == node => asked.page = Some(false),
                (Action::ScrollIntoView, hint) => {
                    let Some(range) = exposed.range(request.target_node) else { return true };
                    exposed.wanted = Some(range.start());
                    asked.reveal = Some((range, side(hint.as_ref())));
                }
                _ => return true,
            }
            false
        });
    });
    asked
}

fn side(hint: Option<&ActionData>) -> Side {
    match hint {
        Some(ActionData::ScrollHint(ScrollHint::TopEdge | ScrollHint::TopLeft)) => Side::Top,
        Some(ActionData::ScrollHint(ScrollHint::BottomEdge | ScrollHint::BottomRight)) => Side::Bottom,
        _ => Side::Any,
    }
}
