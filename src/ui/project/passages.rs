//! The parts of the view of a thread: passages as cards, answers as lines, and differences.

use std::collections::HashMap;

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Color32, CursorIcon, Id, Rect, Response, Role, Sense, Stroke, StrokeKind, TextFormat, TextStyle, Ui, WidgetInfo,
};

use crate::model::annotation::Annotation;
use crate::model::direction::has_rtl;
use crate::model::kind::Kind;
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::project::corpus::Place;
use crate::model::project::overview::{Overview, Thread, ThreadAnswer};
use crate::model::project::people::People;
use crate::model::project::spot::{outlet, outlet_start};
use crate::model::project::told::{Difference, Telling};
use crate::model::query::{quote_line, quote_start};
use crate::model::segment::sentence_at;
use crate::model::text::ArticleText;
use crate::ui::label;
use crate::ui::list::{List, Row};
use crate::ui::symbols::visible;
use crate::ui::theme::{self, Palette, gap, radius};
use crate::ui::typeset::Label;

/// Most characters of a passage, and of the sentence around it on either side.
const CHARACTERS: (usize, usize) = (1500, 240);

/// Most lines of a passage, and of an answer.
const ROWS: (usize, usize) = (40, 4);

/// Room inside a card in points.
const INSIDE: f32 = 10.0;

/// Room below a card or a line in points.
const BELOW: f32 = gap::USUAL;

/// The look of a piece of a passage.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Look {
    /// The passage.
    Said,
    /// The rest of its sentence.
    Around,
    /// A fact that is told differently, with the number of its telling.
    Told(usize),
}

/// The words of passages in pieces, by their claims.
pub(super) type Runs = HashMap<usize, Vec<(String, Look)>>;

/// A part of the view that was laid out.
pub(super) struct Laid {
    /// Lines of words, each with its distance from the left.
    lines: Vec<(f32, Label)>,
    /// Room above the words.
    above: f32,
    /// True for a card, which has a ground of its own.
    is_card: bool,
    /// Its words for assistive technologies.
    spoken: String,
    /// One sentence for the pointer.
    help: &'static str,
}

impl Laid {
    /// Its height in points.
    pub fn height(&self) -> f32 {
        let inside = if self.is_card { 2.0 * INSIDE } else { 2.0 * gap::HAIR };
        self.above + self.lines.iter().map(|(_, line)| line.size().y + gap::HAIR).sum::<f32>() + inside + BELOW
    }

    /// Paints it; returns the response of what can be clicked.
    pub fn paint(self, ui: &mut Ui, rect: Rect, (list, row): (&List, Option<Row>)) -> Option<Response> {
        let palette = theme::palette(ui.visuals());
        let rect = Rect::from_min_max(rect.min + egui::vec2(0.0, self.above), rect.max - egui::vec2(0.0, BELOW));
        let id = Id::unique(("thread part", row.map(|row| row.at), self.spoken.as_str()));
        let response = ui.interact(rect, id, if row.is_some() { Sense::CLICK } else { Sense::hover() });
        let hovered = row.is_some() && response.hovered();
        if self.is_card || hovered {
            let fill = if hovered || !self.is_card { palette.raised } else { palette.card };
            let stroke = if self.is_card { Stroke::new(1.0, palette.line) } else { Stroke::NONE };
            ui.painter().rect(rect, radius::CARD, fill, stroke, StrokeKind::Inside);
        }
        match row {
            Some(row) => {
                list.ring(ui, rect, row);
                list.option(&response, row, || self.spoken.clone());
            }
            None => response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, &self.spoken)),
        }
        let inside = if self.is_card { INSIDE } else { gap::HAIR };
        let mut top = rect.top() + inside;
        for (left, line) in self.lines {
            let height = line.size().y + gap::HAIR;
            line.paint(ui.painter(), egui::pos2(rect.left() + left, top));
            top += height;
        }
        let response = if self.help.is_empty() { response } else { response.on_hover_text(self.help) };
        row.is_some().then(|| response.on_hover_cursor(CursorIcon::PointingHand))
    }
}

/// The source of a mark: the site of its article, or else its title.
fn source(overview: &Overview, place: Place) -> String {
    overview.entry(place).map(|entry| outlet(entry.document.article())).unwrap_or_default()
}

/// The name that the project has for a mark's speaker.
fn speaker(people: &People, mark: Place) -> &str {
    people.speaker(mark).map_or(label::NOBODY, |person| person.name.as_str())
}

