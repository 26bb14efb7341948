//! ZIP archives: parts by name, unpacked within limits.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::encoding::{Cancellation, FileError};

/// Most parts an archive may have.
pub const MAX_PARTS: usize = 20_000;
/// Most bytes that one part may unpack to.
pub const MAX_PART: u64 = 128 << 20;
/// Most bytes that all parts that are read may unpack to.
pub const MAX_UNPACKED: u64 = 512 << 20;
/// What a part may unpack to whatever its ratio; beyond, it may have at most [`MAX_RATIO`].
const FREE: u64 = 16 << 20;
/// How many times its packed size a large part may unpack to: text takes 3 to 20, runs of one byte 1000.
pub const MAX_RATIO: u64 = 200;

/// Bytes that are unpacked between two looks at whether to go on.
const STRETCH: u64 = 1 << 20;

/// An archive whose parts are read by name.
#[derive(Debug)]
pub struct Archive<'a> {
    /// What to call the document in messages: "Word document".
    what: &'static str,
    cancellation: Cancellation<'a>,
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Where each part is, by its name in small letters with `/` between folders.
    parts: BTreeMap<String, usize>,
    /// How much more may be unpacked.
    left: u64,
}

impl<'a> Archive<'a> {
    /// Opens an archive, without unpacking anything.
    ///
    /// # Errors
    /// If it is none, cut off, or has too many parts.
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

    /// The names of all parts, in small letters.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.keys().map(String::as_str)
    }

    /// The bytes of a part; `None` if there is none of this name.
    ///
    /// # Errors
    /// If it is damaged, encrypted, or unpacks to more than the bounds say, or the person cancelled it.
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
            return Err(FileError::TooLarge { what, limit: "what an honest document unpacks to" });
        }
        self.left -= unpacked;
        Ok(Some(bytes))
    }

    /// The bytes of a part that must be there.
    ///
    /// # Errors
    /// As [`Archive::part`], and if there is none of this name.
    pub fn needed(&mut self, name: &str) -> Result<Vec<u8>, FileError> {
        let what = self.what;
        self.part(name)?.ok_or_else(|| FileError::Damaged { what, why: format!("{name} is missing") })
    }
}

/// A part's name as it is compared: OPC (ISO/IEC 29500-2, 6.2.2.3) says without regard to case, some programs write `\`.
fn normal(name: &str) -> String {
    name.trim_start_matches(['/', '\\']).replace('\\', "/").to_lowercase()
}

/// How many parts the archive's last record says there are (APPNOTE 6.3.10, 4.3.16), before any is listed.
fn declared_parts(bytes: &[u8]) -> Option<usize> {
    /// The record with the longest comment.
    const LONGEST: usize = 22 + 0xFFFF;
    let end = &bytes[bytes.len().saturating_sub(LONGEST)..];
    let at = end.windows(4).rposition(|piece| piece == b"PK\x05\x06")?;
    let count = end.get(at + 10..at + 12)?;
    Some(usize::from(u16::from_le_bytes([count[0], count[1]])))
}
