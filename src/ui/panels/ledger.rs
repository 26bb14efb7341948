//! The ledger panel: every claim with its standing and its answers, then the loose ends.

use std::sync::Arc;

use egui::{Button, ComboBox, Key, RichText, Role, ScrollArea, Sense, Stroke, TextEdit, TextStyle, Ui, WidgetInfo};

use crate::app::action::{Field, Intent};
use crate::app::commands;
use crate::app::commands::mark::MARK_AS;
use crate::app::session::Session;
use crate::app::shell::panel::Panel;
use crate::app::state::State;
use crate::model::annotation::Annotation;
use crate::model::direction::has_rtl;
use crate::model::ledger::{Answer, Ledger, LedgerFilter, LooseRow, ORDERS, Order, Part, STANDINGS, Standing};
use crate::model::query::quote_line;
use crate::model::statistics::Statistics;
use crate::ui::entry;
use crate::ui::label;
use crate::ui::panels::{View, empty, id_of};
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap, radius};

/// Height of a row in points.
const LINE: f32 = 25.0;

/// The panel's state between frames: the ledger of one generation of the set, and its rows.
#[derive(Default)]
pub struct Shown {
    of: Option<(u64, Order, LedgerFilter)>,
    ledger: Ledger,
    lines: Vec<Line>,
    /// The focused row.
    cursor: usize,
    /// The statistics of one generation of the set and one article, which is known by its number of words.
    statistics: Option<(u64, usize, Statistics)>,
}

/// A row of the panel. All have the same height, so that only the visible ones are drawn.
enum Line {
    /// A claim: its standing and speaker.
    Claim { mark: Arc<Annotation>, standing: Standing, restated: usize },
    /// The claim's text.
    Words(Arc<Annotation>),
    /// An answer to the claim above.
    Answer(Answer),
    /// Space between claims.
    Gap,
    /// A heading of loose ends, with their number.
    Loose(&'static LooseRow, usize),
    /// A loose end.
    Mark(Arc<Annotation>),
}

impl Line {
    fn mark(&self) -> Option<&Arc<Annotation>> {
        match self {
            Self::Claim { mark, .. } | Self::Mark(mark) => Some(mark),
            Self::Answer(answer) => Some(&answer.statement.mark),
            Self::Words(_) | Self::Gap | Self::Loose(..) => None,
        }
    }
}

impl Shown {
    fn update(&mut self, state: &State, session: &Session) {
        let now = (session.set().generation(), state.shell.ledger_order, &state.shell.ledger_filter);
        if self.of.as_ref().is_some_and(|(generation, order, filter)| (*generation, *order, filter) == now) {
            return;
        }
        if self.of.as_ref().is_none_or(|(generation, ..)| *generation != now.0) {
            self.ledger = Ledger::new(session.set());
        }
        self.of = Some((now.0, now.1, now.2.clone()));
        self.lines.clear();
        for at in self.ledger.sorted(state.shell.ledger_order, &state.shell.ledger_filter, session.text()) {
            let row = &self.ledger.rows[at];
            let mark = row.claim.mark.clone();
            let restated = row.claim.restatements.len();
            self.lines.push(Line::Claim { mark: mark.clone(), standing: row.standing, restated });
            self.lines.push(Line::Words(mark));
            self.lines.extend(row.answers.iter().cloned().map(Line::Answer));
            self.lines.push(Line::Gap);
        }
        for (row, loose) in self.ledger.loose.iter().filter(|(_, loose)| !loose.is_empty()) {
            self.lines.push(Line::Loose(row, loose.len()));
            self.lines.extend(loose.iter().cloned().map(Line::Mark));
            self.lines.push(Line::Gap);
        }
    }
}

/// The statistics of the open article.
pub fn statistics<'a>(shown: &'a mut Shown, state: &State, session: &Session) -> &'a Statistics {
    shown.update(state, session);
    let (generation, words) = (session.set().generation(), session.analysis.words);
    if shown.statistics.as_ref().is_some_and(|(of, count, _)| (*of, *count) != (generation, words)) {
        shown.statistics = None;
    }
    let Shown { ledger, statistics, .. } = shown;
    let new = || (generation, words, Statistics::with(words, session.text(), session.set(), ledger));
    &statistics.get_or_insert_with(new).2
}

