//! The article: a view that costs what is seen of it, not what is open.
//!
//! Only the blocks in sight are laid out (`blocks`, `form`, `layout`, `engine`, `bidi`, `table`, `flow`), without the lines
//! that are not shown (`folds`); the scroll position is a block and points into it (`scroll`); keyboard and mouse (`keys`, `mouse`) work in bytes; marks are painted
//! as one mesh beneath the letters (`marks`, `paint`, `ornaments`, `margin`, `bar`); links run in the right margin
//! (`relations`) and are dragged from the stripes in the left (`capture`). All state of the document lives outside:
//! [`TextInput`] says what to show, [`TextEvent`]s say what the person did.

mod access;
mod areas;
mod bar;
pub(in crate::ui) mod bidi;
mod blocks;
mod capture;
mod engine;
mod flow;
mod folds;
mod form;
mod glyphs;
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
mod scroll;
mod setting;
mod style;
mod table;
#[cfg(test)]
mod tests;
mod view;
mod wheel;

use egui::{Rect, Response};

pub use relations::Link;
pub use style::TextStyle;
pub use view::TextView;

use crate::model::annotation::Id;
use crate::model::boilerplate::Boilerplate;
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::selection::Selection;
use crate::model::set::AnnotationSet;
use crate::model::structure::Structure;
use crate::model::text::ArticleText;

/// A wish to have a range in sight; it is carried out once for each new serial number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reveal {
    /// Another number than that of the last wish.
    pub serial: u64,
    /// The range to show.
    pub range: ByteRange,
}

/// What the view is to show; all state of the document lives outside.
#[derive(Clone, Copy, Debug)]
pub struct TextInput<'a> {
    /// The article. Another article is told by its identity, not by its words.
    pub text: &'a ArticleText,
    /// Its headings, lists, quotations, emphasis and links.
    pub structure: &'a Structure,
    /// Its lines that are no part of what it says: dimmed.
    pub boilerplate: &'a Boilerplate,
    /// True if those are folded away, as far as nothing in them must be seen.
    pub fold: bool,
    /// Its annotations. What the view derives from them is worked out anew when the generation changes.
    pub set: &'a AnnotationSet,
    /// The selection and the caret, in bytes of the text.
    pub selection: Selection,
    /// The selected mark, which is emphasised.
    pub selected: Option<&'a Id>,
    /// The links of the selected mark, drawn as far as an end is in sight. Those without a mark at an end are left out.
    pub links: &'a [Link<'a>],
    /// Places with what each is called, outlined: the words that name the speaker of the selected mark, its cue.
    pub places: &'a [(ByteRange, &'a str)],
    /// Search hits, sorted and apart from one another.
    pub highlights: &'a [ByteRange],
    /// The hit among them that was stepped to.
    pub current_highlight: Option<usize>,
    /// Font and colours.
    pub style: &'a TextStyle,
    /// When the serial number changes: scrolls so that the range is comfortably in sight, if it is not already.
    pub reveal: Option<Reveal>,
}

/// What the person did in the view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextEvent {
    /// The caret or the selection moved, by keyboard or mouse.
    Select(Selection),
    /// A plain single click that was no drag, on the character that starts here: the marks there are meant, smallest
    /// first. Beyond the end of a line it is the end of the line. A [`TextEvent::Select`] of the caret came before it.
    Click(ByteOffset),
    /// A click on a mark's stripe in the margin, or on the mark by an assistive technology.
    Stripe(Id),
    /// A click on a link, or on the stub at its end: to this mark.
    Follow(Id),
    /// The stripe of a mark was dragged to another mark.
    Drop {
        /// The mark that was dragged from.
        from: Id,
        /// The mark that was dragged to.
        to: Id,
    },
}

/// What the view tells after a frame.
#[derive(Debug)]
pub struct TextOutput {
    /// What the person did, in order.
    pub events: Vec<TextEvent>,
    /// Where the last part of the selection in sight is on the screen, for a small bar placed at it.
    pub selection_rect: Option<Rect>,
    /// True if the keyboard is in the article.
    pub focused: bool,
    /// True if a selection is being dragged right now.
    pub dragging: bool,
    /// Where the caret is on the screen, if it is in sight.
    pub caret_rect: Option<Rect>,
    /// The bytes of all paragraphs in sight, or of their pieces where they are long.
    pub visible: ByteRange,
    /// egui's response for the text without its scroll bar: for a context menu.
    pub response: Response,
}
