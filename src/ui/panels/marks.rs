//! The list of marks: counts by kind, the filter, a card for each mark, and the inspector of the selected mark.

use egui::{
    Button, Id, Key, RichText, Role, ScrollArea, Sense, Stroke, TextEdit, TextStyle, Ui, UiBuilder, WidgetInfo,
};

use crate::app::action::{Field, Intent};
use crate::app::commands;
use crate::app::commands::mark::MARK_AS;
use crate::app::session::Session;
use crate::app::shell::context_menu::Thing;
use crate::app::shell::panel::Panel;
use crate::app::state::State;
use crate::model::annotation::{Annotation, Id as MarkId};
use crate::model::kind::{KINDS, Kind};
use crate::model::query::{Filter, quote_line};
use crate::storage::settings::Settings;
use crate::ui::context_menu::{keyed, pointed};
use crate::ui::entry;
use crate::ui::icons;
use crate::ui::label;
use crate::ui::panels::split::Moved;
use crate::ui::panels::{View, empty, id_of, inspector};
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap, radius};

/// Height of a card in points, with the gap below it.
const CARD: f32 = 78.0;

/// Minimum number of visible cards, whatever the height of the inspector.
const IN_SIGHT: f32 = 2.5;

/// Maximum share of the panel's height for those cards.
const LIST_SHARE: f32 = 0.4;

/// Gap between cards in points.
const GAP: f32 = 6.0;

/// The listed marks, cached until the set or the filter changes.
#[derive(Default)]
pub struct Listed {
    of: Option<(u64, Filter)>,
    /// Indices in the set; `None` for all.
    positions: Option<Vec<usize>>,
    /// The selected mark last scrolled to.
    shown: Option<MarkId>,
    /// The mark shown in the inspector in the last frame.
    edited: Option<MarkId>,
}

impl Listed {
    fn update(&mut self, session: &Session, filter: &Filter) {
        let now = (session.set().generation(), filter);
        if self.of.as_ref().is_some_and(|(generation, old)| (*generation, old) == now) {
            return;
        }
        self.positions = (!filter.is_empty()).then(|| filter.positions(session.set(), session.text()));
        self.of = Some((now.0, filter.clone()));
    }

    fn len(&self, session: &Session) -> usize {
        self.positions.as_ref().map_or(session.set().annotations().len(), Vec::len)
    }

    fn get<'a>(&self, session: &'a Session, index: usize) -> Option<&'a Annotation> {
        let position = match &self.positions {
            Some(positions) => *positions.get(index)?,
            None => index,
        };
        session.set().annotations().get(position).map(AsRef::as_ref)
    }

    /// True if a mark is shown in the inspector: it is listed, or its fields are being edited, which may take it off
    /// the list.
    fn edits(&self, ui: &Ui, session: &Session, id: &MarkId) -> bool {
        let focused = ui.memory(|memory| memory.focused());
        let typing = ui.ctx().text_edit_focused() && focused != Some(id_of(Field::Filter));
        self.index_of(session, id).is_some() || (typing && self.edited.as_ref() == Some(id))
    }

    fn index_of(&self, session: &Session, id: &MarkId) -> Option<usize> {
        let position = session.set().position(id)?;
        match &self.positions {
            Some(positions) => positions.binary_search(&position).ok(),
            None => Some(position),
        }
    }
}

