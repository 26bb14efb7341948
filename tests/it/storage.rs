//! Annotation files: saving and opening changes nothing, and the layout is fixed.

use std::path::Path;

use gainsay::model::annotation::{Annotation, Certainty, Fragment, Id, Relation, Speaker, Target, Time, Voice};
use gainsay::model::article::{Article, Details};
use gainsay::model::check::problems;
use gainsay::model::document::Document;
use gainsay::model::edit::Edit;
use gainsay::model::extra::Extra;
use gainsay::model::kind::Kind;
use gainsay::model::offset::{ByteOffset, ByteRange, ScalarOffset};
use gainsay::model::role::Role;
use gainsay::model::selector::Quote;
use gainsay::model::set::AnnotationSet;
use gainsay::model::structure::{Element, Span, Structure};
use gainsay::model::text::ArticleText;
use gainsay::storage::reader::{AnnotationFile, read};
use gainsay::storage::writer::write;
use proptest::prelude::*;

fn open(source: &str) -> AnnotationFile {
    read(Path::new("/a/story.txt.ron"), source.as_bytes().to_vec()).unwrap_or_else(|error| panic!("{error}"))
}

/// Text with characters that are awkward in RON, in offsets or on a screen.
fn words() -> impl Strategy<Value = String> {
    let odd = prop::sample::select(vec![
        "\"",
        "\\",
        "\n",
        "\t",
        "\r\n",
        "\r",
        "\0",
        "\u{7f}",
        "\u{85}",
        "\u{ad}",
        "\u{202e}",
        "\u{2066}",
        "\u{200b}",
        "\u{feff}",
        "\u{2028}",
        "🗳",
        "👩‍👩‍👧",
        "é",
        "“",
        "«",
        "ж",
        "字",
        "אב",
        "r#\"",
        "//",
        "/*",
        "(",
        ")",
        ",",
        "\\u{41}",
        "\n    text: \"",
        "text: \"",
        "\u{e0041}",
        "\u{fffd}",
    ])
    .prop_map(str::to_owned);
    let piece = prop_oneof![3 => "[a-z ]{1,12}", 2 => odd, 1 => "(?s).{1,4}"];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// A quote that is in no generated text.
fn lost() -> impl Strategy<Value = Fragment> {
    (words(), words(), 0..50usize, 0..50usize, any::<bool>()).prop_map(|(prefix, suffix, start, length, empty)| {
        let exact = if empty { String::new() } else { format!("never\u{7}there{prefix}").replace('\r', "") };
        let (prefix, suffix) = (prefix.replace('\r', ""), suffix.replace('\r', ""));
        let (start, end) = (ScalarOffset::new(start), ScalarOffset::new(start + length));
        Fragment::Lost(Box::new(Quote { exact, prefix, suffix, start, end }))
    })
}

/// Places in a text that is not generated yet, as fractions of its length.
type Share = (prop::sample::Index, prop::sample::Index);

fn share() -> impl Strategy<Value = Result<Share, Fragment>> {
    prop_oneof![6 => any::<Share>().prop_map(Ok), 1 => lost().prop_map(Err)]
}

fn target(text: &ArticleText, shares: &[Result<Share, Fragment>]) -> Target {
    let place = |share: &Result<Share, Fragment>| match share {
        Ok((one, other)) => {
            let at = |index: &prop::sample::Index| index.index(text.as_str().len() + 1);
            let bounds = ByteRange::of(at(one), at(other));
            let range = ByteRange::new(text.floor(bounds.start()), text.floor(bounds.end()));
            text.admits(range).then_some(Fragment::Found(range))
        }
        Err(lost) => Some(lost.clone()),
    };
    Target::new(shares.iter().filter_map(place).collect())
}

fn extra() -> impl Strategy<Value = Extra> {
    let value = prop::sample::select(vec![
        "1",
        "-1.5e3",
        "\"a \\\" b\"",
        "Some((a: 1, b: [2, 3]))",
        "{ \"k\": 'c', \"l\": () }",
        "Variant(x: 1)",
        "r#\"raw \" text\"#",
        "[/* a comment */ 1]",
        "b\"bytes\"",
        "true",
    ]);
    prop::collection::vec(value, 0..3).prop_map(|values| {
        let mut extra = Extra::default();
        for (name, value) in ["later", "see-also", "été"].iter().zip(values) {
            extra.push(name, value);
        }
        extra
    })
}

/// Fields of an annotation without its passages, which come with the text.
#[derive(Clone, Debug)]
struct Said {
    kind: String,
    shares: [Vec<Result<Share, Fragment>>; 3],
    speaker: Option<(String, String, Extra)>,
    certainty: Option<String>,
    words: [String; 5],
    tags: Vec<String>,
    discuss: bool,
    extra: Extra,
}

fn said() -> impl Strategy<Value = Said> {
    let kind = prop_oneof![Just("claim".to_owned()), Just("denial".to_owned()), words()];
    let shares = || prop::collection::vec(share(), 0..3);
    let speaker = (prop_oneof![Just("named".to_owned()), words()], words(), extra());
    (
        kind,
        [shares().boxed(), shares().boxed(), shares().boxed()],
        prop::option::of(speaker),
        prop::option::of(words()),
        [words(), words(), words(), words(), words()],
        prop::collection::vec(words(), 0..3),
        any::<bool>(),
        extra(),
    )
        .prop_map(|(kind, shares, speaker, certainty, words, tags, discuss, extra)| Said {
            kind,
            shares,
            speaker,
            certainty,
            words,
            tags,
            discuss,
            extra,
        })
}

fn annotation(text: &ArticleText, index: usize, said: &Said) -> Annotation {
    let mut passage = target(text, &said.shares[0]);
    if passage.is_empty() {
        passage = Target::new(vec![Fragment::Lost(Box::default())]);
    }
    let [id, note, created, modified, creator] = &said.words;
    let mut annotation = Annotation::new(Id::new(&format!("{id}{index}")), Kind::new(&said.kind), passage);
    annotation.speaker = said.speaker.as_ref().map(|(voice, name, extra)| Speaker {
        voice: Voice::new(voice),
        name: name.clone(),
        written: name.chars().rev().take(3).collect(),
        at: target(text, &said.shares[1]),
        extra: extra.clone(),
    });
    annotation.cue = target(text, &said.shares[2]);
    annotation.certainty = said.certainty.as_deref().map(Certainty::new).unwrap_or_default();
    annotation.note.clone_from(note);
    annotation.tags.clone_from(&said.tags);
    annotation.discuss = said.discuss;
    (annotation.created, annotation.modified) = (Time::new(created), Time::new(modified));
    annotation.creator = creator.as_str().into();
    annotation.extra = said.extra.clone();
    annotation
}

fn relation(index: usize, words: &[String; 5], extra: &Extra) -> Relation {
    let [from, to, role, note, creator] = words;
    Relation {
        id: Id::new(&format!("r{index}")),
        from: Id::new(from),
        to: Id::new(to),
        role: Role::new(role),
        note: note.clone(),
        created: Time::new(note),
        modified: Time::new(from),
        creator: creator.as_str().into(),
        extra: extra.clone(),
    }
}

/// A span of the structure, from numbers.
fn piece(text: &ArticleText, span: (prop::sample::Index, prop::sample::Index, u8, Option<u32>, bool)) -> Span {
    let (one, other, level, number, link) = span;
    let end = text.end().get() + 1;
    let at = |index: prop::sample::Index| text.floor(ByteOffset::new(index.index(end)));
    Span {
        range: ByteRange::new(at(one), at(other)),
        element: Element::new(if link { "link" } else { "of a later version" }),
        level,
        number,
        address: link.then(|| "https://example.org/\u{202e}\"".into()),
        extra: Extra::default(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn save_then_open_is_the_identity(
        text in prop::collection::vec(words(), 0..6),
        head in [words(), words(), words(), words(), words()],
        source in [words(), words(), words(), words(), words()],
        given in [words(), words(), words(), words(), words()],
        spans in prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index, u8, Option<u32>, bool)>(), 0..6),
        said in prop::collection::vec(said(), 0..6),
        links in prop::collection::vec(([words(), words(), words(), words(), words()], extra()), 0..3),
        extras in [extra(), extra()],
    ) {
        let text = ArticleText::new(text.concat());
        let annotations = said.iter().enumerate().map(|(index, said)| annotation(&text, index, said));
        let relations = links.iter().enumerate().map(|(index, (words, extra))| relation(index, words, extra));
        let (set, ..) = AnnotationSet::new(annotations, relations);
        let [title, file, media_type, sha256, encoding] = head;
        let [byline, site, published, address, importer] = source;
        let structure = Structure::new(&text, spans.into_iter().map(|span| piece(&text, span)));
        let stated = Details { title, byline, site, published, address };
        let [title, byline, site, published, address] = given;
        let given = Details { title, byline, site, published, address };
        let [of_article, of_file] = extras;
        let article =
            Article { stated, given, file, media_type, sha256, encoding, importer, extra: of_article, structure, text };

        let document = Document::new(article, set, of_file);
        let source = write(&document);
        let again = open(&source);
        prop_assert_eq!(&again.document, &document);
        prop_assert!(!again.newer);
        let said_of_found: Vec<_> = again.problems.iter().filter(|problem| problem.check == "moved").collect();
        prop_assert!(said_of_found.is_empty(), "{said_of_found:?}");
        prop_assert_eq!(write(&again.document), source);
    }

    #[test]
    fn only_line_feeds_and_tabs_stand_unescaped_among_what_cannot_be_seen(text in words()) {
        let article = Article { text: ArticleText::new(text.clone()), stated: Details { title: text, ..Details::default() }, ..Article::default() };
        let source = write(&Document::new(article, AnnotationSet::default(), Extra::default()));
        let bare = source.chars().find(|c| gainsay::model::visible::invisible(*c).is_some());
        prop_assert_eq!(bare, None);
    }

    #[test]
    fn a_file_cut_anywhere_is_refused_and_not_half_opened(text in words(), at in any::<prop::sample::Index>()) {
        let source = sample(&text);
        let mut cut = at.index(source.trim_end().len());
        while !source.is_char_boundary(cut) {
            cut -= 1;
        }
        prop_assert!(read(Path::new("x.ron"), source.as_bytes()[..cut].to_vec()).is_err(), "cut at {cut} of {source}");
    }
}

fn sample(note: &str) -> String {
    let text = ArticleText::new("The mayor denied it. “Never,” she said.\nLater she left.");
    let mut first = Annotation::new(Id::new("b"), Kind::new("denial"), Target::of(ByteRange::of(0, 20)));
    first.note = note.to_owned();
    first.speaker = Some(Speaker::new("named", "The mayor"));
    first.discuss = true;
    let second = Annotation::new(Id::new("a"), Kind::new("claim"), Target::of(ByteRange::of(21, 30)));
    let article = Article {
        text,
        stated: Details { title: "A title".to_owned(), ..Details::default() },
        file: "story.txt".to_owned(),
        ..Article::default()
    };
    write(&Document::new(article, AnnotationSet::new([first, second], []).0, Extra::default()))
}

#[test]
fn the_layout_is_fixed() {
    let expected = r#"(
    format: "gainsay",
    version: 1,
    article: (
        title: "A title",
        file: "story.txt",
    ),
    annotations: [
        (
            id: "b",
            kind: "denial",
            target: [
                (start: 0, end: 20, exact: "The mayor denied it.", suffix: " “Never,” she said.\nLater she le"),
            ],
            speaker: (voice: "named", name: "The mayor"),
            note: "two\nlines",
            discuss: true,
        ),
        (
            id: "a",
            kind: "claim",
            target: [
                (start: 21, end: 28, exact: "“Never,", prefix: "The mayor denied it. ", suffix: "” she said.\nLater she left."),
            ],
        ),
    ],
    text: "The mayor denied it. “Never,” she said.
Later she left.",
)
"#;
    assert_eq!(sample("two\nlines"), expected);
}

