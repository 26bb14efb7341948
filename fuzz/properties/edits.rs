//! Edits: a refused edit changes nothing, every edit can be undone, and the result survives saving.

use std::path::Path;
use std::sync::Arc;

use gainsay::model::annotation::Id;
use gainsay::model::article::{Article, Details};
use gainsay::model::document::Document;
use gainsay::model::edit::Edit;
use gainsay::model::extra::Extra;
use gainsay::model::history::History;
use gainsay::model::offset::{ByteOffset, ByteRange};
use gainsay::model::set::AnnotationSet;
use gainsay::model::step::StepKind;
use gainsay::model::text::ArticleText;
use gainsay::storage::reader::read;
use gainsay::storage::writer::write;

use super::choices::Choices;
use super::repairs::change_only_what_they_name;

/// Maximum number of steps in a sequence; longer ones show nothing more.
const STEPS: usize = 120;

pub fn can_be_undone_and_saved(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let text = ArticleText::new(format!("Words. {}", choices.words(12)));
    let article = Article { text: text.clone(), ..Article::default() };
    let mut document = Document::new(article, AnnotationSet::default(), Extra::default());
    let mut history = History::default();
    // The documents before each undo and redo.
    let (mut past, mut future) = (Vec::new(), Vec::new());
    for _ in 0..STEPS {
        if choices.is_empty() {
            break;
        }
        let before = document.clone();
        match choices.below(12) {
            0 | 1 => {
                let undone = history.undo(&mut document, 0).expect("an inverse fits");
                assert_eq!(undone.is_some(), !past.is_empty());
                if let Some(earlier) = past.pop() {
                    assert_eq!(document, earlier);
                    future.push(before);
                }
            }
            2 => {
                let redone = history.redo(&mut document).expect("an inverse fits");
                assert_eq!(redone.is_some(), !future.is_empty());
                if let Some(later) = future.pop() {
                    assert_eq!(document, later);
                    past.push(before);
                }
            }
            3 => is_saved(&document),
            _ => {
                let edit = edit(&mut choices, &document, 2);
                match document.apply(edit) {
                    Ok(inverse) => {
                        history.push(StepKind::Mark, inverse, Default::default(), None, 0);
                        past.push(before);
                        future.clear();
                    }
                    Err(_) => assert_eq!(document, before, "a refused edit changed something"),
                }
            }
        }
        is_sound(document.set(), &text, &mut choices);
    }
    while let Some(earlier) = past.pop() {
        history.undo(&mut document, 0).expect("an inverse fits");
        assert_eq!(document, earlier);
    }
    assert!(document.set().is_empty() && document.tag_colours().is_empty());
}

fn edit(choices: &mut Choices<'_>, document: &Document, depth: usize) -> Edit {
    let text = &document.article().text;
    match choices.below(if depth > 0 { 14 } else { 13 }) {
        0 | 1 => Edit::Add(Arc::new(choices.annotation(text))),
        2 => Edit::Replace(Arc::new(choices.annotation(text))),
        3 => Edit::Remove(choices.id()),
        4 | 5 => Edit::Link(Arc::new(choices.relation())),
        6 => Edit::Relink(Arc::new(choices.relation())),
        7 => Edit::Unlink(choices.id()),
        8 => {
            let annotations: Vec<_> = (0..choices.below(5)).map(|_| choices.annotation(text)).collect();
            let relations: Vec<_> = (0..choices.below(3)).map(|_| choices.relation()).collect();
            Edit::Document(Box::new(document.with_set(AnnotationSet::new(annotations, relations).0)))
        }
        9 => {
            let annotations = (0..choices.below(4)).map(|_| Arc::new(choices.annotation(text))).collect();
            Edit::AddAll(annotations, (0..choices.below(3)).map(|_| Arc::new(choices.relation())).collect())
        }
        10 => {
            let ids: Vec<Id> = (0..choices.below(4)).map(|_| choices.id()).collect();
            // With all relations of the marks, or with some relations.
            if choices.once_in(2) {
                document.set().removal(&ids)
            } else {
                Edit::RemoveAll(ids, (0..choices.below(3)).map(|_| choices.id()).collect())
            }
        }
        11 => {
            let colour = choices.once_in(3).then(|| choices.one_of(&["#0072b2", "", "blue"]).to_owned());
            Edit::ColourTag(choices.words(1), colour)
        }
        12 => {
            Edit::Describe(Box::new(Details { title: choices.words(2), site: choices.words(1), ..Details::default() }))
        }
        _ => Edit::Batch((0..choices.below(5)).map(|_| edit(choices, document, depth - 1)).collect()),
    }
}

/// Checks that order, indices and cover are the same as when built anew.
fn is_sound(set: &AnnotationSet, text: &ArticleText, choices: &mut Choices<'_>) {
    let annotations = set.annotations().iter().map(|mark| mark.as_ref().clone());
    let relations = set.relations().iter().map(|relation| relation.as_ref().clone());
    let (anew, twice, twice_linked) = AnnotationSet::new(annotations, relations);
    assert!(twice.is_empty() && twice_linked.is_empty());
    assert_eq!(&anew, set);
    for (at, mark) in set.annotations().iter().enumerate() {
        assert_eq!(set.position(&mark.id), Some(at));
        assert_eq!(set.get(&mark.id), Some(mark));
        assert_eq!(set.count(&mark.kind), anew.count(&mark.kind));
        let linked = set.relations().iter().filter(|link| link.from == mark.id || link.to == mark.id).count();
        assert_eq!(set.relations_of(&mark.id).len(), linked);
    }
    let range = choices.range(text).unwrap_or_default();
    let last = if range.is_empty() { ByteOffset::new(range.start().get() + 1) } else { range.end() };
    let touches = |other: ByteRange| other.start() < last && other.end() > range.start();
    let all = set.annotations().iter().flat_map(|mark| mark.target.found().map(move |found| (found, &mark.id)));
    let mut expected: Vec<_> = all.filter(|(found, _)| touches(*found)).collect();
    expected.sort_by_key(|(found, id)| (found.start(), found.end(), *id));
    let touching = set.cover().touching(range);
    let found: Vec<_> = touching.iter().map(|span| (span.range, &span.annotation.id)).collect();
    assert_eq!(found, expected, "at {range:?}");
}

fn is_saved(document: &Document) {
    let source = write(document);
    let again = read(Path::new("story.txt.ron"), source.clone().into_bytes()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(&again.document, document, "{source}");
    change_only_what_they_name(document, &again.problems);
}
