//! The scroll bar, which works in bytes, and the strip beside it with the marks of the whole article.

use std::ops::Range;

use egui::accesskit::{Action, ActionData, Orientation, Role};
use egui::{Id, Rect, Sense, Shape, Ui, pos2};

use super::TextInput;
use super::marks::{Stamp, row_of, stamp};
use super::pen::Pen;
use super::style::TextStyle;
use crate::model::kind::KINDS;

/// The width of the scroll bar in points.
pub(super) const BAR: f32 = 12.0;
/// The width of the strip in points.
pub(super) const STRIP: f32 = 12.0;

/// Marks counted in one frame; the others follow in the next frames.
const BATCH: usize = 20_000;

/// A target chosen with the scroll bar or the strip.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Target {
    /// This byte at the top of the view.
    Top(f64),
    /// The end of the text.
    End,
    /// This byte comfortably in view.
    Byte(f64),
    /// One page down if true, else up.
    Page(bool),
}

/// The held part of the scroll bar.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Grab {
    #[default]
    Free,
    /// The handle, at this distance from its top in points.
    Handle(f32),
    Track,
}

/// The state of the scroll bar.
#[derive(Debug, Default)]
pub(super) struct Bar {
    grab: Grab,
}

impl Bar {
    /// Shows the bar. `total` is the length of the text and `seen` its visible range, in bytes; `part` is the
    /// approximate share of the text on a page, 0 to 1.
    #[expect(clippy::too_many_arguments, reason = "where, how it looks, and what it stands for")]
    pub(super) fn show(
        &mut self,
        ui: &Ui,
        rect: Rect,
        id: Id,
        style: &TextStyle,
        total: f64,
        seen: &Range<f64>,
        part: f32,
    ) -> Option<Target> {
        let mut pen = Pen::new(ui.pixels_per_point());
        pen.rect(rect, style.track);
        let free = total - (seen.end - seen.start);
        if free <= 0.5 || total <= 0.0 {
            ui.painter().add(Shape::mesh(pen.mesh));
            return None;
        }
        let response = ui.interact(rect, id, Sense::CLICK | Sense::DRAG);
        let least = 28.0_f32.min(rect.height() / 2.0);
        let length = (rect.height() * part).clamp(least, (rect.height() - 4.0).max(least));
        let room = rect.height() - length;
        let top = rect.top() + room * (seen.start / free).clamp(0.0, 1.0) as f32;
        let handle =
            Rect::from_min_max(pos2(rect.left() + 3.0, top + 2.0), pos2(rect.right() - 3.0, top + length - 2.0));

        let to = |top: f32| {
            let place = f64::from((top - rect.top()) / room.max(1.0));
            if place >= 1.0 { Target::End } else { Target::Top(place.max(0.0) * free) }
        };
        let mut target = None;
        let on_handle = |y: f32| (top..=top + length).contains(&y);
        let down = response.is_pointer_button_down_on();
        match (self.grab, response.interact_pointer_pos()) {
            // A press and its release may be in one frame.
            (Grab::Free, Some(pointer)) if down || response.clicked() => {
                if on_handle(pointer.y) {
                    self.grab = Grab::Handle(pointer.y - top);
                } else {
                    self.grab = Grab::Track;
                    target = Some(Target::Page(pointer.y > top));
                }
            }
            (Grab::Handle(grabbed), Some(pointer)) if response.dragged() => target = Some(to(pointer.y - grabbed)),
            _ => {}
        }
        if !down {
            self.grab = Grab::Free;
        }
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::ScrollBar);
            node.set_label("Position in the article");
            node.set_min_numeric_value(0.0);
            node.set_max_numeric_value(100.0);
            node.set_numeric_value((seen.start / free * 100.0).clamp(0.0, 100.0));
            node.add_action(Action::Increment);
            node.add_action(Action::Decrement);
            node.add_action(Action::SetValue);
            node.set_orientation(Orientation::Vertical);
        });
        let set = ui.input(|input| {
            let values =
                input.accesskit_action_requests(id, Action::SetValue).filter_map(|request| match request.data {
                    Some(ActionData::NumericValue(value)) => Some(value),
                    _ => None,
                });
            values.last()
        });
        if let Some(percent) = set {
            target = Some(if percent >= 100.0 { Target::End } else { Target::Top(percent.max(0.0) / 100.0 * free) });
        }
        if ui.input(|input| input.has_accesskit_action_request(id, Action::Increment)) {
            target = Some(Target::Page(true));
        }
        if ui.input(|input| input.has_accesskit_action_request(id, Action::Decrement)) {
            target = Some(Target::Page(false));
        }
        let active = response.hovered() || self.grab != Grab::Free;
        let color = if active { style.handle.lerp_to_gamma(style.text, 0.3) } else { style.handle };
        let radius = handle.width() / 2.0;
        ui.painter().add(Shape::mesh(pen.mesh));
        ui.painter().rect_filled(handle, radius, color);
        target
    }
}

