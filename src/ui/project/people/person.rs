//! The page of a speaker: the names, the contradictions, and everything said, by date.

use std::sync::Arc;

use egui::{Button, Id, Key, Rect, RichText, Role, Sense, TextStyle, Ui, WidgetInfo};

use crate::app::action::{Field, Intent};
use crate::app::project::OpenProject;
use crate::app::project::intent::ProjectIntent;
use crate::app::project::people_panel::PeopleIntent;
use crate::app::project::view::{ProjectView, Subject};
use crate::app::shell::context_menu::Thing;
use crate::app::shell::sidebar::ProjectPanel;
use crate::app::state::State;
use crate::model::message::counted;
use crate::model::project::corpus::Place;
use crate::model::project::items::SpeakerName;
use crate::model::project::overview::Overview;
use crate::model::project::people::listing::period;
use crate::model::project::people::{People, Person};
use crate::model::project::timeline::Lanes;
use crate::ui::context_menu::asked_in_list;
use crate::ui::icons;
use crate::ui::label;
use crate::ui::list::Row;
use crate::ui::project::people::{about, keyboard, next_row, statement, summary};
use crate::ui::rows::Rows;
use crate::ui::theme::{self, gap};
use crate::ui::typeset::Label;

/// Height of a row in points, as far as it was not measured.
const LINE: f32 = 44.0;

/// Heights of headings, of the origin of statements, and of a name in points.
const HEADING: f32 = 34.0;
const ORIGIN: f32 = 26.0;
const NAME: f32 = 28.0;

/// The page between frames.
pub struct Shown {
    /// The speakers and the one whose page it is.
    of: Option<(Arc<People>, SpeakerName)>,
    lines: Vec<Line>,
    rows: Rows,
    /// The line with the keyboard.
    cursor: usize,
}

impl Default for Shown {
    fn default() -> Self {
        Self { of: None, lines: Vec::new(), rows: Rows::new(LINE), cursor: 0 }
    }
}

/// A line of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Line {
    /// A heading.
    Title(Section),
    /// A name, by its index.
    Name(usize),
    /// The sort of the contradiction below, by its index.
    Sort(usize),
    /// A statement of a contradiction: its article is told.
    Against(Place),
    /// The article of the statements below.
    Article(Place),
    /// A statement.
    Said(Place),
}

/// A section of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Section {
    Names,
    Contradictions,
    Said,
}

impl Line {
    fn place(&self) -> Option<Place> {
        match self {
            Self::Against(place) | Self::Said(place) | Self::Article(place) => Some(*place),
            _ => None,
        }
    }

    fn is_statement(&self) -> bool {
        matches!(self, Self::Against(_) | Self::Said(_))
    }
}

impl Shown {
    fn update(&mut self, people: &Arc<People>, person: &Person) {
        let Some(handle) = person.handle() else { return };
        if self.of.as_ref().is_some_and(|(of, name)| Arc::ptr_eq(of, people) && name == handle) {
            return;
        }
        let is_same = self.of.as_ref().is_some_and(|(_, name)| name == handle);
        self.lines.clear();
        if person.names.len() > 1 {
            self.lines.push(Line::Title(Section::Names));
            self.lines.extend((0..person.names.len()).map(Line::Name));
        }
        if !person.contradictions.is_empty() {
            self.lines.push(Line::Title(Section::Contradictions));
            for (at, found) in person.contradictions.iter().enumerate() {
                self.lines.extend([Line::Sort(at), Line::Against(found.earlier), Line::Against(found.later)]);
            }
        }
        self.lines.push(Line::Title(Section::Said));
        for of_article in person.said.chunk_by(|one, other| one.article == other.article) {
            self.lines.extend(of_article.first().map(|place| Line::Article(*place)));
            self.lines.extend(of_article.iter().map(|place| Line::Said(*place)));
        }
        let top = is_same.then(|| self.rows.top());
        self.rows.restart(self.lines.len(), top);
        if !is_same {
            self.cursor = self.lines.iter().position(Line::is_statement).unwrap_or_default();
        }
        self.of = Some((people.clone(), handle.clone()));
    }
}

