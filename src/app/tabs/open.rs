//! Opening something in a tab, or showing it if it is open.

use crate::app::context::Context;
use crate::app::open::{load, reopen};
use crate::app::preferences::write_settings;
use crate::app::session::SessionId;
use crate::app::session::leaving::Target;
use crate::app::sessions::Sessions;
use crate::app::shell::waiting::Aim;
use crate::app::tabs::{go_to_aim, show};

/// Opens something that was asked for, or shows it if it is open or about to be.
pub fn open_target(sessions: &mut Sessions, cx: &mut Context<'_>, target: Target, aim: Aim) {
    if let Target::File(path, _) = &target {
        if let Some(id) = sessions.of_file(path).map(|session| session.id) {
            if matches!(aim, Aim::Tab) {
                cx.shell.settings.remember(path);
                write_settings(cx);
                sessions.get_mut(id).into_iter().for_each(|session| session.gives_way = false);
            }
            return show_at(sessions, cx, id, &aim);
        }
        if let Some(opening) = cx.shell.waiting.opening_of(path) {
            opening.aim = aim;
            return;
        }
    }
    if let Target::Copy(copy) = &target
        && let Some(known) = cx.shell.copies.iter().find(|known| known.path == *copy)
        && let Some(id) = sessions.of_file(&known.of).map(|session| session.id)
    {
        // Two sessions on one file would write over each other.
        return sessions.get_mut(id).into_iter().for_each(|session| reopen(session, cx, target.clone()));
    }
    load(cx, target, aim);
}

/// Shows a session, and the mark of it that was asked for.
pub fn show_at(sessions: &mut Sessions, cx: &mut Context<'_>, id: SessionId, aim: &Aim) {
    show(sessions, cx, id);
    if let Some(session) = sessions.get_mut(id) {
        go_to_aim(session, cx, aim);
    }
}
