//! The ledger of the project: a row a thread, with what it says, who says it, its answers and its standing.

use egui::{
    Align, Button, ComboBox, Id, Key, Layout, Rect, Response, RichText, Role, Sense, TextEdit, TextStyle, Ui,
    WidgetInfo,
};

use crate::app::action::{Field, Intent};
use crate::app::commands::mark::{LINK, MARK_AS};
use crate::app::project::OpenProject;
use crate::app::project::intent::ProjectIntent;
use crate::app::project::view::ProjectView;
use crate::app::shell::context_menu::Thing;
use crate::app::shell::sidebar::ProjectPanel;
use crate::app::state::State;
use crate::jobs::project::threads::ThreadsJob;
use crate::model::kind::Kind;
use crate::model::ledger::{Part, STANDINGS};
use crate::model::message::{counted, number};
use crate::model::project::ledger::{THREAD_ORDERS, ThreadFilter, ThreadList};
use crate::model::project::overview::{Overview, Thread};
use crate::model::project::people::People;
use crate::model::project::spot::Spot;
use crate::model::project::told::Difference;
use crate::model::query::quote_start;
use crate::ui::context_menu::asked_in_list;
use crate::ui::entry;
use crate::ui::fields::id_of;
use crate::ui::label;
use crate::ui::list::{List, Row};
use crate::ui::panels::empty;
use crate::ui::project::chip_menu::menu;
use crate::ui::roles;
use crate::ui::rows::Rows;
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap, radius};
use crate::ui::typeset::Label;

/// Height of a row in points, as far as it was not measured.
const LINE: f32 = 80.0;

/// Room above and below the words of a row, and at their sides, in points.
const MARGIN: f32 = 6.0;

/// Indentation of the words of a row in points.
const INDENT: f32 = 20.0;

/// Height in points below which the standings are in a menu.
const LOW: f32 = 440.0;

/// Most lines of a thread's words.
const ROWS: usize = 3;

/// Most characters of a thread's words.
const CHARACTERS: usize = 300;

/// The panel's state between frames.
pub struct Shown {
    /// The list that the rows are of.
    of: Option<ThreadsJob>,
    rows: Rows,
    /// A claim of the focused row's thread.
    cursor: Option<Spot>,
}

impl Default for Shown {
    fn default() -> Self {
        Self { of: None, rows: Rows::new(LINE), cursor: None }
    }
}

impl Shown {
    /// Takes a new list; a list in the same order starts where the old one was.
    fn update(&mut self, job: &ThreadsJob, count: usize) {
        if self.of.as_ref().is_some_and(|of| of.is_same(job)) {
            return;
        }
        let is_kept = self.of.as_ref().is_some_and(|of| of.order == job.order && of.filter == job.filter);
        let top = is_kept.then(|| self.rows.top());
        self.rows.restart(count, top);
        self.of = Some(job.clone());
    }
}

/// Shows the panel.
pub fn show(ui: &mut Ui, state: &State, project: &OpenProject, shown: &mut Shown, intents: &mut Vec<Intent>) {
    let keymap = &state.shell.keymap;
    let Some((job, listed)) = &project.threads.list else {
        list(ui, 0);
        return empty::show(ui, keymap, "Reading the articles…", "", &[]);
    };
    let (overview, people) = (&job.overview, &job.people);
    shown.update(job, listed.rows.len());
    filters(ui, project, listed, intents);
    controls(ui, project, intents);
    ui.add_space(gap::TIGHT);
    let list = list(ui, listed.rows.len());
    if listed.rows.is_empty() {
        let about = "Every claim of every article is listed here, with everything that answers it anywhere";
        return match overview.threads().is_empty() {
            true => empty::show(ui, keymap, "No claims yet", about, &[&MARK_AS[0], &LINK]),
            false => empty::show(ui, keymap, "No threads match the filter", "", &[]),
        };
    }
    // The thread of the view is the focused one.
    if let Some(ProjectView::Thread(claim)) = &project.view {
        shown.cursor = Some(claim.clone());
    }
    let lit = shown.cursor.as_ref().and_then(|claim| overview.thread_at(overview.corpus().place(claim)?));
    let mut opened = None;
    if list.has_focus {
        opened = arrows(ui, project, listed, lit, &mut shown.rows);
    }
    shown.rows.show(
        ui,
        &list,
        |ui, index, width| {
            let thread = &overview.threads()[listed.rows[index] as usize];
            let laid = lay(ui, (overview, people), thread, lit == Some(listed.rows[index] as usize), width);
            (laid.height(), laid)
        },
        |ui, index, rect, laid| {
            let at = listed.rows[index] as usize;
            let thread = &overview.threads()[at];
            let row = Row::of(index, lit == Some(at));
            let response = laid.paint(ui, (overview, people, thread), rect, (&list, row));
            if response.clicked() {
                opened = Some((index, true));
            }
            let claim = || thread.claims.first().and_then(|claim| overview.corpus().spot(*claim));
            if let Some(claim) = claim() {
                intents.extend(asked_in_list(&response, list.acts_on(row), || Thing::Thread(claim.clone())));
            }
        },
    );
    if let Some((index, is_view)) = opened {
        let claim = overview.threads()[listed.rows[index] as usize].claims.first();
        shown.cursor = claim.and_then(|claim| overview.corpus().spot(*claim));
        if let Some(claim) = shown.cursor.clone().filter(|_| is_view) {
            let view = ProjectIntent::View(ProjectView::Thread(claim));
            intents.push(Intent::Project(Box::new(view)));
            // The list keeps the keyboard, so that the next thread is one key away; `Enter` goes into the thread.
            if !ui.input(|input| input.key_pressed(Key::Enter)) {
                intents.push(Intent::Focus(Field::Project(ProjectPanel::Ledger)));
            }
        }
    }
}

