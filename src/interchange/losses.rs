//! What a format cannot carry, and how much of it a document has.
//!
//! Each exporter declares its losses in its row of [`EXPORTS`](crate::interchange::EXPORTS). What one document will lose is
//! counted here, for the dialog, the command line and `--strict` alike. Tests take exactly this away from a document and
//! compare what comes back from each format with the rest.

use std::fmt;

use crate::interchange::claimreview::CLAIM;
use crate::interchange::export_format::ExportFormat;
use crate::interchange::guid::is_guid;
use crate::interchange::lines::{is_break, settled};
use crate::interchange::loss::{Loss, LossRow};
use crate::interchange::pieces::counted;
use crate::interchange::qdpx::is_xml;
use crate::model::annotation::{Annotation, Relation, Speaker, Target, Time};
use crate::model::document::Document;
use crate::model::selector::Quote;
use crate::model::set::AnnotationSet;
use crate::model::text::ArticleText;

const fn row(loss: Loss, one: &'static str, several: &'static str, count: fn(&Document) -> usize) -> LossRow {
    LossRow { loss, one, several, count }
}

/// Every loss, in the order in which they are told: what was said of the passages first.
pub const LOSSES: &[LossRow] = &[
    row(Loss::Notes, "note", "notes", |d| marks(d, |mark| usize::from(!mark.note.is_empty()))),
    row(Loss::OtherKinds, "mark that is no claim", "marks that are no claims", |d| {
        marks(d, |mark| usize::from(!is_claim(mark)))
    }),
    row(Loss::Relations, "relation", "relations", |d| d.set().relations().len()),
    row(Loss::Fragments, "second fragment", "second fragments", |d| {
        marks(d, |mark| mark.target.fragments().len().saturating_sub(1))
    }),
    row(Loss::Places, "place in the text", "places in the text", |d| marks(d, |mark| mark.target.found().count())),
    row(Loss::LostMarks, "mark whose passage is not in the text", "marks whose passages are not in the text", |d| {
        marks(d, |mark| usize::from(is_gone(mark)))
    }),
    row(Loss::LostFragments, "fragment that is not in the text", "fragments that are not in the text", |d| {
        marks(d, |mark| targets(mark).flat_map(Target::lost).count())
    }),
    row(Loss::LostPlaces, "place where a lost passage stood", "places where lost passages stood", |d| {
        let stood = |quote: &&Quote| quote.start.get() + quote.end.get() > 0;
        marks(d, |mark| mark.parts().flat_map(|(_, target)| target.lost()).filter(stood).count())
    }),
    row(Loss::ChangedWords, "passage's words before they changed", "passages' words before they changed", |d| {
        marks(d, |mark| mark.parts().flat_map(|(_, target)| target.changed()).count())
    }),
    row(Loss::Kinds, "kind of a mark", "kinds of marks", |d| d.set().annotations().len()),
    row(Loss::UnknownKinds, "unknown kind", "unknown kinds", |d| {
        d.set().counts().filter(|(kind, _)| kind.row().is_none()).count()
    }),
    row(Loss::Speakers, "speaker", "speakers", |d| speakers(d, |_| 1)),
    row(Loss::Voices, "voice of a speaker", "voices of speakers", |d| speakers(d, |_| 1)),
    row(Loss::SpeakerPlaces, "place of a speaker's name", "places of speakers' names", |d| {
        speakers(d, |speaker| speaker.at.fragments().len())
    }),
    row(Loss::WrittenNames, "speaker's name before merging", "speakers' names before merging", |d| {
        speakers(d, |speaker| usize::from(!speaker.written.is_empty()))
    }),
    row(Loss::Cues, "cue", "cues", |d| marks(d, |mark| usize::from(!mark.cue.is_empty()))),
    row(Loss::CuePlaces, "place of a cue", "places of cues", |d| marks(d, |mark| mark.cue.fragments().len())),
    row(Loss::Certainties, "certainty", "certainties", |d| {
        marks(d, |mark| usize::from(mark.certainty != Default::default()))
    }),
    row(Loss::Tags, "tag", "tags", |d| marks(d, |mark| mark.tags.len())),
    row(Loss::Discuss, "wish to discuss", "wishes to discuss", |d| marks(d, |mark| usize::from(mark.discuss))),
    row(Loss::RelationNotes, "note on a relation", "notes on relations", |d| {
        relations(d, |relation| !relation.note.is_empty())
    }),
    row(Loss::UnknownRoles, "relation of an unknown role", "relations of unknown roles", |d| {
        relations(d, |relation| relation.role.row().is_none())
    }),
    row(Loss::RelationsFromNowhere, "relation from what is not there", "relations from what is not there", |d| {
        relations(d, |relation| d.set().get(&relation.from).is_none())
    }),
    row(Loss::RelationsToNowhere, "relation to what is not there", "relations to what is not there", |d| {
        relations(d, |relation| d.set().get(&relation.to).is_none())
    }),
    row(Loss::Ids, "id", "ids", |d| d.set().annotations().len()),
    row(Loss::LineBreaks, "passage cut anew at the ends of lines", "passages cut anew at the ends of lines", |d| {
        marks(d, |mark| mark.parts().filter(|(_, target)| !is_settled(&d.article().text, target)).count())
    }),
    row(Loss::OddBreaks, "tab or odd end of a line", "tabs and odd ends of lines", odd_breaks),
    row(Loss::Controls, "control character", "control characters", controls),
    row(Loss::OddTimes, "time that is no moment", "times that are no moments", |d| {
        let odd = |time: &Time| usize::from(!time.as_str().is_empty() && !time.is_rfc3339());
        marks(d, |mark| odd(&mark.created) + odd(&mark.modified))
    }),
    row(Loss::OddIds, "id that is no UUID", "ids that are no UUIDs", |d| {
        marks(d, |mark| usize::from(!is_guid(mark.id.as_str())))
    }),
    row(Loss::Created, "time of making", "times of making", |d| {
        marks(d, |mark| usize::from(!mark.created.as_str().is_empty()))
    }),
    row(Loss::Modified, "time of change", "times of change", |d| {
        marks(d, |mark| usize::from(!mark.modified.as_str().is_empty()))
    }),
    row(Loss::Creators, "annotator's name", "annotators' names", |d| {
        marks(d, |mark| usize::from(!mark.creator.is_empty()))
    }),
    row(Loss::RelationRecords, "record of who related and when", "records of who related and when", |d| {
        d.set().relations().len()
    }),
    row(Loss::Fields, "unknown field", "unknown fields", |d| {
        let of_fragments = |target: &Target| -> usize {
            (0..target.fragments().len()).map(|index| target.extra(index).iter().count()).sum()
        };
        let of_marks = marks(d, |mark| {
            mark.extra.iter().count() + mark.parts().map(|(_, target)| of_fragments(target)).sum::<usize>()
        });
        let of_relations = d.set().relations().iter().map(|relation| relation.extra.iter().count()).sum::<usize>();
        of_marks + of_relations + speakers(d, |speaker| speaker.extra.iter().count())
    }),
    row(Loss::FileFields, "unknown field of the file", "unknown fields of the file", |d| {
        let of_structure = d.article().structure.spans().iter().map(|span| span.extra.iter().count()).sum::<usize>();
        d.article().extra.iter().count() + d.extra().iter().count() + of_structure
    }),
    row(Loss::Title, "the title", "", |d| usize::from(!d.article().title.is_empty())),
    row(Loss::Source, "its byline, site and date", "", |d| {
        let source = &d.article().source;
        usize::from([&source.byline, &source.site, &source.published].iter().any(|said| !said.is_empty()))
    }),
    row(Loss::Address, "its address", "", |d| usize::from(!d.article().source.address.is_empty())),
    row(Loss::File, "the name of the article's file", "", |d| usize::from(!d.article().file.is_empty())),
    row(Loss::Reading, "how the article's file was read", "", |d| {
        let read = [&d.article().media_type, &d.article().encoding, &d.article().importer, &d.article().sha256];
        usize::from(read.iter().any(|said| !said.is_empty()))
    }),
    row(Loss::Structure, "headings, lists, emphasis and links", "", |d| {
        usize::from(d.article().structure != Default::default())
    }),
    row(Loss::Text, "the article's text", "", |d| usize::from(!d.article().text.is_empty())),
];

