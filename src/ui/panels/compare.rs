//! The annotated and the current version of the article, side by side, or stacked in a narrow window.

use egui::{Frame, Label, Rect, RichText, Ui, UiBuilder};

use crate::app::action::Intent;
use crate::app::session::Session;
use crate::app::state::State;
use crate::jobs::edition::Comparison;
use crate::model::anchor::Change;
use crate::model::boilerplate::Boilerplate;
use crate::model::offset::ByteRange;
use crate::ui::panels::{View, article};
use crate::ui::text_view::{TextEvent, TextInput};
use crate::ui::theme::{self, gap};

/// Minimum width in points for side by side.
const WIDE: f32 = 640.0;

/// Shows both versions.
pub fn show(
    ui: &mut Ui,
    state: &State,
    session: &Session,
    review: &Comparison,
    view: &mut View,
    intents: &mut Vec<Intent>,
) {
    let palette = theme::palette(ui.visuals());
    let all = ui.available_rect_before_wrap();
    let (old, new) =
        if all.width() >= WIDE { all.split_left_right_at_fraction(0.5) } else { all.split_top_bottom_at_fraction(0.5) };
    pane(ui, old, "Annotated version", |ui| show_old(ui, state, session, review, view, intents));
    pane(ui, new, "Current version", |ui| {
        let differences = lit(session, review, |difference| difference.new);
        article::show(ui, state, session, Some(&differences), view, intents);
    });
    let line = egui::Stroke::new(1.0, palette.line);
    if all.width() >= WIDE {
        ui.painter().vline(new.left(), all.y_range(), line);
    } else {
        ui.painter().hline(all.x_range(), new.top(), line);
    }
    ui.advance_cursor_after_rect(all);
}

/// The non-empty differences of one version, and the index of the current one.
fn lit(session: &Session, review: &Comparison, side: fn(&Change) -> ByteRange) -> (Vec<ByteRange>, Option<usize>) {
    let holds = |(_, range): &(usize, ByteRange)| !range.is_empty();
    let places = || review.differences.iter().map(side).enumerate().filter(holds);
    let current = session.decisions.current.and_then(|current| places().position(|(index, _)| index == current));
    (places().map(|(_, range)| range).collect(), current)
}

fn pane(ui: &mut Ui, rect: Rect, title: &str, show: impl FnOnce(&mut Ui)) {
    let palette = theme::palette(ui.visuals());
    let mut ui = ui.new_child(UiBuilder::new().id_salt(title).max_rect(rect));
    ui.set_clip_rect(rect.intersect(ui.clip_rect()));
    ui.spacing_mut().item_spacing.y = 0.0;
    Frame::new().fill(palette.panel).inner_margin(theme::margin(gap::WIDE, gap::TIGHT)).show(&mut ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.add(Label::new(RichText::new(title).small().color(palette.weak)).truncate());
    });
    show(&mut ui);
}

fn show_old(
    ui: &mut Ui,
    state: &State,
    session: &Session,
    review: &Comparison,
    view: &mut View,
    intents: &mut Vec<Intent>,
) {
    let mut style = theme::text_style(ui, &state.shell.settings);
    (style.highlight, style.current_highlight) = theme::palette(ui.visuals()).removed;
    let (differences, current) = lit(session, review, |difference| difference.old);
    let reading = session
        .editions
        .iter()
        .map(|other| &other.edition.analysis)
        .find(|reading| reading.text().is_same(&review.old));
    let unknown = Boilerplate::default();
    let input = TextInput {
        text: &review.old,
        structure: &review.structure,
        boilerplate: reading.map_or(&unknown, |reading| &reading.boilerplate),
        fold: false,
        set: &review.before,
        selection: session.decisions.selection,
        selected: session.focus.mark.as_ref(),
        links: &[],
        places: &[],
        highlights: &differences,
        current_highlight: current,
        style: &style,
        reveal: view.panes.of(session.id).reveal_old,
        editable: false,
        through: None,
        carried: None,
        snap: state.shell.settings.snap,
    };
    let output = view.panes.of(session.id).old.show(ui, &input);
    intents.extend(output.events.into_iter().filter_map(|event| match event {
        TextEvent::Select(selection) => Some(Intent::SelectOld(selection)),
        TextEvent::Click(offset) => {
            let mark = review.before.cover().at(offset).first().map(|mark| mark.id.clone());
            mark.map(|mark| Intent::Choose(Some(mark)))
        }
        TextEvent::Stripe(id) | TextEvent::Follow(id) => Some(Intent::Choose(Some(id))),
        // Marks and links are changed in the current version.
        TextEvent::Reshape { .. } | TextEvent::Drop { .. } | TextEvent::Receive(_) => None,
    }));
}