/// The list of this many threads.
fn list(ui: &Ui, count: usize) -> List {
    List::new(ui, id_of(Field::Project(ProjectPanel::Ledger)), "Project ledger", count)
}

/// The row that the keys move to, if they do, and true if its thread is shown: by `Enter`, or since another one is.
fn arrows(
    ui: &Ui,
    project: &OpenProject,
    listed: &ThreadList,
    lit: Option<usize>,
    rows: &mut Rows,
) -> Option<(usize, bool)> {
    let now = lit.and_then(|lit| listed.rows.iter().position(|row| *row as usize == lit));
    let last = listed.rows.len() - 1;
    let keys = [Key::ArrowDown, Key::ArrowUp, Key::PageDown, Key::PageUp, Key::Home, Key::End, Key::Enter];
    let pressed = ui.input(|input| keys.into_iter().find(|key| input.key_pressed(*key)))?;
    /// Rows of a page.
    const PAGE: usize = 8;
    let next = match (pressed, now) {
        (Key::Enter, now) => return Some((now.unwrap_or(0), true)),
        (Key::Home, _) => 0,
        (Key::End, _) => last,
        (_, None) => 0,
        (Key::ArrowDown, Some(now)) => (now + 1).min(last),
        (Key::PageDown, Some(now)) => (now + PAGE).min(last),
        (Key::PageUp, Some(now)) => now.saturating_sub(PAGE),
        (_, Some(now)) => now.saturating_sub(1),
    };
    rows.reveal(next);
    Some((next, matches!(project.view, Some(ProjectView::Thread(_)))))
}

/// The numbers of threads by standing, and of those in several articles and told differently; a click hides or shows them.
fn filters(ui: &mut Ui, project: &OpenProject, listed: &ThreadList, intents: &mut Vec<Intent>) {
    let mut filter = project.threads.filter.clone();
    let is_low = ui.available_height() < LOW;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::Vec2::splat(gap::TIGHT);
        let alone = [
            ("In several articles", listed.across, &mut filter.across, "List only what is claimed in several articles"),
            ("Told differently", listed.differing, &mut filter.differing, "List only what the claims tell differently"),
        ];
        for (name, count, on, help) in alone {
            if chip(ui, &format!("{name} {}", number(count)), help, *on, false) {
                *on = !*on;
            }
        }
        if is_low {
            let title = match filter.hidden.len() {
                0 => "Standing".to_owned(),
                hidden => format!("{} of {} standings", STANDINGS.len() - hidden, STANDINGS.len()),
            };
            menu(ui, "Standing", &title, !filter.hidden.is_empty(), &mut filter, |ui, filter| {
                standings(listed, filter, |name, help, on| {
                    let mut shown = on;
                    let choice = theme::choice(ui, |ui| ui.checkbox(&mut shown, name));
                    choice.on_hover_text(help).changed()
                });
            });
        } else {
            standings(listed, &mut filter, |name, help, on| chip(ui, name, help, on, true));
        }
    });
    if filter != project.threads.filter {
        intents.push(Intent::Project(Box::new(ProjectIntent::FilterThreads(Box::new(filter)))));
    }
}

