//! Names that are probably one speaker's, above the list: merged by a click, or dismissed.

use egui::{Frame, RichText, Ui};

use crate::app::action::Intent;
use crate::app::project::OpenProject;
use crate::app::project::people_panel::{PeopleIntent, pair};
use crate::model::project::items::SpeakerName;
use crate::model::project::people::Person;
use crate::model::project::people::suggestions::Suggestion;
use crate::ui::icons;
use crate::ui::label;
use crate::ui::project::people::about;
use crate::ui::theme::{self, gap, radius};

/// Suggestions shown at once.
const FEW: usize = 2;

/// The suggestions between frames.
#[derive(Default)]
pub struct Shown {
    /// True if they are folded away.
    folded: bool,
}

/// Shows the surest suggestions.
pub fn show(ui: &mut Ui, project: &OpenProject, shown: &mut Shown, intents: &mut Vec<Intent>) {
    if !project.is_editable() {
        return;
    }
    let people = &project.people;
    let handles = |one: &Suggestion| {
        let handle = |at: usize| people.list.get(at).and_then(Person::handle);
        let (full, other) = (handle(one.full)?, handle(one.other)?);
        (!project.people_panel.different.contains(&pair(full, other))).then_some((full, other))
    };
    let mut open = people.suggestions.iter().filter_map(|one| Some((one, handles(one)?))).peekable();
    if open.peek().is_none() {
        return;
    }
    let palette = theme::palette(ui.visuals());
    let frame =
        Frame::new().fill(palette.card).corner_radius(radius::CARD).stroke(egui::Stroke::new(1.0, palette.line));
    frame.inner_margin(theme::margin(gap::USUAL, gap::LINE)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = gap::TIGHT;
        let icon = if shown.folded { icons::RIGHT } else { icons::DOWN };
        let title = RichText::new(format!("{icon} Probably the same")).color(palette.weak).small();
        let head = ui.add(egui::Button::new(title).frame(false));
        if head.on_hover_text("Show or hide names that are probably one speaker").clicked() {
            shown.folded = !shown.folded;
        }
        if shown.folded {
            return;
        }
        for (at, (suggestion, (full, other))) in open.take(FEW).enumerate() {
            if at > 0 {
                ui.separator();
            }
            one(ui, project, suggestion, (full, other), intents);
        }
    });
    ui.add_space(gap::LINE);
}

/// One suggestion.
fn one(
    ui: &mut Ui,
    project: &OpenProject,
    suggestion: &Suggestion,
    (full, other): (&SpeakerName, &SpeakerName),
    intents: &mut Vec<Intent>,
) {
    let palette = theme::palette(ui.visuals());
    let name = |at: usize| {
        let person = &project.people.list[at];
        match person.remark() {
            Some(remark) => format!("{} ({remark})", person.name),
            None => person.name.clone(),
        }
    };
    let (fuller, shorter) = (name(suggestion.full), name(suggestion.other));
    let (words, colour) = (format!("{shorter} = {fuller}"), ui.visuals().text_color());
    let label = label::words(ui, &words, egui::TextStyle::Body, colour, ui.available_width(), usize::MAX);
    let same = label.show(ui, egui::Sense::hover());
    same.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, format!("{shorter}, perhaps {fuller}")));
    ui.label(RichText::new(suggestion.reason.row().name).color(palette.weak).small());
    ui.horizontal_wrapped(|ui| {
        let merge = ui.button(egui::RichText::new("Merge").small());
        merge.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Merge {shorter} and {fuller}"))
        });
        if merge.on_hover_text("Make them one speaker in all articles").clicked() {
            intents.push(about(PeopleIntent::Merge(vec![full.clone(), other.clone()])));
        }
        let different = ui.button(egui::RichText::new("Different").small());
        different.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::Button, true, format!("{shorter} and {fuller} are different"))
        });
        if different.on_hover_text("They are not the same: suggest this no more").clicked() {
            intents.push(about(PeopleIntent::Different(full.clone(), other.clone())));
        }
    });
}
