//! Passages of marks as reports show them: their text, their place, and what changed.

use crate::model::annotation::{Annotation, Changed, Fragment, Part, Speaker, Target};
use crate::model::differences::differences;
use crate::model::offset::{ByteRange, ScalarOffset};
use crate::model::text::ArticleText;

/// A fragment with its words.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    /// The words: those in the text, or for a lost fragment those that were there.
    pub words: &'a str,
    /// Where it starts, or did, in Unicode scalars.
    pub start: ScalarOffset,
    /// Where it ends, or did, in Unicode scalars.
    pub end: ScalarOffset,
    /// True if it is not in the text any more.
    pub lost: bool,
    /// The words that were marked, where other ones stand now.
    pub was: Option<&'a str>,
}

/// The fragments of a target, in its order.
pub fn pieces<'a>(text: &'a ArticleText, target: &'a Target) -> impl Iterator<Item = Piece<'a>> {
    let found = |range: ByteRange| Piece {
        words: text.slice(range),
        start: text.scalar_of(range.start()),
        end: text.scalar_of(range.end()),
        lost: false,
        was: None,
    };
    target.fragments().iter().map(move |fragment| match fragment {
        Fragment::Found(range) => found(*range),
        Fragment::Changed(changed) => Piece { was: Some(&changed.quote.exact), ..found(changed.range) },
        Fragment::Lost(quote) => {
            Piece { words: &quote.exact, start: quote.start, end: quote.end, lost: true, was: None }
        }
    })
}

/// The words of a target, fragments joined by an ellipsis.
pub fn words(text: &ArticleText, target: &Target) -> String {
    pieces(text, target).map(|piece| piece.words).collect::<Vec<_>>().join(" … ")
}

/// How much of a mark is in the article.
pub fn standing(annotation: &Annotation) -> &'static str {
    match (annotation.target.found().next(), annotation.target.lost().next()) {
        (_, None) if annotation.is_changed() => "changed",
        (_, None) => "found",
        (Some(_), Some(_)) => "partly lost",
        (None, Some(_)) => "lost",
    }
}

/// The word that a mark carries in lists, tables and pictures if it is on other words than it was: " (changed)".
pub fn badge(annotation: &Annotation) -> &'static str {
    if annotation.is_changed() { " (changed)" } else { "" }
}

/// What became of the passages of a mark that are on other words than they were, one sentence each: "the passage was “We
/// sent nine samples” (93 % alike; number changed: nine → ninety)".
pub fn changes(text: &ArticleText, annotation: &Annotation) -> Vec<String> {
    let passages = annotation.parts().flat_map(|(part, target)| target.changed().map(move |changed| (part, changed)));
    let said = |(part, changed): (Part, &Changed)| {
        let key_changes = differences(&changed.quote.exact, text.slice(changed.range)).key_changes;
        let key_changes: String = key_changes.iter().map(|change| format!("; {change}")).collect();
        format!("{} was “{}” ({} alike{key_changes})", part.name(), changed.quote.exact, changed.similarity)
    };
    passages.map(said).collect()
}

/// True if a speaker's name is what the article says at its place, and need not be quoted from there.
pub fn is_named_there(text: &ArticleText, speaker: &Speaker) -> bool {
    words(text, &speaker.at) == speaker.name
}
