//! The MUSTs of the Recommendation that can be checked in JSON. An annotation that breaks one is read as far as
//! possible, with a note.
//!
//! These are the MUSTs in the test suite's schemas, and the SHOULDs without which a value cannot be read. Section
//! numbers are the Recommendation's.

use serde_json::{Map, Value};

use crate::encoding::uri::is_iri;
use crate::interchange::w3c::CONTEXT;
use crate::model::annotation::Time;

type Object = Map<String, Value>;
type Rule = Result<(), String>;

/// Checks that a document uses the Recommendation's context, without expanding it (3.1).
///
/// # Errors
/// The missing part of the context.
pub fn context(object: &Object) -> Rule {
    let is_there = match object.get("@context") {
        Some(Value::Array(contexts)) => contexts.iter().any(|one| one == CONTEXT),
        Some(context) => context == CONTEXT,
        None => false,
    };
    is_there.then_some(()).ok_or_else(|| format!("its @context lacks {CONTEXT} (3.1)"))
}

/// True if the types of an object include a class.
pub fn is_a(object: &Object, class: &str) -> bool {
    classes(object).any(|one| one == class)
}

fn classes(object: &Object) -> impl Iterator<Item = &str> {
    // The prefix of the older Open Annotation, as in IIIF 2.
    many(object.get("type")).filter_map(Value::as_str).map(|class| class.strip_prefix("oa:").unwrap_or(class))
}

/// The values under a key: none, one or several.
pub fn many(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let (one, several) = match value {
        Some(Value::Array(several)) => (None, Some(several)),
        one => (one, None),
    };
    one.into_iter().chain(several.into_iter().flatten())
}

/// The value under a key, or the only item of an array.
pub fn only(value: Option<&Value>) -> Option<&Value> {
    match value {
        Some(Value::Array(several)) => several.first().filter(|_| several.len() == 1),
        one => one,
    }
}

/// The rules that an annotation breaks (3.1), except those of its context: for its id, itself, and each body and target
/// the first one.
pub fn deviations(object: &Object) -> Vec<String> {
    let mut found = Vec::new();
    let mut check = |rule: Rule| found.extend(rule.err());
    check(identified(object));
    check(if is_a(object, "Annotation") { Ok(()) } else { Err("its type is not Annotation (3.1)".to_owned()) });
    check(match object.get("target") {
        None => Err("it has no target (3.1)".to_owned()),
        Some(Value::Array(several)) if several.is_empty() => Err("it has no target (3.1)".to_owned()),
        Some(_) => Ok(()),
    });
    if object.contains_key("body") && object.contains_key("bodyValue") {
        check(Err("it has both a body and a bodyValue (3.2.5)".to_owned()));
    }
    if object.contains_key("bodyValue") && only(object.get("bodyValue")).and_then(Value::as_str).is_none() {
        check(Err("its bodyValue is not one string (3.2.5)".to_owned()));
    }
    check(described(object));
    check(one(object, "generated", is_moment, "3.3.1"));
    let styled = object.contains_key("stylesheet");
    for (key, is_body) in [("body", true), ("target", false)] {
        for value in many(object.get(key)) {
            check(resource(value, is_body, styled, true).map_err(|why| format!("a {key}: {why}")));
        }
    }
    found
}

/// Checks that there is one id and that it is an IRI.
pub fn identified(object: &Object) -> Rule {
    match only(object.get("id")) {
        Some(Value::String(id)) if is_iri(id) => Ok(()),
        Some(_) => Err("its id is not an IRI (3.1)".to_owned()),
        None if object.contains_key("id") => Err("it does not have exactly one id (3.1)".to_owned()),
        None => Err("it has no id (3.1)".to_owned()),
    }
}

/// Checks the properties shared by annotations, bodies and targets (3.3).
fn described(object: &Object) -> Rule {
    one(object, "created", is_moment, "3.3.1")?;
    one(object, "modified", is_moment, "3.3.1")?;
    one(object, "canonical", is_iri, "3.3.7")?;
    each(object, "via", is_iri, "3.3.7")?;
    each(object, "rights", is_iri, "3.3.6")?;
    for key in ["creator", "generator"] {
        let is_agent = |value: &Value| value.is_object() || value.as_str().is_some_and(is_iri);
        if !many(object.get(key)).all(is_agent) {
            return Err(format!("its {key} is neither an object nor an IRI (3.3.1)"));
        }
    }
    Ok(())
}

/// Checks that there is at most one value under a key, and that it is an allowed one.
fn is_moment(value: &str) -> bool {
    Time::new(value).is_rfc3339()
}

fn one(object: &Object, key: &str, is: fn(&str) -> bool, section: &str) -> Rule {
    match object.get(key) {
        None => Ok(()),
        value if only(value).and_then(Value::as_str).is_some_and(is) => Ok(()),
        Some(_) => Err(format!("its {key} is not one value of the required type ({section})")),
    }
}

fn each(object: &Object, key: &str, is: fn(&str) -> bool, section: &str) -> Rule {
    let fits = many(object.get(key)).all(|value| value.as_str().is_some_and(is));
    fits.then_some(()).ok_or_else(|| format!("its {key} is not of the required type ({section})"))
}

