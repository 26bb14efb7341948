//! Running the commands of the View menu.

use crate::app::action::{Effect, Field};
use crate::app::commands::view;
use crate::app::compare::compare;
use crate::app::context::Context;
use crate::app::pick::pick;
use crate::app::preferences::{next_theme, resize_text, toggle_boilerplate, toggle_serif, zoom_by, zoom_reset};
use crate::app::run::row::{Row, always, has_review, open, session, window};
use crate::app::session::Session;
use crate::app::shell::Shell;
use crate::app::shell::panel::Panel;
use crate::app::shell::picker::{Purpose, TagUse};
use crate::app::tabs::request::TabRequest;

/// Change of the zoom factor by one step.
const ZOOM_STEP: f32 = 0.1;

/// A row for each command.
pub(super) const ROWS: &[Row] = &[
    window(&view::MARKS, always, |_, cx| show(cx, Panel::Marks)),
    window(&view::LEDGER, always, |_, cx| show(cx, Panel::Ledger)),
    window(&view::MAP, always, |_, cx| show(cx, Panel::Map)),
    session(&view::FULL_MAP, open, |session, cx| {
        cx.shell.full_map ^= true;
        session.find = None;
        cx.focus(Field::Article);
    }),
    window(&view::SPEAKERS, always, |_, cx| show(cx, Panel::Speakers)),
    window(&view::PROBLEMS, always, |_, cx| show(cx, Panel::Problems)),
    window(&view::OUTLINE, always, |_, cx| show(cx, Panel::Outline)),
    window(&view::CHANGES, always, |_, cx| show(cx, Panel::Changes)),
    window(&view::HISTORY, always, |_, cx| show(cx, Panel::History)),
    session(&view::COMPARE, has_review, compare),
    window(&view::FILTER, always, |_, cx| {
        cx.shell.show(Panel::Marks);
        cx.focus(Field::Filter);
    }),
    session(&view::FILTER_TAG, has_tags, |session, cx| pick(Some(session), cx, Purpose::Tag(TagUse::Show))),
    session(&view::SORT, open, |session, cx| pick(Some(session), cx, Purpose::Listing)),
    session(&view::BOILERPLATE, open, |session, cx| {
        toggle_boilerplate(cx, !session.analysis.boilerplate.is_empty());
    }),
    window(&view::ZOOM_IN, always, |_, cx| zoom_by(cx, ZOOM_STEP)),
    window(&view::ZOOM_OUT, always, |_, cx| zoom_by(cx, -ZOOM_STEP)),
    window(&view::ZOOM_RESET, always, |_, cx| zoom_reset(cx)),
    window(&view::FULL_SCREEN, always, |_, cx| cx.effects.push(Effect::FullScreen)),
    session(&view::READING, open, |_, cx| {
        cx.shell.reading ^= true;
        cx.focus(Field::Article);
    }),
    session(&view::PANEL, open, |_, cx| {
        cx.shell.turn_panel();
        let covers = cx.shell.covers().is_some();
        cx.focus(if covers { Field::Panel(cx.shell.side()) } else { Field::Article });
    }),
    session(&view::BESIDE, open, |_, cx| cx.ask_tabs(TabRequest::Beside)),
    window(&view::READING_SETTINGS, always, |_, cx| cx.focus(Field::ReadingSettings)),
    window(&view::LARGER_TEXT, always, |_, cx| resize_text(cx, 1.0)),
    window(&view::SMALLER_TEXT, always, |_, cx| resize_text(cx, -1.0)),
    window(&view::SERIF, always, |_, cx| toggle_serif(cx)),
    window(&view::THEME, always, |_, cx| next_theme(cx)),
];

/// Shows a panel and gives its list the keyboard.
fn show(cx: &mut Context<'_>, panel: Panel) {
    cx.shell.show(panel);
    cx.focus(Field::Panel(panel));
}

fn has_tags(session: &Session, _: &Shell) -> bool {
    session.set().annotations().iter().any(|mark| !mark.tags.is_empty())
}
