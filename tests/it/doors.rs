//! Nothing in an article or an annotation file runs code, reaches the network, reads or writes another file, or passes for
//! something that it is not. docs/limits.md lists the ways in; most are closed here.

use std::fs;
use std::path::Path;
#[cfg(unix)]
use std::process::Command;

use crate::desk::{Desk, STORY};
use crate::sample;
use gainsay::articles::article_format;
use gainsay::interchange::{Carried, EXPORTS, ExportFormat, Folder, Output};
use gainsay::jobs::export::{ExportJob, export};
use gainsay::jobs::open::open;
use gainsay::model::article::Article;
use gainsay::model::set::AnnotationSet;
use gainsay::model::visible::{invisible, visible};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Annotations that say their article is `file`.
fn annotations(file: &str, text: &str) -> String {
    format!(
        "(format: \"gainsay\", version: 1, article: (file: {file:?}), annotations: [\
         (id: \"a\", kind: \"claim\", target: [(start: 0, end: 4)])], text: {text:?})"
    )
}

#[test]
fn the_name_in_an_annotation_file_leads_to_no_other_file() {
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("folder");
    fs::create_dir_all(folder.join("deeper")).unwrap();
    for path in ["secret.txt", "folder/beside.txt", "folder/deeper/secret.txt"] {
        fs::write(outer.path().join(path), "Something private").unwrap();
    }
    let absolute = outer.path().join("secret.txt").display().to_string();
    let names =
        ["../secret.txt", &absolute, "deeper/secret.txt", "beside.txt", "..", "/", "/dev/zero", "a/../beside.txt"];
    for name in names {
        fs::write(folder.join("got.ron"), annotations(name, "Some words")).unwrap();
        let loaded = open(&folder.join("got.ron"), None).unwrap();
        assert_eq!(loaded.article_path, None, "{name}");
        assert_eq!(loaded.document.article().text.as_str(), "Some words", "{name}");
    }
    // The article that the annotations were made on is taken under any name, and under its own also when it changed.
    fs::write(folder.join("got.ron"), annotations("beside.txt", "Something private")).unwrap();
    assert!(open(&folder.join("got.ron"), None).unwrap().article_path.is_some());
    fs::write(folder.join("beside.txt.ron"), annotations("beside.txt", "Something public")).unwrap();
    assert!(open(&folder.join("beside.txt.ron"), None).unwrap().article_path.is_some());
}

#[cfg(unix)]
#[test]
fn a_link_in_place_of_the_annotations_leads_to_nothing_new() {
    let mut desk = Desk::story();
    let (story, victim) = (desk.path("story.txt"), desk.path("victim"));
    std::os::unix::fs::symlink(&victim, desk.path("story.txt.ron")).unwrap();
    desk.press("E 1");
    desk.wait(5000);
    desk.shows("is a link to");
    assert!(!victim.exists());
    assert_eq!(desk.seen().len(), 1, "the work is kept in memory");
    // Nor is anything there read for annotations that are none, or written over.
    fs::write(&victim, "export PATH=/bin").unwrap();
    assert!(open(&story, None).unwrap_err().contains("not a Gainsay annotation file"));
    assert_eq!(fs::read_to_string(&victim).unwrap(), "export PATH=/bin");
}

#[test]
fn the_program_has_no_network_and_starts_no_programs() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    for name in
        ["curl", "hyper", "native-tls", "reqwest", "rustls", "tungstenite", "ureq", "webbrowser", "open", "opener"]
    {
        assert!(!lock.contains(&format!("name = \"{name}\"\n")), "{name} is a dependency");
    }
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = fs::read_to_string(&path).unwrap();
            // The person's own order to show what was just printed.
            let is_viewer = path.ends_with("src/ui/viewer.rs");
            assert!(!source.contains("process::{Command") || is_viewer, "{}", path.display());
            for words in ["std::net", "process::Command", "open_url", "OpenUrl", "hyperlink_to", "include_url"] {
                assert!(!source.contains(words), "{}: {words}", path.display());
            }
        }
    }
}

#[test]
fn links_and_pictures_in_markdown_are_words() {
    let source = "[click](javascript:alert(1)) ![chart](../../secret.png) <img src=http://x/y> <http://example.org>\n\n\
                  <script>fetch('http://x')</script>\n\n[a]: file:///etc/passwd\n\n[a]\n";
    let article = article_format("markdown").unwrap().read(source.as_bytes(), None, "a.md").unwrap().article;
    let located = sample::located(&article, &AnnotationSet::default());
    for row in EXPORTS.iter().filter(|row| row.extension.ends_with("html") || row.extension == "svg") {
        let output = (row.write)(&located);
        let page = String::from_utf8(output.file().unwrap().to_vec()).unwrap().to_lowercase();
        for words in ["href=\"javascript:", "href=\"file:", "src=", "<script", "<img", "<iframe", "@import", "url("] {
            assert!(!page.contains(words), "{words} is in {}", row.id);
        }
        let kinds = ["html", "report"];
        assert!(!kinds.contains(&row.id) || page.contains("content-security-policy"), "{} has no policy", row.id);
    }
}

/// A name with every character that hides or reorders text, in every place that shows names.
const HIDING: &str = "Ana\u{202e}etrauD\u{200b}\u{2066}\u{ad}\u{7f}";

