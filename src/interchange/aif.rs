//! xAIF export: the Argument Interchange Format as JSON, as OVA3 saves and loads it (`genjson`, `loadOva3Json`).
//!
//! A mark is an information node. A mark with a speaker also has a locution and an illocutionary connection from it.
//! *Supports* is an inference, *rebuts* a conflict, *restates* a rephrase, each with the default scheme of AIFdb. The
//! text is HTML with the passages of the nodes highlighted. The node of a changed passage ends with “(changed)”.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::interchange::passages::{badge, quotation};
use crate::model::annotation::{Id, Relation, Speaker, VOICES};
use crate::model::document::Document;
use crate::model::offset::{ByteOffset, ByteRange};
use crate::model::text::ArticleText;

/// Node type, scheme name and scheme number in AIFdb, by role.
const SCHEMES: &[(&str, &str, &str, &str)] = &[
    ("supports", "RA", "Default Inference", "72"),
    ("rebuts", "CA", "Default Conflict", "71"),
    ("restates", "MA", "Default Rephrase", "144"),
];

/// Node type, scheme name and scheme number of an illocutionary connection.
const ASSERTING: (&str, &str, &str) = ("YA", "Asserting", "74");

/// Distance between nodes in pixels.
const ROW: usize = 120;
const COLUMN: usize = 260;

/// Writes the document.
pub fn write(document: &Document) -> String {
    write_all(&[document], &[])
}

/// Writes several documents as one, with the links between them.
pub fn write_all(documents: &[&Document], links: &[Relation]) -> String {
    let mut graph = Graph::default();
    let mut numbers: HashMap<&Id, String> = HashMap::new();
    let mut speakers: Vec<String> = Vec::new();
    let mut texts: Vec<String> = Vec::new();
    let mut rows = 0;
    for document in documents {
        let text = &document.article().text;
        let mut spans: Vec<(ByteRange, String)> = Vec::new();
        for mark in document.set().annotations() {
            let words = quotation(text, &mark.target) + badge(mark);
            let node = graph.node("I", &words, None, (0, rows), "");
            let highlighted = match &mark.speaker {
                Some(speaker) => {
                    let name = called(speaker);
                    let locution = format!("{name} : {words}");
                    let person = speakers.iter().position(|other| *other == name).unwrap_or_else(|| {
                        speakers.push(name);
                        speakers.len() - 1
                    });
                    graph.locution(&locution, &node, person + 1, rows)
                }
                None => node.clone(),
            };
            spans.extend(mark.target.found().map(|range| (range, highlighted.clone())));
            numbers.insert(&mark.id, node);
            rows += 1;
        }
        let title = html_escape::encode_text(&document.article().title).into_owned();
        let title = if documents.len() > 1 { format!("<h2>{title}</h2>") } else { String::new() };
        texts.push(title + &highlighted(text, spans));
    }
    let within = documents.iter().flat_map(|document| document.set().relations().iter().map(AsRef::as_ref));
    for (index, relation) in within.chain(links).enumerate() {
        let scheme = SCHEMES.iter().find(|(role, ..)| *role == relation.role.id());
        if let (Some((_, class, name, number)), Some(from), Some(to)) =
            (scheme, numbers.get(&relation.from), numbers.get(&relation.to))
        {
            let node = graph.node(class, name, Some(number), (3, rows.min(index)), "");
            graph.edge(from, &node);
            graph.edge(&node, to);
        }
    }
    let participants: Vec<Value> = speakers
        .iter()
        .zip(1..)
        .map(|(name, number): (_, usize)| {
            let (first, last) = name.rsplit_once(' ').unwrap_or(("", name.as_str()));
            json!({ "participantID": number, "firstname": first, "surname": last })
        })
        .collect();
    let url = if let [document] = documents { document.article().source.address.as_str() } else { "" };
    let whole = json!({
        "AIF": {
            "nodes": graph.nodes,
            "edges": graph.edges,
            "schemefulfillments": graph.schemes,
            "participants": participants,
            "locutions": graph.locutions,
            "descriptorfulfillments": [],
            "cqdescriptorfulfillments": [],
        },
        "text": texts.concat(),
        "OVA": {
            "firstname": "",
            "surname": annotators(documents),
            "url": url,
            "nodes": graph.places,
            "edges": graph.shown,
        },
        "dialog": !speakers.is_empty(),
    });
    // Strings and numbers under string keys always serialise.
    serde_json::to_string_pretty(&whole).map(|json| json + "\n").unwrap_or_default()
}