#[test]
fn a_change_of_one_mark_is_a_change_of_one_block() {
    let file = open(&sample("before"));
    let mut document = file.document;
    let mut changed = Annotation::clone(document.set().get(&Id::new("b")).expect("it is there"));
    changed.note = "after, at length".to_owned();
    document.apply(Edit::Replace(changed.into())).expect("it fits");
    let (before, after) = (sample("before"), write(&document));
    let differing: Vec<_> = before.lines().zip(after.lines()).filter(|(one, other)| one != other).collect();
    assert_eq!(before.lines().count(), after.lines().count());
    assert_eq!(differing, [(r#"            note: "before","#, r#"            note: "after, at length","#)]);
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
    let source = sample("note");
    let turned = open(&format!("\u{feff}{}", source.replace('\n', "\r\n")));
    assert_eq!(turned.document.set(), open(&source).document.set());
    assert_eq!(turned.document.article(), open(&source).document.article());
    assert_eq!(turned.problems, []);
}

#[test]
fn the_text_may_be_any_field_of_the_file() {
    let first = "(format: \"gainsay\", version: 1, text: \"One two three\", annotations: [\
        (id: \"x\", kind: \"claim\", target: [(start: 4, end: 7, exact: \"two\")], note: \"\n    text: \\\"no\\\"\")])";
    let file = open(first);
    assert_eq!(file.problems, []);
    assert_eq!(file.document.article().text.as_str(), "One two three");
    assert_eq!(file.document.set().annotations()[0].target, Target::of(ByteRange::of(4, 7)));
}

#[test]
fn an_unchanged_file_has_no_problems() {
    let file = open(&sample(""));
    assert_eq!(problems(&file.document, &file.problems), []);
}
