//! Words, clauses, quotations, sentences and paragraphs as steps of an expanding selection, in every script and across
//! line ends.

use std::fs;
use std::path::PathBuf;

use gainsay::model::offset::{ByteOffset, ByteRange};
use gainsay::model::segment::statements;
use gainsay::model::segment::{
    enclosing, next_paragraph, next_word_end, previous_paragraph, previous_word_start, quotations, sentence_at,
    sentences, tidied, word_at,
};
use gainsay::model::text::ArticleText;
use proptest::prelude::*;

use crate::desk::Desk;

/// The expansions of a selection from a caret before some words.
fn grown(source: &str, from: &str) -> Vec<String> {
    let text = ArticleText::new(source);
    let at = ByteOffset::new(source.find(from).unwrap_or_else(|| panic!("{from:?} is not in {source:?}")));
    enclosing(&text, ByteRange::new(at, at)).into_iter().map(|range| text.slice(range).to_owned()).collect()
}

fn quoted(source: &str) -> Vec<String> {
    let text = ArticleText::new(source);
    let paragraph = text.full_paragraph(ByteOffset::ZERO);
    let mut found = quotations(&text, paragraph);
    found.sort_by_key(|one| one.inside.start());
    found.into_iter().map(|one| text.slice(one.inside).to_owned()).collect()
}

#[test]
fn clause_quotation_sentence_and_paragraph_come_in_order() {
    let text = "It rained. “We sent nine samples, and seven came back,” Ola Berg said. Nobody asked.";
    assert_eq!(
        grown(text, "sent"),
        [
            "sent",
            "We sent nine samples",
            "We sent nine samples, and seven came back,",
            "“We sent nine samples, and seven came back,” Ola Berg said.",
            text
        ]
    );
}

#[test]
fn beside_a_quotation_mark_the_quotation_comes_first() {
    for text in [
        "He said “it is over” now.",
        "He said \"it is over\" now.",
        "Il dit « it is over » ici.",
        "Er: „it is over“ da.",
    ] {
        let mark = text.find(['“', '"', '«', '„']).unwrap();
        assert_eq!(grown(text, &text[mark..])[0], "it is over", "{text}");
        let end = text.rfind(['”', '"', '»', '“']).unwrap();
        let end = end + text[end..].chars().next().unwrap().len_utf8();
        assert_eq!(grown(text, &text[end..])[0], "it is over", "{text}");
    }
}

#[test]
fn sentences_of_a_quotation_end_with_it() {
    let text = "“We did. We always do,” he said. Then he left.";
    assert_eq!(
        grown(text, "always"),
        ["always", "We always do", "We always do,", "We did. We always do,", "“We did. We always do,” he said.", text]
    );
    assert_eq!(grown(text, "said")[1..], ["he said.", "“We did. We always do,” he said.", text]);
    let asked = "“Is it safe?” Marta Lind asked. Nobody knew.";
    assert_eq!(grown(asked, "safe")[1..], ["Is it safe?", "“Is it safe?” Marta Lind asked.", asked]);
}

#[test]
fn a_word_before_a_selection_is_not_included() {
    let text = ArticleText::new("The club“gone for good” said so.");
    let place = |words: &str| {
        let start = text.as_str().find(words).unwrap();
        ByteRange::of(start, start + words.len())
    };
    let steps = enclosing(&text, place("“gone for good”"));
    assert_eq!(steps.iter().map(|step| text.slice(*step)).collect::<Vec<_>>(), [text.as_str()]);
}

