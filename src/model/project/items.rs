//! The items of a project file: articles, links between articles, titles of threads, merged speakers.

use std::sync::Arc;

use crate::model::annotation::{Id, Time};
use crate::model::extra::Extra;
use crate::model::role::Role;

/// An article of the project about which something is recorded. Its file holds its annotations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleItem {
    /// Unique in the project.
    pub id: Id,
    /// Its path within the folder, with `/` between the parts.
    pub path: String,
    /// SHA-256 of its file when it was last seen, by which it is found under a new name; empty if unknown.
    pub sha256: String,
    /// True if the person is done with it.
    pub done: bool,
    /// The time of the last change.
    pub modified: Time,
    /// Unknown fields.
    pub extra: Extra,
}

/// An end of a link between articles: a mark in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End {
    /// The id of the [`ArticleItem`].
    pub article: Id,
    /// The path of the article within the folder when the link was made, for readers of the file and for repairs.
    pub path: String,
    /// The id of the annotation.
    pub mark: Id,
    /// Unknown fields.
    pub extra: Extra,
}

impl End {
    /// The mark with this id in an article.
    pub fn new(article: &ArticleItem, mark: Id) -> Self {
        Self { article: article.id.clone(), path: article.path.clone(), mark, extra: Extra::default() }
    }
}

/// A link between marks of two articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkItem {
    /// Unique in the project.
    pub id: Id,
    /// The mark that supports, rebuts or restates.
    pub from: End,
    /// The mark that is supported, rebutted or restated.
    pub to: End,
    /// The role.
    pub role: Role,
    /// The annotator's note.
    pub note: String,
    /// The creation time.
    pub created: Time,
    /// The time of the last change.
    pub modified: Time,
    /// The annotator.
    pub creator: Arc<str>,
    /// Unknown fields.
    pub extra: Extra,
}

/// The title that the person gave a thread. Of several titles of one thread, the one with the least id counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreadItem {
    /// Unique in the project.
    pub id: Id,
    /// The title.
    pub title: String,
    /// A claim of the thread.
    pub claim: End,
    /// The time of the last change.
    pub modified: Time,
    /// The annotator.
    pub creator: Arc<str>,
    /// Unknown fields.
    pub extra: Extra,
}

/// One person, institution or other speaker under several names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerItem {
    /// Unique in the project.
    pub id: Id,
    /// The name shown for all of them.
    pub name: String,
    /// The names that are the same speaker, that one included.
    pub names: Vec<SpeakerName>,
    /// The time of the last change.
    pub modified: Time,
    /// The annotator.
    pub creator: Arc<str>,
    /// Unknown fields.
    pub extra: Extra,
}

/// A speaker as the marks of articles name it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SpeakerName {
    /// The id of the voice.
    pub voice: String,
    /// The name.
    pub name: String,
}

/// An item of a project file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// An article.
    Article(Arc<ArticleItem>),
    /// A link between articles.
    Link(Arc<LinkItem>),
    /// The title of a thread.
    Thread(Arc<ThreadItem>),
    /// A merged speaker.
    Speaker(Arc<SpeakerItem>),
}

/// The kind of an item, which has its own ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ItemKind {
    /// Articles.
    Article,
    /// Links between articles.
    Link,
    /// Titles of threads.
    Thread,
    /// Merged speakers.
    Speaker,
}

impl Item {
    /// Its kind.
    pub fn kind(&self) -> ItemKind {
        match self {
            Self::Article(_) => ItemKind::Article,
            Self::Link(_) => ItemKind::Link,
            Self::Thread(_) => ItemKind::Thread,
            Self::Speaker(_) => ItemKind::Speaker,
        }
    }

    /// Its id, unique among the items of its kind.
    pub fn id(&self) -> &Id {
        match self {
            Self::Article(item) => &item.id,
            Self::Link(item) => &item.id,
            Self::Thread(item) => &item.id,
            Self::Speaker(item) => &item.id,
        }
    }
}
