//! Cost of opening, saving, changing and searching, for small and large articles, without a window.
//!
//! `cargo bench --bench files`; with `GAINSAY_BENCH=short` it takes less long and is less exact. Ends with a table of
//! medians, and fails if a web page takes longer to open than promised. Files are written to the system's temporary
//! folder, and flushed to the disk as in the program.

mod common;

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use common::{Bench, marks, prose, timed};
use gainsay::articles::article_format_for;
use gainsay::jobs::find::{FindJob, find};
use gainsay::jobs::open::open;
use gainsay::jobs::save::{SaveJob, save};
use gainsay::model::annotation::{Annotation, Id, Speaker, Target, Time};
use gainsay::model::article::Article;
use gainsay::model::document::Document;
use gainsay::model::edit::Edit;
use gainsay::model::extra::Extra;
use gainsay::model::kind::{KINDS, Kind};
use gainsay::model::offset::ByteRange;
use gainsay::model::query::Precision;
use gainsay::model::set::AnnotationSet;
use gainsay::storage::files::annotation_path;
use gainsay::storage::{reader, writer};

/// The articles: name, bytes, marks, and whether to measure work proportional to both.
const CASES: [(&str, usize, usize, bool); 4] = [
    ("10 KB, 100 marks", 10_000, 100, true),
    ("1 MB, 1,000 marks", 1_000_000, 1_000, true),
    ("10 MB, 10,000 marks", 10_000_000, 10_000, false),
    ("10 MB, 100,000 marks", 10_000_000, 100_000, false),
];

/// A text in the notes that is not in the article.
const NOTED: &str = "ask the registrar";

/// Typical marks: some with a speaker, a note, tags.
fn annotated(article: &Article, count: usize) -> AnnotationSet {
    let now = Time::new("2026-11-24T08:00:00Z");
    let marks = marks(&article.text, count).into_iter().enumerate().map(|(n, mark)| Annotation {
        speaker: n.is_multiple_of(2).then(|| Speaker::new("named", &format!("Speaker {}", n % 40))),
        note: if n.is_multiple_of(5) { format!("Number {n}: {NOTED}.") } else { String::new() },
        tags: if n.is_multiple_of(7) { vec!["checked".to_owned()] } else { Vec::new() },
        created: now.clone(),
        modified: now.clone(),
        creator: "reader".into(),
        ..mark
    });
    AnnotationSet::new(marks, []).0
}

/// Reads an article as the program does.
#[allow(clippy::expect_used)]
fn import(path: &Path, bytes: &[u8]) -> Article {
    article_format_for(path).read(bytes, None, "story.txt").expect("prose is text").article
}

#[allow(clippy::expect_used)]
fn measure(bench: &Bench, (case, length, count, all): (&str, usize, usize, bool), folder: &Path) {
    let path = folder.join("story.txt");
    let source = prose(length);
    let article = import(&path, source.as_bytes());
    let set = annotated(&article, count);

    bench.measure(case, "load", || {
        timed(|| {
            black_box(import(&path, source.as_bytes()));
        })
    });

    let document = Document::new(article.clone(), set.clone(), Extra::default());
    let written = writer::write(&document);
    let kept = annotation_path(&path);
    bench.measure(case, "open", || {
        let bytes = written.clone().into_bytes();
        timed(|| {
            black_box(reader::read(&kept, bytes).expect("what was written can be read"));
        })
    });

    let job = SaveJob {
        asked: false,
        puts_aside: false,
        is_known: false,
        path: kept.clone(),
        document: Arc::new(document.clone()),
        expected: None,
        overwrite: true,
    };
    bench.measure(case, "save", || {
        timed(|| {
            black_box(save(&job).expect("there is room for temporary files"));
        })
    });

    // One more sentence in the middle: everything after it moves.
    let middle = source[source.len() / 2..].find(". ").map_or(source.len(), |at| source.len() / 2 + at + 2);
    let changed = format!("{}The paper has since been shown a copy. {}", &source[..middle], &source[middle..]);
    carry_over(bench, case, "carry over", &path, &changed, count);
    if all {
        // Another headline and a correction at the foot: every passage must be searched for.
        let changed = format!("Update: leak denied again\n\n{source}\n\nCorrected on Friday.\n");
        carry_over(bench, case, "carry over, searching", &path, &changed, count);
    }

    let middle = article.text.end().get() / 2;
    let mut changing = document;
    bench.measure(case, "mark and undo", || {
        let target = Target::of(ByteRange::of(middle, middle + 90));
        let added = Arc::new(Annotation::new(Id::new("new"), Kind::of(&KINDS[0]), target));
        timed(|| {
            let inverse = changing.apply(Edit::Add(added)).expect("the id is new");
            black_box(changing.apply(inverse).expect("an inverse fits"));
        })
    });

    let job = FindJob { words: NOTED.to_owned(), precision: Precision::default(), article, set };
    bench.measure(case, "find", || {
        timed(|| {
            black_box(find(&job).expect("words are no pattern"));
        })
    });
}

