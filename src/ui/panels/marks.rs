//! The list of marks: counts by kind, the filter, a card for each mark, and the inspector of the selected mark.

use std::collections::HashSet;

use egui::containers::menu::MenuButton;
use egui::{
    Button, Event, Key, Rect, RichText, Role, ScrollArea, Sense, Stroke, TextEdit, TextStyle, Ui, UiBuilder, WidgetInfo,
};

use crate::app::action::{Field, Intent};
use crate::app::commands;
use crate::app::commands::mark::MARK_AS;
use crate::app::session::Session;
use crate::app::shell::panel::Panel;
use crate::app::state::State;
use crate::model::annotation::{Annotation, Id};
use crate::model::kind::{KINDS, Kind};
use crate::model::listing::{GROUPINGS, ListRow, Listing, MARK_ORDERS};
use crate::model::message::counted;
use crate::storage::settings::Settings;
use crate::ui::announce;
use crate::ui::entry;
use crate::ui::fields::id_of;
use crate::ui::focus;
use crate::ui::icons;
use crate::ui::label;
use crate::ui::list::{List, Row};
use crate::ui::panels::card;
use crate::ui::panels::listed::{Listed, mark_in};
use crate::ui::panels::split::Moved;
use crate::ui::panels::{View, empty, inspector, several, tags};
use crate::ui::roles;
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap, radius};

/// Height of the cards that stay visible above the inspector, in points, where there is room.
const IN_SIGHT: f32 = 220.0;

/// Height of the heading of a group in points.
const HEADING: f32 = 32.0;

/// Maximum share of the panel's height for those cards.
const LIST_SHARE: f32 = 0.4;

/// Shows the list of marks and the inspector.
pub fn show(ui: &mut Ui, state: &State, session: &Session, view: &mut View, intents: &mut Vec<Intent>) {
    counts(ui, session, intents);
    filter(ui, state, session, intents);
    tag_filter(ui, session, intents);
    ui.add_space(gap::TIGHT);
    view.listed.update(session, &state.shell);
    announce::unseen(ui, "marks listed", ui.min_rect(), || match view.listed.listing.mark_count() {
        _ if session.filter.is_empty() => String::new(),
        listed => format!("{listed} of {}", counted(session.set().annotations().len(), "mark", "marks")),
    });
    let several = view.shared.update(session);
    let selected = session.mark();
    let edited = selected.filter(|mark| several > 1 || view.listed.edits(ui, session, &mark.id));
    view.listed.edited = edited.map(|mark| mark.id.clone());
    if let Some(mark) = selected.filter(|_| edited.is_none()) {
        hidden_hint(ui, mark, intents);
    }
    if let Some(mark) = edited {
        let above = IN_SIGHT.min(ui.available_height() * LIST_SHARE);
        let (above, below, moved) =
            view.split.divide(ui, "Height of the editor", state.shell.settings.editor_height, above);
        if let Some(moved) = moved {
            let editor_height = if let Moved::To(height) = moved { Some(height) } else { None };
            intents.push(Intent::Settings(Box::new(Settings { editor_height, ..state.shell.settings.clone() })));
        }
        ui.scope_builder(UiBuilder::new().max_rect(below), |ui| {
            let shown = ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                match several {
                    0 | 1 => inspector::show(ui, state, session, mark, view, intents),
                    _ => several::show(ui, session, view, intents),
                }
                focus::into_view(ui);
            });
            view.split.measured(ui, shown.content_size.y);
        });
        ui.scope_builder(UiBuilder::new().max_rect(above), |ui| list(ui, state, session, view, intents));
    } else {
        list(ui, state, session, view, intents);
    }
}

/// Shows, in place of the inspector, that the filter hides the selected mark.
fn hidden_hint(ui: &mut Ui, mark: &Annotation, intents: &mut Vec<Intent>) {
    let weak = theme::palette(ui.visuals()).weak;
    egui::Panel::bottom("left out").frame(egui::Frame::new()).resizable(false).show(ui, |ui| {
        ui.add_space(gap::LINE);
        ui.horizontal_wrapped(|ui| {
            let words = format!("The filter hides the selected {}", mark.kind.name().to_lowercase());
            ui.label(RichText::new(visible(&words)).color(weak));
            if ui.button("Clear filter").clicked() {
                intents.push(Intent::ClearFilter);
            }
        });
    });
}

