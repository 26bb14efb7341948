//! The model's properties: edits undo, offsets round-trip, the cover equals brute force.

use std::sync::Arc;

use crate::properties::choices::change;
use gainsay::model::annotation::{Annotation, Id, Relation, Target};
use gainsay::model::cover::Cover;
use gainsay::model::edit::Edit;
use gainsay::model::kind::Kind;
use gainsay::model::offset::{ByteOffset, ByteRange};
use gainsay::model::role::Role;
use gainsay::model::set::AnnotationSet;
use gainsay::model::text::ArticleText;
use proptest::prelude::*;

fn annotation(id: u8, start: usize, length: usize, kind: &str) -> Arc<Annotation> {
    let target = Target::of(ByteRange::of(start, start + length));
    Arc::new(Annotation::new(Id::new(&format!("a{id}")), Kind::new(kind), target))
}

fn relation(id: u8, from: u8, to: u8) -> Arc<Relation> {
    Arc::new(Relation::new(
        Id::new(&format!("r{id}")),
        Id::new(&format!("a{from}")),
        Id::new(&format!("a{to}")),
        Role::new("rebuts"),
    ))
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let kind = prop_oneof![Just("claim"), Just("denial"), Just("evidence"), Just("rumour")];
    let mark =
        (0..12u8, 0..500usize, 1..80usize, kind).prop_map(|(id, start, len, kind)| annotation(id, start, len, kind));
    let link = (0..6u8, 0..12u8, 0..12u8).prop_map(|(id, from, to)| relation(id, from, to));
    let leaf = prop_oneof![
        4 => mark.clone().prop_map(Edit::Add),
        2 => mark.prop_map(Edit::Replace),
        1 => (0..12u8).prop_map(|id| Edit::Remove(Id::new(&format!("a{id}")))),
        2 => link.clone().prop_map(Edit::Link),
        1 => link.prop_map(Edit::Relink),
        1 => (0..6u8).prop_map(|id| Edit::Unlink(Id::new(&format!("r{id}")))),
    ];
    let edit = prop_oneof![6 => leaf.clone(), 1 => prop::collection::vec(leaf, 0..5).prop_map(Edit::Batch)];
    prop::collection::vec(edit, 0..40)
}

/// The set built anew from its items: its indices must equal those maintained edit by edit.
fn rebuilt(set: &AnnotationSet) -> AnnotationSet {
    let annotations = set.annotations().iter().map(|a| a.as_ref().clone());
    AnnotationSet::new(annotations, set.relations().iter().map(|r| r.as_ref().clone())).0
}

