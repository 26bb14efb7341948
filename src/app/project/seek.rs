//! Looking for the marks of other articles that the selected mark may be linked with.
//!
//! A job does it, one at a time: another mark, or other words typed, cancel the last one.

use std::sync::Arc;

use crate::app::context::Context;
use crate::app::pick::elsewhere::show_found;
use crate::app::project::OpenProject;
use crate::app::project::sought::{Asked, Sought};
use crate::app::proposals::propose_elsewhere;
use crate::app::session::Session;
use crate::app::shell::Shell;
use crate::app::shell::picker::Purpose;
use crate::jobs::progress::Progress;
use crate::jobs::project::ProjectJob;
use crate::jobs::project::seek::SeekJob;
use crate::model::project::likely::Found;

/// The wanted candidates: those of the open picker, or else suggestions for the selected mark.
fn asked(session: &Session, shell: &Shell, project: &OpenProject) -> Option<Asked> {
    let mark = session.mark().filter(|_| session.several().is_none())?;
    let picker = shell.picker.as_ref().filter(|picker| picker.purpose == Purpose::Link);
    let words = picker.map(|picker| picker.words.clone()).unwrap_or_default();
    Some(Asked {
        spot: project.spot(session, &mark.id)?,
        kind: mark.kind.clone(),
        target: mark.target.clone(),
        words,
        articles: project.corpus.entries().len(),
    })
}

/// Looks for the marks of other articles that the selected one may be linked with, unless they are known.
pub fn seek_elsewhere(session: &Session, cx: &mut Context<'_>) {
    let Some(project) = &mut *cx.project else { return };
    let asked = asked(session, cx.shell, project);
    let Sought { running, done, .. } = &mut project.sought;
    let is_known = asked.is_none() || done.as_ref().map(|(asked, _)| asked) == asked.as_ref();
    let mut job = None;
    if is_known || running.as_ref().map(|(asked, _)| asked) != asked.as_ref() {
        if let Some((_, progress)) = running.take() {
            progress.drop_result();
        }
        if let Some(asked) = asked.filter(|_| !is_known) {
            let progress = Arc::<Progress>::default();
            job = Some(ProjectJob::Seek(Box::new(SeekJob {
                corpus: project.corpus.clone(),
                spot: asked.spot.clone(),
                document: session.document.clone(),
                words: asked.words.clone(),
                progress: progress.clone(),
            })));
            *running = Some((asked, progress));
        }
    }
    if let Some(picker) = &mut cx.shell.picker {
        picker.seeks = project.sought.running.is_some();
    }
    if let Some(job) = job {
        let id = project.id;
        cx.start_for_project(id, job);
    }
}

/// Takes the marks found, unless another search was begun since.
pub fn sought(session: Option<&mut Session>, cx: &mut Context<'_>, job: &SeekJob, found: Vec<Found>) {
    let Some(project) = &mut *cx.project else { return };
    let is_wanted = |(_, progress): &mut (Asked, Arc<Progress>)| Arc::ptr_eq(progress, &job.progress);
    let Some((asked, _)) = project.sought.running.take_if(is_wanted) else { return };
    project.sought.done = Some((asked, found));
    show_found(cx);
    if let Some(session) = session {
        propose_elsewhere(session, cx);
    }
}
