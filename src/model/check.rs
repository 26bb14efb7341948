//! Checks of annotation files, as a table.

use crate::model::annotation::{Annotation, Changed, Relation, Target};
use crate::model::article::Article;
use crate::model::document::Document;
use crate::model::fixes;
use crate::model::message::shortened;
use crate::model::problem::{Check, Noticed, Problem, Repair};
use crate::model::role;
use crate::model::selector::Quote;
use crate::model::set::AnnotationSet;
use crate::model::spelling;

/// Every check, in the order of its report.
pub const CHECKS: &[Check] = &[
    Check {
        id: "newer-version",
        title: "The file is from a newer version",
        noticed: Noticed::Reading,
        repair: Repair::None("update Gainsay to change it"),
    },
    Check {
        id: "article-changed",
        title: "The article's file differs from the text in the annotation file",
        noticed: Noticed::Reading,
        repair: Repair::None("open it in the window and review the marks that moved or were lost"),
    },
    Check {
        id: "unknown-field",
        title: "A field is unknown to this version",
        noticed: Noticed::Reading,
        repair: Repair::None("it is kept; a newer Gainsay may know it"),
    },
    Check {
        id: "structure",
        title: "A heading, list, quotation or link is not in the text",
        noticed: Noticed::Reading,
        repair: Repair::Saving("save the file without it"),
    },
    Check {
        id: "duplicate-id",
        title: "Two annotations or two relations have the same id",
        noticed: Noticed::Reading,
        repair: Repair::Saving("keep both, the later one under its new id"),
    },
    Check {
        id: "no-target",
        title: "An annotation has no passage",
        noticed: Noticed::Reading,
        repair: Repair::Edit(fixes::remove_empty, "select its text in the article and add it to the mark"),
    },
    Check {
        id: "offsets",
        title: "Offsets are reversed, empty or beyond the end of the text",
        noticed: Noticed::Reading,
        repair: Repair::Saving("save the place of its text, or that it is lost"),
    },
    Check {
        id: "moved",
        title: "A passage is not at its offsets, but elsewhere in the text",
        noticed: Noticed::Reading,
        repair: Repair::Saving("save the offsets at which it was found"),
    },
    Check {
        id: "changed",
        title: "The text of a passage has changed",
        noticed: Noticed::By(changed),
        repair: Repair::Edit(fixes::take_words, "review the current text"),
    },
    Check {
        id: "lost",
        title: "A passage is not in the text",
        noticed: Noticed::By(lost),
        repair: Repair::None("select its text in the article and add it to the mark, or delete the mark"),
    },
    Check {
        id: "overlapping-fragments",
        title: "Fragments of one annotation overlap",
        noticed: Noticed::By(overlapping_fragments),
        repair: Repair::Edit(fixes::join_fragments, "change one of them"),
    },
    Check {
        id: "unknown-kind",
        title: "A kind is unknown to this version",
        noticed: Noticed::By(unknown_kind),
        repair: Repair::Edit(fixes::known_kind, "choose another kind, or leave it for a newer Gainsay"),
    },
    Check {
        id: "unknown-voice",
        title: "A speaker's voice is unknown to this version",
        noticed: Noticed::By(unknown_voice),
        repair: Repair::Edit(fixes::known_voice, "choose the speaker again, or leave it for a newer Gainsay"),
    },
    Check {
        id: "unknown-certainty",
        title: "A certainty is unknown to this version",
        noticed: Noticed::By(unknown_certainty),
        repair: Repair::Edit(fixes::known_certainty, "choose another certainty, or leave it for a newer Gainsay"),
    },
    Check {
        id: "speaker-spelling",
        title: "A speaker's name is spelled in several ways that look alike",
        noticed: Noticed::By(spelling::of_speakers),
        repair: Repair::Edit(fixes::spell_speaker, "rename the speaker in the Speakers panel"),
    },
    Check {
        id: "tag-spelling",
        title: "A tag is spelled in several ways that look alike",
        noticed: Noticed::By(spelling::of_tags),
        repair: Repair::Edit(fixes::spell_tag, "write the tag as in the other marks"),
    },
    Check {
        id: "dangling-relation",
        title: "A relation points to a missing annotation",
        noticed: Noticed::By(dangling_relation),
        repair: Repair::Edit(fixes::unlink, "delete the link"),
    },
    Check {
        id: "self-relation",
        title: "A relation points from an annotation to itself",
        noticed: Noticed::By(self_relation),
        repair: Repair::Edit(fixes::unlink, "delete the link"),
    },
    Check {
        id: "unknown-role",
        title: "A role is unknown to this version",
        noticed: Noticed::By(unknown_role),
        repair: Repair::Edit(fixes::known_role, "choose another role, or leave it for a newer Gainsay"),
    },
    Check {
        id: "role-not-allowed",
        title: "A role does not fit the kinds it links",
        noticed: Noticed::By(role_not_allowed),
        repair: Repair::None("choose another role, reverse the link, or change the kind of one end"),
    },
];

/// The row of a problem's check.
pub fn row(problem: &Problem) -> Option<&'static Check> {
    CHECKS.iter().find(|row| row.id == problem.check)
}

/// All problems of a file: those that its reader noticed, and those that the checks find, in the order of [`CHECKS`].
pub fn problems(document: &Document, reading: &[Problem]) -> Vec<Problem> {
    let of_check = |check: &Check| match check.noticed {
        Noticed::Reading => reading.iter().filter(|problem| problem.check == check.id).cloned().collect(),
        Noticed::By(look) => look(&document.article, &document.set),
    };
    CHECKS.iter().flat_map(of_check).collect()
}

