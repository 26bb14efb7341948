//! The canvas of the map: drawing, mouse, keyboard and accessibility.

use egui::accesskit;
use egui::{
    CursorIcon, Event, EventFilter, Key, PointerButton, Popup, PopupCloseBehavior, PopupKind, Pos2, Response, Role,
    Sense, Ui, WidgetInfo,
};

use crate::app::action::{Field, Intent};
use crate::app::commands;
use crate::app::pick::lit_way;
use crate::app::session::Session;
use crate::app::shell::context_menu::Thing;
use crate::app::shell::panel::Panel;
use crate::app::state::State;
use crate::model::annotation::{Annotation, Id};
use crate::model::map::{Map, Toward};
use crate::model::query::quote_start;
use crate::model::role;
use crate::ui::context_menu::{keyed, pointed};
use crate::ui::fields::id_of;
use crate::ui::label::{self, attributed};
use crate::ui::map::arrows::{self, Drawn};
use crate::ui::map::boxes::{self, Brush, Standing};
use crate::ui::map::camera::{Camera, LEGIBLE};
use crate::ui::map::cards;
use crate::ui::map::glide::Glide;
use crate::ui::map::{MapView, Room, STEP, show_empty};
use crate::ui::panels::links;
use crate::ui::roles;
use crate::ui::theme;
use crate::ui::tooltip;

/// Distance in points of the card of a link from the pointer.
const BESIDE: f32 = 16.0;

/// Maximum characters of a passage in the name of a box.
const WHOLE: usize = 1500;

/// Maximum visible boxes that are in the accessibility tree even when their text is too small to draw.
const TOLD: usize = 400;

/// The item at a point of the map, by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hit {
    /// A box.
    Box(usize),
    /// The collapse switch of a box.
    Switch(usize),
    /// An arrow.
    Arrow(usize),
}

/// The visible items.
struct Sight<'a> {
    map: &'a Map,
    camera: Camera,
    boxes: Vec<usize>,
    arrows: Vec<Drawn>,
    /// For each box, true if it has answers.
    answered: Vec<bool>,
}

impl<'a> Sight<'a> {
    fn new(map: &'a Map, camera: Camera, ui: &Ui) -> Self {
        let canvas = camera.canvas();
        let in_sight = |at: &usize| camera.rect(&map.boxes[*at].rect).expand(8.0).intersects(canvas);
        let arrows = map.arrows.iter().enumerate();
        let mut answered = vec![false; map.boxes.len()];
        for arrow in &map.arrows {
            answered[arrow.to] = true;
        }
        Self {
            map,
            camera,
            boxes: (0..map.boxes.len()).filter(in_sight).collect(),
            arrows: arrows.filter_map(|(at, arrow)| Drawn::new(at, arrow, &camera, ui.painter())).collect(),
            answered,
        }
    }

    fn hit(&self, place: Pos2) -> Option<Hit> {
        let point = self.camera.place(place);
        let found = self.boxes.iter().find(|at| self.map.boxes[**at].rect.contains(point));
        if let Some(&at) = found {
            let node = &self.map.boxes[at];
            let switched = self.answered[at] || node.hidden > 0;
            let legible = self.camera.zoom() >= LEGIBLE;
            return Some(if switched && legible && boxes::switch(&node.rect).contains(point) {
                Hit::Switch(at)
            } else {
                Hit::Box(at)
            });
        }
        self.arrows.iter().find(|arrow| arrow.is_at(place)).map(|arrow| Hit::Arrow(arrow.index))
    }

    fn mark(&self, at: usize) -> &'a Annotation {
        &self.map.boxes[at].mark
    }
}

