//! Encodings that article formats and annotation formats share: characters, offsets, addresses, XML and ZIP.
//!
//! Everything that unpacks, decodes or parses is bounded and can be cancelled.

pub mod base64;
mod cancellation;
mod decode;
mod error;
pub mod typefaces;
pub mod units;
pub mod uri;
pub mod xml;
pub mod zip;

pub use cancellation::Cancellation;
pub use decode::{Decoded, decode, encodings};
pub use error::FileError;
