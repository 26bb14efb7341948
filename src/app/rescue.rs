//! Copies of unsaved work in the data folder: made while the file cannot be saved, and offered at the next start.

use std::path::{Path, PathBuf};

use crate::app::autosave::drop_copy;
use crate::app::context::Context;
use crate::app::leave::go_on;
use crate::app::session::Session;
use crate::app::session::leaving::Target;
use crate::app::shell::dialog::Dialog;
use crate::app::shell::waiting::Aim;
use crate::app::tabs::request::TabRequest;
use crate::jobs::Job;
use crate::jobs::notice::{Notice, NoticeTopic};
use crate::storage::files::SaveError;
use crate::storage::rescue::Copy;

/// Takes the result of copying the work. A copy of work that was saved elsewhere meanwhile is deleted.
pub fn copied(session: &mut Session, cx: &mut Context<'_>, path: &Path, result: Result<PathBuf, SaveError>) {
    if session.saving.path != path {
        return drop_orphan(cx, result);
    }
    let (copy, error) = match result {
        Ok(copy) => (Some(copy), None),
        Err(error) => (None, Some(error)),
    };
    let is_news = session.saving.copied(copy);
    if let Some(error) = error.filter(|_| is_news) {
        let text = format!("Could not keep a copy of the unsaved work either: {error}");
        cx.notify(Notice::error(text).on(NoticeTopic::NotSaved));
    }
    // It may have been saved since.
    if !session.is_unsaved() {
        drop_copy(session, cx);
    }
}

/// Deletes a copy of work that was saved elsewhere or discarded meanwhile.
pub fn drop_orphan(cx: &mut Context<'_>, copy: Result<PathBuf, SaveError>) {
    if let Ok(copy) = copy {
        cx.start_alone(Job::DropCopy(copy));
    }
}

/// Notes that a copy was deleted.
pub fn copy_dropped(session: &mut Session, cx: &mut Context<'_>, path: &Path) {
    if session.saving.copy.as_deref() == Some(path) {
        session.saving.copy_dropped();
        go_on(session, cx);
    }
}

/// Takes the copies that earlier sessions left, and asks about them.
pub fn take_copies(cx: &mut Context<'_>, copies: Vec<Copy>) {
    cx.shell.copies = copies;
    if !cx.shell.copies.is_empty() && cx.shell.dialog.is_none() {
        cx.shell.dialog = Some(Dialog::Copies(None));
    }
}

/// Opens the work in a copy: in the place of the session on the same file, if there is one whose work is saved.
pub fn open_copy(cx: &mut Context<'_>, path: PathBuf) {
    cx.shell.dialog = None;
    cx.ask_tabs(TabRequest::Open(Target::Copy(path), Aim::Tab));
}

/// Deletes a copy, once the person has confirmed it.
pub fn delete_copy(cx: &mut Context<'_>, path: PathBuf) {
    let Some(Dialog::Copies(asked)) = &cx.shell.dialog else { return };
    if asked.as_ref() == Some(&path) {
        cx.shell.copies.retain(|copy| copy.path != path);
        cx.shell.dialog = (!cx.shell.copies.is_empty()).then_some(Dialog::Copies(None));
        cx.start_alone(Job::DropCopy(path));
    } else {
        cx.shell.dialog = Some(Dialog::Copies(Some(path)));
    }
}
