//! Broken and hostile files: refused with line and column, or opened with every problem reported.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use gainsay::model::annotation::{Fragment, Id};
use gainsay::storage::reader::{AnnotationFile, ReadError, read};

fn attempt(source: impl AsRef<[u8]>) -> Result<AnnotationFile, ReadError> {
    read(Path::new("/a/story.txt.ron"), source.as_ref().to_vec())
}

fn whole(fields: &str) -> String {
    format!("(format: \"gainsay\", version: 1, {fields})")
}

fn with_target(fragments: &str) -> String {
    let annotation = format!("(id: \"m\", kind: \"claim\", target: [{fragments}])");
    whole(&format!("annotations: [{annotation}],\ntext: \"The company denied the report of a leak.\""))
}

fn checks(file: &AnnotationFile) -> Vec<&'static str> {
    file.problems.iter().map(|problem| problem.check).collect()
}

/// Asserts that a file is refused, with a place and this text in the message.
#[track_caller]
fn refused(source: impl AsRef<[u8]>, words: &str) {
    let error = attempt(source).expect_err("it was opened");
    let message = error.to_string();
    assert!(message.contains("/a/story.txt.ron"), "no path: {message}");
    assert!(message.contains("line "), "no line: {message}");
    assert!(message.contains("column ") || matches!(error, ReadError::NotUtf8 { .. }), "no column: {message}");
    assert!(message.contains("not touched"), "not what it means: {message}");
    assert!(message.contains(words), "{words:?} is not in: {message}");
}

#[test]
fn other_files_are_refused() {
    refused("", "not a Gainsay annotation file");
    refused("[]", "not a Gainsay annotation file");
    refused("{\"format\": \"gainsay\"}", "not a Gainsay annotation file");
    refused("(version: 1, text: \"\")", "format");
    refused("(format: \"other\", version: 1, text: \"\")", "its format is \"other\"");
    refused("(format: \"gainsay\", text: \"\")", "version");
    refused("(format: \"gainsay\", version: 1)", "text");
    for version in ["0", "-1", "1.5", "NaN", "\"1\"", "99999999999999999999"] {
        refused(format!("(format: \"gainsay\", version: {version}, text: \"\")"), "");
    }
}

#[test]
fn damage_is_reported_with_its_place() {
    let error = attempt(whole("\n  annotations: [\n    (id: 7, kind: \"claim\", target: [])],\n text: \"\""));
    let Err(ReadError::Damaged { line, column, .. }) = error else { panic!("{error:?}") };
    assert_eq!((line, column), (3, 10));
    refused(whole("text: \"no end"), "line 1");
    refused(whole("text: \"\") (a: 1"), "");
    refused(whole("annotations: [(kind: \"claim\", target: [])], text: \"\""), "id");
    refused(whole("\n<<<<<<< HEAD\n text: \"a\",\n=======\n text: \"b\",\n>>>>>>> b\n"), "merge");
    refused(b"(format: \"gainsay\",\n version: 1, text: \"\xff\")", "byte 40, in line 2");
}

#[test]
fn only_the_text_field_is_the_text() {
    let head = "(\n    format: \"gainsay\",\n    version: 1,\n    text: \"the text\",\n";
    let end = "\n    text: \"not it\",\n)\n";
    refused(format!("{head}{end}"), "text");
    for opening in ["/* ", "    note: r#\"", "    note: \"", "    note: ("] {
        refused(format!("{head}{opening}{end}"), "");
    }
    for (opening, closing) in [("/* ", "*/)"), ("    note: r#\"", "\"#)"), ("    note: (a: 1,", ")")] {
        let file = attempt(format!("{head}{opening}{end}{closing}")).unwrap();
        assert_eq!(file.document.article().text.as_str(), "the text");
    }
    let file = attempt("(format: \"gainsay\", version: 1, annotations: [],\n    text: \"\",\n)\n").unwrap();
    assert!(file.document.article().text.is_empty());
}

#[test]
fn the_same_field_twice_is_refused() {
    refused(whole("text: \"a\", text: \"b\""), "text");
    refused(whole("version: 1, text: \"\""), "version");
    refused(whole("annotations: [], annotations: [], text: \"\""), "annotations");
    refused(whole("later: 1, later: 2, text: \"\""), "`later` is there twice");
    refused(with_target("(start: 0, start: 1, end: 3)"), "start");
    refused(whole("annotations: [(id: \"a\", id: \"b\", kind: \"claim\", target: [])], text: \"\""), "id");
}

#[test]
fn deep_nesting_is_refused_in_every_field() {
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(100_000), close.repeat(100_000));
    for (open, close) in [("[", "]"), ("(", ")"), ("{", "}"), ("Some(", ")"), ("A(", ")"), ("(a: ", ")"), ("{1: ", "}")]
    {
        let value = deep(open, close);
        assert!(attempt(&value).is_err());
        assert!(attempt(whole(&format!("later: {value}, text: \"\""))).is_err());
        assert!(attempt(whole(&format!("annotations: {value}, text: \"\""))).is_err());
        assert!(attempt(with_target(&value)).is_err());
    }
    let comments = deep("/*", "*/");
    assert!(attempt(whole(&format!("{comments} text: \"\""))).is_ok());
}

