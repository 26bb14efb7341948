//! Repairs: they change only what they name, leave nothing that they could repair, and can be undone.

use gainsay::model::article::Article;
use gainsay::model::check::{Place, Problem, problems};
use gainsay::model::edit::Edit;
use gainsay::model::repair::repair;
use gainsay::model::set::AnnotationSet;

pub fn change_only_what_they_name(article: &Article, before: &AnnotationSet, reading: &[Problem]) {
    let all = problems(article, before, reading);
    let mut after = before.clone();
    let repaired = repair(article, &mut after, &all);
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
    let again = repair(article, &mut after.clone(), &problems(article, &after, &left));
    assert!(again.done.is_empty(), "the first repair left {:?}", again.done);
    after.apply(Edit::Batch(repaired.inverses)).expect("an inverse fits");
    assert_eq!(&after, before);
}
