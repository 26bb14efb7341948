//! Cost of the article view, for small and large articles, compared with a stock egui text field.
//!
//! `cargo bench` measures with criterion and ends with one table of medians and a verdict on the promises of the view:
//! a frame costs what is visible, not what is open, and the same holds for structure. `GAINSAY_BENCH=short` takes less
//! long and is less exact. Everything runs without a window: a frame is egui's pass and the tessellation of its shapes.

mod common;

use std::fmt::Write as _;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use common::{Bench, marks, prose, short, timed};
use egui::{Event, Key, Modifiers, PointerButton, Pos2, RawInput, Rect, Vec2, pos2, vec2};
use gainsay::articles::article_format;
use gainsay::model::annotation::{Annotation, Id, Target};
use gainsay::model::boilerplate::Boilerplate;
use gainsay::model::document::Document;
use gainsay::model::edit::Edit;
use gainsay::model::extra::Extra;
use gainsay::model::kind::{KINDS, Kind};
use gainsay::model::offset::ByteRange;
use gainsay::model::selection::Selection;
use gainsay::model::set::AnnotationSet;
use gainsay::model::structure::Structure;
use gainsay::model::text::ArticleText;
use gainsay::ui::fonts;
use gainsay::ui::paper;
use gainsay::ui::text_view::{Link, Reveal, TextEvent, TextInput, TextStyle, TextView};

/// Articles: name, bytes, marks.
const CASES: [(&str, usize, usize); 8] = [
    ("10 KB, 100 marks", 10_000, 100),
    ("10 KB, 10,000 marks", 10_000, 10_000),
    ("1 MB, 100 marks", 1_000_000, 100),
    ("1 MB, 10,000 marks", 1_000_000, 10_000),
    ("10 MB, 100 marks", 10_000_000, 100),
    ("10 MB, 10,000 marks", 10_000_000, 10_000),
    ("10 MB, 100,000 marks", 10_000_000, 100_000),
    ("50 MB, 100,000 marks", 50_000_000, 100_000),
];

/// The article with structure, for comparison with the fourth of [`CASES`].
const STRUCTURED: &str = "1 MB, 10,000 marks, structured";

/// Markdown of about this size, always the same: headings, lists, quotations, tables, code, emphasis and links, about
/// one span every 100 bytes.
fn structured(bytes: usize) -> String {
    let prose = prose(bytes * 9 / 10);
    let mut text = String::with_capacity(bytes + 1000);
    for (n, paragraph) in prose.split("\n\n").enumerate() {
        let dressed = paragraph
            .replace("harbour authority", "*harbour authority*")
            .replace("no evidence", "**no evidence**")
            .replace("minutes seen", "[minutes seen](https://example.org/minutes/2009?page=3)")
            .replace("in March", "~~in March~~")
            .replace("several appear", "`several` appear");
        match n % 12 {
            0 => {
                let _ = write!(text, "{} Part {n} of the *story*\n\n{dressed}\n\n", "#".repeat(n / 12 % 4 + 1));
            }
            3 => {
                let _ = write!(text, "- {dressed}\n  - Item {n}\n- Another\n\n");
            }
            5 => {
                let _ = write!(text, "> {dressed}\n\n");
            }
            7 => {
                let _ = write!(text, "1. {dressed}\n2. Second {n}\n\n```\nlet n = {n};\n\tcall(n);\n```\n\n");
            }
            9 => {
                let _ = write!(text, "| Year | Litres |\n|---|---|\n| {n} | {} |\n\n{dressed}\n\n", n * 37);
            }
            _ => {
                let _ = write!(text, "{dressed}\n\n");
            }
        }
    }
    text
}

/// An egui context with the program's fonts, run without a window.
struct Stage {
    ctx: egui::Context,
    time: f64,
    size: Vec2,
}

impl Stage {
    fn new() -> Self {
        let ctx = egui::Context::default();
        ctx.set_fonts(fonts::definitions(None));
        let mut stage = Self { ctx, time: 0.0, size: vec2(1400.0, 900.0) };
        stage.frame(Vec::new(), |_| {});
        stage
    }

    /// Makes egui forget its cached layouts.
    fn forget(&mut self) {
        for _ in 0..3 {
            self.frame(Vec::new(), |_| {});
        }
    }

    fn frame(&mut self, events: Vec<Event>, run: impl FnMut(&mut egui::Ui)) {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, self.size)),
            time: Some(self.time),
            events,
            ..Default::default()
        };
        let mut output = self.ctx.run_ui(input, run);
        std::hint::black_box(self.ctx.tessellate(output.shapes, output.pixels_per_point));
        output.textures_delta.clear();
    }
}

/// The view with a document.
struct Article {
    stage: Stage,
    text: ArticleText,
    structure: Structure,
    boilerplate: Boilerplate,
    document: Document,
    view: TextView,
    selection: Selection,
    reveal: Option<Reveal>,
    style: TextStyle,
    /// The selected mark, and the marks it is linked to.
    linked: Option<(Id, Vec<Id>)>,
}