/// Shows a switch for each standing that a thread has or that is hidden; `show` is given its name with the number, its help, and
/// whether it is on, and returns true if it was clicked.
fn standings(listed: &ThreadList, filter: &mut ThreadFilter, mut show: impl FnMut(&str, &str, bool) -> bool) {
    for row in STANDINGS {
        let count = listed.standings[row.standing as usize];
        let hidden = filter.hidden.iter().position(|hidden| *hidden == row.standing);
        let is_shown = count > 0 || hidden.is_some();
        if is_shown && show(&format!("{} {}", row.name, number(count)), row.help, hidden.is_none()) {
            match hidden {
                Some(at) => drop(filter.hidden.remove(at)),
                None => filter.hidden.push(row.standing),
            }
        }
    }
}

/// A chip that is on or off; true if it was clicked. One that hides is struck through while it is off.
fn chip(ui: &mut Ui, name: &str, help: &str, on: bool, hides: bool) -> bool {
    let palette = theme::palette(ui.visuals());
    let title = RichText::new(name).small().color(if on { palette.text } else { palette.weak });
    let title = if hides && !on { title.strikethrough() } else { title };
    let button = Button::new(title).corner_radius(radius::CHIP).frame_when_inactive(on || !hides);
    let button = ui.add(button.selected(on && !hides));
    button.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, name));
    button.on_hover_text(help).clicked()
}

fn controls(ui: &mut Ui, project: &OpenProject, intents: &mut Vec<Intent>) {
    let threads = &project.threads;
    ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
        let now = THREAD_ORDERS.iter().find(|row| row.order == threads.order).map_or("", |row| row.name);
        let combo = ComboBox::from_id_salt("project ledger order").width(110.0).selected_text(now).show_ui(ui, |ui| {
            for row in THREAD_ORDERS {
                if ui.selectable_label(row.order == threads.order, row.name).clicked() {
                    intents.push(Intent::Project(Box::new(ProjectIntent::SortThreads(row.order))));
                }
            }
        });
        roles::chooses(&combo.response, "Sort the project ledger by", now);
        let mut words = threads.filter.words.clone();
        let field = ui.add(TextEdit::singleline(&mut words).hint_text("Filter").desired_width(ui.available_width()));
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Filter project ledger"));
        if let Some(before) = entry::reset(ui, &field, &threads.filter.words, &words) {
            words = before;
        }
        if words != threads.filter.words {
            let filter = Box::new(ThreadFilter { words, ..threads.filter.clone() });
            intents.push(Intent::Project(Box::new(ProjectIntent::FilterThreads(filter))));
        }
    });
}

/// The words of a thread: its title, or the beginning of its earliest claim.
pub(super) fn headline(overview: &Overview, thread: &Thread, characters: usize) -> String {
    match &thread.title {
        Some(title) => title.title.clone(),
        None => first_claim(overview, thread, characters),
    }
}

/// The beginning of the earliest claim of a thread.
pub(super) fn first_claim(overview: &Overview, thread: &Thread, characters: usize) -> String {
    let claim = thread.claims.first().and_then(|claim| overview.mark(*claim));
    claim.map(|(mark, document)| quote_start(mark, &document.article().text, characters)).unwrap_or_default()
}

/// The standing and the numbers of answers: "Contested · 1 denial · evidence: 2 for, 1 against".
pub(super) fn answers(thread: &Thread) -> String {
    let count = |part| thread.part(part).count();
    let mut words = thread.standing.row().name.to_owned();
    let denials = count(Part::Denial);
    if denials > 0 {
        words.push_str(&format!(" · {}", counted(denials, "denial", "denials")));
    }
    for (name, sides) in
        [("evidence", [Part::EvidenceFor, Part::EvidenceAgainst]), ("claims", [Part::ClaimFor, Part::ClaimAgainst])]
    {
        let sides = sides.into_iter().zip(["for", "against"]).filter(|(part, _)| count(*part) > 0);
        let sides: Vec<String> = sides.map(|(part, side)| format!("{} {side}", number(count(part)))).collect();
        if !sides.is_empty() {
            words.push_str(&format!(" · {name}: {}", sides.join(", ")));
        }
    }
    words
}

