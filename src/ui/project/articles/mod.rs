//! The articles panel: every article of the folder with its origin, its speakers and its marks; filter, order, groups.

mod controls;
mod row;
mod unreadable;

use std::sync::Arc;

use egui::{Key, Label, Modifiers, RichText, Ui};

use crate::app::action::{Field, Intent};
use crate::app::commands;
use crate::app::project::OpenProject;
use crate::app::project::intent::ProjectIntent;
use crate::app::shell::sidebar::ProjectPanel;
use crate::app::state::State;
use crate::model::message::{counted, number};
use crate::model::project::listing::ArticleList;
use crate::ui::announce;
use crate::ui::fields::id_of;
use crate::ui::list::{List, Row};
use crate::ui::panels::empty;
use crate::ui::rows::Rows;
use crate::ui::theme::{self, gap};

/// Height of a row in points, as far as it was not measured.
const ROW: f32 = 62.0;

/// Rows by which `PageUp` and `PageDown` move.
const PAGE: usize = 10;

/// The panel's state between frames.
pub struct Shown {
    /// The list in its last generation.
    of: Option<(u64, Arc<ArticleList>)>,
    rows: Rows,
    /// The row that the keys act on.
    cursor: usize,
    /// The path of the article in it, as far as the application knows.
    lit: Option<String>,
    /// The path of the article that was shown last.
    current: Option<String>,
    /// The list of what could not be read.
    unreadable: Rows,
}

impl Default for Shown {
    fn default() -> Self {
        let unreadable = Rows::new(unreadable::ROW);
        Self { of: None, rows: Rows::new(ROW), cursor: 0, lit: None, current: None, unreadable }
    }
}

impl Shown {
    /// Takes the present list, and scrolls to the article that was opened or lit since.
    fn update(&mut self, project: &OpenProject, current: Option<&str>) {
        let listed = &project.listed;
        if self
            .of
            .as_ref()
            .is_none_or(|(generation, list)| *generation != listed.generation || !Arc::ptr_eq(list, &listed.list))
        {
            // While the folder is read, a list that nobody touched begins with its first article.
            let old = self.of.as_ref().filter(|_| !self.rows.is_at_top() || self.cursor > 0);
            let at_top = old.and_then(|(_, old)| path_in(old, self.rows.top()));
            let at_cursor = old.and_then(|(_, old)| path_in(old, self.cursor));
            let row_of = |path: Option<&str>| path.and_then(|path| listed.list.row_of(path));
            let (top, cursor) = (row_of(at_top), row_of(at_cursor));
            self.rows.restart(listed.list.rows.len(), top.or(Some(0)).filter(|_| at_top.is_some()));
            self.cursor = cursor.unwrap_or(self.cursor).min(listed.list.rows.len().saturating_sub(1));
            self.of = Some((listed.generation, listed.list.clone()));
        }
        if self.current.as_deref() != current {
            self.current = current.map(str::to_owned);
            if let Some(row) = current.and_then(|path| listed.list.row_of(path)) {
                self.cursor = row;
                self.rows.reveal(row);
            }
        }
        if self.lit != listed.cursor {
            self.lit = listed.cursor.clone();
            if let Some(row) = self.lit.as_ref().and_then(|path| listed.list.row_of(path)) {
                self.cursor = row;
            }
        }
    }
}

/// The path of the article in a row.
fn path_in(list: &ArticleList, row: usize) -> Option<&str> {
    list.article(row).map(|article| article.facts.path())
}

/// Shows the panel.
pub fn show(ui: &mut Ui, state: &State, project: &OpenProject, shown: &mut Shown, intents: &mut Vec<Intent>) {
    let current = state.session().and_then(|session| project.path_of(session));
    shown.update(project, current);
    controls::show(ui, project, intents);
    egui::Panel::bottom("project census").frame(egui::Frame::new()).show_separator_line(false).show(ui, |ui| {
        ui.add_space(gap::TIGHT);
        unreadable::show(ui, project, &mut shown.unreadable, intents);
        census(ui, project);
    });
    let list = project.listed.list.clone();
    let options = List::new(ui, id_of(Field::Project(ProjectPanel::Articles)), "Articles", list.rows.len());
    if options.has_focus {
        handle_keys(ui, &list, shown, intents);
    }
    if list.rows.is_empty() {
        return nothing(ui, state, project);
    }
    let cursor = shown.cursor;
    let mut clicked = None;
    shown.rows.show(
        ui,
        &options,
        |ui, at, width| {
            let laid = row::lay(ui, &list, at, width);
            (laid.height(), laid)
        },
        |ui, at, rect, laid| {
            let is_current = current.is_some() && path_in(&list, at) == current;
            let row = Row { at, selected: is_current, lit: at == cursor };
            if laid.paint(ui, &list, (&options, row), rect, intents) {
                clicked = Some(at);
            }
        },
    );
    if let Some(at) = clicked {
        shown.cursor = at;
        // It is in sight: scrolling would put another one under the pointer.
        shown.current = path_in(&list, at).map(str::to_owned).or(shown.current.take());
        open(&list, at, intents);
        if list.article(at).is_none() {
            intents.push(Intent::Focus(Field::Project(ProjectPanel::Articles)));
        }
    }
}

