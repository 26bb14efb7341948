//! Links between marks of two articles.

use std::sync::Arc;

use crate::app::context::Context;
use crate::app::open::open_at;
use crate::app::project::OpenProject;
use crate::app::project::edits::{article_item, commit, commit_typed};
use crate::app::project::show::leave_view;
use crate::app::session::Session;
use crate::app::shell::picker::Change;
use crate::app::shell::waiting::Aim;
use crate::model::annotation::Id;
use crate::model::project::edit::ProjectEdit;
use crate::model::project::items::{ArticleItem, End, Item, ItemKind, LinkItem};
use crate::model::project::spot::Spot;
use crate::model::project::step::ProjectStep;
use crate::model::role::{self, Role};

/// Links two marks of different articles, if the table of roles allows it and there is no such link yet.
pub fn link_across(cx: &mut Context<'_>, from: &Spot, to: &Spot, role: &'static str) {
    if let Some(edit) = linking(cx, &[(from.clone(), to.clone(), role)]) {
        commit(cx, ProjectStep::Link, edit);
    }
}

/// The edit that makes links, each from one mark to another in a role; nothing if one cannot be made, which is reported.
pub fn linking(cx: &mut Context<'_>, links: &[(Spot, Spot, &'static str)]) -> Option<ProjectEdit> {
    let mut new = Vec::new();
    let mut edits = Vec::new();
    for (from, to, role) in links {
        if let Some(why) = refusal(cx.project.as_ref()?, from, to, role) {
            cx.say(why);
            return None;
        }
        let (from, to) = (end(cx, &mut new, from)?, end(cx, &mut new, to)?);
        let now = cx.outside.now();
        edits.push(ProjectEdit::Put(Item::Link(Arc::new(LinkItem {
            id: cx.outside.fresh_id(),
            from,
            to,
            role: Role::new(role),
            note: String::new(),
            created: now.clone(),
            modified: now,
            creator: cx.shell.settings.creator.as_str().into(),
            extra: Default::default(),
        }))));
    }
    let articles = new.into_iter().map(|article| ProjectEdit::Put(Item::Article(article)));
    Some(ProjectEdit::Batch(articles.chain(edits).collect()))
}

/// The reason why two marks are not linked in a role.
fn refusal(project: &OpenProject, from: &Spot, to: &Spot, role: &str) -> Option<String> {
    let (Some((one, _)), Some((other, _))) = (project.corpus.mark_at(from), project.corpus.mark_at(to)) else {
        return Some("The mark is no longer there".to_owned());
    };
    if !role::allowed(&one.kind, &other.kind).any(|row| row.id == role) {
        return Some(format!("{} cannot be linked to {} as “{role}”", one.kind.name(), other.kind.name()));
    }
    let is_same =
        |link: &Arc<LinkItem>| link.role.id() == role && project.is_at(&link.from, from) && project.is_at(&link.to, to);
    project.content.links().any(is_same).then(|| "This link already exists".to_owned())
}

/// An end of a link. An article that is not in the project file yet is put among the new ones.
fn end(cx: &mut Context<'_>, new: &mut Vec<Arc<ArticleItem>>, spot: &Spot) -> Option<End> {
    let article = match new.iter().find(|article| article.path == spot.path) {
        Some(article) => article.id.clone(),
        None => {
            let is_known = cx.project.as_ref()?.content.article_at(&spot.path).is_some();
            let article = article_item(cx, &spot.path)?;
            if !is_known {
                new.push(article.clone());
            }
            article.id.clone()
        }
    };
    Some(End { article, path: spot.path.clone(), mark: spot.mark.clone(), extra: Default::default() })
}

impl OpenProject {
    /// True if there is a link between two marks, from either end.
    pub fn links_between(&self, one: &Spot, other: &Spot) -> bool {
        let joins = |from: &End, to: &End| self.is_at(from, one) && self.is_at(to, other);
        self.content.links().any(|link| joins(&link.from, &link.to) || joins(&link.to, &link.from))
    }

    /// True if an end of a link is this mark.
    pub fn is_at(&self, end: &End, spot: &Spot) -> bool {
        end.mark == spot.mark && self.content.path_of(end) == spot.path
    }
}

/// Selects a mark of an article, which is opened if it is not open.
pub fn go_to_spot(cx: &mut Context<'_>, spot: Spot) {
    leave_view(cx);
    if let Some(project) = &*cx.project {
        let file = project.file(&spot.path);
        open_at(cx, file, Aim::Mark(spot.mark));
    }
}

/// Changes a link between articles, deletes it, or goes to the end of it that is not the selected mark.
pub fn change_link_across(session: Option<&mut Session>, cx: &mut Context<'_>, id: &Id, change: Change) {
    let Some(project) = &*cx.project else { return };
    let Some(link) = project.content.link(id) else { return };
    match change {
        Change::Go => {
            let here = session.as_ref().and_then(|session| project.spot(session, session.focus.mark.as_ref()?));
            let is_from = here.is_some_and(|here| project.is_at(&link.from, &here));
            let end = if is_from { &link.to } else { &link.from };
            let spot = Spot { path: project.content.path_of(end).to_owned(), mark: end.mark.clone() };
            go_to_spot(cx, spot);
        }
        Change::Delete => {
            commit(cx, ProjectStep::DeleteLink, ProjectEdit::Remove(ItemKind::Link, id.clone()));
        }
        Change::Role(role) => {
            if let Some(edit) = relink(cx, id, |link| link.role = Role::new(role)) {
                commit(cx, ProjectStep::ChangeRole, edit);
            }
        }
        Change::Reverse => {
            if let Some(edit) = relink(cx, id, |link| std::mem::swap(&mut link.from, &mut link.to)) {
                commit(cx, ProjectStep::ReverseLink, edit);
            }
        }
    }
}

/// Changes the note on a link between articles.
pub fn note_link_across(cx: &mut Context<'_>, id: &Id, note: String) {
    if let Some(edit) = relink(cx, id, |link| link.note = note) {
        commit_typed(cx, ProjectStep::ChangeLinkNote, id, edit);
    }
}

/// The edit that changes a link; nothing if it stays the same.
fn relink(cx: &Context<'_>, id: &Id, change: impl FnOnce(&mut LinkItem)) -> Option<ProjectEdit> {
    let old = cx.project.as_ref()?.content.link(id)?;
    let mut new = old.as_ref().clone();
    change(&mut new);
    if new == **old {
        return None;
    }
    new.modified = cx.outside.now();
    Some(ProjectEdit::Put(Item::Link(Arc::new(new))))
}
