//! The picker: a search field and a list, over the window.

mod links;

use egui::{Align2, Context, Event, Frame, Id, Key, Label, Order, RichText, Role, ScrollArea, TextEdit, WidgetInfo};

use crate::app::action::Intent;
use crate::app::shell::picker::{Picker, Purpose};
use crate::app::state::State;
use crate::model::annotation::Annotation;
use crate::model::message::counted;
use crate::model::role::ROLES;
use crate::ui::announce;
use crate::ui::list::{List, Row};
use crate::ui::theme::{self, gap};
use crate::ui::widgets::{ROW, primary, row};

/// Width of the list in points.
const WIDTH: f32 = 520.0;

/// Width in points while a link is made, and for its role alone.
const LINK_WIDTH: f32 = 440.0;
const ROLE_WIDTH: f32 = 300.0;

/// Height in points of what is around the rows while a link is made.
const AROUND: f32 = 150.0;
/// Height of a window in points below which less room is left, and width of a picker below which a hint is left out.
const LOW: f32 = 400.0;
const NARROW: f32 = 300.0;
/// Points that are left below the rows in a low window.
const BELOW: f32 = 64.0;

/// The key with which a digit chooses the role while something is typed, as it is shown.
const ROLE_KEY: &str = if cfg!(target_os = "macos") { "^" } else { "Alt+" };

/// Maximum visible rows.
const ROWS: f32 = 12.0;

/// Shows the picker, if one is open.
pub fn show(ctx: &Context, state: &State, intents: &mut Vec<Intent>) {
    let Some(picker) = &state.shell.picker else { return };
    let items = &picker.items;
    let moved = handle_keys(ctx, picker, intents);
    let is_told = tell(ctx, moved);
    let by_role = matches!(picker.purpose, Purpose::Role(_) | Purpose::RoleAcross(..));
    let dropped = dropped_at(ctx, by_role);
    // While a link is made, the list must not cover the article.
    let linking = picker.purpose == Purpose::Link;
    let low = ctx.content_rect().height() < LOW;
    let (width, anchor, offset) = match linking {
        true if low => (LINK_WIDTH, Align2::RIGHT_TOP, [-gap::TIGHT, gap::TIGHT]),
        true => (LINK_WIDTH, Align2::RIGHT_TOP, [-12.0, 44.0]),
        false => (WIDTH, Align2::CENTER_TOP, [0.0, if low { gap::TIGHT } else { 72.0 }]),
    };
    let width = width.min(ctx.content_rect().width() - 2.0 * (gap::WIDE + gap::USUAL));
    let area = egui::Area::new(Id::unique("picker")).order(Order::Foreground).role(Role::Dialog);
    let area = area.accessible_name(picker.hint());
    let (area, width) = match dropped {
        Some(place) => (area.fixed_pos(place).constrain(true), ROLE_WIDTH.min(width)),
        None => (area.anchor(anchor, offset), width),
    };
    let shown = area.show(ctx, |ui| {
        let frame = Frame::popup(ui.style()).inner_margin(theme::margin(gap::WIDE, gap::WIDE));
        frame.show(ui, |ui| {
            ui.set_width(width);
            // An area keeps its last height, which would squeeze a growing list.
            ui.set_max_height(ctx.content_rect().bottom() - ui.cursor().top() - 24.0);
            show_field(ui, picker, intents);
            ui.add_space(gap::LINE);
            let options = |ui: &mut egui::Ui, intents: &mut Vec<Intent>| {
                show_options(ui, state, picker, intents);
                if linking && state.project.is_some() {
                    links::parts(ui, picker, intents);
                }
            };
            // In a low window they scroll with the rows.
            let scrolled = linking && low;
            if !scrolled {
                options(ui, intents);
            }
            if items.is_empty() {
                let words = if picker.seeks { "Searching the other articles…" } else { "No matches" };
                let weak = theme::palette(ui.visuals()).weak;
                announce::polite(ui, "picked from", Label::new(RichText::new(words).color(weak)));
            } else if !picker.words.is_empty() {
                let place = ui.min_rect();
                announce::unseen(ui, "picked from", place, || counted(items.len(), "match", "matches"));
            }
            ui.spacing_mut().item_spacing.y = 0.0;
            let list = List::of_field(ui, (Id::unique("picker list"), field_id()), picker.hint(), items.len());
            if linking {
                let left = if low { BELOW } else { AROUND };
                let height = (ctx.content_rect().height() - left - ui.cursor().top()).max(ROW);
                list.rows(ui, |ui| {
                    links::show(ui, state, (&list, is_told), picker, height, intents, |ui, intents| {
                        if scrolled {
                            options(ui, intents);
                        }
                    });
                });
            } else {
                let room = ctx.content_rect().bottom() - ui.cursor().top() - gap::APART;
                let height = (ROW * ROWS.min(items.len() as f32)).min(room.max(ROW));
                let area = ScrollArea::vertical().max_height(height).min_scrolled_height(height);
                let rows = |ui: &mut egui::Ui, rows: std::ops::Range<usize>| {
                    for index in rows {
                        let lit = picker.lit == Some(index);
                        let row = Row { at: index, selected: lit, lit: lit && is_told };
                        show_row(ui, (&list, row), picker, moved, intents);
                    }
                };
                list.rows(ui, |ui| area.auto_shrink([false, true]).show_rows(ui, ROW, items.len(), rows));
            }
            if linking {
                show_link(ui, picker, intents);
            }
        });
    });
    let outside = ctx.input(|input| input.pointer.any_pressed())
        && ctx.pointer_interact_pos().is_some_and(|pos| !shown.response.rect.contains(pos));
    if outside && !linking {
        intents.push(Intent::Close);
    }
}

