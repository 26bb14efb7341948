//! brat standoff export and import (brat's manual, "Standoff format" and "Annotation configuration").
//!
//! A mark is a text-bound annotation of its kind; so are its speaker's name and its cue. An event `Attribution` with
//! the cue as trigger has the mark as `Content` and the name as `Speaker`. Without a cue, which an event requires, a
//! relation `SpokenBy` links the mark to the name. Certainty, voice and the discussion flag are attributes, and so are
//! tags of the form `word` or `word=word`. Notes are `AnnotatorNotes`, one for each line; values that brat does not
//! allow are comments of other types. The mark's id is a normalization to `Gainsay`.

mod config;
mod lines;
mod marks;
mod read;
mod write;

pub use config::gather;
pub use read::read;
pub use write::write;

/// The type of an attribution event and its trigger.
const ATTRIBUTION: &str = "Attribution";
/// The argument of an attribution for the mark.
const CONTENT: &str = "Content";
/// The type of a speaker's name, and the argument of an attribution for it.
const SPEAKER: &str = "Speaker";
/// The relation from a mark to its speaker's name.
const SPOKEN_BY: &str = "SpokenBy";
/// The attribute of the certainty.
const CERTAINTY: &str = "Certainty";
/// The attribute of the voice.
const VOICE: &str = "Voice";
/// The attribute of the discussion flag.
const DISCUSS: &str = "Discuss";

/// The attribute of a changed mark.
const CHANGED: &str = "Changed";
/// The comment type of brat's editor.
const NOTES: &str = "AnnotatorNotes";
/// The comment type of a tag that cannot be an attribute.
const TAG: &str = "Tag";
/// The comment type of a kind that cannot be a type.
const KIND: &str = "Kind";
/// The comment type of a role that cannot be a type.
const ROLE: &str = "Role";
/// The type of a mark or relation whose kind or role cannot be a type.
const OTHER: &str = "Other";
/// The resource of normalizations with ids of marks.
const IDS: &str = "Gainsay";
/// The name of the file with the types.
const CONFIG: &str = "annotation.conf";

/// Reserved names, which are not kinds, roles or tags.
const RESERVED: &[&str] = &[ATTRIBUTION, SPEAKER, SPOKEN_BY, CERTAINTY, VOICE, DISCUSS, CHANGED, OTHER];

/// True for a valid name of a type: ASCII letters, digits, `_` and `-`.
fn is_type(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    !text.is_empty() && text.chars().all(fits) && !RESERVED.contains(&text)
}

/// True for a valid value of an attribute: no white space or control characters.
fn is_value(text: &str) -> bool {
    !text.is_empty() && !text.chars().any(|c| c.is_whitespace() || c.is_control()) && !text.contains(['|', ',', '='])
}

/// The attribute's name and value of a tag.
fn attribute(tag: &str) -> Option<(&str, Option<&str>)> {
    match tag.split_once('=') {
        Some((name, value)) => (is_type(name) && is_value(value)).then_some((name, Some(value))),
        None => is_type(tag).then_some((tag, None)),
    }
}
