//! The type of an import format.

use std::path::Path;

use thiserror::Error;

use crate::articles::{ArticleError, ReadOptions, article_format_of};
use crate::encoding::{Cancellation, FileError};
use crate::interchange::located::Located;
use crate::interchange::notes::Notes;
use crate::model::article::Article;

/// An import format: a row of [`IMPORTS`](crate::interchange::IMPORTS).
#[derive(Debug)]
pub struct ImportFormat {
    /// The id for `--from`.
    pub id: &'static str,
    /// Its name on the screen, in sentence case.
    pub name: &'static str,
    /// The extensions of its files, in lower case without the dot; further files are beside them.
    pub extensions: &'static [&'static str],
    /// One line for help.
    pub help: &'static str,
    /// Reads a file and the files beside it.
    pub read: fn(&Source<'_>) -> Result<ParsedAnnotations, ImportError>,
}

/// A file of annotations.
pub struct Source<'a> {
    /// Its name, without a folder.
    pub name: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
    /// The annotated article, if given.
    pub article: Option<&'a Article>,
    /// Reads the file of a name in the same folder, if possible.
    pub beside: &'a dyn Fn(&str) -> Option<Vec<u8>>,
    /// The check for cancellation.
    pub cancellation: Cancellation<'a>,
}

impl Source<'_> {
    /// Reads the article in a file beside this one; `None` if there is no such file.
    ///
    /// # Errors
    /// If the file exists and is not an article.
    pub fn article_beside(&self, name: &str) -> Result<Option<Article>, ArticleError> {
        let Some(bytes) = (self.beside)(name) else { return Ok(None) };
        let importer = article_format_of(Path::new(name), &bytes);
        importer.read_as(&bytes, ReadOptions::default(), name, self.cancellation).map(|imported| Some(imported.article))
    }
}

/// The annotations read from a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParsedAnnotations {
    /// The documents. If the text is missing, all marks are lost, with their text; they are searched for when the
    /// article is opened beside them.
    pub documents: Vec<Located>,
    /// Notes on what could not be imported.
    pub notes: Notes,
}

/// The reason why a file could not be read.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ImportError {
    /// The file is not in this format or violates a rule of it.
    #[error("not a {format}: {why}")]
    Wrong {
        /// The name of the format.
        format: &'static str,
        /// The problem and its place.
        why: String,
    },
    /// The annotated text cannot be read.
    #[error("the annotated text cannot be read: {0}")]
    Article(#[from] ArticleError),
}

impl From<FileError> for ImportError {
    fn from(error: FileError) -> Self {
        Self::Article(error.into())
    }
}
