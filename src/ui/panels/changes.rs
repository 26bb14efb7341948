//! The changes panel: passages to review after the article changed, and those re-anchored without a question.

use std::ops::Range;

use egui::{Button, Key, Label, RichText, Role, ScrollArea, Sense, Stroke, TextStyle, Ui, WidgetInfo};

use crate::app::action::{Field, Intent};
use crate::app::changes;
use crate::app::changes::Fared;
use crate::app::changes::Row;
use crate::app::commands;
use crate::app::run::is_enabled;
use crate::app::session::Session;
use crate::app::session::decisions::Question;
use crate::app::shell::panel::Panel;
use crate::app::state::State;
use crate::model::anchor::{Outcome, Tally};
use crate::model::annotation::{Fragment, Part};
use crate::model::differences::differences;
use crate::model::message::counted;
use crate::model::visible::visible;
use crate::ui::announce;
use crate::ui::fields::id_of;
use crate::ui::icons;
use crate::ui::label;
use crate::ui::list::{self, List};
use crate::ui::panels::{View, empty};
use crate::ui::theme::{self, gap, radius};
use crate::ui::widgets::icon_button;

/// Height of a row in points, with the gap below it.
const ROW: f32 = 76.0;

/// Gap between rows in points.
const GAP: f32 = 6.0;

/// The panel's state between frames.
#[derive(Default)]
pub struct Shown {
    of: Option<(u64, bool)>,
    rows: Vec<Row>,
    waiting: usize,
    /// The question last scrolled to.
    seen: Option<Question>,
}

impl Shown {
    fn update(&mut self, session: &Session) {
        // Accepting, and undoing that, changes the generation.
        let now = Some((session.set().generation(), session.comparison.is_some()));
        if self.of == now {
            return;
        }
        self.of = now;
        self.rows = changes::rows(session);
        self.waiting = self.rows.iter().take_while(|row| row.fared == Fared::Waits).count();
    }
}

/// Shows the panel.
pub fn show(ui: &mut Ui, state: &State, session: &Session, view: &mut View, intents: &mut Vec<Intent>) {
    let shown = &mut view.changes;
    shown.update(session);
    head(ui, state, session, shown.waiting, intents);
    ui.add_space(gap::LINE);
    let lit = changes::current(session);
    let listed = |lit: &&Question| lit.fragment.quote().is_some() || !changes::is_accepted(session);
    if let Some(question) = lit.as_ref().filter(listed) {
        let most = (ui.available_height() * 0.6).max(80.0);
        egui::Panel::bottom("decision")
            .frame(egui::Frame::new())
            .default_size(210.0f32.min(most))
            .size_range(60.0..=most)
            .show(ui, |ui| {
                ui.add_space(gap::LINE);
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                    decision_buttons(ui, state, session, question, intents);
                    ui.add_space(gap::TIGHT);
                    texts(ui, session, question);
                });
            });
    }
    egui::CentralPanel::default().frame(egui::Frame::new()).show(ui, |ui| {
        let list = List::new(ui, id_of(Field::Panel(Panel::Changes)), "Changes", shown.rows.len());
        if shown.rows.is_empty() {
            let about =
                "When the article's file changes, passages that changed or were lost are listed here to decide about";
            empty::show(ui, &state.shell.keymap, empty_reason(session), about, &[]);
            return;
        }
        show_list(ui, session, &list, shown, lit.as_ref(), intents);
    });
}

/// The reason for an empty list.
fn empty_reason(session: &Session) -> &'static str {
    match &session.comparison {
        None if session.is_behind() => "The article's file has changed since the marks were made",
        Some(_) if changes::is_accepted(session) => "All passages are reviewed",
        Some(_) => "The article changed, but no passages are affected",
        None => "The article has not changed, and no passages are lost",
    }
}

