//! Reading a standoff file and the text beside it.

use crate::encoding::units::{FileOffsets, OffsetUnit};
use crate::interchange::brat::lines::{self, Line};
use crate::interchange::brat::marks::marks;
use crate::interchange::import_format::{ImportError, ParsedAnnotations, Source};
use crate::interchange::lines::joined;
use crate::interchange::located::Located;
use crate::interchange::notes::Notes;
use crate::interchange::place::Placer;
use crate::interchange::texts::plain;
use crate::model::annotation::{Fragment, Target};
use crate::model::article::Article;
use crate::model::document::Document;
use crate::model::extra::Extra;
use crate::model::offset::ByteRange;
use crate::model::selector::Quote;
use crate::model::text::ArticleText;

/// Reads `story.ann` with `story.txt` beside it.
///
/// # Errors
/// If it is not text, has no standoff lines, or the text beside it cannot be read.
pub fn read(source: &Source<'_>) -> Result<ParsedAnnotations, ImportError> {
    let wrong = |why: &str| ImportError::Wrong { format: "brat standoff file", why: why.to_owned() };
    let file = std::str::from_utf8(source.bytes).map_err(|_| wrong("it is not in UTF-8"))?;
    let mut notes = Notes::default();
    let lines = lines::parse(file.trim_start_matches('\u{FEFF}'), &mut notes);
    if lines.is_empty() && !notes.is_empty() {
        return Err(wrong("it has no readable lines"));
    }
    let stem = source.name.strip_suffix(".ann").unwrap_or(source.name);
    let name = format!("{stem}.txt");
    let (article, raw) = match (source.article, (source.beside)(&name)) {
        (Some(article), _) => (article.clone(), article.text.as_str().to_owned()),
        // brat counts a byte-order mark as a character.
        (None, Some(bytes)) => match plain(&bytes, &name)? {
            (article, raw) if bytes.starts_with(b"\xEF\xBB\xBF") => (article, format!("\u{FEFF}{raw}")),
            read => read,
        },
        (None, None) => {
            notes.add(format!("{name} is missing: the marks are kept with their own text"));
            (Article { file: name, ..Article::default() }, String::new())
        }
    };
    let offsets = FileOffsets::new(&raw, &article.text);
    let unit = unit(&lines, &offsets, &article.text, &mut notes);
    let mut placer = Placer::new(&article.text, source.cancellation);
    let place = |line: &Line<'_>| match source.cancellation.check() {
        Ok(()) => target(line, unit, &offsets, &mut placer),
        Err(_) => Target::default(),
    };
    let set = marks(&lines, &article.text, place, &mut notes);
    source.cancellation.check()?;
    placer.report(&mut notes);
    let documents = vec![Located::new(Document::new(article, set, Extra::default()))];
    Ok(ParsedAnnotations { documents, notes })
}

/// The pieces of a span in the order of the line and in the order of the text, if their offsets are valid.
fn there(pieces: &[(usize, usize)], unit: OffsetUnit, offsets: &FileOffsets<'_>) -> Option<[Vec<ByteRange>; 2]> {
    let listed: Option<Vec<ByteRange>> = pieces.iter().map(|(start, end)| offsets.range(unit, *start, *end)).collect();
    let listed = listed.filter(|listed| !listed.is_empty())?;
    let mut sorted = listed.clone();
    sorted.sort_by_key(|range| (range.start(), range.end()));
    Some([listed, sorted])
}

/// True if the text of a line is found at its offsets, joined as in brat or as before version 1.3. Some tools omit the
/// text after a line end.
fn fits(words: &str, ranges: &[ByteRange], text: &ArticleText) -> bool {
    let parts: Vec<&str> = ranges.iter().map(|range| text.slice(*range)).collect();
    [" ", ""].iter().map(|gap| parts.join(gap)).any(|whole| {
        whole.trim_end() == words.trim_end()
            || (!words.is_empty() && whole.strip_prefix(words.trim_end()).is_some_and(|rest| rest.starts_with('\n')))
    })
}

/// The unit of the offsets: code points of the file, as in brat's manual, or the unit that fits more of the texts.
fn unit(lines: &[Line<'_>], offsets: &FileOffsets<'_>, text: &ArticleText, notes: &mut Notes) -> OffsetUnit {
    let spans: Vec<(&Vec<(usize, usize)>, &str)> = lines
        .iter()
        .filter_map(|line| match line {
            Line::Span { pieces, text: words, .. } if !words.is_empty() => Some((pieces, *words)),
            _ => None,
        })
        .collect();
    let count = |unit: OffsetUnit| {
        let fits = |(pieces, words): &&(&Vec<(usize, usize)>, &str)| {
            there(pieces, unit, offsets).is_some_and(|orders| orders.iter().any(|ranges| fits(words, ranges, text)))
        };
        spans.iter().filter(fits).count()
    };
    let first = count(OffsetUnit::Scalars);
    if first == spans.len() {
        return OffsetUnit::Scalars;
    }
    let others = [OffsetUnit::PlainScalars, OffsetUnit::Utf16, OffsetUnit::PlainUtf16, OffsetUnit::Bytes];
    let (most, unit) = others
        .map(|unit| (count(unit), unit))
        .into_iter()
        .rev()
        .max_by_key(|(count, _)| *count)
        .unwrap_or((0, OffsetUnit::Scalars));
    if most <= first {
        return OffsetUnit::Scalars;
    }
    if unit != OffsetUnit::PlainScalars {
        notes.add(format!("its offsets count {}, not code points", unit.name()));
    }
    unit
}

/// The passage of a span.
fn target(line: &Line<'_>, unit: OffsetUnit, offsets: &FileOffsets<'_>, placer: &mut Placer<'_>) -> Target {
    let Line::Span { pieces, text: words, .. } = line else { return Target::default() };
    let text = placer.text();
    if let Some([listed, sorted]) = &there(pieces, unit, offsets)
        && (words.is_empty() || [listed, sorted].iter().any(|ranges| fits(words, ranges, text)))
    {
        // The text may be in the order of the line; the passage is in the order of the text.
        return Target::new(joined(text, sorted).into_iter().map(Fragment::Found).collect());
    }
    if pieces.is_empty() && words.trim().is_empty() {
        return Target::new(vec![placer.unknown(None)]);
    }
    if pieces.is_empty() {
        return Target::new(vec![placer.find(None, &Quote { exact: (*words).to_owned(), ..Quote::default() })]);
    }
    // Each piece by its own text, whose length in characters is known.
    let mut rest: &str = words;
    let mut fragments = Vec::new();
    for (index, (start, end)) in pieces.iter().enumerate() {
        let length = if index + 1 == pieces.len() { usize::MAX } else { end.saturating_sub(*start) };
        let cut = rest.char_indices().nth(length).map_or(rest.len(), |(at, _)| at);
        let (own, after) = rest.split_at(cut);
        rest = after.strip_prefix(' ').unwrap_or(after);
        let range = offsets.range(unit, *start, *end);
        let quote = Quote { exact: own.to_owned(), start: scalar(*start), end: scalar(*end), ..Quote::default() };
        fragments.push(placer.find(range, &quote));
    }
    Target::new(fragments)
}

fn scalar(offset: usize) -> crate::model::offset::ScalarOffset {
    crate::model::offset::ScalarOffset::new(offset)
}
