//! What can be said of a mark, a link and an article: one row a field, and how its two versions are put together.

use std::sync::Arc;

use crate::model::annotation::{Annotation, Relation, Time};
use crate::model::document::Document;
use crate::model::extra::Extra;
use crate::model::merge::words;

/// How both versions of a field can be kept.
#[derive(Clone, Copy, Debug)]
pub enum Both<T: 'static> {
    /// Not at all: it is one or the other.
    Never,
    /// One after the other, in one field: adds what the other says.
    Joined(fn(&mut T, &T)),
    /// As two things, called so.
    Apart(&'static str),
}

impl<T> Both<T> {
    /// How both are kept, in words, if they can be.
    pub fn words(&self) -> Option<&'static str> {
        match self {
            Self::Never => None,
            Self::Joined(_) => Some("one after the other"),
            Self::Apart(things) => Some(things),
        }
    }
}

/// Puts into a thing what two others say, given what was said before; says whether all of both is in it.
pub type Weave<T> = fn(&mut T, Option<&T>, &T, &T) -> bool;

/// A field of a thing.
#[derive(Clone, Copy, Debug)]
pub struct Row<T: 'static> {
    /// Its id.
    pub id: &'static str,
    /// What to call it within a sentence.
    pub name: &'static str,
    /// True if two things say the same.
    pub same: fn(&T, &T) -> bool,
    /// Takes what the other says.
    pub take: fn(&mut T, &T),
    /// Puts together what both changed since the version before, the first going before where they contradict each other.
    /// Without this it is a conflict.
    pub weave: Option<Weave<T>>,
    /// How both can be kept.
    pub both: Both<T>,
    /// True if words can say all of it, so that a note can keep it.
    pub in_words: bool,
    /// What a thing of this version says, in words.
    pub say: fn(&Document, &T) -> String,
}

impl<T> Row<T> {
    /// Puts the field of both together in `into`, which is a copy of `mine`; says whether they agree.
    pub fn put_together(&self, into: &mut T, of: Three<'_, T>) -> bool {
        let Three { base, mine, theirs } = of;
        if (self.same)(mine, theirs) || base.is_some_and(|base| (self.same)(base, theirs)) {
            return true;
        }
        if base.is_some_and(|base| (self.same)(base, mine)) {
            (self.take)(into, theirs);
            return true;
        }
        self.weave.is_some_and(|weave| weave(into, base.map(Arc::as_ref), mine, theirs))
    }

    /// Takes the field of `mine`, and of `theirs` what does not contradict it.
    pub fn prefer_mine(&self, into: &mut T, of: Three<'_, T>) {
        match self.weave {
            Some(weave) => drop(weave(into, of.base.map(Arc::as_ref), of.mine, of.theirs)),
            None => (self.take)(into, of.mine),
        }
    }
}

/// A thing that both sides have, and as it was before, if it was there.
#[derive(Debug)]
pub struct Three<'a, T> {
    /// As it was.
    pub base: Option<&'a Arc<T>>,
    /// As it is here.
    pub mine: &'a Arc<T>,
    /// As the other has it.
    pub theirs: &'a Arc<T>,
}

impl<T> Clone for Three<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Three<'_, T> {}

impl<T: Fields> Three<'_, T> {
    /// The same with the sides the other way round.
    pub fn turned(self) -> Self {
        Self { mine: self.theirs, theirs: self.mine, ..self }
    }

    /// Both put together, and the fields in which they conflict, which are as `mine` has them.
    pub fn put_together(self) -> (Arc<T>, Vec<&'static Row<T>>) {
        if self.mine == self.theirs || self.base == Some(self.theirs) {
            return (self.mine.clone(), Vec::new());
        }
        if self.base == Some(self.mine) {
            return (self.theirs.clone(), Vec::new());
        }
        let mut both = self.mine.as_ref().clone();
        let conflicting = T::ROWS.iter().filter(|row| !row.put_together(&mut both, self)).collect();
        (Arc::new(both), conflicting)
    }
}

