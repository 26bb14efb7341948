//! Speakers that a passage may have by its context, of whom its sentence names none.

use crate::model::annotation::{Annotation, Speaker};
use crate::model::attribution::{self, Who};
use crate::model::segment;
use crate::model::set::AnnotationSet;
use crate::model::text::ArticleText;

/// Marks before this one whose speakers are considered.
const NEAR: usize = 40;

/// Paragraphs before this one whose attributions are considered.
const PARAGRAPHS: usize = 3;

/// Maximum speakers that are considered, and that are returned.
const CONSIDERED: usize = 8;
const MOST: usize = 3;

/// The speakers before a passage, the nearest first: those of the marks before it, then those that the paragraphs before
/// it name. Those that may be persons come last for "it".
pub fn likely_speakers(set: &AnnotationSet, text: &ArticleText, mark: &Annotation, who: Who) -> Vec<Speaker> {
    let Some(range) = mark.target.bounds() else { return Vec::new() };
    let before = set
        .annotations()
        .partition_point(|other| other.target.bounds().is_some_and(|bounds| bounds.start() < range.start()));
    let mut found: Vec<(bool, Speaker)> = Vec::new();
    let mut add = |speaker: &Speaker| {
        let is_person = may_be_person(text, speaker);
        let known = found.iter().any(|(_, other)| other.is(&speaker.voice, &speaker.name));
        if (is_person || who != Who::Person) && !known && !speaker.name.is_empty() && found.len() < CONSIDERED {
            found.push((is_person, Speaker::new(speaker.voice.id(), &speaker.name)));
        }
    };
    let marks = set.annotations()[..before].iter().rev().take(NEAR).filter(|other| other.id != mark.id);
    marks.filter_map(|other| other.speaker.as_ref()).for_each(&mut add);
    let mut paragraph = text.full_paragraph(range.start());
    for _ in 0..PARAGRAPHS {
        let sentences = segment::sentences(text, paragraph).into_iter().rev();
        for sentence in sentences.filter(|sentence| sentence.start() < range.start() && !sentence.overlaps(range)) {
            if let Some(speaker) = attribution::cut(text, sentence).and_then(|cut| cut.named(text)) {
                add(&speaker);
            }
        }
        let previous = segment::previous_paragraph(text, paragraph.start());
        if previous >= paragraph.start() {
            break;
        }
        paragraph = text.full_paragraph(previous);
    }
    if who == Who::Body {
        found.sort_by_key(|(is_person, _)| *is_person);
    }
    found.into_iter().map(|(_, speaker)| speaker).take(MOST).collect()
}

fn may_be_person(text: &ArticleText, speaker: &Speaker) -> bool {
    let is_body = || speaker.at.found().any(|at| attribution::is_body(text, at));
    speaker.voice.id() == "named" && attribution::may_be_person(&speaker.name) && !is_body()
}
