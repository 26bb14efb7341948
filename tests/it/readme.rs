//! The pages for people say what the code says.
//!
//! Tables between `<!-- begin: NAME -->` and `<!-- end: NAME -->` are made from the code. `GAINSAY_BLESS=1 cargo test
//! readme` writes them anew.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use gainsay::app::commands;
use gainsay::app::commands::command::MENUS;
use gainsay::articles::ARTICLE_FORMATS;
use gainsay::interchange::{EXPORTS, ExportFormat, IMPORTS, LossRow, loss_rows};
use gainsay::model::check;
use gainsay::model::document::Document;
use gainsay::model::kind::{KINDS, Kind};
use gainsay::model::ledger::STANDINGS;
use gainsay::model::role::ROLES;
use gainsay::storage::files::{ANNOTATIONS_LIMIT, ARTICLE_LIMIT, sha256};
use gainsay::storage::reader::{MOST_RECORDS, MOST_VALUES};
use gainsay::storage::settings::{Folders, SETTINGS, Settings, SettingsFile, Theme, Value};
use gainsay::storage::{reader, writer};
use gainsay::ui::dialogs::{CARET_KEYS, MOUSE_GESTURES};

use crate::cli::Shell;

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

pub(crate) fn read(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap().replace("\r\n", "\n")
}

/// What stands between the markers of a block, and where.
fn block<'a>(page: &'a str, name: &str) -> (std::ops::Range<usize>, &'a str) {
    let (begin, end) = (format!("<!-- begin: {name} -->\n"), format!("<!-- end: {name} -->"));
    let start = page.find(&begin).unwrap_or_else(|| panic!("no block {name}")) + begin.len();
    let stop = start + page[start..].find(&end).unwrap_or_else(|| panic!("the block {name} has no end"));
    (start..stop, &page[start..stop])
}

/// A block of a page: the page, the block's name, and how it is made from what it holds now.
type Block = (&'static str, &'static str, fn(&str) -> String);

/// The blocks of all pages.
const BLOCKS: &[Block] = &[
    ("docs/manual/links.md", "kinds", |_| kinds()),
    ("docs/manual/links.md", "roles", |_| roles()),
    ("README.md", "formats", |_| formats()),
    ("README.md", "limits", |_| limits()),
    ("docs/manual/ledger.md", "standings", |_| standings()),
    ("docs/manual/formats.md", "importers", |_| importers()),
    ("docs/manual/formats.md", "exporters", |_| exporters()),
    ("docs/manual/formats.md", "readers", |_| readers()),
    ("docs/manual/formats.md", "losses", |_| lost()),
    ("docs/file.md", "file", file),
    ("docs/keys.md", "caret", |_| caret()),
    ("docs/keys.md", "mouse", |_| mouse()),
    ("docs/keys.md", "keys", |_| keys()),
    ("docs/command-line.md", "help", |_| help()),
    ("docs/command-line.md", "anchor", |_| anchor()),
    ("docs/settings.md", "settings", |_| settings()),
    ("docs/settings.md", "table", |_| settings_table()),
];

#[test]
fn every_table_says_what_the_code_says() {
    let bless = std::env::var("GAINSAY_BLESS").is_ok_and(|value| value == "1");
    for page in PAGES {
        let blocks: Vec<&Block> = BLOCKS.iter().filter(|(of, ..)| of == page).collect();
        let mut text = read(page);
        for (_, name, make) in &blocks {
            let (place, found) = block(&text, name);
            let wanted = make(found);
            if bless {
                text.replace_range(place, &wanted);
            } else {
                assert_eq!(
                    found, wanted,
                    "{page}: the block {name} is out of date: GAINSAY_BLESS=1 cargo test readme writes it anew"
                );
            }
        }
        assert_eq!(text.matches("<!-- begin: ").count(), blocks.len(), "{page} has a block that no test makes");
        if bless && !blocks.is_empty() {
            fs::write(path(page), text).unwrap();
        }
    }
    let on_no_page = BLOCKS.iter().find(|(page, ..)| !PAGES.contains(page));
    assert!(on_no_page.is_none(), "{on_no_page:?} is on none of the pages");
}

#[test]
fn the_readme_takes_three_minutes() {
    let lines = read("README.md").lines().count();
    assert!(lines <= 200, "README.md has {lines} lines: what is long belongs in docs/");
}

/// A Markdown table.
fn table(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let line = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let head: Vec<String> = head.iter().map(|cell| (*cell).to_owned()).collect();
    let mut table = line(&head) + &"|---".repeat(head.len()) + "|\n";
    for row in rows {
        table += &line(&row);
    }
    table
}