/// The rows that a thing is described by.
pub trait Fields: Clone + PartialEq + 'static {
    /// Every field.
    const ROWS: &'static [Row<Self>];

    /// The row with this id.
    fn row(id: &str) -> Option<&'static Row<Self>> {
        Self::ROWS.iter().find(|row| row.id == id)
    }

    /// The fields that say something else in `other`; that it was changed at another time is no change.
    fn changes(&self, other: &Self) -> impl Iterator<Item = &'static Row<Self>> {
        Self::ROWS.iter().filter(move |row| row.id != "modified" && !(row.same)(self, other))
    }
}

macro_rules! row {
    ($id:literal, $name:literal, $($field:ident).+, $say:expr) => {
        Row {
            id: $id,
            name: $name,
            same: |a, b| a.$($field).+ == b.$($field).+,
            take: |into, from| into.$($field).+ = from.$($field).+.clone(),
            weave: None,
            both: Both::Never,
            in_words: true,
            say: $say,
        }
    };
}

/// The fields that nobody knows, woven by their names.
macro_rules! extra_row {
    ($id:literal, $name:literal, $($field:ident).+) => {
        Row {
            weave: Some(|into, base, first, second| {
                let base = base.map(|base| &base.$($field).+);
                let (woven, whole) = woven_extra(base, &first.$($field).+, &second.$($field).+);
                into.$($field).+ = woven;
                whole
            }),
            ..row!($id, $name, $($field).+, |_, thing| words::extra(&thing.$($field).+))
        }
    };
}

/// When something was made and changed, and by whom.
macro_rules! times {
    (created) => {
        Row {
            weave: Some(|into, _, a, b| {
                into.created = earlier(&a.created, &b.created);
                true
            }),
            ..row!("created", "when it was made", created, |_, thing| thing.created.as_str().to_owned())
        }
    };
    (modified) => {
        Row {
            weave: Some(|into, _, a, b| {
                into.modified =
                    if a.modified.as_str() < b.modified.as_str() { &b.modified } else { &a.modified }.clone();
                true
            }),
            ..row!("modified", "when it was changed", modified, |_, thing| thing.modified.as_str().to_owned())
        }
    };
    (creator) => {
        row!("creator", "who made it", creator, |_, thing| words::name(&thing.creator))
    };
}

macro_rules! note_row {
    () => {
        Row {
            both: Both::Joined(|into, from| into.note = joined(&into.note, &from.note)),
            ..row!("note", "the note", note, |_, thing| words::quoted(&thing.note))
        }
    };
}

impl Fields for Annotation {
    const ROWS: &'static [Row<Self>] = &[
        Row {
            both: Both::Apart("as two marks"),
            in_words: false,
            ..row!("target", "the passage", target, |version, mark| words::passage(version, &mark.target))
        },
        Row {
            both: Both::Apart("as two marks"),
            ..row!("kind", "the kind", kind, |_, mark| mark.kind.name().to_lowercase())
        },
        Row {
            both: Both::Apart("as two marks"),
            ..row!("speaker", "the speaker", speaker, |version, mark| words::speaker(version, mark.speaker.as_ref()))
        },
        row!("cue", "the cue", cue, |version, mark| words::passage(version, &mark.cue)),
        row!("certainty", "the certainty", certainty, |_, mark| mark.certainty.id().to_owned()),
        note_row!(),
        Row {
            weave: Some(|into, base, a, b| {
                into.tags = woven_tags(base.map_or(&[], |base| &base.tags), &a.tags, &b.tags);
                true
            }),
            ..row!("tags", "the tags", tags, |_, mark| words::quoted(&mark.tags.join(", ")))
        },
        Row {
            weave: Some(|into, _, a, b| {
                into.discuss = a.discuss || b.discuss;
                true
            }),
            ..row!("discuss", "the flag for discussion", discuss, |_, mark| mark.discuss.to_string())
        },
        times!(created),
        times!(modified),
        times!(creator),
        extra_row!("extra", "the other fields", extra),
    ];
}

