//! Cost of the panels and large views of a project with 10,000 articles, 150,000 marks and 100,000 claims in 30,000 threads:
//! making their content, and a frame of each while it is scrolled or moved.
//!
//! `cargo bench --bench panels`; it fails if a frame takes longer than promised.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Event, Modifiers, MouseWheelUnit, Pos2, RawInput, Rect, TouchPhase, Ui, Vec2, vec2};
use gainsay::app::action::Intent;
use gainsay::app::project::OpenProject;
use gainsay::app::project::intent::ProjectIntent;
use gainsay::app::project::view::{ProjectView, Subject};
use gainsay::app::state::State;
use gainsay::jobs::project::ProjectId;
use gainsay::jobs::project::find::{FindAllJob, find_all};
use gainsay::jobs::project::threads::ThreadsJob;
use gainsay::model::annotation::{Annotation, Id, Relation, Speaker, Target};
use gainsay::model::article::{Article, Details};
use gainsay::model::document::Document;
use gainsay::model::extra::Extra;
use gainsay::model::kind::Kind;
use gainsay::model::offset::ByteRange;
use gainsay::model::project::Project;
use gainsay::model::project::corpus::{Corpus, Entry};
use gainsay::model::project::find::FindQuery;
use gainsay::model::project::items::{End, Item, LinkItem};
use gainsay::model::project::ledger::{THREAD_ORDERS, ThreadFilter, ThreadOrder, threads};
use gainsay::model::project::listing::{ArticleList, ArticleQuery};
use gainsay::model::project::map::{MapView, ProjectMap};
use gainsay::model::project::overview::Overview;
use gainsay::model::project::people::People;
use gainsay::model::project::timeline::{Lanes, Timeline};
use gainsay::model::role::Role;
use gainsay::model::set::AnnotationSet;
use gainsay::model::tag_colours::TagColours;
use gainsay::model::text::ArticleText;
use gainsay::storage::settings::{Folders, Settings};
use gainsay::ui::project::{Views, articles, find, ledger, people, views};
use gainsay::ui::theme;

/// Articles, claims and other marks of each, and threads.
const ARTICLES: usize = 10_000;
const CLAIMS: usize = 10;
const OTHERS: usize = 5;
const THREADS: usize = 30_000;

/// The size of a sidebar and of a view of a large window, in points.
const SIDEBAR: Vec2 = vec2(330.0, 900.0);
const WINDOW: Vec2 = vec2(1070.0, 900.0);

/// The promise: a frame of a panel of the sidebar while it is scrolled.
const FRAME: Duration = Duration::from_micros(300);

/// The promise for the matches of a search, whose sentences are found when they come into sight.
const MATCHES_FRAME: Duration = Duration::from_millis(1);

/// Points a frame of a turning wheel, as in the bench of the article.
const WHEEL: f32 = 60.0;

