//! The ledger panel: every claim with its standing and its answers, then the loose ends.

use std::sync::Arc;

use egui::{
    Button, Color32, ComboBox, Id, Key, Rect, Response, RichText, Role, Sense, Stroke, TextEdit, TextStyle, Ui,
    WidgetInfo,
};

use crate::app::action::{Field, Intent};
use crate::app::commands;
use crate::app::commands::mark::MARK_AS;
use crate::app::project::intent::ProjectIntent;
use crate::app::session::Session;
use crate::app::shell::context_menu::Thing;
use crate::app::shell::panel::Panel;
use crate::app::state::State;
use crate::model::annotation::{self, Annotation};
use crate::model::kind::Kind;
use crate::model::ledger::{Answer, Ledger, LedgerFilter, LooseRow, ORDERS, Order, STANDINGS, Standing};
use crate::model::project::overview::Overview;
use crate::model::query::quote_start;
use crate::model::statistics::Statistics;
use crate::ui::context_menu::{keyed, pointed};
use crate::ui::entry;
use crate::ui::fields::id_of;
use crate::ui::label;
use crate::ui::list::{List, Row};
use crate::ui::panels::elsewhere::{Elsewhere, elsewhere};
use crate::ui::panels::{View, empty};
use crate::ui::roles;
use crate::ui::rows::Rows;
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap, radius};
use crate::ui::typeset::Label;

/// Height of a row in points, as far as it was not measured.
const LINE: f32 = 48.0;

/// Room above a claim or a heading in points.
const GAP: f32 = 15.0;

/// Room above and below the text of a row in points.
const MARGIN: f32 = 3.0;

/// Indentation of a claim's text and of the answers to it in points.
const INDENT: f32 = 22.0;

/// Most lines of a claim's text.
const CLAIM_ROWS: usize = 3;

/// Most lines of an answer or a loose end.
const ANSWER_ROWS: usize = 2;

/// Most lines of the text of the selected mark.
const WHOLE_ROWS: usize = 60;

/// Most characters of a row, and of the selected mark's row and a tooltip.
const CHARACTERS: (usize, usize) = (500, 4000);

/// The panel's state between frames: the ledger of one generation of the set, and its rows.
pub struct Shown {
    of: Option<(u64, Order, LedgerFilter)>,
    /// The overview and the content of the project from which it has the marks of other articles.
    with: Option<(Arc<Overview>, u64)>,
    ledger: Ledger,
    lines: Vec<Line>,
    rows: Rows,
    /// The focused row.
    cursor: usize,
    /// The selected mark while the list had the focus in the last frame, whose row the cursor is on.
    followed: Option<Option<annotation::Id>>,
    /// The number of words and the statistics of one generation of the set.
    statistics: Option<(u64, usize, Statistics)>,
}

impl Default for Shown {
    fn default() -> Self {
        Self {
            of: None,
            with: None,
            ledger: Ledger::default(),
            lines: Vec::new(),
            rows: Rows::new(LINE),
            cursor: 0,
            followed: None,
            statistics: None,
        }
    }
}

/// A row of the panel.
enum Line {
    /// A claim: its standing, its speaker and its text.
    Claim { mark: Arc<Annotation>, standing: Standing, restated: usize, elsewhere: bool },
    /// An answer to the claim above.
    Answer(Answer),
    /// A mark of another article that answers or restates the claim above.
    Elsewhere(Elsewhere),
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
            Self::Elsewhere(_) | Self::Loose(..) => None,
        }
    }
}

impl Shown {
    /// Puts the cursor on the row of the selected mark, once it is another one, or the list gets the focus.
    fn follow(&mut self, selected: Option<&annotation::Id>, has_focus: bool) {
        let is_same = self.followed.as_ref().is_some_and(|followed| followed.as_ref() == selected);
        if is_same || !has_focus {
            self.followed = self.followed.take().filter(|_| has_focus);
            return;
        }
        self.followed = Some(selected.cloned());
        let is_there = |line: &Line| line.mark().is_some_and(|mark| Some(&mark.id) == selected);
        // A mark may be in several rows.
        if !self.lines.get(self.cursor).is_some_and(is_there)
            && let Some(at) = self.lines.iter().position(is_there)
        {
            self.cursor = at;
            self.rows.reveal(at);
        }
    }

