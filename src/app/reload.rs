//! Reading the open files again, because another program changed them.

use std::path::Path;
use std::sync::Arc;

use crate::app::action::Effect;
use crate::app::context::Context;
use crate::app::edits::replace_document;
use crate::app::leave::go_on;
use crate::app::reports::{report_behind, report_changed, report_unreadable};
use crate::app::session::Session;
use crate::app::session::decisions::OtherEdition;
use crate::app::session::saving::Lost;
use crate::jobs::edition::Edition;
use crate::jobs::notice::NoticeTopic;
use crate::jobs::open::Loaded;
use crate::jobs::progress::Progress;
use crate::model::article::Article;
use crate::model::document::Document;
use crate::model::history::Thread;
use crate::model::step::StepKind;

/// Reads the files again. Until that is done they are not looked at.
pub fn reload(session: &mut Session, cx: &mut Context<'_>) {
    if !cx.shell.waiting.is_replacing(session.id) {
        let progress = cx.shell.waiting.begin_rereading(session.id, cx.shell.millis);
        let job = session.begin_reload(progress);
        cx.start(session.id, job);
    }
}

/// Takes the files as they are now, and keeps what the person looks at where it was. Files that cannot be read, which
/// another program may be in the middle of writing, are tried again.
pub fn reloaded(
    session: &mut Session,
    cx: &mut Context<'_>,
    path: &Path,
    progress: &Arc<Progress>,
    result: Result<Box<Loaded>, String>,
) {
    cx.shell.waiting.end_rereading(progress);
    if session.file() != path {
        return;
    }
    session.watch.reading = false;
    // Cancelled for another file: what was read in part says nothing about the file.
    if session.has_changes() || session.saving.under_way.is_some() || progress.is_unwanted() {
        return;
    }
    let mut loaded = match result {
        // Deleted since it was looked at. It may come back, and is no reason to drop the document.
        Ok(loaded) if loaded.stamp.is_none() && session.saving.stamp.is_some() => return,
        Ok(loaded) => *loaded,
        Err(why) => {
            if session.is_editable() {
                session.saving.lost = Some(Lost::Unreadable);
            }
            report_unreadable(session, cx, &why);
            return go_on(session, cx);
        }
    };
    session.saving.lost = None;
    cx.withdraw(NoticeTopic::FileLost);
    if session.is_behind() {
        // The person undid the reanchoring; it is not done again unasked.
        loaded.take_back();
    }
    let same_text = loaded.document.article().text == *session.text();
    if same_text {
        // The view knows an article by its identity, and stays where it is.
        let document = std::mem::take(&mut loaded.document);
        let article = Article { text: session.text().clone(), ..document.article().clone() };
        loaded.document = document.with_article(article);
    }
    let (old, new) = (&session.document, &loaded.document);
    let is_same = |one: &Document, other: &Document| {
        (one.set(), one.tag_colours(), one.extra(), &one.article().given)
            == (other.set(), other.tag_colours(), other.extra(), &other.article().given)
    };
    if same_text && is_same(new, old) && loaded.read_only.is_none() {
        // Nothing that is shown changed.
        session.saving.caught_up(loaded.base, loaded.stamp);
        let (article, ..) = loaded.document.into_parts();
        session.reread(article, loaded.analysis);
        session.watch.read(loaded.article_stamp, loaded.newest);
        report_behind(session, cx);
        return go_on(session, cx);
    }
    let changed = if same_text { loaded.annotation_path.clone() } else { path.to_owned() };
    let elsewhere = session.watch.holding.is_elsewhere();
    if session.is_editable() && loaded.read_only.is_none() {
        follow(session, cx, loaded);
    } else {
        begin_anew(session, cx, loaded);
    }
    if !elsewhere {
        report_changed(cx, &changed, !same_text);
    }
    go_on(session, cx);
}

/// Takes files that another program wrote, as a step that can be undone.
fn follow(session: &mut Session, cx: &mut Context<'_>, loaded: Loaded) {
    session.saving.caught_up(loaded.base, loaded.stamp);
    session.watch.read(loaded.article_stamp, loaded.newest);
    let news = session.watch.news(loaded.notices);
    session.path = loaded.article_path;
    let (analysis, comparison, problems) = (loaded.analysis, loaded.comparison, loaded.problems);
    let mut other = OtherEdition::from(Edition { analysis, comparison, problems });
    if loaded.document.article().text.is_same(session.text()) && other.edition.comparison.is_some() {
        session.comparison = other.edition.comparison.take();
        session.decisions = std::mem::take(&mut other.decisions);
    }
    replace_document(session, cx, StepKind::Follow, Some(Thread::Files), loaded.document, other);
    session.saving.follows(session.set().generation());
    for notice in news {
        cx.notify(notice);
    }
}

/// Takes files in place of a document that may not be changed, or no longer may be: there is nothing to undo.
fn begin_anew(session: &mut Session, cx: &mut Context<'_>, loaded: Loaded) {
    let (old, text) = (session.text().clone(), loaded.document.article().text.clone());
    let focus = session.focus_in(&loaded.document);
    let news = session.watch.news(loaded.notices.clone());
    let holding = std::mem::take(&mut session.watch.holding);
    let mut fresh = Session::new(session.id, loaded, session.watch.options, cx.shell.millis);
    fresh.focus = focus;
    (fresh.used, fresh.leaving) = (session.used, std::mem::take(&mut session.leaving));
    fresh.filter = std::mem::take(&mut session.filter);
    fresh.ledger_filter = std::mem::take(&mut session.ledger_filter);
    fresh.outline_words = std::mem::take(&mut session.outline_words);
    fresh.find = session.find.take().filter(|_| old.is_same(&text));
    if holding.is_elsewhere() && fresh.is_editable() {
        fresh.open_elsewhere();
    }
    fresh.watch.holding = holding;
    *session = fresh;
    cx.shell.picker = None;
    for notice in news {
        cx.notify(notice);
    }
    if !old.is_same(&text) {
        cx.effects.push(Effect::Follow(session.id, old, text));
    }
    report_behind(session, cx);
}
