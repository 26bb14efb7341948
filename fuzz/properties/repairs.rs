//! Repairs: they change only what they name, leave nothing to repair, and can be undone.

use gainsay::model::check::problems;
use gainsay::model::document::Document;
use gainsay::model::edit::Edit;
use gainsay::model::problem::{Place, Problem};
use gainsay::model::repair::repair;

pub fn change_only_what_they_name(document: &Document, reading: &[Problem]) {
    let before = document.set();
    let all = problems(document, reading);
    let mut repairing = document.clone();
    let repaired = repair(&mut repairing, &all);
    let after = repairing.set();
    let is_named = |place: &Place| repaired.done.iter().any(|(problem, _)| problem.place == *place);
    for mark in before.annotations().iter().filter(|mark| !is_named(&Place::Annotation(mark.id.clone()))) {
        assert_eq!(after.get(&mark.id), Some(mark), "it was changed without a word");
    }
    for link in before.relations().iter().filter(|link| !is_named(&Place::Relation(link.id.clone()))) {
        assert_eq!(after.relation(&link.id), Some(link), "it was changed without a word");
    }
    assert!(after.annotations().iter().all(|mark| before.get(&mark.id).is_some()), "a mark out of nowhere");
    assert!(after.relations().iter().all(|link| before.relation(&link.id).is_some()), "a link out of nowhere");
    let left: Vec<Problem> =
        reading.iter().filter(|problem| repaired.done.iter().all(|(done, _)| done != *problem)).cloned().collect();
    let again = repair(&mut repairing.clone(), &problems(&repairing, &left));
    assert!(again.done.is_empty(), "the first repair left {:?}", again.done);
    repairing.apply(Edit::Batch(repaired.inverses)).expect("an inverse fits");
    assert_eq!(&repairing, document);
}
