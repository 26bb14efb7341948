//! The controls of the find panel: the text, its precision, the filter.

use egui::{Align, Key, Layout, Role, TextEdit, Ui, Vec2, WidgetInfo};

use crate::app::action::{Field, Intent};
use crate::app::project::OpenProject;
use crate::app::project::found::FindAll;
use crate::app::project::intent::ProjectIntent;
use crate::app::state::State;
use crate::model::project::find::FindQuery;
use crate::model::query::Precision;
use crate::ui::fields::id_of;
use crate::ui::icons;
use crate::ui::project::find::filter::{self, Choices};
use crate::ui::theme::gap;
use crate::ui::widgets::icon_switch;

/// Shows the controls; true if the list is to get the focus.
pub fn show(
    ui: &mut Ui,
    state: &State,
    project: &OpenProject,
    choices: &mut Choices,
    intents: &mut Vec<Intent>,
) -> bool {
    let find = &project.find;
    let line = Vec2::new(ui.available_width(), ui.spacing().interact_size.y);
    let mut query = find.query.clone();
    let down = ui
        .allocate_ui_with_layout(line, Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = gap::HAIR;
            precision(ui, &mut query.precision);
            field(ui, find, &mut query, intents)
        })
        .inner;
    filter::show(ui, state, project, &mut query.filter, choices);
    if query != find.query {
        intents.push(Intent::Project(Box::new(ProjectIntent::FindAll(Box::new(query)))));
    }
    ui.add_space(gap::TIGHT);
    down
}

/// The switches of the precision, from the right.
fn precision(ui: &mut Ui, precision: &mut Precision) {
    let Precision { case, whole_words, pattern } = precision;
    let switches = [
        (icons::REGEX, "Match regular expression", pattern),
        (icons::WHOLE_WORDS, "Match whole words", whole_words),
        (icons::CASE, "Match case", case),
    ];
    for (icon, name, on) in switches {
        if icon_switch(ui, icon, name, *on).clicked() {
            *on = !*on;
        }
    }
}

/// The field for the text: `Enter` goes to the first or the next hit; true for the arrow down, which goes to the list.
fn field(ui: &mut Ui, find: &FindAll, query: &mut FindQuery, intents: &mut Vec<Intent>) -> bool {
    let field = ui.add(
        TextEdit::singleline(&mut query.words)
            .id(id_of(Field::ProjectFind))
            .hint_text("Find in all articles")
            .desired_width(ui.available_width()),
    );
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Find in all articles"));
    let (enter, shift) = ui.input(|input| (input.key_pressed(Key::Enter), input.modifiers.shift));
    if field.lost_focus() && enter {
        if let Some(place) = find.next(!shift) {
            intents.push(Intent::Project(Box::new(ProjectIntent::GoToHit(place))));
        } else {
            field.request_focus();
        }
    }
    field.has_focus() && ui.input(|input| input.key_pressed(Key::ArrowDown))
}
