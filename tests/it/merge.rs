//! Properties of merging: a change on one side is taken, different changes on both are a conflict, nothing is lost.

mod examples;

use std::collections::HashSet;
use std::sync::Arc;

use gainsay::model::annotation::{Annotation, Certainty, Id, Relation, Speaker, Target, Time};
use gainsay::model::article::Article;
use gainsay::model::document::Document;
use gainsay::model::extra::Extra;
use gainsay::model::kind::Kind;
use gainsay::model::merge::{Choice, Conflict, Matter, Merge, Side};
use gainsay::model::offset::ByteRange;
use gainsay::model::role::Role;
use gainsay::model::set::AnnotationSet;
use gainsay::model::text::ArticleText;
use proptest::prelude::*;

/// The text of all versions: no word occurs twice, so that every passage is found again.
const TEXT: &str = "The mill's owner says nothing went into Ærø river. Anglers counted nine dead trout below it in June; \
    “eight”, writes the ministry, whose report nobody outside has read. Neighbours remember green foam.";

/// A change of a version: marks and links by number, values by number.
#[derive(Clone, Debug)]
enum Deed {
    Add(u8, usize, usize),
    Delete(u8),
    Target(u8, usize, usize),
    Kind(u8, u8),
    Speaker(u8, u8),
    Certainty(u8, u8),
    Note(u8, u8),
    Tag(u8, u8),
    Untag(u8),
    Discuss(u8),
    Modified(u8, u8),
    Extra(u8, u8, u8),
    Link(u8, u8, u8),
    Unlink(u8),
    Role(u8, u8),
    LinkNote(u8, u8),
    Ends(u8, u8, u8),
    Title(u8),
    GivenSite(u8),
    FileExtra(u8, u8),
    Text(u8),
}

fn deeds(most: usize, text: bool) -> impl Strategy<Value = Vec<Deed>> {
    let (mark, link, value) = (0..8_u8, 0..5_u8, 0..3_u8);
    let place = (0..150_usize, 1..30_usize);
    let deed = prop_oneof![
        4 => (mark.clone(), place.clone()).prop_map(|(mark, (at, length))| Deed::Add(mark, at, length)),
        2 => mark.clone().prop_map(Deed::Delete),
        2 => (mark.clone(), place).prop_map(|(mark, (at, length))| Deed::Target(mark, at, length)),
        1 => (mark.clone(), value.clone()).prop_map(|(mark, value)| Deed::Kind(mark, value)),
        1 => (mark.clone(), value.clone()).prop_map(|(mark, value)| Deed::Speaker(mark, value)),
        1 => (mark.clone(), value.clone()).prop_map(|(mark, value)| Deed::Certainty(mark, value)),
        2 => (mark.clone(), value.clone()).prop_map(|(mark, value)| Deed::Note(mark, value)),
        2 => (mark.clone(), value.clone()).prop_map(|(mark, value)| Deed::Tag(mark, value)),
        1 => mark.clone().prop_map(Deed::Untag),
        1 => mark.clone().prop_map(Deed::Discuss),
        1 => (mark.clone(), value.clone()).prop_map(|(mark, value)| Deed::Modified(mark, value)),
        1 => (mark.clone(), value.clone(), value.clone()).prop_map(|(mark, name, value)| Deed::Extra(mark, name, value)),
        3 => (link.clone(), mark.clone(), mark.clone()).prop_map(|(link, from, to)| Deed::Link(link, from, to)),
        1 => link.clone().prop_map(Deed::Unlink),
        1 => (link.clone(), value.clone()).prop_map(|(link, value)| Deed::Role(link, value)),
        1 => (link.clone(), value.clone()).prop_map(|(link, value)| Deed::LinkNote(link, value)),
        1 => (link, mark.clone(), mark).prop_map(|(link, from, to)| Deed::Ends(link, from, to)),
        1 => value.clone().prop_map(Deed::Title),
        1 => value.clone().prop_map(Deed::GivenSite),
        1 => (value.clone(), value.clone()).prop_map(|(name, value)| Deed::FileExtra(name, value)),
        1 => value.prop_map(Deed::Text),
    ];
    prop::collection::vec(deed, 0..most).prop_map(move |mut deeds| {
        deeds.retain(|deed| text || !matches!(deed, Deed::Text(_)));
        deeds
    })
}

