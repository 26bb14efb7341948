//! Files that are expensive to open: each opens in bounded time and memory, or is refused with the limit.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use gainsay::articles::article_format;
use gainsay::storage::files::{ANNOTATIONS_LIMIT, ARTICLE_LIMIT};

/// Longest time for each, for an unoptimised program on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// Largest address space for the small ones, in KiB, enforced by `ulimit`.
const MEMORY: u32 = 768 << 10;

fn annotations(fields: &str) -> String {
    format!("(format: \"gainsay\", version: 1, {fields})")
}

fn listed(count: usize, item: impl Fn(usize) -> String) -> String {
    (0..count).map(item).collect::<Vec<_>>().join(",")
}

/// A mark on the first three characters.
fn mark(id: impl std::fmt::Display) -> String {
    format!("(id: \"{id}\", kind: \"claim\", target: [(start: 0, end: 3, exact: \"abc\")])")
}

/// Exit code and number of output lines of `gainsay` for a file, within the limits.
fn bounded(path: &Path, arguments: &[&str]) -> (i32, usize, String) {
    // The shell limits the memory, then becomes the program.
    let mut program = if cfg!(unix) {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\""), env!("CARGO_BIN_EXE_gainsay")]);
        shell
    } else {
        Command::new(env!("CARGO_BIN_EXE_gainsay"))
    };
    let [out, err] = ["out", "err"].map(|end| path.with_extension(end));
    program.args(arguments).arg(path).env("GAINSAY_HOME", path.with_extension("home")).stdin(Stdio::null());
    program.stdout(File::create(&out).unwrap()).stderr(File::create(&err).unwrap());
    let begun = Instant::now();
    let mut running = program.spawn().unwrap();
    let status = loop {
        if let Some(status) = running.try_wait().unwrap() {
            break status;
        }
        if begun.elapsed() > PATIENCE {
            running.kill().unwrap();
            panic!("{arguments:?} {} took more than {PATIENCE:?}", path.display());
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let messages = fs::read_to_string(&err).unwrap();
    let code = status.code().unwrap_or_else(|| panic!("{}: {status}: {messages}", path.display()));
    assert!(code <= 2, "{}: {code}: {messages}", path.display());
    eprintln!("{arguments:?} {}: {:?}", path.display(), begun.elapsed());
    (code, fs::read_to_string(&out).unwrap().lines().count(), messages)
}

/// Files of a few megabytes with a great number of one element.
fn crowds() -> Vec<(&'static str, String)> {
    let many = 20_000;
    let text = "text: \"abc\"";
    let file = |fields: String| annotations(&format!("{fields}, {text}"));
    vec![
        ("one id for all marks", file(format!("annotations: [{}]", listed(100_000, |_| mark("x"))))),
        ("kinds to repair", file(format!("annotations: [{}]", listed(many, |id| mark(id).replace("claim", "Claim"))))),
        (
            "links to nowhere",
            file(format!(
                "annotations: [{}], relations: [{}]",
                mark("a"),
                listed(many, |id| format!("(from: \"a\", to: \"z{id}\", role: \"rebuts\")"))
            )),
        ),
        (
            "links to itself",
            file(format!(
                "annotations: [{}], relations: [{}]",
                mark("a"),
                listed(many, |id| format!("(id: \"{id}\", from: \"a\", to: \"a\", role: \"rebuts\")"))
            )),
        ),
        (
            "fragments of one mark",
            file(format!(
                "annotations: [(id: \"a\", kind: \"claim\", target: [{}])]",
                listed(many, |_| "(start: 0, end: 3)".to_owned())
            )),
        ),
        (
            "tags of one mark",
            file(format!(
                "annotations: [{}]",
                mark("a").replace("\"claim\"", &format!("\"claim\", tags: [{}]", listed(many, |_| "\"\"".to_owned())))
            )),
        ),
        ("fields that nobody knows", file(listed(many, |id| format!("f{id}: 1")))),
        ("lists in a field that nobody knows", file(format!("later: [{}]", listed(many, |_| "[[[[1]]]]".to_owned())))),
        (
            "numbers that are no offsets",
            file(format!("annotations: [{}]", listed(many / 10, |id| mark(id).replace("end: 3", "end: 1e308")))),
        ),
        (
            "structure over all paragraphs",
            annotations(&format!(
                "structure: [{}], text: \"{}\"",
                listed(many, |_| format!("(start: 0, end: {many}, is: \"quote\")")),
                "a\n".repeat(many)
            )),
        ),
        ("nothing but depth", annotations(&format!("later: {}", "[".repeat(1_000_000)))),
    ]
}

#[test]
fn a_great_number_of_one_element_opens_and_is_repaired_within_limits() {
    let folder = tempfile::tempdir().unwrap();
    for (index, (what, source)) in crowds().into_iter().enumerate() {
        let path = folder.path().join(format!("{index}.ron"));
        fs::write(&path, &source).unwrap();
        let (code, lines, messages) = bounded(&path, &["check"]);
        assert_eq!(code == 2, what == "nothing but depth", "{what}: {messages}");
        if code < 2 {
            let (_, repaired, _) = bounded(&path, &["check", "--repair"]);
            assert!(repaired <= 2 * lines + 2, "{what}: {repaired} lines for {lines} problems");
        }
    }
}

#[test]
fn more_than_fits_in_memory_is_refused_before_it_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("many.ron");
    fs::write(&path, annotations(&format!("relations: [{}], text: \"\"", "(),".repeat(5_000_000)))).unwrap();
    let (code, _, message) = bounded(&path, &["check"]);
    assert_eq!(code, 2);
    assert!(message.contains("5000001 marks, passages and links, and 5000000 is the most"), "{message}");
}

