//! Converting an annotation to a mark or a relation.

use serde_json::{Map, Value};

use crate::encoding::uri;
use crate::interchange::notes::Notes;
use crate::interchange::place::Placer;
use crate::interchange::texts;
use crate::interchange::vocabulary;
use crate::interchange::vocabulary::UNCLASSIFIED;
use crate::interchange::w3c::rules::{is_a, many, only};
use crate::interchange::w3c::select;
use crate::model::annotation::{Annotation, Certainty, Fragment, Id, Relation, Speaker, Target, Time};
use crate::model::extra::Extra;
use crate::model::kind::Kind;
use crate::model::role::Role;

type Object = Map<String, Value>;

/// Keys of an annotation that are read or can be ignored.
const KEYS: &[&str] = &[
    "@context",
    "id",
    "type",
    "body",
    "bodyValue",
    "target",
    "motivation",
    "created",
    "modified",
    "creator",
    "gainsay:created",
    "gainsay:modified",
    "gainsay:cue",
    "gainsay:certainty",
    "gainsay:discuss",
    "gainsay:status",
    "gainsay:extra",
];

/// Keys of a body or target that are read or can be ignored.
const PART_KEYS: &[&str] = &[
    "id",
    "type",
    "source",
    "selector",
    "value",
    "purpose",
    "format",
    "items",
    "gainsay:lost",
    "gainsay:was",
    "gainsay:voice",
    "gainsay:name",
    "gainsay:written",
    "gainsay:at",
    "gainsay:extra",
];

/// The content of an annotation's bodies.
#[derive(Default)]
struct Bodies {
    kind: Option<String>,
    speaker: Option<Speaker>,
    note: Vec<String>,
    tags: Vec<String>,
    asks: bool,
    links: Vec<String>,
}

/// A reader of one document's annotations.
pub struct Marks<'a, 't> {
    /// The placer of their passages.
    pub placer: Placer<'t>,
    /// Notes on what is not imported.
    pub notes: &'a mut Notes,
    /// True if Gainsay wrote them, so that names are taken literally.
    pub own: bool,
}

impl Marks<'_, '_> {
    /// Converts an annotation to a mark; `None` without a passage.
    pub fn mark(&mut self, object: &Object, source: &str) -> Option<Annotation> {
        self.note_keys(object, KEYS);
        let mut fragments = Vec::new();
        for target in targets(object) {
            fragments.extend(self.passage(target, source));
        }
        if fragments.is_empty() {
            let name = text(object, "id").unwrap_or_default();
            self.notes.name("an annotation without a passage in the text is skipped", name);
            return None;
        }
        let bodies = self.bodies(object);
        let kind = bodies.kind.unwrap_or_else(|| UNCLASSIFIED.to_owned());
        let mut mark = Annotation::new(id_of(object, "annotation"), Kind::new(&kind), Target::with_extras(fragments));
        mark.speaker = bodies.speaker;
        mark.note = bodies.note.join("\n\n");
        mark.tags = bodies.tags;
        mark.discuss = bodies.asks || object.get("gainsay:discuss") == Some(&Value::Bool(true));
        mark.cue = self.own_target(object.get("gainsay:cue"));
        if let Some(certainty) = text(object, "gainsay:certainty") {
            mark.certainty = Certainty::new(certainty);
        }
        (mark.created, mark.modified) = (time(object, "created"), time(object, "modified"));
        mark.creator = self.creator(object).as_str().into();
        mark.extra = extra(object);
        Some(mark)
    }

    /// Converts an annotation to a relation between two annotations.
    pub fn relation(&mut self, object: &Object, (from, to): (&str, &str)) -> Relation {
        self.note_keys(object, KEYS);
        let bodies = self.bodies(object);
        self.notes_on_links(bodies.links.iter().filter(|link| **link != from).count());
        let (from, to) = (id(from, "annotation"), id(to, "annotation"));
        Relation {
            note: bodies.note.join("\n\n"),
            created: time(object, "created"),
            modified: time(object, "modified"),
            creator: self.creator(object).as_str().into(),
            extra: extra(object),
            ..Relation::new(id_of(object, "relation"), from, to, Role::new(self.role(&bodies)))
        }
    }

