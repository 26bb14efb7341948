//! Lists: one stop of `Tab`, whose rows are options for assistive technologies; and the ground of a row.

use egui::accesskit::Role;
use egui::{CornerRadius, EventFilter, Id, Key, Rect, Response, Sense, Ui, WidgetInfo};

use crate::ui::focus;
use crate::ui::roles;
use crate::ui::theme::{self, radius};

/// Width in points of the bar at the left of the selected row.
const BAR: f32 = 3.0;

/// A list in this frame.
#[derive(Clone, Copy, Debug)]
pub struct List {
    id: Id,
    /// The widget that has the keyboard for it: the list itself, or a field.
    keyboard: Id,
    /// True if it has the keyboard. The arrow keys are then its own.
    pub has_focus: bool,
}

/// A row of a list.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Its index among the rows.
    pub at: usize,
    /// True if it is the selected row, or one of them.
    pub selected: bool,
    /// True if keys act on it while the list has the keyboard.
    pub lit: bool,
}

impl Row {
    /// A row of a list in which keys act on the selected row.
    pub fn of(at: usize, selected: bool) -> Self {
        Self { at, selected, lit: selected }
    }
}

impl List {
    /// A list of `count` rows in the rest of a view.
    pub fn new(ui: &Ui, id: Id, name: &str, count: usize) -> Self {
        let response = ui.interact(ui.available_rect_before_wrap(), id, Sense::focusable_noninteractive());
        response.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, name));
        ui.ctx().accesskit_node_builder(id, |node| node.set_size_of_set(count));
        let has_focus = response.has_focus();
        if has_focus {
            let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..Default::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        }
        Self { id, keyboard: id, has_focus }
    }

    /// A list of `count` rows below a field, which keeps the keyboard.
    pub fn of_field(ui: &Ui, (id, field): (Id, Id), name: &str, count: usize) -> Self {
        let response = ui.interact(ui.available_rect_before_wrap(), id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, name));
        ui.ctx().accesskit_node_builder(id, |node| node.set_size_of_set(count));
        ui.ctx().accesskit_node_builder(field, |node| node.set_controls(vec![id.accesskit_id()]));
        Self { id, keyboard: field, has_focus: ui.memory(|memory| memory.has_focus(field)) }
    }

    /// The widget that has the keyboard.
    pub fn id(&self) -> Id {
        self.id
    }

    /// Says that several rows can be selected.
    pub fn takes_several(&self, ui: &Ui) {
        ui.ctx().accesskit_node_builder(self.id, |node| node.set_multiselectable());
    }

    /// Adds the rows. In the accessibility tree they are within the list.
    pub fn rows<R>(&self, ui: &mut Ui, rows: impl FnOnce(&mut Ui) -> R) -> R {
        roles::within(ui, self.id, rows)
    }

    /// The row that keys act on, where no selection is it, with true if the keys moved it: arrows, `PageUp`, `PageDown`,
    /// `Home` and `End`.
    pub fn cursor(&self, ui: &Ui, count: usize) -> (usize, bool) {
        const PAGE: usize = 8;
        let (place, last) = (self.id.with("cursor"), count.saturating_sub(1));
        let now = ui.data(|data| data.get_temp(place)).unwrap_or(0).min(last);
        let pressed = |key| self.has_focus && ui.input(|input| input.key_pressed(key));
        let next = match now {
            _ if pressed(Key::Home) => 0,
            _ if pressed(Key::End) => last,
            row if pressed(Key::ArrowDown) => (row + 1).min(last),
            row if pressed(Key::ArrowUp) => row.saturating_sub(1),
            row if pressed(Key::PageDown) => (row + PAGE).min(last),
            row if pressed(Key::PageUp) => row.saturating_sub(PAGE),
            row => row,
        };
        if next != now {
            ui.data_mut(|data| data.insert_temp(place, next));
        }
        (next, next != now)
    }

    /// True if keys act on a row now.
    pub fn acts_on(&self, row: Row) -> bool {
        self.has_focus && row.lit
    }

    /// The sense of a button in a row: it is a stop of `Tab` in the row that keys act on.
    pub fn sense_in(&self, row: Row) -> Sense {
        if row.lit { Sense::click() } else { Sense::CLICK }
    }

    /// Names a row and tells its state.
    pub fn option(&self, response: &Response, row: Row, name: impl Fn() -> String) {
        response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, response.enabled(), name()));
        response.ctx.accesskit_node_builder(response.id, |node| {
            node.set_selected(row.selected);
            node.set_position_in_set(row.at);
        });
        if self.has_focus && row.lit {
            roles::act_on(response, self.keyboard);
        }
    }

    /// Paints the ground of a row.
    pub fn ground(&self, ui: &Ui, rect: Rect, hovered: bool, row: Row) {
        let (palette, painter) = (theme::palette(ui.visuals()), ui.painter());
        if row.selected {
            painter.rect_filled(rect, radius::USUAL, palette.selection);
            let corners = CornerRadius { nw: radius::USUAL, sw: radius::USUAL, ..CornerRadius::ZERO };
            painter.rect_filled(rect.with_max_x(rect.left() + BAR), corners, palette.accent);
        } else if hovered {
            painter.rect_filled(rect, radius::USUAL, palette.raised);
        }
        self.ring(ui, rect, row);
    }

    /// Paints the ring around a row that keys act on.
    pub fn ring(&self, ui: &Ui, rect: Rect, row: Row) {
        if self.has_focus && row.lit && self.keyboard == self.id {
            focus::ring(ui.painter(), rect, radius::USUAL);
            focus::is_drawn(ui.ctx(), self.id);
        }
    }
}
