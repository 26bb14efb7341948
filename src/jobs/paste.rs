//! A new article from the clipboard.

use std::path::PathBuf;

use crate::articles::{article_format, article_format_for};
use crate::jobs::write::{WriteError, write_file};
use crate::model::article::first_line;
use crate::model::file_name::fit;

/// The content of the clipboard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clip {
    /// HTML, if the program that it was copied from offers it.
    pub html: Option<String>,
    /// Plain text.
    pub text: Option<String>,
}

/// A pasted article, not written yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasted {
    /// The content of its file.
    pub content: String,
    /// The id of its format.
    pub format: &'static str,
    /// The name of the file, without its extension.
    pub name: String,
}

/// The name of a file whose first line cannot be a file name.
const NAMELESS: &str = "From the clipboard";
/// Maximum characters of a suggested name.
const NAME_LENGTH: usize = 60;
/// The beginning of an HTML file, by which other programs recognize UTF-8.
const HEAD: &str = "<!DOCTYPE html><meta charset=\"utf-8\">\n";

impl Pasted {
    /// The article on the clipboard: from the HTML if it has text, else from the plain text; `None` if there is no text.
    pub fn of(clip: Clip) -> Option<Self> {
        let page = clip.html.and_then(|html| Self::new("html", format!("{HEAD}{html}")));
        page.or_else(|| Self::new("text", clip.text?))
    }

    fn new(format: &'static str, content: String) -> Option<Self> {
        let imported = article_format(format)?.read(content.as_bytes(), Some("utf-8"), "").ok()?;
        let title = first_line(imported.article.text.as_str())?;
        let name = fit(&title.chars().take(NAME_LENGTH).collect::<String>());
        let name = name.trim_end_matches(['.', '…', ' ']);
        Some(Self { content, format, name: if name.is_empty() { NAMELESS } else { name }.to_owned() })
    }

    /// The path of a file, with an extension of this format.
    pub fn named(&self, path: PathBuf) -> PathBuf {
        if path.extension().is_some() && article_format_for(&path).id == self.format {
            return path;
        }
        let mut path = path.into_os_string();
        path.push(format!(".{}", self.extension()));
        path.into()
    }

    /// The extension of this format.
    pub fn extension(&self) -> &'static str {
        article_format(self.format).and_then(|row| row.extensions.first()).copied().unwrap_or_default()
    }
}

/// A pasted article to write.
#[derive(Clone, Debug)]
pub struct PasteJob {
    /// The file.
    pub path: PathBuf,
    /// Its content.
    pub content: String,
    /// True to replace an existing file.
    pub replace: bool,
    /// The files of the open document, which are never replaced.
    pub sources: Vec<PathBuf>,
}

/// Writes the article's file.
///
/// # Errors
/// If the file exists and must not be replaced, or cannot be written.
pub fn write_pasted(job: &PasteJob) -> Result<(), WriteError> {
    write_file(&job.path, job.content.as_bytes(), &job.sources, job.replace)
}