/// Opens the article in a row; hides or shows the articles of a group.
fn open(list: &ArticleList, row: usize, intents: &mut Vec<Intent>) {
    let intent = match (list.article(row), list.group(row)) {
        (Some(article), _) => ProjectIntent::Open(article.facts.path().to_owned()),
        (None, Some(group)) => ProjectIntent::FoldGroup(group.name.clone(), !group.folded),
        (None, None) => return,
    };
    intents.push(Intent::Project(Box::new(intent)));
}

/// Handles keys: arrows, `PageUp`, `PageDown`, `Home` and `End` move, left and right hide and
/// show the articles of a group, `Enter` opens, `Space` marks as done.
fn handle_keys(ui: &mut Ui, list: &ArticleList, shown: &mut Shown, intents: &mut Vec<Intent>) {
    let Some(last) = list.rows.len().checked_sub(1) else { return };
    let pressed = |key| ui.input(|input| input.modifiers.is_none() && input.key_pressed(key));
    let next = match shown.cursor {
        _ if pressed(Key::Home) => 0,
        _ if pressed(Key::End) => last,
        row if pressed(Key::ArrowDown) => row + 1,
        row if pressed(Key::ArrowUp) => row.saturating_sub(1),
        row if pressed(Key::PageDown) => row + PAGE,
        row if pressed(Key::PageUp) => row.saturating_sub(PAGE),
        row if pressed(Key::ArrowLeft) => fold(list, row, true, intents),
        row if pressed(Key::ArrowRight) => fold(list, row, false, intents),
        row => row,
    };
    let next = next.min(last);
    if next != shown.cursor {
        shown.cursor = next;
        shown.rows.reveal(next);
        let lit = path_in(list, next).map(|path| ProjectIntent::LightArticle(path.to_owned()));
        intents.extend(lit.map(|intent| Intent::Project(Box::new(intent))));
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
        open(list, next, intents);
    }
    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Space)) {
        let done = path_in(list, next).map(|path| ProjectIntent::TurnDone(path.to_owned()));
        intents.extend(done.map(|intent| Intent::Project(Box::new(intent))));
    }
}

/// Hides or shows the articles of the group at or above a row; returns the row of its heading, or this one.
fn fold(list: &ArticleList, row: usize, fold: bool, intents: &mut Vec<Intent>) -> usize {
    let headings = if fold { (0..=row).rev() } else { (row..=row).rev() };
    let Some((at, group)) = headings.into_iter().find_map(|at| Some((at, list.group(at)?))) else { return row };
    if group.folded != fold {
        let intent = ProjectIntent::FoldGroup(group.name.clone(), fold);
        intents.push(Intent::Project(Box::new(intent)));
    }
    at
}

/// The number of articles, and of what else is in the folder.
fn census(ui: &mut Ui, project: &OpenProject) {
    let (list, census) = (&project.listed.list, &project.census);
    let all = list.articles.len();
    let mut parts = vec![match list.listed {
        listed if listed == all => counted(all, "article", "articles"),
        listed => format!("{} of {}", number(listed), counted(all, "article", "articles")),
    }];
    match project.unread {
        None => parts = vec!["Looking for articles…".to_owned()],
        Some(0) => {}
        Some(unread) => parts.push(format!("{} still to read", number(unread))),
    }
    if census.others > 0 {
        parts.push(counted(census.others, "other file", "other files"));
    }
    if census.is_cut {
        parts.push("there is more".to_owned());
    }
    let weak = theme::palette(ui.visuals()).weak;
    let label = Label::new(RichText::new(parts.join(" · ")).color(weak).small()).truncate();
    let label = announce::polite(ui, "articles", label);
    let about = [
        (census.others > 0).then(|| "Other files are no articles, and are not listed".to_owned()),
        census.is_cut.then(|| "The folder has more articles or folders than are listed".to_owned()),
    ];
    let about: Vec<String> = about.into_iter().flatten().collect();
    if !about.is_empty() {
        label.on_hover_text(about.join("\n"));
    }
}

/// Shows why nothing is listed.
fn nothing(ui: &mut Ui, state: &State, project: &OpenProject) {
    let keymap = &state.shell.keymap;
    if !project.listed.list.articles.is_empty() {
        empty::show(ui, keymap, "No articles match the filter", "", &[]);
    } else if project.unread == Some(0) {
        let about = "Articles in the folder and in the folders within are listed here as soon as they are there";
        empty::show(ui, keymap, "No articles yet", about, &[&commands::file::PASTE, &commands::file::OPEN_FOLDER]);
    }
}
