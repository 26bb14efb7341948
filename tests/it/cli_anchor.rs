//! `gainsay anchor`, as a script calls it.

use std::fs;

use serde_json::Value;

use crate::cli::Shell;

const OLD: &str = "Mill owner rejects claims. The 🏭 is quite safe, he said. Nobody was hurt.\n";

/// The story with marks on three passages, one of them with two fragments and a cue.
fn annotated() -> Shell {
    let shell = Shell::new();
    let fragment = |words: &str| {
        let start = OLD[..OLD.find(words).unwrap()].chars().count();
        format!("(start: {start}, end: {}, exact: {words:?})", start + words.chars().count())
    };
    let file = format!(
        "(format: \"gainsay\", version: 1, article: (file: \"story.txt\"), later: (1, 2), annotations: [\
         (id: \"a\", kind: \"denial\", target: [{}, {}], cue: [{}]),\
         (id: \"b\", kind: \"claim\", target: [{}])], text: {OLD:?})",
        fragment("Mill owner"),
        fragment("The 🏭 is quite safe,"),
        fragment("said"),
        fragment("Nobody was hurt."),
    );
    fs::write(shell.path("story.txt.ron"), file).unwrap();
    shell
}

fn lines(data: &str) -> Vec<Value> {
    data.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn each_fragment_has_a_line_with_code_points_of_the_new_text() {
    let shell = annotated();
    fs::write(
        shell.path("new.txt"),
        "Löss. Mill owner rejects claims. The 🏭 is very safe, he said. Nobody was hurt.\n",
    )
    .unwrap();
    let (code, data, message) = shell.run(&["anchor", "story.txt.ron", "new.txt"]);
    assert_eq!((code, message.as_str()), (0, ""));
    let expected = [
        r#"{"id":"a","fragment":0,"outcome":"exact","start":6,"end":16,"similarity":1.0}"#,
        r#"{"id":"a","fragment":1,"outcome":"changed","start":33,"end":52,"similarity":0.75}"#,
        r#"{"id":"a","part":"cue","outcome":"exact","start":56,"end":60,"similarity":1.0}"#,
        r#"{"id":"b","outcome":"exact","start":62,"end":78,"similarity":1.0}"#,
    ];
    assert_eq!(lines(&data), lines(&expected.join("\n")));
}

#[test]
fn lost_and_ambiguous_passages_are_printed_and_counted() {
    let shell = annotated();
    fs::write(shell.path("new.txt"), "Mill owner rejects claims. The 🏭 is quite safe, he said.\n").unwrap();
    let (code, data, _) = shell.run(&["anchor", "story.txt.ron", "new.txt"]);
    let last = lines(&data).pop().unwrap();
    assert_eq!((code, &last["outcome"], &last["start"]), (1, &Value::from("lost"), &Value::Null));
    let again = "Nobody was hurt. ".repeat(3);
    fs::write(shell.path("new.txt"), format!("Other words altogether stand here now\n{again}\nand here")).unwrap();
    let (code, data, _) = shell.run(&["anchor", "story.txt.ron", "new.txt"]);
    let last = lines(&data).pop().unwrap();
    assert_eq!((code, &last["outcome"]), (1, &Value::from("ambiguous")));
    let starts: Vec<_> = last["candidates"].as_array().unwrap().iter().map(|place| place["start"].as_u64()).collect();
    // The last one still ends at the end of a line.
    assert_eq!(starts, [Some(72), Some(38), Some(55)]);
}

#[test]
fn reanchored_annotations_are_written_on_request() {
    let shell = annotated();
    let before = fs::read_to_string(shell.path("story.txt.ron")).unwrap();
    fs::write(shell.path("story.txt"), format!("New. {OLD}")).unwrap();
    let (code, _, _) = shell.run(&["anchor", "story.txt.ron", "story.txt", "--output", "new.ron"]);
    assert_eq!(code, 0);
    assert_eq!(fs::read_to_string(shell.path("story.txt.ron")).unwrap(), before);
    let written = fs::read_to_string(shell.path("new.ron")).unwrap();
    assert!(written.contains("text: \"New. Mill") && written.contains("later: (1, 2)"), "{written}");
    // On its own text every passage is exact, and the file has no problems.
    let (code, data, _) = shell.run(&["anchor", "new.ron", "story.txt"]);
    assert_eq!((code, lines(&data).iter().all(|line| line["outcome"] == "exact")), (0, true), "{data}");
    let (code, problems, _) = shell.run(&["check", "new.ron"]);
    assert_eq!((code, problems.lines().count()), (1, 1), "{problems}");
    assert!(problems.contains("later"), "{problems}");
}

#[test]
fn files_that_cannot_be_read_or_written_are_reported() {
    let shell = annotated();
    let (code, data, message) = shell.run(&["anchor", "story.txt.ron", "gone.txt"]);
    assert_eq!((code, data.as_str(), message.lines().count()), (2, "", 1), "{message}");
    assert!(message.contains("gone.txt"), "{message}");
    let newer = fs::read_to_string(shell.path("story.txt.ron")).unwrap().replace("version: 1", "version: 2");
    fs::write(shell.path("newer.ron"), newer).unwrap();
    assert_eq!(shell.run(&["anchor", "newer.ron", "story.txt"]).0, 1);
    let (code, data, message) = shell.run(&["anchor", "newer.ron", "story.txt", "--output", "new.ron"]);
    assert_eq!((code, data.as_str()), (2, ""));
    assert!(message.contains("newer version") && !shell.path("new.ron").exists(), "{message}");
}