/// Points a frame of a fling: twelve windows a second.
const FLING: f32 = 177.0;

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
    let stated = Details {
        site: format!("Paper {}", article % 40),
        published: format!("2026-{:02}-{:02}", article % 12 + 1, article % 28 + 1),
        ..Details::default()
    };
    let set = AnnotationSet::new(marks, relations).0;
    let article_of = Article { text: ArticleText::new(text), stated, ..Article::default() };
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
            threads(&overview, &people, row.order, &ThreadFilter::default())
        });
    }
    let words = ThreadFilter { words: "report 7".to_owned(), ..ThreadFilter::default() };
    timed("filtered by words", || threads(&overview, &people, ThreadOrder::default(), &words));

    let list = timed("the articles", || {
        ArticleList::new(&corpus, &content, Some(&overview), &ArticleQuery::default(), &ArticleList::default())
    });
    let query = FindQuery { words: "trout".to_owned(), ..FindQuery::default() };
    let search = FindAllJob { query: query.clone(), corpus: corpus.clone(), overview: None, progress: Arc::default() };
    let findings = timed("the matches", || find_all(&search)).unwrap_or_default();
    println!("{} matches in {} articles", findings.count, findings.articles.len());

    let folder = std::env::temp_dir();
    let mut state = State::new(Folders::at(folder.clone()), Settings::default());
    let mut project = OpenProject::new(ProjectId(1), folder);
    (project.corpus, project.content) = (corpus, content);
    (project.overview, project.people) = (Some(overview.clone()), people.clone());
    let (order, filter) = (ThreadOrder::default(), ThreadFilter::default());
    let listed = threads(&overview, &people, order, &filter);
    let job = ThreadsJob { overview: overview.clone(), people: people.clone(), order, filter };
    project.threads.list = Some((Box::new(job), listed));
    (project.listed.list, project.unread) = (Arc::new(list), Some(0));
    (project.find.query, project.find.findings, project.find.generation) = (query, Arc::new(findings), 1);

    let ctx = egui::Context::default();
    theme::install(&ctx);
    let mut frames = Frames { ctx, number: 0, broken: false };
    // The fonts are loaded in the first frame.
    frames.frame(Rect::ZERO.size(), Event::PointerGone, &mut |_| {});
    let claim = overview.threads().iter().max_by_key(|thread| thread.articles).and_then(|thread| thread.claims.first());
    let claim = claim.and_then(|claim| overview.corpus().spot(*claim));
    let speaker = people.list.first().and_then(|person| person.handle()).cloned();
    timed("the timeline of a speaker", || Timeline::of_speaker(&overview, &people, 0, Lanes::Threads));
    let (Some(claim), Some(speaker)) = (claim, speaker) else { return ExitCode::FAILURE };

    let mut shown = Views::default();
    let none = &mut Vec::new();
    // The view asks for the map with the sizes of its boxes.
    let asked = &mut Vec::new();
    let mut map = ProjectView::Map(MapView::default());
    frames.frame(WINDOW, Event::PointerGone, &mut |ui| views::show(ui, &state, &project, &map, &mut shown, asked));
    for intent in asked {
        if let Intent::Project(intent) = intent
            && let ProjectIntent::LayOut(view, fit) = &**intent
        {
            let made = timed("the map", || ProjectMap::new(&overview, view, fit));
            println!("{} boxes, {} left out", made.map.boxes.len(), made.left_out);
            (project.map, map) = (Some(Arc::new(made)), ProjectView::Map(view.clone()));
        }
    }
    state.project = Some(project);
    let Some(project) = &state.project else { return ExitCode::FAILURE };
    frames.measure("articles", SIDEBAR, |ui| articles::show(ui, &state, project, &mut shown.articles, none));
    frames.measure("ledger", SIDEBAR, |ui| ledger::show(ui, &state, project, &mut shown.ledger, none));
    frames.measure("speakers", SIDEBAR, |ui| people::show(ui, &state, project, &mut shown.people, none));
    frames.measure("matches", SIDEBAR, |ui| find::show(ui, &state, project, &mut shown.find, none));
    frames.measure("map, zoomed", WINDOW, |ui| views::show(ui, &state, project, &map, &mut shown, none));
    let view = &ProjectView::Thread(claim);
    frames.measure("thread", WINDOW, |ui| views::show(ui, &state, project, view, &mut shown, none));
    let view = &ProjectView::Timeline(Subject::Speaker(speaker), Lanes::Threads);
    frames.measure("timeline, zoomed", WINDOW, |ui| views::show(ui, &state, project, view, &mut shown, none));
    if frames.broken { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// The window in which frames are drawn.
struct Frames {
    ctx: egui::Context,
    /// Number of frames so far: time goes on from view to view, or the wheel would turn nothing.
    number: usize,
    broken: bool,
}

impl Frames {
    /// Draws one frame; returns its time.
    fn frame(&mut self, size: Vec2, event: Event, show: &mut dyn FnMut(&mut Ui)) -> Duration {
        self.number += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size)),
            time: Some(self.number as f64 / 60.0),
            events: vec![Event::PointerMoved((size / 2.0).to_pos2()), event],
            ..RawInput::default()
        };
        let begun = Instant::now();
        let mut output = self.ctx.run_ui(input, |ui| show(ui));
        std::hint::black_box(self.ctx.tessellate(output.shapes, output.pixels_per_point));
        output.textures_delta.clear();
        begun.elapsed()
    }

    /// Draws a view of this size while it is scrolled, and reports the median of the times. The promise is for a turning wheel, as
    /// in the bench of the article; a fling brings several new rows a frame.
    fn measure(&mut self, what: &str, size: Vec2, mut show: impl FnMut(&mut Ui)) {
        self.scrolled(&format!("{what}, flung"), size, FLING, None, &mut show);
        let promise = if what == "matches" { MATCHES_FRAME } else { FRAME };
        self.scrolled(what, size, WHEEL, (size == SIDEBAR).then_some(promise), &mut show);
    }

    fn scrolled(
        &mut self,
        what: &str,
        size: Vec2,
        points: f32,
        promise: Option<Duration>,
        show: &mut dyn FnMut(&mut Ui),
    ) {
        let wheel = |number: usize| Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            // Down, and up again.
            delta: vec2(0.0, if number < RUNS / 2 { -points } else { points }),
            phase: TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: Modifiers::NONE,
        };
        let mut times: Vec<Duration> =
            (0..RUNS + 5).map(|number| self.frame(size, wheel(number), show)).skip(5).collect();
        times.sort();
        let (median, slow) = (times[RUNS / 2], times[RUNS * 95 / 100]);
        let is_broken = promise.is_some_and(|promise| median > promise);
        self.broken |= is_broken;
        let millis = |time: Duration| time.as_secs_f64() * 1000.0;
        let promise = promise.map(|promise| format!(", promised {:.1} ms", millis(promise))).unwrap_or_default();
        let note = if is_broken { "  BROKEN" } else { "" };
        let what = format!("a frame of the {what}");
        println!("{what:36} {:9.3} ms, of 100 frames 95 within {:.3} ms{promise}{note}", millis(median), millis(slow));
    }
}
