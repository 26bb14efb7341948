//! The parts of the window: menu bar, article, side panel, status bar.

use egui::{CentralPanel, Context, Frame, Id, Margin, Panel as Side, RichText, Ui};
use jiff::tz::TimeZone;

use crate::app::action::{Field, Intent};
use crate::app::commands;
use crate::app::shell::Shell;
use crate::app::shell::panel::Panel;
use crate::app::shell::sidebar::Beside;
use crate::app::state::State;
use crate::jobs::project::ProjectId;
use crate::model::selection::Selection;
use crate::storage::settings::Settings;
use crate::ui::context_menu::{self, OpenMenu};
use crate::ui::edge::{self, Edge};
use crate::ui::fields::id_of;
use crate::ui::low;
use crate::ui::manual;
use crate::ui::map::{self, MapView};
use crate::ui::pane::Panes;
use crate::ui::project;
use crate::ui::rows::Rows;
use crate::ui::theme::{self, gap};

pub mod across;
pub mod article;
pub mod card;
pub mod changes;
pub mod chip;
pub mod compare;
pub mod elsewhere;
pub mod empty;
pub mod find;
pub mod hints;
pub mod history;
pub mod inspector;
pub mod ledger;
pub mod links;
pub mod listed;
pub mod marks;
pub mod menu;
pub mod notices;
pub mod offer;
pub mod outline;
pub mod pair;
pub mod problem;
pub mod problems;
pub mod project_problems;
pub mod reading;
pub mod several;
pub mod speakers;
pub mod split;
pub mod status;
pub mod strip;
pub mod tabs;
pub mod tags;
pub mod welcome;

/// The state of the views: scroll positions and caches.
pub struct View {
    /// The menu bar.
    pub menus: menu::Menus,
    /// The reading settings.
    pub reading: reading::Popover,
    /// The sliding of the side panel.
    slide: Slide,
    /// The context menu.
    pub context_menu: OpenMenu,
    /// The open articles.
    pub panes: Panes,
    /// The tabs of the open articles.
    pub strip: strip::Strip,
    /// The changes panel.
    pub changes: changes::Shown,
    /// The list of marks.
    pub listed: listed::Listed,
    /// The ledger.
    pub ledger: ledger::Shown,
    /// The outline.
    pub outline: outline::Shown,
    /// The history.
    pub history: history::Shown,
    /// The map.
    pub map: MapView,
    /// The list of problems.
    pub problems: Rows,
    /// The number of words in a selection.
    pub counted: Option<(Selection, usize)>,
    /// The number of links of an article with others, by the project, its generation and the path.
    pub across: Option<(ProjectId, u64, String, usize)>,
    /// The divider between the list of marks and the inspector.
    pub split: split::Split,
    /// The local time zone.
    pub zone: TimeZone,
    /// The field that the focus was given to in a frame with a click.
    asked: Option<Id>,
    /// The tag being typed.
    pub tags: tags::Typed,
    /// Values that several selected marks have in common.
    pub shared: several::Shared,
    /// The side panel's edge.
    edge: Edge,
    /// The views of the project.
    pub project: project::Views,
    /// The manual.
    pub manual: manual::Shown,
}

impl View {
    /// The views of a new window in this time zone.
    pub fn new(zone: TimeZone) -> Self {
        Self {
            menus: menu::Menus::default(),
            reading: reading::Popover::default(),
            slide: Slide::default(),
            context_menu: OpenMenu::default(),
            panes: Panes::default(),
            strip: strip::Strip::default(),
            changes: changes::Shown::default(),
            listed: listed::Listed::default(),
            ledger: ledger::Shown::default(),
            outline: outline::Shown::default(),
            history: history::Shown::default(),
            map: MapView::default(),
            problems: Rows::new(problem::ROW),
            counted: None,
            across: None,
            split: split::Split::default(),
            zone,
            asked: None,
            tags: tags::Typed::default(),
            shared: several::Shared::default(),
            edge: Edge::default(),
            project: project::Views::default(),
            manual: manual::Shown::default(),
        }
    }

    /// Focuses a part of the window; instead of an article that something else covers, that.
    pub fn focus(&mut self, ctx: &Context, state: &State, field: Field) {
        let field = if field == Field::Article { state.middle() } else { field };
        match field {
            Field::Article => {
                if let Some(session) = state.session() {
                    self.panes.of(session.id).text.request_focus();
                }
            }
            Field::Menu(menu) => self.menus.open(menu),
            Field::ReadingSettings => self.reading.open(),
            _ => self.focus_widget(ctx, id_of(field)),
        }
    }

    /// Focuses a widget.
    pub fn focus_widget(&mut self, ctx: &Context, id: Id) {
        self.asked = Some(id);
        self.hold_focus(ctx);
    }

    /// Gives the focus to the field last asked for. A field that gets it by a click elsewhere, as on a menu, loses it if
    /// that frame has a second pass.
    pub fn hold_focus(&mut self, ctx: &Context) {
        if let Some(id) = self.asked {
            ctx.memory_mut(|memory| memory.request_focus(id));
            self.asked = self.asked.filter(|_| ctx.input(|input| input.pointer.any_click()));
        }
    }

    /// True if a mark is being dragged in the article or on the map, to be linked.
    pub fn drags(&self) -> bool {
        self.panes.drags() || self.map.links()
    }
}

/// The sliding of the side panel, for which egui's animations last a moment; they are off else.
#[derive(Default)]
struct Slide {
    /// True if the panel was open, or opening, in the last frame.
    open: Option<bool>,
    /// The time at which it ends, in seconds.
    end: Option<f64>,
}

