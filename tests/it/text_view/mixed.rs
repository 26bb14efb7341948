//! Lines with text in both directions: words, handles and keys.

use super::*;

const MIXED: &str =
    "He said שלום עולם אמת to 3 of them.\nהממשלה הכחישה (2019) את Daily News שוב.\nقال المتحدث إن BBC كذبت 45.3٪ أمس.";

/// The place of the letter at an offset.
fn letter(view: &mut View, start: usize) -> Rect {
    let letter = MIXED[start..].graphemes(true).next().unwrap();
    let before = view.state().selection;
    view.state_mut().selection = Selection::of(ByteRange::of(start, start + letter.len()));
    view.step();
    let place = view.state().selection_rect.unwrap();
    view.state_mut().selection = before;
    view.step();
    place
}

fn find(words: &str) -> usize {
    MIXED.find(words).unwrap()
}

/// The place of a letter in the middle of a word.
fn within(view: &mut View, word: &str) -> Pos2 {
    let (middle, _) = word.char_indices().nth(word.chars().count() / 2).unwrap();
    letter(view, find(word) + middle).center()
}

#[test]
fn a_double_click_on_any_letter_selects_its_word() {
    // Also at a scale that puts no point on a pixel.
    let mut view = open(MIXED);
    view.set_pixels_per_point(1.5);
    view.run_steps(3);
    let text = view.state().text.clone();
    for (start, _) in MIXED.grapheme_indices(true).filter(|(_, letter)| letter.chars().all(char::is_alphanumeric)) {
        let at = letter(&mut view, start).center();
        click(&mut view, at, NONE);
        click(&mut view, at, NONE);
        later(&mut view);
        let word = segment::word_at(&text, ByteOffset::new(start)).unwrap();
        assert_eq!(selected(&view), text.slice(word), "at {start}");
    }
}

#[test]
fn a_click_puts_the_caret_on_the_nearer_side_of_any_letter() {
    let mut view = open(MIXED);
    for (start, _) in MIXED.grapheme_indices(true).filter(|(_, letter)| letter.chars().all(char::is_alphanumeric)) {
        let rect = letter(&mut view, start);
        for (part, side) in [(0.25, rect.left()), (0.75, rect.right())] {
            click(&mut view, Pos2::new(rect.left() + part * rect.width(), rect.center().y), NONE);
            later(&mut view);
            let caret = view.state().caret.unwrap().center().x;
            assert!((caret - side).abs() < 2.0, "{start}: the caret is at {caret}, the side at {side}");
        }
    }
}

#[test]
fn a_drag_from_letter_to_letter_selects_what_is_between_in_the_text() {
    let mut view = open(MIXED);
    view.state_mut().snap = true;
    for (from, to, expected) in [
        ("said", "עולם", "said שלום עולם"),
        ("עולם", "said", "said שלום עולם"),
        ("אמת", "of", "אמת to 3 of"),
        ("הכחישה", "News", "הכחישה (2019) את Daily News"),
        ("Daily", "הכחישה", "הכחישה (2019) את Daily"),
        ("BBC", "كذبت", "BBC كذبت"),
        ("أمس", "إن", "إن BBC كذبت 45.3٪ أمس"),
    ] {
        let (from_at, to_at) = (within(&mut view, from), within(&mut view, to));
        at_once(&mut view, [Event::PointerMoved(from_at), button(from_at, true, NONE)]);
        at_once(&mut view, [Event::PointerMoved(to_at)]);
        assert_eq!(selected(&view), expected, "from {from} to {to}");
        at_once(&mut view, [button(to_at, false, NONE)]);
        later(&mut view);
    }
}

#[test]
fn shift_and_arrows_grow_a_selection_over_the_letter_that_is_passed() {
    let mut view = open(MIXED);
    // To the right, the first Hebrew letter that is passed is the last one of its run.
    place(&mut view, find("said"));
    for _ in 0.."said ".len() {
        press(&mut view, SHIFT, Key::ArrowRight);
    }
    assert_eq!(selected(&view), "said ");
    press(&mut view, SHIFT, Key::ArrowRight);
    assert_eq!(selected(&view), "said שלום עולם אמ");
    press(&mut view, SHIFT, Key::ArrowLeft);
    press(&mut view, SHIFT, Key::ArrowLeft);
    assert_eq!(selected(&view), "said");
}

#[test]
fn a_handle_in_a_line_of_both_directions_goes_to_the_letter_under_the_pointer() {
    let mut app = app(MIXED);
    app.snap = true;
    let (start, end) = (find("הכחישה"), find("הכחישה") + "הכחישה".len());
    change(&mut app.set, Edit::Add(Arc::new(mark("m1", "denial", start, end)))).unwrap();
    app.selected = Some(Id::new("m1"));
    let mut view = shown(app);
    for (handle, to, expected) in [
        ("End of mark", "News", "הכחישה (2019) את Daily News"),
        ("End of mark", "את", "הכחישה (2019) את"),
        ("Start of mark", "הממשלה", "הממשלה הכחישה"),
    ] {
        let at = view.get_by_label(handle).rect().center();
        let to_at = within(&mut view, to);
        at_once(&mut view, [Event::PointerMoved(at), button(at, true, NONE)]);
        at_once(&mut view, [Event::PointerMoved(at + vec2(3.0, 0.0))]);
        at_once(&mut view, [Event::PointerMoved(to_at)]);
        at_once(&mut view, [button(to_at, false, NONE)]);
        later(&mut view);
        let events = std::mem::take(&mut view.state_mut().events);
        let reshaped = events.into_iter().find_map(|event| match event {
            TextEvent::Reshape { to, .. } => Some(&MIXED[to.as_usize()]),
            _ => None,
        });
        assert_eq!(reshaped, Some(expected), "{handle} to {to}");
    }
}