    /// The role in the bodies of a link; Recogito writes it as a tag.
    fn role<'b>(&self, bodies: &'b Bodies) -> &'b str {
        let name = bodies.kind.as_ref().or(bodies.tags.first().filter(|_| !self.own)).map_or("linking", String::as_str);
        vocabulary::role(name).filter(|_| !self.own).unwrap_or(name)
    }

    fn notes_on_links(&mut self, count: usize) {
        (0..count).for_each(|_| self.notes.add("an external body is kept as its address"));
    }

    fn note_keys(&mut self, object: &Object, known: &[&str]) {
        for key in object.keys().filter(|key| !known.contains(&key.as_str())) {
            self.notes.add(format!("“{key}” is not imported"));
        }
    }

    fn bodies(&mut self, object: &Object) -> Bodies {
        let mut bodies = Bodies::default();
        if let Some(value) = only(object.get("bodyValue")).and_then(Value::as_str) {
            bodies.note.push(value.to_owned());
        }
        let motivations: Vec<&str> = many(object.get("motivation")).filter_map(Value::as_str).collect();
        for body in many(object.get("body")) {
            self.body(body, &motivations, &mut bodies);
        }
        let is_link = motivations.contains(&"linking");
        if !is_link {
            self.notes_on_links(bodies.links.len());
            bodies.note.append(&mut bodies.links.clone());
            // A kind may also be a tag.
            let kind = bodies.tags.iter().enumerate().find_map(|(at, tag)| Some((at, vocabulary::kind(tag)?)));
            if let (None, false, Some((at, kind))) = (&bodies.kind, self.own, kind) {
                bodies.kind = Some(kind.id.to_owned());
                if !kind.says_more {
                    bodies.tags.remove(at);
                }
            }
        }
        bodies.asks |= !self.own && motivations.contains(&"questioning");
        bodies
    }

    fn body(&mut self, body: &Value, motivations: &[&str], bodies: &mut Bodies) {
        let Value::Object(object) = body else {
            bodies.links.extend(iri(body).map(str::to_owned));
            return;
        };
        self.note_keys(object, PART_KEYS);
        if let Some(items) = object.get("items").and_then(Value::as_array) {
            // The first item of a choice is the default (3.2.7).
            let taken = if is_a(object, "Choice") { 1 } else { items.len() };
            items.iter().skip(taken).for_each(|_| self.notes.add("only the first item of a choice is imported"));
            items.iter().take(taken).for_each(|item| self.body(item, motivations, bodies));
            return;
        }
        let Some(value) = text(object, "value") else {
            bodies.links.extend(iri(body).map(str::to_owned));
            return;
        };
        if only(object.get("format")).is_some_and(|format| format == "text/html") {
            self.notes.add("a body in HTML is kept as source");
        }
        let own_purposes: Vec<&str> = many(object.get("purpose")).filter_map(Value::as_str).collect();
        let purposes = if own_purposes.is_empty() { motivations } else { own_purposes.as_slice() };
        match purposes.first() {
            Some(&"classifying") if bodies.kind.is_none() => {
                let known = vocabulary::kind(value).filter(|_| !self.own);
                bodies.tags.extend(known.filter(|kind| kind.says_more).map(|_| value.to_owned()));
                bodies.kind = Some(known.map_or(value, |kind| kind.id).to_owned());
            }
            Some(&"identifying") if object.contains_key("gainsay:voice") => {
                bodies.speaker = Some(self.speaker(object, value));
            }
            Some(&("tagging" | "classifying" | "identifying")) => bodies.tags.push(value.to_owned()),
            purpose => {
                bodies.asks |= !self.own && purpose == Some(&"questioning");
                bodies.note.push(value.to_owned());
            }
        }
    }

    fn speaker(&mut self, object: &Object, label: &str) -> Speaker {
        let mut speaker = Speaker::new(
            text(object, "gainsay:voice").unwrap_or_default(),
            text(object, "gainsay:name").unwrap_or(label),
        );
        speaker.written = text(object, "gainsay:written").unwrap_or_default().to_owned();
        speaker.at = self.own_target(object.get("gainsay:at"));
        speaker.extra = extra(object);
        speaker
    }

    /// Reads a target of Gainsay's own file.
    fn own_target(&mut self, passages: Option<&Value>) -> Target {
        let passages = many(passages).filter_map(Value::as_object);
        let fragments = passages.filter_map(|passage| {
            let fragment = select::fragment(passage, self.own, &mut self.placer, self.notes)?;
            Some((fragment, extra(passage)))
        });
        Target::with_extras(fragments.collect())
    }

    /// The passage of a target in the text of a source.
    fn passage(&mut self, target: &Value, source: &str) -> Option<(Fragment, Extra)> {
        let object = target.as_object()?;
        if !texts::is_same(source_of(target).unwrap_or_default(), source) {
            self.notes.add("only the first text of an annotation is imported");
            return None;
        }
        self.note_keys(object, PART_KEYS);
        object.get("selector")?;
        let fragment = select::fragment(object, self.own, &mut self.placer, self.notes)?;
        Some((fragment, extra(object)))
    }

    fn creator(&mut self, object: &Object) -> String {
        let mut creators = many(object.get("creator"));
        let first = creators.next();
        creators.for_each(|_| self.notes.add("only the first of several creators is imported"));
        match first {
            Some(Value::String(iri)) => iri.clone(),
            Some(Value::Object(agent)) => {
                let name =
                    ["name", "nickname", "id"].iter().find_map(|key| many(agent.get(*key)).find_map(Value::as_str));
                name.unwrap_or_default().to_owned()
            }
            _ => String::new(),
        }
    }
}

