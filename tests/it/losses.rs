//! Losses of the export formats: exactly those declared in the table.

use gainsay::interchange::{
    Carried, EXPORTS, ExportFormat, Folder, Located, Loss, LossRow, Output, listed, loss_rows, losses,
};
use gainsay::model::annotation::{Annotation, Changed, Fragment, PARTS};
use gainsay::model::document::Document;
use gainsay::model::field::Fields;
use gainsay::model::selector::describe;
use gainsay::model::set::AnnotationSet;

use crate::properties::losses::{stripped, without};
use crate::sample;

fn count(loss: Loss, located: &Located) -> usize {
    (loss_rows().find(|row| row.loss == loss).unwrap().count)(&located.document, loss)
}

#[test]
fn every_loss_is_counted_and_can_be_taken_away() {
    let full = sample::full();
    let rows: Vec<LossRow> = loss_rows().collect();
    for (index, row) in rows.iter().enumerate() {
        assert!(rows[..index].iter().all(|other| other.loss != row.loss), "{:?} is there twice", row.loss);
        assert!((row.count)(&full.document, row.loss) > 0, "the sample has nothing for {:?}", row.loss);
        assert_eq!((row.count)(&Document::default(), row.loss), 0, "{:?}", row.loss);
        // These are replaced rather than removed.
        if ![Loss::Text, Loss::Ids, Loss::Kinds, Loss::Voices, Loss::RelationRecords].contains(&row.loss) {
            assert_eq!(count(row.loss, &without(&full, row.loss)), 0, "{:?}", row.loss);
        }
    }
}

#[test]
fn losses_are_listed_in_one_line() {
    let full = sample::full();
    let all_but_notes: Vec<&str> = Annotation::plain().map(|field| field.id).filter(|id| *id != "note").collect();
    let fields = Carried::Only(all_but_notes.leak());
    let exporter = ExportFormat { fields, loses: &[&[Loss::Text, Loss::Fragments, Loss::LostMarks]], ..EXPORTS[0] };
    let told = listed(&losses(&exporter, &full.document));
    assert_eq!(told, "3 notes, 2 additional fragments, 1 mark not found in the text, the article's text");
    assert_eq!(listed(&losses(&exporter, &Document::default())), "");
}

/// The document with another original text of its changed passages.
pub fn with_other_words(located: &Located) -> Located {
    let document = &located.document;
    let text = &document.article().text;
    let marks = document.set().annotations().iter().map(|mark| {
        let mut mark = mark.as_ref().clone();
        for part in PARTS {
            let Some(target) = mark.part_mut(part) else { continue };
            *target = target.map(|fragment| match fragment {
                Fragment::Changed(changed) => {
                    let changed = Changed::at(text, changed.range, &describe(text, changed.range)).unwrap();
                    Some(Fragment::Changed(Box::new(changed)))
                }
                fragment => Some(fragment.clone()),
            });
        }
        mark
    });
    let relations = document.set().relations().iter().map(|relation| relation.as_ref().clone());
    let set = AnnotationSet::new(marks.collect::<Vec<_>>(), relations).0;
    Located { path: located.path.clone(), document: document.with_set(set) }
}

/// An undeclared loss is a bug, and so is a declared loss that does not happen.
#[test]
fn each_format_loses_what_it_declares_and_nothing_else() {
    let full = sample::full();
    let mut wrong = Vec::new();
    for exporter in EXPORTS.iter().chain(EXPORTS.iter().filter_map(|row| row.full)) {
        // The names of files in a folder are not content.
        let write = |located: &Located| match (exporter.write)(located) {
            Output::Folder(folder) => {
                let nameless = |files: Vec<(String, Vec<u8>)>| {
                    files.into_iter().map(|(_, bytes)| (String::new(), bytes)).collect()
                };
                Output::Folder(Folder { files: nameless(folder.files), shared: nameless(folder.shared) })
            }
            output => output,
        };
        let rest = stripped(exporter, &full);
        let undeclared = loss_rows().map(|row| row.loss).filter(|loss| !exporter.is_lost(*loss));
        for loss in undeclared.filter(|loss| count(*loss, &rest) > 0) {
            if write(&rest) == write(&without(&rest, loss)) {
                wrong.push(format!("{} loses {loss:?} and does not say so", exporter.id));
            }
        }
        let declared = loss_rows().map(|row| row.loss).filter(|loss| exporter.is_lost(*loss));
        for loss in declared.filter(|loss| *loss != Loss::Positions) {
            // A format may mark a passage as changed without its original text.
            let (whole, less) = match loss {
                Loss::OriginalTexts => (full.clone(), with_other_words(&full)),
                // Passages split anew are no longer changed.
                Loss::LineBreaks => {
                    let settled = without(&full, Loss::OriginalTexts);
                    (settled.clone(), without(&settled, loss))
                }
                loss => (full.clone(), without(&full, loss)),
            };
            if write(&whole) != write(&less) {
                wrong.push(format!("{} says that it loses {loss:?}, which it does not", exporter.id));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