fn code(words: &str) -> String {
    format!("`{words}`")
}

/// Keys as people read them, the same on every system.
fn chords(keys: &[&str]) -> String {
    let shown = keys.iter().map(|keys| match keys.rsplit_once('+') {
        Some((held, key)) if !key.is_empty() => format!("{held}+{}", arrow(key)),
        _ => arrow(keys).to_owned(),
    });
    shown.map(|keys| code(&keys)).collect::<Vec<_>>().join(" ")
}

fn arrow(key: &str) -> &str {
    match key {
        "Left" => "←",
        "Right" => "→",
        "Up" => "↑",
        "Down" => "↓",
        key => key,
    }
}

fn kinds() -> String {
    table(
        &["", "Kind", "Key", "What it does"],
        KINDS.iter().map(|row| vec![row.glyph.to_owned(), row.name.to_owned(), code(row.key), row.help.to_owned()]),
    )
}

fn roles() -> String {
    let pairs = |row: &gainsay::model::role::RoleRow| {
        let mut from: Vec<(&str, Vec<&str>)> = Vec::new();
        for one in KINDS {
            let to: Vec<&str> = KINDS
                .iter()
                .filter(|other| !row.same_kind && row.allows(&Kind::of(one), &Kind::of(other)))
                .map(|other| other.id)
                .collect();
            if !to.is_empty() {
                from.push((one.id, to));
            }
        }
        let mut said: Vec<String> = from.iter().map(|(one, to)| format!("{one} → {}", to.join(", "))).collect();
        said.extend(row.same_kind.then(|| "any kind → the same kind".to_owned()));
        said.join("; ")
    };
    table(
        &["Role", "What it does", "From → to"],
        ROLES.iter().map(|row| vec![row.name.to_owned(), row.help.to_owned(), pairs(row)]),
    )
}

fn standings() -> String {
    table(&["Standing", "When"], STANDINGS.iter().map(|row| vec![row.name.to_owned(), row.help.to_owned()]))
}

fn importers() -> String {
    let extensions = |of: &[&str]| of.iter().map(|one| code(&format!(".{one}"))).collect::<Vec<_>>().join(" ");
    table(
        &["Format", "Files", "What it is"],
        ARTICLE_FORMATS.iter().map(|row| vec![row.name.to_owned(), extensions(row.extensions), row.help.to_owned()]),
    )
}

fn readers() -> String {
    let extensions = |of: &[&str]| of.iter().map(|one| code(&format!(".{one}"))).collect::<Vec<_>>().join(" ");
    table(
        &["Format", "`--from`", "Files", "What is read"],
        IMPORTS
            .iter()
            .map(|row| vec![row.name.to_owned(), code(row.id), extensions(row.extensions), row.help.to_owned()]),
    )
}

/// The names of all formats, by what is done with them.
fn formats() -> String {
    let names = |names: Vec<&str>| names.join(", ");
    table(
        &["", "Formats"],
        [
            ("Articles are read from", names(ARTICLE_FORMATS.iter().map(|row| row.name).collect())),
            ("Annotations are exported to", names(EXPORTS.iter().map(|row| row.name).collect())),
            ("Annotations are imported from", names(IMPORTS.iter().map(|row| row.name).collect())),
        ]
        .map(|(what, names)| vec![what.to_owned(), names]),
    )
}

/// The losses of each format.
fn lost() -> String {
    let name = |row: LossRow| if row.several.is_empty() { row.one } else { row.several };
    let losses = |format: &ExportFormat| {
        let lost: Vec<&str> = loss_rows().filter(|row| format.is_lost(row.loss)).map(name).collect();
        if lost.is_empty() { "nothing".to_owned() } else { lost.join(", ") }
    };
    table(&["`--to`", "What is lost"], EXPORTS.iter().map(|row| vec![code(row.id), losses(row)]))
}

fn exporters() -> String {
    table(
        &["Format", "`--to`", "File", "What it is"],
        EXPORTS.iter().map(|row| {
            vec![row.name.to_owned(), code(row.id), code(&format!(".{}", row.extension)), row.help.to_owned()]
        }),
    )
}

/// The example as the program writes it, after reading what stands there.
fn file(example: &str) -> String {
    let source = example.trim_start_matches("```ron\n").trim_end_matches("```\n");
    let opened = reader::read(Path::new("docs/file.md"), source.as_bytes().to_vec()).unwrap();
    let problems = check::problems(&opened.document, &opened.problems);
    assert!(problems.is_empty(), "{problems:?}");
    let (mut article, set, extra) = opened.document.into_parts();
    article.sha256 = sha256(article.text.as_str().as_bytes());
    format!("```ron\n{}```\n", writer::write(&Document::new(article, set, extra)))
}

