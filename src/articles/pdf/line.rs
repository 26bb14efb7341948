//! A line as words: letters in the order in which they are read, with spaces where there are gaps.

use std::rc::Rc;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::articles::pdf::glyph::Glyph;
use crate::articles::pdf::piece::{Piece, is_spread};
use crate::articles::pdf::statistics::median;
use crate::articles::styled::Look;
use crate::articles::symbols;

/// A gap that is a space, in sizes of the font: spaces have 0.2 to 0.4, pairs of letters at most 0.1.
const SPACE: f64 = 0.15;
/// A gap that is a tab stop, and one that is if there are some in the lines beside it.
const TAB: (f64, f64) = (2.0, 0.9);
/// What stands for the latter until that is known.
const PERHAPS_TAB: char = '\u{2003}';

/// Words that look alike.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// The words.
    pub words: String,
    /// How they look.
    pub look: Look,
    /// Where a link around them leads.
    pub link: Option<Rc<str>>,
    /// True if they are small and raised, as the number of a note is.
    pub raised: bool,
}

/// A line of a column.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its words.
    pub runs: Vec<Run>,
    /// How far it begins and ends from the side of the page where lines begin.
    pub start: f64,
    /// See `start`.
    pub end: f64,
    /// Its page, from 0 on.
    pub page: usize,
    /// Where it stands on its page.
    pub baseline: f64,
    /// The size of most of its letters.
    pub size: f64,
    /// How all of its letters look.
    pub look: Look,
    /// How wide its first word is.
    pub first_word: f64,
    /// True if it has gaps as a row of a table has.
    pub tabs: usize,
    /// True if its words were spread over it.
    pub is_spread: bool,
    /// True if it is a row of a table that was found before there were lines.
    pub is_row: bool,
    /// True if it is read from the right.
    pub from_right: bool,
}

impl Line {
    /// A row of a column, on a page of this width, read from the left or from the right.
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

    /// Its words.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.words.as_str()).collect()
    }

    /// How many wide gaps it has, before that is settled.
    pub fn gaps(&self) -> usize {
        self.runs.iter().map(|run| run.words.matches(['\t', PERHAPS_TAB]).count()).sum()
    }

    /// Settles what wide gaps are: tab stops, or spaces of a line that was spread.
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
            run.words = run.words.chars().map(|c| if matches!(c, '\t' | PERHAPS_TAB) { gap(c) } else { c }).collect();
            tabs += run.words.matches('\t').count();
        }
        self.tabs = tabs;
    }

    /// How many letters it has.
    pub fn letters(&self) -> usize {
        self.runs.iter().map(|run| run.words.chars().count()).sum()
    }
}

/// True if most letters of a text are of a script that is written from the right.
pub fn is_from_right(text: &str) -> bool {
    let right = text.chars().filter(|c| is_right_to_left(*c)).count();
    right > 0 && right * 2 > text.chars().filter(|c| c.is_alphabetic()).count()
}

/// True if a letter is of a script that is written from the right (Unicode's blocks of such scripts).
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
        && !is_digit(c)
}

fn is_digit(c: char) -> bool {
    c.is_numeric()
}

/// True if a letter is of a script without spaces between words, whose lines are joined without one.
pub fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Letters that stay together when the order changes, or the gap between two of them.
#[derive(Clone, Debug)]
struct Unit {
    letters: String,
    /// 0 for a gap.
    width: f64,
    look: Look,
    link: Option<Rc<str>>,
    raised: bool,
}

/// The letters of a line with the gaps between them, from the left.
fn units(line: &Piece) -> Vec<Unit> {
    let gaps: Vec<f64> = line.glyphs.windows(2).map(|pair| pair[1].x.0 - pair[0].x.1).collect();
    // Letters may be set apart all along a line: then a space is what is wider than that.
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
            // A mark belongs to the letter that it stands over, wherever that is read.
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

/// Accents that some programs draw over a letter of its own, with the mark that goes with a letter.
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

/// Where one of two is an accent over the other one: puts it on the letter. Says whether the second one is the letter.
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
    // A letter without its dot, as it is drawn under an accent.
    let letter = letter.replace('ı', "i").replace('ȷ', "j");
    last.letters = letter.chars().chain([mark]).nfc().collect();
    last.width = last.width.max(glyph.x.1 - glyph.x.0);
    Some(second)
}

/// Letters as they are meant: ligatures and shapes as letters, no controls, symbols where they have a meaning.
fn meant(letters: &str) -> String {
    // The shapes of Latin ligatures, of Arabic letters, and of signs in vertical lines.
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

/// From the order in which letters stand to the one in which they are read: what the Unicode Bidirectional Algorithm
/// (UAX #9) does, backwards, for one level of embedding.
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
    // Runs of the other direction, with what stands between their letters.
    let mut at = 0;
    while at < units.len() {
        let other = |unit: &Unit| if from_right { strong(unit).1 } else { strong(unit).0 };
        // Figures are read from the left wherever they stand, and end no words from the right.
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

/// Turns figures in words that were turned back: "1,204" and "12/05/2020" each as a whole.
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

/// Some programs say of a bracket what it looks like and some what it means: it is meant to open before it closes.
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
                run.words.push_str(&unit.letters);
            }
            Some(run) if (run.look, &run.link, run.raised) == (unit.look, &unit.link, unit.raised) => {
                run.words.push_str(&unit.letters);
            }
            _ => runs.push(Run { words: unit.letters, look: unit.look, link: unit.link, raised: unit.raised }),
        }
    }
    runs
}
