//! Running the commands of the Go menu, but the palette.

use crate::app::action::{Effect, Field};
use crate::app::commands::command::Menu;
use crate::app::commands::go;
use crate::app::compare::step_difference;
use crate::app::navigate::{step_heading, step_mark, step_statement};
use crate::app::run::row::{Row, has_review, open, session, undisturbed, window};
use crate::app::select::{grow, shrink};
use crate::app::session::Session;
use crate::app::shell::Shell;
use crate::app::tabs::request::TabRequest;
use crate::model::segment::{statements, whole_statements};

/// A row for each command.
pub(super) const ROWS: &[Row] = &[
    session(&go::NEXT_MARK, has_marks, |session, cx| step_mark(session, cx, true)),
    session(&go::PREVIOUS_MARK, has_marks, |session, cx| step_mark(session, cx, false)),
    session(&go::NEXT_SENTENCE, open, |session, cx| step_statement(session, cx, true, whole_statements)),
    session(&go::PREVIOUS_SENTENCE, open, |session, cx| step_statement(session, cx, false, whole_statements)),
    session(&go::NEXT_STATEMENT, open, |session, cx| step_statement(session, cx, true, statements)),
    session(&go::PREVIOUS_STATEMENT, open, |session, cx| step_statement(session, cx, false, statements)),
    session(&go::NEXT_HEADING, has_headings, |session, cx| step_heading(session, cx, true)),
    session(&go::PREVIOUS_HEADING, has_headings, |session, cx| step_heading(session, cx, false)),
    session(&go::NEXT_CHANGE, has_review, |session, cx| step_difference(session, cx, true)),
    session(&go::PREVIOUS_CHANGE, has_review, |session, cx| step_difference(session, cx, false)),
    session(&go::GROW, open, grow),
    session(&go::SHRINK, |session, _| session.selected().is_some(), |session, _| shrink(session)),
    session(&go::ARTICLE, open, |_, cx| {
        cx.shell.full_map = false;
        cx.ask_tabs(TabRequest::Article);
    }),
    session(&go::NEXT_TAB, undisturbed, |_, cx| cx.ask_tabs(TabRequest::Step(true))),
    session(&go::PREVIOUS_TAB, undisturbed, |_, cx| cx.ask_tabs(TabRequest::Step(false))),
    session(&go::MOVE_TAB_LEFT, open, |session, cx| cx.ask_tabs(TabRequest::Move(session.id, false))),
    session(&go::MOVE_TAB_RIGHT, open, |session, cx| cx.ask_tabs(TabRequest::Move(session.id, true))),
    session(&go::TABS, undisturbed, |_, cx| cx.ask_tabs(TabRequest::List)),
    window(
        &go::MENUS,
        |shell| shell.picker.is_none() && shell.dialog.is_none(),
        |_, cx| {
            cx.focus(Field::Menu(Menu::File));
        },
    ),
    window(
        &go::CONTEXT_MENU,
        |shell| shell.picker.is_none() && shell.dialog.is_none(),
        |_, cx| cx.effects.push(Effect::FocusedMenu),
    ),
];

fn has_marks(session: &Session, _: &Shell) -> bool {
    !session.set().annotations().is_empty()
}

fn has_headings(session: &Session, _: &Shell) -> bool {
    !session.analysis.outline.sections().is_empty()
}
