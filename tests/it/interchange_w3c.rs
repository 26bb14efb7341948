//! The JSON-LD: valid by the Recommendation, and lossless.

use gainsay::interchange::export_format;
use gainsay::model::annotation::{Annotation, Target};
use gainsay::model::article::Article;
use gainsay::model::kind::Kind;
use gainsay::model::offset::ByteRange;
use gainsay::model::set::AnnotationSet;
use gainsay::model::text::ArticleText;
use proptest::prelude::*;
use serde_json::Value;

use crate::sample;

fn written(article: &Article, set: &AnnotationSet) -> Value {
    serde_json::from_str(&sample::written(export_format("w3c").unwrap(), article, set)).unwrap()
}

fn items(document: &Value) -> &Vec<Value> {
    document["first"]["items"].as_array().unwrap()
}

/// The motivations of the Recommendation, 3.3.5.
const MOTIVATIONS: &[&str] = &[
    "assessing",
    "bookmarking",
    "classifying",
    "commenting",
    "describing",
    "editing",
    "highlighting",
    "identifying",
    "linking",
    "moderating",
    "questioning",
    "replying",
    "tagging",
];

/// Checks the MUSTs of the Recommendation in a written annotation.
fn check(item: &Value) {
    let is_iri = |value: &Value| {
        let iri = value.as_str().unwrap();
        !iri.is_empty() && iri.bytes().all(|byte| byte.is_ascii_alphanumeric() || b":-._~%".contains(&byte))
    };
    assert!(is_iri(&item["id"]) && item["id"].as_str().unwrap().starts_with("urn:"), "3.1: {}", item["id"]);
    assert_eq!(item["type"], "Annotation", "3.1");
    assert!(MOTIVATIONS.contains(&item["motivation"].as_str().unwrap()), "3.3.5");
    for body in item["body"].as_array().unwrap() {
        assert!(MOTIVATIONS.contains(&body["purpose"].as_str().unwrap()), "3.3.5");
        match body["type"].as_str().unwrap() {
            "TextualBody" => assert!(body["value"].is_string(), "3.2.4"),
            "SpecificResource" => assert!(is_iri(&body["source"]), "4"),
            other => panic!("{other}"),
        }
    }
    let targets = match &item["target"] {
        Value::Array(targets) => targets.clone(),
        target => vec![target.clone()],
    };
    assert!(!targets.is_empty(), "3.1: at least one target");
    for target in targets {
        if target.is_string() {
            assert!(is_iri(&target));
            continue;
        }
        assert_eq!(target["type"], "SpecificResource");
        assert!(is_iri(&target["source"]), "4: exactly one source");
        let [position, quote] = target["selector"].as_array().unwrap().as_slice() else { panic!("two selectors") };
        assert_eq!((&position["type"], &quote["type"]), (&"TextPositionSelector".into(), &"TextQuoteSelector".into()));
        assert!(position["start"].as_u64().unwrap() < position["end"].as_u64().unwrap(), "4.2.5");
        assert!(quote["exact"].is_string() && quote["prefix"].is_string() && quote["suffix"].is_string(), "4.2.4");
    }
    for time in ["created", "modified"].map(|key| &item[key]).into_iter().filter(|time| !time.is_null()) {
        assert!(time.as_str().unwrap().ends_with('Z'), "3.3.1: in UTC");
    }
}

#[test]
fn the_sample_is_a_collection_with_its_page() {
    let (article, set) = sample::document();
    let document = written(&article, &set);
    assert_eq!(document["@context"][0], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!(document["type"], "AnnotationCollection");
    assert_eq!(document["first"]["type"], "AnnotationPage");
    assert_eq!(document["first"]["startIndex"], 0);
    assert_eq!(items(&document).len(), set.annotations().len() + set.relations().len());
    assert_eq!(document["total"], items(&document).len());
    items(&document).iter().for_each(check);
    let mut ids: Vec<&str> = items(&document).iter().map(|item| item["id"].as_str().unwrap()).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), items(&document).len());
    assert_eq!(document["gainsay:article"]["id"], "urn:gainsay:article:water%20%26%20lead.txt");
}

#[test]
fn the_sample_can_be_read_back() {
    let (article, set) = sample::document();
    let document = written(&article, &set);
    let by_id = |id: &str| items(&document).iter().find(|item| item["id"] == id).unwrap();
    let denial = by_id(&format!("urn:uuid:{}", sample::id(3)));
    assert_eq!(denial["body"][0]["value"], "denial");
    assert_eq!(denial["body"][1]["value"], "Ana Duarte");
    assert_eq!(denial["body"][1]["gainsay:voice"], "named");
    assert_eq!(denial["body"][1]["gainsay:at"][0]["selector"][1]["exact"], "Ana Duarte");
    assert_eq!(denial["body"][3]["purpose"], "tagging");
    assert_eq!(denial["target"].as_array().unwrap().len(), 2);
    assert_eq!(denial["gainsay:cue"][0]["selector"][1]["exact"], "said");
    assert_eq!((&denial["gainsay:certainty"], &denial["gainsay:discuss"]), (&"certain".into(), &true.into()));
    assert_eq!(denial["creator"]["name"], "kd");
    let own_voice = by_id(&format!("urn:uuid:{}", sample::id(2)));
    assert_eq!(own_voice["body"][1]["gainsay:name"], "");
    let gone = by_id("urn:gainsay:annotation:imported%20%237%2F%C3%A9");
    assert_eq!(gone["target"]["gainsay:lost"], true);
    assert_eq!((&gone["created"], &gone["gainsay:created"]), (&Value::Null, &"last Tuesday".into()));
    assert_eq!(gone["gainsay:extra"][0]["gainsay:ron"], "3");
    let link = by_id(&format!("urn:uuid:{}", sample::id(101)));
    assert_eq!(link["motivation"], "linking");
    assert_eq!(link["body"][0]["source"], format!("urn:uuid:{}", sample::id(3)));
    assert_eq!(link["body"][1]["value"], "rebuts");
    assert_eq!(link["target"], format!("urn:uuid:{}", sample::id(1)));
}

proptest! {
    #[test]
    fn positions_and_quotes_say_the_same(text in "[aé😀\u{301}כ\n ]{1,90}", start in 0..90usize, length in 1..40usize) {
        let article = Article { text: ArticleText::new(text.as_str()), ..Article::default() };
        let characters: Vec<char> = text.chars().collect();
        let start = start % characters.len();
        let end = (start + length).min(characters.len());
        let bytes = |count: usize| characters[..count].iter().map(|c| c.len_utf8()).sum::<usize>();
        let mark = Annotation::new(sample::id(1), Kind::new("claim"), Target::of(ByteRange::of(bytes(start), bytes(end))));
        let document = written(&article, &AnnotationSet::new([mark], []).0);
        let item = &items(&document)[0];
        check(item);
        let selector = &item["target"]["selector"];
        prop_assert_eq!(&selector[0]["start"], start);
        prop_assert_eq!(&selector[0]["end"], end);
        let joined: String = ["prefix", "exact", "suffix"].iter().map(|key| selector[1][*key].as_str().unwrap()).collect();
        prop_assert!(text.contains(&joined));
        prop_assert_eq!(selector[1]["exact"].as_str().unwrap(), characters[start..end].iter().collect::<String>());
    }
}
