//! The article as text in the accessibility tree: its letters, words, lines and marks, the selection, and requests.

use std::ops::Range;

use egui::accesskit::{
    Action, ActionData, ActionRequest, NodeId, Role, ScrollHint, TextPosition, TextSelection, TreeId,
};
use egui::{Event, Key};
use egui_kittest::kittest::{NodeT, Queryable};
use gainsay::articles::article_format;
use gainsay::model::boilerplate::Boilerplate;
use gainsay::model::edit::Edit;
use gainsay::model::offset::ByteOffset;
use gainsay::model::segment;
use gainsay::model::selection::Selection;
use gainsay::ui::text_view::TextEvent;
use proptest::prelude::*;

use super::{App, CTRL, NONE, SHIFT, STORY, View, app, focus, long_text, mark, open, press, selected, shown};
use crate::properties::choices::change;

/// Calls a function with the node of the article.
macro_rules! article {
    ($view:expr) => {
        $view.get_by_role_and_label(Role::Document, "Article").accesskit_node()
    };
}

/// The text of the tree.
fn exposed(view: &View) -> String {
    article!(view).document_range().text()
}

/// The bytes of the article that are in the tree.
fn window(view: &View) -> Range<usize> {
    let exposed = exposed(view);
    let text = view.state().text.as_str();
    let at = text.find(&exposed).expect("the tree has text that the article has not");
    at..at + exposed.len()
}

/// The text between two places in the tree, in scalar values.
fn between(view: &View, start: usize, end: usize) -> String {
    exposed(view).chars().skip(start).take(end - start).collect()
}

/// The lines of the tree.
fn lines(view: &View) -> Vec<String> {
    let article = article!(view);
    let lines = (0..).map_while(|index| article.line_range_from_index(index).map(|line| line.text()));
    let mut lines: Vec<String> = lines.collect();
    // The end of the text counts as a line of its own.
    lines.pop_if(|last| last.is_empty() && !exposed(view).ends_with('\n'));
    lines
}

/// The words of the tree, each up to the next.
fn words(view: &View) -> Vec<String> {
    let article = article!(view);
    let mut words = Vec::new();
    let mut at = article.document_start();
    while !at.is_document_end() {
        let next = at.forward_to_word_start();
        words.push(between(view, at.to_global_usv_index(), next.to_global_usv_index()));
        at = next;
    }
    words
}

/// The place of an offset of the exposed text in the tree.
fn place_of(view: &View, offset: usize) -> TextPosition {
    let chars = exposed(view)[..offset].chars().count();
    article!(view).text_position_from_global_usv_index(chars).unwrap().to_raw()
}

fn ask(view: &mut View, node: NodeId, action: Action, data: Option<ActionData>) {
    let request = ActionRequest { action, target_tree: TreeId::ROOT, target_node: node, data };
    view.input_mut().events.push(Event::AccessKitActionRequest(request));
    view.run_steps(2);
}

/// Selects as an assistive technology does, by offsets of the exposed text.
fn select(view: &mut View, anchor: usize, focus: usize) {
    let selection = TextSelection { anchor: place_of(view, anchor), focus: place_of(view, focus) };
    let (node, _) = article!(view).locate();
    ask(view, node, Action::SetTextSelection, Some(ActionData::SetTextSelection(selection)));
}

/// Offsets of the selection in the tree, in bytes of the exposed text.
fn told(view: &View) -> Range<usize> {
    let exposed = exposed(view);
    let article = article!(view);
    let range = article.text_selection().expect("the tree has no selection");
    let byte = |chars: usize| exposed.char_indices().nth(chars).map_or(exposed.len(), |(at, _)| at);
    byte(range.start().to_global_usv_index())..byte(range.end().to_global_usv_index())
}

#[test]
fn the_tree_has_the_text_of_the_article() {
    let zalgo = format!("z{} and more\n", "\u{301}".repeat(200));
    let unbroken = "x".repeat(3000);
    for text in [
        STORY,
        "",
        "\n",
        "\n\none\n\n",
        "no end",
        "tabs\tand  blanks \n next",
        "שלום world, زعم 12 و 34 خبر\n\n",
        "新聞報道によると、証拠がない。\nไม่มีหลักฐาน\n",
        "👩‍👩‍👧 🇦🇹 e\u{301}\u{301} \u{200d}\n",
        &zalgo,
        &unbroken,
    ] {
        let view = open(text);
        assert_eq!(exposed(&view), text);
    }
}

