//! Values of fields within a sentence.

use crate::model::annotation::{Annotation, Fragment, Id, Relation, Speaker, Target};
use crate::model::document::Document;
use crate::model::extra::Extra;
use crate::model::message::shortened;
use crate::model::tag_colours::TagColours;

/// A text in quotation marks, or "none".
pub fn quoted(words: &str) -> String {
    if words.is_empty() { "none".to_owned() } else { format!("“{words}”") }
}

/// A person's name, or "nobody".
pub fn name(name: &str) -> String {
    if name.is_empty() { "nobody".to_owned() } else { name.to_owned() }
}

/// The text of a target with its position, since the same text may be repeated.
pub fn passage(document: &Document, target: &Target) -> String {
    let text = &document.article.text;
    let said = |fragment: &Fragment| match fragment {
        Fragment::Found(range) => {
            let (start, end) = (text.scalar_of(range.start()), text.scalar_of(range.end()));
            format!("“{}” ({start} to {end})", text.slice(*range))
        }
        Fragment::Changed(changed) => {
            format!("“{}”, which was “{}”", text.slice(changed.range), changed.quote.exact)
        }
        Fragment::Lost(quote) => format!("“{}”, which is lost", quote.exact),
    };
    let fragments: Vec<String> = target.fragments().iter().map(said).collect();
    if fragments.is_empty() { "none".to_owned() } else { fragments.join(" and ") }
}

/// A speaker with voice and position.
pub fn speaker(document: &Document, speaker: Option<&Speaker>) -> String {
    let Some(speaker) = speaker else { return "nobody".to_owned() };
    let voice = if matches!(speaker.voice.id(), "named" | "article") {
        String::new()
    } else {
        format!(" ({})", speaker.voice.id())
    };
    let written = if speaker.written.is_empty() { String::new() } else { format!(", as {}", quoted(&speaker.written)) };
    let at = if speaker.at.is_empty() { String::new() } else { format!(", at {}", passage(document, &speaker.at)) };
    let extra =
        if speaker.extra.is_empty() { String::new() } else { format!(", with {}", self::extra(&speaker.extra)) };
    format!("{}{voice}{written}{at}{extra}", speaker.label())
}

/// Unknown fields.
pub fn extra(extra: &Extra) -> String {
    let fields: Vec<String> = extra.iter().map(|(name, source)| format!("{name}: {source}")).collect();
    if fields.is_empty() { "none".to_owned() } else { fields.join(", ") }
}

/// Colours of tags.
pub fn colours(colours: &TagColours) -> String {
    let tags: Vec<String> = colours.iter().map(|(tag, colour)| format!("{tag}: {colour}")).collect();
    if tags.is_empty() { "none".to_owned() } else { tags.join(", ") }
}

/// A mark by its kind and first words.
pub fn mark(document: &Document, mark: &Annotation) -> String {
    let found = mark.target.found().next().map(|range| document.article.text.slice(range));
    let words = found.or_else(|| mark.target.lost().next().map(|quote| quote.exact.as_str())).unwrap_or_default();
    format!("{} “{}”", mark.kind.name().to_lowercase(), shortened(words))
}

fn mark_by_id(document: &Document, id: &Id) -> String {
    document.set.get(id).map_or_else(|| format!("the mark {id}, which is not there"), |it| mark(document, it))
}

/// The ends of a link.
pub fn ends(document: &Document, link: &Relation) -> String {
    format!("{} → {}", mark_by_id(document, &link.from), mark_by_id(document, &link.to))
}
