//! Documents without the losses of a format.

use std::collections::HashMap;

use gainsay::interchange::{ExportFormat, Located, Loss, guid, is_break, is_xml, loss_rows, settled};
use gainsay::model::annotation::{Annotation, Certainty, Fragment, Id, PARTS, Relation, Speaker, Target, Time, Voice};
use gainsay::model::article::{Article, DETAILS, Details};
use gainsay::model::document::Document;
use gainsay::model::extra::Extra;
use gainsay::model::field::Fields;
use gainsay::model::kind::Kind;
use gainsay::model::offset::ScalarOffset;
use gainsay::model::role::Role;
use gainsay::model::selector::Quote;
use gainsay::model::set::AnnotationSet;
use gainsay::model::structure::{Span, Structure};
use gainsay::model::tag_colours::TagColours;
use gainsay::model::text::ArticleText;

/// The document with its annotations and relations changed or removed.
fn mapped(
    document: &Document,
    mark: impl Fn(&mut Annotation) -> bool,
    relation: impl Fn(&mut Relation) -> bool,
) -> Document {
    let marks = document.set().annotations().iter().filter_map(|shared| {
        let mut own = shared.as_ref().clone();
        mark(&mut own).then_some(own)
    });
    let relations = document.set().relations().iter().filter_map(|shared| {
        let mut own = shared.as_ref().clone();
        relation(&mut own).then_some(own)
    });
    let set = AnnotationSet::new(marks.collect::<Vec<_>>(), relations.collect::<Vec<_>>()).0;
    document.with_set(set)
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
        .set()
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

/// The document without a loss.
pub fn without(located: &Located, loss: Loss) -> Located {
    let path = match loss {
        Loss::File => String::new(),
        Loss::Controls => plain(&located.path),
        _ => located.path.clone(),
    };
    Located { path, document: without_inside(&located.document, loss) }
}

/// Empties details, stated and given.
fn emptied(article: &mut Article, ids: &[&str]) {
    for detail in DETAILS.iter().filter(|detail| ids.contains(&detail.id)) {
        (detail.of_mut)(&mut article.stated).clear();
        (detail.of_mut)(&mut article.given).clear();
    }
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| is_xml(*c)).collect()
}

