//! The statements on a timeline: cards in the colours of their kinds, and the links of one of them.

use egui::epaint::CubicBezierShape;
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Align2, Color32, FontId, Id, Painter, Pos2, Rect, Response, Role, Sense, Shape, Stroke, StrokeKind, TextStyle,
    Tooltip, Ui, pos2, vec2,
};

use crate::app::action::Field;
use crate::model::annotation::Annotation;
use crate::model::document::Document;
use crate::model::project::overview::Overview;
use crate::model::project::people::People;
use crate::model::project::timeline::{Event, Timeline};
use crate::model::query::quote_start;
use crate::ui::fields::id_of;
use crate::ui::hover::{self, Card};
use crate::ui::label;
use crate::ui::project::timeline::plot::{Level, Plot, x};
use crate::ui::project::timeline::scale::Scale;
use crate::ui::roles;
use crate::ui::symbols::visible;
use crate::ui::theme::{self, Palette, gap, radius};
use crate::ui::tooltip;
use crate::ui::typeset::Label;

/// Width of the bar at the date in points.
const BAR: f32 = 3.0;

/// Characters of the words on a card, and for assistive technologies.
const CHARACTERS: (usize, usize) = (160, 1500);

/// Width of a tooltip in points.
const TOOLTIP: f32 = 340.0;

/// Size of the head of an arrow in points.
const HEAD: f32 = 8.0;

/// The things that are drawn.
pub struct Scene<'a> {
    /// The overview that the timeline is of.
    pub overview: &'a Overview,
    /// The speakers.
    pub people: &'a People,
    /// The statements.
    pub timeline: &'a Timeline,
    /// The visible part of time.
    pub scale: &'a Scale,
    /// The places of the cards.
    pub plot: &'a Plot,
    /// The distance that the lanes are scrolled by.
    pub top: f32,
    /// The place of the cards on the screen.
    pub area: Rect,
    /// True if the cards need not name their speakers.
    pub one_speaker: bool,
    /// The colours.
    pub palette: &'static Palette,
}

impl Scene<'_> {
    /// The place of a card on the screen.
    fn rect(&self, at: usize) -> Option<Rect> {
        let event = self.timeline.events.get(at)?;
        let place = pos2(x(self.scale, event), self.plot.y(self.timeline, at) - self.top);
        let level = self.plot.level();
        Some(Rect::from_min_size(self.area.min + place.to_vec2(), vec2(level.width(), level.height())))
    }

    /// The name of the speaker of a statement.
    fn speaker(&self, event: &Event) -> Option<&str> {
        self.people.speaker(event.place).map(|person| person.name.as_str())
    }

    fn mark(&self, event: &Event) -> Option<(&Annotation, &Document)> {
        self.overview.mark(event.place).map(|(mark, document)| (&**mark, document))
    }
}

/// Draws the visible cards; returns the one under the pointer.
pub fn draw(ui: &mut Ui, scene: &Scene<'_>, response: &Response, selected: Option<usize>) -> Option<usize> {
    let visible: Vec<(usize, Rect)> = (0..scene.timeline.events.len())
        .filter_map(|at| Some((at, scene.rect(at)?)))
        .filter(|(_, rect)| rect.intersects(scene.area))
        .collect();
    let pointer = response.hover_pos().filter(|place| scene.area.contains(*place));
    let hovered = pointer.and_then(|place| visible.iter().find(|(_, rect)| rect.contains(place)).map(|(at, _)| *at));
    let painter = ui.painter_at(scene.area);
    for (at, rect) in &visible {
        let event = &scene.timeline.events[*at];
        let Some((mark, document)) = scene.mark(event) else { continue };
        let is_selected = selected == Some(*at);
        card(ui, &painter, scene, event, (mark, document), *rect, (is_selected, hovered == Some(*at)));
        let id = Id::unique(("timeline event", *at));
        let node = roles::within(ui, id_of(Field::ProjectView), |ui| {
            ui.interact(rect.intersect(scene.area), id, Sense::hover())
        });
        let name = spoken(scene, event, mark, document);
        roles::one_of(&node, Role::ListBoxOption, is_selected, name);
        ui.ctx().accesskit_node_builder(id, |node| node.set_position_in_set(*at));
        if is_selected {
            roles::act_on(&node, id_of(Field::ProjectView));
        }
    }
    if let Some(at) = hovered.or(selected) {
        ties(&painter, scene, at);
    }
    if let Some((at, rect)) = tooltip::kept(ui.ctx(), response.id, hovered).and_then(|at| Some((at, scene.rect(at)?)))
        && let Some((mark, document)) = scene.mark(&scene.timeline.events[at])
    {
        let speaker = scene.speaker(&scene.timeline.events[at]).map(str::to_owned);
        let card = Card { quoted: true, speaker, ..Card::of(document, mark) };
        let mut tooltip = Tooltip::for_enabled(response).gap(gap::LINE).width(TOOLTIP);
        tooltip.popup = tooltip.popup.anchor(rect);
        let from = origin(scene.overview, &scene.timeline.events[at]);
        tooltip.show(|ui| {
            hover::contents(ui, &card);
            label::row(ui, &from, TextStyle::Small, scene.palette.weak, Sense::hover());
        });
    }
    hovered
}

