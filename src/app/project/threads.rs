//! Keeping the ledger of the project, showing threads, and giving them titles.

use std::sync::Arc;

use crate::app::context::Context;
use crate::app::project::OpenProject;
use crate::app::project::edits::{article_item, commit_typed};
use crate::app::project::ledger::Threads;
use crate::app::project::show::{leave_view, show_view};
use crate::app::project::view::ProjectView;
use crate::app::session::Session;
use crate::app::shell::sidebar::ProjectPanel;
use crate::jobs::project::ProjectJob;
use crate::jobs::project::threads::ThreadsJob;
use crate::model::project::edit::ProjectEdit;
use crate::model::project::items::{End, Item, ItemKind, ThreadItem};
use crate::model::project::ledger::ThreadList;
use crate::model::project::overview::{Overview, Thread, resolve};
use crate::model::project::spot::Spot;
use crate::model::project::step::ProjectStep;

/// Starts making the list of threads anew if it is shown and what it is made from changed.
pub fn keep_threads(cx: &mut Context<'_>) {
    let is_shown = cx.shell.sidebar.panel == ProjectPanel::Ledger && cx.shell.shows_sidebar();
    let Some(project) = cx.project.as_mut().filter(|_| is_shown) else { return };
    let Some(overview) = project.overview.clone() else { return };
    let threads = &mut project.threads;
    let job =
        ThreadsJob { overview, people: project.people.clone(), order: threads.order, filter: threads.filter.clone() };
    if threads.lists || threads.list.as_ref().is_some_and(|(of, _)| of.is_same(&job)) {
        return;
    }
    threads.lists = true;
    let id = project.id;
    cx.start_for_project(id, ProjectJob::Threads(Box::new(job)));
}

/// Changes the order or the filter of the threads.
pub fn change_threads(cx: &mut Context<'_>, change: impl FnOnce(&mut Threads)) {
    if let Some(project) = &mut *cx.project {
        change(&mut project.threads);
    }
}

/// Takes a list of threads.
pub fn listed(project: &mut OpenProject, job: Box<ThreadsJob>, listed: ThreadList) {
    project.threads.lists = false;
    project.threads.list = Some((job, listed));
}

/// Shows the thread that the selected mark belongs to, as a claim or as an answer; or the article again.
pub fn turn_thread(session: Option<&Session>, cx: &mut Context<'_>) {
    let Some(project) = &*cx.project else { return };
    if matches!(project.view, Some(ProjectView::Thread(_))) {
        return leave_view(cx);
    }
    let Some((session, mark)) = session.and_then(|session| Some((session, session.focus.mark.as_ref()?))) else {
        return cx.say("Select a claim or an answer to one first");
    };
    let claim = project.spot(session, mark).zip(project.overview.as_ref()).and_then(|(spot, overview)| {
        let place = overview.corpus().place(&spot)?;
        let thread = overview.thread_at(place).or_else(|| overview.answered_at(place))?;
        overview.corpus().spot(*overview.threads().get(thread)?.claims.first()?)
    });
    match claim {
        Some(claim) => show_view(cx, ProjectView::Thread(claim)),
        None => cx.say("This mark is no claim, and answers none"),
    }
}

/// The title of a thread as it is now: the overview is made later than the content changes.
pub fn title_of<'a>(project: &'a OpenProject, overview: &Overview, thread: &'a Thread) -> Option<&'a Arc<ThreadItem>> {
    if overview.is_of(&project.corpus, &project.content) {
        return thread.title.as_ref();
    }
    let is_of = |item: &&Arc<ThreadItem>| {
        let place = resolve(overview.corpus(), &project.content, &item.claim);
        place.is_some_and(|place| thread.claims.contains(&place))
    };
    project.content.threads().find(is_of)
}

/// Gives the thread of a claim a title while it is typed; an empty one is taken away.
pub fn type_title(cx: &mut Context<'_>, claim: &Spot, title: String) {
    let Some(project) = &*cx.project else { return };
    let Some(overview) = &project.overview else { return };
    let thread = overview.corpus().place(claim).and_then(|place| overview.thread_of(place));
    let old = thread.and_then(|thread| title_of(project, overview, thread)).cloned();
    if title.is_empty() {
        let Some(old) = old else { return };
        commit_typed(cx, ProjectStep::TitleThread, &old.id, ProjectEdit::Remove(ItemKind::Thread, old.id.clone()));
        return;
    }
    let modified = cx.outside.now();
    let (item, article) = match old {
        Some(old) => (ThreadItem { title, modified, ..old.as_ref().clone() }, None),
        None => {
            let Some(article) = article_item(cx, &claim.path) else { return };
            let claim = End {
                article: article.id.clone(),
                path: claim.path.clone(),
                mark: claim.mark.clone(),
                extra: Default::default(),
            };
            let creator = cx.shell.settings.creator.as_str().into();
            let id = cx.outside.fresh_id();
            (ThreadItem { id, title, claim, modified, creator, extra: Default::default() }, Some(article))
        }
    };
    let id = item.id.clone();
    let article = article.map(|article| ProjectEdit::Put(Item::Article(article)));
    let edits = article.into_iter().chain([ProjectEdit::Put(Item::Thread(Arc::new(item)))]).collect();
    commit_typed(cx, ProjectStep::TitleThread, &id, ProjectEdit::Batch(edits));
}
