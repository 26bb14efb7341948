//! The article view. Its cost depends on the visible part, not on the length of the article.
//!
//! Only visible blocks are laid out (`blocks`, `form`, `layout`, `engine`, `lines`, `table`, `flow`), without
//! hidden lines (`folds`). The scroll position is a block and points into it (`scroll`). Keyboard and mouse (`keys`,
//! `mouse`) work in bytes. Marks are painted as one mesh beneath the text (`marks`, `paint`, `ornaments`, `margin`,
//! `bar`). The ends of the selected mark are dragged by
//! `handles`. A card is shown where the pointer rests (`resting`). Links are drawn in the right margin (`relations`) and dragged from the stripes in the left one (`capture`).
//! The view holds no part of the document: [`TextInput`] is what to show, [`TextEvent`]s are what the person did.

mod access;
mod areas;
mod bar;
mod blocks;
mod capture;
mod engine;
mod flow;
mod folds;
mod form;
mod handles;
mod keys;
mod layout;
mod lines;
mod margin;
mod marks;
mod mouse;
mod names;
mod ornaments;
mod page;
mod paint;
mod pen;
mod relations;
mod resting;
mod scroll;
mod setting;
mod style;
mod table;
#[cfg(test)]
mod tests;
mod view;
mod wheel;

use egui::{LayerId, Pos2, Rect, Response};

pub use relations::{Link, Outside};
pub use resting::{Hovered, Spot};
pub use style::TextStyle;
pub use view::TextView;

use crate::model::annotation::Id;
use crate::model::boilerplate::Boilerplate;
use crate::model::kind::Kind;
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::selection::Selection;
use crate::model::set::AnnotationSet;
use crate::model::structure::Structure;
use crate::model::text::ArticleText;

/// A request to reveal a range, carried out once for each new serial number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reveal {
    /// A number that differs from that of the last request.
    pub serial: u64,
    /// The range to reveal.
    pub range: ByteRange,
}

/// The input of the view.
#[derive(Clone, Copy, Debug)]
pub struct TextInput<'a> {
    /// The article, compared by identity.
    pub text: &'a ArticleText,
    /// Its headings, lists, quotations, emphasis and links.
    pub structure: &'a Structure,
    /// Its boilerplate lines, which are dimmed.
    pub boilerplate: &'a Boilerplate,
    /// True if boilerplate is hidden, except where something in it must be visible.
    pub fold: bool,
    /// Its annotations. Derived data is updated when the generation changes.
    pub set: &'a AnnotationSet,
    /// The selection and the caret, in bytes of the text.
    pub selection: Selection,
    /// The selected mark, which is emphasised.
    pub selected: Option<&'a Id>,
    /// The links of the selected mark, drawn if an end is visible. Links with a missing end are left out.
    pub links: &'a [Link<'a>],
    /// Outlined places with their names: the speaker and the cue of the selected mark.
    pub places: &'a [(ByteRange, &'a str)],
    /// Search hits, sorted, without overlap.
    pub highlights: &'a [ByteRange],
    /// The index of the current hit.
    pub current_highlight: Option<usize>,
    /// Font and colours.
    pub style: &'a TextStyle,
    /// A range to scroll to when the serial number changes, unless it is comfortably visible already.
    pub reveal: Option<Reveal>,
    /// A layer over the article whose presses become drags of the article, once they move.
    pub through: Option<LayerId>,
    /// True if the ends of the selected mark can be dragged.
    pub editable: bool,
    /// A mark that is dragged over the view from elsewhere.
    pub carried: Option<Carried<'a>>,
    /// True if a drag selects whole words, except within its first word or with Alt.
    pub snap: bool,
}

/// A mark that is dragged over the view from elsewhere in the window.
#[derive(Clone, Copy, Debug)]
pub struct Carried<'a> {
    /// The mark, if it is one of this article.
    pub mark: Option<&'a Id>,
    /// Its kind.
    pub kind: &'a Kind,
}

/// An event of the view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextEvent {
    /// The caret or the selection moved, by keyboard or mouse.
    Select(Selection),
    /// A plain single click on the character at this offset, to select its marks, smallest first. Beyond the end of a
    /// line it is the end of the line. A [`TextEvent::Select`] of the caret precedes it.
    Click(ByteOffset),
    /// A click on a mark's stripe, or on the mark by an assistive technology.
    Stripe(Id),
    /// A click on a link, or on its stub, that leads to this mark.
    Follow(Id),
    /// An end of a fragment of this mark was dragged.
    Reshape {
        /// The mark.
        mark: Id,
        /// The fragment as it was.
        from: ByteRange,
        /// The fragment as it is to be.
        to: ByteRange,
    },
    /// A mark was dragged to another one.
    Drop {
        /// The dragged mark.
        from: Id,
        /// The mark under the pointer.
        to: Id,
    },
    /// The mark that was carried here was dropped on this one.
    Receive(Id),
}

/// The thing under the pointer when the right button was clicked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Under {
    /// A link, or its stub, that leads to this mark.
    Link(Id),
    /// The stripe of a mark.
    Stripe(Id),
    /// The character at this offset, or the end of the line.
    Text(ByteOffset),
}

/// The output of the view after a frame.
#[derive(Debug)]
pub struct TextOutput {
    /// The events, in order.
    pub events: Vec<TextEvent>,
    /// The first and the last visible row of the selection on the screen, for the toolbar.
    pub selection_rows: Option<(Rect, Rect)>,
    /// The mark or link on which the pointer rests.
    pub hovered: Option<Hovered>,
    /// True if the article has the focus.
    pub focused: bool,
    /// True while a selection is dragged.
    pub dragging: bool,
    /// The mark from which a link is dragged.
    pub carries: Option<Id>,
    /// The caret on the screen, if it is visible.
    pub caret_rect: Option<Rect>,
    /// The range of the visible blocks.
    pub visible: ByteRange,
    /// The place and the thing that a context menu was asked for, if the right button was clicked.
    pub menu: Option<(Pos2, Under)>,
    /// egui's response for the text.
    pub response: Response,
}
