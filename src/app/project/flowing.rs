//! Open articles of the project.

use std::path::PathBuf;

use crate::app::session::{Session, SessionId};
use crate::model::structure::Structure;
use crate::model::text::ArticleText;

/// An article of the project that is open in a session, whose document takes the place of the one on disk.
#[derive(Debug)]
pub struct Flowing {
    session: SessionId,
    /// The annotation file of the session.
    annotations: PathBuf,
    /// The path within the folder.
    pub path: String,
    /// The document as it was taken last.
    generation: u64,
    text: ArticleText,
    structure: Structure,
    /// True if there is an annotation file.
    pub is_marked: bool,
    /// The number of problems of the annotation file.
    pub problems: usize,
    /// True if the article's file is no longer there.
    pub is_left: bool,
    /// The files among which it was searched for, with true for those that had annotations.
    pub searched: Vec<(PathBuf, bool)>,
}

impl Flowing {
    /// The document of a session, for the article with this path.
    pub fn of(session: &Session, path: String) -> Self {
        Self {
            session: session.id,
            annotations: session.saving.path.clone(),
            path,
            generation: session.set().generation(),
            text: session.text().clone(),
            structure: session.article().structure.clone(),
            is_marked: session.saving.stamp.is_some(),
            problems: session.problems.listed().len(),
            is_left: session.path.is_none(),
            searched: Vec::new(),
        }
    }

    /// The same with a later document.
    pub fn follow(&mut self, now: Self) {
        let searched = std::mem::take(&mut self.searched);
        *self = Self { is_left: self.is_left, searched, ..now };
    }

    /// The session in which it is open.
    pub fn session(&self) -> SessionId {
        self.session
    }

    /// True if it is that of this session.
    pub fn is_of(&self, session: &Session) -> bool {
        self.session == session.id && self.annotations == session.saving.path
    }

    /// True if the session's document is still the one that was taken.
    pub fn is_current(&self, session: &Session) -> bool {
        let article = session.article();
        self.generation == session.set().generation()
            && self.text.is_same(&article.text)
            && self.structure.is_same(&article.structure)
            && self.is_marked == session.saving.stamp.is_some()
            && self.problems == session.problems.listed().len()
    }
}
