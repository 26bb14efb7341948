//! The picker: a list over the window to choose from.

use std::path::PathBuf;

use crate::app::commands::command::Command;
use crate::app::session::id::SessionId;
use crate::model::annotation::{Certainty, Id, Relation, Speaker, VOICES, Voice, VoiceRow};
use crate::model::kind::Kind;
use crate::model::listing::{Grouping, MarkOrder};
use crate::model::project::items::SpeakerName;
use crate::model::project::spot::Spot;
use crate::model::role::{self, Role};

/// The purpose of a picker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// One of these commands to run.
    Command(Vec<&'static Command>),
    /// A recent file to open.
    Recent,
    /// An article of these open ones to show.
    Open(Vec<OpenArticle>),
    /// The speaker of the selected mark.
    Speaker,
    /// The certainty of the selected mark.
    Certainty,
    /// The other end of a link from the selected mark, and its role.
    Link,
    /// The role of a link from the selected mark to this one, to which it was dragged.
    Role(Id),
    /// The role of a link from a mark to one of another article, to which it was dragged.
    RoleAcross(Spot, Spot),
    /// A change of a link of the selected mark.
    Links,
    /// The new name of a speaker, or the speaker to merge it with.
    Rename(Voice, String),
    /// The name of a speaker in all articles, or the speaker that this one is.
    Person(SpeakerName),
    /// A tag, and what is to be done with it.
    Tag(TagUse),
    /// The new name of a tag, or the tag to merge it with.
    TagName(String),
    /// The colour of a tag.
    TagColour(String),
    /// The order and the groups of the list of marks.
    Listing,
}

/// An open article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenArticle {
    /// Its session.
    pub id: SessionId,
    /// Its title.
    pub title: String,
    /// Its file.
    pub place: String,
}

/// Purpose of picking a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagUse {
    /// To list the marks that have it.
    Show,
    /// To rename it, or merge it with another one.
    Rename,
    /// To give it a colour.
    Colour,
}

/// An open picker.
#[derive(Clone, Debug, PartialEq)]
pub struct Picker {
    /// Its purpose.
    pub purpose: Purpose,
    /// The text typed.
    pub words: String,
    /// The index of the highlighted item, which `Enter` takes; `None` where nothing was chosen yet and any guess could do harm.
    pub lit: Option<usize>,
    /// The session that it was opened in: while a link is made, another article may be shown.
    pub origin: Option<SessionId>,
    /// The mark that the items are for; `None` if they are for no particular mark.
    pub mark: Option<Id>,
    /// The place in the project of the mark that a link is made from.
    pub from: Option<Spot>,
    /// The mark of another article that was clicked, which is listed even if it was not found.
    pub pointed: Option<Spot>,
    /// The role chosen for a link. It applies to every item that allows it.
    pub way: Option<Way>,
    /// The voice chosen for a speaker. It applies to every name.
    pub voice: Voice,
    /// The items that match the text, the best first.
    pub items: Vec<Item>,
    /// Number of items of the open article; those after them are of other articles.
    pub here: usize,
    /// True while the other articles are looked at.
    pub seeks: bool,
}

/// An option beside the list of a picker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PickerOption {
    /// Its name.
    pub name: &'static str,
    /// True if it is chosen.
    pub chosen: bool,
}

/// An item of a picker.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its name.
    pub title: String,
    /// The detail beside the name.
    pub detail: String,
    /// The effect of picking it.
    pub choice: Choice,
}

impl Item {
    /// True for a mark with which the selected one is linked already.
    pub fn is_linked(&self) -> bool {
        matches!(&self.choice, Choice::Link(ends) if !ends.made.is_empty())
    }
}

/// The effect of picking an item.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// Runs a command.
    Run(&'static Command),
    /// Opens a file.
    Open(PathBuf),
    /// Shows an open article.
    Show(SessionId),
    /// Sets the speaker.
    Speaker(Option<Speaker>),
    /// Sets the certainty.
    Certainty(Certainty),
    /// Makes a link with this mark.
    Link(Ends),
    /// Makes a link with the mark that this one was dragged to.
    Join(Id, Way),
    /// Links a mark with one of another article, to which it was dragged.
    JoinAcross(Spot, Spot, Way),
    /// Gives a speaker this name; the name of another speaker merges the two.
    Rename(String),
    /// Merges two speakers in all articles, under the name of this one.
    Merge(SpeakerName),
    /// Changes a link, or follows it.
    Edit(Id, Change),
    /// Changes a link with another article, or follows it.
    EditAcross(Id, Change),
    /// Does with a tag what it was picked for.
    Tag(String),
    /// Gives a tag this colour, or none.
    Colour(Option<String>),
    /// Sorts the list of marks.
    Order(MarkOrder),
    /// Groups the list of marks.
    Grouping(Grouping),
}

/// A mark that the selected one can be linked with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ends {
    /// The mark.
    pub other: Id,
    /// The path of its article, if it is another one.
    pub article: Option<String>,
    /// The ways of linking with it.
    pub ways: Vec<Way>,
    /// The index of the way that is likely meant.
    pub likely: usize,
    /// The links between the two so far, as verbs of the selected mark with the ids of their roles.
    pub made: Vec<(String, String)>,
}

impl Ends {
    /// The mark, if it is in another article.
    pub fn elsewhere(&self) -> Option<Spot> {
        Some(Spot { path: self.article.clone()?, mark: self.other.clone() })
    }

