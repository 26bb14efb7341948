//! The sizes of paper.

/// A size of paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// ISO 216.
    #[default]
    A4,
    /// North America.
    Letter,
}

/// A row of [`PAPERS`].
#[derive(Debug)]
pub struct PaperRow {
    /// The paper.
    pub paper: Paper,
    /// The id for `--paper` and settings.
    pub id: &'static str,
    /// Its name on the screen.
    pub name: &'static str,
    /// Its width and height in points.
    pub size: (f32, f32),
}

/// Every size of paper.
pub const PAPERS: &[PaperRow] = &[
    PaperRow { paper: Paper::A4, id: "a4", name: "A4", size: (595.28, 841.89) },
    PaperRow { paper: Paper::Letter, id: "letter", name: "Letter", size: (612.0, 792.0) },
];

impl Paper {
    /// Its row.
    pub fn row(self) -> &'static PaperRow {
        &PAPERS[self as usize]
    }

    /// Every size, in the order of [`PAPERS`].
    pub const ALL: &[Self] = &[Self::A4, Self::Letter];

    /// The paper with this id.
    pub fn by_id(id: &str) -> Option<Self> {
        PAPERS.iter().find(|row| row.id == id).map(|row| row.paper)
    }
}
