//! Hard-wrapped plain text: finds the line ends that only wrap a paragraph at a margin.
//!
//! An editor that fills lines breaks one where the next word no longer fits. So a line end wraps if the first word of
//! the next line would have crossed the margin, and if most lines of the block do so and continue in the middle of a
//! sentence. Verse, lists, tables, code, logs and headings are left as they are.

use crate::model::script::{columns, is_unspaced};

/// The narrowest and the widest margin, in columns. Editors and mail programs wrap at 60 to 80.
const MARGINS: std::ops::RangeInclusive<usize> = 40..=132;

/// Of this many lines at least one must be shorter than the widest margin; otherwise the text is not wrapped.
const GLANCE: usize = 64;

/// The numbers of the lines that continue in the next one; `starts` are the starts of lines.
pub(in crate::model) fn wrapped_lines(text: &str, starts: &[u32]) -> Vec<u32> {
    if starts.len() < 2 || !may_be_wrapped(text, starts) {
        return Vec::new();
    }
    let lines =
        |range: std::ops::Range<usize>| -> Vec<Line> { range.map(|at| Line::of(line(text, starts, at))).collect() };
    let mut blocks: Vec<(usize, Vec<Line>)> = Vec::new();
    let mut begun = 0;
    for at in 0..=starts.len() {
        if at == starts.len() || line(text, starts, at).trim().is_empty() {
            if at > begun + 1 {
                blocks.push((begun, lines(begun..at)));
            }
            begun = at + 1;
        }
    }
    let mut widths: Vec<usize> = blocks.iter().filter_map(|(_, block)| inner_width(block)).collect();
    widths.sort_unstable();
    let margin = widths.get(widths.len() * 9 / 10).copied();
    let Some(margin) = margin.filter(|margin| MARGINS.contains(margin)) else { return Vec::new() };
    let evidence: usize = blocks.iter().map(|(_, block)| mid_sentence(block, margin)).sum();
    let mut wrapped = Vec::new();
    for (first, block) in &blocks {
        let Some(margin) = prose_margin(block, margin, evidence) else { continue };
        let ends = block.windows(2).zip(*first as u32..);
        wrapped.extend(ends.filter(|(pair, _)| wraps(&pair[0], &pair[1], margin)).map(|(_, at)| at));
    }
    wrapped
}

fn line<'a>(text: &'a str, starts: &[u32], at: usize) -> &'a str {
    let end = starts.get(at + 1).map_or(text.len(), |next| *next as usize - 1);
    &text[starts[at] as usize..end]
}

/// A quick test that most texts, whose lines are whole paragraphs, fail.
fn may_be_wrapped(text: &str, starts: &[u32]) -> bool {
    let widest = MARGINS.end() * 4;
    let pairs = starts.windows(3).filter(|ends| {
        let (one, other) = (ends[1] - ends[0], ends[2] - ends[1]);
        one as usize > *MARGINS.start() && one as usize <= widest && other > 1
    });
    // The last line has no line feed after it.
    let last = starts.len() >= 2 && {
        let one = starts[starts.len() - 1] - starts[starts.len() - 2];
        one as usize > *MARGINS.start() && text.len() > starts[starts.len() - 1] as usize
    };
    pairs.take(GLANCE).next().is_some() || last
}

/// The layout of a line.
#[derive(Debug)]
struct Line {
    /// Columns of white space and quote marks (">") before its text.
    indent: usize,
    /// Columns up to its last letter.
    width: usize,
    /// Columns of its first word.
    first_word: usize,
    first: char,
    last: char,
    kind: Form,
    /// Number of ">" before it.
    depth: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Words,
    /// It begins with a list marker or number: columns up to its text.
    Item(usize),
    /// It begins with a name and a colon, or with a time in brackets.
    Turn,
    /// A row of a table, a heading with its mark, a rule, code.
    Fixed,
}

impl Line {
    fn of(line: &str) -> Self {
        let words = line.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
        let before = &line[..line.len() - words.len()];
        let words = words.trim_end();
        let mut rest = words.chars();
        let first = rest.next().unwrap_or(' ');
        // In scripts without spaces, a line is filled letter by letter.
        let first_word = if is_unspaced(first) {
            columns(&first.to_string())
        } else {
            columns(words.split_whitespace().next().unwrap_or_default())
        };
        Self {
            indent: columns(&before.replace('\t', "        ")),
            width: columns(before) + columns(words),
            first_word,
            first,
            last: words.chars().next_back().unwrap_or(' '),
            kind: Form::of(words),
            depth: before.matches('>').count(),
        }
    }

    /// True if it may begin within a sentence: without a capital letter, in scripts that have them.
    fn begins_within(&self) -> bool {
        self.kind == Form::Words && self.first.is_alphabetic() && !self.first.is_uppercase()
    }

    /// True if a sentence ends with it.
    fn ends_sentence(&self) -> bool {
        matches!(
            self.last,
            '.' | '!' | '?' | ':' | '…' | '"' | '”' | '“' | '»' | '’' | '\'' | ')' | '。' | '」' | '』' | '！' | '？'
        )
    }
}

