//! W3C Web Annotation export and import: JSON-LD (Recommendation "Web Annotation Data Model", 23 February 2017).

mod mark;
mod read;
mod rules;
mod select;
mod time;
mod write;

pub use read::read;
pub use write::{write, write_all};

/// The context of the Recommendation.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// The namespace of `gainsay:`. The domain `.invalid` never resolves (RFC 2606), since the IRI is only a name.
const NAMESPACE: &str = "https://gainsay.invalid/ns#";
