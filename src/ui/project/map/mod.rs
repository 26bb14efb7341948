//! The map of the project: linked marks of several articles as boxes in the frames of their articles or threads.

mod bar;

use std::cell::Cell;
use std::sync::Arc;

use egui::accesskit;
use egui::{
    CursorIcon, EventFilter, FontId, Id, Key, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, TextStyle,
    Tooltip, Ui, WidgetInfo, vec2,
};

use crate::app::action::{Field, Intent};
use crate::app::project::OpenProject;
use crate::app::project::intent::ProjectIntent;
use crate::app::project::view::ProjectView;
use crate::app::state::State;
use crate::model::map::{Fit, Toward};
use crate::model::message::counted;
use crate::model::project::map::{Group, Grouping, HEAD, MapView, ProjectMap};
use crate::model::project::overview::Overview;
use crate::model::project::people::People;
use crate::model::query::quote_start;
use crate::ui::fields::id_of;
use crate::ui::hover::{self, Card};
use crate::ui::label;
use crate::ui::map::arrows::Drawn;
use crate::ui::map::boxes::{self, Brush, Standing, font_size};
use crate::ui::map::camera::{Camera, LEGIBLE};
use crate::ui::map::glide::Glide;
use crate::ui::panels::empty;
use crate::ui::project::frame;
use crate::ui::project::people::origin;
use crate::ui::roles;
use crate::ui::theme::{self, Palette, gap, radius, size};
use crate::ui::tooltip;
use crate::ui::typeset::{self, Part};

/// Zoom factor of one step.
const STEP: f32 = 1.2;

/// Characters of a passage in the name of a box.
const WHOLE: usize = 1500;

/// Maximum visible boxes that are in the accessibility tree even when their text is too small to draw.
const TOLD: usize = 400;

/// Width of a card in points.
const CARD: f32 = 340.0;

/// Most rows of the name of a head in its tooltip.
const HEAD_ROWS: usize = 4;

/// The view's state between frames.
#[derive(Default)]
pub struct Shown {
    /// The map that is drawn.
    drawn: Option<Arc<ProjectMap>>,
    /// The map last requested.
    asked: Option<(Arc<Overview>, MapView)>,
    /// The sizes of boxes, for a number of pixels per point.
    fit: Option<(f32, Fit)>,
    camera: Camera,
    /// The movement to where the map is shown next.
    glide: Option<Glide>,
    /// The selected box.
    selected: Option<usize>,
}

impl Shown {
    /// Takes the newest map, and requests the one that is wanted.
    fn update(
        &mut self,
        ui: &Ui,
        project: &OpenProject,
        overview: &Arc<Overview>,
        view: &MapView,
        intents: &mut Vec<Intent>,
    ) {
        if let Some(laid) = &project.map
            && self.drawn.as_ref().is_none_or(|drawn| !Arc::ptr_eq(drawn, laid))
        {
            let other = self.drawn.as_ref().is_none_or(|drawn| drawn.groups.len() != laid.groups.len());
            let place = self.selected.and_then(|at| self.drawn.as_ref()?.place_of(at));
            self.selected = place.and_then(|place| laid.position(place));
            if other {
                self.camera.fit(laid.map.size);
            }
            // Another map is no movement.
            (self.drawn, self.glide) = (Some(laid.clone()), None);
        }
        let is_wanted = |(of, by): &(Arc<Overview>, MapView)| Arc::ptr_eq(of, overview) && by == view;
        if self.asked.as_ref().is_some_and(is_wanted) {
            return;
        }
        let pixels = ui.ctx().pixels_per_point();
        let fit = match &self.fit {
            Some((of, fit)) if *of == pixels => fit.clone(),
            _ => boxes::fit(ui.ctx()),
        };
        self.fit = Some((pixels, fit.clone()));
        self.asked = Some((overview.clone(), view.clone()));
        intents.push(Intent::Project(Box::new(ProjectIntent::LayOut(view.clone(), Box::new(fit)))));
    }
}

