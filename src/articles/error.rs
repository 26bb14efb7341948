//! Errors of reading an article.

use thiserror::Error;

use crate::encoding::FileError;

/// The reason why a file cannot be read as an article.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ArticleError {
    /// The file is not text, or not of the format that it was read as. A test compares the list with the table of formats.
    #[error("this is {what}; Gainsay reads plain text, Markdown, HTML, MHTML, DOCX, ODT, EPUB and PDF")]
    NotText {
        /// The file type, with its article: "a PNG image".
        what: &'static str,
    },
    /// The text is longer than an article may be.
    #[error("the text has {} MiB; Gainsay opens articles of this kind of up to {} MiB", bytes.div_ceil(1 << 20), limit >> 20)]
    TooLong {
        /// Length in bytes: of the file, or of the text in UTF-8 if only that is too long.
        bytes: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// The document is locked by a seller's software.
    #[error("this {what} is locked by the seller's rights management ({by}), so its text cannot be read")]
    Locked {
        /// The kind of document.
        what: &'static str,
        /// The name of the lock.
        by: String,
    },
    /// The document has no text.
    #[error("this {what} has no text, only pictures of its pages; use text recognition (OCR) to add the text")]
    NoText {
        /// The kind of document.
        what: &'static str,
    },
    /// The fonts of the document do not identify most of its letters.
    #[error(
        "this {what} can be displayed but not read: its fonts do not identify their letters; use text recognition (OCR) to read its pages"
    )]
    UnknownLetters {
        /// The kind of document.
        what: &'static str,
    },
    /// The bytes cannot be decoded, unpacked or parsed, or reading was cancelled.
    #[error(transparent)]
    File(FileError),
}

impl From<FileError> for ArticleError {
    fn from(error: FileError) -> Self {
        match error {
            FileError::Binary => Self::NotText { what: "a binary file" },
            error => Self::File(error),
        }
    }
}
