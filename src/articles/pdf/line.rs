//! A line of text: glyphs in reading order, with spaces for gaps.

use std::rc::Rc;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::articles::pdf::glyph::Glyph;
use crate::articles::pdf::piece::{Piece, is_spread};
use crate::articles::pdf::statistics::median;
use crate::articles::styled::Look;
use crate::articles::symbols;

/// Minimum gap of a space, in font sizes: spaces have 0.2 to 0.4, kerning at most 0.1.
const SPACE: f64 = 0.15;
/// Minimum gap of a tab stop, and of one if adjacent lines have some.
const TAB: (f64, f64) = (2.0, 0.9);
/// Placeholder of the latter until that is decided.
const PERHAPS_TAB: char = '\u{2003}';

/// Text in one style.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The text.
    pub text: String,
    /// The style.
    pub look: Look,
    /// The address of a link around it.
    pub link: Option<Rc<str>>,
    /// True if it is superscript, like the number of a note.
    pub raised: bool,
}

/// A line of a column.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its text, by style.
    pub runs: Vec<Run>,
    /// Distance of its start from the edge where lines begin.
    pub start: f64,
    /// Distance of its end from the same edge.
    pub end: f64,
    /// Index of its page.
    pub page: usize,
    /// Its baseline.
    pub baseline: f64,
    /// The font size of most letters.
    pub size: f64,
    /// The style that all its letters have.
    pub look: Look,
    /// The width of its first word.
    pub first_word: f64,
    /// Number of gaps like those of a table row.
    pub tabs: usize,
    /// True if it was justified.
    pub is_spread: bool,
    /// True if it is a row of a table that was found before.
    pub is_row: bool,
    /// True if it is read from right to left.
    pub from_right: bool,
}

impl Line {
    /// Makes a line of a row, on a page of this width, in one reading direction.
    pub fn new(row: Vec<Piece>, page: usize, page_width: f64, from_right: bool) -> Option<Self> {
        let whole = Piece::joined(row)?;
        let units = in_reading_order(units(&whole), from_right);
        let tabs = units.iter().filter(|unit| unit.letters == "\t").count();
        let is_row = !whole.tabs.is_empty();
        let is_spread = is_spread(whole.glyphs.iter(), whole.size);
        let first_word = units.iter().take_while(|unit| unit.width > 0.0).map(|unit| unit.width).sum();
        let all = |is: fn(Look) -> bool| units.iter().all(|unit| unit.width == 0.0 || is(unit.look));
        let look = Look {
            strong: all(|look| look.strong),
            emphasis: all(|look| look.emphasis),
            literal: all(|look| look.literal),
            struck: false,
        };
        let (start, end) = if from_right { (page_width - whole.x.1, page_width - whole.x.0) } else { whole.x };
        let runs = runs(units);
        (!runs.is_empty()).then_some(Self {
            runs,
            start,
            end,
            page,
            baseline: whole.baseline,
            size: whole.size,
            look,
            first_word,
            tabs,
            is_spread,
            is_row,
            from_right,
        })
    }

    /// The text.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// The number of wide gaps, before they are decided.
    pub fn gaps(&self) -> usize {
        self.runs.iter().map(|run| run.text.matches(['\t', PERHAPS_TAB]).count()).sum()
    }

    /// Decides wide gaps: tab stops, or spaces of a justified line.
    pub fn settle(&mut self, is_row: bool) {
        if self.is_row {
            return;
        }
        let mut tabs = 0;
        for run in &mut self.runs {
            let gap = |c| {
                if is_row {
                    '\t'
                } else if c == '\t' || c == PERHAPS_TAB {
                    ' '
                } else {
                    c
                }
            };
            run.text = run.text.chars().map(|c| if matches!(c, '\t' | PERHAPS_TAB) { gap(c) } else { c }).collect();
            tabs += run.text.matches('\t').count();
        }
        self.tabs = tabs;
    }

    /// The number of letters.
    pub fn letters(&self) -> usize {
        self.runs.iter().map(|run| run.text.chars().count()).sum()
    }
}

/// True if most letters of a text are of a right-to-left script.
pub fn is_from_right(text: &str) -> bool {
    let right = text.chars().filter(|c| is_right_to_left(*c)).count();
    right > 0 && right * 2 > text.chars().filter(|c| c.is_alphabetic()).count()
}

/// True for letters of right-to-left scripts, by Unicode block.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
        && !is_digit(c)
}

fn is_digit(c: char) -> bool {
    c.is_numeric()
}

/// True for letters of scripts without spaces, whose lines are joined without one.
pub fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Letters that stay together in reordering, or the gap between two of them.
#[derive(Clone, Debug)]
struct Unit {
    letters: String,
    /// 0 for a gap.
    width: f64,
    look: Look,
    link: Option<Rc<str>>,
    raised: bool,
}

