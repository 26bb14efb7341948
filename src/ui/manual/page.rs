//! A page of the manual. Lines out of sight are laid out when they are measured, when they have a link, which `Tab` reaches,
//! and for an assistive technology.

use egui::accesskit::Role;
use egui::{Align, EventFilter, Frame, Id, Key, Label, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo};

use super::lines::Lines;
use super::table::Table;
use super::words::{self, Look};
use crate::app::action::Field;
use crate::app::manual::markup::{Block, Span, joined};
use crate::app::manual::pages::Page;
use crate::app::shell::Shell;
use crate::app::shell::manual::ManualRequest;
use crate::ui::fields::id_of;
use crate::ui::focus;
use crate::ui::roles;
use crate::ui::theme::{self, gap, radius, size};

/// Greatest width of the lines in points.
const COLUMN: f32 = 680.0;

/// Indent of a list in points.
const INDENT: f32 = 22.0;

/// Distance in points by which an arrow key scrolls.
const STEP: f32 = 48.0;

/// The state of the page between frames.
#[derive(Default)]
pub(super) struct Shown {
    /// Inputs of the heights: the page, the width, the scale and the edition of the settings, which have the keys.
    of: Option<(&'static str, u32, u32, u64)>,
    heights: Vec<f32>,
    /// The widths of the columns of each table.
    tables: Vec<Option<Vec<f32>>>,
    /// The number of the last goal.
    goal: u64,
    offset: f32,
}

/// Shows the page.
pub(super) fn show(ui: &mut Ui, shell: &Shell, shown: &mut Shown, requests: &mut Vec<ManualRequest>) {
    let manual = &shell.manual;
    let page = manual.page;
    let rect = ui.available_rect_before_wrap();
    let id = id_of(Field::Manual);
    let response = ui.interact(rect, id, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::Document, true, page.title()));
    let is_heard = ui.ctx().accesskit_node_builder(id, |_| ()).is_some();

    let column = (rect.width() - 2.0 * gap::APART).clamp(120.0, COLUMN);
    let of = (page.path, column.to_bits(), ui.pixels_per_point().to_bits(), shell.settings_number);
    if shown.of != Some(of) {
        shown.of = Some(of);
        shown.heights.clear();
        shown.tables.clear();
    }
    let mut area = ScrollArea::vertical().id_salt(page.path).auto_shrink(false);
    let goal = (shown.goal != manual.goal.0).then_some(manual.goal.1.as_deref()).flatten();
    shown.goal = manual.goal.0;
    if goal == Some("") {
        area = area.vertical_scroll_offset(0.0);
    } else if response.has_focus()
        && let Some(offset) = scrolled(ui, id, shown.offset, rect.height())
    {
        area = area.vertical_scroll_offset(offset);
    }
    let sought: Vec<String> = manual.words.split_whitespace().map(str::to_ascii_lowercase).collect();
    let Shown { heights, tables, .. } = shown;
    let mut lines = Lines::new(id.with(page.path), heights, is_heard);
    let output = roles::within(ui, id, |ui| {
        area.show(ui, |ui| {
            let margin = ((ui.available_width() - column) / 2.0).clamp(gap::USUAL, gap::APART * 2.0);
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = 0.0;
                ui.add_space(margin);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    // Lines are as high as their words.
                    ui.spacing_mut().interact_size.y = 0.0;
                    ui.set_width(column);
                    ui.add_space(gap::APART);
                    let (mut table, look) = (0, words::body(ui, &sought, &shell.keymap));
                    for block in page.blocks() {
                        show_block(ui, page, block, (&mut lines, &look), (tables, &mut table), goal, requests);
                    }
                    ui.add_space(2.0 * gap::APART);
                });
            });
        })
    });
    shown.offset = output.state.unclamped_offset().y;
    if response.has_focus() {
        focus::ring(ui.painter(), rect, radius::USUAL);
        focus::is_drawn(ui.ctx(), id);
    }
}

