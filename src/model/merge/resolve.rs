//! Resolves conflicts into the merged version.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::model::anchor::ReanchoredSet;
use crate::model::annotation::{Annotation, Fragment, Id, Relation, Target};
use crate::model::document::Document;
use crate::model::field::{Both, Fields};
use crate::model::fields::joined;
use crate::model::kind::Kind;
use crate::model::merge::three::Three;
use crate::model::merge::{Choice, Conflict, Matter, Merge, Side, Unsettled, ids, wording};
use crate::model::offset::ByteRange;
use crate::model::set::AnnotationSet;
use crate::model::text::ArticleText;

/// The kind of the mark that records conflicts of the whole article: none that a person can choose.
const CONFLICT_KIND: &str = "conflict";

/// The id of that mark, the same in every merge.
pub const CONFLICT_ID: &str = "merge-conflict";

impl Merge {
    /// The merged version, with `choice` for each conflict.
    pub fn resolve(&self, choice: &dyn Fn(&Matter) -> Choice) -> Document {
        self.resolve_and_reanchor(choice).0
    }

    /// The same with the fates of my marks, if its text is another than mine.
    pub fn resolve_and_reanchor(&self, choice: &dyn Fn(&Matter) -> Choice) -> (Document, Option<Arc<ReanchoredSet>>) {
        let other_text = self.conflicts.iter().any(|conflict| conflict.matter == Matter::Text)
            && choice(&Matter::Text) == Choice::Theirs;
        if other_text && self.preferred == Side::Mine {
            // Other passages are lost in the other text, so other fields may conflict.
            return Self::preferring(Side::Theirs, self.given.clone()).resolve_and_reanchor(choice);
        }
        let mut draft = Draft::new(self);
        for conflict in &self.conflicts {
            draft.resolve(conflict, choice(&conflict.matter));
        }
        for passage in &self.unsettled {
            draft.flag(passage);
        }
        (draft.finished(), self.reanchored.clone())
    }
}

/// The merged version under construction.
struct Draft<'a> {
    merge: &'a Merge,
    frame: Document,
    marks: Vec<Arc<Annotation>>,
    links: Vec<Arc<Relation>>,
    mark_at: HashMap<Id, usize>,
    link_at: HashMap<Id, usize>,
    /// Marks and links that are dropped.
    gone: HashSet<Id>,
    gone_links: HashSet<Id>,
}

impl<'a> Draft<'a> {
    fn new(merge: &'a Merge) -> Self {
        let (marks, links) = (merge.marks.clone(), merge.links.clone());
        let wanted = !merge.conflicts.is_empty() || !merge.unsettled.is_empty();
        let mark_at = marks.iter().enumerate().filter(|_| wanted).map(|(at, mark)| (mark.id.clone(), at)).collect();
        let link_at = links.iter().enumerate().filter(|_| wanted).map(|(at, link)| (link.id.clone(), at)).collect();
        Self {
            merge,
            frame: merge.frame.clone(),
            marks,
            links,
            mark_at,
            link_at,
            gone: HashSet::new(),
            gone_links: HashSet::new(),
        }
    }

    fn resolve(&mut self, conflict: &Conflict, choice: Choice) {
        let Merge { base, mine, theirs, .. } = self.merge;
        match &conflict.matter {
            Matter::Text if choice == Choice::Later => self.remark_on_article(conflict),
            Matter::Text => {}
            Matter::File(id) => match (Document::field(id), choice) {
                (Some(row), Choice::Theirs) => {
                    let of = Three { base: Some(base), mine, theirs };
                    of.turned().prefer_mine(row, &mut self.frame);
                }
                (_, Choice::Mine) | (None, _) => {}
                _ => self.remark_on_article(conflict),
            },
            Matter::Mark(id, field) => {
                let (Some(mine), Some(theirs)) = (mine.set.get(id), theirs.set.get(id)) else { return };
                self.settle_mark(conflict, choice, field, Three { base: base.set.get(id), mine, theirs });
            }
            Matter::Link(id, field) => {
                let (Some(mine), Some(theirs)) = (mine.set.relation(id), theirs.set.relation(id)) else { return };
                self.settle_link(conflict, choice, field, Three { base: base.set.relation(id), mine, theirs });
            }
            Matter::NoMark(id) => match (choice, mine.set.get(id).is_some()) {
                (Choice::Mine, true) | (Choice::Theirs, false) => {}
                (Choice::Mine | Choice::Theirs, _) => drop(self.gone.insert(id.clone())),
                _ => self.remark(conflict),
            },
            Matter::NoLink(id) => match (choice, mine.set.relation(id).is_some()) {
                (Choice::Mine, true) | (Choice::Theirs, false) => {}
                (Choice::Mine | Choice::Theirs, _) => drop(self.gone_links.insert(id.clone())),
                _ => self.remark(conflict),
            },
        }
    }

    fn settle_mark(&mut self, conflict: &Conflict, choice: Choice, field: &str, of: Three<'_, Annotation>) {
        let at = self.mark_at.get(&of.mine.id).copied();
        let (Some(row), Some(at)) = (Annotation::field(field), at) else { return };
        let mark = Arc::make_mut(&mut self.marks[at]);
        match (choice, &row.both) {
            (Choice::Mine, _) => {}
            (Choice::Theirs, _) => of.turned().prefer_mine(row, mark),
            (Choice::Both, Both::Joined(join)) => join(mark, of.theirs),
            (Choice::Both, Both::Apart(_)) => drop(self.part(&of.turned().put_together().0)),
            (_, Both::Joined(join)) => {
                join(mark, of.theirs);
                self.remark_at(at, conflict);
            }
            (_, Both::Apart(_)) if !row.fits_note => {
                let other = self.part(&of.turned().put_together().0);
                self.remark_at(at, conflict);
                self.remark_at(other, conflict);
            }
            _ => self.remark_at(at, conflict),
        }
    }

