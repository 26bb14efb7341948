//! What is proposed from the text: names, cues, what to cut out of a quotation, what a denial answers.

use gainsay::model::annotation::{Annotation, Id, Target};
use gainsay::model::attribution::{cue, cut, names};
use gainsay::model::kind::Kind;
use gainsay::model::offset::ByteRange;
use gainsay::model::set::AnnotationSet;
use gainsay::model::suggest::likely_targets;
use gainsay::model::text::ArticleText;

fn place(text: &ArticleText, words: &str) -> ByteRange {
    let start = text.as_str().find(words).unwrap();
    ByteRange::of(start, start + words.len())
}

#[test]
fn a_quotation_split_by_its_cue_has_two_fragments() {
    let text =
        ArticleText::new("Before. \"We sent nine samples\", Marta Lindqvist said, \"and seven came back.\" After.");
    let range = place(&text, "\"We sent nine samples\", Marta Lindqvist said, \"and seven came back.\"");
    let cut = cut(&text, range).unwrap();
    let words: Vec<&str> = cut.fragments.iter().map(|range| text.slice(*range)).collect();
    assert_eq!(words, ["We sent nine samples", "and seven came back."]);
    assert_eq!(cut.speaker.map(|range| text.slice(range)), Some("Marta Lindqvist"));
    assert_eq!(text.slice(cut.cue), "said");
}

#[test]
fn a_quotation_with_its_attribution_before_or_after_it() {
    for (source, speaker, cue) in [
        ("“We have not put a drop in that river,” said Ola Berg, who owns the mill.", Some("Ola Berg"), "said"),
        (
            "In a letter the Harbour Board wrote that it \"has never exceeded a limit in any year\".",
            Some("Harbour Board"),
            "wrote",
        ),
        ("\"It was never like that\", he told reporters.", None, "told"),
        (
            "According to the Bank of England, \"prices will rise for some time\".",
            Some("Bank of England"),
            "According to",
        ),
    ] {
        let text = ArticleText::new(source);
        let cut = cut(&text, text.whole()).unwrap();
        assert_eq!(cut.speaker.map(|range| text.slice(range)), speaker, "{source}");
        assert_eq!(text.slice(cut.cue), cue, "{source}");
        assert_eq!(cut.fragments.len(), 1, "{source}");
    }
}

#[test]
fn nothing_is_cut_out_of_other_selections() {
    for source in [
        "The mayor said the bridge is safe.",
        "The decision is \"regrettable\", the Kremlin said.",
        "\"We sent nine samples and they came back.\"",
        "\"An opening mark that never closes, she said.",
    ] {
        let text = ArticleText::new(source);
        assert_eq!(cut(&text, text.whole()), None, "{source}");
    }
    let two = ArticleText::new("\"One quotation here\", she said.\n\"Another quotation there\", he said.");
    assert_eq!(cut(&two, two.whole()), None, "a selection over two paragraphs");
}

#[test]
fn names_are_runs_of_capitals() {
    let text = ArticleText::new(
        "The chairman of the Bank of England, Ann-Marie O'Neil, met J. R. Ewing and Ursula von der Leyen on Monday. In Paris they spoke.",
    );
    let found: Vec<&str> = names(&text, text.whole()).into_iter().map(|range| text.slice(range)).collect();
    assert_eq!(found, ["Bank of England", "Ann-Marie O'Neil", "J. R. Ewing", "Ursula von der Leyen", "Paris"]);
    assert_eq!(cue(&text, text.whole()), None);
}

#[test]
fn a_denial_is_offered_the_claim_it_shares_words_with() {
    let text = ArticleText::new(
        "The river carries lead into the playground. The festival was a success. The mill rejects any talk of lead in the river.",
    );
    let mark = |id: &str, kind: &str, words: &str| {
        Annotation::new(Id::new(id), Kind::new(kind), Target::of(place(&text, words)))
    };
    let (set, ..) = AnnotationSet::new(
        [
            mark("lead", "claim", "The river carries lead into the playground"),
            mark("festival", "claim", "The festival was a success"),
            mark("denial", "denial", "rejects any talk of lead in the river"),
        ],
        [],
    );
    let offered: Vec<String> = likely_targets(&set, &text, &Id::new("denial")).iter().map(Id::to_string).collect();
    assert_eq!(offered, ["lead", "festival"]);
    assert!(likely_targets(&set, &text, &Id::new("nobody")).is_empty());
}
