//! What each format loses: declared in the table, counted in one place, and exactly that.

use gainsay::formats::{Document, EXPORTERS, Exporter, Folder, LOSSES, Loss, Output, listed, losses};

use crate::properties::losses::{stripped, without};
use crate::sample;

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
        if ![Loss::Text, Loss::Ids, Loss::Kinds, Loss::Voices, Loss::RelationRecords].contains(&row.loss) {
            assert_eq!(count(row.loss, &without(&document, row.loss)), 0, "{:?}", row.loss);
        }
    }
}

#[test]
fn losses_are_told_in_one_line() {
    let document = sample::full();
    let exporter = Exporter { loses: &[Loss::Text, Loss::Fragments, Loss::Notes, Loss::LostMarks], ..EXPORTERS[0] };
    let told = listed(&losses(&exporter, &document));
    assert_eq!(told, "3 notes, 2 second fragments, 1 mark whose passage is not in the text, the article's text");
    assert_eq!(listed(&losses(&exporter, &Document::default())), "");
}

/// A loss that is not declared is a bug, and so is one that is declared and does not happen.
#[test]
fn each_format_loses_what_it_declares_and_nothing_else() {
    let document = sample::full();
    let mut wrong = Vec::new();
    for exporter in EXPORTERS {
        // The names of the files in a folder are not what it holds.
        let write = |document: &Document| match (exporter.write)(document) {
            Output::Folder(folder) => {
                let nameless = |files: Vec<(String, Vec<u8>)>| {
                    files.into_iter().map(|(_, bytes)| (String::new(), bytes)).collect()
                };
                Output::Folder(Folder { files: nameless(folder.files), shared: nameless(folder.shared) })
            }
            output => output,
        };
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