#[test]
fn a_file_over_the_limit_is_refused_by_its_size() {
    let folder = tempfile::tempdir().unwrap();
    for (name, limit) in [("huge.ron", ANNOTATIONS_LIMIT), ("huge.txt", ARTICLE_LIMIT)] {
        let path = folder.path().join(name);
        File::create(&path).unwrap().set_len(limit + 1).unwrap();
        let (code, _, message) = bounded(&path, &["check"]);
        assert_eq!(code, 2);
        assert!(message.contains(&format!("more than the {} MiB that can be opened", limit >> 20)), "{message}");
    }
}

/// Time of reading a text in an article format, and number of spans in its structure.
fn imported(id: &str, source: &str) -> (Duration, usize) {
    let begun = Instant::now();
    let article = article_format(id).unwrap().read(source.as_bytes(), None, "a").unwrap().article;
    (begun.elapsed(), article.structure.spans().len())
}

#[test]
fn nested_markdown_takes_bounded_time_and_structure() {
    let deep = 3_000;
    let cases = [
        (
            "emphasis in emphasis over lines",
            format!("{}{}{}", "*a _b ".repeat(deep), "x  \n".repeat(deep), "d_ c* ".repeat(deep)),
        ),
        (
            "struck in emphasis over lines",
            format!("{}{}{}", "~~a *b ".repeat(deep), "x  \n".repeat(deep), "d* c~~ ".repeat(deep)),
        ),
        ("quotations", format!("{}x\n", "> ".repeat(10 * deep))),
        ("lists", (0..deep / 3).map(|depth| format!("{}- a\n", "  ".repeat(depth))).collect()),
        ("brackets", "[".repeat(100 * deep)),
        ("links in links", format!("{}{}", "[a ".repeat(deep), "](b)".repeat(deep))),
        ("stars", "*a **b ".repeat(20 * deep)),
        ("references", format!("{}{}", "[a]: b\n".repeat(10 * deep), "[a]".repeat(10 * deep))),
        ("a table", format!("|{}|\n|{}|\n{}", "a|".repeat(deep), "-|".repeat(deep), "|b\n".repeat(deep))),
        ("code", (1..deep / 3).map(|length| format!("{} ", "`".repeat(length))).collect()),
        ("tags", "<a ".repeat(30 * deep)),
        ("entities", "&amp;".repeat(30 * deep)),
    ];
    for (what, source) in cases {
        let (took, spans) = imported("markdown", &source);
        assert!(took < PATIENCE / 3, "{what}: {took:?}");
        assert!(spans <= source.len(), "{what}: {spans} pieces of structure in {} bytes", source.len());
    }
    let refused =
        article_format("markdown").unwrap().read(&vec![b'*'; (32 << 20) + 1], None, "a.md").unwrap_err().to_string();
    assert!(refused.contains("the text has 33 MiB; Gainsay opens articles of this kind of up to 32 MiB"), "{refused}");
}

#[test]
fn an_article_of_one_line_or_of_nothing_but_lines_is_opened() {
    let folder: tempfile::TempDir = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("line.txt", "word ".repeat(200_000)),
        ("lines.txt", "\n".repeat(1_000_000)),
        ("word.txt", "w".repeat(5_000_000)),
    ] {
        let path: PathBuf = folder.path().join(name);
        fs::write(&path, text).unwrap();
        // There is no annotation file beside it, which is reported after it was read.
        let (code, _, message) = bounded(&path, &["check"]);
        assert!(code == 2 && message.contains("no annotation file found next to it"), "{message}");
    }
}
