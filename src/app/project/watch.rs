//! Watching the project file: what another program or another window does to it.

use crate::app::action::Effect;
use crate::app::context::Context;
use crate::app::project::OpenProject;
use crate::app::project::file::{read, save_now};
use crate::app::project::hold::{ask_again, claim, release};
use crate::app::session::watch::{AGAIN, Holding};
use crate::jobs::watch::{LookJob, Now, Seen};
use crate::storage::settings::Folders;

impl OpenProject {
    /// The file as it is expected to be.
    fn look_job(&self, folders: &Folders) -> LookJob {
        LookJob {
            annotations: self.saving.path.clone(),
            expected: self.saving.stamp,
            article: None,
            holds: self.file.holding.is_ours(),
            waits: matches!(self.file.holding, Holding::Theirs),
            folders: folders.clone(),
        }
    }
}

/// Has the file watched, and another window asked again if it is time to.
pub fn watch(cx: &mut Context<'_>) {
    let millis = cx.shell.millis;
    if cx.project.as_ref().is_some_and(|project| project.file.again.is_some_and(|again| again <= millis)) {
        ask_again(cx);
    }
    let Some(project) = &mut *cx.project else { return };
    if project.saving.under_way.is_some() || project.file.reading || !project.file.is_read {
        return;
    }
    let job = project.look_job(&cx.shell.folders);
    let is_watched = project.file.watched.as_ref().is_some_and(|it| {
        (it.expected, it.holds, it.waits) == (job.expected, job.holds, job.waits) && it.annotations == job.annotations
    });
    if !is_watched {
        let job = Box::new(job);
        project.file.watched = Some(job.clone());
        cx.effects.push(Effect::WatchProject(project.id, job));
    }
}

/// Takes the result of a look at the file.
pub fn looked(cx: &mut Context<'_>, job: &LookJob, seen: Seen) {
    let Some(project) = &mut *cx.project else { return };
    if job.annotations != project.saving.path || job.expected != project.saving.stamp {
        return;
    }
    if seen.freed {
        claim(cx);
    }
    let Some(project) = &mut *cx.project else { return };
    if seen.asked {
        project.file.again.get_or_insert(cx.shell.millis + AGAIN);
    }
    if project.saving.under_way.is_some() || project.file.reading {
        return;
    }
    match seen.annotations {
        Now::Changed | Now::Gone => read(cx),
        Now::Same if seen.asked && !project.is_unsaved() => release(cx),
        Now::Same if seen.asked => save_now(cx),
        Now::Same => {}
    }
}
