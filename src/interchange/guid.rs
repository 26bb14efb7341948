//! UUIDs for formats that allow no other ids.

use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

use crate::model::annotation::Id;

/// The id itself if it is a UUID as spelled in RFC 9562, else a UUID derived from it.
pub fn guid(id: &Id) -> String {
    if is_guid(id.as_str()) { id.as_str().to_owned() } else { made("annotation", &[id.as_str()]) }
}

/// True if an id is a UUID as spelled in RFC 9562, section 4: 32 lower-case hexadecimal digits with hyphens.
pub fn is_guid(id: &str) -> bool {
    Uuid::try_parse(id).is_ok_and(|uuid| uuid.to_string() == id)
}

/// A UUID of version 8 (RFC 9562, 5.8) derived from a class and names.
pub fn made(class: &str, names: &[&str]) -> String {
    let mut hash = Sha256::new();
    for part in [class].iter().chain(names) {
        // With its length, so that different lists never give the same bytes.
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    Builder::from_custom_bytes(bytes).into_uuid().to_string()
}