/// "4 Mar 2026 · Lakeside Radio".
fn origin(overview: &Overview, place: Place) -> String {
    match overview.date(place.article) {
        Some(date) => format!("{} · {}", date.shortened(), source(overview, place)),
        None => source(overview, place),
    }
}

/// A claim as a card: where and when, who says it, and the passage in its sentence.
pub(super) fn card(
    ui: &Ui,
    (overview, people): (&Overview, &People),
    thread: &Thread,
    claim: usize,
    runs: &mut Runs,
    width: f32,
) -> Laid {
    let palette = theme::palette(ui.visuals());
    let place = thread.claims[claim];
    let Some((mark, document)) = overview.mark(place) else { return nothing() };
    let (article, room) = (document.article(), width - 2.0 * INSIDE);
    let runs = runs.entry(claim).or_insert_with(|| pieces(mark, &article.text, &told(thread, claim)));
    let small =
        |words: &str, colour: Color32, rows: usize| label::words(ui, words, TextStyle::Small, colour, room, rows);
    let origin = origin(overview, place);
    let mut lines = vec![small(&origin, palette.weak, 1)];
    if !article.site().is_empty() {
        lines.push(small(&article.name(), palette.weak, 2));
    }
    let speaker = speaker(people, place);
    let certainty = mark.certainty.id();
    let said = if certainty == "unstated" { speaker.to_owned() } else { format!("{speaker} · {certainty}") };
    lines.push(kind_line(ui, &mark.kind, &said, room));
    lines.push(passage(ui, palette, runs, room));
    if !mark.note.is_empty() {
        lines.push(small(&mark.note, palette.weak, 3));
    }
    if !mark.tags.is_empty() {
        lines.push(small(&mark.tags.join(", "), palette.weak, 1));
    }
    let quote = quote_start(mark, &article.text, CHARACTERS.0);
    Laid {
        lines: lines.into_iter().map(|line| (INSIDE, line)).collect(),
        above: gap::TIGHT,
        is_card: true,
        spoken: format!("{}, {}: {}", visible(&said), visible(&origin), visible(&quote)),
        help: "",
    }
}

/// A kind's glyph and words, on one row of this width.
fn kind_line(ui: &Ui, kind: &Kind, words: &str, width: f32) -> Label {
    label::kind_words(ui, kind, &[(words, ui.visuals().text_color())], width, 1)
}

/// The places of facts that a claim tells differently, each with the number of its telling.
fn told(thread: &Thread, claim: usize) -> Vec<(ByteRange, usize)> {
    let tellings = thread.differences.iter().flat_map(|difference| difference.tellings.iter().enumerate());
    let of_claim =
        tellings.flat_map(|(number, telling)| telling.at.iter().map(move |(of, range)| (*of, *range, number)));
    let mut told: Vec<(ByteRange, usize)> = of_claim
        .filter(|(of, range, _)| *of as usize == claim && !range.is_empty())
        .map(|(_, range, number)| (range, number))
        .collect();
    told.sort_unstable();
    told
}

/// The words of a passage with the rest of its sentence before and after, in pieces of one look.
fn pieces(mark: &Annotation, text: &ArticleText, told: &[(ByteRange, usize)]) -> Vec<(String, Look)> {
    let Some(bounds) = mark.target.bounds() else { return vec![(quote_line(mark, text), Look::Said)] };
    let mut pieces: Vec<(String, Look)> = Vec::new();
    let mut push = |words: &str, look: Look| {
        let mut folded = words.split_whitespace().collect::<Vec<_>>().join(" ");
        if words.starts_with(char::is_whitespace) {
            folded.insert(0, ' ');
        }
        if words.ends_with(char::is_whitespace) && !folded.ends_with(' ') {
            folded.push(' ');
        }
        if !folded.is_empty() {
            pieces.push((folded, look));
        }
    };
    let (start, end) = (bounds.start(), bounds.end());
    let sentence = |at: ByteOffset| sentence_at(text, at).unwrap_or(bounds);
    let first = sentence(start).start().min(start);
    let before = text.slice(ByteRange::new(first, start)).trim_start();
    match before.char_indices().rev().nth(CHARACTERS.1) {
        Some((cut, _)) => push(&format!("…{}", &before[cut..]), Look::Around),
        None => push(before, Look::Around),
    }
    let mut at = start;
    for (number, range) in mark.target.found().enumerate() {
        if number > 0 {
            push(text.slice(ByteRange::new(at, range.start())), Look::Around);
        }
        at = range.start();
        for (fact, telling) in
            told.iter().filter(|(fact, _)| fact.start() >= range.start() && fact.end() <= range.end())
        {
            if fact.start() < at {
                continue;
            }
            push(text.slice(ByteRange::new(at, fact.start())), Look::Said);
            push(text.slice(*fact), Look::Told(*telling));
            at = fact.end();
        }
        push(text.slice(ByteRange::new(at, range.end())), Look::Said);
        at = range.end();
    }
    // The sentence of the last character of the passage.
    let last = text.floor(ByteOffset::new(end.get().saturating_sub(1)));
    let after = text.slice(ByteRange::new(end, sentence(last).end().max(end))).trim_end();
    match after.char_indices().nth(CHARACTERS.1) {
        Some((cut, _)) => push(&format!("{}…", &after[..cut]), Look::Around),
        None => push(after, Look::Around),
    }
    cut(&mut pieces);
    pieces
}