impl Form {
    fn of(words: &str) -> Self {
        let letters = words.chars().filter(|c| c.is_alphanumeric()).count();
        let is_table = words.contains('\t') || words.matches("   ").count() >= 2 || words.matches(" | ").count() >= 2;
        let is_code =
            words.ends_with(['{', '}', '\\']) || words.ends_with(");") || words.starts_with(['{', '}', '<', '\\', '|']);
        if letters == 0 || is_table || is_code || words.starts_with('#') || words.starts_with("//") {
            return Self::Fixed;
        }
        if let Some(length) = item(words) {
            return Self::Item(length);
        }
        if is_turn(words) { Self::Turn } else { Self::Words }
    }
}

/// The columns of a list marker or number with the space after it.
fn item(words: &str) -> Option<usize> {
    let (mark, rest) = words.split_once(char::is_whitespace)?;
    let is_bullet = matches!(mark, "-" | "*" | "+" | "•" | "·" | "–" | "—" | "‣" | "◦" | "▪");
    let number = mark.strip_prefix('(').unwrap_or(mark).strip_suffix(['.', ')']);
    let is_number = number.is_some_and(|number| {
        let short = (1..=3).contains(&number.len());
        short && (number.bytes().all(|byte| byte.is_ascii_digit()) || number.len() == 1)
    });
    let space = rest.len() - rest.trim_start().len();
    (is_bullet || is_number).then(|| columns(mark) + 1 + space)
}

/// True if a line begins with a speaker or a time: "[12:03]", "12:03 ", "<name>", "Name:".
fn is_turn(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    let is_time = |part: &str| part.contains(':') && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b':');
    let stamp = first.trim_start_matches(['[', '(']).trim_end_matches([']', ')', ',']);
    let is_date = stamp.len() >= 8 && stamp.bytes().all(|byte| byte.is_ascii_digit() || b"-/.T:Z".contains(&byte));
    let named = words.split_once(": ").or(words.strip_suffix(':').map(|name| (name, ""))).is_some_and(|(name, _)| {
        let mut parts = name.split_whitespace();
        name.len() <= 30 && parts.clone().count() <= 3 && parts.all(|part| part.starts_with(char::is_uppercase))
    });
    is_time(stamp) || is_date || named
}

/// Typical width of the lines of a block except its last; one in ten may be wider.
fn inner_width(block: &[Line]) -> Option<usize> {
    let mut widths: Vec<usize> = block[..block.len() - 1].iter().map(|line| line.width).collect();
    widths.sort_unstable();
    widths.get(widths.len() * 9 / 10).copied().filter(|width| MARGINS.contains(width))
}

/// True if the next line's first word would have crossed the margin.
fn is_full(line: &Line, next: &Line, margin: usize) -> bool {
    let space = usize::from(!is_unspaced(line.last));
    line.width + space + next.first_word > margin
}

/// Number of lines of a block that are full and continue in mid-sentence.
fn mid_sentence(block: &[Line], margin: usize) -> usize {
    let ends = block.windows(2);
    ends.filter(|pair| is_full(&pair[0], &pair[1], margin) && !pair[0].ends_sentence() && pair[1].begins_within())
        .count()
}

/// The margin of a block of lines if it is wrapped prose. `margin` is that of the whole text, and `evidence` the number
/// of lines that support it.
fn prose_margin(block: &[Line], margin: usize, evidence: usize) -> Option<usize> {
    let margin = inner_width(block).filter(|_| block.len() > 4).unwrap_or(margin);
    let count = |test: &dyn Fn(&Line, &Line) -> bool| block.windows(2).filter(|pair| test(&pair[0], &pair[1])).count();
    let within = count(&|_, next| next.begins_within());
    let full = count(&|line, next| is_full(line, next, margin));
    let fixed = block.iter().filter(|line| matches!(line.kind, Form::Fixed | Form::Turn)).count();
    let mid = mid_sentence(block, margin);
    let ends = block.len() - 1;
    // A paragraph of one line and a bit, the only one of its text, must look like a sentence.
    let is_sure = evidence > 2 || block.last().is_some_and(Line::ends_sentence);
    // Items and short last lines of paragraphs are not full; in German half the lines begin with a capital.
    let is_filled = full * 2 >= ends && within * 4 >= ends && (mid > 0 || (ends == 1 && evidence > 2));
    (fixed * 3 <= block.len() && is_filled && is_sure).then_some(margin)
}

/// True if a line of such a block continues in the next.
fn wraps(line: &Line, next: &Line, margin: usize) -> bool {
    let hangs = match line.kind {
        Form::Item(length) => next.indent == line.indent || next.indent == line.indent + length,
        // The first line of a paragraph may be indented, and others further than an item.
        _ => next.indent <= line.indent,
    };
    let keep_going = match (line.kind, next.kind) {
        (Form::Fixed, _) | (_, Form::Fixed) => false,
        (_, Form::Words) => true,
        // A number or a dash in the middle of a sentence.
        (Form::Words | Form::Turn, Form::Item(_)) => !line.ends_sentence() && !matches!(line.last, ';' | ','),
        (Form::Item(_), Form::Item(_)) | (Form::Turn, Form::Turn) => false,
        (_, Form::Turn) => !line.ends_sentence(),
    };
    // Programs that balance lines break some a word or two early.
    let is_early =
        || line.width * 4 >= margin * 3 && !line.ends_sentence() && (next.begins_within() || line.last == ',');
    hangs && keep_going && line.depth == next.depth && (is_full(line, next, margin) || is_early())
}
