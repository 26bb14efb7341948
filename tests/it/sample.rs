//! The sample document for tests: an invented article with everything that an export or a file must carry.

use std::io::{Cursor, Read as _};
use std::path::Path;
use std::sync::Arc;

use crate::properties::choices::change;
use gainsay::articles::article_format_for;
use gainsay::interchange::{self, ExportFormat, ImportError, Located, Output, ParsedAnnotations, import_format};
use gainsay::model::annotation::{Annotation, Certainty, Changed, Fragment, Id, Relation, Speaker, Target, Time};
use gainsay::model::article::{Article, Details};
use gainsay::model::document::Document;
use gainsay::model::edit::Edit;
use gainsay::model::extra::Extra;
use gainsay::model::field::{Fields, Type, Value};
use gainsay::model::kind::Kind;
use gainsay::model::offset::{ByteRange, ScalarOffset};
use gainsay::model::role::Role;
use gainsay::model::selector::Quote;
use gainsay::model::set::AnnotationSet;
use gainsay::model::structure::{Span, Structure};

/// The article's file: UTF-8 with CRLF, emoji, Hebrew, combining marks, a hidden direction override.
pub const FILE: &str = "Company denies reports of lead in the Harrow Vale water\r\n\
\r\n\
HARROW VALE \u{2014} Tap water in four streets of the old town contained up to nine times the permitted amount of lead, \
according to a report that the town council received in March and did not publish.\r\n\
\r\n\
\u{201C}There is no evidence that our network is the source,\u{201D} said Ana Duarte, the head of Vale Water. \
\u{201C}The samples were taken from private pipes, and we do not own a single metre of those.\u{201D}\r\n\
\r\n\
The report, which this newspaper has seen, names the company\u{2019}s own main in Mill Lane. It was written by the \
laboratory Nu\u{308}rnberg & Sons, whose samples 14 to 31 were all drawn before the meter.\r\n\
\r\n\
More news: <b>Ferry line closes</b> | =SUM(A1:A9) wins the bakers\u{2019} prize \u{1F950}\r\n\
\r\n\
Officials said that the water was safe to drink. Asked twice, they would not say which law they relied on.\r\n\
\r\n\
\u{201C}My daughter\u{2019}s blood had 11 micrograms,\u{201D} wrote Noa \u{5DB}\u{5D4}\u{5DF} of Mill Lane \
\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}. \u{201C}Nobody told us anything.\u{201D} A hidden \u{202E}sign\u{202C} stands here.\r\n\
\r\n\
Councillor Pe\u{301}ter Szab\u{F3} rejected that. The letter of 3 April, he said, had gone to \u{201C}every household\u{201D}; \
the post office confirmed 212 deliveries.\r\n\
\r\n\
- 212 letters for 340 households is not every household, a reader points out. * See http://example.org/letters_2 *\r\n\
\r\n\
The company will present figures of its own next week. They may show that the limit was never passed.\r\n";

/// The article, read as the file `water & lead.txt`.
pub fn article() -> Article {
    let importer = article_format_for(Path::new("water & lead.txt"));
    let mut article = importer.read(FILE.as_bytes(), None, "water & lead.txt").expect("the sample is text").article;
    article.sha256 = "9f2c35c1d0b7a4a3e0f1c2d3b4a5968778695a4b3c2d1e0f9f2c35c1d0b7a4a3".to_owned();
    article
}

/// Id of a sample mark or link: a UUID v7 that ends in `number`.
pub fn id(number: u32) -> Id {
    Id::new(&format!("0199f3a4-7c10-7000-8000-{number:012}"))
}

/// First occurrence of `words`.
pub fn place(article: &Article, words: &str) -> ByteRange {
    let start = article.text.as_str().find(words).expect(words);
    ByteRange::of(start, start + words.len())
}

fn mark(article: &Article, number: u32, kind: &str, words: &[&str]) -> Annotation {
    let fragments = words.iter().map(|words| Fragment::Found(place(article, words))).collect();
    let mut mark = Annotation::new(id(number), Kind::new(kind), Target::new(fragments));
    mark.created = Time::new(&format!("2026-11-23T10:{number:02}:00Z"));
    mark.modified = Time::new(&format!("2026-11-23T11:{number:02}:30.5Z"));
    mark.creator = "kd".into();
    mark
}