    fn update(&mut self, state: &State, session: &Session) {
        let now = (session.set().generation(), state.shell.ledger_order, &session.ledger_filter);
        let project = state.project.as_ref();
        let with = project.and_then(|project| Some((project.overview.as_ref()?, project.content.generation())));
        let is_same = match (&self.with, with) {
            (Some((one, generation)), Some((other, now))) => Arc::ptr_eq(one, other) && *generation == now,
            (one, other) => one.is_none() && other.is_none(),
        };
        let is_of = |(generation, order, filter): &(u64, Order, LedgerFilter)| (*generation, *order, filter) == now;
        if is_same && self.of.as_ref().is_some_and(is_of) {
            return;
        }
        self.with = with.map(|(overview, generation)| (overview.clone(), generation));
        if self.of.as_ref().is_none_or(|(generation, ..)| *generation != now.0) {
            self.ledger = Ledger::new(session.set());
        }
        let is_same_list = self.of.as_ref().is_some_and(|(_, order, filter)| (*order, filter) == (now.1, now.2));
        self.of = Some((now.0, now.1, now.2.clone()));
        self.lines.clear();
        for at in self.ledger.sorted(state.shell.ledger_order, &session.ledger_filter, session.text()) {
            let row = &self.ledger.rows[at];
            let mark = row.claim.mark.clone();
            let restated = row.claim.restatements.len();
            let others: Vec<Elsewhere> = elsewhere(state, session, &row.claim).collect();
            let elsewhere = others.iter().any(|other| other.answers);
            self.lines.push(Line::Claim { mark, standing: row.standing, restated, elsewhere });
            self.lines.extend(row.answers.iter().cloned().map(Line::Answer));
            self.lines.extend(others.into_iter().map(Line::Elsewhere));
        }
        for (row, loose) in self.ledger.loose.iter().filter(|(_, loose)| !loose.is_empty()) {
            self.lines.push(Line::Loose(row, loose.len()));
            self.lines.extend(loose.iter().cloned().map(Line::Mark));
        }
        let top = is_same_list.then(|| self.rows.top());
        self.rows.restart(self.lines.len(), top);
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
    standings(ui, session, &shown.ledger, intents);
    controls(ui, state, session, intents);
    ui.add_space(gap::TIGHT);
    let list = List::new(ui, id_of(Field::Panel(Panel::Ledger)), "Ledger", shown.lines.len());
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
    let selected = session.focus.mark.as_ref();
    shown.follow(selected, list.has_focus);
    if list.has_focus && handle_keys(ui, shown, intents) {
        shown.rows.reveal(shown.cursor);
    }
    let Shown { lines, rows, cursor, .. } = shown;
    let cursor = *cursor;
    let mut clicked = None;
    // A row of another article is lit while it has the keys, and then no mark is.
    let is_there = list.has_focus && matches!(lines.get(cursor), Some(Line::Elsewhere(_)));
    let is_lit = |index: usize, line: &Line| match line.mark() {
        Some(mark) => !is_there && selected == Some(&mark.id),
        None => is_there && index == cursor,
    };
    rows.show(
        ui,
        &list,
        |ui, index, width| {
            let laid = lay(ui, session, &lines[index], is_lit(index, &lines[index]), width);
            (laid.height(index > 0), laid)
        },
        |ui, index, rect, laid| {
            let line = &lines[index];
            let row = Row { at: index, selected: is_lit(index, line), lit: index == cursor };
            let response = laid.paint(ui, session, line, (&list, row), rect);
            if response.clicked() {
                clicked = Some(index);
            }
            let thing = || line.mark().map(|mark| Thing::Mark(mark.id.clone()));
            intents.extend(thing().and_then(|thing| pointed(&response, || thing)));
            if index == cursor && list.has_focus {
                intents.extend(keyed(ui.ctx(), rect, thing));
            }
        },
    );
    if let Some(index) = clicked {
        if let Line::Elsewhere(link) = &shown.lines[index] {
            return intents.push(Intent::Project(Box::new(ProjectIntent::GoTo(link.spot.clone()))));
        }
        shown.cursor = index;
        intents.extend(shown.lines[index].mark().map(|mark| Intent::Choose(Some(mark.id.clone()))));
    }
}

/// The number of claims of each standing; a click hides or shows them.
fn standings(ui: &mut Ui, session: &Session, ledger: &Ledger, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::Vec2::splat(gap::TIGHT);
        for row in STANDINGS {
            let count = ledger.count(row.standing);
            let listed = !session.ledger_filter.hidden.contains(&row.standing);
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

fn controls(ui: &mut Ui, state: &State, session: &Session, intents: &mut Vec<Intent>) {
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
        let now = ORDERS.iter().find(|row| row.order == state.shell.ledger_order).map_or("", |row| row.name);
        let combo = ComboBox::from_id_salt("ledger order").width(120.0).selected_text(now).show_ui(ui, |ui| {
            for row in ORDERS {
                if roles::choice(ui, row.order == state.shell.ledger_order, row.name).clicked() {
                    intents.push(Intent::LedgerOrder(row.order));
                }
            }
        });
        roles::chooses(&combo.response, "Sort the ledger by", now);
        let mut words = session.ledger_filter.words.clone();
        let field = ui.add(TextEdit::singleline(&mut words).hint_text("Filter").desired_width(ui.available_width()));
        field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Filter ledger"));
        if let Some(before) = entry::reset(ui, &field, &session.ledger_filter.words, &words) {
            words = before;
        }
        if words != session.ledger_filter.words {
            intents.push(Intent::LedgerWords(words));
        }
    });
}

/// Handles the arrow keys, `Home` and `End`, and `Enter`, which goes to a mark of another article; returns true if keys
/// act on another row.
fn handle_keys(ui: &mut Ui, shown: &mut Shown, intents: &mut Vec<Intent>) -> bool {
    let count = shown.lines.len();
    let is_stop = |at: &usize| !matches!(shown.lines.get(*at), None | Some(Line::Loose(..)));
    let pressed = |key| ui.input(|input| input.key_pressed(key));
    let next = match () {
        () if pressed(Key::ArrowDown) => (shown.cursor + 1..count).find(is_stop),
        () if pressed(Key::ArrowUp) => (0..shown.cursor.min(count)).rev().find(is_stop),
        () if pressed(Key::Home) => (0..count).find(is_stop),
        () if pressed(Key::End) => (0..count).rev().find(is_stop),
        () => None,
    };
    if let Some(Line::Elsewhere(link)) = shown.lines.get(shown.cursor)
        && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::Enter))
    {
        intents.push(Intent::Project(Box::new(ProjectIntent::GoTo(link.spot.clone()))));
    }
    let Some(next) = next else { return false };
    shown.cursor = next;
    intents.extend(shown.lines[next].mark().map(|mark| Intent::Choose(Some(mark.id.clone()))));
    true
}

