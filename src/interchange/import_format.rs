//! A format from which annotations are imported.

use std::path::Path;

use thiserror::Error;

use crate::articles::{ArticleError, ReadOptions, article_format_of};
use crate::encoding::{Cancellation, FileError};
use crate::interchange::located::Located;
use crate::interchange::notes::Notes;
use crate::model::article::Article;

/// A format in which annotations come in: a row of [`IMPORTS`].
#[derive(Debug)]
pub struct ImportFormat {
    /// The id for `--from`.
    pub id: &'static str,
    /// Its name on the screen, in sentence case.
    pub name: &'static str,
    /// The extensions of the files that are read, in small letters and without the dot; files that belong to them lie
    /// beside them.
    pub extensions: &'static [&'static str],
    /// One line for help.
    pub help: &'static str,
    /// Reads a file with what lies beside it.
    pub read: fn(&Source<'_>) -> Result<ParsedAnnotations, ImportError>,
}

/// A file of annotations.
pub struct Source<'a> {
    /// Its name, without a folder.
    pub name: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
    /// The article that the annotations are of, if the person named it.
    pub article: Option<&'a Article>,
    /// A file of this name in the same folder, if there is one that can be read.
    pub beside: &'a dyn Fn(&str) -> Option<Vec<u8>>,
    /// Asked whether to go on.
    pub cancellation: Cancellation<'a>,
}

impl Source<'_> {
    /// The article in a file beside this one, read as that kind of article; nothing if it is not there.
    ///
    /// # Errors
    /// If it is there and is no article.
    pub fn article_beside(&self, name: &str) -> Result<Option<Article>, ArticleError> {
        let Some(bytes) = (self.beside)(name) else { return Ok(None) };
        let importer = article_format_of(Path::new(name), &bytes);
        importer.read_as(&bytes, ReadOptions::default(), name, self.cancellation).map(|imported| Some(imported.article))
    }
}

/// What was read from a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ParsedAnnotations {
    /// The articles with their annotations. One whose text is not there has all its marks lost, with their words: they are
    /// looked for when the article is opened beside them.
    pub documents: Vec<Located>,
    /// What could not be taken over.
    pub notes: Notes,
}

/// Why a file is not read.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum ImportError {
    /// It is not of this format, or breaks a rule of it.
    #[error("it is no {format}: {why}")]
    Wrong {
        /// What it should be.
        format: &'static str,
        /// What is wrong, and where.
        why: String,
    },
    /// The text that its annotations are of cannot be read.
    #[error("the text its annotations are of cannot be read: {0}")]
    Article(#[from] ArticleError),
}

impl From<FileError> for ImportError {
    fn from(error: FileError) -> Self {
        Self::Article(error.into())
    }
}
