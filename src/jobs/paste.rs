//! A new article from the clipboard.

use std::path::PathBuf;

use crate::articles::{article_format, article_format_for};
use crate::jobs::import::fit;
use crate::jobs::write::{WriteError, write_file};
use crate::model::article::first_line;

/// What the clipboard holds, in the kinds that an article can be made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clip {
    /// The words as a page, where the program that they come from gives that.
    pub html: Option<String>,
    /// The words alone.
    pub text: Option<String>,
}

/// An article's file that is not written yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasted {
    /// What it is to hold.
    pub content: String,
    /// The format that reads it, by its id.
    pub format: &'static str,
    /// What to call the file, without its extension.
    pub name: String,
}

/// What a file is called whose first line is no name.
const NAMELESS: &str = "From the clipboard";
/// Most characters of a name that is proposed.
const NAME_LENGTH: usize = 60;
/// What a page begins with, so that other programs read it as it was written.
const HEAD: &str = "<!DOCTYPE html><meta charset=\"utf-8\">\n";

impl Pasted {
    /// What can be made of the clipboard: a page, if there are words on it, else the words alone; nothing if there are none.
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

    /// The path of a file, with an extension by which it is read in this format.
    pub fn named(&self, path: PathBuf) -> PathBuf {
        if path.extension().is_some() && article_format_for(&path).id == self.format {
            return path;
        }
        let mut path = path.into_os_string();
        path.push(format!(".{}", self.extension()));
        path.into()
    }

    /// The extension of such a file.
    pub fn extension(&self) -> &'static str {
        article_format(self.format).and_then(|row| row.extensions.first()).copied().unwrap_or_default()
    }
}

/// An article that is to be written.
#[derive(Clone, Debug)]
pub struct PasteJob {
    /// Where to.
    pub path: PathBuf,
    /// What.
    pub content: String,
    /// True to replace a file that is there.
    pub replace: bool,
    /// The files of what is open, which are not replaced.
    pub sources: Vec<PathBuf>,
}

/// Writes the article's file.
///
/// # Errors
/// If there is a file of that name that is not to be replaced, or it cannot be written.
pub fn write_pasted(job: &PasteJob) -> Result<(), WriteError> {
    write_file(&job.path, job.content.as_bytes(), &job.sources, job.replace)
}