fn counts(ui: &mut Ui, session: &Session, intents: &mut Vec<Intent>) {
    let unknown = session.set().counts().map(|(kind, _)| kind.clone()).filter(|kind| kind.row().is_none());
    let mut unknown: Vec<Kind> = unknown.collect();
    unknown.sort();
    let weak = theme::palette(ui.visuals()).weak;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = gap::LINE;
        for kind in KINDS.iter().map(Kind::of).chain(unknown) {
            let listed = !session.filter.hidden.contains(&kind);
            let label = format!("{} {}", kind.name(), session.set().count(&kind));
            let mut title = label::kind_title(ui, &kind, &label);
            if !listed {
                for section in &mut title.sections {
                    section.format.color = weak;
                    section.format.strikethrough = Stroke::new(1.0, weak);
                }
            }
            let button = ui.add(Button::new(title).frame_when_inactive(listed).corner_radius(radius::CHIP));
            button.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, listed, &label));
            let hint = if listed { "Shown: click to hide" } else { "Hidden: click to show" };
            if button.on_hover_text(hint).clicked() {
                intents.push(Intent::FilterKind(kind));
            }
        }
        let discuss = ui.add(Button::new(icons::DISCUSS).selected(session.filter.discuss).corner_radius(radius::CHIP));
        discuss.widget_info(|| {
            WidgetInfo::selected(Role::CheckBox, true, session.filter.discuss, "Only flagged for discussion")
        });
        if discuss.on_hover_text("Show only the marks flagged for discussion").clicked() {
            intents.push(Intent::FilterDiscuss(!session.filter.discuss));
        }
    });
}

fn filter(ui: &mut Ui, state: &State, session: &Session, intents: &mut Vec<Intent>) {
    let line = egui::vec2(ui.available_width(), ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(line, egui::Layout::right_to_left(egui::Align::Center), |ui| {
        order(ui, state, intents);
        let mut words = session.filter.words.clone();
        let field = ui.add(
            TextEdit::singleline(&mut words)
                .id(id_of(Field::Filter))
                .hint_text("Filter by text, speaker or tag")
                .desired_width(ui.available_width()),
        );
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Filter"));
        if let Some(before) = entry::reset(ui, &field, &session.filter.words, &words) {
            words = before;
        }
        if words != session.filter.words {
            intents.push(Intent::FilterWords(words));
        }
        if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            intents.push(Intent::ChooseFirst);
        }
    });
}

/// The menu of orders and groups; its button names what is not the default.
fn order(ui: &mut Ui, state: &State, intents: &mut Vec<Intent>) {
    let (order, grouping) = (state.shell.mark_order, state.shell.grouping);
    let button = Button::new(icons::SORT).selected((order, grouping) != Default::default());
    let (response, _) = MenuButton::from_button(button.frame_when_inactive(false)).ui(ui, |ui| {
        roles::name(ui, "Sort");
        let weak = theme::palette(ui.visuals()).weak;
        ui.label(RichText::new("Sort by").color(weak).small());
        for row in MARK_ORDERS {
            if roles::menu_choice(ui, row.order == order, row.name).clicked() {
                intents.push(Intent::MarkOrder(row.order));
                ui.close();
            }
        }
        ui.separator();
        ui.label(RichText::new("Group").color(weak).small());
        for row in GROUPINGS {
            if roles::menu_choice(ui, row.grouping == grouping, row.name).clicked() {
                intents.push(Intent::Grouping(row.grouping));
                ui.close();
            }
        }
    });
    roles::opens_menu(&response, Role::Button, "Sort and group");
    if !egui::Popup::is_any_open(ui.ctx()) {
        response.on_hover_text("Sort and group the marks");
    }
}

/// The tag that the list is filtered by, as a chip that is dropped by a click.
fn tag_filter(ui: &mut Ui, session: &Session, intents: &mut Vec<Intent>) {
    let Some(tag) = &session.filter.tag else { return };
    let weak = theme::palette(ui.visuals()).weak;
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new("Tagged").color(weak));
        if tags::removable(ui, session, tag, Some("Clear tag filter"), intents) {
            intents.push(Intent::FilterTag(None));
        }
    });
}

