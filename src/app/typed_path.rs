//! Typing a path, where the system has no file dialog.

use std::path::{MAIN_SEPARATOR, PathBuf};

use crate::app::action::FileDialog;
use crate::app::context::Context;
use crate::app::open::open;
use crate::app::save::save_to;
use crate::app::session::Session;
use crate::app::shell::Shell;
use crate::app::shell::dialog::Dialog;
use crate::app::shell::typed_path::{PathUse, TypedPath};
use crate::jobs::Job;
use crate::jobs::notice::Notice;
use crate::jobs::typed_path::TypedError;

/// Asks for a path in place of the system's dialog. A dialog of this window has a field for it already.
pub fn no_dialog(session: Option<&Session>, cx: &mut Context<'_>, ask: FileDialog) {
    let (of, path) = match ask {
        FileDialog::Open => (PathUse::Open, folder(session, cx.shell)),
        FileDialog::OpenFolder => (PathUse::OpenFolder, folder(session, cx.shell)),
        FileDialog::SaveTo(path) => (PathUse::Save, path.display().to_string()),
        FileDialog::ExportTo(_) | FileDialog::Import(_) | FileDialog::ImportTo(_) | FileDialog::Paste(_) => {
            const WHY: &str =
                "This system shows no file dialogs (on Linux they need a desktop portal or zenity). Type the path";
            // A message would be behind the dialog.
            match cx.shell.dialog.as_mut().and_then(Dialog::error_mut) {
                Some(error) => *error = Some(WHY.to_owned()),
                None => cx.notify(Notice::warning(WHY)),
            }
            return;
        }
    };
    cx.shell.picker = None;
    cx.shell.dialog = Some(Dialog::Path(TypedPath { of, path, error: None, exists: false }));
}

/// The folder of the article that is open or was open last, with a separator at its end.
fn folder(session: Option<&Session>, shell: &Shell) -> String {
    let open = session.map(Session::file);
    let near = open.as_ref().or(shell.settings.recent.first()).and_then(|file| file.parent());
    near.map(|folder| format!("{}{MAIN_SEPARATOR}", folder.display())).unwrap_or_default()
}

/// Takes what was typed so far.
pub fn type_path(cx: &mut Context<'_>, path: String) {
    if let Some(Dialog::Path(typed)) = &mut cx.shell.dialog {
        (typed.path, typed.error, typed.exists) = (path, None, false);
    }
}

/// Looks for what was typed.
pub fn take_path(cx: &mut Context<'_>) {
    if let Some(Dialog::Path(typed)) = &cx.shell.dialog {
        let job = Job::FindTyped(typed.path.clone(), typed.of == PathUse::Save);
        cx.start_alone(job);
    }
}

/// Opens what was found at a path, or saves to it, or shows why that is not possible. Nothing if something else was typed
/// since.
pub fn found_typed(
    session: Option<&mut Session>,
    cx: &mut Context<'_>,
    path: &str,
    result: Result<PathBuf, TypedError>,
) {
    let Some(Dialog::Path(typed)) = &mut cx.shell.dialog else { return };
    match (result, typed.of, session) {
        _ if typed.path != path => {}
        (Err(TypedError::Exists(path)), _, Some(session)) if typed.exists => save_to(session, cx, path),
        (Err(why), ..) => {
            typed.exists = matches!(why, TypedError::Exists(_));
            typed.error = Some(why.to_string());
        }
        (Ok(path), PathUse::Save, Some(session)) => save_to(session, cx, path),
        (Ok(path), ..) => {
            cx.shell.dialog = None;
            open(cx, path);
        }
    }
}
