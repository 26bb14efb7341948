//! The speakers panel: the statistics of the article, then the marks of each speaker; rename, merge and split.

use std::ops::Range;

use egui::{Button, Id, Key, RichText, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo};

use crate::app::action::{Field, Intent};
use crate::app::commands;
use crate::app::session::Session;
use crate::app::shell::context_menu::Thing;
use crate::app::shell::panel::Panel;
use crate::app::state::State;
use crate::model::fold;
use crate::model::kind::KINDS;
use crate::model::ledger::SpeakerCount;
use crate::model::message::counted;
use crate::model::statistics::Statistics;
use crate::ui::context_menu::{keyed, pointed};
use crate::ui::fields::id_of;
use crate::ui::label;
use crate::ui::list::{List, Row};
use crate::ui::panels::{View, empty, ledger};
use crate::ui::roles;
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap, radius};

/// Height of a speaker in points.
const ROW: f32 = 64.0;

/// Shows the speakers.
pub fn show(ui: &mut Ui, state: &State, session: &Session, view: &mut View, intents: &mut Vec<Intent>) {
    let statistics = ledger::statistics(&mut view.ledger, state, session);
    let speakers = &statistics.speakers;
    show_statistics(ui, statistics);
    let most = speakers.iter().map(SpeakerCount::total).max().unwrap_or(0).max(1);
    let list = List::new(ui, id_of(Field::Panel(Panel::Speakers)), "Speakers", speakers.len());
    if speakers.is_empty() {
        let about = "Whoever makes the marked statements is listed here, with their claims, denials and evidence";
        let commands = [&commands::mark::SPEAKER, &commands::mark::UNNAMED, &commands::mark::ARTICLE_VOICE];
        empty::show(ui, &state.shell.keymap, "No speakers yet", about, &commands);
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let (cursor, moved) = list.cursor(ui, speakers.len());
    let mut area = ScrollArea::vertical().id_salt("speaker list").auto_shrink(false);
    if moved {
        area = area.vertical_scroll_offset((cursor as f32 * ROW - ui.available_height() / 2.0).max(0.0));
    }
    let rows = |ui: &mut Ui, rows: Range<usize>| {
        for at in rows {
            let row = Row { at, selected: false, lit: at == cursor };
            show_speaker(ui, session, (&list, row), &speakers[at], most, intents);
        }
    };
    list.rows(ui, |ui| area.show_rows(ui, ROW, speakers.len(), rows));
}

/// The statistics as a small table: a name and its numbers in each line.
fn show_statistics(ui: &mut Ui, statistics: &Statistics) {
    /// Width of the names in points.
    const NAMES: f32 = 64.0;
    let palette = theme::palette(ui.visuals());
    for (name, numbers) in statistics.lines() {
        ui.horizontal_top(|ui| {
            let name_at = ui.allocate_exact_size(egui::vec2(NAMES, 18.0), Sense::hover()).0;
            let name = label::words(ui, name, egui::TextStyle::Small, palette.weak, NAMES, 1);
            name.paint(ui.painter(), name_at.left_top() + egui::vec2(0.0, 1.0));
            ui.add(egui::Label::new(RichText::new(visible(&numbers)).small()).wrap());
        });
    }
    ui.separator();
}

/// Shows a speaker; a click or `Enter` lists their marks.
fn show_speaker(
    ui: &mut Ui,
    session: &Session,
    (list, row): (&List, Row),
    speaker: &SpeakerCount,
    most: usize,
    intents: &mut Vec<Intent>,
) {
    let palette = theme::palette(ui.visuals());
    let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), ROW), Sense::hover());
    let rect = rect.with_max_y(rect.bottom() - gap::TIGHT);
    let response = ui.interact(rect, Id::unique(("speaker", row.at)), Sense::CLICK);
    list.option(&response, row, || format!("{}: {}", visible(&speaker.label), numbers(speaker)));
    let named = speaker.voice.as_ref().filter(|_| !speaker.name.is_empty());
    list.ground(ui, rect, named.is_some() && response.hovered(), row);
    if let Some(voice) = named {
        let thing = || Thing::Speaker(voice.clone(), speaker.name.clone());
        intents.extend(pointed(&response, thing));
        if list.has_focus && row.lit {
            intents.extend(keyed(ui.ctx(), rect, || Some(thing())));
        }
    }
    let by_key = list.has_focus && row.lit && ui.input(|input| input.key_pressed(Key::Enter));
    let response = response.on_hover_text(format!("{}. Click to list the marks", numbers(speaker)));
    if (response.clicked() || by_key) && named.is_some() {
        intents.push(Intent::FilterWords(speaker.name.clone()));
        intents.push(Intent::Show(Panel::Marks));
    }
    let inner = rect.shrink2(egui::vec2(gap::LINE, gap::TIGHT));
    // The contents of a row do not move the next one.
    let ui = &mut ui.new_child(UiBuilder::new().max_rect(inner));
    let line = egui::vec2(ui.available_width(), ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(line, egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if let Some(voice) = named.filter(|_| session.is_editable()) {
            let button = |ui: &mut Ui, title: &str, name: String| {
                let button = ui.add(Button::new(RichText::new(title).small()).sense(list.sense_in(row)));
                button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
                button
            };
            let rename = button(ui, "Rename or merge…", format!("Rename or merge {}", speaker.name));
            if rename.clicked() {
                intents.push(Intent::PickName(voice.clone(), speaker.name.clone()));
            }
            if let Some(names) = merged(session, speaker) {
                let split = button(ui, "Split", format!("Split {}", speaker.name));
                if label::tip(split, &[&format!("Also spelled {names}")]).clicked() {
                    intents.push(Intent::SplitSpeaker(voice.clone(), speaker.name.clone()));
                }
            }
        }
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            let colour = if speaker.voice.is_some() { palette.text } else { palette.weak };
            roles::silent(&label::row(ui, &speaker.label, egui::TextStyle::Body, colour, Sense::hover()));
        });
    });
    ui.add_space(gap::HAIR);
    bars(ui, speaker, most);
}