fn marks(document: &Document, count: impl Fn(&Annotation) -> usize) -> usize {
    document.set().annotations().iter().map(|mark| count(mark)).sum()
}

fn speakers(document: &Document, count: impl Fn(&Speaker) -> usize) -> usize {
    marks(document, |mark| mark.speaker.as_ref().map_or(0, &count))
}

fn relations(document: &Document, is: impl Fn(&Relation) -> bool) -> usize {
    document.set().relations().iter().filter(|relation| is(relation)).count()
}

/// The passage, unless it is gone, the place of the speaker's name, and the cue.
fn targets(mark: &Annotation) -> impl Iterator<Item = &Target> {
    Some(&mark.target)
        .filter(|_| !is_gone(mark))
        .into_iter()
        .chain([&mark.cue])
        .chain(mark.speaker.as_ref().map(|speaker| &speaker.at))
}

/// True if a target comes back from lines as it went.
fn is_settled(text: &ArticleText, target: &Target) -> bool {
    target.found().eq(settled(text, target).found())
}

fn odd_breaks(document: &Document) -> usize {
    let odd = |words: &str| words.chars().filter(|c| is_break(*c)).count();
    let of_note = |note: &str| odd(note) - note.matches('\n').count();
    let of_marks = marks(document, |mark| {
        let speaker = mark.speaker.iter().map(|speaker| odd(&speaker.name) + odd(speaker.voice.id())).sum::<usize>();
        let tags = mark.tags.iter().map(|tag| odd(tag)).sum::<usize>();
        of_note(&mark.note) + odd(mark.kind.id()) + odd(mark.certainty.id()) + speaker + tags
    });
    let relations = document.set().relations().iter();
    of_marks + relations.map(|relation| of_note(&relation.note) + odd(relation.role.id())).sum::<usize>()
}

