//! The view of a thread: its title, what is told differently, its passages side by side, and its answers.

use std::sync::Arc;

use egui::{Event, Key, Label, RichText, Role, TextEdit, TextStyle, Ui, WidgetInfo};

use crate::app::action::{Field, Intent};
use crate::app::project::OpenProject;
use crate::app::project::intent::ProjectIntent;
use crate::app::project::threads::title_of;
use crate::app::project::view::{ProjectView, Subject};
use crate::app::shell::context_menu::Thing;
use crate::app::state::State;
use crate::model::ledger::{PARTS, Part};
use crate::model::project::corpus::Place;
use crate::model::project::map::MapView;
use crate::model::project::overview::{Overview, Thread};
use crate::model::project::people::People;
use crate::model::project::spot::Spot;
use crate::model::project::timeline::Lanes;
use crate::ui::context_menu::asked_in_list;
use crate::ui::entry;
use crate::ui::icons;
use crate::ui::label;
use crate::ui::list::Row;
use crate::ui::panels::empty;
use crate::ui::project::passages::{self, Laid, Runs};
use crate::ui::project::{frame, ledger};
use crate::ui::rows::Rows;
use crate::ui::symbols::in_field;
use crate::ui::theme::{self, gap};
use crate::ui::widgets::icon_button;

/// Least width of a passage in points.
const NARROWEST: f32 = 250.0;

/// Widths in points of a bar with room for the answers beside the title, and for the standing alone.
const WIDE: f32 = 800.0;
const NARROW: f32 = 400.0;

/// Most passages side by side.
const COLUMNS: usize = 5;

/// Height of a row in points, as far as it was not measured.
const LINE: f32 = 90.0;

/// The view's state between frames.
pub struct Shown {
    /// The thread that the lines are of, by a claim, with the width of the view.
    of: Option<(Arc<Overview>, usize, usize)>,
    lines: Vec<Line>,
    rows: Rows,
    /// The passages in the order of the view: the claims, then the answers.
    cells: Vec<Place>,
    /// The focused passage.
    cursor: usize,
    /// The words of the passages that were in sight.
    runs: Runs,
}

impl Default for Shown {
    fn default() -> Self {
        let (lines, cells) = (Vec::new(), Vec::new());
        Self { of: None, lines, rows: Rows::new(LINE), cells, cursor: 0, runs: Runs::default() }
    }
}

/// A line of the view.
enum Line {
    /// Facts that are told differently, by their index.
    Difference(usize),
    /// Claims side by side, by their first and the number after their last.
    Claims(usize, usize),
    /// The heading of a part, with its number of answers.
    Part(Part, usize),
    /// A mark of an answer, by its cell; the answer, by its index in the thread.
    Answer { cell: usize, answer: usize },
}

impl Shown {
    fn update(&mut self, overview: &Arc<Overview>, at: usize, columns: usize) {
        let is_same = |(of, thread, _): &(Arc<Overview>, usize, usize)| Arc::ptr_eq(of, overview) && *thread == at;
        let same = self.of.as_ref().is_some_and(is_same);
        if same && self.of.as_ref().is_some_and(|(.., old)| *old == columns) {
            return;
        }
        let thread = &overview.threads()[at];
        // After a change elsewhere it is the same thread, which stays where it is.
        let is_kept = self.of.as_ref().is_some_and(|(of, old, _)| {
            let first =
                |of: &Overview, at: usize| of.threads().get(at).and_then(|thread| of.corpus().spot(thread.claims[0]));
            first(of, *old) == first(overview, at)
        });
        if !same {
            self.runs.clear();
        }
        self.cells.clone_from(&thread.claims);
        self.lines = (0..thread.differences.len()).map(Line::Difference).collect();
        let count = thread.claims.len();
        self.lines.extend((0..count).step_by(columns).map(|from| Line::Claims(from, (from + columns).min(count))));
        for part in PARTS {
            let number = thread.part(part.part).count();
            if number > 0 {
                self.lines.push(Line::Part(part.part, number));
            }
            let answers = thread.answers.iter().enumerate().filter(|(_, answer)| answer.part == part.part);
            for (at, answer) in answers {
                for mark in &answer.marks {
                    self.lines.push(Line::Answer { cell: self.cells.len(), answer: at });
                    self.cells.push(*mark);
                }
            }
        }
        let top = is_kept.then(|| self.rows.top());
        self.rows.restart(self.lines.len(), top);
        self.cursor = if is_kept { self.cursor.min(self.cells.len() - 1) } else { 0 };
        self.of = Some((overview.clone(), at, columns));
    }

