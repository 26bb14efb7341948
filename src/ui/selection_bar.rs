//! The bar at the selection: what can be made of the selected text.

use egui::text::LayoutJob;
use egui::{
    Align2, Area, AreaState, Button, Checkbox, Color32, Frame, Id, LayerId, Order, Rect, Role, TextFormat, TextStyle,
    Ui, WidgetInfo,
};

use crate::app::action::Intent;
use crate::app::commands::command::Command;
use crate::app::commands::mark::{self, MARK_AS};
use crate::app::proposals;
use crate::app::run::is_enabled;
use crate::app::session::Session;
use crate::app::shell::proposal::Said;
use crate::app::state::State;
use crate::model::kind::{KINDS, Kind};
use crate::model::offset::ByteRange;
use crate::model::text::ArticleText;
use crate::ui::label;
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap};

/// Points between the bar and the selection.
const GAP: f32 = gap::HAIR;
/// Height of a bar that was not shown yet, in points.
const HEIGHT: f32 = 36.0;
/// Width of the article in points below which the bar leaves out the keys.
const NARROW: f32 = 520.0;

/// Parts of the selected mark that the selected text can become, with their labels on the bar.
const FOR_MARK: [(&Command, &str); 3] =
    [(&mark::SPEAKER, "Speaker"), (&mark::CUE, "Cue"), (&mark::ADD_FRAGMENT, "Add")];

fn id() -> Id {
    Id::unique("selection bar")
}

/// The layer of the bar. A drag that begins on it selects the text beneath.
pub fn layer() -> LayerId {
    LayerId::new(Order::Middle, id())
}

/// Shows the bar for a selection whose first and last visible rows are `rows`.
pub fn show(ui: &Ui, state: &State, session: &Session, rows: (Rect, Rect), intents: &mut Vec<Intent>) {
    if session.selected().is_none() || state.shell.dialog.is_some() {
        return;
    }
    let bounds = ui.clip_rect().shrink2(egui::vec2(gap::TIGHT, 1.0));
    let height = AreaState::load(ui.ctx(), id()).and_then(|area| area.size).map_or(HEIGHT, |size| size.y);
    let (pivot, y) = place(bounds, rows, height);
    let area = Area::new(id())
        .order(Order::Middle)
        .accessible_name("Selection")
        .pivot(pivot)
        .fixed_pos(egui::pos2(rows.0.left(), y))
        .constrain_to(bounds);
    area.show(ui.ctx(), |ui| {
        let frame = Frame::popup(ui.style()).inner_margin(theme::margin(gap::TIGHT, gap::TIGHT));
        frame.show(ui, |ui| {
            ui.set_max_width(bounds.width() - gap::WIDE);
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::vec2(gap::HAIR, gap::HAIR);
                let has_keys = bounds.width() >= NARROW;
                let key = |command| if has_keys { state.shell.keymap.shown(command) } else { String::new() };
                let said = said(ui, session);
                let along = said.as_ref().filter(|_| state.shell.takes_speaker);
                for (row, command) in KINDS.iter().zip(&MARK_AS) {
                    let colour = theme::colour(theme::look(row, ui.visuals().dark_mode).line);
                    let title = title(ui, Some((row.glyph, colour)), row.name, &key(command));
                    if button(ui, command, title, row.help) {
                        intents.push(match along {
                            Some(said) => Intent::MarkSaid(Kind::of(row), Box::new(said.clone())),
                            None => Intent::Run(command),
                        });
                    }
                }
                if let Some(said) = &said {
                    speaker(ui, state, said, intents);
                }
                if FOR_MARK
                    .iter()
                    .any(|(command, _)| is_enabled(command, Some(session), state.project.as_ref(), &state.shell))
                {
                    if has_keys {
                        ui.separator();
                    } else {
                        ui.end_row();
                    }
                }
                for (command, name) in FOR_MARK {
                    if is_enabled(command, Some(session), state.project.as_ref(), &state.shell) {
                        let title = title(ui, None, name, &key(command));
                        if button(ui, command, title, command.help) {
                            intents.push(Intent::Run(command));
                        }
                    }
                }
            });
        });
    });
}

