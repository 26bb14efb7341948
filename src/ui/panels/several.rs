//! The inspector of several selected marks: what they share, and changes of all of them.

use egui::{Button, RichText, Role, TextStyle, Ui, WidgetInfo};

use crate::app::action::Intent;
use crate::app::commands;
use crate::app::session::Session;
use crate::model::annotation::{Annotation, Certainty, Speaker};
use crate::model::fields;
use crate::model::fold;
use crate::model::kind::Kind;
use crate::model::message::counted;
use crate::ui::label;
use crate::ui::panels::inspector::{certainty, field, kinds};
use crate::ui::panels::{View, tags};
use crate::ui::theme::{self, gap};

/// Values that the selected marks have in common.
#[derive(Clone, Default)]
pub struct Shared {
    /// The generation of the set, and the number of the selection.
    of: Option<(u64, u64)>,
    count: usize,
    kind: Option<Kind>,
    /// `None` if they have different speakers.
    speaker: Option<Option<Speaker>>,
    certainty: Option<Certainty>,
    discuss: Option<bool>,
    /// The tags that all have.
    tags: Vec<String>,
    /// The tags that only some have.
    others: Vec<String>,
}

impl Shared {
    /// Brings it up to date; returns the number of selected marks.
    pub fn update(&mut self, session: &Session) -> usize {
        let now = (session.set().generation(), session.several.serial());
        if self.of != Some(now) {
            *self = Self { of: Some(now), ..Self::of(&session.chosen()) };
        }
        if session.several().is_some() { self.count } else { 0 }
    }

    fn of(marks: &[&Annotation]) -> Self {
        let Some((first, rest)) = marks.split_first() else { return Self::default() };
        let has = |mark: &Annotation, tag: &str| mark.tags.iter().any(|other| fold::is_same_name(other, tag));
        let (tags, mut others): (Vec<String>, Vec<String>) =
            first.tags.iter().cloned().partition(|tag| rest.iter().all(|mark| has(mark, tag)));
        for tag in rest.iter().flat_map(|mark| &mark.tags) {
            if !tags.iter().chain(&others).any(|other| other == tag || fold::is_same_name(other, tag)) {
                others.push(tag.clone());
            }
        }
        let all = |same: &dyn Fn(&Annotation) -> bool| rest.iter().all(|mark| same(mark));
        Self {
            of: None,
            count: marks.len(),
            kind: all(&|mark| mark.kind == first.kind).then(|| first.kind.clone()),
            speaker: all(&|mark| is_same_speaker(mark.speaker.as_ref(), first.speaker.as_ref()))
                .then(|| first.speaker.clone()),
            certainty: all(&|mark| mark.certainty == first.certainty).then(|| first.certainty.clone()),
            discuss: all(&|mark| mark.discuss == first.discuss).then_some(first.discuss),
            tags,
            others,
        }
    }
}

fn is_same_speaker(one: Option<&Speaker>, other: Option<&Speaker>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => one.is(&other.voice, &other.name),
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// Shows what the selected marks have in common.
pub fn show(ui: &mut Ui, session: &Session, view: &mut View, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    let View { shared, tags: typed, .. } = view;
    let marks = counted(shared.count, "mark", "marks");
    ui.horizontal(|ui| {
        ui.label(RichText::new(format!("{marks} selected")).strong());
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let delete = &commands::mark::DELETE;
            ui.add_enabled_ui(session.is_editable(), |ui| {
                let button = ui.add(Button::new("Delete").frame_when_inactive(false));
                button.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Delete {marks}")));
                if button.on_hover_text(format!("Delete {marks} and their links")).clicked() {
                    intents.push(Intent::Run(delete));
                }
            });
        });
    });
    ui.add_enabled_ui(session.is_editable(), |ui| {
        ui.horizontal_wrapped(|ui| kinds(ui, shared.kind.as_ref(), intents));
        ui.add_space(gap::HAIR);
        field(ui, "Speaker", |ui| {
            ui.horizontal_wrapped(|ui| {
                let (name, colour) = match &shared.speaker {
                    Some(Some(speaker)) => (speaker.label().to_owned(), palette.text),
                    Some(None) => ("Not set".to_owned(), palette.weak),
                    None => ("Different speakers".to_owned(), palette.weak),
                };
                let room = ui.available_width();
                label::words(ui, &name, egui::TextStyle::Body, colour, room, 1).show(ui, egui::Sense::hover());
                let button = ui.button("Choose…").on_hover_text("Choose a speaker or type a new name");
                button.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Choose speaker"));
                if button.clicked() {
                    intents.push(Intent::Run(&commands::mark::SPEAKER));
                }
            });
        });
        field(ui, "Tags", |ui| tags::show(ui, session, &shared.tags, typed, intents));
        if !shared.others.is_empty() {
            field(ui, "On some", |ui| {
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing = egui::Vec2::splat(gap::TIGHT);
                    for tag in &shared.others {
                        tags::chip(ui, session, tag, intents);
                    }
                });
            });
        }
        field(ui, "Certainty", |ui| certainty(ui, shared.certainty.as_ref(), intents));
        field(ui, "", |ui| {
            let mut discuss = shared.discuss == Some(true);
            let mixed = shared.discuss.is_none();
            let text = RichText::new(fields::DISCUSS.label).text_style(TextStyle::Body);
            let tick = egui::Checkbox::new(&mut discuss, text).indeterminate(mixed);
            if theme::choice(ui, |ui| ui.add(tick)).on_hover_text(fields::DISCUSS.help).changed() {
                intents.push(Intent::SetField(fields::DISCUSS, (mixed || discuss).into()));
            }
        });
    });
    ui.label(RichText::new("Escape selects none").color(palette.weak).small());
}
