//! The reading settings, whose changes are shown at once: a popover at the end of the menu bar, and a section of the
//! settings dialog. Also the bar of the reading mode.

use std::ops::RangeInclusive;

use egui::{
    Align, CornerRadius, Frame, Key, Layout, Popup, PopupCloseBehavior, Rect, RectAlign, Response, RichText, Role,
    ScrollArea, Sense, Slider, Stroke, StrokeKind, TextEdit, TextStyle, Ui, WidgetInfo, vec2,
};

use crate::app::action::Intent;
use crate::app::commands;
use crate::app::commands::command::Command;
use crate::app::shell::Shell;
use crate::app::state::State;
use crate::storage::settings::{SETTINGS, Section, SettingRow, Settings, THEMES, Theme, Value};
use crate::ui::focus;
use crate::ui::icons;
use crate::ui::list::{List, Row};
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap, radius};
use crate::ui::{entry, fonts, paper};

/// Width of the popover in points.
const WIDTH: f32 = 344.0;

/// Height of a theme's button in points.
const SWATCH: f32 = 38.0;

/// Maximum height of the list of typefaces in points.
const TYPEFACES: f32 = 136.0;

/// The bundled typefaces: their names, and whether they have serifs.
const BUNDLED: [(&str, bool); 2] = [("Noto Serif", true), ("Noto Sans", false)];

/// The popover between frames.
#[derive(Default)]
pub struct Popover {
    /// True if it is to be opened.
    wanted: bool,
    /// True if its first control is to get the focus.
    entered: bool,
}

impl Popover {
    /// Requests to open the popover.
    pub fn open(&mut self) {
        self.wanted = true;
    }
}

/// Shows the buttons at the end of a bar: from the right, the side panel, the sidebar, reading mode, in it the full screen, and
/// reading settings.
pub fn buttons(ui: &mut Ui, state: &State, popover: &mut Popover, intents: &mut Vec<Intent>) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = gap::HAIR;
        ui.spacing_mut().button_padding = vec2(gap::LINE, gap::HAIR);
        let shell = &state.shell;
        if state.session().is_some() {
            switch(ui, state, icons::PANEL, &commands::view::PANEL, shell.shows_panel(), intents);
            sidebar(ui, state, intents);
            // A tight window shows the article alone anyway.
            if shell.reading || !shell.tight {
                switch(ui, state, icons::BOOK, &commands::view::READING, shell.reading, intents);
            }
            if shell.reading {
                let full = ui.input(|input| input.viewport().fullscreen.unwrap_or_default());
                let icon = if full { icons::LEAVE_FULL_SCREEN } else { icons::FULL_SCREEN };
                switch(ui, state, icon, &commands::view::FULL_SCREEN, full, intents);
            }
        }
        if state.session().is_none() {
            sidebar(ui, state, intents);
        }
        settings_button(ui, state, popover, intents);
    });
}

/// The button of the sidebar, if there is a project.
fn sidebar(ui: &mut Ui, state: &State, intents: &mut Vec<Intent>) {
    if state.project.is_some() {
        switch(ui, state, icons::SIDEBAR, &commands::project::SIDEBAR, state.shell.shows_sidebar(), intents);
    }
}

/// A button of a command that is on or off.
fn switch(ui: &mut Ui, state: &State, icon: &str, command: &'static Command, on: bool, intents: &mut Vec<Intent>) {
    // The side panels are in sight: that they are shown needs no sign.
    let lit = on && ![&commands::view::PANEL, &commands::project::SIDEBAR].contains(&command);
    let button = ui.add(egui::Button::new(icon).selected(lit).frame_when_inactive(lit));
    button.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, command.title));
    if button.on_hover_text(hint(state, command)).clicked() {
        intents.push(Intent::Run(command));
    }
}

/// A command's help with its keys.
fn hint(state: &State, command: &Command) -> String {
    format!("{}  {}", command.help, state.shell.keymap.shown(command)).trim_end().to_owned()
}

fn settings_button(ui: &mut Ui, state: &State, popover: &mut Popover, intents: &mut Vec<Intent>) {
    let command = &commands::view::READING_SETTINGS;
    let button = ui.add(egui::Button::new(icons::READING).frame_when_inactive(false));
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, command.title));
    let id = Popup::default_response_id(&button);
    let window = ui.ctx().content_rect();
    let room = window.bottom() - button.rect.bottom() - 2.0 * gap::APART;
    let width = WIDTH.min(window.width() - 2.0 * (gap::WIDE + gap::USUAL));
    let shown = Popup::from_toggle_button_response(&button)
        .align(RectAlign::BOTTOM_END)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .accessible_name(command.title.trim_end_matches('…'))
        .width(width)
        .gap(gap::TIGHT)
        .frame(Frame::popup(ui.style()).inner_margin(theme::margin(gap::WIDE, gap::WIDE)))
        .show(|ui| {
            ui.set_width(width);
            // Popups are limited to 400 points by default.
            ui.set_max_height(room);
            ScrollArea::vertical().max_height(room).show(ui, |ui| {
                let mut wanted = state.shell.settings.clone();
                let first = controls(ui, state, &mut wanted, intents);
                if popover.entered && !ui.is_sizing_pass() {
                    popover.entered = false;
                    first.request_focus();
                }
                if wanted != state.shell.settings {
                    intents.push(Intent::Settings(Box::new(wanted)));
                }
                focus::into_view(ui);
            });
        });
    if shown.is_none() {
        button.on_hover_text(hint(state, command));
    }
    if std::mem::take(&mut popover.wanted) {
        Popup::open_id(ui.ctx(), id);
        popover.entered = true;
        ui.ctx().request_repaint();
    }
}

