//! What each format loses: declared in the table, counted in one place, and exactly that.

use std::collections::HashMap;

use gainsay::formats::{Document, EXPORTERS, Exporter, LOSSES, Loss, listed, losses};
use gainsay::model::annotation::{Annotation, Extra, Fragment, Id, PARTS, Relation, Target, Time, Voice};
use gainsay::model::set::AnnotationSet;
use gainsay::model::text::ArticleText;

use crate::sample;

/// The document with its annotations and relations changed.
fn mapped(
    document: &Document,
    mark: impl Fn(&mut Annotation) -> bool,
    relation: impl Fn(&mut Relation) -> bool,
) -> Document {
    let marks = document.set.annotations().iter().filter_map(|shared| {
        let mut own = shared.as_ref().clone();
        mark(&mut own).then_some(own)
    });
    let relations = document.set.relations().iter().filter_map(|shared| {
        let mut own = shared.as_ref().clone();
        relation(&mut own).then_some(own)
    });
    let set = AnnotationSet::new(marks.collect::<Vec<_>>(), relations.collect::<Vec<_>>()).0;
    Document { set, ..document.clone() }
}

fn keep<T>(_: &mut T) -> bool {
    true
}

fn marks(document: &Document, change: impl Fn(&mut Annotation)) -> Document {
    mapped(
        document,
        |mark| {
            change(mark);
            true
        },
        keep,
    )
}

fn relations(document: &Document, stays: impl Fn(&mut Relation) -> bool) -> Document {
    mapped(document, keep, stays)
}

fn only_found(target: &Target) -> Target {
    target.map(|fragment| fragment.range().map(|_| fragment.clone()))
}

/// The document with new ids, in order, for its annotations or its relations.
fn renamed(document: &Document, id: impl Fn(usize) -> String) -> Document {
    let ids: HashMap<Id, Id> = document
        .set
        .annotations()
        .iter()
        .enumerate()
        .map(|(index, mark)| (mark.id.clone(), Id::new(&id(index))))
        .collect();
    let new = |old: &Id| ids.get(old).unwrap_or(old).clone();
    mapped(
        document,
        |mark| {
            mark.id = new(&mark.id);
            true
        },
        |relation| {
            (relation.from, relation.to) = (new(&relation.from), new(&relation.to));
            true
        },
    )
}

/// The document without what is lost.
fn without(document: &Document, loss: Loss) -> Document {
    let mut changed = document.clone();
    let has = |id: &Id| document.set.get(id).is_some();
    match loss {
        Loss::Text => {
            // Other words where no mark is near, and as many: what is quoted of the text stays.
            let text = document.article.text.as_str().replace("The company will", "The council will");
            changed.article.text = ArticleText::new(text);
        }
        Loss::Structure => changed.article.structure = Default::default(),
        Loss::Title => changed.article.title.clear(),
        Loss::File => {
            changed.article.file.clear();
            changed.path.clear();
        }
        Loss::Source => changed.article.source = Default::default(),
        Loss::Reading => {
            let article = &mut changed.article;
            let said = [&mut article.media_type, &mut article.encoding, &mut article.importer, &mut article.sha256];
            said.into_iter().for_each(String::clear);
        }
        Loss::FileFields => {
            changed.article.extra = Extra::default();
            changed.extra = Extra::default();
        }
        Loss::Ids => return renamed(document, |index| format!("mark-{:06}", index + 1)),
        Loss::UnknownKinds => return mapped(document, |mark| mark.kind.row().is_some(), keep),
        Loss::Places => return marks(document, |mark| mark.target = Target::default()),
        Loss::Fragments => {
            return marks(document, |mark| mark.target = Target::new(mark.target.fragments()[..1].to_vec()));
        }
        Loss::ChangedWords => {
            return marks(document, |mark| {
                for part in PARTS {
                    let Some(target) = mark.part_mut(part) else { continue };
                    *target = target.map(|fragment| Some(fragment.range().map_or(fragment.clone(), Fragment::Found)));
                }
            });
        }
        Loss::LostMarks => return mapped(document, |mark| mark.target.found().next().is_some(), keep),
        Loss::LostFragments => {
            return marks(document, |mark| {
                if mark.target.found().next().is_some() {
                    mark.target = only_found(&mark.target);
                }
                mark.cue = only_found(&mark.cue);
                if let Some(speaker) = &mut mark.speaker {
                    speaker.at = only_found(&speaker.at);
                }
            });
        }
        Loss::Speakers => return marks(document, |mark| mark.speaker = None),
        Loss::Voices => return speakers(document, |speaker| speaker.voice = Voice::new("named")),
        Loss::SpeakerPlaces => return speakers(document, |speaker| speaker.at = Target::default()),
        Loss::WrittenNames => return speakers(document, |speaker| speaker.written.clear()),
        Loss::Cues | Loss::CuePlaces => return marks(document, |mark| mark.cue = Target::default()),
        Loss::Certainties => return marks(document, |mark| mark.certainty = Default::default()),
        Loss::Notes => return marks(document, |mark| mark.note.clear()),
        Loss::Tags => return marks(document, |mark| mark.tags.clear()),
        Loss::Discuss => return marks(document, |mark| mark.discuss = false),
        Loss::Created => return marks(document, |mark| mark.created = Time::default()),
        Loss::Modified => return marks(document, |mark| mark.modified = Time::default()),
        Loss::Creators => return marks(document, |mark| mark.creator = "".into()),
        Loss::Relations => return relations(document, |_| false),
        Loss::UnknownRoles => return relations(document, |relation| relation.role.row().is_some()),
        Loss::RelationsFromNowhere => return relations(document, |relation| has(&relation.from)),
        Loss::RelationsToNowhere => return relations(document, |relation| has(&relation.to)),
        Loss::RelationNotes => {
            return relations(document, |relation| {
                relation.note.clear();
                true
            });
        }
        Loss::RelationRecords => {
            let order: Vec<Id> = document.set.relations().iter().map(|relation| relation.id.clone()).collect();
            return relations(document, |relation| {
                let number = order.iter().position(|id| *id == relation.id).unwrap() + 1;
                relation.id = Id::new(&format!("relation-{number:06}"));
                (relation.created, relation.modified) = Default::default();
                relation.creator = "".into();
                true
            });
        }
        Loss::Fields => {
            let cleared = relations(document, |relation| {
                relation.extra = Extra::default();
                true
            });
            let cleared = marks(&cleared, |mark| {
                mark.extra = Extra::default();
                for part in PARTS {
                    let Some(target) = mark.part_mut(part) else { continue };
                    *target = Target::new(target.fragments().to_vec());
                }
            });
            return speakers(&cleared, |speaker| speaker.extra = Extra::default());
        }
    }
    changed
}