fn head(ui: &mut Ui, state: &State, session: &Session, waiting: usize, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    let words = match waiting {
        0 => "Nothing to review".to_owned(),
        count => counted(count, "passage to review", "passages to review"),
    };
    announce::polite(ui, "to review", Label::new(RichText::new(words).strong()));
    let Some(review) = &session.comparison else {
        let carry = &commands::file::REANCHOR;
        if is_enabled(carry, Some(session), state.project.as_ref(), &state.shell)
            && ui.button("Move marks now").on_hover_text(carry.help).clicked()
        {
            intents.push(Intent::Run(carry));
        }
        return;
    };
    let tally: Tally = review.fates.iter().map(|fate| &fate.outcome).collect();
    ui.label(RichText::new(tally.to_string()).small().color(palette.weak));
    ui.add_space(gap::HAIR);
    ui.horizontal_wrapped(|ui| {
        for (command, glyph) in [
            (&commands::view::COMPARE, ""),
            (&commands::go::PREVIOUS_CHANGE, icons::LEFT),
            (&commands::go::NEXT_CHANGE, icons::RIGHT),
            (&commands::mark::ACCEPT_ALL, ""),
        ] {
            if !is_enabled(command, Some(session), state.project.as_ref(), &state.shell) {
                continue;
            }
            let back = *command == commands::view::COMPARE && session.decisions.compared;
            let title = if back { "Article only" } else { command.title };
            let key = state.shell.keymap.shown(command);
            let help = format!("{}  {key}", command.help);
            let button = ui.button(if glyph.is_empty() { title } else { glyph }).on_hover_text(help);
            button.widget_info(|| WidgetInfo::labeled(Role::Button, true, title));
            if button.clicked() {
                intents.push(Intent::Run(command));
            }
        }
    });
}

fn show_list(
    ui: &mut Ui,
    session: &Session,
    list: &List,
    shown: &mut Shown,
    lit: Option<&Question>,
    intents: &mut Vec<Intent>,
) {
    if list.has_focus {
        handle_keys(ui, intents);
    }
    let mut area = ScrollArea::vertical().id_salt("changes list").auto_shrink(false);
    let is_lit = |row: &Row| lit == Some(&row.question);
    if shown.seen.as_ref() != lit
        && let Some(index) = shown.rows.iter().position(is_lit)
    {
        let last = (shown.rows.len() as f32 * ROW - ui.available_height()).max(0.0);
        let centred = index as f32 * ROW - (ui.available_height() - ROW) / 2.0;
        area = area.vertical_scroll_offset(centred.clamp(0.0, last));
    }
    shown.seen = lit.cloned();
    ui.spacing_mut().item_spacing.y = 0.0;
    let rows = |ui: &mut Ui, rows: Range<usize>| {
        for index in rows {
            let row = &shown.rows[index];
            show_row(ui, session, (list, list::Row::of(index, is_lit(row))), row, intents);
        }
    };
    list.rows(ui, |ui| area.show_rows(ui, ROW, shown.rows.len(), rows));
}

/// Handles the arrow keys and `Enter`.
fn handle_keys(ui: &Ui, intents: &mut Vec<Intent>) {
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    for (key, action) in [
        (Key::ArrowDown, Intent::StepQuestion(true)),
        (Key::ArrowUp, Intent::StepQuestion(false)),
        (Key::ArrowRight, Intent::TurnPlace(true)),
        (Key::ArrowLeft, Intent::TurnPlace(false)),
    ] {
        if pressed(key) {
            intents.push(action);
        }
    }
    if ui.input(|input| input.key_pressed(Key::Enter) && input.modifiers.is_none()) {
        intents.push(Intent::Run(&commands::mark::ACCEPT_MATCH));
    }
}

