//! The find panel: a search of all articles, with the hits of each in their sentences.

mod controls;
mod filter;
mod row;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use egui::accesskit::Live;
use egui::{Key, Label, Modifiers, RichText, Ui};

use crate::app::action::{Field, Intent};
use crate::app::project::OpenProject;
use crate::app::project::found::{FindAll, HitPlace};
use crate::app::project::intent::ProjectIntent;
use crate::app::shell::sidebar::ProjectPanel;
use crate::app::state::State;
use crate::model::message::counted;
use crate::model::project::find::snippet::Snippet;
use crate::ui::announce;
use crate::ui::fields::id_of;
use crate::ui::list::{List, Row};
use crate::ui::panels::empty;
use crate::ui::rows::Rows;
use crate::ui::theme::{self, gap};

/// Height of a row in points, as far as it was not measured.
const ROW: f32 = 40.0;

/// Rows by which `PageUp` and `PageDown` move.
const PAGE: usize = 10;

/// The panel's state between frames.
pub struct Shown {
    /// The generation of the findings, and the articles whose hits are hidden.
    of: (u64, BTreeSet<String>),
    lines: Vec<Line>,
    rows: Rows,
    /// The rows of hits, as far as they were in sight.
    snippets: HashMap<HitPlace, Arc<Snippet>>,
    /// The row that the keys act on.
    cursor: usize,
    /// The hit gone to last.
    current: Option<HitPlace>,
    /// The lists of the filter.
    choices: filter::Choices,
}

/// A row of the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    /// An article, by its index in the findings.
    Article(usize),
    /// A hit.
    Hit(HitPlace),
}

impl Default for Shown {
    fn default() -> Self {
        Self {
            of: Default::default(),
            lines: Vec::new(),
            rows: Rows::new(ROW),
            snippets: HashMap::new(),
            cursor: 0,
            current: None,
            choices: filter::Choices::default(),
        }
    }
}

impl Shown {
    fn update(&mut self, find: &FindAll) {
        if self.of.0 != find.generation || self.of.1 != find.folded {
            let is_same = self.of.0 == find.generation;
            self.of = (find.generation, find.folded.clone());
            self.lines.clear();
            for (at, article) in find.findings.articles.iter().enumerate() {
                self.lines.push(Line::Article(at));
                if !find.folded.contains(&article.entry.path) {
                    self.lines.extend((0..article.hits.len()).map(|hit| Line::Hit(HitPlace { article: at, hit })));
                }
            }
            let top = is_same.then(|| self.rows.top());
            self.rows.restart(self.lines.len(), top);
            self.cursor = self.cursor.min(self.lines.len().saturating_sub(1));
            if !is_same {
                self.snippets.clear();
                self.cursor = 0;
            }
        }
        if self.current != find.current {
            self.current = find.current;
            let line = self.current.and_then(|place| self.lines.iter().position(|line| *line == Line::Hit(place)));
            if let Some(line) = line {
                self.cursor = line;
                self.rows.reveal(line);
            }
        }
    }
}

/// Shows the panel.
pub fn show(ui: &mut Ui, state: &State, project: &OpenProject, shown: &mut Shown, intents: &mut Vec<Intent>) {
    let find = &project.find;
    shown.update(find);
    if controls::show(ui, state, project, &mut shown.choices, intents) && !shown.lines.is_empty() {
        intents.push(Intent::Focus(Field::Project(ProjectPanel::Find)));
    }
    summary(ui, find);
    let list = List::new(ui, id_of(Field::Project(ProjectPanel::Find)), "Matches", shown.lines.len());
    if list.has_focus {
        handle_keys(ui, find, shown, intents);
    }
    if shown.lines.is_empty() {
        return nothing(ui, state, find);
    }
    let Shown { lines, rows, snippets, cursor, .. } = shown;
    let mut clicked = None;
    rows.show(
        ui,
        &list,
        |ui, at, width| {
            let laid = row::lay(ui, find, lines[at], snippets, width);
            (laid.height(at > 0), laid)
        },
        |ui, at, rect, laid| {
            let selected = lines[at].hit() == find.current && find.current.is_some();
            let row = Row { at, selected, lit: at == *cursor };
            if laid.paint(ui, find, lines[at], (&list, row), rect) {
                clicked = Some(at);
            }
        },
    );
    if let Some(at) = clicked {
        shown.cursor = at;
        intents.extend(open(find, shown.lines[at]));
    }
}