/// Checks a body or a target (3.2), or an item of a set of them.
fn resource(value: &Value, is_body: bool, styled: bool, may_be_set: bool) -> Rule {
    let object = match value {
        Value::String(iri) if is_iri(iri) => return Ok(()),
        Value::String(_) => return Err("it is not an IRI (3.2)".to_owned()),
        Value::Object(object) => object,
        _ => return Err("it is neither an IRI nor an object (3.2)".to_owned()),
    };
    described(object)?;
    each(object, "format", |_| true, "3.2.1")?;
    each(object, "language", |_| true, "3.2.1")?;
    one(object, "textDirection", |direction| ["ltr", "rtl", "auto"].contains(&direction), "3.2.1")?;
    let has = |key: &str| object.contains_key(key);
    let lacks = |what: &str, keys: &[&str]| match keys.iter().find(|key| has(key)) {
        Some(key) => Err(format!("{what} has no {key} (3.2, 4)")),
        None => Ok(()),
    };
    if has("items") {
        let set = classes(object).filter(|class| ["Choice", "List", "Composite", "Independents"].contains(class));
        if set.count() != 1 || !may_be_set {
            return Err("its items are not those of one Choice, List, Composite or Independents (3.2.7)".to_owned());
        }
        lacks("a set", &["value", "source", "purpose"])?;
        let items = object.get("items").and_then(Value::as_array).filter(|items| !items.is_empty());
        let items = items.ok_or("its items are not a list (3.2.7)")?;
        return items.iter().try_for_each(|item| resource(item, is_body, styled, false));
    }
    if has("source") {
        lacks("a Specific Resource", &["value"])?;
        return specific(object, styled);
    }
    if has("value") {
        if !is_body {
            return Err("a target may not be a TextualBody (3.2.4)".to_owned());
        }
        let is_text = object.get("value").is_some_and(Value::is_string);
        return is_text.then_some(()).ok_or_else(|| "its value is not one string (3.2.4)".to_owned());
    }
    if has("selector") {
        return Err("a Specific Resource has no source (4)".to_owned());
    }
    if !is_body && is_a(object, "TextualBody") {
        return Err("a target may not be a TextualBody (3.2.4)".to_owned());
    }
    lacks("an external resource", &["purpose"])?;
    identified(object)
}

/// Checks a Specific Resource (4).
fn specific(object: &Object, styled: bool) -> Rule {
    match object.get("source") {
        Some(Value::String(iri)) if is_iri(iri) => {}
        Some(Value::Object(source)) => {
            identified(source)?;
            described(source)?;
        }
        _ => return Err("its source is not one resource (4)".to_owned()),
    }
    if object.contains_key("styleClass") && !styled {
        return Err("it has a styleClass, and the annotation no stylesheet (4.4)".to_owned());
    }
    many(object.get("selector")).try_for_each(|value| part(value, selector))?;
    many(object.get("state")).try_for_each(|value| part(value, state))
}

/// Checks a selector or a state, embedded or referenced.
fn part(value: &Value, rule: fn(&Object, &str) -> Rule) -> Rule {
    match value {
        Value::String(iri) if is_iri(iri) => Ok(()),
        Value::Object(object) => match only(object.get("type")).and_then(Value::as_str) {
            Some(class) => {
                rule(object, class)?;
                // A selector may refine a state (4.3.3).
                many(object.get("refinedBy")).try_for_each(|value| part(value, refinement))
            }
            None => identified(object),
        },
        _ => Err("a selector or state is neither an IRI nor an object (4.2, 4.3)".to_owned()),
    }
}

fn refinement(object: &Object, class: &str) -> Rule {
    if class.ends_with("State") { state(object, class) } else { selector(object, class) }
}

fn selector(object: &Object, class: &str) -> Rule {
    let text = |key: &str| object.get(key).is_some_and(Value::is_string);
    let number = |key: &str| object.get(key).is_some_and(Value::is_u64);
    let fits = match class {
        "FragmentSelector" => {
            one(object, "conformsTo", is_iri, "4.2.1")?;
            text("value")
        }
        "CssSelector" | "XPathSelector" => text("value"),
        "TextQuoteSelector" => {
            text("exact") && ["prefix", "suffix"].iter().all(|key| text(key) || !object.contains_key(*key))
        }
        "TextPositionSelector" | "DataPositionSelector" => number("start") && number("end"),
        "SvgSelector" => text("value") != object.contains_key("id"),
        "RangeSelector" => {
            for key in ["startSelector", "endSelector"] {
                let end = object.get(key).ok_or_else(|| format!("a RangeSelector has no {key} (4.2.8)"))?;
                part(end, selector)?;
            }
            true
        }
        _ => return Err(format!("there is no {class} (4.2)")),
    };
    fits.then_some(()).ok_or_else(|| format!("a {class} has no value to select by, or several (4.2)"))
}

fn state(object: &Object, class: &str) -> Rule {
    let has = |key: &str| object.contains_key(key);
    let fits = match class {
        "TimeState" => {
            each(object, "sourceDate", is_moment, "4.3.1")?;
            has("sourceDate") != (has("sourceDateStart") && has("sourceDateEnd"))
        }
        "HttpRequestState" => object.get("value").is_some_and(Value::is_string),
        _ => return Err(format!("there is no {class} (4.3)")),
    };
    fits.then_some(()).ok_or_else(|| format!("a {class} has no value (4.3)"))
}
