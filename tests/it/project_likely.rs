//! The marks of other articles that a mark may be linked with.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use gainsay::jobs::progress::Progress;
use gainsay::jobs::project::entry::read_entry;
use gainsay::jobs::project::folder::Files;
use gainsay::jobs::project::seek::{SeekJob, seek};
use gainsay::jobs::read::Access;
use gainsay::model::annotation::Annotation;
use gainsay::model::project::corpus::Corpus;
use gainsay::model::project::likely::Found;
use gainsay::model::project::spot::Spot;
use gainsay::model::query::quote_line;

/// The articles of the sample project.
fn sample() -> Corpus {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/project");
    let names = std::fs::read_dir(&root).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let articles = names.filter(|name| name.ends_with(".html"));
    let mut corpus = Corpus::default();
    let read = |name: String| Arc::new(read_entry(&root, &name, &Files::of(&root.join(&name)), Access::Read));
    corpus.update(articles.map(read).collect(), &[]);
    corpus
}

/// The mark of an article whose passage has these words.
fn spot(corpus: &Corpus, path: &str, words: &str) -> Spot {
    let document = &corpus.get(path).unwrap().document;
    let has = |mark: &&Arc<Annotation>| quote_line(mark, &document.article().text).contains(words);
    let mark = document.set().annotations().iter().find(has).unwrap();
    Spot { path: path.to_owned(), mark: mark.id.clone() }
}

fn found(corpus: &Corpus, spot: &Spot, words: &str) -> Vec<Found> {
    let document = corpus.get(&spot.path).unwrap().document.clone();
    let progress = Arc::<Progress>::default();
    seek(&SeekJob { corpus: corpus.clone(), spot: spot.clone(), document, words: words.to_owned(), progress })
}

const FOURTEEN: (&str, &str) = ("marrow-courier.html", "Fourteen of the 56 trams");
const FORTY: (&str, &str) = ("lakeside-radio.html", "Forty of the 56 trams");
const FOUND: (&str, &str) = ("evening-post.html", "has found cracked axles");
const SCRATCHES: (&str, &str) = ("rail-and-road-weekly.html", "scratches in the paint");

#[test]
fn a_claim_that_others_tell_with_another_number_is_found_first() {
    let corpus = sample();
    let at = |(path, words)| spot(&corpus, path, words);
    for (claim, others) in [(FOURTEEN, [FORTY, FOUND]), (FORTY, [FOURTEEN, FOUND]), (FOUND, [FORTY, FOURTEEN])] {
        let found = found(&corpus, &at(claim), "");
        for (one, other) in found.iter().zip(others) {
            assert_eq!((&one.spot, one.role, one.sure), (&at(other), Some(("restates", false)), true), "{claim:?}");
        }
        assert!(found.iter().all(|one| one.spot.path != claim.0), "its own article is not another one");
        assert!(found.windows(2).all(|pair| pair[0].score >= pair[1].score));
    }
}

#[test]
fn a_denial_finds_the_claims_that_it_denies() {
    let corpus = sample();
    let at = |(path, words)| spot(&corpus, path, words);
    let found = found(&corpus, &at(SCRATCHES), "");
    let claims: BTreeSet<&Spot> = found.iter().take(3).map(|one| &one.spot).collect();
    let wanted = [FOURTEEN, FORTY, FOUND].map(at);
    assert_eq!(claims, wanted.iter().collect());
    assert!(found.iter().take(3).all(|one| one.role == Some(("rebuts", false)) && one.sure));
}

#[test]
fn evidence_elsewhere_leads_to_the_claim_from_its_end() {
    let corpus = sample();
    let claim = spot(&corpus, "marrow-courier.html", "nobody in the town hall knew");
    let letter = spot(&corpus, "evening-post.html", "A letter in the files");
    let found = found(&corpus, &claim, "");
    assert_eq!((&found[0].spot, found[0].role), (&letter, Some(("rebuts", true))));
}

#[test]
fn words_typed_are_in_the_passage_the_speaker_or_the_article() {
    let corpus = sample();
    let claim = spot(&corpus, FOURTEEN.0, FOURTEEN.1);
    let all = found(&corpus, &claim, "");
    let paths = |words: &str| -> BTreeSet<String> {
        found(&corpus, &claim, words).into_iter().map(|one| one.spot.path).collect()
    };
    let scratches = found(&corpus, &claim, "PAINT scratch");
    assert_eq!(scratches[0].spot, spot(&corpus, SCRATCHES.0, SCRATCHES.1), "the passage counts most");
    assert!(scratches.iter().all(|one| one.spot.path == SCRATCHES.0), "the title has the words too");
    assert_eq!(paths("lakeside"), BTreeSet::from(["lakeside-radio.html".to_owned()]));
    assert_eq!(paths("lakeside paint"), BTreeSet::new());
    let speakers = all.iter().filter(|one| {
        let (mark, _) = corpus.mark_at(&one.spot).unwrap();
        mark.speaker.as_ref().is_some_and(|speaker| speaker.name.contains("Hallam"))
    });
    assert!(found(&corpus, &claim, "hallam").len() >= speakers.count());
}

#[test]
fn a_cancelled_search_finds_nothing() {
    let corpus = sample();
    let spot = spot(&corpus, FOURTEEN.0, FOURTEEN.1);
    let document = corpus.get(&spot.path).unwrap().document.clone();
    let progress = Arc::<Progress>::default();
    progress.drop_result();
    assert_eq!(seek(&SeekJob { corpus, spot, document, words: String::new(), progress }), []);
}
