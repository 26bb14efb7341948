//! The article view, driven by keys and mouse: movement, selection, scrolling, unusual text.

mod access;
mod mixed;
mod mouse;

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::properties::choices::change;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, Vec2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use gainsay::model::annotation::{Annotation, Fragment, Id, Target};
use gainsay::model::boilerplate::Boilerplate;
use gainsay::model::edit::Edit;
use gainsay::model::kind::Kind;
use gainsay::model::offset::{ByteOffset, ByteRange};
use gainsay::model::segment;
use gainsay::model::selection::Selection;
use gainsay::model::set::AnnotationSet;
use gainsay::model::structure::Structure;
use gainsay::model::text::ArticleText;
use gainsay::ui::fonts;
use gainsay::ui::paper;
use gainsay::ui::text_view::{Link, Reveal, TextEvent, TextInput, TextStyle, TextView};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

pub struct App {
    pub text: ArticleText,
    pub structure: Structure,
    pub boilerplate: Boilerplate,
    pub fold: bool,
    pub set: AnnotationSet,
    pub view: TextView,
    pub selection: Selection,
    pub selected: Option<Id>,
    /// From, to, role, label, whether provisional.
    pub links: Vec<(Id, Id, &'static str, &'static str, bool)>,
    pub places: Vec<(ByteRange, &'static str)>,
    pub reveal: Option<Reveal>,
    pub style: TextStyle,
    pub events: Vec<TextEvent>,
    pub caret: Option<Rect>,
    pub selection_rect: Option<Rect>,
    pub ready: bool,
    pub snap: bool,
}

pub fn app(text: &str) -> App {
    App {
        text: ArticleText::new(text),
        structure: Structure::default(),
        boilerplate: Boilerplate::default(),
        fold: false,
        set: AnnotationSet::default(),
        view: TextView::default(),
        selection: Selection::default(),
        selected: None,
        links: Vec::new(),
        places: Vec::new(),
        reveal: None,
        style: TextStyle::new(&paper::LIGHT, fonts::serif(), 18.0),
        events: Vec::new(),
        caret: None,
        selection_rect: None,
        ready: false,
        snap: false,
    }
}

fn frame(ui: &mut egui::Ui, app: &mut App) {
    if !app.ready {
        ui.ctx().set_fonts(fonts::definitions(None));
        app.view.request_focus();
        app.ready = true;
        return;
    }
    let links: Vec<Link<'_>> = app
        .links
        .iter()
        .map(|(from, to, role, label, provisional)| Link {
            from,
            to,
            role,
            label,
            provisional: *provisional,
            outside: None,
        })
        .collect();
    let input = TextInput {
        text: &app.text,
        structure: &app.structure,
        boilerplate: &app.boilerplate,
        fold: app.fold,
        set: &app.set,
        selection: app.selection,
        selected: app.selected.as_ref(),
        links: &links,
        places: &app.places,
        highlights: &[],
        current_highlight: None,
        style: &app.style,
        reveal: app.reveal,
        editable: true,
        through: None,
        carried: None,
        snap: app.snap,
    };
    let output = app.view.show(ui, &input);
    for event in output.events {
        match &event {
            TextEvent::Select(selection) => app.selection = *selection,
            TextEvent::Stripe(id) => app.selected = Some(id.clone()),
            _ => {}
        }
        app.events.push(event);
    }
    (app.caret, app.selection_rect) = (output.caret_rect, output.selection_rows.map(|rows| rows.1));
}

pub type View = Harness<'static, App>;

pub fn shown(app: App) -> View {
    let mut view = Harness::builder()
        .with_size(vec2(900.0, 600.0))
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(40)
        .allow_missing_glyphs()
        .build_ui_state(frame, app);
    view.run_steps(3);
    view
}

fn open(text: &str) -> View {
    shown(app(text))
}

pub fn press(view: &mut View, modifiers: Modifiers, key: Key) {
    view.key_press_modifiers(modifiers, key);
    view.step();
}

/// Puts the caret at an offset; returns its place on the screen.
pub fn place(view: &mut View, offset: usize) -> Pos2 {
    view.state_mut().selection = Selection::caret(ByteOffset::new(offset));
    view.step();
    view.state().caret.expect("the caret is in sight").center()
}

/// The place of an offset on the screen; keeps the selection.
pub fn spot(view: &mut View, offset: usize) -> Pos2 {
    let before = view.state().selection;
    let spot = place(view, offset);
    view.state_mut().selection = before;
    view.step();
    spot
}

pub fn button(at: Pos2, pressed: bool, modifiers: Modifiers) -> Event {
    Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers }
}

