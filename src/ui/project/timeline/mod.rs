//! The timeline of a thread or a speaker: its statements as cards in lanes, by the dates of their articles.
//!
//! `scale` is the visible part of time, `plot` places the cards, `axis` draws the divisions of time, `cards` the statements.

mod axis;
mod cards;
mod plot;
mod scale;

use std::cell::Cell;
use std::sync::Arc;

use egui::containers::menu::MenuButton;
use egui::{Button, CursorIcon, EventFilter, Id, Key, Rect, Role, Sense, Ui, WidgetInfo};

use crate::app::action::{Field, Intent};
use crate::app::project::OpenProject;
use crate::app::project::intent::ProjectIntent;
use crate::app::project::view::{ProjectView, Subject};
use crate::app::state::State;
use crate::model::project::overview::Overview;
use crate::model::project::people::People;
use crate::model::project::timeline::{LANES, Lanes, Timeline, thread_name};
use crate::ui::fields::id_of;
use crate::ui::icons;
use crate::ui::panels::empty;
use crate::ui::project::frame;
use crate::ui::roles;
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap};

use plot::Plot;
use scale::Scale;

/// Zoom factor of one step.
const STEP: f64 = 1.3;

/// Points that a key moves.
const MOVE: f32 = 80.0;

/// The view's state between frames.
#[derive(Default)]
pub struct Shown {
    /// The overview, the subject and the lanes of the timeline.
    of: Option<(Arc<Overview>, Arc<People>, Subject, Lanes)>,
    timeline: Timeline,
    title: String,
    scale: Scale,
    plot: Plot,
    /// The distance that the lanes are scrolled by, in points.
    top: f32,
    /// The selected statement, by its index.
    selected: Option<usize>,
    /// True if it is to be shown.
    reveals: bool,
}

impl Shown {
    fn update(&mut self, project: &OpenProject, overview: &Arc<Overview>, subject: &Subject, lanes: Lanes) {
        let people = &project.people;
        let is_now = |(of, persons, about, by): &(Arc<Overview>, Arc<People>, Subject, Lanes)| {
            Arc::ptr_eq(of, overview) && Arc::ptr_eq(persons, people) && about == subject && *by == lanes
        };
        if self.of.as_ref().is_some_and(is_now) {
            return;
        }
        let selected = self.selected.and_then(|at| self.timeline.events.get(at)).and_then(|event| {
            let (before, ..) = self.of.as_ref()?;
            before.corpus().spot(event.place)
        });
        let is_other = self.of.as_ref().is_none_or(|(_, _, about, _)| about != subject);
        (self.timeline, self.title) = made(overview, people, subject, lanes);
        let place = selected.filter(|_| !is_other).and_then(|spot| overview.corpus().place(&spot));
        self.selected = place.and_then(|place| self.timeline.events.iter().position(|event| event.place == place));
        self.plot = Plot::default();
        if is_other {
            (self.scale, self.top) = (Scale::default(), 0.0);
        }
        self.of = Some((overview.clone(), people.clone(), subject.clone(), lanes));
    }
}

/// The timeline of a subject, with its title.
fn made(overview: &Overview, people: &People, subject: &Subject, lanes: Lanes) -> (Timeline, String) {
    let found = match subject {
        Subject::Thread(claim) => {
            let at = overview.corpus().place(claim).and_then(|place| overview.thread_at(place));
            let thread = at.and_then(|at| Some((at, overview.threads().get(at)?)));
            thread.map(|(at, thread)| (Timeline::of_thread(overview, people, at, lanes), thread_name(overview, thread)))
        }
        Subject::Speaker(name) => people
            .position(name)
            .map(|at| (Timeline::of_speaker(overview, people, at, lanes), people.list[at].name.clone())),
    };
    found.unwrap_or_default()
}

/// Shows the timeline.
pub fn show(
    ui: &mut Ui,
    state: &State,
    project: &OpenProject,
    (subject, lanes): (&Subject, Lanes),
    shown: &mut Shown,
    intents: &mut Vec<Intent>,
) {
    let Some(overview) = &project.overview else { return };
    shown.update(project, overview, subject, lanes);
    let title = visible(&shown.title).into_owned();
    let zoom = Cell::new(None);
    let tools = |ui: &mut Ui, intents: &mut Vec<Intent>| {
        ui.spacing_mut().item_spacing.x = gap::TIGHT;
        lanes_menu(ui, subject, lanes, intents);
        zoom.set(zoom_buttons(ui));
        if let Subject::Thread(claim) = subject {
            let passages = Button::new(if frame::is_roomy(ui) { "Passages" } else { icons::THREAD });
            let passages = ui.add(passages);
            passages.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Passages"));
            if passages.on_hover_text("Show the passages of the thread side by side").clicked() {
                let view = ProjectView::Thread(claim.clone());
                intents.push(Intent::Project(Box::new(ProjectIntent::View(view))));
            }
        }
    };
    frame::framed(ui, &title, intents, tools, |ui, intents| {
        if shown.timeline.events.is_empty() {
            frame::keyboard(ui, "Timeline", 0);
            let about = "The statements of a thread or a speaker are shown here by the dates of their articles";
            return empty::show(ui, &state.shell.keymap, "Nothing to show", about, &[]);
        }
        canvas(ui, (overview, &project.people), shown, zoom.get(), intents);
    });
}

