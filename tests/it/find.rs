//! Find and filters: what a person cannot type or see is folded, and what is found is just the words on the screen.

use std::fs;
use std::path::PathBuf;

use egui::accesskit::Role;
use gainsay::model::fold::{folded, name_key, order};
use gainsay::model::offset::ByteRange;
use gainsay::model::query::{Needle, Precision};
use gainsay::model::search::Search;
use gainsay::model::text::ArticleText;
use proptest::prelude::*;

use crate::desk::Desk;

/// The words that a needle finds in a text.
fn found(words: &str, text: &str) -> Vec<String> {
    let text = ArticleText::new(text);
    Needle::new(words).places(&text, 100).into_iter().map(|range| text.slice(range).to_owned()).collect()
}

#[test]
fn what_cannot_be_typed_or_seen_is_folded() {
    for (typed, text, there) in [
        ("we won't go", "and we won’t go there", "we won’t go"),
        ("\"never\"", "he said “never” again", "“never”"),
        ("\"jamais\"", "dit «jamais» encore", "«jamais»"),
        ("\"絶対\"", "彼は「絶対」と", "「絶対」"),
        ("'so' he", "and ‹so› he", "‹so› he"),
        ("1939-1945", "from 1939–1945 on", "1939–1945"),
        ("one -- two", "one — two", "one — two"),
        ("-5", "it was −5 degrees", "−5"),
        ("final", "the ﬁnal word", "ﬁnal"),
        ("waffle", "a waﬄe", "waﬄe"),
        ("of", "the oﬃce", "oﬃ"),
        ("wait...", "wait… no", "wait…"),
        ("government", "the govern\u{AD}ment", "govern\u{AD}ment"),
        ("nothing", "no\u{200B}thing", "no\u{200B}thing"),
        ("red heart", "red\u{FE0F} \u{2060}heart", "red\u{FE0F} \u{2060}heart"),
        ("100 km", "some 100\u{A0}km away", "100\u{A0}km"),
        ("100 km", "some 100\u{202F}  \tkm away", "100\u{202F}  \tkm"),
        ("two  words", "two words", "two words"),
        ("over the line", "goes over\nthe line", "over\nthe line"),
        ("over the line", "goes over  \n    the line", "over  \n    the line"),
        ("operation", "the oper-\nation went", "oper-\nation"),
        ("well-known", "a well-\nknown man", "well-\nknown"),
        ("北京市民", "在北京\n市民说", "北京\n市民"),
        ("Zoë", "Zoe\u{308} came", "Zoe\u{308}"),
        ("Zoe\u{308}", "Zoë came", "Zoë"),
        ("zoe", "Zoë came", "Zoë"),
        ("zoe", "Zoe\u{308} came", "Zoe\u{308}"),
        ("viet nam", "Việt Nam", "Việt Nam"),
        ("lodz", "in Łódź now", "Łódź"),
        ("smorrebrod", "ate smørrebrød", "smørrebrød"),
        ("STRASSE", "die Straße", "Straße"),
        ("istanbul", "İstanbul is", "İstanbul"),
        ("οδυσσευς", "ὁ Ὀδυσσεύς ἦν", "Ὀδυσσεύς"),
        ("елка", "наша ёлка", "ёлка"),
        ("שלום", "שָׁלוֹם", "שָׁלוֹם"),
        ("محمد", "مُحَمَّد", "مُحَمَّد"),
        ("ＡＢＣ", "the ABC", "ABC"),
        ("cm2", "12 cm² of", "cm²"),
        (
            "한국",
            "\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}",
            "\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}",
        ),
    ] {
        assert_eq!(found(typed, text), [there], "{typed:?} in {text:?}");
        assert!(Needle::new(typed).is_in(text), "{typed:?} in {text:?}");
    }
}

#[test]
fn what_differs_for_the_reader_is_not_found() {
    for (typed, text) in [
        ("résumé", "to resume work"),
        ("zoë", "Zoe came"),
        ("мои", "мой дом"),
        ("か", "が"),
        ("하", "한국"),
        ("ê", "e\u{302}\u{301}"),
        ("=", "a ≠ b"),
        ("therapist", "the rapist"),
        ("a b", "a-b"),
    ] {
        assert_eq!(found(typed, text), [""; 0], "{typed:?} in {text:?}");
    }
    assert!(Needle::new("").is_in("anything") && found("", "anything").is_empty());
    assert_eq!(found("\u{AD}", "co\u{AD}op"), ["\u{AD}"], "what folds to nothing is looked for as it is");
}

#[test]
fn case_and_whole_words_count_if_asked_for() {
    let text = ArticleText::new("Turkey ate turkey; turkeys don't. Über über 東京都に東京がある");
    let places = |words, case, whole_words| {
        Needle::with(words, Precision { case, whole_words, ..Precision::default() }).places(&text, 9).len()
    };
    assert_eq!(places("turkey", false, false), 3);
    assert_eq!(places("turkey", true, false), 2);
    assert_eq!(places("turkey", false, true), 2);
    assert_eq!(places("turkey", true, true), 1);
    assert_eq!(places("uber", true, false), 1);
    assert_eq!((places("don", false, false), places("don", false, true)), (1, 0));
    assert_eq!((places("京", false, false), places("京", false, true)), (2, 0));
    assert_eq!(places("東京", false, true), 2, "words as a double click takes them");
}

