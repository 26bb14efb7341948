//! UIMA CAS JSON 0.4 export for INCEpTION ("JSON serialization of the Apache UIMA CAS").
//!
//! Offsets count UTF-16 units. They are written without the draft's anchor mark, as in Apache UIMA and DKPro cassis.
//! The layers follow INCEpTION: a span layer `webanno.custom.Mark`; a span layer `webanno.custom.Part` for further
//! fragments, cues and speakers' names, linked from the slots of a mark; and a relation layer
//! `webanno.custom.MarkRelation`.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use crate::interchange::plain::json;
use crate::model::annotation::{Annotation, Id, Relation};
use crate::model::document::Document;
use crate::model::field::{Fields, Plain, Type};
use crate::model::offset::ByteRange;
use crate::model::text::ArticleText;

const MARK: &str = "webanno.custom.Mark";
const SLOT: &str = "webanno.custom.MarkPartsLink";
const PART: &str = "webanno.custom.Part";
const RELATION: &str = "webanno.custom.MarkRelation";
const METADATA: &str = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData";
const ANNOTATION: &str = "uima.tcas.Annotation";
const STRING: &str = "uima.cas.String";
const BOOLEAN: &str = "uima.cas.Boolean";

/// The id of the text's structure.
const SOFA: usize = 1;

/// Writes the document.
pub fn write(document: &Document) -> String {
    let mut cas = Cas { text: &document.article().text, structures: Vec::new(), members: Vec::new() };
    cas.add(
        "uima.cas.Sofa",
        [
            ("sofaNum", json!(1)),
            ("sofaID", json!("_InitialView")),
            ("mimeType", json!("text")),
            ("sofaString", json!(document.article().text.as_str())),
        ],
    );
    cas.metadata(document);
    let marks = document.set().annotations().iter().map(AsRef::as_ref);
    let marks: Vec<&Annotation> = marks.filter(|mark| mark.target.found().next().is_some()).collect();
    let mut numbers: HashMap<&Id, (usize, ByteRange)> = HashMap::new();
    for mark in &marks {
        numbers.extend(cas.mark(mark).map(|place| (&mark.id, place)));
    }
    for relation in document.set().relations() {
        if let (Some(from), Some(to)) = (numbers.get(&relation.from), numbers.get(&relation.to)) {
            cas.relation(relation, from.0, *to);
        }
    }
    let whole = json!({
        "%TYPES": types(),
        "%FEATURE_STRUCTURES": cas.structures,
        "%VIEWS": { "_InitialView": { "%SOFA": SOFA, "%MEMBERS": cas.members } },
    });
    // Strings and numbers under string keys always serialise.
    serde_json::to_string_pretty(&whole).map(|json| json + "\n").unwrap_or_default()
}

/// Feature structures under construction, numbered from 1.
struct Cas<'t> {
    text: &'t ArticleText,
    structures: Vec<Value>,
    members: Vec<usize>,
}

