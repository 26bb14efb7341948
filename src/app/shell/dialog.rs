//! The dialog over the window.

use std::path::PathBuf;

use crate::app::shell::merge::Clash;
use crate::app::shell::paste::Paste;
use crate::app::shell::transfer::{Export, Import};

/// A dialog over the window.
#[derive(Clone, Debug)]
pub enum Dialog {
    /// All keys.
    Keys,
    /// What this program is.
    About,
    /// The settings.
    Settings,
    /// Export: format and place.
    Export(Export),
    /// Import annotations: format, file and place.
    Import(Import),
    /// A new article from the clipboard: place.
    Paste(Paste),
    /// Choose the encoding the article is read with.
    Encoding,
    /// The work could not be saved: what now?
    Unsaved(String),
    /// Work that could not be saved in earlier sessions: what now? The copy that is to be deleted, once that is confirmed.
    Copies(Option<PathBuf>),
    /// The annotation file was changed by another program: what now?
    Changed(Box<Clash>),
}