/// Events in one frame.
pub fn at_once(view: &mut View, events: impl IntoIterator<Item = Event>) {
    view.input_mut().events.extend(events);
    view.step();
}

pub fn click(view: &mut View, at: Pos2, modifiers: Modifiers) {
    at_once(view, [Event::PointerMoved(at), button(at, true, modifiers), button(at, false, modifiers)]);
}

pub fn later(view: &mut View) {
    view.run_steps(60);
}

pub fn focus(view: &View) -> usize {
    view.state().selection.focus.get()
}

pub fn selected(view: &View) -> String {
    view.state().text.slice(view.state().selection.range()).to_owned()
}

pub const NONE: Modifiers = Modifiers::NONE;
pub const SHIFT: Modifiers = Modifiers::SHIFT;
pub const CTRL: Modifiers = Modifiers { ctrl: true, command: true, ..Modifiers::NONE };

const STORY: &str = "The harbour was closed. Nobody said why, e\u{301}ven later!\n\nA spokesman (Mr. Hale) denied it. \
                     \"We never knew,\" he said.\n\nThird paragraph.\n";

pub fn mark(id: &str, kind: &str, start: usize, end: usize) -> Annotation {
    Annotation::new(Id::new(id), Kind::new(kind), Target::of(ByteRange::of(start, end)))
}

pub fn long_text(paragraphs: usize) -> String {
    (0..paragraphs)
        .map(|n| format!("Paragraph {n}: {}\n\n", "the quick brown fox jumps over the lazy dog. ".repeat(n % 7 + 1)))
        .collect()
}

#[test]
fn the_selection_stays_in_sight_when_the_view_becomes_lower() {
    let mut view = open(&long_text(300));
    for _ in 0..3 {
        press(&mut view, NONE, Key::PageDown);
    }
    let top = view.state().caret.expect("the caret is in sight").top();
    while view.state().caret.is_some_and(|caret| caret.bottom() < 540.0) {
        press(&mut view, NONE, Key::ArrowDown);
    }
    press(&mut view, SHIFT, Key::End);
    assert!(view.state().caret.is_some_and(|caret| caret.top() > top.max(500.0)));
    view.set_size(vec2(900.0, 400.0));
    view.run_steps(2);
    assert!(view.state().caret.is_some_and(|caret| caret.top() > 200.0 && caret.bottom() <= 400.0));
    // A selection that was out of sight already scrolls nothing.
    view.set_size(vec2(900.0, 600.0));
    let wheel = Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, 4000.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: NONE,
    };
    at_once(&mut view, [Event::PointerMoved(egui::pos2(300.0, 300.0)), wheel]);
    later(&mut view);
    assert!(view.state().caret.is_none());
    view.set_size(vec2(900.0, 300.0));
    view.run_steps(2);
    assert!(view.state().caret.is_none());
}

#[test]
fn arrows_move_by_grapheme_word_row_and_paragraph() {
    let mut view = open(STORY);
    press(&mut view, NONE, Key::ArrowRight);
    assert_eq!(focus(&view), 1);
    press(&mut view, CTRL, Key::ArrowRight);
    assert_eq!(focus(&view), 3);
    press(&mut view, CTRL, Key::ArrowRight);
    assert_eq!(focus(&view), "The harbour".len());
    press(&mut view, CTRL, Key::ArrowLeft);
    assert_eq!(focus(&view), 4);
    let accent = STORY.find("e\u{301}").unwrap();
    place(&mut view, accent);
    press(&mut view, NONE, Key::ArrowRight);
    assert_eq!(focus(&view), accent + 3);
    press(&mut view, NONE, Key::ArrowLeft);
    assert_eq!(focus(&view), accent);
    press(&mut view, CTRL, Key::ArrowDown);
    assert_eq!(focus(&view), STORY.find("A spokesman").unwrap());
    press(&mut view, CTRL, Key::ArrowDown);
    assert_eq!(focus(&view), STORY.find("Third").unwrap());
    press(&mut view, CTRL, Key::ArrowUp);
    assert_eq!(focus(&view), STORY.find("A spokesman").unwrap());
    press(&mut view, CTRL, Key::End);
    assert_eq!(focus(&view), STORY.len());
    press(&mut view, CTRL, Key::Home);
    assert_eq!(focus(&view), 0);
}

