//! The lines of a standoff file.

use crate::interchange::notes::Notes;

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// A text-bound annotation, `T`.
    Span {
        /// Its id.
        id: &'a str,
        /// Its type.
        class: &'a str,
        /// The start and end of each piece; empty if the numbers are invalid.
        pieces: Vec<(usize, usize)>,
        /// Its text, with pieces joined by a space; empty if missing.
        text: &'a str,
    },
    /// An event, `E`.
    Event {
        /// Its id.
        id: &'a str,
        /// The id of its trigger.
        trigger: &'a str,
        /// Its type.
        class: &'a str,
        /// Its arguments: names and ids.
        arguments: Vec<(&'a str, &'a str)>,
    },
    /// A binary relation, `R`.
    Relation {
        /// Its id.
        id: &'a str,
        /// Its type.
        class: &'a str,
        /// The id of its first argument.
        from: &'a str,
        /// The id of its second argument.
        to: &'a str,
    },
    /// A relation among several annotations, `*`.
    Equivalence {
        /// Its type.
        class: &'a str,
        /// Their ids.
        ids: Vec<&'a str>,
    },
    /// An attribute, `A`, or a modification, `M`.
    Attribute {
        /// Its type.
        name: &'a str,
        /// The id of the annotation that has it.
        target: &'a str,
        /// Its value, if it has one.
        value: Option<&'a str>,
    },
    /// A normalization, `N`.
    Reference {
        /// The id of the normalized annotation.
        target: &'a str,
        /// The resource.
        base: &'a str,
        /// The id in the resource.
        key: &'a str,
    },
    /// A comment, `#`.
    Comment {
        /// Its type.
        class: &'a str,
        /// The id of the annotation that it is on.
        target: &'a str,
        /// Its text.
        text: &'a str,
    },
}

/// Parses the lines, with notes on those that cannot be read.
pub fn parse<'a>(file: &'a str, notes: &mut Notes) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for (number, line) in file.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        if line.trim().is_empty() {
            continue;
        }
        match parsed(line) {
            Some(line) => lines.push(line),
            None => notes.add(format!("line {} cannot be read and is skipped", number + 1)),
        }
    }
    lines
}

fn parsed(line: &str) -> Option<Line<'_>> {
    let (id, rest) = line.split_once('\t')?;
    let (data, tail) = rest.split_once('\t').unwrap_or((rest, ""));
    let mut tokens = data.split_whitespace();
    match id.chars().next()? {
        'T' => {
            let (class, spans) = data.trim().split_once(' ')?;
            let pieces = spans.split(';').map(|span| {
                let (start, end) = span.trim().split_once(' ')?;
                Some((start.trim().parse().ok()?, end.trim().parse().ok()?))
            });
            // Without valid numbers the passage is searched for by its text.
            let pieces = pieces.collect::<Option<Vec<_>>>().unwrap_or_default();
            Some(Line::Span { id, class, pieces, text: tail })
        }
        'E' => {
            let (class, trigger) = tokens.next()?.split_once(':')?;
            let arguments = tokens.map(|argument| argument.split_once(':')).collect::<Option<Vec<_>>>()?;
            Some(Line::Event { id, trigger, class, arguments })
        }
        'R' => {
            let class = tokens.next()?;
            let mut argument = || Some(tokens.next()?.split_once(':')?.1);
            Some(Line::Relation { id, class, from: argument()?, to: argument()? })
        }
        '*' => Some(Line::Equivalence { class: tokens.next()?, ids: tokens.collect() }),
        'A' | 'M' => {
            let (name, rest) = data.trim().split_once(' ')?;
            let (target, value) = match rest.split_once(' ') {
                Some((target, value)) => (target, Some(value.trim())),
                None => (rest, None),
            };
            Some(Line::Attribute { name, target, value })
        }
        'N' => {
            let (_, target) = (tokens.next()?, tokens.next()?);
            let (base, key) = tokens.next()?.split_once(':')?;
            Some(Line::Reference { target, base, key })
        }
        '#' => Some(Line::Comment { class: tokens.next()?, target: tokens.next()?, text: tail }),
        _ => None,
    }
}
