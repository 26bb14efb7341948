//! Context menus: the thing that a menu is opened on, and its selection.

use crate::app::action::Effect;
use crate::app::context::Context;
use crate::app::reveal::choose;
use crate::app::session::Session;
use crate::app::shell::context_menu::{ContextMenu, Thing};
use crate::model::offset::ByteOffset;
use crate::model::selection::Selection;

/// Opens a context menu, and selects the thing that it is for, since its commands apply to what is selected.
pub fn open_menu(session: Option<&mut Session>, cx: &mut Context<'_>, mut menu: Box<ContextMenu>) {
    if cx.shell.picker.is_some() || cx.shell.dialog.is_some() {
        return;
    }
    match (&menu.thing, session) {
        (Thing::Place(offset), Some(session)) => menu.thing = point(session, *offset),
        // One of several selected marks is a menu for them all.
        (Thing::Mark(id), Some(session)) => {
            let is_among = session.several().is_some_and(|several| several.contains(id));
            if !is_among && session.focus.mark.as_ref() != Some(id) {
                choose(session, cx, Some(id.clone()));
            }
        }
        _ => {}
    }
    cx.effects.push(Effect::Menu(menu));
}

/// Selects what is at a place of the article, without scrolling. The selection stays if the place is in it, and so does
/// the selected mark.
fn point(session: &mut Session, offset: ByteOffset) -> Thing {
    if session.selected().is_some_and(|range| range.contains(offset)) {
        return Thing::Words;
    }
    let marks = session.set().cover().at(offset);
    let held = marks.iter().find(|mark| session.focus.mark.as_ref() == Some(&mark.id));
    let is_held = held.is_some();
    let mark = held.or(marks.first()).map(|mark| mark.id.clone());
    session.history.seal();
    if !is_held {
        session.several.clear();
    }
    session.select(Selection::caret(offset));
    session.focus.mark.clone_from(&mark);
    mark.map_or(Thing::Words, Thing::Mark)
}
