//! Passages of marks for reports: text, position and changes.

use crate::model::annotation::{Annotation, Changed, Fragment, Part, Speaker, Target};
use crate::model::differences::differences;
use crate::model::offset::{ByteRange, ScalarOffset};
use crate::model::text::ArticleText;

/// A fragment with its text.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    /// The text; for a lost fragment the former one.
    pub text: &'a str,
    /// The start, or the former start, in Unicode scalars.
    pub start: ScalarOffset,
    /// The end, or the former end, in Unicode scalars.
    pub end: ScalarOffset,
    /// True if it is no longer in the article.
    pub lost: bool,
    /// The original text, if it has changed.
    pub was: Option<&'a str>,
}

/// The fragments of a target in order.
pub fn pieces<'a>(text: &'a ArticleText, target: &'a Target) -> impl Iterator<Item = Piece<'a>> {
    let found = |range: ByteRange| Piece {
        text: text.slice(range),
        start: text.scalar_of(range.start()),
        end: text.scalar_of(range.end()),
        lost: false,
        was: None,
    };
    target.fragments().iter().map(move |fragment| match fragment {
        Fragment::Found(range) => found(*range),
        Fragment::Changed(changed) => Piece { was: Some(&changed.quote.exact), ..found(changed.range) },
        Fragment::Lost(quote) => {
            Piece { text: &quote.exact, start: quote.start, end: quote.end, lost: true, was: None }
        }
    })
}

/// The text of a target, with fragments joined by an ellipsis.
pub fn quotation(text: &ArticleText, target: &Target) -> String {
    pieces(text, target).map(|piece| piece.text).collect::<Vec<_>>().join(" … ")
}

/// The status of a mark in the article.
pub fn status(annotation: &Annotation) -> &'static str {
    match (annotation.target.found().next(), annotation.target.lost().next()) {
        (_, None) if annotation.is_changed() => "changed",
        (_, None) => "found",
        (Some(_), Some(_)) => "partly lost",
        (None, Some(_)) => "lost",
    }
}

/// The badge of a changed mark in lists, tables and pictures: " (changed)".
pub fn badge(annotation: &Annotation) -> &'static str {
    if annotation.is_changed() { " (changed)" } else { "" }
}

/// The changes of a mark's passages, one phrase each: "the passage was “We sent nine samples” (93 % alike; number
/// changed: nine → ninety)".
pub fn changes(text: &ArticleText, annotation: &Annotation) -> Vec<String> {
    let passages = annotation.parts().flat_map(|(part, target)| target.changed().map(move |changed| (part, changed)));
    let phrase = |(part, changed): (Part, &Changed)| {
        let key_changes = differences(&changed.quote.exact, text.slice(changed.range)).key_changes;
        let key_changes: String = key_changes.iter().map(|change| format!("; {change}")).collect();
        format!("{} was “{}” ({} alike{key_changes})", part.name(), changed.quote.exact, changed.similarity)
    };
    passages.map(phrase).collect()
}

/// True if a speaker's name is the same as in the article, so that a quotation would repeat it.
pub fn is_named_there(text: &ArticleText, speaker: &Speaker) -> bool {
    quotation(text, &speaker.at) == speaker.name
}
