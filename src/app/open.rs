//! Opening files, once the work on the active session is saved.

use std::path::PathBuf;

use crate::app::autosave::save_now;
use crate::app::context::Context;
use crate::app::session::Session;
use crate::app::shell::waiting::Target;
use crate::articles::ReadOptions;
use crate::jobs::Job;

/// Opens a file once the work is saved.
pub fn open(session: Option<&mut Session>, cx: &mut Context<'_>, path: PathBuf) {
    open_once_saved(session, cx, Target::File(path, ReadOptions::default()));
}

/// Opens something once the work is saved.
pub fn open_once_saved(session: Option<&mut Session>, cx: &mut Context<'_>, target: Target) {
    match session.filter(|session| session.is_unsaved()) {
        Some(session) => {
            cx.shell.waiting.open_next(target);
            save_now(session, cx);
        }
        None => load(cx, target),
    }
}

/// Opens something in place of the active session, saved or not.
pub fn load(cx: &mut Context<'_>, target: Target) {
    let millis = cx.shell.millis;
    let waiting = &mut cx.shell.waiting;
    let job = match target {
        Target::File(path, options) => {
            let progress = waiting.begin_opening(path.clone(), options, millis);
            Job::Open(path, options, progress)
        }
        Target::Copy(path) => {
            let progress = waiting.begin_opening(path.clone(), ReadOptions::default(), millis);
            Job::OpenCopy(path, progress)
        }
    };
    cx.start_alone(job);
}

/// Reads the article again in another encoding.
pub fn read_as(session: &mut Session, cx: &mut Context<'_>, encoding: &'static str) {
    cx.shell.dialog = None;
    let options = ReadOptions { encoding: Some(encoding), ..session.watch.options };
    read_with(session, cx, options);
}

/// Reads the page again: all of it, or the article on it.
pub fn read_whole(session: &mut Session, cx: &mut Context<'_>, whole: bool) {
    let options = ReadOptions { whole: Some(whole), ..session.watch.options };
    read_with(session, cx, options);
}

fn read_with(session: &mut Session, cx: &mut Context<'_>, options: ReadOptions<'static>) {
    let target = Target::File(session.file(), options);
    open_once_saved(Some(session), cx, target);
}

/// Cancels reading files. A file that was not read yet is not opened.
pub fn cancel(cx: &mut Context<'_>) {
    if let Some(path) = cx.shell.waiting.cancel() {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        cx.say(format!("Opening {name} was cancelled"));
    }
}
