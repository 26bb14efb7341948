//! The one frame of all dialogs: a title, contents that scroll, and buttons at the end.
//!
//! `Enter` presses the last button, `Escape` cancels. When a dialog opens, the focus is on the first control, or, in one that has
//! only buttons, on the last.

use egui::{Context, FocusDirection, Frame, Id, Key, Modal, Modifiers, ScrollArea, TextStyle, Ui, Vec2};

use crate::app::action::Intent;
use crate::ui::focus;
use crate::ui::roles;
use crate::ui::theme::{self, gap, radius};
use crate::ui::widgets::primary;

/// Width in points of a dialog with a few sentences.
pub(super) const NARROW: f32 = 460.0;

/// Width in points of a dialog with a form.
pub(super) const FORM: f32 = 560.0;

/// Width in points of a dialog with a list to decide about.
pub(super) const WIDE: f32 = 680.0;

/// Minimum height in points of a list in a dialog.
const LEAST_LIST: f32 = 96.0;

/// Distance in points from the edges of the window.
const AROUND: f32 = gap::SECTION;

/// Maximum size of a dialog's contents in points.
fn room(ctx: &Context) -> Vec2 {
    (ctx.content_rect().size() - Vec2::splat(2.0 * (AROUND + gap::SECTION + 1.0))).max(Vec2::ZERO)
}

/// Height in points of a list in a dialog whose other parts need `others` points.
pub(super) fn list_height(ctx: &Context, others: f32) -> f32 {
    (room(ctx).y - others).max(LEAST_LIST)
}

/// True if a dialog with a list and other parts of `others` points is too high for the window.
pub(super) fn is_low(ctx: &Context, others: f32) -> bool {
    room(ctx).y < others + LEAST_LIST
}

/// Shows a dialog; returns true if it is to be closed.
pub(super) fn show(ctx: &Context, contents: impl FnOnce(&mut Ui)) -> bool {
    let palette = theme::palette(&ctx.global_style().visuals);
    let frame = Frame::popup(&ctx.global_style())
        .inner_margin(theme::margin(gap::SECTION, gap::SECTION))
        .corner_radius(radius::DIALOG)
        .fill(palette.panel);
    Modal::new(Id::unique("dialog")).frame(frame).show(ctx, contents).should_close()
}

/// Begins a dialog with its title; when it opens, its first control gets the focus.
pub(super) fn begin(ui: &mut Ui, title: &str, width: f32) {
    begin_unfocused(ui, title, width);
    focus_next(ui, title);
}

/// Gives the focus to the control after this place when a dialog opens.
pub(super) fn focus_next(ui: &Ui, title: &str) {
    if ui.is_sizing_pass() {
        return;
    }
    let (frame, opened) = (ui.ctx().cumulative_frame_nr(), Id::unique("open dialog"));
    let shown = ui.data(|data| data.get_temp(opened)).unwrap_or((Id::NULL, 0, 0));
    let is_new = Id::unique(title) != shown.0 || frame > shown.2 + 1;
    let first = if is_new { frame } else { shown.1 };
    let is_first_pass = is_new || frame > shown.2;
    if is_first_pass && frame <= first + 1 {
        ui.memory_mut(|memory| {
            if let Some(focused) = memory.focused() {
                memory.surrender_focus(focused);
            }
            // A grid does not show its controls in its first frame.
            if frame > first {
                memory.move_focus(FocusDirection::Next);
            }
        });
        ui.ctx().request_repaint();
    }
    ui.data_mut(|data| data.insert_temp(opened, (Id::unique(title), first, frame)));
}

/// Begins a dialog with its title.
pub(super) fn begin_unfocused(ui: &mut Ui, title: &str, width: f32) {
    let room = room(ui.ctx());
    ui.set_max_size(room);
    ui.set_width(width.min(room.x));
    roles::name(ui, title);
    ui.heading(title);
    ui.add_space(gap::USUAL);
}

/// Shows the contents of a dialog, which scroll where there is no room for them and for the buttons below.
pub(super) fn body(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    let above = ui.min_rect().height();
    let room = (room(ui.ctx()).y - above - BELOW).max(0.0);
    ScrollArea::vertical().id_salt("dialog").max_height(room).auto_shrink([false, true]).show(ui, |ui| {
        contents(ui);
        focus::into_view(ui);
    });
}

/// Height in points of a row of buttons with the space above it.
pub(super) const BELOW: f32 = 30.0 + gap::SECTION;

/// A button at the end of a dialog.
pub(super) struct Press {
    name: String,
    /// `Enter` presses it.
    default: bool,
    /// It has the focus when the dialog opens.
    focused: bool,
    enabled: bool,
    intents: Vec<Intent>,
}

impl Press {
    /// A button.
    pub(super) fn new(name: impl Into<String>, intent: Intent) -> Self {
        Self { name: name.into(), default: false, focused: false, enabled: true, intents: vec![intent] }
    }

    /// The button that `Enter` presses: the last one.
    pub(super) fn default(name: impl Into<String>, intent: Intent) -> Self {
        Self { default: true, ..Self::new(name, intent) }
    }

    /// The same, with the focus while no other control has it.
    pub(super) fn focused(self) -> Self {
        Self { focused: true, ..self }
    }

    /// The same, with another intent after the first.
    pub(super) fn then(mut self, intent: Intent) -> Self {
        self.intents.push(intent);
        self
    }

    /// The same, enabled under a condition.
    pub(super) fn when(self, enabled: bool) -> Self {
        Self { enabled, ..self }
    }
}

/// Ends a dialog with its buttons: at the right, or in rows where there is no room.
pub(super) fn end(ui: &mut Ui, presses: Vec<Press>, intents: &mut Vec<Intent>) {
    ui.add_space(gap::SECTION);
    let enter = !on_button(ui) && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let font = TextStyle::Button.resolve(ui.style());
    let width = |press: &Press| {
        let words = ui.painter().layout_no_wrap(press.name.clone(), font.clone(), ui.visuals().text_color());
        (words.size().x + 2.0 * gap::WIDE).max(LEAST_BUTTON)
    };
    let widths: Vec<f32> = presses.iter().map(width).collect();
    let free = ui.available_width() - widths.iter().map(|width| width + gap::USUAL).sum::<f32>() + gap::USUAL;
    ui.horizontal_wrapped(|ui| {
        if free > 0.0 {
            ui.add_space(free);
        }
        for (press, width) in presses.into_iter().zip(widths) {
            let button = if press.default { primary(ui, &press.name) } else { egui::Button::new(press.name.as_str()) };
            let button = ui.add_enabled(press.enabled, button.min_size(egui::vec2(width, 28.0)));
            if press.focused && ui.memory(|memory| memory.focused().is_none()) {
                button.request_focus();
            }
            if button.clicked() || (press.default && press.enabled && enter) {
                intents.extend(press.intents);
            }
        }
    });
}

/// Minimum width of a button in points.
const LEAST_BUTTON: f32 = 84.0;

/// True if `Enter` belongs to the focused control.
fn on_button(ui: &Ui) -> bool {
    let focused = ui.memory(|memory| memory.focused());
    let clicked = |id| ui.ctx().read_response(id).is_some_and(|response| response.sense.senses_click());
    !ui.ctx().text_edit_focused() && focused.is_some_and(clicked)
}
