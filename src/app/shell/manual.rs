//! The manual: the page that is shown, and the words that are searched for.

use crate::app::manual::pages::{PAGES, Page};
use crate::app::manual::search::Section;
use crate::app::shell::dialog::Dialog;

/// The manual.
#[derive(Clone, Debug)]
pub struct Manual {
    /// True if it is in place of the article.
    pub is_open: bool,
    /// The page.
    pub page: &'static Page,
    /// The heading to show, and a number that differs from that of the last request.
    pub goal: (u64, Option<String>),
    /// The pages that were shown before links and searches, the last one last.
    pub trail: Vec<&'static Page>,
    /// True for a page that is shown as a section found, until the keyboard enters it.
    pub is_glance: bool,
    /// The page and the heading about the part of the window from which it was opened last.
    pub about: Option<(&'static Page, &'static str)>,
    /// The dialog from which it was opened.
    pub dialog: Option<Box<Dialog>>,
    /// The words that are searched for.
    pub words: String,
    /// The sections that have them.
    pub found: Vec<Section>,
    /// The section that is shown of these.
    pub chosen: usize,
}

impl Default for Manual {
    fn default() -> Self {
        Self {
            is_open: false,
            page: &PAGES[0],
            goal: (0, None),
            trail: Vec::new(),
            is_glance: false,
            about: None,
            dialog: None,
            words: String::new(),
            found: Vec::new(),
            chosen: 0,
        }
    }
}

/// A request about the manual.
#[derive(Clone, Debug)]
pub enum ManualRequest {
    /// Show a page, where it was left.
    Show(&'static Page),
    /// Follow a link of the page.
    Follow(String),
    /// Search for these words.
    Find(String),
    /// Show the section with this index among those found.
    Choose(usize),
    /// Go into the page that is shown.
    Enter,
    /// Show the page before the last link or search.
    Back,
    /// Show the article again.
    Leave,
}