    /// The line of a passage.
    fn line_of(&self, cell: usize) -> Option<usize> {
        self.lines.iter().position(|line| match line {
            Line::Claims(from, to) => (*from..*to).contains(&cell),
            Line::Answer { cell: other, .. } => *other == cell,
            Line::Difference(_) | Line::Part(..) => false,
        })
    }
}

/// Shows the thread of a claim.
pub fn show(
    ui: &mut Ui,
    state: &State,
    project: &OpenProject,
    claim: &Spot,
    shown: &mut Shown,
    intents: &mut Vec<Intent>,
) {
    let found = project.overview.as_ref().and_then(|overview| {
        let at = overview.thread_at(overview.corpus().place(claim)?)?;
        Some((overview, at))
    });
    let Some((overview, at)) = found else {
        let nothing = |_: &mut Ui, _: &mut Vec<Intent>| {};
        return frame::framed(ui, "Thread", intents, nothing, |ui, _| {
            frame::keyboard(ui, "Thread", 0);
            let title =
                if project.overview.is_some() { "This claim is no longer there" } else { "Reading the articles…" };
            empty::show(ui, &state.shell.keymap, title, "", &[]);
        });
    };
    let thread = &overview.threads()[at];
    let title = |ui: &mut Ui, intents: &mut Vec<Intent>| title(ui, project, (overview, thread), claim, intents);
    frame::framed(ui, "", intents, title, |ui, intents| {
        let columns = ((ui.available_width() / NARROWEST) as usize).clamp(1, COLUMNS.min(thread.claims.len()));
        shown.update(overview, at, columns);
        let list = frame::keyboard(ui, "Thread", shown.cells.len());
        if list.has_focus
            && let Some(gone) = keys(ui, shown, columns, thread.claims.len())
        {
            intents.extend(go(overview, gone));
        }
        let Shown { lines, rows, cells, cursor, runs, .. } = shown;
        let mut clicked = None;
        rows.show(
            ui,
            &list,
            |ui, index, width| {
                let about = (&**overview, &*project.people, thread);
                let laid = lay(ui, about, (&lines[index], columns), cells, runs, width);
                (laid.iter().map(Laid::height).fold(0.0, f32::max), laid)
            },
            |ui, index, rect, laid| {
                let first = match lines[index] {
                    Line::Claims(from, _) => Some(from),
                    Line::Answer { cell, .. } => Some(cell),
                    Line::Difference(_) | Line::Part(..) => None,
                };
                let count = if matches!(lines[index], Line::Claims(..)) { columns as f32 } else { 1.0 };
                for (at, laid) in laid.into_iter().enumerate() {
                    let width = (rect.width() - gap::WIDE * 2.0 - gap::WIDE * (count - 1.0)) / count;
                    let left = rect.left() + gap::WIDE + (width + gap::WIDE) * at as f32;
                    let place =
                        egui::Rect::from_min_size(egui::pos2(left, rect.top()), egui::vec2(width, rect.height()));
                    let cell = first.map(|first| first + at);
                    let row = cell.map(|at| Row { at, selected: false, lit: at == *cursor });
                    let lit = row.is_some_and(|row| list.acts_on(row));
                    let response = laid.paint(ui, place, (&list, row));
                    if response.as_ref().is_some_and(|response| response.clicked()) {
                        clicked = cell;
                    }
                    if let Some((response, cell)) = response.zip(cell)
                        && let Some(spot) = overview.corpus().spot(cells[cell])
                    {
                        intents.extend(asked_in_list(&response, lit, || Thing::Passage(spot.clone())));
                    }
                }
            },
        );
        if let Some(cell) = clicked {
            shown.cursor = cell;
            intents.extend(go(overview, shown.cells[cell]));
        }
    });
}

/// The intent to go to a passage.
fn go(overview: &Overview, place: Place) -> Option<Intent> {
    let spot = overview.corpus().spot(place)?;
    Some(Intent::Project(Box::new(ProjectIntent::GoTo(spot))))
}

