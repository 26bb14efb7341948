//! Running the commands of the Project menu.

use crate::app::action::Field;
use crate::app::commands::project;
use crate::app::context::Context;
use crate::app::project::OpenProject;
use crate::app::project::articles::{step_article, turn_shown};
use crate::app::project::file::save_now;
use crate::app::project::hold::take_over;
use crate::app::project::show::show_view;
use crate::app::project::timeline::show_timeline;
use crate::app::project::view::ProjectView;
use crate::app::run::row::{Row, in_project, project};
use crate::app::session::watch::Holding;
use crate::app::shell::Shell;
use crate::app::shell::sidebar::ProjectPanel;
use crate::model::project::listing::ListedArticle;
use crate::model::project::map::MapView;

/// A row for each command.
pub(super) const ROWS: &[Row] = &[
    project(&project::ARTICLES, in_project, |_, cx| show(cx, ProjectPanel::Articles)),
    project(&project::LEDGER, in_project, |_, cx| show(cx, ProjectPanel::Ledger)),
    project(&project::SPEAKERS, in_project, |_, cx| show(cx, ProjectPanel::Speakers)),
    project(&project::TIMELINE, in_project, |session, cx| show_timeline(session.as_deref(), cx)),
    project(&project::MAP, in_project, |_, cx| show_view(cx, ProjectView::Map(MapView::default()))),
    project(&project::FIND, in_project, |_, cx| {
        cx.shell.show_project(ProjectPanel::Find);
        cx.focus(Field::ProjectFind);
    }),
    project(&project::SIDEBAR, in_project, |_, cx| {
        cx.shell.sidebar.hidden = cx.shell.shows_sidebar();
        cx.shell.sidebar.yields = cx.shell.sidebar.hidden;
        cx.shell.reading = false;
        cx.focus(Field::Article);
    }),
    project(&project::SAVE, |project, _| project.is_editable() && project.is_unsaved(), |_, cx| save_now(cx)),
    project(&project::TAKE_OVER, |project, _| matches!(project.file.holding, Holding::Theirs), |_, cx| take_over(cx)),
    project(&project::NEXT_ARTICLE, has_articles, |session, cx| step_article(session, cx, true, NO_OTHER, |_| true)),
    project(&project::PREVIOUS_ARTICLE, has_articles, |session, cx| {
        step_article(session, cx, false, NO_OTHER, |_| true);
    }),
    project(&project::NEXT_UNMARKED, has_articles, |session, cx| {
        step_article(session, cx, true, "Every listed article has marks", ListedArticle::is_unmarked);
    }),
    project(&project::DONE, has_articles, |session, cx| turn_shown(session.as_deref(), cx)),
];

/// The message if there is no article to step to.
const NO_OTHER: &str = "No other article is listed";

fn has_articles(project: &OpenProject, _: &Shell) -> bool {
    !project.corpus.entries().is_empty()
}

/// Shows a panel of the project and gives its list the keyboard.
fn show(cx: &mut Context<'_>, panel: ProjectPanel) {
    cx.shell.show_project(panel);
    cx.focus(Field::Project(panel));
}
