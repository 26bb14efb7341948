//! The panels beside the article.

/// A panel beside the article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    /// The list of marks, with the inspector of the selected one.
    #[default]
    Marks,
    /// The claims, each with the marks that answer it.
    Ledger,
    /// The map of the argument.
    Map,
    /// The speakers.
    Speakers,
    /// The problems of the annotation file.
    Problems,
    /// The headings of the article.
    Outline,
    /// The fates of passages when the article changed.
    Changes,
    /// The steps to undo and redo.
    History,
}