/// Draws one card.
fn card(
    ui: &Ui,
    painter: &Painter,
    scene: &Scene<'_>,
    event: &Event,
    (mark, document): (&Annotation, &Document),
    rect: Rect,
    (selected, hovered): (bool, bool),
) {
    let palette = scene.palette;
    let look = theme::look(mark.kind.look(), palette.dark);
    let (line, fill) = (theme::colour(look.line), theme::colour(look.fill));
    let level = scene.plot.level();
    // A date that is not exact is a bar over all the days that it may be.
    if let Some(date) = event.date.filter(|date| date.last_day() > date.first_day()) {
        let (from, to) = (scene.scale.x(date.first_day()), scene.scale.x(date.last_day() + 1));
        let left = scene.area.left();
        let bar = Rect::from_min_max(pos2(left + from, rect.top() - 3.0), pos2(left + to, rect.top()));
        painter.rect_filled(bar, 1.0, line.gamma_multiply(0.45));
    }
    if level == Level::Dot {
        painter.rect_filled(rect, radius::SMALL, fill);
        let glyph = mark.kind.look().glyph;
        painter.text(rect.center(), Align2::CENTER_CENTER, glyph, FontId::proportional(12.0), line);
    } else {
        painter.rect_filled(rect, radius::SMALL, fill);
        painter.rect_filled(rect.with_max_x(rect.left() + BAR), radius::SMALL, line);
    }
    if selected || hovered {
        let stroke = Stroke::new(if selected { 2.0 } else { 1.0 }, if selected { palette.accent } else { line });
        painter.rect_stroke(rect, radius::SMALL, stroke, StrokeKind::Inside);
    }
    let inner = Rect::from_min_max(rect.min + vec2(BAR + gap::LINE, gap::TIGHT), rect.max - vec2(gap::LINE, 3.0));
    let text = &document.article().text;
    match level {
        Level::Full => {
            let head = head(scene.speaker(event), document, scene.one_speaker);
            let head = glyphed(ui, mark, &head, palette, inner.width());
            let below = inner.top() + head.size().y + gap::HAIR;
            head.paint(painter, inner.min);
            let quote = quote_start(mark, text, CHARACTERS.0);
            let words = label::words(ui, &quote, TextStyle::Small, palette.text, inner.width(), 2);
            words.paint(painter, pos2(inner.left(), below));
        }
        Level::Brief => {
            let quote = quote_start(mark, text, CHARACTERS.0);
            let words = glyphed(ui, mark, &quote, palette, inner.width());
            words.paint(painter, pos2(inner.left(), rect.center().y - words.size().y / 2.0));
        }
        Level::Dot => {}
    }
}

/// The speaker and the site of a statement; of a timeline of one speaker the site alone.
fn head(speaker: Option<&str>, document: &Document, one_speaker: bool) -> String {
    let article = document.article();
    let who = speaker.unwrap_or(label::NOBODY);
    match (one_speaker, article.site()) {
        (true, "") => article.name(),
        (true, site) => site.to_owned(),
        (false, "") => who.to_owned(),
        (false, site) => format!("{who} · {site}"),
    }
}

