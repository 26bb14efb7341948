//! The passages of reanchored annotations, as `gainsay anchor` prints them.

use serde::Serialize;

use crate::jobs::anchor::Anchored;
use crate::model::align::similarity::Similarity;
use crate::model::anchor::{Fate, Outcome};
use crate::model::annotation::Part;
use crate::model::offset::ByteRange;
use crate::model::text::ArticleText;

/// A fragment with its outcome. Offsets are in code points of the new text.
#[derive(Serialize)]
pub struct Passage<'a> {
    /// The annotation file within its folder, if a folder was reanchored.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<&'a str>,
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

/// The passages of reanchored annotations.
pub fn passages(anchored: &Anchored) -> Vec<Passage<'_>> {
    let text = &anchored.document.article().text;
    let fates = &anchored.fates;
    let passage = |(index, fate): (usize, &'_ Fate)| {
        let same_part = |other: Option<&Fate>| {
            other.is_some_and(|other| other.annotation == fate.annotation && other.part == fate.part)
        };
        let several = fate.index > 0 || same_part(fates.get(index + 1));
        (several, place_of(text, &fate.outcome), candidates(text, &fate.outcome))
    };
    let made = fates.iter().enumerate().map(|(index, fate)| (fate, passage((index, fate))));
    made.map(|(fate, (several, place, candidates))| Passage {
        file: None,
        id: fate.annotation.as_str(),
        part: (fate.part != Part::Target).then(|| fate.part.id()),
        fragment: several.then_some(fate.index),
        outcome: fate.outcome.id(),
        place,
        candidates,
    })
    .collect()
}

fn place(text: &ArticleText, range: ByteRange, similarity: Similarity) -> Place {
    let (start, end) = (text.scalar_of(range.start()).get(), text.scalar_of(range.end()).get());
    Place { start, end, similarity: similarity.share() }
}

fn place_of(text: &ArticleText, outcome: &Outcome) -> Option<Place> {
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
