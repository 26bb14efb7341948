//! Globally unique ids for formats that know no others.

use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

use crate::model::annotation::Id;

/// The id itself if it is a UUID as RFC 9562 spells it, else a UUID that stands for it: always the same.
pub fn guid(id: &Id) -> String {
    if is_guid(id.as_str()) { id.as_str().to_owned() } else { made("annotation", &[id.as_str()]) }
}

/// True if an id is a UUID as RFC 9562, section 4, spells it: 32 small hexadecimal digits with hyphens.
pub fn is_guid(id: &str) -> bool {
    Uuid::try_parse(id).is_ok_and(|uuid| uuid.to_string() == id)
}

/// A UUID of version 8 (RFC 9562, 5.8) that stands for something of a class by its names.
pub fn made(class: &str, names: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in [class].iter().chain(names) {
        // With its length, so that no two lists are one text.
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    Builder::from_custom_bytes(bytes).into_uuid().to_string()
}