#[test]
fn what_is_shown_of_a_file_hides_nothing() {
    let text = STORY.replace('"', "\\\"");
    let hiding = HIDING.escape_unicode();
    let source = format!(
        "(format: \"gainsay\", version: 1, article: (title: \"{hiding}\"), annotations: [
          (id: \"a\", kind: \"claim\", target: [(start: 0, end: 4)], speaker: (name: \"{hiding}\"), creator: \"{hiding}\"),
          (id: \"b\", kind: \"{hiding}\", target: [(start: 5, end: 10)], note: \"{hiding}\", tags: [\"{hiding}\"], certainty: \"{hiding}\", speaker: (voice: \"{hiding}\")),
          (id: \"{hiding}\", kind: \"denial\", target: [(start: 90, end: 99, exact: \"{hiding} lost\")])],
         relations: [(id: \"r\", from: \"{hiding}\", to: \"a\", role: \"rebuts\", note: \"{hiding}\"),
          (id: \"s\", from: \"b\", to: \"a\", role: \"{hiding}\")], text: \"{text}\")"
    );
    let name = format!("{HIDING}.txt").replace('\u{7f}', "");
    let mut desk = Desk::with(&[(&name, STORY.as_bytes()), (&format!("{name}.ron"), source.as_bytes())], &name);
    let hides = |words: &String| words.chars().any(|c| invisible(c).is_some());
    for keys in
        ["J", "J", "J", "N", "Escape", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5", "Ctrl+1", "L", "Escape", "Ctrl+P"]
    {
        desk.press(keys);
        let painted = desk.painted();
        assert!(painted.iter().any(|words| words.contains("File")), "{painted:?}");
        assert_eq!(painted.into_iter().filter(hides).collect::<Vec<_>>(), [""; 0], "after {keys}");
    }
}

#[test]
fn the_title_of_the_window_is_what_it_seems() {
    assert_eq!(visible("story\u{202e}txt.exe"), "story[U+202E]txt.exe");
    let desk = Desk::with(&[("story.md", "# story\u{202e}txt.md\n\nNobody knows.\n".as_bytes())], "story.md");
    assert_eq!(desk.title(), "story[U+202E]txt.md – Gainsay");
    let name = "empty\u{202e}txt.md";
    assert_eq!(Desk::with(&[(name, b"")], name).title(), "empty[U+202E]txt.md – Gainsay");
}

/// A command on a terminal created by script(1).
#[cfg(unix)]
fn on_a_terminal(command: &str) -> Command {
    let mut script = Command::new("script");
    script.args(["-qec", command, "/dev/null"]);
    script
}

#[cfg(unix)]
#[test]
fn an_export_on_a_terminal_does_not_steer_it() {
    // In a bare chroot there is neither /dev/pts, without which script(1) fails, nor sometimes script(1).
    let terminal = on_a_terminal("test -t 1 && echo a terminal").output();
    if !terminal.as_ref().is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains("a terminal")) {
        let why = terminal.map_or_else(|error| error.to_string(), |output| format!("{output:?}"));
        eprintln!("skipped: script(1) makes no terminal here: {why}");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let text = "Red \u{1b}[31m words\u{9b}2J and \u{202e}others";
    let whole = format!("end: {})", text.chars().count());
    fs::write(folder.path().join("a.ron"), annotations("", text).replace("end: 4)", &whole)).unwrap();
    let program = env!("CARGO_BIN_EXE_gainsay");
    let command = format!("'{program}' export a.ron --to csv");
    let mut script = on_a_terminal(&command);
    let output = script.current_dir(folder.path()).env("GAINSAY_HOME", folder.path()).output().unwrap();
    let shown = String::from_utf8(output.stdout).unwrap();
    assert!(shown.contains("Red"), "{shown:?}");
    assert_eq!(shown.chars().find(|c| !matches!(c, '\r' | '\n') && invisible(*c).is_some()), None, "{shown:?}");
    // A program gets the text unchanged.
    let piped = Command::new(program).args(["export", "a.ron", "--to", "csv"]).current_dir(folder.path()).output();
    assert!(String::from_utf8(piped.unwrap().stdout).unwrap().contains('\u{202e}'));
}

/// A format that is a folder, with the article's own name for a file, as an annotation file gives it.
static NAIVE: ExportFormat = ExportFormat {
    id: "naive",
    name: "Naive",
    extension: "naive",
    media_type: "text/plain",
    help: "takes names as they come",
    fields: Carried::All,
    loses: &[],
    folder: None,
    write: |document| {
        Output::Folder(Folder {
            files: vec![(document.document.article().file.clone(), b"words".to_vec())],
            shared: Vec::new(),
        })
    },
    stream: None,
    print: None,
    full: None,
};

#[test]
fn a_format_that_is_a_folder_writes_nothing_outside_it() {
    let outer = tempfile::tempdir().unwrap();
    let absolute = outer.path().join("absolute.txt").display().to_string();
    for name in ["../evil.txt", &absolute, "a/../../evil.txt", "plain.txt"] {
        let article = Article { file: name.to_owned(), ..Article::default() };
        let located = sample::located(&article, &AnnotationSet::default());
        let path = outer.path().join("folder");
        let job = ExportJob {
            path: path.clone(),
            exporter: &NAIVE,
            located,
            sources: Vec::new(),
            replace: true,
            manner: Default::default(),
            progress: Default::default(),
        };
        export(&job).unwrap();
        let inside: Vec<_> = fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(inside.len(), 1, "{name}: {inside:?}");
        assert_eq!(fs::read_dir(outer.path()).unwrap().count(), 1, "{name}");
        fs::remove_dir_all(path).unwrap();
    }
}
