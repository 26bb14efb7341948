//! Messages above the article.

/// How a notice is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Info,
    /// Something that needs a look.
    Warning,
    /// Something that failed.
    Error,
}

/// A message above the article, there until dismissed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How it is meant.
    pub tone: Tone,
    /// What happened, what it means for the work, what to do.
    pub text: String,
    /// The id of a command that does something about it.
    pub command: Option<&'static str>,
}