/// Cuts what is longer than a card shows.
fn cut(pieces: &mut Vec<(String, Look)>) {
    let mut room = CHARACTERS.0;
    pieces.retain_mut(|(words, _)| {
        let (length, fits) = (words.chars().count(), room > 0);
        if let Some((end, _)) = words.char_indices().nth(room) {
            words.truncate(end);
            words.push('…');
        }
        room = room.saturating_sub(length);
        fits
    });
}

/// A passage in its looks.
fn passage(ui: &Ui, palette: &Palette, runs: &[(String, Look)], width: f32) -> Label {
    let font = TextStyle::Body.resolve(ui.style());
    let mut job = LayoutJob::default();
    for (words, look) in runs {
        let format = match look {
            Look::Said => TextFormat::simple(font.clone(), palette.text),
            Look::Around => TextFormat::simple(font.clone(), palette.weak),
            Look::Told(number) => told_format(palette, TextFormat::simple(font.clone(), palette.text), *number),
        };
        job.append(words, 0.0, format);
    }
    job.wrap.max_width = width;
    job.wrap.max_rows = ROWS.0;
    label::of(ui.ctx(), &job)
}

/// The format of a fact that is told differently: tellings have grounds of their own, and all are underlined.
fn told_format(palette: &Palette, format: TextFormat, telling: usize) -> TextFormat {
    let background = if telling.is_multiple_of(2) { palette.highlight } else { palette.selection };
    TextFormat { background, underline: Stroke::new(1.0, palette.text), ..format }
}

/// Facts that are told differently: "Numbers: Fourteen in Marrow Courier  ≠  Forty in Lakeside Radio". On one line if there is
/// room, else a line for each telling.
pub(super) fn difference(ui: &Ui, overview: &Overview, thread: &Thread, difference: &Difference, width: f32) -> Laid {
    let palette = theme::palette(ui.visuals());
    let font = TextStyle::Body.resolve(ui.style());
    let plain = |colour| TextFormat::simple(font.clone(), colour);
    let name = format!("{}: ", difference.sort.row().name);
    let telling = |(number, telling): (usize, &Telling)| {
        let lead = if number == 0 { (name.clone(), palette.weak) } else { ("≠  ".to_owned(), palette.text) };
        [
            (lead.0, plain(lead.1)),
            (telling.words.clone(), told_format(palette, plain(palette.text), number)),
            (format!(" in {}", sources(overview, thread, telling)), plain(palette.weak)),
        ]
    };
    let tellings: Vec<[(String, TextFormat); 3]> = difference.tellings.iter().enumerate().map(telling).collect();
    let line = |tellings: &[[(String, TextFormat); 3]]| {
        let mut job = LayoutJob::default();
        for (number, parts) in tellings.iter().enumerate() {
            for (at, (words, format)) in parts.iter().enumerate() {
                let between = if at == 0 && number > 0 { "  " } else { "" };
                job.append(&format!("{between}{words}"), 0.0, format.clone());
            }
        }
        job.wrap = TextWrapping { max_width: width, max_rows: 1, ..TextWrapping::default() };
        (label::of(ui.ctx(), &job), job.text)
    };
    let (whole, spoken) = line(&tellings);
    // Names from right to left would draw their neighbours along.
    let lines: Vec<Label> = if whole.is_cut() || has_rtl(&spoken) {
        tellings.chunks(1).map(|telling| line(telling).0).collect()
    } else {
        vec![whole]
    };
    Laid {
        lines: lines.into_iter().map(|line| (0.0, line)).collect(),
        above: gap::USUAL,
        is_card: false,
        spoken,
        help: difference.sort.row().help,
    }
}

