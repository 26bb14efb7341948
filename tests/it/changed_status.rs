//! A passage whose words changed says so wherever it is shown or exported, until the person accepts it.

use gainsay::formats::{EXPORTERS, exporter};
use gainsay::model::anchor::carry;
use gainsay::model::annotation::{Annotation, Id, Target};
use gainsay::model::article::Article;
use gainsay::model::kind::Kind;
use gainsay::model::offset::ByteRange;
use gainsay::model::set::AnnotationSet;
use gainsay::model::text::ArticleText;

use crate::sample;

const BEFORE: &str =
    "Kiln owner answers.\n\nThe kiln has never burnt tyres, and we fired it 5 times this year, Ada Holm said.\n";

/// The article after it was reversed, with a claim on what it said before.
fn reversed() -> (Article, AnnotationSet) {
    let (old, new) =
        (ArticleText::new(BEFORE), ArticleText::new(BEFORE.replace("never", "ever").replace("5 times", "7 times")));
    let words = "The kiln has never burnt tyres, and we fired it 5 times this year";
    let start = BEFORE.find(words).unwrap();
    let mark = Annotation::new(Id::new("k"), Kind::new("claim"), Target::of(ByteRange::of(start, start + words.len())));
    let carried = carry(&AnnotationSet::new([mark], []).0, &old, &new, &|_| true).unwrap();
    assert_eq!(carried.fates[0].outcome.id(), "changed");
    (Article { text: new, file: "kiln.txt".to_owned(), ..Article::default() }, carried.set)
}

#[test]
fn exports_say_that_a_passage_changed() {
    let (article, set) = reversed();
    for id in ["csv", "jsonl", "markdown", "html", "report", "hypothesis", "claimreview", "argdown", "cas", "w3c"] {
        let written = sample::written(exporter(id).unwrap(), &article, &set).to_lowercase();
        assert!(written.contains("changed"), "{id}: {written}");
    }
    for id in ["csv", "markdown", "html", "report", "claimreview", "argdown"] {
        let written = sample::written(exporter(id).unwrap(), &article, &set);
        for called in ["negation: never → ever", "number changed: 5 → 7"] {
            assert!(written.contains(called), "{id}: {written}");
        }
    }
    // Once it is accepted it is what it is.
    let found = set.annotations()[0].target.bounds().unwrap();
    let accepted = Annotation { target: Target::of(found), ..set.annotations()[0].as_ref().clone() };
    let accepted = AnnotationSet::new([accepted], []).0;
    for row in EXPORTERS.iter().filter(|row| row.id == "csv" || row.id == "claimreview" || row.id == "hypothesis") {
        let written = sample::written(row, &article, &accepted);
        assert!(!written.contains("never") && !written.contains("status: changed"), "{written}");
    }
}
