//! The picker: a list over the window to choose from.

use std::path::PathBuf;

use crate::app::commands::command::Command;
use crate::model::annotation::{Certainty, Id, Relation, Speaker, VOICES, Voice, VoiceRow};
use crate::model::kind::Kind;
use crate::model::role::{self, Role};

/// What is picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// One of these commands to run.
    Command(Vec<&'static Command>),
    /// A file opened before.
    Recent,
    /// The speaker of the selected mark.
    Speaker,
    /// How sure the speaker of the selected mark is.
    Certainty,
    /// The other end of a link from the selected mark, and its role.
    Link,
    /// What to do with a link of the selected mark.
    Links,
    /// The new name of a speaker, or the speaker to merge it with.
    Rename(Voice, String),
}

/// An open picker.
#[derive(Clone, Debug, PartialEq)]
pub struct Picker {
    /// What is picked.
    pub purpose: Purpose,
    /// What was typed.
    pub words: String,
    /// The item that `Enter` takes.
    pub lit: usize,
    /// The mark that the items are offered for; `None` where they are for no mark in particular.
    pub mark: Option<Id>,
    /// The role chosen for a link. It holds for every item where it is allowed.
    pub way: Option<Way>,
    /// The voice chosen for a speaker. It holds for every name.
    pub voice: Voice,
    /// What there is to take that fits what was typed, the best first.
    pub items: Vec<Item>,
}

/// An option beside the list of a picker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PickerOption {
    /// Its name.
    pub name: &'static str,
    /// True if it is the one that holds.
    pub chosen: bool,
}

/// Something to pick.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its name.
    pub title: String,
    /// What else is said of it, beside the name.
    pub detail: String,
    /// What picking it does.
    pub choice: Choice,
}

/// What picking an item does.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// Runs a command.
    Run(&'static Command),
    /// Opens a file.
    Open(PathBuf),
    /// Sets the speaker.
    Speaker(Option<Speaker>),
    /// Sets the certainty.
    Certainty(Certainty),
    /// Makes a link, in one of these ways.
    Link(Id, Vec<Way>),
    /// Gives a speaker this name; that of another one merges the two.
    Rename(String),
    /// Changes a link, or goes along it.
    Edit(Id, Change),
}

/// One way to link the selected mark with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// The id of the role.
    pub role: &'static str,
    /// What the selected mark does to the other: "rebuts", "is supported by".
    pub verb: &'static str,
    /// True if the link goes from the other mark to the selected one.
    pub reversed: bool,
}

/// What can be done to a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Go to its other end.
    Go,
    /// Give it another role.
    Role(&'static str),
    /// Let its ends change places.
    Reverse,
    /// Delete it.
    Delete,
}

impl Picker {
    /// What `Enter` takes.
    pub fn lit_item(&self) -> Option<&Item> {
        self.items.get(self.lit)
    }

    /// The ways of linking with the lit mark, and the one that is chosen.
    pub fn ways(&self) -> Option<(&[Way], usize)> {
        self.ways_of(self.lit)
    }

    /// The ways of linking with the mark of an item, and the one in which taking it links: as chosen where that is
    /// allowed, or else in the same role from the other end, or else in the first.
    pub fn ways_of(&self, index: usize) -> Option<(&[Way], usize)> {
        let Choice::Link(_, ways) = &self.items.get(index)?.choice else { return None };
        let like = |same: fn(&Way, &Way) -> bool| {
            let chosen = self.way.as_ref()?;
            ways.iter().position(|way| same(way, chosen))
        };
        let at = like(Way::eq).or_else(|| like(|one, other| one.role == other.role)).unwrap_or_default();
        (!ways.is_empty()).then_some((ways, at))
    }

    /// The chosen role, where the lit item cannot be linked in it.
    pub fn refused(&self) -> Option<Way> {
        let (ways, at) = self.ways()?;
        self.way.filter(|way| way.role != ways[at].role)
    }

    /// The options beside the list, which hold for whatever is taken from it: the roles of a link, the voices of a
    /// speaker.
    pub fn options(&self) -> Vec<PickerOption> {
        match self.purpose {
            Purpose::Link => {
                let Some((ways, chosen)) = self.ways() else { return Vec::new() };
                let option = |(at, way): (usize, &Way)| PickerOption { name: way.verb, chosen: at == chosen };
                ways.iter().enumerate().map(option).collect()
            }
            Purpose::Speaker => {
                let option =
                    |row: &'static VoiceRow| PickerOption { name: row.name, chosen: row.id == self.voice.id() };
                name_voices().map(option).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Lights an item.
    pub fn light(&mut self, index: usize) {
        self.lit = index;
    }

    /// Lights the item that links with a mark; says whether there is one.
    pub fn light_mark(&mut self, id: &Id) -> bool {
        let found = self.items.iter().position(|item| matches!(&item.choice, Choice::Link(other, _) if other == id));
        self.lit = found.unwrap_or(self.lit);
        found.is_some()
    }

    /// What it says while nothing is typed.
    pub fn hint(&self) -> &'static str {
        match self.purpose {
            Purpose::Command(_) => "Find a command",
            Purpose::Recent => "Open a recent file",
            Purpose::Speaker => "Speaker: choose or type a name",
            Purpose::Certainty => "Certainty of the speaker",
            Purpose::Link => "Link to: step with J and K, or type to search",
            Purpose::Links => "Edit or delete a link",
            Purpose::Rename(..) => "New name, or a speaker to merge with",
        }
    }
}

/// The id of the voice that a speaker has unless another is chosen.
pub const NAMED: &str = "named";

/// The voices that go with a name.
pub fn name_voices() -> impl Iterator<Item = &'static VoiceRow> {
    VOICES.iter().filter(|row| row.id != "article")
}

/// How a mark of one kind can be linked with one of another, from either end.
pub fn ways(from: &Kind, to: &Kind) -> Vec<Way> {
    let there = role::allowed(from, to).map(|row| Way { role: row.id, verb: row.id, reversed: false });
    let back = role::allowed(to, from).map(|row| Way { role: row.id, verb: row.passive, reversed: true });
    there.chain(back).collect()
}

/// What a mark does to the other end of its relation: "rebuts", "is supported by".
pub fn verb<'a>(relation: &'a Relation, mark: &Id) -> &'a str {
    match relation.role.row() {
        Some(row) if relation.from == *mark => row.id,
        Some(row) => row.passive,
        None => Role::id(&relation.role),
    }
}
