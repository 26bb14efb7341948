//! The project file: read when the project is opened and when another program changed it, saved soon after a change.

use std::path::PathBuf;
use std::sync::Arc;

use crate::app::context::Context;
use crate::app::project::OpenProject;
use crate::app::reports::name;
use crate::app::session::Session;
use crate::app::session::saving::Lost;
use crate::app::sessions::Sessions;
use crate::app::tabs::request::TabRequest;
use crate::jobs::notice::{Notice, NoticeTopic};
use crate::jobs::project::ProjectJob;
use crate::jobs::project::content::{Content, ContentJob, OnDisk, ProjectCopyJob, newer};
use crate::jobs::save::{SaveJob, Saved};
use crate::model::project::Project;
use crate::model::project::edit::ProjectEdit;
use crate::model::project::step::ProjectStep;
use crate::storage::files::SaveError;
use crate::storage::settings::Folders;

/// Conflicts of a merge and oddities of a file that one message names.
const TOLD: usize = 3;

impl OpenProject {
    /// True if there is work that is not on disk.
    pub fn is_unsaved(&self) -> bool {
        self.file.is_read && self.saving.has_changes(self.content.generation())
    }

    /// The time of the next save, copy or look at the file, in milliseconds since the start.
    pub fn due(&self) -> Option<u64> {
        let generation = self.content.generation();
        let times = [self.saving.due(generation), self.saving.copy_due(generation), self.file.again, self.tabs.due];
        times.into_iter().flatten().min()
    }

    /// The save of the content; nothing if it must not be written.
    pub fn save_job(&self) -> Option<SaveJob<Project>> {
        (self.is_editable() && self.is_unsaved()).then(|| SaveJob {
            path: self.saving.path.clone(),
            document: Arc::new(self.content.clone()),
            expected: self.saving.stamp,
            overwrite: false,
            asked: true,
            puts_aside: false,
            is_known: false,
        })
    }

    /// The copy of the content in the data folder.
    pub fn copy_job(&self, folders: &Folders) -> ProjectCopyJob {
        let (of, base, before) = (self.saving.path.clone(), self.saving.base.clone(), self.saving.copy.clone());
        ProjectCopyJob { of, base, project: Arc::new(self.content.clone()), before, folders: folders.clone() }
    }
}

/// Reads the file, and merges it with unsaved work if there is any.
pub fn read(cx: &mut Context<'_>) {
    let Some(project) = cx.project.as_mut().filter(|project| !project.file.reading) else { return };
    project.file.reading = true;
    let first = !project.file.is_read;
    let unsaved = project.is_unsaved().then(|| (project.saving.base.clone(), project.content.clone()));
    let copies = (first && !project.file.holding.is_elsewhere()).then(|| cx.shell.folders.clone());
    let job = ContentJob { path: project.saving.path.clone(), unsaved, copies };
    let id = project.id;
    cx.start_for_project(id, ProjectJob::Content(Box::new(job)));
}

/// Takes the file as it is on disk.
pub fn content_read(cx: &mut Context<'_>, result: Result<Box<Content>, String>) {
    let Some(project) = &mut *cx.project else { return };
    project.file.reading = false;
    let content = match result {
        Ok(content) => *content,
        Err(why) => return unreadable(cx, why),
    };
    cx.withdraw(NoticeTopic::ProjectFile);
    let Some(project) = &mut *cx.project else { return };
    project.saving.lost = None;
    if let Some(version) = content.disk.newer {
        let why = newer(&project.saving.path, version);
        project.read_only = Some(why.clone());
        cx.notify(Notice::warning(why).on(NoticeTopic::ProjectFile));
    }
    let Some(project) = &mut *cx.project else { return };
    if !project.file.is_read {
        return first_read(cx, content);
    }
    if project.saving.under_way.is_some() {
        return;
    }
    let generation = project.content.generation();
    match content.merged {
        Some((of, merged)) if of == generation && content.disk.stamp.is_some() => {
            let conflicts = merged.conflicts;
            project.saving.caught_up(Arc::new(content.disk.project), content.disk.stamp);
            replace(cx, ProjectStep::Merge, merged.project);
            tell(cx, "Merged with changes of another program", &conflicts);
            save_now(cx);
        }
        // The file is gone: all of it is written again.
        Some((of, _)) if of == generation => {
            project.saving.caught_up(Arc::default(), None);
            save_now(cx);
        }
        // Something was changed meanwhile.
        Some(_) => read(cx),
        None if project.is_unsaved() => read(cx),
        None => follow(cx, content.disk),
    }
}

