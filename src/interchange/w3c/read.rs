//! Reading a JSON-LD document.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use crate::encoding::Cancellation;
use crate::encoding::uri::is_iri;
use crate::interchange::collect::collect;
use crate::interchange::import_format::{ImportError, ParsedAnnotations, Source};
use crate::interchange::located::Located;
use crate::interchange::notes::Notes;
use crate::interchange::place::Placer;
use crate::interchange::texts::Texts;
use crate::interchange::w3c::mark::{Marks, ends, extra, fields, source_of, targets, text};
use crate::interchange::w3c::rules::{self, is_a, many};
use crate::model::annotation::{Annotation, Relation};
use crate::model::article::{Article, DETAILS, Details};
use crate::model::document::Document;
use crate::model::offset::{ByteRange, ScalarOffset};
use crate::model::structure::{Element, Span, Structure};
use crate::model::tag_colours::TagColours;
use crate::model::text::ArticleText;

type Object = Map<String, Value>;

/// Reads an annotation, a page or a collection (3.1, 5), a list of annotations, or the pages in a IIIF manifest.
/// Annotations that break a rule of the Recommendation are read as far as possible, with a note.
///
/// # Errors
/// If it is not JSON or has no annotations.
pub fn read(source: &Source<'_>) -> Result<ParsedAnnotations, ImportError> {
    let bytes = source.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(source.bytes);
    let value: Value = serde_json::from_slice(bytes).map_err(|error| wrong(error.to_string()))?;
    let mut notes = Notes::default();
    let value = if value.get("gainsay:article").is_some() { value } else { plain_keys(value) };
    let items = items(&value, &mut notes).map_err(wrong)?;
    let own = value.as_object().filter(|root| root.contains_key("gainsay:article"));
    let ids: HashSet<&str> = items.iter().filter_map(|object| text(object, "id")).collect();
    let mut texts = Texts::default();
    for article in own_articles(own) {
        texts.add(text(article, "id").unwrap_or_default(), own_article(article));
    }
    let (mut marks, mut links) = (Vec::new(), Vec::new());
    for object in items {
        // Links in Gainsay's own files may have missing ends.
        if let Some(ends) = ends(object, |iri| own.is_some() || ids.contains(iri)) {
            links.push((ends, object));
            continue;
        }
        let about = targets(object).find(|target| target.get("selector").is_some()).or_else(|| targets(object).next());
        marks.push((texts.find(about.and_then(source_of).unwrap_or_default()), object));
    }
    let mut by_text: Vec<Vec<&Object>> = vec![Vec::new(); texts.len()];
    let mut homes: HashMap<&str, usize> = HashMap::new();
    for (home, object) in marks {
        by_text[home].push(object);
        if let Some(id) = text(object, "id") {
            homes.entry(id).or_insert(home);
        }
    }
    let texts = texts.read(source, &mut notes)?;
    let documents = documents(texts, &by_text, &homes, &links, own, source.cancellation, &mut notes)?;
    Ok(ParsedAnnotations { documents, notes })
}

fn wrong(why: String) -> ImportError {
    ImportError::Wrong { format: "W3C Web Annotation", why }
}

/// The document with JSON-LD keywords renamed as in the Recommendation's context: `@id` becomes `id`.
fn plain_keys(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            let has = |key: &str| object.contains_key(key);
            let both = (has("id") && has("@id"), has("type") && has("@type"));
            let plain = |key: String| match key.as_str() {
                "@id" if !both.0 => "id".to_owned(),
                "@type" if !both.1 => "type".to_owned(),
                _ => key,
            };
            Value::Object(object.into_iter().map(|(key, value)| (plain(key), plain_keys(value))).collect())
        }
        Value::Array(list) => Value::Array(list.into_iter().map(plain_keys).collect()),
        value => value,
    }
}

/// Containers of annotations besides lists: pages, collections, and parts of a IIIF manifest (Presentation API 3.0).
const HOLDERS: &[&str] = &["first", "items", "annotations", "resources", "canvases", "sequences", "otherContent"];

