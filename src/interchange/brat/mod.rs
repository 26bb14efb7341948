//! brat standoff (brat's manual, "Standoff format" and "Annotation configuration"), in and out.
//!
//! A mark is a text-bound annotation of its kind. Its speaker and its cue are two more: an event `Attribution` whose
//! trigger is the cue has the mark as `Content` and the speaker's name as `Speaker`; without a cue, which an event needs,
//! a relation `SpokenBy` leads from the mark to the name. Certainty, voice and the wish to discuss are attributes; so are
//! tags that are one word, or two with `=` between them. Notes are `AnnotatorNotes`, one a line, and what is no word of
//! brat's is a comment of its own type. The mark's id is a reference to `Gainsay`, as to any other data base.

mod config;
mod lines;
mod marks;
mod read;
mod write;

pub use config::gather;
pub use read::read;
pub use write::write;

/// The event of an attribution, and the type of its trigger.
const ATTRIBUTION: &str = "Attribution";
/// The argument of an attribution that is the mark.
const CONTENT: &str = "Content";
/// The type of a speaker's name, and the argument of an attribution that is one.
const SPEAKER: &str = "Speaker";
/// The relation from a mark to its speaker's name.
const SPOKEN_BY: &str = "SpokenBy";
/// The attribute that says how sure the speaker is.
const CERTAINTY: &str = "Certainty";
/// The attribute that says whose voice it is.
const VOICE: &str = "Voice";
/// The attribute of a mark that wants a second opinion.
const DISCUSS: &str = "Discuss";

/// The attribute of a mark that is on other words than it was.
const CHANGED: &str = "Changed";
/// The comment that brat's own editor writes and shows.
const NOTES: &str = "AnnotatorNotes";
/// The comment with a tag that is no attribute.
const TAG: &str = "Tag";
/// The comment with a kind that is no type, and with a role that is none.
const KIND: &str = "Kind";
/// The comment with a role that is no type.
const ROLE: &str = "Role";
/// The type of a mark whose kind is no word of brat's, or of a relation whose role is none.
const OTHER: &str = "Other";
/// The data base that the ids of marks are references to.
const IDS: &str = "Gainsay";
/// The name of the file with the types.
const CONFIG: &str = "annotation.conf";

/// Words that mean something else here than a kind, a role or a tag.
const RESERVED: &[&str] = &[ATTRIBUTION, SPEAKER, SPOKEN_BY, CERTAINTY, VOICE, DISCUSS, CHANGED, OTHER];

/// True if something can be the name of a type: brat takes ASCII letters, digits, `_` and `-`.
fn is_type(words: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    !words.is_empty() && words.chars().all(fits) && !RESERVED.contains(&words)
}

/// True if something can be the value of an attribute: no white space, no control character.
fn is_value(words: &str) -> bool {
    !words.is_empty() && !words.chars().any(|c| c.is_whitespace() || c.is_control()) && !words.contains(['|', ',', '='])
}

/// A tag as an attribute's name and perhaps its value.
fn attribute(tag: &str) -> Option<(&str, Option<&str>)> {
    match tag.split_once('=') {
        Some((name, value)) => (is_type(name) && is_value(value)).then_some((name, Some(value))),
        None => is_type(tag).then_some((tag, None)),
    }
}
