//! The routes of the selected mark's links.
//!
//! Every link leaves the column to the right of one end, follows a lane in the right margin and returns at the other
//! end. Nearer ends get inner lanes, and links leave the selected mark in an order without crossings. An end out of
//! view gets a stub at the edge of the view.

use egui::{FontId, Painter, Pos2, Rangef, Rect, Vec2, pos2, vec2};

use super::stubs::{self, Named, Stub};
use super::{ARROW, Label, Plan, Route};
use crate::model::annotation::{Annotation, Id};
use crate::model::offset::ByteOffset;
use crate::ui::text_view::TextInput;
use crate::ui::text_view::page::Page;
use crate::ui::text_view::style::TextStyle;
use crate::ui::typeset;

/// Maximum drawn links; nobody can follow more.
const MOST: usize = 150;
/// Points between the column and the tips of arrows.
const GAP: f32 = 4.0;
/// Maximum and minimum distance between lanes in points.
const PITCH: (f32, f32) = (12.0, 5.0);
/// Minimum distance between lanes for upright labels, in points.
const UPRIGHT: f32 = 8.5;
/// Distance between links at the selected mark, in points.
const PORT: f32 = 5.0;
/// Maximum width of a label in points.
const LABEL: f32 = 130.0;

/// The place of a mark relative to the view.
#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    Seen(Spot),
    Above,
    Below,
}

/// The place where links meet a visible mark: its first visible row.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Spot {
    y: f32,
    /// The right edge of the passage on that row.
    right: f32,
}

/// A link with its other end, before its route is laid.
struct Arm<'a> {
    link: usize,
    mark: &'a Annotation,
    /// The id to follow.
    other: &'a Id,
    /// The words of an end in another article.
    outside: Option<&'a str>,
    end: End,
    label: Option<typeset::Label>,
}

impl Arm<'_> {
    /// The sort key of arms, from the start of the text to its end.
    fn order(&self) -> (f32, ByteOffset) {
        if self.outside.is_some() {
            return (f32::INFINITY, ByteOffset::new(usize::MAX));
        }
        let y = match self.end {
            End::Seen(spot) => spot.y,
            End::Above => f32::NEG_INFINITY,
            End::Below => f32::INFINITY,
        };
        (y, self.mark.target.bounds().map_or(ByteOffset::new(usize::MAX), |bounds| bounds.start()))
    }
}

