//! The manual: the page that is shown, and the words that are searched for.

use crate::app::manual::pages::{PAGES, Page};
use crate::app::manual::search::Section;

/// The manual.
#[derive(Clone, Debug)]
pub struct Manual {
    /// True if it is in place of the article.
    pub is_open: bool,
    /// The page.
    pub page: &'static Page,
    /// The heading to show, and a number that differs from that of the last request.
    pub goal: (u64, Option<String>),
    /// The pages that were shown before by links, the last one last.
    pub trail: Vec<&'static Page>,
    /// The page of the part of the window from which it was opened last.
    pub about: Option<&'static Page>,
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
            about: None,
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
    /// Show the page before the last link.
    Back,
    /// Show the article again.
    Leave,
}
