//! Real documents of many programs, against golden files.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use gainsay::articles::article_format_of;

use crate::articles_packed::{notices, outline};

/// The documents of this repository, each with its text and structure in a golden file.
///
/// `GAINSAY_BLESS=1` writes the golden files, to be read before they are trusted.
#[test]
fn documents_match_their_golden_files() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/documents");
    let mut count = 0;
    let is_document = |path: &PathBuf| path.extension().is_some_and(|end| end != "golden" && end != "txt");
    for path in files(&folder).into_iter().filter(is_document) {
        let bytes = std::fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let read = match article_format_of(&path, &bytes).read(&bytes, None, &name) {
            Ok(imported) => {
                let article = &imported.article;
                let source =
                    format!("{} | {} | {}\n", article.stated.title, article.stated.byline, article.stated.published);
                let notices = notices(&imported).iter().map(|notice| format!("! {notice}\n")).collect::<String>();
                format!("{source}{notices}\n{}", outline(&imported))
            }
            Err(error) => format!("refused: {error}\n"),
        };
        let golden = path.with_file_name(format!("{name}.golden"));
        if std::env::var_os("GAINSAY_BLESS").is_some() {
            std::fs::write(&golden, &read).unwrap();
        }
        let expected = std::fs::read_to_string(&golden).unwrap_or_default();
        assert_eq!(read, expected, "{name}");
        count += 1;
    }
    assert!(count >= 2, "only {count} documents");
}

/// PDF documents against their source text: all words in order, and paragraphs intact.
#[test]
fn pdf_pages_become_their_source_text() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/documents");
    let mut count = 0;
    for gold in files(&folder).into_iter().filter(|path| path.extension().is_some_and(|end| end == "txt")) {
        let path = gold.with_extension("");
        let gold = std::fs::read_to_string(&gold).unwrap();
        let text =
            article_format_of(&path, b"").read(&std::fs::read(&path).unwrap(), None, "a.pdf").unwrap().article.text;
        let (read, wanted): (Vec<&str>, Vec<&str>) =
            (text.as_str().split_whitespace().collect(), gold.split_whitespace().collect());
        let score = 2.0 * in_order(&read, &wanted) as f64 / (read.len() + wanted.len()) as f64;
        assert!(score >= 0.995, "{}: {score:.4} of the words in order", path.display());
        let paragraphs: HashSet<&str> = text.as_str().lines().collect();
        let (whole, all) = gold.split("\n\n").fold((0, 0), |(whole, all), paragraph| {
            (whole + usize::from(paragraphs.contains(paragraph.trim())), all + 1)
        });
        assert!(whole * 20 >= all * 19, "{}: {whole} of {all} paragraphs are whole", path.display());
        count += 1;
    }
    assert!(count >= 4, "only {count} texts");
}

/// Length of the longest common subsequence of words.
fn in_order(a: &[&str], b: &[&str]) -> usize {
    let mut row = vec![0; b.len() + 1];
    for word in a {
        let mut before = 0;
        for (at, other) in b.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if word == other { before + 1 } else { above.max(row[at]) };
            before = above;
        }
    }
    row[b.len()]
}

/// Opens every document of a folder; prints the results. A document may be refused with a reason.
///
/// The folder is not in the repository: `GAINSAY_DATA` is the folder with `documents` in it.
#[test]
fn external_documents_open_or_are_refused() {
    let Some(folder) = std::env::var_os("GAINSAY_DATA").map(|folder| PathBuf::from(folder).join("documents")) else {
        eprintln!("skipped: GAINSAY_DATA names no folder with documents in it");
        return;
    };
    /// Documents without text.
    const REFUSED: [&str; 3] = ["grayscale-image.pdf", "imagemagick-ASCII85Decode.pdf", "imagemagick-images.pdf"];
    let mut count = 0;
    for kind in ["docx", "pdf"] {
        for path in files(&folder.join(kind)) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let bytes = std::fs::read(&path).unwrap();
            let begun = Instant::now();
            match article_format_of(&path, &bytes).read(&bytes, None, &name) {
                Ok(imported) => {
                    let mut elements: BTreeMap<&str, usize> = BTreeMap::new();
                    for span in imported.article.structure.spans() {
                        *elements.entry(span.element.id()).or_default() += 1;
                    }
                    let words = imported.article.text.as_str().split_whitespace().count();
                    eprintln!("{name} | {} words | {elements:?} | {:?}", words, notices(&imported));
                    assert!(!REFUSED.contains(&name.as_str()), "{name} has no text");
                }
                Err(error) => {
                    eprintln!("{name} | refused: {error}");
                    assert!(REFUSED.contains(&name.as_str()), "{name}: {error}");
                }
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "{name} took {:?}", begun.elapsed());
            count += 1;
        }
    }
    assert!(count >= 25, "only {count} documents in {}", folder.display());
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}