#[test]
fn marks_of_all_languages_make_quotations() {
    for (text, inside) in [
        ("„Nein, danke“, sagte er.", vec!["Nein, danke"]),
        ("„Nie, dziękuję”, powiedział.", vec!["Nie, dziękuję"]),
        ("”Nej tack”, sa hon.", vec!["Nej tack"]),
        ("»Nein«, sagte sie, »danke«.", vec!["Nein", "danke"]),
        ("« Non, merci », dit-il.", vec!["Non, merci"]),
        ("‹Nein›, sagte er.", vec!["Nein"]),
        ("He said ‘no thanks’ to that.", vec!["no thanks"]),
        ("He said 'no thanks' to that.", vec!["no thanks"]),
        ("彼は「いいえ、『もう』結構」と言った。", vec!["いいえ、『もう』結構", "もう"]),
        ("\"He told me 'never again' twice\", she said.", vec!["He told me 'never again' twice", "never again"]),
        ("“He told me ‘never again’ twice,” she said.", vec!["He told me ‘never again’ twice,", "never again"]),
        ("‘The dogs’ bowl is the port’s,’ she said.", vec!["The dogs’ bowl is the port’s,"]),
        ("It’s the dogs’ bowl, and ’tis full. Rock ’n’ roll of the ’90s.", vec![]),
        ("It's the dogs' bowl, and 'tis full. Rock 'n' roll of the '90s.", vec![]),
        ("A 5\" pipe and a 6'2\" man.", vec![]),
        ("“An opening mark that never closes.", vec![]),
        ("She said “one” and “two”.", vec!["one", "two"]),
    ] {
        assert_eq!(quoted(text), inside, "{text}");
    }
}

#[test]
fn a_quotation_of_several_paragraphs_has_a_part_in_each() {
    let source =
        "“We did it, she said.\n\n“And we will again.\n\n“For ever.” So she spoke.\n\n“Never closed.\n\nNo more.";
    let text = ArticleText::new(source);
    let parts = |words: &str| -> Vec<String> {
        let paragraph = text.full_paragraph(ByteOffset::new(source.find(words).unwrap()));
        quotations(&text, paragraph).into_iter().map(|one| text.slice(one.inside).to_owned()).collect()
    };
    assert_eq!(parts("We did"), ["We did it, she said."]);
    assert_eq!(parts("And we"), ["And we will again."]);
    assert_eq!(parts("For ever"), ["For ever."]);
    assert_eq!(parts("Never"), [""; 0]);
}

const LETTERS: &str = "[abcÉ ,.;:!?“”„‟«»‹›‘’‚「」『』\"'—\\-\n1字か。、กด]{0,80}";

proptest! {
    /// From any caret, each step contains the previous one, and the last is the paragraph.
    #[test]
    fn a_selection_grows_step_by_step_to_the_paragraph(source in LETTERS, at in any::<prop::sample::Index>()) {
        let text = ArticleText::new(source);
        let at = text.floor(ByteOffset::new(at.index(text.end().get() + 1)));
        let steps = enclosing(&text, ByteRange::new(at, at));
        for pair in steps.windows(2) {
            prop_assert!(pair[1].encloses(pair[0]) && pair[1] != pair[0], "{pair:?} in {:?}", text.as_str());
        }
        let paragraph = text.trimmed(text.full_paragraph(at));
        prop_assert!(steps.last().copied() == paragraph || paragraph.is_none() || !paragraph.unwrap().encloses(ByteRange::new(at, at)),
            "{steps:?}, not {paragraph:?} in {:?}", text.as_str());
        for step in &steps {
            prop_assert!(text.trimmed(*step) == Some(*step), "white space at the ends of {step:?}");
            prop_assert!(text.slice(*step).chars().any(char::is_alphanumeric) || steps.last() == Some(step)
                || !text.slice(*step).chars().all(|c| "“”„«»‹›‘’‚「」『』\"'".contains(c)), "a mark alone");
        }
        // The same from selections: each step expands the previous one.
        if let Some(first) = steps.first() {
            prop_assert_eq!(&enclosing(&text, *first), &steps[1..]);
        }
    }

    /// Word keys and double clicks agree on word boundaries.
    #[test]
    fn word_keys_and_double_clicks_agree(source in "[ab ,.東京都学生กินข้าวぁカナ\n’-]{1,40}") {
        let text = ArticleText::new(source);
        let mut at = ByteOffset::ZERO;
        while at < text.end() {
            let end = next_word_end(&text, at);
            if end < text.end() {
                let word = word_at(&text, end).unwrap();
                prop_assert_eq!(previous_word_start(&text, end), word_at(&text, previous_word_start(&text, end)).unwrap().start());
                prop_assert!(word.end() == end || word.start() == end, "{word:?} at {end} in {:?}", text.as_str());
            }
            at = end;
        }
    }
}

