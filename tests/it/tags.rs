//! Tags as a whole: names, colours in the file, undo and merging; the list of marks: filtered, sorted, grouped.

use std::path::Path;
use std::sync::Arc;

use gainsay::model::annotation::{Annotation, Id, Relation, Speaker, Target, Time};
use gainsay::model::article::Article;
use gainsay::model::document::Document;
use gainsay::model::edit::Edit;
use gainsay::model::extra::Extra;
use gainsay::model::kind::Kind;
use gainsay::model::listing::{GROUPINGS, Grouping, ListRow, Listing, MARK_ORDERS, MarkOrder};
use gainsay::model::merge::{Choice, Matter, Merge};
use gainsay::model::offset::ByteRange;
use gainsay::model::query::{Filter, tags};
use gainsay::model::role::Role;
use gainsay::model::set::AnnotationSet;
use gainsay::model::tag_colours::{COLOURS, rgb};
use gainsay::model::text::ArticleText;
use gainsay::storage::reader::read;
use gainsay::storage::writer::write;

const TEXT: &str = "one two three four five";

/// A mark for each kind, speaker, tags and creation date, in the order of the article.
fn document(marks: &[(&str, &str, &[&str], &str)]) -> Document {
    let mark = |(at, (kind, speaker, tags, created)): (usize, &(&str, &str, &[&str], &str))| {
        let target = Target::of(ByteRange::of(at, at + 1));
        let mut mark = Annotation::new(Id::new(&format!("m{at}")), Kind::new(kind), target);
        mark.speaker = (!speaker.is_empty()).then(|| Speaker::new("named", speaker));
        mark.tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        mark.created = Time::new(created);
        mark
    };
    let links = [(0, "rebuts", 3), (1, "rebuts", 3), (2, "supports", 1)];
    let links = links.iter().enumerate().map(|(at, (from, role, to))| {
        let id = |mark: &usize| Id::new(&format!("m{mark}"));
        Relation::new(Id::new(&format!("l{at}")), id(from), id(to), Role::new(role))
    });
    let (set, ..) = AnnotationSet::new(marks.iter().enumerate().map(mark), links);
    Document::new(Article { text: ArticleText::new(TEXT), ..Article::default() }, set, Extra::default())
}

fn coloured(colours: &[(&str, &str)]) -> Document {
    document(&[("claim", "", &["numbers"], "")]).with_tag_colours(colours.iter().copied().collect())
}

fn story() -> Document {
    document(&[
        ("denial", "Zoe", &["b", "a"], "2026-01-03T00:00:00Z"),
        ("claim", "ana", &[], "2026-01-01T00:00:00Z"),
        ("rumour", "", &["A"], ""),
        ("evidence", "Ana", &["a"], "2026-01-02T00:00:00Z"),
    ])
}

/// The rows of a list: marks by number, groups by name and count.
fn rows(filter: &Filter, order: MarkOrder, grouping: Grouping) -> Vec<String> {
    let document = story();
    let listing = Listing::new(document.set(), &document.article().text, filter, order, grouping);
    let name = |row: usize| match listing.row(row).unwrap() {
        ListRow::Mark(at) => at.to_string(),
        ListRow::Group(at) => {
            let group = &listing.groups()[at as usize];
            assert_eq!(group.tag.is_some(), grouping == Grouping::Tag && group.label != "No tags");
            format!("{} {}", group.label, group.count)
        }
    };
    for at in 0..document.set().annotations().len() {
        let first = (0..listing.len()).find(|row| listing.mark(*row) == Some(at));
        assert_eq!(listing.row_of(at), first);
    }
    (0..listing.len()).map(name).collect()
}

#[test]
fn marks_are_listed_in_every_order() {
    let all = Filter::default();
    let by = |order| rows(&all, order, Grouping::None).join(" ");
    assert_eq!(by(MarkOrder::Article), "0 1 2 3");
    assert_eq!(by(MarkOrder::Kind), "1 0 3 2");
    assert_eq!(by(MarkOrder::Speaker), "1 3 0 2");
    assert_eq!(by(MarkOrder::Newest), "0 3 1 2");
    assert_eq!(by(MarkOrder::Linked), "1 3 0 2");
    assert_eq!((MARK_ORDERS[0].order, GROUPINGS[0].grouping), (MarkOrder::default(), Grouping::default()));
}

#[test]
fn marks_are_listed_in_groups_of_speakers_and_of_tags() {
    let all = Filter::default();
    let speakers = rows(&all, MarkOrder::Newest, Grouping::Speaker);
    assert_eq!(speakers, ["Ana 2", "3", "1", "Zoe 1", "0", "No speaker 1", "2"]);
    // A mark is in the group of each of its tags; "a" and "A" look alike.
    let tags = rows(&all, MarkOrder::Article, Grouping::Tag);
    assert_eq!(tags, ["a 3", "0", "2", "3", "b 1", "0", "No tags 1", "1"]);
    let filtered = Filter { tag: Some("A".to_owned()), ..Filter::default() };
    assert_eq!(rows(&filtered, MarkOrder::Article, Grouping::None), ["0", "2", "3"]);
    assert!(!filtered.is_empty());
}

