//! Headings, lists, quotations, code, tables and links in the article view; hidden lines.

use egui::accesskit::Role;
use egui::{Event, Key, Pos2, Rect, vec2};
use egui_kittest::kittest::{NodeT, Queryable};
use gainsay::articles::article_format;
use gainsay::model::boilerplate::Boilerplate;
use gainsay::model::offset::{ByteOffset, ByteRange};
use gainsay::model::selection::Selection;
use gainsay::model::set::AnnotationSet;
use gainsay::ui::text_view::Reveal;
use proptest::prelude::*;

use crate::text_view::{App, CTRL, NONE, View, app, click, focus, mark, place, press, shown};
use crate::text_view_links::{letters, painted};

const EVERYTHING: &str = "\
# The river and the mill: what the permits, the anglers and a retired inspector say about nine trout

By *Jo* with **more** by ~~nobody~~. See the [register](https://example.org/a?b=c) and `permit --list`.

## Disputed

- Whether the mill discharged anything after 2009, which the owner denies and the club says it saw on two mornings
  - by itself
    - or not
- Whether trout die

1. First
2. Second

   more of it

> I saw it. It was dry, as the moss showed that had grown there for many years before anybody came to look at it.
>
> > Not so.

```
fn main() {
	x(1);

}
```

| Year | Litres | Trout |
|---|---|---|
| 2008 | 1,200 | 41 |
| 2009 | 310 | **38** |

Text[^1].

[^1]: A note.
";

fn read(markdown: &str) -> App {
    let article = article_format("markdown").unwrap().read(markdown.as_bytes(), None, "a.md").unwrap().article;
    App { structure: article.structure.clone(), ..app(article.text.as_str()) }
}

/// The caret at an offset, after revealing it.
fn caret_at(view: &mut View, offset: usize) -> Rect {
    let serial = view.state().reveal.map_or(0, |reveal| reveal.serial + 1);
    let at = ByteOffset::new(offset);
    view.state_mut().reveal = Some(Reveal { serial, range: ByteRange::new(at, at) });
    place(view, offset);
    view.state().caret.unwrap()
}

fn starts(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

#[test]
fn a_click_puts_the_caret_where_it_was_drawn() {
    for markdown in [EVERYTHING, "> - a quoted item\n>\n> ```\n> code in it\n> ```\n\n1. # Heading in a list"] {
        let mut view = shown(read(markdown));
        let text = view.state().text.clone();
        for offset in starts(text.as_str()).into_iter().step_by(4) {
            let caret = caret_at(&mut view, offset);
            click(&mut view, caret.center(), NONE);
            crate::text_view::later(&mut view);
            let found = view.state().caret.unwrap();
            // At a break between rows an offset has two places; a point belongs to one.
            assert!(focus(&view) == offset || found.center().distance(caret.center()) < 1.0, "{offset}");
        }
    }
}

#[test]
fn down_and_up_go_through_every_row_of_whatever_height() {
    let mut view = shown(read(EVERYTHING));
    let text = view.state().text.clone();
    press(&mut view, CTRL, Key::Home);
    let mut offsets = vec![focus(&view)];
    while *offsets.last().unwrap() < text.end().get() {
        press(&mut view, NONE, Key::ArrowDown);
        assert!(focus(&view) > *offsets.last().unwrap(), "stuck at {:?}", &text.as_str()[focus(&view)..]);
        offsets.push(focus(&view));
        let caret = view.state().caret.expect("the caret is kept in sight");
        assert!(caret.top() >= 0.0 && caret.bottom() <= 600.0, "{caret:?}");
    }
    // The caret visited every line.
    for (start, _) in text.as_str().match_indices('\n') {
        assert!(
            offsets
                .iter()
                .any(|at| text.paragraph_at(ByteOffset::new(*at)) == text.paragraph_at(ByteOffset::new(start)))
        );
    }
    // From the end of the last row, up leads to the row above.
    offsets.truncate(offsets.len() - 2);
    while let Some(before) = offsets.pop() {
        press(&mut view, NONE, Key::ArrowUp);
        assert_eq!(focus(&view), before);
    }
}

#[test]
fn home_and_end_stay_within_the_row() {
    let mut view = shown(read(EVERYTHING));
    let text = view.state().text.clone();
    for words in ["a retired inspector", "on two mornings", "or not", "Second", "grown there", "x(1)", "310"] {
        let at = text.as_str().find(words).unwrap();
        let top = caret_at(&mut view, at).top();
        press(&mut view, NONE, Key::End);
        assert_eq!(view.state().caret.unwrap().top(), top, "{words}");
        press(&mut view, NONE, Key::Home);
        assert_eq!(view.state().caret.unwrap().top(), top, "{words}");
        let line = &text.as_str()[focus(&view)..];
        assert!(line.starts_with(|c: char| !c.is_whitespace() || c == '\t'), "{words}: {line:?}");
    }
}

#[test]
fn pages_come_back_over_rows_of_different_heights() {
    let mut view = shown(read(&EVERYTHING.repeat(5)));
    press(&mut view, CTRL, Key::Home);
    let mut pages = vec![focus(&view)];
    loop {
        press(&mut view, NONE, Key::PageDown);
        assert!(view.state().caret.is_some());
        if focus(&view) == *pages.last().unwrap() {
            break;
        }
        assert!(focus(&view) > *pages.last().unwrap());
        pages.push(focus(&view));
    }
    assert_eq!(focus(&view), view.state().text.end().get());
    for _ in 0..pages.len() + 1 {
        press(&mut view, NONE, Key::PageUp);
    }
    assert_eq!(focus(&view), 0);
}

/// The letters on the line of an offset that are beside its caret.
fn markers(view: &mut View, at: usize, beside: impl Fn(Rect, Rect) -> bool) -> Vec<Rect> {
    let caret = caret_at(view, at);
    let letters = letters(view).into_iter().map(|(rect, _)| rect);
    letters.filter(|rect| caret.y_range().contains(rect.center().y) && beside(*rect, caret)).collect()
}

#[test]
fn structure_is_seen() {
    let mut view = shown(read(EVERYTHING));
    let text = view.state().text.as_str().to_owned();
    let mut caret = |words: &str| caret_at(&mut view, text.find(words).unwrap());
    let (title, heading, plain, small) = (caret("The river"), caret("Disputed"), caret("By Jo"), caret("[1] A note"));
    assert!(title.height() > heading.height() && heading.height() > plain.height() && plain.height() > small.height());
    // Deeper items are indented further; continued items align with their text.
    let lefts = ["By Jo", "Whether the mill", "by itself", "or not"].map(|words| caret(words).left());
    assert!(lefts.is_sorted_by(|a, b| a + 10.0 < *b), "{lefts:?}");
    assert_eq!(caret("more of it").left(), caret("Second").left());
    assert_eq!(caret("on two mornings").left().min(caret("Whether trout").left()), caret("Whether trout").left());
    assert!(caret("Not so").left() > caret("I saw it").left() + 10.0);
    // Columns are aligned.
    assert_eq!(caret("1,200").left(), caret("310").left());
    assert_eq!(caret("41").left(), caret("38").left());
    // Numbers and bullets are painted and are not part of the text.
    for (words, count) in [("Whether the mill", 1), ("by itself", 1), ("or not", 1), ("First", 2), ("Second", 2)] {
        let at = text.find(words).unwrap();
        let markers = markers(&mut view, at, |letter, caret| letter.right() < caret.left());
        assert_eq!(markers.len(), count, "before {words}");
        assert!(!text[..at].ends_with(['•', '–', '▪', '.']));
    }
}

#[test]
fn right_to_left_items_and_quotations_are_set_in_from_the_right() {
    let mut view = shown(read("# כותרת\n\nטקסט\n\n- פריט ראשון\n  - פריט שני\n\n> ציטוט\n"));
    let text = view.state().text.as_str().to_owned();
    let mut caret = |words: &str| caret_at(&mut view, text.find(words).unwrap()).left();
    let (plain, one, two, quote) = (caret("טקסט"), caret("פריט ראשון"), caret("פריט שני"), caret("ציטוט"));
    assert!(two < one - 10.0 && one < plain - 10.0 && quote < plain - 10.0, "{plain} {one} {two} {quote}");
    let bullet =
        markers(&mut view, text.find("פריט ראשון").unwrap(), |letter, caret| letter.left() > caret.left());
    assert!(bullet.len() == 1 && bullet[0].left() > one && bullet[0].right() < plain);
}

#[test]
fn assistive_technologies_are_told_what_lines_are() {
    let view = shown(read(EVERYTHING));
    let headings: Vec<_> =
        view.query_all_by_role(Role::Heading).filter_map(|node| node.accesskit_node().label()).collect();
    assert!(headings[0].starts_with("The river") && headings[1] == "Disputed", "{headings:?}");
    let mut view = shown(read(
        "## Two\n\n- item\n\n> quoted\n\n```\ncode\n```\n\n| a | b |\n|---|---|\n\n[words](https://example.org/x)",
    ));
    for (role, words) in
        [(Role::ListItem, "item"), (Role::Blockquote, "quoted"), (Role::Code, "code"), (Role::Row, "a\tb")]
    {
        assert_eq!(view.get_by_role(role).value().as_deref(), Some(words));
    }
    let heading = view.get_by_role_and_label(Role::Heading, "Two");
    assert_eq!(heading.accesskit_node().level(), Some(2));
    let link = view.get_by_role_and_label(Role::Link, "words");
    assert_eq!(link.accesskit_node().url(), Some("https://example.org/x"));
    // Hovering shows the address; a click does nothing else.
    let at = link.rect().center();
    view.input_mut().events.push(Event::PointerMoved(at));
    crate::text_view::later(&mut view);
    assert!(painted(&view).iter().any(|(words, _)| words == "https://example.org/x"));
    click(&mut view, at, NONE);
    assert!(view.output().platform_output.commands.is_empty());
}

/// An article with boilerplate in its second and fourth line.
fn scraped() -> App {
    let app = app(
        "A mill is closed\n\nShare this article\n\nNobody said why, though many asked.\n\nMore news: Bridge painted green again\n\
                   More news: Town library stays open\n\nThe end.\n",
    );
    App { boilerplate: Boilerplate::of(&app.text, &app.structure), fold: true, ..app }
}

fn folds(view: &View) -> Vec<String> {
    let labels = view.query_all_by_role(Role::Button).filter_map(|node| node.accesskit_node().label());
    labels.map(|label| label.split(": ").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn boilerplate_is_dimmed_or_folded() {
    let mut view = shown(App { fold: false, ..scraped() });
    assert_eq!(folds(&view), [""; 0]);
    let colour = |view: &mut View, words: &str| {
        let at = view.state().text.as_str().find(words).unwrap();
        let line = caret_at(view, at);
        let letters = letters(view).into_iter().filter(|(rect, _)| line.y_range().contains(rect.center().y));
        letters.map(|(_, colour)| colour).next().unwrap()
    };
    assert_ne!(colour(&mut view, "Share this article"), colour(&mut view, "The end."));
    let open = caret_at(&mut view, 0).top();
    let last = |view: &mut View| {
        let at = view.state().text.as_str().find("The end").unwrap();
        caret_at(view, at).top() - open
    };
    let tall = last(&mut view);
    view.state_mut().fold = true;
    view.run_steps(3);
    assert_eq!(folds(&view), ["1 line hidden", "2 lines hidden"]);
    assert!(last(&mut view) < tall - 20.0);
    view.state_mut().fold = false;
    view.run_steps(3);
    assert_eq!(last(&mut view), tall);
}

#[test]
fn folded_lines_open_by_click_and_for_whatever_must_be_seen() {
    let text = scraped().text;
    let share = ByteOffset::new(text.as_str().find("Share").unwrap());
    // By a click of an assistive technology.
    let mut view = shown(scraped());
    let at = view.get_by_label_contains("2 lines hidden").rect().center();
    click(&mut view, Pos2::new(200.0, at.y), NONE);
    view.run_steps(3);
    assert_eq!(folds(&view), ["1 line hidden"]);
    assert_eq!(focus(&view), 0, "a click that opens puts the caret nowhere");
    view.get_by_label_contains("1 line hidden").click_accesskit();
    view.run_steps(3);
    assert_eq!(folds(&view), [""; 0]);
    // For a revealed range and for the caret, which skips the rest.
    let mut view = shown(scraped());
    view.state_mut().reveal = Some(Reveal { serial: 0, range: ByteRange::of(share.get(), share.get() + 5) });
    view.run_steps(3);
    assert_eq!(folds(&view), ["2 lines hidden"]);
    let mut view = shown(scraped());
    view.state_mut().selection = Selection::caret(ByteOffset::new(share.get() + 2));
    view.run_steps(3);
    assert_eq!(folds(&view), ["2 lines hidden"]);
    let mut view = shown(scraped());
    for _ in 0..6 {
        press(&mut view, NONE, Key::ArrowDown);
    }
    assert_eq!(folds(&view), ["1 line hidden", "2 lines hidden"]);
    assert!(focus(&view) > share.get());
    // Lines with marks are never hidden.
    let mut view =
        shown(App { set: AnnotationSet::new([mark("a", "claim", share.get(), share.get() + 5)], []).0, ..scraped() });
    assert_eq!(folds(&view), ["2 lines hidden"]);
    // Hiding again hides the opened lines.
    let at = view.get_by_label_contains("2 lines hidden").rect().center();
    click(&mut view, at, NONE);
    view.run_steps(2);
    for fold in [false, true] {
        view.state_mut().fold = fold;
        view.run_steps(3);
    }
    assert_eq!(folds(&view), ["2 lines hidden"]);
}

#[test]
fn the_place_is_kept_when_lines_fold() {
    let words = "Nobody said why, and nobody was asked. ".repeat(20);
    let source: String =
        (0..60).map(|n| format!("{n} {words}\n\nMore news: Bridge number {n} is painted\n\n")).collect();
    let app = app(&source);
    let boilerplate = Boilerplate::of(&app.text, &app.structure);
    assert_eq!(boilerplate.runs().len(), 60);
    let mut view = shown(App { boilerplate, ..app });
    let middle = source.find("\n30 ").unwrap() + 1;
    caret_at(&mut view, middle);
    let before = view.state().caret.unwrap().top();
    for fold in [true, false, true] {
        view.state_mut().fold = fold;
        view.run_steps(3);
        let top = view.state().caret.unwrap().top();
        // Lines between the top and the caret may be hidden now; those above must not move it.
        assert!((top - before).abs() < 80.0, "{top} {before}");
    }
}

/// Arbitrarily nested and mixed Markdown.
pub fn any_markdown() -> impl Strategy<Value = String> {
    let line = prop::sample::select(vec![
        "# Heading *with* emphasis",
        "### Three",
        "- item",
        "  - deeper **item**",
        "1. one",
        "7. seven",
        "> quoted",
        "> > twice",
        "> - quoted item",
        "```",
        "    indented code",
        "| a | b |",
        "|---|---|",
        "| 1 | e\u{301}e |",
        "plain words",
        "a [link](https://example.org) in it",
        "~~struck~~ `literal`",
        "",
        "",
        "",
        "עברית *בהדגשה* ועוד",
        "- פריט",
        "漢字**強調**漢字",
        "A line that is long enough to wrap in a column that is hardly wider than a telephone held upright is",
    ]);
    prop::collection::vec(line, 0..40).prop_map(|lines| lines.join("\n"))
}

/// Presses an arrow until the caret is at the end. A press moves it forward, or to a lower line at the same offset: the
/// end of a line and the start of the next one are one offset, and may be far apart where directions change. An offset
/// has no third place, so the next press moves it forward.
fn walks_down(view: &mut View) -> Result<(), String> {
    press(view, CTRL, Key::Home);
    let end = view.state().text.end().get();
    let mut stayed = false;
    for _ in 0..400 {
        if focus(view) >= end {
            return Ok(());
        }
        let before = focus(view);
        press(view, NONE, Key::ArrowDown);
        let after = focus(view);
        if view.state().caret.is_none() {
            return Err("no caret".to_owned());
        }
        if after < before || (after == before && stayed) {
            return Err(format!("stuck at {before} of {:?}", view.state().text.as_str()));
        }
        stayed = after == before;
    }
    Err("without an end".to_owned())
}

#[test]
fn down_leads_on_where_directions_change() {
    let mut view = shown(read("עברית *בהדגשה* ועוד\n  - deeper **item**\nעברית *בהדגשה* ועוד"));
    view.set_size(vec2(200.0, 500.0));
    view.run_steps(2);
    assert_eq!(walks_down(&mut view), Ok(()));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_structure_is_shown_and_walked_through(markdown in any_markdown(), width in 200.0..900.0f32) {
        let mut view = shown(read(&markdown));
        view.set_size(vec2(width, 500.0));
        view.run_steps(2);
        prop_assert_eq!(walks_down(&mut view), Ok(()));
        press(&mut view, CTRL, Key::A);
        for y in [20.0, 250.0, 480.0] {
            click(&mut view, Pos2::new(width / 2.0, y), NONE);
        }
    }
}
