//! The losses of exports, and their counts in a document.
//!
//! Each format declares its losses in its row of [`EXPORTS`](crate::interchange::EXPORTS). The losses of a document are
//! counted here for the dialog, the command line and `--strict`. Tests remove exactly these from a document and compare
//! the rest with the result of each format.

use std::fmt;

use crate::interchange::claimreview::CLAIM;
use crate::interchange::export_format::ExportFormat;
use crate::interchange::guid::is_guid;
use crate::interchange::lines::{is_break, settled};
use crate::interchange::loss::{Loss, LossRow};
use crate::interchange::qdpx::is_xml;
use crate::model::annotation::{Annotation, Relation, Speaker, Target, Time};
use crate::model::article::DETAILS;
use crate::model::document::Document;
use crate::model::field::{Field, Fields, Plain};
use crate::model::message::counted;
use crate::model::selector::Quote;
use crate::model::set::AnnotationSet;
use crate::model::text::ArticleText;

const fn row(loss: Loss, one: &'static str, several: &'static str, count: fn(&Document, Loss) -> usize) -> LossRow {
    LossRow { loss, one, several, count }
}

/// Every loss in the order of lists: first the fields of marks.
pub fn loss_rows() -> impl Iterator<Item = LossRow> {
    let of_field = |field: &Plain<Annotation>| {
        let (one, several) = field.counted;
        row(Loss::Field(field.id), one, several, count_field)
    };
    let (details, records) = (Annotation::details().map(of_field), Annotation::records().map(of_field));
    details.chain(OF_MARKS.iter().copied()).chain(records).chain(OF_ALL_ELSE.iter().copied())
}

fn count_field(document: &Document, loss: Loss) -> usize {
    match loss {
        Loss::Field(id) => {
            Annotation::field(id).and_then(Field::plain).map_or(0, |field| marks(document, |mark| field.count(mark)))
        }
        _ => 0,
    }
}

/// Losses of marks and links.
const OF_MARKS: &[LossRow] = &[
    row(Loss::OtherKinds, "mark that is not a claim", "marks that are not claims", |d, _| {
        marks(d, |mark| usize::from(!is_claim(mark)))
    }),
    row(Loss::Relations, "link", "links", |d, _| d.set().relations().len()),
    row(Loss::Fragments, "additional fragment", "additional fragments", |d, _| {
        marks(d, |mark| mark.target.fragments().len().saturating_sub(1))
    }),
    row(Loss::Positions, "position in the text", "positions in the text", |d, _| {
        marks(d, |mark| mark.target.found().count())
    }),
    row(Loss::LostMarks, "mark not found in the text", "marks not found in the text", |d, _| {
        marks(d, |mark| usize::from(is_gone(mark)))
    }),
    row(Loss::LostFragments, "fragment not found in the text", "fragments not found in the text", |d, _| {
        marks(d, |mark| targets(mark).flat_map(Target::lost).count())
    }),
    row(Loss::FormerPositions, "former position of a lost passage", "former positions of lost passages", |d, _| {
        let stood = |quote: &&Quote| quote.start.get() + quote.end.get() > 0;
        marks(d, |mark| mark.parts().flat_map(|(_, target)| target.lost()).filter(stood).count())
    }),
    row(Loss::OriginalTexts, "original text of a changed passage", "original texts of changed passages", |d, _| {
        marks(d, |mark| mark.parts().flat_map(|(_, target)| target.changed()).count())
    }),
    row(Loss::Kinds, "mark's kind", "marks' kinds", |d, _| d.set().annotations().len()),
    row(Loss::UnknownKinds, "unknown kind", "unknown kinds", |d, _| {
        d.set().counts().filter(|(kind, _)| kind.row().is_none()).count()
    }),
    row(Loss::Speakers, "speaker", "speakers", |d, _| speakers(d, |_| 1)),
    row(Loss::Voices, "speaker's voice", "speakers' voices", |d, _| speakers(d, |_| 1)),
    row(Loss::SpeakerPositions, "position of a speaker's name", "positions of speakers' names", |d, _| {
        speakers(d, |speaker| speaker.at.fragments().len())
    }),
    row(Loss::OriginalNames, "original name of a merged speaker", "original names of merged speakers", |d, _| {
        speakers(d, |speaker| usize::from(!speaker.written.is_empty()))
    }),
    row(Loss::Cues, "cue", "cues", |d, _| marks(d, |mark| usize::from(!mark.cue.is_empty()))),
    row(Loss::CuePositions, "cue position", "cue positions", |d, _| marks(d, |mark| mark.cue.fragments().len())),
    row(Loss::RelationNotes, "link note", "link notes", |d, _| relations(d, |relation| !relation.note.is_empty())),
    row(Loss::UnknownRoles, "link with an unknown role", "links with unknown roles", |d, _| {
        relations(d, |relation| relation.role.row().is_none())
    }),
    row(Loss::MissingSources, "link whose source is missing", "links whose source is missing", |d, _| {
        relations(d, |relation| d.set().get(&relation.from).is_none())
    }),
    row(Loss::MissingTargets, "link whose target is missing", "links whose target is missing", |d, _| {
        relations(d, |relation| d.set().get(&relation.to).is_none())
    }),
    row(Loss::Ids, "id", "ids", |d, _| d.set().annotations().len()),
    row(
        Loss::LineBreaks,
        "passage split differently at line breaks",
        "passages split differently at line breaks",
        |d, _| marks(d, |mark| mark.parts().filter(|(_, target)| !is_settled(&d.article().text, target)).count()),
    ),
    row(Loss::UnusualBreaks, "tab or unusual line break", "tabs and unusual line breaks", |d, _| odd_breaks(d)),
    row(Loss::Controls, "control character", "control characters", |d, _| controls(d)),
    row(Loss::OddTimes, "date that is not RFC 3339", "dates that are not RFC 3339", |d, _| {
        let odd = |time: &Time| usize::from(!time.as_str().is_empty() && !time.is_rfc3339());
        marks(d, |mark| odd(&mark.created) + odd(&mark.modified))
    }),
    row(Loss::OddIds, "id that is not a UUID", "ids that are not UUIDs", |d, _| {
        marks(d, |mark| usize::from(!is_guid(mark.id.as_str())))
    }),
];

