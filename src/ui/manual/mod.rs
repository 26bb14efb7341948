//! The manual in place of the article: its pages or the sections found at the left, or above in a narrow window, and the page.

mod lines;
mod page;
mod table;
mod words;

use egui::{
    Button, CentralPanel, ComboBox, Frame, Key, Label, Modifiers, Panel as Side, RichText, Role, ScrollArea, TextEdit,
    TextStyle, Ui, WidgetInfo,
};

use crate::app::action::{Field, Intent};
use crate::app::manual::pages::PAGES;
use crate::app::shell::manual::{Manual, ManualRequest};
use crate::app::state::State;
use crate::ui::fields::id_of;
use crate::ui::list::{List, Row};
use crate::ui::theme::{self, gap};
use crate::ui::widgets::{icon_button, row};
use crate::ui::{announce, icons, label, roles};

/// Least width in points of a view with the list at its left.
const WIDE: f32 = 620.0;

/// Width of the list in points.
const LIST: f32 = 228.0;

/// Greatest height in points of the list of sections found above the page.
const ABOVE: f32 = 132.0;

/// The view's state between frames.
#[derive(Default)]
pub struct Shown {
    page: page::Shown,
}

/// Shows the manual.
pub fn show(ui: &mut Ui, state: &State, shown: &mut Shown, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    let manual = &state.shell.manual;
    let mut requests = Vec::new();
    let is_free = state.shell.dialog.is_none() && !ui.ctx().text_edit_focused();
    if is_free && ui.input_mut(|input| input.consume_key(Modifiers::ALT, Key::ArrowLeft)) {
        requests.push(ManualRequest::Back);
    }
    let frame = Frame::new().fill(palette.panel).inner_margin(theme::margin(gap::WIDE, gap::LINE));
    Side::top("manual bar").frame(frame).show(ui, |ui| bar(ui, manual, &mut requests));
    if ui.available_width() >= WIDE {
        let frame = Frame::new().fill(palette.panel).inner_margin(theme::margin(gap::WIDE, gap::USUAL));
        Side::left("manual pages").frame(frame).resizable(false).exact_size(LIST).show(ui, |ui| {
            field(ui, manual, &mut requests);
            ui.add_space(gap::LINE);
            list(ui, manual, &mut requests);
        });
    } else {
        Side::top("manual pages").frame(frame).show(ui, |ui| {
            ui.horizontal(|ui| {
                let room = (ui.available_width() - gap::USUAL) / 2.0;
                choice(ui, manual, room, &mut requests);
                field(ui, manual, &mut requests);
            });
            if !manual.words.is_empty() {
                let room = egui::vec2(ui.available_width(), ABOVE.min(ui.available_height() / 2.0));
                ui.allocate_ui(room, |ui| list(ui, manual, &mut requests));
            }
        });
    }
    CentralPanel::default()
        .frame(Frame::new())
        .show(ui, |ui| page::show(ui, &state.shell, &mut shown.page, &mut requests));
    intents.extend(requests.into_iter().map(Intent::Manual));
}

/// The way back, the title of the page, and the way to the article.
fn bar(ui: &mut Ui, manual: &Manual, requests: &mut Vec<ManualRequest>) {
    ui.horizontal(|ui| {
        ui.add_enabled_ui(!manual.trail.is_empty(), |ui| {
            if icon_button(ui, icons::FROM, "Back to the page before").clicked() {
                requests.push(ManualRequest::Back);
            }
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let close = ui.add(Button::new("Close"));
            close.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Close manual"));
            if close.on_hover_text("Show the article again  (Esc)").clicked() {
                requests.push(ManualRequest::Leave);
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let title = format!("Manual: {}", manual.page.title());
                let colour = ui.visuals().strong_text_color();
                label::row(ui, &title, TextStyle::Body, colour, egui::Sense::hover());
            });
        });
    });
}

/// The words to search for; `Enter` leads into the page.
fn field(ui: &mut Ui, manual: &Manual, requests: &mut Vec<ManualRequest>) {
    let mut words = manual.words.clone();
    let field = TextEdit::singleline(&mut words).id(id_of(Field::ManualFind)).hint_text("Search the manual");
    let field = ui.add(field.desired_width(f32::INFINITY));
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Search the manual"));
    if words != manual.words {
        requests.push(ManualRequest::Find(words));
    }
    if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        requests.push(ManualRequest::Enter);
    }
}

