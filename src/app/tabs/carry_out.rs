//! Carrying out the requests about the open articles.

use crate::app::action::Effect;
use crate::app::context::Context;
use crate::app::session::SessionId;
use crate::app::sessions::Sessions;
use crate::app::tabs::close::{begin_close, begin_quit, give_way, stay};
use crate::app::tabs::open::open_target;
use crate::app::tabs::request::TabRequest;
use crate::app::tabs::restore::restore;
use crate::app::tabs::steps::cross_elsewhere;
use crate::app::tabs::{list, move_tab, show, show_beside, turn_beside};

/// Carries out what was asked for during an update.
pub fn carry_out(sessions: &mut Sessions, cx: &mut Context<'_>) {
    for request in std::mem::take(&mut cx.tabs) {
        match request {
            TabRequest::Open(target, aim) => open_target(sessions, cx, target, aim),
            TabRequest::Restore(tabs) => {
                give_way(sessions, cx);
                restore(sessions, cx, tabs);
            }
            TabRequest::Show(id) => show(sessions, cx, id),
            TabRequest::Step(forward) => match sessions.neighbour(forward) {
                Some(id) => show(sessions, cx, id),
                None => cx.say("No other article is open"),
            },
            TabRequest::Article => {
                cx.shell.over = None;
                cx.effects.push(Effect::Articles(sessions.beside().map(|session| session.id)));
            }
            TabRequest::List => list(sessions, cx),
            TabRequest::Beside => turn_beside(sessions, cx),
            TabRequest::ShowBeside(id) => show_beside(sessions, cx, id),
            TabRequest::Move(id, forward) => move_tab(sessions, cx, id, forward),
            TabRequest::Place(id, at) => sessions.place(id, at),
            TabRequest::Undo(id) => cross_elsewhere(sessions, cx, id, true),
            TabRequest::Redo(id) => cross_elsewhere(sessions, cx, id, false),
            TabRequest::Close(id) => begin_close(sessions, cx, &[id]),
            TabRequest::CloseOthers(id) => {
                let others: Vec<SessionId> = sessions.iter().map(|session| session.id).filter(|it| *it != id).collect();
                begin_close(sessions, cx, &others);
            }
            TabRequest::CloseAll => {
                let all: Vec<SessionId> = sessions.iter().map(|session| session.id).collect();
                begin_close(sessions, cx, &all);
            }
            TabRequest::Stay => stay(sessions, cx),
            TabRequest::Quit => begin_quit(sessions, cx),
        }
    }
}
