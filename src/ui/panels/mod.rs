//! The parts of the window: menu bar, article, side panel, status bar.

use egui::{CentralPanel, Context, Frame, Id, Margin, Panel as Side, Ui};

use crate::app::action::{Action, Field};
use crate::app::review;
use crate::app::state::{Panel, State};
use crate::model::history::Selection;
use crate::model::offset::ByteRange;
use crate::storage::settings::Settings;
use crate::ui::map::{self, MapView};
use crate::ui::text_view::{Reveal, TextView};
use crate::ui::theme;

pub mod article;
pub mod changes;
pub mod compare;
pub mod inspector;
pub mod ledger;
pub mod links;
pub mod marks;
pub mod menu;
pub mod notices;
pub mod offer;
pub mod outline;
pub mod problems;
pub mod speakers;
pub mod status;
pub mod welcome;

/// What the window keeps for drawing alone: scroll positions, and what was computed for what is shown.
#[derive(Default)]
pub struct View {
    /// The article.
    pub text: TextView,
    /// What the article is to bring into sight.
    pub reveal: Option<Reveal>,
    /// The article as it was, beside it.
    pub old: TextView,
    /// What the article as it was is to bring into sight.
    pub reveal_old: Option<Reveal>,
    /// The passages that wait for a decision.
    pub changes: changes::Shown,
    /// The marks that are listed.
    pub listed: marks::Listed,
    /// The ledger.
    pub ledger: ledger::Shown,
    /// The headings that are listed.
    pub outline: outline::Shown,
    /// The map.
    pub map: MapView,
    /// The words counted in the selection.
    pub counted: Option<(Selection, usize)>,
    /// What is typed into the tags of the selected mark, while it is being typed.
    pub tags: inspector::Tags,
    /// The widths of the window and of the side panel in the last frame, in points, and whether the panel's edge is
    /// being dragged.
    widths: (f32, f32, bool),
}

impl View {
    /// Gives the keyboard to a part of the window.
    pub fn focus(&mut self, ctx: &Context, field: Field) {
        if field == Field::Article {
            self.text.request_focus();
        } else {
            ctx.memory_mut(|memory| memory.request_focus(id_of(field)));
        }
    }

    /// Keeps the side panel's width as a setting once its edge was dragged; a narrow window changes no setting.
    fn resized(&mut self, ui: &Ui, state: &State, window: f32, panel: f32, said: &mut Vec<Action>) {
        let (old_window, old_panel, dragged) = self.widths;
        let down = ui.input(|input| input.pointer.primary_down());
        let dragging = down && (dragged || (old_window == window && old_panel != 0.0 && old_panel != panel));
        if dragged && !down && state.settings.panel_width != Some(panel) {
            said.push(Action::Settings(Box::new(Settings { panel_width: Some(panel), ..state.settings.clone() })));
        }
        self.widths = (window, panel, dragging);
    }

    /// Brings a passage into sight.
    pub fn reveal(&mut self, range: ByteRange) {
        self.reveal = Some(next_reveal(self.reveal, range));
    }

    /// Brings a passage of the article as it was into sight.
    pub fn reveal_old(&mut self, range: ByteRange) {
        self.reveal_old = Some(next_reveal(self.reveal_old, range));
    }
}

fn next_reveal(last: Option<Reveal>, range: ByteRange) -> Reveal {
    Reveal { serial: last.map_or(0, |last| last.serial + 1), range }
}

/// The id of the widget that a field is.
pub fn id_of(field: Field) -> Id {
    Id::unique(match field {
        Field::Article => "article",
        Field::Panel(Panel::Marks) => "marks",
        Field::Panel(Panel::Ledger) => "ledger",
        Field::Panel(Panel::Map) => "map",
        Field::Panel(Panel::Speakers) => "speakers",
        Field::Panel(Panel::Problems) => "problems",
        Field::Panel(Panel::Outline) => "outline",
        Field::Panel(Panel::Changes) => "changes",
        Field::Filter => "filter field",
        Field::Note => "note field",
        Field::Tags => "tags field",
        Field::Find => "find field",
    })
}

/// Draws everything that does not lie over the window.
pub fn show(ui: &mut Ui, state: &State, view: &mut View, said: &mut Vec<Action>) {
    let palette = theme::palette(ui.visuals().dark_mode);
    let bar = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(8, 3));
    Side::top("menu").frame(bar).show(ui, |ui| menu::show(ui, state, said));
    Side::bottom("status").frame(bar.inner_margin(Margin::symmetric(12, 4))).show(ui, |ui| {
        status::show(ui, state, view, said);
    });
    if state.open.is_some() {
        let width = ui.available_width();
        let panel = Side::right("panel")
            .frame(Frame::new().fill(palette.panel).inner_margin(Margin { left: 12, right: 12, top: 8, bottom: 8 }))
            .default_size(state.settings.panel_width.unwrap_or((width * 0.32).clamp(300.0, 420.0)))
            .size_range(240.0..=(width * 0.42).max(241.0))
            .show(ui, |ui| {
                tabs(ui, state, said);
                match state.side() {
                    Panel::Marks => marks::show(ui, state, view, said),
                    Panel::Ledger => ledger::show(ui, state, view, said),
                    Panel::Map => map::show(ui, state, &mut view.map, said),
                    Panel::Speakers => speakers::show(ui, state, view, said),
                    Panel::Problems => problems::show(ui, state, said),
                    Panel::Outline => outline::show(ui, state, view, said),
                    Panel::Changes => changes::show(ui, state, view, said),
                }
            });
        view.resized(ui, state, width, panel.response.rect.width(), said);
    }
    CentralPanel::default().frame(Frame::new().fill(palette.page)).show(ui, |ui| {
        notices::show(ui, state, said);
        match &state.open {
            Some(open) if state.middle() != Field::Article => {
                offer::show(ui, state, open, said);
                map::show_full(ui, state, &mut view.map, said);
            }
            Some(open) => match open.review.as_deref().filter(|review| review.compared) {
                Some(review) => compare::show(ui, state, open, review, view, said),
                None => article::show(ui, state, open, None, view, said),
            },
            None => welcome::show(ui, state, said),
        }
    });
}

fn tabs(ui: &mut Ui, state: &State, said: &mut Vec<Action>) {
    let problems = state.open.as_ref().map_or(0, |open| open.problems.listed().len());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let mut tab = |panel, title: String| {
            if ui.selectable_label(state.side() == panel, title).clicked() {
                said.push(Action::Show(panel));
            }
        };
        tab(Panel::Marks, "Marks".to_owned());
        tab(Panel::Ledger, "Ledger".to_owned());
        tab(Panel::Map, "Map".to_owned());
        tab(Panel::Speakers, "Speakers".to_owned());
        let changed = state.open.as_ref().is_some_and(review::has_changes);
        if changed || state.side() == Panel::Changes {
            tab(Panel::Changes, "Changes".to_owned());
        }
        tab(Panel::Problems, if problems == 0 { "Problems".to_owned() } else { format!("Problems {problems}") });
        tab(Panel::Outline, "Outline".to_owned());
    });
    ui.separator();
}
