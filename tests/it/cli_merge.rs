//! `gainsay merge`, as a script or git calls it: its files, messages and exit codes.

use std::fs;

use crate::cli::{SOUND, Shell, is_one_sentence};

/// Files of the base and both sides, made from the sound file by replacing text.
fn sides(ours: &[(&str, &str)], theirs: &[(&str, &str)]) -> Shell {
    let shell = Shell::new();
    let made = |changes: &[(&str, &str)]| {
        changes.iter().fold(SOUND.to_owned(), |source, (old, new)| {
            assert!(source.contains(old), "{old}");
            source.replace(old, new)
        })
    };
    fs::write(shell.path("base.ron"), SOUND).unwrap();
    fs::write(shell.path("ours.ron"), made(ours)).unwrap();
    fs::write(shell.path("theirs.ron"), made(theirs)).unwrap();
    shell
}

const DENIAL: &str = "kind: \"denial\"";
const NOTED: (&str, &str) = (DENIAL, "kind: \"denial\", note: \"by the club\"");
const CLAIM: (&str, &str) = (DENIAL, "kind: \"claim\"");
const EVIDENCE: (&str, &str) = (DENIAL, "kind: \"evidence\"");
const NEWER: (&str, &str) = ("version: 1", "version: 99");

fn read(shell: &Shell, name: &str) -> String {
    fs::read_to_string(shell.path(name)).unwrap()
}

#[test]
fn changes_of_both_sides_are_in_ours_afterwards() {
    let shell = sides(&[NOTED], &[CLAIM]);
    let (code, data, messages) = shell.run(&["merge", "base.ron", "ours.ron", "theirs.ron"]);
    assert_eq!((code, data.as_str()), (0, ""));
    is_one_sentence(&messages);
    assert!(messages.contains("ours.ron: merged ours (1 mark changed) and theirs (1 mark changed)"), "{messages}");
    let merged = read(&shell, "ours.ron");
    assert!(merged.contains("kind: \"claim\"") && merged.contains("note: \"by the club\""), "{merged}");
    assert_eq!(shell.run(&["check", "ours.ron"]), (0, String::new(), String::new()));
}

#[test]
fn with_an_output_ours_is_not_changed() {
    let shell = sides(&[NOTED], &[CLAIM]);
    let before = read(&shell, "ours.ron");
    let (code, ..) = shell.run(&["merge", "base.ron", "ours.ron", "theirs.ron", "--output", "merged.ron"]);
    assert_eq!(code, 0);
    assert_eq!(read(&shell, "ours.ron"), before);
    assert!(read(&shell, "merged.ron").contains("kind: \"claim\""));
}

#[test]
fn a_conflict_is_exit_1_and_both_sides_are_in_the_file_in_words() {
    let shell = sides(&[CLAIM], &[EVIDENCE]);
    let (code, data, messages) = shell.run(&["merge", "base.ron", "ours.ron", "theirs.ron", "articles/story.txt.ron"]);
    assert_eq!((code, data.as_str()), (1, ""));
    // Messages use the name that git gives, not that of its copy.
    assert!(messages.contains("articles/story.txt.ron: claim “Mill”: the kind: claim or evidence"), "{messages}");
    assert!(!messages.contains("ours.ron"), "{messages}");
    let merged = read(&shell, "ours.ron");
    assert!(merged.contains("discuss: true"), "{merged}");
    assert!(merged.contains("note: \"Merge: the kind is claim on one side, evidence on the other\""), "{merged}");
    // The file is sound, and a second merge adds nothing.
    assert_eq!(shell.run(&["check", "ours.ron"]), (0, String::new(), String::new()));
    let (code, ..) = shell.run(&["merge", "theirs.ron", "ours.ron", "theirs.ron"]);
    assert_eq!((code, read(&shell, "ours.ron")), (0, merged));
}

#[test]
fn two_versions_of_a_passage_are_two_marks() {
    let target = "(start: 0, end: 4, exact: \"Mill\")";
    let ours = (target, "(start: 0, end: 10, exact: \"Mill owner\")");
    let theirs = (target, "(start: 0, end: 18, exact: \"Mill owner rejects\")");
    let shell = sides(&[ours], &[theirs]);
    let (code, ..) = shell.run(&["merge", "base.ron", "ours.ron", "theirs.ron"]);
    assert_eq!(code, 1);
    let merged = read(&shell, "ours.ron");
    assert!(merged.contains("exact: \"Mill owner\"") && merged.contains("exact: \"Mill owner rejects\""), "{merged}");
    assert_eq!(merged.matches("discuss: true").count(), 2, "{merged}");
}

