//! A command: its names, its menu and its keys.

/// A menu of the menu bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    /// Files.
    File,
    /// Undo, copy, find.
    Edit,
    /// Marks.
    Mark,
    /// Appearance and panels.
    View,
    /// The open folder of articles.
    Project,
    /// Navigation.
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
    (Menu::Project, "Project"),
    (Menu::Go, "Go"),
    (Menu::Help, "Help"),
];

/// The menu that Alt and a letter open: the one whose name begins with it.
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
    /// Its menu.
    pub menu: Menu,
    /// True if a separator is above it in the menu.
    pub gap: bool,
    /// The keys that run it by default, as the settings spell them.
    pub keys: &'static [&'static str],
    /// True if its keys also work while something is typed into a field.
    pub while_typing: bool,
}

impl PartialEq for Command {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Command {}
