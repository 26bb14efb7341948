//! Carrying marks over to a changed article: by example, and as properties of any text and any edit.

use std::cell::RefCell;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::properties::choices::change;
use gainsay::articles::article_format_for;
use gainsay::model::anchor::{Fate, Outcome, ReanchoredSet, reanchor};
use gainsay::model::annotation::{Annotation, Fragment, Id, Target};
use gainsay::model::article::Article;
use gainsay::model::check::problems;
use gainsay::model::document::Document;
use gainsay::model::edit::Edit;
use gainsay::model::extra::Extra;
use gainsay::model::kind::Kind;
use gainsay::model::offset::ByteRange;
use gainsay::model::set::AnnotationSet;
use gainsay::model::text::ArticleText;
use gainsay::storage::{reader, writer};
use proptest::prelude::*;

/// A set with a mark on each of these passages, given by their text; its first occurrence counts.
fn marked(text: &ArticleText, passages: &[&str]) -> AnnotationSet {
    let ranges = passages.iter().map(|words| {
        let start = text.as_str().find(words).unwrap_or_else(|| panic!("{words:?} is not there"));
        ByteRange::of(start, start + words.len())
    });
    on(ranges)
}

fn on(ranges: impl IntoIterator<Item = ByteRange>) -> AnnotationSet {
    let mark =
        |(number, range)| Annotation::new(Id::new(&format!("{number:05}")), Kind::new("claim"), Target::of(range));
    AnnotationSet::new(ranges.into_iter().enumerate().map(mark), []).0
}

fn carried(old: &str, new: &str, passages: &[&str]) -> (ReanchoredSet, ArticleText) {
    let (old, new) = (ArticleText::new(old), ArticleText::new(new));
    (reanchor(&marked(&old, passages), &old, &new, &|_| true).unwrap(), new)
}

/// The fate of each passage, in the order given: the outcome and its text now.
fn fates(old: &str, new: &str, passages: &[&str]) -> Vec<String> {
    let (carried, new) = carried(old, new, passages);
    let mut fates: Vec<&Fate> = carried.fates.iter().collect();
    fates.sort_by(|a, b| a.annotation.cmp(&b.annotation));
    let said = |fate: &&Fate| match &fate.outcome {
        Outcome::Ambiguous(places) => format!("ambiguous: {}", places.len()),
        Outcome::Changed { range, similarity } => format!("changed, {similarity}: {}", new.slice(*range)),
        outcome => match outcome.range() {
            Some(range) => format!("{}: {}", outcome.id(), new.slice(range)),
            None => outcome.id().to_owned(),
        },
    };
    fates.iter().map(said).collect()
}

#[track_caller]
fn becomes(old: &str, new: &str, passage: &str, fate: &str) {
    assert_eq!(fates(old, new, &[passage]), [fate]);
}

const STORY: &str = "Mayor denies leak\n\nMayor denies leak\n\nThe mayor of Harrow Vale denied on Monday that the water was \
    unsafe. “Nobody asked me,” she said. The company that runs the works did not reply.\n\nResidents had complained for \
    weeks. A laboratory found lead in four samples. Sign up for our newsletter.\n\nThe council meets again in March. Sign \
    up for our newsletter.\n";

#[test]
fn text_before_and_after_an_edit_keeps_its_marks() {
    let new = format!("Update: see below.\n\n{STORY}\nCorrected on Friday.\n");
    becomes(STORY, &new, "A laboratory found lead in four samples.", "exact: A laboratory found lead in four samples.");
    let found = fates(STORY, &new, &["she", "said", "lead in"]);
    assert_eq!(found, ["exact: she", "exact: said", "exact: lead in"]);
    let (carried, text) = carried(STORY, &new, &["she said"]);
    let there = carried.fates[0].outcome.range().unwrap();
    assert_eq!(there.start().get(), text.as_str().find("she said").unwrap());
}