/// A row that was laid out.
struct Laid {
    /// The sign of an answer: for or against.
    sign: Option<Label>,
    /// Glyph and speaker of a claim, or a heading.
    head: Option<Label>,
    words: Option<Label>,
    badge: Label,
    indent: f32,
    /// True if there is room above it.
    parted: bool,
}

/// Lays a row out; the selected mark's text is whole.
fn lay(ui: &mut Ui, session: &Session, line: &Line, lit: bool, width: f32) -> Laid {
    let palette = theme::palette(ui.visuals());
    let badge = match line {
        Line::Claim { standing, elsewhere, .. } => shown(*standing, *elsewhere),
        Line::Answer(answer) if answer.rebutted => "rebutted",
        _ => "",
    };
    // Secondary words on the fill of the selection need more contrast.
    let faint = if lit { palette.text } else { palette.weak };
    let badge = label::words(ui, badge, TextStyle::Small, faint, width * 0.5, 1);
    let (rows, characters) = match line {
        _ if lit => (WHOLE_ROWS, CHARACTERS.1),
        Line::Claim { .. } => (CLAIM_ROWS, CHARACTERS.0),
        _ => (ANSWER_ROWS, CHARACTERS.0),
    };
    let (mut sign, mut head, mut words) = (None, None, None);
    let mut indent = INDENT;
    match line {
        Line::Claim { mark, restated, .. } => {
            let again = if *restated > 0 { format!("  said {} times", restated + 1) } else { String::new() };
            let mut title = label::kind_title(ui, &mark.kind, &format!("{}{again}", label::speaker(mark)));
            title.wrap = egui::text::TextWrapping::truncate_at_width(width - badge.size().x - 18.0);
            head = Some(label::of(ui.ctx(), &title));
            let quote = quote_start(mark, session.text(), characters);
            words = Some(label::words(ui, &quote, TextStyle::Body, palette.text, width - INDENT - 8.0, rows));
        }
        Line::Answer(answer) => {
            let (plus, colour) = match answer.part.row().against {
                false => ("+", palette.accent),
                true => ("–", palette.warning),
            };
            sign = Some(label::words(ui, plus, TextStyle::Body, colour, INDENT, 1));
            indent = INDENT + 14.0;
            let room = width - indent - badge.size().x - 14.0;
            words = Some(attributed(ui, session, &answer.statement.mark, faint, (characters, rows), room));
        }
        Line::Elsewhere(link) => {
            let colour = if link.sign == "–" { palette.warning } else { palette.accent };
            sign = Some(label::words(ui, link.sign, TextStyle::Body, colour, INDENT, 1));
            indent = INDENT + 14.0;
            let room = width - indent - gap::USUAL;
            words = Some(named(ui, &link.kind, (&link.outlet, &link.words), faint, rows, room));
        }
        Line::Loose(row, count) => {
            let title = format!("{} {count}", row.title);
            head = Some(label::words(ui, &title, TextStyle::Body, palette.weak, width - 8.0, 1));
        }
        Line::Mark(mark) => {
            indent = 12.0;
            words = Some(attributed(ui, session, mark, faint, (characters, rows), width - indent - gap::USUAL));
        }
    }
    let parted = matches!(line, Line::Claim { .. } | Line::Loose(..));
    Laid { sign, head, words, badge, indent, parted }
}