fn each_annotation<'a>(
    set: &'a AnnotationSet,
    check: &'static str,
    wrong: impl Fn(&Annotation) -> Option<String> + 'a,
) -> Vec<Problem> {
    let found = set.annotations().iter().filter_map(|annotation| Some((annotation, wrong(annotation)?)));
    found.map(|(annotation, what)| Problem::of(check, annotation, what)).collect()
}

fn each_relation(
    set: &AnnotationSet,
    check: &'static str,
    wrong: impl Fn(&Relation) -> Option<String>,
) -> Vec<Problem> {
    let found = set.relations().iter().filter_map(|relation| Some((relation, wrong(relation)?)));
    found.map(|(relation, what)| Problem::with(check, relation, what)).collect()
}

fn changed(article: &Article, set: &AnnotationSet) -> Vec<Problem> {
    each_passage(set, "changed", |part, target| {
        let said = |changed: &Changed| {
            let (now, was) = (shortened(article.text.slice(changed.range)), shortened(&changed.quote.exact));
            let what = format!("{part} reads {now:?} instead of {was:?}; {} similar", changed.similarity);
            (subject(part, &changed.quote), what)
        };
        target.changed().map(said).collect()
    })
}

fn lost(_: &Article, set: &AnnotationSet) -> Vec<Problem> {
    each_passage(set, "lost", |part, target| {
        let said = |quote: &Quote| {
            let what = match quote.exact.as_str() {
                "" => format!("{part} has no text to search for"),
                words => format!("{part} is not in the text: {:?}", shortened(words)),
            };
            (subject(part, quote), what)
        };
        target.lost().map(said).collect()
    })
}

/// Identifies a passage among those of an annotation.
fn subject(part: &str, quote: &Quote) -> String {
    format!("{part} {} {}", quote.start.get(), quote.exact)
}

/// The problems of the parts of annotations, in order: the subject and the message of each.
fn each_passage(
    set: &AnnotationSet,
    check: &'static str,
    wrong: impl Fn(&str, &Target) -> Vec<(String, String)>,
) -> Vec<Problem> {
    let mut found = Vec::new();
    for annotation in set.annotations() {
        for (part, target) in annotation.parts() {
            let wrong = wrong(part.name(), target).into_iter();
            found.extend(wrong.map(|(quotation, what)| Problem::of(check, annotation, what).about(quotation)));
        }
    }
    found
}

fn overlapping_fragments(_: &Article, set: &AnnotationSet) -> Vec<Problem> {
    each_annotation(set, "overlapping-fragments", |annotation| {
        let ranges: Vec<_> = annotation.target.found().collect();
        let overlap = ranges.windows(2).any(|pair| pair[0].overlaps(pair[1]));
        overlap.then(|| "two of its fragments overlap".to_owned())
    })
}

fn unknown_kind(_: &Article, set: &AnnotationSet) -> Vec<Problem> {
    each_annotation(set, "unknown-kind", |annotation| {
        let unknown = annotation.kind.row().is_none();
        unknown.then(|| format!("the kind {:?} is unknown to this version; it is kept", annotation.kind.id()))
    })
}

fn unknown_voice(_: &Article, set: &AnnotationSet) -> Vec<Problem> {
    each_annotation(set, "unknown-voice", |annotation| {
        let voice = &annotation.speaker.as_ref()?.voice;
        let unknown = crate::model::annotation::VOICES.iter().all(|row| row.id != voice.id());
        unknown.then(|| format!("the voice {:?} is unknown to this version; it is kept", voice.id()))
    })
}

fn unknown_certainty(_: &Article, set: &AnnotationSet) -> Vec<Problem> {
    each_annotation(set, "unknown-certainty", |annotation| {
        let certainty = annotation.certainty.id();
        let unknown = crate::model::annotation::CERTAINTIES.iter().all(|row| row.id != certainty);
        unknown.then(|| format!("the certainty {certainty:?} is unknown to this version; it is kept"))
    })
}

fn dangling_relation(_: &Article, set: &AnnotationSet) -> Vec<Problem> {
    each_relation(set, "dangling-relation", |relation| {
        let (from, to) = (relation.from.as_str(), relation.to.as_str());
        match (set.get(&relation.from), set.get(&relation.to)) {
            (Some(_), Some(_)) => None,
            (Some(_), None) => Some(format!("it leads to {to:?}, which is missing")),
            (None, Some(_)) => Some(format!("it leads from {from:?}, which is missing")),
            (None, None) => Some(format!("it leads from {from:?} to {to:?}, and both are missing")),
        }
    })
}

fn self_relation(_: &Article, set: &AnnotationSet) -> Vec<Problem> {
    each_relation(set, "self-relation", |relation| {
        (relation.from == relation.to).then(|| format!("both ends are the annotation {}", relation.from))
    })
}

fn unknown_role(_: &Article, set: &AnnotationSet) -> Vec<Problem> {
    each_relation(set, "unknown-role", |relation| {
        let unknown = relation.role.row().is_none();
        unknown.then(|| format!("the role {:?} is unknown to this version; it is kept", relation.role.id()))
    })
}

fn role_not_allowed(_: &Article, set: &AnnotationSet) -> Vec<Problem> {
    each_relation(set, "role-not-allowed", |relation| {
        let (from, to) = (set.get(&relation.from)?, set.get(&relation.to)?);
        let row = relation.role.row().filter(|row| !row.allows(&from.kind, &to.kind))?;
        let offered: Vec<&str> = role::allowed(&from.kind, &to.kind).map(|row| row.id).collect();
        let instead = if offered.is_empty() { "no role does".to_owned() } else { offered.join(" and ") + " may" };
        Some(format!("{:?} cannot link {} to {}; {instead}", row.id, from.kind.id(), to.kind.id()))
    })
}