/// Shows the ledger.
pub fn show(ui: &mut Ui, state: &State, session: &Session, view: &mut View, intents: &mut Vec<Intent>) {
    let shown = &mut view.ledger;
    shown.update(state, session);
    standings(ui, state, &shown.ledger, intents);
    controls(ui, state, intents);
    ui.add_space(gap::TIGHT);
    if shown.lines.is_empty() {
        let keymap = &state.shell.keymap;
        if shown.ledger.rows.is_empty() {
            let about = "Every claim is listed here with the denials and evidence that are linked to it";
            empty::show(ui, keymap, "No claims yet", about, &[&MARK_AS[0], &commands::mark::LINK]);
        } else {
            empty::show(ui, keymap, "No claims match the filter", "", &[]);
        }
        return;
    }
    let moved = handle_arrows(ui, shown, intents);
    let mut area = ScrollArea::vertical().id_salt("ledger list").auto_shrink(false);
    if moved {
        let top = shown.cursor as f32 * LINE - ui.available_height() / 2.0;
        area = area.vertical_scroll_offset(top.max(0.0));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let selected = session.focus.mark.as_ref();
    let lines = &shown.lines;
    let mut clicked = None;
    area.show_rows(ui, LINE, lines.len(), |ui, rows| {
        for index in rows {
            let lit = lines[index].mark().is_some_and(|mark| selected == Some(&mark.id));
            if show_line(ui, session, &lines[index], index, lit) {
                clicked = Some(index);
            }
        }
    });
    if let Some(index) = clicked {
        shown.cursor = index;
        intents.extend(shown.lines[index].mark().map(|mark| Intent::Choose(Some(mark.id.clone()))));
    }
}

/// The number of claims of each standing; a click hides or shows them.
fn standings(ui: &mut Ui, state: &State, ledger: &Ledger, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::Vec2::splat(gap::TIGHT);
        for row in STANDINGS {
            let count = ledger.count(row.standing);
            let listed = !state.shell.ledger_filter.hidden.contains(&row.standing);
            if count == 0 && listed {
                continue;
            }
            let label = format!("{} {count}", row.name);
            let title = RichText::new(&label).small().color(if listed { palette.text } else { palette.weak });
            let title = if listed { title } else { title.strikethrough() };
            let button = ui.add(Button::new(title).frame_when_inactive(listed).corner_radius(radius::CHIP));
            button.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, listed, &label));
            if button.on_hover_text(row.help).clicked() {
                intents.push(Intent::LedgerStanding(row.standing));
            }
        }
    });
}

fn controls(ui: &mut Ui, state: &State, intents: &mut Vec<Intent>) {
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
        let now = ORDERS.iter().find(|row| row.order == state.shell.ledger_order).map_or("", |row| row.name);
        let combo = ComboBox::from_id_salt("ledger order").width(120.0).selected_text(now).show_ui(ui, |ui| {
            for row in ORDERS {
                if ui.selectable_label(row.order == state.shell.ledger_order, row.name).clicked() {
                    intents.push(Intent::LedgerOrder(row.order));
                }
            }
        });
        combo.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, "Sort the ledger by"));
        let mut words = state.shell.ledger_filter.words.clone();
        let field = ui.add(TextEdit::singleline(&mut words).hint_text("Filter").desired_width(ui.available_width()));
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Filter ledger"));
        if let Some(before) = entry::reset(ui, &field, &state.shell.ledger_filter.words, &words) {
            words = before;
        }
        if words != state.shell.ledger_filter.words {
            intents.push(Intent::LedgerWords(words));
        }
    });
}