/// The annotations of a document in order, with notes on the rules that are broken.
fn items<'v>(value: &'v Value, notes: &mut Notes) -> Result<Vec<&'v Object>, String> {
    match value {
        Value::Object(object) => note_context(object, notes),
        // The items of a list have their own contexts.
        Value::Array(list) => list.iter().filter_map(Value::as_object).for_each(|object| note_context(object, notes)),
        _ => return Err("it is not an object".to_owned()),
    }
    let mut items = Vec::new();
    let mut is_collection = false;
    // Depth first, without recursion.
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(list) => open.extend(list.iter().rev()),
            Value::Object(object) if is_annotation(object) => items.push(object),
            Value::Object(object) => {
                let held: Vec<&Value> = HOLDERS.iter().filter_map(|key| object.get(*key)).collect();
                if ["AnnotationPage", "AnnotationCollection", "AnnotationList"].iter().any(|class| is_a(object, class))
                {
                    is_collection = true;
                    note_pages(object, notes);
                } else if held.is_empty() {
                    notes.add("an item that is not an annotation is skipped");
                }
                open.extend(held.into_iter().rev());
            }
            Value::String(iri) if is_iri(iri) => notes.add("an external annotation or page is skipped"),
            _ => notes.add("an item that is not an annotation is skipped"),
        }
    }
    for (number, object) in items.iter().enumerate() {
        let name = text(object, "id").map_or_else(|| format!("annotation {}", number + 1), str::to_owned);
        for deviation in rules::deviations(object) {
            notes.name(format!("an annotation deviates from the Recommendation: {deviation}"), &name);
        }
    }
    if items.is_empty() && !is_collection {
        return Err("there is no annotation in it".to_owned());
    }
    Ok(items)
}

/// True if an object is an annotation by its type or, without one, by its keys.
fn is_annotation(object: &Object) -> bool {
    is_a(object, "Annotation") || (object.contains_key("target") && !object.contains_key("items"))
}

/// Adds a note on a context other than the Recommendation's (3.1) or IIIF's, which includes it.
fn note_context(object: &Object, notes: &mut Notes) {
    let is_iiif = |context: &Value| context.as_str().is_some_and(|iri| iri.contains("//iiif.io/api/"));
    if many(object.get("@context")).any(is_iiif) {
        notes.add("the context is that of IIIF, which includes that of the Recommendation (3.1)");
    } else if let Err(why) = rules::context(object) {
        notes.add(why);
    }
}

/// Adds notes on deviations of a page or collection, and on external pages (5).
fn note_pages(object: &Object, notes: &mut Notes) {
    if let Err(why) = rules::identified(object) {
        notes.add(format!("a page or collection deviates from the Recommendation: {why}"));
    }
    if object.contains_key("next") || (object.contains_key("last") && object.get("last") != object.get("first")) {
        notes.add("the later pages are external");
    }
    if is_a(object, "AnnotationPage") && !object.get("items").is_some_and(Value::is_array) {
        notes.add("a page deviates from the Recommendation: it has no items (5.2)");
    }
}

