//! Cost of the ledger of a project with 100,000 claims in 30,000 threads: making it, listing it, and a frame of it.
//!
//! `cargo bench --bench threads`; it fails if a frame takes longer than promised.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Event, Modifiers, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, vec2};
use gainsay::app::project::OpenProject;
use gainsay::app::state::State;
use gainsay::jobs::project::ProjectId;
use gainsay::jobs::project::threads::ThreadsJob;
use gainsay::model::annotation::{Annotation, Id, Relation, Speaker, Target};
use gainsay::model::article::{Article, Source};
use gainsay::model::document::Document;
use gainsay::model::extra::Extra;
use gainsay::model::kind::Kind;
use gainsay::model::offset::ByteRange;
use gainsay::model::project::Project;
use gainsay::model::project::corpus::{Corpus, Entry};
use gainsay::model::project::items::{End, Item, LinkItem};
use gainsay::model::project::overview::{Overview, THREAD_ORDERS, ThreadFilter, ThreadOrder};
use gainsay::model::project::people::People;
use gainsay::model::role::Role;
use gainsay::model::set::AnnotationSet;
use gainsay::model::tag_colours::TagColours;
use gainsay::model::text::ArticleText;
use gainsay::storage::settings::{Folders, Settings};
use gainsay::ui::project::ledger;
use gainsay::ui::theme;

/// Articles, claims and other marks of each, and threads.
const ARTICLES: usize = 10_000;
const CLAIMS: usize = 10;
const OTHERS: usize = 5;
const THREADS: usize = 30_000;

/// The promise: a frame while the list is scrolled.
const FRAME: Duration = Duration::from_micros(300);

/// Frames, of which the median counts.
const RUNS: usize = 200;

fn mark_id(article: usize, mark: usize) -> Id {
    Id::new(&format!("0199f3a4-7c10-7000-8000-{:012}", article * 100 + mark))
}

/// An article: each claim tells a number, and two denials and evidence answer claims.
fn entry(article: usize) -> Arc<Entry> {
    let sentence =
        |mark: usize| format!("Report {mark} counted {} trout in the river near Lund. ", article % 50 + mark);
    let mut text = String::new();
    let mut marks = Vec::new();
    for mark in 0..CLAIMS + OTHERS {
        let start = text.len();
        text.push_str(&sentence(mark));
        let kind = if mark < CLAIMS { "claim" } else { ["denial", "evidence"][mark % 2] };
        let range = ByteRange::of(start, text.len() - 2);
        let mut mark = Annotation::new(mark_id(article, mark), Kind::new(kind), Target::of(range));
        mark.speaker = Some(Speaker::new("named", &format!("Speaker {}", (article + start) % 997)));
        marks.push(mark);
    }
    let relations = (CLAIMS..CLAIMS + OTHERS).map(|mark| {
        let role = Role::new(if mark % 2 == 0 { "rebuts" } else { "supports" });
        Relation::new(Id::new(&format!("r{mark}")), mark_id(article, mark), mark_id(article, mark % CLAIMS), role)
    });
    let source = Source {
        site: format!("Paper {}", article % 40),
        published: format!("2026-{:02}-{:02}", article % 12 + 1, article % 28 + 1),
        ..Source::default()
    };
    let set = AnnotationSet::new(marks, relations).0;
    let article_of = Article { text: ArticleText::new(text), source, ..Article::default() };
    Arc::new(Entry {
        path: path(article),
        format: "text",
        document: Document::new(article_of, set, Extra::default()),
        has_file: true,
        is_marked: true,
        problems: 0,
        failure: None,
        haystack: Default::default(),
    })
}

fn path(article: usize) -> String {
    format!("{article:05}.txt")
}

/// The links that make threads of the claims: the claim `n` restates the claim `n - THREADS`.
fn links() -> Project {
    let end = |claim: usize| {
        let (article, mark) = (claim % ARTICLES, claim / ARTICLES);
        End {
            article: Id::new(&path(article)),
            path: path(article),
            mark: mark_id(article, mark),
            extra: Extra::default(),
        }
    };
    let items = (THREADS..ARTICLES * CLAIMS).map(|claim| {
        Item::Link(Arc::new(LinkItem {
            id: Id::new(&format!("l{claim:06}")),
            from: end((claim * 7 + 1) % (ARTICLES * CLAIMS)),
            to: end(((claim - THREADS) * 7 + 1) % (ARTICLES * CLAIMS)),
            role: Role::new("restates"),
            note: String::new(),
            created: Default::default(),
            modified: Default::default(),
            creator: "".into(),
            extra: Extra::default(),
        }))
    });
    Project::new(items, TagColours::default(), Extra::default())
}

/// Runs once, and reports the time.
fn timed<T>(what: &str, run: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let result = run();
    println!("{what:36} {:9.1} ms", begun.elapsed().as_secs_f64() * 1000.0);
    result
}

fn main() -> ExitCode {
    let mut corpus = Corpus::default();
    corpus.update((0..ARTICLES).map(entry).collect(), &[]);
    let content = links();
    let overview = Arc::new(timed("the overview", || Overview::new(&corpus, &content)));
    println!("{} threads", overview.threads().len());
    let people = Arc::new(timed("the speakers", || People::new(&overview, &content)));
    for row in THREAD_ORDERS {
        timed(&format!("sorted by {}", row.name.to_lowercase()), || {
            overview.listed(row.order, &ThreadFilter::default())
        });
    }
    let words = ThreadFilter { words: "report 7".to_owned(), ..ThreadFilter::default() };
    timed("filtered by words", || overview.listed(ThreadOrder::default(), &words));

    let folder = std::env::temp_dir();
    let mut state = State::new(Folders::at(folder.clone()), Settings::default());
    let mut project = OpenProject::new(ProjectId(1), folder);
    (project.corpus, project.content) = (corpus, content);
    (project.overview, project.people) = (Some(overview.clone()), people.clone());
    let (order, filter) = (ThreadOrder::default(), ThreadFilter::default());
    let list = overview.listed(order, &filter);
    project.threads.list = Some((Box::new(ThreadsJob { overview, people, order, filter }), list));
    state.project = Some(project);

    let ctx = egui::Context::default();
    theme::install(&ctx);
    let mut shown = ledger::Shown::default();
    let mut frames = Vec::new();
    for frame in 0..RUNS + 5 {
        let at = Pos2::new(150.0, 500.0);
        let phase = TouchPhase::Move;
        let wheel = Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, -177.0),
            phase,
            source: egui::MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        };
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(330.0, 900.0))),
            time: Some(frame as f64 / 60.0),
            events: vec![Event::PointerMoved(at), wheel],
            ..RawInput::default()
        };
        let begun = Instant::now();
        let mut output = ctx.run_ui(input, |ui| {
            let Some(project) = &state.project else { return };
            ledger::show(ui, &state, project, &mut shown, &mut Vec::new());
        });
        std::hint::black_box(ctx.tessellate(output.shapes, output.pixels_per_point));
        output.textures_delta.clear();
        frames.push(begun.elapsed());
    }
    let mut frames = frames.split_off(5);
    frames.sort();
    let median = frames[RUNS / 2];
    println!(
        "{:36} {:9.3} ms, promised {:.1} ms",
        "a frame, scrolled",
        median.as_secs_f64() * 1000.0,
        FRAME.as_secs_f64() * 1000.0
    );
    if median > FRAME { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
