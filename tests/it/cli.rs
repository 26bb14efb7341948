//! The program as a script calls it: its output, files and exit codes.

use std::fs;
use std::io::Write as _;
use std::path::{MAIN_SEPARATOR_STR, Path, PathBuf};
use std::process::{Command, Output, Stdio};

use gainsay::app::commands;
use gainsay::articles::ARTICLE_FORMATS;
use gainsay::interchange::{EXPORTS, Loss};
use tempfile::TempDir;

/// A folder with a story and its annotations, and no settings.
pub struct Shell {
    folder: TempDir,
}

/// Annotations without problems.
pub const SOUND: &str = r#"(
    format: "gainsay",
    version: 1,
    article: (file: "story.txt"),
    annotations: [
        (
            id: "a",
            kind: "denial",
            target: [(start: 0, end: 4, exact: "Mill")],
            speaker: (voice: "named", name: "Ola Berg"),
        ),
    ],
    text: "Mill owner rejects claims.\n",
)
"#;

impl Shell {
    /// The story alone with its annotations.
    pub fn new() -> Self {
        let shell = Self { folder: tempfile::tempdir().unwrap() };
        fs::write(shell.path("story.txt"), "Mill owner rejects claims.\n").unwrap();
        fs::write(shell.path("story.txt.ron"), SOUND).unwrap();
        shell
    }

