//! The articles of the project: as their files have them, and as the open sessions have them.

use std::path::Path;
use std::sync::Arc;

use crate::app::context::Context;
use crate::app::project::OpenProject;
use crate::app::project::flowing::Flowing;
use crate::app::session::Session;
use crate::app::sessions::Sessions;
use crate::articles::article_format_for;
use crate::jobs::project::ProjectJob;
use crate::jobs::project::folder::{article_of, path_in};
use crate::jobs::project::follow::News;
use crate::model::project::corpus::Entry;
use crate::model::project::haystack::Haystack;

/// Takes news of the folder. An article that is open stays as its session has it.
pub fn take_news(cx: &mut Context<'_>, news: News) {
    let Some(project) = &mut *cx.project else { return };
    let is_there = |path: &String| news.entries.iter().any(|entry| entry.has_file && entry.path == *path);
    project.renamed.retain(|(from, _)| !is_there(from));
    for (from, to) in news.renamed {
        project.renamed.retain(|(other, _)| *other != from && *other != to);
        project.renamed.push((from, to));
    }
    let mut turned = Vec::new();
    for flowing in &mut project.flowing {
        if let Some(entry) = news.entries.iter().find(|entry| entry.path == flowing.path) {
            flowing.is_left = !entry.has_file;
        }
        flowing.is_left |= news.gone.contains(&flowing.path);
        let known = project.corpus.get(&flowing.path).filter(|entry| entry.has_file == flowing.is_left);
        turned.extend(known.map(|entry| Arc::new(Entry { has_file: !flowing.is_left, ..Entry::clone(entry) })));
    }
    let is_open = |path: &String| project.flowing.iter().any(|flowing| flowing.path == *path);
    let news_of_others = news.entries.into_iter().filter(|entry| !is_open(&entry.path));
    let entries: Vec<Arc<Entry>> = news_of_others.chain(turned).collect();
    let gone: Vec<String> = news.gone.into_iter().filter(|path| !is_open(path)).collect();
    // A save of this window comes back as news of an open article.
    if !entries.is_empty() || !gone.is_empty() {
        project.corpus.update(entries, &gone);
    }
    if let Some(census) = news.census {
        project.census = census;
    }
    project.unread = news.unread.or(project.unread);
}

/// Puts the documents of the open sessions in the places of their articles, and those on disk in the places of sessions that
/// were closed.
pub fn flow(sessions: &Sessions, cx: &mut Context<'_>) {
    let Some(project) = &mut *cx.project else { return };
    let mut entries = Vec::new();
    for session in sessions.iter() {
        let known = project.flowing.iter().position(|flowing| flowing.is_of(session));
        if known.is_some_and(|at| project.flowing[at].is_current(session)) {
            continue;
        }
        let Some(path) = path_in(&project.root, &session.saving.path) else { continue };
        let Some(article) = article_of(&path).filter(|article| *article != path) else { continue };
        let now = Flowing::of(session, article.to_owned());
        let is_left = known.map_or(now.is_left, |at| project.flowing[at].is_left);
        entries.push(Arc::new(entry(project, session, &now, is_left)));
        match known {
            Some(at) => project.flowing[at].follow(now),
            None => project.flowing.push(now),
        }
    }
    if !entries.is_empty() {
        project.corpus.update(entries, &[]);
    }
    let is_closed = |flowing: &mut Flowing| !sessions.iter().any(|session| flowing.is_of(session));
    let closed: Vec<String> = project.flowing.extract_if(.., is_closed).map(|flowing| flowing.path).collect();
    if !closed.is_empty() {
        let (id, job) = (project.id, ProjectJob::Read(project.root.clone(), closed));
        cx.start_for_project(id, job);
    }
}

fn entry(project: &OpenProject, session: &Session, now: &Flowing, is_left: bool) -> Entry {
    let known = project.corpus.get(&now.path).map(|entry| entry.format);
    Entry {
        path: now.path.clone(),
        format: known.unwrap_or_else(|| article_format_for(Path::new(&now.path)).name),
        has_file: !is_left,
        is_marked: now.is_marked,
        problems: now.problems,
        document: session.document.clone(),
        failure: None,
        haystack: Haystack::default(),
    }
}
