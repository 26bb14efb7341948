//! Editions: a step of the history may lead to another version of the article.

use crate::app::action::Effect;
use crate::app::context::Context;
use crate::app::reports::report_behind;
use crate::app::session::Session;
use crate::jobs::notice::NoticeTopic;

/// Takes the analysis of the article that a step led to, and drops everything about the one before.
pub fn turned(session: &mut Session, cx: &mut Context<'_>) {
    session.offer = None;
    take_reading(session, cx);
    report_behind(session, cx);
}

fn take_reading(session: &mut Session, cx: &mut Context<'_>) {
    session.grown.clear();
    let article = session.document.article();
    if session.analysis.is_of(article) {
        return;
    }
    let Some(at) = session.editions.iter().position(|other| other.edition.analysis.is_of(article)) else { return };
    let other = &mut session.editions[at];
    std::mem::swap(&mut session.analysis, &mut other.edition.analysis);
    std::mem::swap(&mut session.problems, &mut other.edition.problems);
    // Decisions stay where only the surroundings of the article were read anew.
    if !session.analysis.text().is_same(other.edition.analysis.text()) {
        std::mem::swap(&mut session.comparison, &mut other.edition.comparison);
        std::mem::swap(&mut session.decisions, &mut other.decisions);
    }
    let (old, new) = (other.edition.analysis.text(), &article.text);
    if !new.is_same(old) {
        cx.effects.push(Effect::Follow(session.id, old.clone(), new.clone()));
        session.find = None;
    }
    cx.shell.picker = None;
    // Its numbers are those of the other article.
    cx.withdraw(NoticeTopic::Problems);
    // An edition that no step leads to any more need not be known.
    let history = &session.history;
    session
        .editions
        .retain(|other| history.documents().any(|document| other.edition.analysis.is_of(document.article())));
}