impl Article {
    fn new(text: &ArticleText, structure: &Structure, set: &AnnotationSet) -> Self {
        Self {
            stage: Stage::new(),
            text: text.clone(),
            structure: structure.clone(),
            boilerplate: Boilerplate::of(text, structure),
            document: Document::new(gainsay::model::article::Article::default(), set.clone(), Extra::default()),
            view: TextView::default(),
            selection: Selection::default(),
            reveal: None,
            style: TextStyle::new(&paper::LIGHT, fonts::serif(), 18.0),
            linked: None,
        }
    }

    fn frame(&mut self, events: Vec<Event>) {
        let Self { stage, text, structure, boilerplate, document, view, selection, reveal, style, linked } = self;
        const ROLES: [&str; 3] = ["rebuts", "supports", "restates"];
        let link = |from, (n, to): (usize, _)| {
            let role = ROLES[n % ROLES.len()];
            Link { from, to, role, label: role, provisional: false, outside: None }
        };
        let links: Vec<Link<'_>> = linked
            .iter()
            .flat_map(|(from, others)| others.iter().enumerate().map(move |other| link(from, other)))
            .collect();
        stage.frame(events, |ui| {
            let input = TextInput {
                text,
                structure,
                boilerplate,
                fold: false,
                set: document.set(),
                selection: *selection,
                selected: linked.as_ref().map(|(from, _)| from),
                links: &links,
                places: &[],
                highlights: &[],
                current_highlight: None,
                style,
                reveal: *reveal,
                editable: true,
                through: None,
                carried: None,
                snap: true,
            };
            for event in view.show(ui, &input).events {
                if let TextEvent::Select(moved) = event {
                    *selection = moved;
                }
            }
        });
    }

    /// Shows the middle of the text and prepares everything.
    fn settled(&mut self) {
        self.jump(0.5);
        for _ in 0..20 {
            self.frame(Vec::new());
        }
    }

    fn jump(&mut self, part: f64) {
        let at =
            self.text.floor(gainsay::model::offset::ByteOffset::new((self.text.end().get() as f64 * part) as usize));
        let serial = self.reveal.map_or(0, |reveal| reveal.serial + 1);
        self.reveal = Some(Reveal { serial, range: ByteRange::new(at, at) });
        self.frame(Vec::new());
    }
}

fn pointer(at: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

fn wheel(points: f32) -> Event {
    Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, points),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    }
}

fn the_view(bench: &Bench, case: &str, text: &ArticleText, structure: &Structure, count: usize) {
    let source = text.as_str();
    let annotations = marks(text, count);
    let (set, _, _) = AnnotationSet::new(annotations.clone(), []);

    bench.measure(case, "load", || {
        let (source, annotations) = (source.to_owned(), annotations.clone());
        timed(|| {
            std::hint::black_box((ArticleText::new(source), AnnotationSet::new(annotations, [])));
        })
    });
    bench.measure(case, "boilerplate", || {
        timed(|| {
            std::hint::black_box(Boilerplate::of(text, structure));
        })
    });
    let mut article = Article::new(text, structure, &set);
    bench.measure(case, "first frame", || {
        article.view = TextView::default();
        article.stage.forget();
        timed(|| article.frame(Vec::new()))
    });
    article.settled();
    bench.measure(case, "idle", || timed(|| article.frame(Vec::new())));

    // A mark in the middle of the page, linked with the 100 nearest to it, or all that are visible.
    let nearest: Vec<Id> = annotations[count / 2 - 50..count / 2 + 50].iter().map(|mark| mark.id.clone()).collect();
    article.linked = Some((nearest[50].clone(), nearest));
    article.settled();
    bench.measure(case, "100 links", || timed(|| article.frame(Vec::new())));
    article.linked = None;
    article.settled();

    let middle = pos2(600.0, 450.0);
    article.frame(vec![Event::PointerMoved(middle)]);
    let mut n = 0;
    bench.measure(case, "scroll", || {
        n += 1;
        // Down, then up again, so that short texts scroll too.
        let points = if n / 100 % 2 == 0 { -60.0 } else { 60.0 };
        timed(|| article.frame(vec![wheel(points)]))
    });
    article.settled();
    article.frame(vec![Event::PointerMoved(middle), pointer(middle, true)]);
    bench.measure(case, "drag", || {
        n += 1;
        let at = pos2(500.0 + (n * 7 % 300) as f32, 100.0 + (n * 31 % 700) as f32);
        timed(|| article.frame(vec![Event::PointerMoved(at)]))
    });
    article.frame(vec![pointer(middle, false)]);
    bench.measure(case, "rewrap", || {
        n += 1;
        article.stage.size.x = 560.0 + (n % 20) as f32 * 6.0;
        timed(|| article.frame(Vec::new()))
    });
    article.stage.size.x = 1400.0;
    article.settled();
    bench.measure(case, "jump", || {
        n += 1;
        let part = (n as f64 * 0.618_034).fract();
        timed(|| article.jump(part))
    });
    article.settled();
    let middle = text.end().get() / 2;
    bench.measure(case, "insert a mark", || {
        let id = Id::new("new");
        let target = Target::of(ByteRange::of(middle, middle + 90));
        let added = Edit::Add(Arc::new(Annotation::new(id.clone(), Kind::of(&KINDS[0]), target)));
        let time = timed(|| {
            assert!(article.document.apply(added).is_ok());
            article.frame(Vec::new());
        });
        assert!(article.document.apply(Edit::Remove(id)).is_ok());
        for _ in 0..8 {
            article.frame(Vec::new());
        }
        time
    });
    // With an assistive technology, which is told the text around the caret.
    article.stage.ctx.enable_accesskit();
    article.view.request_focus();
    article.settled();
    bench.measure(case, "idle, told", || timed(|| article.frame(Vec::new())));
    bench.measure(case, "page, told", || {
        n += 1;
        // Down, then up again.
        let key = if n / 50 % 2 == 0 { Key::PageDown } else { Key::PageUp };
        timed(|| article.frame(vec![pressed(key)]))
    });
}

