//! The test files of the Unicode Character Database for direction and line breaks, through the layout engine.
//!
//! Of the files for direction, which no crate has, a sample is in `tests/fixtures/unicode`; with Debian's package
//! `unicode-data` and `GAINSAY_UCD=whole` they are tested whole.

use std::collections::BTreeSet;
use std::fs;

use egui::{Context, RawInput};
use gainsay::model::direction::reads_rtl;
use gainsay::ui::fonts;
use gainsay::ui::typeset::{Passage, Section, Set, set};

use crate::unicode::ucd;

/// Runs `test` in a frame with the bundled fonts.
fn in_frame(mut test: impl FnMut(&Context)) {
    let ctx = Context::default();
    ctx.set_fonts(fonts::definitions(None));
    ctx.run_ui(RawInput::default(), |_| {}).textures_delta.clear();
    ctx.run_ui(RawInput::default(), |ui| test(ui.ctx())).textures_delta.clear();
}

fn laid(ctx: &Context, text: &str, width: f32, rtl: bool) -> Set {
    let sections = [Section { range: 0..text.len(), family: fonts::serif(), size: 18.0, tint: 0, slanted: false }];
    let (shown, sections, row) = (text, &sections, (27.0, 20.0));
    let (indent, break_anywhere, language) = (0.0, false, None);
    set(ctx, Passage { text, shown, sections, width, indent, break_anywhere, rtl, language, row })
}

/// A test file for direction: whole, if that is wanted, or a sample.
fn bidi(name: &str) -> String {
    let whole = std::env::var_os("GAINSAY_UCD").is_some_and(|wanted| wanted == "whole");
    let sample = format!("{}/tests/fixtures/unicode/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    whole.then(|| ucd(name)).flatten().unwrap_or_else(|| fs::read_to_string(sample).unwrap())
}

/// A text with its levels and its characters from left to right, as they are to be; those without a level are not drawn.
struct Case<'a> {
    text: &'a str,
    rtl: bool,
    levels: &'a [Option<u8>],
    order: &'a [usize],
}

/// Checks the order and the direction of the cells on a line. A cell is a grapheme cluster, which is drawn in the order of
/// its font: only its first character counts, and only if it has a width.
fn check(ctx: &Context, case: &Case<'_>) -> Result<(), String> {
    let set = laid(ctx, case.text, 100_000.0, case.rtl);
    if set.lines.len() != 1 {
        return Err(format!("{} lines", set.lines.len()));
    }
    let places: Vec<usize> = case.text.char_indices().map(|(at, _)| at).collect();
    let mut cells: Vec<(f32, usize)> = Vec::new();
    for cell in &set.cells {
        let index = places.binary_search(&(cell.start as usize)).map_err(|_| "a cell within a character".to_owned())?;
        let Some(level) = case.levels[index].filter(|_| cell.right - cell.left > 0.01) else { continue };
        if cell.rtl != (level % 2 == 1) {
            return Err(format!("character {index} is at level {level}"));
        }
        cells.push((cell.left, index));
    }
    cells.sort_by(|one, other| one.0.total_cmp(&other.0));
    let drawn: Vec<usize> = cells.into_iter().map(|(_, index)| index).collect();
    let expected: Vec<usize> = case.order.iter().copied().filter(|index| drawn.contains(index)).collect();
    if drawn == expected { Ok(()) } else { Err(format!("drawn as {drawn:?}, not {expected:?}")) }
}

fn numbers<T: std::str::FromStr>(words: &str) -> Vec<Option<T>> {
    words.split_whitespace().map(|word| word.parse().ok()).collect()
}

/// A line separates paragraphs: no paragraph has such a character.
fn separates(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{1C}'..='\u{1E}' | '\u{85}' | '\u{2029}')
}