fn covered(cover: &Cover, range: ByteRange) -> Vec<(ByteRange, Id)> {
    cover.touching(range).into_iter().map(|span| (span.range, span.annotation.id.clone())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_edit_undone_restores_everything(edits in edits()) {
        let mut set = AnnotationSet::default();
        let mut past = Vec::new();
        for edit in edits {
            let before = set.clone();
            match change(&mut set, edit) {
                Ok(inverse) => past.push((before, inverse)),
                Err(_) => prop_assert_eq!(&set, &before, "a refused edit changed the set"),
            }
            let fresh = rebuilt(&set);
            prop_assert_eq!(&set, &fresh);
            let everywhere = ByteRange::of(0, 1000);
            prop_assert_eq!(covered(set.cover(), everywhere), covered(fresh.cover(), everywhere));
            for annotation in set.annotations() {
                prop_assert_eq!(set.count(&annotation.kind), fresh.count(&annotation.kind));
                let mut links: Vec<_> = set.relations_of(&annotation.id).to_vec();
                let mut expected: Vec<_> = fresh.relations_of(&annotation.id).to_vec();
                links.sort_by(|a, b| a.id.cmp(&b.id));
                expected.sort_by(|a, b| a.id.cmp(&b.id));
                prop_assert_eq!(links, expected);
            }
        }
        for (before, inverse) in past.into_iter().rev() {
            change(&mut set, inverse).expect("an inverse fits");
            prop_assert_eq!(&set, &before);
        }
    }

    #[test]
    fn offsets_round_trip(text in "(?s).{0,1500}", repeat in 1..4usize) {
        let text = ArticleText::new(text.repeat(repeat));
        let (mut scalars, mut utf16) = (0, 0);
        for (at, c) in text.as_str().char_indices() {
            let byte = ByteOffset::new(at);
            prop_assert_eq!(text.scalar_of(byte).get(), scalars);
            prop_assert_eq!(text.utf16_of(byte).get(), utf16);
            prop_assert_eq!(text.byte_of_scalar(text.scalar_of(byte)), Some(byte));
            prop_assert_eq!(text.byte_of_utf16(text.utf16_of(byte)), Some(byte));
            scalars += 1;
            utf16 += c.len_utf16();
        }
        let end = text.end();
        prop_assert_eq!(text.byte_of_scalar(text.scalar_of(end)), Some(end));
        prop_assert_eq!(text.byte_of_utf16(text.utf16_of(end)), Some(end));
        prop_assert_eq!(text.byte_of_scalar(gainsay::model::offset::ScalarOffset::new(scalars + 1)), None);
    }

    #[test]
    fn the_cover_equals_brute_force(
        marks in prop::collection::vec((0..2000usize, 1..300usize), 0..300),
        asked in prop::collection::vec((0..2300usize, 0..100usize), 1..20),
    ) {
        let marks: Vec<_> = marks.iter().enumerate().map(|(n, (start, len))| {
            let target = Target::of(ByteRange::of(*start, start + len));
            Arc::new(Annotation::new(Id::new(&format!("{n:04}")), Kind::new("claim"), target))
        }).collect();
        let whole = Cover::new(&marks);
        let mut grown = Cover::default();
        for mark in &marks {
            grown.insert(mark);
        }
        for (start, len) in asked {
            let range = ByteRange::of(start, start + len);
            let touches = |mark: &Arc<Annotation>| {
                let bounds = mark.target.bounds().unwrap();
                if range.is_empty() { bounds.contains(range.start()) } else { bounds.overlaps(range) }
            };
            let mut expected: Vec<_> = marks.iter().filter(|mark| touches(mark))
                .map(|mark| (mark.target.bounds().unwrap(), mark.id.clone())).collect();
            expected.sort();
            prop_assert_eq!(covered(&whole, range), expected.clone());
            prop_assert_eq!(covered(&grown, range), expected);
        }
    }
}

#[test]
fn an_article_is_normalised_once() {
    let text = ArticleText::new("\u{FEFF}one\r\ntwo\rthree\n\u{202E}x\u{200B}\u{0}");
    assert_eq!(text.as_str(), "one\ntwo\nthree\n\u{202E}x\u{200B}\u{0}");
    assert_eq!(text.paragraph_count(), 4);
    let odd = text.oddities();
    assert_eq!((odd.controls, odd.bidi, odd.zero_width, odd.replacements), (1, 1, 1, 0));
}

#[test]
fn a_place_is_found_again_by_its_context() {
    let old = ArticleText::new("One.\n\nTwo two.\n\nThree.\n\nTwo two.\n\nFour, the last.\n");
    let place = |new: &str, words: &str, nth: usize| {
        let (at, _) = old.as_str().match_indices(words).nth(nth).unwrap();
        let new = ArticleText::new(new);
        let place = old.place_in(&new, ByteOffset::new(at));
        new.as_str()[place.get()..].to_owned()
    };
    let same = old.as_str();
    assert_eq!(place(same, "two.", 1), "two.\n\nFour, the last.\n");
    assert_eq!(place(&format!("New.\n{same}"), "two.", 0), "two.\n\nThree.\n\nTwo two.\n\nFour, the last.\n");
    assert_eq!(place(&format!("New.\n{same}"), "two.", 1), "two.\n\nFour, the last.\n");
    // Blank lines go with what follows them; a deleted place is at the next text that remains.
    assert_eq!(place(&same.replace("One.", "At first."), "\nThree.", 0), "\nThree.\n\nTwo two.\n\nFour, the last.\n");
    assert_eq!(place(&same.replace("Three.\n\n", ""), "Three.", 0), "Two two.\n\nFour, the last.\n");
    assert_eq!(place("", "Four", 0), "");
    let other = "Something else altogether, as long as what was there before it.";
    assert_eq!(place(other, "Four", 0), other[same.find("Four").unwrap()..]);
}

proptest! {
    #[test]
    fn any_place_has_one_in_any_other_text(old in "[aé\n ]{0,40}", new in "[aé\n ]{0,40}", at in 0_usize..60) {
        let (old, new) = (ArticleText::new(old), ArticleText::new(new));
        let offset = old.floor(ByteOffset::new(at));
        let place = old.place_in(&new, offset);
        prop_assert_eq!(new.floor(place), place);
        prop_assert_eq!(old.place_in(&old, offset), offset);
    }
}

/// Emoji made of several characters, and words that need joiners.
const JOINED: &[&str] = &[
    "👨\u{200D}👩\u{200D}👧",
    "❤\u{FE0F}\u{200D}🔥",
    "🧑🏽\u{200D}🚀",
    "🏳\u{FE0F}\u{200D}🌈",
    "🇩🇪🇫🇷",
    "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
    "1\u{FE0F}\u{20E3}",
    "نمی\u{200C}خواهم",
];

/// Characters that hide, alone or in text.
const HIDDEN: &[(&str, usize)] = &[
    ("a\u{200D}b", 1),
    ("👨\u{200D} 👩", 1),
    ("\u{200D}🔥", 1),
    // A message in tags, invisible, after a word, after a flag's pole, and after a flag.
    ("x\u{E0068}\u{E0069}\u{E007F}", 3),
    ("🏴\u{E0068}\u{E0069}", 2),
    ("🏴\u{E0068}\u{E0069}\u{E0068}\u{E0069}\u{E0068}\u{E0069}\u{E0068}\u{E0069}\u{E007F}", 9),
    ("🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}\u{E0068}\u{E0069}", 2),
];

#[test]
fn joiners_and_tags_of_emoji_are_needed() {
    for words in JOINED {
        assert_eq!(ArticleText::new(*words).oddities().zero_width, 0, "{words:?}");
        assert_eq!(gainsay::model::visible::visible(words), *words);
    }
    for (words, count) in HIDDEN {
        assert_eq!(ArticleText::new(*words).oddities().zero_width, *count, "{words:?}");
        assert_eq!(gainsay::model::visible::visible(words).matches("[U+").count(), *count, "{words:?}");
    }
}
