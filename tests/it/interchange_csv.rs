//! The CSV table: it can be parsed back, and no cell is a formula.

use gainsay::interchange::export_format;
use gainsay::model::annotation::{Annotation, Target};
use gainsay::model::article::Article;
use gainsay::model::kind::Kind;
use gainsay::model::offset::{ByteOffset, ByteRange};
use gainsay::model::set::AnnotationSet;
use gainsay::model::text::ArticleText;
use proptest::prelude::*;

use crate::sample;

/// The header, and the rows by column name.
fn parsed(table: &str) -> Vec<std::collections::HashMap<String, String>> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let header = reader.headers().unwrap().clone();
    let row =
        |record: csv::StringRecord| header.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect();
    reader.records().map(|record| row(record.unwrap())).collect()
}

/// A cell without its escaping apostrophe.
fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| dangerous(rest)).unwrap_or(cell)
}

/// True if a spreadsheet, even a lenient one, could read a cell as a formula.
fn dangerous(cell: &str) -> bool {
    let bare = cell.trim_start_matches('\'');
    let sign = bare.trim_start_matches(|c: char| {
        c == '\'' || c.is_whitespace() || gainsay::model::visible::invisible(c).is_some()
    });
    bare.starts_with(['\t', '\r', '\n']) || sign.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

fn of(note: &str, tag: &str) -> (Article, AnnotationSet) {
    let article = Article { text: ArticleText::new("one two"), ..Article::default() };
    let mut mark = Annotation::new(sample::id(1), Kind::new("claim"), Target::of(ByteRange::of(0, 3)));
    mark.note = note.to_owned();
    mark.tags = vec![tag.to_owned(), "second".to_owned()];
    (article, AnnotationSet::new([mark], []).0)
}

fn written(article: &Article, set: &AnnotationSet) -> String {
    sample::written(export_format("csv").unwrap(), article, set)
}

#[test]
fn the_sample_comes_back() {
    let (article, set) = sample::document();
    let table = written(&article, &set);
    assert!(table.ends_with("\r\n"));
    assert!(!table.starts_with('\u{FEFF}'));
    let rows = parsed(&table);
    assert_eq!(rows.len(), set.annotations().len());
    let characters: Vec<char> = article.text.as_str().chars().collect();
    for (row, annotation) in rows.iter().zip(set.annotations()) {
        assert_eq!(row["id"], annotation.id.as_str());
        assert_eq!(row["kind"], annotation.kind.id());
        assert_eq!(unguarded(&row["note"]), annotation.note);
        assert_eq!(row["creator"], annotation.creator.as_ref());
        let quote = unguarded(&row["quote"]);
        let mut words = quote.split(" … ");
        for place in row["fragments"].split("; ").filter(|place| !place.starts_with("lost ")) {
            let (start, end) = place.split_once("..").unwrap();
            let said: String = characters[start.parse().unwrap()..end.parse().unwrap()].iter().collect();
            assert_eq!(words.next().unwrap(), said);
        }
    }
    let by_id = |number| rows.iter().find(|row| row["id"] == sample::id(number).as_str()).unwrap();
    assert_eq!(by_id(1)["tags"], "lead; numbers\\; units");
    assert_eq!(by_id(1)["cue"], "according to");
    assert_eq!(by_id(2)["note"], "'=HYPERLINK(\"http://x\",\"click\")");
    assert_eq!(by_id(2)["links"], format!("supports {}", sample::id(1)));
    assert_eq!(by_id(3)["discuss"], "true");
    assert_eq!(by_id(3)["fragments"].split("; ").count(), 2);
    assert_eq!((by_id(3)["speaker_voice"].as_str(), by_id(3)["speaker"].as_str()), ("named", "Ana Duarte"));
    assert_eq!(by_id(6)["quote"], "'=SUM(A1:A9) wins the bakers’ prize 🥐");
    assert_eq!(by_id(12)["status"], "partly lost");
    let gone = rows.last().unwrap();
    assert_eq!((gone["status"].as_str(), gone["fragments"].as_str()), ("lost", "lost 1500..1539"));
}

#[test]
fn formulas_are_escaped_and_plain_text_is_not() {
    for cell in
        ["=1", "+1", "-1", "@A1", "\t1", "\r1", "  =1", "\u{A0}-1", "\u{FEFF}=1", "＝1", "＋1", "－1", "＠1", "'=1"]
    {
        let (article, set) = of(cell, "");
        let row = &parsed(&written(&article, &set))[0];
        assert_eq!(row["note"], format!("'{cell}"), "{cell:?}");
    }
    for cell in ["1-2", "said = done", "'tis so", "“=1”", "–1", "a@b"] {
        let (article, set) = of(cell, "");
        assert_eq!(parsed(&written(&article, &set))[0]["note"], cell);
    }
}

/// The items of a list in a cell: `; ` separates them, and a backslash escapes the next character.
fn items(cell: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut rest = cell.chars();
    while let Some(c) = rest.next() {
        match c {
            ';' => {
                assert_eq!(rest.next(), Some(' '));
                items.push(String::new());
            }
            '\\' => items.last_mut().unwrap().extend(rest.next()),
            c => items.last_mut().unwrap().push(c),
        }
    }
    items
}

proptest! {
    #[test]
    fn every_cell_survives_and_none_is_a_formula(note in "(?s)[ '\"=+@,;\\\\\r\n\ta-c＝\u{200B}-]{0,12}", tag in "[;\\\\ab= ]{0,6}") {
        let (article, set) = of(&note, &tag);
        let rows = parsed(&written(&article, &set));
        prop_assert_eq!(rows.len(), 1);
        prop_assert_eq!(unguarded(&rows[0]["note"]), note);
        for cell in rows[0].values() {
            prop_assert!(!dangerous(cell) || cell.starts_with('\''), "{:?}", cell);
        }
        prop_assert_eq!(items(unguarded(&rows[0]["tags"])), [tag.as_str(), "second"]);
    }

    #[test]
    fn offsets_count_scalars(before in "[aé😀\u{301}כ\n]{0,40}", words in "[bß👩🏽]{1,9}") {
        let article = Article { text: ArticleText::new(format!("{before}{words}.")), ..Article::default() };
        let range = ByteRange::new(ByteOffset::new(before.len()), ByteOffset::new(before.len() + words.len()));
        let mark = Annotation::new(sample::id(1), Kind::new("claim"), Target::of(range));
        let rows = parsed(&written(&article, &AnnotationSet::new([mark], []).0));
        let start = before.chars().count();
        prop_assert_eq!(&rows[0]["fragments"], &format!("{start}..{}", start + words.chars().count()));
        prop_assert_eq!(&rows[0]["quote"], &words);
    }
}