    /// A file in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(native(name))
    }

    /// The program in this folder, without a display.
    pub fn program(&self, arguments: &[&str]) -> Command {
        let mut program = Command::new(env!("CARGO_BIN_EXE_gainsay"));
        program.args(arguments).current_dir(self.folder.path()).env("GAINSAY_HOME", self.path("home"));
        program.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
        program.stdin(Stdio::null());
        program
    }

    /// Runs the program with these arguments and this standard input: exit code, standard output, standard error.
    pub fn run_on(&self, arguments: &[&str], input: impl AsRef<[u8]>) -> (i32, String, String) {
        let mut program = self.program(arguments);
        let program = program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut program = program.spawn().unwrap();
        let (mut stdin, input) = (program.stdin.take().unwrap(), input.as_ref().to_vec());
        // A program that answers while it reads would wait for a reader of its answers.
        let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let Output { status, stdout, stderr } = program.wait_with_output().unwrap();
        writer.join().unwrap();
        (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
    }

    /// Runs the program with these arguments: exit code, standard output, standard error.
    pub fn run(&self, arguments: &[&str]) -> (i32, String, String) {
        let Output { status, stdout, stderr } = self.program(arguments).output().unwrap();
        (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
    }
}

/// Text with its paths in the notation of the system.
pub fn native(words: &str) -> String {
    words.replace('/', MAIN_SEPARATOR_STR)
}

/// True if the text is one readable line.
#[track_caller]
pub fn is_one_sentence(message: &str) {
    assert!(message.starts_with("gainsay: "), "{message:?}");
    assert_eq!(message.lines().count(), 1, "{message:?}");
    assert!(!message.contains("panicked"), "{message:?}");
}

#[test]
fn every_format_goes_to_standard_output_or_to_a_file_alike() {
    let shell = Shell::new();
    for row in EXPORTS {
        if row.folder.is_some() {
            continue;
        }
        let Output { status, stdout: data, .. } =
            shell.program(&["export", "story.txt", "--to", row.id]).output().unwrap();
        assert!(status.success(), "{}", row.id);
        let (code, printed, messages) = shell.run(&["export", "story.txt.ron", "--to", row.id, "--output", "out"]);
        assert_eq!((code, printed.as_str()), (0, ""), "{}", row.id);
        let told = format!("gainsay: story.txt.ron: lost in the format {}: ", row.id);
        assert!(messages.lines().count() < 2 && (messages.is_empty() || messages.starts_with(&told)), "{messages}");
        assert_eq!(fs::read(shell.path("out")).unwrap(), data, "{}", row.id);
        // Formats of claims ignore a denial, and compressed formats hide it.
        if let Ok(data) = String::from_utf8(data) {
            let words = ["Mill", "Ola Berg"].map(|words| data.contains(words));
            assert_eq!(words, [!row.is_lost(Loss::OtherKinds); 2], "{}: {data}", row.id);
        }
    }
    assert_eq!(fs::read_to_string(shell.path("story.txt.ron")).unwrap(), SOUND);
}

#[test]
fn an_unknown_format_is_named_with_the_known_ones() {
    let shell = Shell::new();
    let (code, data, message) = shell.run(&["export", "story.txt", "--to", "docx"]);
    assert_eq!((code, data.as_str()), (2, ""));
    is_one_sentence(&message);
    for words in ["docx", "csv", "markdown", "html", "w3c"] {
        assert!(message.contains(words), "{message}");
    }
}

#[test]
fn a_failed_export_names_the_file_and_the_reason() {
    let shell = Shell::new();
    fs::write(shell.path("bare.txt"), "Nothing marked.").unwrap();
    fs::write(shell.path("broken.ron"), "(\n    format: \"gainsay\",\n    version: 1,\n    oops").unwrap();
    fs::create_dir(shell.path("folder")).unwrap();
    for (file, why) in [
        ("bare.txt", "no annotations found"),
        ("missing.txt", "could not be read"),
        ("folder", "needs an output folder"),
        ("broken.ron", "line 4"),
    ] {
        let (code, data, message) = shell.run(&["export", file, "--to", "csv"]);
        assert_eq!((code, data.as_str()), (2, ""), "{file}");
        is_one_sentence(&message);
        assert!(message.contains(file) && message.contains(why), "{message}");
    }
    let (code, _, message) = shell.run(&["export", "story.txt", "--to", "csv", "--output", "missing/out.csv"]);
    assert_eq!(code, 2);
    assert!(message.contains(&Path::new("missing").join("out.csv").display().to_string()), "{message}");
}

#[test]
fn losses_are_printed_before_writing_and_strict_refuses_them() {
    let shell = Shell::new();
    let noted = SOUND.replace("kind: \"denial\",", "kind: \"denial\", note: \"n\", tags: [\"a\", \"b\"],");
    fs::write(shell.path("story.txt.ron"), noted).unwrap();
    let told = "gainsay: story.txt: lost in the format dot: 1 note, 2 tags, 1 id, the file name, \
                the media type, encoding and hash, the article's text\n";
    let (code, data, messages) = shell.run(&["export", "story.txt", "--to", "dot"]);
    assert_eq!((code, messages.as_str()), (0, told));
    assert!(data.contains("digraph"), "{data}");
    let (code, data, message) = shell.run(&["export", "story.txt", "--to", "dot", "--output", "out", "--strict"]);
    assert_eq!((code, data.as_str()), (1, ""));
    is_one_sentence(&message);
    assert!(message.contains("not exported") && message.contains("2 tags"), "{message}");
    assert!(!shell.path("out").exists());
    let (code, _, messages) = shell.run(&["export", "story.txt", "--to", "w3c", "--output", "out", "--strict"]);
    assert_eq!((code, messages.as_str()), (0, ""));
    assert!(shell.path("out").exists());
}

#[test]
fn an_export_never_replaces_its_sources() {
    let shell = Shell::new();
    for own in ["story.txt", "story.txt.ron", "./story.txt"] {
        let before = fs::read(shell.path(own)).unwrap();
        let (code, _, messages) = shell.run(&["export", "story.txt", "--to", "csv", "--output", own]);
        assert_eq!(code, 2, "{own}");
        assert!(messages.contains("cannot be replaced"), "{messages}");
        assert_eq!(fs::read(shell.path(own)).unwrap(), before, "{own}");
    }
}

/// A tree of annotated articles, with a broken file and an unrelated one.
fn tree(shell: &Shell) {
    for folder in ["corpus/2025/may", "corpus/2026", "corpus/.hidden"] {
        fs::create_dir_all(shell.path(folder)).unwrap();
        fs::write(shell.path(folder).join("story.txt.ron"), SOUND).unwrap();
    }
    fs::write(shell.path("corpus/2026/story.md.ron"), SOUND.replace("story.txt", "story.md")).unwrap();
    fs::write(shell.path("corpus/2026/notes.txt"), "Not annotated.").unwrap();
}

#[test]
fn a_folder_is_exported_as_a_tree() {
    let shell = Shell::new();
    tree(&shell);
    fs::write(shell.path("corpus/broken.ron"), "(format: \"gainsay\", version: 1, oops").unwrap();
    let (code, data, messages) = shell.run(&["export", "corpus", "--to", "csv", "--output", "out"]);
    assert_eq!((code, data.as_str()), (2, ""), "{messages}");
    assert!(messages.lines().any(|line| line.contains("broken.ron") && line.contains("line 1")), "{messages}");
    assert_eq!(messages.lines().filter(|line| line.contains("lost in the format csv")).count(), 3, "{messages}");
    assert!(!messages.contains('\r'), "there is no terminal to show progress on: {messages:?}");
    let mut found = files(&shell.path("out"));
    found.sort();
    assert_eq!(found, ["2025/may/story.txt.csv", "2026/story.md.csv", "2026/story.txt.csv"]);
    let one = shell.run(&["export", "story.txt", "--to", "csv"]).1;
    assert_eq!(fs::read_to_string(shell.path("out/2026/story.txt.csv")).unwrap(), one);
    // Once more over the existing files, and into the folder itself.
    fs::remove_file(shell.path("corpus/broken.ron")).unwrap();
    for output in ["out", "corpus"] {
        assert_eq!(shell.run(&["export", "corpus", "--to", "csv", "--output", output]).0, 0, "{output}");
    }
    assert!(shell.path("corpus/2026/story.md.csv").exists());
}

#[test]
fn a_strict_tree_leaves_out_what_would_lose_something() {
    let shell = Shell::new();
    tree(&shell);
    let (code, _, messages) = shell.run(&["export", "corpus", "--to", "csv", "--output", "out", "--strict"]);
    assert_eq!(code, 1);
    assert_eq!(messages.lines().filter(|line| line.contains("not exported")).count(), 3, "{messages}");
    assert!(!shell.path("out").exists());
    let (code, _, messages) = shell.run(&["export", "corpus", "--to", "w3c", "--output", "out", "--strict"]);
    assert_eq!(code, 0, "{messages}");
    assert_eq!(files(&shell.path("out")).len(), 3);
}

#[test]
fn a_tree_needs_a_place_and_annotations() {
    let shell = Shell::new();
    fs::create_dir(shell.path("bare")).unwrap();
    for (arguments, why) in [
        (&["export", "bare", "--to", "csv"][..], "--output"),
        (&["export", "bare", "--to", "csv", "--output", "out"], "no annotation files"),
    ] {
        let (code, data, message) = shell.run(arguments);
        assert_eq!((code, data.as_str()), (2, ""));
        is_one_sentence(&message);
        assert!(message.contains("bare") && message.contains(why), "{message}");
    }
}

/// The files below a folder, with `/` between the parts of their paths.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(files(&path).into_iter().map(|inner| format!("{name}/{inner}")));
        } else {
            found.push(name);
        }
    }
    found
}