/// Characters that XML cannot hold, in all that is written there as names and notes.
fn controls(document: &Document) -> usize {
    let odd = |words: &str| words.chars().filter(|c| !is_xml(*c)).count();
    let of_marks = marks(document, |mark| {
        let speaker = mark.speaker.iter().map(|speaker| odd(&speaker.name) + odd(speaker.voice.id())).sum::<usize>();
        let tags = mark.tags.iter().map(|tag| odd(tag)).sum::<usize>();
        let words = [mark.kind.id(), mark.certainty.id(), &mark.note, &mark.creator];
        words.map(odd).iter().sum::<usize>() + speaker + tags
    });
    let relations = document.set().relations().iter().map(|relation| odd(relation.role.id()) + odd(&relation.note));
    of_marks + relations.sum::<usize>() + odd(&document.article().title) + odd(&document.article().file)
}

/// True if a mark is what a fact-check reviews.
fn is_claim(mark: &Annotation) -> bool {
    mark.kind.id() == CLAIM
}

/// True if nothing of a passage is in the text.
fn is_gone(mark: &Annotation) -> bool {
    mark.target.found().next().is_none()
}

/// So much of something that a document will lose.
#[derive(Clone, Copy, Debug)]
pub struct Lost {
    /// What it is.
    pub row: &'static LossRow,
    /// How much of it there is, at least one.
    pub count: usize,
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.row.several {
            "" => f.write_str(self.row.one),
            several => f.write_str(&counted(self.count, self.row.one, several)),
        }
    }
}

/// What a document will lose in a format, in the order of [`LOSSES`].
pub fn losses(exporter: &ExportFormat, document: &Document) -> Vec<Lost> {
    let loses = |loss: Loss| exporter.loses.contains(&loss);
    // A mark that is left out takes along what is said of it, and what relates to it then leads nowhere.
    let stays =
        |mark: &Annotation| !(loses(Loss::LostMarks) && is_gone(mark)) && (is_claim(mark) || !loses(Loss::OtherKinds));
    let rest = document.set().annotations().iter().any(|mark| !stays(mark)).then(|| {
        let marks = document.set().annotations().iter().filter(|mark| stays(mark)).cloned();
        let relations = document.set().relations().iter().map(|relation| relation.as_ref().clone());
        document.with_set(AnnotationSet::shared(marks, relations).0)
    });
    let of = |row: &LossRow| match &rest {
        Some(rest) if ![Loss::LostMarks, Loss::OtherKinds].contains(&row.loss) => (row.count)(rest),
        _ => (row.count)(document),
    };
    let declared = LOSSES.iter().filter(|row| loses(row.loss));
    declared.map(|row| Lost { row, count: of(row) }).filter(|lost| lost.count > 0).collect()
}

/// Losses in one line: "3 notes, 2 relations, 1 second fragment".
pub fn listed(losses: &[Lost]) -> String {
    losses.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
