//! The list of things to pick from that lies over the window: commands, recent files, speakers, certainties.

use std::path::PathBuf;

use crate::app::action::Field;
use crate::app::commands::{self, Command};
use crate::app::state::State;
use crate::app::update::Work;
use crate::model::annotation::{
    Annotation, CERTAINTIES, Certainty, Id, Relation, Speaker, Target, VOICES, Voice, VoiceRow,
};
use crate::model::attribution;
use crate::model::fields;
use crate::model::fold::{self, Keeps};
use crate::model::kind::Kind;
use crate::model::message::counted;
use crate::model::query;
use crate::model::role::{self, Role};
use crate::model::step::StepKind;
use crate::model::suggest::likely_targets;

/// What is picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A command to run.
    Command,
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

/// The id of the voice that a speaker has unless another is chosen.
const NAMED: &str = "named";

/// The voices that go with a name.
fn name_voices() -> impl Iterator<Item = &'static VoiceRow> {
    VOICES.iter().filter(|row| row.id != "article")
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
    /// A picker with nothing typed, and what holds now lit.
    pub fn new(purpose: Purpose, state: &State) -> Self {
        let about_mark = matches!(purpose, Purpose::Speaker | Purpose::Certainty | Purpose::Link | Purpose::Links);
        let mark = state.mark().filter(|_| about_mark);
        // A voice that waits for its name was chosen just now; one that has a name may be about to be replaced.
        let waiting = mark.and_then(|mark| mark.speaker.as_ref()).filter(|speaker| speaker.is_nameless());
        let voice = waiting.map_or_else(|| Voice::new(NAMED), |speaker| speaker.voice.clone());
        let items = items(&purpose, "", &voice, state);
        let holds = |item: &Item| match (&item.choice, mark) {
            (Choice::Certainty(certainty), Some(mark)) => *certainty == mark.certainty,
            _ => false,
        };
        let lit = items.iter().position(holds).unwrap_or_default();
        Self { mark: mark.map(|mark| mark.id.clone()), purpose, words: String::new(), lit, way: None, voice, items }
    }

    /// The same picker with other words typed: the first item that fits is lit, and what was chosen still holds.
    fn typed(&self, words: String, state: &State) -> Self {
        let items = items(&self.purpose, &words, &self.voice, state);
        Self { words, lit: 0, items, ..self.clone() }
    }

    /// The same picker with the next of the roles or voices chosen, or the one before.
    fn turned(&self, forward: bool, state: &State) -> Self {
        let options = self.options();
        let chosen = options.iter().position(|option| option.chosen).unwrap_or_default();
        let step = if forward { 1 } else { options.len().saturating_sub(1) };
        self.with_option((chosen + step) % options.len().max(1), state)
    }

    /// The same picker with one of its [options](Self::options) chosen.
    fn with_option(&self, index: usize, state: &State) -> Self {
        match self.purpose {
            // Of a single role there is nothing to choose: what was chosen before holds on.
            Purpose::Link => match self.ways() {
                Some((ways, _)) if ways.len() > 1 => {
                    Self { way: ways.get(index).copied().or(self.way), ..self.clone() }
                }
                _ => self.clone(),
            },
            Purpose::Speaker => match name_voices().nth(index) {
                Some(row) => {
                    let voice = Voice::new(row.id);
                    let items = items(&self.purpose, &self.words, &voice, state);
                    let lit = self.lit.min(items.len().saturating_sub(1));
                    Self { voice, items, lit, ..self.clone() }
                }
                None => self.clone(),
            },
            _ => self.clone(),
        }
    }

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
            Purpose::Command => "Find a command",
            Purpose::Recent => "Open a recent file",
            Purpose::Speaker => "Speaker: choose or type a name",
            Purpose::Certainty => "Certainty of the speaker",
            Purpose::Link => "Link to: step with J and K, or type to search",
            Purpose::Links => "Edit or delete a link",
            Purpose::Rename(..) => "New name, or a speaker to merge with",
        }
    }
}

fn items(purpose: &Purpose, words: &str, voice: &Voice, state: &State) -> Vec<Item> {
    match purpose {
        Purpose::Command => fitting(words, commands(state)),
        Purpose::Recent => fitting(words, recent(state)),
        Purpose::Speaker => speakers(words, voice, state),
        Purpose::Certainty => fitting(words, certainties(state)),
        Purpose::Link => fitting(words, linkable(state)),
        Purpose::Links => fitting(words, links(state)),
        Purpose::Rename(voice, name) => names_for(words, (voice, name), state),
    }
}

fn commands(state: &State) -> Vec<Item> {
    let enabled = commands::all().filter(|command| (command.enabled)(state) && *command != &commands::go::PALETTE);
    let item = |command: &'static Command| Item {
        title: command.title.to_owned(),
        detail: state.keymap.shown(command),
        choice: Choice::Run(command),
    };
    enabled.map(item).collect()
}

