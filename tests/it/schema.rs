//! The part of JSON Schema (draft 4) that the test suite of the Web Annotation Data Model uses.

use std::collections::HashMap;

use serde_json::{Map, Value};

/// Schemas by the names of their files.
#[derive(Default)]
pub struct Schemas(pub HashMap<String, Value>);

impl Schemas {
    /// Validates a value against the schema of a file.
    pub fn check(&self, file: &str, value: &Value) -> Result<(), String> {
        self.holds(file, &self.0[file], value)
    }

    fn holds(&self, file: &str, schema: &Value, value: &Value) -> Result<(), String> {
        let Value::Object(schema) = schema else { panic!("{schema} in {file} is no schema") };
        // Draft 4 ignores keywords beside a reference; the suite relies on them.
        if let Some(reference) = schema.get("$ref") {
            let (other, place) = reference.as_str().unwrap().split_once('#').unwrap();
            let other = if other.is_empty() { file } else { other };
            self.holds(other, self.0[other].pointer(place).expect(place), value)?;
        }
        schema.iter().try_for_each(|(keyword, wanted)| self.keyword(file, schema, keyword, wanted, value))
    }

    fn keyword(
        &self,
        file: &str,
        schema: &Map<String, Value>,
        keyword: &str,
        wanted: &Value,
        value: &Value,
    ) -> Result<(), String> {
        let all = |schemas: &Value| -> usize {
            schemas.as_array().unwrap().iter().filter(|one| self.holds(file, one, value).is_ok()).count()
        };
        let object = value.as_object();
        let array = value.as_array();
        let length = |list: &Vec<Value>| list.len() as u64;
        let holds = match keyword {
            "type" => many(wanted).iter().any(|name| is_of_type(name.as_str().unwrap(), value)),
            "enum" => wanted.as_array().unwrap().contains(value),
            "minItems" => array.is_none_or(|list| length(list) >= wanted.as_u64().unwrap()),
            "maxItems" => array.is_none_or(|list| length(list) <= wanted.as_u64().unwrap()),
            "minimum" => value.as_f64().is_none_or(|number| number >= wanted.as_f64().unwrap()),
            "format" => value.as_str().is_none_or(|words| is_formatted(wanted.as_str().unwrap(), words)),
            "pattern" => value.as_str().is_none_or(|words| matches(wanted.as_str().unwrap(), words)),
            "required" => {
                let names = || wanted.as_array().unwrap().iter().map(|name| name.as_str().unwrap());
                object.is_none_or(|object| names().all(|name| object.contains_key(name)))
            }
            "dependencies" => object.is_none_or(|object| {
                let mut present = wanted.as_object().unwrap().iter().filter(|(key, _)| object.contains_key(*key));
                present.all(|(_, needs)| {
                    needs.as_array().unwrap().iter().all(|need| object.contains_key(need.as_str().unwrap()))
                })
            }),
            "oneOf" => all(wanted) == 1,
            "anyOf" => all(wanted) > 0,
            "allOf" => all(wanted) == wanted.as_array().unwrap().len(),
            "not" => self.holds(file, wanted, value).is_err(),
            "items" => return array.into_iter().flatten().try_for_each(|item| self.holds(file, wanted, item)),
            "properties" => {
                let Some(object) = object else { return Ok(()) };
                let present = wanted.as_object().unwrap().iter().filter_map(|(key, of)| Some((of, object.get(key)?)));
                return present.into_iter().try_for_each(|(schema, value)| self.holds(file, schema, value));
            }
            "patternProperties" => {
                let Some(object) = object else { return Ok(()) };
                return wanted.as_object().unwrap().iter().try_for_each(|(pattern, schema)| {
                    let mut fitting = object.iter().filter(|(key, _)| matches(pattern, key));
                    fitting.try_for_each(|(_, value)| self.holds(file, schema, value))
                });
            }
            _ => true,
        };
        holds
            .then_some(())
            .ok_or_else(|| format!("{keyword} {wanted} of {file} ({:?}) does not hold", schema.get("title")))
    }
}

fn many(value: &Value) -> Vec<&Value> {
    value.as_array().map_or_else(|| vec![value], |list| list.iter().collect())
}

fn is_of_type(name: &str, value: &Value) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("there is no type {other}"),
    }
}

fn matches(pattern: &str, words: &str) -> bool {
    regex::Regex::new(pattern).unwrap().is_match(words)
}

/// The formats of URIs in ASCII (RFC 3986) and of moments (RFC 3339).
fn is_formatted(format: &str, words: &str) -> bool {
    match format {
        "uri" => matches(r"^[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+$", words),
        "date-time" => {
            matches(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9:]{8}(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})$", words)
        }
        other => panic!("there is no format {other}"),
    }
}
