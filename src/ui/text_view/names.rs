//! The names of marks, links and hidden lines, for tooltips and assistive technologies.

use super::TextInput;
use crate::model::annotation::{Annotation, Id};
use crate::model::kind::Kind;
use crate::model::message::{self, counted};
use crate::model::role;
use crate::model::text::ArticleText;

/// The name of a link to a mark: "rebuts: the first words".
pub(super) fn link_name(to: &Id, input: &TextInput<'_>) -> String {
    let outside = input.links.iter().filter(|link| link.from == to || link.to == to).find_map(|link| link.outside);
    let here = || input.set.get(to).map(|mark| first_words(mark, input.text)).unwrap_or_default();
    let words = outside.map_or_else(here, |outside| outside.words.to_owned());
    let links = input.links.iter().filter(|link| link.from == to || link.to == to);
    let labels: Vec<&str> = links.map(|link| link.label).filter(|_| input.selected != Some(to)).collect();
    if labels.is_empty() { words } else { format!("{}: {words}", labels.join(", ")) }
}

/// The name of a mark: "Claim: the first words".
pub(super) fn mark_name(annotation: &Annotation, input: &TextInput<'_>) -> String {
    format!("{}: {}", annotation.kind.name(), first_words(annotation, input.text))
}

/// The roles that a link from one mark to another can have: "rebuts", "rebuts, supports", or, if only the other one can
/// be linked to it, "is rebutted by"; empty if there is none.
pub(super) fn possible_roles(from: &Kind, to: &Kind) -> String {
    let there: Vec<&str> = role::allowed(from, to).map(|row| row.id).collect();
    let back = || role::allowed(to, from).map(|row| row.passive).collect();
    let roles: Vec<&str> = if there.is_empty() { back() } else { there };
    roles.join(", ")
}

/// The first words of a mark on one line; those it had, if it is lost.
pub(super) fn first_words(annotation: &Annotation, text: &ArticleText) -> String {
    let lost = || annotation.target.lost().next().map_or("", |quote| quote.exact.as_str());
    shortened(annotation.target.found().next().map_or_else(lost, |range| text.slice(range)))
}

/// The start of a text, on one line.
pub(super) fn shortened(words: &str) -> String {
    message::shortened(words).replace('\n', " ")
}

/// The label of hidden lines.
pub(super) fn hidden_lines(lines: u32) -> String {
    counted(lines as usize, "line hidden", "lines hidden")
}
