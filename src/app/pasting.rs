//! A new article from the clipboard: what it holds becomes a file, where the person says, and that is opened.

use std::path::{Path, PathBuf};

use crate::app::action::Effect;
use crate::app::dialog::Dialog;
use crate::app::exports::{self, ExportError};
use crate::app::imports;
use crate::app::job::Job;
use crate::app::notice::Notice;
use crate::app::update::Work;
use crate::articles::{article_format, article_format_for};
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
        let name = imports::fit(&title.chars().take(NAME_LENGTH).collect::<String>());
        let name = name.trim_end_matches(['.', '…', ' ']);
        Some(Self { content, format, name: if name.is_empty() { NAMELESS } else { name }.to_owned() })
    }

    /// The path of a file, with an extension by which it is read in this format.
    fn named(&self, path: PathBuf) -> PathBuf {
        if path.extension().is_some() && article_format_for(&path).id == self.format {
            return path;
        }
        let mut path = path.into_os_string();
        path.push(format!(".{}", self.extension()));
        path.into()
    }

    fn extension(&self) -> &'static str {
        article_format(self.format).and_then(|row| row.extensions.first()).copied().unwrap_or_default()
    }
}

/// What the dialog for a new article says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paste {
    /// What was pasted.
    pub pasted: Pasted,
    /// Where it is to be kept, as typed or picked.
    pub path: String,
    /// Why it was not written.
    pub error: Option<String>,
    /// There is a file of that name, and the person has to say whether to replace it.
    pub exists: bool,
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
pub fn write(job: &PasteJob) -> Result<(), ExportError> {
    exports::write(&job.path, job.content.as_bytes(), &job.sources, job.replace)
}

impl Work<'_> {
    /// Takes what the clipboard holds, and asks where it is to be kept.
    pub fn pasted(&mut self, pasted: Option<Pasted>) {
        let Some(pasted) = pasted else {
            return self
                .state
                .notify(Notice::warning("The clipboard has no text. Copy some in another program and try again"));
        };
        let open = self.state.open.as_ref().map(|open| open.saving.path.as_path());
        let near = open.or(self.state.settings.recent.first().map(PathBuf::as_path));
        let folder = near.and_then(Path::parent).unwrap_or(Path::new(""));
        let path = folder.join(format!("{}.{}", pasted.name, pasted.extension())).display().to_string();
        self.state.dialog = Some(Dialog::Paste(Paste { pasted, path, error: None, exists: false }));
    }

    /// Takes another place.
    pub fn paste_path(&mut self, path: String) {
        if let Some(Dialog::Paste(paste)) = &mut self.state.dialog {
            (paste.path, paste.error, paste.exists) = (path, None, false);
        }
    }

    /// Writes what was pasted, over a file that is there if told so.
    pub fn keep_pasted(&mut self, replace: bool) {
        let Some(Dialog::Paste(Paste { pasted, path, .. })) = &self.state.dialog else { return };
        let open = self.state.open.as_ref();
        let sources = open.map(|open| open.path.iter().chain([&open.saving.path]).cloned().collect());
        self.effects.push(Effect::Do(Job::WritePasted(Box::new(PasteJob {
            path: pasted.named(PathBuf::from(path.trim())),
            content: pasted.content.clone(),
            replace,
            sources: sources.unwrap_or_default(),
        }))));
    }

    /// Opens the file that was written, or says in the dialog why none was.
    pub fn paste_written(&mut self, path: PathBuf, result: Result<(), ExportError>) {
        match (result, &mut self.state.dialog) {
            (Ok(()), _) => {
                self.state.dialog = None;
                self.open(path);
            }
            (Err(error), Some(Dialog::Paste(paste))) => {
                paste.exists = matches!(error, ExportError::Exists(_));
                paste.error = Some(error.to_string());
            }
            // The dialog was closed meanwhile.
            (Err(error), _) => self.state.notify(Notice::error(error.to_string())),
        }
    }
}