impl Fields for Relation {
    const ROWS: &'static [Row<Self>] = &[
        Row {
            id: "ends",
            name: "what is linked",
            same: |a, b| (&a.from, &a.to) == (&b.from, &b.to),
            take: |into, from| (into.from, into.to) = (from.from.clone(), from.to.clone()),
            weave: None,
            both: Both::Apart("as two links"),
            in_words: false,
            say: |version, link| words::ends(version, link),
        },
        row!("role", "the role", role, |_, link| link.role.id().to_owned()),
        note_row!(),
        times!(created),
        times!(modified),
        times!(creator),
        extra_row!("extra", "the other fields", extra),
    ];
}

/// Of the article what is not read from its file together with the text.
impl Fields for Document {
    const ROWS: &'static [Row<Self>] = &[
        row!("title", "the title", article.title, |_, version| words::quoted(&version.article.title)),
        row!("file", "the name of the file", article.file, |_, version| words::quoted(&version.article.file)),
        row!("byline", "the author", article.source.byline, |_, version| words::quoted(&version.article.source.byline)),
        row!("site", "the site", article.source.site, |_, version| words::quoted(&version.article.source.site)),
        row!("published", "the date", article.source.published, |_, version| words::quoted(
            &version.article.source.published
        )),
        row!("address", "the address", article.source.address, |_, version| words::quoted(
            &version.article.source.address
        )),
        extra_row!("article_extra", "the article's other fields", article.extra),
        extra_row!("extra", "the file's other fields", extra),
    ];
}

/// What both kept of the tags there were, in their order, and then what either added.
fn woven_tags(base: &[String], a: &[String], b: &[String]) -> Vec<String> {
    let mut woven: Vec<String> = base.iter().filter(|tag| a.contains(tag) && b.contains(tag)).cloned().collect();
    let mut added: Vec<&String> = a.iter().chain(b).filter(|tag| !base.contains(tag)).collect();
    added.sort_unstable();
    added.dedup();
    woven.extend(added.into_iter().cloned());
    woven
}

/// Fields by their names: what one side changed is taken, and of what both changed what the first says; whether there was
/// no such field.
fn woven_extra(base: Option<&Extra>, first: &Extra, second: &Extra) -> (Extra, bool) {
    let value =
        |extra: &Extra, name: &str| extra.iter().find(|(other, _)| *other == name).map(|(_, source)| source.to_owned());
    let mut names: Vec<&str> = first.iter().chain(second.iter()).map(|(name, _)| name).collect();
    names.sort_unstable();
    names.dedup();
    let (mut woven, mut whole) = (Extra::default(), true);
    for name in names {
        let before = base.and_then(|base| value(base, name));
        let (one, other) = (value(first, name), value(second, name));
        let taken = match () {
            () if one == other || other == before => one,
            () if one == before => other,
            () => {
                whole = false;
                one
            }
        };
        if let Some(source) = taken {
            woven.push(name, &source);
        }
    }
    (woven, whole)
}

/// The paragraphs of one note, and those of another that it does not have.
pub fn joined(note: &str, other: &str) -> String {
    let has = |paragraph: &&str| !paragraph.is_empty() && !note.split(PARAGRAPH).any(|mine| mine == *paragraph);
    let added: Vec<&str> = other.split(PARAGRAPH).filter(has).collect();
    match (note.is_empty(), added.is_empty()) {
        (_, true) => note.to_owned(),
        (true, false) => added.join(PARAGRAPH),
        (false, false) => format!("{note}{PARAGRAPH}{}", added.join(PARAGRAPH)),
    }
}

/// What stands between two paragraphs of a note.
const PARAGRAPH: &str = "\n\n";

fn earlier(a: &Time, b: &Time) -> Time {
    let (a_said, b_said) = (!a.as_str().is_empty(), !b.as_str().is_empty());
    if !a_said || (b_said && b.as_str() < a.as_str()) { b.clone() } else { a.clone() }
}
