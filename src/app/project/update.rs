//! Carrying out requests about the open project, and taking the results of its jobs.

use crate::app::context::Context;
use crate::app::pick::pick;
use crate::app::project::articles::{change_query, fold_group, open_article, took_list};
use crate::app::project::edits::{repair, turn_done};
use crate::app::project::file::{content_read, copied, saved};
use crate::app::project::find::{change_search, fold_hits, found_in_all, go_to_hit};
use crate::app::project::follow::take_news;
use crate::app::project::hold::{asked, claimed};
use crate::app::project::intent::ProjectIntent;
use crate::app::project::links::{change_link_across, go_to_spot, link_across, note_link_across};
use crate::app::project::moves::{follow_moves, moved};
use crate::app::project::overview::surveyed;
use crate::app::project::people::take_people_intent;
use crate::app::project::seek::sought;
use crate::app::project::show::{lay_out_map, leave_view, show_view};
use crate::app::project::threads::{change_threads, listed, type_title};
use crate::app::project::transfer::{
    export_project, losses_counted, project_export_format, project_exported, with_project_export,
};
use crate::app::project::watch::looked;
use crate::app::proposals::begin_link_across;
use crate::app::session::Session;
use crate::app::shell::picker::Purpose;
use crate::jobs::project::{ProjectAnswer, ProjectId};

/// Carries out a request about the open project. Nothing happens if none is open.
pub fn take_project_intent(session: Option<&mut Session>, cx: &mut Context<'_>, intent: ProjectIntent) {
    match intent {
        ProjectIntent::View(view) => show_view(cx, view),
        ProjectIntent::LeaveView => leave_view(cx),
        ProjectIntent::Open(path) => open_article(cx, path),
        ProjectIntent::Repair(fix) => repair(cx, fix),
        ProjectIntent::SortThreads(order) => change_threads(cx, |threads| threads.order = order),
        ProjectIntent::FilterThreads(filter) => change_threads(cx, |threads| threads.filter = *filter),
        ProjectIntent::TypeTitle(claim, title) => type_title(cx, &claim, title),
        ProjectIntent::Show(panel) => cx.shell.show_project(panel),
        ProjectIntent::LightArticle(path) => {
            if let Some(project) = &mut *cx.project {
                project.listed.cursor = Some(path);
            }
        }
        ProjectIntent::TurnDone(path) => turn_done(cx, &[path]),
        ProjectIntent::ArticleWords(words) => change_query(cx, |query| query.words = words),
        ProjectIntent::GoToHit(place) => go_to_hit(cx, place),
        ProjectIntent::FoldHits(path) => fold_hits(cx, path),
        ProjectIntent::FindAll(query) => change_search(cx, *query),
        ProjectIntent::ArticleSubset(subset) => change_query(cx, |query| query.subset = subset),
        ProjectIntent::ArticleOrder(order) => change_query(cx, |query| query.order = order),
        ProjectIntent::ArticleGrouping(grouping) => change_query(cx, |query| query.grouping = grouping),
        ProjectIntent::FoldGroup(name, fold) => fold_group(cx, &name, fold),
        ProjectIntent::Narrow(narrow) => cx.shell.sidebar.narrow = narrow,
        ProjectIntent::GoTo(spot) => go_to_spot(cx, spot),
        ProjectIntent::Link(from, to, role) => link_across(cx, &from, &to, role),
        ProjectIntent::LinkTo(from, to) => begin_link_across(session.as_deref(), cx, from, to),
        ProjectIntent::ChangeLink(id, change) => change_link_across(session, cx, &id, change),
        ProjectIntent::TypeLinkNote(id, note) => note_link_across(cx, &id, note),
        ProjectIntent::PickPerson(name) => pick(session.as_deref(), cx, Purpose::Person(name)),
        ProjectIntent::People(intent) => take_people_intent(cx, intent),
        ProjectIntent::LayOut(view, fit) => lay_out_map(cx, view, *fit),
        ProjectIntent::ExportFormat(format) => project_export_format(cx, format),
        ProjectIntent::ExportMark(mark) => with_project_export(cx, |export| export.mark = mark),
        ProjectIntent::Export(replace) => export_project(cx, replace),
    }
}

/// Takes the result of a job of a project. One for a project that is closed is dropped.
pub fn take_project_answer(session: Option<&mut Session>, cx: &mut Context<'_>, id: ProjectId, answer: ProjectAnswer) {
    let Some(project) = cx.project.as_mut().filter(|project| project.id == id) else { return };
    match answer {
        ProjectAnswer::Listed(list) => took_list(project, list),
        ProjectAnswer::Found(job, result) => found_in_all(project, &job, result),
        ProjectAnswer::Surveyed(overview, people, problems) => surveyed(project, overview, people, problems),
        ProjectAnswer::News(news) => {
            take_news(cx, news);
            follow_moves(cx);
        }
        ProjectAnswer::Folded => {}
        ProjectAnswer::Moved(outcomes) => moved(cx, outcomes),
        ProjectAnswer::Threads(job, rows) => listed(project, job, rows),
        ProjectAnswer::LaidOut(map) => project.map = Some(map),
        ProjectAnswer::Content(result) => content_read(cx, result),
        ProjectAnswer::Saved(generation, result) => saved(cx, generation, result),
        ProjectAnswer::Copied(result) => copied(cx, result),
        ProjectAnswer::CopyDropped(path) => {
            if project.saving.copy.as_ref() == Some(&path) {
                project.saving.copy_dropped();
            }
        }
        ProjectAnswer::Claimed(claim) => claimed(cx, claim),
        ProjectAnswer::Asked(claim) => asked(cx, claim),
        ProjectAnswer::Looked(job, seen) => looked(cx, &job, seen),
        ProjectAnswer::Sought(job, found) => sought(session, cx, &job, found),
        ProjectAnswer::Exported(path, result) => project_exported(cx, &path, result),
        ProjectAnswer::LossesCounted(format, losses) => losses_counted(cx, format, losses),
    }
}