fn field_id() -> Id {
    Id::unique("picker field")
}

/// True if assistive technologies are to be with the lit row instead of the field: since the highlight was moved, until
/// something is typed.
fn tell(ctx: &Context, moved: bool) -> bool {
    let id = Id::unique("told picker row");
    let typed = ctx.input(|input| input.events.iter().any(|event| matches!(event, Event::Text(_))));
    let is_entered = !ctx.memory(|memory| memory.has_focus(field_id()));
    let is_told = moved || (!typed && !is_entered && ctx.data(|data| data.get_temp(id)).unwrap_or_default());
    ctx.data_mut(|data| data.insert_temp(id, is_told));
    is_told
}

/// The search field.
fn show_field(ui: &mut egui::Ui, picker: &Picker, intents: &mut Vec<Intent>) {
    let mut words = picker.words.clone();
    let field = TextEdit::singleline(&mut words)
        .id(field_id())
        .hint_text(picker.hint())
        .desired_width(f32::INFINITY)
        .margin(theme::margin(gap::USUAL, gap::LINE))
        .show(ui)
        .response
        .response;
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, picker.hint()));
    // On X11, a text field with the keyboard before the window has it leaves the window deaf.
    if ui.input(|input| input.focused) {
        field.request_focus();
    }
    if words != picker.words {
        intents.push(Intent::Pick(words));
    }
}

/// The place at which a mark was dropped on another one, while the role of their link is chosen.
fn dropped_at(ctx: &Context, by_role: bool) -> Option<egui::Pos2> {
    let id = Id::unique("picker place");
    if !by_role {
        ctx.data_mut(|data| data.remove::<egui::Pos2>(id));
        return None;
    }
    let pointer = ctx.pointer_latest_pos()?;
    Some(ctx.data_mut(|data| *data.get_temp_mut_or_insert_with(id, || pointer)))
}

/// The options that apply to every row: the roles of a link, the voices of a speaker.
fn show_options(ui: &mut egui::Ui, state: &State, picker: &Picker, intents: &mut Vec<Intent>) {
    let options = picker.options();
    if options.is_empty() {
        return;
    }
    let palette = theme::palette(ui.visuals());
    let linking = picker.purpose == Purpose::Link;
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(if linking { "This mark" } else { "Voice" }).color(palette.weak));
        for (index, option) in options.iter().enumerate() {
            if ui.selectable_label(option.chosen, option.name).clicked() {
                intents.push(Intent::PickOption(index));
            }
            if linking && options.len() > 1 {
                let with = if picker.words.is_empty() { "" } else { ROLE_KEY };
                ui.label(RichText::new(format!("{with}{}", index + 1)).color(palette.weak).small());
            }
        }
        if linking {
            ui.label(RichText::new("the highlighted one").color(palette.weak));
        } else {
            ui.label(RichText::new("· Tab changes the voice").color(palette.weak).small());
        }
        if let Some(why) = state.picked().and_then(|session| not_offered(session.mark()?, links::lit(state, picker)?)) {
            let question = if options.len() == 1 { "Why only this?" } else { "Why only these?" };
            ui.label(RichText::new(question).color(palette.weak).small().underline()).on_hover_text(why);
        }
    });
    if let Some(refused) = picker.refused() {
        let words = format!("“{}” is not allowed with this mark", refused.verb);
        ui.label(RichText::new(words).color(palette.warning).small());
    }
    ui.add_space(gap::TIGHT);
}

/// The buttons below the list while a link is made.
fn show_link(ui: &mut egui::Ui, picker: &Picker, intents: &mut Vec<Intent>) {
    ui.add_space(gap::USUAL);
    ui.spacing_mut().item_spacing = egui::vec2(gap::USUAL, 0.0);
    ui.horizontal_wrapped(|ui| {
        if ui.add_enabled(picker.ways().is_some(), primary(ui, "Link")).clicked() {
            intents.push(Intent::Take);
        }
        if ui.add_enabled(picker.ways().is_some(), egui::Button::new("Link and next")).clicked() {
            intents.push(Intent::TakeAndStay);
        }
        if ui.button("Cancel").clicked() {
            intents.push(Intent::Close);
        }
        let weak = theme::palette(ui.visuals()).weak;
        if ui.max_rect().width() > NARROW {
            ui.label(RichText::new("Enter · Shift+Enter").color(weak).small());
        }
    });
}

