//! The files of a session on disk: what is known of them, and which window works on them.

use crate::articles::ReadOptions;
use crate::jobs::notice::{Notice, NoticeTopic};
use crate::jobs::watch::LookJob;
use crate::model::text::ArticleText;
use crate::storage::files::Stamp;
use crate::storage::lock::Lock;

/// Milliseconds until the next look at the files while something is not settled yet.
pub const AGAIN: u64 = 1000;

/// The files of a session, as they are known.
#[derive(Debug, Default)]
pub struct Watch {
    /// The article's file as it was read.
    pub article: Option<Stamp>,
    /// Its text.
    pub text: Option<ArticleText>,
    /// The way in which the person chose to have it read.
    pub options: ReadOptions<'static>,
    /// The files being watched, as they are expected to be.
    pub watched: Option<Box<LookJob>>,
    /// The time of the next look at them, in milliseconds since the start; `None` while only changes matter.
    pub again: Option<u64>,
    /// True while the files are being read again.
    pub reading: bool,
    /// Failures in a row to read files that changed.
    pub failures: u8,
    /// True for the annotation file and for the article, if its absence was reported.
    pub reported_gone: (bool, bool),
    /// The window that works on the files.
    pub holding: Holding,
    /// The messages of the last time the files were read.
    told: Vec<String>,
}

/// The window that works on the files of a session.
#[derive(Debug, Default)]
pub enum Holding {
    /// Not known, or nobody was asked yet.
    #[default]
    Unknown,
    /// This window, as long as this is kept.
    Ours(Lock),
    /// Another one.
    Theirs,
    /// Another one, which was asked at this time to release them. The request holds as long as the lock is kept.
    Asked(u64, Option<Lock>),
}

impl Holding {
    /// True if this window works on the files.
    pub fn is_ours(&self) -> bool {
        matches!(self, Self::Ours(_))
    }

    /// True if another window works on the files.
    pub fn is_elsewhere(&self) -> bool {
        matches!(self, Self::Theirs | Self::Asked(..))
    }
}

impl Watch {
    /// Files just read: the article's with its text, and the messages about both.
    pub fn new(
        (article, text): (Option<Stamp>, Option<ArticleText>),
        options: ReadOptions<'static>,
        told: Vec<String>,
    ) -> Self {
        Self { article, text, options, told, ..Self::default() }
    }

    /// Notes that the article's file was read again.
    pub fn read(&mut self, article: Option<Stamp>, text: Option<ArticleText>) {
        (self.article, self.text) = (article, text);
        self.failures = 0;
    }

    /// The messages about the files as they are now that were not shown before. The one about reanchored marks is about this
    /// change also where the last one had the same words.
    pub fn news(&mut self, notices: Vec<Notice>) -> Vec<Notice> {
        let now = notices.iter().map(|notice| notice.text.clone()).collect();
        let before = std::mem::replace(&mut self.told, now);
        let is_new = |notice: &Notice| notice.topic == Some(NoticeTopic::Reanchored) || !before.contains(&notice.text);
        notices.into_iter().filter(is_new).collect()
    }

    /// The time of the next look, in milliseconds since the start; `None` while the files are only watched.
    pub fn due(&self) -> Option<u64> {
        self.again.filter(|_| !self.reading)
    }

    /// The same article with another annotation file, which nobody was asked about yet.
    pub fn renamed(&mut self) {
        let told = std::mem::take(&mut self.told);
        *self = Self::new((self.article, self.text.take()), self.options, told);
    }
}