#[test]
fn growing_and_shrinking_go_the_same_way() {
    let mut desk = Desk::reading("He left. “We sent it, as you know,” she said. Done.");
    desk.press("Ctrl+Home Ctrl+Right Ctrl+Right Right Right");
    assert!(desk.after_caret().starts_with('“'), "{:?}", desk.after_caret());
    let mut steps = vec![String::new()];
    for _ in 0..3 {
        desk.press("E");
        steps.push(desk.selected().to_owned());
    }
    assert_eq!(steps[1], "We sent it, as you know,");
    assert_eq!(steps[2], "“We sent it, as you know,” she said.");
    for step in steps.iter().rev().skip(1) {
        desk.press("Shift+E");
        assert_eq!(desk.selected(), *step);
    }
}

#[test]
fn words_of_scripts_without_spaces() {
    for (source, words) in [
        ("東京都の学生は図書館で勉強する。", vec!["学生", "図書館", "勉強"]),
        ("政府昨天宣布了新的规定。", vec!["政府", "昨天", "宣布", "规定"]),
        ("รัฐบาลปฏิเสธรายงาน", vec!["รัฐบาล", "ปฏิเสธ", "รายงาน"]),
        ("រដ្ឋាភិបាលបដិសេធ", vec!["រដ្ឋាភិបាល", "បដិសេធ"]),
    ] {
        let text = ArticleText::new(source);
        for word in words {
            let at = source.find(word).unwrap();
            let middle = text.floor(ByteOffset::new(at + word.len() / 2));
            let range = word_at(&text, middle).unwrap();
            assert_eq!(text.slice(range), word, "{source}");
            assert_eq!(next_word_end(&text, ByteOffset::new(at)), range.end());
            assert_eq!(previous_word_start(&text, range.end()), range.start());
            assert_eq!(grown(source, &source[middle.get()..])[0], word);
        }
    }
    // The cost in a long paragraph without spaces depends on the surroundings only.
    let text = ArticleText::new("東京都の学生は図書館で勉強する".repeat(20_000));
    assert!(word_at(&text, text.floor(ByteOffset::new(400_000))).is_some());
}

const WRAPPED: &str = "\
The harbour master of the old town denied on Friday that any of the boats
had been let in without papers, and said that \"nobody in this office has
ever taken money from anybody, here or elsewhere\". A clerk who had worked
in the office for nine years said that this was not so.

Nobody at the ministry would comment on the letters that were shown to
reporters on Saturday.
";

#[test]
fn sentences_and_quotations_cross_line_ends_of_wrapped_text() {
    let steps = grown(WRAPPED, "ever taken");
    assert_eq!(steps[0], "ever");
    assert!(
        steps.contains(&"nobody in this office has\never taken money from anybody, here or elsewhere".to_owned()),
        "{steps:?}"
    );
    assert!(steps.iter().any(|step| step.starts_with("The harbour") && step.ends_with("elsewhere\".")), "{steps:?}");
    assert!(steps.last().unwrap().ends_with("this was not so."), "{steps:?}");
    let text = ArticleText::new(WRAPPED);
    let second = ByteOffset::new(WRAPPED.find("Nobody").unwrap());
    assert_eq!(next_paragraph(&text, ByteOffset::new(5)), second);
    assert_eq!(next_paragraph(&text, ByteOffset::new(200)), second);
    assert_eq!(previous_paragraph(&text, second), ByteOffset::ZERO);
    assert_eq!(previous_paragraph(&text, ByteOffset::new(WRAPPED.find("reporters").unwrap())), second);
}

