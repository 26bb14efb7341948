//! The documents of a project, gathered for a format that writes them into one file.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::interchange::Located;
use crate::interchange::project::Survey;
use crate::model::annotation::{Annotation, Id, Relation};
use crate::model::document::Document;
use crate::model::project::corpus::{Entry, Place};
use crate::model::set::AnnotationSet;

/// The articles of a project, with ids that no two marks or links share: a copied article has the ids of its original.
pub struct Gathered {
    /// The articles that could be read, by path.
    pub articles: Vec<Located>,
    /// The links between them.
    pub links: Vec<Relation>,
    /// The number of marks and links that have another id than in their article.
    pub renamed: usize,
}

/// New ids of an article's marks, by the old ones; those that are not in it stay.
type Renamed = HashMap<Id, Id>;

/// Gathers the documents of a project.
pub fn gathered(survey: &Survey) -> Gathered {
    let mut used = Used::default();
    let mut renamed: Vec<Renamed> = Vec::with_capacity(survey.entries().len());
    let mut articles = Vec::new();
    for entry in survey.entries() {
        let (document, new) = used.distinct(&entry.document);
        renamed.push(new);
        if entry.failure.is_none() {
            articles.push(Located { path: entry.path.clone(), document });
        }
    }
    let id = |place: Place| {
        let mark = survey.overview.corpus().mark(place)?;
        Some(renamed[place.article as usize].get(&mark.id).unwrap_or(&mark.id).clone())
    };
    let links = survey.overview.links().iter().filter_map(|link| {
        let item = &link.item;
        let mut relation = Relation::new(used.link(&item.id), id(link.from)?, id(link.to)?, item.role.clone());
        relation.note.clone_from(&item.note);
        relation.created = item.created.clone();
        relation.modified = item.modified.clone();
        relation.creator = item.creator.clone();
        relation.extra = item.extra.clone();
        Some(relation)
    });
    let links = links.collect();
    Gathered { articles, links, renamed: used.renamed }
}

/// The ids in use.
#[derive(Default)]
struct Used {
    marks: HashSet<Id>,
    links: HashSet<Id>,
    /// The number of ids that were in use.
    renamed: usize,
}

impl Used {
    /// The document with ids that are not in use yet, and the new ids of marks whose own are.
    fn distinct(&mut self, document: &Document) -> (Document, Renamed) {
        let set = document.set();
        let clash = set.annotations().iter().any(|mark| self.marks.contains(&mark.id))
            || set.relations().iter().any(|link| self.links.contains(&link.id));
        if !clash {
            self.marks.extend(set.annotations().iter().map(|mark| mark.id.clone()));
            self.links.extend(set.relations().iter().map(|link| link.id.clone()));
            return (document.clone(), Renamed::new());
        }
        let own = set.annotations().iter().map(|mark| mark.id.clone());
        let new: Renamed = own.map(|id| (id.clone(), fresh(&mut self.marks, &id))).collect();
        self.renamed += new.iter().filter(|(old, new)| old != new).count();
        let marks = set.annotations().iter().map(|mark| match &new[&mark.id] {
            id if *id == mark.id => mark.clone(),
            id => Arc::new(Annotation { id: id.clone(), ..mark.as_ref().clone() }),
        });
        let end = |id: &Id| new.get(id).unwrap_or(id).clone();
        let links = set.relations().iter().map(|link| Relation {
            id: self.link(&link.id),
            from: end(&link.from),
            to: end(&link.to),
            ..link.as_ref().clone()
        });
        let links: Vec<Relation> = links.collect();
        let (set, ..) = AnnotationSet::shared(marks.collect::<Vec<_>>(), links);
        (document.with_set(set), new)
    }

    fn link(&mut self, id: &Id) -> Id {
        let new = fresh(&mut self.links, id);
        self.renamed += usize::from(new != *id);
        new
    }
}

/// The id, with a number after it if it is in use.
fn fresh(used: &mut HashSet<Id>, id: &Id) -> Id {
    let numbered = (2..).map(|number| Id::new(&format!("{id}-{number}")));
    let mut free = std::iter::once(id.clone()).chain(numbered).filter(|id| !used.contains(id));
    // There are more numbers than ids.
    let id = free.next().unwrap_or_else(|| id.clone());
    drop(free);
    used.insert(id.clone());
    id
}

/// The name of an article in messages and lists: its title, else its path.
pub fn title(entry: &Entry) -> String {
    match entry.document.article().title() {
        "" => entry.path.clone(),
        title => title.to_owned(),
    }
}