#[test]
fn shift_extends_escape_drops_and_other_keys_are_left_alone() {
    let mut view = open(STORY);
    press(&mut view, CTRL | SHIFT, Key::ArrowRight);
    press(&mut view, SHIFT, Key::ArrowRight);
    assert_eq!(selected(&view), "The ");
    press(&mut view, SHIFT, Key::ArrowDown);
    assert_eq!(view.state().selection.anchor, ByteOffset::ZERO);
    assert!(focus(&view) > 4);
    let caret = focus(&view);
    press(&mut view, NONE, Key::Escape);
    assert_eq!(view.state().selection, Selection::caret(ByteOffset::new(caret)));
    press(&mut view, NONE, Key::ArrowLeft);
    assert!(focus(&view) < caret, "Escape took the keyboard away");
    press(&mut view, CTRL, Key::A);
    assert_eq!(selected(&view), STORY);
    let events = view.state().events.len();
    for key in [Key::Num1, Key::J, Key::Enter, Key::Delete, Key::E] {
        press(&mut view, NONE, key);
    }
    press(&mut view, Modifiers::ALT, Key::ArrowRight);
    press(&mut view, CTRL, Key::Z);
    assert_eq!(view.state().events.len(), events);
}

#[test]
fn up_and_down_keep_to_their_column_and_end_stays_on_its_row() {
    let text = format!("{}\nab\n{}", "first line of some length", "third line of some length");
    let mut view = open(&text);
    place(&mut view, 12);
    press(&mut view, NONE, Key::ArrowDown);
    assert_eq!(focus(&view), text.find("ab").unwrap() + 2);
    press(&mut view, NONE, Key::ArrowDown);
    let third = text.find("third").unwrap();
    assert!(focus(&view).abs_diff(third + 12) <= 1, "the column was lost: {}", focus(&view) - third);
    press(&mut view, NONE, Key::ArrowDown);
    assert_eq!(focus(&view), text.len(), "below the last line lies the end");

    let mut view = open(&"words and ".repeat(80));
    press(&mut view, NONE, Key::End);
    let (end, caret) = (focus(&view), view.state().caret.unwrap());
    assert!(end > 30 && end < 200);
    assert!(caret.left() > 500.0, "the caret went to the next row");
    press(&mut view, NONE, Key::End);
    assert_eq!(focus(&view), end);
    press(&mut view, NONE, Key::Home);
    assert_eq!(focus(&view), 0);
    press(&mut view, NONE, Key::ArrowDown);
    press(&mut view, NONE, Key::Home);
    assert_eq!(focus(&view), end);
}

#[test]
fn pages_move_caret_and_view_and_come_back() {
    let mut view = open(&long_text(200));
    press(&mut view, NONE, Key::PageDown);
    let first = focus(&view);
    assert!(first > 500 && first < 5000, "{first}");
    press(&mut view, NONE, Key::PageDown);
    let second = focus(&view);
    assert!(second > first + 500);
    assert!(view.state().caret.is_some());
    press(&mut view, NONE, Key::PageUp);
    assert_eq!(focus(&view), first);
    press(&mut view, SHIFT, Key::PageDown);
    assert_eq!(view.state().selection.range(), ByteRange::of(first, second));
    for _ in 0..400 {
        press(&mut view, NONE, Key::PageDown);
    }
    assert_eq!(focus(&view), view.state().text.end().get());
    assert!(view.state().caret.unwrap().bottom() < 600.0);
}

#[test]
fn a_reveal_jumps_far_and_does_nothing_for_what_is_in_sight() {
    let mut view = open(&long_text(5000));
    let far = view.state().text.as_str().find("Paragraph 4000:").unwrap();
    view.state_mut().reveal = Some(Reveal { serial: 1, range: ByteRange::of(far, far + 9) });
    let caret = place(&mut view, far);
    assert!((100.0..400.0).contains(&caret.y), "{caret:?}");
    view.state_mut().reveal = Some(Reveal { serial: 2, range: ByteRange::of(far + 20, far + 30) });
    view.step();
    assert_eq!(place(&mut view, far), caret);
}