    /// The remark on the links so far, if there are any; `way` is the one to be made.
    pub fn remark(&self, way: Way) -> Option<String> {
        let (verb, role) = self.made.iter().find(|(_, role)| role == way.role).or_else(|| self.made.first())?;
        let same = self.made.iter().any(|(made, _)| made == way.verb);
        let against = [role.as_str(), way.role].contains(&"rebuts") && role != way.role;
        Some(match (same, against) {
            (true, _) => format!("Already linked: {verb}"),
            (false, true) => format!("Contradicts its link: {verb}"),
            (false, false) => format!("Linked as well: {verb}"),
        })
    }
}

/// One way to link the selected mark with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// The id of the role.
    pub role: &'static str,
    /// The relation of the selected mark to the other one: "rebuts", "is supported by".
    pub verb: &'static str,
    /// True if the link goes from the other mark to the selected one.
    pub reversed: bool,
}

/// A change of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Go to its other end.
    Go,
    /// Give it another role.
    Role(&'static str),
    /// Reverse it.
    Reverse,
    /// Delete it.
    Delete,
}

impl Picker {
    /// The highlighted item, which `Enter` takes.
    pub fn lit_item(&self) -> Option<&Item> {
        self.items.get(self.lit?)
    }

    /// The ways of linking with the highlighted mark, and the index of the chosen one.
    pub fn ways(&self) -> Option<(&[Way], usize)> {
        self.ways_of(self.lit?)
    }

    /// The ways of linking with the mark of an item, and the index of the one that applies: the chosen one where it is
    /// allowed, or else the same role from the other end, or else the likely one.
    pub fn ways_of(&self, index: usize) -> Option<(&[Way], usize)> {
        let Choice::Link(Ends { ways, likely, .. }) = &self.items.get(index)?.choice else { return None };
        let like = |same: fn(&Way, &Way) -> bool| {
            let chosen = self.way.as_ref()?;
            ways.iter().position(|way| same(way, chosen))
        };
        let at = like(Way::eq).or_else(|| like(|one, other| one.role == other.role)).unwrap_or(*likely);
        (!ways.is_empty()).then_some((ways, at))
    }

    /// The chosen role, if the highlighted item does not allow it.
    pub fn refused(&self) -> Option<Way> {
        let (ways, at) = self.ways()?;
        self.way.filter(|way| way.role != ways[at].role)
    }

    /// The options beside the list, which apply to whatever is picked: the roles of a link, the voices of a speaker.
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

    /// Highlights an item.
    pub fn light(&mut self, index: usize) {
        self.lit = Some(index);
    }

    /// Highlights the item that links with a mark of another article. False if there is none.
    pub fn light_spot(&mut self, spot: &Spot) -> bool {
        let is_there = |ends: &Ends| ends.elsewhere().as_ref() == Some(spot);
        let found = self.items.iter().position(|item| matches!(&item.choice, Choice::Link(ends) if is_there(ends)));
        self.lit = found.or(self.lit);
        found.is_some()
    }

    /// Highlights the item that links with a mark of the open article. False if there is none.
    pub fn light_mark(&mut self, id: &Id) -> bool {
        let is_here = |ends: &Ends| ends.article.is_none() && ends.other == *id;
        let found = self.items.iter().position(|item| matches!(&item.choice, Choice::Link(ends) if is_here(ends)));
        self.lit = found.or(self.lit);
        found.is_some()
    }

    /// The hint shown while nothing is typed.
    pub fn hint(&self) -> &'static str {
        match self.purpose {
            Purpose::Command(_) => "Find a command",
            Purpose::Recent => "Open a recent file or folder",
            Purpose::Open(_) => "Show an open article",
            Purpose::Speaker => "Speaker: choose or type a name",
            Purpose::Certainty => "Certainty of the speaker",
            Purpose::Link => "Link to: type to search",
            Purpose::Role(_) | Purpose::RoleAcross(..) => "Role of the link",
            Purpose::Links => "Edit or delete a link",
            Purpose::Person(_) => "New name in all articles, or the speaker that this one is",
            Purpose::Rename(..) => "New name, or a speaker to merge with",
            Purpose::Tag(TagUse::Show) => "Show the marks with this tag",
            Purpose::Tag(TagUse::Rename) => "Rename or merge this tag",
            Purpose::Tag(TagUse::Colour) => "Give this tag a colour",
            Purpose::TagName(_) => "New name, or a tag to merge with",
            Purpose::TagColour(_) => "Colour: choose, or type it as #rrggbb",
            Purpose::Listing => "Sort and group the list of marks",
        }
    }
}

/// The id of the default voice of a speaker.
pub const NAMED: &str = "named";

/// The voices that go with a name.
pub fn name_voices() -> impl Iterator<Item = &'static VoiceRow> {
    VOICES.iter().filter(|row| row.id != "article")
}

/// The ways of linking a mark of one kind with a mark of another, from either end.
pub fn ways(from: &Kind, to: &Kind) -> Vec<Way> {
    let there = role::allowed(from, to).map(|row| Way { role: row.id, verb: row.id, reversed: false });
    let back = role::allowed(to, from).map(|row| Way { role: row.id, verb: row.passive, reversed: true });
    there.chain(back).collect()
}

/// The relation of a mark to the other end of a link: "rebuts", "is supported by".
pub fn verb<'a>(relation: &'a Relation, mark: &Id) -> &'a str {
    verb_of(&relation.role, relation.from == *mark)
}

/// The relation of an end of a link with this role to the other end; `is_from` is true for the end that it leads from.
pub fn verb_of(role: &Role, is_from: bool) -> &str {
    match role.row() {
        Some(row) if is_from => row.id,
        Some(row) => row.passive,
        None => Role::id(role),
    }
}