#[test]
fn the_colours_of_the_table_can_be_shown() {
    for row in COLOURS {
        assert!(rgb(row.id).is_some() && row.id == row.id.to_lowercase(), "{}", row.name);
    }
    for odd in ["", "#12345", "#1234567", "123456", "#12345g", "#ééé", "#+1+1+1", "teal"] {
        assert_eq!(rgb(odd), None, "{odd}");
    }
    assert_eq!(rgb("#0072B2"), Some([0, 0x72, 0xb2]));
}

#[test]
fn tags_that_look_alike_are_one_and_have_one_colour() {
    let document = story().with_tag_colours([("A", "#0072b2"), ("b", "teal")].into_iter().collect());
    assert_eq!(tags(document.set()), [("a".to_owned(), 3), ("b".to_owned(), 1)]);
    assert_eq!(document.tag_colours().of("a"), Some([0, 0x72, 0xb2]));
    assert_eq!((document.tag_colours().of("b"), document.tag_colours().of("c")), (None, None));
}

#[test]
fn a_colour_is_kept_by_saving_and_taken_back_by_undo() {
    let mut document = coloured(&[]);
    let before = document.clone();
    let generation = document.set().generation();
    let inverse = document.apply(Edit::ColourTag("numbers".to_owned(), Some("#0072b2".to_owned()))).unwrap();
    assert_ne!(document.set().generation(), generation, "the change would not be saved");
    let source = write(&document);
    assert!(source.contains("    tag_colours: {\n        \"numbers\": \"#0072b2\",\n    },\n"), "{source}");
    assert_eq!(read(Path::new("a.ron"), source.into_bytes()).unwrap().document, document);
    document.apply(inverse).unwrap();
    assert_eq!(document, before);
    assert!(!write(&document).contains("tag_colours"));
}

#[test]
fn a_map_of_colours_with_a_tag_twice_is_refused() {
    let file = |colours: &str| format!("(format: \"gainsay\", version: 1, tag_colours: {colours}, text: \"x\")");
    let read = |colours: &str| read(Path::new("a.ron"), file(colours).into_bytes());
    assert!(read("{\"a\": \"1\", \"b\": \"1\"}").is_ok());
    let twice = read("{\"a\": \"1\", \"a\": \"2\"}").unwrap_err().to_string();
    assert!(twice.contains("\"a\" is there twice"), "{twice}");
    assert!(read("[1]").is_err());
}

#[test]
fn colours_are_merged_by_tag() {
    let merge = |base: &[(&str, &str)], mine: &[(&str, &str)], theirs: &[(&str, &str)]| {
        Merge::new(Arc::new(coloured(base)), Arc::new(coloured(mine)), Arc::new(coloured(theirs)))
    };
    let of = |document: Document| -> Vec<String> {
        document.tag_colours().iter().map(|(tag, colour)| format!("{tag} {colour}")).collect()
    };
    let base = [("a", "1"), ("b", "1"), ("c", "1")];
    let clean = merge(&base, &[("a", "2"), ("b", "1"), ("c", "1"), ("d", "4")], &[("a", "1"), ("c", "3")]);
    assert!(clean.conflicts().is_empty());
    assert_eq!(of(clean.resolve(&|_| Choice::Mine)), ["a 2", "c 3", "d 4"]);
    let both = merge(&base, &[("a", "2")], &[("a", "3"), ("b", "1"), ("c", "5")]);
    let matters: Vec<&Matter> = both.conflicts().iter().map(|conflict| &conflict.matter).collect();
    assert_eq!(matters, [&Matter::File("tag_colours")]);
    assert_eq!(of(both.resolve(&|_| Choice::Mine)), ["a 2"]);
    assert_eq!(of(both.resolve(&|_| Choice::Theirs)), ["a 3", "c 5"]);
}

#[test]
fn many_marks_are_removed_and_brought_back_at_once() {
    let mut document = story();
    let before = document.clone();
    let ids: Vec<Id> = ["m1", "m3"].map(Id::new).into();
    let inverse = document.apply(document.set().removal(&ids)).unwrap();
    assert_eq!((document.set().annotations().len(), document.set().relations().len()), (2, 0));
    assert!(document.set().relations_of(&Id::new("m0")).is_empty());
    document.apply(inverse).unwrap();
    assert_eq!(document, before);
    assert_eq!(document.set().relations_of(&Id::new("m3")).len(), 2);
    for wrong in [vec!["m1", "m1"], vec!["m1", "m9"]] {
        let ids = wrong.into_iter().map(Id::new).collect();
        assert!(document.apply(Edit::RemoveAll(ids, Vec::new())).is_err());
        assert_eq!(document, before);
    }
}
