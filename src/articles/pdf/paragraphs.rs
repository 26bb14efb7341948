//! Lines to paragraphs: by gaps, indents, short last lines, and continuation in the next column or page.

use crate::articles::pdf::hyphens::is_broken;
use crate::articles::pdf::line::Line;
use crate::articles::pdf::paragraph::{Paragraph, bullet, ends_sentence, is_caption};
use crate::articles::pdf::statistics::{median, mode};

/// Measures common to the lines of a column.
struct Measure {
    size: f64,
    start: f64,
    end: f64,
    leading: f64,
    /// True if short lines end paragraphs.
    short_lines_end: bool,
    /// True if the text is justified.
    justified: bool,
}

/// Divides the lines of a column into paragraphs; `width` is that of the page.
pub fn paragraphs(mut lines: Vec<Line>, width: f64) -> Vec<Paragraph> {
    // A wide gap in a single line is not a table's: the line was justified.
    let beside = |at: usize, is: &dyn Fn(usize) -> bool| at > 0 && is(at - 1) || at + 1 < lines.len() && is(at + 1);
    let has_tabs = |at: usize| lines[at].tabs > 0 && !lines[at].is_spread;
    let certain: Vec<bool> = (0..lines.len()).map(|at| has_tabs(at) && beside(at, &has_tabs)).collect();
    let certain: Vec<bool> = certain.iter().zip(&lines).map(|(certain, line)| *certain || line.is_row).collect();
    let is_row = |at: usize| {
        let like = |other: usize| certain[other] && lines[at].gaps() == lines[other].gaps();
        certain[at] || !lines[at].is_spread && beside(at, &like)
    };
    let rows: Vec<bool> = (0..lines.len()).map(is_row).collect();
    lines.iter_mut().zip(rows).for_each(|(line, is_row)| line.settle(is_row));
    let measure = Measure::new(&lines, width);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    for line in lines {
        let indented = line.start > measure.start + 0.7 * line.size;
        // A justified line leaves no space, else the next word decides.
        let room = if measure.justified && measure.end - line.end > 0.3 * line.size {
            f64::INFINITY
        } else {
            measure.end - line.end
        };
        match paragraphs.last_mut() {
            Some(open) if !measure.parts(&open.lines, &line) => {
                open.lines.push(line);
                open.room = room;
            }
            _ => paragraphs.push(Paragraph { lines: vec![line], begins_column: paragraphs.is_empty(), room, indented }),
        }
    }
    paragraphs
}

impl Measure {
    fn new(lines: &[Line], width: f64) -> Self {
        let size = mode(lines.iter().map(|line| (line.size, line.letters() as f64)), 0.03).unwrap_or(1.0);
        let body = || lines.iter().filter(|line| (line.size - size).abs() < size * 0.08);
        let start = mode(body().map(|line| (line.start, line.letters() as f64)), 0.004).unwrap_or(0.0);
        let start = body().map(|line| line.start).filter(|at| (at - start).abs() < size * 0.3).fold(start, f64::min);
        let mut ends: Vec<f64> = body().map(|line| line.end).collect();
        ends.sort_by(f64::total_cmp);
        let end = ends.get((ends.len().saturating_sub(1)) * 9 / 10).copied().unwrap_or(0.0);
        // Lines that never come near the edge are not full.
        let near = lines.iter().filter(|line| end - line.end < size * 4.0).count();
        let is_column = lines.len() > 4 && near * 2 > lines.len();
        let sparse = !is_column && start < width * 0.3 && end < width * 0.6 && end - start < width * 0.3;
        let end = if sparse { width - start } else { end };
        let steps = lines.windows(2).filter(|pair| (pair[0].size - pair[1].size).abs() < size * 0.08);
        let steps = steps
            .map(|pair| pair[1].baseline - pair[0].baseline)
            .filter(|step| *step > size * 0.5 && *step < size * 3.5);
        let leading = median(steps.collect()).unwrap_or(size * 1.2);
        let mut measure = Self { size, start, end, leading, short_lines_end: true, justified: false };
        let full = lines.iter().filter(|line| (end - line.end).abs() < size * 0.3).count();
        measure.justified = full * 5 > lines.len() * 3;
        let pairs = lines.windows(2).filter(|pair| pair[0].tabs == 0);
        let (all, short) = pairs
            .fold((0, 0), |(all, short), pair| (all + 1, short + usize::from(measure.is_short(&pair[0], &pair[1]))));
        measure.short_lines_end = sparse || short * 2 <= all.max(2);
        measure
    }

    /// True if the first word of the next line would have fit.
    fn is_short(&self, line: &Line, next: &Line) -> bool {
        self.end - line.end > next.first_word + 0.8 * line.size
    }