#[test]
fn changed_passages_are_reported_with_their_similarity() {
    let new = STORY.replace("four samples", "two samples").replace("denied on Monday", "rejected on Tuesday");
    becomes(
        STORY,
        &new,
        "A laboratory found lead in four samples.",
        "changed, 90 %: A laboratory found lead in two samples.",
    );
    becomes(
        STORY,
        &new,
        "The mayor of Harrow Vale denied on Monday that the water was unsafe.",
        "changed, 87 %: The mayor of Harrow Vale rejected on Tuesday that the water was unsafe.",
    );
    // Adjacent words are not included, and no partial words.
    becomes(STORY, &new, "denied on Monday that the water", "changed, 73 %: rejected on Tuesday that the water");
    becomes(STORY, &new, "denied", "lost");
}

#[test]
fn typography_changes_no_passage() {
    let new =
        STORY.replace(['“', '”'], "\"").replace("on Monday that", "on\u{a0}Monday that").replace(". A lab", ".\nA lab");
    becomes(STORY, &new, "“Nobody asked me,” she said.", "changed, 100 %: \"Nobody asked me,\" she said.");
    becomes(STORY, &new, "denied on Monday", "changed, 100 %: denied on\u{a0}Monday");
    becomes(STORY, &new, "for weeks. A laboratory", "changed, 100 %: for weeks.\nA laboratory");
    becomes("It’s so.", "It's so.", "It’s", "changed, 100 %: It's");
    becomes("a — b, he said", "a - b, he said", "— b,", "changed, 100 %: - b,");
}

#[test]
fn moved_passages_are_found() {
    let (head, rest) = STORY.split_once("\n\nResidents").unwrap();
    let (middle, tail) = rest.split_once("\n\nThe council").unwrap();
    let new = format!("{head}\n\nThe council{}\n\nResidents{middle}\n", tail.trim_end());
    let found = fates(STORY, &new, &["Residents had complained for weeks.", "The council meets again in March."]);
    // One of the two swapped places with the other.
    let moved = |fate: &&String| fate.starts_with("moved: ");
    assert_eq!(
        (found.iter().filter(moved).count(), found[0].contains("Residents had complained")),
        (1, true),
        "{found:?}"
    );
    assert!(found[1].ends_with(": The council meets again in March."), "{found:?}");
    let new =
        STORY.replace(" A laboratory found lead in four samples.", "") + "\nA laboratory found lead in four samples.\n";
    becomes(STORY, &new, "A laboratory found lead in four samples.", "moved: A laboratory found lead in four samples.");
}

#[test]
fn removed_passages_are_lost_even_if_similar_text_remains() {
    let like = "The company said on Monday that it had no comment. The company said on Friday that it had no comment.";
    let new = "The company said on Friday that it had no comment.";
    becomes(like, new, "The company said on Monday that it had no comment.", "lost");
    becomes(like, new, "The company said on Friday that it had no comment.", &format!("exact: {new}"));
    becomes(STORY, &STORY.replace(" “Nobody asked me,” she said.", ""), "she said", "lost");
    // One word does not match any equal word.
    becomes("One said no. Two said yes. Three said nothing.", "One said no. Three said nothing.", "Two said", "lost");
}

#[test]
fn quoted_text_in_a_correction_is_not_the_passage() {
    let new = STORY.replace("lead in four samples", "lead in two samples")
        + "\nCorrection: an earlier version said: A laboratory found lead in four samples. There were two.\n";
    becomes(
        STORY,
        &new,
        "A laboratory found lead in four samples.",
        "changed, 90 %: A laboratory found lead in two samples.",
    );
}

#[test]
fn indistinguishable_places_are_ambiguous() {
    let old = "News of today.\n\nAll rights reserved by the publisher.\n\nThe end of the old story is here.";
    let line = "All rights reserved by the publisher.\n";
    let new = format!("Quite other words.\n\n{line}{line}{line}{line}And nothing that was there.");
    becomes(old, &new, "All rights reserved by the publisher.", "ambiguous: 4");
    let (carried, _) = carried(old, &new, &["All rights reserved by the publisher."]);
    assert!(carried.set.annotations()[0].is_lost());
}