/// The roles that are not allowed between two marks, with one sentence each.
fn not_offered(mark: &Annotation, lit: &Annotation) -> Option<String> {
    let (one, other) = (&mark.kind, &lit.kind);
    let refused = ROLES.iter().filter(|row| !row.allows(one, other) && !row.allows(other, one));
    let (one, other) = (one.name().to_lowercase(), other.name().to_lowercase());
    let why: Vec<String> = refused.map(|row| format!("“{}” does not link {one} and {other}", row.id)).collect();
    (!why.is_empty()).then(|| why.join("\n"))
}

/// Handles arrows, `Tab` and `Enter` before the text field; returns true if the highlighted row changed.
///
/// While a link is made, a digit with [`ROLE_KEY`] chooses the role, and also alone as long as nothing is typed and there is
/// more than one. Any other digit is text to search for.
fn handle_keys(ctx: &Context, picker: &Picker, intents: &mut Vec<Intent>) -> bool {
    let (lit, count) = (picker.lit, picker.items.len());
    let last = count.saturating_sub(1);
    let is_here = lit.is_some_and(|lit| lit < picker.here);
    let is_role = matches!(picker.purpose, Purpose::Role(_) | Purpose::RoleAcross(..));
    let choices = match picker.purpose {
        Purpose::Role(_) | Purpose::RoleAcross(..) => 9,
        Purpose::Link => picker.options().len(),
        _ => 0,
    };
    let alone = is_role || (picker.words.is_empty() && choices > 1);
    let mut moved = false;
    ctx.input_mut(|input| {
        let mut chosen = false;
        input.events.retain(|event| {
            // The text of a key that chose a role.
            if matches!(event, Event::Text(_)) && std::mem::take(&mut chosen) {
                return false;
            }
            let Event::Key { key, pressed: true, modifiers, repeat, .. } = event else { return true };
            // Held down since before the picker opened, it would choose an unseen row.
            if *key == Key::Enter && *repeat {
                return false;
            }
            let with_key = if cfg!(target_os = "macos") { modifiers.ctrl } else { modifiers.alt };
            let is_meant = if with_key { !is_role } else { alone && !modifiers.command };
            if let Some(index) = number(key.symbol_or_name()).filter(|index| is_meant && *index < choices) {
                if is_role && index < count {
                    intents.extend([Intent::Light(index), Intent::Take]);
                } else if !is_role {
                    intents.push(Intent::PickOption(index));
                }
                chosen = true;
                return false;
            }
            let to = match key {
                Key::Tab if !picker.options().is_empty() => {
                    intents.push(Intent::Turn(!modifiers.shift));
                    return false;
                }
                // The other articles, and back.
                Key::ArrowDown if modifiers.command && is_here && picker.here < count => picker.here,
                Key::ArrowUp if modifiers.command => 0,
                Key::ArrowDown if modifiers.command => lit.unwrap_or_default(),
                Key::ArrowDown => lit.map_or(0, |lit| (lit + 1) % count.max(1)),
                Key::ArrowUp => lit.map_or(last, |lit| (lit + count.max(1) - 1) % count.max(1)),
                Key::PageDown => lit.map_or(0, |lit| (lit + 10).min(last)),
                Key::PageUp => lit.map_or(0, |lit| lit.saturating_sub(10)),
                Key::Enter if modifiers.shift && picker.purpose == Purpose::Link => {
                    intents.push(Intent::TakeAndStay);
                    return false;
                }
                Key::Enter => {
                    intents.push(Intent::Take);
                    return false;
                }
                _ => return true,
            };
            intents.push(Intent::Light(to));
            moved = true;
            false
        });
    });
    moved
}

fn show_row(ui: &mut egui::Ui, (list, place): (&List, Row), picker: &Picker, moved: bool, intents: &mut Vec<Intent>) {
    let index = place.at;
    let Some(item) = picker.items.get(index) else { return };
    let title = match picker.purpose {
        Purpose::Role(_) | Purpose::RoleAcross(..) => format!("{}  {}", index + 1, item.title),
        _ => item.title.clone(),
    };
    let response = row(ui, list, place, &title, &item.detail);
    if place.selected && moved {
        response.scroll_to_me(None);
    }
    if response.clicked() {
        intents.push(Intent::Light(index));
        intents.push(Intent::Take);
    }
}

/// The index that a digit stands for, from 1.
fn number(key: &str) -> Option<usize> {
    let mut letters = key.chars();
    let digit = letters.next().filter(|_| letters.next().is_none())?.to_digit(10)?;
    (digit as usize).checked_sub(1)
}
