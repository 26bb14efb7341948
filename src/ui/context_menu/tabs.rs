//! The rows of the context menu of a tab.

use crate::app::action::Intent;
use crate::app::session::{Session, SessionId};
use crate::app::shell::context_menu::Thing;
use crate::app::state::State;
use crate::app::tabs::request::TabRequest;
use crate::ui::context_menu::project::turned;

/// The session of the tab, if it is still open.
fn session<'a>(thing: &Thing, state: &'a State) -> Option<&'a Session> {
    match thing {
        Thing::Tab(id) => state.sessions.get(*id),
        _ => None,
    }
}

fn request(thing: &Thing, state: &State, request: impl FnOnce(SessionId) -> TabRequest) -> Option<Intent> {
    Some(Intent::Tabs(request(session(thing, state)?.id)))
}

pub(super) fn close(thing: &Thing, state: &State) -> Option<Intent> {
    request(thing, state, TabRequest::Close)
}

pub(super) fn close_others(thing: &Thing, state: &State) -> Option<Intent> {
    request(thing, state, TabRequest::CloseOthers).filter(|_| state.sessions.len() > 1)
}

pub(super) fn close_all(thing: &Thing, state: &State) -> Option<Intent> {
    request(thing, state, |_| TabRequest::CloseAll).filter(|_| state.sessions.len() > 1)
}

pub(super) fn beside(thing: &Thing, state: &State) -> Option<Intent> {
    request(thing, state, TabRequest::ShowBeside).filter(|_| state.sessions.len() > 1)
}

pub(super) fn move_left(thing: &Thing, state: &State) -> Option<Intent> {
    let at = state.sessions.position(session(thing, state)?.id)?;
    request(thing, state, |id| TabRequest::Move(id, false)).filter(|_| at > 0)
}

pub(super) fn move_right(thing: &Thing, state: &State) -> Option<Intent> {
    let at = state.sessions.position(session(thing, state)?.id)?;
    request(thing, state, |id| TabRequest::Move(id, true)).filter(|_| at + 1 < state.sessions.len())
}

pub(super) fn done(thing: &Thing, state: &State) -> Option<(Intent, bool)> {
    let project = state.project.as_ref().filter(|project| project.is_editable())?;
    let path = project.path_of(session(thing, state)?)?;
    Some(turned(project, path))
}

pub(super) fn details(thing: &Thing, state: &State) -> Option<Intent> {
    session(thing, state).filter(|session| session.is_editable()).map(|session| Intent::Describe(session.file()))
}

pub(super) fn copy_path(thing: &Thing, state: &State) -> Option<Intent> {
    Some(Intent::CopyText(session(thing, state)?.file().display().to_string(), "Path copied"))
}