/// Opens an article that changed since it was annotated.
#[allow(clippy::expect_used)]
fn carry_over(bench: &Bench, case: &str, operation: &'static str, path: &Path, changed: &str, count: usize) {
    fs::write(path, changed).expect("there is room for temporary files");
    bench.measure(case, operation, || {
        timed(|| {
            let loaded = open(path, None).expect("both files are there");
            assert_eq!(loaded.document.set().annotations().len(), count);
            black_box(loaded);
        })
    });
}

/// Maximum time that a web page of this size may take to open.
const PAGE: (usize, Duration) = (2_000_000, Duration::from_millis(150));

/// Web pages of one size: one that is all article, one with a short article among scripts and boxes, and one of many
/// entries with a great deal of markup.
fn pages() -> [(&'static str, String); 3] {
    let text = prose(PAGE.0);
    let fill = |write: &dyn Fn(usize, &str) -> String, tail: &str| {
        let mut paragraphs = text.split("\n\n").enumerate();
        let mut page = String::from(
            "<!DOCTYPE html><meta charset=utf-8><title>Board was told twice | The Herald</title><body><nav><ul><li>\
             <a href=/>Home</a><li><a href=/world>World</a></ul></nav><main><article><h1>Board was told twice</h1>",
        );
        while page.len() + tail.len() < PAGE.0
            && let Some((n, words)) = paragraphs.next()
        {
            page.push_str(&write(n, words));
        }
        page + "</article></main>" + tail
    };
    let paragraph = |n: usize, words: &str| format!("<p>{words} <a href=/{n}>Minutes</a>, <em>page {n}</em></p>\n");
    let script = "<script>if (a < b) { show(\"<div></div>\", [1, 2, 3]); }</script>".repeat(20_000);
    let box_of =
        "<aside class=teaser><a href=/x><img src=a.png alt=x><h3>Other news</h3></a><p>Three hours ago</p></aside>";
    let around = script + &box_of.repeat(5_000);
    let entry = |n: usize, words: &str| {
        format!(
            "<div class=post id=p{n}><div class=inner><div class=meta><span class=time>10:{:02}</span><span class=author>Lea \
             Roth</span></div><div class=text><p>{words}</p></div><div class=share><a href=#>Share</a></div></div></div>\n",
            n % 60
        )
    };
    let around = &around[..around.len().min(PAGE.0 - 40_000)];
    [
        ("2 MB page, mostly scripts", fill(&paragraph, around)),
        ("2 MB page, live blog", fill(&entry, "")),
        ("2 MB page, all article", fill(&paragraph, "")),
    ]
}

/// Opens web pages; true if each was open in the promised time.
#[allow(clippy::expect_used)]
fn open_pages(bench: &Bench, folder: &Path) -> bool {
    let path = folder.join("page.html");
    for (case, page) in pages() {
        fs::write(&path, page).expect("there is room for temporary files");
        bench.measure(case, "open", || {
            timed(|| {
                black_box(open(&path, None).expect("it is a page"));
            })
        });
    }
    let rows = bench.rows.borrow();
    let late = |(case, _, median): &&(String, &str, Duration)| case.contains("page") && *median > PAGE.1;
    rows.iter().filter(late).inspect(|(case, ..)| println!("BROKEN: {case} takes longer than {:?}", PAGE.1)).count()
        == 0
}

#[allow(clippy::expect_used)]
fn main() -> ExitCode {
    let bench = Bench::new();
    for case in CASES {
        let folder = tempfile::tempdir().expect("there is a folder for temporary files");
        measure(&bench, case, folder.path());
    }
    let folder = tempfile::tempdir().expect("there is a folder for temporary files");
    let in_time = open_pages(&bench, folder.path());
    println!("\n{}", bench.table());
    if in_time { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
