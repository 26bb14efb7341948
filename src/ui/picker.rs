//! The picker: a field to type into and a list to take from, over the window.

use egui::{Align2, Context, Event, Frame, Id, Key, Margin, Order, RichText, Role, ScrollArea, TextEdit, WidgetInfo};

use crate::app::action::Action;
use crate::app::picker::Item;
use crate::app::state::State;
use crate::ui::theme;

/// Width of the list in points.
const WIDTH: f32 = 520.0;

/// Height of a row in points.
const ROW: f32 = 30.0;

/// Rows in sight at once.
const ROWS: f32 = 12.0;

/// Shows the picker, if one is open.
pub fn show(ctx: &Context, state: &State, said: &mut Vec<Action>) {
    let Some(picker) = &state.picker else { return };
    let items = picker.items(state);
    let lit = picker.lit.min(items.len().saturating_sub(1));
    let moved = hear(ctx, lit, items.len(), said);
    let width = WIDTH.min(ctx.content_rect().width() - 32.0);
    let area = egui::Area::new(Id::unique("picker")).order(Order::Foreground).anchor(Align2::CENTER_TOP, [0.0, 72.0]);
    let shown = area.show(ctx, |ui| {
        let frame = Frame::popup(ui.style()).inner_margin(Margin::same(10));
        frame.show(ui, |ui| {
            ui.set_width(width);
            // An area keeps to its last height, and would squeeze a list that grows into the place of a shorter one.
            ui.set_max_height(ctx.content_rect().bottom() - ui.cursor().top() - 24.0);
            let mut words = picker.words.clone();
            let field = TextEdit::singleline(&mut words)
                .id(Id::unique("picker field"))
                .hint_text(picker.hint())
                .desired_width(f32::INFINITY)
                .margin(Margin::symmetric(8, 6))
                .show(ui)
                .response
                .response;
            field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, picker.hint()));
            field.request_focus();
            if words != picker.words {
                said.push(Action::Pick(words));
            }
            ui.add_space(6.0);
            if items.is_empty() {
                ui.label(RichText::new("Nothing fits").color(theme::palette(ui.visuals().dark_mode).weak));
            }
            ui.spacing_mut().item_spacing.y = 0.0;
            let height = ROW * ROWS.min(items.len() as f32);
            ScrollArea::vertical().max_height(height).min_scrolled_height(height).auto_shrink([false, true]).show_rows(
                ui,
                ROW,
                items.len(),
                |ui, rows| {
                    for index in rows {
                        show_row(ui, &items[index], index, index == lit, moved, said);
                    }
                },
            );
        });
    });
    let outside = ctx.input(|input| input.pointer.any_pressed())
        && ctx.pointer_interact_pos().is_some_and(|pos| !shown.response.rect.contains(pos));
    if outside {
        said.push(Action::Close);
    }
}

/// Arrows and `Enter`, before the field sees them; says whether the lit row moved.
fn hear(ctx: &Context, lit: usize, count: usize, said: &mut Vec<Action>) -> bool {
    let mut moved = false;
    ctx.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, .. } = event else { return true };
            let to = match key {
                Key::ArrowDown => (lit + 1) % count.max(1),
                Key::ArrowUp => (lit + count.max(1) - 1) % count.max(1),
                Key::PageDown => (lit + 10).min(count.saturating_sub(1)),
                Key::PageUp => lit.saturating_sub(10),
                Key::Enter => {
                    said.push(Action::Take);
                    return false;
                }
                _ => return true,
            };
            said.push(Action::Light(to));
            moved = true;
            false
        });
    });
    moved
}

fn show_row(ui: &mut egui::Ui, item: &Item, index: usize, lit: bool, moved: bool, said: &mut Vec<Action>) {
    let palette = theme::palette(ui.visuals().dark_mode);
    let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), ROW), egui::Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, lit, &item.title));
    let fill = if lit {
        palette.selection
    } else if response.hovered() {
        palette.raised
    } else {
        egui::Color32::TRANSPARENT
    };
    ui.painter().rect_filled(rect, 4.0, fill);
    let detail = egui::WidgetText::from(RichText::new(&item.detail).color(palette.weak).small());
    let detail = detail.into_galley(ui, Some(egui::TextWrapMode::Truncate), rect.width() * 0.5, egui::TextStyle::Small);
    let room = rect.width() - detail.size().x - 28.0;
    let title = egui::WidgetText::from(RichText::new(&item.title).color(palette.text));
    let title = title.into_galley(ui, Some(egui::TextWrapMode::Truncate), room, egui::TextStyle::Body);
    let middle = rect.center().y;
    let painter = ui.painter();
    painter.galley(egui::pos2(rect.left() + 8.0, middle - title.size().y / 2.0), title, palette.text);
    let at = egui::pos2(rect.right() - 8.0 - detail.size().x, middle - detail.size().y / 2.0);
    painter.galley(at, detail, palette.weak);
    if lit && moved {
        response.scroll_to_me(None);
    }
    if response.clicked() {
        said.push(Action::Light(index));
        said.push(Action::Take);
    }
}