/// The letters and gaps of a line, from the left.
fn units(line: &Piece) -> Vec<Unit> {
    let gaps: Vec<f64> = line.glyphs.windows(2).map(|pair| pair[1].x.0 - pair[0].x.1).collect();
    // In letter-spaced text, a space is wider than the letter-spacing.
    let usual = median(gaps).unwrap_or(0.0).clamp(0.0, line.size * 0.4);
    let mut units: Vec<Unit> = Vec::with_capacity(line.glyphs.len() + 16);
    let mut stops = line.tabs.iter().peekable();
    let mut last: Option<&Glyph> = None;
    for glyph in &line.glyphs {
        let letters = meant(&glyph.letters);
        if letters.is_empty() {
            continue;
        }
        if let Some((_, count)) = stops.next_if(|(at, _)| glyph.x.0 >= at - 0.01) {
            let tab = Unit { letters: "\t".to_owned(), width: 0.0, look: Look::default(), link: None, raised: false };
            units.extend(std::iter::repeat_n(tab, *count));
            last = None;
        }
        if let Some(before) = last {
            let gap = glyph.x.0 - before.x.1;
            let size = line.size.max(glyph.size.min(before.size));
            let cjk = |letters: &str| letters.chars().all(is_cjk);
            let space = if cjk(&letters) && cjk(&before.letters) { size * 0.6 } else { usual + SPACE * size };
            // A mark belongs to the letter below it.
            if letters.chars().all(is_combining_mark) && (glyph.x.0 + glyph.x.1) / 2.0 < before.x.1 + 0.05 * size {
                units.last_mut().into_iter().for_each(|unit| unit.letters.push_str(&letters));
                continue;
            }
            if let Some(combined) = accented(before, glyph, &mut units) {
                last = combined.then_some(glyph).or(last);
                continue;
            }
            if gap > space || glyph.spaced {
                let letters = match gap / size {
                    gap if gap > TAB.0 => '\t',
                    gap if gap > TAB.1 => PERHAPS_TAB,
                    _ => ' ',
                };
                let link = before.link.clone().filter(|link| Some(link) == glyph.link.as_ref());
                let look = if before.look == glyph.look { glyph.look } else { Look::default() };
                units.push(Unit { letters: letters.to_string(), width: 0.0, look, link, raised: false });
            }
        }
        let raised = glyph.size < line.size * 0.85 && glyph.baseline < line.baseline - line.size * 0.15;
        units.push(Unit {
            letters,
            width: (glyph.x.1 - glyph.x.0).max(0.01),
            look: glyph.look,
            link: glyph.link.clone(),
            raised,
        });
        last = Some(glyph);
    }
    units
}

/// Spacing accents that some programs draw over a letter, with the combining mark for each.
const ACCENTS: &[(char, char)] = &[
    ('´', '\u{301}'),
    ('ˊ', '\u{301}'),
    ('`', '\u{300}'),
    ('ˋ', '\u{300}'),
    ('¨', '\u{308}'),
    ('ˆ', '\u{302}'),
    ('^', '\u{302}'),
    ('˜', '\u{303}'),
    ('~', '\u{303}'),
    ('ˇ', '\u{30C}'),
    ('˘', '\u{306}'),
    ('¯', '\u{304}'),
    ('˙', '\u{307}'),
    ('˚', '\u{30A}'),
    ('˝', '\u{30B}'),
    ('¸', '\u{327}'),
    ('˛', '\u{328}'),
];

/// If one of two glyphs is an accent over the other, combines them. Returns true if the second is the letter.
fn accented(before: &Glyph, glyph: &Glyph, units: &mut [Unit]) -> Option<bool> {
    let accent = |glyph: &Glyph| {
        let mut letters = glyph.letters.chars();
        let c = letters.next().filter(|_| letters.next().is_none())?;
        ACCENTS.iter().find(|(spacing, _)| *spacing == c).map(|(_, mark)| *mark)
    };
    let shared = before.x.1.min(glyph.x.1) - before.x.0.max(glyph.x.0);
    let narrow = (before.x.1 - before.x.0).min(glyph.x.1 - glyph.x.0);
    if shared < narrow * 0.6 {
        return None;
    }
    let last = units.last_mut()?;
    let (letter, mark, second) = match (accent(before), accent(glyph)) {
        (None, Some(mark)) => (last.letters.clone(), mark, false),
        (Some(mark), None) => (glyph.letters.clone(), mark, true),
        _ => return None,
    };
    // A dotless letter below an accent.
    let letter = letter.replace('ı', "i").replace('ȷ', "j");
    last.letters = letter.chars().chain([mark]).nfc().collect();
    last.width = last.width.max(glyph.x.1 - glyph.x.0);
    Some(second)
}