/// Shows the map.
pub(super) fn show(
    ui: &mut Ui,
    state: &State,
    session: &Session,
    view: &mut MapView,
    room: Room,
    map: Option<&Map>,
    intents: &mut Vec<Intent>,
) {
    let id = id_of(Field::Panel(Panel::Map));
    let rect = ui.available_rect_before_wrap();
    let response = ui.interact(rect, id, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Tree, true, "Map"));
    let palette = theme::palette(ui.visuals());
    let ground = if room == Room::Full { palette.page } else { palette.panel };
    let Some(map) = map.filter(|map| !map.boxes.is_empty()) else {
        return show_empty(ui, state, session, map.is_some());
    };
    view.camera(room).set_canvas(rect, map.size);
    menu(ui, session, view, intents);
    if response.has_focus() {
        handle_keys(ui, session, view, room, map, intents);
    }
    handle_wheel(ui, &response, view.camera(room));
    reveal_selected(session, view, room, map);

    let painter = ui.painter_at(rect.intersect(ui.clip_rect()));
    let wanted = *view.camera(room);
    let sight = Sight::new(map, Glide::camera(&mut view.glide, ui, &state.shell, wanted), ui);
    let hovered = response.hover_pos().and_then(|place| sight.hit(place));
    handle_mouse(ui, session, &response, view, room, &sight, intents);
    intents.extend(context_menu(ui, session, &response, &sight));

    let camera = &sight.camera;
    let selected = session.focus.mark.as_ref();
    let lit = lit_way(session, &state.shell).map(|(mark, _)| &mark.id);
    let strong = |arrow: &Drawn| {
        let relation = &map.arrows[arrow.index].relation;
        Some(&relation.from) == selected
            || Some(&relation.to) == selected
            || hovered == Some(Hit::Arrow(arrow.index))
            || view.menu.as_ref().is_some_and(|(id, _)| *id == relation.id)
    };
    let any_strong = sight.arrows.iter().any(strong);
    let mut ordered: Vec<(bool, &Drawn)> = sight.arrows.iter().map(|arrow| (strong(arrow), arrow)).collect();
    ordered.sort_by_key(|(strong, _)| *strong);
    let brush = Brush { painter: &painter, camera, palette };
    for (strong, drawn) in &ordered {
        let arrow = &map.arrows[drawn.index];
        let colour = theme::colour(theme::look(map.boxes[arrow.from].mark.kind.look(), palette.dark).line);
        let colour = if any_strong && !strong { colour.lerp_to_gamma(ground, 0.45) } else { colour };
        drawn.draw(arrow, camera, &painter, colour, *strong);
    }
    for (strong, drawn) in &ordered {
        let text = if *strong { palette.text } else { palette.weak };
        drawn.draw_label(&map.arrows[drawn.index], camera, &painter, ground, text);
    }
    let target = response.interact_pointer_pos().and_then(|place| match (&view.linking, sight.hit(place)) {
        (Some(from), Some(Hit::Box(at) | Hit::Switch(at))) if sight.mark(at).id != *from => Some(at),
        _ => None,
    });
    for &at in &sight.boxes {
        let mark = sight.mark(at);
        let standing = Standing {
            selected: Some(&mark.id) == selected,
            hovered: matches!(hovered, Some(Hit::Box(over) | Hit::Switch(over)) if over == at),
            target: Some(&mark.id) == lit || target == Some(at),
            answered: sight.answered[at],
        };
        brush.draw(&map.boxes[at], session.text(), label::speaker(mark), standing);
    }
    if let (Some(place), Some(at)) =
        (response.interact_pointer_pos(), view.linking.as_ref().and_then(|id| map.position(id)))
    {
        arrows::draw_dragged(camera.rect(&map.boxes[at].rect), place, &painter, palette.accent);
    }
    roles::within(ui, id, |ui| describe(ui, session, &sight, selected, intents));
    show_tooltip(ui, session, &response, &sight, hovered, view.linking.is_some());
}