/// Shows the controls; returns the first one. Changed settings are in `wanted`.
pub fn controls(ui: &mut Ui, state: &State, wanted: &mut Settings, intents: &mut Vec<Intent>) -> Response {
    ui.spacing_mut().item_spacing.y = gap::USUAL;
    let first = themes(ui, &state.shell, wanted);
    ui.add_space(gap::TIGHT);
    for row in SETTINGS.iter().filter(|row| row.section == Section::Reading && !row.title.is_empty()) {
        if let Value::Number(field, bounds, unit) = &row.value {
            number(ui, row, field(wanted), bounds.clone(), unit);
        }
    }
    ui.add_space(gap::TIGHT);
    typefaces(ui, state, wanted, intents);
    first
}

/// Width in points of the column of names.
const NAME: f32 = 96.0;

/// Width in points of a slider's number, with its unit.
const NUMBER: f32 = 116.0;

/// A name, a slider, and its number in a row.
fn number(ui: &mut Ui, row: &SettingRow, value: &mut f32, bounds: RangeInclusive<f32>, unit: &str) {
    ui.horizontal(|ui| {
        let left = ui.cursor().left();
        let label = ui.label(row.title).id;
        ui.add_space((left + NAME - ui.cursor().left()).max(0.0));
        ui.spacing_mut().slider_width = (ui.available_width() - NUMBER).max(60.0);
        let slider = Slider::new(value, bounds).step_by(1.0).suffix(format!(" {unit}"));
        // Whole, unless the settings file says otherwise.
        let slider = slider.custom_formatter(|number, _| format!("{}", (number * 10.0).round() / 10.0));
        theme::slider(ui, |ui| ui.add(slider)).labelled_by(label);
    });
}

/// Shows the themes in their own colours, in rows of three; returns the first one.
fn themes(ui: &mut Ui, shell: &Shell, settings: &mut Settings) -> Response {
    let width = (ui.available_width() - 2.0 * gap::USUAL) / 3.0;
    let mut first = None;
    egui::Grid::new("themes").num_columns(3).spacing([gap::USUAL, gap::USUAL]).show(ui, |ui| {
        for (at, (theme, (_, name))) in Theme::ALL.iter().zip(THEMES).enumerate() {
            let button = swatch(ui, shell, *theme, name, settings.theme == *theme, width);
            if button.clicked() {
                settings.theme = *theme;
            }
            first.get_or_insert(button);
            if at % 3 == 2 {
                ui.end_row();
            }
        }
    });
    first.unwrap_or_else(|| ui.label(""))
}

/// A theme's button: its name on its paper.
fn swatch(ui: &mut Ui, shell: &Shell, theme: Theme, name: &str, chosen: bool, width: f32) -> Response {
    let palette = theme::palette(ui.visuals());
    let (rect, button) = ui.allocate_exact_size(vec2(width, SWATCH), Sense::click());
    button.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, format!("Theme: {name}")));
    let own = theme::paper_of(ui.ctx(), shell, theme);
    let painter = ui.painter();
    painter.rect_filled(rect, radius::USUAL, own.page);
    if theme == Theme::System {
        // The other half of what the system may choose.
        let other = if own.dark { &paper::LIGHT } else { &paper::DARK };
        let half = Rect::from_min_max(rect.min + vec2(rect.width() * 0.78, 0.0), rect.max);
        painter.rect_filled(
            half,
            CornerRadius { ne: radius::USUAL, se: radius::USUAL, ..CornerRadius::ZERO },
            other.page,
        );
    }
    let ring = match () {
        () if chosen => Stroke::new(2.0, palette.accent),
        () if button.hovered() => Stroke::new(1.5, palette.weak),
        () => Stroke::new(1.0, palette.edge),
    };
    painter.rect_stroke(rect, radius::USUAL, ring, StrokeKind::Inside);
    let font = TextStyle::Small.resolve(ui.style());
    let mut job = egui::text::LayoutJob::simple(name.to_owned(), font, own.text, width - 2.0 * gap::LINE);
    job.halign = Align::Center;
    let words = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let at = egui::pos2(rect.center().x, rect.center().y - words.size().y / 2.0);
    painter.galley(at, words, own.text);
    button
}