/// The articles, since when, and the speakers: "3 articles since 3 Mar 2026 · Ola Berg, Anglers' club".
fn told_by(people: &People, thread: &Thread) -> String {
    let articles = counted(thread.articles as usize, "article", "articles");
    let since = match (thread.since, thread.articles) {
        (Some(date), 1) => format!(", {}", date.shortened()),
        (Some(date), _) => format!(" since {}", date.shortened()),
        (None, _) => String::new(),
    };
    let mut persons: Vec<usize> = Vec::new();
    for person in thread.claims.iter().filter_map(|claim| people.of(*claim)) {
        if !persons.contains(&person) {
            persons.push(person);
        }
    }
    let names: Vec<&str> = persons.iter().filter_map(|person| Some(people.list.get(*person)?.name.as_str())).collect();
    let speakers = names.join(", ");
    let dot = if speakers.is_empty() { "" } else { " · " };
    format!("{articles}{since}{dot}{speakers}")
}

/// The facts that are told differently: "Fourteen ≠ Forty".
pub(super) fn differences(thread: &Thread) -> Vec<String> {
    let words = |difference: &Difference| {
        let tellings: Vec<&str> = difference.tellings.iter().map(|telling| telling.words.as_str()).collect();
        tellings.join(" ≠ ")
    };
    thread.differences.iter().map(words).collect()
}

/// A row that was laid out.
struct Laid {
    glyph: Label,
    lines: Vec<Label>,
}

fn lay(ui: &mut Ui, (overview, people): (&Overview, &People), thread: &Thread, lit: bool, width: f32) -> Laid {
    let palette = theme::palette(ui.visuals());
    // Secondary words on the fill of the selection need more contrast.
    let faint = if lit { palette.text } else { palette.weak };
    let room = width - INDENT - MARGIN;
    let look = theme::look(Kind::new("claim").look(), palette.dark);
    let glyph = label::words(ui, Kind::new("claim").look().glyph, TextStyle::Body, theme::colour(look.line), INDENT, 1);
    let words = headline(overview, thread, CHARACTERS);
    let mut lines = vec![label::words(ui, &words, TextStyle::Body, palette.text, room, ROWS)];
    for (words, rows) in [(answers(thread), ROWS), (told_by(people, thread), 1)] {
        lines.push(label::words(ui, &words, TextStyle::Small, faint, room, rows));
    }
    let differences = differences(thread);
    if !differences.is_empty() {
        let colour = if lit { palette.text } else { palette.warning };
        lines.push(label::words(ui, &differences.join(" · "), TextStyle::Small, colour, room, 1));
    }
    Laid { glyph, lines }
}

impl Laid {
    fn height(&self) -> f32 {
        self.lines.iter().map(|line| line.size().y).sum::<f32>()
            + gap::HAIR * (self.lines.len() - 1) as f32
            + 2.0 * MARGIN
    }

    /// Paints the row; returns its response.
    fn paint(
        self,
        ui: &mut Ui,
        (overview, people, thread): (&Overview, &People, &Thread),
        rect: Rect,
        (list, row): (&List, Row),
    ) -> Response {
        let palette = theme::palette(ui.visuals());
        let first = thread.claims.first();
        let response = ui.interact(rect, Id::unique(("project ledger row", first)), Sense::CLICK);
        list.ground(ui, rect, response.hovered(), row);
        list.option(&response, row, || {
            let words = headline(overview, thread, CHARACTERS);
            let told = differences(thread).join(", ").replace('≠', "or");
            let told = if told.is_empty() { told } else { format!(". Told differently: {told}") };
            format!("{}. {}. {}{}", visible(&words), answers(thread), visible(&told_by(people, thread)), visible(&told))
        });
        let painter = ui.painter();
        let mut top = rect.top() + MARGIN;
        self.glyph.paint(painter, egui::pos2(rect.left() + MARGIN, top));
        for line in self.lines {
            let height = line.size().y + gap::HAIR;
            line.paint(painter, egui::pos2(rect.left() + INDENT, top));
            top += height;
        }
        response.on_hover_ui(|ui| {
            label::in_tip(ui, &headline(overview, thread, 4 * CHARACTERS));
            ui.label(RichText::new(thread.standing.row().help).color(palette.weak).small());
        })
    }
}
