//! Printing: the sizes of paper, and work that can be cancelled.

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

    /// The paper with this id.
    pub fn by_id(id: &str) -> Option<Self> {
        PAPERS.iter().find(|row| row.id == id).map(|row| row.paper)
    }
}

/// Why there is no output: nobody wants it any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled;

/// How a document is printed.
#[derive(Clone, Copy)]
pub struct Printing<'a> {
    /// The size of paper.
    pub paper: Paper,
    /// Called with the progress in per cent; true to go on.
    pub keep_going: &'a dyn Fn(u32) -> bool,
}

impl Printing<'_> {
    /// On this paper, to the end.
    pub const fn on(paper: Paper) -> Self {
        Self { paper, keep_going: &|_| true }
    }

    /// Notes the progress in per cent.
    ///
    /// # Errors
    /// If the result is not wanted any more.
    pub fn go_on(&self, done: u32) -> Result<(), Cancelled> {
        if (self.keep_going)(done) { Ok(()) } else { Err(Cancelled) }
    }
}