    fn settle_link(&mut self, conflict: &Conflict, choice: Choice, field: &str, of: Three<'_, Relation>) {
        let at = self.link_at.get(&of.mine.id).copied();
        let (Some(row), Some(at)) = (Relation::field(field), at) else { return };
        let link = Arc::make_mut(&mut self.links[at]);
        match (choice, &row.both) {
            (Choice::Mine, _) => return,
            (Choice::Theirs, _) => return of.turned().prefer_mine(row, link),
            (_, Both::Joined(join)) => join(link, of.theirs),
            (_, Both::Apart(_)) => self.part_link(&of.turned().put_together().0),
            (_, Both::Never) => {}
        }
        if choice == Choice::Later || matches!(row.both, Both::Never) {
            self.remark(conflict);
        }
    }

    /// Keeps another version of a mark as a separate mark, unless an earlier merge did; returns its id.
    fn part(&mut self, other: &Annotation) -> usize {
        let is_same = |at: &usize| {
            let there = &self.marks[*at];
            (&there.target, &there.kind, &there.speaker) == (&other.target, &other.kind, &other.speaker)
        };
        let mut family = ids::family(&other.id).map_while(|id| self.mark_at.get(&id).copied());
        if let Some(at) = family.find(is_same) {
            return at;
        }
        let id = ids::fresh(&other.id, |id| self.mark_at.contains_key(id));
        self.add(Annotation { id, ..other.clone() })
    }

    fn add(&mut self, mark: Annotation) -> usize {
        let at = self.marks.len();
        self.mark_at.insert(mark.id.clone(), at);
        self.marks.push(Arc::new(mark));
        at
    }

    /// Keeps another version of a link as a separate link, unless an earlier merge did.
    fn part_link(&mut self, other: &Relation) {
        let is_same = |at: usize| (&self.links[at].from, &self.links[at].to) == (&other.from, &other.to);
        if !ids::family(&other.id).map_while(|id| self.link_at.get(&id).copied()).any(is_same) {
            let id = ids::fresh(&other.id, |id| self.link_at.contains_key(id));
            self.link_at.insert(id.clone(), self.links.len());
            self.links.push(Arc::new(Relation { id, ..other.clone() }));
        }
    }

    /// Records an unresolved conflict in the note of its mark and flags it for discussion; if there is no such mark, at
    /// the article.
    fn remark(&mut self, conflict: &Conflict) {
        let at = conflict.mark.as_ref().and_then(|id| self.mark_at.get(id)).copied();
        match at {
            Some(at) => self.remark_at(at, conflict),
            None => self.remark_on_article(conflict),
        }
    }

    /// Records an unresolved conflict of the whole article in a mark of its own, at the start of the text.
    fn remark_on_article(&mut self, conflict: &Conflict) {
        let id = Id::new(CONFLICT_ID);
        let at = self.mark_at.get(&id).copied().unwrap_or_else(|| {
            let target = first_line(&self.frame.article.text);
            self.add(Annotation::new(id, Kind::new(CONFLICT_KIND), target))
        });
        self.remark_at(at, conflict);
    }

    /// Flags a mark for discussion whose passage was altered by the change of the text, with the reason.
    fn flag(&mut self, passage: &Unsettled) {
        let Some(at) = self.mark_at.get(&passage.mark).copied() else { return };
        if passage.is_of(&self.marks[at]) {
            let mark = Arc::make_mut(&mut self.marks[at]);
            mark.discuss = true;
            mark.note = joined(&mark.note, &format!("Merge: {passage}"));
        }
    }

    fn remark_at(&mut self, at: usize, conflict: &Conflict) {
        let mark = Arc::make_mut(&mut self.marks[at]);
        mark.discuss = true;
        mark.note = joined(&mark.note, &wording::sentence(conflict));
    }

    fn finished(self) -> Document {
        let Self { gone, gone_links, .. } = &self;
        let stays = |link: &&Arc<Relation>| {
            !gone_links.contains(&link.id) && !gone.contains(&link.from) && !gone.contains(&link.to)
        };
        let links: Vec<Relation> = self.links.iter().filter(stays).map(|link| link.as_ref().clone()).collect();
        let marks = self.marks.iter().filter(|mark| !gone.contains(&mark.id)).cloned();
        let (set, ..) = AnnotationSet::shared(marks, links);
        Document { set, ..self.frame }
    }
}

/// The first line that is not blank, as a place for a mark; a lost passage without text if there is none.
fn first_line(text: &ArticleText) -> Target {
    let start = text.as_str().find(|c: char| !c.is_whitespace());
    let line = start.map(|start| text.paragraph(text.paragraph_at(text.floor(ByteRange::of(start, start).start()))));
    match line.and_then(|line| text.trimmed(line)) {
        Some(line) => Target::of(line),
        None => Target::new(vec![Fragment::Lost(Box::default())]),
    }
}