/// Plans the links of the selected mark that have a visible end.
pub(in crate::ui::text_view) fn plan(painter: &Painter, page: &Page<'_>, input: &TextInput<'_>) -> Plan {
    let mut plan = Plan::default();
    let Some(hub) = input.selected.and_then(|id| input.set.get(id)).filter(|_| !input.links.is_empty()) else {
        return plan;
    };
    let marks = input.links.iter().enumerate().take(MOST);
    let marks = marks.filter_map(|(index, link)| {
        let here = || input.set.get(link.other(&hub.id)).map(AsRef::as_ref);
        Some((index, link.outside.map(|outside| outside.mark).or_else(here)?))
    });
    let marks: Vec<(usize, &Annotation)> =
        marks.filter(|(index, _)| input.links[*index].other(&hub.id) != &hub.id).collect();
    // Other articles are beyond the end of this one.
    let end_of = |index: usize, mark, room| {
        if input.links[index].outside.is_some() { End::Below } else { end(page, mark, room) }
    };
    let ends = |room| -> Vec<End> { marks.iter().map(|(index, mark)| end_of(*index, mark, room)).collect() };
    let mut ends_seen = ends(page.rect.y_range());
    let count = |side| ends_seen.iter().filter(|end| **end == side).count();
    let (above, below) = (stubs::height(count(End::Above)), stubs::height(count(End::Below)));
    let free = Rangef::new(page.rect.top() + above, page.rect.bottom() - below);
    if above + below > 0.0 {
        // The area under stubs is out of view too.
        ends_seen = ends(free);
    }
    let hub_end = match end(page, hub, free) {
        End::Seen(spot) => End::Seen(spot),
        _ => end(page, hub, page.rect.y_range()),
    };
    let (mut up, mut down) = (Vec::new(), Vec::new());
    for ((index, mark), end) in marks.into_iter().zip(ends_seen) {
        let above = match (hub_end, end) {
            (End::Seen(hub), End::Seen(spot)) => spot.y < hub.y,
            (End::Seen(_), end) => end == End::Above,
            (hub, End::Seen(_)) => hub == End::Below,
            _ => continue,
        };
        let seen = matches!(end, End::Seen(_));
        let label = seen.then(|| label_of(painter, input.links[index].label, input.style));
        let outside = input.links[index].outside.map(|outside| outside.words);
        let other = input.links[index].other(&hub.id);
        if above { &mut up } else { &mut down }.push(Arm { link: index, mark, other, outside, end, label });
    }
    let order = |a: &Arm<'_>, b: &Arm<'_>| a.order().0.total_cmp(&b.order().0).then(a.order().1.cmp(&b.order().1));
    up.sort_by(|a, b| order(b, a));
    down.sort_by(order);

    let (first, beside) = base(page, &up, &down);
    let ports = Ports::new(hub_end, up.len() + down.len());
    for (arms, above) in [(&up, true), (&down, false)] {
        let outside = arms.iter().filter(|arm| !matches!(arm.end, End::Seen(_)));
        let outside: Vec<Named<'_>> = outside
            .map(|arm| {
                let label = input.links[arm.link].label;
                Named { mark: arm.mark, follow: arm.other, label, outside: arm.outside }
            })
            .collect();
        let mut stubs = stubs::stack(painter, page, input, &outside, above);
        if !arms.is_empty() && !matches!(hub_end, End::Seen(_)) {
            // All share one stub beyond the edge.
            let hub = Named { mark: hub, follow: &hub.id, label: "", outside: None };
            stubs = stubs::stack(painter, page, input, &[hub], !above);
        }
        let lanes = Lanes::new(page, first, beside, arms.len());
        let mut lay = Lay { page, input, lanes: &lanes, plan: &mut plan, last: ports.edge(above), above };
        let mut beyond = 0;
        for (lane, arm) in arms.iter().enumerate() {
            let port = match hub_end {
                End::Seen(_) => Ok(ports.y(if above { lane } else { up.len() + down.len() - 1 - lane })),
                _ => Err(&stubs[0]),
            };
            let stub = (!matches!(arm.end, End::Seen(_))).then(|| &stubs[beyond.min(stubs.len() - 1)]);
            beyond += usize::from(stub.is_some());
            lay.arm(arm, lane, port, stub);
        }
        plan.stubs.extend(stubs);
    }
    if !plan.routes.is_empty() {
        plan.leaders = leaders(page, up.iter().chain(&down).map(|arm| arm.end).chain([hub_end]));
    }
    plan
}

/// Hairlines from the margin to passages that end before it, one for each row.
fn leaders(page: &Page<'_>, ends: impl Iterator<Item = End>) -> Vec<[Pos2; 2]> {
    let edge = page.left + page.width + 1.0;
    let mut leaders: Vec<[Pos2; 2]> = Vec::new();
    for end in ends {
        let End::Seen(Spot { y, right }) = end else { continue };
        match leaders.iter_mut().find(|leader| leader[0].y == y) {
            Some(leader) => leader[0].x = leader[0].x.min(right + 2.0),
            None if right + 8.0 < edge => leaders.push([pos2(right + 2.0, y), pos2(edge, y)]),
            None => {}
        }
    }
    leaders
}