impl Cas<'_> {
    /// Adds a structure without null features and returns its number.
    fn add<N: Into<String>>(&mut self, class: &str, features: impl IntoIterator<Item = (N, Value)>) -> usize {
        let number = self.structures.len() + 1;
        let mut structure = Map::new();
        structure.insert("%ID".to_owned(), json!(number));
        structure.insert("%TYPE".to_owned(), json!(class));
        let present = features.into_iter().filter(|(_, value)| !value.is_null());
        structure.extend(present.map(|(name, value)| (name.into(), value)));
        self.structures.push(Value::Object(structure));
        number
    }

    /// Adds an indexed annotation of a passage.
    fn span<N: Into<String>>(
        &mut self,
        class: &str,
        range: ByteRange,
        features: impl IntoIterator<Item = (N, Value)>,
    ) -> usize {
        let place = [
            ("@sofa", json!(SOFA)),
            ("begin", json!(self.text.utf16_of(range.start()).get())),
            ("end", json!(self.text.utf16_of(range.end()).get())),
        ];
        let features = features.into_iter().map(|(name, value)| (name.into(), value));
        let number = self.add(class, place.map(|(name, value)| (name.to_owned(), value)).into_iter().chain(features));
        self.members.push(number);
        number
    }

    fn metadata(&mut self, document: &Document) {
        let article = document.article();
        self.span(
            METADATA,
            article.text.whole(),
            [
                ("language", json!("x-unspecified")),
                ("documentTitle", non_empty(article.title())),
                ("documentId", non_empty(&article.file)),
                ("documentUri", non_empty(article.address())),
            ],
        );
    }

    fn mark(&mut self, mark: &Annotation) -> Option<(usize, ByteRange)> {
        let mut found = mark.target.found();
        let range = found.next()?;
        let fragments = found.map(|range| ("fragment", range));
        let named = mark.speaker.iter().flat_map(|speaker| speaker.at.found()).map(|range| ("speaker", range));
        let parts: Vec<(&str, ByteRange)> =
            fragments.chain(mark.cue.found().map(|range| ("cue", range))).chain(named).collect();
        let links: Vec<usize> = parts
            .into_iter()
            .map(|(role, range)| {
                let target = self.span(PART, range, [("part", json!(role))]);
                self.add(SLOT, [("role", json!(role)), ("@target", json!(target))])
            })
            .collect();
        let links = if links.is_empty() {
            Value::Null
        } else {
            json!(self.add("uima.cas.FSArray", [("%ELEMENTS", json!(links))]))
        };
        let of = |field: &Plain<Annotation>| (field.id.to_owned(), json(field, mark));
        let (lists, details): (Vec<_>, Vec<_>) = Annotation::details().partition(|field| field.of == Type::List);
        let lists: Vec<(String, Value)> = lists
            .into_iter()
            .filter(|field| !field.is_default(mark))
            .map(|field| {
                let texts = self.add("uima.cas.StringArray", [("%ELEMENTS", json(field, mark))]);
                (format!("@{}", field.id), json!(texts))
            })
            .collect();
        let speaker = mark.speaker.as_ref();
        let own = |name: &str, value: Value| (name.to_owned(), value);
        let first = [
            own("kind", json!(mark.kind.id())),
            own("voice", speaker.map_or(Value::Null, |speaker| json!(speaker.voice.id()))),
            own("speaker", speaker.map_or(Value::Null, |speaker| json!(speaker.name))),
            own("written", speaker.map_or(Value::Null, |speaker| non_empty(&speaker.written))),
        ];
        let changed = if mark.is_changed() { json!(true) } else { Value::Null };
        let middle = [own("changed", changed), own("identifier", json!(mark.id.as_str()))];
        let features = first.into_iter().chain(details.into_iter().map(of)).chain(middle);
        let features = features.chain(Annotation::records().map(of)).chain(lists).chain([own("@parts", links)]);
        let number = self.span(MARK, range, features);
        Some((number, range))
    }

    /// Adds a relation at the range of its dependent, as INCEpTION expects.
    fn relation(&mut self, relation: &Relation, from: usize, (to, range): (usize, ByteRange)) {
        self.span(
            RELATION,
            range,
            [
                ("@Governor", json!(from)),
                ("@Dependent", json!(to)),
                ("role", json!(relation.role.id())),
                ("note", non_empty(&relation.note)),
                ("identifier", json!(relation.id.as_str())),
                ("created", non_empty(relation.created.as_str())),
                ("modified", non_empty(relation.modified.as_str())),
                ("creator", non_empty(&relation.creator)),
            ],
        );
    }
}

fn non_empty(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { json!(text) }
}

/// The type system.
fn types() -> Value {
    let feature = |name: &str, range: &str| json!({ "%NAME": name, "%RANGE": range });
    let class = |name: &str, above: &str, features: &[(&str, &str)]| {
        let mut class = Map::new();
        class.insert("%NAME".to_owned(), json!(name));
        class.insert("%SUPER_TYPE".to_owned(), json!(above));
        class.extend(features.iter().map(|(name, range)| ((*name).to_owned(), feature(name, range))));
        (name.to_owned(), Value::Object(class))
    };
    let record = [("identifier", STRING), ("created", STRING), ("modified", STRING), ("creator", STRING)];
    let slots = format!("{SLOT}[]");
    let list = format!("{STRING}[]");
    let (lists, details): (Vec<_>, Vec<_>) = Annotation::details().partition(|field| field.of == Type::List);
    let class_of = |of: Type| if of == Type::Flag { BOOLEAN } else { STRING };
    let mut mark = vec![("kind", STRING), ("voice", STRING), ("speaker", STRING), ("written", STRING)];
    mark.extend(details.into_iter().map(|field| (field.id, class_of(field.of))));
    mark.push(("changed", BOOLEAN));
    mark.extend(lists.into_iter().map(|field| (field.id, list.as_str())));
    mark.extend([("parts", slots.as_str()), ("identifier", STRING)]);
    mark.extend(Annotation::records().map(|field| (field.id, class_of(field.of))));
    let relation = [("Governor", MARK), ("Dependent", MARK), ("role", STRING), ("note", STRING)];
    let metadata = [
        ("documentTitle", STRING),
        ("documentId", STRING),
        ("documentUri", STRING),
        ("collectionId", STRING),
        ("documentBaseUri", STRING),
        ("isLastSegment", BOOLEAN),
    ];
    let classes = [
        class(METADATA, "uima.tcas.DocumentAnnotation", &metadata),
        class(MARK, ANNOTATION, &mark),
        class(SLOT, "uima.cas.TOP", &[("role", STRING), ("target", PART)]),
        class(PART, ANNOTATION, &[("part", STRING)]),
        class(RELATION, ANNOTATION, &[&relation[..], &record].concat()),
    ];
    Value::Object(classes.into_iter().collect())
}