#[test]
fn a_repeated_headline_has_two_places() {
    let second = STORY.rfind("Mayor denies leak").unwrap();
    let (old, same) = (ArticleText::new(STORY), ArticleText::new(format!("Exclusive!\n\n{STORY}")));
    let headlines = [ByteRange::of(0, 17), ByteRange::of(second, second + 17)];
    let carried = reanchor(&on(headlines), &old, &same, &|_| true).unwrap();
    let places: Vec<_> = carried.fates.iter().map(|fate| fate.outcome.range().unwrap().start().get()).collect();
    assert_eq!(places, [12, 12 + second]);
    // Of two passages that became one, both are there.
    let once = ArticleText::new(STORY.replacen("Mayor denies leak\n\n", "", 1));
    let carried = reanchor(&on(headlines), &old, &once, &|_| true).unwrap();
    let said: Vec<_> = carried.fates.iter().map(|fate| (fate.outcome.range(), fate.outcome.id())).collect();
    assert!(said.iter().any(|(range, id)| *id == "exact" && *range == Some(headlines[0])), "{said:?}");
}

#[test]
fn sentences_are_split_and_joined() {
    let new = STORY.replace("weeks. A laboratory found", "weeks, and a laboratory found");
    becomes(
        STORY,
        &new,
        "A laboratory found lead in four samples.",
        "changed, 97 %: a laboratory found lead in four samples.",
    );
    becomes(STORY, &new, "Residents had complained for weeks.", "changed, 97 %: Residents had complained for weeks,");
    let new = STORY.replace("Monday that the water was unsafe.", "Monday. Was the water unsafe? Not according to her.");
    let passage = "The mayor of Harrow Vale denied on Monday that the water was unsafe.";
    assert!(fates(STORY, &new, &[passage])[0].starts_with("changed, "));
}

#[test]
fn passages_in_scripts_without_spaces_are_carried_over() {
    let old = "市長は月曜日に水が危険だという報道を否定した。会社は返答しなかった。住民は何週間も不満を訴えていた。";
    let new = "更新：市長は火曜日に水が危険だという報道を否定した。住民は何週間も不満を訴えていた。";
    becomes(old, new, "住民は何週間も不満を訴えていた。", "exact: 住民は何週間も不満を訴えていた。");
    becomes(
        old,
        new,
        "市長は月曜日に水が危険だという報道を否定した。",
        "changed, 95 %: 市長は火曜日に水が危険だという報道を否定した。",
    );
    becomes(old, new, "会社は返答しなかった。", "lost");
    let old = "เขาปฏิเสธข่าวนี้ในวันจันทร์ บริษัทไม่ตอบ";
    becomes(old, &format!("ด่วน {old}"), "บริษัทไม่ตอบ", "exact: บริษัทไม่ตอบ");
}

#[test]
fn windows_line_ends_are_no_change() {
    let path = Path::new("story.txt");
    let windows = STORY.replace('\n', "\r\n");
    let read = article_format_for(path).read(windows.as_bytes(), None, "story.txt").unwrap().article;
    let old = ArticleText::new(STORY);
    let set = marked(&old, &["weeks. A laboratory", "leak\n\nThe mayor"]);
    let carried = reanchor(&set, &old, &read.text, &|_| true).unwrap();
    assert!(carried.fates.iter().all(|fate| fate.outcome.id() == "exact"));
}

#[test]
fn differences_are_listed_in_order() {
    let new = STORY.replace("four samples", "two samples").replace(" on Monday", "") + "\nCorrected.\n";
    let (carried, new) = carried(STORY, &new, &["she said"]);
    let old = ArticleText::new(STORY);
    let said: Vec<_> = carried.changes.iter().map(|change| (old.slice(change.old), new.slice(change.new))).collect();
    assert_eq!(said, [("on Monday", ""), ("four", "two"), ("", "Corrected.")]);
}

