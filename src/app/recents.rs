//! Recent files and folders: looked for when they are shown, off the window's thread.

use std::path::PathBuf;

use crate::app::context::Context;
use crate::app::pick::type_into_picker;
use crate::app::session::Session;
use crate::app::sessions::Sessions;
use crate::app::shell::picker::Purpose;
use crate::app::shell::recents::Recents;
use crate::jobs::Job;

/// Looks for the recent files and folders when the picker or the welcome begins to show them.
pub fn keep_recents(sessions: &Sessions, cx: &mut Context<'_>) {
    let is_picking = cx.shell.picker.as_ref().is_some_and(|picker| picker.purpose == Purpose::Recent);
    let is_welcome = sessions.is_empty() && cx.project.is_none();
    if !is_picking && !is_welcome {
        cx.shell.recents.sought.clear();
        return;
    }
    let shown = Recents::of(&cx.shell.settings);
    if cx.shell.recents.sought != shown {
        cx.shell.recents.sought.clone_from(&shown);
        cx.start_alone(Job::FindGone(shown));
    }
}

/// Takes the files and folders that are not there.
pub fn took_gone(session: Option<&Session>, cx: &mut Context<'_>, sought: Vec<PathBuf>, gone: Vec<PathBuf>) {
    if cx.shell.recents.sought != sought {
        return;
    }
    cx.shell.recents.gone = gone.into_iter().collect();
    let picker = cx.shell.picker.as_ref().filter(|picker| picker.purpose == Purpose::Recent);
    if let Some((words, lit)) = picker.map(|picker| (picker.words.clone(), picker.lit_item().cloned())) {
        type_into_picker(session, cx, words);
        if let Some(picker) = &mut cx.shell.picker {
            let at = lit.and_then(|lit| picker.items.iter().position(|item| item.choice == lit.choice));
            picker.light(at.unwrap_or_default());
        }
    }
}
