//! Projects: a folder of articles, and everything that belongs to none of them alone.
//!
//! [`Project`] is the content of the project file. [`Corpus`](corpus::Corpus) is the articles of the folder with their
//! annotations, read from their own files. Threads, ledger and speakers of a project follow from these two.

pub mod check;
pub mod corpus;
pub mod date;
pub mod edit;
pub mod facts;
pub mod find;
pub mod haystack;
pub mod history;
pub mod items;
pub mod ledger;
pub mod likely;
pub mod listing;
pub mod map;
pub mod merge;
pub mod overview;
pub mod people;
pub mod spot;
pub mod step;
pub mod timeline;
pub mod told;
mod unify;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::annotation::Id;
use crate::model::extra::Extra;
use crate::model::project::items::{ArticleItem, End, Item, ItemKind, LinkItem, SpeakerItem, ThreadItem};
use crate::model::tag_colours::TagColours;

/// The content of a project file. Cloning shares the items.
///
/// A project changes only through [`Project::apply`](edit), which returns the inverse edit.
#[derive(Clone, Debug, Default)]
pub struct Project {
    pub(in crate::model) articles: Arc<BTreeMap<Id, Arc<ArticleItem>>>,
    pub(in crate::model) links: Arc<BTreeMap<Id, Arc<LinkItem>>>,
    pub(in crate::model) threads: Arc<BTreeMap<Id, Arc<ThreadItem>>>,
    pub(in crate::model) speakers: Arc<BTreeMap<Id, Arc<SpeakerItem>>>,
    pub(in crate::model) tag_colours: TagColours,
    pub(in crate::model) extra: Extra,
    pub(in crate::model) generation: u64,
}

impl PartialEq for Project {
    /// Compares the contents, whatever they came from.
    fn eq(&self, other: &Self) -> bool {
        let Self { articles, links, threads, speakers, tag_colours, extra, generation: _ } = self;
        (articles, links, threads, speakers) == (&other.articles, &other.links, &other.threads, &other.speakers)
            && (tag_colours, extra) == (&other.tag_colours, &other.extra)
    }
}

impl Project {
    /// A project of these items; of two items of one kind with one id, the later one.
    pub fn new(items: impl IntoIterator<Item = Item>, tag_colours: TagColours, extra: Extra) -> Self {
        let mut project = Self { tag_colours, extra, ..Self::default() };
        for item in items {
            project.put(item);
        }
        project
    }

    /// True if there is an item of this kind with this id.
    pub fn has(&self, kind: ItemKind, id: &Id) -> bool {
        match kind {
            ItemKind::Article => self.articles.contains_key(id),
            ItemKind::Link => self.links.contains_key(id),
            ItemKind::Thread => self.threads.contains_key(id),
            ItemKind::Speaker => self.speakers.contains_key(id),
        }
    }

    /// True if nothing is recorded: there need be no file.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
            && self.links.is_empty()
            && self.threads.is_empty()
            && self.speakers.is_empty()
            && self.tag_colours.is_empty()
            && self.extra.is_empty()
    }

    /// The article with this id.
    pub fn article(&self, id: &Id) -> Option<&Arc<ArticleItem>> {
        self.articles.get(id)
    }

    /// The link with this id.
    pub fn link(&self, id: &Id) -> Option<&Arc<LinkItem>> {
        self.links.get(id)
    }

    /// The path of the article of an end of a link, as far as it is known.
    pub fn path_of<'a>(&'a self, end: &'a End) -> &'a str {
        self.article(&end.article).map_or(&end.path, |article| &article.path)
    }

    /// The title of a thread with this id.
    pub fn thread(&self, id: &Id) -> Option<&Arc<ThreadItem>> {
        self.threads.get(id)
    }

    /// The merged speaker with this id.
    pub fn speaker(&self, id: &Id) -> Option<&Arc<SpeakerItem>> {
        self.speakers.get(id)
    }

    /// The articles that something is recorded about, by id.
    pub fn articles(&self) -> impl Iterator<Item = &Arc<ArticleItem>> {
        self.articles.values()
    }

    /// The article with this path within the folder, if something is recorded about it.
    pub fn article_at(&self, path: &str) -> Option<&Arc<ArticleItem>> {
        self.articles.values().find(|article| article.path == path)
    }

    /// The links between articles, by id.
    pub fn links(&self) -> impl Iterator<Item = &Arc<LinkItem>> {
        self.links.values()
    }

    /// The titles of threads, by id.
    pub fn threads(&self) -> impl Iterator<Item = &Arc<ThreadItem>> {
        self.threads.values()
    }

    /// The merged speakers, by id.
    pub fn speakers(&self) -> impl Iterator<Item = &Arc<SpeakerItem>> {
        self.speakers.values()
    }

    /// The colours of tags.
    pub fn tag_colours(&self) -> &TagColours {
        &self.tag_colours
    }

    /// Unknown fields of the project file.
    pub fn extra(&self) -> &Extra {
        &self.extra
    }

    /// The number of changes so far: equal for equal content of one project.
    pub fn generation(&self) -> u64 {
        self.generation
    }
}
