//! What a format may be unable to carry.

use crate::model::document::Document;

/// Something that a format may be unable to carry.
///
/// One that takes others with it (no relations: no notes on relations) stands for all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Loss {
    /// A plain field of annotations, by its id.
    Field(&'static str),
    /// The text of the article.
    Text,
    /// Its headings, lists, quotes, emphasis and links.
    Structure,
    /// Its title.
    Title,
    /// The name of its file.
    File,
    /// Who wrote it, where and when it was published.
    Source,
    /// Its address.
    Address,
    /// How its file was read: media type, encoding, importer, hash.
    Reading,
    /// The ids of annotations.
    Ids,
    /// Ids of annotations that are no UUIDs; others stand for them.
    OddIds,
    /// The kinds of annotations.
    Kinds,
    /// Annotations that are no claims.
    OtherKinds,
    /// Kinds that this version does not know.
    UnknownKinds,
    /// Where in the text the words of a target stand.
    Places,
    /// The second and later fragments of a target.
    Fragments,
    /// Annotations whose whole passage is not in the text any more, with their relations.
    LostMarks,
    /// Where in the text passages stood that are not in it any more.
    LostPlaces,
    /// What passages said before their words changed.
    ChangedWords,
    /// Fragments that are not in the text any more, of passages that still are, of cues and of speakers' names.
    LostFragments,
    /// Who asserts a passage.
    Speakers,
    /// True if a speaker is named, unnamed, or the article itself.
    Voices,
    /// Where in the text a speaker is named.
    SpeakerPlaces,
    /// How a speaker was called before speakers were merged.
    WrittenNames,
    /// The words that attribute a passage.
    Cues,
    /// Where in the text those words stand.
    CuePlaces,
    /// How passages end, part or overlap at the ends of lines.
    LineBreaks,
    /// Tabs, and ends of lines other than a line feed, in what is said of a passage; in one line of it any.
    OddBreaks,
    /// Control characters in what is said of passages and of the article, which XML cannot hold.
    Controls,
    /// Times that are no moments.
    OddTimes,
    /// Relations between annotations.
    Relations,
    /// Roles that this version does not know.
    UnknownRoles,
    /// Relations that start from an annotation that is not there.
    RelationsFromNowhere,
    /// Relations that lead to an annotation that is not there.
    RelationsToNowhere,
    /// The annotator's remarks on relations.
    RelationNotes,
    /// The ids of relations, when they were made and by whom.
    RelationRecords,
    /// Fields of annotations, their fragments, speakers and relations that this version does not know.
    Fields,
    /// Fields of the article and of the file that this version does not know.
    FileFields,
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
