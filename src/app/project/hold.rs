//! Two windows on one project: one works on it, and the others show it.

use crate::app::context::Context;
use crate::app::project::file::read;
use crate::app::reports::name;
use crate::app::session::watch::{AGAIN, Holding};
use crate::jobs::notice::{Notice, NoticeTopic};
use crate::jobs::project::ProjectJob;
use crate::storage::lock::Claim;

/// Milliseconds that another window has to release the project.
const PATIENCE: u64 = 15_000;

/// Claims the project file for this window.
pub fn claim(cx: &mut Context<'_>) {
    let Some(project) = &*cx.project else { return };
    let (id, path) = (project.id, project.saving.path.clone());
    cx.start_for_project(id, ProjectJob::Claim(path));
}

/// Takes the answer to a claim. The file is read after the first one, and after the other window has released it.
pub fn claimed(cx: &mut Context<'_>, claim: Claim) {
    let Some(project) = &mut *cx.project else { return };
    let name = name(&project.root);
    match (claim, &project.file.holding) {
        (Claim::Unknown, _) => project.file.holding = Holding::Unknown,
        (Claim::Ours(lock), was) => {
            let waited = was.is_elsewhere();
            project.file.holding = Holding::Ours(lock);
            if waited {
                project.read_only = None;
                project.file.again = None;
                cx.withdraw(NoticeTopic::ProjectElsewhere);
                cx.say(format!("You can edit the project {name} here now"));
                // The other window saved it last.
                return read(cx);
            }
        }
        // Wanted twice: the lock that is there is this window's own.
        (Claim::Theirs(_), Holding::Ours(_)) => {}
        (Claim::Theirs(_), Holding::Asked(since, _)) if cx.shell.millis < since + PATIENCE => {}
        (Claim::Theirs(process), was) => {
            let text = if matches!(was, Holding::Asked(..)) {
                format!("The other window that has the project {name} open does not respond. Close it and try again")
            } else {
                let process = process.map(|number| format!(" (process {number})")).unwrap_or_default();
                format!(
                    "The project {name} is open in another window{process}. Its articles can be edited here; links between \
                     them, titles of threads and the like cannot. To edit those here, choose Edit project here; the other \
                     window then saves them"
                )
            };
            leave_to_others(cx, text);
        }
    }
    if cx.project.as_ref().is_some_and(|project| !project.file.is_read) {
        read(cx);
    }
}

/// Asks the other window to save the project and to release it.
pub fn take_over(cx: &mut Context<'_>) {
    let Some(project) = &mut *cx.project else { return };
    project.file.holding = Holding::Asked(cx.shell.millis, None);
    project.file.again = Some(cx.shell.millis + AGAIN);
    cx.say("Waiting for the other window to save");
    ask(cx);
}

fn ask(cx: &mut Context<'_>) {
    let Some(project) = &*cx.project else { return };
    let (id, path) = (project.id, project.saving.path.clone());
    cx.start_for_project(id, ProjectJob::Ask(path));
}

/// Takes the answer to a request.
pub fn asked(cx: &mut Context<'_>, claim: Claim) {
    if let Some(project) = &mut *cx.project
        && let (Holding::Asked(_, asking), Claim::Ours(lock)) = (&mut project.file.holding, claim)
    {
        *asking = Some(lock);
    }
}

/// Asks and claims again if another window was asked; looks again whether another window asks.
pub fn ask_again(cx: &mut Context<'_>) {
    let Some(project) = &mut *cx.project else { return };
    project.file.again = None;
    if let Holding::Asked(_, asking) = &project.file.holding {
        let unheard = asking.is_none();
        project.file.again = Some(cx.shell.millis + AGAIN);
        if unheard {
            ask(cx);
        }
        claim(cx);
    } else {
        // The file is watched anew, which reports what still holds.
        project.file.watched = None;
    }
}

/// Releases the project for another window that asks for it.
pub fn release(cx: &mut Context<'_>) {
    let Some(project) = &*cx.project else { return };
    let text = format!(
        "The project {} is now edited in another window. Everything was saved; links between articles, titles of threads \
         and the like are read-only here",
        name(&project.root)
    );
    leave_to_others(cx, text);
}

fn leave_to_others(cx: &mut Context<'_>, text: String) {
    let Some(project) = &mut *cx.project else { return };
    project.file.holding = Holding::Theirs;
    project.file.again = None;
    project.read_only = Some(format!("The project {} is open in another window", name(&project.root)));
    cx.withdraw(NoticeTopic::ProjectElsewhere);
    cx.notify(Notice::warning(text).on(NoticeTopic::ProjectElsewhere));
}