fn recent(state: &State) -> Vec<Item> {
    let item = |path: &PathBuf| Item {
        title: path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
        detail: path.parent().map(|folder| folder.display().to_string()).unwrap_or_default(),
        choice: Choice::Open(path.clone()),
    };
    state.settings.recent.iter().map(item).collect()
}

fn certainties(state: &State) -> Vec<Item> {
    let now = state.mark().map(|mark| mark.certainty.id());
    let item = |row: &crate::model::annotation::CertaintyRow| Item {
        title: row.name.to_owned(),
        detail: if now == Some(row.id) { "Current".to_owned() } else { String::new() },
        choice: Choice::Certainty(Certainty::new(row.id)),
    };
    CERTAINTIES.iter().map(item).collect()
}

/// How much of an article is looked through for names, in bytes: a longer one would be felt at every letter typed.
const NAMED_WITHIN: usize = 100_000;

/// The speakers that may say the selected mark: with nothing typed, the names in the passage, in its sentence and in its
/// paragraph, then those used so far; else those of them that fit, and what was typed as a new name; last the voices
/// without a name. Every name has the voice chosen.
fn speakers(words: &str, voice: &Voice, state: &State) -> Vec<Item> {
    let typed = words.trim();
    let Some(open) = &state.open else { return Vec::new() };
    let text = &open.document.article().text;
    let used = query::names_with(open.document.set(), voice);
    let speaker = |name: &str| Speaker::new(voice.id(), name);
    let used_names: Vec<String> = used.iter().map(|(name, _)| name.clone()).collect();
    let mut items: Vec<Item> = Vec::new();
    let passage = state.mark().and_then(|mark| mark.target.bounds());
    for (range, place) in passage.into_iter().flat_map(|passage| attribution::names_near(text, passage)) {
        let name = on_one_line(text.slice(range));
        // As it is spelled in the other marks, if it is one of theirs.
        let name = used_names.iter().find(|used| fold::is_same_name(used, &name)).unwrap_or(&name);
        if !is_listed(&items, name) {
            let speaker = Speaker { at: Target::of(range), ..speaker(name) };
            let choice = Choice::Speaker(Some(speaker));
            items.push(Item { title: name.clone(), detail: place.name().to_owned(), choice });
        }
    }
    for (name, count) in used {
        let detail = counted(count, "mark", "marks");
        match items.iter_mut().find(|item| item.title == name) {
            Some(item) => item.detail = format!("{} · {detail}", item.detail),
            None => items.push(Item { choice: Choice::Speaker(Some(speaker(&name))), title: name, detail }),
        }
    }
    if !typed.is_empty() {
        let names = attribution::names(text, text.floor_range(NAMED_WITHIN));
        for name in names.into_iter().map(|range| on_one_line(text.slice(range))) {
            if !is_listed(&items, &name) {
                let choice = Choice::Speaker(Some(speaker(&name)));
                items.push(Item { title: name, detail: "In the article".to_owned(), choice });
            }
        }
    }
    let known = is_listed(&items, typed);
    let mut items = fitting(typed, items);
    if !typed.is_empty() && !known {
        let (begins, keeps) = as_typed(typed);
        // A speaker used before, or a name that begins as typed, is being typed; another name that only has the words in
        // it may be somebody else.
        let meant = |item: &Item| {
            let title = fold::folded(&item.title, keeps);
            title.starts_with(&begins) || (used_names.contains(&item.title) && begins_a_word(&title, &begins))
        };
        items.sort_by_key(|item| !meant(item));
        let begun = items.partition_point(meant);
        items.insert(
            begun,
            Item {
                title: typed.to_owned(),
                detail: "New speaker".to_owned(),
                choice: Choice::Speaker(Some(speaker(typed))),
            },
        );
    }
    // With that voice chosen, what was typed is among the names.
    if typed.is_empty() || voice.id() == NAMED {
        items.push(Item {
            title: if typed.is_empty() { "Unnamed".to_owned() } else { format!("Unnamed: {typed}") },
            detail: "“officials”, “sources”".to_owned(),
            choice: Choice::Speaker(Some(Speaker::new("unnamed", typed))),
        });
    }
    items.push(Item {
        title: "The article itself".to_owned(),
        detail: "In its own voice".to_owned(),
        choice: Choice::Speaker(Some(Speaker::new("article", ""))),
    });
    if state.mark().is_some_and(|mark| mark.speaker.is_some()) {
        items.push(Item {
            title: "Not set".to_owned(),
            detail: "Clear the speaker".to_owned(),
            choice: Choice::Speaker(None),
        });
    }
    items
}

