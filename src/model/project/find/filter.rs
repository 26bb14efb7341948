//! The filter of a search of all articles.

use std::collections::HashMap;

use crate::model::annotation::{Annotation, Id};
use crate::model::fold;
use crate::model::kind::Kind;
use crate::model::ledger::Standing;
use crate::model::project::corpus::Entry;
use crate::model::project::date::Date;
use crate::model::project::overview::Overview;

/// The articles and marks that are searched. With the default, everything is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FindFilter {
    /// Only marks of these kinds; all if there are none.
    pub kinds: Vec<Kind>,
    /// Only marks of a speaker with one of these names, as people read them; all if there are none.
    pub speakers: Vec<String>,
    /// Only marks with a tag that looks like one of these; all if there are none.
    pub tags: Vec<String>,
    /// Only claims of this standing in the project, or one of these; all marks if there are none.
    pub standings: Vec<Standing>,
    /// Only articles that may be of this date or a later one.
    pub from: Option<Date>,
    /// Only articles that may be of this date or an earlier one.
    pub to: Option<Date>,
}

impl FindFilter {
    /// True if it admits everything.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// True if it does not admit all marks: then only what is in marks is found.
    pub fn selects_marks(&self) -> bool {
        let Self { kinds, speakers, tags, standings, .. } = self;
        !kinds.is_empty() || !speakers.is_empty() || !tags.is_empty() || !standings.is_empty()
    }

    /// True if it admits the date of an article.
    pub fn admits_article(&self, entry: &Entry) -> bool {
        if self.from.is_none() && self.to.is_none() {
            return true;
        }
        let date = Date::parse(entry.document.article().published());
        date.is_some_and(|date| {
            self.from.is_none_or(|from| from.first_day() <= date.last_day())
                && self.to.is_none_or(|to| date.first_day() <= to.last_day())
        })
    }

    /// True if it admits a mark of an article.
    pub fn admits_mark(&self, mark: &Annotation, entry: &Entry, standings: &Standings) -> bool {
        let speaker = || mark.speaker.as_ref().map(|speaker| speaker.label());
        let is_any = |names: &[String], name: &str| names.iter().any(|one| fold::is_same_name(one, name));
        (self.kinds.is_empty() || self.kinds.contains(&mark.kind))
            && (self.speakers.is_empty() || speaker().is_some_and(|speaker| is_any(&self.speakers, speaker)))
            && (self.tags.is_empty() || mark.tags.iter().any(|tag| is_any(&self.tags, tag)))
            && (self.standings.is_empty()
                || standings.of(entry, &mark.id).is_some_and(|standing| self.standings.contains(&standing)))
    }
}

/// The standings of claims in the project.
#[derive(Clone, Debug, Default)]
pub struct Standings(HashMap<(String, Id), Standing>);

impl Standings {
    /// The standings in an overview that a filter asks for; none if it asks for no standing.
    pub fn wanted(filter: &FindFilter, overview: &Overview) -> Self {
        if filter.standings.is_empty() {
            return Self::default();
        }
        let threads = overview.threads().iter().filter(|thread| filter.standings.contains(&thread.standing));
        let claims = threads.flat_map(|thread| thread.claims.iter().map(move |claim| (*claim, thread.standing)));
        let named = claims.filter_map(|(claim, standing)| {
            let (path, (mark, _)) = (overview.entry(claim)?.path.clone(), overview.mark(claim)?);
            Some(((path, mark.id.clone()), standing))
        });
        Self(named.collect())
    }

    fn of(&self, entry: &Entry, mark: &Id) -> Option<Standing> {
        self.0.get(&(entry.path.clone(), mark.clone())).copied()
    }
}