/// Shows the list of marks and the inspector.
pub fn show(ui: &mut Ui, state: &State, session: &Session, view: &mut View, intents: &mut Vec<Intent>) {
    counts(ui, state, session, intents);
    filter(ui, state, intents);
    ui.add_space(gap::TIGHT);
    view.listed.update(session, &state.shell.filter);
    let selected = session.mark();
    let edited = selected.filter(|mark| view.listed.edits(ui, session, &mark.id));
    view.listed.edited = edited.map(|mark| mark.id.clone());
    if let Some(mark) = selected.filter(|_| edited.is_none()) {
        hidden_hint(ui, mark, intents);
    }
    if let Some(mark) = edited {
        let cards = CARD * (session.set().annotations().len() as f32).min(IN_SIGHT);
        let above = cards.min(ui.available_height() * LIST_SHARE);
        let (above, below, moved) =
            view.split.divide(ui, "Height of the editor", state.shell.settings.editor_height, above);
        if let Some(moved) = moved {
            let editor_height = if let Moved::To(height) = moved { Some(height) } else { None };
            intents.push(Intent::Settings(Box::new(Settings { editor_height, ..state.shell.settings.clone() })));
        }
        ui.scope_builder(UiBuilder::new().max_rect(below), |ui| {
            let shown = ScrollArea::vertical()
                .auto_shrink(false)
                .show(ui, |ui| inspector::show(ui, session, mark, view, intents));
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

fn counts(ui: &mut Ui, state: &State, session: &Session, intents: &mut Vec<Intent>) {
    let unknown = session.set().counts().map(|(kind, _)| kind.clone()).filter(|kind| kind.row().is_none());
    let mut unknown: Vec<Kind> = unknown.collect();
    unknown.sort();
    let weak = theme::palette(ui.visuals()).weak;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = gap::LINE;
        for kind in KINDS.iter().map(Kind::of).chain(unknown) {
            let listed = !state.shell.filter.hidden.contains(&kind);
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
        let discuss =
            ui.add(Button::new(icons::DISCUSS).selected(state.shell.filter.discuss).corner_radius(radius::CHIP));
        discuss.widget_info(|| {
            WidgetInfo::selected(Role::CheckBox, true, state.shell.filter.discuss, "Only flagged for discussion")
        });
        if discuss.on_hover_text("Show only the marks flagged for discussion").clicked() {
            intents.push(Intent::FilterDiscuss(!state.shell.filter.discuss));
        }
    });
}

fn filter(ui: &mut Ui, state: &State, intents: &mut Vec<Intent>) {
    let mut words = state.shell.filter.words.clone();
    let field = ui.add(
        TextEdit::singleline(&mut words)
            .id(id_of(Field::Filter))
            .hint_text("Filter by text, speaker or tag")
            .desired_width(f32::INFINITY),
    );
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Filter"));
    if let Some(before) = entry::reset(ui, &field, &state.shell.filter.words, &words) {
        words = before;
    }
    if words != state.shell.filter.words {
        intents.push(Intent::FilterWords(words));
    }
    if field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        intents.push(Intent::ChooseFirst);
    }
}

fn list(ui: &mut Ui, state: &State, session: &Session, view: &mut View, intents: &mut Vec<Intent>) {
    let count = view.listed.len(session);
    if count == 0 {
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
    handle_arrows(ui, intents);
    let selected = session.focus.mark.as_ref();
    let mut area = ScrollArea::vertical().id_salt("mark list").auto_shrink(false);
    if let Some(index) =
        selected.filter(|_| view.listed.shown.as_ref() != selected).and_then(|id| view.listed.index_of(session, id))
    {
        let centred = index as f32 * CARD - (ui.available_height() - CARD) / 2.0;
        area = area.vertical_scroll_offset(centred.clamp(0.0, (count as f32 * CARD - ui.available_height()).max(0.0)));
    }
    view.listed.shown = selected.cloned();
    let by_key = ui.memory(|memory| memory.has_focus(id_of(Field::Panel(Panel::Marks))));
    ui.spacing_mut().item_spacing.y = 0.0;
    area.show_rows(ui, CARD, count, |ui, rows| {
        for index in rows {
            if let Some(mark) = view.listed.get(session, index) {
                let rect = card(ui, session, mark, selected == Some(&mark.id), intents);
                if by_key && selected == Some(&mark.id) {
                    intents.extend(keyed(ui.ctx(), rect, || Some(Thing::Mark(mark.id.clone()))));
                }
            }
        }
    });
}

/// Handles the arrow keys while the list has the focus.
fn handle_arrows(ui: &mut Ui, intents: &mut Vec<Intent>) {
    let id = id_of(Field::Panel(Panel::Marks));
    let focus = ui.interact(ui.available_rect_before_wrap(), id, Sense::focusable_noninteractive());
    focus.widget_info(|| WidgetInfo::labeled(Role::List, true, "Marks"));
    if !focus.has_focus() {
        return;
    }
    let filter = egui::EventFilter { vertical_arrows: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    for (key, command) in [(Key::ArrowDown, &commands::go::NEXT_MARK), (Key::ArrowUp, &commands::go::PREVIOUS_MARK)] {
        if ui.input(|input| input.key_pressed(key)) {
            intents.push(Intent::Run(command));
        }
    }
}

fn card(ui: &mut Ui, session: &Session, mark: &Annotation, selected: bool, intents: &mut Vec<Intent>) -> egui::Rect {
    let dark = ui.visuals().dark_mode;
    let palette = theme::palette(ui.visuals());
    let look = theme::look(mark.kind.look(), dark);
    let (outer, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), CARD), Sense::hover());
    let rect = outer.with_max_y(outer.bottom() - GAP).shrink2(egui::vec2(1.0, 0.0));
    let response = ui.interact(rect, Id::unique(("card", mark.id.as_str())), Sense::click_and_drag());
    intents.extend(pointed(&response, || Thing::Mark(mark.id.clone())));
    response.dnd_set_drag_payload(mark.id.clone());
    let other = |from: &MarkId| *from != mark.id;
    let dropped = response.dnd_release_payload::<MarkId>().filter(|from| other(from));
    intents.extend(dropped.map(|from| Intent::LinkTo(MarkId::clone(&from), mark.id.clone())));
    let target = response.dnd_hover_payload::<MarkId>().is_some_and(|from| other(&from));
    if egui::DragAndDrop::has_payload_of_type::<MarkId>(ui.ctx()) {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Alias);
    }
    let quote = quote_line(mark, session.text());
    let speaker = visible(label::speaker(mark));
    response.widget_info(|| {
        let status = if mark.is_changed() { ", changed" } else { "" };
        let label = format!("{}{status}: {quote}", visible(&label::attributed(mark.kind.name(), mark)));
        WidgetInfo::selected(Role::Button, true, selected, label)
    });
    if response.clicked() {
        intents.push(Intent::Choose(Some(mark.id.clone())));
    }

    let line = theme::colour(look.line);
    let fill = if selected || response.hovered() { palette.raised } else { palette.card };
    let stroke = if selected || target { Stroke::new(1.5, palette.accent) } else { Stroke::new(1.0, palette.line) };
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    painter.rect(rect, 6.0, fill, stroke, egui::StrokeKind::Inside);
    painter.rect_filled(
        rect.with_max_x(rect.left() + 4.0),
        egui::CornerRadius { nw: radius::CARD, sw: radius::CARD, ..Default::default() },
        line,
    );

    let inner = rect.shrink2(egui::vec2(12.0, 8.0));
    let mut badges = String::new();
    if mark.discuss {
        badges.push_str(&format!("{}  ", icons::DISCUSS));
    }
    if !mark.note.is_empty() {
        badges.push_str(&format!("{}  ", icons::NOTE));
    }
    let links = session.set().relations_of(&mark.id).len();
    if links > 0 {
        badges.push_str(&format!("{} {links}  ", icons::LINK));
    }
    if mark.is_lost() {
        badges.push_str("lost");
    } else if mark.is_changed() {
        badges.push_str("changed");
    }
    let badges = label::galley(
        ui,
        badges.trim(),
        TextStyle::Small,
        match () {
            () if mark.is_lost() => palette.error,
            () if mark.is_changed() => palette.warning,
            () => palette.weak,
        },
        inner.width() * 0.4,
        1,
    );
    let room = inner.width() - badges.size().x - 8.0;
    let mut head = label::kind_title(ui, &mark.kind, mark.kind.name());
    let font = TextStyle::Body.resolve(ui.style());
    let by = if mark.speaker.is_some() { palette.text } else { palette.weak };
    head.append(&format!("· {}", label::line(&speaker)), 5.0, egui::TextFormat::simple(font, by));
    head.wrap = egui::text::TextWrapping::truncate_at_width(room);
    let head = ui.fonts_mut(|fonts| fonts.layout_job(head));
    painter.galley(inner.min, head, palette.text);
    painter.galley(egui::pos2(inner.right() - badges.size().x, inner.top() + 2.0), badges, palette.weak);
    let words = label::galley(ui, &quote, TextStyle::Small, palette.weak, inner.width(), 2);
    painter.galley(egui::pos2(inner.left(), inner.top() + 23.0), words, palette.weak);
    rect
}