/// The full paragraphs of a text.
fn paragraphs(source: &str) -> Vec<String> {
    let text = ArticleText::new(source);
    let mut found = Vec::new();
    let mut at = ByteOffset::ZERO;
    loop {
        let paragraph = text.full_paragraph(at);
        found.extend(text.trimmed(paragraph).map(|range| text.slice(range).to_owned()));
        if paragraph.end() == text.end() {
            return found;
        }
        at = ByteOffset::new(paragraph.end().get() + 1);
    }
}

#[test]
fn wrapped_paragraphs_are_known_by_blank_lines_or_indents() {
    let indented = "    The committee met on Monday in the small hall of the town, where\n\
        nobody had thought of heating, and broke up after an hour without a vote\n\
        on anything but the minutes.\n    \
            The chair said that the next meeting would be held in the spring, if\n\
        there was one, and that members would be told of it in good time.\n";
    assert_eq!(paragraphs(indented).len(), 2, "{:#?}", paragraphs(indented));
    let mail = "> I have seen the letters that you wrote about, and I do not think that\n\
        > they say what the paper makes of them.\n\n\
        That may be so, but they were written by somebody who knew the people in\n\
        question, and who had no reason to make it up.\n";
    assert_eq!(paragraphs(mail).len(), 2, "{:#?}", paragraphs(mail));
    let german = "Der Hafenmeister bestritt am Freitag vor Ort, dass eines der Boote ohne\n\
        Papiere in den Hafen gelassen worden sei, und sagte, niemand habe jemals\n\
        Geld dafür genommen. Die Angestellte, die neun Jahre lang dort gearbeitet\n\
        hatte, widersprach ihm.\n";
    assert_eq!(paragraphs(german).len(), 1, "{:#?}", paragraphs(german));
    let items = "The committee found three things, and put them down in a list for all\n\
        members to read:\n\
        - that the letters were written by a clerk who had worked there for so\n  \
          long that nobody thought of asking\n\
        - that they were not answered\n\
        1. and that the office was closed on every second Friday of the month,\n   \
           which nobody had noticed\n";
    assert_eq!(paragraphs(items).len(), 4, "{:#?}", paragraphs(items));
}

#[test]
fn verse_lists_tables_code_chats_and_headings_are_not_joined() {
    for source in [
        "Shall I compare thee to a summer's day?\nThou art more lovely and more temperate:\nRough winds do shake the darling buds of May,\nAnd summer's lease hath all too short a date;\n",
        "the fog comes\non little cat feet\n\nit sits looking\nover harbor and city\non silent haunches\nand then moves on\n",
        "Apple says the feature did not fail during its own event, which was long\nFlorida deaths after the storm prompt a criminal probe by the attorney\nHousehold income hits a record high, with gains for everyone this year\n",
        "Mon      12   rain      7.2\nTue      14   cloudy    7.9\nWed       9   wind      3.1\n",
        "fn main() {\n    let longer_name = compute_something_with(several, arguments, here);\n    println!(\"{}\", longer_name);\n}\n",
        "[12:03] <ola> did you see what they wrote about the harbour this morning\n[12:04] <mia> yes and none of it is true as far as i can tell from here\n[12:05] <ola> we should answer\n",
        "Ola: did you see what they wrote about the harbour this morning in the\nMia: yes and none of it is true as far as i can tell from here, you know\nOla: we should answer them\n",
        "The mayor said that the bridge was safe, and that nobody had to worry.\nThe doctor said that it was not, and that the letters would show this.\nNobody else said a word about it, then or later, to anybody at all.\n",
        "Minutes of the meeting\nThe committee met on Monday.\nIt broke up after an hour.\n",
        "A first paragraph that is one line of the file, however long it may be, and goes on well beyond any margin that an editor would ever have wrapped it at.\nA second paragraph that is one line of the file, and as long.\n",
    ] {
        let lines = source.lines().filter(|line| !line.trim().is_empty()).count();
        assert_eq!(paragraphs(source).len(), lines, "{source}");
    }
}