/// Normalises letters: ligatures and presentation forms become letters, controls are removed, symbols are mapped.
fn meant(letters: &str) -> String {
    // Presentation forms of Latin ligatures, Arabic letters, and punctuation in vertical lines.
    let is_shape = |c: char| matches!(c, '\u{FB00}'..='\u{FDFF}' | '\u{FE10}'..='\u{FE19}' | '\u{FE30}'..='\u{FE4F}' | '\u{FE70}'..='\u{FEFC}');
    let mut meant = String::with_capacity(letters.len());
    for c in letters.chars() {
        match c {
            c if is_shape(c) => meant.extend(c.nfkc()),
            '\u{F000}'..='\u{F0FF}' => {
                let known = symbols::meant("wingdings", c);
                meant.push(if known == char::REPLACEMENT_CHARACTER { symbols::meant("symbol", c) } else { known });
            }
            c if c.is_control() || c == '\u{FEFF}' => {}
            c if c.is_whitespace() => meant.push(' '),
            c => meant.push(c),
        }
    }
    if meant.is_ascii() { meant } else { meant.nfc().collect() }
}

/// Converts visual to logical order: the inverse of the Unicode Bidirectional Algorithm (UAX #9), for one level of
/// embedding.
fn in_reading_order(mut units: Vec<Unit>, from_right: bool) -> Vec<Unit> {
    let strong = |unit: &Unit| {
        let right = unit.letters.chars().any(is_right_to_left);
        let left = !right && unit.letters.chars().any(|c| c.is_alphanumeric());
        (right, left)
    };
    if !units.iter().any(|unit| strong(unit).0) {
        return units;
    }
    if from_right {
        units.reverse();
    }
    // Runs of the other direction, including neutral characters within.
    let mut at = 0;
    while at < units.len() {
        let other = |unit: &Unit| if from_right { strong(unit).1 } else { strong(unit).0 };
        // Numbers are always read from the left, and do not end a right-to-left run.
        let is_figure = |unit: &Unit| !unit.letters.chars().any(char::is_alphabetic);
        let same = |unit: &Unit| if from_right { strong(unit).0 } else { strong(unit).1 && !is_figure(unit) };
        if !other(&units[at]) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        for (index, unit) in units.iter().enumerate().skip(at) {
            if same(unit) {
                break;
            }
            if other(unit) {
                end = index + 1;
            }
        }
        units[at..end].reverse();
        if !from_right {
            turn_figures(&mut units[at..end]);
        }
        at = end;
    }
    mirror(&mut units);
    units
}

/// Reverses numbers in reversed text: "1,204" and "12/05/2020" each as a whole.
fn turn_figures(units: &mut [Unit]) {
    let is_digit = |unit: &Unit| !unit.letters.is_empty() && unit.letters.chars().all(is_digit);
    let joins = |unit: &Unit| matches!(unit.letters.as_str(), "." | "," | ":" | "/" | "-" | "٫" | "٬");
    let mut at = 0;
    while at < units.len() {
        if !is_digit(&units[at]) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < units.len()
            && (is_digit(&units[end]) || joins(&units[end]) && units.get(end + 1).is_some_and(is_digit))
        {
            end += 1;
        }
        units[at..end].reverse();
        at = end;
    }
}

/// Some programs encode the shape of a bracket, others its meaning: it is taken to open before it closes.
fn mirror(units: &mut [Unit]) {
    const PAIRS: [(&str, &str); 4] = [("(", ")"), ("[", "]"), ("{", "}"), ("«", "»")];
    for (open, close) in PAIRS {
        let place = |which: &str| units.iter().position(|unit| unit.letters == which);
        let (Some(opens), Some(closes)) = (place(open), place(close)) else { continue };
        if closes < opens {
            for unit in units.iter_mut() {
                if unit.letters == open {
                    unit.letters = close.to_owned();
                } else if unit.letters == close {
                    unit.letters = open.to_owned();
                }
            }
        }
    }
}

fn runs(units: Vec<Unit>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for unit in units {
        match runs.last_mut() {
            Some(run) if unit.width == 0.0 && !unit.letters.is_empty() && run.link == unit.link => {
                run.text.push_str(&unit.letters);
            }
            Some(run) if (run.look, &run.link, run.raised) == (unit.look, &unit.link, unit.raised) => {
                run.text.push_str(&unit.letters);
            }
            _ => runs.push(Run { text: unit.letters, look: unit.look, link: unit.link, raised: unit.raised }),
        }
    }
    runs
}
