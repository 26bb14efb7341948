//! The speakers of the project: a list, and the page of one speaker.

mod person;
mod row;
mod statement;
mod suggestions;

pub use statement::origin;

use std::sync::Arc;

use egui::containers::menu::MenuButton;
use egui::{Button, Key, Modifiers, RichText, Role, TextEdit, Ui, WidgetInfo};

use crate::app::action::{Field, Intent};
use crate::app::project::OpenProject;
use crate::app::project::intent::ProjectIntent;
use crate::app::project::people_panel::PeopleIntent;
use crate::app::shell::context_menu::Thing;
use crate::app::shell::sidebar::ProjectPanel;
use crate::app::state::State;
use crate::model::message::counted;
use crate::model::project::items::SpeakerName;
use crate::model::project::people::People;
use crate::model::project::people::listing::{PEOPLE_ORDERS, PeopleOrder};
use crate::ui::context_menu::asked_in_list;
use crate::ui::entry;
use crate::ui::fields::id_of;
use crate::ui::icons;
use crate::ui::list::{List, Row};
use crate::ui::panels::empty;
use crate::ui::panels::marks::clicked_with;
use crate::ui::roles;
use crate::ui::rows::Rows;
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap};

/// The panel's state between frames.
pub struct Shown {
    /// The speakers, the words and the order of the list.
    of: Option<(Arc<People>, String, PeopleOrder)>,
    /// The indices of the listed speakers.
    listed: Vec<usize>,
    rows: Rows,
    /// The row with the keyboard.
    cursor: usize,
    /// The speakers chosen to be merged.
    chosen: Vec<SpeakerName>,
    /// The suggestions.
    suggestions: suggestions::Shown,
    /// The page of a speaker.
    person: person::Shown,
}

impl Default for Shown {
    fn default() -> Self {
        Self {
            of: None,
            listed: Vec::new(),
            rows: Rows::new(row::HEIGHT),
            cursor: 0,
            chosen: Vec::new(),
            suggestions: suggestions::Shown::default(),
            person: person::Shown::default(),
        }
    }
}

impl Shown {
    fn update(&mut self, project: &OpenProject) {
        let (people, panel) = (&project.people, &project.people_panel);
        let same = |(of, words, order): &(Arc<People>, String, PeopleOrder)| {
            (words, *order) == (&panel.words, panel.order) && Arc::ptr_eq(of, people)
        };
        if self.of.as_ref().is_some_and(same) {
            return;
        }
        let is_same_list =
            self.of.as_ref().is_some_and(|(_, words, order)| (words, *order) == (&panel.words, panel.order));
        self.listed = people.sorted(panel.order, &panel.words);
        self.rows.restart(self.listed.len(), is_same_list.then(|| self.rows.top()));
        self.cursor = self.cursor.min(self.listed.len().saturating_sub(1));
        // Speakers merged or split in the meantime are no longer chosen.
        let known = |name: &SpeakerName| people.get(name).is_some_and(|person| person.handle() == Some(name));
        self.chosen.retain(known);
        self.of = Some((people.clone(), panel.words.clone(), panel.order));
    }
}

/// Says what a request about speakers is to the window.
fn about(intent: PeopleIntent) -> Intent {
    Intent::Project(Box::new(ProjectIntent::People(intent)))
}

/// Shows the panel.
pub fn show(ui: &mut Ui, state: &State, project: &OpenProject, shown: &mut Shown, intents: &mut Vec<Intent>) {
    if let Some(name) = &project.people_panel.open
        && let Some(at) = project.people.position(name)
        && let Some(overview) = &project.overview
    {
        return person::show(ui, state, (project, overview), at, &mut shown.person, intents);
    }
    shown.update(project);
    controls(ui, project, intents);
    ui.add_space(gap::TIGHT);
    if project.people.list.is_empty() {
        keyboard(ui, "Project speakers", 0);
        let about =
            "Whoever speaks in an article is listed here: set the speakers of marks, and merge the names of one person";
        return empty::show(ui, &state.shell.keymap, "No speakers yet", about, &[]);
    }
    chosen(ui, project, shown, intents);
    if shown.chosen.is_empty() {
        suggestions::show(ui, project, &mut shown.suggestions, intents);
    }
    list(ui, state, project, shown, intents);
}

/// The field and the order of the list.
fn controls(ui: &mut Ui, project: &OpenProject, intents: &mut Vec<Intent>) {
    let panel = &project.people_panel;
    let line = egui::vec2(ui.available_width(), ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(line, egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let button = Button::new(icons::SORT).selected(panel.order != PeopleOrder::default());
        let (response, _) = MenuButton::from_button(button.frame_when_inactive(false)).ui(ui, |ui| {
            roles::name(ui, "Sort");
            let weak = theme::palette(ui.visuals()).weak;
            ui.label(RichText::new("Sort by").color(weak).small());
            for row in PEOPLE_ORDERS {
                if roles::menu_choice(ui, row.order == panel.order, row.name).clicked() {
                    intents.push(about(PeopleIntent::Order(row.order)));
                    ui.close();
                }
            }
        });
        roles::opens_menu(&response, Role::Button, "Sort speakers");
        if !egui::Popup::is_any_open(ui.ctx()) {
            response.on_hover_text("Sort the speakers");
        }
        let mut words = panel.words.clone();
        let field =
            ui.add(TextEdit::singleline(&mut words).hint_text("Filter by name").desired_width(ui.available_width()));
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Filter project speakers"));
        if let Some(before) = entry::reset(ui, &field, &panel.words, &words) {
            words = before;
        }
        if words != panel.words {
            intents.push(about(PeopleIntent::Filter(words)));
        }
    });
}