fn speaker(article: &Article, voice: &str, name: &str, at: &str) -> Option<Speaker> {
    let mut speaker = Speaker::new(voice, name);
    if !at.is_empty() {
        speaker.at = Target::of(place(article, at));
    }
    Some(speaker)
}

fn lost(exact: &str, start: usize) -> Fragment {
    let end = ScalarOffset::new(start + exact.chars().count());
    let (prefix, suffix) = ("in the spring. ".to_owned(), " The council".to_owned());
    Fragment::Lost(Box::new(Quote { exact: exact.to_owned(), prefix, suffix, start: ScalarOffset::new(start), end }))
}

/// The sample article with its annotations and relations.
pub fn document() -> (Article, AnnotationSet) {
    let article = article();
    let a = &article;

    let mut lead = mark(
        a,
        1,
        "claim",
        &["Tap water in four streets of the old town contained up to nine times the permitted amount of lead"],
    );
    lead.speaker = speaker(a, "unnamed", "a report", "a report");
    lead.cue = Target::of(place(a, "according to"));
    lead.certainty = Certainty::new("certain");
    lead.tags = vec!["lead".to_owned(), "numbers; units".to_owned()];

    let mut nine = mark(a, 2, "evidence", &["up to nine times the permitted amount"]);
    nine.note = "=HYPERLINK(\"http://x\",\"click\")".to_owned();
    nine.speaker = speaker(a, "article", "", "");

    let mut denial = mark(
        a,
        3,
        "denial",
        &[
            "There is no evidence that our network is the source,",
            "The samples were taken from private pipes, and we do not own a single metre of those.",
        ],
    );
    denial.speaker = speaker(a, "named", "Ana Duarte", "Ana Duarte");
    denial.cue = Target::of(place(a, "said"));
    denial.certainty = Certainty::new("certain");
    denial.note =
        "Answers the *newspaper*, not the council.\n\n1. Who owns the pipes?\n<script>alert(1)</script> & [a](b)"
            .to_owned();
    denial.tags = vec!["quotation".to_owned(), "-2+3".to_owned()];
    denial.discuss = true;

    let mut main = mark(
        a,
        4,
        "evidence",
        &["The report, which this newspaper has seen, names the company\u{2019}s own main in Mill Lane."],
    );
    main.speaker = speaker(a, "named", "Nu\u{308}rnberg & Sons", "Nu\u{308}rnberg & Sons");
    let inner = mark(a, 5, "claim", &["the company\u{2019}s own main in Mill Lane. It was written by the laboratory"]);
    let mut bakery = mark(a, 6, "claim", &["=SUM(A1:A9) wins the bakers\u{2019} prize \u{1F950}"]);
    bakery.tags = vec!["@nobody".to_owned(), "\u{FF1D}1".to_owned()];

    let mut safe = mark(a, 7, "denial", &["the water was safe to drink"]);
    safe.speaker = speaker(a, "unnamed", "Officials", "Officials");
    safe.certainty = Certainty::new("probable");

    let mut blood = mark(a, 8, "evidence", &["My daughter\u{2019}s blood had 11 micrograms,"]);
    blood.speaker = speaker(a, "named", "Noa \u{5DB}\u{5D4}\u{5DF}", "Noa \u{5DB}\u{5D4}\u{5DF}");
    let rumour = mark(
        a,
        9,
        "rumour",
        &[
            "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}. \u{201C}Nobody told us anything.\u{201D} A hidden \u{202E}sign\u{202C} stands here.",
        ],
    );

    let mut letter = mark(
        a,
        10,
        "denial",
        &["rejected that. The letter of 3 April, he said, had gone to \u{201C}every household\u{201D}; \
         the post office confirmed 212 deliveries.\n\n- 212 letters for 340 households is not every household"],
    );
    letter.speaker = speaker(a, "named", "Pe\u{301}ter Szab\u{F3}", "Pe\u{301}ter Szab\u{F3}");
    letter.creator = "J\u{FC}rgen \u{201C}jk\u{201D} K.".into();
    let post = mark(a, 11, "evidence", &["the post office confirmed 212 deliveries"]);

    let mut partly = mark(a, 12, "claim", &["They may show that the limit was never passed."]);
    partly.certainty = Certainty::new("possible");
    partly.target = Target::new(vec![partly.target.fragments()[0].clone(), lost("The company is confident.", 1400)]);
    let mut gone = mark(a, 13, "claim", &["Mill Lane"]);
    gone.target = Target::new(vec![lost("-1 The pipes\nwere \u{201C}replaced\u{201D} in spring.", 1500)]);
    gone.id = Id::new("imported #7/\u{E9}");
    gone.created = Time::new("last Tuesday");
    gone.modified = Time::default();
    gone.extra.push("weight", "3");

    let links = [
        (101, id(3), id(1), "rebuts", "she denies the source, not the lead"),
        (102, id(2), id(1), "supports", ""),
        (103, id(4), id(3), "rebuts", "=names the main; \u{201C}private\u{201D} is *wrong*\nsee samples 14\u{2013}31"),
        (104, id(11), id(10), "supports", ""),
        (105, id(7), id(1), "rebuts", ""),
        (106, id(9), id(8), "echoes", "a role of a later version"),
        (107, id(8), Id::new("nobody"), "supports", ""),
    ];
    let relations = links.map(|(number, from, to, role, note)| Relation {
        note: note.to_owned(),
        created: Time::new("2026-11-23T12:00:00Z"),
        creator: "kd".into(),
        ..Relation::new(id(number), from, to, Role::new(role))
    });
    let marks = [lead, nine, denial, main, inner, bakery, safe, blood, rumour, letter, post, partly, gone];
    let (set, refused, unlinked) = AnnotationSet::new(marks, relations);
    assert!(refused.is_empty() && unlinked.is_empty(), "the sample's ids are unique");
    (article, set)
}

