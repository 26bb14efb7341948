//! Annotations of other programs: passages are found in the article however the program extracted its text.

use std::fs;
use std::io::{Cursor, Write as _};

use gainsay::articles::{ReadOptions, article_format};
use gainsay::encoding::Cancellation;
use gainsay::interchange::{ParsedAnnotations, Source, import_format};
use gainsay::model::annotation::Annotation;
use gainsay::model::article::Article;
use serde_json::{Value, json};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::articles_packed::packed;
use crate::cli::{Shell, native};
use crate::sample;

const PAGE: &str = "<html><head><title>Mill</title></head><body><article><h1>Mill denies lead</h1>\n\
    <p>\r\n      The owner of the mill said the flour is\r\n      clean, and that nobody&nbsp;had found lead.\r\n    </p>\
    <p>A baker doubts it. The owner of the bakery said the flour is\n  grey, and that the mill knows.</p>\
    <table><tr><td>Lead</td><td>12 mg</td></tr><tr><td>Zinc</td><td>3 mg</td></tr></table>\
    <p>The flour is fine, he said. The flour is fine, she said.</p></article></body></html>";

fn article() -> Article {
    article_format("html").unwrap().read(PAGE.as_bytes(), None, "mill.html").unwrap().article
}

fn with_article(id: &str, name: &str, bytes: &[u8], article: &Article) -> ParsedAnnotations {
    let source = Source { name, bytes, article: Some(article), beside: &|_| None, cancellation: Cancellation::NEVER };
    (import_format(id).unwrap().read)(&source).unwrap()
}

