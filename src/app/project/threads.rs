//! The ledger of the project: its order, its filter, the list of threads, and their titles.

use std::sync::Arc;

use crate::app::context::Context;
use crate::app::project::OpenProject;
use crate::app::project::edits::{article_item, commit_typed};
use crate::app::shell::sidebar::ProjectPanel;
use crate::jobs::project::ProjectJob;
use crate::jobs::project::threads::ThreadsJob;
use crate::model::project::edit::ProjectEdit;
use crate::model::project::items::{End, Item, ItemKind, ThreadItem};
use crate::model::project::overview::{ThreadFilter, ThreadList, ThreadOrder, resolve};
use crate::model::project::spot::Spot;
use crate::model::project::step::ProjectStep;

/// The ledger of the project.
#[derive(Debug, Default)]
pub struct Threads {
    /// The order of the threads.
    pub order: ThreadOrder,
    /// The filter of the threads.
    pub filter: ThreadFilter,
    /// The list, with everything that it was made from; nothing before the first one.
    pub list: Option<(Box<ThreadsJob>, ThreadList)>,
    /// True while a list is being made.
    lists: bool,
}

/// Starts making the list of threads anew if it is shown and what it is made from changed.
pub fn keep_threads(cx: &mut Context<'_>) {
    let is_shown = cx.shell.sidebar.panel == ProjectPanel::Ledger && cx.shell.shows_sidebar();
    let Some(project) = cx.project.as_mut().filter(|_| is_shown) else { return };
    let Some(overview) = project.overview.clone() else { return };
    let threads = &mut project.threads;
    let job = ThreadsJob { overview, order: threads.order, filter: threads.filter.clone() };
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

/// Gives the thread of a claim a title while it is typed; an empty one is taken away.
pub fn type_title(cx: &mut Context<'_>, claim: &Spot, title: String) {
    let Some(project) = &*cx.project else { return };
    let Some(overview) = &project.overview else { return };
    let thread = overview.corpus().place(claim).and_then(|place| overview.thread_of(place));
    let claims = thread.map(|thread| thread.claims.as_slice()).unwrap_or_default();
    // The overview is made later, so the titles are those of the content.
    let is_of = |item: &&Arc<ThreadItem>| {
        resolve(overview.corpus(), &project.content, &item.claim).is_some_and(|place| claims.contains(&place))
    };
    let old = project.content.threads().find(is_of).cloned();
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