/// The sample with every other field of a file.
pub fn full() -> Located {
    let (mut article, set) = document();
    article.stated = Details {
        title: "Lead in the water of Harrow Vale".to_owned(),
        byline: "Mo Adair".to_owned(),
        site: "Harrow".to_owned(),
        published: "2026-11-22".to_owned(),
        address: "https://courier.example/water".to_owned(),
    };
    article.given.site = "The Harrow Courier".to_owned();
    article.importer = "html 1".to_owned();
    article.extra.push("wire", "\"AP\"");
    let line = place(&article, "Company denies reports of lead in the Harrow Vale water");
    let mut heading = Span::new(line, "heading").at_level(1);
    heading.extra.push("column", "2");
    article.structure = Structure::new(&article.text, [heading]);
    let mut set = set;
    let mut named = set.get(&id(8)).expect("is there").as_ref().clone();
    let speaker = named.speaker.as_mut().expect("has a speaker");
    speaker.written = "Noa of Mill Lane".to_owned();
    speaker.extra.push("party", "None");
    change(&mut set, Edit::Replace(Arc::new(named))).expect("is there");
    let mut safe = set.get(&id(7)).expect("is there").as_ref().clone();
    let was = Quote { exact: "the water was quite safe to drink".to_owned(), ..Quote::default() };
    let range = place(&article, "the water was safe to drink");
    let changed = Changed::at(&article.text, range, &was).expect("is like enough");
    let mut extra = Extra::default();
    extra.push("page", "1");
    safe.target = Target::with_extras(vec![(Fragment::Changed(Box::new(changed)), extra)]);
    change(&mut set, Edit::Replace(Arc::new(safe))).expect("is there");
    let mut post = set.get(&id(11)).expect("is there").as_ref().clone();
    post.note = "Who\tcounted\u{85}them?\u{7}".to_owned();
    post.cue = Target::new(vec![lost("wrote the post office", 1300)]);
    change(&mut set, Edit::Replace(Arc::new(post))).expect("is there");
    let mut main = set.get(&id(4)).expect("is there").as_ref().clone();
    main.cue = Target::of(place(&article, "before the meter.\n\n"));
    for field in Annotation::plain().filter(|field| set.annotations().iter().all(|mark| field.is_default(mark))) {
        let value = match field.of {
            Type::Flag => true.into(),
            Type::List => Value::List(vec!["one".to_owned()].into()),
            Type::Text(_) | Type::Time => "one".into(),
        };
        (field.set)(&mut main, value);
    }
    change(&mut set, Edit::Replace(Arc::new(main))).expect("is there");
    let stray =
        Relation { id: id(108), from: Id::new("nobody else"), to: id(8), ..set.relations()[0].as_ref().clone() };
    change(&mut set, Edit::Link(Arc::new(stray))).expect("is new");
    let colours = [("water", "#0072b2")].into_iter().collect();
    let mut extra = Extra::default();
    extra.push("desk", "(room: 4)");
    Located {
        path: "2026/water & lead.txt".to_owned(),
        document: Document::new(article, set, extra).with_tag_colours(colours),
    }
}

