//! The filter of the search in all articles: kinds, speakers, tags, standings, dates.

use std::collections::HashMap;

use egui::{Button, RichText, Role, ScrollArea, TextEdit, Ui, Vec2, WidgetInfo};

use crate::app::project::OpenProject;
use crate::app::state::State;
use crate::model::fold;
use crate::model::kind::{KINDS, Kind};
use crate::model::ledger::STANDINGS;
use crate::model::project::date::Date;
use crate::model::project::find::filter::FindFilter;
use crate::ui::focus;
use crate::ui::project::chip_menu::menu;
use crate::ui::theme::{self, gap, radius};
use crate::ui::widgets::icon_button;
use crate::ui::{icons, label};

/// Most speakers or tags that are offered; the others are found by typing.
const OFFERED: usize = 200;

/// Height of a list in points.
const LIST: f32 = 240.0;

/// Width of a list in points.
const WIDTH: f32 = 240.0;

/// Width of a field for a date in points.
const DATE: f32 = 120.0;

/// The lists between frames.
#[derive(Default)]
pub struct Choices {
    /// Text that the listed speakers or tags must have.
    words: String,
    /// The tags with the numbers of their articles, most first, for a generation of the list of articles.
    tags: (u64, Vec<(String, usize)>),
    /// The dates as they are typed.
    from: String,
    to: String,
}

/// Shows the filter; changes are in `filter`.
pub fn show(ui: &mut Ui, _: &State, project: &OpenProject, filter: &mut FindFilter, choices: &mut Choices) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(gap::TIGHT);
        kinds(ui, filter);
        speakers(ui, project, filter, choices);
        tags(ui, project, filter, choices);
        standings(ui, filter);
        dates(ui, filter, choices);
        if !filter.is_empty() && icon_button(ui, icons::CLOSE, "Clear the filter").clicked() {
            *filter = FindFilter::default();
            (choices.from, choices.to) = Default::default();
        }
    });
}

/// A switch for each kind.
fn kinds(ui: &mut Ui, filter: &mut FindFilter) {
    let palette = theme::palette(ui.visuals());
    for row in KINDS {
        let kind = Kind::of(row);
        let on = filter.kinds.contains(&kind);
        let colour = theme::colour(theme::look(row, palette.dark).line);
        let button = ui.add(
            Button::new(RichText::new(row.glyph).color(colour).small())
                .selected(on)
                .corner_radius(radius::CHIP)
                .min_size(egui::Vec2::splat(24.0)),
        );
        button.widget_info(|| {
            WidgetInfo::selected(Role::CheckBox, true, on, format!("Only {}", row.plural.to_lowercase()))
        });
        if button.on_hover_text(format!("Only in {}", row.plural.to_lowercase())).clicked() {
            turn(&mut filter.kinds, kind);
        }
    }
}

fn speakers(ui: &mut Ui, project: &OpenProject, filter: &mut FindFilter, choices: &mut Choices) {
    let people = || project.people.list.iter().filter(|person| !person.is_nobody());
    let chosen: Vec<&str> = people()
        .filter(|person| person.names.iter().any(|(name, _)| filter.speakers.contains(&name.name)))
        .map(|person| person.name.as_str())
        .collect();
    let title = title("Speaker", "speakers", &chosen);
    menu(ui, "Speaker", &title, !filter.speakers.is_empty(), choices, |ui, choices| {
        searched(ui, "Find a speaker", &mut choices.words);
        let listed = people().map(|person| (person.name.as_str(), person.total()));
        if let Some(name) = list(ui, &choices.words, listed, |name| chosen.contains(&name))
            && let Some(person) = people().find(|person| person.name == name)
        {
            let was_chosen = chosen.contains(&name.as_str());
            let names: Vec<&String> = person.names.iter().map(|(name, _)| &name.name).collect();
            filter.speakers.retain(|name| !names.contains(&name));
            if !was_chosen {
                filter.speakers.extend(names.into_iter().cloned());
            }
        }
    });
}

fn tags(ui: &mut Ui, project: &OpenProject, filter: &mut FindFilter, choices: &mut Choices) {
    let chosen: Vec<&str> = filter.tags.iter().map(String::as_str).collect();
    let title = title("Tag", "tags", &chosen);
    let on = !chosen.is_empty();
    menu(ui, "Tag", &title, on, choices, |ui, choices| {
        if choices.tags.0 != project.listed.generation {
            choices.tags = (project.listed.generation, all_tags(project));
        }
        searched(ui, "Find a tag", &mut choices.words);
        let listed = choices.tags.1.iter().map(|(tag, count)| (tag.as_str(), *count));
        if let Some(tag) = list(ui, &choices.words, listed, |tag| filter.tags.iter().any(|one| one == tag)) {
            turn(&mut filter.tags, tag);
        }
    });
}