#[test]
fn annotations_of_another_article_are_not_merged() {
    let shell = sides(&[NOTED], &[CLAIM]);
    let (before, other) =
        (read(&shell, "ours.ron"), "The ferry to the islands keeps its winter timetable, the harbour says.");
    let ferry = SOUND.replace("Mill owner rejects claims.", other).replace("\"Mill\"", "\"The \"");
    fs::write(shell.path("ferry.ron"), &ferry).unwrap();
    let (code, data, messages) = shell.run(&["merge", "base.ron", "ours.ron", "ferry.ron"]);
    assert_eq!((code, data.as_str()), (2, ""), "{messages}");
    assert!(messages.contains("ferry.ron is about") && messages.contains("Nothing was merged"), "{messages}");
    assert_eq!(read(&shell, "ours.ron"), before);
}

#[test]
fn without_a_base_both_sides_are_kept() {
    let shell = sides(&[NOTED], &[("\"a\"", "\"b\"")]);
    fs::write(shell.path("empty.ron"), "").unwrap();
    for base in ["missing.ron", "empty.ron"] {
        let (code, ..) = shell.run(&["merge", base, "ours.ron", "theirs.ron", "--output", "merged.ron"]);
        let merged = read(&shell, "merged.ron");
        assert_eq!((code, merged.matches("kind: \"denial\"").count()), (0, 2), "{merged}");
    }
}

#[test]
fn a_failed_merge_is_exit_2_and_writes_nothing() {
    let shell = sides(&[NOTED], &[CLAIM]);
    let before = read(&shell, "ours.ron");
    fs::write(shell.path("newer.ron"), SOUND.replace(NEWER.0, NEWER.1)).unwrap();
    fs::write(shell.path("broken.ron"), "<<<<<<< HEAD\n").unwrap();
    for (arguments, why) in [
        (["base.ron", "ours.ron", "newer.ron"], "newer version of Gainsay"),
        (["newer.ron", "ours.ron", "theirs.ron"], "newer version of Gainsay"),
        (["base.ron", "newer.ron", "theirs.ron"], "newer version of Gainsay"),
        (["base.ron", "ours.ron", "broken.ron"], "broken.ron"),
        (["broken.ron", "ours.ron", "theirs.ron"], "broken.ron"),
        (["base.ron", "ours.ron", "missing.ron"], "missing.ron"),
        (["base.ron", "missing.ron", "theirs.ron"], "missing.ron"),
    ] {
        let (code, data, message) = shell.run(&[&["merge"][..], &arguments].concat());
        assert_eq!((code, data.as_str()), (2, ""), "{arguments:?}");
        is_one_sentence(&message);
        assert!(message.contains(why), "{message}");
        assert_eq!(read(&shell, "ours.ron"), before);
    }
    let output = ["--output", "no/such/folder.ron"];
    let (code, ..) = shell.run(&[&["merge", "base.ron", "ours.ron", "theirs.ron"][..], &output].concat());
    assert_eq!((code, read(&shell, "ours.ron")), (2, before));
}

#[test]
fn fields_of_a_later_version_go_through_a_merge() {
    let shell = sides(
        &[(DENIAL, "kind: \"denial\", mood: (calm: true)")],
        &[("version: 1,", "version: 1,\n    house: \"Nightly\","), (DENIAL, "kind: \"denial\", pace: 3")],
    );
    let (code, ..) = shell.run(&["merge", "base.ron", "ours.ron", "theirs.ron"]);
    let merged = read(&shell, "ours.ron");
    assert_eq!(code, 0);
    for field in ["mood: (calm: true)", "pace: 3", "house: \"Nightly\""] {
        assert!(merged.contains(field), "{merged}");
    }
}

