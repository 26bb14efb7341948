//! ClaimReview export (schema.org): the claims as JSON-LD, for publishers of fact-checks.
//!
//! Gainsay gives no verdict: `reviewRating` and other properties that search engines require are left to the publisher.
//! Denials and evidence are not reviews and are omitted.

use serde_json::{Map, Value, json};

use crate::encoding::uri::is_iri;
use crate::interchange::passages::{changes, quotation};
use crate::model::annotation::{Annotation, Speaker};
use crate::model::document::Document;

/// The reviewed kind.
pub const CLAIM: &str = "claim";

/// Writes the graph.
pub fn write(document: &Document) -> String {
    let claims = document.set().annotations().iter().filter(|mark| mark.kind.id() == CLAIM);
    let reviews: Vec<Value> = claims.map(|claim| review(document, claim)).collect();
    let whole = json!({ "@context": "https://schema.org", "@graph": reviews });
    // Strings under string keys always serialise.
    serde_json::to_string_pretty(&whole).map(|json| json + "\n").unwrap_or_default()
}

fn review(document: &Document, claim: &Annotation) -> Value {
    let text = quotation(&document.article().text, &claim.target);
    let mut reviewed = object("Claim", [("text", json!(text)), ("appearance", appearance(document))]);
    // Text published under a speaker's name must not be taken for the marked text if it has changed.
    let changes = changes(&document.article().text, claim);
    if !changes.is_empty() {
        let warning =
            format!("The wording changed since it was marked, and nobody confirmed it: {}", changes.join("; "));
        reviewed.insert("disambiguatingDescription".to_owned(), json!(warning));
    }
    reviewed.extend(claim.speaker.as_ref().map(|speaker| ("author".to_owned(), author(speaker))));
    let non_empty = |text: &str| if text.is_empty() { Value::Null } else { json!(text) };
    let person = Some(claim.creator.as_ref()).filter(|name| !name.is_empty());
    let person = person.map(|name| Value::Object(object("Person", [("name", json!(name))])));
    let keywords = if claim.tags.is_empty() { Value::Null } else { json!(claim.tags) };
    Value::Object(object(
        "ClaimReview",
        [
            ("identifier", json!(claim.id.as_str())),
            ("claimReviewed", json!(text)),
            ("itemReviewed", Value::Object(reviewed)),
            ("reviewBody", non_empty(&claim.note)),
            ("keywords", keywords),
            ("author", person.unwrap_or_default()),
            ("dateCreated", non_empty(claim.created.as_str())),
            ("dateModified", non_empty(claim.modified.as_str())),
        ],
    ))
}

/// The appearance of the claim: the article.
fn appearance(document: &Document) -> Value {
    let article = document.article();
    let non_empty = |text: &str| if text.is_empty() { Value::Null } else { json!(text) };
    let named = |class: &str, name: &str| match name {
        "" => Value::Null,
        name => Value::Object(object(class, [("name", json!(name))])),
    };
    let address = Some(article.address()).filter(|address| is_iri(address));
    Value::Object(object(
        "Article",
        [
            ("headline", json!(article.name())),
            ("url", address.map_or(Value::Null, |address| json!(address))),
            ("author", named("Person", article.byline())),
            ("publisher", named("Organization", article.site())),
            ("datePublished", non_empty(article.published())),
        ],
    ))
}

/// The author of the claim, without a type, since it may be a person or an organisation.
fn author(speaker: &Speaker) -> Value {
    let mut author = object("Thing", [("name", json!(speaker.label()))]);
    if speaker.voice.id() != "named" {
        author.insert("disambiguatingDescription".to_owned(), json!(format!("{} voice", speaker.voice.id())));
    }
    Value::Object(author)
}

/// An object of a type without null values.
fn object<'k>(class: &str, properties: impl IntoIterator<Item = (&'k str, Value)>) -> Map<String, Value> {
    let non_empty = properties.into_iter().filter(|(_, value)| !value.is_null());
    let non_empty = non_empty.map(|(key, value)| (key.to_owned(), value));
    [("@type".to_owned(), json!(class))].into_iter().chain(non_empty).collect()
}
