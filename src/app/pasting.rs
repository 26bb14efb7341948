//! A new article from the clipboard: what it holds becomes a file, where the person says, and that is opened.

use std::path::{Path, PathBuf};

use crate::app::action::Effect;
use crate::app::dialog::Dialog;
use crate::app::update::Work;
use crate::jobs::job::Job;
use crate::jobs::notice::Notice;
use crate::jobs::paste::{PasteJob, Pasted};
use crate::jobs::write::WriteError;

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
    pub fn paste_written(&mut self, path: PathBuf, result: Result<(), WriteError>) {
        match (result, &mut self.state.dialog) {
            (Ok(()), _) => {
                self.state.dialog = None;
                self.open(path);
            }
            (Err(error), Some(Dialog::Paste(paste))) => {
                paste.exists = matches!(error, WriteError::Exists(_));
                paste.error = Some(error.to_string());
            }
            // The dialog was closed meanwhile.
            (Err(error), _) => self.state.notify(Notice::error(error.to_string())),
        }
    }
}
