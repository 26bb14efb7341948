//! The panels beside the article.

/// The panels beside the article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    /// Every mark, with the inspector of the selected one.
    #[default]
    Marks,
    /// Every claim with what answers it.
    Ledger,
    /// The argument, drawn.
    Map,
    /// Who speaks.
    Speakers,
    /// What is wrong with the file.
    Problems,
    /// The headings of the article.
    Outline,
    /// What became of passages when the article changed.
    Changes,
}