/// The intent to open the context menu of the box or the arrow under the pointer, or, by key, of the selected box.
fn context_menu(ui: &Ui, session: &Session, response: &Response, sight: &Sight<'_>) -> Option<Intent> {
    if response.is_pointer_button_down_on() && ui.input(|input| input.pointer.secondary_down()) {
        response.request_focus();
    }
    if response.secondary_clicked() {
        let hit = response.interact_pointer_pos().and_then(|place| sight.hit(place))?;
        return pointed(response, || match hit {
            Hit::Box(at) | Hit::Switch(at) => Thing::Mark(sight.mark(at).id.clone()),
            Hit::Arrow(at) => Thing::Link(sight.map.arrows[at].relation.id.clone()),
        });
    }
    let selected = session.focus.mark.as_ref().filter(|_| response.has_focus())?;
    let node = &sight.map.boxes[sight.map.position(selected)?];
    let rect = sight.camera.rect(&node.rect).intersect(sight.camera.canvas());
    keyed(ui.ctx(), rect, || Some(Thing::Mark(selected.clone())))
}

/// The menu of a link.
fn menu(ui: &mut Ui, session: &Session, view: &mut MapView, intents: &mut Vec<Intent>) {
    let Some((id, at)) = &view.menu else { return };
    if let Some(relation) = session.set().relation(id) {
        Popup::new(menu_id(), ui.ctx().clone(), *at, ui.layer_id())
            .kind(PopupKind::Menu)
            .layout(egui::Layout::top_down_justified(egui::Align::Min))
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .open_memory(None)
            .show(|ui| ui.add_enabled_ui(session.is_editable(), |ui| links::edit(ui, session, relation, intents)));
    }
    if !Popup::is_id_open(ui.ctx(), menu_id()) {
        view.menu = None;
    }
}

fn menu_id() -> egui::Id {
    egui::Id::unique("map link menu")
}

/// Handles keys while the map has the focus.
fn handle_keys(ui: &Ui, session: &Session, view: &mut MapView, room: Room, map: &Map, intents: &mut Vec<Intent>) {
    let id = id_of(Field::Panel(Panel::Map));
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let keys: Vec<Key> = ui.input(|input| {
        let pressed = input.events.iter().filter_map(|event| match event {
            Event::Key { key, pressed: true, modifiers, .. } if !modifiers.command && !modifiers.alt => Some(*key),
            _ => None,
        });
        pressed.collect()
    });
    let mut selected = session.focus.mark.as_ref().and_then(|id| map.position(id));
    for key in keys {
        let toward = match key {
            Key::ArrowLeft => Toward::Left,
            Key::ArrowRight => Toward::Right,
            Key::ArrowUp => Toward::Up,
            Key::ArrowDown => Toward::Down,
            Key::Enter => {
                if let Some(at) = selected {
                    go_to_passage(&map.boxes[at].mark.id, intents);
                }
                continue;
            }
            Key::Space => {
                if let Some(at) = selected {
                    view.toggle(&map.boxes[at].mark.id);
                    ui.ctx().request_repaint();
                }
                continue;
            }
            Key::Plus | Key::Equals | Key::Minus => {
                let camera = view.camera(room);
                let factor = if key == Key::Minus { 1.0 / STEP } else { STEP };
                let held = selected.map_or(camera.canvas().center(), |at| camera.rect(&map.boxes[at].rect).center());
                camera.zoom_at(camera.canvas().clamp(held), factor);
                continue;
            }
            Key::Num0 => {
                view.camera(room).fit(map.size);
                continue;
            }
            _ => continue,
        };
        // Without a selected box, any arrow key selects the first one.
        let next = selected.map_or(Some(0), |at| map.neighbour(at, toward));
        if let Some(at) = next {
            selected = Some(at);
            intents.push(Intent::Choose(Some(map.boxes[at].mark.id.clone())));
        }
    }
}

/// Selects a mark and focuses the article there.
fn go_to_passage(id: &Id, intents: &mut Vec<Intent>) {
    intents.push(Intent::Choose(Some(id.clone())));
    intents.push(Intent::Run(&commands::go::ARTICLE));
}

/// The wheel moves the map; with `Ctrl`, or by pinching, it zooms.
fn handle_wheel(ui: &Ui, response: &Response, camera: &mut Camera) {
    let Some(place) = response.hover_pos() else { return };
    let (scroll, zoom) = ui.input(|input| (input.smooth_scroll_delta(), input.zoom_delta()));
    if zoom != 1.0 {
        camera.zoom_at(place, zoom);
    } else if scroll != egui::Vec2::ZERO {
        camera.pan(scroll);
    }
}