#[test]
fn words_and_lines_of_the_tree_are_those_of_the_screen() {
    let view = open("The Mill's owner, (Berg), said: \"No.\"\n\n新聞報道 it\n");
    let found = words(&view);
    assert_eq!(found[..6], ["The ", "Mill's ", "owner, (", "Berg), ", "said: \"", "No.\"\n"]);
    assert_eq!(found[found.len() - 2..], ["報道 ", "it\n"]);
    let mut view = open(&format!("{}\n\nshort\n{}", "words and ".repeat(60), "more of it ".repeat(30)));
    let lines = lines(&view);
    assert!(lines.len() > 8 && lines.concat() == view.state().text.as_str());
    let mut starts = vec![0];
    for _ in 1..lines.len() {
        press(&mut view, NONE, Key::ArrowDown);
        press(&mut view, NONE, Key::Home);
        starts.push(focus(&view));
    }
    let told = lines.iter().scan(0, |at, line| Some(std::mem::replace(at, *at + line.len())));
    assert_eq!(starts, told.collect::<Vec<_>>());
}

#[test]
fn a_long_line_of_the_tree_is_one_line_though_it_has_several_runs() {
    let mut app = app(&"narrow ".repeat(300));
    app.style.size = 3.0;
    app.style.characters = 400.0;
    let view = shown(app);
    let lines = lines(&view);
    assert!(lines.iter().any(|line| line.len() > 255), "{lines:?}");
    assert_eq!(lines.concat(), "narrow ".repeat(300));
    assert!(words(&view).iter().all(|word| word == "narrow "));
}

#[test]
fn places_of_letters_in_the_tree_are_those_on_the_screen() {
    for text in ["The harbour was closed.\n", "אבגד word 12 הוזח\n", "plain זעם 34 text\n"] {
        let mut view = open(text);
        for (at, letter) in text.trim_end().char_indices() {
            view.state_mut().selection = Selection::caret(ByteOffset::new(at));
            view.step();
            let caret = view.state().caret.unwrap();
            let start = text[..at].chars().count();
            let article = article!(view);
            let mut range = article.document_range();
            range.set_start(article.text_position_from_global_usv_index(start).unwrap());
            range.set_end(article.text_position_from_global_usv_index(start + 1).unwrap());
            let boxes = range.bounding_boxes();
            assert_eq!(boxes.len(), 1, "{letter:?}");
            let (left, right) = (boxes[0].x0 as f32, boxes[0].x1 as f32);
            let near = [left, right].iter().any(|x| (x - caret.left()).abs() < 1.0);
            assert!(near && boxes[0].y0 as f32 <= caret.center().y, "{letter:?} {left}..{right}, caret {caret:?}");
            assert!(right - left < 30.0, "{letter:?} {left}..{right}");
        }
    }
}

#[test]
fn the_selection_is_told_and_can_be_set() {
    let mut view = open(STORY);
    assert_eq!(told(&view), 0..0);
    press(&mut view, CTRL | SHIFT, Key::ArrowRight);
    assert_eq!(told(&view), 0..3);
    let hale = STORY.find("Hale").unwrap();
    select(&mut view, hale, hale + 4);
    assert_eq!(selected(&view), "Hale");
    assert_eq!(told(&view), hale..hale + 4);
    // Backwards: the caret is at its start.
    select(&mut view, hale + 4, hale);
    assert_eq!((selected(&view).as_str(), focus(&view)), ("Hale", hale));
    select(&mut view, STORY.len(), STORY.len());
    assert_eq!(focus(&view), STORY.len());
    // Within a letter of two characters there is no place.
    let accent = STORY.find("e\u{301}").unwrap();
    select(&mut view, accent + 1, accent + 3);
    assert_eq!(selected(&view), "e\u{301}");
    press(&mut view, CTRL, Key::A);
    assert_eq!(told(&view), 0..STORY.len());
}

#[test]
fn the_end_of_a_line_is_told_as_its_end() {
    let mut view = open(&"words and ".repeat(80));
    press(&mut view, NONE, Key::End);
    let first = lines(&view)[0].chars().count();
    let article = article!(view);
    let caret = article.text_selection_focus().unwrap();
    assert_eq!(caret.to_global_usv_index(), first);
    assert!(caret.is_line_end() && !caret.is_line_start());
}