/// Shows the map of the project.
pub fn show(
    ui: &mut Ui,
    state: &State,
    project: &OpenProject,
    view: &MapView,
    shown: &mut Shown,
    intents: &mut Vec<Intent>,
) {
    let Some(overview) = &project.overview else { return };
    shown.update(ui, project, overview, view, intents);
    let zoom = Cell::new(None);
    let tools = |ui: &mut Ui, intents: &mut Vec<Intent>| {
        ui.spacing_mut().item_spacing.x = gap::TIGHT;
        zoom.set(bar::tools(ui, view, intents));
    };
    frame::framed(ui, &format!("Map of {}", project.name()), intents, tools, |ui, intents| {
        let Some(map) = shown.drawn.clone().filter(|map| !map.map.boxes.is_empty()) else {
            frame::keyboard(ui, "Map of the project", 0);
            let (title, about) = match (&shown.drawn, view.within) {
                (None, _) => ("Drawing the map…", ""),
                (_, true) => ("No links yet", "Linked marks are boxes here, and their links are arrows"),
                (_, false) => (
                    "No links between articles yet",
                    "Marks that are linked with marks of other articles are boxes here. Show the links within articles too, or link a claim to one of another article",
                ),
            };
            return empty::show(ui, &state.shell.keymap, title, about, &[]);
        };
        match zoom.get() {
            Some(0.0) => shown.camera.fit(map.map.size),
            Some(factor) => shown.camera.zoom_at(shown.camera.canvas().center(), factor),
            None => {}
        }
        canvas(ui, state, (overview, &project.people), view, &map, shown, intents);
    });
}

/// The item at a point of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hit {
    /// A box, by its index.
    Box(usize),
    /// An arrow, by its index.
    Arrow(usize),
    /// The head of a group, by its index.
    Head(usize),
}

/// The visible items.
struct Sight<'a> {
    map: &'a ProjectMap,
    camera: Camera,
    boxes: Vec<usize>,
    arrows: Vec<Drawn>,
    groups: Vec<usize>,
}

impl<'a> Sight<'a> {
    fn new(map: &'a ProjectMap, camera: Camera, ui: &Ui) -> Self {
        let canvas = camera.canvas();
        let arrows = map.map.arrows.iter().enumerate();
        Self {
            boxes: (0..map.map.boxes.len())
                .filter(|at| camera.rect(&map.map.boxes[*at].rect).expand(8.0).intersects(canvas))
                .collect(),
            arrows: arrows.filter_map(|(at, arrow)| Drawn::new(at, arrow, &camera, ui.painter())).collect(),
            groups: (0..map.groups.len()).filter(|at| camera.rect(&map.groups[*at].rect).intersects(canvas)).collect(),
            map,
            camera,
        }
    }

    fn hit(&self, place: Pos2) -> Option<Hit> {
        let point = self.camera.place(place);
        let found = self.boxes.iter().find(|at| self.map.map.boxes[**at].rect.contains(point)).copied();
        let arrow = || self.arrows.iter().find(|arrow| arrow.is_at(place)).map(|arrow| Hit::Arrow(arrow.index));
        let head = || self.groups.iter().find(|at| self.head(**at).contains(place)).map(|at| Hit::Head(*at));
        found.map(Hit::Box).or_else(arrow).or_else(head)
    }

    /// The place of the head of a group.
    fn head(&self, at: usize) -> Rect {
        let rect = self.camera.rect(&self.map.groups[at].rect);
        rect.with_max_y((rect.top() + HEAD * self.camera.zoom()).min(rect.bottom()))
    }
}

/// Draws the map and handles mouse and keyboard.
fn canvas(
    ui: &mut Ui,
    state: &State,
    (overview, people): (&Overview, &People),
    view: &MapView,
    map: &ProjectMap,
    shown: &mut Shown,
    intents: &mut Vec<Intent>,
) {
    let id = id_of(Field::ProjectView);
    let rect = ui.available_rect_before_wrap();
    let response = ui.interact(rect, id, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Tree, true, "Map of the project"));
    let palette = theme::palette(ui.visuals());
    shown.camera.set_canvas(rect, map.map.size);
    if response.has_focus() {
        handle_keys(ui, overview, map, shown, intents);
    }
    handle_pointer(ui, &response, &mut shown.camera);
    let wanted = shown.camera;
    let sight = Sight::new(map, Glide::camera(&mut shown.glide, ui, &state.shell, wanted), ui);
    let hovered = response.hover_pos().and_then(|place| sight.hit(place));
    draw(ui, (overview, people), &sight, (shown.selected, hovered), palette);
    if response.clicked() || response.drag_started() {
        response.request_focus();
    }
    if response.clicked() {
        match hovered {
            Some(Hit::Box(at)) => {
                shown.selected = Some(at);
                go(overview, map, at, intents);
            }
            Some(Hit::Head(at)) => intents.extend(open_group(overview, view.grouping, &map.groups[at])),
            Some(Hit::Arrow(at)) => shown.selected = Some(map.map.arrows[at].from),
            None => shown.selected = None,
        }
    }
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(match hovered {
            _ if response.dragged() => CursorIcon::Grabbing,
            Some(_) => CursorIcon::PointingHand,
            None => CursorIcon::Grab,
        });
    }
    if map.left_out > 0 {
        let words = format!(
            "{} not shown: there is no room for all",
            counted(map.left_out, "linked mark is", "linked marks are")
        );
        let font = FontId::proportional(size::SMALL);
        let galley = ui.painter().layout_no_wrap(words, font, palette.weak);
        let at = rect.left_bottom() + vec2(gap::WIDE, -gap::USUAL - galley.size().y);
        ui.painter().rect_filled(
            Rect::from_min_size(at, galley.size()).expand(gap::TIGHT),
            radius::SMALL,
            palette.page,
        );
        ui.painter().galley(at, galley, palette.weak);
    }
    roles::within(ui, id, |ui| describe(ui, (overview, people), &sight, shown.selected, intents));
    tooltip(&response, (overview, people), &sight, hovered);
}

