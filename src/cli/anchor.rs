//! `gainsay anchor`: annotations reanchored on another version of the article, one JSON line per fragment.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use crate::cli::progress::Share;
use crate::cli::{DONE, FAILED, FOUND, complain, path, print, say};
use crate::jobs::reanchor::{Anchored, anchor};
use crate::model::align::similarity::Similarity;
use crate::model::anchor::{Fate, Outcome, Tally};
use crate::model::annotation::Part;
use crate::model::offset::ByteRange;
use crate::model::text::ArticleText;
use crate::storage::{replace, writer};

/// Arguments of `gainsay anchor`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The annotation file (.ron), with the text it was made on
    #[arg(value_parser = path())]
    file: PathBuf,
    /// The new version of the article
    #[arg(value_parser = path())]
    article: PathBuf,
    /// The file to write the reanchored annotations to; by default none is written
    #[arg(long, value_name = "PATH", value_parser = path())]
    output: Option<PathBuf>,
}

/// A line of the output. Offsets are in code points of the new text.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fragment: Option<usize>,
    outcome: &'static str,
    #[serde(flatten)]
    place: Option<Place>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    candidates: Vec<Place>,
}

/// A place in the new text, with its similarity to the passage, from 0 to 1.
#[derive(Serialize)]
struct Place {
    start: usize,
    end: usize,
    similarity: f64,
}

/// Reanchors and prints; returns the exit code.
pub fn run(arguments: &Arguments) -> u8 {
    let Arguments { file, article, output } = arguments;
    let share = Share::new("of the marks re-anchored");
    let result = anchor(file, article, &|done| share.tell(done));
    share.clear();
    let anchored = match result {
        Ok(anchored) => anchored,
        Err(why) => {
            complain(why);
            return FAILED;
        }
    };
    for told in &anchored.cut_short {
        say(told);
    }
    if let Some(output) = output {
        if anchored.newer {
            complain(format_args!(
                "{} was written by a newer version of Gainsay and cannot be changed by this one. Nothing was written",
                file.display()
            ));
            return FAILED;
        }
        if let Err(error) = replace::overwrite(output, writer::write(&anchored.document).as_bytes()) {
            complain(error);
            return FAILED;
        }
    }
    if print(lines(&anchored).as_bytes()) != DONE {
        return FAILED;
    }
    let tally: Tally = anchored.fates.iter().map(|fate| &fate.outcome).collect();
    if anchored.given_up > 0 {
        say(format_args!(
            "{}: {} of the lost passages were not searched for everywhere, which would take too long",
            file.display(),
            anchored.given_up
        ));
    }
    if tally.ambiguous + tally.lost > 0 { FOUND } else { DONE }
}

fn lines(anchored: &Anchored) -> String {
    let text = &anchored.document.article().text;
    let fates = &anchored.fates;
    let mut out = String::new();
    for (index, fate) in fates.iter().enumerate() {
        let same_part = |other: Option<&Fate>| {
            other.is_some_and(|other| other.annotation == fate.annotation && other.part == fate.part)
        };
        let several = fate.index > 0 || same_part(fates.get(index + 1));
        let line = Line {
            id: fate.annotation.as_str(),
            part: (fate.part != Part::Target).then(|| fate.part.id()),
            fragment: several.then_some(fate.index),
            outcome: fate.outcome.id(),
            place: found(text, &fate.outcome),
            candidates: candidates(text, &fate.outcome),
        };
        // Strings and numbers can always be serialized.
        out += &serde_json::to_string(&line).unwrap_or_default();
        out.push('\n');
    }
    out
}

fn place(text: &ArticleText, range: ByteRange, similarity: Similarity) -> Place {
    let (start, end) = (text.scalar_of(range.start()).get(), text.scalar_of(range.end()).get());
    Place { start, end, similarity: similarity.share() }
}

fn found(text: &ArticleText, outcome: &Outcome) -> Option<Place> {
    match outcome {
        Outcome::Exact(range) | Outcome::Moved(range) => Some(place(text, *range, Similarity::SAME)),
        Outcome::Changed { range, similarity } => Some(place(text, *range, *similarity)),
        Outcome::Ambiguous(_) | Outcome::Lost { .. } => None,
    }
}

fn candidates(text: &ArticleText, outcome: &Outcome) -> Vec<Place> {
    match outcome {
        Outcome::Ambiguous(places) => {
            places.iter().map(|(range, similarity)| place(text, *range, *similarity)).collect()
        }
        Outcome::Lost { candidate } => {
            candidate.iter().map(|(range, similarity)| place(text, *range, *similarity)).collect()
        }
        Outcome::Exact(_) | Outcome::Moved(_) | Outcome::Changed { .. } => Vec::new(),
    }
}
