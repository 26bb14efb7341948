//! The middle of the window: the active article, alone or with another one beside it.

use egui::{Rect, Ui, UiBuilder};

use crate::app::action::Intent;
use crate::app::session::{Session, SessionId};
use crate::app::state::State;
use crate::app::tabs::request::TabRequest;
use crate::ui::panels::{View, article, compare};
use crate::ui::theme::{self, gap};

/// Minimum width in points for side by side; in a narrower window the two are stacked.
const WIDE: f32 = 640.0;

/// Shows the articles.
pub fn show(ui: &mut Ui, state: &State, view: &mut View, intents: &mut Vec<Intent>) {
    view.panes.rest(&state.sessions);
    let shown: Vec<&Session> = state.sessions.shown().collect();
    let [first, second] = shown[..] else {
        for session in shown {
            ui.push_id(session.id, |ui| one(ui, state, session, view, intents));
        }
        return;
    };
    let palette = theme::palette(ui.visuals());
    let all = ui.available_rect_before_wrap();
    let is_wide = all.width() >= WIDE;
    let (left, right) =
        if is_wide { all.split_left_right_at_fraction(0.5) } else { all.split_top_bottom_at_fraction(0.5) };
    for (rect, session) in [(left, first), (right, second)] {
        pane(ui, rect, state, session, view, intents);
    }
    let line = egui::Stroke::new(1.0, palette.line);
    if is_wide {
        ui.painter().vline(right.left(), all.y_range(), line);
    } else {
        ui.painter().hline(all.x_range(), right.top(), line);
    }
    ui.advance_cursor_after_rect(all);
}

/// Shows an article with its name above it.
fn pane(ui: &mut Ui, rect: Rect, state: &State, session: &Session, view: &mut View, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    let active = is_active(state, session.id);
    let mut ui = ui.new_child(UiBuilder::new().id_salt(session.id).max_rect(rect));
    ui.set_clip_rect(rect.intersect(ui.clip_rect()));
    ui.spacing_mut().item_spacing.y = 0.0;
    let frame = egui::Frame::new().fill(palette.panel).inner_margin(theme::margin(gap::WIDE, gap::TIGHT));
    let head = frame.show(&mut ui, |ui| {
        ui.set_min_width(ui.available_width());
        let colour = if active { palette.text } else { palette.weak };
        let name = session.article().name();
        crate::ui::label::row(ui, &name, egui::TextStyle::Small, colour, egui::Sense::hover());
    });
    if active {
        let line = head.response.rect.with_min_y(head.response.rect.bottom() - 2.0);
        ui.painter().rect_filled(line, 0.0, palette.accent);
    }
    // A press in an article makes it the active one before anything else is done in it.
    let pressed = ui.input(|input| input.pointer.any_pressed().then(|| input.pointer.interact_pos()).flatten());
    if !active && ui.is_enabled() && pressed.is_some_and(|at| rect.contains(at) && is_on_top(&ui, at)) {
        intents.push(Intent::Tabs(TabRequest::Show(session.id)));
    }
    one(&mut ui, state, session, view, intents);
}

/// True if nothing else is over a point of this layer.
fn is_on_top(ui: &Ui, at: egui::Pos2) -> bool {
    ui.ctx().layer_id_at(at).is_none_or(|top| top == ui.layer_id())
}

fn is_active(state: &State, id: SessionId) -> bool {
    state.session().is_some_and(|session| session.id == id)
}

/// Shows an article, or its two versions.
fn one(ui: &mut Ui, state: &State, session: &Session, view: &mut View, intents: &mut Vec<Intent>) {
    match session.comparison.as_deref().filter(|_| session.decisions.compared) {
        Some(review) => compare::show(ui, state, session, review, view, intents),
        None => article::show(ui, state, session, None, view, intents),
    }
}