/// The document after saving and opening again.
fn reopened(text: &ArticleText, set: &AnnotationSet) -> (Article, AnnotationSet, Vec<&'static str>) {
    let article = Article { text: text.clone(), ..Article::default() };
    let source = writer::write(&Document::new(article, set.clone(), Extra::default()));
    let file = reader::read(Path::new("story.txt.ron"), source.into_bytes()).unwrap();
    let checks = problems(&file.document, &file.problems).iter().map(|problem| problem.check).collect();
    let (article, set, _) = file.document.into_parts();
    (article, set, checks)
}

#[test]
fn a_file_keeps_decisions_and_open_questions() {
    let new = STORY.replace("four samples", "two samples");
    let (carried, new) = carried(STORY, &new, &["A laboratory found lead in four samples."]);
    let (_, mut set, checks) = reopened(&new, &carried.set);
    assert_eq!((&set, checks), (&carried.set, vec!["changed"]));

    let fate = &carried.fates[0];
    let mark = set.annotations()[0].clone();
    let decide = |now: Fragment| {
        let target = mark.target.with(&fate.now, now);
        Edit::Replace(Arc::new(Annotation { target, ..mark.as_ref().clone() }))
    };
    let refused = Fragment::lost(&new, fate.now.quote().unwrap().clone());
    let undo = change(&mut set, decide(refused)).unwrap();
    let (_, again, checks) = reopened(&new, &set);
    assert_eq!((&again, checks), (&set, vec!["lost"]), "a passage that was refused is not proposed again");
    change(&mut set, undo).unwrap();
    assert_eq!(set, carried.set);
    change(&mut set, decide(Fragment::Found(fate.now.range().unwrap()))).unwrap();
    let (_, again, checks) = reopened(&new, &set);
    assert_eq!((again, checks), (set, vec![]));
}

#[test]
fn a_reverted_change_is_exact_again() {
    let (old, new) = (ArticleText::new(STORY), ArticleText::new(STORY.replace("four samples", "two samples")));
    let set = marked(&old, &["A laboratory found lead in four samples."]);
    let there = reanchor(&set, &old, &new, &|_| true).unwrap();
    assert_eq!(there.fates[0].outcome.id(), "changed");
    let back = reanchor(&there.set, &new, &old, &|_| true).unwrap();
    assert_eq!((back.fates[0].outcome.id(), &back.set), ("exact", &set));
    // A lost passage is found when its text comes back.
    let without = ArticleText::new(STORY.replace(" A laboratory found lead in four samples.", ""));
    let gone = reanchor(&set, &old, &without, &|_| true).unwrap();
    assert_eq!(gone.fates[0].outcome.id(), "lost");
    let back = reanchor(&gone.set, &without, &old, &|_| true).unwrap();
    assert_eq!((back.fates[0].outcome.id(), &back.set), ("moved", &set));
}

#[test]
fn progress_is_reported_and_cancellation_stops_it() {
    let (old, new) = (ArticleText::new(STORY), ArticleText::new(STORY.replace("water", "river")));
    let set = marked(&old, &["she", "said", "weeks", "newsletter"]);
    let told = RefCell::new(Vec::new());
    let tell = |done: u32| {
        told.borrow_mut().push(done);
        true
    };
    assert!(reanchor(&set, &old, &new, &tell).is_some());
    assert!(told.borrow().is_sorted() && told.borrow().iter().all(|done| *done <= 100), "{told:?}");
    for stop in 0..told.borrow().len() {
        let left = RefCell::new(stop);
        let stops = |_| left.replace_with(|left| left.saturating_sub(1)) > 0;
        assert!(reanchor(&set, &old, &new, &stops).is_none(), "stopped at {stop}");
    }
}