/// Reveals the selected mark when it changes.
fn reveal_selected(session: &Session, view: &mut MapView, room: Room, map: &Map) {
    let selected = session.focus.mark.as_ref();
    if view.seen.as_ref() == selected {
        return;
    }
    if let Some(at) = selected.and_then(|id| map.position(id)) {
        view.camera(room).reveal(&map.boxes[at].rect);
    }
    view.seen = selected.cloned();
}

/// Handles clicks and drags: a click selects a box or opens an arrow's menu; a drag links two boxes or moves the map.
fn handle_mouse(
    ui: &Ui,
    session: &Session,
    response: &Response,
    view: &mut MapView,
    room: Room,
    sight: &Sight<'_>,
    intents: &mut Vec<Intent>,
) {
    let at_pointer = || response.interact_pointer_pos().and_then(|place| sight.hit(place));
    if response.drag_started_by(PointerButton::Primary) {
        let origin = ui.input(|input| input.pointer.press_origin());
        let began = origin.and_then(|place| sight.hit(place));
        view.linking = match began {
            Some(Hit::Box(at)) if session.is_editable() => Some(sight.mark(at).id.clone()),
            _ => None,
        };
    }
    if ui.input(|input| input.key_down(Key::Escape)) {
        // Escape cancels a drag.
        view.linking = None;
    }
    if response.dragged() && (view.linking.is_none() || response.dragged_by(PointerButton::Middle)) {
        // The pointer has moved some way before a press becomes a drag.
        let origin = ui.input(|input| input.pointer.press_origin()).filter(|_| response.drag_started());
        let whole = origin.zip(response.interact_pointer_pos()).map(|(from, to)| to - from);
        let by = whole.unwrap_or(response.drag_delta());
        if by != egui::Vec2::ZERO {
            view.camera(room).pan(by);
            ui.ctx().request_repaint();
        }
    }
    if response.drag_stopped()
        && let Some(from) = view.linking.take()
        && let Some(Hit::Box(at) | Hit::Switch(at)) = at_pointer()
        && sight.mark(at).id != from
    {
        intents.push(Intent::LinkTo(from, sight.mark(at).id.clone()));
    }
    if response.clicked() || response.drag_started() {
        response.request_focus();
    }
    if response.clicked() {
        match at_pointer() {
            Some(Hit::Switch(at)) => {
                view.toggle(&sight.mark(at).id);
                ui.ctx().request_repaint();
            }
            Some(Hit::Box(at)) => {
                let id = &sight.mark(at).id;
                if response.double_clicked() {
                    go_to_passage(id, intents);
                } else {
                    intents.push(Intent::Choose(Some(id.clone())));
                }
            }
            Some(Hit::Arrow(at)) => {
                let at = (sight.map.arrows[at].relation.id.clone(), response.interact_pointer_pos());
                view.menu = at.1.map(|place| (at.0, place));
                Popup::open_id(ui.ctx(), menu_id());
                ui.ctx().request_repaint();
            }
            None => {}
        }
    }
    let cursor = match response.hover_pos().and_then(|place| sight.hit(place)) {
        _ if view.linking.is_some() => CursorIcon::Crosshair,
        _ if response.dragged() => CursorIcon::Grabbing,
        Some(_) => CursorIcon::PointingHand,
        None => CursorIcon::Grab,
    };
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(cursor);
    }
}

