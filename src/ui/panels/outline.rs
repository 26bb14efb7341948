//! The outline panel: the article's headings with the number of marks under each; the caret's heading is highlighted.

use egui::text::{LayoutJob, TextFormat};
use egui::{Key, Label, RichText, Role, ScrollArea, Sense, TextEdit, TextStyle, Ui, WidgetInfo};

use crate::app::action::{Field, Intent};
use crate::app::commands;
use crate::app::session::Session;
use crate::app::shell::panel::Panel;
use crate::app::state::State;
use crate::model::kind::{KINDS, KindRow, UNKNOWN_KIND};
use crate::model::outline::{Counts, Outline};
use crate::model::project::date::Date;
use crate::model::query::Needle;
use crate::ui::entry;
use crate::ui::fields::id_of;
use crate::ui::icons;
use crate::ui::label;
use crate::ui::list::{List, Row};
use crate::ui::panels::{View, empty};
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap};
use crate::ui::widgets::icon_button;

/// Height of a heading in points.
const LINE: f32 = 26.0;
/// Indent of a level in points, and the maximum number of indented levels.
const STEP: f32 = 14.0;
const DEEPEST: u8 = 6;
/// Maximum characters of a heading that are laid out, more than any panel shows.
const LONGEST: usize = 300;

/// The listed headings, cached until the article, its marks or the filter change.
#[derive(Default)]
pub struct Shown {
    of: Option<(Outline, u64, String)>,
    counts: Vec<Counts>,
    /// Indices in the outline.
    listed: Vec<usize>,
    /// The caret's heading last scrolled to.
    lit: Option<usize>,
}

impl Shown {
    fn update(&mut self, session: &Session) {
        let (generation, words) = (session.set().generation(), session.outline_words.trim());
        let same = |of: &(Outline, u64, String)| {
            of.0.is_same(&session.analysis.outline) && of.1 == generation && of.2 == words
        };
        if self.of.as_ref().is_some_and(same) {
            return;
        }
        self.of = Some((session.analysis.outline.clone(), generation, words.to_owned()));
        self.counts = session.analysis.outline.counts(session.set());
        let needle = Needle::new(words);
        let sections = session.analysis.outline.sections().iter().enumerate();
        let listed = sections.filter(|(_, section)| needle.is_in(session.text().slice(section.heading)));
        self.listed = listed.map(|(at, _)| at).collect();
    }
}

/// Shows the outline.
pub fn show(ui: &mut Ui, state: &State, session: &Session, view: &mut View, intents: &mut Vec<Intent>) {
    let shown = &mut view.outline;
    shown.update(session);
    source(ui, session, intents);
    filter(ui, session, intents);
    ui.add_space(gap::TIGHT);
    // The caret's heading: the last listed one before it.
    let caret = session.analysis.outline.at(session.focus.selection.focus);
    let row = caret.and_then(|at| shown.listed.partition_point(|listed| *listed <= at).checked_sub(1));
    let list = List::new(ui, id_of(Field::Panel(Panel::Outline)), "Outline", shown.listed.len());
    if list.has_focus {
        handle_keys(ui, session, shown, row, intents);
    }
    if shown.listed.is_empty() {
        let (title, about) = empty_reason(session);
        empty::show(ui, &state.shell.keymap, title, about, &[]);
        return;
    }
    let mut area = ScrollArea::vertical().id_salt("outline list").auto_shrink(false);
    if let Some(row) = row.filter(|_| shown.lit != row) {
        let height = ui.available_height();
        let centred = row as f32 * LINE - (height - LINE) / 2.0;
        let most = (shown.listed.len() as f32 * LINE - height).max(0.0);
        area = area.vertical_scroll_offset(centred.clamp(0.0, most));
    }
    shown.lit = row;
    ui.spacing_mut().item_spacing.y = 0.0;
    let rows = |ui: &mut Ui, rows: std::ops::Range<usize>| {
        for index in rows {
            let at = shown.listed[index];
            let row = Row::of(index, row == Some(index));
            if heading(ui, session, (&list, row), at, &shown.counts[at]) {
                intents.push(Intent::GoTo(session.analysis.outline.sections()[at].heading));
            }
        }
    };
    list.rows(ui, |ui| area.show_rows(ui, LINE, shown.listed.len(), rows));
}

/// The article's author, site, date and address.
fn source(ui: &mut Ui, session: &Session, intents: &mut Vec<Intent>) {
    let article = session.article();
    let palette = theme::palette(ui.visuals());
    let date = Date::parse(article.published()).map(Date::spelled);
    let words = [article.byline(), article.site(), date.as_deref().unwrap_or(article.published())].map(visible);
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).filter(|words| !words.is_empty()).collect();
    let words = if words.is_empty() { "No author, site or date".to_owned() } else { words.join(" · ") };
    ui.horizontal(|ui| {
        let command = &commands::file::DETAILS;
        ui.add_enabled_ui(session.is_editable(), |ui| {
            if icon_button(ui, icons::EDIT, command.title).clicked() {
                intents.push(Intent::Run(command));
            }
        });
        ui.add(Label::new(RichText::new(words).color(palette.weak).small()).wrap());
    });
    if !article.address().is_empty() {
        ui.horizontal(|ui| {
            let command = &commands::edit::COPY_SOURCE;
            let copy = ui.button(RichText::new("Copy").small()).on_hover_text(command.title);
            copy.widget_info(|| WidgetInfo::labeled(Role::Button, true, command.title));
            if copy.clicked() {
                intents.push(Intent::Run(command));
            }
            let address = visible(article.address());
            ui.add(Label::new(RichText::new(address).color(palette.weak).small()).truncate());
        });
    }
    ui.add_space(gap::TIGHT);
}

