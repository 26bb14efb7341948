//! Shared by the benchmarks: articles with marks, and measuring with a table at the end.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::time::{Duration, Instant};

use criterion::Criterion;
use gainsay::model::annotation::{Annotation, Id, Target};
use gainsay::model::kind::{KINDS, Kind};
use gainsay::model::offset::ByteRange;
use gainsay::model::text::ArticleText;

/// Prose of about this many bytes, the same in every run: paragraphs of one to seven sentences.
pub fn prose(bytes: usize) -> String {
    const SENTENCES: [&str; 6] = [
        "The harbour authority said on Thursday that it had seen no evidence of a leak. ",
        "\"We have never shipped anything of the kind,\" a spokesman told reporters, declining to give his name. ",
        "Two former employees remember it differently. ",
        "According to minutes seen by this newspaper, the board was told in March, and again, in more detail, in June. ",
        "The ministry denies this. ",
        "No document that has been made public so far supports either account, and several appear to be missing. ",
    ];
    let mut text = String::with_capacity(bytes + 200);
    let mut n = 0usize;
    while text.len() < bytes {
        // With a number, or egui would take equal paragraphs from its cache.
        let _ = write!(text, "{n}: {}", SENTENCES[(n * n + n / 5) % SENTENCES.len()]);
        n += 1;
        if n.is_multiple_of(n % 7 + 1) && n.is_multiple_of(3) {
            text.push_str("\n\n");
        }
    }
    text
}

/// Marks over a text, of all kinds and of 20 to 320 bytes.
pub fn marks(text: &ArticleText, count: usize) -> Vec<Annotation> {
    let end = text.end().get();
    (0..count)
        .map(|n| {
            let start = n * (end - 400) / count;
            let range = ByteRange::of(start, start + 20 + (n * 37) % 300);
            Annotation::new(Id::new(&format!("mark-{n:06}")), Kind::of(&KINDS[n % KINDS.len()]), Target::of(range))
        })
        .collect()
}

/// True for a short and inexact run: `GAINSAY_BENCH=short`.
pub fn short() -> bool {
    std::env::var("GAINSAY_BENCH").is_ok_and(|length| length == "short")
}

/// Measures with criterion, and keeps the medians for the table.
pub struct Bench {
    criterion: RefCell<Criterion>,
    /// Case, operation, median.
    pub rows: RefCell<Vec<(String, &'static str, Duration)>>,
}

impl Bench {
    /// Measures as the command line says, or faster and less exactly with `GAINSAY_BENCH=short`.
    pub fn new() -> Self {
        let (samples, warm_up, measuring) = if short() { (10, 50, 200) } else { (20, 200, 800) };
        let criterion = Criterion::default()
            .sample_size(samples)
            .warm_up_time(Duration::from_millis(warm_up))
            .measurement_time(Duration::from_millis(measuring))
            .without_plots()
            .configure_from_args();
        Self { criterion: RefCell::new(criterion), rows: RefCell::default() }
    }

    /// Measures `once`, which returns the time of the operation alone.
    pub fn measure(&self, case: &str, operation: &'static str, mut once: impl FnMut() -> Duration) {
        let mut times = Vec::new();
        self.criterion.borrow_mut().bench_function(&format!("{operation}: {case}"), |bencher| {
            bencher.iter_custom(|count| {
                let mut total = Duration::ZERO;
                for _ in 0..count {
                    let time = once();
                    times.push(time);
                    total += time;
                }
                total
            });
        });
        times.sort_unstable();
        if let Some(median) = times.get(times.len() / 2) {
            self.rows.borrow_mut().push((case.to_owned(), operation, *median));
        }
    }

    /// Prints the medians in milliseconds as a Markdown table, a line for each case.
    pub fn table(&self) -> String {
        self.criterion.borrow_mut().final_summary();
        let rows = self.rows.borrow();
        let mut operations: Vec<&str> = Vec::new();
        let mut cases: Vec<&str> = Vec::new();
        for (case, operation, _) in rows.iter() {
            if !operations.contains(operation) {
                operations.push(operation);
            }
            if !cases.contains(&case.as_str()) {
                cases.push(case);
            }
        }
        let mut table =
            format!("| ms, median | {} |\n|---|{}\n", operations.join(" | "), "---|".repeat(operations.len()));
        for case in cases {
            let _ = write!(table, "| {case} |");
            for operation in &operations {
                let _ = match rows.iter().find(|row| row.0 == case && row.1 == *operation) {
                    Some((_, _, median)) => write!(table, " {:.3} |", median.as_secs_f64() * 1000.0),
                    None => write!(table, " |"),
                };
            }
            table.push('\n');
        }
        table
    }
}

/// Time of a call.
pub fn timed(run: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    run();
    begun.elapsed()
}
