//! Documents that are ZIP archives, made of the parts that the bytes spell: damage then reaches what is in them, and does not
//! end at a checksum.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::import;

/// What stands before the name of a part, on a line of its own.
const PART: &str = "== ";

/// A document is read or refused, be the bytes an archive or its parts: a line `== NAME` each, then what is in it.
pub fn opens(id: &str, bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        return import::opens(id, bytes);
    }
    let source = String::from_utf8_lossy(bytes);
    let parts: Vec<(&str, &[u8])> = source
        .split(PART)
        .skip(1)
        .map(|part| part.split_once('\n').unwrap_or((part, "")))
        .filter(|(name, _)| name.len() < 200)
        .take(20)
        .map(|(name, part)| (name, part.as_bytes()))
        .collect();
    import::opens(id, &archive(&parts));
}

/// An archive of parts as they are; of several with one name, the first.
pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        if zip.start_file(*name, stored).is_ok() {
            zip.write_all(bytes).expect("in memory");
        }
    }
    zip.finish().expect("in memory").into_inner()
}