#[test]
fn the_markers_of_a_list_are_told_and_are_no_part_of_the_text() {
    let markdown = b"Before\n\n- first\n- second\n\n1. third\n\nAfter\n";
    let article = article_format("markdown").unwrap().read(markdown, None, "a.md").unwrap().article;
    let text = article.text.as_str().to_owned();
    let mut app = app(&text);
    app.structure = article.structure.clone();
    let mut view = shown(app);
    let told = exposed(&view);
    for (marker, words) in [("• ", "first"), ("• ", "second"), ("1. ", "third")] {
        assert!(told.contains(&format!("{marker}{words}")), "{told:?}");
    }
    // Without them it is the text.
    assert_eq!(told.replace("• ", "").replace("1. ", ""), text);
    // A place in a marker is the start of its item, and what is selected after it is what is told.
    let at = |words: &str| told.find(words).unwrap();
    select(&mut view, at("1. third") + 1, at("third") + "third".len());
    assert_eq!(selected(&view), "third");
    assert_eq!(self::told(&view), at("third")..at("third") + "third".len());
    assert!(lines(&view).iter().any(|line| line.starts_with("• second")), "{:?}", lines(&view));
}

#[test]
fn marks_and_faces_are_attributes_of_the_text() {
    let mut app = app("plain claimed both denied plain\n");
    for annotation in [mark("a", "claim", 6, 18), mark("b", "denial", 14, 25)] {
        change(&mut app.set, Edit::Add(annotation.into())).unwrap();
    }
    let view = shown(app);
    let article = article!(view);
    let mut at = article.document_start();
    let mut pieces = Vec::new();
    while !at.is_document_end() {
        let next = at.forward_to_format_start();
        let run = at.inner_node();
        pieces.push((
            between(&view, at.to_global_usv_index(), next.to_global_usv_index()),
            run.background_color(),
            run.underline().map(|line| line.style),
        ));
        at = next;
    }
    let texts: Vec<_> = pieces.iter().map(|piece| piece.0.as_str()).collect();
    assert_eq!(texts, ["plain ", "claimed ", "both", " denied", " plain\n"]);
    assert!(pieces[0].2.is_none() && pieces[0].1 == pieces[4].1);
    assert!(pieces[1].2.is_some() && pieces[1].1 != pieces[0].1 && pieces[2].2 != pieces[1].2);
    // The edges of marks are no edges of words or lines.
    assert_eq!(words(&view), ["plain ", "claimed ", "both ", "denied ", "plain\n"]);
    assert_eq!(lines(&view).len(), 2);
}

#[test]
fn a_long_article_is_told_in_pages_that_scrolling_does_not_move() {
    let mut view = open(&long_text(2000));
    let first = window(&view);
    assert!(first.start == 0 && (5000..10_000).contains(&first.end), "{first:?}");
    let (node, _) = article!(view).locate();
    ask(&mut view, node, Action::ScrollDown, None);
    let (bar, _) = view.get_by_role(Role::ScrollBar).accesskit_node().locate();
    ask(&mut view, bar, Action::SetValue, Some(ActionData::NumericValue(60.0)));
    assert_eq!(window(&view), first, "scrolling moved the text");
    let mut seen = Vec::new();
    for _ in 0..400 {
        press(&mut view, NONE, Key::ArrowDown);
        let (caret, window) = (focus(&view), window(&view));
        assert!(window.start + 1000 <= caret || window.start == 0, "{window:?} {caret}");
        assert!(caret + 1000 <= window.end, "{window:?} {caret}");
        assert!(window.len() < 10_000);
        if seen.last() != Some(&window) {
            seen.push(window);
        }
    }
    assert!((3..12).contains(&seen.len()), "{seen:?}");
    // A selection that begins outside of the window is told from its edge.
    press(&mut view, CTRL, Key::A);
    assert_eq!(told(&view), 0..exposed(&view).len());
}

#[test]
fn a_short_article_is_told_as_a_whole() {
    let mut view = open(&long_text(58));
    let whole = exposed(&view).len();
    assert!((11_000..16_000).contains(&whole) && window(&view) == (0..whole), "{whole}");
    press(&mut view, CTRL, Key::End);
    assert_eq!((window(&view), focus(&view)), (0..whole, whole));
}

#[test]
fn more_of_the_article_is_told_where_it_is_asked_for() {
    let mut view = open(&long_text(2000));
    let first = window(&view);
    let end = first.end - 100;
    select(&mut view, end, end);
    assert_eq!(focus(&view), end);
    let more = window(&view);
    assert!(more.start == 0 && more.end > first.end + 1500, "{more:?}");
    // Reading on by caret keeps the start for a while, and is bounded.
    let mut longest = 0;
    for _ in 0..30 {
        let next = exposed(&view).len() - 50;
        select(&mut view, next, next);
        longest = longest.max(exposed(&view).len());
    }
    assert!((20_000..40_000).contains(&longest), "{longest}");
    assert!(focus(&view) > 60_000, "reading stopped at {}", focus(&view));
}

