//! Tags of the selected marks, and tags as a whole: renamed everywhere, merged, coloured.

use std::sync::Arc;

use crate::app::context::Context;
use crate::app::edits::{change_chosen, commit};
use crate::app::session::Session;
use crate::app::shell::panel::Panel;
use crate::model::annotation::{Annotation, Id};
use crate::model::edit::Edit;
use crate::model::fields;
use crate::model::fold;
use crate::model::history::Thread;
use crate::model::query::tags;
use crate::model::step::StepKind;

/// Adds a tag to the selected marks, or to the one that was selected while it was typed. A tag that looks like one in
/// use is spelled like it.
pub fn add_tag(session: &mut Session, cx: &mut Context<'_>, of: Option<Id>, tag: &str) {
    let tag = tag.split_whitespace().collect::<Vec<_>>().join(" ");
    if tag.is_empty() {
        return;
    }
    let used = tags(session.set()).into_iter().map(|(name, _)| name);
    let tag = used.into_iter().find(|used| fold::is_same_name(used, &tag)).unwrap_or(tag);
    let add = |mark: &mut Annotation| {
        if !mark.tags.iter().any(|other| fold::is_same_name(other, &tag)) {
            mark.tags.push(tag.clone());
        }
    };
    match of.filter(|of| session.focus.mark.as_ref() != Some(of)) {
        None => change_chosen(session, cx, step(), true, add),
        Some(id) => {
            let Some(old) = session.set().get(&id) else { return };
            let mut new = old.as_ref().clone();
            add(&mut new);
            if new != **old {
                new.modified = cx.outside.now();
                let focus = session.focus.clone();
                commit(session, cx, step(), Edit::Replace(Arc::new(new)), focus, Some(Thread::Typing(id)));
            }
        }
    }
}

/// Removes a tag from the selected marks.
pub fn remove_tag(session: &mut Session, cx: &mut Context<'_>, tag: &str) {
    change_chosen(session, cx, step(), true, |mark| mark.tags.retain(|other| !fold::is_same_name(other, tag)));
}

/// The step that changes the tags of marks.
fn step() -> StepKind {
    StepKind::ChangeField { id: fields::TAGS.id, title: fields::TAGS.steps.0 }
}

/// Renames a tag in every mark. If another tag has that name, the two are merged. The colour goes with it, unless the
/// other tag has one.
pub fn rename_tag(session: &mut Session, cx: &mut Context<'_>, from: &str, to: &str) {
    let to = to.trim();
    let is_from = |tag: &str| fold::is_same_name(tag, from);
    let merges = !is_from(to) && tags(session.set()).iter().any(|(tag, _)| fold::is_same_name(tag, to));
    let now = cx.outside.now();
    let mut edits = Vec::new();
    for mark in session.set().annotations().iter().filter(|mark| mark.tags.iter().any(|tag| is_from(tag))) {
        let mut new = mark.as_ref().clone();
        let mut renamed: Vec<String> = Vec::with_capacity(new.tags.len());
        for tag in std::mem::take(&mut new.tags) {
            let tag = if is_from(&tag) { to.to_owned() } else { tag };
            if !renamed.iter().any(|other| fold::is_same_name(other, &tag)) {
                renamed.push(tag);
            }
        }
        new.tags = renamed;
        if new != **mark {
            new.modified = now.clone();
            edits.push(Edit::Replace(Arc::new(new)));
        }
    }
    let colours = session.document.tag_colours();
    let of_old: Vec<(String, String)> = colours
        .iter()
        .filter(|(tag, _)| is_from(tag) && *tag != to)
        .map(|(tag, colour)| (tag.to_owned(), colour.to_owned()))
        .collect();
    if let Some((_, colour)) = of_old.first().filter(|_| colours.exact(to).is_none()) {
        edits.push(Edit::ColourTag(to.to_owned(), Some(colour.clone())));
    }
    edits.extend(of_old.into_iter().map(|(tag, _)| Edit::ColourTag(tag, None)));
    if edits.is_empty() {
        return;
    }
    let kind = if merges { StepKind::MergeTags } else { StepKind::RenameTag };
    let focus = session.focus.clone();
    if commit(session, cx, kind, Edit::Batch(edits), focus, None) {
        let filter = &mut session.filter.tag;
        if filter.as_ref().is_some_and(|tag| is_from(tag)) {
            *filter = Some(to.to_owned());
        }
    }
}

/// Gives a tag a colour, or none.
pub fn colour_tag(session: &mut Session, cx: &mut Context<'_>, tag: &str, colour: Option<String>) {
    let alike = session.document.tag_colours().iter().map(|(other, _)| other);
    let spelled = alike.into_iter().find(|other| fold::is_same_name(other, tag)).unwrap_or(tag).to_owned();
    if session.document.tag_colours().exact(&spelled) == colour.as_deref() {
        return cx.say("Change tag colour: already set");
    }
    let focus = session.focus.clone();
    commit(session, cx, StepKind::ColourTag, Edit::ColourTag(spelled, colour), focus, None);
}

/// Lists the marks with a tag, or all marks.
pub fn show_tag(session: &mut Session, cx: &mut Context<'_>, tag: Option<String>) {
    if tag.is_some() {
        cx.shell.show(Panel::Marks);
    }
    session.filter.tag = tag;
}
