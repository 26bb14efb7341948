//! Keeping the overview of the open project current: made by a job, one at a time.

use std::sync::Arc;

use crate::app::context::Context;
use crate::app::project::OpenProject;
use crate::jobs::project::ProjectJob;
use crate::model::project::check::ProjectProblem;
use crate::model::project::overview::Overview;
use crate::model::project::people::People;

/// Starts making the overview anew if the articles or the content of the project changed since.
pub fn keep_overview(cx: &mut Context<'_>) {
    let Some(project) = &mut *cx.project else { return };
    let is_current = |of: &Arc<Overview>| of.is_of(&project.corpus, &project.content);
    if project.surveys || project.overview.as_ref().is_some_and(is_current) || is_early(project) {
        return;
    }
    project.surveys = true;
    let (id, corpus, content) = (project.id, project.corpus.clone(), project.content.clone());
    cx.start_for_project(id, ProjectJob::Survey(corpus, content));
}

/// True if the folder is still being read, and not twice as many articles are read as at the last overview: reading would wait
/// for ever more overviews.
fn is_early(project: &OpenProject) -> bool {
    let surveyed = project.overview.as_ref().map_or(0, |overview| overview.corpus().entries().len());
    project.unread != Some(0) && project.corpus.entries().len() < 2 * surveyed.max(1)
}

/// Takes a new overview, with the speakers and the problems of the project.
pub fn surveyed(
    project: &mut OpenProject,
    overview: Arc<Overview>,
    people: Arc<People>,
    problems: Vec<ProjectProblem>,
) {
    project.surveys = false;
    project.problems = problems;
    project.overview = Some(overview);
    project.people = people;
}
