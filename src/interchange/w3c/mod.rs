//! W3C Web Annotation JSON-LD (Recommendation "Web Annotation Data Model", 23 February 2017), in and out.

mod mark;
mod read;
mod rules;
mod select;
mod write;

pub use read::read;
pub use write::write;

/// The context of the Recommendation.
const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// What `gainsay:` stands for. The domain `.invalid` never resolves (RFC 2606): an IRI that names and is not looked up.
const NAMESPACE: &str = "https://gainsay.invalid/ns#";