/// Texts that make a search expensive.
#[test]
fn hostile_texts_end_in_time() {
    let words = |count: usize, step: usize| -> String { (0..count).map(|n| format!("w{} ", n * step % 977)).collect() };
    let line = "word ".repeat(20_000);
    let pairs = [
        ("a".repeat(20_000), format!("b{}b", "a".repeat(19_000))),
        ("ab ".repeat(5_000), format!("x {} y", "ba ".repeat(5_000))),
        (words(5_000, 1), words(5_000, 31)),
        (line.clone(), format!("x {line} y")),
        ("0123456789\n".repeat(1_000), "9876543210\n".repeat(1_000)),
    ];
    for (old, new) in pairs {
        let (old, new) = (ArticleText::new(old), ArticleText::new(new));
        let length = old.end().get();
        let ranges = (0..60).map(|n| {
            let start = old.floor(gainsay::model::offset::ByteOffset::new(n * (length - 500) / 60)).get();
            ByteRange::of(start, start + 2 + n % 300)
        });
        let begun = Instant::now();
        let carried = reanchor(&on(ranges), &old, &new, &|_| true).unwrap();
        assert!(begun.elapsed() < Duration::from_secs(120), "{:?}", begun.elapsed());
        same_words(&old, &new, &carried);
    }
}

/// No passage with other text is reported as exact or moved.
fn same_words(old: &ArticleText, new: &ArticleText, carried: &ReanchoredSet) {
    for fate in &carried.fates {
        let was = match (fate.was.quote(), fate.was.range()) {
            (Some(quote), _) => &quote.exact,
            (None, range) => old.slice(range.unwrap()),
        };
        match &fate.outcome {
            Outcome::Exact(range) | Outcome::Moved(range) => {
                assert_eq!((new.slice(*range), &fate.now), (was, &Fragment::Found(*range)));
            }
            Outcome::Changed { range, similarity } => {
                assert!(similarity.suffices(was) && new.slice(*range) != was, "{fate:?}");
                assert_eq!(fate.now.range(), Some(*range));
            }
            Outcome::Ambiguous(_) | Outcome::Lost { .. } => assert_eq!(fate.now.range(), None),
        }
    }
}

/// Few words, so that many passages are similar, of several scripts and with the characters that editors change.
fn vocabulary() -> impl Strategy<Value = Vec<&'static str>> {
    let words = [
        "the ",
        "mayor ",
        "said ",
        "“no,” ",
        "\"no,\" ",
        "it’s ",
        "it's ",
        "denied. ",
        "水は",
        "危険。",
        "\n",
        "\n\n",
        "e\u{301} ",
        "👩‍🚒 ",
        "a",
        "— ",
        "- ",
        "company ",
        "reports of a leak ",
    ];
    prop::collection::vec(prop::sample::select(words.to_vec()), 0..40)
}

