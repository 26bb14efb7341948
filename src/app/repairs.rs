//! What is wrong with the open file, and what the person decides about it.

use std::collections::HashSet;

use crate::app::action::Field;
use crate::app::panel::Panel;
use crate::app::update::Work;
use crate::jobs::notice::NoticeTopic;
use crate::model::edit::Edit;
use crate::model::message::counted;
use crate::model::problem::{Problem, ProblemKey};
use crate::model::repair::repair;
use crate::model::selection::Focus;
use crate::model::step::StepKind;

impl Work<'_> {
    /// Looks for problems again where somebody may see them, if something changed.
    pub fn check(&mut self) {
        if self.state.panel == Panel::Problems
            && let Some(open) = &mut self.state.open
            && !open.problems.is_current(open.document.set().generation())
        {
            open.problems.look(open.document.article(), open.document.set());
        }
    }

    /// Repairs these problems, as one step.
    pub fn repair(&mut self, problems: &[Problem]) {
        let Some(open) = self.state.open.as_mut().filter(|open| open.read_only.is_none()) else { return };
        let repaired = repair(&mut open.document, problems);
        let done: HashSet<ProblemKey> = repaired.done.iter().map(|(problem, _)| problem.key()).collect();
        open.problems.repaired(open.document.article(), open.document.set(), &done);
        self.state.said = match done.len() {
            0 => "Nothing here can be repaired automatically".to_owned(),
            count => counted(count, "problem repaired", "problems repaired"),
        };
        if !done.is_empty() {
            let mark = open.focus.mark.clone().filter(|id| open.document.set().get(id).is_some());
            let after = Focus { mark, ..open.focus.clone() };
            let before = std::mem::replace(&mut open.focus, after.clone());
            if !repaired.inverses.is_empty() {
                open.history.push(StepKind::Repair, Edit::Batch(repaired.inverses), before, after, None);
            }
            open.grown.clear();
            open.saving.changed(self.state.millis);
            self.withdraw();
            // Its numbers are no longer right, and the way to the panel was found.
            self.state.notices.retain(|notice| notice.topic != Some(NoticeTopic::Problems));
        }
        self.focus(Field::Panel(Panel::Problems));
    }

    /// Repairs all problems but those that are to stay as they are.
    pub fn repair_all(&mut self) {
        let Some(open) = &self.state.open else { return };
        let wanted: Vec<Problem> = open.problems.open().cloned().collect();
        self.repair(&wanted);
    }

    /// Leaves a problem as it is, or not any more.
    pub fn leave(&mut self, problem: Problem, leave: bool) {
        let Some(open) = &mut self.state.open else { return };
        open.problems.leave(&problem, leave);
        self.focus(Field::Panel(Panel::Problems));
    }
}
