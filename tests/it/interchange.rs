//! Export formats: the table, the golden files, and every format on every document.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use gainsay::articles::{ARTICLE_FORMATS, ArticleError, article_format, article_format_for};
use gainsay::interchange::{EXPORTS, export_format, export_path};
use gainsay::model::article::Article;
use gainsay::model::set::AnnotationSet;

use crate::properties::choices::change;
use crate::sample;

#[test]
fn ids_and_extensions_are_unique_and_looked_up() {
    let mut seen = HashSet::new();
    for row in ARTICLE_FORMATS {
        assert!(seen.insert(row.id), "two importers are called {}", row.id);
        assert_eq!(article_format(row.id).unwrap().name, row.name);
        for extension in row.extensions {
            assert!(seen.insert(extension) || *extension == row.id, "two importers take .{extension}");
            assert_eq!(article_format_for(&Path::new("a/story").with_extension(extension.to_uppercase())).id, row.id);
        }
        assert_eq!(row.help, row.help.trim_end_matches('.'), "help is one line without a full stop");
    }
    let error = ArticleError::NotText { what: "a picture" }.to_string().to_lowercase();
    for row in ARTICLE_FORMATS {
        assert!(error.contains(row.id), "the error for other files does not list {}", row.id);
    }
    let mut ids = HashSet::new();
    let mut extensions = HashSet::new();
    for row in EXPORTS {
        assert!(ids.insert(row.id), "two exporters are called {}", row.id);
        assert!(extensions.insert(row.extension), "two exporters write .{}", row.extension);
        assert_eq!(export_format(row.id).unwrap().name, row.name);
        assert_eq!(row.help, row.help.trim_end_matches('.'), "help is one line without a full stop");
        assert!(row.media_type.contains('/'));
    }
    assert!(export_format("docx").is_none());
    assert_eq!(
        EXPORTS.iter().map(|row| row.id).collect::<Vec<_>>(),
        [
            "csv",
            "jsonl",
            "markdown",
            "html",
            "report",
            "pdf",
            "article-pdf",
            "ledger-csv",
            "ledger-markdown",
            "svg",
            "dot",
            "w3c",
            "brat",
            "hypothesis",
            "qdpx",
            "cas",
            "aif",
            "argdown",
            "claimreview"
        ]
    );
    for name in ["story", "story.log", ".txt", "story.TXT"] {
        assert_eq!(article_format_for(Path::new(name)).id, "text", "{name}");
    }
}

#[test]
fn a_path_changes_its_format_and_nothing_else() {
    let path = |id: &str, path: &str| export_path(export_format(id).unwrap(), Path::new(path)).display().to_string();
    assert_eq!(path("html", "a.b/story.csv"), Path::new("a.b").join("story.html").display().to_string());
    assert_eq!(path("ledger-csv", "story.csv"), "story.ledger.csv");
    assert_eq!(path("csv", "story.ledger.csv"), "story.csv");
    assert_eq!(path("ledger-markdown", "story.ledger.csv"), "story.ledger.md");
    assert_eq!(path("svg", "story.txt"), "story.svg");
    assert_eq!(path("dot", "story"), "story.dot");
}

#[test]
fn every_format_writes_the_empty_document_and_is_deterministic() {
    let (article, set) = sample::document();
    for row in EXPORTS {
        let empty = sample::written(row, &Article::default(), &AnnotationSet::default());
        // No marks, no lines.
        assert_eq!(empty.trim().is_empty(), row.id == "jsonl", "{} of nothing is an empty file", row.id);
        assert_eq!(
            sample::written(row, &article, &set),
            sample::written(row, &sample::article(), &sample::document().1),
            "{}",
            row.id
        );
    }
}

#[test]
fn the_order_of_edits_does_not_matter() {
    let (article, set) = sample::document();
    let mut edited = set.clone();
    for relation in set.relations().iter().rev() {
        let inverse = change(&mut edited, gainsay::model::edit::Edit::Unlink(relation.id.clone())).unwrap();
        change(&mut edited, inverse).unwrap();
    }
    for row in EXPORTS {
        assert_eq!(sample::written(row, &article, &edited), sample::written(row, &article, &set), "{}", row.id);
    }
}

#[test]
fn every_format_exports_all_fields() {
    let (article, set) = sample::document();
    // Text that no format escapes.
    let words = [
        "no evidence that our network is the source",
        "The samples were taken from private pipes",
        "Ana Duarte",
        "rumour",
        "The company is confident",
        "0199f3a4",
        "Officials",
        "probable",
        "quotation",
        "2026",
        "last Tuesday",
        "kd",
        "Answers the",
        "echoes",
        "nobody",
        "she denies the source",
    ];
    // The others contain only the ledger or the map.
    let complete = ["csv", "jsonl", "markdown", "html", "w3c"];
    let full = EXPORTS.iter().filter_map(|row| row.full);
    for row in EXPORTS.iter().filter(|row| complete.contains(&row.id)).chain(full) {
        // Formats escape the characters between letters differently.
        let plain = sample::written(row, &article, &set).replace('\\', "");
        for words in words {
            assert!(plain.contains(words), "{} lacks {words:?}", row.id);
        }
    }
}

/// Compares exports with `fixtures/golden`, or writes them there if `GAINSAY_BLESS` is set.
#[test]
fn golden_files() {
    let (article, set) = sample::document();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/golden");
    // The lines of pages depend on the fonts of the system; tests of their own read them.
    for row in EXPORTS.iter().filter(|row| row.print.is_none()) {
        let extension = row.extension.rsplit('.').next().unwrap();
        let name = format!("{}.{}", row.id, if row.id == "w3c" { "json" } else { extension });
        let mut files = sample::files((row.write)(&sample::located(&article, &set)), &name);
        if files.len() > 1 {
            files.iter_mut().for_each(|(name, _)| *name = format!("{}/{name}", row.id));
        }
        for (name, written) in files {
            is_golden(&folder.join(name), &String::from_utf8(written).unwrap());
        }
    }
}

fn is_golden(path: &Path, written: &str) {
    if std::env::var_os("GAINSAY_BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, written).unwrap();
    }
    let golden = std::fs::read_to_string(path).unwrap_or_default();
    let differs = golden.lines().zip(written.lines()).position(|(a, b)| a != b);
    assert!(
        golden == written,
        "{} differs from line {:?}; if that is right, run the tests with GAINSAY_BLESS=1",
        path.display(),
        differs.map(|line| line + 1)
    );
}