#[test]
fn characters_are_in_the_order_of_unicode() {
    let source = bidi("BidiCharacterTest");
    let (mut count, mut failed) = (0, Vec::new());
    in_frame(|ctx| {
        for line in source.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let fields: Vec<&str> = line.split(';').collect();
            let code = |code: &str| char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap();
            let text: String = fields[0].split(' ').map(code).collect();
            let levels = numbers::<u8>(fields[3]);
            let order: Vec<usize> = numbers(fields[4]).into_iter().flatten().collect();
            let rtl = fields[2] == "1";
            // A tab is a wide space here, as on web pages.
            if text.contains(|c| separates(c) || c == '\t') {
                continue;
            }
            count += 1;
            let case = Case { text: &text, rtl, levels: &levels, order: &order };
            if fields[1] == "2" && reads_rtl(&text) != rtl {
                failed.push(format!("{line}: another direction"));
            }
            failed.extend(check(ctx, &case).err().map(|reason| format!("{line}: {reason}")));
        }
    });
    assert!(count > 1500, "only {count} cases");
    assert!(failed.is_empty(), "{} of {count}:\n{}", failed.len(), failed[..failed.len().min(20)].join("\n"));
}

/// A character of each class of `BidiTest.txt`, but separators: no paragraph has any, and a tab is a wide space.
const CLASSES: [(&str, char); 21] = [
    ("L", 'a'),
    ("R", 'א'),
    ("AL", 'ا'),
    ("EN", '1'),
    ("ES", '+'),
    ("ET", '$'),
    ("AN", '٠'),
    ("CS", ','),
    ("WS", ' '),
    ("ON", '!'),
    ("BN", '\u{2060}'),
    ("NSM", '\u{300}'),
    ("LRE", '\u{202A}'),
    ("LRO", '\u{202D}'),
    ("RLE", '\u{202B}'),
    ("RLO", '\u{202E}'),
    ("PDF", '\u{202C}'),
    ("LRI", '\u{2066}'),
    ("RLI", '\u{2067}'),
    ("FSI", '\u{2068}'),
    ("PDI", '\u{2069}'),
];

#[test]
fn classes_are_in_the_order_of_unicode() {
    let source = bidi("BidiTest");
    let (mut count, mut failed) = (0, Vec::new());
    in_frame(|ctx| {
        let (mut levels, mut order) = (Vec::new(), Vec::new());
        for line in source.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            if let Some(rest) = line.strip_prefix("@Levels:") {
                levels = numbers::<u8>(rest);
            } else if let Some(rest) = line.strip_prefix("@Reorder:") {
                order = numbers(rest).into_iter().flatten().collect::<Vec<usize>>();
            } else if let Some((classes, directions)) = line.split_once(';') {
                let directions: u8 = directions.trim().parse().unwrap();
                let letter = |class| CLASSES.iter().find(|(name, _)| *name == class).map(|(_, c)| *c);
                let Some(text) = classes.split_whitespace().map(letter).collect::<Option<String>>() else { continue };
                for (bit, rtl) in [(1, reads_rtl(&text)), (2, false), (4, true)] {
                    if directions & bit != 0 {
                        count += 1;
                        let case = Case { text: &text, rtl, levels: &levels, order: &order };
                        let reason = check(ctx, &case).err();
                        failed.extend(reason.map(|reason| format!("{line} (rtl: {rtl}): {reason}")));
                    }
                }
            }
        }
    });
    assert!(count > 1500, "only {count} cases");
    assert!(failed.is_empty(), "{} of {count}:\n{}", failed.len(), failed[..failed.len().min(20)].join("\n"));
}

/// The places in a text where a line may end, up to its end.
fn breaks(ctx: &Context, text: &str) -> BTreeSet<usize> {
    // A word that is as good as the start of the text, or lines would end anywhere for want of another place.
    const BEFORE: &str = "a\u{200B}";
    let text = format!("{BEFORE}{text}");
    let whole = laid(ctx, &text, 100_000.0, false);
    let mut edges: Vec<f32> = whole.cells.iter().map(|cell| cell.right).collect();
    edges.sort_by(f32::total_cmp);
    edges.dedup();
    let ends = edges.into_iter().map(|edge| laid(ctx, &text, edge + 0.01, false).lines[0].end as usize);
    ends.filter_map(|end| end.checked_sub(BEFORE.len())).filter(|end| *end > 0).collect()
}

/// Tests one in this many cases of line breaks, which are many and take several layouts each.
const STEP: usize = 7;

