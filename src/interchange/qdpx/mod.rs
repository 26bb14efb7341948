//! REFI-QDA projects (standard 1.5, `urn:QDA-XML:project:1.0`), in and out: a ZIP archive of `project.qde` and of sources.
//!
//! A mark is a PlainTextSelection whose codings say its kind, speaker, certainty and tags, by codes in a category each;
//! its note is the selection's description. Further fragments, cues and the places of speakers' names are selections of
//! their own with a code in the category *Part*, and a link leads to each from the mark. A relation is a link with the
//! role's name. Offsets count code points.

mod codes;
mod parts;
mod project;
mod read;
mod selections;
mod text;
mod write;
mod xml;

pub use read::read;
pub use write::write;
pub use xml::is_xml;

/// The namespace of a project.
const NAMESPACE: &str = "urn:QDA-XML:project:1.0";
/// What made a project: tells our own.
const ORIGIN: &str = "Gainsay";
/// The part of the archive that is the project.
const PROJECT: &str = "project.qde";
/// The folder of the archive with the texts.
const SOURCES: &str = "sources";

/// The category of kinds.
const KIND: &str = "Kind";
/// The category of speakers, with a category for each voice.
const SPEAKER: &str = "Speaker";
/// The category of certainties.
const CERTAINTY: &str = "Certainty";
/// The category of tags.
const TAG: &str = "Tag";
/// The code of marks that want a second opinion.
const DISCUSS: &str = "Discuss";

/// The code of a mark that is on other words than it was.
const CHANGED: &str = "Changed";
/// The category of passages that belong to a mark.
const PART: &str = "Part";
/// Parts: one more fragment of the passage.
const FRAGMENT: &str = "Fragment";
/// Parts: a cue.
const CUE: &str = "Cue";
/// Parts: where the speaker is named.
const NAME: &str = "Name";
