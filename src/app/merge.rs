//! Unsaved work, and a file that another program wrote meanwhile: the person decides about both.

use std::sync::Arc;

use crate::app::action::Field;
use crate::app::autosave::save_now;
use crate::app::context::Context;
use crate::app::edits::replace_document;
use crate::app::session::Session;
use crate::app::session::leaving::Asked;
use crate::app::shell::dialog::Dialog;
use crate::app::shell::merge::{Decision, MergeDialog, Stage};
use crate::jobs::Job;
use crate::jobs::merge::{Found, ResolveJob, Resolved};
use crate::jobs::notice::{Notice, NoticeTopic, Tone};
use crate::model::merge::{Choice, Side};
use crate::model::step::StepKind;
use crate::storage::files::SaveError;

/// Asks what becomes of the work, which could not be saved, and of the file that another program wrote: at once if the
/// session is the active one, or else when it is.
pub fn ask_to_merge(session: &mut Session, cx: &Context<'_>, error: &SaveError) {
    let is_asked = cx.active == Some(session.id) && matches!(cx.shell.dialog, Some(Dialog::Merge(_)));
    if !is_asked {
        session.saving.held = true;
        session.question = Some(Asked::merge(error));
    }
}

/// Opens the dialog about the work and the file. Meanwhile both are merged, for the person to look at.
pub fn open_merge(session: &Session, cx: &mut Context<'_>, why: String, is_gone: bool) {
    let stage = if is_gone { Stage::Impossible(String::new()) } else { Stage::Reading };
    if !is_gone {
        cx.start(session.id, session.merge_job());
    }
    let since = cx.shell.millis;
    let merge = MergeDialog { why, since, is_gone, stage, choices: Vec::new(), lit: 0 };
    cx.shell.picker = None;
    cx.shell.dialog = Some(Dialog::Merge(Box::new(merge)));
}

/// Takes the merged document.
pub fn merged(session: &Session, cx: &mut Context<'_>, found: Found) {
    let is_open = session.saving.path == found.path && cx.active == Some(session.id);
    let Some(Dialog::Merge(merge)) = cx.shell.dialog.as_mut().filter(|_| is_open) else { return };
    match found.result {
        Ok(ready) => {
            merge.choices = vec![Choice::default(); ready.merge.conflicts().len()];
            merge.stage = Stage::Deciding(Arc::new(ready));
        }
        Err(why) => merge.stage = Stage::Impossible(why),
    }
}

/// Takes a decision.
pub fn decide(session: &Session, cx: &mut Context<'_>, decision: Decision) {
    let Some(Dialog::Merge(merge)) = &mut cx.shell.dialog else { return };
    merge.decide(decision);
    if let (Decision::Merge, Stage::Merging(ready)) = (decision, &merge.stage) {
        let job = ResolveJob { ready: ready.clone(), choices: merge.choices.clone() };
        cx.start(session.id, Job::Resolve(Box::new(job)));
    }
}

/// Replaces the document with the merged one, as it was decided, and saves it.
pub fn settled(session: &mut Session, cx: &mut Context<'_>, settled: Resolved) {
    let Resolved { ready, document, edition } = settled;
    let Some(Dialog::Merge(merge)) = &cx.shell.dialog else { return };
    if !merge.ready().is_some_and(|asked| Arc::ptr_eq(asked, &ready)) {
        return;
    }
    cx.shell.dialog = None;
    if session.set().generation() != ready.generation || !session.is_editable() {
        // Something changed meanwhile: both are looked at again.
        let changed = SaveError::Changed { path: session.saving.path.clone() };
        return ask_to_merge(session, cx, &changed);
    }
    session.saving.caught_up(ready.theirs.document.clone(), Some(ready.theirs.stamp));
    if let Some((text, undecided)) = edition.comparison.as_ref().map(|comparison| comparison.summary()) {
        let tone = if undecided { Tone::Warning } else { Tone::Info };
        cx.notify(Notice::new(tone, text).on(NoticeTopic::Reanchored));
    }
    let unsettled = ready.merge.unsettled();
    if let Some(first) = unsettled.first() {
        let more = match unsettled.len() - 1 {
            0 => String::new(),
            more => format!(", and {more} more"),
        };
        let text = format!("Flagged for discussion by the merge: {}: {first}{more}", first.thing);
        cx.notify(Notice::warning(text).on(NoticeTopic::Merge));
    }
    replace_document(session, cx, StepKind::Merge, None, document, edition.into());
    cx.say(format!("Merged with the file: {}", ready.merge.brought(Side::Theirs)));
    cx.focus(Field::Article);
    save_now(session, cx);
}
