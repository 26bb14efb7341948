//! Running the commands of the Project menu.

use crate::app::action::Field;
use crate::app::commands::project;
use crate::app::context::Context;
use crate::app::project::OpenProject;
use crate::app::project::articles::{step_article, turn_shown, turn_unreadable};
use crate::app::project::file::save_now;
use crate::app::project::find::{open_find_all, step_hit};
use crate::app::project::hold::take_over;
use crate::app::project::open::close_project;
use crate::app::project::show::show_view;
use crate::app::project::threads::turn_thread;
use crate::app::project::timeline::show_timeline;
use crate::app::project::transfer::begin_project_export;
use crate::app::project::view::ProjectView;
use crate::app::run::row::{Row, in_project, project};
use crate::app::session::Session;
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
    project(&project::FIND, in_project, |session, cx| open_find_all(session.as_deref(), cx)),
    project(&project::THREAD, in_project, |session, cx| turn_thread(session.as_deref(), cx)),
    project(&project::SIDEBAR, in_project, |_, cx| {
        cx.shell.turn_sidebar();
        let covers = cx.shell.covers().is_some();
        cx.focus(if covers { Field::Project(cx.shell.sidebar.panel) } else { Field::Article });
    }),
    project(&project::UNREADABLE, |project, _| !project.census.unreadable.is_empty(), |_, cx| turn_unreadable(cx)),
    project(&project::SAVE, |project, _| project.is_editable() && project.is_unsaved(), |_, cx| save_now(cx)),
    project(&project::TAKE_OVER, |project, _| matches!(project.file.holding, Holding::Theirs), |_, cx| take_over(cx)),
    project(&project::NEXT_ARTICLE, has_articles, |session, cx| step(session, cx, true)),
    project(&project::PREVIOUS_ARTICLE, has_articles, |session, cx| step(session, cx, false)),
    project(&project::NEXT_UNMARKED, has_articles, |session, cx| {
        step_article(session, cx, true, "Every listed article has marks", ListedArticle::is_unmarked);
    }),
    project(&project::DONE, has_articles, |session, cx| turn_shown(session.as_deref(), cx)),
    project(&project::CLOSE, in_project, |_, cx| close_project(cx)),
    project(&project::EXPORT, in_project, |_, cx| begin_project_export(cx)),
];

fn has_articles(project: &OpenProject, _: &Shell) -> bool {
    !project.corpus.entries().is_empty()
}

/// Goes to the next or previous match while the search is shown, else to the next or previous article.
fn step(session: Option<&mut Session>, cx: &mut Context<'_>, forward: bool) {
    if cx.shell.sidebar.panel == ProjectPanel::Find && cx.shell.shows_sidebar() {
        step_hit(cx, forward);
    } else {
        step_article(session, cx, forward, "No other article is listed", |_| true);
    }
}

/// Shows a panel of the project and gives its list the keyboard.
fn show(cx: &mut Context<'_>, panel: ProjectPanel) {
    cx.shell.show_project(panel);
    cx.focus(Field::Project(panel));
}