impl Slide {
    fn update(&mut self, ui: &Ui, shell: &Shell, open: bool) {
        let (now, motion) = (ui.input(|input| input.time), theme::motion(shell));
        if self.open.replace(open).is_some_and(|was| was != open) && motion > 0.0 {
            self.end = Some(now + f64::from(motion));
            ui.ctx().all_styles_mut(|style| style.animation_time = motion);
        } else if self.end.is_some_and(|end| end < now) {
            self.end = None;
            ui.ctx().all_styles_mut(|style| style.animation_time = 0.0);
        }
    }

    fn moves(&self) -> bool {
        self.end.is_some()
    }
}

/// Width of the window in points below which sidebar, middle and panel have it in turn.
const TIGHT: f32 = 480.0;

/// Draws everything but the picker and the dialogs.
pub fn show(ui: &mut Ui, state: &State, view: &mut View, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    let bar = Frame::new().fill(palette.panel).inner_margin(theme::margin(gap::USUAL, gap::HAIR));
    let alone = state.shell.reading && state.session().is_some();
    if alone && !view.menus.is_open(ui.ctx()) {
        let bar = bar.fill(palette.page).inner_margin(theme::margin(gap::WIDE, gap::HAIR));
        Side::top("reading").frame(bar).show_separator_line(false).show(ui, |ui| {
            reading::bar(ui, state, &mut view.reading, intents);
        });
    } else {
        Side::top("menu").frame(bar).show(ui, |ui| menu::show(ui, state, view, intents));
    }
    if !alone {
        Side::bottom("status").frame(bar.inner_margin(theme::margin(gap::WIDE, gap::TIGHT))).show(ui, |ui| {
            status::show(ui, state, view, intents);
        });
    }
    let tight = ui.available_width() < TIGHT;
    if tight != state.shell.tight {
        intents.push(Intent::Tight(tight));
    }
    let is_covered = match state.shell.covers() {
        Some(Beside::Panel) => state.session().is_some(),
        Some(Beside::Sidebar) => state.project.is_some(),
        None => false,
    };
    if is_covered {
        notices::show(ui, state, intents);
    }
    project::show(ui, state, &mut view.project, intents);
    let is_asked = state.shell.panel == Panel::Problems && !project_problems::listed(state).is_empty();
    if state.session().is_some() || is_asked {
        let mut open = state.shell.shows_panel();
        view.slide.update(ui, &state.shell, open);
        let width = ui.available_width();
        view.edge.begin(ui, "panel", edge::Side::Right, width);
        let tight = state.shell.tight;
        let sizes = if tight { width..=width } else { 240.0..=(width * 0.42).max(241.0) };
        let panel = Side::right("panel")
            .frame(Frame::new().fill(palette.panel).inner_margin(Margin { left: 12, right: 12, top: 8, bottom: 8 }))
            .default_size(state.shell.settings.panel_width.unwrap_or((width * 0.32).clamp(300.0, 460.0)))
            .size_range(sizes)
            .resizable(!tight)
            .drag_to_open(!alone && !tight)
            .show_collapsible(ui, &mut open, |ui| {
                let Some(session) = state.session() else {
                    ui.label(RichText::new("Problems of the project").strong());
                    ui.separator();
                    return problems::show(ui, state, &mut view.problems, intents);
                };
                low::panel(ui, |ui| {
                    tabs::show(ui, state, session, intents);
                    match state.shell.side() {
                        Panel::Marks => marks::show(ui, state, session, view, intents),
                        Panel::Ledger => ledger::show(ui, state, session, view, intents),
                        Panel::Map => map::show(ui, state, session, &mut view.map, intents),
                        Panel::Speakers => speakers::show(ui, state, session, view, intents),
                        Panel::Problems => problems::show(ui, state, &mut view.problems, intents),
                        Panel::Outline => outline::show(ui, state, session, view, intents),
                        Panel::Changes => changes::show(ui, state, session, view, intents),
                        Panel::History => history::show(ui, state, session, &mut view.history, intents),
                    }
                });
            });
        edge::name(ui, "panel", "Width of the side panel");
        if open != state.shell.shows_panel() {
            intents.push(Intent::Run(&commands::view::PANEL));
        }
        if let Some(panel) = panel.filter(|_| !view.slide.moves() && !tight)
            && let Some(dragged) = view.edge.end(ui, width, panel.response.rect.width())
            && state.shell.settings.panel_width != Some(dragged)
        {
            let settings = Settings { panel_width: Some(dragged), ..state.shell.settings.clone() };
            intents.push(Intent::Settings(Box::new(settings)));
        }
    }
    if is_covered {
        return context_menu::show(ui, state, &mut view.context_menu, intents);
    }
    // Its background is the page, which is the window's clear colour.
    CentralPanel::default().frame(Frame::new()).show(ui, |ui| {
        if !alone {
            strip::show(ui, state, &mut view.strip, intents);
        }
        notices::show(ui, state, intents);
        hints::show(ui, state, intents);
        if state.shell.manual.is_open {
            return manual::show(ui, state, &mut view.manual, intents);
        }
        if let Some((open, large)) = state.project_view() {
            return project::views::show(ui, state, open, large, &mut view.project, intents);
        }
        match state.session() {
            Some(session) if state.middle() != Field::Article => {
                offer::show(ui, state, session, intents);
                map::show_full(ui, state, session, &mut view.map, intents);
            }
            Some(_) => pair::show(ui, state, view, intents),
            None => welcome::show(ui, state, intents),
        }
    });
    context_menu::show(ui, state, &mut view.context_menu, intents);
}
