//! Writing JSON-LD.
//!
//! The document is an Annotation Collection (5.1) with one embedded Annotation Page (5.2). An annotation has its kind
//! in a body for *classifying*, its speaker in one for *identifying*, and its note and tags in bodies for *commenting*
//! and *tagging* (3.3.5). Other fields have keys that start with `gainsay:`, which the context expands to IRIs, so that
//! the document is valid and nothing is lost.
//!
//! Each fragment is a separate target. Several selectors of one target select *the same* content (4.2), a refinement
//! selects *within* the selected content (4.2.9), and a range includes everything between its ends (4.2.8): none of
//! them expresses two passages with a gap. Several targets (3.2.1) do, and every reader shows them.

use std::collections::BTreeMap;
use std::collections::HashSet;

use serde::Serialize;
use serde_json::{Value, json};

use crate::interchange::Located;
use crate::interchange::iri::{article_iri, urn};
use crate::interchange::lazily::Lazily;
use crate::interchange::w3c::time::time;
use crate::interchange::w3c::{CONTEXT, NAMESPACE};
use crate::model::annotation::{Annotation, Fragment, Id, Relation, Speaker, Target};
use crate::model::article::{Article, DETAILS};
use crate::model::extra::Extra;
use crate::model::selector;
use crate::model::set::AnnotationSet;
use crate::model::structure;
use crate::model::tag_colours::TagColours;

#[derive(Serialize)]
struct Collection<A, I> {
    #[serde(rename = "@context")]
    context: Value,
    id: String,
    #[serde(rename = "type")]
    class: &'static str,
    label: String,
    total: usize,
    #[serde(rename = "gainsay:article")]
    article: A,
    #[serde(rename = "gainsay:tagColours", skip_serializing_if = "Vec::is_empty")]
    tag_colours: Vec<TagColour>,
    #[serde(rename = "gainsay:extra", skip_serializing_if = "Vec::is_empty")]
    extra: Vec<Field>,
    first: Page<I>,
}

/// The colour of a tag.
#[derive(Serialize)]
struct TagColour {
    #[serde(rename = "gainsay:tag")]
    tag: String,
    #[serde(rename = "gainsay:colour")]
    colour: String,
}

/// The article with its text, without which offsets are useless.
#[derive(Serialize)]
struct Text {
    id: String,
    #[serde(rename = "type")]
    class: &'static str,
    format: String,
    #[serde(rename = "gainsay:title")]
    title: String,
    #[serde(rename = "gainsay:file", skip_serializing_if = "String::is_empty")]
    file: String,
    #[serde(rename = "gainsay:path", skip_serializing_if = "String::is_empty")]
    path: String,
    #[serde(rename = "gainsay:sha256", skip_serializing_if = "String::is_empty")]
    sha256: String,
    #[serde(rename = "gainsay:encoding", skip_serializing_if = "String::is_empty")]
    encoding: String,
    #[serde(rename = "gainsay:importer", skip_serializing_if = "String::is_empty")]
    importer: String,
    #[serde(rename = "gainsay:byline", skip_serializing_if = "String::is_empty")]
    byline: String,
    #[serde(rename = "gainsay:site", skip_serializing_if = "String::is_empty")]
    site: String,
    #[serde(rename = "gainsay:published", skip_serializing_if = "String::is_empty")]
    published: String,
    #[serde(rename = "gainsay:address", skip_serializing_if = "String::is_empty")]
    address: String,
    /// The details that the article states where the person gave others.
    #[serde(rename = "gainsay:stated", skip_serializing_if = "BTreeMap::is_empty")]
    stated: BTreeMap<String, String>,
    #[serde(rename = "gainsay:extra", skip_serializing_if = "Vec::is_empty")]
    extra: Vec<Field>,
    /// Of one of several articles: the colours of tags and the unknown fields of its annotation file.
    #[serde(rename = "gainsay:tagColours", skip_serializing_if = "Vec::is_empty")]
    tag_colours: Vec<TagColour>,
    #[serde(rename = "gainsay:fileExtra", skip_serializing_if = "Vec::is_empty")]
    file_extra: Vec<Field>,
    #[serde(rename = "gainsay:structure", skip_serializing_if = "Vec::is_empty")]
    structure: Vec<Span>,
    #[serde(rename = "gainsay:text")]
    text: String,
}

/// A span of the article's structure, in code points.
#[derive(Serialize)]
struct Span {
    #[serde(rename = "gainsay:is")]
    element: String,
    #[serde(rename = "gainsay:start")]
    start: usize,
    #[serde(rename = "gainsay:end")]
    end: usize,
    #[serde(rename = "gainsay:level")]
    level: u8,
    #[serde(rename = "gainsay:number", skip_serializing_if = "Option::is_none")]
    number: Option<u32>,
    #[serde(rename = "gainsay:address", skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(rename = "gainsay:extra", skip_serializing_if = "Vec::is_empty")]
    extra: Vec<Field>,
}

