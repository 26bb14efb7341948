//! Repairing the problems of the annotation file.

use std::collections::HashSet;

use crate::app::action::Field;
use crate::app::context::Context;
use crate::app::edits::record;
use crate::app::project::OpenProject;
use crate::app::project::edits::repair_project;
use crate::app::reveal::withdraw;
use crate::app::session::Session;
use crate::app::shell::panel::Panel;
use crate::jobs::notice::NoticeTopic;
use crate::model::edit::Edit;
use crate::model::message::counted;
use crate::model::problem::{Problem, ProblemKey};
use crate::model::repair::repair;
use crate::model::selection::Focus;
use crate::model::step::StepKind;

/// Checks the document again, if it changed and somebody may see that.
pub fn check(session: &mut Session, cx: &Context<'_>) {
    if cx.shell.panel == Panel::Problems && !session.problems.is_current(session.document.set().generation()) {
        session.problems.look(&session.document);
    }
}

/// Repairs problems as one step.
pub fn repair_some(session: &mut Session, cx: &mut Context<'_>, problems: &[Problem]) {
    if !session.is_editable() {
        return;
    }
    let repaired = repair(&mut session.document, problems);
    let done: HashSet<ProblemKey> = repaired.done.iter().map(|(problem, _)| problem.key()).collect();
    session.problems.repaired(&session.document, &done);
    cx.say(match done.len() {
        0 => "Nothing here can be repaired automatically".to_owned(),
        count => counted(count, "problem repaired", "problems repaired"),
    });
    if !done.is_empty() {
        let mark = session.focus.mark.clone().filter(|id| session.set().get(id).is_some());
        let after = Focus { mark, ..session.focus.clone() };
        if repaired.inverses.is_empty() {
            session.focus = after;
            session.saving.changed(cx.shell.millis);
        } else {
            record(session, cx, StepKind::Repair, Edit::Batch(repaired.inverses), after, None);
        }
        withdraw(session, cx);
        // Its numbers are no longer right, and the person found the way to the panel.
        cx.withdraw(NoticeTopic::Problems);
    }
    cx.focus(Field::Panel(Panel::Problems));
}

/// True if something in the article's file or in the project can be repaired.
pub fn can_repair(session: Option<&Session>, project: Option<&OpenProject>) -> bool {
    let in_file = session.is_some_and(|session| session.is_editable() && session.problems.repairable() > 0);
    in_file || project.is_some_and(|project| project.is_editable() && project.repairs().next().is_some())
}

/// Repairs all problems but those that are to stay, and those of the project whose repair loses nothing.
pub fn repair_all(session: Option<&mut Session>, cx: &mut Context<'_>) {
    cx.shell.show(Panel::Problems);
    let across = repair_project(cx);
    if let Some(session) = session {
        let wanted: Vec<Problem> = session.problems.open().cloned().collect();
        if across == 0 || session.problems.repairable() > 0 {
            repair_some(session, cx, &wanted);
        }
    }
    if across > 0 {
        cx.say(counted(across, "problem of the project repaired", "problems of the project repaired"));
    }
}

/// Leaves a problem as it is, or no longer.
pub fn leave(session: &mut Session, cx: &mut Context<'_>, problem: Problem, leave: bool) {
    session.problems.leave(&problem, leave);
    cx.focus(Field::Panel(Panel::Problems));
}
