//! Find in all: hits in articles and in the fields of marks, and their rows.

use std::sync::Arc;

use gainsay::jobs::project::find::{FindAllJob, find_all};
use gainsay::model::annotation::{Annotation, Id, Relation, Speaker, Target};
use gainsay::model::article::{Article, Details};
use gainsay::model::document::Document;
use gainsay::model::extra::Extra;
use gainsay::model::kind::Kind;
use gainsay::model::ledger::Standing;
use gainsay::model::offset::ByteRange;
use gainsay::model::project::Project;
use gainsay::model::project::corpus::{Corpus, Entry};
use gainsay::model::project::date::Date;
use gainsay::model::project::find::filter::FindFilter;
use gainsay::model::project::find::snippet::snippet;
use gainsay::model::project::find::{FindField, FindQuery, Findings};
use gainsay::model::project::haystack::Haystack;
use gainsay::model::project::overview::Overview;
use gainsay::model::query::Precision;
use gainsay::model::role::Role;
use gainsay::model::search::Search;
use gainsay::model::set::AnnotationSet;
use gainsay::model::text::ArticleText;
use proptest::prelude::*;

fn entry(path: &str, article: Article, marks: Vec<Annotation>, relations: Vec<Relation>) -> Arc<Entry> {
    let document = Document::new(article, AnnotationSet::new(marks, relations).0, Extra::default());
    let (path, haystack) = (path.to_owned(), Haystack::default());
    Arc::new(Entry {
        path,
        format: "Plain text",
        document,
        has_file: true,
        is_marked: true,
        problems: 0,
        failure: None,
        haystack,
    })
}

fn article(text: &str) -> Article {
    Article { text: ArticleText::new(text), ..Article::default() }
}

fn mark(id: &str, kind: &str, text: &str, passage: &str) -> Annotation {
    let start = text.find(passage).unwrap();
    Annotation::new(Id::new(id), Kind::new(kind), Target::of(ByteRange::of(start, start + passage.len())))
}

const ONE: &str =
    "Mill owner rejects claims\n\nThe mill\nleaks. “We have not put a drop into that river,” Ola Berg said.\n";
const OTHER: &str = "Trout are gone\n\nThe anglers’ club counted nine trout in the river.\n";

/// Two articles of different days: one with a claim and its denial, one with a claim.
fn corpus() -> Corpus {
    let leak = mark("a", "claim", ONE, "The mill\nleaks");
    let denial = Annotation {
        speaker: Some(Speaker::new("named", "Ola Bérg")),
        note: "Heard by two reporters".to_owned(),
        ..mark("b", "denial", ONE, "We have not put a drop into that river")
    };
    let trout = Annotation {
        tags: vec!["wildlife".to_owned()],
        ..mark("c", "claim", OTHER, "counted nine trout in the river")
    };
    let dated = |text, published: &str| {
        let stated = Details { published: published.to_owned(), ..Details::default() };
        Article { stated, ..article(text) }
    };
    let answer = Relation::new(Id::new("r"), Id::new("b"), Id::new("a"), Role::new("rebuts"));
    let mut corpus = Corpus::default();
    let entries = vec![
        entry("one.txt", dated(ONE, "2026-03-04"), vec![leak, denial], vec![answer]),
        entry("other.txt", dated(OTHER, "April 2026"), vec![trout], Vec::new()),
    ];
    corpus.update(entries, &[]);
    corpus
}

fn find(words: &str, filter: FindFilter) -> Findings {
    let corpus = corpus();
    let overview = Some(Arc::new(Overview::new(&corpus, &Project::default())));
    let query = FindQuery { words: words.to_owned(), precision: Precision::default(), filter };
    find_all(&FindAllJob { query, corpus, overview, progress: Arc::default() }).unwrap()
}

/// The rows: the path, the mark, and the text around the hit, which is in brackets.
fn rows(found: &Findings) -> Vec<String> {
    let mut rows = Vec::new();
    for article in &found.articles {
        for hit in &article.hits {
            let snippet = snippet(&article.entry, hit);
            let (before, rest) = snippet.text.split_at(snippet.lit.start);
            let (lit, after) = rest.split_at(snippet.lit.len());
            let mark = hit.mark.as_ref().map_or("-", |mark| mark.as_str());
            rows.push(format!("{} {mark} {before}[{lit}]{after}", article.entry.path));
        }
    }
    rows
}

#[test]
fn hits_are_listed_by_article_with_their_sentences() {
    let found = find("RIVER", FindFilter::default());
    assert_eq!(
        rows(&found),
        [
            "one.txt b “We have not put a drop into that [river],” Ola Berg said.",
            "other.txt c The anglers’ club counted nine trout in the [river].",
        ]
    );
    assert_eq!((found.count, found.is_cut), (2, false));
    assert_eq!(rows(&find("the mill leaks", FindFilter::default())), ["one.txt a [The mill leaks]."]);
    assert_eq!(
        rows(&find("anglers' club", FindFilter::default())),
        ["other.txt - The [anglers’ club] counted nine trout in the river."]
    );
    assert!(rows(&find(" ", FindFilter::default())).is_empty());
}