#[derive(Serialize)]
struct Page<I> {
    id: String,
    #[serde(rename = "type")]
    class: &'static str,
    #[serde(rename = "startIndex")]
    start_index: usize,
    items: I,
}

/// An Annotation (3): a mark or a relation.
#[derive(Serialize)]
struct Item {
    id: String,
    #[serde(rename = "type")]
    class: &'static str,
    motivation: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    modified: Option<String>,
    /// Times that are not RFC 3339, which the Recommendation requires (3.3.1).
    #[serde(rename = "gainsay:created", skip_serializing_if = "Option::is_none")]
    odd_created: Option<String>,
    #[serde(rename = "gainsay:modified", skip_serializing_if = "Option::is_none")]
    odd_modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<Value>,
    body: Vec<Body>,
    target: OneOrMore,
    #[serde(rename = "gainsay:cue", skip_serializing_if = "Vec::is_empty")]
    cue: Vec<Passage>,
    #[serde(rename = "gainsay:certainty", skip_serializing_if = "Option::is_none")]
    certainty: Option<String>,
    #[serde(rename = "gainsay:discuss", skip_serializing_if = "std::ops::Not::not")]
    discuss: bool,
    /// True if the passage has changed; the quote selector has the present text.
    #[serde(rename = "gainsay:status", skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    #[serde(rename = "gainsay:extra", skip_serializing_if = "Vec::is_empty")]
    extra: Vec<Field>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum OneOrMore {
    Iri(String),
    One(Box<Passage>),
    More(Vec<Passage>),
}

/// A Specific Resource (4) with the selectors of a fragment.
#[derive(Serialize)]
struct Passage {
    #[serde(rename = "type")]
    class: &'static str,
    source: String,
    selector: (Position, Quote),
    /// True if the fragment is lost; the selectors have its former position and text.
    #[serde(rename = "gainsay:lost", skip_serializing_if = "std::ops::Not::not")]
    lost: bool,
    /// The original quotation of a changed fragment.
    #[serde(rename = "gainsay:was", skip_serializing_if = "Option::is_none")]
    was: Option<Quote>,
    #[serde(rename = "gainsay:extra", skip_serializing_if = "Vec::is_empty")]
    extra: Vec<Field>,
}

/// A Text Position Selector (4.2.5): in code points, as it counts characters.
#[derive(Serialize)]
struct Position {
    #[serde(rename = "type")]
    class: &'static str,
    start: usize,
    end: usize,
}

/// A Text Quote Selector (4.2.4).
#[derive(Serialize)]
struct Quote {
    #[serde(rename = "type")]
    class: &'static str,
    exact: String,
    prefix: String,
    suffix: String,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Body {
    /// A Textual Body (3.2.4).
    Text {
        #[serde(rename = "type")]
        class: &'static str,
        purpose: &'static str,
        value: String,
        format: &'static str,
    },
    Speaker {
        #[serde(rename = "type")]
        class: &'static str,
        purpose: &'static str,
        value: String,
        format: &'static str,
        #[serde(rename = "gainsay:voice")]
        voice: String,
        /// The name, if it differs from the speaker's label.
        #[serde(rename = "gainsay:name", skip_serializing_if = "Option::is_none")]
        name: Option<String>,
        #[serde(rename = "gainsay:written", skip_serializing_if = "String::is_empty")]
        written: String,
        #[serde(rename = "gainsay:at", skip_serializing_if = "Vec::is_empty")]
        at: Vec<Passage>,
        #[serde(rename = "gainsay:extra", skip_serializing_if = "Vec::is_empty")]
        extra: Vec<Field>,
    },
    /// A Specific Resource with a purpose (4.1): the source of a relation.
    Link {
        #[serde(rename = "type")]
        class: &'static str,
        purpose: &'static str,
        source: String,
    },
}

/// An unknown field, with its value as spelled in the annotation file.
#[derive(Serialize)]
struct Field {
    #[serde(rename = "gainsay:field")]
    name: String,
    #[serde(rename = "gainsay:ron")]
    ron: String,
}

/// Writes the document.
pub fn write(located: &Located) -> String {
    let (article, set) = (located.document.article(), located.document.set());
    let source = article_iri(article);
    let count = set.annotations().len() + set.relations().len();
    written(&Collection {
        tag_colours: tag_colours(located.document.tag_colours()),
        extra: fields(located.document.extra()),
        ..collection(
            &article.file,
            &article.name(),
            text_of(located, source.clone()),
            (count, Lazily(|| items(located, &source))),
        )
    })
}

/// Writes several documents with the links between them, and the colours of tags, as one collection.
pub fn write_all(name: &str, documents: &[Located], links: &[Relation], colours: &TagColours) -> String {
    let mut used = HashSet::new();
    let iri = |located: &Located| {
        let own = article_iri(located.document.article());
        // Two files may be of one address.
        let source = if used.insert(own.clone()) { own } else { urn("article", &located.path) };
        used.insert(source.clone());
        source
    };
    let sources: Vec<String> = documents.iter().map(iri).collect();
    let count = |located: &Located| {
        let set = located.document.set();
        set.annotations().len() + set.relations().len()
    };
    let count = documents.iter().map(count).sum::<usize>() + links.len();
    let texts = Lazily(|| {
        documents.iter().zip(&sources).map(|(located, source)| Text {
            tag_colours: tag_colours(located.document.tag_colours()),
            file_extra: fields(located.document.extra()),
            ..text_of(located, source.clone())
        })
    });
    let none = AnnotationSet::default();
    let items = Lazily(|| {
        let within = documents.iter().zip(&sources).flat_map(|(located, source)| items(located, source));
        within.chain(links.iter().map(|relation| link(&none, relation)))
    });
    written(&Collection { tag_colours: tag_colours(colours), ..collection(name, name, texts, (count, items)) })
}

/// The marks and links of a document.
fn items<'a>(located: &'a Located, source: &'a str) -> impl Iterator<Item = Item> {
    let (article, set) = (located.document.article(), located.document.set());
    let annotations = set.annotations().iter().map(move |annotation| item(article, source, annotation));
    annotations.chain(set.relations().iter().map(|relation| link(set, relation)))
}

fn collection<A, I>(file: &str, name: &str, article: A, (total, items): (usize, I)) -> Collection<A, I> {
    Collection {
        context: json!([CONTEXT, { "gainsay": NAMESPACE }]),
        id: urn("collection", file),
        class: "AnnotationCollection",
        label: format!("Annotations of “{name}”"),
        total,
        article,
        tag_colours: Vec::new(),
        extra: Vec::new(),
        first: Page { id: urn("page", file), class: "AnnotationPage", start_index: 0, items },
    }
}

fn written<A: Serialize, I: Serialize>(collection: &Collection<A, I>) -> String {
    // Strings and numbers under string keys always serialise.
    serde_json::to_string_pretty(collection).map(|json| json + "\n").unwrap_or_default()
}

fn tag_colours(colours: &TagColours) -> Vec<TagColour> {
    let colour = |(tag, colour): (&str, &str)| TagColour { tag: tag.to_owned(), colour: colour.to_owned() };
    colours.iter().map(colour).collect()
}

fn text_of(located: &Located, id: String) -> Text {
    let article = located.document.article();
    let Article { stated, given, file, media_type, sha256, encoding, importer, extra, structure, text } = article;
    let overridden = DETAILS.iter().filter(|detail| !(detail.of)(given).is_empty());
    let span = |span: &structure::Span| Span {
        element: span.element.id().to_owned(),
        start: text.scalar_of(span.range.start()).get(),
        end: text.scalar_of(span.range.end()).get(),
        level: span.level,
        number: span.number,
        address: span.address.as_deref().map(str::to_owned),
        extra: fields(&span.extra),
    };
    Text {
        id,
        class: "Text",
        format: media_type.clone(),
        title: article.title().to_owned(),
        file: file.clone(),
        path: if located.path == *file { String::new() } else { located.path.clone() },
        sha256: sha256.clone(),
        encoding: encoding.clone(),
        importer: importer.clone(),
        byline: article.byline().to_owned(),
        site: article.site().to_owned(),
        published: article.published().to_owned(),
        address: article.address().to_owned(),
        stated: overridden.map(|detail| (format!("gainsay:{}", detail.id), (detail.of)(stated).clone())).collect(),
        extra: fields(extra),
        tag_colours: Vec::new(),
        file_extra: Vec::new(),
        structure: structure.spans().iter().map(span).collect(),
        text: text.as_str().to_owned(),
    }
}

fn item(article: &Article, source: &str, annotation: &Annotation) -> Item {
    let mut body = vec![text("classifying", annotation.kind.id())];
    body.extend(annotation.speaker.as_ref().map(|speaker| speaker_body(article, source, speaker)));
    body.extend((!annotation.note.is_empty()).then(|| text("commenting", &annotation.note)));
    body.extend(annotation.tags.iter().map(|tag| text("tagging", tag)));
    let mut target = passages(article, source, &annotation.target);
    let target = match target.pop() {
        Some(only) if target.is_empty() => OneOrMore::One(Box::new(only)),
        Some(last) => OneOrMore::More(target.into_iter().chain([last]).collect()),
        None => OneOrMore::Iri(source.to_owned()),
    };
    let (created, odd_created) = time(&annotation.created);
    let (modified, odd_modified) = time(&annotation.modified);
    Item {
        id: annotation_iri(&annotation.id),
        class: "Annotation",
        motivation: "classifying",
        created,
        modified,
        odd_created,
        odd_modified,
        creator: person(&annotation.creator),
        body,
        target,
        cue: passages(article, source, &annotation.cue),
        certainty: (annotation.certainty != Default::default()).then(|| annotation.certainty.id().to_owned()),
        discuss: annotation.discuss,
        status: annotation.is_changed().then_some("changed"),
        extra: fields(&annotation.extra),
    }
}

/// A relation: an annotation for *linking* from its body to its target, with its role.
fn link(set: &AnnotationSet, relation: &Relation) -> Item {
    let from = Body::Link { class: "SpecificResource", purpose: "linking", source: annotation_iri(&relation.from) };
    let mut body = vec![from, text("classifying", relation.role.id())];
    body.extend((!relation.note.is_empty()).then(|| text("commenting", &relation.note)));
    let (created, odd_created) = time(&relation.created);
    let (modified, odd_modified) = time(&relation.modified);
    // Annotations and relations may share an id in an annotation file, but not here.
    let id = match set.get(&relation.id) {
        Some(_) => urn("relation", relation.id.as_str()),
        None => iri("relation", &relation.id),
    };
    Item {
        id,
        class: "Annotation",
        motivation: "linking",
        created,
        modified,
        odd_created,
        odd_modified,
        creator: person(&relation.creator),
        body,
        target: OneOrMore::Iri(annotation_iri(&relation.to)),
        cue: Vec::new(),
        certainty: None,
        discuss: false,
        status: None,
        extra: fields(&relation.extra),
    }
}

fn text(purpose: &'static str, value: &str) -> Body {
    Body::Text { class: "TextualBody", purpose, value: value.to_owned(), format: "text/plain" }
}

fn speaker_body(article: &Article, source: &str, speaker: &Speaker) -> Body {
    Body::Speaker {
        class: "TextualBody",
        purpose: "identifying",
        value: speaker.label().to_owned(),
        format: "text/plain",
        voice: speaker.voice.id().to_owned(),
        name: (speaker.label() != speaker.name).then(|| speaker.name.clone()),
        written: speaker.written.clone(),
        at: passages(article, source, &speaker.at),
        extra: fields(&speaker.extra),
    }
}

fn passages(article: &Article, source: &str, target: &Target) -> Vec<Passage> {
    let passage = |(index, fragment): (usize, &Fragment)| {
        let there = match fragment.range() {
            Some(range) => selector::describe(&article.text, range),
            None => fragment.quote().cloned().unwrap_or_default(),
        };
        let was = fragment.quote().filter(|_| fragment.range().is_some());
        Passage {
            class: "SpecificResource",
            source: source.to_owned(),
            selector: (
                Position { class: "TextPositionSelector", start: there.start.get(), end: there.end.get() },
                quote(there),
            ),
            lost: fragment.range().is_none(),
            was: was.cloned().map(quote),
            extra: fields(&target.extra(index)),
        }
    };
    target.fragments().iter().enumerate().map(passage).collect()
}

fn quote(quote: selector::Quote) -> Quote {
    Quote { class: "TextQuoteSelector", exact: quote.exact, prefix: quote.prefix, suffix: quote.suffix }
}

fn person(name: &str) -> Option<Value> {
    (!name.is_empty()).then(|| json!({ "type": "Person", "name": name }))
}

fn fields(extra: &Extra) -> Vec<Field> {
    extra.iter().map(|(name, ron)| Field { name: name.to_owned(), ron: ron.to_owned() }).collect()
}

fn annotation_iri(id: &Id) -> String {
    iri("annotation", id)
}

/// The IRI of an id: that of a UUID (RFC 9562, section 4), else one of Gainsay's that ends with the id.
fn iri(class: &str, id: &Id) -> String {
    // Only in lower case, since `urn:uuid:` ignores case and the id must come back unchanged.
    let is_uuid = uuid::Uuid::try_parse(id.as_str()).is_ok_and(|uuid| uuid.to_string() == id.as_str());
    if is_uuid { format!("urn:uuid:{id}") } else { urn(class, id.as_str()) }
}
