//! Cost of a project of 10,000 articles of 5 KB with 15 marks each: reading its folder, following a change, searching all of it.
//!
//! `cargo bench --bench project`; it fails if something takes longer, or more memory, than promised. With `GAINSAY_CORPUS` it
//! keeps its articles in that folder, so that they can be read once more from a cold start.

mod corpus;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use gainsay::jobs::project::find::{FindAllJob, find_all};
use gainsay::jobs::project::follow::Follower;
use gainsay::jobs::project::seek::{SeekJob, seek};
use gainsay::model::project::Project;
use gainsay::model::project::corpus::Corpus;
use gainsay::model::project::find::FindQuery;
use gainsay::model::project::listing::{ArticleList, ArticleQuery};
use gainsay::model::project::overview::Overview;
use gainsay::model::project::people::People;
use gainsay::model::project::spot::Spot;

/// Articles.
const COUNT: usize = 10_000;

/// Promises: the first articles, all of them, one that changed, a search; and MiB of memory for all of it.
const FIRST: Duration = Duration::from_millis(300);
const WHOLE: Duration = Duration::from_secs(3);
const CHANGE: Duration = Duration::from_millis(200);
const SEARCH: Duration = Duration::from_millis(50);
const MEMORY: u64 = 400;

/// MiB of memory of a window without articles, where a processor draws it: program, fonts, and what stands for a graphics card.
const WINDOW: u64 = 130;

/// Promise: the likeliest of all marks to link one with, off the window's thread.
const SEEK: Duration = Duration::from_millis(300);

/// Searches: what is typed.
const SEARCHES: [&str; 8] =
    ["s", "said", "the", "minister", "water report", "corxenka", "Report 4711", "nothing like this"];

/// Runs of each search, of which the median counts.
const RUNS: usize = 9;

/// MiB of memory in use now and at most, where the system tells.
fn memory() -> Option<(u64, u64)> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let value = |name: &str| -> Option<u64> {
        let line = status.lines().find(|line| line.starts_with(name))?;
        line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kib| kib >> 10)
    };
    Some((value("VmRSS:")?, value("VmHWM:")?))
}

/// Reports measurements, and notes broken promises.
#[derive(Default)]
struct Report {
    broken: bool,
}

impl Report {
    fn time(&mut self, what: &str, time: Duration, promise: Duration) {
        let is_broken = time > promise;
        self.broken |= is_broken;
        let note = if is_broken { "  BROKEN" } else { "" };
        println!("{what:44} {:9.1} ms, promised {:6} ms{note}", time.as_secs_f64() * 1000.0, promise.as_millis());
    }

    fn memory(&mut self, what: &str) {
        if let Some((now, most)) = memory() {
            let is_broken = now + WINDOW > MEMORY;
            self.broken |= is_broken;
            let note = if is_broken { "  BROKEN" } else { "" };
            let promise = MEMORY - WINDOW;
            println!("{what:44} {now:9} MiB, promised {promise:5} MiB; at most so far {most} MiB{note}");
        }
    }
}

/// Reads all that there is to read; returns the time until the first articles.
fn read(follower: &mut Follower, corpus: &mut Corpus, begun: Instant) -> Option<Duration> {
    let mut first = None;
    while let Some(news) = follower.read_on() {
        corpus.update(news.entries, &news.gone);
        first.get_or_insert(begun.elapsed());
    }
    first
}

/// The search for marks to link the first mark of an article with.
fn seek_job(corpus: &Corpus, words: &str) -> SeekJob {
    let entry = &corpus.entries()[COUNT / 2];
    let mark = entry.document.set().annotations()[0].id.clone();
    let spot = Spot { path: entry.path.clone(), mark };
    let (corpus, document) = (corpus.clone(), entry.document.clone());
    SeekJob { corpus, spot, document, words: words.to_owned(), progress: Arc::default() }
}