/// "3 claims, 1 denial".
fn numbers(speaker: &SpeakerCount) -> String {
    let counts = KINDS.iter().zip(speaker.counts).filter(|(_, count)| *count > 0);
    let parts = counts.map(|(row, count)| counted(count, row.name, row.plural));
    parts.collect::<Vec<_>>().join(", ").to_lowercase()
}

/// The other names of a speaker before merging.
fn merged(session: &Session, speaker: &SpeakerCount) -> Option<String> {
    let voice = speaker.voice.as_ref()?;
    let same = session.set().annotations().iter().filter_map(|mark| mark.speaker.as_ref());
    let same = same.filter(|other| !other.written.is_empty() && other.is(voice, &speaker.name));
    let mut names: Vec<&str> = same.map(|other| other.written.as_str()).collect();
    names.sort_by(|one, other| fold::order(one, other));
    names.dedup();
    (!names.is_empty()).then(|| names.join(", "))
}

/// A stacked bar of the numbers of marks by kind.
fn bars(ui: &mut Ui, speaker: &SpeakerCount, most: usize) {
    const HEIGHT: f32 = 18.0;
    let dark = ui.visuals().dark_mode;
    let palette = theme::palette(ui.visuals());
    let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), HEIGHT), Sense::hover());
    let unit = (rect.width() - 4.0) / most as f32;
    let mut left = rect.left();
    for (row, count) in KINDS.iter().zip(speaker.counts).filter(|(_, count)| *count > 0) {
        let look = theme::look(row, dark);
        let part =
            egui::Rect::from_min_size(egui::pos2(left, rect.top()), egui::vec2(unit * count as f32 - 2.0, HEIGHT));
        let painter = ui.painter();
        painter.rect_filled(part, radius::SMALL, theme::colour(look.fill));
        painter.rect_filled(part.with_max_x(part.left() + 3.0), 0.0, theme::colour(look.line));
        let font = egui::TextStyle::Small.resolve(ui.style());
        let words = if part.width() > 44.0 { format!("{} {count}", row.glyph) } else { count.to_string() };
        let galley = painter.layout_no_wrap(words, font, palette.text);
        if galley.size().x + 6.0 < part.width() {
            painter.galley(
                egui::pos2(part.left() + 7.0, part.center().y - galley.size().y / 2.0),
                galley,
                palette.text,
            );
        }
        left += unit * count as f32;
    }
}