fn mouse() -> String {
    table(
        &["Gesture", "What it does"],
        MOUSE_GESTURES.iter().map(|(gesture, help)| vec![(*gesture).to_owned(), (*help).to_owned()]),
    )
}

fn caret() -> String {
    table(&["Key", "What it does"], CARET_KEYS.iter().map(|(keys, _, help)| vec![code(keys), (*help).to_owned()]))
}

fn keys() -> String {
    let mut out = String::new();
    for (menu, name) in MENUS {
        let gap = if out.is_empty() { "" } else { "\n" };
        let rows = commands::all().filter(|command| command.menu == *menu).map(|command| {
            let title = command.title.trim_end_matches('…').to_owned();
            vec![chords(command.keys), title, command.help.to_owned(), code(command.id)]
        });
        out += &format!("{gap}**{name}**\n\n{}", table(&["Key", "Command", "What it does", "Id"], rows));
    }
    out
}

fn help() -> String {
    let mut out = String::from("```text\n");
    let commands = ["", "export", "import", "convert", "check", "anchor", "merge", "project"];
    for command in commands {
        let mut arguments = vec![command, "--help"];
        arguments.retain(|word| !word.is_empty());
        let mut program = Command::new(env!("CARGO_BIN_EXE_gainsay"));
        let shown = program.args(&arguments).env_remove("COLUMNS").output().unwrap();
        assert!(shown.status.success());
        let shown = String::from_utf8(shown.stdout).unwrap().replace("\r\n", "\n").replace("gainsay.exe", "gainsay");
        let gap = if arguments.len() > 1 { "\n" } else { "" };
        let _ = write!(out, "{gap}$ gainsay {}\n{shown}", arguments.join(" "));
    }
    out + "```\n"
}

/// What becomes of three passages and a cue of a short article.
fn anchor() -> String {
    let shell = Shell::new();
    let text = "The mayor denied it. “Nobody asked me,” she said. The council meets again in March.";
    let new = "Update. The mayor has denied it. “Nobody asked me,” she said.";
    let passage = |words: &str| {
        let start = text[..text.find(words).unwrap()].chars().count();
        format!("[(start: {start}, end: {}, exact: {words:?})]", start + words.chars().count())
    };
    let mark = |id: &str, words: &str| format!("(id: {id:?}, kind: \"claim\", target: {})", passage(words));
    let marks = [
        mark("a", "“Nobody asked me,”"),
        mark("b", "The mayor denied it."),
        mark("c", "The council meets again in March."),
    ];
    let marks = marks.join(", ").replacen(")])", &format!(")], cue: {})", passage("said")), 1);
    let file = format!("(format: \"gainsay\", version: 1, annotations: [{marks}], text: {text:?})");
    fs::write(shell.path("story.txt.ron"), file).unwrap();
    fs::write(shell.path("story.txt"), new).unwrap();
    let (code, lines, message) = shell.run(&["anchor", "story.txt.ron", "story.txt"]);
    assert_eq!((code, message.as_str()), (1, ""));
    format!("```text\n$ gainsay anchor story.txt.ron story.txt\n{lines}```\n")
}

fn settings() -> String {
    let home = tempfile::tempdir().unwrap();
    let folders = Folders::at(home.path());
    let mut settings = Settings {
        creator: "Ida Holm".to_owned(),
        theme: Theme::Dark,
        panel_width: Some(380.0),
        editor_height: Some(320.0),
        export_format: EXPORTS[0].id.to_owned(),
        ..Settings::default()
    };
    settings.keys.insert("mark.claim".to_owned(), vec!["Q".to_owned(), "1".to_owned()]);
    settings.remember(Path::new("/home/ida/story.txt"));
    SettingsFile::open(&folders).0.save(&settings).unwrap();
    format!("```ron\n{}```\n", fs::read_to_string(folders.settings_file()).unwrap())
}