/// Shows the page of a speaker.
pub fn show(
    ui: &mut Ui,
    _: &State,
    (project, overview): (&OpenProject, &Overview),
    at: usize,
    shown: &mut Shown,
    intents: &mut Vec<Intent>,
) {
    let Some(person) = project.people.list.get(at) else { return };
    shown.update(&project.people, person);
    head(ui, project, person, intents);
    let list = keyboard(ui, "Page of the speaker", shown.lines.len());
    if list.has_focus {
        handle_keys(ui, overview, shown, intents);
    }
    let Shown { lines, rows, cursor, .. } = shown;
    let cursor = *cursor;
    let mut clicked = None;
    rows.show(
        ui,
        &list,
        |ui, index, width| match lines[index] {
            Line::Title(_) => (HEADING, None),
            Line::Name(_) => (NAME, None),
            Line::Sort(_) | Line::Article(_) => (ORIGIN, None),
            Line::Against(place) | Line::Said(place) => {
                let told = matches!(lines[index], Line::Against(_));
                let laid = statement::lay(ui, overview, place, told, width);
                (laid.as_ref().map_or(0.0, statement::Laid::height), laid)
            }
        },
        |ui, index, rect, laid| match (lines[index], laid) {
            (_, Some(laid)) => {
                let id = Id::unique(("speaker statement", index));
                let row = Row { at: index, selected: false, lit: index == cursor };
                let response = laid.paint(ui, id, rect, (&list, row));
                if response.clicked() {
                    clicked = Some(index);
                }
                if let Line::Against(place) | Line::Said(place) = lines[index]
                    && let Some(spot) = overview.corpus().spot(place)
                {
                    intents.extend(asked_in_list(&response, list.acts_on(row), || Thing::Passage(spot.clone())));
                }
            }
            (Line::Title(section), _) => title(ui, rect, section, person),
            (Line::Name(at), _) => name(ui, project, person, at, rect, intents),
            (Line::Sort(at), _) => {
                let palette = theme::palette(ui.visuals());
                let words = person.contradictions.get(at).map(|found| match (&*found.words.0, &*found.words.1) {
                    ("", _) | (_, "") => found.sort.row().name.to_owned(),
                    (was, is) => format!("{}: {was} → {is}", found.sort.row().name),
                });
                text(ui, rect, &format!("{} {}", icons::WARNING, words.unwrap_or_default()), palette.warning);
            }
            (Line::Article(place), _) => {
                text(ui, rect, &statement::origin(overview, place), theme::palette(ui.visuals()).weak);
            }
            _ => {}
        },
    );
    if let Some(index) = clicked {
        shown.cursor = index;
        go(overview, shown.lines[index].place(), intents);
    }
}

/// Goes to a statement in its article.
fn go(overview: &Overview, place: Option<Place>, intents: &mut Vec<Intent>) {
    let spot = place.and_then(|place| overview.corpus().spot(place));
    intents.extend(spot.map(|spot| Intent::Project(Box::new(ProjectIntent::GoTo(spot)))));
}

/// Handles keys while the page has the focus.
fn handle_keys(ui: &Ui, overview: &Overview, shown: &mut Shown, intents: &mut Vec<Intent>) {
    let statements: Vec<usize> = (0..shown.lines.len()).filter(|at| shown.lines[*at].is_statement()).collect();
    let now = statements.partition_point(|at| *at < shown.cursor);
    if let Some(next) = next_row(ui, now, statements.len()) {
        shown.cursor = statements[next];
        shown.rows.reveal(shown.cursor);
    }
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    if pressed(Key::Enter) {
        go(overview, shown.lines.get(shown.cursor).and_then(Line::place), intents);
    }
    if pressed(Key::ArrowLeft) || pressed(Key::Backspace) {
        intents.push(about(PeopleIntent::Open(None)));
    }
}

