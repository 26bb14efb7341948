//! The rows of the context menus.

use egui::{Ui, WidgetText};

use crate::app::action::Intent;
use crate::app::commands::command::Command;
use crate::app::commands::mark::MARK_AS;
use crate::app::commands::project as command;
use crate::app::commands::{edit, file, go, mark, view};
use crate::app::run::is_enabled;
use crate::app::shell::context_menu::Thing;
use crate::app::shell::panel::Panel;
use crate::app::shell::picker::Change;
use crate::app::state::State;
use crate::model::kind::{KINDS, Kind};
use crate::model::role;
use crate::ui::context_menu::own::Own;
use crate::ui::context_menu::{across, project, tabs};
use crate::ui::label;

/// A row of a menu.
pub(super) struct Row {
    /// True if a separator is above it.
    pub gap: bool,
    /// Its title, possibly with a glyph.
    pub title: WidgetText,
    /// True if the title has words of an article, which are painted over it.
    pub has_words: bool,
    /// Its accessible name.
    pub name: String,
    /// The keys that do the same.
    pub keys: String,
    /// One sentence of help; may be empty.
    pub help: &'static str,
    /// Its effects, in order.
    pub intents: Vec<Intent>,
}

/// An entry of a table: what a menu has, where it can be done.
enum Entry {
    /// A separator between the rows above and below.
    Gap,
    /// A command.
    Run(&'static Command),
    /// The commands that mark as a kind, but for the kind that the mark has.
    Kinds,
    /// A command that is applied to the thing instead of the selection; left out where it is not possible.
    As(&'static Command, fn(&Thing, &State) -> Option<Intent>),
    /// A command that turns a state of the thing on or off: its title for either, and true from the state if it is on.
    Turn(&'static Command, [&'static str; 2], fn(&Thing, &State) -> Option<(Intent, bool)>),
    /// Rows that no command makes, because they are for a thing that is not selected.
    Own(fn(&Thing, &State) -> Vec<Own>),
}

use Entry::{As, Gap, Kinds, Run, Turn};

/// The titles of the row that marks an article as done, or as not done.
const DONE: [&str; 2] = ["Mark as done", "Mark as not done"];

/// The menu of words in the article.
const WORDS: &[Entry] = &[
    Kinds,
    Gap,
    Run(&mark::SPEAKER),
    Run(&mark::UNNAMED),
    Run(&mark::CUE),
    Run(&mark::ADD_FRAGMENT),
    Run(&mark::MOVE_TO_SELECTION),
    Gap,
    Run(&go::GROW),
    Run(&edit::FIND),
    Gap,
    Run(&edit::COPY),
    Run(&edit::COPY_CITATION),
    Run(&edit::COPY_ADDRESS),
];

/// The menu of a mark.
const MARK: &[Entry] = &[
    Entry::Own(passage),
    Gap,
    Kinds,
    Gap,
    Run(&mark::SPEAKER),
    Run(&mark::UNNAMED),
    Run(&mark::ARTICLE_VOICE),
    Run(&mark::RENAME_SPEAKER),
    Run(&mark::CERTAINTY),
    Gap,
    Run(&mark::NOTE),
    Run(&mark::TAGS),
    Run(&mark::DISCUSS),
    Gap,
    Run(&mark::LINK),
    Run(&mark::LINKS),
    Run(&command::THREAD),
    Gap,
    Run(&mark::ACCEPT_MATCH),
    Run(&mark::MARK_LOST),
    Run(&mark::REMOVE_FRAGMENT),
    Run(&mark::SPLIT),
    Run(&mark::JOIN),
    Gap,
    Run(&edit::COPY),
    Run(&edit::COPY_CITATION),
    Run(&edit::COPY_ADDRESS),
    Gap,
    Run(&mark::DELETE),
];

/// The menu of a link.
const LINK: &[Entry] = &[Entry::Own(follow), Gap, Entry::Own(roles), Gap, Entry::Own(unlink)];

/// The menu of a link between articles.
const LINK_ACROSS: &[Entry] =
    &[Entry::Own(across::follow), Gap, Entry::Own(across::roles), Gap, Entry::Own(across::unlink)];

/// The menu of a speaker.
const SPEAKER: &[Entry] = &[Entry::Own(list), Gap, Entry::Own(names)];

/// The menu of a tab.
const TAB: &[Entry] = &[
    As(&file::CLOSE, tabs::close),
    As(&file::CLOSE_OTHERS, tabs::close_others),
    As(&file::CLOSE_ALL, tabs::close_all),
    Gap,
    As(&view::BESIDE, tabs::beside),
    As(&go::MOVE_TAB_LEFT, tabs::move_left),
    As(&go::MOVE_TAB_RIGHT, tabs::move_right),
    Gap,
    As(&file::DETAILS, tabs::details),
    Turn(&command::DONE, DONE, tabs::done),
    As(&edit::COPY_PATH, tabs::copy_path),
];

/// The menu of an article of the project.
const ARTICLE: &[Entry] = &[
    Entry::Own(project::open),
    As(&file::DETAILS, project::details),
    Turn(&command::DONE, DONE, project::done),
    Gap,
    As(&edit::COPY_PATH, project::copy_path),
];

/// The menu of a thread.
const THREAD: &[Entry] = &[
    Entry::Own(project::thread),
    Entry::Own(project::passage),
    As(&command::TIMELINE, project::timeline),
    As(&command::MAP, project::map),
    Gap,
    As(&edit::COPY, project::copy),
];

/// The menu of a mark in the views of the project.
const PASSAGE: &[Entry] = &[
    Entry::Own(project::passage),
    As(&command::THREAD, project::its_thread),
    As(&command::TIMELINE, project::timeline),
    As(&file::DETAILS, project::details),
    Gap,
    As(&edit::COPY, project::copy),
];

/// The menu of a speaker of the project.
const PERSON: &[Entry] = &[
    Entry::Own(project::person),
    As(&command::TIMELINE, project::timeline),
    Gap,
    As(&mark::RENAME_SPEAKER, project::rename),
    Entry::Own(project::split),
    Gap,
    As(&edit::COPY, project::copy),
];

/// The accessible name of a thing's menu.
pub(super) fn name(thing: &Thing, state: &State) -> &'static str {
    match thing {
        Thing::Mark(_) if state.session().is_some_and(|session| session.several().is_some()) => "Menu of the marks",
        Thing::Place(_) | Thing::Words => "Menu of the words",
        Thing::Mark(_) => "Menu of the mark",
        Thing::Link(_) | Thing::LinkAcross(_) => "Menu of the link",
        Thing::Speaker(..) | Thing::Person(_) => "Menu of the speaker",
        Thing::Tab(_) => "Menu of the tab",
        Thing::Article(_) => "Menu of the article",
        Thing::Thread(_) => "Menu of the thread",
        Thing::Passage(_) => "Menu of the passage",
    }
}