fn list(ui: &mut Ui, state: &State, session: &Session, view: &mut View, intents: &mut Vec<Intent>) {
    let listed = &mut view.listed;
    let list = List::new(ui, id_of(Field::Panel(Panel::Marks)), "Marks", listed.listing.len());
    list.takes_several(ui);
    if list.has_focus {
        handle_keys(ui, session, listed, intents);
    }
    if listed.listing.is_empty() {
        if session.set().annotations().is_empty() {
            let about = "The claims, denials and evidence that you mark in the article are listed here";
            let [claim, denial, evidence] = &MARK_AS;
            let commands = [&commands::go::GROW, claim, denial, evidence];
            empty::show(ui, &state.shell.keymap, "No marks yet", about, &commands);
        } else {
            empty::show(ui, &state.shell.keymap, "No marks match the filter", "", &[]);
        }
        return;
    }
    listed.follow(session);
    let cursor = listed.current(session);
    let Listed { rows, listing, .. } = listed;
    let mut clicked = None;
    rows.show(
        ui,
        &list,
        |ui, row, width| match mark_in(listing, session, row) {
            Some(mark) => {
                let (height, card) = card::lay(ui, state, session, mark, width);
                (height, Some(card))
            }
            None => (HEADING, None),
        },
        |ui, row, rect, card| match card {
            Some(card) => {
                if card.paint(ui, (state, session), (&list, row, cursor == Some(row)), rect, intents).clicked() {
                    clicked = Some(row);
                }
            }
            None => clicked = heading(ui, session, (&list, listing), (row, rect), intents).then_some(row).or(clicked),
        },
    );
    listed.scrolled(session);
    if let Some(row) = clicked {
        choose(ui, session, listed, row, intents);
        intents.push(Intent::Focus(Field::Panel(Panel::Marks)));
    }
}

/// Draws the heading of a group: its name and the number of its marks. True if it was clicked.
fn heading(
    ui: &mut Ui,
    session: &Session,
    (list, listing): (&List, &Listing),
    (row, rect): (usize, Rect),
    intents: &mut Vec<Intent>,
) -> bool {
    let Some(ListRow::Group(at)) = listing.row(row) else { return false };
    let Some(group) = listing.groups().get(at as usize) else { return false };
    let palette = theme::palette(ui.visuals());
    let response = ui.interact(rect, egui::Id::unique(("group", at)), Sense::CLICK);
    let count = counted(group.count, "mark", "marks");
    list.option(&response, Row::of(row, false), || format!("Select {}, {count}", visible(&group.label)));
    let middle = rect.bottom() - HEADING / 2.0 + gap::HAIR;
    let count = label::words(ui, &group.count.to_string(), TextStyle::Small, palette.weak, 60.0, 1);
    let room = rect.width() - count.size().x - gap::SECTION;
    let mut left = rect.left() + gap::HAIR;
    let painter = ui.painter();
    if let Some(colour) = group.tag.as_ref().and_then(|tag| session.document.tag_colours().of(tag)) {
        painter.circle_filled(egui::pos2(left + 5.0, middle), 5.0, theme::colour(colour));
        left += 16.0;
    }
    let colour = if response.hovered() { palette.accent } else { palette.text };
    let name = label::words(ui, &group.label, TextStyle::Body, colour, room - left + rect.left(), 1);
    let name_size = name.size();
    name.paint(painter, egui::pos2(left, middle - name_size.y / 2.0));
    let at = egui::pos2(left + name_size.x + gap::USUAL, middle - count.size().y / 2.0);
    count.paint(painter, at);
    let response = response.on_hover_text("Select these marks");
    if let Some(tag) = &group.tag {
        egui::Popup::context_menu(&response).show(|ui| tags::menu(ui, session, tag, intents));
    }
    response.clicked()
}

