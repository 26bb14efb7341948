//! Running commands: a table of rows for each menu.

use crate::app::commands;
use crate::app::commands::command::{Command, Menu};
use crate::app::context::Context;
use crate::app::mark_all::mark_all;
use crate::app::marks::mark as mark_as;
use crate::app::pick::pick;
use crate::app::project::OpenProject;
use crate::app::run::row::{Row, Run, always, window};
use crate::app::session::Session;
use crate::app::shell::Shell;
use crate::app::shell::picker::Purpose;
use crate::model::kind::{KINDS, Kind};

mod edit;
mod file;
mod go;
mod help;
mod mark;
mod project;
mod row;
mod view;

/// The command that lists the others; its row is here, since it needs theirs.
const PALETTE: Row = window(&commands::go::PALETTE, always, |session, cx| {
    let enabled = enabled(session.as_deref(), cx.project.as_ref(), cx.shell);
    pick(session.as_deref(), cx, Purpose::Command(enabled));
});

/// Every command but those of the kinds.
fn rows() -> impl Iterator<Item = &'static Row> {
    let menus = [file::ROWS, edit::ROWS, mark::ROWS, view::ROWS, project::ROWS, go::ROWS, help::ROWS];
    menus.into_iter().flatten().chain([&PALETTE])
}

const _: () = assert!(
    file::ROWS.len() == commands::file::COMMANDS.len()
        && edit::ROWS.len() == commands::edit::COMMANDS.len()
        && mark::ROWS.len() == commands::mark::COMMANDS.len()
        && view::ROWS.len() == commands::view::COMMANDS.len()
        && project::ROWS.len() == commands::project::COMMANDS.len()
        && go::ROWS.len() + 1 == commands::go::COMMANDS.len()
        && help::ROWS.len() == commands::help::COMMANDS.len(),
    "a command has no row, or two"
);

/// The commands of the palette: all that are enabled but the palette itself.
fn enabled(session: Option<&Session>, project: Option<&OpenProject>, shell: &Shell) -> Vec<&'static Command> {
    commands::all()
        .filter(|command| is_enabled(command, session, project, shell) && *command != &commands::go::PALETTE)
        .collect()
}

fn row(command: &Command) -> Option<&'static Run> {
    rows().find(|(other, _)| *other == command).map(|(_, run)| run)
}

/// The kind that a command marks text as, if it is one of these.
fn kind(command: &Command, of_kinds: &[Command]) -> Option<Kind> {
    of_kinds.iter().zip(KINDS).find(|(other, _)| *other == command).map(|(_, row)| Kind::of(row))
}

/// True if a command can be run now.
pub fn is_enabled(command: &Command, session: Option<&Session>, project: Option<&OpenProject>, shell: &Shell) -> bool {
    match (row(command), session) {
        (Some(Run::Window(enabled, _)), _) => enabled(shell),
        (Some(Run::Either(enabled, _)), session) => enabled(session, project),
        (Some(Run::Project(enabled, _)), _) => project.is_some_and(|project| enabled(project, shell)),
        (Some(Run::Session(enabled, _)), Some(session)) => enabled(session, shell),
        (None, Some(session)) if commands::edit::MARK_ALL.contains(command) => edit::has_matches(session),
        (None, Some(session)) => session.is_editable() && kind(command, &commands::mark::MARK_AS).is_some(),
        (_, None) => false,
    }
}

/// The reason why a command cannot be run now.
fn needs(command: &Command, session: Option<&Session>, project: Option<&OpenProject>) -> String {
    if command.menu == Menu::Project && project.is_none() {
        return "Open a folder of articles first".to_owned();
    }
    let Some(session) = session else {
        return match command.menu {
            Menu::Project => format!("{} is not possible now", command.title.trim_end_matches('…')),
            _ => "Open an article first".to_owned(),
        };
    };
    let is_edit = command.menu == Menu::Mark || *command == commands::file::DETAILS;
    if let Some(why) = session.read_only.as_ref().filter(|_| is_edit) {
        return why.clone();
    }
    if command.menu == Menu::Mark && session.mark().is_none() {
        return format!("{}: select a mark first", command.title.trim_end_matches('…'));
    }
    format!("{} is not possible now", command.title.trim_end_matches('…'))
}

/// Runs a command if it is enabled; else says what it needs.
pub fn run(command: &Command, session: Option<&mut Session>, cx: &mut Context<'_>) {
    let project = cx.project.as_ref();
    if !is_enabled(command, session.as_deref(), project, cx.shell) {
        let needs = needs(command, session.as_deref(), project);
        return cx.say(needs);
    }
    match (row(command), session) {
        (Some(Run::Window(_, run) | Run::Project(_, run) | Run::Either(_, run)), session) => run(session, cx),
        (Some(Run::Session(_, run)), Some(session)) => run(session, cx),
        (None, Some(session)) => {
            if let Some(kind) = kind(command, &commands::mark::MARK_AS) {
                mark_as(session, cx, kind);
            } else if let Some(kind) = kind(command, &commands::edit::MARK_ALL) {
                mark_all(session, cx, &kind);
            }
        }
        (_, None) => {}
    }
}
