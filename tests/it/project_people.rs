//! Speakers of a project: where they contradict themselves.

use std::sync::Arc;

use gainsay::model::annotation::{Annotation, Id, Speaker, Target};
use gainsay::model::extra::Extra;
use gainsay::model::kind::Kind;
use gainsay::model::project::Project;
use gainsay::model::project::corpus::{Corpus, Entry};
use gainsay::model::project::items::{End, Item, SpeakerItem, SpeakerName};
use gainsay::model::project::overview::Overview;
use gainsay::model::project::people::People;
use gainsay::model::tag_colours::TagColours;
use gainsay::model::text::ArticleText;

use crate::project_threads::{entry_of, link_item};

/// A statement that is an article: its date, the kind of its mark, its speaker, its words.
type Statement<'a> = (&'a str, &'a str, &'a str, &'a str);

fn path(at: usize) -> String {
    format!("{at}.txt")
}

fn mark_id(at: usize) -> Id {
    Id::new(&format!("m{at}"))
}

fn entry(at: usize, (published, kind, speaker, words): Statement<'_>) -> Arc<Entry> {
    let text = ArticleText::new(words);
    let mut mark = Annotation::new(mark_id(at), Kind::new(kind), Target::of(text.whole()));
    mark.speaker = Some(Speaker::new("person", speaker));
    entry_of(&path(at), published, text, vec![mark], Vec::new())
}

fn link(from: usize, role: &str, to: usize) -> Item {
    let end =
        |at: usize| End { article: Id::new(&path(at)), path: path(at), mark: mark_id(at), extra: Extra::default() };
    link_item(format!("l{from}{to}"), end(from), end(to), role)
}

/// One speaker under these names.
fn merged(names: &[&str]) -> Item {
    let name = |name: &&str| SpeakerName { voice: "person".to_owned(), name: (*name).to_owned() };
    Item::Speaker(Arc::new(SpeakerItem {
        id: Id::new("s"),
        name: names[0].to_owned(),
        names: names.iter().map(name).collect(),
        creator: "".into(),
        modified: Default::default(),
        extra: Extra::default(),
    }))
}

/// The contradictions: the speaker, the sort, and the numbers of the two statements.
fn contradictions(statements: &[Statement<'_>], items: Vec<Item>) -> Vec<String> {
    let mut corpus = Corpus::default();
    corpus.update(statements.iter().enumerate().map(|(at, statement)| entry(at, *statement)).collect(), &[]);
    let content = Project::new(items, TagColours::default(), Extra::default());
    let overview = Overview::new(&corpus, &content);
    let people = People::new(&overview, &content);
    let of = |person: &gainsay::model::project::people::Person| {
        let name = person.name.clone();
        let shown = person.contradictions.iter().map(move |found| {
            format!("{name}: {} {} {}", found.sort.row().id, found.earlier.article, found.later.article)
        });
        shown.collect::<Vec<_>>()
    };
    people.list.iter().flat_map(of).collect()
}

#[test]
fn a_speaker_who_tells_another_number_or_date_or_denies_contradicts_themselves() {
    for (one, other, sort) in [
        ("35 trams broke", "25 trams broke", "numbers"),
        ("the letter came on 3 March 2026", "the letter came on 5 March 2026", "dates"),
        ("the trams are safe", "the trams are not safe", "negation"),
    ] {
        let said = [("2026-03-04", "claim", "Ilse Okafor", one), ("2026-03-06", "claim", "Ilse Okafor", other)];
        assert_eq!(contradictions(&said, vec![link(0, "restates", 1)]), [format!("Ilse Okafor: {sort} 0 1")]);
        assert_eq!(contradictions(&said, Vec::new()), [""; 0], "claims of two threads are two matters");
        let others = [said[0], ("2026-03-06", "claim", "Tore Vik", other)];
        assert_eq!(contradictions(&others, vec![link(0, "restates", 1)]), [""; 0], "two speakers may differ");
    }
}

#[test]
fn a_speaker_with_two_names_contradicts_themselves_once_they_are_merged() {
    let said = [
        ("2026-03-04", "claim", "Ilse Okafor", "35 trams broke"),
        ("2026-03-06", "claim", "The mayor", "25 trams broke"),
    ];
    let restated = link(0, "restates", 1);
    assert_eq!(contradictions(&said, vec![restated.clone()]), [""; 0]);
    let items = vec![restated, merged(&["Ilse Okafor", "The mayor"])];
    assert_eq!(contradictions(&said, items), ["Ilse Okafor: numbers 0 1"]);
}

#[test]
fn a_speaker_who_rebuts_an_own_statement_of_any_kind_contradicts_themselves() {
    for kind in ["claim", "denial", "evidence"] {
        // The rebuttal is the later one, whichever way the articles are numbered.
        let said = [
            ("2026-03-06", "denial", "Ilse Okafor", "there was no letter"),
            ("2026-03-04", kind, "Ilse Okafor", "a letter came"),
        ];
        let found = contradictions(&said, vec![link(0, "rebuts", 1)]);
        assert_eq!(found, ["Ilse Okafor: rebuts 1 0"], "{kind}");
        let others = [said[0], ("2026-03-04", kind, "Tore Vik", "a letter came")];
        assert_eq!(contradictions(&others, vec![link(0, "rebuts", 1)]), [""; 0], "{kind}");
    }
}