#[test]
fn check_finds_nothing_in_a_sound_file() {
    let shell = Shell::new();
    assert_eq!(shell.run(&["check", "story.txt", "story.txt.ron"]), (0, String::new(), String::new()));
}

#[test]
fn check_prints_a_line_per_problem_with_file_and_place() {
    let shell = Shell::new();
    let wrong = SOUND.replace("exact: \"Mill\"", "exact: \"Bill\"").replace("\"denial\"", "\"rumour\"");
    fs::write(shell.path("wrong.ron"), wrong).unwrap();
    let (code, data, messages) = shell.run(&["check", "story.txt", "wrong.ron"]);
    assert_eq!((code, messages.as_str()), (1, ""));
    assert!(data.lines().count() >= 2, "{data}");
    for line in data.lines() {
        let (file, rest) = line.split_once(": ").expect("a file");
        let (place, what) = rest.split_once(": ").expect("a place");
        assert_eq!(file, "wrong.ron");
        assert!(!place.is_empty() && !what.is_empty(), "{line}");
    }
    assert!(data.contains("rumour"), "{data}");
}

#[test]
fn check_goes_on_after_a_file_that_cannot_be_read() {
    let shell = Shell::new();
    fs::write(shell.path("wrong.ron"), SOUND.replace("\"denial\"", "\"rumour\"")).unwrap();
    let (code, data, message) = shell.run(&["check", "missing.ron", "wrong.ron"]);
    assert_eq!(code, 2);
    assert!(data.starts_with("wrong.ron: "), "{data}");
    is_one_sentence(&message);
    assert!(message.contains("missing.ron"), "{message}");
}