/// The names a speaker can be given: those of the other speakers with the same voice, which merges them, and what was
/// typed.
fn names_for(words: &str, (voice, name): (&Voice, &str), state: &State) -> Vec<Item> {
    let typed = words.trim();
    let used = state.open.as_ref().map(|open| query::names_with(open.document.set(), voice)).unwrap_or_default();
    let others = used.into_iter().filter(|(other, _)| !fold::is_same_name(other, name));
    let item = |(other, _): (String, usize)| Item {
        title: other.clone(),
        detail: format!("Merge “{name}” into this speaker"),
        choice: Choice::Rename(other),
    };
    let mut items = fitting(typed, others.map(item).collect());
    if !typed.is_empty() && typed != name && !is_listed(&items, typed) {
        items.push(Item {
            title: typed.to_owned(),
            detail: format!("Rename “{name}” everywhere"),
            choice: Choice::Rename(typed.to_owned()),
        });
    }
    items
}

/// How a mark of one kind can be linked with one of another, from either end.
pub fn ways(from: &Kind, to: &Kind) -> Vec<Way> {
    let there = role::allowed(from, to).map(|row| Way { role: row.id, verb: row.id, reversed: false });
    let back = role::allowed(to, from).map(|row| Way { role: row.id, verb: row.passive, reversed: true });
    there.chain(back).collect()
}

/// The marks that the selected one can be linked with: the likely ones first, then by how near they are.
fn linkable(state: &State) -> Vec<Item> {
    /// More than anybody looks through; typing finds the others among these first.
    const MOST: usize = 2000;
    let (Some(open), Some(mark)) = (&state.open, state.mark()) else { return Vec::new() };
    let likely = likely_targets(open.document.set(), &open.document.article().text, &mark.id);
    let here = open.document.set().position(&mark.id).unwrap_or_default();
    let mut others: Vec<(usize, &Annotation)> = open
        .document
        .set()
        .annotations()
        .iter()
        .map(AsRef::as_ref)
        .enumerate()
        .filter(|(_, other)| other.id != mark.id)
        .collect();
    others.sort_by_key(|(at, other)| {
        let rank = likely.iter().position(|id| *id == other.id).unwrap_or(usize::MAX);
        (rank, at.abs_diff(here))
    });
    let item = |(_, other): (usize, &Annotation)| {
        let ways = ways(&mark.kind, &other.kind);
        (!ways.is_empty()).then(|| Item {
            title: titled(other, state),
            detail: other.speaker.as_ref().map_or("", |speaker| speaker.label()).to_owned(),
            choice: Choice::Link(other.id.clone(), ways),
        })
    };
    others.into_iter().take(MOST).filter_map(item).collect()
}

/// A mark in one line: its glyph and its words.
fn titled(mark: &Annotation, state: &State) -> String {
    let words =
        state.open.as_ref().map(|open| query::quote_line(mark, &open.document.article().text)).unwrap_or_default();
    format!("{} {words}", mark.kind.look().glyph)
}

/// What can be done with the links of the selected mark.
fn links(state: &State) -> Vec<Item> {
    let (Some(open), Some(mark)) = (&state.open, state.mark()) else { return Vec::new() };
    let mut items = Vec::new();
    for relation in open.document.set().relations_of(&mark.id) {
        let other = if relation.from == mark.id { &relation.to } else { &relation.from };
        let Some(end) = open.document.set().get(other) else {
            items.push(edit_item("Delete the link to a missing mark", other.as_str(), relation, Change::Delete));
            continue;
        };
        let verb = verb(relation, &mark.id);
        let words = format!("{verb} {}", titled(end, state));
        items.push(edit_item("Follow", &words, relation, Change::Go));
        let (from, to) = if relation.from == mark.id { (&mark.kind, &end.kind) } else { (&end.kind, &mark.kind) };
        for row in role::allowed(from, to).filter(|row| row.id != relation.role.id()) {
            items.push(edit_item(&format!("Change to “{}”", row.id), &words, relation, Change::Role(row.id)));
        }
        if relation.role.row().is_some_and(|row| row.allows(to, from)) {
            items.push(edit_item("Reverse", &words, relation, Change::Reverse));
        }
        items.push(edit_item("Delete", &words, relation, Change::Delete));
    }
    items
}

fn edit_item(what: &str, words: &str, relation: &Relation, change: Change) -> Item {
    Item { title: format!("{what}: {words}"), detail: String::new(), choice: Choice::Edit(relation.id.clone(), change) }
}

/// What a mark does to the other end of its relation: "rebuts", "is supported by".
pub fn verb<'a>(relation: &'a Relation, mark: &Id) -> &'a str {
    match relation.role.row() {
        Some(row) if relation.from == *mark => row.id,
        Some(row) => row.passive,
        None => Role::id(&relation.role),
    }
}