/// The outcome for a passage in one line.
fn outcome(session: &Session, question: &Question) -> String {
    let part = match question.part {
        Part::Target => String::new(),
        part => format!("{}: ", sentence(part.name())),
    };
    let how = match &question.fragment {
        Fragment::Found(_) => "Found".to_owned(),
        Fragment::Changed(changed) => {
            let called = differences(&changed.quote.exact, session.text().slice(changed.range)).key_changes;
            let called: String = called.iter().map(|called| format!("; {called}")).collect();
            format!("Changed, {} similar{called}", changed.similarity)
        }
        Fragment::Lost(quote) => match session.decisions.sought.get(quote.as_ref()) {
            Some(Outcome::Ambiguous(places)) => format!("{} possible matches", places.len()),
            Some(Outcome::Lost { candidate: Some((_, similarity)) }) => {
                format!("Lost, closest match {similarity} similar")
            }
            Some(Outcome::Lost { candidate: None }) | None => "Lost".to_owned(),
            Some(_) => "Lost, but found again".to_owned(),
        },
    };
    part + &how
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn show_row(ui: &mut Ui, session: &Session, (list, place): (&List, list::Row), row: &Row, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    let question = &row.question;
    let (how, tone) = match (row.fared, &question.fragment) {
        (Fared::Moved, _) => ("Same text, moved".to_owned(), palette.weak),
        (Fared::Same, _) => ("Same text".to_owned(), palette.weak),
        (Fared::Waits, Fragment::Lost(_)) => (outcome(session, question), palette.error),
        (Fared::Waits, _) => (outcome(session, question), palette.warning),
    };
    let was = question.fragment.quote().map_or("", |quote| quote.exact.as_str());
    let now = changes::proposed(session, question).map_or("", |range| session.text().slice(range));
    let Some(mark) = session.set().get(&question.annotation) else { return };
    let (outer, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), ROW), Sense::hover());
    let rect = outer.with_max_y(outer.bottom() - GAP).shrink2(egui::vec2(1.0, 0.0));
    let response = ui.interact(rect, egui::Id::unique(("change", place.at)), Sense::CLICK);
    list.option(&response, place, || format!("{} {how}: {}", mark.kind.name(), if was.is_empty() { now } else { was }));
    let lit = place.selected;
    if response.clicked() {
        intents.push(Intent::Question(Box::new(question.clone())));
    }
    let fill = if lit || response.hovered() { palette.raised } else { palette.card };
    let stroke = if lit { Stroke::new(1.5, palette.weak) } else { Stroke::new(1.0, palette.line) };
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    painter.rect(rect, radius::CARD, fill, stroke, egui::StrokeKind::Inside);
    list.ring(ui, rect, place);
    let inner = rect.shrink2(egui::vec2(12.0, 8.0));
    let mut title = label::kind_title(ui, &mark.kind, mark.kind.name());
    let font = TextStyle::Body.resolve(ui.style());
    title.append(&how, 8.0, egui::TextFormat::simple(font, tone));
    title.wrap = egui::text::TextWrapping::truncate_at_width(inner.width());
    let title = label::of(ui.ctx(), &title);
    title.paint(&painter, inner.min);
    let words = |words: &str, colour, rows| {
        label::words(ui, &words.replace('\n', " "), TextStyle::Small, colour, inner.width(), rows)
    };
    let top = inner.min + egui::vec2(0.0, 22.0);
    if was.is_empty() || now.is_empty() {
        words(if was.is_empty() { now } else { was }, palette.weak, 2).paint(&painter, top);
    } else {
        words(was, palette.weak, 1).paint(&painter, top);
        words(now, palette.text, 1).paint(&painter, top + egui::vec2(0.0, 18.0));
    }
}

