//! xAIF export: the Argument Interchange Format as JSON, as OVA3 saves and loads it (`genjson`, `loadOva3Json`).
//!
//! A mark is an information node. A mark with a speaker also has a locution and an illocutionary connection from it.
//! *Supports* is an inference, *rebuts* a conflict, *restates* a rephrase, each with the default scheme of AIFdb. The
//! text is HTML with the passages of the nodes highlighted. The node of a changed passage ends with “(changed)”.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::json;

use crate::interchange::lazily::Lazily;
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
    let mut numbers: HashMap<&Id, usize> = HashMap::new();
    let mut speakers: Vec<String> = Vec::new();
    let mut persons: HashMap<String, usize> = HashMap::new();
    let mut text = String::new();
    let mut rows = 0;
    for document in documents {
        let mut spans: Vec<(ByteRange, usize)> = Vec::new();
        for mark in document.set().annotations() {
            let words = quotation(&document.article().text, &mark.target) + badge(mark);
            let node = graph.node("I", Words::Own(words), "0", (0, rows));
            let highlighted = match &mark.speaker {
                Some(speaker) => {
                    let person = *persons.entry(called(speaker)).or_insert_with_key(|name| {
                        speakers.push(name.clone());
                        speakers.len()
                    });
                    graph.locution(node, person, rows)
                }
                None => node,
            };
            spans.extend(mark.target.found().map(|range| (range, highlighted)));
            numbers.insert(&mark.id, node);
            rows += 1;
        }
        if documents.len() > 1 {
            text += &format!("<h2>{}</h2>", html_escape::encode_text(document.article().title()));
        }
        text += &highlighted(&document.article().text, spans);
    }
    let within = documents.iter().flat_map(|document| document.set().relations().iter().map(AsRef::as_ref));
    let mut linked = 0;
    for relation in within.chain(links) {
        let scheme = SCHEMES.iter().find(|(role, ..)| *role == relation.role.id());
        if let (Some((_, class, name, number)), Some(from), Some(to)) =
            (scheme, numbers.get(&relation.from), numbers.get(&relation.to))
        {
            let node = graph.node(class, Words::Scheme(name), number, (3, rows.min(linked)));
            graph.edges.extend([(*from, node), (node, *to)]);
            linked += 1;
        }
    }
    let url = if let [document] = documents { document.article().address() } else { "" };
    written(&graph, &speakers, (&text, &annotators(documents), url))
}

/// The file: lists that are made while they are written, since those of a large project are long.
fn written(graph: &Graph, speakers: &[String], (text, annotators, url): (&str, &str, &str)) -> String {
    let nodes = || (1..).zip(&graph.nodes);
    let number = |number: usize| number.to_string();
    let whole = Whole {
        aif: Aif {
            cqdescriptorfulfillments: [],
            descriptorfulfillments: [],
            edges: Lazily(|| {
                let edge = |(at, (from, to)): (usize, &(usize, usize))| json!({ "edgeID": at, "fromID": number(*from), "toID": number(*to) });
                (1..).zip(&graph.edges).map(edge)
            }),
            locutions: Lazily(|| {
                let said = nodes().filter_map(|(at, node)| Some((at, node.said()?)));
                said.map(|(at, (person, _))| json!({ "nodeID": number(at), "personID": person }))
            }),
            nodes: Lazily(|| {
                let text = |node: &Node| match (&node.words, node.said()) {
                    (_, Some((person, said))) => format!("{} : {}", speakers[person - 1], graph.words(said)),
                    (words, None) => words.own().to_owned(),
                };
                nodes().map(move |(at, node)| json!({ "nodeID": number(at), "text": text(node), "type": node.class }))
            }),
            participants: Lazily(|| {
                (1..).zip(speakers).map(|(at, name): (usize, &String)| {
                    let (first, last) = name.rsplit_once(' ').unwrap_or(("", name.as_str()));
                    json!({ "participantID": at, "firstname": first, "surname": last })
                })
            }),
            schemefulfillments: Lazily(|| {
                nodes().map(|(at, node)| json!({ "nodeID": number(at), "schemeID": node.scheme }))
            }),
        },
        ova: Ova {
            edges: Lazily(|| {
                let shown = graph.edges.iter();
                shown.map(|(from, to)| json!({ "fromID": number(*from), "toID": number(*to), "visible": true }))
            }),
            firstname: "",
            nodes: Lazily(|| {
                nodes().map(|(at, node)| {
                    let (x, y) = (40 + node.place.0 * COLUMN, 40 + node.place.1 * ROW);
                    json!({ "nodeID": number(at), "visible": true, "x": x, "y": y, "timestamp": "" })
                })
            }),
            surname: annotators,
            url,
        },
        dialog: !speakers.is_empty(),
        text,
    };
    // Strings and numbers under string keys always serialise.
    serde_json::to_string_pretty(&whole).map(|json| json + "\n").unwrap_or_default()
}

