//! A document of the Recommendation as articles with their annotations.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use crate::formats::Document;
use crate::formats::pieces::is_iri;
use crate::formats::place::Placer;
use crate::formats::readers::{Notes, ReadError, Reading, Source, collected};
use crate::formats::texts::Texts;
use crate::formats::w3c::mark::{Marks, ends, extra, source_of, targets, text};
use crate::formats::w3c::rules::{self, is_a, many};
use crate::model::annotation::{Annotation, Relation};
use crate::model::article::{self, Article};
use crate::model::offset::{ByteRange, ScalarOffset};
use crate::model::structure::{Element, Span, Structure};
use crate::model::text::ArticleText;

type Object = Map<String, Value>;

/// Reads an annotation, a page or a collection of them (3.1, 5), or a list of annotations.
///
/// # Errors
/// If it is not JSON, or breaks a rule of the Recommendation. Of a page or a collection only the annotations that break
/// one are left out, which the notes say.
pub fn read(source: &Source<'_>) -> Result<Reading, ReadError> {
    let bytes = source.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(source.bytes);
    let value: Value = serde_json::from_slice(bytes).map_err(|error| wrong(error.to_string()))?;
    let mut notes = Notes::default();
    let items = items(&value, &mut notes).map_err(wrong)?;
    let own = value.as_object().filter(|root| root.contains_key("gainsay:article"));
    let ids: HashSet<&str> = items.iter().filter_map(|object| text(object, "id")).collect();
    let mut texts = Texts::default();
    if let Some(article) = own.and_then(|root| root.get("gainsay:article")).and_then(Value::as_object) {
        texts.add(text(article, "id").unwrap_or_default(), own_article(article));
    }
    let (mut marks, mut links) = (Vec::new(), Vec::new());
    for object in items {
        // What Gainsay wrote may link to what is not there.
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
        homes.extend(text(object, "id").map(|id| (id, home)));
    }
    let texts = texts.read(source, &mut notes)?;
    let documents = documents(texts, &by_text, &homes, &links, own, &mut notes);
    Ok(Reading { documents, notes })
}

fn wrong(why: String) -> ReadError {
    ReadError::Wrong { format: "W3C Web Annotation", why }
}

/// The valid annotations of a document.
fn items<'v>(value: &'v Value, notes: &mut Notes) -> Result<Vec<&'v Object>, String> {
    if let Value::Array(list) = value {
        for (number, one) in list.iter().enumerate() {
            let object = one.as_object().ok_or("a list holds something else than annotations")?;
            rules::context(object).map_err(|why| format!("annotation {}: {why}", number + 1))?;
        }
        return valid(list, notes);
    }
    let object = value.as_object().ok_or("it is not an object")?;
    rules::context(object)?;
    if is_a(object, "AnnotationPage") {
        return page(object, notes);
    }
    if is_a(object, "AnnotationCollection") {
        rules::identified(object)?;
        if object.contains_key("last") && object.get("last") != object.get("first") {
            notes.add("the later pages of the collection are elsewhere");
        }
        return match object.get("first") {
            Some(Value::Object(first)) => page(first, notes),
            Some(_) => {
                notes.add("the pages of the collection are elsewhere");
                Ok(Vec::new())
            }
            None => Ok(Vec::new()),
        };
    }
    rules::annotation(value)?;
    Ok(vec![object])
}

fn page<'v>(object: &'v Object, notes: &mut Notes) -> Result<Vec<&'v Object>, String> {
    rules::identified(object)?;
    if !is_a(object, "AnnotationPage") {
        return Err("the first page is no AnnotationPage (5.2)".to_owned());
    }
    if object.contains_key("next") {
        notes.add("the later pages are elsewhere");
    }
    let items = object.get("items").and_then(Value::as_array).ok_or("the page has no items (5.2)")?;
    valid(items, notes)
}

/// Those of several annotations that break no rule.
fn valid<'v>(list: &'v [Value], notes: &mut Notes) -> Result<Vec<&'v Object>, String> {
    let (mut taken, mut first) = (Vec::new(), None);
    for (number, one) in list.iter().enumerate() {
        match (one, rules::annotation(one)) {
            (Value::Object(object), Ok(())) => taken.push(object),
            (Value::String(iri), _) if is_iri(iri) => notes.add("an annotation that is elsewhere is left out"),
            (_, Ok(())) => {}
            (_, Err(why)) => {
                notes.add(format!("annotation {} is left out: {why}", number + 1));
                first = first.or(Some(format!("annotation {}: {why}", number + 1)));
            }
        }
    }
    match first {
        Some(why) if taken.is_empty() => Err(why),
        _ => Ok(taken),
    }
}

/// Each text with its annotations, and with the relations that start from them; those that start from nowhere are with
/// the last one.
fn documents(
    texts: Vec<(String, Article)>,
    marks: &[Vec<&Object>],
    homes: &HashMap<&str, usize>,
    links: &[((&str, &str), &Object)],
    own: Option<&Object>,
    notes: &mut Notes,
) -> Vec<Document> {
    let mut linked: Vec<Vec<&((&str, &str), &Object)>> = vec![Vec::new(); texts.len()];
    for link in links {
        let home = homes.get(link.0.0).copied().or(texts.len().checked_sub(1));
        home.into_iter().for_each(|home| linked[home].push(link));
    }
    let mut documents = Vec::new();
    for ((iri, article), (marks, links)) in texts.into_iter().zip(marks.iter().zip(linked)) {
        let mut reader = Marks { placer: Placer::new(&article.text), notes, own: own.is_some() };
        let annotations: Vec<Annotation> = marks.iter().filter_map(|object| reader.mark(object, &iri)).collect();
        let relations: Vec<Relation> = links.iter().map(|(ends, object)| reader.relation(object, *ends)).collect();
        if annotations.is_empty() && relations.is_empty() && own.is_none() {
            continue;
        }
        let path = own.and_then(|root| root.get("gainsay:article")?.get("gainsay:path")?.as_str());
        documents.push(Document {
            path: path.unwrap_or(&article.file).to_owned(),
            set: collected(annotations, relations),
            extra: own.map(extra).unwrap_or_default(),
            article,
        });
    }
    documents
}

/// The article that Gainsay wrote into the document.
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
    Article {
        title: words("gainsay:title"),
        file: words("gainsay:file"),
        media_type: words("format"),
        sha256: words("gainsay:sha256"),
        encoding: words("gainsay:encoding"),
        source: article::Source {
            byline: words("gainsay:byline"),
            site: words("gainsay:site"),
            published: words("gainsay:published"),
            address: words("gainsay:address"),
        },
        importer: words("gainsay:importer"),
        extra: extra(object),
        structure,
        text: content,
    }
}