/// A version under construction, without the model's edits.
#[derive(Clone, Debug)]
struct Made {
    article: Article,
    extra: Extra,
    marks: Vec<Annotation>,
    links: Vec<Relation>,
}

fn target(text: &ArticleText, at: usize, length: usize) -> Target {
    let floor = |at: usize| text.floor(ByteRange::of(at, at).start());
    let (start, end) = (floor(at), floor(at + length));
    Target::of(if start < end { ByteRange::new(start, end) } else { ByteRange::of(0, 3) })
}

fn relation(id: Id, from: Id, to: Id) -> Relation {
    Relation { creator: "ida".into(), ..Relation::new(id, from, to, Role::new("rebuts")) }
}

impl Made {
    fn start() -> Self {
        let article = Article { file: "story.txt".to_owned(), text: ArticleText::new(TEXT), ..Article::default() };
        Self { article, extra: Extra::default(), marks: Vec::new(), links: Vec::new() }
    }

    fn after(&self, deeds: &[Deed], name: &str) -> Self {
        let mut made = self.clone();
        for deed in deeds {
            made.does(deed, name);
        }
        made
    }

    fn mark(&mut self, number: u8) -> Option<&mut Annotation> {
        let count = self.marks.len();
        self.marks.get_mut(usize::from(number) % count.max(1))
    }

    fn link(&mut self, number: u8) -> Option<&mut Relation> {
        let count = self.links.len();
        self.links.get_mut(usize::from(number) % count.max(1))
    }

    fn id(&self, number: u8) -> Option<Id> {
        Some(self.marks.get(usize::from(number) % self.marks.len().max(1))?.id.clone())
    }