#[test]
fn a_whole_word_is_one_in_the_possessive_too() {
    let text = ArticleText::new("Berg’s mill, Berg's river, Bergs, the Bergs’ house, Bergson’s and Berg.");
    let precision = Precision { whole_words: true, ..Precision::default() };
    let places = |words| Needle::with(words, precision).places(&text, 9).len();
    assert_eq!((places("berg"), places("bergs"), places("bergson"), places("berg's")), (3, 2, 1, 2));
    assert_eq!(places("s"), 0);
}

#[test]
fn patterns_find_what_they_match() {
    let text = ArticleText::new("They deny it.\nHe denies it, she DENIED it.\nDenying is easy");
    let places = |pattern: &str, precision: Precision| {
        let search = Search::new(pattern, Precision { pattern: true, ..precision })?;
        let found = search.places(&text, 9).into_iter();
        Ok::<_, String>(found.map(|range| text.slice(range).to_owned()).collect::<Vec<_>>())
    };
    let any = Precision::default();
    assert_eq!(places("den(y|ies|ied)\\b", any).unwrap(), ["deny", "denies", "DENIED"]);
    assert_eq!(places("den(y|ies|ied)\\b", Precision { case: true, ..any }).unwrap(), ["deny", "denies"]);
    assert_eq!(places("den(y|ied?)", Precision { whole_words: true, ..any }).unwrap(), ["deny", "DENIED"]);
    assert_eq!(places("^\\w+", any).unwrap(), ["They", "He", "Denying"], "of each line");
    assert_eq!(places("x*", any).unwrap(), [""; 0], "nothing is no match");
    assert_eq!(places("(", any).unwrap_err(), "Not a pattern: unclosed group");
    assert_eq!(places("(\\w{1000}){1000}", any).unwrap_err(), "The pattern is too large");
}

#[test]
fn a_pattern_takes_no_longer_for_being_wicked() {
    let text = ArticleText::new("a".repeat(200_000));
    let search = Search::new("(a+)+b", Precision { pattern: true, ..Precision::default() }).unwrap();
    assert_eq!(search.places(&text, 9), []);
}

#[test]
fn the_bar_says_what_is_wrong_with_a_pattern() {
    let mut desk = Desk::reading("He denies it. They deny it.");
    desk.press("Ctrl+F");
    desk.click_on(Role::CheckBox, "Match regular expression");
    desk.click_on(Role::TextInput, "Find");
    desk.type_words("den(");
    desk.shows("Not a pattern: unclosed group");
    desk.lacks("No matches");
    desk.type_words("y|ies)");
    desk.shows("1 of 2");
    desk.lacks("Not a pattern");
    assert_eq!(desk.selected(), "denies");
}

/// A desk with a search for "mill", which is there three times and of which the first is a claim already.
fn mills() -> Desk {
    let mut desk = Desk::reading("The mill stands. A mill, and a Mill.");
    desk.select("mill");
    desk.press("1 Escape Ctrl+Home Ctrl+F");
    desk.type_words("mill");
    desk.shows("1 of 3");
    desk
}

#[test]
fn every_match_is_marked_in_one_step() {
    let mut desk = mills();
    desk.click_on(Role::Button, "Mark all");
    desk.click_on(Role::MenuItem, "Mark all matches as claim");
    desk.shows("2 matches marked as claim; 1 already");
    assert_eq!(desk.marks(), ["claim: mill", "claim: mill", "claim: Mill"]);
    desk.press("F6 Ctrl+Z");
    assert_eq!(desk.seen().len(), 1, "one step");
}

#[test]
fn another_kind_may_be_on_the_same_words_and_the_same_kind_is_not_marked_twice() {
    let mut desk = mills();
    desk.press("F6 Ctrl+P");
    desk.type_words("all matches as denial");
    desk.press("Enter");
    assert_eq!(desk.marks().len(), 4);
    desk.press("Ctrl+P");
    desk.type_words("all matches as denial");
    desk.press("Enter");
    desk.shows("Every match is already marked as denial");
    assert_eq!(desk.marks().len(), 4);
}

#[test]
fn long_texts_are_searched_in_portions() {
    let blank = " ".repeat(200_000);
    for gap in ["", " ", "\n", "\u{AD}", &blank] {
        // The needle lies over every place at which a portion can end.
        let text = format!("{}the long{gap}\u{2019}night{}", "é ".repeat(21_840 * 2), "x ".repeat(50_000));
        let needle = format!("long{}'night", if gap.trim().is_empty() && !gap.is_empty() { " " } else { "" });
        let article = ArticleText::new(text.as_str());
        let at = text.find("long").unwrap();
        let end = text.find("night").unwrap() + "night".len();
        assert_eq!(Needle::new(&needle).places(&article, 9), [ByteRange::of(at, end)]);
    }
    let many = ArticleText::new("ﬁ".repeat(100_000));
    assert_eq!(Needle::new("fi").places(&many, 5_000).len(), 5_000);
}