/// The speakers chosen to be merged.
fn chosen(ui: &mut Ui, project: &OpenProject, shown: &mut Shown, intents: &mut Vec<Intent>) {
    let Some(first) = shown.chosen.first() else { return };
    let name = project.people.get(first).map(|person| person.name.clone()).unwrap_or_default();
    let count = shown.chosen.len();
    let mut clear = false;
    ui.horizontal_wrapped(|ui| {
        let palette = theme::palette(ui.visuals());
        let words =
            if count < 2 { "Choose another speaker to merge with".to_owned() } else { format!("{count} chosen") };
        ui.label(RichText::new(words).color(palette.weak).small());
        if count > 1 && project.is_editable() {
            let merge = ui.button(format!("Merge as {}", visible(&name)));
            if merge.on_hover_text("Make them one speaker in all articles").clicked() {
                intents.push(about(PeopleIntent::Merge(shown.chosen.clone())));
                clear = true;
            }
        }
        clear |= ui.button("Clear").clicked();
    });
    ui.add_space(gap::TIGHT);
    if clear {
        shown.chosen.clear();
    }
}

/// The list of the panel, of this many rows.
fn keyboard(ui: &Ui, name: &str, count: usize) -> List {
    List::new(ui, id_of(Field::Project(ProjectPanel::Speakers)), name, count)
}

/// The row that the pressed keys lead to, of `count` rows.
fn next_row(ui: &Ui, cursor: usize, count: usize) -> Option<usize> {
    const PAGE: usize = 8;
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    let last = count.checked_sub(1)?;
    match () {
        () if pressed(Key::ArrowDown) => Some((cursor + 1).min(last)),
        () if pressed(Key::ArrowUp) => Some(cursor.saturating_sub(1)),
        () if pressed(Key::PageDown) => Some((cursor + PAGE).min(last)),
        () if pressed(Key::PageUp) => Some(cursor.saturating_sub(PAGE)),
        () if pressed(Key::Home) => Some(0),
        () if pressed(Key::End) => Some(last),
        () => None,
    }
}

/// The list of speakers.
fn list(ui: &mut Ui, state: &State, project: &OpenProject, shown: &mut Shown, intents: &mut Vec<Intent>) {
    let people = &project.people;
    let list = keyboard(ui, "Project speakers", shown.listed.len());
    list.takes_several(ui);
    if shown.listed.is_empty() {
        return empty::show(ui, &state.shell.keymap, "No speakers match the filter", "", &[]);
    }
    let handle = |at: usize| people.list.get(at).and_then(|person| person.handle()).cloned();
    if list.has_focus {
        if let Some(next) = next_row(ui, shown.cursor, shown.listed.len()) {
            shown.cursor = next;
            shown.rows.reveal(next);
        }
        let at = shown.listed.get(shown.cursor).copied().and_then(handle);
        if ui.input(|input| input.key_pressed(Key::Enter) || input.key_pressed(Key::ArrowRight)) {
            intents.extend(at.clone().map(|name| about(PeopleIntent::Open(Some(name)))));
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Space))
            && let Some(name) = at
        {
            choose(&mut shown.chosen, people, name);
        }
    }
    let most = people.list.iter().map(|person| person.total()).max().unwrap_or_default();
    let mut clicked = None;
    let Shown { rows, listed, cursor, chosen, .. } = shown;
    rows.show(
        ui,
        &list,
        |ui, index, width| (row::HEIGHT, row::lay(ui, &people.list[listed[index]], width)),
        |ui, index, rect, laid| {
            let person = &people.list[listed[index]];
            let is_chosen = person.handle().is_some_and(|handle| chosen.contains(handle));
            let row = Row { at: index, selected: is_chosen, lit: index == *cursor };
            let response = laid.paint(ui, person, (&list, row), rect, most);
            if response.clicked() {
                clicked = Some(index);
            }
            if let Some(name) = person.handle() {
                intents.extend(asked_in_list(&response, list.acts_on(row), || Thing::Person(name.clone())));
            }
        },
    );
    let Some(index) = clicked else { return };
    shown.cursor = index;
    let Some(name) = handle(shown.listed[index]) else { return };
    if clicked_with(ui).command {
        choose(&mut shown.chosen, people, name);
    } else {
        intents.push(about(PeopleIntent::Open(Some(name))));
    }
    intents.push(Intent::Focus(Field::Project(ProjectPanel::Speakers)));
}

/// Chooses a speaker to be merged, or no longer.
fn choose(chosen: &mut Vec<SpeakerName>, people: &People, name: SpeakerName) {
    if people.get(&name).is_none_or(|person| person.is_nobody()) {
        return;
    }
    match chosen.iter().position(|other| *other == name) {
        Some(at) => drop(chosen.remove(at)),
        None => chosen.push(name),
    }
}

/// "5 marks in 2 articles".
fn summary(marks: usize, articles: usize) -> String {
    format!("{} in {}", counted(marks, "mark", "marks"), counted(articles, "article", "articles"))
}
