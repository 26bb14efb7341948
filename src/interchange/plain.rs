//! Plain fields as JSON.

use serde_json::json;

use crate::model::field::{Plain, Value};

/// The value of a plain field; null for the default.
pub fn json<T>(field: &Plain<T>, of: &T) -> serde_json::Value {
    match (field.get)(of) {
        _ if field.is_default(of) => serde_json::Value::Null,
        Value::Text(text) => json!(text),
        Value::Flag(flag) => json!(flag),
        Value::List(texts) => json!(texts),
    }
}