#[test]
fn names_sort_as_people_sort() {
    let mut names = ["Zoe", "Åsa", "emil", "Émile", "Bob", "Østby", "Emil", "“Courier”", "Ola", "Łukasz", "Lena"];
    names.sort_by(|one, other| order(one, other));
    let sorted = ["Åsa", "Bob", "“Courier”", "Emil", "emil", "Émile", "Lena", "Łukasz", "Ola", "Østby", "Zoe"];
    assert_eq!(names, sorted);
    assert_eq!(name_key(" O’Neil\u{A0} "), name_key("o'neil"));
    assert_ne!(name_key("Jose"), name_key("José"));
}

proptest! {
    /// What is found is a text that folds as the needle does.
    #[test]
    fn what_is_found_folds_to_what_was_typed(
        text in "[a-eA-E ée\u{301}\u{327}ßﬁ\u{AD}“\"—\\-\n\u{A0}가각\u{11A8}かゞ\u{3099}]{0,60}",
        at in any::<prop::sample::Index>(),
        length in 1_usize..12,
    ) {
        let letters: Vec<char> = text.chars().collect();
        prop_assume!(!letters.is_empty());
        let start = at.index(letters.len());
        let words: String = letters[start..(start + length).min(letters.len())].iter().collect();
        prop_assume!(!words.starts_with(['\u{301}', '\u{327}', '\u{3099}', '\u{11A8}']));
        let article = ArticleText::new(text);
        let keeps = gainsay::model::fold::LOOSE;
        for range in Needle::new(&words).places(&article, 100) {
            let hit = article.slice(range);
            prop_assert!(!hit.is_empty(), "{range:?} of {:?}", article.as_str());
            let (hit, typed) = (folded(hit, keeps), folded(&words, keeps));
            prop_assert!(hit.contains(&typed) || hit.replace('-', "").contains(&typed.replace('-', "")) , "{hit:?} for {typed:?}");
        }
    }
}

#[test]
fn the_bar_finds_over_line_ends_and_selects_the_words() {
    let mut desk =
        Desk::reading("The mayor said: “We don’t\nknow.” Nobody\u{A0}asked the oﬃce.\n\nZoë knows. We know.");
    desk.press("Ctrl+F");
    desk.type_words("don't know");
    assert_eq!(desk.selected(), "don’t\nknow");
    desk.press("Ctrl+A");
    desk.type_words("nobody asked the office");
    assert_eq!(desk.selected(), "Nobody\u{A0}asked the oﬃce");
    desk.press("Ctrl+A");
    desk.type_words("zoe");
    assert_eq!(desk.selected(), "Zoë");
}

#[test]
fn the_bar_has_options_for_case_and_whole_words() {
    let mut desk = Desk::reading("The port. The import. A Port, and port again.");
    desk.press("Ctrl+F");
    desk.type_words("port");
    desk.shows("1 of 4");
    // By keyboard: past the two arrows.
    desk.press("Tab Tab Tab Space");
    assert!(desk.is_ticked(Role::CheckBox, "Match case"));
    desk.shows("1 of 3");
    desk.click_on(Role::CheckBox, "Match whole words");
    desk.shows("1 of 2");
    desk.click_on(Role::CheckBox, "Match case");
    desk.shows("1 of 3");
    assert_eq!(desk.seen(), [""; 0], "nothing but the search was changed");
}

#[test]
fn filters_fold_too() {
    let mut desk = Desk::reading("The café’s owner, Zoë Åkesson, denies it.\n\nNobody else does.");
    desk.select("denies it");
    desk.press("2 S");
    desk.type_words("zoe ak");
    desk.press("Enter");
    assert_eq!(desk.mark().speaker.unwrap().name, "Zoë Åkesson", "the picker folds");
    desk.press("Ctrl+Shift+M");
    desk.type_words("akesson");
    desk.shows("denies it");
    desk.press("Ctrl+A");
    desk.type_words("nobody");
    desk.lacks("“denies it”");
}

#[test]
fn what_was_on_the_screen_and_not_found_is_found() {
    let Some(folder) = std::env::var_os("GAINSAY_DATA").map(|data| PathBuf::from(data).join("faults")) else {
        println!("skipped: GAINSAY_DATA does not name the folder with faults");
        return;
    };
    let text = ArticleText::new(fs::read_to_string(folder.join("07-find.txt")).unwrap());
    for words in ["I don't know", "ten thousand", "café", "cafe", "the long night", "office", "cooperation", "strasse"]
    {
        assert_eq!(Needle::new(words).places(&text, 9).len(), 1, "{words}");
    }
}