/// Draws the groups, the arrows and the boxes.
fn draw(
    ui: &Ui,
    (overview, people): (&Overview, &People),
    sight: &Sight<'_>,
    (selected, hovered): (Option<usize>, Option<Hit>),
    palette: &'static Palette,
) {
    let (camera, map) = (&sight.camera, &sight.map.map);
    let painter = ui.painter_at(camera.canvas().intersect(ui.clip_rect()));
    let zoom = camera.zoom();
    for &at in &sight.groups {
        let rect = camera.rect(&sight.map.groups[at].rect);
        let corner = f32::from(radius::DIALOG) * zoom;
        painter.rect(rect, corner, palette.panel, Stroke::new(1.0, palette.line), StrokeKind::Inside);
        head(&painter, &sight.map.groups[at], sight.head(at), zoom, hovered == Some(Hit::Head(at)), palette);
    }
    let strong = |arrow: &Drawn| {
        let of = &map.arrows[arrow.index];
        Some(of.from) == selected
            || Some(of.to) == selected
            || hovered == Some(Hit::Arrow(arrow.index))
            || matches!(hovered, Some(Hit::Box(at)) if at == of.from || at == of.to)
    };
    let any_strong = sight.arrows.iter().any(strong);
    let mut ordered: Vec<(bool, &Drawn)> = sight.arrows.iter().map(|arrow| (strong(arrow), arrow)).collect();
    ordered.sort_by_key(|(strong, _)| *strong);
    for (strong, drawn) in &ordered {
        let arrow = &map.arrows[drawn.index];
        let colour = theme::colour(theme::look(map.boxes[arrow.from].mark.kind.look(), palette.dark).line);
        let colour = if any_strong && !strong { colour.lerp_to_gamma(palette.page, 0.45) } else { colour };
        drawn.draw(arrow, camera, &painter, colour, *strong);
    }
    let brush = Brush { painter: &painter, camera, palette };
    for &at in &sight.boxes {
        let node = &map.boxes[at];
        let Some(text) = sight.map.place_of(at).and_then(|place| overview.mark(place)) else { continue };
        let standing =
            Standing { selected: selected == Some(at), hovered: hovered == Some(Hit::Box(at)), ..Standing::default() };
        let speaker = person(people, sight.map, at).unwrap_or(label::NOBODY);
        brush.draw(node, &text.1.article().text, speaker, standing);
    }
    for (strong, drawn) in &ordered {
        let text = if *strong { palette.text } else { palette.weak };
        drawn.draw_label(&map.arrows[drawn.index], camera, &painter, palette.page, text);
    }
}