/// Takes the file as it was when the project was opened.
fn first_read(cx: &mut Context<'_>, content: Content) {
    let Some(project) = &mut *cx.project else { return };
    let Content { disk, rescued, .. } = content;
    let name = name(&project.saving.path);
    project.content.apply(ProjectEdit::Whole(Box::new(disk.project.clone())));
    project.saving.caught_up(Arc::new(disk.project), disk.stamp);
    project.saving.follows(project.content.generation());
    project.file.is_read = true;
    if disk.newer.is_none() && !project.file.holding.is_elsewhere() {
        project.read_only = None;
    }
    if let Some((copy, merged)) = rescued.filter(|_| project.is_editable()) {
        project.content.apply(ProjectEdit::Whole(Box::new(merged.project)));
        project.saving.rescued(copy, project.content.generation());
        project.saving.changed(cx.shell.millis);
        cx.notify(Notice::info(format!("{name}: work that could not be saved before is there again")));
        tell(cx, &name, &merged.conflicts);
    }
    if !disk.notices.is_empty() {
        cx.notify(Notice::info(format!("{name}: {}", listed(&disk.notices))));
    }
}

/// Takes what another program wrote, as a step that can be undone.
fn follow(cx: &mut Context<'_>, disk: OnDisk) {
    let Some(project) = &mut *cx.project else { return };
    let is_gone = disk.stamp.is_none() && project.saving.stamp.is_some();
    let is_same = disk.project == project.content;
    let name = name(&project.saving.path);
    project.saving.caught_up(Arc::new(disk.project.clone()), disk.stamp);
    if is_same {
        return;
    }
    if project.is_editable() {
        replace(cx, ProjectStep::Follow, disk.project);
    } else {
        project.content.apply(ProjectEdit::Whole(Box::new(disk.project)));
    }
    let Some(project) = &mut *cx.project else { return };
    project.saving.follows(project.content.generation());
    if is_gone {
        cx.notify(Notice::warning(format!("{name} was deleted by another program. Undo brings its content back")));
    } else {
        cx.say(format!("{name} was changed by another program"));
    }
}

/// Replaces the content as a step.
fn replace(cx: &mut Context<'_>, step: ProjectStep, new: Project) {
    let number = cx.shell.next_step();
    let Some(project) = cx.project.as_mut().filter(|project| project.content != new) else { return };
    project.history.apply(&mut project.content, step, ProjectEdit::Whole(Box::new(new)), None, number);
}

/// Notes that the file cannot be read. It is not written until it can be.
fn unreadable(cx: &mut Context<'_>, why: String) {
    let Some(project) = &mut *cx.project else { return };
    let why = if project.file.is_read {
        format!("{why}. The project is kept here as it was, and is not saved until that file can be read again")
    } else {
        project.read_only = Some(why.clone());
        why
    };
    project.saving.lost = Some(Lost::Unreadable);
    project.saving.held = true;
    cx.withdraw(NoticeTopic::ProjectFile);
    cx.notify(Notice::error(why).on(NoticeTopic::ProjectFile));
}

fn tell(cx: &mut Context<'_>, about: &str, conflicts: &[String]) {
    if conflicts.is_empty() {
        cx.say(about);
    } else {
        cx.notify(Notice::warning(format!("{about}: {}", listed(conflicts))));
    }
}

fn listed(lines: &[String]) -> String {
    let told = lines.iter().take(TOLD).cloned().collect::<Vec<_>>().join("; ");
    match lines.len().saturating_sub(TOLD) {
        0 => told,
        more => format!("{told}; and {more} more"),
    }
}

