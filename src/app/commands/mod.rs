//! Everything a person can do by name: one row a command beside its function.
//!
//! The menus, the palette, the keys and their help all derive from the tables of the menus. A new command is a
//! static and a row in its menu.

use crate::app::state::State;
use crate::app::update::Work;
use crate::jobs::notice::NoticeTopic;

pub mod edit;
pub mod file;
pub mod go;
pub mod help;
pub mod mark;
pub mod view;

/// A menu of the menu bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// Files.
    File,
    /// Undo, copy, find.
    Edit,
    /// Marks.
    Mark,
    /// How it looks.
    View,
    /// Moving about.
    Go,
    /// Help.
    Help,
}

/// The menus, in the order of the menu bar.
pub const MENUS: &[(Menu, &str)] = &[
    (Menu::File, "File"),
    (Menu::Edit, "Edit"),
    (Menu::Mark, "Mark"),
    (Menu::View, "View"),
    (Menu::Go, "Go"),
    (Menu::Help, "Help"),
];

/// The menu that a letter opens with Alt: the one whose name begins with it.
pub fn menu_of_letter(letter: &str) -> Option<Menu> {
    MENUS
        .iter()
        .find(|(_, title)| title.get(..1).is_some_and(|first| first.eq_ignore_ascii_case(letter)))
        .map(|(menu, _)| *menu)
}

/// A command.
#[derive(Debug)]
pub struct Command {
    /// Its stable id, by which settings name it. An id that is changed goes into `RENAMED`.
    pub id: &'static str,
    /// Its name in menus and the palette, in sentence case, with `…` where more is asked.
    pub title: &'static str,
    /// One sentence of help without a full stop.
    pub help: &'static str,
    /// The menu it stands in.
    pub menu: Menu,
    /// True if a line is drawn above it in the menu.
    pub gap: bool,
    /// The keys that run it by default, as the settings spell them.
    pub keys: &'static [&'static str],
    /// True if its keys also work while something is typed into a field.
    pub while_typing: bool,
    /// True if it can be run now.
    pub enabled: fn(&State) -> bool,
    /// Runs it.
    pub run: fn(&mut Work<'_>, &'static Command),
}

impl PartialEq for Command {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Command {}

/// Every command, in the order of the menus.
pub fn all() -> impl Iterator<Item = &'static Command> {
    let first = file::COMMANDS.iter().chain(edit::COMMANDS).copied();
    let last = [mark::COMMANDS, view::COMMANDS, go::COMMANDS, help::COMMANDS].into_iter().flatten().copied();
    first.chain(&mark::MARK_AS).chain(last)
}

/// Ids of earlier versions, which settings may still hold, with the present ones.
const RENAMED: &[(&str, &str)] = &[
    ("file.save_elsewhere", "file.save_as"),
    ("file.carry_over", "file.reanchor"),
    ("file.stop", "file.cancel"),
    ("mark.accept_place", "mark.accept_match"),
    ("mark.put", "mark.move_to_selection"),
    ("mark.leave_lost", "mark.mark_lost"),
    ("mark.accept_carried", "mark.accept_all"),
];

/// The command with this id, as settings name it.
pub fn by_id(id: &str) -> Option<&'static Command> {
    let id = RENAMED.iter().find(|(old, _)| *old == id).map_or(id, |(_, new)| *new);
    all().find(|command| command.id == id)
}

/// The command that does something about a message on this subject.
pub fn remedy(topic: NoticeTopic) -> &'static Command {
    match topic {
        NoticeTopic::Problems => &view::PROBLEMS,
        NoticeTopic::PartialPage => &file::WHOLE_PAGE,
        NoticeTopic::Encoding => &file::ENCODING,
        NoticeTopic::Reanchored => &view::COMPARE,
        NoticeTopic::Behind => &file::REANCHOR,
        NoticeTopic::Merge => &view::CHANGES,
        NoticeTopic::NotSaved => &file::SAVE_AS,
        NoticeTopic::FileLost => &file::SAVE,
        NoticeTopic::Elsewhere => &file::TAKE_OVER,
        NoticeTopic::Renamed => &file::ADOPT,
    }
}

/// A command that can always be run.
fn always(_: &State) -> bool {
    true
}

/// A command that needs an open article.
fn is_open(state: &State) -> bool {
    state.open.is_some()
}

/// A command that changes the selected mark.
fn has_mark(state: &State) -> bool {
    state.editable() && state.mark().is_some()
}