/// The items whose title has all the words typed, those that begin with them first, else in their order.
fn fitting(words: &str, items: Vec<Item>) -> Vec<Item> {
    let (words, keeps) = as_typed(words);
    let rank = |item: &Item| {
        let title = fold::folded(&item.title, keeps);
        let all = words.split_whitespace().all(|word| title.contains(word));
        all.then(|| {
            (!title.starts_with(words.trim()), !words.split_whitespace().all(|word| begins_a_word(&title, word)))
        })
    };
    let mut ranked: Vec<_> = items.into_iter().filter_map(|item| Some((rank(&item)?, item))).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, item)| item).collect()
}

/// Words folded as they are typed: accents count only if some are typed, as in a search.
fn as_typed(words: &str) -> (String, Keeps) {
    let (plain, exact) = (fold::folded(words.trim(), fold::LOOSE), fold::name_key(words));
    if plain == exact { (plain, fold::LOOSE) } else { (exact, Keeps { accents: true, ..fold::LOOSE }) }
}

/// True if one of the items has a name.
fn is_listed(items: &[Item], name: &str) -> bool {
    let key = fold::name_key(name);
    items.iter().any(|item| item.title == name || fold::name_key(&item.title) == key)
}

/// Words without the line ends and blanks between them.
fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn begins_a_word(title: &str, word: &str) -> bool {
    let begins = |at: usize| title[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
    title.match_indices(word).any(|(at, _)| begins(at))
}

impl Work<'_> {
    /// Opens a picker.
    pub fn pick(&mut self, purpose: Purpose) {
        self.state.picker = Some(Picker::new(purpose, self.state));
    }

    /// Takes over what was typed into the picker, and lights the first item.
    pub(in crate::app) fn type_into_picker(&mut self, words: String) {
        self.repick(|picker, state| picker.typed(words, state));
    }

    /// Chooses the next of the picker's options, or the one before.
    pub(in crate::app) fn turn_option(&mut self, forward: bool) {
        self.repick(|picker, state| picker.turned(forward, state));
    }

    /// Chooses one of the picker's options.
    pub(in crate::app) fn choose_option(&mut self, index: usize) {
        self.repick(|picker, state| picker.with_option(index, state));
    }

    fn repick(&mut self, change: impl FnOnce(&Picker, &State) -> Picker) {
        let picker = self.state.picker.as_ref().map(|picker| change(picker, self.state));
        self.state.picker = picker;
    }

    /// True if the other end of a link is being chosen.
    pub(in crate::app) fn is_linking(&self) -> bool {
        self.state.picker.as_ref().is_some_and(|picker| picker.purpose == Purpose::Link)
    }

    /// Lights a mark as the other end of a link; also one that what was typed leaves out.
    pub(in crate::app) fn light_mark(&mut self, id: &Id) {
        let Some(mut picker) = self.state.picker.clone() else { return };
        if !picker.light_mark(id) {
            picker = picker.typed(String::new(), self.state);
            if !picker.light_mark(id) {
                self.state.said = "These two marks cannot be linked".to_owned();
                return;
            }
        }
        self.state.picker = Some(picker);
        self.show_lit();
    }

    pub(in crate::app) fn with_picker(&mut self, change: impl FnOnce(&mut Picker)) {
        if let Some(picker) = &mut self.state.picker {
            change(picker);
        }
    }

    /// Takes the lit item of the picker.
    pub(in crate::app) fn take(&mut self) {
        let Some(mut picker) = self.state.picker.take() else { return };
        self.focus(Field::Article);
        if picker.lit >= picker.items.len() {
            return;
        }
        let way = picker.ways().map(|(ways, chosen)| ways[chosen]);
        let item = picker.items.swap_remove(picker.lit);
        match item.choice {
            Choice::Run(command) => self.run(command),
            Choice::Open(path) => self.open(path),
            Choice::Speaker(speaker) => {
                self.change(StepKind::ChangeSpeaker, false, |annotation| annotation.speaker = speaker)
            }
            Choice::Certainty(certainty) => self.set_field(fields::CERTAINTY, certainty.id().to_owned().into(), false),
            Choice::Link(other, _) => {
                let mark = self.state.mark().map(|mark| mark.id.clone());
                if let (Some(way), Some(mark)) = (way, mark) {
                    let (from, to) = if way.reversed { (other, mark) } else { (mark, other) };
                    self.link(from, to, way.role);
                }
            }
            Choice::Rename(to) => {
                if let Purpose::Rename(voice, from) = picker.purpose {
                    self.rename_speaker(&voice, &from, &to);
                }
            }
            Choice::Edit(id, change) => self.change_link(&id, change),
        }
    }
}
