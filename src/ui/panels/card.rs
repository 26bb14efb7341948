//! A card of the list of marks: kind, speaker, quotation, note, tags and links of one mark.

use egui::{Align2, Color32, CornerRadius, Id, Rect, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo};

use crate::app::action::Intent;
use crate::app::session::Session;
use crate::app::shell::context_menu::Thing;
use crate::app::shell::picker::verb;
use crate::app::state::State;
use crate::model::annotation::{Annotation, Id as MarkId, Relation};
use crate::model::query::{quote_line, quote_start};
use crate::ui::context_menu::{asked, keyed, pointed};
use crate::ui::dragged::{DraggedMark, dropped};
use crate::ui::icons;
use crate::ui::label::{self, NOBODY};
use crate::ui::list::{List, Row};
use crate::ui::panels::across::{Across, across, speaker};
use crate::ui::panels::chip::Chip;
use crate::ui::panels::tags;
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap, radius};
use crate::ui::typeset::Label;

/// Gap between cards in points.
const GAP: f32 = gap::LINE;

/// Padding of a card in points.
const PADDING: egui::Vec2 = egui::vec2(gap::WIDE, gap::USUAL);

/// Gap between the lines of a card in points.
const LEADING: f32 = gap::TIGHT;

/// Rows of the quotation of a card that is not selected.
const ROWS: usize = 2;

/// Most rows of the quotation of the selected card.
const WHOLE: usize = 40;

/// Most characters of the quotation of the selected card.
const LONGEST: usize = 4000;

/// Least height of what is clicked, in points.
const TARGET: f32 = 24.0;

/// Most links listed on a card.
const LINKS: usize = 3;

/// A card that was laid out.
pub struct Card<'a> {
    mark: &'a Annotation,
    chosen: Chosen,
    head: Label,
    badge: Label,
    words: Label,
    note: Option<Label>,
    chips: Vec<(&'a str, Chip)>,
    links: Vec<(Linked<'a>, Label)>,
    more: Option<Label>,
}

/// A link of a mark, in its article or with another one.
enum Linked<'a> {
    Here(&'a Relation),
    There(Across<'a>),
}

/// The selection of a card.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// It is not selected.
    No,
    /// It is the selected mark.
    Yes,
    /// It is one of several selected marks: the one whose place is shown.
    First,
    /// It is another one of them.
    Also,
}

fn chosen_as(session: &Session, mark: &Annotation) -> Chosen {
    let is_selected = session.focus.mark.as_ref() == Some(&mark.id);
    match session.several() {
        None if is_selected => Chosen::Yes,
        Some(_) if is_selected => Chosen::First,
        Some(several) if several.contains(&mark.id) => Chosen::Also,
        _ => Chosen::No,
    }
}

/// Lays a card out for a width; returns its height with the gap below it.
pub fn lay<'a>(
    ui: &mut Ui,
    state: &'a State,
    session: &'a Session,
    mark: &'a Annotation,
    width: f32,
) -> (f32, Card<'a>) {
    let palette = theme::palette(ui.visuals());
    let room = width - 2.0 * PADDING.x;
    let chosen = chosen_as(session, mark);
    // Secondary words on the fill of a selection need more contrast.
    let faint = if matches!(chosen, Chosen::First | Chosen::Also) { palette.text } else { palette.weak };
    let (status, colour) = match () {
        () if mark.is_lost() => ("lost", palette.error),
        () if mark.is_changed() => ("changed", palette.warning),
        () => ("", faint),
    };
    let discuss = if mark.discuss { icons::DISCUSS } else { "" };
    let badge = label::words(ui, format!("{discuss}  {status}").trim(), TextStyle::Small, colour, room * 0.4, 1);
    let mut head = label::kind_title(ui, &mark.kind, mark.kind.name());
    let font = TextStyle::Body.resolve(ui.style());
    let by = if mark.speaker.is_some() { palette.text } else { faint };
    let said = speaker(state.project.as_ref(), session, mark);
    head.append(&format!("· {}", said.as_deref().unwrap_or(NOBODY)), 5.0, egui::TextFormat::simple(font, by));
    head.wrap = egui::text::TextWrapping::truncate_at_width(room - badge.size().x - 8.0);
    let head = label::of(ui.ctx(), &head);
    let whole = matches!(chosen, Chosen::Yes | Chosen::First);
    let words = if whole {
        let words: String = quote_line(mark, session.text()).chars().take(LONGEST).collect();
        label::words(ui, &words, TextStyle::Small, palette.text, room, WHOLE)
    } else {
        // More characters than two rows hold.
        let words = quote_start(mark, session.text(), 300);
        label::words(ui, &words, TextStyle::Small, faint, room, ROWS)
    };
    let note = (!mark.note.is_empty()).then(|| {
        let line = mark.note.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        label::words(ui, &format!("{} {line}", icons::NOTE), TextStyle::Small, palette.text, room, 1)
    });
    let chips = chips(ui, session, mark, room);
    let here = session.set().relations_of(&mark.id).iter().map(|link| Linked::Here(link));
    let there = across(state.project.as_ref(), session, mark);
    let count = here.len() + there.len();
    let shown = if count > LINKS { LINKS - 1 } else { count };
    let links = here.chain(there.into_iter().map(Linked::There)).take(shown);
    let links = links.map(|link| {
        let line = link_line(ui, session, (mark, &link), faint, room);
        (link, line)
    });
    let links = links.collect();
    let more = (count > shown).then(|| {
        let words = format!("and {} more links", count - shown);
        label::words(ui, &words, TextStyle::Small, faint, room, 1)
    });
    let card = Card { mark, chosen, head, badge, words, note, chips, links, more };
    (card.height() + GAP, card)
}