/// A speaker's name, with the voice unless the name implies it.
fn called(speaker: &Speaker) -> String {
    match speaker.voice.id() {
        voice if voice != VOICES[0].id && !speaker.name.is_empty() => format!("{} ({voice})", speaker.name),
        _ => speaker.label().to_owned(),
    }
}

/// The annotators.
fn annotators(documents: &[&Document]) -> String {
    let marks = documents.iter().flat_map(|document| document.set().annotations());
    let mut names: Vec<&str> = marks.map(|mark| &*mark.creator).collect();
    names.retain(|name| !name.is_empty());
    names.sort_unstable();
    names.dedup();
    names.join(", ")
}

/// The graph under construction, with the positions of its nodes.
#[derive(Default)]
struct Graph {
    nodes: Vec<Value>,
    edges: Vec<Value>,
    schemes: Vec<Value>,
    locutions: Vec<Value>,
    places: Vec<Value>,
    shown: Vec<Value>,
}

impl Graph {
    fn node(&mut self, class: &str, text: &str, scheme: Option<&str>, place: (usize, usize), time: &str) -> String {
        let id = (self.nodes.len() + 1).to_string();
        self.nodes.push(json!({ "nodeID": id, "text": text, "type": class }));
        self.schemes.push(json!({ "nodeID": id, "schemeID": scheme.unwrap_or("0") }));
        let (x, y) = (40 + place.0 * COLUMN, 40 + place.1 * ROW);
        self.places.push(json!({ "nodeID": id, "visible": true, "x": x, "y": y, "timestamp": time }));
        id
    }

    fn edge(&mut self, from: &str, to: &str) {
        self.edges.push(json!({ "edgeID": self.edges.len() + 1, "fromID": from, "toID": to }));
        self.shown.push(json!({ "fromID": from, "toID": to, "visible": true }));
    }

    /// Adds a locution that asserts a node.
    fn locution(&mut self, text: &str, node: &str, person: usize, row: usize) -> String {
        let locution = self.node("L", text, None, (2, row), "");
        let (class, name, scheme) = ASSERTING;
        let illocution = self.node(class, name, Some(scheme), (1, row), "");
        self.edge(&locution, &illocution);
        self.edge(&illocution, node);
        self.locutions.push(json!({ "nodeID": locution, "personID": person }));
        locution
    }
}

/// The text as HTML. Overlapping passages are split into several spans with the same number.
fn highlighted(text: &ArticleText, spans: Vec<(ByteRange, String)>) -> String {
    let mut ends: Vec<ByteOffset> = spans.iter().flat_map(|(range, _)| [range.start(), range.end()]).collect();
    ends.extend([ByteOffset::ZERO, text.end()]);
    ends.sort_unstable();
    ends.dedup();
    let mut starting = spans;
    starting.sort_by_key(|(range, _)| std::cmp::Reverse(range.start()));
    let mut covering: Vec<(ByteRange, String)> = Vec::new();
    let mut out = String::new();
    for pair in ends.windows(2) {
        let piece = ByteRange::new(pair[0], pair[1]);
        covering.retain(|(range, _)| range.end() > piece.start());
        while let Some(next) = starting.pop_if(|(range, _)| range.start() <= piece.start()) {
            covering.push(next);
        }
        for (_, node) in &covering {
            out.push_str(&format!("<span class=\"highlighted\" id=\"node{node}\">"));
        }
        let words = html_escape::encode_text(text.slice(piece)).replace('\n', "<br>");
        out.push_str(&words);
        covering.iter().for_each(|_| out.push_str("</span>"));
    }
    out
}