/// Annotations of the story with a dangling link, two marks with the same id and an unknown kind.
const WRONG: &str = r#"(format: "gainsay", version: 1, article: (file: "story.txt"), annotations: [
    (id: "a", kind: "denial", target: [(start: 0, end: 4, exact: "Mill")]),
    (id: "a", kind: "rumour", target: [(start: 0, end: 10, exact: "Mill owner")]),
], relations: [(id: "r", from: "a", to: "gone", role: "rebuts", note: "see \u{1b}[2J p. 3")],
text: "Mill owner rejects claims.\n")"#;

#[test]
fn check_names_the_repairs_and_repair_makes_them() {
    let shell = Shell::new();
    fs::write(shell.path("wrong.ron"), WRONG).unwrap();
    let (code, listed, _) = shell.run(&["check", "wrong.ron"]);
    assert_eq!(code, 1);
    assert_eq!(fs::read_to_string(shell.path("wrong.ron")).unwrap(), WRONG, "looking changes nothing");
    let repairs: Vec<&str> = listed.lines().filter_map(|line| line.split(" [repair: ").nth(1)).collect();
    assert_eq!(repairs.len(), 2, "{listed}");

    let (code, done, messages) = shell.run(&["check", "--repair", "wrong.ron"]);
    assert_eq!((code, messages.as_str()), (1, ""), "{done}");
    for repair in repairs {
        assert!(done.contains(&format!(" [repaired: {repair}\n")), "{repair} is not in {done}");
    }
    assert!(done.contains("with its note \"see \\u{1b}[2J p. 3\""), "{done}");
    assert!(done.lines().last().unwrap().contains("rumour"), "what remains comes last: {done}");
    // The second time there is nothing to do, and the file is unchanged.
    let repaired = fs::read_to_string(shell.path("wrong.ron")).unwrap();
    assert!(repaired.contains("\"a-2\"") && !repaired.contains("\"gone\""), "{repaired}");
    let (code, again, _) = shell.run(&["check", "--repair", "wrong.ron"]);
    assert_eq!(code, 1);
    assert!(!again.contains("[repaired") && again.contains("rumour"), "{again}");
    assert_eq!(fs::read_to_string(shell.path("wrong.ron")).unwrap(), repaired);

    fs::write(shell.path("wrong.ron"), repaired.replace("rumour", "Claim")).unwrap();
    let (code, done, _) = shell.run(&["check", "--repair", "wrong.ron"]);
    assert_eq!((code, done.lines().count()), (0, 1), "{done}");
    assert_eq!(shell.run(&["check", "wrong.ron"]), (0, String::new(), String::new()));
}

#[test]
fn repair_goes_by_the_text_in_the_file_and_leaves_a_changed_article_to_the_person() {
    let shell = Shell::new();
    fs::write(shell.path("story.txt"), "Another text altogether.\n").unwrap();
    fs::write(shell.path("story.txt.ron"), WRONG).unwrap();
    let (code, done, _) = shell.run(&["check", "--repair", "story.txt"]);
    assert_eq!(code, 1);
    assert!(done.contains("The article changed since it was annotated"), "{done}");
    let repaired = fs::read_to_string(shell.path("story.txt.ron")).unwrap();
    assert!(repaired.contains("text: \"Mill owner rejects claims.") && !repaired.contains("gone"), "{repaired}");
}

#[test]
fn repair_does_not_write_a_file_of_a_newer_version() {
    let shell = Shell::new();
    let newer = WRONG.replace("version: 1", "version: 2");
    fs::write(shell.path("newer.ron"), &newer).unwrap();
    let (code, data, message) = shell.run(&["check", "--repair", "newer.ron"]);
    assert_eq!((code, data.as_str()), (2, ""));
    is_one_sentence(&message);
    assert!(message.contains("newer version"), "{message}");
    assert_eq!(fs::read_to_string(shell.path("newer.ron")).unwrap(), newer);
    let (_, listed, _) = shell.run(&["check", "newer.ron"]);
    assert!(!listed.contains("[repair"), "{listed}");

    fs::write(shell.path("kept.ron"), WRONG).unwrap();
    let mut permissions = fs::metadata(shell.path("kept.ron")).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(shell.path("kept.ron"), permissions).unwrap();
    let (code, data, message) = shell.run(&["check", "--repair", "kept.ron"]);
    assert_eq!((code, data.as_str()), (2, ""));
    is_one_sentence(&message);
    assert!(message.contains("kept.ron was not saved: that file is read-only"), "{message}");
    assert_eq!(fs::read_to_string(shell.path("kept.ron")).unwrap(), WRONG);

    let broken = "(format: \"gainsay\", version: 1, oops";
    fs::write(shell.path("broken.ron"), broken).unwrap();
    assert_eq!(shell.run(&["check", "--repair", "broken.ron"]).0, 2);
    assert_eq!(fs::read_to_string(shell.path("broken.ron")).unwrap(), broken);
}