fn pressed(key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

fn the_stock_field(bench: &Bench, case: &str, source: &str) {
    let mut stage = Stage::new();
    let frame = |stage: &mut Stage| {
        let mut text = source;
        stage.frame(Vec::new(), |ui| {
            egui::ScrollArea::vertical().show(ui, |ui| {
                ui.add(egui::TextEdit::multiline(&mut text).desired_width(702.0));
            });
        });
    };
    bench.measure(case, "first frame", || {
        stage.forget();
        timed(|| frame(&mut stage))
    });
    bench.measure(case, "idle", || timed(|| frame(&mut stage)));
}

/// Median of an operation, if it was measured.
fn median(bench: &Bench, case: &str, operation: &str) -> Option<Duration> {
    bench.rows.borrow().iter().find(|row| row.0 == case && row.1 == operation).map(|row| row.2)
}

/// The promises of the view, as far as they were measured: a line each, and whether all were kept.
fn verdict(bench: &Bench) -> (String, bool) {
    let mut lines = String::new();
    let mut kept = true;
    let mut judge = |what: String, holds: bool| {
        kept &= holds;
        let _ = writeln!(lines, "{} {what}", if holds { "kept:  " } else { "BROKEN:" });
    };
    let (small, large) = (CASES[0].0, CASES[5].0);
    for operation in ["idle", "drag"] {
        if let (Some(one), Some(other)) = (median(bench, small, operation), median(bench, large, operation)) {
            let ratio = other.as_secs_f64() / one.as_secs_f64();
            judge(format!("{operation}: {large} costs {ratio:.2} times {small}, at most 2"), ratio <= 2.0);
        }
    }
    for (operation, most) in [("insert a mark", 2.0), ("jump", 3.0), ("page, told", 2.0)] {
        if let Some(median) = median(bench, large, operation) {
            let time = median.as_secs_f64() * 1000.0;
            judge(format!("{operation}: {large} takes {time:.2} ms, at most {most}"), time <= most);
        }
    }
    for operation in ["idle", "scroll", "drag", "rewrap", "jump"] {
        let plain = CASES[3].0;
        if let (Some(one), Some(other)) = (median(bench, plain, operation), median(bench, STRUCTURED, operation)) {
            let ratio = other.as_secs_f64() / one.as_secs_f64();
            judge(format!("{operation}: {STRUCTURED} costs {ratio:.2} times {plain}, at most 2"), ratio <= 2.0);
        }
    }
    if let Some(median) = median(bench, CASES[3].0, "boilerplate") {
        let time = median.as_secs_f64() * 1000.0;
        judge(format!("boilerplate: {} takes {time:.2} ms, at most 5", CASES[3].0), time <= 5.0);
    }
    let crowded = CASES[1].0;
    if let (Some(idle), Some(links)) = (median(bench, crowded, "idle"), median(bench, crowded, "100 links")) {
        let time = links.saturating_sub(idle).as_secs_f64() * 1000.0;
        judge(format!("links: 100 in sight take {time:.2} ms a frame, at most 0.5"), time <= 0.5);
    }
    (lines, kept)
}

fn main() -> ExitCode {
    let bench = Bench::new();
    // The verdict needs the first two, the fourth and the sixth.
    let cases = CASES.iter().enumerate().filter(|(index, _)| !short() || [0, 1, 3, 5].contains(index));
    for (_, &(case, bytes, count)) in cases {
        the_view(&bench, case, &ArticleText::new(prose(bytes)), &Structure::default(), count);
    }
    let markdown = structured(1_000_000);
    if let Some(Ok(read)) = article_format("markdown").map(|row| row.read(markdown.as_bytes(), None, "story.md")) {
        let article = read.article;
        println!("{STRUCTURED}: {} pieces of structure", article.structure.spans().len());
        the_view(&bench, STRUCTURED, &article.text, &article.structure, 10_000);
    }
    for (case, bytes) in [("10 KB, stock TextEdit", 10_000), ("1 MB, stock TextEdit", 1_000_000)] {
        if !short() || bytes == 10_000 {
            the_stock_field(&bench, case, &prose(bytes));
        }
    }
    let table = bench.table();
    let (lines, kept) = verdict(&bench);
    println!("\n{table}\n{lines}");
    // A short run is too inexact to fail: it shows that the benchmark works.
    if kept || short() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
