//! Suggestions from the text: names, cues, the parts of a quotation to keep, the claim that a denial answers.

use gainsay::model::annotation::{Annotation, Id, Target};
use gainsay::model::attribution::{Who, cue, cut, hint, names};
use gainsay::model::kind::Kind;
use gainsay::model::offset::{ByteOffset, ByteRange};
use gainsay::model::segment::statements;
use gainsay::model::set::AnnotationSet;
use gainsay::model::suggest::{likely_answers, likely_claim, likely_role, likely_targets};
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

/// The speaker found in a sentence marked as a whole, and the kept parts.
fn attributed(source: &str) -> (Option<String>, Vec<String>) {
    let text = ArticleText::new(source);
    let words = |range| text.slice(range).to_owned();
    let cut = cut(&text, text.whole());
    let kept = cut.iter().flat_map(|cut| cut.fragments.clone()).map(words).collect();
    (cut.and_then(|cut| cut.speaker).map(words), kept)
}

#[test]
fn the_subject_of_a_verb_of_saying_is_the_speaker() {
    for (source, speaker, kept) in [
        ("The new rule is a mistake, the Harbour Board said on Monday.", "Harbour Board", "The new rule is a mistake"),
        ("Nordvik Shipping stated that it had never been asked.", "Nordvik Shipping", "it had never been asked"),
        (
            "The dam has lost water since March, the engineer Ola Berg told the paper on Monday.",
            "Ola Berg",
            "The dam has lost water since March",
        ),
        (
            "The cellar has been dry for years, the Harbour Board told the Evening Post.",
            "Harbour Board",
            "The cellar has been dry for years",
        ),
        ("The Harbour Board told the paper the cellar was dry.", "Harbour Board", "the cellar was dry"),
        ("The engineer told the paper on Monday.", "engineer", "The engineer told the paper on Monday."),
        (
            "But a week ago, the news website Kurant reported it had seen the letters.",
            "Kurant",
            "it had seen the letters",
        ),
        (
            "The plan to close the school was revealed by acting Deputy Education Secretary Maria Lowe.",
            "Maria Lowe",
            "The plan to close the school was revealed by acting Deputy Education Secretary Maria Lowe.",
        ),
        (
            "The Danish government banned the paint last year, saying the firm had hidden the risks.",
            "Danish government",
            "the firm had hidden the risks",
        ),
        (
            "Ola Berg, who owns the mill, told reporters on Friday that the dam would hold.",
            "Ola Berg",
            "the dam would hold",
        ),
        ("The mayor, Ana Duarte, insists the bridge is safe.", "Ana Duarte", "the bridge is safe"),
        ("The last is the grocer Fine Foods, which says the milk was fresh.", "Fine Foods", "the milk was fresh"),
        (
            "The company was accused by Greenpeace of dumping oil.",
            "Greenpeace",
            "The company was accused by Greenpeace of dumping oil.",
        ),
        (
            "According to the Bank of England, prices will rise for a while.",
            "Bank of England",
            "prices will rise for a while",
        ),
        (
            "Prices will rise for a while, according to a spokesman for the bank.",
            "spokesman for the bank",
            "Prices will rise for a while",
        ),
        ("Officials say the road is open again.", "Officials", "the road is open again"),
        (
            "Two former members of the board have claimed that the vote was bought.",
            "former members of the board",
            "the vote was bought",
        ),
        ("The council has repeatedly denied taking money from the firm.", "council", "taking money from the firm"),
        (
            "The Ministry of Health denied reports on Tuesday.",
            "Ministry of Health",
            "The Ministry of Health denied reports on Tuesday.",
        ),
        ("The ministry denied the reports that the harbour was closed.", "ministry", "the harbour was closed"),
        ("Vera Holm left early because she said the room was too hot.", "Vera Holm", "the room was too hot"),
        ("On Tuesday the ministry told the Courier that nothing had changed.", "ministry", "nothing had changed"),
    ] {
        assert_eq!(attributed(source), (Some(speaker.to_owned()), vec![kept.to_owned()]), "{source}");
    }
}