/// The end of a mark's links: beside the row if its passage ends there, else in the gap above the row, so that the
/// hairline does not cross text.
fn end(page: &Page<'_>, mark: &Annotation, room: Rangef) -> End {
    let mut found = None;
    for range in mark.target.found() {
        page.rects(range, |placed, row, rect| {
            if matches!(found, Some(End::Seen(_))) {
                return;
            }
            let middle = rect.center().y;
            found = Some(if middle < room.min {
                End::Above
            } else if middle > room.max {
                End::Below
            } else {
                let last = range.end().get() - placed.range.start().get().min(range.end().get());
                let beside = row.in_order && last >= row.inked as usize;
                End::Seen(Spot { y: if beside { middle } else { rect.top() + 1.0 }, right: rect.right() })
            });
        });
    }
    let above = || mark.target.bounds().is_some_and(|bounds| bounds.start() < page.first());
    found.unwrap_or_else(|| if above() { End::Above } else { End::Below })
}

/// The label of a link on one line, cut where it is too long.
fn label_of(painter: &Painter, role: &str, style: &TextStyle) -> typeset::Label {
    let font = FontId::proportional((style.size * 0.6).round());
    stubs::line(painter, &[(role, style.text)], &font, LABEL)
}

/// The x positions of arrow tips and of the last possible lane.
fn margin(page: &Page<'_>) -> (f32, f32) {
    let edge = page.left + page.width + GAP;
    (edge, (page.rect.right() - 3.0).max(edge + 6.0))
}

/// The x position of the first lane; true if labels fit before it.
fn base(page: &Page<'_>, up: &[Arm<'_>], down: &[Arm<'_>]) -> (f32, bool) {
    let (edge, right) = margin(page);
    let labels = up.iter().chain(down).filter_map(|arm| arm.label.as_ref());
    let widest = labels.map(|label| label.size().x).fold(0.0, f32::max);
    let wide = edge + ARROW + widest + 20.0;
    let beside = wide + PITCH.1 * up.len().max(down.len()).min(8) as f32 <= right;
    (if beside { wide } else { (edge + ARROW + 1.0).min(right) }, beside)
}

/// The lanes in the margin to one side of the selected mark.
struct Lanes {
    /// The x position of arrow tips.
    edge: f32,
    first: f32,
    pitch: f32,
    /// The last lane, which further links share.
    fit: usize,
    /// True if labels are at the last part of a link, before the lanes; else they are on the lanes if there is room.
    beside: bool,
    pixel: f32,
}

impl Lanes {
    fn new(page: &Page<'_>, first: f32, beside: bool, count: usize) -> Self {
        let (edge, right) = margin(page);
        let between = count.saturating_sub(1).max(1) as f32;
        let pitch = ((right - first) / between).clamp(PITCH.1, PITCH.0);
        let fit = ((right - first) / pitch) as usize;
        Self { edge, first, pitch, fit, beside, pixel: 1.0 / page.pixels_per_point }
    }

    fn x(&self, lane: usize) -> f32 {
        let x = self.first + self.pitch * lane.min(self.fit) as f32;
        (x / self.pixel).round() * self.pixel
    }
}

/// The places where links leave the selected mark.
struct Ports {
    middle: f32,
    between: f32,
    count: usize,
}

impl Ports {
    fn new(hub: End, count: usize) -> Self {
        let middle = if let End::Seen(spot) = hub { spot.y } else { f32::NAN };
        // More than six links share the height of six.
        Self { middle, between: PORT.min(PORT * 6.0 / count.max(1) as f32), count }
    }

    fn y(&self, port: usize) -> f32 {
        self.middle + (port as f32 - (self.count as f32 - 1.0) / 2.0) * self.between
    }

    /// The edge of the ports; unlimited if the selected mark is out of view.
    fn edge(&self, above: bool) -> f32 {
        let (low, high) = (self.y(0) - PORT, self.y(self.count) + PORT - self.between);
        match (above, self.middle.is_nan()) {
            (true, true) => f32::INFINITY,
            (false, true) => f32::NEG_INFINITY,
            (true, false) => low,
            (false, false) => high,
        }
    }
}

/// The state while links are laid, from inner to outer lanes.
struct Lay<'a> {
    page: &'a Page<'a>,
    input: &'a TextInput<'a>,
    lanes: &'a Lanes,
    plan: &'a mut Plan,
    /// The y position of the last link's end.
    last: f32,
    above: bool,
}