/// The pages, or the sections that have the words.
fn list(ui: &mut Ui, manual: &Manual, requests: &mut Vec<ManualRequest>) {
    if manual.words.is_empty() {
        pages(ui, manual, requests);
    } else {
        found(ui, manual, requests);
    }
}

fn pages(ui: &mut Ui, manual: &Manual, requests: &mut Vec<ManualRequest>) {
    let list = List::new(ui, id_of(Field::ManualPages), "Pages of the manual", PAGES.len());
    let now = PAGES.iter().position(|page| page == manual.page).unwrap_or_default();
    if let Some(next) = moved(ui, &list, now, PAGES.len(), requests) {
        requests.push(ManualRequest::Show(&PAGES[next]));
    }
    list.rows(ui, |ui| {
        ScrollArea::vertical().id_salt("manual pages").auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (at, page) in PAGES.iter().enumerate() {
                if page.is_reference() && !PAGES[at - 1].is_reference() {
                    caption(ui, "To look something up");
                }
                let line = row(ui, &list, Row::of(at, at == now), page.title(), "");
                if line.clicked() {
                    requests.push(ManualRequest::Show(page));
                }
            }
        });
    });
}

fn caption(ui: &mut Ui, words: &str) {
    let palette = theme::palette(ui.visuals());
    ui.add_space(gap::SECTION);
    ui.horizontal(|ui| {
        ui.add_space(gap::USUAL);
        roles::sign(ui, RichText::new(words).small().color(palette.weak));
    });
    ui.add_space(gap::TIGHT);
}

fn found(ui: &mut Ui, manual: &Manual, requests: &mut Vec<ManualRequest>) {
    let palette = theme::palette(ui.visuals());
    let count = match manual.found.len() {
        0 => "Not in the manual".to_owned(),
        1 => "1 section".to_owned(),
        count => format!("{count} sections"),
    };
    announce::polite(ui, "found in the manual", Label::new(RichText::new(count).small().color(palette.weak)));
    let ids = (id_of(Field::ManualPages), id_of(Field::ManualFind));
    let list = List::of_field(ui, ids, "Sections found", manual.found.len());
    let next = moved(ui, &list, manual.chosen, manual.found.len(), requests);
    if let Some(next) = next {
        requests.push(ManualRequest::Choose(next));
    }
    list.rows(ui, |ui| {
        ScrollArea::vertical().id_salt("manual sections").auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (at, section) in manual.found.iter().enumerate() {
                let page = section.page.title();
                let line = row(ui, &list, Row::of(at, at == manual.chosen), &section.title, "");
                if next == Some(at) {
                    line.scroll_to_me(None);
                }
                if line.on_hover_text(page).clicked() {
                    requests.push(ManualRequest::Choose(at));
                }
            }
        });
    });
}

/// The row that the keys lead to from the one at `now`; `Enter` leads into the page.
fn moved(ui: &Ui, list: &List, now: usize, count: usize, requests: &mut Vec<ManualRequest>) -> Option<usize> {
    let last = count.checked_sub(1)?;
    let pressed = |key| list.has_focus && ui.input(|input| input.modifiers.is_none() && input.key_pressed(key));
    if pressed(Key::Enter) {
        requests.push(ManualRequest::Enter);
    }
    let next = match now {
        _ if pressed(Key::PageUp) => 0,
        _ if pressed(Key::PageDown) => last,
        row if pressed(Key::ArrowDown) => (row + 1).min(last),
        row if pressed(Key::ArrowUp) => row.saturating_sub(1),
        row => row,
    };
    (next != now).then_some(next)
}

/// The choice of the page where there is no room for the list.
fn choice(ui: &mut Ui, manual: &Manual, width: f32, requests: &mut Vec<ManualRequest>) {
    let title = manual.page.title();
    let combo = ComboBox::from_id_salt("manual page").selected_text(title).width(width).height(f32::INFINITY);
    let combo = combo.show_ui(ui, |ui| {
        for page in &PAGES {
            if roles::choice(ui, page == manual.page, page.title()).clicked() {
                requests.push(ManualRequest::Show(page));
            }
        }
    });
    roles::chooses(&combo.response, "Page of the manual", title);
}
