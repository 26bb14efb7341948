//! The timeline of what is selected.

use crate::app::context::Context;
use crate::app::project::OpenProject;
use crate::app::project::show::show_view;
use crate::app::project::view::{ProjectView, Subject};
use crate::app::session::Session;
use crate::model::project::spot::Spot;
use crate::model::project::timeline::Lanes;

/// Shows the timeline of the thread of the selected mark, or else that of a speaker.
pub fn show_timeline(session: Option<&Session>, cx: &mut Context<'_>) {
    let Some(project) = &*cx.project else { return };
    let page = project.people_panel.open.clone().filter(|_| cx.shell.shows_speakers()).map(Subject::Speaker);
    match subject(project, session, page) {
        Some(subject) => {
            let lanes = lanes(&subject);
            show_view(cx, ProjectView::Timeline(subject, lanes));
        }
        None => cx.say("Select a claim, what answers one, or a speaker first"),
    }
}

/// The lanes of a timeline that nobody chose.
pub fn lanes(subject: &Subject) -> Lanes {
    match subject {
        Subject::Thread(_) => Lanes::Speakers,
        Subject::Speaker(_) => Lanes::Threads,
    }
}

/// The thread that is shown, or what the selected mark is about: its thread, the thread that it answers, its speaker; else the
/// speaker whose `page` is on the screen.
fn subject(project: &OpenProject, session: Option<&Session>, page: Option<Subject>) -> Option<Subject> {
    if let Some(ProjectView::Thread(claim)) = &project.view {
        return Some(Subject::Thread(claim.clone()));
    }
    let overview = project.overview.as_ref()?;
    let Some((session, mark)) = session.and_then(|session| Some((session, session.mark()?))) else { return page };
    let path = project.flowing.iter().find(|open| open.is_of(session)).map(|open| open.path.clone());
    let spot = Spot { path: path?, mark: mark.id.clone() };
    let place = overview.corpus().place(&spot)?;
    if overview.thread_at(place).is_some() {
        return Some(Subject::Thread(spot));
    }
    let answered = overview.answered_at(place).and_then(|at| overview.threads().get(at));
    let answered = answered.and_then(|thread| overview.corpus().spot(*thread.claims.first()?));
    let speaker = || project.people.list.get(project.people.of(place)?)?.handle().cloned();
    answered.map(Subject::Thread).or_else(|| speaker().map(Subject::Speaker)).or(page)
}
