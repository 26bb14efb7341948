//! The types of losses.

use crate::model::document::Document;

/// A loss of a format.
///
/// A loss includes the losses that follow from it: without relations, there are no notes on relations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Loss {
    /// A plain field of annotations, by its id.
    Field(&'static str),
    /// The text of the article.
    Text,
    /// The article's headings, lists, quotations, emphasis and links.
    Structure,
    /// The article's title.
    Title,
    /// The article's file name.
    File,
    /// The article's author, site and date.
    Source,
    /// The article's address.
    Address,
    /// Details that the article states, where the person gave others.
    ReplacedDetails,
    /// The article's media type, encoding, importer and hash.
    FileDetails,
    /// The ids of annotations.
    Ids,
    /// Ids of annotations that are not UUIDs; UUIDs replace them.
    OddIds,
    /// The kinds of annotations.
    Kinds,
    /// Annotations that are not claims.
    OtherKinds,
    /// Unknown kinds.
    UnknownKinds,
    /// Positions of passages in the text.
    Positions,
    /// The second and later fragments of passages.
    Fragments,
    /// Annotations whose whole passage is lost, with their relations.
    LostMarks,
    /// Former positions of lost passages.
    FormerPositions,
    /// Original text of changed passages.
    OriginalTexts,
    /// Lost fragments of passages, cues and speakers' names.
    LostFragments,
    /// Speakers.
    Speakers,
    /// Voices of speakers: named, unnamed, or the article itself.
    Voices,
    /// Positions of speakers' names.
    SpeakerPositions,
    /// Original names of merged speakers.
    OriginalNames,
    /// Cues.
    Cues,
    /// Positions of cues.
    CuePositions,
    /// The exact boundaries of passages at line ends.
    LineBreaks,
    /// Tabs and unusual line ends in fields, and any line end in single-line fields.
    UnusualBreaks,
    /// Control characters in fields, which XML does not allow.
    Controls,
    /// Times that are not RFC 3339.
    OddTimes,
    /// Relations between annotations.
    Relations,
    /// Unknown roles.
    UnknownRoles,
    /// Relations whose source is missing.
    MissingSources,
    /// Relations whose target is missing.
    MissingTargets,
    /// Notes on relations.
    RelationNotes,
    /// Ids, dates and authors of relations.
    RelationRecords,
    /// The colours of tags.
    TagColours,
    /// Unknown fields of annotations, fragments, speakers and relations.
    UnknownFields,
    /// Unknown fields of the article and of the file.
    UnknownFileFields,
}

/// A loss with its names and its count.
#[derive(Clone, Copy, Debug)]
pub struct LossRow {
    /// The loss.
    pub loss: Loss,
    /// Its name after the number one.
    pub one: &'static str,
    /// Its name after other numbers; empty for something that a document has at most once, which is listed without a number.
    pub several: &'static str,
    /// Counts it in a document.
    pub count: fn(&Document, Loss) -> usize,
}
