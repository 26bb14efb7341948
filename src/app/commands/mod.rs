//! The commands: everything that can be done by name, with its menu and its keys.
//!
//! The menus, the palette, the keys and their help all derive from the tables of the menus. A new command is a static in
//! its menu and a row in the table of its menu in [`run`](crate::app::run).

use crate::app::commands::command::Command;
use crate::jobs::notice::NoticeTopic;

pub mod command;
pub mod edit;
pub mod file;
pub mod go;
pub mod help;
pub mod mark;
pub mod project;
pub mod view;

/// Every command, in the order of the menus.
pub fn all() -> impl Iterator<Item = &'static Command> {
    let first = file::COMMANDS.iter().chain(edit::COMMANDS).copied();
    let last = [mark::COMMANDS, view::COMMANDS, project::COMMANDS, go::COMMANDS, help::COMMANDS];
    first.chain(&edit::MARK_ALL).chain(&mark::MARK_AS).chain(last.into_iter().flatten().copied())
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

/// The command that does something about a message on this subject, if there is one.
pub fn remedy(topic: NoticeTopic) -> Option<&'static Command> {
    Some(match topic {
        NoticeTopic::Problems => &view::PROBLEMS,
        NoticeTopic::PartialPage => &file::WHOLE_PAGE,
        NoticeTopic::Encoding => &file::ENCODING,
        NoticeTopic::Reanchored => &view::COMPARE,
        NoticeTopic::Behind => &file::REANCHOR,
        NoticeTopic::Merge => &view::CHANGES,
        NoticeTopic::NotSaved => &file::SAVE_AS,
        NoticeTopic::FileLost => &file::SAVE,
        NoticeTopic::ArticleGone | NoticeTopic::Renewed => return None,
        NoticeTopic::Elsewhere => &file::TAKE_OVER,
        NoticeTopic::ProjectFile => &project::SAVE,
        NoticeTopic::ProjectElsewhere => &project::TAKE_OVER,
        NoticeTopic::Renamed => &file::ADOPT,
    })
}
