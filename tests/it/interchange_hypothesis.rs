//! Hypothesis: exports of its client and results of its API.

use gainsay::interchange::{ParsedAnnotations, export_format};
use gainsay::model::annotation::Annotation;
use serde_json::{Value, json};

use crate::sample::{self, read};

const TEXT: &str = "Caf\u{E9} \u{1F9C0} sells lead-free bread.\nOthers do not.\n";

fn hypothesis(export: &Value) -> ParsedAnnotations {
    read("hypothesis", "export.json", export.to_string().as_bytes(), &[("story.txt", TEXT.as_bytes())]).unwrap()
}

/// An annotation as the client exports it.
fn annotation(id: &str, selector: &Value, text: &str, tags: &[&str]) -> Value {
    json!({
        "id": id,
        "created": "2026-11-23T10:00:00.000000+00:00",
        "updated": "2026-11-23T11:00:00.000000+00:00",
        "user": "acct:ana@hypothes.is",
        "user_info": { "display_name": "Ana D." },
        "uri": "https://news.example/story.txt",
        "text": text,
        "tags": tags,
        "group": "__world__",
        "permissions": { "read": ["group:__world__"] },
        "target": [{ "source": "https://news.example/story.txt", "selector": selector }],
        "document": { "title": ["A story"] },
        "links": {},
        "hidden": false,
        "flagged": false,
    })
}

/// A passage by offsets, quotation and page elements.
fn at(start: usize, end: usize, exact: &str) -> Value {
    json!([
        { "type": "RangeSelector", "startContainer": "/p[1]", "endContainer": "/p[1]", "startOffset": 0, "endOffset": 1 },
        { "type": "TextPositionSelector", "start": start, "end": end },
        { "type": "TextQuoteSelector", "exact": exact, "prefix": "", "suffix": "" },
    ])
}

fn words(reading: &ParsedAnnotations, mark: &Annotation) -> Vec<String> {
    let text = &reading.documents[0].document.article().text;
    mark.target.found().map(|range| text.slice(range).to_owned()).collect()
}

#[test]
fn an_export_of_the_client_is_imported() {
    let mut page = annotation("p", &json!([]), "about the page", &[]);
    page["target"] = json!([{ "source": "https://news.example/story.txt" }]);
    let mut reply = annotation("r", &json!([]), "I doubt it", &[]);
    reply["references"] = json!(["a"]);
    reply["user_info"] = json!({ "display_name": null });
    let export = json!({
        "export_date": "2026-11-24T00:00:00Z",
        "export_userid": "acct:ana@hypothes.is",
        "client_version": "1.1600.0",
        "annotations": [
            annotation("a", &at(8, 29, "sells lead-free bread"), "Who says?", &["Claim", "food", "speaker: Bo", "discuss"]),
            annotation("b", &at(0, 9, "Others do"), "", &["food"]),
            annotation("c", &json!([{ "type": "PageSelector", "index": 3 }]), "", &[]),
            page,
            reply,
            "nothing",
        ],
    });
    let reading = hypothesis(&export);
    let document = &reading.documents[0];
    assert_eq!(
        (document.document.article().stated.title.as_str(), document.document.article().file.as_str()),
        ("A story", "story.txt")
    );
    let [first, second] = document.document.set().annotations() else { panic!("{:?}", document.document.set()) };
    assert_eq!((first.id.as_str(), words(&reading, first)), ("a", vec!["sells lead-free bread".to_owned()]));
    assert_eq!((first.kind.id(), first.tags.as_slice(), first.discuss), ("claim", &["food".to_owned()][..], true));
    assert_eq!(first.speaker.as_ref().unwrap().name, "Bo");
    assert_eq!((first.note.as_str(), &*first.creator), ("Who says?\n\nana: I doubt it", "Ana D."));
    assert_eq!(first.created.as_str(), "2026-11-23T10:00:00.000000+00:00");
    // With offsets of another page, the quotation decides.
    assert_eq!((words(&reading, second), second.kind.id()), (vec!["Others do".to_owned()], "unclassified"));
    assert_eq!(
        reading.notes.lines().collect::<Vec<_>>(),
        [
            "a note on the whole page has no passage and is skipped (2 times): “c”, “about the page”",
            "a reply is added to the note of its parent",
            "an item that is not an annotation is skipped",
        ]
    );
}

#[test]
fn a_result_of_the_api_is_imported() {
    let mut one = annotation("a", &at(8, 13, "sells"), "x", &[]);
    one.as_object_mut().unwrap().remove("user_info");
    let reading = hypothesis(&json!({ "total": 1, "rows": [one] }));
    assert_eq!(&*reading.documents[0].document.set().annotations()[0].creator, "ana");
    assert!(reading.notes.is_empty());
}

#[test]
fn other_files_are_refused() {
    for wrong in ["", "[]", "{}", "{\"annotations\": 3}", "{\"annotations\": [", "\u{0}"] {
        let error = read("hypothesis", "a.json", wrong.as_bytes(), &[]).unwrap_err();
        assert!(error.to_string().starts_with("not a Hypothesis export: "), "{wrong:?}: {error}");
    }
}

/// The client's checks before an import: `client/src/sidebar/helpers/import.ts` and `annotations.ts`.
#[test]
fn the_client_accepts_exports() {
    let full = sample::full();
    let written = sample::text((export_format("hypothesis").unwrap().write)(&full));
    let value: Value = serde_json::from_str(&written).unwrap();
    let annotations = value["annotations"].as_array().unwrap();
    assert_eq!(annotations.len(), full.document.set().annotations().len());
    for (annotation, mark) in annotations.iter().zip(full.document.set().annotations()) {
        // The client shows no empty tags, and imports the passage, the text and the tags.
        assert!(annotation["text"].is_string() && annotation["uri"].as_str().unwrap().starts_with("https://"));
        let [target] = annotation["target"].as_array().unwrap().as_slice() else { panic!("one target") };
        let quotes = target["selector"].as_array().unwrap().iter().filter(|one| one["type"] == "TextQuoteSelector");
        let [quote] = quotes.collect::<Vec<_>>()[..] else { panic!("one quote") };
        assert!(!quote["exact"].as_str().unwrap().is_empty());
        assert_eq!(annotation["tags"][0], mark.kind.id());
        assert!(annotation["user"].as_str().unwrap().starts_with("acct:"));
    }
}