/// The buttons for the highlighted passage.
fn decision_buttons(ui: &mut Ui, state: &State, session: &Session, question: &Question, intents: &mut Vec<Intent>) {
    let (places, place) = (session.decisions.places(&question.fragment), changes::proposed(session, question));
    if !session.is_editable() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        if places.len() > 1 {
            for (glyph, name, forward) in [(icons::LEFT, "Previous match", false), (icons::RIGHT, "Next match", true)] {
                if icon_button(ui, glyph, name).clicked() {
                    intents.push(Intent::TurnPlace(forward));
                }
            }
        }
        let (accept, lost) = (&commands::mark::ACCEPT_MATCH, &commands::mark::MARK_LOST);
        for command in [accept, &commands::mark::MOVE_TO_SELECTION, lost] {
            if command == lost && question.fragment.quote().is_none() {
                continue;
            }
            let enabled = is_enabled(command, Some(session), state.project.as_ref(), &state.shell)
                && (command != accept || place.is_some());
            let button = ui.add_enabled(enabled, Button::new(command.title));
            if button.on_hover_text(format!("{}  {}", command.help, state.shell.keymap.shown(command))).clicked() {
                intents.push(Intent::Run(command));
            }
        }
    });
}

/// The old and the proposed text of the highlighted passage.
fn texts(ui: &mut Ui, session: &Session, question: &Question) {
    let palette = theme::palette(ui.visuals());
    let places = session.decisions.places(&question.fragment);
    let place = changes::proposed(session, question);
    let field = |ui: &mut Ui, title: &str, words: &str, differ: &[Range<usize>], fill| {
        ui.label(RichText::new(title).small().color(palette.weak));
        egui::Frame::new()
            .fill(fill)
            .corner_radius(radius::USUAL)
            .inner_margin(theme::margin(gap::USUAL, gap::TIGHT))
            .show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                ui.add(Label::new(with_differences(ui, words, differ)).wrap());
            });
        ui.add_space(gap::TIGHT);
    };
    if question.fragment.quote().is_none() {
        return field(ui, "Old and new text", &abridged(changes::words(session, question)), &[], palette.card);
    }
    let was = abridged(changes::words(session, question));
    let is = place.map(|range| abridged(session.text().slice(range)));
    let differ = is.as_deref().map(|is| differences(&was, is)).unwrap_or_default();
    field(ui, "Old text", &was, &differ.was().collect::<Vec<_>>(), palette.removed.0);
    for called in &differ.key_changes {
        ui.label(RichText::new(visible(&sentence(&called.to_string()))).small().strong().color(palette.warning));
    }
    match place {
        Some(range) => {
            let title = match places.len() {
                0 | 1 => "Proposed text".to_owned(),
                count => {
                    let at = places.iter().position(|other| *other == range).unwrap_or_default();
                    format!("Proposed text, match {} of {count}", at + 1)
                }
            };
            field(ui, &title, is.as_deref().unwrap_or_default(), &differ.is().collect::<Vec<_>>(), palette.added.0);
        }
        None => {
            ui.label(RichText::new("No match found: select the passage in the article").small().color(palette.weak));
        }
    }
}

/// Small text with the differing words underlined and strong.
fn with_differences(ui: &Ui, words: &str, differ: &[Range<usize>]) -> egui::text::LayoutJob {
    let font = TextStyle::Small.resolve(ui.style());
    let plain = egui::TextFormat::simple(font, ui.visuals().text_color());
    let strong = ui.visuals().strong_text_color();
    let marked = egui::TextFormat { color: strong, underline: Stroke::new(1.5, strong), ..plain.clone() };
    let mut job = egui::text::LayoutJob::default();
    let mut from = 0;
    for range in differ {
        job.append(&words[from..range.start], 0.0, plain.clone());
        job.append(&words[range.clone()], 0.0, marked.clone());
        from = range.end;
    }
    job.append(&words[from..], 0.0, plain);
    job
}

/// The start and the end of a long passage.
fn abridged(words: &str) -> String {
    const MOST: usize = 300;
    let count = words.chars().count();
    if count <= 2 * MOST {
        return words.to_owned();
    }
    let start: String = words.chars().take(MOST).collect();
    let end: String = words.chars().skip(count - MOST).collect();
    format!("{start} […] {end}")
}
