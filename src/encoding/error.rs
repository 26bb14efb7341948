//! Errors of decoding, unpacking and parsing.

use thiserror::Error;

/// The reason why the bytes of a file cannot be decoded, unpacked or parsed.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum FileError {
    /// The bytes are not text in any encoding.
    #[error("this is a binary file")]
    Binary,
    /// The chosen encoding is not in the Encoding Standard.
    #[error(
        "there is no encoding called {label:?}; choose one like \"UTF-8\" or \"windows-1252\", or let it be detected"
    )]
    UnknownEncoding {
        /// The label that was given.
        label: String,
    },
    /// The document is protected by a password.
    #[error(
        "this {what} is protected by a password; save a copy without one in the program it came from, and open that"
    )]
    Protected {
        /// The kind of document, for messages: "Word document".
        what: &'static str,
    },
    /// The document breaks the rules of its format.
    #[error("this {what} is damaged: {why}; try to open it in the program it came from and save it again")]
    Damaged {
        /// The kind of document.
        what: &'static str,
        /// The rule that is broken.
        why: String,
    },
    /// The document exceeds a limit. Files made to exhaust a reader do.
    #[error("this {what} was not opened, because it exceeds {limit}")]
    TooLarge {
        /// The kind of document.
        what: &'static str,
        /// The limit.
        limit: &'static str,
    },
    /// Reading was cancelled.
    #[error("reading was cancelled")]
    Cancelled,
}