    /// True if a line begins a new paragraph.
    fn parts(&self, open: &[Line], line: &Line) -> bool {
        let Some(last) = open.last() else { return true };
        let size = last.size.max(line.size);
        let step = line.baseline - last.baseline;
        if (last.size - line.size).abs() > size * 0.1 || line.from_right != last.from_right {
            return true;
        }
        // A table row is its own paragraph.
        if last.tabs > 0 || line.tabs > 0 {
            return true;
        }
        let is_usual = |line: &Line| (line.size - self.size).abs() < self.size * 0.08;
        let leading = if is_usual(last) && is_usual(line) { self.leading.max(size * 0.9) } else { size * 1.25 };
        if step > leading * 1.28 + 0.4 || step < -size {
            return true;
        }
        let ends = || ends_sentence(&last.text()) || self.is_short(last, line);
        if bullet(&line.text()).is_some() || counted(&line.text()) && ends() {
            return true;
        }
        // Notes are numbered consecutively.
        if let (Some(before), Some(next)) = (note_number(&open[0]), note_number(line))
            && next == before + 1
            && line.start < open[0].start + 0.5 * size
        {
            return true;
        }
        // Text left of an item's mark does not belong to it.
        if (bullet(&open[0].text()).is_some() || counted(&open[0].text())) && line.start < open[0].start - 0.5 * size {
            return true;
        }
        let centred = |line: &Line| {
            let (left, right) = (line.start - self.start, self.end - line.end);
            left.min(right) > line.size && (left - right).abs() < line.size * 1.2
        };
        let (first, before) = (&open[0], open.len().checked_sub(2).map(|at| &open[at]));
        let at_side = |line: &Line| line.start < self.start + 0.35 * line.size;
        let set_in = |line: &Line| line.start > self.start + 0.7 * line.size;
        if !(centred(line) && (centred(last) || centred(first))) {
            // First-line indent.
            if set_in(line)
                && line.start > last.start + 0.7 * size
                && (at_side(last) || before.is_some_and(|before| (before.start - last.start).abs() < 0.35 * size))
            {
                // Hanging indent of items and references.
                let hangs = open.len() == 1 && !self.is_short(last, line) && !ends_sentence(&last.text());
                if !hangs {
                    return true;
                }
            }
            // End of a hanging indent.
            let block_ends = set_in(last)
                && line.start < last.start - 0.7 * size
                && (before.is_some_and(|before| (before.start - last.start).abs() < 0.35 * size)
                    || open.len() > 1 && at_side(first)
                    || at_side(first) && open.len() > 1);
            if block_ends {
                return true;
            }
            let is_heading = line.size > self.size * 1.1;
            let keep_going = line.text().starts_with(char::is_lowercase) && !ends_sentence(&last.text());
            if self.short_lines_end
                && !keep_going
                && !is_heading
                && self.is_short(last, line)
                && !is_broken(&last.text())
            {
                return true;
            }
        }
        // A bold line above others is a heading.
        last.look.strong != line.look.strong && (self.is_short(last, line) || open.iter().all(|line| line.look.strong))
    }
}

/// The note number at the start of a line: superscript, or followed by a space.
fn note_number(line: &Line) -> Option<u32> {
    let first = line.runs.first()?;
    let digits: String = first.text.chars().take_while(char::is_ascii_digit).collect();
    let alone = first.raised || first.text[digits.len()..].starts_with(char::is_whitespace);
    digits.parse().ok().filter(|_| alone && digits.len() < 4)
}

/// True if a text begins with the number of an item or reference: "3. ", "3) ", "[3] ", "c) ".
fn counted(text: &str) -> bool {
    if let [b'a'..=b'z', b'.' | b')', b' ', ..] = text.as_bytes() {
        return true;
    }
    let inside = text.strip_prefix('[').unwrap_or(text);
    let rest = inside.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = inside.len() - rest.len();
    let closed = if inside.len() < text.len() { rest.strip_prefix(']') } else { rest.strip_prefix(['.', ')']) };
    (1..=3).contains(&digits) && closed.is_some_and(|rest| rest.starts_with(' '))
}

/// Joins paragraphs that continue in another column or on another page.
pub fn joined(paragraphs: Vec<Paragraph>, body: f64) -> Vec<Paragraph> {
    /// Maximum number of paragraphs between two parts: captions, notes.
    const BETWEEN: usize = 12;
    let mut joined: Vec<Paragraph> = Vec::with_capacity(paragraphs.len());
    let is_body = |paragraph: &Paragraph| {
        (paragraph.size() - body).abs() < body * 0.06 && paragraph.lines.iter().all(|line| line.tabs == 0)
    };
    // A figure or table may be at the top of a column.
    let mut at_top = false;
    for paragraph in paragraphs {
        at_top |= paragraph.begins_column;
        let floats = !is_body(&paragraph) || is_caption(&paragraph);
        let may_go_on = at_top && !floats;
        at_top &= floats;
        if may_go_on && bullet(&paragraph.text()).is_none() {
            let text = paragraph.text();
            let first = text.chars().find(|c| c.is_alphanumeric());
            let keep_going = first.is_some_and(char::is_lowercase);
            let first_word = paragraph.lines[0].first_word + 0.5 * body;
            let open = |before: &&mut Paragraph| {
                let text = before.text();
                is_body(before)
                    && before.lines[0].from_right == paragraph.lines[0].from_right
                    && !paragraph.is(|line| line.look.strong)
                    && !before.is(|line| line.look.strong)
                    && (is_broken(&text)
                        || keep_going && !ends_sentence(&text)
                        || !paragraph.indented && before.room < first_word)
            };
            // Notes, captions and tables may be in between, but not headings.
            let is_no_note = |before: &&mut Paragraph| {
                before.size() > body * 0.94 && !is_caption(before) && before.lines.iter().all(|line| line.tabs == 0)
            };
            let before =
                joined.iter_mut().rev().take(BETWEEN).find(is_no_note).filter(|before| is_body(before)).filter(open);
            if let Some(before) = before {
                before.lines.extend(paragraph.lines);
                before.room = paragraph.room;
                continue;
            }
        }
        joined.push(paragraph);
    }
    joined
}