/// The strip with the marks of the whole text, a column for each kind.
#[derive(Debug, Default)]
pub(super) struct Strip {
    key: Option<(Stamp, usize, u32)>,
    /// Marks counted so far.
    done: usize,
    /// For each point of height, the kinds with marks there, as bits.
    rows: Vec<u8>,
    counting: Vec<u8>,
}

impl Strip {
    /// Clears everything, for another text.
    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// Counts further marks, if any are left.
    fn count(&mut self, ui: &Ui, input: &TextInput<'_>, height: usize) {
        let total = input.text.end().get().max(1) as f64;
        let spans = input.set.cover().spans();
        let key = Some((stamp(input.set), height, input.text.end().get() as u32));
        if self.key != key {
            self.key = key;
            self.done = 0;
            self.counting.clear();
            self.counting.resize(height, 0);
        }
        if self.done > spans.len() {
            return;
        }
        let next = (self.done + BATCH).min(spans.len());
        for span in &spans[self.done..next] {
            let row = |offset: usize| ((offset as f64 / total * height as f64) as usize).min(height.saturating_sub(1));
            let (first, last) = (row(span.range.start().get()), row(span.range.end().get()));
            let kind = 1 << row_of(&span.annotation.kind).min(7);
            for row in &mut self.counting[first..=last.min(height.saturating_sub(1))] {
                *row |= kind;
            }
        }
        self.done = next;
        if self.done == spans.len() {
            self.rows.clone_from(&self.counting);
            self.done += 1;
        } else {
            ui.request_repaint();
        }
    }

    /// Shows the strip; returns the byte that was clicked.
    pub(super) fn show(&mut self, ui: &Ui, rect: Rect, id: Id, input: &TextInput<'_>) -> Option<Target> {
        let height = rect.height().max(1.0) as usize;
        self.count(ui, input, height);
        let style = input.style;
        let mut pen = Pen::new(ui.pixels_per_point());
        pen.rect(rect, style.track);
        let columns = KINDS.len() + 1;
        let width = ((rect.width() - 2.0) / KINDS.len() as f32).floor();
        for kind in 0..columns {
            let column = kind.min(KINDS.len() - 1) as f32;
            let left = rect.left() + 1.0 + column * width;
            let mut row = 0;
            while row < self.rows.len() {
                let run = self.rows[row..].iter().take_while(|kinds| *kinds & (1 << kind) != 0).count();
                if run > 0 {
                    let top = rect.top() + row as f32;
                    let mark = Rect::from_min_max(pos2(left, top), pos2(left + width - 0.5, top + run.max(2) as f32));
                    pen.rect(mark, style.line(kind));
                }
                row += run.max(1);
            }
        }
        ui.painter().add(Shape::mesh(pen.mesh));
        let response = ui.interact(rect, id, Sense::CLICK | Sense::DRAG);
        let pointer = response.interact_pointer_pos()?;
        let part = f64::from(((pointer.y - rect.top()) / rect.height()).clamp(0.0, 1.0));
        (response.clicked() || response.dragged()).then(|| Target::Byte(part * input.text.end().get() as f64))
    }
}