/// The tags that fit in one row, each as a chip, and `+2` for the others.
fn chips<'a>(ui: &Ui, session: &Session, mark: &'a Annotation, room: f32) -> Vec<(&'a str, Chip)> {
    let colours = session.document.tag_colours();
    let mut chips: Vec<(&str, Chip)> = Vec::new();
    let mut left = room;
    for (at, tag) in mark.tags.iter().enumerate() {
        let chip = Chip::new(ui, tag, colours.of(tag), room * 0.6);
        let width = chip.size().x + LEADING;
        let is_last = at + 1 == mark.tags.len();
        if !chips.is_empty() && left < width + if is_last { 0.0 } else { 36.0 } {
            let rest = format!("+{}", mark.tags.len() - at);
            chips.push(("", Chip::new(ui, &rest, None, room)));
            break;
        }
        left -= width;
        chips.push((tag, chip));
    }
    chips
}

/// "rebuts ● the other end's words".
fn link_line(
    ui: &Ui,
    session: &Session,
    (mark, link): (&Annotation, &Linked<'_>),
    colour: Color32,
    room: f32,
) -> Label {
    let words = spoken(session, mark, link, 120);
    let outgoing = match link {
        Linked::Here(link) => link.from == mark.id,
        Linked::There(link) => link.outgoing,
    };
    let arrow = if outgoing { icons::TO } else { icons::FROM };
    label::words(ui, &format!("{arrow} {words}"), TextStyle::Small, colour, room, 1)
}

/// The mark at the other end of a link.
fn other_end<'a>(mark: &Annotation, link: &'a Relation) -> &'a MarkId {
    if link.from == mark.id { &link.to } else { &link.from }
}

/// A link from a mark's side, with about `length` characters of its other end.
fn spoken(session: &Session, mark: &Annotation, link: &Linked<'_>, length: usize) -> String {
    let link = match link {
        Linked::Here(link) => link,
        Linked::There(link) => return format!("{} {}", link.verb(), link.words(length)),
    };
    let end = session.set().get(other_end(mark, link)).map_or_else(
        || "a missing mark".to_owned(),
        |end| format!("{} {}", end.kind.look().glyph, quote_start(end, session.text(), length)),
    );
    format!("{} {end}", verb(link, &mark.id))
}

