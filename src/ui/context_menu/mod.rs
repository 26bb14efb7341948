//! Context menus: what can be done with a thing, with the keys beside it.
//!
//! A view calls [`asked`] for the widget of a thing, or else [`pointed`] for a right click and [`keyed`] while it has the
//! focus, for the key of the menu. All make an intent, which selects the thing and opens the menu. The rows are in the tables of `rows`. Up and down
//! move between them (by egui), their own keys run them, and the focus returns to the view when the menu closes.

mod across;
mod own;
mod project;
mod rows;
mod tabs;

use egui::containers::menu::menu_style;
use egui::{
    Align, Button, Context, Id, Layout, Popup, PopupKind, Pos2, Rect, Response, Role, ScrollArea, TextStyle,
    TextWrapMode, Ui, WidgetInfo, WidgetText,
};

use crate::app::action::Intent;
use crate::app::shell::context_menu::{ContextMenu, Thing};
use crate::app::state::State;
use crate::ui::label;

/// Free space in points above and below the rows of a menu that fills the window.
const MARGIN: f32 = 24.0;

/// Least width of a menu in points.
const WIDTH: f32 = 220.0;

/// The menu in the window.
#[derive(Default)]
pub struct OpenMenu {
    menu: Option<ContextMenu>,
    /// True until the menu has taken the focus from the view.
    is_new: bool,
    /// True until its first row has the focus, if it was opened by key.
    is_unfocused: bool,
}

impl OpenMenu {
    /// Opens a menu in the next frame.
    pub fn open(&mut self, ctx: &Context, menu: ContextMenu) {
        (self.is_new, self.is_unfocused) = (true, menu.by_key);
        self.menu = Some(menu);
        Popup::open_id(ctx, id());
        ctx.request_repaint();
    }
}

fn id() -> Id {
    Id::unique("context menu")
}

/// True if a context menu is open. Its rows' keys then run commands.
pub fn is_open(ctx: &Context) -> bool {
    Popup::is_id_open(ctx, id())
}

/// The place in egui's memory of the request for a menu by key, beside the focus.
fn wanted() -> Id {
    Id::unique("wanted context menu")
}

/// Asks the view that has the focus for its menu.
pub fn want(ctx: &Context) {
    ctx.data_mut(|data| data.insert_temp(wanted(), ()));
    ctx.request_repaint();
}

/// The intent to open the menu of a thing, if it was clicked with the right button or pressed long on a touch screen.
pub fn pointed(response: &Response, thing: impl FnOnce() -> Thing) -> Option<Intent> {
    let at = response.interact_pointer_pos().filter(|_| response.secondary_clicked())?;
    Some(opening(thing(), at, false))
}

/// The intent to open the menu of the thing of a widget, by a right click on it or by key while it has the focus.
pub fn asked(response: &Response, thing: impl Fn() -> Thing) -> Option<Intent> {
    let by_key = || keyed(&response.ctx, response.rect, || Some(thing()));
    pointed(response, &thing).or_else(|| if response.has_focus() { by_key() } else { None })
}

/// The intent to open the menu of the thing in a row, by a right click on it or by key; `lit` is true if the keys of its list,
/// which has the focus, act on it.
pub fn asked_in_list(response: &Response, lit: bool, thing: impl Fn() -> Thing) -> Option<Intent> {
    let by_key = || keyed(&response.ctx, response.rect, || Some(thing()));
    pointed(response, &thing).or_else(|| if lit { by_key() } else { None })
}

/// The intent to open the menu of a thing at `rect`, if its key was pressed. Only the view with the focus may ask.
pub fn keyed(ctx: &Context, rect: Rect, thing: impl FnOnce() -> Option<Thing>) -> Option<Intent> {
    ctx.data_mut(|data| data.remove_temp::<()>(wanted()))?;
    Some(opening(thing()?, rect.left_bottom(), true))
}

/// The intent to open the menu of a thing at a point.
pub fn opening(thing: Thing, at: Pos2, by_key: bool) -> Intent {
    Intent::Menu(Box::new(ContextMenu { thing, at: at.into(), by_key }))
}

/// Shows the menu, if one is open.
pub fn show(ui: &mut Ui, state: &State, open: &mut OpenMenu, intents: &mut Vec<Intent>) {
    // No view with the focus has a menu.
    ui.data_mut(|data| data.remove::<()>(wanted()));
    let Some(menu) = &open.menu else { return };
    if !is_open(ui.ctx()) {
        open.menu = None;
        return;
    }
    let mut is_unfocused = open.is_unfocused;
    let is_new = std::mem::take(&mut open.is_new);
    if let Some(focused) = ui.memory(|memory| memory.focused()).filter(|_| is_new) {
        // The arrow keys are for the menu.
        ui.memory_mut(|memory| memory.surrender_focus(focused));
    }
    let rows = rows::of(ui, &menu.thing, state);
    let name = rows::name(&menu.thing, state);
    let popup = Popup::new(id(), ui.ctx().clone(), Pos2::from(menu.at), ui.layer_id());
    let popup = popup.kind(PopupKind::Menu).layout(Layout::top_down_justified(Align::Min)).style(menu_style);
    popup.accessible_name(name).open_memory(None).show(|ui| {
        ui.set_min_width(WIDTH);
        ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
        // Areas are limited to 400 points by default.
        let room = ui.ctx().content_rect().height() - 2.0 * MARGIN;
        ui.set_max_height(room);
        ScrollArea::vertical().max_height(room).show(ui, |ui| {
            for row in rows {
                if row.gap {
                    ui.separator();
                }
                let entry = entry(ui, true, row.title, &row.name, row.keys).on_hover_text(row.help);
                if row.has_words {
                    label::over(ui, &entry, ui.spacing().button_padding.x, &row.name, TextStyle::Button);
                }
                if is_unfocused && !ui.is_sizing_pass() {
                    is_unfocused = false;
                    entry.request_focus();
                }
                if entry.clicked() {
                    intents.extend(row.intents);
                    ui.close();
                }
            }
        });
    });
    open.is_unfocused = is_unfocused;
}

/// An entry of a menu: its title, and its keys at its end.
pub fn entry(ui: &mut Ui, enabled: bool, title: impl Into<WidgetText>, name: &str, keys: String) -> Response {
    // egui shows the focus like hovering, which is too faint here.
    let focused = ui.memory(|memory| memory.has_focus(ui.next_auto_id()));
    let button = Button::new(title.into()).shortcut_text(keys.as_str()).selected(focused);
    let entry = ui.add_enabled(enabled, button);
    entry.widget_info(|| WidgetInfo::labeled(Role::MenuItem, enabled, name));
    ui.ctx().accesskit_node_builder(entry.id, |node| {
        // It is selected for the look of it, and nothing that can be checked.
        node.clear_toggled();
        if !keys.is_empty() {
            node.set_keyboard_shortcut(label::spoken_keys(&keys));
        }
    });
    if entry.gained_focus() {
        entry.scroll_to_me(None);
    }
    entry
}