/// The field of the thread's title, and its standing.
fn title(
    ui: &mut Ui,
    project: &OpenProject,
    (overview, thread): (&Overview, &Thread),
    claim: &Spot,
    intents: &mut Vec<Intent>,
) {
    let palette = theme::palette(ui.visuals());
    let answers = ledger::answers(thread);
    let others = [
        (
            icons::TIMELINE,
            "Timeline of the thread",
            ProjectView::Timeline(Subject::Thread(claim.clone()), Lanes::Speakers),
        ),
        (
            icons::MAP,
            "Map of the thread",
            ProjectView::Map(MapView { around: Some(claim.clone()), ..MapView::default() }),
        ),
    ];
    for (icon, name, view) in others {
        if icon_button(ui, icon, name).clicked() {
            intents.push(Intent::Project(Box::new(ProjectIntent::View(view))));
        }
    }
    let room = ui.available_width();
    // In a narrow window the title is more.
    let about = match room {
        WIDE.. => Some(answers.as_str()),
        NARROW.. => Some(thread.standing.row().name),
        _ => None,
    };
    if let Some(about) = about {
        let label = Label::new(RichText::new(about).small().color(palette.weak)).truncate();
        ui.add(label).on_hover_text(format!("{answers}: {}", thread.standing.row().help));
    }
    let mut words = title_of(project, overview, thread).map(|title| title.title.clone()).unwrap_or_default();
    let before = words.clone();
    let hint = ledger::first_claim(overview, thread, 120);
    let id = ui.make_persistent_id("title of the thread");
    let typing = ui.memory(|memory| memory.has_focus(id));
    let (mut unseen, mut as_typed) = (label::unseen_field, in_field(false));
    let field = TextEdit::singleline(&mut words).id(id).desired_width(ui.available_width());
    let field = if typing { field.layouter(&mut as_typed) } else { field.layouter(&mut unseen) };
    let field = ui.add_enabled(project.is_editable(), field);
    if words.is_empty() {
        label::over_in(ui, &field, gap::TIGHT, &hint, TextStyle::Body, palette.weak);
    } else if !typing {
        label::over(ui, &field, gap::TIGHT, &words, TextStyle::Body);
    }
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, project.is_editable(), "Title of the thread"));
    let field = field.on_hover_text("Your title for this thread; empty for its earliest claim");
    if let Some(reset) = entry::reset(ui, &field, &before, &words) {
        words = reset;
    }
    if words != before {
        intents.push(Intent::Project(Box::new(ProjectIntent::TypeTitle(claim.clone(), words))));
    }
    if field.lost_focus() {
        intents.push(Intent::Typed);
        if ui.input(|input| input.key_pressed(Key::Enter)) {
            intents.push(Intent::Focus(Field::ProjectView));
        }
    }
}

/// Moves the cursor by the arrow keys; returns the passage to go to.
fn keys(ui: &Ui, shown: &mut Shown, columns: usize, claims: usize) -> Option<Place> {
    let pressed: Vec<Key> = ui.input(|input| {
        let key = |event: &Event| match event {
            Event::Key { key, pressed: true, modifiers, .. } if modifiers.is_none() => Some(*key),
            _ => None,
        };
        input.events.iter().filter_map(key).collect()
    });
    let last = shown.cells.len().checked_sub(1)?;
    for key in pressed {
        let now = shown.cursor;
        let step = |now: usize| if now < claims { columns } else { 1 };
        let next = match key {
            Key::ArrowRight => now + 1,
            Key::ArrowLeft => now.saturating_sub(1),
            // The last row may have fewer claims; from there to the first answer.
            Key::ArrowDown if now < claims && now / columns < (claims - 1) / columns => (now + columns).min(claims - 1),
            Key::ArrowDown if now < claims => claims,
            Key::ArrowDown => now + 1,
            Key::ArrowUp if now == claims => claims.saturating_sub(1),
            Key::ArrowUp => now.checked_sub(step(now)).unwrap_or(now),
            Key::Home => 0,
            Key::End => last,
            Key::Enter => return shown.cells.get(now).copied(),
            _ => continue,
        };
        shown.cursor = next.min(last);
        if let Some(line) = shown.line_of(shown.cursor) {
            shown.rows.reveal(line);
        }
    }
    None
}

/// Lays out what is in a line, from left to right.
fn lay(
    ui: &mut Ui,
    (overview, people, thread): (&Overview, &People, &Thread),
    (line, columns): (&Line, usize),
    cells: &[Place],
    runs: &mut Runs,
    width: f32,
) -> Vec<Laid> {
    let width = width - 2.0 * gap::WIDE;
    match line {
        Line::Difference(at) => vec![passages::difference(ui, overview, thread, &thread.differences[*at], width)],
        Line::Part(part, count) => {
            vec![passages::heading(ui, &format!("{} {count}", part.row().name), part.row().help, width)]
        }
        Line::Claims(from, to) => {
            // The last ones are as wide as the others.
            let columns = columns as f32;
            let width = (width - gap::WIDE * (columns - 1.0)) / columns;
            (*from..*to).map(|claim| passages::card(ui, (overview, people), thread, claim, runs, width)).collect()
        }
        Line::Answer { cell, answer } => {
            vec![passages::answer(ui, (overview, people), (thread, &thread.answers[*answer]), cells[*cell], width)]
        }
    }
}