/// Losses of records, unknown fields and the article.
const OF_ALL_ELSE: &[LossRow] = &[
    row(Loss::RelationRecords, "link author and date", "link authors and dates", |d, _| d.set().relations().len()),
    row(Loss::TagColours, "tag's colour", "tags' colours", |d, _| d.tag_colours().iter().len()),
    row(Loss::UnknownFields, "unknown field", "unknown fields", |d, _| {
        let of_fragments = |target: &Target| -> usize {
            (0..target.fragments().len()).map(|index| target.extra(index).iter().count()).sum()
        };
        let of_marks = marks(d, |mark| {
            mark.extra.iter().count() + mark.parts().map(|(_, target)| of_fragments(target)).sum::<usize>()
        });
        let of_relations = d.set().relations().iter().map(|relation| relation.extra.iter().count()).sum::<usize>();
        of_marks + of_relations + speakers(d, |speaker| speaker.extra.iter().count())
    }),
    row(Loss::UnknownFileFields, "unknown field of the file", "unknown fields of the file", |d, _| {
        let of_structure = d.article().structure.spans().iter().map(|span| span.extra.iter().count()).sum::<usize>();
        d.article().extra.iter().count() + d.extra().iter().count() + of_structure
    }),
    row(Loss::Title, "the title", "", |d, _| usize::from(!d.article().title().is_empty())),
    row(Loss::Source, "the author, site and date", "", |d, _| {
        let article = d.article();
        usize::from([article.byline(), article.site(), article.published()].iter().any(|text| !text.is_empty()))
    }),
    row(Loss::Address, "the address", "", |d, _| usize::from(!d.article().address().is_empty())),
    row(Loss::ReplacedDetails, "replaced detail of the article", "replaced details of the article", |d, _| {
        DETAILS.iter().filter(|detail| !(detail.of)(&d.article().given).is_empty()).count()
    }),
    row(Loss::File, "the file name", "", |d, _| usize::from(!d.article().file.is_empty())),
    row(Loss::FileDetails, "the media type, encoding and hash", "", |d, _| {
        let read = [&d.article().media_type, &d.article().encoding, &d.article().importer, &d.article().sha256];
        usize::from(read.iter().any(|text| !text.is_empty()))
    }),
    row(Loss::Structure, "headings, lists, emphasis and links", "", |d, _| {
        usize::from(d.article().structure != Default::default())
    }),
    row(Loss::Text, "the article's text", "", |d, _| usize::from(!d.article().text.is_empty())),
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

/// The targets of a mark: the passage unless it is lost, the speaker's name, and the cue.
fn targets(mark: &Annotation) -> impl Iterator<Item = &Target> {
    Some(&mark.target)
        .filter(|_| !is_gone(mark))
        .into_iter()
        .chain([&mark.cue])
        .chain(mark.speaker.as_ref().map(|speaker| &speaker.at))
}

/// True if a target does not change in a format whose spans are within a line.
fn is_settled(text: &ArticleText, target: &Target) -> bool {
    target.found().eq(settled(text, target).found())
}

fn odd_breaks(document: &Document) -> usize {
    let odd = |text: &str| text.chars().filter(|c| is_break(*c)).count();
    let of_note = |note: &str| odd(note) - note.matches('\n').count();
    let of_marks = marks(document, |mark| {
        let speaker = mark.speaker.iter().map(|speaker| odd(&speaker.name) + odd(speaker.voice.id())).sum::<usize>();
        let tags = mark.tags.iter().map(|tag| odd(tag)).sum::<usize>();
        of_note(&mark.note) + odd(mark.kind.id()) + odd(mark.certainty.id()) + speaker + tags
    });
    let relations = document.set().relations().iter();
    of_marks + relations.map(|relation| of_note(&relation.note) + odd(relation.role.id())).sum::<usize>()
}

/// The number of characters not allowed in XML, in names and notes.
fn controls(document: &Document) -> usize {
    let odd = |text: &str| text.chars().filter(|c| !is_xml(*c)).count();
    let of_marks = marks(document, |mark| {
        let speaker = mark.speaker.iter().map(|speaker| odd(&speaker.name) + odd(speaker.voice.id())).sum::<usize>();
        let tags = mark.tags.iter().map(|tag| odd(tag)).sum::<usize>();
        let text = [mark.kind.id(), mark.certainty.id(), &mark.note, &mark.creator];
        text.map(odd).iter().sum::<usize>() + speaker + tags
    });
    let relations = document.set().relations().iter().map(|relation| odd(relation.role.id()) + odd(&relation.note));
    of_marks + relations.sum::<usize>() + odd(document.article().title()) + odd(&document.article().file)
}

/// True if a mark is a claim.
fn is_claim(mark: &Annotation) -> bool {
    mark.kind.id() == CLAIM
}

/// True if the whole passage is lost.
fn is_gone(mark: &Annotation) -> bool {
    mark.target.found().next().is_none()
}

/// A loss with its count in a document.
#[derive(Clone, Copy, Debug)]
pub struct Lost {
    /// The loss.
    pub row: LossRow,
    /// Its count, at least one.
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

/// The losses of a document in a format, in the order of [`loss_rows`].
pub fn losses(format: &ExportFormat, document: &Document) -> Vec<Lost> {
    losses_by(&|loss| format.is_lost(loss), document)
}

/// The losses of a document in a format that loses these, in the order of [`loss_rows`].
pub fn losses_by(loses: &dyn Fn(Loss) -> bool, document: &Document) -> Vec<Lost> {
    // The fields of an omitted mark are not counted; links to it have a missing end.
    let stays =
        |mark: &Annotation| !(loses(Loss::LostMarks) && is_gone(mark)) && (is_claim(mark) || !loses(Loss::OtherKinds));
    let rest = document.set().annotations().iter().any(|mark| !stays(mark)).then(|| {
        let marks = document.set().annotations().iter().filter(|mark| stays(mark)).cloned();
        let relations = document.set().relations().iter().map(|relation| relation.as_ref().clone());
        document.with_set(AnnotationSet::shared(marks, relations).0)
    });
    let of = |row: &LossRow| match &rest {
        Some(rest) if ![Loss::LostMarks, Loss::OtherKinds].contains(&row.loss) => (row.count)(rest, row.loss),
        _ => (row.count)(document, row.loss),
    };
    let declared = loss_rows().filter(|row| loses(row.loss));
    declared.map(|row| Lost { count: of(&row), row }).filter(|lost| lost.count > 0).collect()
}

/// Losses in one line: "3 notes, 2 links, 1 additional fragment".
pub fn listed(losses: &[Lost]) -> String {
    losses.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