    /// Makes the change, with values and ids that only `name` gives.
    fn does(&mut self, deed: &Deed, name: &str) {
        let text = self.article.text.clone();
        let value = |value: &u8| format!("{name} {value}");
        let set_extra = |extra: &mut Extra, field: &u8, value: &u8| {
            let field = format!("x{field}");
            let mut new = Extra::default();
            extra.iter().filter(|(other, _)| *other != field).for_each(|(name, source)| new.push(name, source));
            new.push(&field, &format!("\"{name} {value}\""));
            *extra = new;
        };
        match deed {
            Deed::Add(number, at, length) => {
                let id = Id::new(&format!("{name}-{number}"));
                if self.marks.iter().all(|mark| mark.id != id) {
                    self.marks.push(Annotation::new(id, Kind::new("claim"), target(&text, *at, *length)));
                }
            }
            Deed::Delete(number) => {
                if let Some(id) = self.id(*number) {
                    self.marks.retain(|mark| mark.id != id);
                    self.links.retain(|link| link.from != id && link.to != id);
                }
            }
            Deed::Target(number, at, length) => {
                if let Some(mark) = self.mark(*number) {
                    mark.target = target(&text, *at, *length);
                }
            }
            Deed::Kind(number, kind) => {
                if let Some(mark) = self.mark(*number) {
                    mark.kind = Kind::new(["denial", "evidence", "rumour"][usize::from(*kind)]);
                }
            }
            Deed::Speaker(number, speaker) => {
                if let Some(mark) = self.mark(*number) {
                    mark.speaker = (*speaker > 0).then(|| Speaker::new("named", &value(speaker)));
                }
            }
            Deed::Certainty(number, certainty) => {
                if let Some(mark) = self.mark(*number) {
                    mark.certainty = Certainty::new(["certain", "probable", "possible"][usize::from(*certainty)]);
                }
            }
            Deed::Note(number, note) => {
                if let Some(mark) = self.mark(*number) {
                    mark.note = value(note);
                }
            }
            Deed::Tag(number, tag) => {
                if let Some(mark) = self.mark(*number)
                    && !mark.tags.contains(&value(tag))
                {
                    mark.tags.push(value(tag));
                }
            }
            Deed::Untag(number) => {
                if let Some(mark) = self.mark(*number) {
                    mark.tags.pop();
                }
            }
            Deed::Discuss(number) => {
                if let Some(mark) = self.mark(*number) {
                    mark.discuss ^= true;
                }
            }
            Deed::Modified(number, when) => {
                if let Some(mark) = self.mark(*number) {
                    mark.modified = Time::new(&format!("2026-11-23T10:1{when}:00Z"));
                }
            }
            Deed::Extra(number, field, value) => {
                if let Some(mark) = self.mark(*number) {
                    set_extra(&mut mark.extra, field, value);
                }
            }
            Deed::Link(number, from, to) => {
                let id = Id::new(&format!("{name}-link-{number}"));
                if let (Some(from), Some(to)) = (self.id(*from), self.id(*to))
                    && self.links.iter().all(|link| link.id != id)
                {
                    self.links.push(relation(id, from, to));
                }
            }
            Deed::Unlink(number) => {
                if let Some(id) = self.link(*number).map(|link| link.id.clone()) {
                    self.links.retain(|link| link.id != id);
                }
            }
            Deed::Role(number, role) => {
                if let Some(link) = self.link(*number) {
                    link.role = Role::new(["supports", "restates", "hints"][usize::from(*role)]);
                }
            }
            Deed::LinkNote(number, note) => {
                if let Some(link) = self.link(*number) {
                    link.note = value(note);
                }
            }
            Deed::Ends(number, from, to) => {
                let ends = self.id(*from).zip(self.id(*to));
                if let (Some(link), Some((from, to))) = (self.link(*number), ends) {
                    (link.from, link.to) = (from, to);
                }
            }
            Deed::GivenSite(site) => self.article.given.site = value(site),
            Deed::Title(title) => self.article.stated.title = value(title),
            Deed::FileExtra(field, value) => set_extra(&mut self.extra, field, value),
            Deed::Text(which) => {
                // Before all marks, so that each stays where it was but for the offset.
                self.article.text = ArticleText::new(format!("({}) {}", value(which), text.as_str()));
                let shift = self.article.text.end().get() - text.end().get();
                for mark in &mut self.marks {
                    let moved =
                        |range: ByteRange| ByteRange::of(range.start().get() + shift, range.end().get() + shift);
                    mark.target = Target::of(mark.target.bounds().map(moved).unwrap());
                }
            }
        }
    }

    fn version(&self) -> Arc<Document> {
        let (set, marks, links) = AnnotationSet::new(self.marks.clone(), self.links.clone());
        assert!(marks.is_empty() && links.is_empty());
        Arc::new(Document::new(self.article.clone(), set, self.extra.clone()))
    }
}

/// A version, and two that descend from it.
fn three(most: usize, text: bool) -> impl Strategy<Value = [Arc<Document>; 3]> {
    (deeds(40, false), deeds(most, text), deeds(most, text)).prop_map(|(base, mine, theirs)| {
        let base = Made::start().after(&base, "base");
        [base.version(), base.after(&mine, "mine").version(), base.after(&theirs, "theirs").version()]
    })
}

fn merge(base: &Arc<Document>, mine: &Arc<Document>, theirs: &Arc<Document>) -> Merge {
    Merge::new(base.clone(), mine.clone(), theirs.clone())
}

fn later(merge: &Merge) -> Arc<Document> {
    Arc::new(merge.resolve(&|_| Choice::Later))
}