/// Known differences: a character or two of the text, and the reason.
const DIFFERENT: [(&str, &str); 17] = [
    ("\t", "a tab is a wide space here, as on web pages"),
    ("\u{205F}", "a space for formulas is at the end of a line like any other"),
    (" \u{308}", "a mark stays with the space that it is on"),
    (" \u{200D}", "a joiner stays with the space that it is on"),
    ("\u{200B}\u{308}", "a mark without a letter has no width here"),
    ("\u{102C}", "ICU divides Burmese by its dictionary, also a vowel sign after no letter (LB1)"),
    ("\u{E31}", "the same for Thai"),
    ("\u{1F8FF}", "an unassigned pictograph is one of a later version of Unicode"),
    ("\u{5BE}", "a line ends after a maqaf at the start of a word too (LB20a of Unicode 16)"),
    ("-", "a line ends after a hyphen at the start of a word too, and not after one in Hebrew (LB20a, LB21a)"),
    ("$", "a sign stays with a bracket or digit beside it (LB25 of Unicode 15)"),
    ("%", "the same"),
    ("\u{20A9}", "the same"),
    ("/", "the same"),
    ("\u{FE6A}", "the same"),
    ("\u{1B50}", "a Balinese digit is one of them"),
    ("\u{201C}", "a Chinese quotation mark stays with the word before it (LB19a of Unicode 16)"),
];

#[test]
fn lines_end_where_unicode_lets_them() {
    let Some(source) = ucd("LineBreakTest") else { return };
    let step = if std::env::var_os("GAINSAY_UCD").is_some() { 1 } else { STEP };
    let (mut count, mut failed) = (0, Vec::new());
    in_frame(|ctx| {
        for line in source.lines().filter(|line| !line.starts_with('#')).step_by(step) {
            let parts = line.split('#').next().unwrap().trim();
            let letter = |code: &str| char::from_u32(u32::from_str_radix(code.trim(), 16).unwrap());
            let segment = |part: &str| part.split('×').filter(|code| !code.trim().is_empty()).map(letter).collect();
            let segments: Option<Vec<String>> =
                parts.split('÷').filter(|part| !part.trim().is_empty()).map(segment).collect();
            let Some(segments) = segments else { continue };
            let text = segments.concat();
            if text.contains(|c| separates(c) || matches!(c, '\u{B}' | '\u{C}' | '\u{2028}')) {
                continue;
            }
            count += 1;
            let mut at = 0_usize;
            let ends = segments.iter().map(|segment| {
                at += segment.len();
                at
            });
            let mut expected: BTreeSet<usize> = ends.collect();
            let mut found = breaks(ctx, &text);
            let cells = laid(ctx, &text, 100_000.0, false).cells;
            let before = |at: usize| text[..at].chars().next_back();
            let after = |at: usize| text[at..].chars().next();
            let can_tell = |at: &usize| {
                let cell = cells.iter().find(|cell| cell.start as usize == *at);
                let is_seen = *at == text.len() || cell.is_some_and(|cell| cell.right - cell.left > 0.01);
                // As in browsers, lines may end after any space, and what is ASCII has a table.
                let is_own = before(*at) == Some(' ')
                    || before(*at).is_some_and(|c| c.is_ascii()) && after(*at).is_some_and(|c| c.is_ascii());
                is_seen && !is_own && !after(*at).is_some_and(char::is_whitespace)
            };
            expected.retain(can_tell);
            found.retain(can_tell);
            if found != expected {
                failed.push((text, format!("{line}: {found:?}, not {expected:?}")));
            }
        }
    });
    assert!(count > 1500, "only {count} cases");
    let different = failed.len();
    failed.retain(|(text, _)| !DIFFERENT.iter().any(|(part, _)| text.contains(part)));
    let failed: Vec<String> = failed.into_iter().map(|(_, reason)| reason).collect();
    assert!(failed.is_empty(), "{} of {count}:\n{}", failed.len(), failed.join("\n"));
    // Fewer than those that have such a part.
    assert!(different * 50 < count, "{different} of {count} differ");
}