/// The menu of lanes.
fn lanes_menu(ui: &mut Ui, subject: &Subject, lanes: Lanes, intents: &mut Vec<Intent>) {
    let of_thread = matches!(subject, Subject::Thread(_));
    let sensible = |row: &Lanes| !matches!((of_thread, row), (true, Lanes::Threads) | (false, Lanes::Speakers));
    let now = LANES.iter().find(|row| row.lanes == lanes).map_or("", |row| row.name);
    let title = if frame::is_roomy(ui) { format!("Lanes: {now}") } else { "Lanes".to_owned() };
    let button = Button::new(format!("{title} {}", icons::DOWN));
    let (response, _) = MenuButton::from_button(button).ui(ui, |ui| {
        roles::name(ui, "Lanes");
        for row in LANES.iter().filter(|row| sensible(&row.lanes)) {
            if roles::menu_choice(ui, row.lanes == lanes, row.name).clicked() {
                let view = ProjectView::Timeline(subject.clone(), row.lanes);
                intents.push(Intent::Project(Box::new(ProjectIntent::View(view))));
                ui.close();
            }
        }
    });
    roles::opens_menu(&response, Role::Button, &format!("Lanes: {now}"));
}

/// The buttons for the scale; returns the factor to zoom by, 0 to show everything.
fn zoom_buttons(ui: &mut Ui) -> Option<f64> {
    let mut zoom = None;
    for (title, name, help, factor) in [
        (icons::ADD, "Zoom timeline in", "Zoom in  (+)", STEP),
        (icons::LESS, "Zoom timeline out", "Zoom out  (-)", 1.0 / STEP),
        ("Fit", "Fit the timeline", "Show all dates  (0)", 0.0),
    ] {
        let button = ui.add(Button::new(title).min_size(egui::vec2(26.0, 0.0)));
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        if button.on_hover_text(help).clicked() {
            zoom = Some(factor);
        }
    }
    zoom
}

/// The parts of the canvas.
#[derive(Clone, Copy, Debug)]
struct Parts {
    /// The names of the lanes.
    names: Rect,
    /// The divisions of time.
    axis: Rect,
    /// The cards.
    cards: Rect,
}

impl Parts {
    fn of(rect: Rect, named: bool) -> Self {
        /// Height of the axis in points.
        const AXIS: f32 = 44.0;
        let names = if named { (rect.width() * 0.2).clamp(96.0, 190.0) } else { 0.0 };
        let (left, below) = (rect.left() + names, rect.top() + AXIS);
        Self {
            names: rect.with_max_x(left).with_min_y(below),
            axis: rect.with_min_x(left).with_max_y(below),
            cards: rect.with_min_x(left).with_min_y(below),
        }
    }
}