/// Draws the head of a group: its name, and below it site and date.
fn head(painter: &egui::Painter, group: &Group, rect: Rect, zoom: f32, hovered: bool, palette: &Palette) {
    let inner = rect.shrink2(vec2(gap::WIDE * zoom, gap::TIGHT * zoom));
    let font = |points: f32| FontId::proportional(font_size(points * zoom).max(9.0));
    let colour = if hovered { palette.accent } else { palette.text };
    let ctx = painter.ctx();
    let part = |words, size, colour| Part::new(words, font(size), colour);
    let width = inner.width().max(1.0);
    let name = typeset::label(ctx, &[part(&group.name, size::BODY, colour)], width, 1);
    let detail = typeset::label(ctx, &[part(&group.detail, size::SMALL, palette.weak)], width, 1);
    // Letters are never smaller than they can be read, and may find no room above the boxes.
    let is_detailed = !group.detail.is_empty() && name.size().y + detail.size().y <= rect.bottom() - inner.top();
    let painter = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    if is_detailed {
        let below = egui::pos2(inner.left(), inner.top() + name.size().y);
        name.paint(&painter, inner.min);
        detail.paint(&painter, below);
    } else if name.size().y <= rect.height() + gap::HAIR {
        let top = rect.center().y - name.size().y / 2.0;
        name.paint(&painter, egui::pos2(inner.left(), top));
    }
}

/// Goes to the passage of a box in its article.
fn go(overview: &Overview, map: &ProjectMap, at: usize, intents: &mut Vec<Intent>) {
    let spot = map.place_of(at).and_then(|place| overview.corpus().spot(place));
    intents.extend(spot.map(|spot| Intent::Project(Box::new(ProjectIntent::GoTo(spot)))));
}

/// The intent to open the article or the thread of a group.
fn open_group(overview: &Overview, grouping: Grouping, group: &Group) -> Option<Intent> {
    let intent = match grouping {
        Grouping::Articles => ProjectIntent::Open(overview.entry(group.first)?.path.clone()),
        Grouping::Threads => {
            overview.thread_at(group.first)?;
            ProjectIntent::View(ProjectView::Thread(overview.corpus().spot(group.first)?))
        }
    };
    Some(Intent::Project(Box::new(intent)))
}

/// The wheel and dragging move the map; with `Ctrl`, or by pinching, the wheel zooms.
fn handle_pointer(ui: &Ui, response: &Response, camera: &mut Camera) {
    if response.dragged() {
        camera.pan(response.drag_delta());
    }
    let Some(place) = response.hover_pos() else { return };
    let (scroll, zoom) = ui.input(|input| (input.smooth_scroll_delta(), input.zoom_delta()));
    if zoom != 1.0 {
        camera.zoom_at(place, zoom);
    } else if scroll != egui::Vec2::ZERO {
        camera.pan(scroll);
    }
}

/// Handles keys while the map has the focus.
fn handle_keys(ui: &Ui, overview: &Overview, map: &ProjectMap, shown: &mut Shown, intents: &mut Vec<Intent>) {
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id_of(Field::ProjectView), filter));
    let pressed = |key| ui.input(|input| input.key_pressed(key) && !input.modifiers.command && !input.modifiers.alt);
    let ways = [
        (Key::ArrowLeft, Toward::Left),
        (Key::ArrowRight, Toward::Right),
        (Key::ArrowUp, Toward::Up),
        (Key::ArrowDown, Toward::Down),
    ];
    for (_, toward) in ways.into_iter().filter(|(key, _)| pressed(*key)) {
        // Without a selected box, any arrow key selects the first one.
        let next = shown.selected.map_or(Some(0), |at| map.map.neighbour(at, toward));
        if let Some(node) = next.and_then(|at| map.map.boxes.get(at)) {
            shown.selected = next;
            shown.camera.reveal(&node.rect);
        }
    }
    if let Some(at) = shown.selected.filter(|_| pressed(Key::Enter)) {
        go(overview, map, at, intents);
    }
    let factor = match () {
        () if pressed(Key::Plus) || pressed(Key::Equals) => STEP,
        () if pressed(Key::Minus) => 1.0 / STEP,
        () => 1.0,
    };
    if factor != 1.0 {
        let camera = &mut shown.camera;
        let node = shown.selected.and_then(|at| map.map.boxes.get(at));
        let held = node.map_or(camera.canvas().center(), |node| camera.rect(&node.rect).center());
        camera.zoom_at(camera.canvas().clamp(held), factor);
    }
    if pressed(Key::Num0) {
        shown.camera.fit(map.map.size);
    }
}