fn speakers(document: &Document, change: impl Fn(&mut gainsay::model::annotation::Speaker)) -> Document {
    marks(document, |mark| {
        if let Some(speaker) = &mut mark.speaker {
            change(speaker);
        }
    })
}

/// The document as it comes out of a format, by what the format declares.
pub fn stripped(exporter: &Exporter, document: &Document) -> Document {
    // What is gone altogether goes first, since others depend on what is there.
    let first = [Loss::LostMarks, Loss::LostFragments, Loss::UnknownKinds];
    let (first, rest): (Vec<Loss>, Vec<Loss>) = exporter.loses.iter().partition(|loss| first.contains(loss));
    first.into_iter().chain(rest).fold(document.clone(), |document, loss| without(&document, loss))
}

fn count(loss: Loss, document: &Document) -> usize {
    (LOSSES.iter().find(|row| row.loss == loss).unwrap().count)(document)
}

#[test]
fn every_loss_is_counted_and_can_be_taken_away() {
    let document = sample::full();
    for (index, row) in LOSSES.iter().enumerate() {
        assert!(LOSSES[..index].iter().all(|other| other.loss != row.loss), "{:?} is there twice", row.loss);
        assert!((row.count)(&document) > 0, "the sample has nothing for {:?}", row.loss);
        assert_eq!((row.count)(&Document::default()), 0, "{:?}", row.loss);
        // What stays is the same under another name.
        if ![Loss::Text, Loss::Ids, Loss::Voices, Loss::RelationRecords].contains(&row.loss) {
            assert_eq!(count(row.loss, &without(&document, row.loss)), 0, "{:?}", row.loss);
        }
    }
}

#[test]
fn losses_are_told_in_one_line() {
    let document = sample::full();
    let exporter = Exporter { loses: &[Loss::Text, Loss::Fragments, Loss::Notes, Loss::LostMarks], ..EXPORTERS[0] };
    let told = listed(&losses(&exporter, &document));
    assert_eq!(told, "2 notes, 2 second fragments, 1 mark whose passage is not in the text, the article's text");
    assert_eq!(listed(&losses(&exporter, &Document::default())), "");
}

/// A loss that is not declared is a bug, and so is one that is declared and does not happen.
#[test]
fn each_format_loses_what_it_declares_and_nothing_else() {
    let document = sample::full();
    let mut wrong = Vec::new();
    for exporter in EXPORTERS {
        let write = |document: &Document| (exporter.write)(document);
        let rest = stripped(exporter, &document);
        let undeclared = LOSSES.iter().map(|row| row.loss).filter(|loss| !exporter.loses.contains(loss));
        for loss in undeclared.filter(|loss| count(*loss, &rest) > 0) {
            if write(&rest) == write(&without(&rest, loss)) {
                wrong.push(format!("{} loses {loss:?} and does not say so", exporter.id));
            }
        }
        for loss in exporter.loses.iter().filter(|loss| **loss != Loss::Places) {
            if write(&document) != write(&without(&document, *loss)) {
                wrong.push(format!("{} says that it loses {loss:?}, which it does not", exporter.id));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