/// The result of a merge without conflicts.
#[track_caller]
fn clean(merge: &Merge) -> Document {
    assert_eq!(merge.conflicts(), []);
    merge.resolve(&|conflict| panic!("there is no conflict, and not {conflict:?}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_only_one_side_changed_is_taken_as_it_is([base, mine, _] in three(25, true)) {
        prop_assert_eq!(&clean(&merge(&base, &mine, &base)), mine.as_ref());
        prop_assert_eq!(&clean(&merge(&base, &base, &mine)), mine.as_ref());
        prop_assert_eq!(&clean(&merge(&base, &mine, &mine)), mine.as_ref());
        prop_assert_eq!(&clean(&merge(&Arc::default(), &mine, &mine)), mine.as_ref());
    }

    #[test]
    fn from_either_side_it_is_the_same_but_for_the_sides([base, mine, theirs] in three(25, true)) {
        let (one, other) = (merge(&base, &mine, &theirs), merge(&base, &theirs, &mine));
        let turned = |conflict: &Conflict| {
            let Conflict { mine, theirs, .. } = conflict.clone();
            (conflict.matter.clone(), conflict.what.clone(), conflict.base.clone(), theirs, mine)
        };
        let straight = |conflict: &Conflict| {
            let Conflict { mine, theirs, .. } = conflict.clone();
            (conflict.matter.clone(), conflict.what.clone(), conflict.base.clone(), mine, theirs)
        };
        let of_text = |merge: &Merge| merge.conflicts().iter().any(|conflict| conflict.matter == Matter::Text);
        prop_assert_eq!(of_text(&one), of_text(&other));
        prop_assert_eq!(one.brought(Side::Mine), other.brought(Side::Theirs));
        if !of_text(&one) {
            let mut mirrored: Vec<_> = other.conflicts().iter().map(turned).collect();
            let mut here: Vec<_> = one.conflicts().iter().map(straight).collect();
            mirrored.sort();
            here.sort();
            prop_assert_eq!(here, mirrored);
            prop_assert_eq!(one.resolve(&|_| Choice::Mine), other.resolve(&|_| Choice::Theirs));
            prop_assert_eq!(one.resolve(&|_| Choice::Theirs), other.resolve(&|_| Choice::Mine));
        }
    }

    #[test]
    fn nothing_is_lost_while_it_is_undecided([base, mine, theirs] in three(25, false)) {
        let merge = merge(&base, &mine, &theirs);
        let merged = later(&merge);
        for (side, other) in [(&mine, &theirs), (&theirs, &mine)] {
            for mark in side.set().annotations() {
                let deleted = other.set().get(&mark.id).is_none() && base.set().get(&mark.id).is_some();
                let Some(kept) = merged.set().get(&mark.id) else {
                    prop_assert!(deleted, "{} is gone", mark.id);
                    let before = base.set().get(&mark.id).unwrap();
                    prop_assert_eq!(&Annotation { modified: before.modified.clone(), ..mark.as_ref().clone() }, before.as_ref());
                    continue;
                };
                let before = base.set().get(&mark.id);
                // Each field that this side set is there, or recorded in the note.
                let changed = |same: fn(&Annotation, &Annotation) -> bool| before.is_none_or(|before| !same(before, mark));
                if changed(|a, b| a.kind == b.kind) && kept.kind != mark.kind {
                    prop_assert!(kept.note.contains("the kind is ") && kept.note.contains(mark.kind.id()), "{kept:?}");
                }
                if changed(|a, b| a.speaker == b.speaker) && kept.speaker != mark.speaker {
                    let name = mark.speaker.as_ref().map_or("nobody", |speaker| speaker.name.as_str());
                    prop_assert!(kept.note.contains(name), "{kept:?}");
                }
                if changed(|a, b| a.certainty == b.certainty) && kept.certainty != mark.certainty {
                    prop_assert!(kept.note.contains(mark.certainty.id()), "{kept:?}");
                }
                if changed(|a, b| a.note == b.note) {
                    prop_assert!(kept.note.contains(&mark.note), "{kept:?}");
                }
                if changed(|a, b| a.target == b.target) {
                    let anywhere = merged.set().annotations().iter().any(|other| other.target == mark.target);
                    prop_assert!(anywhere, "the passage of {} is gone", mark.id);
                }
                for tag in mark.tags.iter().filter(|tag| before.is_none_or(|before| !before.tags.contains(tag))) {
                    prop_assert!(kept.tags.contains(tag), "{kept:?}");
                }
                for (name, source) in mark.extra.iter() {
                    let told = || kept.note.contains(source);
                    let was = before.is_some_and(|before| before.extra.iter().any(|field| field == (name, source)));
                    prop_assert!(was || kept.extra.iter().any(|field| field == (name, source)) || told(), "{kept:?}");
                }
            }
            for link in side.set().relations() {
                let is_new = base.set().relation(&link.id).is_none_or(|before| before != link);
                prop_assert!(!is_new || merged.set().relation(&link.id).is_some(), "the link {} is gone", link.id);
            }
        }
        for link in merged.set().relations() {
            prop_assert!(merged.set().get(&link.from).is_some() && merged.set().get(&link.to).is_some(), "{link:?} dangles");
        }
        // Each conflict is flagged for discussion.
        for conflict in merge.conflicts() {
            let discussed = merged.set().annotations().iter().any(|mark| mark.discuss && mark.note.contains("Merge: "));
            prop_assert!(discussed, "{conflict:?}");
        }
    }

    #[test]
    fn merging_again_adds_nothing([base, mine, theirs] in three(15, true)) {
        let here = later(&merge(&base, &mine, &theirs));
        // One side merged, and the other merges the result: git does that by itself, but the window may not.
        prop_assert_eq!(&clean(&merge(&theirs, &theirs, &here)), here.as_ref());
        // Both merged, each on its own, and then one of them the result of the other.
        let there = later(&merge(&base, &theirs, &mine));
        let crossed = later(&merge(&base, &here, &there));
        let again = later(&merge(&base, &crossed, &there));
        let marks = |version: &Document| version.set().annotations().len();
        let told = |version: &Document| {
            let set = version.set().annotations().iter();
            set.map(|mark| format!("{} {} {:?} {:?}", mark.id, mark.kind.id(), mark.target.bounds(), mark.note)).collect::<Vec<_>>().join("\n")
        };
        prop_assert!(
            marks(&crossed) <= marks(&here).max(marks(&there)),
            "here:\n{}\nthere:\n{}\ncrossed:\n{}", told(&here), told(&there), told(&crossed)
        );
        prop_assert_eq!(marks(&again), marks(&crossed));
        prop_assert_eq!(again.set().relations().len(), crossed.set().relations().len());
        let ids: HashSet<&Id> = again.set().annotations().iter().map(|mark| &mark.id).collect();
        prop_assert_eq!(ids.len(), marks(&again));
        for mark in again.set().annotations() {
            let told: Vec<&str> = mark.note.split("\n\n").collect();
            let different: HashSet<&&str> = told.iter().collect();
            prop_assert_eq!(told.len(), different.len(), "{} says the same twice: {}", mark.id, mark.note);
        }
    }

    #[test]
    fn changes_of_different_marks_are_both_kept_without_a_conflict(
        base in deeds(40, false),
        mine in prop::collection::vec((0..8_u8, 0..150_usize, 1..30_usize, 0..3_u8), 0..8),
        theirs in prop::collection::vec((0..8_u8, 0..150_usize, 1..30_usize, 0..3_u8), 0..8),
    ) {
        let base = Made::start().after(&base, "base");
        let mut expected = base.clone();
        // One side changes the marks with an even number and the other the others; new marks have ids of their own.
        let mut side = |work: &[(u8, usize, usize, u8)], odd: usize, name: &str| {
            let mut made = base.clone();
            for (number, at, length, value) in work {
                let which = usize::from(*number) * 2 + odd;
                for made in [&mut made, &mut expected] {
                    let text = made.article.text.clone();
                    if let Some(mark) = base.marks.get(which) {
                        let mark = made.marks.iter_mut().find(|other| other.id == mark.id).unwrap();
                        mark.note = format!("{name} {value}");
                        mark.target = target(&text, *at, *length);
                        mark.tags.push(format!("{name} {at}"));
                    } else {
                        made.does(&Deed::Add(*number, *at, *length), name);
                    }
                }
            }
            made
        };
        let (mine, theirs) = (side(&mine, 0, "mine"), side(&theirs, 1, "theirs"));
        let merge = merge(&base.version(), &mine.version(), &theirs.version());
        prop_assert_eq!(Arc::new(clean(&merge)), expected.version());
    }
}
