//! The argument map, in the side panel or in place of the article.
//!
//! `camera` is the visible part, `glide` moves it, `boxes` and `arrows` draw, `cards` are for the pointer, `canvas` handles
//! the mouse and the keyboard. A large map is laid out by a job while the old one is shown.

pub(in crate::ui) mod arrows;
pub(in crate::ui) mod boxes;
pub(in crate::ui) mod camera;
mod canvas;
mod cards;
pub(in crate::ui) mod glide;

use std::sync::Arc;

use egui::{Button, CentralPanel, Frame, Panel as Side, Role, Ui, WidgetInfo};

use crate::app::action::Intent;
use crate::app::commands;
use crate::app::commands::mark::MARK_AS;
use crate::app::session::Session;
use crate::app::state::State;
use crate::jobs::map::{Laid, MapJob, lay_out};
use crate::model::annotation::Id;
use crate::model::map::{Fit, Layout, Shown, Spacing, Stack};
use crate::model::text::ArticleText;
use crate::ui::icons;
use crate::ui::panels::empty;
use crate::ui::theme::{self, gap};

use camera::{Camera, SIDES};
use glide::Glide;

/// Maximum marks and links of a map that is laid out within a frame, in about a millisecond.
const AT_ONCE: usize = 2000;

/// Zoom factor of one step.
const STEP: f32 = 1.2;

/// The place of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Room {
    /// In the side panel.
    Panel,
    /// In place of the article.
    Full,
}

impl Room {
    /// The layout in a place of this width.
    fn layout(self, width: f32) -> Layout {
        /// Step of the width, so that the map is not laid out for every point.
        const STEP: f32 = 10.0;
        match self {
            // A panel is narrow, so answers are below what they answer.
            Self::Panel => Layout::Stack(Stack::of((((width - 2.0 * SIDES) / STEP).floor() * STEP).max(200.0))),
            Self::Full => Layout::Columns(Spacing::default()),
        }
    }
}

/// The map's state between frames.
pub struct MapView {
    /// The article of the map.
    text: Option<ArticleText>,
    /// The generation and filter of the map.
    shown: Shown,
    /// The laid-out map.
    drawn: Option<Laid>,
    /// The box last collapsed or expanded, until the new map is drawn.
    toggled: Option<Id>,
    /// The last map requested from a job.
    asked: Option<(u64, Shown, Layout)>,
    /// The sizes of boxes, for a number of pixels per point.
    fit: Option<(f32, Fit)>,
    /// The cameras of the panel and the full window.
    panel: Camera,
    full: Camera,
    /// The movement to where the map is shown next.
    glide: Option<Glide>,
    /// The selected mark last scrolled to.
    seen: Option<Id>,
    /// The start of a drag: a box, if a link is being made.
    linking: Option<Id>,
    /// The link with an open menu, and the menu's position.
    menu: Option<(Id, egui::Pos2)>,
}

impl Default for MapView {
    fn default() -> Self {
        Self {
            text: None,
            shown: Shown::default(),
            drawn: None,
            toggled: None,
            asked: None,
            fit: None,
            panel: Camera::by_width(),
            full: Camera::default(),
            glide: None,
            seen: None,
            linking: None,
            menu: None,
        }
    }
}

impl MapView {
    /// True if a link is being dragged from a box.
    pub fn links(&self) -> bool {
        self.linking.is_some()
    }

    fn camera(&mut self, room: Room) -> &mut Camera {
        match room {
            Room::Panel => &mut self.panel,
            Room::Full => &mut self.full,
        }
    }

    /// Updates the laid-out map, or requests a job for it.
    fn update(&mut self, ui: &Ui, session: &Session, room: Room, intents: &mut Vec<Intent>) {
        let ctx = ui.ctx();
        let text = session.text();
        if self.text.as_ref() != Some(text) {
            *self = Self { text: Some(text.clone()), ..Self::default() };
        }
        let (generation, layout) = (session.set().generation(), room.layout(ui.available_width()));
        let fresh =
            |laid: &Laid, shown: &Shown| laid.generation == generation && laid.shown == *shown && laid.layout == layout;
        if self.drawn.as_ref().is_some_and(|drawn| fresh(drawn, &self.shown)) {
            return;
        }
        if let Some(laid) = session.laid.as_ref().filter(|laid| laid.text == *text) {
            let newer = self.drawn.as_ref().is_none_or(|drawn| laid.generation > drawn.generation);
            if newer || fresh(laid, &self.shown) {
                self.adopt(laid.clone(), session.focus.mark.as_ref());
            }
            if fresh(laid, &self.shown) {
                return;
            }
        }
        let pixels = ctx.pixels_per_point();
        let fit = match &self.fit {
            Some((of, fit)) if *of == pixels => fit.clone(),
            _ => boxes::fit(ctx),
        };
        self.fit = Some((pixels, fit.clone()));
        if session.set().annotations().len() + session.set().relations().len() <= AT_ONCE {
            let job = MapJob { text: text.clone(), set: session.set().clone(), shown: self.shown.clone(), layout, fit };
            self.adopt(lay_out(&job), session.focus.mark.as_ref());
            return;
        }
        let wanted = (generation, self.shown.clone(), layout);
        if self.asked.as_ref() != Some(&wanted) {
            let job = MapJob { text: text.clone(), set: session.set().clone(), shown: self.shown.clone(), layout, fit };
            self.asked = Some(wanted);
            intents.push(Intent::LayOut(Box::new(job)));
        }
    }