/// A file.
#[derive(Serialize)]
struct Whole<'a, E, L, N, P, S, F, G> {
    #[serde(rename = "AIF")]
    aif: Aif<E, L, N, P, S>,
    text: &'a str,
    #[serde(rename = "OVA")]
    ova: Ova<'a, F, G>,
    dialog: bool,
}

/// The graph in a file.
#[derive(Serialize)]
struct Aif<E, L, N, P, S> {
    nodes: N,
    edges: E,
    schemefulfillments: S,
    participants: P,
    locutions: L,
    descriptorfulfillments: [(); 0],
    cqdescriptorfulfillments: [(); 0],
}

/// The drawing of it in OVA.
#[derive(Serialize)]
struct Ova<'a, F, G> {
    firstname: &'a str,
    surname: &'a str,
    url: &'a str,
    nodes: G,
    edges: F,
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

/// The graph under construction. Nodes are numbered from 1.
#[derive(Default)]
struct Graph {
    nodes: Vec<Node>,
    edges: Vec<(usize, usize)>,
}

/// A node with its scheme and its place in the drawing.
struct Node {
    class: &'static str,
    words: Words,
    scheme: &'static str,
    place: (usize, usize),
}

/// The words of a node.
enum Words {
    /// Those of a mark.
    Own(String),
    /// The name of a scheme.
    Scheme(&'static str),
    /// A person, by number, who says a node.
    Said(usize, usize),
}

impl Words {
    fn own(&self) -> &str {
        match self {
            Self::Own(words) => words,
            Self::Scheme(name) => name,
            Self::Said(..) => "",
        }
    }
}

impl Node {
    /// The person and the node that they say.
    fn said(&self) -> Option<(usize, usize)> {
        match self.words {
            Words::Said(person, node) => Some((person, node)),
            Words::Own(_) | Words::Scheme(_) => None,
        }
    }
}

impl Graph {
    fn node(&mut self, class: &'static str, words: Words, scheme: &'static str, place: (usize, usize)) -> usize {
        self.nodes.push(Node { class, words, scheme, place });
        self.nodes.len()
    }

    fn words(&self, node: usize) -> &str {
        self.nodes[node - 1].words.own()
    }

    /// Adds a locution that asserts a node.
    fn locution(&mut self, node: usize, person: usize, row: usize) -> usize {
        let locution = self.node("L", Words::Said(person, node), "0", (2, row));
        let (class, name, scheme) = ASSERTING;
        let illocution = self.node(class, Words::Scheme(name), scheme, (1, row));
        self.edges.extend([(locution, illocution), (illocution, node)]);
        locution
    }
}

/// The text as HTML. Overlapping passages are split into several spans with the same number.
fn highlighted(text: &ArticleText, spans: Vec<(ByteRange, usize)>) -> String {
    let mut ends: Vec<ByteOffset> = spans.iter().flat_map(|(range, _)| [range.start(), range.end()]).collect();
    ends.extend([ByteOffset::ZERO, text.end()]);
    ends.sort_unstable();
    ends.dedup();
    let mut starting = spans;
    starting.sort_by_key(|(range, _)| std::cmp::Reverse(range.start()));
    let mut covering: Vec<(ByteRange, usize)> = Vec::new();
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