#[test]
fn values_that_cannot_be_written_back_are_refused() {
    let source =
        "#![enable(unwrap_variant_newtypes)]\n(format: \"gainsay\", version: 1, later: Some(a: 1), text: \"\")";
    refused(source, "line 2");
}

#[test]
fn wrong_offsets_never_attach_a_mark_to_other_text() {
    let company = "exact: \"The company denied\"";
    for offsets in [
        "start: -1, end: 18",
        "start: 0, end: -18",
        "start: 1.5, end: 18",
        "start: 1e300, end: 18",
        "start: -1e300, end: inf",
        "start: NaN, end: NaN",
        "start: 18, end: 0",
        "start: 0, end: 0",
        "start: 0, end: 4000000000",
        "start: 0, end: 99999999999999999999",
        "start: 0",
        "end: 18",
    ] {
        let file = attempt(with_target(&format!("({offsets}, {company})"))).unwrap_or_else(|error| panic!("{error}"));
        let target = &file.document.set().annotations()[0].target;
        let found: Vec<_> = target.found().map(|range| file.document.article().text.slice(range)).collect();
        assert_eq!(found, ["The company denied"], "{offsets}");
        assert_eq!(checks(&file), ["offsets", "moved"], "{offsets}");

        let file = attempt(with_target(&format!("({offsets})"))).unwrap_or_else(|error| panic!("{error}"));
        let target = &file.document.set().annotations()[0].target;
        assert!(matches!(target.fragments(), [Fragment::Lost(_)]), "{offsets}: {target:?}");
        assert_eq!(checks(&file), ["offsets"], "{offsets}");
    }
    let file = attempt(with_target("(start: 0, end: 18, exact: \"Nobody at all said so\")")).expect("it opens");
    assert!(matches!(file.document.set().annotations()[0].target.fragments(), [Fragment::Lost(_)]));
    let file = attempt(with_target("(start: 4, end: 11)")).expect("it opens");
    assert_eq!(
        file.document.article().text.slice(file.document.set().annotations()[0].target.found().next().expect("found")),
        "company"
    );
}

#[test]
fn a_lost_passage_is_not_attached_to_the_start_of_the_text() {
    let company = "exact: \"The company denies\"";
    for offsets in ["end: 18", "start: -1, end: 18", "start: 0.5, end: 18", "start: 0"] {
        let file = attempt(with_target(&format!("({offsets}, {company})"))).expect("it opens");
        let saved = attempt(gainsay::storage::writer::write(&file.document)).expect("it opens");
        assert!(saved.document.set().annotations()[0].is_lost(), "{offsets}: {:?}", saved.document.set());
        assert_eq!(saved.document.set(), file.document.set(), "{offsets}");
    }
}

#[test]
fn all_marks_follow_an_edit_of_the_text() {
    let words = ["alpha beta", "gamma delta", "epsilon zeta"];
    let text = "alpha beta, gamma delta, epsilon zeta.";
    let mut annotations = String::new();
    for (index, words) in words.iter().enumerate() {
        let start = text.find(words).expect("it is there");
        let end = start + words.len();
        annotations += &format!(
            "(id: \"{index}\", kind: \"claim\", target: [(start: {start}, end: {end}, exact: {words:?}, \
             prefix: {:?}, suffix: {:?})]),",
            &text[..start],
            &text[end..]
        );
    }
    let file = attempt(whole(&format!("annotations: [{annotations}], text: \"Édité: {text}\""))).expect("it opens");
    let found: Vec<_> = file.document.set().annotations().iter().flat_map(|mark| mark.target.found()).collect();
    let found: Vec<_> = found.into_iter().map(|range| file.document.article().text.slice(range)).collect();
    assert_eq!(found, words);
    assert_eq!(checks(&file), ["moved"; 3]);
}

#[test]
fn repeated_text_is_located_by_the_mark_before_it() {
    let again = "and then they said it again, just as before, ".repeat(9);
    let text = format!("Once, officials denied it. {again}");
    let mark = |id: usize, start: usize, words: &str| {
        let (before, after) = (&text[start.saturating_sub(32)..start], &text[start + words.len()..][..32]);
        let end = start + words.len();
        format!(
            "(id: \"{id}\", kind: \"claim\", target: [(start: {start}, end: {end}, exact: {words:?}, \
             prefix: {before:?}, suffix: {after:?})]),"
        )
    };
    let fifth = text.match_indices("they said it").nth(4).expect("it is there").0;
    let marks = [mark(1, 6, "officials denied it"), mark(2, fifth, "they said it")].concat();
    let file = attempt(whole(&format!("annotations: [{marks}], text: \"New: {text}\""))).expect("it opens");
    let found: Vec<_> = file.document.set().annotations().iter().flat_map(|mark| mark.target.found()).collect();
    assert_eq!(found.iter().map(|range| range.start().get()).collect::<Vec<_>>(), [11, fifth + 5]);
}