/// The reason for an empty list, and what it would hold.
fn empty_reason(session: &Session) -> (&'static str, &'static str) {
    let about = "The headings of an article are listed here, with the marks under each";
    if !session.analysis.outline.sections().is_empty() {
        ("No headings match the filter", "")
    } else if session.article().media_type == "text/plain" {
        ("Plain text has no headings; Markdown and other formats do", about)
    } else {
        ("This article has no headings", about)
    }
}

fn filter(ui: &mut Ui, session: &Session, intents: &mut Vec<Intent>) {
    let mut words = session.outline_words.clone();
    let field = ui.add(TextEdit::singleline(&mut words).hint_text("Filter").desired_width(f32::INFINITY));
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Filter outline"));
    if let Some(before) = entry::reset(ui, &field, &session.outline_words, &words) {
        words = before;
    }
    if words != session.outline_words {
        intents.push(Intent::OutlineWords(words));
    }
}

/// Handles keys: arrows move between headings, `Enter` moves to the article.
fn handle_keys(ui: &Ui, session: &Session, shown: &Shown, row: Option<usize>, intents: &mut Vec<Intent>) {
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    let next = match row {
        _ if pressed(Key::Home) => Some(0),
        _ if pressed(Key::End) => shown.listed.len().checked_sub(1),
        None if pressed(Key::ArrowDown) => Some(0),
        Some(row) if pressed(Key::ArrowDown) => Some(row + 1),
        Some(row) if pressed(Key::ArrowUp) => row.checked_sub(1),
        Some(row) if pressed(Key::Enter) => {
            intents.push(Intent::Focus(Field::Article));
            Some(row)
        }
        _ => None,
    };
    let section = next.and_then(|row| session.analysis.outline.sections().get(*shown.listed.get(row)?));
    intents.extend(section.map(|section| Intent::GoTo(section.heading)));
}

/// Draws a heading; returns true if it was clicked.
fn heading(ui: &mut Ui, session: &Session, (list, row): (&List, Row), at: usize, counts: &Counts) -> bool {
    let palette = theme::palette(ui.visuals());
    let section = session.analysis.outline.sections()[at];
    let words: String = session.text().slice(section.heading).chars().take(LONGEST).collect();
    let words = visible(&words.replace('\n', " ")).into_owned();
    let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), LINE), Sense::CLICK);
    list.option(&response, row, || format!("Heading {}: {words}{}", section.level, spoken(counts)));
    list.ground(ui, rect, response.hovered(), row);
    let badge = badge(ui, counts);
    let badge = ui.fonts_mut(|fonts| fonts.layout_job(badge));
    let indent = 6.0 + f32::from(section.level.clamp(1, DEEPEST) - 1) * STEP;
    let style = if section.level <= 2 { TextStyle::Body } else { TextStyle::Small };
    let room = (rect.width() - indent - badge.size().x - 14.0).max(20.0);
    let title = label::words(ui, &words, style, palette.text, room, 1);
    let (painter, middle) = (ui.painter(), rect.center().y);
    title.paint(painter, egui::pos2(rect.left() + indent, middle - title.size().y / 2.0));
    painter.galley(egui::pos2(rect.right() - badge.size().x - 6.0, middle - badge.size().y / 2.0), badge, palette.weak);
    if title.is_cut() {
        let whole: String = session.text().slice(section.heading).chars().take(LONGEST).collect();
        return label::tip(response, &[&whole]).clicked();
    }
    response.clicked()
}

/// The kinds with marks, and their numbers.
fn counted(counts: &Counts) -> impl Iterator<Item = (&'static KindRow, usize)> + '_ {
    KINDS.iter().chain([&UNKNOWN_KIND]).zip(counts.iter().copied()).filter(|(_, count)| *count > 0)
}

/// "● 3 ▲ 1", each in the colour of its kind.
fn badge(ui: &Ui, counts: &Counts) -> LayoutJob {
    let dark = ui.visuals().dark_mode;
    let font = TextStyle::Small.resolve(ui.style());
    let mut job = LayoutJob::default();
    for (row, count) in counted(counts) {
        let colour = theme::colour(theme::look(row, dark).line);
        job.append(row.glyph, 8.0, TextFormat::simple(font.clone(), colour));
        job.append(&count.to_string(), 3.0, TextFormat::simple(font.clone(), theme::palette(ui.visuals()).weak));
    }
    job
}

/// The same in words.
fn spoken(counts: &Counts) -> String {
    let one = |(row, count): (&KindRow, usize)| format!(", {count} {}", if count == 1 { row.name } else { row.plural });
    counted(counts).map(one).collect::<String>().to_lowercase()
}