/// The name of the speaker, what there is of them, and what can be done.
fn head(ui: &mut Ui, project: &OpenProject, person: &Person, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    let Some(handle) = person.handle() else { return };
    let line = egui::vec2(ui.available_width(), ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(line, egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let timeline = ui.add(Button::new(format!("{} Timeline", icons::TIMELINE)).frame_when_inactive(false));
        timeline.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Timeline of the speaker"));
        if timeline.on_hover_text("Show what they said by the dates of the articles").clicked() {
            let view = ProjectView::Timeline(Subject::Speaker(handle.clone()), Lanes::Threads);
            intents.push(Intent::Project(Box::new(ProjectIntent::View(view))));
        }
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            let back = ui.add(Button::new(format!("{} All speakers", icons::LEFT)).frame_when_inactive(false));
            back.widget_info(|| WidgetInfo::labeled(Role::Button, true, "All speakers"));
            if back.on_hover_text("Back to the list  (←)").clicked() {
                intents.push(about(PeopleIntent::Open(None)));
                intents.push(Intent::Focus(Field::Project(ProjectPanel::Speakers)));
            }
        });
    });
    label::title(ui, &person.name);
    let dates = person.dates.map(|(first, last)| format!(" · {}", period(first, last))).unwrap_or_default();
    let remark = person.remark().map(|remark| format!(" · {remark}")).unwrap_or_default();
    let facts = format!("{}{dates}{remark}", summary(person.total(), person.articles));
    ui.label(RichText::new(facts).color(palette.weak).small());
    if project.is_editable() && !person.is_nobody() {
        ui.horizontal_wrapped(|ui| {
            let rename = ui.button("Rename or merge…");
            if rename.on_hover_text("Another name for all articles, or the speaker that this one is").clicked() {
                intents.push(Intent::Project(Box::new(ProjectIntent::PickPerson(handle.clone()))));
            }
            if person.item.is_some() {
                let split = ui.button("Split");
                let help = "Make each name a speaker of its own again";
                if split.on_hover_text(help).clicked() {
                    intents.push(about(PeopleIntent::Split(handle.clone())));
                }
            }
        });
    }
    ui.add_space(gap::TIGHT);
}

/// The heading of a section.
fn title(ui: &mut Ui, rect: Rect, section: Section, person: &Person) {
    let palette = theme::palette(ui.visuals());
    let words = match section {
        Section::Names => format!("Names {}", person.names.len()),
        Section::Contradictions => counted(person.contradictions.len(), "contradiction", "contradictions"),
        Section::Said => "Statements by date".to_owned(),
    };
    let response = ui.interact(rect, Id::unique(("speaker section", section as u8)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &words));
    let galley = label::words(ui, &words, TextStyle::Body, palette.text, rect.width(), 1);
    let bottom = rect.bottom() - gap::TIGHT;
    ui.painter().hline(rect.x_range(), rect.top() + gap::LINE, egui::Stroke::new(1.0, palette.line));
    galley.paint(ui.painter(), egui::pos2(rect.left(), bottom - galley.size().y));
}

/// Small words at the bottom of a line.
fn text(ui: &Ui, rect: Rect, words: &str, colour: egui::Color32) {
    let galley = label::words(ui, words, TextStyle::Small, colour, rect.width(), 1);
    let at = egui::pos2(rect.left() + gap::USUAL, rect.bottom() - galley.size().y - gap::HAIR);
    galley.paint(ui.painter(), at);
}

/// A name of the speaker, with its number of marks, and the way to make it a speaker of its own.
fn name(ui: &mut Ui, project: &OpenProject, person: &Person, at: usize, rect: Rect, intents: &mut Vec<Intent>) {
    let Some((name, count)) = person.names.get(at) else { return };
    let palette = theme::palette(ui.visuals());
    let marks = counted(*count, "mark", "marks");
    let response = ui.interact(rect, Id::unique(("speaker name", at)), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{}, {marks}", name.name)));
    let mut right = rect.right();
    if project.is_editable() && person.item.is_some() {
        let button = Rect::from_min_max(egui::pos2(rect.right() - 66.0, rect.top() + gap::HAIR), rect.max);
        let out = ui.put(button.with_max_y(rect.bottom() - gap::HAIR), Button::new(RichText::new("Split off").small()));
        out.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Split off {}", name.name)));
        if out.on_hover_text("Make this name a speaker of its own again").clicked() {
            intents.push(about(PeopleIntent::TakeOut(name.clone())));
        }
        right = button.left() - gap::USUAL;
    }
    let count = label::words(ui, &marks, TextStyle::Small, palette.weak, 90.0, 1);
    let voice = match name.voice.as_str() {
        "named" => String::new(),
        "unnamed" => "  (not named)".to_owned(),
        "article" => "  (the article itself)".to_owned(),
        other => format!("  ({other})"),
    };
    let room = right - rect.left() - count.size().x - 3.0 * gap::USUAL;
    let words = label::words(ui, &format!("{}{voice}", name.name), TextStyle::Body, palette.text, room, 1);
    let middle = |label: &Label| rect.center().y - label.size().y / 2.0;
    let painter = ui.painter();
    count.paint(painter, egui::pos2(right - count.size().x, middle(&count)));
    words.paint(painter, egui::pos2(rect.left() + gap::USUAL, middle(&words)));
}