#[test]
fn repeated_ids_get_new_unique_ones() {
    let mark = |id: &str| format!("(id: {id:?}, kind: \"claim\", target: [(start: 0, end: 1)])");
    let marks = [mark("x"), mark("x"), mark("x-2"), mark("x")].join(",");
    let links = "(id: \"r\", from: \"x\", to: \"x-2\", role: \"restates\"), (id: \"r\"), (), ()";
    let file = attempt(whole(&format!("annotations: [{marks}], relations: [{links}], text: \"abc\""))).expect("opens");
    let mut ids: Vec<_> = file.document.set().annotations().iter().map(|mark| mark.id.as_str()).collect();
    ids.sort_unstable();
    assert_eq!(ids, ["x", "x-2", "x-3", "x-4"]);
    let ids: Vec<_> = file.document.set().relations().iter().map(|link| link.id.as_str()).collect();
    assert_eq!(ids, ["r", "r-2", "relation-3", "relation-4"]);
    assert_eq!(checks(&file), ["duplicate-id"; 3]);
    assert_eq!(file.problems[0].place.to_string(), "annotation x-3");
    assert!(file.document.set().get(&Id::new("x-2")).is_some_and(|mark| mark.target.found().next().is_some()));
}

#[test]
fn odd_characters_are_kept() {
    let file = attempt(whole("text: \"a\0b \u{202e} \u{feff}c\"")).expect("it opens");
    assert_eq!(file.document.article().text.as_str(), "a\0b \u{202e} \u{feff}c");
    let file = attempt(format!("\u{feff}{}", whole("text: \"\u{feff}a\""))).expect("it opens");
    assert_eq!(file.document.article().text.as_str(), "a");
    let marks = "annotations: [(id: \"m\", kind: \"claim\", target: [(start: 0, end: 1, exact: \"a\")])],";
    let file = attempt(whole(&format!("{marks} text: \"\u{feff}\u{feff}a\""))).expect("it opens");
    assert_eq!((file.document.article().text.as_str(), checks(&file)), ("a", vec![]));
}

#[test]
fn a_newer_version_is_read_as_far_as_it_is_understood() {
    let newer = "(format: \"gainsay\", version: 7, moods: [\"calm\"], text: \"abc\")";
    let file = attempt(newer).expect("it opens");
    assert!(file.newer);
    assert_eq!(file.version, 7);
    assert_eq!(checks(&file), ["newer-version", "unknown-field"]);
    refused("(format: \"gainsay\", version: 7, annotations: {}, text: \"abc\")", "newer version of Gainsay");
}

#[test]
fn searching_for_moved_passages_ends_in_time() {
    let letters = "a".repeat(200_000);
    let mark = |index: usize, exact: &str| {
        format!("(id: \"{index}\", kind: \"claim\", target: [(start: 900000, end: 900009, exact: {exact:?})]),")
    };
    let long = (0..50).map(|index| mark(index, &"a".repeat(100_000))).collect::<String>();
    let short = (0..5_000).map(|index| mark(index, "aa")).collect::<String>();
    for marks in [long, short] {
        let start = Instant::now();
        let file = attempt(whole(&format!("annotations: [{marks}], text: \"{letters}\""))).expect("it opens");
        assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
        assert!(file.document.set().annotations().iter().all(|mark| mark.is_lost()));
        assert!(file.problems.iter().any(|problem| problem.what.contains("not looked for")));
    }
}

/// Folder of hostile files, if the environment names it.
fn data() -> Option<PathBuf> {
    let folder = std::env::var_os("GAINSAY_DATA").map(|data| PathBuf::from(data).join("nasty-ron"));
    if folder.is_none() {
        println!("skipped: GAINSAY_DATA does not name the folder with nasty-ron");
    }
    folder
}

#[test]
fn hostile_files_do_no_harm() {
    let Some(folder) = data() else { return };
    let mut seen = 0;
    for entry in std::fs::read_dir(&folder).expect("the folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_none_or(|extension| extension != "ron") {
            continue;
        }
        let bytes = std::fs::read(&path).expect("the file");
        let fields = String::from_utf8_lossy(&bytes).trim().trim_start_matches('(').to_owned();
        // Alone, and inside a valid file.
        for source in [bytes.clone(), format!("(format: \"gainsay\", version: 1, {fields}").into_bytes()] {
            let start = Instant::now();
            match read(&path, source) {
                Ok(file) => assert!(file.problems.iter().all(|problem| !problem.what.is_empty())),
                Err(error) => assert!(error.to_string().contains("line "), "{}: {error}", path.display()),
            }
            assert!(start.elapsed() < Duration::from_secs(5), "{}: {:?}", path.display(), start.elapsed());
        }
        assert_eq!(std::fs::read(&path).expect("the file"), bytes, "{} was written to", path.display());
        seen += 1;
    }
    assert!(seen > 0, "there is no file in {}", folder.display());
}