/// A Hypothesis annotation with a quotation; its offsets count another text.
fn annotation(id: &str, [prefix, exact, suffix]: [&str; 3], start: usize) -> Value {
    json!({ "id": id, "uri": "https://mill.example/story", "text": "", "tags": [], "target": [{ "selector": [
        { "type": "TextPositionSelector", "start": start, "end": start + exact.encode_utf16().count() },
        { "type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix },
    ] }] })
}

fn words(reading: &ParsedAnnotations, id: &str) -> Option<String> {
    let document = &reading.documents[0];
    let mark = document.document.set().annotations().iter().find(|mark| mark.id.as_str() == id).unwrap();
    mark.target.found().next().map(|range| document.document.article().text.slice(range).to_owned())
}

#[test]
fn passages_are_found_regardless_of_white_space() {
    let article = article();
    let text = article.text.as_str();
    let quotes = [
        // Line ends and indentation of the source, and a no-break space.
        (
            "a",
            ["", "the flour is\r\n      clean, and that nobody\u{A0}had found", " lead."],
            "the flour is clean, and that nobody\u{A0}had found",
        ),
        // Across the end of a paragraph without a separator.
        ("b", ["had ", "found lead.A baker doubts", " it."], "found lead.\n\nA baker doubts"),
        // Across the cells of a table.
        ("c", ["", "Lead12 mgZinc", "3"], "Lead\t12 mg\nZinc"),
        // A heading after content outside the article.
        ("d", ["Home News Sport Weather Video", "Mill denies lead", "\n    \n      The owner of"], "Mill denies lead"),
    ];
    let rows: Vec<Value> = quotes.iter().map(|(id, quote, _)| annotation(id, *quote, 3)).collect();
    let reading = with_article("hypothesis", "a.json", json!(rows).to_string().as_bytes(), &article);
    for (id, _, wanted) in quotes {
        assert_eq!(words(&reading, id).as_deref(), Some(wanted), "{id} in {text:?}");
    }
    assert!(reading.notes.is_empty(), "{}", reading.notes);
}

#[test]
fn context_rather_than_offsets_separates_equal_passages() {
    let article = article();
    let text = article.text.as_str();
    let first = text.find("the flour is").unwrap();
    let rows = json!([
        annotation(
            "grey",
            [" of the bakery said \n   ", "the flour is", "\n  grey, and"],
            text[..first].chars().count()
        ),
        annotation("clean", ["of the mill said ", "the flour is", "\n      clean, and"], 0),
        // These are ambiguous.
        annotation("either", ["", "The flour is fine", ""], 4000),
        annotation("nowhere", ["the ", "river was full of fish and the king knew", " it"], 5),
        annotation(
            "changed",
            ["A baker doubts it. ", "The owner of this bakery said the flour is", " grey, and that"],
            5
        ),
    ]);
    let reading = with_article("hypothesis", "a.json", rows.to_string().as_bytes(), &article);
    let place = |id: &str| {
        let mark =
            reading.documents[0].document.set().annotations().iter().find(|mark| mark.id.as_str() == id).unwrap();
        mark.target.found().next().map(|range| range.start().get())
    };
    assert_eq!(place("clean"), Some(first));
    assert_eq!(place("grey"), Some(text.rfind("the flour is").unwrap()));
    assert_eq!((place("either"), place("nowhere")), (None, None));
    let changed =
        reading.documents[0].document.set().annotations().iter().find(|mark| mark.id.as_str() == "changed").unwrap();
    assert_eq!(changed.target.changed().count(), 1);
    assert_eq!(reading.notes.missed(), 2);
    let notes = reading.notes.to_string();
    for named in ["“The flour is fine”", "“river was full of fish and the king knew”", "“The owner of this bakery said"]
    {
        assert!(notes.contains(named), "{notes}");
    }
}

#[test]
fn word_boundaries_are_respected() {
    let article = Article {
        file: "a.txt".to_owned(),
        text: gainsay::model::text::ArticleText::new("The therapist went nowhere."),
        ..Article::default()
    };
    let rows = json!([annotation("a", ["", "the rapist", ""], 0), annotation("b", ["", "now here", ""], 0)]);
    let reading = with_article("hypothesis", "a.json", rows.to_string().as_bytes(), &article);
    assert_eq!((words(&reading, "a"), words(&reading, "b")), (None, None));
}

/// Searches for missing quotations leave enough of the budget for the others.
#[test]
fn missing_quotations_do_not_use_up_the_budget() {
    let sentences: Vec<String> =
        (0..3000).map(|n| format!("Report number {n} says that the flour of mill {n} is clean.")).collect();
    let text = gainsay::model::text::ArticleText::new(sentences.join("\n"));
    let article = Article { file: "a.txt".to_owned(), text, ..Article::default() };
    let nowhere = "nobody ever wrote this about any river or any king of any country";
    let rows: Vec<Value> = (0..600)
        .map(|n| match n % 2 {
            0 => annotation(&n.to_string(), ["x ", nowhere, " y"], 0),
            _ => annotation(&n.to_string(), ["", &sentences[5 * n].replace(' ', "\n  "), ""], 0),
        })
        .collect();
    let reading = with_article("hypothesis", "a.json", json!(rows).to_string().as_bytes(), &article);
    let found = reading.documents[0].document.set().annotations().iter().filter(|mark| !mark.is_lost()).count();
    assert_eq!((found, reading.notes.missed()), (300, 300));
}

#[test]
fn addresses_of_the_same_page_are_recognised() {
    let at = |id: &str, uri: &str| {
        let mut row = annotation(id, ["", "Mill denies lead", ""], 0);
        row["uri"] = json!(uri);
        row
    };
    let rows = json!({ "rows": [
        at("a", "https://www.mill.example/story/"), at("b", "http://mill.example:80/story?fbclid=x&utm_medium=y"),
        at("c", "https://via.hypothes.is/https://mill.example/story#part"), at("d", "https://mill.example/story?page=2"),
    ] });
    let article = Article { stated: source("https://mill.example/story"), ..article() };
    let reading = with_article("hypothesis", "a.json", rows.to_string().as_bytes(), &article);
    let counts: Vec<usize> =
        reading.documents.iter().map(|document| document.document.set().annotations().len()).collect();
    assert_eq!(counts, [3, 1]);
    let notes = reading.notes.to_string();
    assert!(notes.contains("utm_medium") && notes.contains("the article mill.html is used as"), "{notes}");
}

fn source(address: &str) -> gainsay::model::article::Details {
    gainsay::model::article::Details { address: address.to_owned(), ..Default::default() }
}

#[test]
fn names_are_made_unique_and_losses_are_reported() {
    let shell = Shell::new();
    let row = |id: &str, uri: &str| json!({ "id": id, "uri": uri, "target": [{ "selector": [{ "type": "TextQuoteSelector", "exact": "Mill" }] }] });
    let rows = json!([
        row("a", "https://a.example/day.txt"),
        row("b", "https://b.example/day.txt"),
        row("c", "https://c.example/DAY.txt")
    ]);
    fs::write(shell.path("in.json"), rows.to_string()).unwrap();
    let (code, data, _) = shell.run(&["import", "in.json", "--from", "hypothesis", "--output", "out"]);
    assert_eq!((code, data), (0, native("out/day.txt.ron\nout/day-2.txt.ron\nout/DAY-3.txt.ron\n")));
    let lost = json!([row("a", "https://a.example/story"), {
        "id": "b", "uri": "https://a.example/story",
        "target": [{ "selector": [{ "type": "TextQuoteSelector", "exact": "A wholly different sentence" }] }],
    }]);
    fs::write(shell.path("in.json"), lost.to_string()).unwrap();
    let arguments = ["import", "in.json", "--from", "hypothesis", "--output", "lost", "--article", "story.txt"];
    let (code, _, messages) = shell.run(&arguments);
    assert_eq!(code, 1, "{messages}");
    assert!(messages.contains("is kept as lost: “A wholly different sentence”"), "{messages}");
}

fn w3c(value: &Value) -> ParsedAnnotations {
    let beside = |name: &str| (name == "story.txt").then(|| b"One lead pipe. Two lead pipes.\n".to_vec());
    let bytes = value.to_string();
    let source = Source {
        name: "a.json",
        bytes: bytes.as_bytes(),
        article: None,
        beside: &beside,
        cancellation: Cancellation::NEVER,
    };
    (import_format("w3c").unwrap().read)(&source).unwrap()
}

#[test]
fn annotations_that_deviate_from_the_recommendation_are_read_and_reported() {
    let context = "http://www.w3.org/ns/anno.jsonld";
    let one = |id: Value, context: &str, selector: Value| {
        json!({ "@context": context, "id": id, "type": "Annotation", "body": [{ "type": "TextualBody", "value": "Claim", "purpose": "tagging" }],
                "target": { "source": "https://x.example/story.txt", "selector": selector } })
    };
    let quote = json!([{ "type": "TextQuoteSelector", "exact": "lead pipe", "prefix": "One ", "suffix": ". Two" }]);
    let cases = [
        (one(json!("no iri at all"), context, quote.clone()), "its id is not an IRI"),
        (one(json!(7), context, quote.clone()), "id"),
        (one(json!("urn:x:1"), "https://www.w3.org/ns/anno.jsonld", quote.clone()), "@context"),
        (one(json!("urn:x:1"), context, json!([{ "type": "TextPositionSelector", "start": 4 }, quote[0]])), "no end"),
        (
            one(
                json!("urn:x:1"),
                context,
                json!([{ "type": "TextPositionSelector", "start": "x", "end": 4 }, quote[0]]),
            ),
            "not a number",
        ),
        (
            json!({ "@context": context, "@id": "urn:x:1", "@type": "oa:Annotation", "target": { "source": "https://x.example/story.txt", "selector": quote } }),
            "",
        ),
        (
            json!({ "@context": "http://iiif.io/api/presentation/3/context.json", "id": "https://x.example/m", "type": "Manifest", "items": [{
            "id": "https://x.example/c", "type": "Canvas", "annotations": [{ "id": "https://x.example/p", "type": "AnnotationPage",
            "items": [one(json!("https://x.example/1"), context, quote.clone())] }] }] }),
            "IIIF",
        ),
    ];
    for (value, deviation) in cases {
        let reading = w3c(&value);
        let document = &reading.documents[0];
        let [mark] = document.document.set().annotations() else { panic!("{value}") };
        let found: Vec<&str> = mark.target.found().map(|range| document.document.article().text.slice(range)).collect();
        assert_eq!(found, ["lead pipe"], "{value}");
        assert!(reading.notes.to_string().contains(deviation), "{value}: {}", reading.notes);
    }
    // An invalid number and no text: a lost passage.
    let reading =
        w3c(&one(json!("urn:x:1"), context, json!([{ "type": "TextPositionSelector", "start": -1, "end": 9 }])));
    assert!(reading.documents[0].document.set().annotations()[0].is_lost());
    assert_eq!(reading.notes.missed(), 1);
}

#[test]
fn recogito_names_no_source_and_links_two_targets() {
    let about = |id: &str, exact: &str| json!({ "id": id, "type": "Annotation", "body": [], "target": { "selector": [{ "type": "TextQuoteSelector", "exact": exact }] } });
    let link = json!({ "id": "#l", "type": "Annotation", "motivation": "linking", "target": [{ "id": "#a" }, { "id": "#b" }],
                       "body": [{ "type": "TextualBody", "value": "Supports", "purpose": "tagging" }] });
    let value = json!([about("#a", "Mill denies"), about("#b", "A baker"), link]);
    let reading = with_article("w3c", "a.json", value.to_string().as_bytes(), &article());
    let [document] = reading.documents.as_slice() else { panic!("{:?}", reading.documents) };
    assert_eq!(
        (words(&reading, "#a").as_deref(), words(&reading, "#b").as_deref()),
        (Some("Mill denies"), Some("A baker"))
    );
    let [link] = document.document.set().relations() else { panic!("one link") };
    assert_eq!((link.from.as_str(), link.role.id(), link.to.as_str()), ("#a", "supports", "#b"));
}

#[test]
fn names_of_other_argument_schemes_are_recognised() {
    let ann = "T1\tMAJORCLAIM 0 5\tClose\nT2\tPremise 6 9\tthe\nT3\tclaim 10 14;0 5\tmill Close\nT4\tAttack 15 18\tnow\n\
               T5\tclaim 19 23\tsays\nE1\tAttack:T4 By:T1\nE2\tAttack:T4 By:T2\nA1\tStance E2 For\nR1\tAttacks Arg1:T2 Arg2:T1\n\
               R2\tSUPPORT Arg1:T3 Arg2:T1\nT1\tClaim 19 23\tsays\n";
    let reading = sample::read("brat", "a.ann", ann.as_bytes(), &[("a.txt", b"Close the mill now says Bo.")]).unwrap();
    let set = &reading.documents[0].document.set();
    let mark = |id: &str| -> &Annotation { set.annotations().iter().find(|mark| mark.id.as_str() == id).unwrap() };
    assert_eq!((mark("T1").kind.id(), mark("T1").tags.as_slice()), ("claim", &["MAJORCLAIM".to_owned()][..]));
    assert_eq!((mark("T2").kind.id(), mark("T3").kind.id()), ("evidence", "claim"));
    // The text of the pieces is in the order of the line.
    assert_eq!(words(&reading, "T3").as_deref(), Some("Close"));
    assert_eq!(mark("T3").target.found().count(), 2);
    // Two events, two marks on one passage.
    assert_eq!((words(&reading, "T4").as_deref(), words(&reading, "E2").as_deref()), (Some("now"), Some("now")));
    assert_eq!((mark("T4").tags.len(), mark("E2").tags.as_slice()), (0, &["Stance=For".to_owned()][..]));
    // Two spans with the same id stay separate.
    assert_eq!((words(&reading, "T1").as_deref(), words(&reading, "T1-2").as_deref()), (Some("Close"), Some("says")));
    let roles: Vec<(&str, &str, &str)> =
        set.relations().iter().map(|link| (link.from.as_str(), link.role.id(), link.to.as_str())).collect();
    for wanted in [("T2", "rebuts", "T1"), ("T3", "supports", "T1"), ("E2", "By", "T2"), ("T4", "By", "T1")] {
        assert!(roles.contains(&wanted), "{wanted:?} in {roles:?}");
    }
}

/// A project with one source in an archive of parts.
fn project(name: &str, sources: &str, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let content = format!(
        "<Project xmlns=\"urn:QDA-XML:project:1.0\" origin=\"MAXQDA 24\"><CodeBook><Codes><Code guid=\"c\" name=\"Premise\"/></Codes></CodeBook><Sources>{sources}</Sources></Project>"
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [(name, content.as_bytes())].iter().chain(parts) {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn projects_are_read_in_any_layout() {
    let text = "The mill is old. The flour is grey.\n".as_bytes();
    let coded = "<PlainTextSelection guid=\"m\" name=\"The flour\" startPosition=\"17\" endPosition=\"35\"><Coding guid=\"k\"><CodeRef targetGUID=\"c\"/></Coding></PlainTextSelection>";
    let source = |paths: &str| format!("<TextSource guid=\"s\" name=\"Mill\" {paths}>{coded}</TextSource>");
    let document = packed(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "word/document.xml",
            "<w:document xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><w:body><w:p><w:r><w:t>The mill is old. The flour is grey.</w:t></w:r></w:p></w:body></w:document>",
        ),
    ]);
    let cases: [(&str, String, &str, &[u8]); 5] = [
        ("project.qde", source("plainTextPath=\"Sources/a b.txt\""), "sources/a b.txt", text),
        ("Mill study.qde", source("plainTextPath=\"internal://a%20b.txt\""), "Sources/a b.txt", text),
        ("Export/Mill/study.qde", source("plainTextPath=\"sources\\a.txt\""), "Export/Mill/sources/a.txt", text),
        ("project.qde", source("plainTextPath=\"relative:///docs/a.txt\""), "a.txt", text),
        ("project.qde", source("richTextPath=\"internal://a.docx\""), "sources/a.docx", &document),
    ];
    for (name, sources, part, bytes) in cases {
        let bytes = project(name, &sources, &[(part, bytes)]);
        let reading = sample::read("qdpx", "p.qdpx", &bytes, &[]).unwrap();
        let [mark] = reading.documents[0].document.set().annotations() else { panic!("{name} {part}") };
        assert_eq!(words(&reading, "m").as_deref(), Some("The flour is grey."), "{name} {part}");
        assert_eq!((mark.kind.id(), mark.tags.as_slice()), ("evidence", &["Premise".to_owned()][..]));
    }
    // Invalid numbers give a lost passage rather than the start of the text.
    let bad = source("plainTextPath=\"a.txt\"").replace("\"17\"", "\"?\"").replace("The flour", "");
    let reading = sample::read("qdpx", "p.qdpx", &project("project.qde", &bad, &[("a.txt", text)]), &[]).unwrap();
    assert!(reading.documents[0].document.set().annotations()[0].is_lost() && reading.notes.missed() == 1);
    // A passage on a PDF page is found by its text; one that is also plain text is imported once.
    let page = |words: &str, inner: &str| {
        format!(
            "<PDFSource guid=\"s\" name=\"Mill\" path=\"internal://a.pdf\"><PDFSelection guid=\"p\" name=\"{words}\" page=\"1\"><Coding guid=\"k\"><CodeRef targetGUID=\"c\"/></Coding></PDFSelection><Representation guid=\"r\" plainTextPath=\"internal://a.txt\">{inner}</Representation></PDFSource>"
        )
    };
    for (sources, count) in [
        (page("The\n mill is old.", ""), 1),
        (page("The flour is grey.", coded), 1),
        (page("The mill is old.", coded), 2),
    ] {
        let bytes = project("project.qde", &sources, &[("sources/a.txt", text)]);
        let reading = sample::read("qdpx", "p.qdpx", &bytes, &[]).unwrap();
        assert_eq!(reading.documents[0].document.set().annotations().len(), count, "{sources}");
        assert!(
            reading.documents[0].document.set().annotations().iter().all(|mark| !mark.is_lost())
                && !reading.notes.is_empty()
        );
    }
}

/// Packed documents, books and projects of a few kilobytes that would keep the parser busy for minutes.
#[test]
fn attributes_and_namespaces_are_bounded_before_parsing() {
    let spaces: String = (0..2000).map(|n| format!(" xmlns:n{n}=\"urn:{n}\"")).collect();
    let crowd: String = (0..300_000).map(|n| format!(" a{n}=\"\"")).collect();
    // Each element declares another namespace, within the bound, and copies all in scope.
    let around: String = (0..250).map(|n| format!(" xmlns:n{n}=\"urn:{n}\"")).collect();
    let copies = "<c xmlns:z=\"urn:z\"/>".repeat(500_000);
    let begun = std::time::Instant::now();
    for inner in [
        format!("<a{spaces}>{}</a>", "<b/>".repeat(20_000)),
        format!("<a{crowd}/>"),
        format!("<a{around}>{copies}</a>"),
    ] {
        let document =
            format!("<w:document xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\">{inner}</w:document>");
        let docx = packed(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &document)]);
        let content = format!("<office:document-content xmlns:office=\"urn:o\">{inner}</office:document-content>");
        let odt = packed(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)]);
        let flat = format!(
            "<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:o\" office:mimetype=\"application/vnd.oasis.opendocument.text\">{inner}</office:document>"
        );
        let book = packed(&[
            ("mimetype", "application/epub+zip"),
            ("META-INF/container.xml", &format!("<container>{inner}</container>")),
        ]);
        for (id, bytes) in [("docx", docx), ("odt", odt), ("odt", flat.into_bytes()), ("epub", book)] {
            let error = article_format(id).unwrap().read(&bytes, None, "story").unwrap_err().to_string();
            assert!(error.contains("because it exceeds"), "{id}: {error}");
        }
        let qdpx = project("project.qde", &inner, &[]);
        assert!(sample::read("qdpx", "p.qdpx", &qdpx, &[]).unwrap_err().to_string().contains("because it exceeds"));
    }
    eprintln!("15 documents took {:?}", begun.elapsed());
    assert!(begun.elapsed().as_secs() < 60);
}