/// Draws the timeline and handles mouse and keyboard.
fn canvas(
    ui: &mut Ui,
    (overview, people): (&Overview, &People),
    shown: &mut Shown,
    zoom: Option<f64>,
    intents: &mut Vec<Intent>,
) {
    let id = id_of(Field::ProjectView);
    let rect = ui.available_rect_before_wrap();
    let response = ui.interact(rect, id, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, format!("Timeline of {}", shown.title)));
    ui.ctx().accesskit_node_builder(id, |node| node.set_size_of_set(shown.timeline.events.len()));
    let palette = theme::palette(ui.visuals());
    ui.painter().rect_filled(rect, 0.0, palette.page);
    let named = shown.timeline.lanes.len() > 1 || shown.timeline.lanes.iter().any(|lane| !lane.name.is_empty());
    let parts = Parts::of(rect, named);
    shown.scale.set_room(parts.cards.width(), shown.timeline.days(), shown.timeline.has_undated());
    match zoom {
        Some(0.0) => shown.scale.fit(),
        Some(factor) => shown.scale.zoom_at(parts.cards.width() / 2.0, factor),
        None => {}
    }
    // A lane of a speaker has the name beside it.
    let one_speaker = shown
        .of
        .as_ref()
        .is_some_and(|(_, _, about, lanes)| *lanes == Lanes::Speakers || matches!(about, Subject::Speaker(_)));
    let has_focus = response.has_focus();
    if has_focus {
        handle_keys(ui, overview, shown, id, parts, intents);
    }
    if let Some(place) = response.hover_pos() {
        handle_wheel(ui, shown, place.x - parts.cards.left(), parts.cards.height());
    }
    if response.dragged() {
        let by = response.drag_delta();
        shown.scale.pan(by.x);
        shown.top -= by.y;
    }
    let Shown { timeline, scale, plot, top, selected, reveals, .. } = shown;
    plot.update(timeline, scale, parts.cards.height());
    if let Some(at) = selected.filter(|_| std::mem::take(reveals)) {
        let moved = scale.reveal(plot.x(timeline, scale, at), plot.level().width());
        *top = plot.reveal(timeline, at, *top, parts.cards.height());
        if moved {
            ui.ctx().request_repaint();
        }
    }
    *top = top.clamp(0.0, (plot.height() - parts.cards.height()).max(0.0));
    let ticks = axis::lines(ui, scale, parts, palette);
    axis::lanes(ui, timeline, plot, *top, parts, palette);
    let hovered = cards::draw(
        ui,
        &cards::Scene { overview, people, timeline, scale, plot, top: *top, area: parts.cards, one_speaker, palette },
        &response,
        *selected,
    );
    axis::names(ui, timeline, plot, *top, parts, palette);
    axis::head(ui, scale, &ticks, parts, palette);
    if response.clicked() || response.drag_started() {
        response.request_focus();
    }
    if let Some(at) = hovered {
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        if response.clicked() {
            *selected = Some(at);
            go(overview, timeline, at, intents);
        }
    } else if response.dragged() {
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
    }
}

/// Goes to a statement in its article.
fn go(overview: &Overview, timeline: &Timeline, at: usize, intents: &mut Vec<Intent>) {
    let spot = timeline.events.get(at).and_then(|event| overview.corpus().spot(event.place));
    intents.extend(spot.map(|spot| Intent::Project(Box::new(ProjectIntent::GoTo(spot)))));
}

/// The wheel moves the lanes if they do not fit, and time else; with `Shift` always time; with `Ctrl`, or by pinching, it
/// zooms.
fn handle_wheel(ui: &Ui, shown: &mut Shown, x: f32, height: f32) {
    let (scroll, zoom) = ui.input(|input| (input.smooth_scroll_delta(), input.zoom_delta()));
    if zoom != 1.0 {
        shown.scale.zoom_at(x, f64::from(zoom));
    } else if scroll != egui::Vec2::ZERO {
        shown.scale.pan(scroll.x);
        if shown.plot.height() > height {
            shown.top -= scroll.y;
        } else {
            shown.scale.pan(scroll.y);
        }
    }
}

/// Handles keys while the timeline has the focus.
fn handle_keys(ui: &Ui, overview: &Overview, shown: &mut Shown, id: Id, parts: Parts, intents: &mut Vec<Intent>) {
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let pressed = |key| ui.input(|input| input.key_pressed(key) && !input.modifiers.command && !input.modifiers.alt);
    let middle = parts.cards.width() / 2.0;
    let last = shown.timeline.events.len() - 1;
    let next = match shown.selected {
        Some(at) if pressed(Key::ArrowRight) => Some((at + 1).min(last)),
        Some(at) if pressed(Key::ArrowLeft) => Some(at.saturating_sub(1)),
        Some(at) if pressed(Key::ArrowDown) => shown.plot.beside(&shown.timeline, at, true),
        Some(at) if pressed(Key::ArrowUp) => shown.plot.beside(&shown.timeline, at, false),
        _ if pressed(Key::Home) => Some(0),
        _ if pressed(Key::End) => Some(last),
        None if [Key::ArrowRight, Key::ArrowDown, Key::ArrowLeft, Key::ArrowUp].into_iter().any(pressed) => Some(0),
        _ => None,
    };
    if next.is_some() {
        (shown.selected, shown.reveals) = (next, true);
    }
    if pressed(Key::Enter)
        && let Some(at) = shown.selected
    {
        go(overview, &shown.timeline, at, intents);
    }
    if pressed(Key::Plus) || pressed(Key::Equals) {
        shown.scale.zoom_at(middle, STEP);
    }
    if pressed(Key::Minus) {
        shown.scale.zoom_at(middle, 1.0 / STEP);
    }
    if pressed(Key::Num0) {
        shown.scale.fit();
    }
    if pressed(Key::PageDown) {
        shown.scale.pan(-MOVE);
    }
    if pressed(Key::PageUp) {
        shown.scale.pan(MOVE);
    }
}