impl Line {
    fn hit(self) -> Option<HitPlace> {
        match self {
            Self::Hit(place) => Some(place),
            Self::Article(_) => None,
        }
    }
}

/// Goes to a hit; hides or shows the hits of an article.
fn open(find: &FindAll, line: Line) -> Option<Intent> {
    let intent = match line {
        Line::Hit(place) => ProjectIntent::GoToHit(place),
        Line::Article(at) => ProjectIntent::FoldHits(find.findings.articles.get(at)?.entry.path.clone()),
    };
    Some(Intent::Project(Box::new(intent)))
}

/// The number of hits and articles, or why the text is no pattern.
fn summary(ui: &mut Ui, find: &FindAll) {
    let palette = theme::palette(ui.visuals());
    let findings = &find.findings;
    let (words, colour) = match &find.error {
        Some(why) => (why.clone(), palette.error),
        None if find.query.is_empty() || (findings.count == 0 && find.searches()) => return,
        None if findings.count == 0 => return,
        None => {
            let more = if findings.is_cut { "More than " } else { "" };
            let hits = counted(findings.count, "match", "matches");
            let articles = counted(findings.articles.len(), "article", "articles");
            (format!("{more}{hits} in {articles}"), palette.weak)
        }
    };
    let live = if find.error.is_some() { Live::Assertive } else { Live::Polite };
    announce::live(ui, "found in all", live, Label::new(RichText::new(words).color(colour).small()));
}

/// Handles keys: arrows, `PageUp`, `PageDown`, `Home` and `End` move, left and right hide and
/// show the hits of an article, `Enter` goes to a hit.
fn handle_keys(ui: &mut Ui, find: &FindAll, shown: &mut Shown, intents: &mut Vec<Intent>) {
    let Some(last) = shown.lines.len().checked_sub(1) else { return };
    let pressed = |key| ui.input(|input| input.modifiers.is_none() && input.key_pressed(key));
    let next = match shown.cursor {
        0 if pressed(Key::ArrowUp) => return intents.push(Intent::Focus(Field::ProjectFind)),
        _ if pressed(Key::Home) => 0,
        _ if pressed(Key::End) => last,
        row if pressed(Key::ArrowDown) => row + 1,
        row if pressed(Key::ArrowUp) => row - 1,
        row if pressed(Key::PageDown) => row + PAGE,
        row if pressed(Key::PageUp) => row.saturating_sub(PAGE),
        row if pressed(Key::ArrowLeft) => fold(find, shown, row, true, intents),
        row if pressed(Key::ArrowRight) => fold(find, shown, row, false, intents),
        row => row,
    };
    let next = next.min(last);
    if next != shown.cursor {
        shown.cursor = next;
        shown.rows.reveal(next);
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
        intents.extend(open(find, shown.lines[next]));
    }
}

/// Hides or shows the hits of the article at or above a row; returns the row of the article.
fn fold(find: &FindAll, shown: &Shown, row: usize, fold: bool, intents: &mut Vec<Intent>) -> usize {
    let above = shown.lines[..=row].iter().rposition(|line| matches!(line, Line::Article(_))).unwrap_or(row);
    if let Line::Article(at) = shown.lines[above]
        && let Some(article) = find.findings.articles.get(at)
        && find.folded.contains(&article.entry.path) != fold
        && (fold || above == row)
    {
        intents.extend(open(find, shown.lines[above]));
    }
    if fold { above } else { row }
}

/// Shows why there are no hits.
fn nothing(ui: &mut Ui, state: &State, find: &FindAll) {
    let keymap = &state.shell.keymap;
    if find.query.is_empty() {
        let about = "Texts, quotations, notes, speakers and tags of every article are searched as you type. With a filter \
                     alone, the marks that it admits are listed";
        empty::show(ui, keymap, "Search all articles", about, &[]);
    } else if find.error.is_none() && !find.searches() {
        ui.add_space(gap::USUAL);
        empty::show(ui, keymap, "No matches", "", &[]);
    }
}
