//! Reanchoring the document on its article's file as it is now: one step, which can be undone.

use crate::app::context::Context;
use crate::app::edits::{replace_document, undo_in_article};
use crate::app::reports::{report_behind, report_changed, report_unreadable};
use crate::app::session::Session;
use crate::app::session::decisions::OtherEdition;
use crate::jobs::notice::{Notice, NoticeTopic};
use crate::jobs::reanchor::{Newest, ReanchorJob, Reanchored, ReanchoredDocument};
use crate::model::history::{History, Thread};
use crate::model::step::StepKind;

/// Reads the article's file again and reanchors the document on it; `asked` if the person wants it.
pub fn reanchor(session: &mut Session, cx: &mut Context<'_>, asked: bool) {
    if cx.shell.waiting.is_reading_for(session.id) || session.path.is_none() {
        return;
    }
    let progress = cx.shell.waiting.begin_rereading(session.id, cx.shell.millis);
    if let Some(job) = session.reanchor_job(asked, progress) {
        cx.start(session.id, job);
    }
}

/// Takes the result.
pub fn reanchored(session: &mut Session, cx: &mut Context<'_>, job: &ReanchorJob, result: Result<Box<Newest>, String>) {
    if !cx.shell.waiting.end_rereading(&job.progress) || session.path.as_ref() != Some(&job.path) {
        return;
    }
    if !session.is_editable() {
        return;
    }
    let was_saved = !session.has_changes();
    let Newest { stamp, text, said, result: came } = match result {
        Ok(newest) => *newest,
        Err(why) if job.asked => return cx.notify(Notice::error(why)),
        Err(why) => return report_unreadable(session, cx, &why),
    };
    let is_other = matches!(came, Reanchored::Over(_) | Reanchored::Back);
    if is_other && session.set().generation() != job.generation {
        // Something was changed meanwhile, which is to be reanchored too.
        return reanchor(session, cx, job.asked);
    }
    session.watch.read(stamp, Some(text));
    let news = if is_other { session.watch.news(said) } else { Vec::new() };
    match came {
        Reanchored::Same(article, reading) => session.reread(*article, *reading),
        Reanchored::Nothing if job.progress.is_stopped() => cx.say("Moving the marks was cancelled"),
        Reanchored::Nothing => {}
        Reanchored::Back => {
            let number = cx.shell.next_step();
            undo_in_article(session, cx, number);
        }
        Reanchored::Over(over) => take_over(session, cx, *over),
    }
    if is_other {
        // It need not be saved if it was saved before: it follows from the files again.
        if was_saved {
            session.saving.follows(session.set().generation());
        }
        if !job.asked {
            report_changed(cx, &job.path, true);
        }
    }
    for notice in news {
        cx.notify(notice);
    }
    report_behind(session, cx);
}

/// Replaces the document with the reanchored one.
fn take_over(session: &mut Session, cx: &mut Context<'_>, over: ReanchoredDocument) {
    let ReanchoredDocument { document, edition } = over;
    let mut other = OtherEdition::from(edition);
    // A document that was never changed has nothing that could be lost, and nothing to go back to.
    let untouched = session.history.is_empty() && session.set().is_empty();
    if session.comparison.is_some() && other.edition.comparison.is_some() {
        other.decisions.compared = session.decisions.compared;
    }
    cx.withdraw(NoticeTopic::Reanchored);
    replace_document(session, cx, StepKind::Reanchor, Some(Thread::Files), document, other);
    if untouched {
        (session.history, session.editions) = (History::default(), Vec::new());
        session.comparison = None;
    }
}