/// The source and target of an annotation for *linking*, if it is one; `is_annotation` tests for IRIs of annotations.
/// The link is from the body to the target, or as in Recogito from the first target to the second.
pub fn ends(object: &Object, is_annotation: impl Fn(&str) -> bool) -> Option<(&str, &str)> {
    if !many(object.get("motivation")).any(|motivation| motivation == "linking") {
        return None;
    }
    let targets: Vec<&str> = many(object.get("target")).filter_map(iri).filter(|iri| is_annotation(iri)).collect();
    let from = many(object.get("body")).filter_map(iri).find(|iri| is_annotation(iri));
    match (targets.as_slice(), from) {
        ([to], Some(from)) => Some((from, to)),
        ([from, to], None) => Some((from, to)),
        _ => None,
    }
}

/// The targets of an annotation, including those in sets.
pub fn targets(object: &Object) -> impl Iterator<Item = &Value> {
    many(object.get("target")).flat_map(|target| match target.get("items").and_then(Value::as_array) {
        Some(items) => items.iter().collect::<Vec<_>>(),
        None => vec![target],
    })
}

/// The IRI of the resource of a target or body.
pub fn source_of(value: &Value) -> Option<&str> {
    match value {
        Value::String(iri) => Some(iri),
        Value::Object(object) => object.get("source").map_or_else(|| text(object, "id"), iri),
        _ => None,
    }
}

/// The IRI of a resource: a string, the id of an object, or the source of a Specific Resource.
fn iri(value: &Value) -> Option<&str> {
    match value {
        Value::String(iri) => Some(iri),
        Value::Object(object) => text(object, "id").or_else(|| object.get("source").and_then(iri)),
        _ => None,
    }
}

/// The string under a key, or the only string of an array.
pub fn text<'a>(object: &'a Object, key: &str) -> Option<&'a str> {
    only(object.get(key)).and_then(Value::as_str)
}

fn id_of(object: &Object, class: &str) -> Id {
    id(text(object, "id").unwrap_or_default(), class)
}

/// The id of an IRI: a UUID, an id in an IRI of Gainsay's, or the IRI itself.
fn id(iri: &str, class: &str) -> Id {
    let own = iri.strip_prefix("urn:gainsay:").and_then(|rest| rest.strip_prefix(class)?.strip_prefix(':'));
    match (iri.strip_prefix("urn:uuid:"), own) {
        (Some(uuid), _) => Id::new(uuid),
        (None, Some(encoded)) => Id::new(&uri::decoded(encoded)),
        (None, None) => Id::new(iri),
    }
}

fn time(object: &Object, key: &str) -> Time {
    Time::new(text(object, key).or_else(|| text(object, &format!("gainsay:{key}"))).unwrap_or_default())
}

/// Unknown fields of an annotation file, as spelled.
pub fn extra(object: &Object) -> Extra {
    fields(object, "gainsay:extra")
}

/// Unknown fields under a key, as spelled.
pub fn fields(object: &Object, key: &str) -> Extra {
    let mut extra = Extra::default();
    for field in many(object.get(key)).filter_map(Value::as_object) {
        if let (Some(name), Some(ron)) = (text(field, "gainsay:field"), text(field, "gainsay:ron")) {
            extra.push(name, ron);
        }
    }
    extra
}
