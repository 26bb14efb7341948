//! The Markdown report: a CommonMark parser finds the report's structure and none in the article's text.

use gainsay::interchange::export_format;
use gainsay::model::annotation::{Annotation, Target};
use gainsay::model::article::Article;
use gainsay::model::kind::Kind;
use gainsay::model::offset::ByteRange;
use gainsay::model::set::AnnotationSet;
use gainsay::model::text::ArticleText;
use proptest::prelude::*;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::sample;

fn written(article: &Article, set: &AnnotationSet) -> String {
    sample::written(export_format("markdown").unwrap(), article, set)
}

/// CommonMark with GitHub's extensions.
fn events(report: &str) -> Vec<Event<'_>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM;
    Parser::new_ext(report, options).collect()
}

/// The paragraphs of the quotations as plain text.
fn quoted(events: &[Event<'_>]) -> Vec<String> {
    let mut found = Vec::new();
    let mut inside = false;
    for event in events {
        match event {
            Event::Start(Tag::BlockQuote(_)) => inside = true,
            Event::End(TagEnd::BlockQuote(_)) => inside = false,
            Event::Start(Tag::Paragraph) if inside => found.push(String::new()),
            Event::Text(words) if inside => found.last_mut().unwrap().push_str(words),
            _ => {}
        }
    }
    found
}

/// True for an element that a report may have; any other came from its text.
fn is_ours(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Paragraph | Tag::Heading { .. } | Tag::BlockQuote(None) | Tag::List(None) | Tag::Item | Tag::Strong
        ),
        Event::End(_) | Event::Text(_) | Event::SoftBreak => true,
        _ => false,
    }
}

#[test]
fn the_sample_has_the_structure_intended() {
    let (article, set) = sample::document();
    let report = written(&article, &set);
    let events = events(&report);
    let headings = |wanted: HeadingLevel| {
        events
            .iter()
            .filter(|event| matches!(event, Event::Start(Tag::Heading { level, .. }) if *level == wanted))
            .count()
    };
    assert_eq!((headings(HeadingLevel::H1), headings(HeadingLevel::H2)), (1, 2));
    assert_eq!(headings(HeadingLevel::H3), set.annotations().len());
    let quotes = events.iter().filter(|event| matches!(event, Event::Start(Tag::BlockQuote(_)))).count();
    assert_eq!(quotes, set.annotations().len());
    for event in &events {
        assert!(is_ours(event), "{event:?}");
    }
    let quoted = quoted(&events);
    let denial = set.get(&sample::id(3)).unwrap();
    for range in denial.target.found() {
        assert!(quoted.contains(&article.text.slice(range).to_owned()), "{quoted:?}");
    }
    assert!(quoted.iter().any(|line| line == "Not in the article any more:"));
    assert!(quoted.iter().any(|line| line.starts_with("- 212 letters")), "a dash began a list");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_words_become_structure(words in "[a1 .)#+=>:|`~*_\\[\\]()!<>/&;$@\\\\\"'\n\t-]{1,40}", note in "(?s)[ -~\n]{0,40}") {
        let article = Article { text: ArticleText::new(words.as_str()), ..Article::default() };
        let whole = article.text.whole();
        let mut mark = Annotation::new(sample::id(1), Kind::new("claim"), Target::of(whole));
        mark.note = note;
        mark.tags = vec![words.clone()];
        let report = written(&article, &AnnotationSet::new([mark], []).0);
        let events = events(&report);
        for event in &events {
            prop_assert!(is_ours(event), "{:?} in:\n{}", event, report);
        }
        let lines = |text: &str| -> Vec<String> {
            text.lines().map(|line| line.trim().replace('\t', " ")).filter(|line| !line.is_empty()).collect()
        };
        prop_assert_eq!(quoted(&events), lines(article.text.slice(whole)), "in:\n{}", report);
    }

    #[test]
    fn what_the_standard_names_stays_words(at in 0..20usize) {
        let words = [
            "&amp; &#35; &copy", "1. one", "12) two", "# one", "=====", "---", "* * *", "```", "~~~", "    code", "> quote",
            "[a]: /b", "<!-- c -->", "<https://a.b>", "https://a.b/c", "a@b.c", "www.a.b", "| a |\n| - |\n| b |", "$a$ and $b$",
            "- [ ] task #",
        ][at];
        let article = Article { text: ArticleText::new(words), ..Article::default() };
        let mark = Annotation::new(sample::id(1), Kind::new("claim"), Target::of(ByteRange::of(0, words.len())));
        let report = written(&article, &AnnotationSet::new([mark], []).0);
        let events = events(&report);
        prop_assert!(events.iter().all(is_ours), "{}", report);
        prop_assert_eq!(quoted(&events).join("\n"), words.trim());
    }
}