/// An annotation file with this text and one mark on part of it.
fn on(text: &str, marked: Option<&str>) -> String {
    let head = format!("(format: \"gainsay\", version: 1, article: (file: \"s.txt\"), text: {text:?}");
    let mark = marked.map(|words| {
        let start = text[..text.find(words).unwrap()].chars().count();
        let end = start + words.chars().count();
        format!(
            ", annotations: [(id: \"m\", kind: \"claim\", target: [(start: {start}, end: {end}, exact: {words:?})])]"
        )
    });
    format!("{head}{})", mark.unwrap_or_default())
}

/// The fate of their mark on `marked` if our text is another one.
fn rebased(base: &str, ours: &str, marked: &str) -> (i32, String, String) {
    let shell = Shell::new();
    fs::write(shell.path("base.ron"), on(base, None)).unwrap();
    fs::write(shell.path("ours.ron"), on(ours, None)).unwrap();
    fs::write(shell.path("theirs.ron"), on(base, Some(marked))).unwrap();
    let (code, _, messages) = shell.run(&["merge", "base.ron", "ours.ron", "theirs.ron"]);
    let merged = read(&shell, "ours.ron");
    // A second merge adds nothing.
    let (again, ..) = shell.run(&["merge", "theirs.ron", "ours.ron", "theirs.ron", "--output", "again.ron"]);
    assert_eq!((again, read(&shell, "again.ron")), (0, merged.clone()));
    (code, messages, merged)
}

const COUNTS: &str = "Votes by ward.\n\nQuay ward counted 212 votes on Sunday.\nMill ward counted 47 votes on Sunday.\nHill ward \
    counted 309 votes on Sunday.\n\nThe town clerk never saw the boxes.\n";

#[test]
fn a_row_keeps_its_mark_through_a_merge_with_rows_in_another_order() {
    let rows: Vec<&str> = COUNTS.lines().collect();
    let ours = [rows[0], rows[1], rows[4], rows[3], rows[2], rows[5], rows[6], ""].join("\n");
    let (code, messages, merged) = rebased(COUNTS, &ours, rows[2]);
    assert_eq!(code, 0, "{messages}");
    let start = ours.find(rows[2]).unwrap();
    assert!(merged.contains(&format!("start: {start}, ")) && !merged.contains("discuss"), "{merged}");
}

#[test]
fn passages_changed_or_lost_by_a_merge_are_reported_and_flagged() {
    let (code, messages, merged) = rebased(
        COUNTS,
        &COUNTS.replace("Mill ward counted 47 votes on Sunday.\n", ""),
        "Mill ward counted 47 votes on Sunday.",
    );
    assert_eq!(code, 1);
    assert!(
        messages.contains("claim “Mill ward counted 47 votes on Sunday.”: the passage “Mill ward counted 47"),
        "{messages}"
    );
    assert!(messages.contains("is not in the changed text"), "{messages}");
    assert!(merged.contains("discuss: true") && merged.contains("is not in the changed text"), "{merged}");

    let (code, messages, merged) =
        rebased(COUNTS, &COUNTS.replace("never", "once"), "The town clerk never saw the boxes.");
    assert_eq!(code, 1);
    assert!(messages.contains("negation: never → once"), "{messages}");
    assert!(merged.contains("discuss: true") && merged.contains("negation: never → once"), "{merged}");
}

#[test]
fn details_that_two_people_gave_are_merged_field_by_field() {
    let given = |fields: &'static str| [("article: (", fields)];
    let shell = sides(
        &given("article: (given_title: \"Mill denies it\", given_site: \"Holsund Daily\", "),
        &given("article: (given_published: \"2026-05-12\", given_site: \"Holsund Daily\", "),
    );
    let (code, _, messages) = shell.run(&["merge", "base.ron", "ours.ron", "theirs.ron"]);
    assert_eq!(code, 0, "{messages}");
    let merged = read(&shell, "ours.ron");
    for field in ["given_title: \"Mill denies it\"", "given_site: \"Holsund Daily\"", "given_published: \"2026-05-12\""]
    {
        assert!(merged.contains(field), "{field} is not in {merged}");
    }
    let shell = sides(&given("article: (given_site: \"Mine\", "), &given("article: (given_site: \"Theirs\", "));
    let (code, _, messages) = shell.run(&["merge", "base.ron", "ours.ron", "theirs.ron"]);
    assert!(code == 1 && messages.contains("Mine") && messages.contains("Theirs"), "{messages}");
}
