//! Everything a person can do by name: one row a command beside its function.
//!
//! The menus, the palette, the keys and their help all derive from [`COMMANDS`]. A new command is a function and a row.

use crate::app::state::State;
use crate::app::update::Work;

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

/// A row of [`COMMANDS`].
#[derive(Debug)]
pub struct Command {
    /// Its stable id, by which settings name it.
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

/// Every command, by menu.
pub const COMMANDS: &[&[Command]] =
    &[file::COMMANDS, edit::COMMANDS, &mark::MARK_AS, mark::COMMANDS, view::COMMANDS, go::COMMANDS, help::COMMANDS];

/// Every command, in order.
pub fn all() -> impl Iterator<Item = &'static Command> {
    COMMANDS.iter().flat_map(|commands| commands.iter())
}

/// The command with this id.
pub fn by_id(id: &str) -> Option<&'static Command> {
    all().find(|command| command.id == id)
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