/// Adds the visible boxes and arrows to the accessibility tree and handles its requests.
fn describe(ui: &mut Ui, session: &Session, sight: &Sight<'_>, selected: Option<&Id>, intents: &mut Vec<Intent>) {
    if sight.camera.zoom() < LEGIBLE && sight.boxes.len() > TOLD {
        return;
    }
    let canvas = sight.camera.canvas();
    for &at in &sight.boxes {
        let node = &sight.map.boxes[at];
        let mark = sight.mark(at);
        let rect = sight.camera.rect(&node.rect).intersect(canvas);
        let id = egui::Id::unique(("map box", mark.id.as_str()));
        let response = ui.interact(rect, id, Sense::hover());
        let is_selected = selected == Some(&mark.id);
        roles::one_of(&response, Role::TreeItem, is_selected, box_name(mark, session));
        if is_selected {
            roles::act_on(&response, id_of(Field::Panel(Panel::Map)));
        }
        ui.ctx().accesskit_node_builder(id, |builder| {
            builder.add_action(accesskit::Action::Click);
            if sight.answered[at] || node.hidden > 0 {
                builder.set_expanded(node.hidden == 0);
            }
        });
        if ui.input(|input| input.has_accesskit_action_request(id, accesskit::Action::Click)) {
            intents.push(Intent::Choose(Some(mark.id.clone())));
        }
    }
    for drawn in &sight.arrows {
        let arrow = &sight.map.arrows[drawn.index];
        let Some(rect) = drawn.label.map(|label| label.intersect(canvas)).filter(|rect| rect.is_positive()) else {
            continue;
        };
        let id = egui::Id::unique(("map arrow", arrow.relation.id.as_str()));
        ui.interact(rect, id, Sense::hover())
            .widget_info(|| WidgetInfo::labeled(Role::Link, true, arrow_name(sight, drawn.index)));
    }
}

/// The accessible name of a box.
fn box_name(mark: &Annotation, session: &Session) -> String {
    let quote = quote_start(mark, session.text(), WHOLE);
    format!("{}: {quote}", attributed(mark.kind.name(), mark))
}

/// The accessible name of an arrow: "Denial by Ola Berg rebuts claim by the club".
fn arrow_name(sight: &Sight<'_>, at: usize) -> String {
    let arrow = &sight.map.arrows[at];
    let (from, to) = (sight.mark(arrow.from), sight.mark(arrow.to));
    let (from, to) = (attributed(from.kind.name(), from), attributed(&to.kind.name().to_lowercase(), to));
    format!("{from} {} {to}", arrow.relation.role.id())
}

/// The tooltip of the item under the pointer.
fn show_tooltip(
    ui: &Ui,
    session: &Session,
    response: &Response,
    sight: &Sight<'_>,
    hovered: Option<Hit>,
    linking: bool,
) {
    if linking {
        if let (Some(Hit::Box(at)), Some(from)) =
            (hovered, ui.input(|input| input.pointer.press_origin()).and_then(|place| sight.hit(place)))
            && let Hit::Box(from) = from
            && from != at
        {
            let (from, to) = (sight.mark(from), sight.mark(at));
            let possible = role::allowed(&from.kind, &to.kind).chain(role::allowed(&to.kind, &from.kind)).next();
            if possible.is_none() {
                ui.ctx().set_cursor_icon(CursorIcon::NotAllowed);
            }
        }
        return;
    }
    let Some((hit, place)) = tooltip::kept(ui.ctx(), response.id, hovered.zip(response.hover_pos())) else { return };
    // The map may have changed since the card was shown.
    let node = |at: usize| sight.map.boxes.get(at);
    match hit {
        Hit::Box(at) => {
            let Some(node) = node(at) else { return };
            let rect = sight.camera.rect(&node.rect).intersect(sight.camera.canvas());
            cards::of_box(response, rect, session, &node.mark);
        }
        Hit::Switch(at) => {
            let Some(node) = node(at) else { return };
            let words = if node.hidden > 0 { "Show" } else { "Hide" };
            let rect = sight.camera.rect(&boxes::switch(&node.rect));
            cards::beside(response, rect).show(|ui| ui.label(format!("{words} answers to this mark only  (Space)")));
        }
        Hit::Arrow(at) => {
            let Some(arrow) = sight.map.arrows.get(at) else { return };
            let rect = egui::Rect::from_center_size(place, egui::Vec2::splat(BESIDE));
            cards::of_link(response, rect, session, &arrow.relation, (sight.mark(arrow.from), sight.mark(arrow.to)));
        }
    }
}
