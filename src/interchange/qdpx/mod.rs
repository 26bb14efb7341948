//! REFI-QDA export and import (standard 1.5, `urn:QDA-XML:project:1.0`): a ZIP archive of `project.qde` and sources.
//!
//! A mark is a PlainTextSelection. Its codings give kind, speaker, certainty and tags, with a category of codes for
//! each; its description is the note. Further fragments, cues and the positions of speakers' names are selections with
//! a code in the category *Part*, linked from the mark. A relation is a link named after the role. Offsets count code
//! points.

mod codes;
mod parts;
mod project;
mod read;
mod selections;
mod text;
mod write;
mod xml;

pub use read::read;
pub use write::{write, write_all};
pub use xml::is_xml;

/// The namespace of a project.
const NAMESPACE: &str = "urn:QDA-XML:project:1.0";
/// The origin of Gainsay's own projects.
const ORIGIN: &str = "Gainsay";
/// The archive's part with the project.
const PROJECT: &str = "project.qde";
/// The archive's folder with the texts.
const SOURCES: &str = "sources";

/// The category of kinds.
const KIND: &str = "Kind";
/// The category of speakers, with a category for each voice.
const SPEAKER: &str = "Speaker";
/// The category of certainties.
const CERTAINTY: &str = "Certainty";
/// The category of tags.
const TAG: &str = "Tag";
/// The code of the discussion flag.
const DISCUSS: &str = "Discuss";

/// The code of a changed mark.
const CHANGED: &str = "Changed";
/// The category of further passages of a mark.
const PART: &str = "Part";
/// The code of a further fragment.
const FRAGMENT: &str = "Fragment";
/// The code of a cue.
const CUE: &str = "Cue";
/// The code of a speaker's name.
const NAME: &str = "Name";