/// Handles the arrow keys while the ledger has the focus; returns true if the focused row changed.
fn handle_arrows(ui: &mut Ui, shown: &mut Shown, intents: &mut Vec<Intent>) -> bool {
    let id = id_of(Field::Panel(Panel::Ledger));
    let focus = ui.interact(ui.available_rect_before_wrap(), id, Sense::focusable_noninteractive());
    focus.widget_info(|| WidgetInfo::labeled(Role::List, true, "Ledger"));
    if !focus.has_focus() {
        return false;
    }
    let filter = egui::EventFilter { vertical_arrows: true, ..Default::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let has_mark = |at: &usize| shown.lines.get(*at).is_some_and(|line| line.mark().is_some());
    let (down, up) = ui.input(|input| (input.key_pressed(Key::ArrowDown), input.key_pressed(Key::ArrowUp)));
    let next = if down {
        (shown.cursor + 1..shown.lines.len()).find(has_mark)
    } else if up {
        (0..shown.cursor.min(shown.lines.len())).rev().find(has_mark)
    } else {
        None
    };
    let Some(next) = next else { return false };
    shown.cursor = next;
    intents.extend(shown.lines[next].mark().map(|mark| Intent::Choose(Some(mark.id.clone()))));
    true
}

/// Draws a row; returns true if it was clicked.
fn show_line(ui: &mut Ui, session: &Session, line: &Line, index: usize, lit: bool) -> bool {
    let palette = theme::palette(ui.visuals());
    let sense = if line.mark().is_some() { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), LINE), sense);
    if line.mark().is_some() && (lit || response.hovered()) {
        ui.painter().rect_filled(rect, radius::USUAL, if lit { palette.selection } else { palette.raised });
    }
    let (text, room) = (session.text(), rect.width());
    let name = |mark: &Annotation| label::speaker(mark).to_owned();
    let (indent, job, badge) = match line {
        Line::Gap => return false,
        Line::Claim { mark, standing, restated } => {
            let again = if *restated > 0 { format!("  said {} times", restated + 1) } else { String::new() };
            (4.0, label::kind_title(ui, &mark.kind, &format!("{}{again}", name(mark))), standing.row().name)
        }
        Line::Words(mark) => {
            let font = TextStyle::Body.resolve(ui.style());
            (22.0, label::job(ui.ctx(), &quote_line(mark, text), font, palette.text, room - 22.0, 1), "")
        }
        Line::Answer(answer) => {
            let mark = &answer.statement.mark;
            let (sign, colour) = match answer.part {
                Part::EvidenceFor | Part::ClaimFor => ("+", palette.accent),
                Part::Denial | Part::EvidenceAgainst | Part::ClaimAgainst => ("–", palette.warning),
            };
            let mut job = plain(ui, sign, colour, TextStyle::Body);
            let mark_title =
                label::kind_line(ui, &mark.kind, &format!("{}: {}", name(mark), quote_line(mark, text)), room - 120.0);
            for section in &mark_title.sections {
                let words = &mark_title.text[section.byte_range.start.0..section.byte_range.end.0];
                job.append(words, 6.0, section.format.clone());
            }
            (22.0, job, if answer.rebutted { "rebutted" } else { "" })
        }
        Line::Loose(row, count) => {
            (4.0, plain(ui, &format!("{} {count}", row.title), palette.weak, TextStyle::Body), "")
        }
        Line::Mark(mark) => (
            12.0,
            label::kind_line(ui, &mark.kind, &format!("{}: {}", name(mark), quote_line(mark, text)), room - 40.0),
            "",
        ),
    };
    if let Line::Claim { .. } | Line::Loose(..) = line
        && index > 0
    {
        ui.painter().hline(rect.x_range(), rect.top() - LINE / 2.0, Stroke::new(1.0, palette.line));
    }
    // Text in visual order is not for assistive technologies.
    let spoken =
        line.mark().filter(|_| has_rtl(&job.text)).map(|mark| format!("{}: {}", name(mark), quote_line(mark, text)));
    let spoken = spoken.unwrap_or_else(|| job.text.clone());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, lit, format!("{spoken} {badge}")));
    let badge = label::galley(ui, badge, TextStyle::Small, palette.weak, rect.width() * 0.5, 1);
    let mut job = job;
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() - indent - badge.size().x - 10.0);
    let words = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let middle = rect.center().y;
    let painter = ui.painter();
    painter.galley(egui::pos2(rect.left() + indent, middle - words.size().y / 2.0), words, palette.text);
    painter.galley(egui::pos2(rect.right() - badge.size().x - 4.0, middle - badge.size().y / 2.0), badge, palette.weak);
    let help = match line {
        Line::Claim { standing, .. } => standing.row().help.to_owned(),
        Line::Answer(answer) => answer.part.row().help.to_owned(),
        Line::Words(mark) | Line::Mark(mark) => quote_line(mark, text),
        Line::Loose(row, _) => row.help.to_owned(),
        Line::Gap => String::new(),
    };
    response.on_hover_text(visible(&help)).clicked()
}

fn plain(ui: &Ui, words: &str, colour: egui::Color32, style: TextStyle) -> egui::text::LayoutJob {
    let words: String = words.chars().take(300).collect();
    egui::text::LayoutJob::simple_singleline(label::line(&words).into_owned(), style.resolve(ui.style()), colour)
}