#[test]
fn what_is_asked_for_is_scrolled_to() {
    let mut view = open(&long_text(2000));
    let caret = |view: &mut View, at: usize| {
        view.state_mut().selection = Selection::caret(ByteOffset::new(at));
        view.step();
        view.state().caret
    };
    let far = window(&view).end - 500;
    assert!(caret(&mut view, far).is_none());
    let run = place_of(&view, far - window(&view).start).node;
    ask(&mut view, run, Action::ScrollIntoView, None);
    let there = caret(&mut view, far).expect("not in sight").top();
    ask(&mut view, run, Action::ScrollIntoView, Some(ActionData::ScrollHint(ScrollHint::TopEdge)));
    let top = caret(&mut view, far).unwrap().top();
    ask(&mut view, run, Action::ScrollIntoView, Some(ActionData::ScrollHint(ScrollHint::BottomEdge)));
    let bottom = caret(&mut view, far).unwrap().top();
    assert!(top < 10.0 && top < there && bottom > 550.0, "{top} {there} {bottom}");
    // A paragraph, by its own node.
    let (paragraph, _) = view.query_all_by_role(Role::Paragraph).next().unwrap().accesskit_node().locate();
    ask(&mut view, paragraph, Action::ScrollIntoView, None);
    assert!(view.state().events.iter().all(|event| !matches!(event, TextEvent::Click(_))));
    // The page, and the scroll bar.
    press(&mut view, CTRL, Key::Home);
    let (article, _) = article!(view).locate();
    ask(&mut view, article, Action::ScrollDown, None);
    assert!(view.state().caret.is_none(), "the page did not move");
    ask(&mut view, article, Action::ScrollUp, None);
    assert!(view.state().caret.is_some());
    let bar = || Role::ScrollBar;
    let (node, _) = view.get_by_role(bar()).accesskit_node().locate();
    ask(&mut view, node, Action::SetValue, Some(ActionData::NumericValue(50.0)));
    let value = view.get_by_role(bar()).accesskit_node().numeric_value().unwrap();
    assert!((49.0..51.0).contains(&value), "{value}");
    ask(&mut view, node, Action::SetValue, Some(ActionData::NumericValue(100.0)));
    assert_eq!(view.get_by_role(bar()).accesskit_node().numeric_value(), Some(100.0));
}

#[test]
fn hidden_lines_are_told_by_their_label() {
    let app = app("One\n\nShare this article\n\nTwo\n");
    let mut view = shown(App { boilerplate: Boilerplate::of(&app.text, &app.structure), fold: true, ..app });
    assert_eq!(exposed(&view), "One\n\n1 line hidden\n\nTwo\n");
    let two = exposed(&view).find("Two").unwrap();
    select(&mut view, two, two + 3);
    assert_eq!(selected(&view), "Two");
}

#[test]
fn ids_of_paragraphs_and_runs_stay_when_the_text_scrolls() {
    let mut view = open(&long_text(300));
    let ids = |view: &View| {
        let article = view.get_by_role_and_label(Role::Document, "Article");
        let nodes = article.children_recursive().map(|node| node.accesskit_node().locate().0);
        nodes.collect::<std::collections::BTreeSet<_>>()
    };
    let before = ids(&view);
    let (article, _) = article!(view).locate();
    ask(&mut view, article, Action::ScrollDown, None);
    let after = ids(&view);
    // Those in the window stay; only those in sight beyond it may be new.
    assert!(before.difference(&after).count() == 0, "{}", before.difference(&after).count());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_selection_is_told_and_any_told_one_can_be_set(
        text in "(?s)[ a-zA-Z0-9é\u{301}\u{5d0}-\u{5da}\u{627}-\u{62f}一-三👩\u{200d}👧\n.,\"]{0,400}",
        ends in prop::collection::vec((0.0..=1.0, 0.0..=1.0), 4),
    ) {
        let mut view = open(&text);
        let text = view.state().text.clone();
        prop_assert_eq!(exposed(&view), text.as_str());
        for (anchor, focus) in ends {
            let at = |part: f64| segment::floor_grapheme(&text, ByteOffset::new((text.end().get() as f64 * part) as usize));
            let wanted = Selection { anchor: at(anchor), focus: at(focus) };
            view.state_mut().selection = wanted;
            view.step();
            let range = wanted.range();
            prop_assert_eq!(told(&view), range.start().get()..range.end().get());
            view.state_mut().selection = Selection::default();
            view.step();
            select(&mut view, wanted.anchor.get(), wanted.focus.get());
            prop_assert_eq!(view.state().selection, wanted);
        }
    }
}
