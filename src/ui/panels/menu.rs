//! The menu bar, built from the table of commands.
//!
//! `F10`, or Alt and a letter, opens a menu and focuses its first entry. Up and down move between entries (by egui),
//! left and right between menus.

use egui::containers::menu::MenuButton;
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Button, Context, FocusDirection, FontId, Id, Key, MenuBar, Modifiers, Popup, Role, ScrollArea, Sense, Stroke,
    TextStyle, TextWrapMode, Ui,
};

use crate::app::action::Intent;
use crate::app::commands;
use crate::app::commands::command::{MENUS, Menu};
use crate::app::run::is_enabled;
use crate::app::state::State;
use crate::ui::context_menu::entry;
use crate::ui::panels::{View, reading};
use crate::ui::theme::gap;
use crate::ui::{roles, roving};

/// Free space in points below a menu.
const MARGIN: f32 = 24.0;

/// The menu bar's state between frames.
#[derive(Default)]
pub struct Menus {
    /// The menu to open.
    wanted: Option<Menu>,
    /// The menu whose first entry to focus.
    entered: Option<Menu>,
    /// The ids of the buttons in the bar.
    buttons: Vec<Id>,
}

impl Menus {
    /// Requests to open a menu and focus it.
    pub fn open(&mut self, menu: Menu) {
        self.wanted = Some(menu);
    }

    /// True if a widget is a button of the menu bar.
    pub fn has(&self, id: Id) -> bool {
        self.buttons.contains(&id)
    }

    /// True if a menu is open, or is about to open.
    pub fn is_open(&self, ctx: &Context) -> bool {
        self.wanted.is_some() || self.buttons.iter().any(|button| Popup::is_id_open(ctx, popup(*button)))
    }

    /// The index of the button that is a stop of `Tab`: the others are reached by left and right. Down opens its menu.
    fn stop(&mut self, ui: &Ui) -> usize {
        let focused = ui.memory(|memory| memory.focused());
        let Some(now) = self.buttons.iter().position(|button| Some(*button) == focused) else { return 0 };
        let next = roving::next(ui, self.buttons[now], now, self.buttons.len());
        if let Some(next) = next {
            ui.memory_mut(|memory| memory.request_focus(self.buttons[next]));
        }
        let is_closed = !self.is_open(ui.ctx());
        if is_closed && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowDown)) {
            self.wanted = MENUS.get(now).map(|(menu, _)| *menu);
        }
        next.unwrap_or(now)
    }

    /// Handles left and right while a menu is open.
    fn walk(&mut self, ui: &Ui) {
        let open = self.buttons.iter().position(|button| Popup::is_id_open(ui.ctx(), popup(*button)));
        let Some(open) = open else { return };
        let steps = [(Key::ArrowRight, 1), (Key::ArrowLeft, MENUS.len() - 1)];
        for (key, step) in steps {
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
                self.wanted = MENUS.get((open + step) % MENUS.len()).map(|(menu, _)| *menu);
            }
        }
    }
}

/// The id of the menu below a button of the bar, as egui derives it.
fn popup(button: Id) -> Id {
    button.with("popup")
}

/// Shows the menu bar.
pub fn show(ui: &mut Ui, state: &State, view: &mut View, intents: &mut Vec<Intent>) {
    let View { menus, reading, .. } = view;
    menus.walk(ui);
    let stop = menus.stop(ui);
    let mut buttons = Vec::with_capacity(MENUS.len());
    MenuBar::new().ui(ui, |ui| {
        roles::name(ui, "Menus");
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| node.set_role(Role::MenuBar));
        if state.shell.tight {
            ui.spacing_mut().button_padding.x = gap::HAIR;
            ui.spacing_mut().item_spacing.x = gap::HAIR;
        }
        let font = if state.shell.tight { TextStyle::Small } else { TextStyle::Button };
        let font = font.resolve(ui.style());
        let lettered = ui.input(|input| input.modifiers.alt);
        for (index, (menu, title)) in MENUS.iter().enumerate() {
            let sense = if index == stop { Sense::click() } else { Sense::CLICK };
            let button = Button::new(named(ui, title, &font, lettered)).sense(sense).min_size(egui::Vec2::splat(24.0));
            let (response, _) = MenuButton::from_button(button).ui(ui, |ui| {
                roles::name(ui, title);
                ui.set_min_width(220.0);
                ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
                let room = (ui.ctx().content_rect().bottom() - ui.cursor().top() - MARGIN).max(0.0);
                // Areas are limited to 400 points by default.
                ui.set_max_height(room);
                ScrollArea::vertical().max_height(room).show(ui, |ui| entries(ui, state, *menu, menus, intents));
            });
            roles::opens_menu(&response, Role::MenuItem, title);
            if response.clicked() {
                // The menu takes the arrow keys, not the article.
                response.request_focus();
            }
            buttons.push(response.id);
        }
        reading::buttons(ui, state, reading, intents);
    });
    menus.buttons = buttons;
    if let Some(menu) = menus.wanted.take()
        && let Some(at) = MENUS.iter().position(|(other, _)| *other == menu)
    {
        Popup::open_id(ui.ctx(), popup(menus.buttons[at]));
        menus.entered = Some(menu);
        ui.ctx().request_repaint();
    }
}

fn entries(ui: &mut Ui, state: &State, menu: Menu, menus: &mut Menus, intents: &mut Vec<Intent>) {
    for command in commands::all().filter(|command| command.menu == menu) {
        if command.gap {
            ui.separator();
        }
        let enabled = is_enabled(command, state.session(), state.project.as_ref(), &state.shell);
        let entry = entry(ui, enabled, command.title, command.title, state.shell.keymap.shown(command));
        let entry = entry.on_hover_text(command.help);
        if enabled && menus.entered == Some(menu) && !ui.is_sizing_pass() {
            menus.entered = None;
            entry.request_focus();
        }
        if entry.clicked() {
            intents.push(Intent::Run(command));
            ui.close();
        }
    }
}

/// The name of a menu, with its access key underlined while Alt is held.
fn named(ui: &Ui, title: &str, font: &FontId, lettered: bool) -> LayoutJob {
    let plain = TextFormat::simple(font.clone(), egui::Color32::PLACEHOLDER);
    let underline = if lettered { Stroke::new(1.0, ui.visuals().text_color()) } else { Stroke::NONE };
    let (letter, rest) = title.split_at_checked(1).unwrap_or((title, ""));
    let mut job = LayoutJob::default();
    job.append(letter, 0.0, TextFormat { underline, ..plain.clone() });
    job.append(rest, 0.0, plain);
    job
}
