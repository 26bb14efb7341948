//! ZIP documents built from parts in the bytes, so that damage reaches the content instead of ending at a checksum.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::import;

/// The prefix of a line with the name of a part.
const PART: &str = "== ";

/// Reads or refuses a document. The bytes are an archive or its parts: a line `== NAME`, then the content.
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

/// An archive of uncompressed parts; of several with the same name, the first.
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