impl Card<'_> {
    fn height(&self) -> f32 {
        let line = |label: &Label| label.size().y + LEADING;
        let chips = self.chips.first().map_or(0.0, |(_, chip)| chip.size().y + LEADING);
        let links: f32 = self.links.iter().map(|(_, words)| words.size().y.max(TARGET)).sum();
        let lines = line(&self.words) + self.note.as_ref().map_or(0.0, line) + chips + links;
        2.0 * PADDING.y + self.head.size().y + lines + self.more.as_ref().map_or(0.0, line)
    }

    /// Paints the card; returns its response.
    pub fn paint(
        self,
        ui: &mut Ui,
        (state, session): (&State, &Session),
        (list, row, lit): (&List, usize, bool),
        rect: Rect,
        intents: &mut Vec<Intent>,
    ) -> egui::Response {
        let palette = theme::palette(ui.visuals());
        let (mark, chosen) = (self.mark, self.chosen);
        let rect = rect.with_max_y(rect.bottom() - GAP).shrink2(egui::vec2(1.0, 0.0));
        // A mark with several tags is in several groups.
        let id = Id::unique(("card", mark.id.as_str(), row));
        let response = ui.interact(rect, id, Sense::CLICK | Sense::DRAG);
        intents.extend(pointed(&response, || Thing::Mark(mark.id.clone())));
        if list.has_focus && lit {
            intents.extend(keyed(ui.ctx(), rect, || Some(Thing::Mark(mark.id.clone()))));
        }
        response.dnd_set_drag_payload(DraggedMark { session: session.id, mark: mark.id.clone() });
        let link = |from: &DraggedMark| dropped(state, from, session, &mark.id);
        intents.extend(response.dnd_release_payload::<DraggedMark>().and_then(|from| link(&from)));
        let target = response.dnd_hover_payload::<DraggedMark>().is_some_and(|from| link(&from).is_some());
        if egui::DragAndDrop::has_payload_of_type::<DraggedMark>(ui.ctx()) {
            ui.ctx().set_cursor_icon(egui::CursorIcon::Alias);
        }
        let row = Row { at: row, selected: chosen != Chosen::No, lit };
        list.option(&response, row, || {
            let status = if mark.is_changed() { ", changed" } else { "" };
            let quote = quote_line(mark, session.text());
            let said = speaker(state.project.as_ref(), session, mark);
            format!("{}{status}: {quote}", visible(&label::by(mark.kind.name(), said.as_deref())))
        });
        let more = [(mark.is_lost(), "lost"), (mark.discuss, "flagged for discussion")];
        let more: Vec<&str> = more.into_iter().filter_map(|(is, words)| is.then_some(words)).collect();
        if !more.is_empty() {
            ui.ctx().accesskit_node_builder(id, |node| node.set_description(more.join(", ")));
        }

        let fill = match chosen {
            Chosen::No if response.hovered() => palette.raised,
            Chosen::No => palette.card,
            Chosen::Yes => palette.raised,
            Chosen::First | Chosen::Also => palette.selection,
        };
        let stroke = match chosen {
            Chosen::No if !target => Stroke::new(1.0, palette.line),
            Chosen::Also => Stroke::new(1.0, palette.accent),
            // The accent is the focus.
            Chosen::First => Stroke::new(2.5, palette.weak),
            Chosen::Yes => Stroke::new(1.5, palette.weak),
            Chosen::No => Stroke::new(1.5, palette.accent),
        };
        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        painter.rect(rect, radius::CARD, fill, stroke, StrokeKind::Inside);
        list.ring(ui, rect, row);
        let line = theme::colour(theme::look(mark.kind.look(), palette.dark).line);
        let stripe = CornerRadius { nw: radius::CARD, sw: radius::CARD, ..Default::default() };
        painter.rect_filled(rect.with_max_x(rect.left() + 4.0), stripe, line);

        let inner = rect.shrink2(PADDING);
        self.head.paint(&painter, inner.min);
        let at = Align2::RIGHT_TOP.anchor_size(inner.right_top() + egui::vec2(0.0, 2.0), self.badge.size()).min;
        self.badge.paint(&painter, at);
        let mut at = inner.left_top() + egui::vec2(0.0, self.head.size().y + LEADING);
        let words_height = self.words.size().y;
        self.words.paint(&painter, at);
        at.y += words_height + LEADING;
        if let Some(note) = self.note {
            let height = note.size().y;
            note.paint(&painter, at);
            at.y += height + LEADING;
        }
        let mut left = at.x;
        for (tag, chip) in &self.chips {
            let rect = Rect::from_min_size(egui::pos2(left, at.y), chip.size());
            let hovered = !tag.is_empty() && {
                let target = rect.expand2(egui::vec2(0.0, (TARGET - rect.height()) / 2.0));
                let response = ui.interact(target, response.id.with(("tag", *tag)), Sense::CLICK);
                let label = format!("Show marks tagged {}", visible(tag));
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
                let response = label::tip(response, &[&label]);
                egui::Popup::context_menu(&response).show(|ui| tags::menu(ui, session, tag, intents));
                if response.clicked() {
                    intents.push(Intent::FilterTag(Some((*tag).to_owned())));
                }
                response.hovered()
            };
            chip.paint(&painter, palette, rect, hovered);
            left += chip.size().x + LEADING;
        }
        at.y += self.chips.first().map_or(0.0, |(_, chip)| chip.size().y + LEADING);
        for (link, line) in self.links {
            let height = line.size().y.max(TARGET);
            let rect = Rect::from_min_size(at, egui::vec2(inner.width(), height));
            let place = at + egui::vec2(0.0, (height - line.size().y) / 2.0);
            let (key, thing) = match &link {
                Linked::Here(link) => (("link", link.id.as_str()), Thing::Link(link.id.clone())),
                Linked::There(link) => (("across", link.item.id.as_str()), Thing::LinkAcross(link.item.id.clone())),
            };
            let response = ui.interact(rect, response.id.with(key), Sense::CLICK);
            intents.extend(asked(&response, || thing.clone()));
            let words = || visible(&spoken(session, mark, &link, LONGEST)).into_owned();
            response
                .widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Follow: {}", label::spoken(&words()))));
            let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
            if response.hovered() {
                line.in_colour(palette.accent).paint(&painter, place);
            } else {
                line.paint(&painter, place);
            }
            if response.on_hover_ui(|ui| label::in_tip(ui, &words())).clicked() {
                intents.push(match &link {
                    Linked::Here(link) => Intent::Choose(Some(other_end(mark, link).clone())),
                    Linked::There(link) => link.follow(),
                });
            }
            at.y += height;
        }
        if let Some(more) = self.more {
            more.paint(&painter, at);
        }
        response
    }
}
