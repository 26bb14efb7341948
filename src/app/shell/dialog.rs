//! The dialog over the window.

use std::path::PathBuf;

use crate::app::shell::details::DetailsDialog;
use crate::app::shell::merge::MergeDialog;
use crate::app::shell::paste::Paste;
use crate::app::shell::print::Print;
use crate::app::shell::transfer::{Export, Import, ProjectExport};
use crate::app::shell::typed_path::TypedPath;
use crate::storage::settings::Section;

/// A dialog over the window.
#[derive(Clone, Debug)]
pub enum Dialog {
    /// All keys.
    Keys,
    /// The version and the file locations.
    About,
    /// A section of the settings.
    Settings(Section),
    /// Export.
    Export(Export),
    /// Export of the project.
    ProjectExport(ProjectExport),
    /// Printing.
    Print(Print),
    /// Import of annotations.
    Import(Import),
    /// A new article from the clipboard.
    Paste(Paste),
    /// The path of what is to be opened or saved, where the system has no file dialog.
    Path(TypedPath),
    /// The encoding of the article.
    Encoding,
    /// The work could not be saved, for this reason.
    Unsaved(String),
    /// Unsaved work of earlier sessions; the copy to delete once that is confirmed.
    Copies(Option<PathBuf>),
    /// The details of an article.
    Details(Box<DetailsDialog>),
    /// The annotation file was changed by another program.
    Merge(Box<MergeDialog>),
}

impl Dialog {
    /// The place for the reason why nothing was written, in a dialog that shows one.
    pub fn error_mut(&mut self) -> Option<&mut Option<String>> {
        match self {
            Self::Export(export) => Some(&mut export.error),
            Self::ProjectExport(export) => Some(&mut export.error),
            Self::Paste(paste) => Some(&mut paste.error),
            _ => None,
        }
    }
}