/// The sources of a telling: "Marrow Courier, Evening Post and 2 more".
fn sources(overview: &Overview, thread: &Thread, telling: &Telling) -> String {
    /// Most sources that are named.
    const NAMED: usize = 3;
    let claims = telling.at.iter().filter_map(|(claim, _)| thread.claims.get(*claim as usize));
    let mut articles: Vec<u32> = claims.map(|place| place.article).collect();
    articles.dedup();
    let mut named: Vec<String> = Vec::new();
    let mut others = 0;
    for entry in articles.iter().filter_map(|article| overview.corpus().entries().get(*article as usize)) {
        if named.len() == NAMED {
            others += 1;
            continue;
        }
        let source = outlet_start(entry.document.article());
        if !named.contains(&source) {
            named.push(source);
        }
    }
    let named = named.join(", ");
    if others > 0 { format!("{named} and {others} more") } else { named }
}

/// The heading of a part.
pub(super) fn heading(ui: &Ui, words: &str, help: &'static str, width: f32) -> Laid {
    let palette = theme::palette(ui.visuals());
    let line = label::words(ui, words, TextStyle::Body, palette.weak, width, 1);
    Laid { lines: vec![(0.0, line)], above: gap::USUAL, is_card: false, spoken: words.to_owned(), help }
}

/// An answer: who says it, where and when, and its words.
pub(super) fn answer(
    ui: &Ui,
    (overview, people): (&Overview, &People),
    (thread, answer): (&Thread, &ThreadAnswer),
    place: Place,
    width: f32,
) -> Laid {
    let palette = theme::palette(ui.visuals());
    let Some((mark, document)) = overview.mark(place) else { return nothing() };
    let indent = gap::USUAL;
    let room = width - 2.0 * indent;
    let head = format!("{} · {}", speaker(people, place), origin(overview, place));
    let quote = quote_start(mark, &document.article().text, CHARACTERS.0);
    let title = kind_line(ui, &mark.kind, &head, room);
    let mut lines = vec![title, label::words(ui, &quote, TextStyle::Body, palette.text, room, ROWS.1)];
    let through = answer.through.map(|through| format!("Supports the {}", named(overview, people, through)));
    let remarks: Vec<String> = through.into_iter().chain(rebutted(overview, people, thread, answer)).collect();
    lines.extend(remarks.iter().map(|remark| label::words(ui, remark, TextStyle::Small, palette.weak, room, 2)));
    let note = (!mark.note.is_empty()).then(|| label::words(ui, &mark.note, TextStyle::Small, palette.weak, room, 2));
    lines.extend(note);
    Laid {
        lines: lines.into_iter().map(|line| (indent, line)).collect(),
        above: 0.0,
        is_card: false,
        spoken: format!(
            "{} {}: {} {}",
            mark.kind.name(),
            visible(&head),
            visible(&quote),
            visible(&remarks.join(". "))
        ),
        help: "",
    }
}

/// A mark by its kind and its speaker, or else its source: "denial by Ana Duarte", "evidence in Marrow Courier".
fn named(overview: &Overview, people: &People, place: Place) -> String {
    let kind = overview.mark(place).map(|(mark, _)| mark.kind.name().to_lowercase()).unwrap_or_default();
    match people.speaker(place) {
        Some(person) => format!("{kind} by {}", person.name),
        None => format!("{kind} in {}", source(overview, place)),
    }
}

/// The remark on what rebuts an answer: "Rebutted by the denial by Ana Duarte".
fn rebutted(overview: &Overview, people: &People, thread: &Thread, answer: &ThreadAnswer) -> Option<String> {
    /// Most marks that are named.
    const NAMED: usize = 3;
    if !answer.rebutted {
        return None;
    }
    let rebutters = overview.rebutters_of(thread, answer);
    let mut names: Vec<String> = Vec::new();
    for name in rebutters.iter().map(|mark| format!("the {}", named(overview, people, *mark))) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    Some(match (names.as_slice(), more) {
        ([], _) => "Rebutted".to_owned(),
        (names, 0) => format!("Rebutted by {}", names.join(", ")),
        (names, more) => format!("Rebutted by {} and {more} more", names.join(", ")),
    })
}

/// A part of which nothing is there.
fn nothing() -> Laid {
    Laid { lines: Vec::new(), above: 0.0, is_card: false, spoken: String::new(), help: "" }
}