/// The glyph of a mark in its colour, then words, on one line.
fn glyphed(ui: &Ui, mark: &Annotation, words: &str, palette: &Palette, width: f32) -> Label {
    let font = TextStyle::Small.resolve(ui.style());
    let line = theme::colour(theme::look(mark.kind.look(), palette.dark).line);
    let mut job = LayoutJob::default();
    job.append(mark.kind.look().glyph, 0.0, TextFormat::simple(font.clone(), line));
    job.append(words, gap::TIGHT, TextFormat::simple(font, palette.text));
    job.wrap = TextWrapping::truncate_at_width(width);
    label::of(ui.ctx(), &job)
}

/// The site and the date of a statement.
fn origin(overview: &Overview, event: &Event) -> String {
    let article = overview.entry(event.place).map(|entry| entry.document.article());
    let name = article.map(|article| match article.site() {
        "" => article.name(),
        site => site.to_owned(),
    });
    let date = event.date.map_or_else(|| "no date".to_owned(), |date| date.spelled());
    name.into_iter().chain([date]).collect::<Vec<_>>().join(" · ")
}

/// A statement for assistive technologies.
fn spoken(scene: &Scene<'_>, event: &Event, mark: &Annotation, document: &Document) -> String {
    let quote = quote_start(mark, &document.article().text, CHARACTERS.1);
    let who = label::by(mark.kind.name(), scene.speaker(event));
    format!("{who}, {}: {quote}", origin(scene.overview, event))
}

/// Draws the links of a statement.
fn ties(painter: &Painter, scene: &Scene<'_>, at: usize) {
    let at = at as u32;
    for tie in scene.timeline.ties.iter().filter(|tie| tie.from == at || tie.to == at) {
        let (Some(from), Some(to)) = (scene.rect(tie.from as usize), scene.rect(tie.to as usize)) else { continue };
        let Some((mark, _)) = scene.mark(&scene.timeline.events[tie.from as usize]) else { continue };
        let colour = theme::colour(theme::look(mark.kind.look(), scene.palette.dark).line);
        arrow(painter, from, to, tie.role.id(), colour, scene.palette);
    }
}

/// Draws an arrow between two cards, with the name of its role.
fn arrow(painter: &Painter, from: Rect, to: Rect, role: &str, colour: Color32, palette: &Palette) {
    let (start, end, bend) = if to.right() + HEAD <= from.left() {
        (from.left_center(), to.right_center(), -(from.left() - to.right()) / 2.0)
    } else if from.right() + HEAD <= to.left() {
        (from.right_center(), to.left_center(), (to.left() - from.right()) / 2.0)
    } else {
        // Cards of about one day: round their right sides.
        (from.right_center(), to.right_center(), 40.0)
    };
    let into = if (end.x - to.left()).abs() < 1.0 { -1.0 } else { 1.0 };
    let base = end + vec2(into * HEAD, 0.0);
    let second = base + vec2(into * bend.abs().max(20.0), 0.0);
    let points: [Pos2; 4] = [start, start + vec2(bend, 0.0), second, base];
    let stroke = Stroke::new(1.8, colour);
    painter.add(CubicBezierShape::from_points_stroke(points, false, Color32::TRANSPARENT, stroke));
    let side = vec2(0.0, HEAD * 0.45);
    painter.add(Shape::convex_polygon(vec![end, base + side, base - side], colour, Stroke::NONE));
    let middle = points.iter().fold(vec2(0.0, 0.0), |sum, point| sum + point.to_vec2()) / 4.0;
    let galley =
        painter.layout_no_wrap(visible(role).into_owned(), FontId::proportional(theme::size::LEAST), palette.text);
    let place = Rect::from_center_size(middle.to_pos2(), galley.size() + vec2(8.0, 2.0));
    painter.rect_filled(place, radius::USUAL, palette.card);
    painter.galley(place.center() - galley.size() / 2.0, galley, palette.text);
}