/// Saves everything that is not saved yet.
pub fn save_now(cx: &mut Context<'_>) {
    let Some(project) = cx.project.as_mut().filter(|project| project.saving.under_way.is_none()) else { return };
    let generation = project.content.generation();
    if project.content.is_empty() && project.saving.stamp.is_none() {
        // Nothing was there, and nothing is.
        return project.saving.follows(generation);
    }
    let Some(job) = project.save_job() else { return };
    project.saving.held = false;
    project.saving.begun(generation, job.document.clone());
    let id = project.id;
    cx.start_for_project(id, ProjectJob::Save(Box::new(job)));
}

/// Saves and copies whatever is due. The marks of new links are saved first, so that no link on disk lacks its ends.
pub fn save_due(sessions: &Sessions, cx: &mut Context<'_>) {
    let Some(project) = &mut *cx.project else { return };
    let millis = cx.shell.millis;
    let is_due = |due: Option<u64>| due.is_some_and(|due| due <= millis);
    let generation = project.content.generation();
    let (id, saves) = (project.id, is_due(project.saving.due(generation)));
    let last = project.saving.changed_last();
    if is_due(project.saving.copy_due(generation)) {
        project.saving.copying(generation);
        let job = project.copy_job(&cx.shell.folders);
        cx.start_for_project(id, ProjectJob::KeepCopy(Box::new(job)));
    }
    let waits = |session: &Session| session.is_editable() && session.saving.is_behind(session.set().generation(), last);
    if saves && !sessions.iter().any(waits) {
        save_now(cx);
    }
}

/// Takes the result of a save.
pub fn saved(cx: &mut Context<'_>, generation: u64, result: Result<Saved, SaveError>) {
    let now = cx.outside.now();
    let Some(project) = &mut *cx.project else { return };
    match result {
        Ok(saved) => {
            project.saving.done(generation, &saved, now);
            let (id, copy) = (project.id, project.saving.copy.clone());
            cx.withdraw(NoticeTopic::ProjectFile);
            if let Some(copy) = copy {
                cx.start_for_project(id, ProjectJob::DropCopy(copy));
            }
        }
        // Another program wrote it.
        Err(SaveError::Changed { .. } | SaveError::Exists { .. }) => {
            project.saving.given_up();
            read(cx);
        }
        Err(error) => {
            project.saving.failed(error.to_string(), cx.shell.millis);
            cx.withdraw(NoticeTopic::ProjectFile);
            cx.notify(Notice::error(error.to_string()).on(NoticeTopic::ProjectFile));
        }
    }
}

/// Takes the result of copying the work to the data folder.
pub fn copied(cx: &mut Context<'_>, result: Result<PathBuf, SaveError>) {
    let Some(project) = &mut *cx.project else { return };
    let (copy, error) = match result {
        Ok(copy) => (Some(copy), None),
        Err(error) => (None, Some(error)),
    };
    project.file.warned = copy.is_none();
    let is_news = project.saving.copied(copy);
    if let Some(error) = error.filter(|_| is_news) {
        let text = format!("Could not keep a copy of the unsaved work on the project either: {error}");
        cx.notify(Notice::error(text).on(NoticeTopic::ProjectFile));
        cx.ask_tabs(TabRequest::Stay);
    }
}

/// Saves what is not saved yet of a project that is being closed, or copies it to the data folder.
pub fn part(cx: &mut Context<'_>) {
    let Some(project) = &*cx.project else { return };
    if let Some(save) = project.save_job() {
        let job = ProjectJob::Part(Box::new((save, project.copy_job(&cx.shell.folders))));
        let id = project.id;
        cx.start_for_project(id, job);
    }
}

/// True if the window may close: the work on the project is on disk, or in a copy, or the person knows that it cannot be
/// kept. Otherwise it is saved.
pub fn may_close(cx: &mut Context<'_>) -> bool {
    let Some(project) = cx.project.as_ref().filter(|project| project.is_unsaved() && project.is_editable()) else {
        return true;
    };
    if project.saving.error.is_some() || project.saving.held {
        return project.saving.copy.is_some() || project.file.warned;
    }
    let is_empty = project.content.is_empty() && project.saving.stamp.is_none();
    save_now(cx);
    is_empty
}
