//! A whole project on the command line: its lists and its exports.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};

use gainsay::interchange::project::{LISTS, PROJECT_EXPORTS};
use gainsay::storage::project::FILE_NAME;
use serde_json::{Value, json};
use zip::ZipArchive;

use crate::cli::{Shell, native};

/// An annotation file of an article, with these marks.
fn annotations(file: &str, site: &str, published: &str, text: &str, marks: &str, links: &str) -> String {
    format!(
        "(format: \"gainsay\", version: 1, article: (title: \"Of {file}\", file: \"{file}\", site: \"{site}\", \
         published: \"{published}\"), annotations: [{marks}], relations: [{links}], text: {text:?})"
    )
}

/// Three articles on one claim: told on Monday, told with another number on Tuesday, denied on Wednesday.
pub fn project(shell: &Shell) {
    fs::create_dir_all(shell.path("p/sub")).unwrap();
    let text = "Fourteen trams are cracked, says Ada Holm.\n";
    let claim = "(id: \"a\", kind: \"claim\", target: [(start: 0, end: 26, exact: \"Fourteen trams are cracked\")], \
                 speaker: (voice: \"named\", name: \"Ada Holm\"), tags: [\"trams\"]),";
    fs::write(shell.path("p/monday.txt"), text).unwrap();
    let file = annotations("monday.txt", "The Courier", "2026-03-02", text, claim, "");
    fs::write(shell.path("p/monday.txt.ron"), file).unwrap();
    let text = "Forty trams are cracked, Holm says.\n";
    let claim = "(id: \"b\", kind: \"claim\", target: [(start: 0, end: 23, exact: \"Forty trams are cracked\")], \
                 speaker: (voice: \"named\", name: \"Holm\")),";
    fs::write(shell.path("p/sub/tuesday.txt"), text).unwrap();
    let file = annotations("tuesday.txt", "Radio", "3 March 2026", text, claim, "");
    fs::write(shell.path("p/sub/tuesday.txt.ron"), file).unwrap();
    // The same id as in another article, as in a copied file.
    let text = "None is cracked.\n";
    let denial = "(id: \"a\", kind: \"denial\", target: [(start: 0, end: 15, exact: \"None is cracked\")]),";
    fs::write(shell.path("p/wednesday.txt"), text).unwrap();
    let file = annotations("wednesday.txt", "", "2026-03-04", text, denial, "");
    fs::write(shell.path("p/wednesday.txt.ron"), file).unwrap();
    fs::write(shell.path("p/unmarked.txt"), "Nothing is marked here.\n").unwrap();
    let end =
        |article: &str, path: &str, mark: &str| format!("(article: \"{article}\", path: \"{path}\", mark: \"{mark}\")");
    let (monday, tuesday) = (end("m", "monday.txt", "a"), end("t", "sub/tuesday.txt", "b"));
    let wednesday = end("w", "wednesday.txt", "a");
    let content = format!(
        "(format: \"gainsay-project\", version: 1, articles: [(id: \"m\", path: \"monday.txt\", done: true), \
         (id: \"t\", path: \"sub/tuesday.txt\"), (id: \"w\", path: \"wednesday.txt\")], \
         links: [(id: \"l\", from: {tuesday}, to: {monday}, role: \"restates\", note: \"Another number\"), \
         (id: \"k\", from: {wednesday}, to: {monday}, role: \"rebuts\")], \
         threads: [(id: \"n\", title: \"The cracked trams\", claim: {monday})], \
         speakers: [(id: \"s\", name: \"Ada Holm\", names: [(\"named\", \"Ada Holm\"), (\"named\", \"Holm\")])])"
    );
    fs::write(shell.path("p").join(FILE_NAME), content).unwrap();
}

