//! Threads of a project follow from the links alone, however the marks are spread over articles.

use std::collections::BTreeMap;
use std::sync::Arc;

use gainsay::model::annotation::{Annotation, Id, Relation, Target};
use gainsay::model::article::{Article, Details};
use gainsay::model::document::Document;
use gainsay::model::extra::Extra;
use gainsay::model::kind::Kind;
use gainsay::model::ledger::Ledger;
use gainsay::model::offset::ByteRange;
use gainsay::model::project::Project;
use gainsay::model::project::corpus::{Corpus, Entry, Place};
use gainsay::model::project::items::{ArticleItem, End, Item, LinkItem, ThreadItem};
use gainsay::model::project::ledger::{ThreadFilter, ThreadOrder, threads};
use gainsay::model::project::overview::Overview;
use gainsay::model::project::people::People;
use gainsay::model::role::Role;
use gainsay::model::set::AnnotationSet;
use gainsay::model::tag_colours::TagColours;
use gainsay::model::text::ArticleText;
use proptest::prelude::*;

const KINDS: [&str; 4] = ["claim", "denial", "evidence", "remark"];
const ROLES: [&str; 4] = ["restates", "supports", "rebuts", "mentions"];

/// Bytes between marks.
const APART: usize = 10;

/// Marks by their kinds and articles, in the order of dates, and links between them: from, to, role.
#[derive(Clone, Debug)]
struct Story {
    marks: Vec<(&'static str, usize)>,
    links: Vec<(usize, usize, &'static str)>,
}

fn stories() -> impl Strategy<Value = Story> {
    (1..25usize).prop_flat_map(|count| {
        let marks = prop::collection::vec((prop::sample::select(&KINDS[..]), 0..4usize), count);
        let links = prop::collection::vec((0..count, 0..count, prop::sample::select(&ROLES[..])), 0..40);
        (marks, links).prop_map(|(mut marks, links)| {
            // Articles are in the order of their dates.
            marks.sort_by_key(|(_, article)| *article);
            Story { marks, links }
        })
    })
}

fn mark_id(mark: usize) -> Id {
    Id::new(&format!("m{mark:02}"))
}

fn annotation(mark: usize, kind: &str) -> Annotation {
    let at = mark * APART;
    Annotation::new(mark_id(mark), Kind::new(kind), Target::of(ByteRange::of(at, at + 3)))
}

fn text() -> ArticleText {
    ArticleText::new("words and ".repeat(30))
}

/// An article of a project with the text of all stories, published on this day.
fn entry(path: &str, published: &str, marks: Vec<Annotation>, relations: Vec<Relation>) -> Arc<Entry> {
    entry_of(path, published, text(), marks, relations)
}

/// An article of a project, published on this day.
pub fn entry_of(
    path: &str,
    published: &str,
    text: ArticleText,
    marks: Vec<Annotation>,
    relations: Vec<Relation>,
) -> Arc<Entry> {
    let stated = Details { published: published.to_owned(), ..Details::default() };
    let article = Article { text, stated, ..Article::default() };
    let set = AnnotationSet::new(marks, relations).0;
    let document = Document::new(article, set, Extra::default());
    Arc::new(Entry {
        path: path.to_owned(),
        format: "text",
        document,
        has_file: true,
        is_marked: true,
        problems: 0,
        failure: None,
        haystack: Default::default(),
    })
}

fn end(path: &str, mark: usize) -> End {
    End { article: Id::new(path), path: path.to_owned(), mark: mark_id(mark), extra: Extra::default() }
}

/// A link between articles.
pub fn link_item(id: String, from: End, to: End, role: &str) -> Item {
    Item::Link(Arc::new(LinkItem {
        id: Id::new(&id),
        from,
        to,
        role: Role::new(role),
        note: String::new(),
        created: Default::default(),
        modified: Default::default(),
        creator: "".into(),
        extra: Extra::default(),
    }))
}

/// The story as a project. The paths are in another order than the dates.
fn project(story: &Story) -> (Corpus, Project) {
    let path = |article: usize| format!("{}.txt", 9 - article);
    let of = |mark: usize| story.marks[mark].1;
    let mut corpus = Corpus::default();
    let entries = (0..4).map(|article| {
        let marks = (0..story.marks.len()).filter(|mark| of(*mark) == article);
        let marks = marks.map(|mark| annotation(mark, story.marks[mark].0)).collect();
        let links = story.links.iter().enumerate();
        let within = links.filter(|(_, (from, to, _))| of(*from) == article && of(*to) == article);
        let relation = |(at, (from, to, role)): (usize, &(usize, usize, &str))| {
            Relation::new(Id::new(&format!("r{at:02}")), mark_id(*from), mark_id(*to), Role::new(role))
        };
        entry(&path(article), &format!("2026-03-{:02}", article + 1), marks, within.map(relation).collect())
    });
    corpus.update(entries.collect(), &[]);
    let links = story.links.iter().enumerate().filter(|(_, (from, to, _))| of(*from) != of(*to));
    let items = links.map(|(at, (from, to, role))| {
        link_item(format!("l{at:02}"), end(&path(of(*from)), *from), end(&path(of(*to)), *to), role)
    });
    (corpus, Project::new(items, TagColours::default(), Extra::default()))
}

/// Every thread in words: its claims, its standing, and its answers.
fn of_project(overview: &Overview) -> Vec<String> {
    let id = |place: &Place| overview.mark(*place).unwrap().0.id.to_string();
    let line = |thread: &gainsay::model::project::overview::Thread| {
        let claims: Vec<String> = thread.claims.iter().map(id).collect();
        let answers: Vec<String> = thread
            .answers
            .iter()
            .map(|answer| {
                let marks: Vec<String> = answer.marks.iter().map(id).collect();
                format!("{:?} {marks:?} {:?} {}", answer.part, answer.through.as_ref().map(id), answer.rebutted)
            })
            .collect();
        format!("{claims:?} {:?} {answers:?}", thread.standing)
    };
    overview.threads().iter().map(line).collect()
}

/// Every row of the ledger of one article with all marks and links, in the same words.
fn of_article(story: &Story) -> Vec<String> {
    let marks = story.marks.iter().enumerate().map(|(mark, (kind, _))| annotation(mark, kind));
    let relations = story.links.iter().enumerate().map(|(at, (from, to, role))| {
        Relation::new(Id::new(&format!("r{at:02}")), mark_id(*from), mark_id(*to), Role::new(role))
    });
    let ledger = Ledger::new(&AnnotationSet::new(marks, relations).0);
    let ids = |statement: &gainsay::model::ledger::Statement| {
        statement.marks().map(|mark| mark.id.to_string()).collect::<Vec<_>>()
    };
    let line = |row: &gainsay::model::ledger::Row| {
        let answers: Vec<String> = row
            .answers
            .iter()
            .map(|answer| {
                let through = answer.through.as_ref().map(|mark| mark.id.to_string());
                format!("{:?} {:?} {through:?} {}", answer.part, ids(&answer.statement), answer.rebutted)
            })
            .collect();
        format!("{:?} {:?} {answers:?}", ids(&row.claim), row.standing)
    };
    ledger.rows.iter().map(line).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn threads_are_those_of_one_article_with_all_marks(story in stories()) {
        let (corpus, content) = project(&story);
        let overview = Overview::new(&corpus, &content);
        prop_assert_eq!(of_project(&overview), of_article(&story));
        prop_assert!(overview.gone().is_empty());
        for (at, thread) in overview.threads().iter().enumerate() {
            prop_assert!(thread.claims.iter().all(|claim| overview.thread_at(*claim) == Some(at)));
        }
    }

    #[test]
    fn the_order_of_links_and_their_ids_change_nothing(story in stories(), seed in any::<prop::sample::Index>()) {
        let mut other = story.clone();
        if !other.links.is_empty() {
            let turn = seed.index(other.links.len());
            other.links.rotate_left(turn);
        }
        let threads = |story: &Story| {
            let (corpus, content) = project(story);
            of_project(&Overview::new(&corpus, &content))
        };
        prop_assert_eq!(threads(&story), threads(&other));
    }
}

/// Two articles with a claim each, that are linked, and a title.
fn two() -> (Corpus, Vec<Item>) {
    let mut corpus = Corpus::default();
    let late = entry("a.txt", "5 March 2026", vec![annotation(0, "claim")], Vec::new());
    let early = entry("b.txt", "2026-03-04", vec![annotation(1, "claim")], Vec::new());
    corpus.update(vec![late, early], &[]);
    let title = ThreadItem {
        id: Id::new("t"),
        title: "The axles".to_owned(),
        claim: end("a.txt", 0),
        modified: Default::default(),
        creator: "".into(),
        extra: Extra::default(),
    };
    let items =
        vec![link_item("l".to_owned(), end("a.txt", 0), end("b.txt", 1), "restates"), Item::Thread(Arc::new(title))];
    (corpus, items)
}

#[test]
fn claims_are_in_the_order_of_dates() {
    let (corpus, items) = two();
    let content = Project::new(items, TagColours::default(), Extra::default());
    let overview = Overview::new(&corpus, &content);
    let [thread] = overview.threads() else { panic!("{:?}", overview.threads()) };
    let paths: Vec<&str> = thread.claims.iter().map(|claim| overview.entry(*claim).unwrap().path.as_str()).collect();
    assert_eq!(paths, ["b.txt", "a.txt"]);
    assert_eq!(thread.since.map(|date| date.to_string()).as_deref(), Some("2026-03-04"));
    assert_eq!((thread.articles, thread.title.as_ref().map(|title| title.title.as_str())), (2, Some("The axles")));
    let seen: Vec<(Place, bool)> =
        overview.links_of(thread.claims[0]).map(|link| (link.other, link.outgoing)).collect();
    assert_eq!(seen, [(thread.claims[1], false)]);
}

#[test]
fn an_end_is_found_by_the_item_of_its_article_or_else_by_its_path() {
    let (corpus, items) = two();
    let item = |path: &str| {
        Item::Article(Arc::new(ArticleItem {
            id: Id::new("a.txt"),
            path: path.to_owned(),
            sha256: String::new(),
            done: false,
            modified: Default::default(),
            extra: Extra::default(),
        }))
    };
    let mut corpora = BTreeMap::from([("a.txt", corpus.clone())]);
    let mut moved = Corpus::default();
    moved.update(vec![entry("new/a.txt", "", vec![annotation(0, "claim")], Vec::new())], &[]);
    moved.update(vec![corpus.get("b.txt").unwrap().clone()], &[]);
    corpora.insert("new/a.txt", moved);
    for (path, corpus) in &corpora {
        let items = items.iter().cloned().chain([item(path)]);
        let overview = Overview::new(corpus, &Project::new(items, TagColours::default(), Extra::default()));
        assert_eq!((overview.threads().len(), overview.gone().len()), (1, 0), "{path}");
    }
    let gone = Overview::new(&corpora["new/a.txt"], &Project::new(items, TagColours::default(), Extra::default()));
    let ends: Vec<&str> = gone.gone().iter().map(|gone| gone.item.as_str()).collect();
    assert_eq!((gone.threads().len(), ends), (2, vec!["l", "t"]));
}

#[test]
fn threads_are_sorted_and_filtered() {
    let (mut corpus, items) = two();
    let alone = entry("c.txt", "2026-03-01", vec![annotation(2, "claim"), annotation(3, "denial")], Vec::new());
    corpus.update(vec![alone], &[]);
    let project = Project::new(items, TagColours::default(), Extra::default());
    let overview = Overview::new(&corpus, &project);
    let people = People::new(&overview, &project);
    let listed = |order, filter: &ThreadFilter| threads(&overview, &people, order, filter).rows;
    let all = ThreadFilter::default();
    assert_eq!(listed(ThreadOrder::Articles, &all), [1, 0]);
    assert_eq!(listed(ThreadOrder::Since, &all), [0, 1]);
    assert_eq!(listed(ThreadOrder::Latest, &all), [1, 0]);
    assert_eq!(listed(ThreadOrder::Since, &ThreadFilter { across: true, ..all.clone() }), [1]);
    assert_eq!(listed(ThreadOrder::Since, &ThreadFilter { words: "AXLES".to_owned(), ..all.clone() }), [1]);
    assert_eq!(listed(ThreadOrder::Since, &ThreadFilter { differing: true, ..all.clone() }), [0; 0]);
    let counts = threads(&overview, &people, ThreadOrder::Since, &all);
    assert_eq!((counts.standings[0], counts.across, counts.differing), (2, 1, 0));
}
