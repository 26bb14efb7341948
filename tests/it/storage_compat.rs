//! Files of version 1, written by hand, which open for ever as they do here. Do not change them; add others.

use gainsay::model::annotation::{Fragment, Id, Target};
use gainsay::model::check::problems;
use gainsay::model::offset::ScalarOffset;
use gainsay::storage::reader::{AnnotationFile, read};
use gainsay::storage::writer::write;

fn fixture(name: &str) -> AnnotationFile {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/compat").join(name);
    let file = read(&path, std::fs::read(&path).expect("the fixture")).unwrap_or_else(|error| panic!("{error}"));
    assert!(!file.newer);
    assert_eq!(file.version, 1);
    let again = read(&path, write(&file.article, &file.set, &file.extra).into_bytes()).expect("what was written");
    assert_eq!((&again.article, &again.set, &again.extra), (&file.article, &file.set, &file.extra));
    file
}

fn checks(file: &AnnotationFile) -> Vec<&'static str> {
    problems(&file.article, &file.set, &file.problems).iter().map(|problem| problem.check).collect()
}

#[test]
fn minimal() {
    let file = fixture("v1-minimal.ron");
    assert!(file.article.text.is_empty());
    assert_eq!(file.set.annotations().len(), 1);
    assert_eq!(checks(&file), ["no-target", "lost"]);
}

#[test]
fn full() {
    let file = fixture("v1-full.ron");
    assert_eq!(checks(&file), [] as [&str; 0]);
    assert_eq!(file.article.title, "Mayor denies “secret” talks");
    assert_eq!((file.article.file.as_str(), file.article.encoding.as_str()), ("mayor.txt", "windows-1252"));
    assert_eq!(file.article.media_type, "text/plain");
    assert_eq!(&file.article.sha256[..8], "2c26b46b");
    assert!(file.article.text.as_str().ends_with("an escape: \u{202e}."));
    let words = |target: &Target| -> Vec<String> {
        target.found().map(|range| file.article.text.slice(range).to_owned()).collect()
    };

    let claim = &file.set.annotations()[0];
    assert_eq!(claim.id.as_str(), "0199f3a4-0000-7000-8000-000000000001");
    assert_eq!(claim.kind.id(), "claim");
    assert_eq!(words(&claim.target), ["Officials said talks failed."]);
    assert_eq!(words(&claim.cue), ["said"]);
    let speaker = claim.speaker.as_ref().expect("a speaker");
    assert_eq!((speaker.voice.id(), speaker.name.as_str()), ("unnamed", "Officials"));
    assert_eq!(words(&speaker.at), ["Officials"]);
    assert_eq!(claim.certainty.id(), "probable");
    assert_eq!(claim.note, "who are they?\nask the desk");
    assert_eq!(claim.tags, ["talks", "to check"]);
    assert!(claim.discuss);
    assert_eq!((claim.created.as_str(), claim.modified.as_str()), ("2026-11-23T10:12:00Z", "2026-11-23T10:14:30Z"));
    assert_eq!(&*claim.creator, "kd");

    let denial = &file.set.annotations()[1];
    assert_eq!(words(&denial.target), ["“I never met them", "“and I never will.”"]);
    assert_eq!(denial.certainty.id(), "unstated");
    let relation = &file.set.relations()[0];
    assert_eq!((&relation.from, &relation.to, relation.role.id()), (&denial.id, &claim.id, "rebuts"));
    assert_eq!((relation.note.as_str(), relation.created.as_str()), ("the whole of it", "2026-11-23T10:15:00Z"));
}

#[test]
fn unknown_fields() {
    let file = fixture("v1-unknown-fields.ron");
    let expected = ["unknown-field"; 5];
    let others = ["unknown-kind", "unknown-voice", "unknown-certainty", "dangling-relation", "unknown-role"];
    assert_eq!(checks(&file), [&expected[..], &others].concat());
    assert_eq!(file.extra.iter().collect::<Vec<_>>(), [("reviewed", r#"[("kd", 3), ("ab", 1)]"#)]);
    assert_eq!(file.article.extra.iter().collect::<Vec<_>>(), [("language", "\"en\"")]);
    let annotation = &file.set.annotations()[0];
    let mood = r#"Some((colour: "red", values: { "x": 1 }))"#;
    assert_eq!(annotation.extra.iter().collect::<Vec<_>>(), [("mood", mood)]);
    assert_eq!(annotation.kind.id(), "rumour");
    let speaker = annotation.speaker.as_ref().expect("a speaker");
    assert_eq!(speaker.extra.iter().collect::<Vec<_>>(), [("weight", "0.5")]);
    assert_eq!(file.set.relations()[0].extra.iter().collect::<Vec<_>>(), [("see-also", "\"p. 3\"")]);
}

#[test]
fn lost_and_moved() {
    let file = fixture("v1-lost.ron");
    assert_eq!(checks(&file), ["moved", "lost"]);
    let found = file.set.get(&Id::new("moved")).expect("it is there").target.found().next().expect("it was found");
    assert_eq!(file.article.text.slice(found), "is not the problem");
    let lost = file.set.get(&Id::new("lost")).expect("it is there");
    let [Fragment::Lost(quote)] = lost.target.fragments() else { panic!("{lost:?}") };
    assert_eq!((quote.exact.as_str(), quote.prefix.as_str()), ("these words there", "once, "));
    assert_eq!((quote.start, quote.end), (ScalarOffset::new(4), ScalarOffset::new(21)));
}