fn lines(data: &str) -> Vec<Value> {
    data.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

fn list(shell: &Shell, list: &str) -> Vec<Value> {
    let (code, data, messages) = shell.run(&["project", "p", "--list", list]);
    assert_eq!((code, messages.as_str()), (0, ""));
    lines(&data)
}

/// Exports the project to standard output.
fn exported(shell: &Shell, format: &str) -> String {
    let (code, data, messages) = shell.run(&["export", "p", "--project", "--to", format]);
    assert_eq!(code, 0, "{messages}");
    data
}

#[test]
fn the_ledger_follows_a_claim_through_the_articles() {
    let shell = Shell::new();
    project(&shell);
    let ledger = list(&shell, "ledger");
    assert_eq!(ledger.len(), 1, "{ledger:?}");
    let row = &ledger[0];
    assert_eq!((&row["title"], &row["claim"]), (&json!("The cracked trams"), &json!("Fourteen trams are cracked")));
    assert_eq!((&row["articles"], &row["claims"], &row["denials"]), (&json!(2), &json!(2), &json!(1)));
    assert_eq!((&row["since"], &row["standing"]), (&json!("2026-03-02"), &json!("denied")));
    assert_eq!(row["speakers"], json!(["Ada Holm"]));
    let differences = row["differences"][0].as_str().unwrap();
    assert!(differences.starts_with("numbers: Fourteen") && differences.contains("Forty"), "{differences}");
    let (code, _, _) = shell.run(&["project", "p"]);
    assert_eq!(code, 0, "the ledger is the first list");
    // The passages in the order of their dates, the denial after them.
    let passages = list(&shell, "threads");
    let told: Vec<[&str; 3]> =
        passages.iter().map(|row| ["part", "path", "date"].map(|key| row[key].as_str().unwrap())).collect();
    let wanted = [
        ["claim", "monday.txt", "2026-03-02"],
        ["claim", "sub/tuesday.txt", "2026-03-03"],
        ["denials", "wednesday.txt", "2026-03-04"],
    ];
    assert_eq!(told, wanted);
    let speakers = list(&shell, "speakers");
    assert_eq!((&speakers[0]["speaker"], &speakers[0]["articles"]), (&json!("Ada Holm"), &json!(2)));
    assert_eq!((&speakers[0]["first"], &speakers[0]["last"]), (&json!("2026-03-02"), &json!("2026-03-03")));
    let articles = list(&shell, "articles");
    let paths: Vec<&str> = articles.iter().map(|row| row["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["monday.txt", "sub/tuesday.txt", "unmarked.txt", "wednesday.txt"]);
    assert_eq!((&articles[0]["done"], &articles[1]["done"]), (&json!(true), &json!(false)));
}

#[test]
fn each_list_is_a_table_too() {
    let shell = Shell::new();
    project(&shell);
    for row in LISTS {
        let (code, data, messages) = shell.run(&["project", "p", "--list", row.id, "--to", "csv"]);
        assert_eq!((code, messages.as_str()), (0, ""), "{}", row.id);
        let mut table = csv::Reader::from_reader(data.as_bytes());
        let header: Vec<String> = table.headers().unwrap().iter().map(str::to_owned).collect();
        let keys: Vec<String> = list(&shell, row.id)[0].as_object().unwrap().keys().cloned().collect();
        assert_eq!(header, keys, "{}", row.id);
        assert_eq!(table.records().map(Result::unwrap).count(), list(&shell, row.id).len(), "{}", row.id);
    }
}

#[test]
fn every_format_writes_the_whole_project_and_says_what_it_loses() {
    let shell = Shell::new();
    project(&shell);
    let before = fs::read(shell.path("p").join(FILE_NAME)).unwrap();
    for row in PROJECT_EXPORTS {
        let (code, data, messages) =
            shell.run(&["export", "p", "--project", "--to", row.id, "--output", &format!("out.{}", row.extension)]);
        assert_eq!((code, data.as_str()), (0, ""), "{}: {messages}", row.id);
        let lost = format!("gainsay: p: lost in the format {}: ", row.id);
        assert!(messages.starts_with(&lost) && messages.lines().count() == 1, "{}: {messages}", row.id);
        assert!(messages.contains("1 article's state “done”"), "{}: {messages}", row.id);
        let written = shell.path(&format!("out.{}", row.extension));
        assert_eq!(written.is_dir(), row.is_folder, "{}", row.id);
        let (code, _, _) = shell.run(&["export", "p", "--project", "--to", row.id, "--strict", "--output", "strict"]);
        assert_eq!((code, shell.path("strict").exists()), (1, false), "{}", row.id);
        if !row.is_folder {
            assert!(exported_bytes(&shell, row.id) == fs::read(written).unwrap(), "{}", row.id);
        }
    }
    assert_eq!(fs::read(shell.path("p").join(FILE_NAME)).unwrap(), before);
    let (code, _, messages) = shell.run(&["export", "p", "--project", "--to", "svg"]);
    assert_eq!(code, 2);
    assert!(messages.contains("there is no export format of projects “svg”"), "{messages}");
}

fn exported_bytes(shell: &Shell, format: &str) -> Vec<u8> {
    let output = shell.program(&["export", "p", "--project", "--to", format]).output().unwrap();
    assert!(output.status.success());
    output.stdout
}

#[test]
fn reports_name_the_thread_its_passages_and_their_sources() {
    let shell = Shell::new();
    project(&shell);
    let report = exported(&shell, "markdown");
    assert!(report.contains("### <a id=\"t1\"></a>1. The cracked trams"), "{report}");
    assert!(
        report.contains("**Contradicted without evidence** · 2 articles, 2 March 2026 to 3 March 2026"),
        "{report}"
    );
    assert!(report.contains("● Ada Holm: “Forty trams are cracked” — [\\[2\\] Radio, 3 March 2026](#s2)"), "{report}");
    assert!(report.contains("- Told differently: Numbers: Fourteen"), "{report}");
    assert!(report.contains("“None is cracked” — [\\[3\\] Of wednesday.txt, 4 March 2026](#s3)"), "{report}");
    assert!(
        report.contains("- **Ada Holm**: also Holm · 2 claims · 2 articles · 2 March 2026 to 3 March 2026"),
        "{report}"
    );
    assert!(
        report.contains(
            "- <a id=\"s1\"></a>\\[1\\] **Of monday.txt**, The Courier, 2 March 2026\n  monday.txt · 1 claim · In thread [1](#t1)"
        ),
        "{report}"
    );
    assert!(report.contains("(#s1) · Tags: trams"), "{report}");
    assert!(!report.contains("unmarked.txt"), "a source has marks: {report}");
    let page = exported(&shell, "report");
    for words in
        ["The cracked trams", "href=\"#s2\"", "id=\"s2\"", "href=\"#t1\"", "id=\"t1\"", "Content-Security-Policy"]
    {
        assert!(page.contains(words), "{words}");
    }
    let pdf = exported_bytes(&shell, "pdf");
    assert!(pdf.starts_with(b"%PDF-"));
    // From each of three passages to its source, and from each of three sources to the thread.
    assert_eq!(pdf.windows(13).filter(|part| *part == b"/Subtype/Link" || *part == b"/Subtype /Lin").count(), 6);
}

#[test]
fn the_report_says_what_contradicts_what_and_what_is_in_no_thread() {
    let shell = Shell::new();
    // The shell stands in another folder, which may be on another drive.
    let sample = std::path::absolute(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/project")).unwrap();
    let (code, report, messages) = shell.run(&["export", sample.to_str().unwrap(), "--project", "--to", "markdown"]);
    assert_eq!(code, 0, "{messages}");
    let contradiction = "\n  - Denies an own statement: “nobody in the town hall knew of such a report before today” \\[1\\], \
                         “We were told in January” \\[3\\]\n";
    assert!(report.contains(contradiction), "{report}");
    assert!(report.contains("; is itself rebutted by Lene Voss: “Three axles out of fourteen say"), "{report}");
    let (_, loose) =
        report.split_once("## In no thread\n\n### Denials\n\n- ▲ Lene Voss: “").unwrap_or_else(|| panic!("{report}"));
    assert!(loose.contains("— [\\[4\\] Rail and Road Weekly, 9 March 2026](#s4)"), "{report}");
    // Sources in the order in which they are cited.
    let sources: Vec<&str> = report.lines().filter(|line| line.starts_with("- <a id=\"s")).collect();
    assert!(sources[0].contains("Marrow Courier") && sources[3].contains("Rail and Road Weekly"), "{sources:?}");
}

#[test]
fn formats_of_marks_have_the_links_between_articles() {
    let shell = Shell::new();
    project(&shell);
    let marks = lines(&exported(&shell, "jsonl"));
    assert_eq!(marks.len(), 3);
    let tuesday = marks.iter().find(|mark| mark["path"] == "sub/tuesday.txt").unwrap();
    assert_eq!((&tuesday["person"], &tuesday["speaker"]["name"]), (&json!("Ada Holm"), &json!("Holm")));
    let across = &tuesday["across"][0];
    assert_eq!(
        (&across["role"], &across["path"], &across["to"]),
        (&json!("restates"), &json!("monday.txt"), &json!("a"))
    );
    assert_eq!((&across["note"], &tuesday["thread"]), (&json!("Another number"), &json!(1)));
    let table = exported(&shell, "csv");
    assert!(table.contains("restates a in monday.txt (Another number)"), "{table}");
    // A collection of all, which is read back article by article.
    fs::write(shell.path("p.jsonld"), exported(&shell, "w3c")).unwrap();
    let (code, written, messages) = shell.run(&["import", "p.jsonld", "--from", "w3c", "--output", "back"]);
    assert_eq!((code, messages.as_str()), (0, ""));
    assert_eq!(written.lines().count(), 4, "{written}");
    let back = fs::read_to_string(shell.path("back/tuesday.txt.ron")).unwrap();
    assert!(back.contains("Forty trams are cracked"), "{back}");
    let map: Value = serde_json::from_str(&exported(&shell, "aif")).unwrap();
    let nodes = map["AIF"]["nodes"].as_array().unwrap();
    let count = |class: &str| nodes.iter().filter(|node| node["type"] == class).count();
    assert_eq!((count("I"), count("CA"), count("MA")), (3, 1, 1));
}

#[test]
fn archives_and_folders_have_every_article() {
    let shell = Shell::new();
    project(&shell);
    let unpacked = |format: &str| -> BTreeMap<String, String> {
        let mut archive = ZipArchive::new(Cursor::new(exported_bytes(&shell, format))).unwrap();
        let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
        let mut read = |name: &String| {
            let mut text = String::new();
            archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        names.iter().map(|name| (name.clone(), read(name))).collect()
    };
    let cas = unpacked("cas");
    let names: Vec<&str> = cas.keys().map(String::as_str).collect();
    let wanted = ["monday.txt.cas.json", "sub/tuesday.txt.cas.json", "unmarked.txt.cas.json", "wednesday.txt.cas.json"];
    assert_eq!(names, wanted);
    assert!(cas["sub/tuesday.txt.cas.json"].contains("Forty trams are cracked"));
    let project = unpacked("qdpx");
    assert_eq!(project.len(), 5, "the project and four texts");
    let qde = &project["project.qde"];
    assert_eq!(qde.matches("<TextSource ").count(), 4);
    let document = roxmltree::Document::parse(qde).unwrap();
    let ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("guid")).collect();
    let distinct: std::collections::BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(ids.len(), distinct.len(), "no two things have one guid: {qde}");
    let links = document.descendants().filter(|node| node.has_tag_name(("urn:QDA-XML:project:1.0", "Link"))).count();
    assert_eq!(links, 2);
    shell.run(&["export", "p", "--project", "--to", "brat", "--output", "brat"]);
    for name in ["monday.ann", "monday.txt", "sub/tuesday.ann", "annotation.conf"] {
        assert!(shell.path(&native(&format!("brat/{name}"))).is_file(), "{name}");
    }
    assert!(!shell.path("brat/sub/annotation.conf").exists(), "one file of types for all");
    let types = fs::read_to_string(shell.path("brat/annotation.conf")).unwrap();
    assert!(types.contains("denial") && types.contains("claim"), "{types}");
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_is_listed() {
    let shell = Shell::new();
    project(&shell);
    fs::write(shell.path("p/broken.pdf"), "%PDF-1.4\nnothing").unwrap();
    let (code, data, messages) = shell.run(&["project", "p", "--list", "articles"]);
    assert_eq!((code, lines(&data).len(), messages.lines().count()), (0, 5, 1), "{messages}");
    assert!(lines(&data)[0]["error"].as_str().unwrap().contains("broken.pdf"), "{data}");
    fs::write(shell.path("p").join(FILE_NAME), "(format: \"gainsay-project\", version: 1, links: [(").unwrap();
    let (code, data, messages) = shell.run(&["project", "p"]);
    assert_eq!((code, data.as_str(), messages.lines().count()), (2, "", 1), "{messages}");
    let (code, ..) = shell.run(&["project", "gone"]);
    assert_eq!(code, 2);
}

#[test]
fn a_file_in_place_of_the_folder_is_named() {
    let shell = Shell::new();
    for arguments in [&["project", "story.txt"][..], &["export", "story.txt", "--project", "--to", "jsonl"]] {
        let (code, data, message) = shell.run(arguments);
        assert_eq!((code, data.as_str()), (2, ""));
        assert_eq!(message, "gainsay: story.txt is a file; a folder of articles is expected\n");
    }
}
