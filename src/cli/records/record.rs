//! A record: a JSON object, of which the fields that are none of ours stay as they are spelled.

use std::borrow::Cow;
use std::fmt;
use std::path::PathBuf;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use crate::encoding::base64;
use crate::jobs::content::Content;

/// The field with the path of a file.
const PATH: &str = "path";
/// The field with the article as text.
const CONTENT: &str = "content";
/// The field with the bytes of the article in base64.
const BASE64: &str = "base64";
/// The field with the content of the annotation file.
const ANNOTATIONS: &str = "annotations";

/// The name of an article without a path.
const NAMELESS: &str = "article";

/// A record.
pub struct Record {
    fields: Vec<(String, Box<RawValue>)>,
}

/// The document of a record.
pub enum Document {
    /// In files, of which this is one.
    File(PathBuf),
    /// In the record.
    Content(Content),
}

/// The fields of a record that are given back.
#[derive(Default)]
pub struct Given<'a>(Vec<(&'a str, &'a RawValue)>);

impl Serialize for Given<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// The fields of an object, in their order.
struct Fields(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a record, which is a JSON object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Vec::new();
                while let Some(field) = map.next_entry()? {
                    fields.push(field);
                }
                Ok(Fields(fields))
            }
        }

        deserializer.deserialize_map(Object)
    }
}

impl Record {
    /// Parses a line.
    ///
    /// # Errors
    /// With a message for the person.
    pub fn parse(line: &[u8]) -> Result<Self, String> {
        let Fields(fields) = serde_json::from_slice(line).map_err(|error| format!("not a record: {error}"))?;
        Ok(Self { fields })
    }

    /// Its document.
    ///
    /// # Errors
    /// With a message for the person, if it names none, or holds what cannot be one.
    pub fn document(&self) -> Result<Document, String> {
        document(&self.fields)
    }

    /// The fields to give back: all but the contents, and those with names in `own`, which the result has.
    pub fn given(&self, own: &[String]) -> Given<'_> {
        let is_given =
            |name: &str| ![CONTENT, BASE64, ANNOTATIONS].contains(&name) && !own.iter().any(|own| own == name);
        let fields = self.fields.iter().filter(|(name, _)| is_given(name));
        Given(fields.map(|(name, value)| (name.as_str(), &**value)).collect())
    }

    /// The path of the article in exports: that of the record, with `/` between its parts.
    pub fn path(&self) -> Option<String> {
        text(&self.fields, PATH).ok().flatten().map(Cow::into_owned)
    }
}

/// The text of a field; `None` if it is missing or null.
fn text<'a>(fields: &'a [(String, Box<RawValue>)], name: &str) -> Result<Option<Cow<'a, str>>, String> {
    let Some((_, value)) = fields.iter().find(|(field, _)| field == name) else { return Ok(None) };
    serde_json::from_str(value.get()).map_err(|_| format!("the field {name} is not a text"))
}

/// The bytes of a text in base64. Anything else is an error, since its letters would be bytes by accident.
fn decoded(text: &str) -> Result<Vec<u8>, String> {
    let digits = text.trim_end().trim_end_matches('=');
    let is_fit = |c: char| c.is_ascii_alphanumeric() || c == '+' || c == '/' || c.is_ascii_whitespace();
    if digits.chars().all(is_fit) {
        Ok(base64::decode(text.as_bytes()))
    } else {
        Err(format!("the field {BASE64} is not base64"))
    }
}

fn document(fields: &[(String, Box<RawValue>)]) -> Result<Document, String> {
    let path = text(fields, PATH)?.map(|path| PathBuf::from(path.as_ref()));
    let content = text(fields, CONTENT)?.map(|content| content.into_owned().into_bytes());
    let bytes = text(fields, BASE64)?.map(|bytes| decoded(&bytes)).transpose()?;
    let annotations = text(fields, ANNOTATIONS)?.map(|content| content.into_owned().into_bytes());
    let article = match (content, bytes) {
        (Some(_), Some(_)) => return Err(format!("the record has both {CONTENT} and {BASE64}")),
        (content, bytes) => content.or(bytes),
    };
    match (path, article, annotations) {
        (Some(path), None, None) => Ok(Document::File(path)),
        (None, None, None) => {
            Err(format!("the record has no {PATH}, no article ({CONTENT} or {BASE64}) and no {ANNOTATIONS}"))
        }
        (path, article, annotations) => {
            let name = path.unwrap_or_else(|| PathBuf::from(NAMELESS));
            Ok(Document::Content(Content { name, article, annotations }))
        }
    }
}
