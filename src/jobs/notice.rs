//! Messages for the person.

/// The severity of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Information.
    Info,
    /// Something that needs attention.
    Warning,
    /// A failure.
    Error,
}

/// The subject of a message, by which it is found again, and by which the window knows what can be done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeTopic {
    /// Problems of the annotation file.
    Problems,
    /// A page of which only the article is shown.
    PartialPage,
    /// Characters that could not be decoded.
    Encoding,
    /// Annotations that were reanchored on a changed article.
    Reanchored,
    /// The article's file, whose new version is shown.
    Renewed,
    /// The article's file, whose text is not the one shown.
    Behind,
    /// A merge that left something to decide.
    Merge,
    /// Work that could not be saved.
    NotSaved,
    /// An annotation file that is gone or damaged.
    FileLost,
    /// An article's file that is gone.
    ArticleGone,
    /// A file that is open in another window.
    Elsewhere,
    /// A project file that could not be read or saved.
    ProjectFile,
    /// A project that is open in another window.
    ProjectElsewhere,
    /// Annotations found under an old name of the article.
    Renamed,
}

impl NoticeTopic {
    /// True for what is about the project and no article.
    pub fn is_of_project(self) -> bool {
        matches!(self, Self::ProjectFile | Self::ProjectElsewhere)
    }
}

/// A message below the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its severity.
    pub tone: Tone,
    /// The event, its effect on the work, and what to do.
    pub text: String,
    /// Its subject, where something can be done about it.
    pub topic: Option<NoticeTopic>,
}

impl Notice {
    /// A message of this severity.
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self { tone, text: text.into(), topic: None }
    }

    /// Information.
    pub fn info(text: impl Into<String>) -> Self {
        Self::new(Tone::Info, text)
    }

    /// A warning.
    pub fn warning(text: impl Into<String>) -> Self {
        Self::new(Tone::Warning, text)
    }

    /// A failure.
    pub fn error(text: impl Into<String>) -> Self {
        Self::new(Tone::Error, text)
    }

    /// The same message on this subject.
    #[must_use]
    pub fn on(self, topic: NoticeTopic) -> Self {
        Self { topic: Some(topic), ..self }
    }
}
