//! `gainsay convert`, as a script calls it.

use std::fs;

use serde_json::{Value, json};

use crate::cli::{Shell, is_one_sentence, native};

const PAGE: &str = "<!DOCTYPE html><title>Mayor denies it</title><link rel=canonical href=https://herald.example/7>\
    <meta name=author content='Lea Roth'><h1>Mayor denies it</h1><p>\u{1F4A7} No lead, <a href=/works>the works</a> said.\
    <ol start=4><li>One</ol>";

fn json(data: &str) -> Value {
    serde_json::from_str(data).unwrap_or_else(|error| panic!("{error}: {data}"))
}

#[test]
fn an_article_is_its_text_and_structure() {
    let shell = Shell::new();
    fs::write(shell.path("page.html"), PAGE).unwrap();
    let (code, data, messages) = shell.run(&["convert", "page.html"]);
    assert_eq!((code, messages.as_str()), (0, ""));
    let said = json(&data);
    let text = "Mayor denies it\n\n\u{1F4A7} No lead, the works said.\n\nOne";
    assert_eq!(said["text"], text);
    assert_eq!((&said["title"], &said["importer"]), (&json!("Mayor denies it"), &json!("html 2")));
    let source = json!({ "byline": "Lea Roth", "site": "", "published": "", "address": "https://herald.example/7" });
    assert_eq!(said["source"], source);
    let piece = |element, level, start, end, number: Option<u32>, address: Option<&str>| json!({ "element": element, "level": level, "start": start, "end": end, "number": number, "address": address });
    assert_eq!(
        said["structure"],
        json!([
            piece("heading", 1, 0, 15, None, None),
            piece("link", 0, 28, 37, None, Some("https://herald.example/works")),
            piece("item", 1, 45, 48, Some(4), None),
        ])
    );
    let link: String = text.chars().skip(28).take(9).collect();
    assert_eq!(link, "the works");
    assert_eq!(said["sha256"].as_str().unwrap().len(), 64);
    // Once more, and into a file: the same bytes.
    assert_eq!(shell.run(&["convert", "page.html", "--output", "page.json"]), (0, String::new(), String::new()));
    assert_eq!(fs::read_to_string(shell.path("page.json")).unwrap(), data);
}

#[test]
fn annotations_are_the_article_that_they_hold() {
    let shell = Shell::new();
    let (code, data, messages) = shell.run(&["convert", "story.txt.ron"]);
    assert_eq!((code, messages.as_str()), (0, ""));
    assert_eq!(json(&data)["text"], "Mill owner rejects claims.\n");
    assert_eq!(json(&shell.run(&["convert", "story.txt"]).1)["text"], "Mill owner rejects claims.\n");
}

#[test]
fn messages_about_an_article_go_to_standard_error() {
    let shell = Shell::new();
    fs::write(
        shell.path("cut.mht"),
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>No",
    )
    .unwrap();
    let (code, data, messages) = shell.run(&["convert", "cut.mht"]);
    assert_eq!((code, &json(&data)["text"]), (0, &json!("No")));
    assert_eq!(messages, "gainsay: cut.mht: the file is truncated, so the end of the page may be missing\n");
}

#[test]
fn a_failure_in_a_folder_is_reported_and_the_rest_is_converted() {
    let shell = Shell::new();
    fs::create_dir_all(shell.path("in/2026/.hidden")).unwrap();
    fs::write(shell.path("in/2026/page.HTML"), PAGE).unwrap();
    fs::write(shell.path("in/2026/.hidden/page.html"), PAGE).unwrap();
    for name in ["in/page.txt", "in/page.md", "in/page.txt.ron", "in/picture.png"] {
        fs::write(shell.path(name), "Words of it").unwrap();
    }
    fs::write(shell.path("in/page.pdf"), "%PDF-1.4\nnothing").unwrap();
    // The output folder is inside the input folder; the second run gives the same.
    for _ in 0..2 {
        let (code, data, messages) = shell.run(&["convert", "in", "--output", "in/out"]);
        assert_eq!((code, data.as_str()), (2, ""));
        is_one_sentence(&messages);
        assert!(messages.starts_with(&native("gainsay: Could not open in/page.pdf: ")), "{messages}");
        let names = |folder: &str| {
            let entries = fs::read_dir(shell.path(folder)).unwrap();
            let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
            names.sort();
            names
        };
        assert_eq!(names("in/out"), ["2026", "page.md.json", "page.txt.json"]);
        assert_eq!(names("in/out/2026"), ["page.HTML.json"]);
    }
    let page = fs::read_to_string(shell.path("in/out/2026/page.HTML.json")).unwrap();
    assert_eq!(json(&page)["title"], "Mayor denies it");
    let alone = shell.run(&["convert", "in/2026/page.HTML"]).1;
    assert_eq!(page, alone);
}

#[test]
fn a_failed_conversion_gives_the_reason() {
    let shell = Shell::new();
    fs::create_dir(shell.path("bare")).unwrap();
    fs::write(shell.path("a.txt"), b"\x7FELF\x02\x01\x01\0").unwrap();
    for (arguments, why) in [
        (&["convert", "gone.html"][..], "gone.html"),
        (&["convert", "bare"], "bare: converting a folder needs an output folder: --output DIR"),
        (&["convert", "bare", "--output", "out"], "no articles (.txt, "),
        (&["convert", "a.txt"], "this is a program (ELF)"),
        (&["convert", "story.txt", "--output", "story.txt"], "cannot be replaced"),
        (&["convert", "story.txt", "--output", "gone/a.json"], "gone"),
    ] {
        let (code, data, message) = shell.run(arguments);
        assert_eq!((code, data.as_str()), (2, ""), "{arguments:?}");
        is_one_sentence(&message);
        assert!(message.contains(why), "{message}");
    }
    assert_eq!(fs::read_to_string(shell.path("story.txt")).unwrap(), "Mill owner rejects claims.\n");
}

#[test]
fn parts_left_out_of_a_page_are_reported_and_can_be_included() {
    let shell = Shell::new();
    let story =
        "<p>The harbour master told the committee that the pump had been switched off before the flood came.</p>";
    let page = format!(
        "<!DOCTYPE html><title>Report names the pump</title><nav><a href=/>Home</a></nav><article>\
         <h1>Report names the pump</h1>{}</article><footer>All rights reserved</footer>",
        story.repeat(4)
    );
    fs::create_dir(shell.path("pages")).unwrap();
    fs::write(shell.path("pages/page.html"), page).unwrap();
    let (code, data, messages) = shell.run(&["convert", "pages/page.html"]);
    let place = native("pages/page.html");
    let said = format!("gainsay: {place}: 2 short lines around the article are not shown; --whole-page shows all\n");
    assert_eq!((code, messages.as_str()), (0, said.as_str()));
    assert!(!data.contains("All rights reserved"), "{data}");
    let (code, data, messages) = shell.run(&["convert", "--whole-page", "pages/page.html"]);
    assert_eq!((code, messages.as_str()), (0, ""));
    assert!(data.contains("All rights reserved") && data.contains("html 2 whole"), "{data}");
    assert_eq!(shell.run(&["convert", "--whole-page", "pages", "--output", "out"]).0, 0);
    assert_eq!(fs::read_to_string(shell.path("out/page.html.json")).unwrap(), data);
}