/// Selects the marks of a group by its heading; the mark in a row alone; with `Ctrl` besides those selected, or no longer; with `Shift` with all between it and
/// the one that was selected first.
fn choose(ui: &Ui, session: &Session, listed: &mut Listed, row: usize, intents: &mut Vec<Intent>) {
    if let Some(ListRow::Group(at)) = listed.listing.row(row) {
        let count = listed.listing.groups().get(at as usize).map_or(0, |group| group.count);
        let ids = listed.between(session, row + 1, row + count);
        intents.extend(listed.choose(session, row + 1, true).map(|first| Intent::ChooseSeveral(ids, first)));
        return;
    }
    let modifiers = clicked_with(ui);
    if modifiers.shift {
        return extend(session, listed, row, intents);
    }
    let Some(id) = listed.choose(session, row, true) else { return };
    if !modifiers.command {
        return intents.push(Intent::Choose(Some(id)));
    }
    let selected = session.focus.mark.clone();
    let mut ids: HashSet<Id> = session.several().cloned().unwrap_or_else(|| selected.iter().cloned().collect());
    if ids.insert(id.clone()) {
        return intents.push(Intent::ChooseSeveral(ids.into_iter().collect(), id));
    }
    ids.remove(&id);
    // The one whose fields are shown stays, unless it is the one taken out.
    let shown = selected.filter(|selected| ids.contains(selected)).or_else(|| ids.iter().min().cloned());
    intents.push(match shown {
        Some(shown) => Intent::ChooseSeveral(ids.into_iter().collect(), shown),
        None => Intent::Choose(None),
    });
}

/// The modifiers of the click in this frame.
pub(in crate::ui) fn clicked_with(ui: &Ui) -> egui::Modifiers {
    let released = |event: &Event| match event {
        Event::PointerButton { pressed: false, modifiers, .. } => Some(*modifiers),
        _ => None,
    };
    ui.input(|input| input.events.iter().rev().find_map(released).unwrap_or(input.modifiers))
}

/// Selects the marks between the one that was selected first and the one in a row.
fn extend(session: &Session, listed: &mut Listed, row: usize, intents: &mut Vec<Intent>) {
    let Some(id) = listed.choose(session, row, false) else { return };
    if session.several().is_none() {
        listed.anchor = session.focus.mark.clone();
    }
    let first = listed.anchor.as_ref().and_then(|anchor| listed.row_of(session, anchor)).unwrap_or(row);
    intents.push(Intent::ChooseSeveral(listed.between(session, first, row), id));
}

/// Handles keys: arrows, `Home` and `End` select a mark, with `Shift` all up to it; `Ctrl+A`
/// selects all listed; `Enter` goes to the article.
fn handle_keys(ui: &mut Ui, session: &Session, listed: &mut Listed, intents: &mut Vec<Intent>) {
    // An empty list keeps the focus: its marks may come back by undo.
    if listed.listing.is_empty() {
        return;
    }
    let current = listed.current(session);
    let last = listed.listing.len() - 1;
    let first = if listed.mark(session, 0).is_some() { Some(0) } else { listed.next(0, true) };
    if ui.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, Key::A)) {
        let shown = current.or(first).and_then(|row| listed.choose(session, row, true));
        let ids = listed.between(session, 0, last);
        return intents.extend(shown.map(|shown| Intent::ChooseSeveral(ids, shown)));
    }
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    let next = match current {
        _ if pressed(Key::Home) => first,
        _ if pressed(Key::End) => Some(last),
        Some(row) if pressed(Key::ArrowDown) => listed.next(row, true),
        Some(row) if pressed(Key::ArrowUp) => listed.next(row, false),
        None if pressed(Key::ArrowDown) || pressed(Key::ArrowUp) => {
            let command = if pressed(Key::ArrowDown) { &commands::go::NEXT_MARK } else { &commands::go::PREVIOUS_MARK };
            return intents.push(Intent::Run(command));
        }
        _ if pressed(Key::Enter) => return intents.push(Intent::Focus(Field::Article)),
        _ => None,
    };
    let Some(next) = next else { return };
    if ui.input(|input| input.modifiers.shift) {
        extend(session, listed, next, intents);
    } else {
        intents.extend(listed.choose(session, next, true).map(|id| Intent::Choose(Some(id))));
    }
}
