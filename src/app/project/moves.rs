//! Articles that were renamed or moved: what is recorded about them follows them.
//!
//! An article is known again by its very file, if its renaming was seen, or else by the digest. Its annotations, left under the old name, are renamed after it; its item
//! in the project, by which links find it, gets the new path.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::app::context::Context;
use crate::app::project::OpenProject;
use crate::jobs::notice::Notice;
use crate::jobs::project::ProjectJob;
use crate::jobs::project::moves::{Moved, Outcome};
use crate::model::message::counted;
use crate::model::project::corpus::Entry;
use crate::model::project::edit::ProjectEdit;
use crate::model::project::items::{ArticleItem, Item};

/// Looks for articles that were renamed or moved, once all of them are read.
pub fn follow_moves(cx: &mut Context<'_>) {
    let Some(project) = cx.project.as_mut().filter(|project| project.unread == Some(0)) else { return };
    follow_items(project, cx.shell.millis);
    let moved = left_behind(project);
    if !moved.is_empty() {
        project.moved.extend(moved.iter().cloned());
        let (id, job) = (project.id, ProjectJob::Move(project.root.clone(), moved));
        cx.start_for_project(id, job);
    }
}

/// The annotations that were left behind by an article, each with the only article whose file has the digest of theirs. None
/// that are open, and none that were tried before.
fn left_behind(project: &OpenProject) -> Vec<Moved> {
    let is_open = |entry: &Entry| project.flowing.iter().any(|flowing| flowing.path == entry.path);
    let entries =
        || project.corpus.entries().iter().filter(|entry| entry.failure.is_none() && !digest(entry).is_empty());
    let mut orphans = entries().filter(|entry| !entry.has_file && !is_open(entry)).peekable();
    if orphans.peek().is_none() {
        return Vec::new();
    }
    let bare = by_digest(entries().filter(|entry| entry.has_file && !entry.is_marked && !is_open(entry)));
    let is_bare = |path: &str| {
        let entry = project.corpus.get(path);
        entry.is_some_and(|entry| entry.has_file && !entry.is_marked && !is_open(entry))
    };
    let seen = |orphan: &Entry| {
        let (from, to) = project.renamed.iter().find(|(from, _)| *from == orphan.path)?;
        is_bare(to).then(|| Moved { from: from.clone(), to: to.clone() })
    };
    let orphans: Vec<&Arc<Entry>> = orphans.collect();
    let mut moved: Vec<Moved> = orphans.iter().filter_map(|orphan| seen(orphan)).collect();
    let alike = by_digest(orphans.into_iter()).into_iter().filter_map(|(digest, orphan)| {
        let (orphan, article) = (orphan?, bare.get(digest).copied().flatten()?);
        Some(Moved { from: orphan.path.clone(), to: article.path.clone() })
    });
    let alike: Vec<Moved> = alike.filter(|one| moved.iter().all(|it| it.from != one.from && it.to != one.to)).collect();
    moved.extend(alike);
    moved.retain(|moved| !project.moved.contains(moved));
    moved
}

/// Gives the items of articles that are no longer at their paths the paths of their very files, or else of the only articles
/// that have their digests; the digests of the others are kept up to date, by which they are found while nobody looks.
fn follow_items(project: &mut OpenProject, millis: u64) {
    if !project.is_editable() {
        return;
    }
    let is_lost = |item: &ArticleItem| project.corpus.get(&item.path).is_none();
    let named: HashSet<&str> = project.content.articles().map(|item| item.path.as_str()).collect();
    let others = || {
        let entries = project.corpus.entries().iter();
        entries.filter(|entry| entry.has_file && !named.contains(entry.path.as_str()))
    };
    let are_lost = project.content.articles().any(|item| is_lost(item));
    let alike = if are_lost { by_digest(others()) } else { HashMap::new() };
    let followed = project.content.articles().filter_map(|item| {
        let seen = || {
            let (_, to) = project.renamed.iter().find(|(from, _)| *from == item.path)?;
            project.corpus.get(to).filter(|entry| !named.contains(entry.path.as_str()))
        };
        let alike = || alike.get(item.sha256.as_str()).copied().flatten().filter(|_| !item.sha256.is_empty());
        let entry = match project.corpus.get(&item.path) {
            Some(entry) => entry,
            None => seen().map(AsRef::as_ref).or_else(alike)?,
        };
        let sha256 = if entry.has_file && !digest(entry).is_empty() { digest(entry) } else { &item.sha256 };
        let is_same = entry.path == item.path && *sha256 == item.sha256;
        (!is_same).then(|| ArticleItem {
            path: entry.path.clone(),
            sha256: sha256.to_owned(),
            ..ArticleItem::clone(item)
        })
    });
    let edits: Vec<ProjectEdit> = followed.map(|item| ProjectEdit::Put(Item::Article(Arc::new(item)))).collect();
    if !edits.is_empty() {
        // No step of the person: there is nothing to undo.
        project.content.apply(ProjectEdit::Batch(edits));
        project.saving.changed(millis);
    }
}

fn digest(entry: &Entry) -> &str {
    &entry.document.article().sha256
}

/// Articles by their digests; nothing for a digest that several have.
fn by_digest<'a>(entries: impl Iterator<Item = &'a Arc<Entry>>) -> HashMap<&'a str, Option<&'a Entry>> {
    let mut found: HashMap<&str, Option<&Entry>> = HashMap::new();
    for entry in entries {
        found.entry(digest(entry)).and_modify(|other| *other = None).or_insert(Some(entry));
    }
    found
}

/// Reports annotations that were renamed after their articles, and those that could not be.
pub fn moved(cx: &mut Context<'_>, outcomes: Vec<Outcome>) {
    let Some(project) = &mut *cx.project else { return };
    let (mut done, mut failed) = (Vec::new(), Vec::new());
    for Outcome { moved, result } in outcomes {
        match result {
            Ok(()) => {
                project.moved.retain(|tried| *tried != moved);
                done.push(moved);
            }
            Err(why) => failed.push(why),
        }
    }
    match &done[..] {
        [] => {}
        [moved] => cx.say(format!("The annotations of {} follow it to {}", moved.from, moved.to)),
        several => cx.say(format!(
            "The annotations of {} follow them to their new names",
            counted(several.len(), "article", "articles")
        )),
    }
    for why in failed {
        cx.notify(Notice::warning(why));
    }
}
