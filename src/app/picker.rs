//! The list of things to pick from that lies over the window: commands, recent files, speakers, certainties.

use std::path::PathBuf;

use crate::app::action::Field;
use crate::app::commands::{self, Command};
use crate::app::state::State;
use crate::app::update::Work;
use crate::model::annotation::{CERTAINTIES, Certainty, Speaker};
use crate::model::query;

/// What is picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A command to run.
    Command,
    /// A file opened before.
    Recent,
    /// The speaker of the selected mark.
    Speaker,
    /// How sure the speaker of the selected mark is.
    Certainty,
}

/// An open picker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picker {
    /// What is picked.
    pub purpose: Purpose,
    /// What was typed.
    pub words: String,
    /// The item that `Enter` takes.
    pub lit: usize,
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
}

impl Picker {
    /// A picker with nothing typed.
    pub fn new(purpose: Purpose) -> Self {
        Self { purpose, words: String::new(), lit: 0 }
    }

    /// Takes over what was typed, and lights the first item.
    pub fn type_words(&mut self, words: String) {
        self.words = words;
        self.lit = 0;
    }

    /// What it says while nothing is typed.
    pub fn hint(&self) -> &'static str {
        match self.purpose {
            Purpose::Command => "Find a command",
            Purpose::Recent => "Open a recent file",
            Purpose::Speaker => "Who says it? Type a name",
            Purpose::Certainty => "How sure is the speaker?",
        }
    }

    /// The items that fit what was typed, the best first.
    pub fn items(&self, state: &State) -> Vec<Item> {
        match self.purpose {
            Purpose::Command => fitting(&self.words, commands(state)),
            Purpose::Recent => fitting(&self.words, recent(state)),
            Purpose::Speaker => speakers(&self.words, state),
            Purpose::Certainty => fitting(&self.words, certainties()),
        }
    }
}

fn commands(state: &State) -> Vec<Item> {
    let enabled = commands::all().filter(|command| (command.enabled)(state) && command.id != "go.palette");
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

fn certainties() -> Vec<Item> {
    let item = |row: &crate::model::annotation::CertaintyRow| Item {
        title: row.name.to_owned(),
        detail: String::new(),
        choice: Choice::Certainty(Certainty::new(row.id)),
    };
    CERTAINTIES.iter().map(item).collect()
}

/// The speakers used so far that fit, then what was typed as a new name, then the voices without a name.
fn speakers(words: &str, state: &State) -> Vec<Item> {
    let typed = words.trim();
    let Some(open) = &state.open else { return Vec::new() };
    let used = query::speaker_names(&open.set);
    let known = used.iter().any(|(name, _)| name == typed);
    let item = |(name, count): (String, usize)| Item {
        detail: if count == 1 { "1 mark".to_owned() } else { format!("{count} marks") },
        choice: Choice::Speaker(Some(Speaker::new("named", &name))),
        title: name,
    };
    let mut items = fitting(typed, used.into_iter().map(item).collect());
    if !typed.is_empty() && !known {
        items.push(Item {
            title: typed.to_owned(),
            detail: "A new speaker".to_owned(),
            choice: Choice::Speaker(Some(Speaker::new("named", typed))),
        });
    }
    items.push(Item {
        title: if typed.is_empty() { "Unnamed".to_owned() } else { format!("Unnamed: {typed}") },
        detail: "“officials”, “sources”".to_owned(),
        choice: Choice::Speaker(Some(Speaker::new("unnamed", typed))),
    });
    items.push(Item {
        title: "The article itself".to_owned(),
        detail: "Its own voice".to_owned(),
        choice: Choice::Speaker(Some(Speaker::new("article", ""))),
    });
    if state.mark().is_some_and(|mark| mark.speaker.is_some()) {
        items.push(Item {
            title: "Nobody yet".to_owned(),
            detail: "Take the speaker away".to_owned(),
            choice: Choice::Speaker(None),
        });
    }
    items
}

/// The items whose title has all the words typed, those that begin with them first, else in their order.
fn fitting(words: &str, items: Vec<Item>) -> Vec<Item> {
    let words = words.to_lowercase();
    let rank = |item: &Item| {
        let title = item.title.to_lowercase();
        let all = words.split_whitespace().all(|word| title.contains(word));
        all.then(|| {
            (!title.starts_with(words.trim()), !words.split_whitespace().all(|word| begins_a_word(&title, word)))
        })
    };
    let mut ranked: Vec<_> = items.into_iter().filter_map(|item| Some((rank(&item)?, item))).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, item)| item).collect()
}

fn begins_a_word(title: &str, word: &str) -> bool {
    title.split(|c: char| !c.is_alphanumeric()).any(|part| part.starts_with(word))
}

impl Work<'_> {
    /// Opens a picker.
    pub fn pick(&mut self, purpose: Purpose) {
        self.state.picker = Some(Picker::new(purpose));
    }

    pub(in crate::app) fn with_picker(&mut self, change: impl FnOnce(&mut Picker)) {
        if let Some(picker) = &mut self.state.picker {
            change(picker);
        }
    }

    /// Takes the lit item of the picker.
    pub(in crate::app) fn take(&mut self) {
        let Some(picker) = self.state.picker.take() else { return };
        self.focus(Field::Article);
        let Some(item) = picker.items(self.state).into_iter().nth(picker.lit) else { return };
        match item.choice {
            Choice::Run(command) => self.run(command),
            Choice::Open(path) => self.open(path),
            Choice::Speaker(speaker) => self.change("Change speaker", None, |annotation| annotation.speaker = speaker),
            Choice::Certainty(certainty) => {
                self.change("Change certainty", None, |annotation| annotation.certainty = certainty);
            }
        }
    }
}