/// The place to scroll to by the keys that are pressed.
fn scrolled(ui: &Ui, id: Id, offset: f32, height: f32) -> Option<f32> {
    let filter = EventFilter { vertical_arrows: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let pressed = |key| ui.input(|input| input.num_presses(key) as f32);
    let page = (height - STEP).max(STEP);
    let by = STEP * (pressed(Key::ArrowDown) - pressed(Key::ArrowUp))
        + page * (pressed(Key::PageDown) + pressed(Key::Space) - pressed(Key::PageUp));
    match () {
        () if pressed(Key::Home) > 0.0 => Some(0.0),
        // The area ends where its contents do.
        () if pressed(Key::End) > 0.0 => Some(1e7),
        () if by != 0.0 => Some((offset + by).max(0.0)),
        () => None,
    }
}

fn show_block(
    ui: &mut Ui,
    page: &Page,
    block: &Block,
    (lines, look): (&mut Lines<'_>, &Look<'_>),
    (tables, table): (&mut Vec<Option<Vec<f32>>>, &mut usize),
    goal: Option<&str>,
    requests: &mut Vec<ManualRequest>,
) {
    match block {
        Block::Heading(level, words, anchor) => {
            let is_goal = goal == Some(anchor);
            lines.line(ui, is_goal, |ui| heading(ui, *level, words, look, is_goal));
        }
        Block::Paragraph(depth, words) => lines.line(ui, has_link(words), |ui| {
            indented(ui, *depth, |ui| words::show(ui, page, words, look, requests));
            ui.add_space(gap::USUAL);
        }),
        Block::Item(depth, marker, words) => lines.line(ui, has_link(words), |ui| {
            item(ui, page, (*depth, marker), words, look, requests);
            ui.add_space(gap::TIGHT);
        }),
        Block::Code(depth, code) => lines.line(ui, false, |ui| {
            indented(ui, *depth, |ui| code_block(ui, code, look));
            ui.add_space(gap::WIDE);
        }),
        Block::Table(head, rows) => {
            let shown = Table { page, head, rows };
            if tables.len() == *table {
                tables.push(shown.widths(ui, look, ui.available_width()));
            }
            let widths = tables.get(*table).and_then(Option::as_deref);
            *table += 1;
            shown.show(ui, lines, look, widths, requests);
            ui.add_space(gap::SECTION);
        }
    }
}

fn heading(ui: &mut Ui, level: u8, words: &[Span], look: &Look<'_>, is_goal: bool) {
    let (above, size) = match level {
        1 => (0.0, size::PAGE),
        2 => (gap::SECTION, size::TITLE),
        _ => (gap::USUAL, size::BODY),
    };
    ui.add_space(above);
    let words_look = Look { size, bold: true, ..*look };
    let label = ui.add(Label::new(words_look.job(words)).wrap());
    ui.ctx().accesskit_node_builder(label.id, |node| {
        node.set_role(Role::Heading);
        node.set_level(usize::from(level));
        node.set_label(joined(words));
    });
    if is_goal {
        ui.scroll_to_rect(label.rect.expand(gap::USUAL), Some(Align::TOP));
    }
    ui.add_space(gap::LINE);
}

fn indented(ui: &mut Ui, depth: usize, add: impl FnOnce(&mut Ui)) {
    if depth == 0 {
        return add(ui);
    }
    ui.horizontal_top(|ui| {
        ui.add_space(depth as f32 * INDENT);
        ui.vertical(add);
    });
}

fn item(
    ui: &mut Ui,
    page: &Page,
    (depth, marker): (usize, &str),
    words: &[Span],
    look: &Look<'_>,
    requests: &mut Vec<ManualRequest>,
) {
    let role = UiBuilder::new().accessibility_role(Role::ListItem);
    ui.scope_builder(role, |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(depth as f32 * INDENT);
            let marker = Span { words: marker.to_owned(), ..Span::default() };
            ui.allocate_ui(egui::vec2(INDENT, 0.0), |ui| {
                ui.set_width(INDENT);
                ui.add(Label::new(look.job(&[marker])).selectable(false));
            });
            ui.vertical(|ui| words::show(ui, page, words, look, requests));
        });
    });
}

/// Code on its own ground, with a button that copies it.
fn code_block(ui: &mut Ui, code: &str, look: &Look<'_>) {
    let frame = Frame::new().fill(look.palette.tint).corner_radius(radius::USUAL);
    frame.inner_margin(theme::margin(gap::WIDE, gap::USUAL)).show(ui, |ui| {
        ui.with_layout(egui::Layout::right_to_left(Align::TOP), |ui| {
            let copy = ui.small_button("Copy");
            copy.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Copy code"));
            if copy.clicked() {
                ui.copy_text(code.to_owned());
            }
            ui.with_layout(egui::Layout::top_down(Align::LEFT), |ui| {
                ScrollArea::horizontal().id_salt("code").auto_shrink([false, true]).show(ui, |ui| {
                    let bare = words::code(look, code);
                    let label = ui.add(Label::new(bare).extend());
                    ui.ctx().accesskit_node_builder(label.id, |node| node.set_role(Role::Code));
                });
            });
        });
    });
}

fn has_link(words: &[Span]) -> bool {
    words.iter().any(|span| span.link.is_some())
}
