//! Exports piece by piece, and tables for Excel.

use std::fs;
use std::io;

use egui::accesskit::Role;
use gainsay::interchange::{EXPORTS, ExportFormat, Located, export_format};
use gainsay::model::annotation::{Annotation, Id, Target};
use gainsay::model::article::Article;
use gainsay::model::kind::Kind;
use gainsay::model::offset::ByteRange;
use gainsay::model::set::AnnotationSet;
use gainsay::model::text::ArticleText;

use crate::cli::Shell;
use crate::desk::Desk;
use crate::sample;

const MARK: &[u8] = b"\xEF\xBB\xBF";

/// A writer that records its content and the size of the largest piece, and may fail after some bytes.
#[derive(Default)]
struct Pieces {
    bytes: Vec<u8>,
    largest: usize,
    room: Option<usize>,
}

impl io::Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.room.is_some_and(|room| self.bytes.len() + bytes.len() > room) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.largest = self.largest.max(bytes.len());
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// One line with every word marked.
fn crowded() -> Located {
    let count = 3_000;
    let article =
        Article { file: "big.txt".to_owned(), text: ArticleText::new("word ".repeat(count)), ..Article::default() };
    let mark = |n: usize| {
        Annotation::new(Id::new(&format!("{n:05}")), Kind::new("claim"), Target::of(ByteRange::of(5 * n, 5 * n + 4)))
    };
    sample::located(&article, &AnnotationSet::new((0..count).map(mark), []).0)
}

#[test]
fn streamed_exports_equal_whole_exports() {
    let streamed: Vec<&ExportFormat> = EXPORTS.iter().filter(|row| row.stream.is_some()).collect();
    assert_eq!(streamed.iter().map(|row| row.id).collect::<Vec<_>>(), ["html", "report"]);
    for (located, row) in
        [sample::full(), crowded()].iter().flat_map(|located| streamed.iter().map(move |row| (located, row)))
    {
        let whole = (row.write)(located);
        let mut pieces = Pieces::default();
        row.stream.unwrap()(&located.document, &mut pieces).unwrap();
        assert!(pieces.bytes == whole.file().unwrap(), "{}", row.id);
    }
    // Only a small part of the page is in memory at once, and a full disk is an error.
    let (html, document) = (export_format("html").unwrap(), crowded().document);
    let mut pieces = Pieces::default();
    html.stream.unwrap()(&document, &mut pieces).unwrap();
    assert!(pieces.bytes.len() > 1 << 20 && pieces.largest < 1 << 17, "{} {}", pieces.bytes.len(), pieces.largest);
    let mut full = Pieces { room: Some(100_000), ..Pieces::default() };
    assert_eq!(html.stream.unwrap()(&document, &mut full).unwrap_err().kind(), io::ErrorKind::StorageFull);
}

#[test]
fn tables_can_begin_with_a_byte_order_mark() {
    let shell = Shell::new();
    for format in ["csv", "ledger-csv"] {
        let (_, plain, _) = shell.run(&["export", "story.txt", "--to", format]);
        let (code, marked, _) = shell.run(&["export", "story.txt", "--to", format, "--bom"]);
        assert_eq!((code, marked), (0, format!("\u{FEFF}{plain}")), "{format}");
        shell.run(&["export", "story.txt", "--to", format, "--bom", "--output", "out.csv"]);
        assert_eq!(fs::read(shell.path("out.csv")).unwrap(), [MARK, plain.as_bytes()].concat());
        let (code, ..) = shell.run(&["export", ".", "--to", format, "--bom", "--output", "tree"]);
        assert_eq!(code, 0);
        let name = format!("tree/story.txt.{}", export_format(format).unwrap().extension);
        assert!(fs::read(shell.path(&name)).unwrap().starts_with(MARK));
    }
    let (code, data, message) = shell.run(&["export", "story.txt", "--to", "html", "--bom"]);
    assert_eq!((code, data.as_str()), (2, ""));
    assert!(message.contains("--bom is for CSV tables"), "{message}");
    // An identical page is left alone; a different one is replaced.
    for _ in 0..2 {
        let (code, ..) = shell.run(&["export", "story.txt", "--to", "html", "--output", "page.html"]);
        assert_eq!(code, 0);
    }
    let (_, page, _) = shell.run(&["export", "story.txt", "--to", "html"]);
    assert_eq!(fs::read_to_string(shell.path("page.html")).unwrap(), page);
}

#[test]
fn the_dialog_remembers_the_byte_order_mark() {
    let mut desk = Desk::story();
    desk.press("E 1 Ctrl+E");
    desk.click_on(Role::CheckBox, "For Excel (with a byte-order mark)");
    desk.click_on(Role::Button, "Export");
    assert!(fs::read(desk.path("story.csv")).unwrap().starts_with(MARK));
    assert!(desk.settings().contains("export_mark: true"), "{}", desk.settings());
    desk.press("Ctrl+E");
    assert!(desk.is_ticked(Role::CheckBox, "For Excel (with a byte-order mark)"));
    desk.click_on(Role::CheckBox, "For Excel (with a byte-order mark)");
    desk.click_on(Role::Button, "Export");
    desk.click_on(Role::Button, "Replace");
    assert!(!fs::read(desk.path("story.csv")).unwrap().starts_with(MARK));
}

#[test]
fn a_cancelled_import_writes_nothing() {
    let mut desk = Desk::story();
    fs::create_dir(desk.path("in")).unwrap();
    fs::write(desk.path("in/a.ann"), "T1\tclaim 0 4\tMill\n").unwrap();
    fs::write(desk.path("in/a.txt"), "Mill words.").unwrap();
    desk.press("Ctrl+P");
    desk.type_words("import annotations");
    desk.press("Enter");
    desk.paste(&desk.path("in/a.ann").display().to_string());
    desk.hold_work();
    desk.click_on(Role::Button, "Import");
    desk.shows("Importing…");
    desk.click_on(Role::Button, "Cancel");
    desk.release_work();
    assert!(!desk.path("in/a.txt.ron").exists());
    desk.lacks("Import annotations");
}