/// The rows of a thing's menu: what can be done with it now.
pub(super) fn of(ui: &Ui, thing: &Thing, state: &State) -> Vec<Row> {
    let table = match thing {
        Thing::Place(_) | Thing::Words => WORDS,
        Thing::Mark(_) => MARK,
        Thing::Link(_) => LINK,
        Thing::LinkAcross(_) => LINK_ACROSS,
        Thing::Speaker(..) => SPEAKER,
        Thing::Tab(_) => TAB,
        Thing::Article(_) => ARTICLE,
        Thing::Thread(_) => THREAD,
        Thing::Passage(_) => PASSAGE,
        Thing::Person(_) => PERSON,
    };
    let mut rows: Vec<Row> = Vec::new();
    let mut gap = false;
    for entry in table {
        let mut added = match entry {
            Gap => {
                gap = !rows.is_empty();
                continue;
            }
            Run(command) => run(state, command, command.title.into()).into_iter().collect(),
            Kinds => kinds(ui, thing, state),
            As(command, done) => done(thing, state).map(|intent| row_as(state, command, intent)).into_iter().collect(),
            Turn(command, titles, turn) => {
                let row = |(intent, is_on): (Intent, bool)| {
                    let title = titles[usize::from(is_on)];
                    Row { title: title.into(), name: title.to_owned(), ..row_as(state, command, intent) }
                };
                turn(thing, state).map(row).into_iter().collect()
            }
            Entry::Own(own) => own(thing, state).into_iter().map(row_of).collect(),
        };
        if let Some(first) = added.first_mut() {
            first.gap = std::mem::take(&mut gap);
        }
        rows.extend(added);
    }
    rows
}

fn row_of(own: Own) -> Row {
    let Own { title, help, intents } = own;
    Row {
        gap: false,
        title: label::unseen(&title).into(),
        has_words: true,
        name: title,
        keys: String::new(),
        help,
        intents,
    }
}

/// The row of a command that is done with a thing.
fn row_as(state: &State, command: &'static Command, intent: Intent) -> Row {
    Row {
        gap: false,
        title: command.title.into(),
        has_words: false,
        name: command.title.to_owned(),
        keys: state.shell.keymap.shown(command),
        help: command.help,
        intents: vec![intent],
    }
}

/// The row of a command, if it can run.
fn run(state: &State, command: &'static Command, title: WidgetText) -> Option<Row> {
    is_enabled(command, state.session(), state.project.as_ref(), &state.shell)
        .then(|| Row { title, ..row_as(state, command, Intent::Run(command)) })
}