fn settings_table() -> String {
    let mut table = String::from("| Setting | Value | Meaning |\n|---|---|---|\n");
    for row in SETTINGS {
        let value = match &row.value {
            Value::Text(_) => "text".to_owned(),
            Value::Switch(..) => "`true` or `false`".to_owned(),
            Value::Choice(names, ..) => {
                names.iter().map(|(id, _)| format!("`\"{id}\"`")).collect::<Vec<_>>().join(", ")
            }
            Value::Number(_, bounds, unit) => {
                format!("{} to {} {unit}", bounds.start(), bounds.end()).trim_end().to_owned()
            }
            Value::Length(_) => "points".to_owned(),
            Value::Keys(_) => "commands with their keys".to_owned(),
            Value::Ids(_) => "list of ids".to_owned(),
            Value::Files(_) => "list of files".to_owned(),
        };
        let name = match &row.value {
            Value::Switch(_, name) if !name.is_empty() => format!("{name}. "),
            _ => String::new(),
        };
        table.push_str(&format!("| `{}` | {value} | {name}{} |\n", row.id, row.help));
    }
    table
}

fn limits() -> String {
    let size =
        |bytes: u64| if bytes >= 1 << 30 { format!("{} GiB", bytes >> 30) } else { format!("{} MiB", bytes >> 20) };
    format!(
        "- An article's file may have up to {}, an annotation file up to {} with {} million marks, passages and links and \
         {} million values.\n",
        size(ARTICLE_LIMIT),
        size(ANNOTATIONS_LIMIT),
        MOST_RECORDS / 1_000_000,
        MOST_VALUES / 1_000_000
    )
}

#[test]
fn every_dependency_has_a_reason() {
    let manifest = read("Cargo.toml");
    let (mut in_dependencies, mut before, mut seen) = (false, "", 0);
    for line in manifest.lines() {
        if line.starts_with('[') {
            in_dependencies = line.contains("dependencies]");
        } else if in_dependencies && let Some((name, _)) = line.split_once(" = ") {
            let reason = before.strip_prefix("# ").unwrap_or_default();
            assert!(reason.len() > 10 && reason.ends_with('.'), "Cargo.toml: no reason above {name}");
            seen += 1;
        }
        before = line;
    }
    assert!(seen > 40, "only {seen} dependencies were read");
}

/// The pages for people.
pub(crate) const PAGES: &[&str] = &[
    "README.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "assets/fonts/README.md",
    "docs/accessibility.md",
    "docs/command-line.md",
    "docs/file.md",
    "docs/install.md",
    "docs/keys.md",
    "docs/limits.md",
    "docs/manual/README.md",
    "docs/manual/accessibility.md",
    "docs/manual/changed-articles.md",
    "docs/manual/corpora.md",
    "docs/manual/first-session.md",
    "docs/manual/formats.md",
    "docs/manual/ledger.md",
    "docs/manual/links.md",
    "docs/manual/privacy.md",
    "docs/manual/projects.md",
    "docs/manual/reading.md",
    "docs/manual/teams.md",
    "docs/manual/trouble.md",
    "docs/settings.md",
];

#[test]
fn what_the_pages_link_to_is_there() {
    for page in PAGES {
        let text = read(page);
        let folder = path(page).parent().unwrap().to_owned();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if !link.starts_with("http") {
                let file = link.split('#').next().unwrap();
                assert!(file.is_empty() || folder.join(file).exists(), "{page} links to {link}, which is not there");
            }
        }
        // And what they name as code: `src/ui/platform.rs`, `tests/it/desk.rs`.
        for name in text.split('`').skip(1).step_by(2) {
            let is_path = ["src/", "tests/", "benches/", "assets/", ".ci/"].iter().any(|root| name.starts_with(root));
            if is_path && !name.contains([' ', '*', '…']) {
                assert!(path(name).exists(), "{page} names {name}, which is not there");
            }
        }
    }
}

#[test]
fn the_version_is_in_the_changelog() {
    let head = format!("## [{}]", env!("CARGO_PKG_VERSION"));
    let page = read("CHANGELOG.md");
    assert!(page.contains("## [Unreleased]") && page.contains(&head), "CHANGELOG.md lacks {head}");
}

#[test]
fn the_manual_names_every_language_of_the_phrases() {
    let page = read("docs/manual/formats.md");
    let mut count = 0;
    for file in std::fs::read_dir(path("assets/phrases")).unwrap() {
        let file = file.unwrap().path();
        if file.ends_with("names.txt") {
            continue;
        }
        let words = std::fs::read_to_string(&file).unwrap();
        let languages = words.trim_start_matches("# ").split('.').next().unwrap().replace(" and ", ", ");
        for language in languages.split(", ") {
            count += 1;
            let is_there = page.split(|letter: char| !letter.is_alphabetic()).any(|word| word == language);
            assert!(is_there, "{language} ({}) is not on the page", file.display());
        }
    }
    assert!(count > 40, "only {count} languages were read");
}
