//! Opening files: in tabs of their own, or in the place of a session once its work is saved.

use std::path::PathBuf;

use crate::app::autosave::save_now;
use crate::app::context::Context;
use crate::app::session::Session;
use crate::app::session::leaving::{Next, Target};
use crate::app::shell::waiting::Aim;
use crate::app::tabs::request::TabRequest;
use crate::articles::ReadOptions;
use crate::jobs::Job;
use crate::jobs::notice::Notice;

/// Opens a file in a tab of its own. If it is open, its tab is shown.
pub fn open(cx: &mut Context<'_>, path: PathBuf) {
    open_at(cx, path, Aim::Tab);
}

/// Most files that are opened at once: more are a folder.
const MOST: usize = 20;

/// Opens files that were dropped together, unless they are too many. The last one is shown.
pub fn open_all(cx: &mut Context<'_>, paths: Vec<PathBuf>) {
    if paths.len() > MOST {
        let count = paths.len();
        let why = format!("{count} files were dropped, and {MOST} are the most that open at once. Open their folder");
        return cx.notify(Notice::warning(why));
    }
    paths.into_iter().for_each(|path| open(cx, path));
}

/// Opens an article by the path of its file in a tab of its own, as [`open`] does, and goes to a place in it once it is
/// open.
pub fn open_at(cx: &mut Context<'_>, path: PathBuf, aim: Aim) {
    let target = Target::File(path, ReadOptions::default());
    cx.ask_tabs(TabRequest::Open(target, aim));
}

/// Opens something in the place of a session, once its work is saved.
pub fn reopen(session: &mut Session, cx: &mut Context<'_>, target: Target) {
    if session.is_unsaved() {
        session.leaving.want(Next::Reopen(target));
        save_now(session, cx);
    } else {
        load(cx, target, Aim::Instead(session.id));
    }
}

/// Reads something to be opened.
pub fn load(cx: &mut Context<'_>, target: Target, aim: Aim) {
    let millis = cx.shell.millis;
    let waiting = &mut cx.shell.waiting;
    let job = match target {
        Target::File(path, options) => {
            let progress = waiting.begin_opening(path.clone(), options, aim, millis);
            Job::Open(path, options, progress)
        }
        Target::Copy(path) => {
            let progress = waiting.begin_opening(path.clone(), ReadOptions::default(), aim, millis);
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
    reopen(session, cx, target);
}

/// Cancels reading files. A file that was not read yet is not opened.
pub fn cancel(cx: &mut Context<'_>) {
    if let Some(path) = cx.shell.waiting.cancel() {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
        cx.say(format!("Opening {name} was cancelled"));
    }
}