/// The tags of all articles with the numbers of articles, the most first.
fn all_tags(project: &OpenProject) -> Vec<(String, usize)> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for tag in project.listed.list.articles.iter().flat_map(|article| &article.facts.tags) {
        *counts.entry(tag.as_str()).or_default() += 1;
    }
    let mut tags: Vec<(String, usize)> = counts.into_iter().map(|(tag, count)| (tag.to_owned(), count)).collect();
    tags.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    tags
}

fn standings(ui: &mut Ui, filter: &mut FindFilter) {
    let chosen: Vec<&str> = filter.standings.iter().map(|standing| standing.row().name).collect();
    let title = title("Standing", "standings", &chosen);
    let on = !chosen.is_empty();
    menu(ui, "Standing", &title, on, &mut (), |ui, ()| {
        for row in STANDINGS {
            let mut on = filter.standings.contains(&row.standing);
            if theme::choice(ui, |ui| ui.checkbox(&mut on, row.name)).on_hover_text(row.help).clicked() {
                turn(&mut filter.standings, row.standing);
            }
        }
    });
}

fn dates(ui: &mut Ui, filter: &mut FindFilter, choices: &mut Choices) {
    let title = match (filter.from, filter.to) {
        (None, None) => "Date".to_owned(),
        (Some(from), None) => format!("From {}", from.shortened()),
        (None, Some(to)) => format!("Until {}", to.shortened()),
        (Some(from), Some(to)) => format!("{} – {}", from.shortened(), to.shortened()),
    };
    let on = filter.from.is_some() || filter.to.is_some();
    menu(ui, "Date", &title, on, choices, |ui, choices| {
        let palette = theme::palette(ui.visuals());
        for (name, date, typed) in
            [("From", &mut filter.from, &mut choices.from), ("Until", &mut filter.to, &mut choices.to)]
        {
            ui.horizontal(|ui| {
                ui.allocate_ui(Vec2::new(40.0, ui.spacing().interact_size.y), |ui| {
                    ui.set_min_width(40.0);
                    ui.label(name);
                });
                let is_read = typed.trim().is_empty() || Date::parse(typed).is_some();
                let colour = if is_read { palette.text } else { palette.error };
                let field = TextEdit::singleline(typed).hint_text("March 2026").desired_width(DATE).text_color(colour);
                let field = ui.add(field);
                field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, format!("{name} date")));
                if field.changed() {
                    *date = Date::parse(typed);
                }
            });
        }
        ui.label(RichText::new("A day, a month or a year").color(palette.weak).small());
    });
}

/// The title of a menu: its name, or what is chosen.
fn title(name: &str, several: &str, chosen: &[&str]) -> String {
    match chosen {
        [] => name.to_owned(),
        [one] => (*one).to_owned(),
        all => format!("{} {several}", all.len()),
    }
}

/// A field for the words that the entries of a list must have.
fn searched(ui: &mut Ui, hint: &str, words: &mut String) {
    let field = ui.add(TextEdit::singleline(words).hint_text(hint).desired_width(WIDTH));
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, hint));
}

/// A list of names with numbers, those with some words only; returns the one that was clicked.
fn list<'a>(
    ui: &mut Ui,
    words: &str,
    names: impl Iterator<Item = (&'a str, usize)>,
    is_chosen: impl Fn(&str) -> bool,
) -> Option<String> {
    let words = fold::folded(words.trim(), fold::LOOSE);
    let has = |name: &str| words.is_empty() || fold::folded(name, fold::LOOSE).contains(&words);
    let mut clicked = None;
    ScrollArea::vertical().max_height(LIST).min_scrolled_height(LIST).show(ui, |ui| {
        ui.set_width(WIDTH);
        let mut none = true;
        for (name, count) in names.filter(|(name, _)| has(name)).take(OFFERED) {
            none = false;
            let mut on = is_chosen(name);
            let words = format!("{name}  {count}");
            let choice = theme::choice(ui, |ui| ui.checkbox(&mut on, label::unseen(&words)));
            let left = ui.spacing().icon_width + ui.spacing().icon_spacing;
            label::over(ui, &choice, left, &words, egui::TextStyle::Button);
            if choice.clicked() {
                clicked = Some(name.to_owned());
            }
        }
        if none {
            ui.label(RichText::new("None").color(theme::palette(ui.visuals()).weak));
        }
        focus::into_view(ui);
    });
    clicked
}

/// Takes `item` out of `items`, or puts it in.
fn turn<T: PartialEq>(items: &mut Vec<T>, item: T) {
    match items.iter().position(|other| *other == item) {
        Some(at) => drop(items.remove(at)),
        None => items.push(item),
    }
}