/// The documents: each text with its annotations and the relations from them. Relations without a source are in the
/// last document.
fn documents(
    texts: Vec<(String, Article)>,
    marks: &[Vec<&Object>],
    homes: &HashMap<&str, usize>,
    links: &[((&str, &str), &Object)],
    own: Option<&Object>,
    cancellation: Cancellation<'_>,
    notes: &mut Notes,
) -> Result<Vec<Located>, ImportError> {
    let mut linked: Vec<Vec<&((&str, &str), &Object)>> = vec![Vec::new(); texts.len()];
    for link in links {
        let home = homes.get(link.0.0).copied().or(texts.len().checked_sub(1));
        home.into_iter().for_each(|home| linked[home].push(link));
    }
    let by_iri: HashMap<&str, &Object> =
        own_articles(own).filter_map(|article| Some((text(article, "id")?, article))).collect();
    let mut documents = Vec::new();
    for ((iri, article), (marks, links)) in texts.into_iter().zip(marks.iter().zip(linked)) {
        let mut reader = Marks { placer: Placer::new(&article.text, cancellation), notes, own: own.is_some() };
        let mut annotations: Vec<Annotation> = Vec::with_capacity(marks.len());
        for object in marks {
            cancellation.check()?;
            annotations.extend(reader.mark(object, &iri));
        }
        let relations: Vec<Relation> = links.iter().map(|(ends, object)| reader.relation(object, *ends)).collect();
        let Marks { mut placer, notes, .. } = reader;
        placer.report(notes);
        if annotations.is_empty() && relations.is_empty() && own.is_none() {
            continue;
        }
        let about = by_iri.get(iri.as_str()).copied();
        let path = about.and_then(|about| text(about, "gainsay:path")).unwrap_or(&article.file).to_owned();
        let set = collect(annotations, relations, notes);
        // One of several articles has those of its file itself; the collection has those of the project.
        let (file_extra, colours) = match own.filter(|own| own.get("gainsay:article").is_some_and(Value::is_object)) {
            Some(own) => (extra(own), tag_colours(own)),
            None => (
                about.map(|about| fields(about, "gainsay:fileExtra")).unwrap_or_default(),
                about.map(tag_colours).unwrap_or_default(),
            ),
        };
        let document = Document::new(article, set, file_extra).with_tag_colours(colours);
        documents.push(Located { path, document });
    }
    Ok(documents)
}

/// The colours of tags in Gainsay's own document.
fn tag_colours(object: &Object) -> TagColours {
    let colours = many(object.get("gainsay:tagColours")).filter_map(Value::as_object);
    colours.filter_map(|colour| Some((text(colour, "gainsay:tag")?, text(colour, "gainsay:colour")?))).collect()
}

/// The articles in Gainsay's own document: one, or those of a project.
fn own_articles(own: Option<&Object>) -> impl Iterator<Item = &Object> {
    many(own.and_then(|root| root.get("gainsay:article"))).filter_map(Value::as_object)
}

/// An article in Gainsay's own document.
fn own_article(object: &Object) -> Article {
    let words = |key: &str| text(object, key).unwrap_or_default().to_owned();
    let content = ArticleText::new(words("gainsay:text"));
    let spans = many(object.get("gainsay:structure")).filter_map(Value::as_object).filter_map(|span| {
        let number = |key: &str| span.get(key).and_then(Value::as_u64);
        let byte = |key: &str| {
            let scalar = ScalarOffset::new(usize::try_from(number(key)?).ok()?);
            content.byte_of_scalar(scalar)
        };
        Some(Span {
            range: ByteRange::new(byte("gainsay:start")?, byte("gainsay:end")?),
            element: Element::new(text(span, "gainsay:is")?),
            level: number("gainsay:level").and_then(|level| u8::try_from(level).ok()).unwrap_or_default(),
            number: number("gainsay:number").and_then(|number| u32::try_from(number).ok()),
            address: text(span, "gainsay:address").map(Into::into),
            extra: extra(span),
        })
    });
    let structure = Structure::new(&content, spans.collect::<Vec<_>>());
    // A detail that the article states otherwise was given by the person.
    let (mut stated, mut given) = (Details::default(), Details::default());
    let overridden = object.get("gainsay:stated").and_then(Value::as_object);
    for detail in &DETAILS {
        let key = format!("gainsay:{}", detail.id);
        let value = words(&key);
        match overridden.and_then(|overridden| text(overridden, &key)) {
            Some(own) => (*(detail.of_mut)(&mut stated), *(detail.of_mut)(&mut given)) = (own.to_owned(), value),
            None => *(detail.of_mut)(&mut stated) = value,
        }
    }
    Article {
        stated,
        given,
        file: words("gainsay:file"),
        media_type: words("format"),
        sha256: words("gainsay:sha256"),
        encoding: words("gainsay:encoding"),
        importer: words("gainsay:importer"),
        extra: extra(object),
        structure,
        text: content,
    }
}