#[test]
fn cancellation_stops_reading() {
    let paragraphs = "<w:p><w:r><w:t>The mill is old.</w:t></w:r></w:p>".repeat(50_000);
    let document = format!(
        "<w:document xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><w:body>{paragraphs}</w:body></w:document>"
    );
    let docx = packed(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", &document)]);
    let asked = std::cell::Cell::new(0);
    let keep_going = || {
        asked.set(asked.get() + 1);
        asked.get() < 1000
    };
    let read = article_format("docx").unwrap().read_as(
        &docx,
        ReadOptions::default(),
        "a.docx",
        Cancellation::unless(&keep_going),
    );
    assert_eq!(read.unwrap_err().to_string(), "reading was cancelled");
    assert_eq!(asked.get(), 1000, "it ends at the first no");
    let rows: Vec<Value> = (0..5000).map(|n| annotation(&n.to_string(), ["", "Mill denies lead", ""], 9)).collect();
    let (rows, article) = (json!(rows).to_string(), article());
    asked.set(0);
    let source = Source {
        name: "a.json",
        bytes: rows.as_bytes(),
        article: Some(&article),
        beside: &|_| None,
        cancellation: Cancellation::unless(&keep_going),
    };
    assert!((import_format("hypothesis").unwrap().read)(&source).unwrap_err().to_string().contains("cancelled"));
}

#[test]
fn hidden_styles_are_shown_where_a_run_says_so() {
    let styles = "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:style w:type=\"paragraph\" w:styleId=\"H\"><w:name w:val=\"H\"/><w:rPr><w:vanish/></w:rPr></w:style><w:style w:type=\"character\" w:styleId=\"C\"><w:name w:val=\"C\"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>";
    let run = |properties: &str, words: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>");
    let hidden = "<w:pPr><w:pStyle w:val=\"H\"/></w:pPr>";
    let body = format!(
        "<w:p>{hidden}{}{}{}</w:p><w:p>{hidden}{}</w:p><w:p>{}{}</w:p>",
        run("<w:vanish w:val=\"0\"/>", "Seen one."),
        run("", " Unseen."),
        run("<w:rStyle w:val=\"C\"/>", " Seen two."),
        run("", "Unseen paragraph."),
        run("<w:rStyle w:val=\"C\"/>", "Unseen run."),
        run("<w:rStyle w:val=\"C\"/><w:vanish w:val=\"false\"/>", "Seen three."),
    );
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    let relations = "<Relationships><Relationship Id=\"r\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>";
    let docx = packed(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &document),
        ("word/_rels/document.xml.rels", relations),
        ("word/styles.xml", styles),
    ]);
    let text = article_format("docx").unwrap().read(&docx, None, "a.docx").unwrap().article.text;
    assert_eq!(text.as_str(), "Seen one. Seen two.\n\nSeen three.");
    let content = "<office:document-content xmlns:office=\"urn:o\" xmlns:style=\"urn:s\" xmlns:text=\"urn:t\"><office:automatic-styles>\
        <style:style style:name=\"H\" style:family=\"paragraph\"><style:text-properties text:display=\"none\"/></style:style>\
        <style:style style:name=\"S\" style:family=\"text\"><style:text-properties text:display=\"true\"/></style:style></office:automatic-styles>\
        <office:body><office:text><text:p text:style-name=\"H\">Unseen <text:span text:style-name=\"S\">Seen.</text:span></text:p><text:p text:style-name=\"H\">Unseen.</text:p></office:text></office:body></office:document-content>";
    // The type compressed and last, or only in the manifest.
    let manifest = "<manifest:manifest xmlns:manifest=\"urn:m\"><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"application/vnd.oasis.opendocument.text\"/></manifest:manifest>";
    for parts in [
        [("content.xml", content), ("Mimetype", "application/vnd.oasis.opendocument.text")],
        [("META-INF/manifest.xml", manifest), ("content.xml", content)],
    ] {
        let bytes = packed(&parts);
        let found = gainsay::articles::article_format_of("story.zip".as_ref(), &bytes);
        assert_eq!(found.read(&bytes, None, "story.zip").unwrap().article.text.as_str(), "Seen.");
    }
}