impl Lay<'_> {
    /// Lays a link. `port` is its y position at the selected mark, or that mark's stub.
    fn arm(&mut self, arm: &Arm<'_>, lane: usize, port: Result<f32, &Stub>, stub: Option<&Stub>) {
        let Lanes { edge, beside, pitch, .. } = *self.lanes;
        let x = self.lanes.x(lane);
        let start = match port {
            Ok(y) => pos2(edge, y),
            Err(stub) => pos2(x, stub.inner_edge()),
        };
        let finish = match (arm.end, stub) {
            (End::Seen(spot), _) => {
                let room = if beside { PORT * 3.0 } else { PORT + 2.0 };
                let y = if self.above { spot.y.min(self.last) } else { spot.y.max(self.last) };
                let y = self.page.rect.y_range().clamp(y);
                self.last = if self.above { y - room } else { y + room };
                pos2(edge, y)
            }
            (_, Some(stub)) => pos2(x, stub.inner_edge()),
            _ => return,
        };
        let link = &self.input.links[arm.link];
        let outgoing = link.to == arm.other;
        let head = |at: Pos2, stub: Option<&Stub>| match stub {
            None => (at, vec2(-1.0, 0.0)),
            Some(stub) => (at, vec2(0.0, if stub.above { -1.0 } else { 1.0 })),
        };
        let arrow = if outgoing { head(finish, stub) } else { head(start, port.err()) };
        // The line ends inside the arrow head.
        let short = |at: Pos2, here: bool| if here { at - arrow.1 * ARROW * 0.7 } else { at };
        let points = around(short(start, !outgoing), short(finish, outgoing), x);
        let run = Rect::from_two_pos(pos2(x, start.y), pos2(x, finish.y));
        let label = arm.label.clone().and_then(|words| {
            let size = words.size();
            if beside {
                let corner = pos2(edge + ARROW + 5.0, (finish.y - size.y / 2.0).round());
                let ground = Rect::from_min_size(corner, size).expand2(vec2(3.0, -1.0));
                Some(Label { words, at: corner, upright: false, ground })
            } else if pitch >= UPRIGHT && run.height() > size.x + 16.0 {
                let ground = Rect::from_center_size(run.center(), vec2(size.y.min(pitch), size.x + 6.0));
                let at = run.center() + vec2(-size.y / 2.0, size.x / 2.0);
                Some(Label { words, at: pos2(at.x.round(), at.y.round()), upright: true, ground })
            } else {
                None
            }
        });
        let run = run.expand2(vec2((pitch / 2.0).max(2.0), 0.0)).intersect(self.page.rect);
        let rect = stub.map_or(label.as_ref().map_or(run, |label| label.ground), |stub| stub.rect);
        let other = arm.other.clone();
        self.plan.routes.push(Route { link: arm.link, other, points, arrow, label, run, rect });
    }
}

/// The path from `start` to `finish` along the lane at `x`, with rounded corners.
fn around(start: Pos2, finish: Pos2, x: f32) -> Vec<Pos2> {
    let mut points = vec![start];
    let way = (finish.y - start.y).signum();
    let soft = |from: f32| ((finish.y - start.y).abs() / 2.0).min((x - from).abs()).min(14.0);
    let mut corner = |at: Pos2, arrive: Vec2, leave: Vec2, radius: f32| {
        let center = at - arrive * radius + leave * radius;
        const STEPS: u8 = 6;
        for step in 0..=STEPS {
            let (sin, cos) = (f32::from(step) / f32::from(STEPS) * std::f32::consts::FRAC_PI_2).sin_cos();
            points.push(center - leave * radius * cos + arrive * radius * sin);
        }
    };
    let (right, left, along) = (vec2(1.0, 0.0), vec2(-1.0, 0.0), vec2(0.0, way));
    if start.x < x {
        corner(pos2(x, start.y), right, along, soft(start.x));
    }
    if finish.x < x {
        corner(pos2(x, finish.y), along, left, soft(finish.x));
    }
    points.push(finish);
    points.dedup();
    points
}