/// The corner of the bar that is fixed, and its height on the screen. The bar is above the selection, so that it keeps
/// clear of the text that is read next; where there is no room, below it; over a selection that fills the view, at the
/// top.
fn place(bounds: Rect, (first, last): (Rect, Rect), height: f32) -> (Align2, f32) {
    let above = first.top() - GAP - height;
    let below = last.bottom() + GAP;
    if above >= bounds.top() {
        (Align2::LEFT_BOTTOM, first.top() - GAP)
    } else if below + height <= bounds.bottom() && below < bounds.center().y {
        (Align2::LEFT_TOP, below)
    } else {
        (Align2::LEFT_TOP, bounds.top())
    }
}

/// The title of a button: a glyph in its colour, the name, the key.
fn title(ui: &Ui, glyph: Option<(&str, egui::Color32)>, name: &str, key: &str) -> LayoutJob {
    let font = TextStyle::Button.resolve(ui.style());
    let format = |colour| TextFormat::simple(font.clone(), colour);
    let mut title = LayoutJob::default();
    if let Some((glyph, colour)) = glyph {
        title.append(glyph, 0.0, format(colour));
    }
    title.append(name, if glyph.is_some() { gap::LINE } else { 0.0 }, format(ui.visuals().text_color()));
    if !key.is_empty() {
        title.append(key, gap::LINE, format(theme::palette(ui.visuals()).weak));
    }
    title
}

/// A button; returns true if it was clicked.
fn button(ui: &mut Ui, command: &'static Command, title: LayoutJob, help: &str) -> bool {
    let button = ui.add(Button::new(title).frame_when_inactive(false)).on_hover_text(help);
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, command.title));
    button.clicked()
}

/// The speaker that the article gives for the selected text, with a check box: if it is checked, the buttons of the kinds
/// set the speaker too.
fn speaker(ui: &mut Ui, state: &State, said: &Said, intents: &mut Vec<Intent>) {
    /// Width of a long name in points.
    const NAME: f32 = 160.0;
    ui.separator();
    ui.add_space(gap::HAIR);
    let mut takes = state.shell.takes_speaker;
    let font = TextStyle::Button.resolve(ui.style());
    let name = visible(said.speaker.label());
    let mut room = LayoutJob::simple(name.clone().into_owned(), font, Color32::TRANSPARENT, NAME);
    room.wrap.max_rows = 1;
    room.wrap.break_anywhere = true;
    let check = theme::choice(ui, |ui| ui.add(Checkbox::new(&mut takes, room)));
    label::over(ui, &check, ui.spacing().icon_width + ui.spacing().icon_spacing, &name, TextStyle::Button);
    let words = format!("Speaker: {}", said.speaker.label());
    check.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, takes, &words));
    if check.on_hover_text("The buttons also set this speaker and the cue").clicked() {
        intents.push(Intent::TakeSpeaker(takes));
    }
}

/// The speaker and the cue of the selected text. They are looked for once for each selection.
fn said(ui: &Ui, session: &Session) -> Option<Said> {
    #[derive(Clone)]
    struct Heard {
        text: ArticleText,
        range: ByteRange,
        generation: u64,
        said: Option<Said>,
    }
    let (text, range, generation) = (session.text(), session.passage()?, session.set().generation());
    let id = Id::unique("speaker of the selection");
    let known = ui.data(|data| data.get_temp::<Heard>(id));
    let known =
        known.filter(|known| known.text.is_same(text) && known.range == range && known.generation == generation);
    if let Some(known) = known {
        return known.said;
    }
    let said = proposals::said(session, range);
    let heard = Heard { text: text.clone(), range, generation, said: said.clone() };
    ui.data_mut(|data| data.insert_temp(id, heard));
    said
}