fn without_inside(document: &Document, loss: Loss) -> Document {
    let has = |id: &Id| document.set().get(id).is_some();
    let mut article = document.article().clone();
    let mut extra = document.extra().clone();
    match loss {
        Loss::Text => {
            // Other text of the same length away from the marks, so that quotations stay.
            article.text = ArticleText::new(article.text.as_str().replace("The company will", "The council will"));
        }
        Loss::Structure => article.structure = Default::default(),
        Loss::Title => emptied(&mut article, &["title"]),
        Loss::File => article.file.clear(),
        Loss::Source => emptied(&mut article, &["byline", "site", "published"]),
        Loss::Address => emptied(&mut article, &["address"]),
        Loss::ReplacedDetails => {
            for detail in &DETAILS {
                *(detail.of_mut)(&mut article.stated) = article.detail(detail.of).to_owned();
            }
            article.given = Details::default();
        }
        Loss::FileDetails => {
            let said = [&mut article.media_type, &mut article.encoding, &mut article.importer, &mut article.sha256];
            said.into_iter().for_each(String::clear);
        }
        Loss::UnknownFileFields => {
            article.extra = Extra::default();
            extra = Extra::default();
            let spans = document.article().structure.spans().iter().cloned();
            let spans = spans.map(|span| Span { extra: Extra::default(), ..span });
            article.structure = Structure::new(&document.article().text, spans.collect::<Vec<_>>());
        }
        Loss::Ids => return renamed(document, |index| format!("00000000-0000-8000-8000-{index:012}")),
        Loss::OddIds => {
            return mapped(
                document,
                |mark| {
                    mark.id = Id::new(&guid(&mark.id));
                    true
                },
                |relation| {
                    let new = |id: &Id| if has(id) { Id::new(&guid(id)) } else { id.clone() };
                    (relation.from, relation.to) = (new(&relation.from), new(&relation.to));
                    true
                },
            );
        }
        Loss::Controls => {
            // A given title of nothing else leaves no title.
            if !article.given.title.is_empty() && plain(&article.given.title).is_empty() {
                article.stated.title.clear();
            }
            for details in [&mut article.stated, &mut article.given] {
                details.title = plain(&details.title);
            }
            article.file = plain(&article.file);
            let changed = document.clone().with_article(article);
            let changed = relations(&changed, |relation| {
                (relation.note, relation.role) = (plain(&relation.note), Role::new(&plain(relation.role.id())));
                true
            });
            return marks(&changed, |mark| {
                (mark.note, mark.creator) = (plain(&mark.note), plain(&mark.creator).as_str().into());
                mark.kind = Kind::new(&plain(mark.kind.id()));
                mark.certainty = Certainty::new(&plain(mark.certainty.id()));
                mark.tags.iter_mut().for_each(|tag| *tag = plain(tag));
                if let Some(speaker) = &mut mark.speaker {
                    (speaker.name, speaker.voice) = (plain(&speaker.name), Voice::new(&plain(speaker.voice.id())));
                }
            });
        }
        Loss::OddTimes => {
            let moment = |time: &Time| if time.is_rfc3339() { time.clone() } else { Time::default() };
            return marks(document, |mark| {
                (mark.created, mark.modified) = (moment(&mark.created), moment(&mark.modified));
            });
        }
        Loss::Kinds => return marks(document, |mark| mark.kind = Kind::new("evidence")),
        Loss::OtherKinds => return mapped(document, |mark| mark.kind.id() == "claim", keep),
        Loss::UnknownKinds => return mapped(document, |mark| mark.kind.row().is_some(), keep),
        Loss::Positions => return marks(document, |mark| mark.target = Target::default()),
        Loss::Fragments => {
            return marks(document, |mark| mark.target = Target::new(mark.target.fragments()[..1].to_vec()));
        }
        Loss::FormerPositions => {
            return marks(document, |mark| {
                for part in PARTS {
                    let Some(target) = mark.part_mut(part) else { continue };
                    *target = target.map(|fragment| {
                        Some(match fragment {
                            Fragment::Lost(quote) => {
                                let nowhere = Quote {
                                    start: ScalarOffset::ZERO,
                                    end: ScalarOffset::ZERO,
                                    ..quote.as_ref().clone()
                                };
                                Fragment::Lost(Box::new(nowhere))
                            }
                            there => there.clone(),
                        })
                    });
                }
            });
        }
        Loss::OriginalTexts => {
            return marks(document, |mark| {
                for part in PARTS {
                    let Some(target) = mark.part_mut(part) else { continue };
                    *target = target.map(|fragment| Some(fragment.range().map_or(fragment.clone(), Fragment::Found)));
                }
            });
        }
        Loss::LineBreaks => {
            let text = &document.article().text;
            return mapped(
                document,
                |mark| {
                    for part in PARTS {
                        let Some(target) = mark.part_mut(part) else { continue };
                        let lost = target.lost().cloned().map(|quote| Fragment::Lost(Box::new(quote)));
                        let settled = settled(text, target);
                        *target = Target::new(settled.fragments().iter().cloned().chain(lost).collect());
                    }
                    !mark.target.is_empty()
                },
                keep,
            );
        }
        Loss::UnusualBreaks => {
            let one_line = |words: &str| words.replace(is_break, " ");
            let note = |note: &str| note.split('\n').map(one_line).collect::<Vec<_>>().join("\n");
            let cleared = relations(document, |relation| {
                relation.note = note(&relation.note);
                relation.role = Role::new(&one_line(relation.role.id()));
                true
            });
            return marks(&cleared, |mark| {
                mark.note = note(&mark.note);
                mark.kind = Kind::new(&one_line(mark.kind.id()));
                mark.certainty = Certainty::new(&one_line(mark.certainty.id()));
                mark.tags.iter_mut().for_each(|tag| *tag = one_line(tag));
                if let Some(speaker) = &mut mark.speaker {
                    speaker.name = one_line(&speaker.name);
                    speaker.voice = Voice::new(&one_line(speaker.voice.id()));
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
        Loss::SpeakerPositions => return speakers(document, |speaker| speaker.at = Target::default()),
        Loss::OriginalNames => return speakers(document, |speaker| speaker.written.clear()),
        Loss::Cues | Loss::CuePositions => return marks(document, |mark| mark.cue = Target::default()),
        Loss::Field(id) => {
            let field = Annotation::field(id).unwrap().plain().unwrap();
            return marks(document, |mark| field.clear(mark));
        }
        Loss::Relations => return relations(document, |_| false),
        Loss::UnknownRoles => return relations(document, |relation| relation.role.row().is_some()),
        Loss::MissingSources => return relations(document, |relation| has(&relation.from)),
        Loss::MissingTargets => return relations(document, |relation| has(&relation.to)),
        Loss::RelationNotes => {
            return relations(document, |relation| {
                relation.note.clear();
                true
            });
        }
        Loss::RelationRecords => {
            let order: Vec<Id> = document.set().relations().iter().map(|relation| relation.id.clone()).collect();
            return relations(document, |relation| {
                let number = order.iter().position(|id| *id == relation.id).unwrap() + 1;
                relation.id = Id::new(&format!("relation-{number:06}"));
                (relation.created, relation.modified) = Default::default();
                relation.creator = "".into();
                true
            });
        }
        Loss::TagColours => return document.clone().with_tag_colours(TagColours::default()),
        Loss::UnknownFields => {
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
    Document::new(article, document.set().clone(), extra).with_tag_colours(document.tag_colours().clone())
}

fn speakers(document: &Document, change: impl Fn(&mut Speaker)) -> Document {
    marks(document, |mark| {
        if let Some(speaker) = &mut mark.speaker {
            change(speaker);
        }
    })
}

/// The document without the declared losses of a format.
pub fn stripped(format: &ExportFormat, located: &Located) -> Located {
    // Removed marks and fragments first, since other losses depend on the rest.
    let first = [Loss::LostMarks, Loss::OtherKinds, Loss::LostFragments, Loss::UnknownKinds, Loss::LineBreaks];
    let (first, rest): (Vec<Loss>, Vec<Loss>) =
        loss_rows().map(|row| row.loss).filter(|loss| format.is_lost(*loss)).partition(|loss| first.contains(loss));
    first.into_iter().chain(rest).fold(located.clone(), |located, loss| without(&located, loss))
}