/// Adds the visible groups, boxes and arrows to the accessibility tree and handles its requests.
fn describe(
    ui: &mut Ui,
    (overview, people): (&Overview, &People),
    sight: &Sight<'_>,
    selected: Option<usize>,
    intents: &mut Vec<Intent>,
) {
    let canvas = sight.camera.canvas();
    for &at in &sight.groups {
        let group = &sight.map.groups[at];
        let rect = sight.head(at).intersect(canvas);
        let name = format!("{}, {}", group.name, group.detail);
        ui.interact(rect, Id::unique(("project map group", at)), Sense::hover())
            .widget_info(|| WidgetInfo::labeled(Role::Label, true, name.trim_end_matches(", ")));
    }
    if sight.camera.zoom() < LEGIBLE && sight.boxes.len() > TOLD {
        return;
    }
    for &at in &sight.boxes {
        let node = &sight.map.map.boxes[at];
        let Some((mark, document)) = sight.map.place_of(at).and_then(|place| overview.mark(place)) else { continue };
        let rect = sight.camera.rect(&node.rect).intersect(canvas);
        let id = Id::unique(("project map box", at));
        let quote = quote_start(mark, &document.article().text, WHOLE);
        let name = format!("{}: {quote}", label::by(mark.kind.name(), person(people, sight.map, at)));
        let response = ui.interact(rect, id, Sense::hover());
        roles::one_of(&response, Role::TreeItem, selected == Some(at), &name);
        if selected == Some(at) {
            roles::act_on(&response, id_of(Field::ProjectView));
        }
        ui.ctx().accesskit_node_builder(id, |builder| builder.add_action(accesskit::Action::Click));
        if ui.input(|input| input.has_accesskit_action_request(id, accesskit::Action::Click)) {
            go(overview, sight.map, at, intents);
        }
    }
    for drawn in &sight.arrows {
        let arrow = &sight.map.map.arrows[drawn.index];
        let Some(rect) = drawn.label.map(|label| label.intersect(canvas)).filter(|rect| rect.is_positive()) else {
            continue;
        };
        let end = |at: usize| (sight.map.map.boxes[at].mark.kind.name(), person(people, sight.map, at));
        let ((from, by), (to, other)) = (end(arrow.from), end(arrow.to));
        let (from, to) = (label::by(from, by), label::by(&to.to_lowercase(), other));
        let id = Id::unique(("project map arrow", drawn.index));
        ui.interact(rect, id, Sense::hover())
            .widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("{from} {} {to}", arrow.relation.role.id())));
    }
}

/// The name of the speaker of a box.
fn person<'a>(people: &'a People, map: &ProjectMap, at: usize) -> Option<&'a str> {
    people.speaker(map.place_of(at)?).map(|person| person.name.as_str())
}

/// The card of the box under the pointer; of a head, its whole name, which a small map cuts or leaves out.
fn tooltip(response: &Response, (overview, people): (&Overview, &People), sight: &Sight<'_>, hovered: Option<Hit>) {
    let at = match tooltip::kept(&response.ctx, response.id, hovered) {
        Some(Hit::Box(at)) => at,
        Some(Hit::Head(at)) => {
            let Some(group) = sight.map.groups.get(at) else { return };
            let rect = sight.head(at).intersect(sight.camera.canvas());
            let mut tooltip = Tooltip::for_enabled(response).gap(gap::LINE).width(CARD);
            tooltip.popup = tooltip.popup.anchor(rect);
            tooltip.show(|ui| {
                let palette = theme::palette(ui.visuals());
                let words = |ui: &mut Ui, words: &str, style, colour| {
                    label::words(ui, words, style, colour, CARD, HEAD_ROWS).show(ui, Sense::hover());
                };
                words(ui, &group.name, TextStyle::Body, palette.text);
                if !group.detail.is_empty() {
                    words(ui, &group.detail, TextStyle::Small, palette.weak);
                }
            });
            return;
        }
        Some(Hit::Arrow(_)) | None => return,
    };
    let Some(place) = sight.map.place_of(at) else { return };
    let Some((mark, document)) = overview.mark(place) else { return };
    let Some(node) = sight.map.map.boxes.get(at) else { return };
    let rect = sight.camera.rect(&node.rect).intersect(sight.camera.canvas());
    let mut tooltip = Tooltip::for_enabled(response).gap(gap::LINE).width(CARD);
    tooltip.popup = tooltip.popup.anchor(rect);
    tooltip.show(|ui| {
        let weak = theme::palette(ui.visuals()).weak;
        let speaker = person(people, sight.map, at).map(str::to_owned);
        hover::contents(ui, &Card { quoted: true, speaker, ..Card::of(document, mark) });
        label::row(ui, &origin(overview, place), TextStyle::Small, weak, Sense::hover());
    });
}