#[test]
fn text_from_a_file_does_not_control_the_terminal() {
    let shell = Shell::new();
    let wrong = SOUND
        .replace("id: \"a\"", "id: \"a\\u{1b}[2J\\u{202e}b\\n\"")
        .replace("exact: \"Mill\"", "exact: \"\\u{9b}x\"");
    // Windows allows none of the first 32 characters in names, but it allows another control character.
    let steers = if cfg!(windows) { "\u{9b}31m" } else { "\u{1b}[31m" };
    let [there, gone] = ["wrong", "gone"].map(|name| format!("{name}{steers}.ron"));
    fs::write(shell.path(&there), wrong).unwrap();
    for file in [&there, &gone] {
        let (_, data, messages) = shell.run(&["check", file]);
        assert!(data.len() + messages.len() > 0);
        let said = data + &messages;
        let steering = said.chars().find(|c| *c != '\n' && gainsay::model::visible::invisible(*c).is_some());
        assert_eq!(steering, None, "{said:?}");
    }
}

#[test]
fn the_tables_are_printed() {
    let shell = Shell::new();
    let (code, data, messages) = shell.run(&["formats"]);
    assert_eq!((code, messages.as_str()), (0, ""));
    for id in ARTICLE_FORMATS.iter().map(|row| row.id).chain(EXPORTS.iter().map(|row| row.id)) {
        assert!(data.contains(id), "{id} is not in {data}");
    }
    let (code, data, messages) = shell.run(&["keys"]);
    assert_eq!((code, messages.as_str()), (0, ""));
    for command in commands::all() {
        assert!(data.contains(command.id), "{} is not in {data}", command.id);
    }
}

#[test]
fn keys_are_those_in_force() {
    let shell = Shell::new();
    fs::create_dir(shell.path("home")).unwrap();
    fs::write(shell.path("home").join("settings.ron"), "(keys: {\"mark.cue\": [\"Ctrl+U\"]})").unwrap();
    let (_, data, _) = shell.run(&["keys"]);
    let line = data.lines().find(|line| line.contains("mark.cue")).expect("the cue");
    assert!(line.trim_start().starts_with(if cfg!(target_os = "macos") { "⌘U" } else { "Ctrl+U" }), "{line}");
}

#[test]
fn version_and_help_are_data() {
    let shell = Shell::new();
    let (code, data, messages) = shell.run(&["--version"]);
    assert_eq!((code, data.trim(), messages.as_str()), (0, concat!("gainsay ", env!("CARGO_PKG_VERSION")), ""));
    let (code, data, messages) = shell.run(&["--help"]);
    assert_eq!((code, messages.as_str()), (0, ""));
    for command in ["export", "check", "merge", "formats", "keys"] {
        assert!(data.contains(command), "{command} is not in {data}");
    }
}

#[test]
fn wrong_arguments_are_a_message_and_exit_with_2() {
    let shell = Shell::new();
    for arguments in [&["export", "story.txt"][..], &["check"], &["--nonsense"]] {
        let (code, data, message) = shell.run(arguments);
        assert_eq!((code, data.as_str()), (2, ""), "{arguments:?}");
        assert!(message.contains("Usage") || message.contains("usage"), "{message}");
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    let shell = Shell::new();
    // More than fits into a pipe, so that the program must notice.
    let text = "word ".repeat(200_000);
    fs::write(shell.path("long.txt.ron"), SOUND.replace("claims.\\n", &text)).unwrap();
    for arguments in [&["keys"][..], &["export", "long.txt.ron", "--to", "html"]] {
        let mut child = shell.program(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        let message = String::from_utf8(output.stderr).unwrap();
        assert!(!message.contains("panicked") && !message.contains("could not write"), "{message}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn without_a_display_it_says_what_works_without_one() {
    let shell = Shell::new();
    for arguments in [&["story.txt"][..], &[]] {
        let (code, data, message) = shell.run(arguments);
        assert_eq!((code, data.as_str()), (2, ""));
        is_one_sentence(&message);
        for command in ["export", "check", "formats", "keys"] {
            assert!(message.contains(command), "{message}");
        }
    }
}
