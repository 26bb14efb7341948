//! Rows of the tables of running: the function of a command, with the condition under which it is enabled.

use crate::app::commands::command::Command;
use crate::app::context::Context;
use crate::app::project::OpenProject;
use crate::app::session::Session;
use crate::app::shell::Shell;

/// The function of a command, and the condition under which it is enabled.
pub(super) enum Run {
    /// With or without an open article.
    Window(fn(&Shell) -> bool, fn(Option<&mut Session>, &mut Context<'_>)),
    /// In the open project, with or without an open article.
    Project(fn(&OpenProject, &Shell) -> bool, fn(Option<&mut Session>, &mut Context<'_>)),
    /// In the open article or project, or in both.
    Either(fn(Option<&Session>, Option<&OpenProject>) -> bool, fn(Option<&mut Session>, &mut Context<'_>)),
    /// In the open article.
    Session(fn(&Session, &Shell) -> bool, fn(&mut Session, &mut Context<'_>)),
}

/// A command, with how to run it.
pub(super) type Row = (&'static Command, Run);

/// A row of a command that runs with or without an open article.
pub(super) const fn window(
    command: &'static Command,
    enabled: fn(&Shell) -> bool,
    run: fn(Option<&mut Session>, &mut Context<'_>),
) -> Row {
    (command, Run::Window(enabled, run))
}

/// A row of a command that runs in the open article.
pub(super) const fn session(
    command: &'static Command,
    enabled: fn(&Session, &Shell) -> bool,
    run: fn(&mut Session, &mut Context<'_>),
) -> Row {
    (command, Run::Session(enabled, run))
}

/// A row of a command that runs in the open project.
pub(super) const fn project(
    command: &'static Command,
    enabled: fn(&OpenProject, &Shell) -> bool,
    run: fn(Option<&mut Session>, &mut Context<'_>),
) -> Row {
    (command, Run::Project(enabled, run))
}

/// A row of a command that runs in the open article or project.
pub(super) const fn either(
    command: &'static Command,
    enabled: fn(Option<&Session>, Option<&OpenProject>) -> bool,
    run: fn(Option<&mut Session>, &mut Context<'_>),
) -> Row {
    (command, Run::Either(enabled, run))
}

/// The condition of a command that can always be run.
pub(super) fn always(_: &Shell) -> bool {
    true
}

/// The condition of a command that needs nothing but an article.
pub(super) fn open(_: &Session, _: &Shell) -> bool {
    true
}

/// The condition of a command that needs nothing but a project.
pub(super) fn in_project(_: &OpenProject, _: &Shell) -> bool {
    true
}

/// The condition of a command on an article that changed.
pub(super) fn has_review(session: &Session, _: &Shell) -> bool {
    session.comparison.is_some()
}

/// The condition of a command that leaves the article: no dialog is about it.
pub(super) fn undisturbed(_: &Session, shell: &Shell) -> bool {
    shell.dialog.is_none()
}