/// "● Speaker: the words", in a number of rows.
fn attributed(
    ui: &Ui,
    session: &Session,
    mark: &Annotation,
    faint: Color32,
    (characters, rows): (usize, usize),
    width: f32,
) -> Label {
    let quote = quote_start(mark, session.text(), characters);
    named(ui, &mark.kind, (label::speaker(mark), &quote), faint, rows, width)
}

/// "● Name: the words", in a number of rows.
fn named(ui: &Ui, kind: &Kind, (name, quote): (&str, &str), faint: Color32, rows: usize, width: f32) -> Label {
    let palette = theme::palette(ui.visuals());
    label::kind_words(ui, kind, &[(&format!("{name}: "), faint), (quote, palette.text)], width, rows)
}

impl Laid {
    fn height(&self, after_another: bool) -> f32 {
        let head = self.head.as_ref().map_or(0.0, |label| label.size().y);
        let words = self.words.as_ref().map_or(0.0, |label| label.size().y);
        let between = if self.head.is_some() && self.words.is_some() { MARGIN } else { 0.0 };
        head + between + words + 2.0 * MARGIN + if self.parted && after_another { GAP } else { 0.0 }
    }

    /// Paints the row; returns its response.
    fn paint(self, ui: &mut Ui, session: &Session, line: &Line, (list, row): (&List, Row), rect: Rect) -> Response {
        let palette = theme::palette(ui.visuals());
        let (mut rect, lit) = (rect, row.selected);
        if self.parted && row.at > 0 {
            let middle = rect.top() + GAP / 2.0;
            ui.painter().hline(rect.x_range(), middle, Stroke::new(1.0, palette.line));
            rect.min.y += GAP;
        }
        let is_link = line.mark().is_some() || matches!(line, Line::Elsewhere(_));
        let sense = if is_link { Sense::CLICK } else { Sense::hover() };
        let response = ui.interact(rect, Id::unique(("ledger row", row.at)), sense);
        if is_link {
            list.ground(ui, rect, response.hovered(), row);
            list.option(&response, row, || spoken(session, line));
        } else {
            response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, spoken(session, line)));
        }
        let painter = ui.painter();
        let mut top = rect.top() + MARGIN;
        let badge = egui::pos2(rect.right() - self.badge.size().x - 4.0, top + 2.0);
        self.badge.paint(painter, badge);
        if let Some(sign) = self.sign {
            sign.paint(painter, egui::pos2(rect.left() + INDENT, top));
        }
        if let Some(head) = self.head {
            let height = head.size().y;
            head.paint(painter, egui::pos2(rect.left() + 4.0, top));
            top += height + MARGIN;
        }
        let cut = self.words.as_ref().is_some_and(|words| words.is_cut());
        if let Some(words) = self.words {
            words.paint(painter, egui::pos2(rect.left() + self.indent, top));
        }
        let whole = || line.mark().filter(|_| cut && !lit).map(|mark| quote_start(mark, session.text(), CHARACTERS.1));
        let help = match line {
            Line::Claim { standing, .. } => standing.row().help,
            Line::Answer(answer) => answer.part.row().help,
            Line::Loose(row, _) => row.help,
            Line::Elsewhere(_) => "Click to go to the other article",
            Line::Mark(_) => "",
        };
        let tip = |ui: &mut Ui| {
            if let Some(words) = whole() {
                label::in_tip(ui, &words);
            }
            if !help.is_empty() {
                ui.label(RichText::new(help).color(palette.weak).small());
            }
        };
        let has_tip = !help.is_empty() || cut;
        if has_tip { response.on_hover_ui(tip) } else { response }
    }
}

