//! Problems of the project, in the panel of problems: above those of the article's own file.

use crate::app::action::Intent;
use crate::app::project::OpenProject;
use crate::app::project::intent::ProjectIntent;
use crate::app::state::State;
use crate::model::project::check::{ProjectFix, ProjectProblem};
use crate::ui::panels::problem::Shown;
use crate::ui::symbols::visible;

/// The problems of the open project, once all of its articles are read.
pub fn listed(state: &State) -> &[ProjectProblem] {
    let project = state.project.as_ref().filter(|project| project.unread == Some(0));
    project.map_or(&[], |project| &project.problems)
}

/// A problem with a button for each repair.
pub fn shown<'a>(project: &OpenProject, problem: &'a ProjectProblem) -> Shown<'a> {
    let request = |intent| Intent::Project(Box::new(intent));
    let button = |fix: &ProjectFix| (name(fix), fix.what.clone(), request(ProjectIntent::Repair(fix.clone())));
    let is_editable = project.is_editable();
    Shown {
        title: problem.check.title(),
        what: &problem.what,
        advice: problem.repair().map_or(problem.check.advice(), |fix| &fix.what).to_owned(),
        go: problem.spot.clone().map(|spot| request(ProjectIntent::GoTo(spot))),
        buttons: problem.fixes.iter().filter(|_| is_editable).map(button).collect(),
    }
}

/// The words on the button of a repair. One that loses something says what.
fn name(fix: &ProjectFix) -> String {
    if fix.loses { visible(&fix.what).into_owned() } else { "Repair".to_owned() }
}
