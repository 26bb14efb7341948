//! Records on standard input: JSON lines in, JSON lines out.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::Stdio;

use serde_json::{Value, json};

use crate::cli::{SOUND, Shell};

const PAGE: &str = "<!DOCTYPE html><title>Mayor denies it</title><h1>Mayor denies it</h1><p>No lead, the works said.";

/// Runs a command on records. Each line of its output is an object with the same fields.
fn records(shell: &Shell, arguments: &[&str], input: &[Value]) -> Vec<Value> {
    let input: String = input.iter().map(|record| format!("{record}\n")).collect();
    let (code, data, messages) = shell.run_on(arguments, &input);
    assert_eq!((code, messages.as_str()), (0, ""));
    lines(&data)
}

fn lines(data: &str) -> Vec<Value> {
    data.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

#[test]
fn each_record_is_converted_and_keeps_its_own_fields() {
    let shell = Shell::new();
    fs::write(shell.path("page.html"), PAGE).unwrap();
    let (_, whole, _) = shell.run(&["convert", "page.html"]);
    let by_path = json!({"path": "page.html", "crawl": {"id": 7}});
    let by_content = json!({"content": PAGE, "path": "of/page.html"});
    // "PAGE" in base64 would hide the test: bytes of Latin-1 that are no text in JSON.
    let by_bytes = json!({"path": "e.txt", "base64": "Q2Fm6SBvcGVuLg=="});
    let by_annotations = json!({"annotations": SOUND});
    let said = records(&shell, &["convert", "-"], &[by_path, by_content, by_bytes, by_annotations]);
    assert_eq!(said[0]["article"], serde_json::from_str::<Value>(&whole).unwrap());
    assert_eq!(
        (&said[0]["path"], &said[0]["crawl"], &said[0]["error"]),
        (&json!("page.html"), &json!({"id": 7}), &Value::Null)
    );
    assert_eq!(said[1]["article"], said[0]["article"]);
    assert!(said[1].get("content").is_none(), "the content is not given back");
    assert_eq!(said[2]["article"]["text"], "Café open.");
    assert_eq!(said[3]["article"]["text"], "Mill owner rejects claims.\n");
}

#[test]
fn numbers_and_the_order_of_fields_stay_as_they_are_spelled() {
    let shell = Shell::new();
    let input = "{\"z\": 12345678901234567890123, \"content\": \"A\", \"a\": [1.50, 1e400, \"\\u00e9\"]}\r\n\n";
    let (code, data, _) = shell.run_on(&["convert", "-"], input);
    assert_eq!(code, 0);
    assert!(
        data.starts_with("{\"z\":12345678901234567890123,\"a\":[1.50, 1e400, \"\\u00e9\"],\"article\":{"),
        "{data}"
    );
    assert_eq!(data.lines().count(), 1, "a blank line is no record");
}

#[test]
fn an_error_is_a_record_and_the_run_goes_on() {
    let shell = Shell::new();
    let input = format!(
        "{}\nno record\n[1]\n{}\n{}\n{}\n{}\n{}\n\u{0}\n{}",
        json!({"path": "gone.html", "id": 1}),
        json!({"id": 2}),
        json!({"content": 5}),
        json!({"content": "a", "base64": "YQ=="}),
        json!({"path": "x.pdf", "content": "%PDF-1.4\nnothing"}),
        json!({"annotations": "(format: \"gainsay\", version: 1, annotations: [(", "path": "story.txt"}),
        json!({"content": "The last line, without an end."}),
    );
    let (code, data, messages) = shell.run_on(&["convert", "-"], &input);
    assert_eq!((code, messages.as_str()), (0, ""));
    let said = lines(&data);
    assert_eq!(said.len(), 10);
    let errors: Vec<&str> = said.iter().map(|record| record["error"].as_str().unwrap_or_default()).collect();
    assert!(errors[0].contains("gone.html could not be read"), "{errors:?}");
    assert_eq!(said[0]["id"], 1, "the fields of the record are with its error");
    assert!(errors[1].starts_with("not a record: ") && errors[2].starts_with("not a record: "), "{errors:?}");
    assert_eq!((&said[1]["line"], &said[2]["line"]), (&json!(2), &json!(3)));
    assert_eq!(errors[3], "the record has no path, no article (content or base64) and no annotations");
    assert_eq!(errors[4], "the field content is not a text");
    assert_eq!(errors[5], "the record has both content and base64");
    assert!(errors[6].starts_with("Could not open x.pdf"), "{errors:?}");
    assert!(errors[7].contains("story.txt.ron"), "{errors:?}");
    assert_eq!(errors[8].split(':').next(), Some("not a record"));
    assert_eq!((errors[9], &said[9]["article"]["text"]), ("", &json!("The last line, without an end.")));
    // Every line has every field, so that engines infer the same columns.
    assert!(said.iter().all(|record| record.get("article").is_some() && record.get("notices").is_some()));
}

#[test]
fn odd_lines_are_answered_one_by_one() {
    let shell = Shell::new();
    let mut input = b"\xEF\xBB\xBF{\"content\": \"after a byte-order mark\", \"id\": 1}\r\n\r\n \t\n".to_vec();
    input.extend(b"{\"content\": \"caf\xE9\", \"id\": 2}\n\xFF\xFE\n");
    input.extend(b"{\"content\": \"\\ud800\", \"id\": 3}\n{\"base64\": \"caf\xC3\xA9\", \"id\": 4}\n");
    input.extend(b"{\"base64\": \"Q2Fm6SBvcGVuLg\\n\", \"path\": \"a.txt\", \"id\": 5}\n");
    input.extend(format!("{}\n", json!({"content": "word ".repeat(400_000), "id": 6})).bytes());
    input.extend([vec![b'['; 100_000], b"\n".to_vec()].concat());
    input.extend(b"{\"content\": \"\", \"article\": \"not ours\", \"error\": \"not ours\", \"id\": 7}");
    let (code, data, messages) = shell.run_on(&["convert", "-"], input);
    assert_eq!((code, messages.as_str()), (0, ""));
    let said = lines(&data);
    let ids: Vec<u64> = said.iter().map(|answer| answer["id"].as_u64().unwrap_or_default()).collect();
    assert_eq!(ids, [1, 0, 0, 3, 4, 5, 6, 0, 7], "each keeps its own fields, also with an error");
    let errors: Vec<&str> = said.iter().map(|answer| answer["error"].as_str().unwrap_or_default()).collect();
    assert_eq!(said[0]["article"]["text"], "after a byte-order mark");
    for (at, line) in [(1, 4), (2, 5), (7, 10)] {
        assert!(errors[at].starts_with("not a record: "), "{errors:?}");
        assert_eq!(said[at]["line"], line);
    }
    assert_eq!(errors[3..6], ["the field content is not a text", "the field base64 is not base64", ""]);
    assert_eq!(said[5]["article"]["text"], "Café open.");
    assert!(said[6]["article"]["text"].as_str().is_some_and(|text| text.len() > 1_900_000));
    assert_eq!((&said[8]["article"]["text"], errors[8]), (&json!(""), ""));
    // Two marks with one id: the later one gets another.
    let mark = |at: usize| {
        let (start, end) = (at * 2, at * 2 + 1);
        format!("(id: \"m\", kind: \"claim\", target: [(start: {start}, end: {end}, exact: \"a\")])")
    };
    let twice = format!("(format: \"gainsay\", version: 1, annotations: [{}, {}], text: \"a a a\")", mark(0), mark(1));
    let said = records(&shell, &["export", "-", "--to", "jsonl"], &[json!({"annotations": twice})]);
    let ids: Vec<&str> = (0..2).map(|at| said[0]["export"][at]["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["m", "m-2"]);
}

#[test]
fn a_reader_that_stops_ends_the_run_and_a_full_disk_is_an_error() {
    let shell = Shell::new();
    let mut program = shell.program(&["convert", "-"]);
    let program = program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut program = program.spawn().unwrap();
    let (mut stdin, stdout) = (program.stdin.take().unwrap(), program.stdout.take().unwrap());
    let writer = std::thread::spawn(move || {
        let record = format!("{}\n", json!({"content": "words ".repeat(1000)}));
        // It ends when nobody reads it any more.
        (0..100_000).take_while(|_| stdin.write_all(record.as_bytes()).is_ok()).count()
    });
    let mut first = String::new();
    let mut reader = BufReader::new(stdout);
    reader.read_line(&mut first).unwrap();
    drop(reader);
    assert!(first.ends_with("\"error\":null}\n"), "{first}");
    let output = program.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
    assert!(writer.join().unwrap() < 100_000, "it read on after its reader had left");
    #[cfg(target_os = "linux")]
    {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let mut program = shell.program(&["convert", "-"]);
        let mut program = program.stdin(Stdio::piped()).stdout(full).stderr(Stdio::piped()).spawn().unwrap();
        program.stdin.take().unwrap().write_all(b"{\"content\": \"a\"}\n").unwrap();
        let output = program.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        crate::cli::is_one_sentence(&String::from_utf8(output.stderr).unwrap());
    }
}

#[test]
fn annotations_are_anchored_on_the_article_of_their_record() {
    let shell = Shell::new();
    let changed = "News. Mill owner rejects claims.\n";
    fs::write(shell.path("new.txt"), changed).unwrap();
    let (_, alone, _) = shell.run(&["anchor", "story.txt.ron", "new.txt", "--output", "new.txt.ron"]);
    let said = records(
        &shell,
        &["anchor", "-"],
        &[
            json!({"path": "new.txt", "content": changed, "annotations": SOUND, "day": 3}),
            json!({"path": "story.txt"}),
            json!({"content": changed}),
            json!({"annotations": SOUND}),
        ],
    );
    assert_eq!(said[0]["passages"], json!(lines(&alone)));
    assert_eq!(said[0]["day"], 3);
    assert_eq!(said[0]["annotations"], fs::read_to_string(shell.path("new.txt.ron")).unwrap());
    assert_eq!(said[1]["passages"][0]["outcome"], "exact");
    assert_eq!(said[2]["error"], "there are no annotations to anchor");
    assert_eq!(said[3]["error"], "there is no article to anchor the annotations on");
}

#[test]
fn exports_are_objects_texts_files_or_base64() {
    let shell = Shell::new();
    let record = || json!({"path": "of/story.txt", "annotations": SOUND, "batch": "b"});
    let export = |format: &str| records(&shell, &["export", "-", "--to", format], &[record()]).remove(0);
    let line = &export("jsonl")["export"][0];
    assert_eq!((&line["path"], &line["quote"]), (&json!("of/story.txt"), &json!("Mill")));
    assert_eq!(line["speaker"]["name"], "Ola Berg");
    let (_, table, _) = shell.run(&["export", "story.txt", "--to", "csv"]);
    let csv = export("csv");
    assert_eq!((csv["export"].as_str(), &csv["batch"]), (Some(table.as_str()), &json!("b")));
    assert!(csv["lost"].as_array().unwrap().contains(&json!("the article's text")), "{csv}");
    assert!(export("qdpx")["export"].as_str().unwrap().starts_with("UEsDB"), "a ZIP archive in base64");
    assert!(export("report")["export"].as_str().unwrap().starts_with("<!DOCTYPE html>"));
    let files = export("brat")["export"].clone();
    let names: Vec<&str> = files.as_array().unwrap().iter().map(|file| file["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["story.ann", "story.txt", "annotation.conf"]);
    // The same by the path of the file.
    let said = records(&shell, &["export", "-", "--to", "csv"], &[json!({"path": "story.txt"})]);
    assert_eq!(said[0]["export"], csv["export"]);
    let said = records(&shell, &["export", "-", "--to", "csv", "--strict"], &[record()]);
    assert!(said[0]["error"].as_str().unwrap().starts_with("not exported: lost in the format csv: "), "{said:?}");
    let (code, _, messages) = shell.run(&["export", "-", "--to", "csv", "--output", "x"]);
    assert_eq!((code, messages.as_str()), (2, "gainsay: records go to standard output, without --output\n"));
}

#[test]
fn problems_are_listed_and_repaired_in_the_record() {
    let shell = Shell::new();
    let broken =
        SOUND.replace("text: ", "relations: [(id: \"r\", from: \"a\", to: \"gone\", role: \"rebuts\")], text: ");
    let record = json!({"annotations": broken, "n": 1});
    let said =
        records(&shell, &["check", "-"], &[record.clone(), json!({"path": "story.txt"}), json!({"content": "x"})]);
    assert_eq!(said[0]["problems"][0]["place"], "relation r");
    assert!(said[0]["problems"][0]["repair"].is_string() && said[0]["annotations"].is_null());
    assert_eq!((&said[1]["problems"], &said[1]["error"]), (&json!([]), &Value::Null));
    assert!(said[2]["error"].as_str().unwrap().starts_with("no annotations found"));
    let said = records(&shell, &["check", "-", "--repair"], &[record]);
    assert_eq!((&said[0]["problems"], said[0]["repaired"].as_array().unwrap().len()), (&json!([]), 1));
    let repaired = said[0]["annotations"].as_str().unwrap();
    assert_eq!(records(&shell, &["check", "-"], &[json!({"annotations": repaired})])[0]["problems"], json!([]));
}

#[test]
fn a_folder_is_checked_and_anchored_file_by_file() {
    let shell = Shell::new();
    fs::create_dir_all(shell.path("in/2026")).unwrap();
    for name in ["in/one.txt", "in/2026/two.txt"] {
        fs::write(shell.path(name), "News. Mill owner rejects claims.\n").unwrap();
        fs::write(shell.path(&format!("{name}.ron")), SOUND).unwrap();
    }
    fs::write(shell.path("in/2026/alone.txt.ron"), SOUND).unwrap();
    let (code, data, messages) = shell.run(&["anchor", "in"]);
    assert_eq!((code, messages.lines().count()), (2, 1), "{messages}");
    let said = lines(&data);
    let files: Vec<&str> = said.iter().map(|line| line["file"].as_str().unwrap()).collect();
    assert_eq!(files, [crate::cli::native("2026/two.txt.ron").as_str(), "one.txt.ron"]);
    assert_eq!(said[0]["outcome"], "exact");
    let (code, data, messages) = shell.run(&["check", "in"]);
    assert_eq!((code, messages.as_str()), (1, ""), "{data}");
    assert_eq!(
        data.lines().filter(|line| line.contains("article-changed") || line.contains("in")).count(),
        2,
        "{data}"
    );
}