#[test]
fn the_wrapped_fault_goes_on_over_its_line_ends() {
    let Some(folder) = std::env::var_os("GAINSAY_DATA").map(|data| PathBuf::from(data).join("faults")) else {
        println!("skipped: GAINSAY_DATA does not name the folder with faults");
        return;
    };
    let source = fs::read_to_string(folder.join("08-wrap72.txt")).unwrap();
    let found = paragraphs(&source);
    assert_eq!(found.len(), 2, "{found:#?}");
    let text = ArticleText::new(source.as_str());
    let counts: Vec<usize> = [0, source.find("\n\n").unwrap() + 2]
        .map(|at| sentences(&text, text.full_paragraph(ByteOffset::new(at))).len())
        .to_vec();
    assert_eq!(counts, [2, 2]);
    let sentence = sentence_at(&text, ByteOffset::new(source.find("complained").unwrap())).unwrap();
    assert!(text.slice(sentence).ends_with("in the office."));
    assert_eq!(quoted(&source[source.find("\n\n").unwrap() + 2..]).len(), 2);
}

#[test]
fn statements_are_parts_with_a_verb_of_their_own() {
    for (source, parts) in [
        ("They sell bread and butter, and fish.", &["They sell bread and butter, and fish."][..]),
        ("There are claims and reports of a leak.", &["There are claims and reports of a leak."]),
        (
            "The mayor said that the bridge is safe and that nobody has fallen, and the council has closed it.",
            &["The mayor said that the bridge is safe", "nobody has fallen", "the council has closed it."],
        ),
        ("The dam will hold; it was built well.", &["The dam will hold", "it was built well."]),
        ("Nordvik was late but says the ferry is safe.", &["Nordvik was late", "says the ferry is safe."]),
        ("“We never will. It is over.”", &["We never will.", "It is over."]),
    ] {
        let text = ArticleText::new(source);
        let found: Vec<&str> = statements(&text, text.whole()).into_iter().map(|part| text.slice(part)).collect();
        assert_eq!(found, parts, "{source}");
    }
}

#[test]
fn a_passage_takes_in_no_stray_blank_or_quotation_mark() {
    let trimmed = |source: &str, words: &str| {
        let text = ArticleText::new(source);
        let start = source.find(words).unwrap();
        tidied(&text, ByteRange::of(start, start + words.len())).map(|range| text.slice(range).to_owned())
    };
    let source = "He said: \"We have not, since 2009\", and \"never 'ever' did\". The dogs' bowl is 5\" wide.";
    for (words, tidy) in [
        (" \"We have", "We have"),
        ("since 2009\", ", "since 2009"),
        ("\"We have not, since 2009\"", "\"We have not, since 2009\""),
        ("\"We have not, since 2009\", and \"", "\"We have not, since 2009\", and"),
        ("2009\", and \"never", "2009\", and \"never"),
        ("'ever' did\".", "'ever' did"),
        ("ever' did", "'ever' did"),
        ("\"never 'ever' did\"", "\"never 'ever' did\""),
        ("The dogs'", "The dogs'"),
        ("is 5\"", "is 5\""),
        ("\", and ", ", and"),
        ("and \"never 'ever' did", "and \"never 'ever' did\""),
        ("We have not, since 2009\", and", "\"We have not, since 2009\", and"),
        ("We have not, since 2009", "We have not, since 2009"),
    ] {
        assert_eq!(trimmed(source, words).as_deref(), Some(tidy), "{words}");
    }
    assert_eq!(trimmed(source, "\", ").as_deref(), Some("\","), "a mark alone is what was selected");
    assert_eq!(trimmed(source, " "), None);
    let several = "“One began.\n\n“Two ended.” Three.";
    assert_eq!(trimmed(several, several.strip_suffix(" Three.").unwrap()).as_deref(), several.strip_suffix(" Three."));
    assert_eq!(trimmed(several, "“One began.").as_deref(), Some("One began."));
}
