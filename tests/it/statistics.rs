//! Statistics: words, the marked share with overlaps counted once, marks, speakers, claims and links.

use egui::accesskit::Role as Node;
use gainsay::model::annotation::{Annotation, Id, Relation, Speaker, Target};
use gainsay::model::article::Article;
use gainsay::model::document::Document;
use gainsay::model::extra::Extra;
use gainsay::model::kind::Kind;
use gainsay::model::offset::ByteRange;
use gainsay::model::role::Role;
use gainsay::model::set::AnnotationSet;
use gainsay::model::statistics::{Statistics, word_count};
use gainsay::model::text::ArticleText;
use proptest::prelude::*;

use crate::desk::Desk;

/// Ten words.
const TEXT: &str = "The mill leaks. It does not, says Berg.\n\nNobody knows.";

/// A document with a mark for each kind and passage, all by the same speaker but the last, and these links.
fn document(marks: &[(&str, &str)], links: &[(usize, &str, usize)]) -> Document {
    let mark = |(at, (kind, words)): (usize, &(&str, &str))| {
        let start = TEXT.find(words).unwrap();
        let target = Target::of(ByteRange::of(start, start + words.len()));
        let mut mark = Annotation::new(Id::new(&format!("m{at}")), Kind::new(kind), target);
        mark.speaker = (at + 1 < marks.len()).then(|| Speaker::new("named", "Berg"));
        mark
    };
    let link = |(at, (from, role, to)): (usize, &(usize, &str, usize))| {
        let id = |mark: &usize| Id::new(&format!("m{mark}"));
        Relation::new(Id::new(&format!("l{at}")), id(from), id(to), Role::new(role))
    };
    let (set, ..) = AnnotationSet::new(marks.iter().enumerate().map(mark), links.iter().enumerate().map(link));
    let article = Article { text: ArticleText::new(TEXT), ..Article::default() };
    Document::new(article, set, Extra::default())
}

#[test]
fn words_are_counted_in_every_script() {
    assert_eq!(word_count(TEXT), 10);
    for (text, words) in [
        ("", 0),
        (" \n\t– … \u{b} ", 0),
        ("mother-in-law's 3,000 € = “naïve” Ärger", 4),
        ("русский язык", 2),
        ("ночью\u{a0}тихо\u{2003}было", 3),
        // Each letter of a script without spaces counts.
        ("我们没有。", 4),
        ("EU加盟", 3),
    ] {
        assert_eq!(word_count(text), words, "{text:?}");
    }
}

#[test]
fn overlaps_are_counted_once() {
    let marks = [
        ("claim", "The mill leaks"),
        ("claim", "mill leaks. It"),
        ("denial", "It does not"),
        ("evidence", "Nobody"),
        ("rumour", "Nobody knows"),
    ];
    let statistics = Statistics::of(&document(&marks, &[]));
    // The mill leaks It does not / Nobody knows
    assert_eq!((statistics.words, statistics.marked_words), (10, 8));
    assert_eq!(statistics.share(), "80%");
}

#[test]
fn marks_claims_and_links_are_counted() {
    let marks = [
        ("claim", "The mill"),
        ("claim", "mill leaks"),
        ("claim", "Nobody"),
        ("denial", "It does not"),
        ("rumour", "knows"),
    ];
    let links = [(1, "restates", 0), (3, "rebuts", 1), (3, "doubts", 2), (3, "doubts", 0)];
    let statistics = Statistics::of(&document(&marks, &links));
    let kinds: Vec<(&str, usize)> = statistics.kinds.iter().map(|(kind, count)| (kind.id(), *count)).collect();
    assert_eq!(kinds, [("claim", 3), ("denial", 1), ("evidence", 0), ("rumour", 1)]);
    let roles: Vec<(&str, usize)> = statistics.roles.iter().map(|(role, count)| (role.id(), *count)).collect();
    assert_eq!(roles, [("rebuts", 1), ("supports", 0), ("restates", 1), ("doubts", 2)]);
    assert_eq!((statistics.marks(), statistics.links()), (5, 4));
    // Restatements are one claim; a link of an unknown role answers nothing.
    assert_eq!((statistics.claims, statistics.unanswered), (2, 1));
    let speakers: Vec<(&str, usize)> =
        statistics.speakers.iter().map(|speaker| (speaker.label.as_str(), speaker.total())).collect();
    assert_eq!(speakers, [("Berg", 4), ("No speaker", 1)]);
}

#[test]
fn a_share_is_never_rounded_to_nothing_or_everything() {
    let share = |words, marked_words| Statistics { words, marked_words, ..Statistics::default() }.share();
    let cases = [(0, 0, "0%"), (1000, 0, "0%"), (1000, 1, "less than 1%"), (1000, 999, "more than 99%")];
    for (words, marked, expected) in cases.into_iter().chain([(7, 7, "100%"), (3, 1, "33%"), (3, 2, "67%")]) {
        assert_eq!(share(words, marked), expected);
    }
}

#[test]
fn the_panel_of_speakers_shows_them_and_follows_changes() {
    let mut desk = Desk::reading(TEXT);
    desk.press("Ctrl+4");
    desk.shows("10 words");
    desk.lacks("of them marked");
    desk.select("The mill leaks");
    desk.press("1");
    desk.shows("10 words, 3 of them marked (30%)");
    desk.shows("1: 1 claim");
    desk.shows("1, 1 unanswered");
    desk.select("It does not");
    desk.press("2 L Enter");
    desk.shows("2: 1 claim, 1 denial");
    desk.shows("1, all answered");
    desk.shows("1: 1 rebuts");
    desk.press("Ctrl+Z Ctrl+Z");
    desk.shows("1, 1 unanswered");
    assert!(desk.labels(Node::Label).iter().all(|label| !label.contains("rebuts")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn words_are_those_between_white_space(text in "[a-zA-Z0-9 \\n\\u{a0}.,éпж]{0,60}") {
        let expected = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
        prop_assert_eq!(word_count(&text), expected);
    }
}
