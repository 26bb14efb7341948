//! Opening a folder as a project, and closing it.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::action::Effect;
use crate::app::context::Context;
use crate::app::preferences::with_settings;
use crate::app::project::OpenProject;
use crate::app::project::file::part;
use crate::app::project::hold::claim;
use crate::app::tabs::request::TabRequest;
use crate::jobs::notice::Notice;
use crate::jobs::progress::Progress;
use crate::jobs::project::ProjectId;
use crate::storage::tabs::OpenTabs;

/// Takes a folder that was opened, unless its opening was cancelled.
pub fn opened_folder(cx: &mut Context<'_>, path: PathBuf, progress: &Arc<Progress>, result: Result<OpenTabs, String>) {
    if cx.shell.waiting.end_opening(progress).is_none() {
        return;
    }
    match result {
        Ok(tabs) => {
            open_project(cx, path);
            cx.ask_tabs(TabRequest::Restore(tabs));
        }
        Err(why) => cx.notify(Notice::error(why)),
    }
}

/// Opens a folder as the project. Its articles follow in batches.
fn open_project(cx: &mut Context<'_>, root: PathBuf) {
    part(cx);
    cx.shell.projects += 1;
    let project = OpenProject::new(ProjectId(cx.shell.projects), root.clone());
    cx.say(format!("Opened {}", project.name()));
    cx.effects.push(Effect::FollowFolder(Some((project.id, root.clone()))));
    *cx.project = Some(project);
    with_settings(cx, |settings| settings.remember_folder(&root));
    claim(cx);
}

/// Closes the project. The open articles stay open.
pub fn close_project(cx: &mut Context<'_>) {
    part(cx);
    if cx.project.take().is_some() {
        cx.effects.push(Effect::FollowFolder(None));
    }
}
