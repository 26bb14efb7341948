//! The marks of the list between frames: their rows, the scroll position, and the end that a selection of several grows
//! from.

use egui::Ui;

use crate::app::action::Field;
use crate::app::session::Session;
use crate::app::shell::Shell;
use crate::model::annotation::{Annotation, Id};
use crate::model::listing::{Grouping, ListRow, Listing, MarkOrder};
use crate::model::query::Filter;
use crate::ui::fields::id_of;
use crate::ui::rows::Rows;

/// Height of a card in points, as far as it was not measured.
const CARD: f32 = 84.0;

/// The listed marks, cached until the set, the filter, the order or the groups change.
pub struct Listed {
    of: Option<(u64, Filter, MarkOrder, Grouping)>,
    /// The rows.
    pub listing: Listing,
    /// The rows on the screen.
    pub rows: Rows,
    /// The mark and the index of the row at the top of the view.
    top: Option<(Id, usize)>,
    /// The selected mark last scrolled to.
    shown: Option<Id>,
    /// The mark shown in the inspector in the last frame.
    pub edited: Option<Id>,
    /// The mark from which a selection of several grows.
    pub anchor: Option<Id>,
    /// The row in which the selected mark was chosen; a mark with several tags is in several groups.
    cursor: usize,
}

impl Default for Listed {
    fn default() -> Self {
        Self {
            of: None,
            listing: Listing::default(),
            rows: Rows::new(CARD),
            top: None,
            shown: None,
            edited: None,
            anchor: None,
            cursor: 0,
        }
    }
}

impl Listed {
    /// Brings the rows up to date.
    pub fn update(&mut self, session: &Session, shell: &Shell) {
        let now = (session.set().generation(), &session.filter, shell.mark_order, shell.grouping);
        let is_now = |(generation, filter, order, grouping): &(u64, Filter, MarkOrder, Grouping)| {
            (*generation, filter, *order, *grouping) == now
        };
        if self.of.as_ref().is_some_and(is_now) {
            return;
        }
        let is_same_list = self
            .of
            .as_ref()
            .is_some_and(|(_, filter, order, grouping)| (filter, *order, *grouping) == (now.1, now.2, now.3));
        self.listing = Listing::new(session.set(), session.text(), &session.filter, shell.mark_order, shell.grouping);
        let row_of = |id: &Id| self.listing.row_of(session.set().position(id)?);
        let top = self.top.as_ref().filter(|_| is_same_list).map(|(id, row)| row_of(id).unwrap_or(*row));
        self.rows.restart(self.listing.len(), top);
        if !is_same_list {
            self.shown = None;
        }
        self.of = Some((now.0, now.1.clone(), now.2, now.3));
    }

    /// True if a mark is shown in the inspector: it is listed, or its fields are being edited, which may take it off
    /// the list.
    pub fn edits(&self, ui: &Ui, session: &Session, id: &Id) -> bool {
        let focused = ui.memory(|memory| memory.focused());
        let typing = ui.ctx().text_edit_focused() && focused != Some(id_of(Field::Filter));
        self.row_of(session, id).is_some() || (typing && self.edited.as_ref() == Some(id))
    }

    /// Scrolls to the selected mark if another one was selected since.
    pub fn follow(&mut self, session: &Session) {
        let selected = session.focus.mark.as_ref();
        if self.shown.as_ref() != selected
            && let Some(row) = self.current(session)
        {
            self.rows.reveal(row);
        }
        self.shown = selected.cloned();
    }

    /// Notes the row at the top of the view.
    pub fn scrolled(&mut self, session: &Session) {
        let row = self.rows.top();
        // A heading has no id: the mark below it stands for it.
        let below = (row..self.listing.len()).take(2).find_map(|row| Some((self.mark(session, row)?.id.clone(), row)));
        if self.top != below {
            self.top = below;
        }
    }

    /// The mark in a row; `None` for a heading.
    pub fn mark<'a>(&self, session: &'a Session, row: usize) -> Option<&'a Annotation> {
        mark_in(&self.listing, session, row)
    }

    /// The row of the selected mark.
    pub fn current(&self, session: &Session) -> Option<usize> {
        let id = session.focus.mark.as_ref()?;
        let is_there = self.mark(session, self.cursor).is_some_and(|mark| mark.id == *id);
        if is_there { Some(self.cursor) } else { self.row_of(session, id) }
    }

    /// Chooses the mark in a row, from which a selection of several grows if `alone`; returns its id.
    pub fn choose(&mut self, session: &Session, row: usize, alone: bool) -> Option<Id> {
        let id = self.mark(session, row)?.id.clone();
        self.cursor = row;
        if alone {
            self.anchor = Some(id.clone());
        }
        Some(id)
    }

    /// The first row of a mark.
    pub fn row_of(&self, session: &Session, id: &Id) -> Option<usize> {
        self.listing.row_of(session.set().position(id)?)
    }

    /// The ids of the marks between two rows, both included.
    pub fn between(&self, session: &Session, one: usize, other: usize) -> Vec<Id> {
        let rows = one.min(other)..=one.max(other);
        rows.filter_map(|row| Some(self.mark(session, row)?.id.clone())).collect()
    }

    /// The next row with a mark after one, or before it.
    pub fn next(&self, row: usize, forward: bool) -> Option<usize> {
        let has_mark = |row: &usize| matches!(self.listing.row(*row), Some(ListRow::Mark(_)));
        if forward { (row + 1..self.listing.len()).find(has_mark) } else { (0..row).rev().find(has_mark) }
    }
}

/// The mark in a row of a list; `None` for a heading.
pub fn mark_in<'a>(listing: &Listing, session: &'a Session, row: usize) -> Option<&'a Annotation> {
    session.set().annotations().get(listing.mark(row)?).map(AsRef::as_ref)
}
