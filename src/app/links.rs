//! Links between marks.

use std::sync::Arc;

use crate::app::context::Context;
use crate::app::edits::commit;
use crate::app::reveal::choose;
use crate::app::session::Session;
use crate::app::shell::picker::Change;
use crate::model::annotation::{Id, Relation};
use crate::model::edit::Edit;
use crate::model::history::Thread;
use crate::model::role::{self, Role};
use crate::model::step::StepKind;

/// Links two marks, if the table of roles allows it and there is no such link yet.
pub fn link(session: &mut Session, cx: &mut Context<'_>, from: Id, to: Id, role: &'static str) {
    let set = session.set();
    let (Some(one), Some(other)) = (set.get(&from), set.get(&to)) else { return };
    if !role::allowed(&one.kind, &other.kind).any(|row| row.id == role) {
        return cx.say(format!("{} cannot be linked to {} as “{role}”", one.kind.name(), other.kind.name()));
    }
    let same = |relation: &Arc<Relation>| relation.from == from && relation.to == to && relation.role.id() == role;
    if set.relations_of(&from).iter().any(same) {
        return cx.say("This link already exists");
    }
    let relation = relation(cx, from, to, role);
    let focus = session.focus.clone();
    commit(session, cx, StepKind::Link, Edit::Link(Arc::new(relation)), focus, None);
}

/// A new link, made now by the person.
pub fn relation(cx: &mut Context<'_>, from: Id, to: Id, role: &'static str) -> Relation {
    let now = cx.outside.now();
    Relation {
        created: now.clone(),
        modified: now,
        creator: cx.shell.settings.creator.as_str().into(),
        ..Relation::new(cx.outside.fresh_id(), from, to, Role::new(role))
    }
}

/// Changes a link, deletes it, or goes to its other end.
pub fn change_link(session: &mut Session, cx: &mut Context<'_>, id: &Id, change: Change) {
    match change {
        Change::Go => {
            let Some(relation) = session.set().relation(id) else { return };
            let is_from = session.focus.mark.as_ref() == Some(&relation.from);
            let other = if is_from { &relation.to } else { &relation.from };
            let other = other.clone();
            choose(session, cx, Some(other));
        }
        Change::Delete => {
            let focus = session.focus.clone();
            commit(session, cx, StepKind::DeleteLink, Edit::Unlink(id.clone()), focus, None);
        }
        Change::Role(role) => {
            relink(session, cx, id, StepKind::ChangeRole, false, |relation| relation.role = Role::new(role))
        }
        Change::Reverse => relink(session, cx, id, StepKind::ReverseLink, false, |relation| {
            std::mem::swap(&mut relation.from, &mut relation.to);
        }),
    }
}

/// Changes the note on a link.
pub fn note_link(session: &mut Session, cx: &mut Context<'_>, id: &Id, note: String) {
    relink(session, cx, id, StepKind::ChangeLinkNote, true, |relation| relation.note = note);
}

fn relink(
    session: &mut Session,
    cx: &mut Context<'_>,
    id: &Id,
    kind: StepKind,
    is_typed: bool,
    change: impl FnOnce(&mut Relation),
) {
    let Some(old) = session.set().relation(id) else { return };
    let mut new = old.as_ref().clone();
    change(&mut new);
    if new == **old {
        return;
    }
    new.modified = cx.outside.now();
    let focus = session.focus.clone();
    let thread = is_typed.then(|| Thread::Typing(id.clone()));
    commit(session, cx, kind, Edit::Relink(Arc::new(new)), focus, thread);
}
