//! Find in all: searching as one types, and going to the hits.

use std::sync::Arc;

use crate::app::action::Field;
use crate::app::context::Context;
use crate::app::open::open_at;
use crate::app::project::OpenProject;
use crate::app::project::found::{HitPlace, SearchBasis};
use crate::app::project::show::leave_view;
use crate::app::session::Session;
use crate::app::shell::sidebar::ProjectPanel;
use crate::app::shell::waiting::Aim;
use crate::jobs::progress::Progress;
use crate::jobs::project::ProjectJob;
use crate::jobs::project::find::FindAllJob;
use crate::model::project::find::{FindField, FindQuery, Findings};

/// Most bytes of a selection that is searched for.
const LONGEST: usize = 200;

/// Shows the search in all articles, for the selected text if there is any.
pub fn open_find_all(session: Option<&Session>, cx: &mut Context<'_>) {
    cx.shell.show_project(ProjectPanel::Find);
    cx.focus(Field::ProjectFind);
    let selected = session.and_then(|session| Some(session.text().slice(session.selected()?)));
    let words = selected.filter(|words| words.len() <= LONGEST && !words.contains('\n')).map(str::to_owned);
    if let (Some(words), Some(project)) = (words, &mut *cx.project) {
        project.find.query.words = words;
    }
}

/// Starts a search if the query, or what is searched, changed while the panel is shown. One for an older query is cancelled.
pub fn keep_findings(cx: &mut Context<'_>) {
    let is_shown = cx.shell.sidebar.panel == ProjectPanel::Find && cx.shell.shows_sidebar();
    if is_shown {
        fold_texts(cx);
        search_anew(cx);
    }
}

/// Folds all texts once, when the panel is first shown, so that the first search is as fast as the next ones. The folded texts
/// take as much memory as the texts.
fn fold_texts(cx: &mut Context<'_>) {
    let Some(project) = cx.project.as_mut().filter(|project| project.unread == Some(0)) else { return };
    if !std::mem::replace(&mut project.find.has_folded_texts, true) {
        let (id, job) = (project.id, ProjectJob::Fold(project.corpus.clone()));
        cx.start_for_project(id, job);
    }
}

fn search_anew(cx: &mut Context<'_>) {
    let Some(project) = &mut *cx.project else { return };
    let overview = project.overview.clone().filter(|_| !project.find.query.filter.standings.is_empty());
    let basis = SearchBasis {
        query: project.find.query.clone(),
        articles: project.corpus.generation(),
        overview: overview.as_ref().map(|overview| overview.of()),
    };
    let find = &mut project.find;
    if find.of.as_ref() == Some(&basis) {
        return;
    }
    let is_same_query = find.of.as_ref().is_some_and(|of| of.query == basis.query);
    if let Some(running) = &find.running {
        if is_same_query {
            // It is made anew when it ends: else a folder that is still being read would never show a result.
            return;
        }
        running.drop_result();
        find.running = None;
    }
    if !is_same_query {
        find.current = None;
        find.folded.clear();
    }
    find.of = Some(basis);
    if find.query.is_empty() {
        find.generation += 1;
        (find.findings, find.error) = Default::default();
        return;
    }
    let progress = Arc::<Progress>::default();
    find.running = Some(progress.clone());
    let job = FindAllJob { query: find.query.clone(), corpus: project.corpus.clone(), overview, progress };
    let id = project.id;
    cx.start_for_project(id, ProjectJob::Find(Box::new(job)));
}

/// Takes the result of a search, unless another one was begun since.
pub fn found_in_all(project: &mut OpenProject, job: &FindAllJob, result: Result<Findings, String>) {
    let find = &mut project.find;
    if find.running.take_if(|running| Arc::ptr_eq(running, &job.progress)).is_none() {
        return;
    }
    find.generation += 1;
    (find.findings, find.error) = match result {
        Ok(findings) => (Arc::new(findings), None),
        Err(why) => (Arc::default(), Some(why)),
    };
}

/// Changes the query.
pub fn change_search(cx: &mut Context<'_>, query: FindQuery) {
    if let Some(project) = &mut *cx.project {
        project.find.query = query;
    }
}

/// Hides the hits of an article, or shows them again.
pub fn fold_hits(cx: &mut Context<'_>, path: String) {
    let Some(project) = &mut *cx.project else { return };
    if !project.find.folded.remove(&path) {
        project.find.folded.insert(path);
    }
}

/// Goes to the next or previous hit.
pub fn step_hit(cx: &mut Context<'_>, forward: bool) {
    match cx.project.as_ref().and_then(|project| project.find.next(forward)) {
        Some(place) => go_to_hit(cx, place),
        None => cx.say("Nothing was found in all articles"),
    }
}

/// Goes to a hit, whose article is opened if it is not open.
pub fn go_to_hit(cx: &mut Context<'_>, place: HitPlace) {
    leave_view(cx);
    let Some(project) = &mut *cx.project else { return };
    let Some((path, hit)) = project.find.hit(place) else { return };
    let aim = match &hit.mark {
        Some(mark) if hit.field != FindField::Text => Aim::Mark(mark.clone()),
        _ => Aim::Passage(hit.range),
    };
    let file = project.file(path);
    project.find.current = Some(place);
    open_at(cx, file, aim);
}
