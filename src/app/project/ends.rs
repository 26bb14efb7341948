//! Links between articles and titles of threads whose marks are deleted or joined with others in an article.

use std::sync::Arc;

use crate::app::context::Context;
use crate::app::project::OpenProject;
use crate::app::project::edits::commit_along;
use crate::app::session::Session;
use crate::model::annotation::Id;
use crate::model::project::edit::ProjectEdit;
use crate::model::project::items::{End, Item, ItemKind, LinkItem, ThreadItem};
use crate::model::project::spot::Spot;
use crate::model::project::step::ProjectStep;

/// Deletes the links of marks that were just deleted with other articles, as part of that step. The title of a thread goes
/// to another claim of it.
pub fn let_go(session: &Session, cx: &mut Context<'_>, marks: &[Id]) {
    let Some(project) = &*cx.project else { return };
    let Some(path) = project.path_of(session) else { return };
    let is_gone = |end: &End| marks.contains(&end.mark) && project.content.path_of(end) == path;
    let links = project.content.links().filter(|link| is_gone(&link.from) || is_gone(&link.to));
    let mut edits: Vec<ProjectEdit> = links.map(|link| ProjectEdit::Remove(ItemKind::Link, link.id.clone())).collect();
    for title in project.content.threads().filter(|title| is_gone(&title.claim)) {
        edits.push(match other_claim(project, &title.claim, marks) {
            Some(claim) => ProjectEdit::Put(Item::Thread(Arc::new(ThreadItem { claim, ..title.as_ref().clone() }))),
            None => ProjectEdit::Remove(ItemKind::Thread, title.id.clone()),
        });
    }
    if !edits.is_empty() {
        commit_along(session, cx, ProjectStep::DeleteLink, ProjectEdit::Batch(edits));
    }
}

/// An end at another claim of the thread of a claim, in an article that the project has an entry of.
fn other_claim(project: &OpenProject, claim: &End, without: &[Id]) -> Option<End> {
    let overview = project.overview.as_ref()?;
    let spot = Spot { path: project.content.path_of(claim).to_owned(), mark: claim.mark.clone() };
    let thread = overview.thread_of(overview.corpus().place(&spot)?)?;
    let others = thread.claims.iter().filter_map(|place| overview.corpus().spot(*place));
    let mut others = others.filter(|other| other.path != spot.path || !without.contains(&other.mark));
    others.find_map(|other| Some(End::new(project.content.article_at(&other.path)?, other.mark)))
}

/// Leads the links of a mark that was just joined with another one to that one, as part of that step.
pub fn lead_over(session: &Session, cx: &mut Context<'_>, gone: &Id, kept: &Id) {
    let Some(project) = &*cx.project else { return };
    let Some(path) = project.path_of(session) else { return };
    let led = |end: &End| {
        let is_gone = end.mark == *gone && project.content.path_of(end) == path;
        if is_gone { End { mark: kept.clone(), ..end.clone() } } else { end.clone() }
    };
    let links = project.content.links().filter_map(|link| {
        let new = LinkItem { from: led(&link.from), to: led(&link.to), ..link.as_ref().clone() };
        (new != **link).then(|| ProjectEdit::Put(Item::Link(Arc::new(new))))
    });
    let titles = project.content.threads().filter_map(|title| {
        let new = ThreadItem { claim: led(&title.claim), ..title.as_ref().clone() };
        (new != **title).then(|| ProjectEdit::Put(Item::Thread(Arc::new(new))))
    });
    let edits: Vec<ProjectEdit> = links.chain(titles).collect();
    if !edits.is_empty() {
        commit_along(session, cx, ProjectStep::FollowArticle, ProjectEdit::Batch(edits));
    }
}
