//! What every report says of a mark: its words piece by piece, its standing in the article, its links both ways.

use crate::encoding::uri;
use crate::model::annotation::{Annotation, Changed, Fragment, Id, Part, Relation, Speaker, Target};
use crate::model::article::Article;
use crate::model::differences::differences;
use crate::model::kind::{KINDS, Kind};
use crate::model::offset::{ByteRange, ScalarOffset};
use crate::model::set::AnnotationSet;
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
        let called = differences(&changed.quote.exact, text.slice(changed.range)).called;
        let called: String = called.iter().map(|called| format!("; {called}")).collect();
        format!("{} was “{}” ({} alike{called})", part.name(), changed.quote.exact, changed.similarity)
    };
    passages.map(said).collect()
}

/// A relation seen from one of its ends.
#[derive(Debug)]
pub struct Link<'a> {
    /// What this end does to the other: "rebuts", "is rebutted by".
    pub verb: String,
    /// The other end, which may not be there.
    pub other: &'a Id,
    /// The relation.
    pub relation: &'a Relation,
    /// True if it starts here.
    pub outgoing: bool,
}

/// The links of an annotation, by the id of the relation, those that start here first.
pub fn links<'a>(set: &'a AnnotationSet, id: &Id) -> Vec<Link<'a>> {
    let mut links = Vec::new();
    for relation in set.relations_of(id) {
        if relation.from == *id {
            let verb = relation.role.id().to_owned();
            links.push(Link { verb, other: &relation.to, relation, outgoing: true });
        }
        if relation.to == *id {
            let passive = |role: &str| format!("is the other end of “{role}” from");
            let verb = relation.role.row().map_or_else(|| passive(relation.role.id()), |row| row.passive.to_owned());
            links.push(Link { verb, other: &relation.from, relation, outgoing: false });
        }
    }
    links.sort_by(|a, b| (!a.outgoing, &a.relation.id).cmp(&(!b.outgoing, &b.relation.id)));
    links
}

/// The number of a mark in reports: its place in the article, from 1.
pub fn number(set: &AnnotationSet, id: &Id) -> Option<usize> {
    set.position(id).map(|position| position + 1)
}

/// True if a speaker's name is what the article says at its place, and need not be quoted from there.
pub fn is_named_there(text: &ArticleText, speaker: &Speaker) -> bool {
    words(text, &speaker.at) == speaker.name
}

/// The class of a kind in pages and pictures: its place in [`KINDS`](crate::model::kind::KINDS), since an id may be any
/// words.
pub fn class(kind: &Kind) -> String {
    kind.position().map_or_else(|| "k-other".to_owned(), |position| format!("k-{position}"))
}

/// "1 mark", "2 marks".
pub fn counted(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

/// The article's address, or else an IRI of its file's name: the Recommendation asks for an absolute one.
pub fn article_iri(article: &Article) -> String {
    let address = &article.source.address;
    if ["http://", "https://"].iter().any(|scheme| address.starts_with(scheme)) && uri::is_iri(address) {
        return address.clone();
    }
    urn("article", if article.file.is_empty() { &article.sha256 } else { &article.file })
}

/// An IRI of ours for something of this class.
pub fn urn(class: &str, name: &str) -> String {
    format!("urn:gainsay:{class}:{}", uri::encoded(name))
}

/// The id of a kind that somebody called by its name, in capitals or not.
pub fn known_kind(words: &str) -> Option<&'static str> {
    let is = |name: &str| name.eq_ignore_ascii_case(words.trim());
    KINDS.iter().find(|row| is(row.id) || is(row.name) || is(row.plural)).map(|row| row.id)
}