#[test]
fn an_exact_quotation_has_its_speaker() {
    let source = "“We never paid a thing,” Ola Berg said. “We never will pay either.”\n\n“It is over now,” she said.";
    let text = ArticleText::new(source);
    for (words, speaker) in [
        ("We never paid a thing,", Some("Ola Berg")),
        ("We never paid a thing", Some("Ola Berg")),
        ("“We never paid a thing,”", Some("Ola Berg")),
        ("We never will pay either.", Some("Ola Berg")),
        // The text does not tell that it is not somebody else.
        ("It is over now,", None),
    ] {
        let found = cut(&text, place(&text, words));
        let inside = words.trim_matches(['“', '”']).trim_end_matches(',');
        assert_eq!(found.as_ref().and_then(|cut| cut.speaker).map(|range| text.slice(range)), speaker, "{words}");
        if let Some(cut) = found {
            assert_eq!(cut.fragments.iter().map(|range| text.slice(*range)).collect::<Vec<_>>(), [inside]);
        }
    }
}

#[test]
fn a_pronoun_has_its_antecedent_only_where_there_is_one() {
    for (source, speaker) in [
        ("Vera Holm runs the mill. She said that it was safe.", Some("Vera Holm")),
        ("Vera Holm and Ola Berg run the mill. She said that it was safe.", None),
        ("Nordvik Shipping runs the port. It said that it was safe.", None),
        ("Mayor Vera Holm opened the mill. She said that it was safe.", Some("Vera Holm")),
    ] {
        let text = ArticleText::new(source);
        let found = cut(&text, place(&text, &source[source.find(". ").unwrap() + 2..]));
        assert_eq!(found.and_then(|cut| cut.speaker).map(|range| text.slice(range)), speaker, "{source}");
    }
}

#[test]
fn evidence_that_rebuts_is_never_beyond_doubt() {
    let text = ArticleText::new(
        "The river is full of lead. Samples showed lead in it. Nine samples were taken. The report did not confirm it. The mill denies it.",
    );
    let mark =
        |kind: &str, words: &str| Annotation::new(Id::new(words), Kind::new(kind), Target::of(place(&text, words)));
    let claim = mark("claim", "The river is full of lead");
    let role = |kind, words| likely_role(&text, &mark(kind, words), &claim);
    assert_eq!(role("evidence", "Samples showed lead in it"), Some(("supports", true)));
    assert_eq!(role("evidence", "Nine samples were taken"), Some(("supports", true)));
    assert_eq!(role("evidence", "The report did not confirm it"), Some(("rebuts", false)));
    assert_eq!(role("denial", "The mill denies it"), Some(("rebuts", true)));
}