    /// Replaces the map, with the selected mark at the same place on the screen.
    fn adopt(&mut self, laid: Laid, selected: Option<&Id>) {
        let toggled = self.toggled.take();
        let held = toggled.as_ref().or(selected);
        let place = |laid: &Laid| {
            let at = laid.map.position(held?)?;
            Some(laid.map.boxes[at].rect.min)
        };
        let old = self.drawn.as_ref().filter(|drawn| drawn.layout == laid.layout);
        // A fitted map is fitted again.
        let shown_anew = old.is_some_and(|old| old.shown != laid.shown);
        let places = old.and_then(place).zip(place(&laid));
        for camera in [&mut self.panel, &mut self.full] {
            if shown_anew && camera.is_fitted() {
                camera.fit(laid.map.size);
            } else if let Some((from, to)) = places {
                camera.follow(from, to);
            }
        }
        // Another map is no movement.
        self.glide = None;
        self.drawn = Some(laid);
    }

    /// Hides or shows the answers to this mark only.
    fn toggle(&mut self, mark: &Id) {
        if !self.shown.collapsed.remove(mark) {
            self.shown.collapsed.insert(mark.clone());
        }
        self.toggled = Some(mark.clone());
    }
}

/// Shows the map in the side panel.
pub fn show(ui: &mut Ui, state: &State, session: &Session, view: &mut MapView, intents: &mut Vec<Intent>) {
    show_in(ui, state, session, view, Room::Panel, intents);
}

/// Shows the map in place of the article.
pub fn show_full(ui: &mut Ui, state: &State, session: &Session, view: &mut MapView, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    let frame = Frame::new().fill(palette.panel).inner_margin(theme::margin(gap::WIDE, gap::LINE));
    Side::top("map tools").frame(frame).show(ui, |ui| tools(ui, state, view, Room::Full, intents));
    CentralPanel::default().frame(Frame::new()).show(ui, |ui| {
        draw(ui, state, session, view, Room::Full, intents);
    });
}

fn show_in(ui: &mut Ui, state: &State, session: &Session, view: &mut MapView, room: Room, intents: &mut Vec<Intent>) {
    tools(ui, state, view, room, intents);
    ui.add_space(gap::TIGHT);
    draw(ui, state, session, view, room, intents);
}

/// The toolbar.
fn tools(ui: &mut Ui, state: &State, view: &mut MapView, room: Room, intents: &mut Vec<Intent>) {
    let size = view.drawn.as_ref().map(|drawn| drawn.map.size).unwrap_or_default();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = gap::TIGHT;
        let button = |ui: &mut Ui, title: &str, label: &str, help: &str| {
            let button = ui.add(Button::new(title).min_size(egui::vec2(26.0, 0.0)));
            button.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
            button.on_hover_text(help).clicked()
        };
        let fit = if room == Room::Panel { "Fit the width  (0)" } else { "Show the whole map  (0)" };
        let camera = view.camera(room);
        if button(ui, "Fit", "Fit the map", fit) {
            camera.fit(size);
        }
        for (title, label, help, factor) in [
            (icons::LESS, "Zoom map out", "Zoom out  (-)", 1.0 / STEP),
            (icons::ADD, "Zoom map in", "Zoom in  (+)", STEP),
        ] {
            if button(ui, title, label, help) {
                camera.zoom_at(camera.canvas().center(), factor);
            }
        }
        ui.add_space(gap::TIGHT);
        theme::choice(ui, |ui| ui.checkbox(&mut view.shown.unlinked, "Unlinked marks"))
            .on_hover_text("Also show the marks without links");
        let command = &commands::view::FULL_MAP;
        let (title, help) = match room {
            Room::Panel => ("Full window", format!("{}  ({})", command.help, state.shell.keymap.shown(command))),
            Room::Full => ("Back to article", format!("{}  (Esc)", command.help)),
        };
        if button(ui, title, title, &help) {
            intents.push(Intent::Run(command));
        }
    });
}

/// The canvas, or the reason for an empty map.
fn draw(ui: &mut Ui, state: &State, session: &Session, view: &mut MapView, room: Room, intents: &mut Vec<Intent>) {
    view.update(ui, session, room, intents);
    let map = view.drawn.as_ref().map(|drawn| Arc::clone(&drawn.map));
    canvas::show(ui, state, session, view, room, map.as_deref(), intents);
}

/// Says why the map is empty, and how it is filled.
fn show_empty(ui: &mut Ui, state: &State, session: &Session, drawn: bool) {
    let keymap = &state.shell.keymap;
    if !drawn {
        empty::show(ui, keymap, "Drawing the map…", "", &[]);
    } else if session.set().annotations().is_empty() {
        let [claim, denial, evidence] = &MARK_AS;
        let about = "Marks are boxes here, and their links are arrows";
        empty::show(ui, keymap, "No marks yet", about, &[claim, denial, evidence, &commands::mark::LINK]);
    } else {
        let about = "Linked marks are boxes here, and their links are arrows. Drag one mark to another to link them";
        empty::show(ui, keymap, "No links yet", about, &[&commands::mark::LINK]);
    }
}
