//! A new article from the clipboard: it becomes a file, where the person says, which is then opened.

use std::path::{Path, PathBuf};

use crate::app::context::Context;
use crate::app::open::open;
use crate::app::session::Session;
use crate::app::shell::dialog::Dialog;
use crate::app::shell::paste::Paste;
use crate::jobs::Job;
use crate::jobs::notice::Notice;
use crate::jobs::paste::{PasteJob, Pasted};
use crate::jobs::write::WriteError;

/// Takes the content of the clipboard, and asks where to save it.
pub fn pasted(session: Option<&Session>, cx: &mut Context<'_>, pasted: Option<Pasted>) {
    let Some(pasted) = pasted else {
        return cx.notify(Notice::warning("The clipboard has no text. Copy some in another program and try again"));
    };
    let open = session.map(|session| session.saving.path.as_path());
    let near = open.or(cx.shell.settings.recent.first().map(PathBuf::as_path));
    let folder = near.and_then(Path::parent).unwrap_or(Path::new(""));
    let path = folder.join(format!("{}.{}", pasted.name, pasted.extension())).display().to_string();
    cx.shell.dialog = Some(Dialog::Paste(Paste { pasted, path, error: None, exists: false }));
}

/// Changes the path to save to.
pub fn paste_path(cx: &mut Context<'_>, path: String) {
    if let Some(Dialog::Paste(paste)) = &mut cx.shell.dialog {
        (paste.path, paste.error, paste.exists) = (path, None, false);
    }
}

/// Saves the pasted article, over an existing file if `replace`.
pub fn keep_pasted(session: Option<&Session>, cx: &mut Context<'_>, replace: bool) {
    let Some(Dialog::Paste(Paste { pasted, path, .. })) = &cx.shell.dialog else { return };
    let job = PasteJob {
        path: pasted.named(PathBuf::from(path.trim())),
        content: pasted.content.clone(),
        replace,
        sources: session.map(Session::sources).unwrap_or_default(),
    };
    cx.start_alone(Job::WritePasted(Box::new(job)));
}

/// Opens the file that was written, or shows in the dialog why it could not be.
pub fn paste_written(cx: &mut Context<'_>, path: PathBuf, result: Result<(), WriteError>) {
    match (result, &mut cx.shell.dialog) {
        (Ok(()), _) => {
            cx.shell.dialog = None;
            open(cx, path);
        }
        (Err(error), Some(Dialog::Paste(paste))) => {
            paste.exists = matches!(error, WriteError::Exists(_));
            paste.error = Some(error.to_string());
        }
        // The dialog was closed meanwhile.
        (Err(error), _) => cx.notify(Notice::error(error.to_string())),
    }
}