#[test]
fn nothing_is_cut_out_of_other_selections() {
    for source in [
        "The bridge is safe, and nobody fell.",
        "The company did not say the bridge is safe.",
        "The man accused of it is in court.",
        "There were two claims of neglect and a report.",
        "It is said that the bridge is safe.",
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
    let denial = set.get(&Id::new("denial")).unwrap();
    let offered: Vec<String> = likely_targets(&set, &text, denial).iter().map(|likely| likely.id.to_string()).collect();
    assert_eq!(offered, ["lead", "festival"]);
    let claim = likely_claim(&set, &text, denial).unwrap();
    assert!(claim.id == Id::new("lead") && claim.sure, "{claim:?}");
    let answers = likely_answers(&set, &text, set.get(&Id::new("lead")).unwrap());
    assert_eq!(answers.iter().map(|likely| likely.id.as_str()).collect::<Vec<_>>(), ["denial"]);
    assert!(likely_answers(&set, &text, set.get(&Id::new("festival")).unwrap()).is_empty());
}

#[test]
fn a_part_of_a_sentence_has_the_speaker_of_the_sentence() {
    let source = "In a letter the Harbour Board wrote that it \"has never sold, nor will sell, any boat to anybody, and \
                  it's sad that nobody asks us about that\".\n\nNordvik Shipping stated that they were sorry for the \
                  delay of the ferry and deny any link whatsoever to the accident at the quay.";
    let text = ArticleText::new(source);
    let (paragraphs, mut found) = ([0, source.find("Nordvik").unwrap()], Vec::new());
    for at in paragraphs {
        for part in statements(&text, text.full_paragraph(ByteOffset::new(at))) {
            let cut = cut(&text, part).unwrap();
            let kept: Vec<&str> = cut.fragments.iter().map(|range| text.slice(*range)).collect();
            found.push((text.slice(cut.speaker.unwrap()), kept.join(" / ")));
        }
    }
    let found: Vec<(&str, &str)> = found.iter().map(|(speaker, words)| (*speaker, words.as_str())).collect();
    // Also of the first statement alone, without its attribution.
    let alone = cut(&text, place(&text, "they were sorry for the delay of the ferry")).unwrap();
    assert_eq!(alone.speaker.map(|speaker| text.slice(speaker)), Some("Nordvik Shipping"));
    assert_eq!(
        found,
        [
            ("Harbour Board", "has never sold, nor will sell, any boat to anybody"),
            ("Harbour Board", "it's sad that nobody asks us about that"),
            ("Nordvik Shipping", "they were sorry for the delay of the ferry"),
            ("Nordvik Shipping", "deny any link whatsoever to the accident at the quay"),
        ]
    );
}

#[test]
fn a_sentence_without_a_name_hints_at_its_speaker() {
    for (source, expected) in [
        ("It also said that the dam would hold.", Some((Who::Body, Some("said")))),
        ("While he put the cost at \"next to nothing\", the bill was long.", Some((Who::Person, None))),
        ("“The dam will hold for another year.”", Some((Who::Anybody, None))),
        ("He left at noon.", None),
        ("The dam will hold.", None),
    ] {
        let text = ArticleText::new(source);
        let found = hint(&text, text.whole()).map(|hint| (hint.who, hint.cue.map(|cue| text.slice(cue))));
        assert_eq!(found, expected, "{source}");
    }
}

#[test]
fn a_company_is_no_person() {
    let text =
        ArticleText::new("The last is the grocer Fine Foods, which says the milk was fresh. He said it was not.");
    let found = cut(&text, place(&text, "He said it was not."));
    assert_eq!(found.and_then(|cut| cut.speaker), None);
}

#[test]
fn the_comma_before_an_attribution_is_no_part_of_the_quotation() {
    for (source, wanted) in [
        ("\"The dam leaks,\" she said.", &["The dam leaks"][..]),
        ("“The dam leaks,” Vera Holm said, “and it was known.”", &["The dam leaks", "and it was known."]),
        ("\"The dam leaks!\" said Vera Holm.", &["The dam leaks!"]),
    ] {
        let text = ArticleText::new(source);
        let found = cut(&text, text.whole()).unwrap();
        let fragments: Vec<&str> = found.fragments.iter().map(|range| text.slice(*range)).collect();
        assert_eq!(fragments, wanted, "{source}");
    }
    let text = ArticleText::new("\"The dam leaks every day,\" said Vera Holm.");
    let found = cut(&text, place(&text, "The dam leaks every day,")).unwrap();
    assert_eq!(found.fragments.iter().map(|range| text.slice(*range)).collect::<Vec<_>>(), ["The dam leaks every day"]);
}

#[test]
fn a_denial_is_negative_whatever_its_words() {
    let text = ArticleText::new(
        "Mayor Britt Aas denied that the town had been warned. A letter of 3 February warned the town. No letter came. \
         Nobody told us.",
    );
    let mark =
        |kind: &str, words: &str| Annotation::new(Id::new(words), Kind::new(kind), Target::of(place(&text, words)));
    let denial = mark("denial", "the town had been warned");
    let role = |kind, words| likely_role(&text, &mark(kind, words), &denial).unwrap();
    // The negation of the denial is in its cue.
    assert_eq!(role("evidence", "A letter of 3 February warned the town"), ("rebuts", false));
    assert_eq!(role("evidence", "No letter came"), ("supports", true));
    assert_eq!(role("denial", "Nobody told us"), ("restates", false));
    let mut claim = mark("claim", "the town had been warned");
    assert_eq!(likely_role(&text, &mark("evidence", "No letter came"), &claim).unwrap().0, "rebuts");
    claim.cue = Target::of(place(&text, "denied"));
    assert_eq!(likely_role(&text, &mark("evidence", "No letter came"), &claim).unwrap().0, "supports");
}