/// The changes editors make: insertions, deletions, moves.
#[derive(Clone, Debug)]
enum Change {
    Insert(prop::sample::Index, Vec<&'static str>),
    Delete(prop::sample::Index, usize),
    Move(prop::sample::Index, usize, prop::sample::Index),
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let index = any::<prop::sample::Index>;
    let change = prop_oneof![
        (index(), vocabulary()).prop_map(|(at, words)| Change::Insert(at, words)),
        (index(), 0_usize..8).prop_map(|(at, count)| Change::Delete(at, count)),
        (index(), 0_usize..8, index()).prop_map(|(at, count, to)| Change::Move(at, count, to)),
    ];
    prop::collection::vec(change, 0..5)
}

fn changed(old: &[&'static str], changes: &[Change]) -> Vec<&'static str> {
    let mut words = old.to_vec();
    for change in changes {
        let take = |words: &mut Vec<&'static str>, at: &prop::sample::Index, count: usize| {
            let at = at.index(words.len() + 1);
            let end = (at + count).min(words.len());
            words.drain(at..end).collect::<Vec<_>>()
        };
        let put = |words: &mut Vec<&'static str>, at: &prop::sample::Index, new: &[&'static str]| {
            let at = at.index(words.len() + 1);
            words.splice(at..at, new.iter().copied());
        };
        match change {
            Change::Insert(at, new) => put(&mut words, at, new),
            Change::Delete(at, count) => {
                take(&mut words, at, *count);
            }
            Change::Move(at, count, to) => {
                let moved = take(&mut words, at, *count);
                put(&mut words, to, &moved);
            }
        }
    }
    words
}

/// Marks on stretches of any length, at character boundaries.
fn any_marks(text: &ArticleText, places: &[(prop::sample::Index, usize)]) -> AnnotationSet {
    let starts: Vec<usize> = text.as_str().char_indices().map(|(at, _)| at).chain([text.end().get()]).collect();
    let ranges = places.iter().filter_map(|(start, length)| {
        let start = start.index(starts.len());
        let range = ByteRange::of(starts[start], starts[(start + length).min(starts.len() - 1)]);
        // White space alone is not a passage.
        text.trimmed(range).map(|_| range)
    });
    on(ranges.collect::<Vec<_>>())
}

/// A case that the property below found.
#[test]
fn exact_text_at_a_changed_place_is_found_again() {
    let start = "the the reports of a leak the mayor the company ";
    let (between, moved) = ("the the the the it’s 危険。", "水は\ndenied. \n");
    let (old, new) = (format!("{start}{between}{moved}"), format!("{start}{moved}{between}"));
    let set = on([ByteRange::of(old.len() - 3, old.len())]);
    let (old, new) = (ArticleText::new(old), ArticleText::new(new));
    let carried = reanchor(&set, &old, &new, &|_| true).unwrap();
    same_words(&old, &new, &carried);
    assert_eq!(reopened(&new, &carried.set).1, carried.set);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_edit_leaves_every_mark_on_its_words_or_says_so(
        words in vocabulary(),
        edits in changes(),
        places in prop::collection::vec((any::<prop::sample::Index>(), 1_usize..80), 0..8),
    ) {
        let old = ArticleText::new(words.concat());
        let new = ArticleText::new(changed(&words, &edits).concat());
        let set = any_marks(&old, &places);
        let carried = reanchor(&set, &old, &new, &|_| true).unwrap();
        prop_assert_eq!(carried.fates.len(), set.annotations().len());
        same_words(&old, &new, &carried);
        // The file keeps found, changed and lost passages.
        let (article, again, checks) = reopened(&new, &carried.set);
        prop_assert_eq!(&again, &carried.set);
        prop_assert!(checks.iter().all(|check| ["changed", "lost"].contains(check)), "{:?}", checks);
        // The same text changes nothing more.
        let same = reanchor(&again, &article.text, &new, &|_| true).unwrap();
        prop_assert_eq!(&same.set, &carried.set);
        prop_assert_eq!(reanchor(&set, &old, &old, &|_| true).unwrap().set, set);
    }

    #[test]
    fn words_put_in_far_away_leave_a_passage_exact(
        words in vocabulary(),
        new in vocabulary(),
        places in prop::collection::vec((any::<prop::sample::Index>(), 1_usize..80), 0..8),
    ) {
        let far = "Between the two there is a line of quite other words, so that they do not meet.\n";
        let (old, new) = (words.concat(), new.concat());
        let text = ArticleText::new(old.clone());
        let set = any_marks(&text, &places);
        for (before, after) in [(format!("{new}\n{far}"), String::new()), (String::new(), format!("\n{far}{new}"))] {
            let (one, other) = (ArticleText::new(format!("{far}{old}{far}")), ArticleText::new(format!("{before}{far}{old}{far}{after}")));
            let shift = |range: ByteRange, by: usize| ByteRange::of(range.start().get() + by, range.end().get() + by);
            let ranges: Vec<_> = set.annotations().iter().filter_map(|mark| mark.target.bounds()).map(|range| shift(range, far.len())).collect();
            let carried = reanchor(&on(ranges), &one, &other, &|_| true).unwrap();
            for fate in &carried.fates {
                let was = fate.was.range().unwrap();
                prop_assert_eq!(&fate.outcome, &Outcome::Exact(shift(was, before.len())), "{:?}", one.slice(was));
            }
        }
    }
}