#[test]
fn the_fields_of_marks_are_searched() {
    let found = find("ola berg", FindFilter::default());
    assert_eq!(
        rows(&found),
        ["one.txt b [Ola Bérg]", "one.txt - “We have not put a drop into that river,” [Ola Berg] said."]
    );
    assert_eq!(found.articles[0].hits[0].field, FindField::Speaker);
    assert_eq!(rows(&find("reporters", FindFilter::default())), ["one.txt b Heard by two [reporters]"]);
    assert_eq!(rows(&find("wild", FindFilter::default())), ["other.txt c [wild]life"]);
}

#[test]
fn filters_admit_articles_and_marks() {
    let kinds = |kind: &str| FindFilter { kinds: vec![Kind::new(kind)], ..FindFilter::default() };
    assert_eq!(
        rows(&find("river", kinds("claim"))),
        ["other.txt c The anglers’ club counted nine trout in the [river]."]
    );
    let without_words = rows(&find("", kinds("denial")));
    assert_eq!(without_words, ["one.txt b “[We have not put a drop into that river],” Ola Berg said."]);
    let speakers = FindFilter { speakers: vec!["ola bérg".to_owned()], ..FindFilter::default() };
    assert_eq!(find("river", speakers).count, 1);
    let tags = FindFilter { tags: vec!["Wildlife".to_owned()], ..FindFilter::default() };
    assert_eq!(find("river", tags).count, 1);
    let since = FindFilter { from: Date::parse("2026-04-10"), ..FindFilter::default() };
    assert_eq!(rows(&find("river", since)).len(), 1, "April may be after the tenth");
    let until = FindFilter { to: Date::parse("2026-03"), ..FindFilter::default() };
    assert!(rows(&find("river", until))[0].starts_with("one.txt"));
    let denied = FindFilter { standings: vec![Standing::Denied], ..FindFilter::default() };
    assert_eq!(rows(&find("", denied)), ["one.txt a [The mill leaks]."]);
}

#[test]
fn a_search_that_is_no_longer_wanted_finds_nothing() {
    let query = FindQuery { words: "river".to_owned(), ..FindQuery::default() };
    let job = FindAllJob { query, corpus: corpus(), overview: None, progress: Arc::default() };
    job.progress.drop_result();
    assert_eq!(find_all(&job).unwrap(), Findings::default());
    let precision = Precision { pattern: true, ..Precision::default() };
    let query = FindQuery { words: "(".to_owned(), precision, ..FindQuery::default() };
    assert!(find_all(&FindAllJob { query, corpus: corpus(), overview: None, progress: Arc::default() }).is_err());
}

#[test]
fn long_sentences_are_cut_around_the_hit() {
    let text = format!("{}needle{}", "word ".repeat(200), " more".repeat(200));
    let mut corpus = Corpus::default();
    corpus.update(vec![entry("long.txt", article(&text), Vec::new(), Vec::new())], &[]);
    let query = FindQuery { words: "needle".to_owned(), ..FindQuery::default() };
    let found = find_all(&FindAllJob { query, corpus, overview: None, progress: Arc::default() }).unwrap();
    let row = snippet(&found.articles[0].entry, &found.articles[0].hits[0]);
    assert_eq!(&row.text[row.lit.clone()], "needle");
    assert!(row.text.starts_with("…word") && row.text.ends_with("more…") && row.text.len() < 400, "{}", row.text);
}

/// Pieces of texts: letters that fold, blanks that join or end lines, and filler longer than a step of the folded text.
const PIECES: &[&str] = &[
    "river",
    "River",
    "RÍO",
    "ri\u{301}o",
    " ",
    " ",
    "\n",
    "\n\n",
    "-",
    "-\n",
    "—",
    "“",
    "ß",
    "SS",
    "ﬁsh",
    "fish",
    "\u{AD}",
    "川",
    "の",
    "a",
    "s",
    "the mill and the weir and the lock and the bridge over it, as everybody said, and the mill again",
];

proptest! {
    /// A search of the folded text finds the same places as one of the text itself.
    #[test]
    fn folded_text_passes_nothing_over(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60),
        words in prop::sample::select(&["river", "rio", "río", "the", "mill again", "fish", "ss", "-", "川の", "lock and the bridge over"][..]),
        whole_words: bool,
    ) {
        let text = pieces.concat();
        let precision = Precision { whole_words, ..Precision::default() };
        let places = Search::new(words, precision).unwrap().places(&ArticleText::new(text.clone()), 100);
        let mut corpus = Corpus::default();
        corpus.update(vec![entry("a.txt", article(&text), Vec::new(), Vec::new())], &[]);
        let query = FindQuery { words: words.to_owned(), precision, ..FindQuery::default() };
        let found = find_all(&FindAllJob { query, corpus, overview: None, progress: Arc::default() }).unwrap();
        let found: Vec<ByteRange> = found.articles.iter().flat_map(|article| article.hits.iter().map(|hit| hit.range)).collect();
        prop_assert_eq!(found, places, "{:?}", text);
    }
}