/// The export of a document as text.
pub fn written(row: &ExportFormat, article: &Article, set: &AnnotationSet) -> String {
    text((row.write)(&located(article, set)))
}

/// A document as the input of exports.
pub fn located(article: &Article, set: &AnnotationSet) -> Located {
    Located::new(Document::new(article.clone(), set.clone(), Extra::default()))
}

/// Contents of an export as text: its file, or its files in sequence.
pub fn text(output: Output) -> String {
    let files = files(output, "");
    let file = |(name, bytes): (String, Vec<u8>)| {
        let text = String::from_utf8(bytes).expect("text");
        if name.is_empty() { text } else { format!("== {name}\n{text}") }
    };
    files.into_iter().map(file).collect()
}

/// The files of an export by name: of a single file under `name`, of an archive its parts.
pub fn files(output: Output, name: &str) -> Vec<(String, Vec<u8>)> {
    match output {
        Output::Text(text) => vec![(name.to_owned(), text.into_bytes())],
        Output::Bytes(bytes) if bytes.starts_with(b"%PDF") => vec![(name.to_owned(), pages(&bytes).into_bytes())],
        Output::Bytes(bytes) => {
            let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
            let count = archive.len();
            let mut file = |index| {
                let mut file = archive.by_index(index).expect("is there");
                let mut bytes = Vec::new();
                file.read_to_end(&mut bytes).expect("is whole");
                (file.name().expect("UTF-8").into_owned(), bytes)
            };
            (0..count).map(&mut file).collect()
        }
        Output::Folder(folder) => folder.files.into_iter().chain(folder.shared).collect(),
    }
}

/// The text of a PDF file, as Gainsay itself reads it.
pub fn pages(pdf: &[u8]) -> String {
    let reader = gainsay::articles::article_format("pdf").expect("is a format");
    reader.read(pdf, None, "a.pdf").map(|read| read.article.text.as_str().to_owned()).unwrap_or_default()
}

/// A document of an arbitrary text with a few marks at its start, middle and end.
pub fn marked(article: &Article) -> AnnotationSet {
    let end = article.text.end().get();
    let at = |part: usize| article.text.floor(gainsay::model::offset::ByteOffset::new(end / 4 * part)).get();
    let ranges = [(0, at(1)), (0, end), (at(1), at(3)), (at(2), end)].map(|(start, end)| ByteRange::of(start, end));
    let ranges = ranges.into_iter().filter(|range| article.text.admits(*range));
    let kinds = ["claim", "denial", "evidence", "rumour"];
    let marks = ranges.zip(kinds).zip(1..).map(|((range, kind), number)| {
        let mut mark = Annotation::new(id(number), Kind::new(kind), Target::of(range));
        mark.note = article.text.slice(range).chars().take(200).collect();
        mark.speaker = Some(Speaker::new("named", &mark.note));
        Arc::new(mark)
    });
    let mut set = AnnotationSet::default();
    for mark in marks {
        change(&mut set, Edit::Add(mark)).expect("the ids are unique");
    }
    set
}

/// Reads annotations of another tool with files beside them.
pub fn read(id: &str, name: &str, bytes: &[u8], beside: &[(&str, &[u8])]) -> Result<ParsedAnnotations, ImportError> {
    let beside = |wanted: &str| beside.iter().find(|(name, _)| *name == wanted).map(|(_, bytes)| bytes.to_vec());
    (import_format(id).expect("is in the table").read)(&interchange::Source {
        name,
        bytes,
        article: None,
        beside: &beside,
        cancellation: Default::default(),
    })
}