/// Shows the bundled typefaces, then those of the system.
fn typefaces(ui: &mut Ui, state: &State, settings: &mut Settings, intents: &mut Vec<Intent>) {
    ui.label("Typeface");
    if !state.shell.typefaces.asked {
        intents.push(Intent::ListTypefaces);
    }
    let names = state.shell.typefaces.names.as_deref().unwrap_or_default();
    // Those that are bundled need not be installed.
    let own = |name: &String| BUNDLED.iter().any(|(bundled, _)| bundled == name);
    let words = find(ui, names.len());
    let found = |name: &str| name.to_lowercase().contains(&words);
    let names: Vec<&String> = names.iter().filter(|name| !own(name) && found(name)).collect();
    let bundled: Vec<_> = BUNDLED.iter().filter(|(name, _)| found(name)).collect();
    let height = ui.spacing().interact_size.y;
    let count = bundled.len() + names.len();
    // Its place is known where it scrolls with what is above it.
    let size = vec2(ui.available_width(), TYPEFACES.min(height * count as f32));
    ui.allocate_ui(size, |ui| {
        ui.set_min_size(size);
        let list = List::new(ui, ui.make_persistent_id("typefaces"), "Typeface", count);
        let (cursor, moved) = list.cursor(ui, count);
        let by_key = list.has_focus && ui.input(|input| input.key_pressed(Key::Enter) || input.key_pressed(Key::Space));
        let mut area = ScrollArea::vertical().id_salt("typefaces").max_height(TYPEFACES).auto_shrink([false, true]);
        if moved {
            area = area.vertical_scroll_offset((cursor as f32 * height - TYPEFACES / 2.0).max(0.0));
        }
        let rows = |ui: &mut Ui, rows: std::ops::Range<usize>| {
            for at in rows {
                let row = |selected| Row { at, selected, lit: at == cursor };
                let is_taken = by_key && at == cursor;
                if let Some((name, serif)) = bundled.get(at) {
                    let family = if *serif { fonts::serif() } else { fonts::sans() };
                    let title = RichText::new(*name).family(family);
                    let row = row(settings.typeface.is_empty() && settings.serif == *serif);
                    if choice(ui, (&list, row), title) || is_taken {
                        (settings.typeface, settings.serif) = (String::new(), *serif);
                    }
                } else if let Some(name) = names.get(at - bundled.len())
                    && (choice(ui, (&list, row(settings.typeface == **name)), RichText::new(visible(name))) || is_taken)
                {
                    settings.typeface = String::clone(name);
                }
            }
        };
        list.rows(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            area.show_rows(ui, height, count, rows);
        });
    });
}

/// The lower-case words that typefaces must have in their names, typed into a field if there are many.
fn find(ui: &mut Ui, many: usize) -> String {
    if many < MANY {
        return String::new();
    }
    let id = ui.make_persistent_id("find a typeface");
    let mut words: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let before = words.clone();
    let field = TextEdit::singleline(&mut words).id(id).hint_text("Find a typeface").desired_width(f32::INFINITY);
    let field = ui.add(field);
    if let Some(kept) = entry::reset(ui, &field, &before, &words) {
        words = kept;
    }
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Find a typeface"));
    let found = words.trim().to_lowercase();
    if words != before {
        ui.data_mut(|data| data.insert_temp(id, words));
    }
    found
}

/// Number of typefaces among which one is found by typing.
const MANY: usize = 12;

/// A typeface's row; returns true if it was chosen.
fn choice(ui: &mut Ui, (list, row): (&List, Row), title: RichText) -> bool {
    let size = vec2(ui.available_width(), ui.spacing().interact_size.y);
    let name = title.text().to_owned();
    let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK);
    list.option(&response, row, || format!("Typeface: {name}"));
    list.ground(ui, rect, response.hovered(), row);
    let title = egui::WidgetText::from(title.color(theme::palette(ui.visuals()).text));
    let room = size.x - 2.0 * gap::USUAL;
    let title = title.into_galley(ui, Some(egui::TextWrapMode::Truncate), room, TextStyle::Body);
    let at = egui::pos2(rect.left() + gap::USUAL, rect.center().y - title.size().y / 2.0);
    ui.painter().galley(at, title, theme::palette(ui.visuals()).text);
    response.clicked()
}

/// The bar of the reading mode: the last thing done or the article's title, and how to leave.
pub fn bar(ui: &mut Ui, state: &State, popover: &mut Popover, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    ui.horizontal(|ui| {
        let title = || state.session().map(|session| session.article().name()).unwrap_or_default();
        let words = if state.shell.status.is_empty() { title() } else { state.shell.status.clone() };
        let room = ui.available_width() - BUTTONS;
        ui.scope(|ui| {
            ui.set_max_width(room.max(0.0));
            let words = RichText::new(visible(&words)).color(palette.weak).small();
            ui.add(egui::Label::new(words).truncate());
        });
        buttons(ui, state, popover, intents);
    });
}

/// Width in points of the buttons at the end of a bar.
const BUTTONS: f32 = 160.0;