#[test]
fn the_place_is_kept_over_changes_of_width() {
    let mut view = open(&long_text(3000));
    let far = view.state().text.as_str().find("Paragraph 2000:").unwrap();
    view.state_mut().reveal = Some(Reveal { serial: 1, range: ByteRange::of(far, far + 9) });
    let before = place(&mut view, far);
    for width in (380..900).step_by(37).chain([900]) {
        view.set_size(Vec2::new(width as f32, 600.0));
        view.step();
    }
    view.step();
    assert_eq!(place(&mut view, far).y, before.y);
}

#[test]
fn the_end_of_the_text_can_be_reached_and_not_passed() {
    let mut view = open(&long_text(2000));
    press(&mut view, CTRL, Key::End);
    let bottom = view.state().caret.unwrap().bottom();
    assert!(bottom > 500.0 && bottom <= 600.0, "{bottom}");
    let before = view.state().caret;
    at_once(&mut view, [Event::PointerMoved(Pos2::new(400.0, 300.0))]);
    at_once(
        &mut view,
        [Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(0.0, -3000.0),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Unknown,
            modifiers: NONE,
        }],
    );
    view.run_steps(30);
    assert_eq!(view.state().caret, before);
    press(&mut view, CTRL, Key::Home);
    assert!(view.state().caret.unwrap().top() < 60.0);
}

#[test]
fn letters_of_every_direction_are_hit_where_they_are_lit() {
    let text = "הממשלה הכחישה (2019) את הדיווח.\nقال المتحدث إن 45.3٪ غير صحيح.\nHe said שלום עולם to 3 of them.";
    let mut view = open(text);
    for (start, letter) in text.grapheme_indices(true).filter(|(_, letter)| !letter.trim().is_empty()) {
        view.state_mut().selection = Selection::of(ByteRange::of(start, start + letter.len()));
        view.step();
        let rect = view.state().selection_rect.unwrap();
        view.state_mut().events.clear();
        click(&mut view, rect.center(), NONE);
        later(&mut view);
        let clicked = view.state().events.iter().find_map(|event| match event {
            TextEvent::Click(at) => Some(at.get()),
            _ => None,
        });
        assert_eq!(clicked, Some(start), "{letter} at {start}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_keys_on_any_text_keep_the_caret_on_a_boundary(
        text in "(?s).{0,600}",
        keys in prop::collection::vec((0..10usize, any::<bool>(), any::<bool>()), 30),
    ) {
        let mut view = open(&text);
        const KEYS: [Key; 10] = [
            Key::ArrowLeft, Key::ArrowRight, Key::ArrowUp, Key::ArrowDown, Key::Home, Key::End, Key::PageUp,
            Key::PageDown, Key::ArrowDown, Key::ArrowRight,
        ];
        for (key, ctrl, shift) in keys {
            let modifiers = if ctrl { CTRL } else { NONE } | if shift { SHIFT } else { NONE };
            press(&mut view, modifiers, KEYS[key]);
            let at = view.state().selection.focus;
            prop_assert_eq!(segment::floor_grapheme(&view.state().text, at), at);
            prop_assert!(view.state().caret.is_some(), "the caret is out of sight");
        }
    }
}

/// Renders, scrolls and selects in every text file of a folder named by `GAINSAY_DATA`, if it names one.
#[test]
fn nasty_text_is_shown_in_bounded_time() {
    let Some(folder) = std::env::var_os("GAINSAY_DATA") else { return };
    for entry in std::fs::read_dir(std::path::Path::new(&folder).join("nasty-text")).unwrap() {
        let path = entry.unwrap().path();
        let Ok(text) = String::from_utf8(std::fs::read(&path).unwrap()) else { continue };
        let begun = Instant::now();
        let mut view = open(&text);
        for key in [Key::PageDown, Key::ArrowDown, Key::End, Key::ArrowRight, Key::Home, Key::ArrowUp] {
            press(&mut view, NONE, key);
            press(&mut view, SHIFT, key);
        }
        for (modifiers, key) in [(CTRL, Key::End), (NONE, Key::PageUp), (CTRL, Key::A), (CTRL, Key::Home)] {
            press(&mut view, modifiers, key);
        }
        for y in [50.0, 300.0, 560.0] {
            click(&mut view, Pos2::new(300.0, y), NONE);
            click(&mut view, Pos2::new(300.0, y), NONE);
        }
        let took = begun.elapsed();
        println!("{path:?} {took:?}");
        assert!(took < Duration::from_secs(20), "{path:?} took {took:?}");
    }
}