fn kinds(ui: &Ui, thing: &Thing, state: &State) -> Vec<Row> {
    let Some(session) = state.session() else { return Vec::new() };
    let alone = matches!(thing, Thing::Mark(_)) && session.several().is_none();
    let now = session.mark().filter(|_| alone).map(|mark| mark.kind.clone());
    let others = KINDS.iter().map(Kind::of).zip(&MARK_AS).filter(|(kind, _)| now.as_ref() != Some(kind));
    others
        .filter_map(|(kind, command)| run(state, command, label::kind_title(ui, &kind, command.title).into()))
        .collect()
}

/// On the map in place of the article: the way to the mark's passage.
fn passage(thing: &Thing, state: &State) -> Vec<Own> {
    let Thing::Mark(id) = thing else { return Vec::new() };
    let row = Own {
        title: "Show in article".to_owned(),
        help: "Close the map and go to the passage",
        intents: vec![Intent::Choose(Some(id.clone())), Intent::Run(&go::ARTICLE)],
    };
    state.shell.full_map.then_some(row).into_iter().collect()
}

/// The way to the other end of a link, from the selected mark or else from its start.
fn follow(thing: &Thing, state: &State) -> Vec<Own> {
    let (Thing::Link(id), Some(session)) = (thing, state.session()) else { return Vec::new() };
    let Some(relation) = session.set().relation(id) else { return Vec::new() };
    let is_from = session.focus.mark.as_ref() == Some(&relation.from);
    let other = session.set().get(if is_from { &relation.to } else { &relation.from });
    let row = other.map(|other| Own {
        title: format!("Go to {}", label::attributed(&other.kind.name().to_lowercase(), other)),
        help: "Select the mark at the other end",
        intents: vec![Intent::ChangeLink(id.clone(), Change::Go)],
    });
    row.into_iter().collect()
}

/// The other roles that a link may have, and its other direction.
fn roles(thing: &Thing, state: &State) -> Vec<Own> {
    let (Thing::Link(id), Some(session)) = (thing, state.session()) else { return Vec::new() };
    let Some(relation) = session.set().relation(id).filter(|_| session.is_editable()) else { return Vec::new() };
    let (Some(from), Some(to)) = (session.set().get(&relation.from), session.set().get(&relation.to)) else {
        return Vec::new();
    };
    let change = |change| vec![Intent::ChangeLink(id.clone(), change)];
    let others = role::allowed(&from.kind, &to.kind).filter(|row| row.id != relation.role.id());
    let mut rows: Vec<Own> = others
        .map(|row| Own {
            title: format!("Change to “{}”", row.id),
            help: row.help,
            intents: change(Change::Role(row.id)),
        })
        .collect();
    if relation.role.row().is_some_and(|row| row.allows(&to.kind, &from.kind)) {
        let help = "Let the link lead from the other mark to this one";
        rows.push(Own { title: "Reverse".to_owned(), help, intents: change(Change::Reverse) });
    }
    rows
}

/// Deleting a link.
fn unlink(thing: &Thing, state: &State) -> Vec<Own> {
    let (Thing::Link(id), Some(session)) = (thing, state.session()) else { return Vec::new() };
    let row = Own {
        title: "Delete link".to_owned(),
        help: "Delete the link; both marks stay",
        intents: vec![Intent::ChangeLink(id.clone(), Change::Delete)],
    };
    session.is_editable().then_some(row).into_iter().collect()
}

/// The list of a speaker's marks.
fn list(thing: &Thing, _: &State) -> Vec<Own> {
    let Thing::Speaker(_, name) = thing else { return Vec::new() };
    vec![Own {
        title: "List marks".to_owned(),
        help: "List this speaker's marks",
        intents: vec![Intent::FilterWords(name.clone()), Intent::Show(Panel::Marks)],
    }]
}

/// Renaming, merging and splitting a speaker.
fn names(thing: &Thing, state: &State) -> Vec<Own> {
    let (Thing::Speaker(voice, name), Some(session)) = (thing, state.session()) else { return Vec::new() };
    if !session.is_editable() {
        return Vec::new();
    }
    let mut rows = vec![Own {
        title: mark::RENAME_SPEAKER.title.to_owned(),
        help: mark::RENAME_SPEAKER.help,
        intents: vec![Intent::PickName(voice.clone(), name.clone())],
    }];
    let mut speakers = session.set().annotations().iter().filter_map(|mark| mark.speaker.as_ref());
    if speakers.any(|speaker| !speaker.written.is_empty() && speaker.is(voice, name)) {
        rows.push(Own {
            title: "Split speaker".to_owned(),
            help: "Give each mark the name back that it had before speakers were merged",
            intents: vec![Intent::SplitSpeaker(voice.clone(), name.clone())],
        });
    }
    rows
}