#[allow(clippy::expect_used)]
fn measure(folder: &Path, report: &mut Report) {
    report.memory("before");
    let begun = Instant::now();
    let (mut follower, mut corpus) = (Follower::new(folder.to_owned()), Corpus::default());
    follower.look();
    let looked = begun.elapsed();
    let first = read(&mut follower, &mut corpus, begun).unwrap_or_default();
    let whole = begun.elapsed();
    println!(
        "{} articles, {} marks",
        corpus.entries().len(),
        corpus.entries().iter().map(|entry| entry.document.set().annotations().len()).sum::<usize>()
    );
    let failed = corpus.entries().iter().find_map(|entry| entry.failure.as_ref());
    assert_eq!((corpus.entries().len(), failed), (COUNT, None));
    report.time("look at the folder", looked, FIRST);
    report.time("first articles", first, FIRST);
    report.time("all articles", whole, WHOLE);
    report.memory("all articles");

    let path = folder.join(&corpus.entries()[COUNT / 2].path);
    let content = fs::read(&path).expect("it was read before");
    fs::write(&path, [&content, b"\nAnd more.".as_slice()].concat()).expect("there is room for temporary files");
    let begun = Instant::now();
    follower.look_at(std::slice::from_ref(&path));
    read(&mut follower, &mut corpus, begun);
    report.time("an article that changed", begun.elapsed(), CHANGE);
    let other = folder.join("herald").join("new.text");
    fs::write(&other, "New\n\nAnd more.").expect("there is room for temporary files");
    let begun = Instant::now();
    follower.look();
    read(&mut follower, &mut corpus, begun);
    report.time("a look at the whole folder", begun.elapsed(), CHANGE);
    fs::write(&path, content).expect("there is room for temporary files");
    fs::remove_file(&other).expect("it was written");

    let begun = Instant::now();
    let content = Project::default();
    let overview = Overview::new(&corpus, &content);
    println!("{:44} {:9.1} ms", "overview", begun.elapsed().as_secs_f64() * 1000.0);
    let begun = Instant::now();
    let people = People::new(&overview, &content);
    println!("{:44} {:9.1} ms", "speakers", begun.elapsed().as_secs_f64() * 1000.0);
    let begun = Instant::now();
    let (all, before) = (ArticleQuery::default(), ArticleList::default());
    let list = ArticleList::new(&corpus, &content, Some(&overview), &all, &before);
    println!("{:44} {:9.1} ms", "list", begun.elapsed().as_secs_f64() * 1000.0);
    report.memory("with overview, speakers and list");
    let job = |words: &str| {
        let query = FindQuery { words: words.to_owned(), ..FindQuery::default() };
        FindAllJob { query, corpus: corpus.clone(), overview: None, progress: Arc::default() }
    };
    let begun = Instant::now();
    find_all(&job("nothing like this")).expect("it is no pattern");
    println!("{:44} {:9.1} ms", "folding, once", begun.elapsed().as_secs_f64() * 1000.0);
    for words in SEARCHES {
        let job = job(words);
        let mut times = [Duration::ZERO; RUNS];
        let mut count = (0, 0);
        for time in &mut times {
            let begun = Instant::now();
            let found = find_all(&job).expect("it is no pattern");
            *time = begun.elapsed();
            count = (found.count, found.articles.len());
        }
        times.sort_unstable();
        report.time(&format!("find {words:?}: {} in {}", count.0, count.1), times[RUNS / 2], SEARCH);
    }
    for words in ["", "minister"] {
        let job = seek_job(&corpus, words);
        let mut times = [Duration::ZERO; RUNS];
        let mut count = 0;
        for time in &mut times {
            let begun = Instant::now();
            count = seek(&job).len();
            *time = begun.elapsed();
        }
        times.sort_unstable();
        report.time(&format!("marks to link with, {words:?}: {count}"), times[RUNS / 2], SEEK);
    }
    report.memory("everything that a window has, searched");
    drop((overview, people, list));
}

#[allow(clippy::expect_used)]
fn main() -> ExitCode {
    let kept = std::env::var_os("GAINSAY_CORPUS").map(PathBuf::from);
    let temporary = tempfile::tempdir().expect("there is a folder for temporary files");
    let folder = kept.as_deref().unwrap_or(temporary.path());
    if !folder.join(corpus::article(COUNT - 1).0).exists() {
        let begun = Instant::now();
        corpus::write(folder, COUNT);
        println!("written in {:.1} s", begun.elapsed().as_secs_f64());
    }
    let mut report = Report::default();
    measure(folder, &mut report);
    if report.broken { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
