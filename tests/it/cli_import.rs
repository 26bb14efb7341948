//! `gainsay import` as called by a script.

use std::fs;

use gainsay::interchange::{IMPORTS, export_format};

use crate::cli::{Shell, is_one_sentence, native};

/// A folder with the story in every import format, each in a separate folder.
fn exported() -> Shell {
    let shell = Shell::new();
    for row in IMPORTS {
        let place = match export_format(row.id).unwrap() {
            exporter if exporter.folder.is_some() => row.id.to_owned(),
            exporter => {
                fs::create_dir(shell.path(row.id)).unwrap();
                format!("{0}/story.{1}", row.id, exporter.extension)
            }
        };
        let (code, _, messages) = shell.run(&["export", "story.txt", "--to", row.id, "--output", &place]);
        assert_eq!(code, 0, "{messages}");
    }
    shell
}

#[test]
fn exported_annotations_are_imported_with_their_article() {
    let shell = exported();
    for row in IMPORTS {
        let output = format!("back/{}", row.id);
        let arguments = ["import", row.id, "--from", row.id, "--output", &output];
        // The article is named if the format does not contain it.
        let article = ["--article", "story.txt"];
        let arguments: Vec<&str> = arguments.into_iter().chain(article).collect();
        let (code, data, messages) = shell.run(&arguments);
        assert_eq!((code, messages.as_str()), (0, ""), "{}", row.id);
        assert_eq!(data.lines().count(), 1, "{}: {data}", row.id);
        let annotations = fs::read_to_string(shell.path(data.trim_end())).unwrap();
        assert!(
            annotations.contains("kind: \"denial\"") && annotations.contains("Ola Berg"),
            "{}: {annotations}",
            row.id
        );
        let text = data.trim_end().strip_suffix(".ron").unwrap();
        assert_eq!(fs::read_to_string(shell.path(text)).unwrap(), "Mill owner rejects claims.\n", "{}", row.id);
        let (code, report, _) = shell.run(&["check", data.trim_end()]);
        assert_eq!(code, 0, "{}: {report}", row.id);

        // Importing again changes nothing, with a message.
        let (code, data, messages) = shell.run(&arguments);
        assert_eq!((code, data.as_str()), (2, ""), "{}", row.id);
        is_one_sentence(&messages);
        assert!(messages.contains("already exists and was not changed"), "{messages}");
    }
}

#[test]
fn a_failure_in_a_folder_is_reported_and_the_rest_is_imported() {
    let shell = Shell::new();
    fs::create_dir_all(shell.path("in/2026")).unwrap();
    let sound = "T1\tclaim 0 4\tSome\nE1\tOdd:T1 To:T1\n";
    for name in ["in/a", "in/2026/b", "in/2026/c"] {
        fs::write(shell.path(&format!("{name}.ann")), sound).unwrap();
        fs::write(shell.path(&format!("{name}.txt")), "Some words.\n").unwrap();
    }
    fs::write(shell.path("in/2026/c.ann"), b"\xFF").unwrap();
    // The output folder is in the input folder.
    let (code, data, messages) = shell.run(&["import", "in", "--from", "brat", "--output", "in/out"]);
    assert_eq!(code, 2);
    assert_eq!(data, native("in/out/2026/b.txt.ron\nin/out/a.txt.ron\n"));
    let messages: Vec<&str> = messages.lines().collect();
    assert_eq!(messages.len(), 3, "{messages:?}");
    assert!(messages[0].contains("b.ann: an event becomes a mark"), "{messages:?}");
    assert!(messages[1].contains(&native("Could not import in/2026/c.ann: not a brat standoff file")), "{messages:?}");
    assert_eq!(fs::read_to_string(shell.path("in/out/a.txt")).unwrap(), "Some words.\n");
}

#[test]
fn a_failed_import_gives_the_reason() {
    let shell = Shell::new();
    fs::create_dir(shell.path("bare")).unwrap();
    for (arguments, why) in [
        (&["import", "story.txt", "--from", "docx", "--output", "out"][..], "there is no import format"),
        (&["import", "bare", "--from", "brat", "--output", "out"], "no .ann found in bare"),
        (&["import", "gone.ann", "--from", "brat", "--output", "out"], "gone.ann"),
        (&["import", "story.txt", "--from", "qdpx", "--output", "out"], "not a REFI-QDA project"),
        (&["import", "story.txt", "--from", "w3c", "--output", "out", "--article", "gone.txt"], "gone.txt"),
    ] {
        let (code, data, message) = shell.run(arguments);
        assert_eq!((code, data.as_str()), (2, ""), "{arguments:?}");
        is_one_sentence(&message);
        assert!(message.contains(why), "{message}");
    }
    assert!(!shell.path("out").exists());
}

/// An article's name in a file leads to no other folder and replaces no existing file.
#[test]
fn names_in_a_file_cannot_leave_the_folder() {
    let shell = Shell::new();
    // Including device names of Windows, and a name whose end Windows would drop.
    let names =
        ["../escaped.txt", "/tmp/escaped.txt", "..", "a/b.txt", "C:\\x.txt", ".hidden", "", "con.txt", "Lpt9", "a. ."];
    for (index, name) in names.iter().enumerate() {
        let hypothesis = serde_json::json!({ "annotations": [{
            "id": "a",
            "uri": format!("https://x.example/{}", name.replace('/', "%2F")),
            "target": [{ "selector": [{ "type": "TextQuoteSelector", "exact": "Mill" }] }],
        }] });
        fs::write(shell.path("in.json"), hypothesis.to_string()).unwrap();
        let output = format!("out{index}");
        let (code, data, messages) = shell.run(&["import", "in.json", "--from", "hypothesis", "--output", &output]);
        assert_eq!(code, 0, "{name}: {messages}");
        let written: Vec<_> = fs::read_dir(shell.path(&output)).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert_eq!(written.len(), 1, "{name}: {written:?}");
        assert_eq!(shell.path(data.trim_end()), written[0], "{name}");
        let file = written[0].file_name().unwrap().to_string_lossy().to_lowercase();
        assert!(!["con.", "lpt9."].iter().any(|device| file.starts_with(device)) && !file.starts_with("a. "), "{file}");
    }
    assert_eq!(fs::read_to_string(shell.path("story.txt")).unwrap(), "Mill owner rejects claims.\n");
}

#[test]
fn an_article_with_different_text_is_not_changed() {
    let shell = exported();
    fs::create_dir(shell.path("out")).unwrap();
    fs::write(shell.path("out/story.txt"), "Something else.\n").unwrap();
    let (code, data, message) = shell.run(&["import", "w3c/story.jsonld", "--from", "w3c", "--output", "out"]);
    assert_eq!((code, data.as_str()), (2, ""));
    assert!(message.contains("already exists with different text and was not changed"), "{message}");
    assert_eq!(fs::read_to_string(shell.path("out/story.txt")).unwrap(), "Something else.\n");
    assert!(!shell.path("out/story.txt.ron").exists());
}

#[test]
fn an_empty_file_is_called_empty() {
    let shell = Shell::new();
    fs::write(shell.path("empty.txt"), " \n").unwrap();
    for row in IMPORTS {
        let (code, data, message) = shell.run(&["import", "empty.txt", "--from", row.id, "--output", "out"]);
        assert_eq!((code, data.as_str()), (2, ""), "{}", row.id);
        is_one_sentence(&message);
        assert!(message.contains("empty.txt: the file is empty"), "{}: {message}", row.id);
    }
}