/// The standing of a claim, and whether other articles answer what this one does not.
fn shown(standing: Standing, elsewhere: bool) -> &'static str {
    if standing == Standing::Unanswered && elsewhere { "Answered elsewhere" } else { standing.row().name }
}

/// A row for assistive technologies.
fn spoken(session: &Session, line: &Line) -> String {
    let words = |mark: &Annotation| {
        let quote = quote_start(mark, session.text(), CHARACTERS.1);
        format!("{}: {quote}", visible(&label::attributed(mark.kind.name(), mark)))
    };
    match line {
        Line::Claim { mark, standing, restated, elsewhere } => {
            let again = if *restated > 0 { format!(", said {} times", restated + 1) } else { String::new() };
            format!("{}. {}{again}", words(mark), shown(*standing, *elsewhere))
        }
        Line::Answer(answer) => {
            let rebutted = if answer.rebutted { ". Rebutted" } else { "" };
            let side = if answer.part.row().against { "Against" } else { "For" };
            format!("{side}: {}{rebutted}", words(&answer.statement.mark))
        }
        Line::Elsewhere(link) => {
            format!("{} {} in {}: {}", link.verb, link.kind.name().to_lowercase(), link.outlet, link.words)
        }
        Line::Loose(row, count) => format!("{} {count}", row.title),
        Line::Mark(mark) => words(mark),
    }
}
