//! ZIP archives: parts by name, unpacked within limits.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::encoding::{Cancellation, FileError};

/// Maximum number of parts.
pub const MAX_PARTS: usize = 20_000;
/// Maximum unpacked size of a part, in bytes.
pub const MAX_PART: u64 = 128 << 20;
/// Maximum unpacked size of all parts that are read, in bytes.
pub const MAX_UNPACKED: u64 = 512 << 20;
/// Unpacked size without a limit on the ratio; above, [`MAX_RATIO`] applies.
const FREE: u64 = 16 << 20;
/// Maximum compression ratio of a large part: text has 3 to 20, runs of one byte 1000.
pub const MAX_RATIO: u64 = 200;

/// Bytes unpacked between two cancellation checks.
const STRETCH: u64 = 1 << 20;

/// A ZIP archive whose parts are read by name.
#[derive(Debug)]
pub struct Archive<'a> {
    /// The kind of document, for messages: "Word document".
    what: &'static str,
    cancellation: Cancellation<'a>,
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Indices of parts, by name in lower case with `/` between folders.
    parts: BTreeMap<String, usize>,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl<'a> Archive<'a> {
    /// Opens an archive without unpacking anything.
    ///
    /// # Errors
    /// If it is not one, is truncated, or has too many parts.
    pub fn open(bytes: &'a [u8], what: &'static str, cancellation: Cancellation<'a>) -> Result<Self, FileError> {
        if declared_parts(bytes).is_some_and(|parts| parts > MAX_PARTS) {
            return Err(FileError::TooLarge { what, limit: "20,000 parts" });
        }
        let damaged = |error: ZipError| FileError::Damaged { what, why: error.to_string() };
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        if zip.len() > MAX_PARTS {
            return Err(FileError::TooLarge { what, limit: "20,000 parts" });
        }
        let named = (0..zip.len()).filter_map(|index| Some((normal(&zip.name_for_index(index)?.ok()?), index)));
        let parts = named.collect();
        Ok(Self { what, cancellation, zip, parts, left: MAX_UNPACKED })
    }

    /// True if there is a part of this name.
    pub fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&normal(name))
    }

    /// The names of all parts, in lower case.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    /// The bytes of a part; `None` if there is none of this name.
    ///
    /// # Errors
    /// If it is damaged, encrypted, exceeds a limit, or reading was cancelled.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, FileError> {
        let Some(&index) = self.parts.get(&normal(name)) else { return Ok(None) };
        let what = self.what;
        let limit = self.left.min(MAX_PART);
        let file = self.zip.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => FileError::Protected { what },
            error => FileError::Damaged { what, why: format!("{name}: {error}") },
        })?;
        let limit = limit.min(FREE.max(file.compressed_size().saturating_mul(MAX_RATIO)));
        let mut bytes = Vec::new();
        let mut bounded = file.take(limit + 1);
        loop {
            self.cancellation.check()?;
            let read = bounded.by_ref().take(STRETCH).read_to_end(&mut bytes);
            match read.map_err(|error| FileError::Damaged { what, why: format!("{name}: {error}") })? {
                0 => break,
                _ => continue,
            }
        }
        let unpacked = bytes.len() as u64;
        if unpacked > limit {
            return Err(FileError::TooLarge { what, limit: "the maximum unpacked size" });
        }
        self.left -= unpacked;
        Ok(Some(bytes))
    }

    /// The bytes of a required part.
    ///
    /// # Errors
    /// As [`Archive::part`], and if there is none of this name.
    pub fn needed(&mut self, name: &str) -> Result<Vec<u8>, FileError> {
        let what = self.what;
        self.part(name)?.ok_or_else(|| FileError::Damaged { what, why: format!("{name} is missing") })
    }
}

/// Normalises a part name: OPC ignores case (ISO/IEC 29500-2, 6.2.2.3), and some programs write `\`.
fn normal(name: &str) -> String {
    name.trim_start_matches(['/', '\\']).replace('\\', "/").to_lowercase()
}

/// The number of parts in the end record (APPNOTE 6.3.10, 4.3.16), read before any is listed.
fn declared_parts(bytes: &[u8]) -> Option<usize> {
    /// Length of the record with the longest comment.
    const LONGEST: usize = 22 + 0xFFFF;
    let end = &bytes[bytes.len().saturating_sub(LONGEST)..];
    let at = end.windows(4).rposition(|piece| piece == b"PK\x05\x06")?;
    let count = end.get(at + 10..at + 12)?;
    Some(usize::from(u16::from_le_bytes([count[0], count[1]])))
}
