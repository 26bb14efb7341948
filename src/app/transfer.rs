//! The dialogs for exporting and importing: format, place, what will be lost and what was not taken over.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::action::{Effect, Field};
use crate::app::dialog::Dialog;
use crate::app::state::Open;
use crate::app::update::Work;
use crate::interchange::{self, EXPORTS, ExportFormat, IMPORTS, ImportFormat, Located, import_format, listed, losses};
use crate::jobs::export::ExportJob;
use crate::jobs::import::{ImportJob, ImportOutcome};
use crate::jobs::job::Job;
use crate::jobs::progress::Progress;
use crate::jobs::write::WriteError;
use crate::storage::settings::Settings;

/// What the export dialog says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// The id of the format.
    pub format: &'static str,
    /// Where to, as typed.
    pub path: String,
    /// A table begins with a byte-order mark, by which Excel knows UTF-8.
    pub mark: bool,
    /// What the format cannot carry of this document; empty for nothing.
    pub losses: String,
    /// Why it did not work.
    pub error: Option<String>,
    /// There is a file of that name, and the person has to say whether to replace it.
    pub exists: bool,
}

/// What the dialog for importing annotations says.
#[derive(Clone, Debug)]
pub struct Import {
    /// The id of the format.
    pub format: &'static str,
    /// The file or folder, as typed.
    pub path: String,
    /// The folder to write to, as typed.
    pub output: String,
    /// True if the person chose that folder; it follows the file otherwise.
    pub chosen: bool,
    /// True if it is under way.
    pub under_way: bool,
    /// How to cancel it.
    pub progress: Arc<Progress>,
    /// What came of it, where there is something to tell.
    pub outcome: Option<ImportOutcome>,
}

impl Work<'_> {
    /// Opens the dialog with the format exported to last, or the first.
    pub fn begin_export(&mut self) {
        let Some(open) = &self.state.open else { return };
        let last = EXPORTS.iter().find(|row| row.id == self.state.settings.export_format);
        let Some(exporter) = last.or(EXPORTS.first()) else { return };
        let path = open.path.clone().unwrap_or_else(|| open.saving.path.with_extension(""));
        let path = path.with_extension(exporter.extension);
        let mark = self.state.settings.export_mark;
        self.state.dialog = Some(Dialog::Export(Export { mark, ..form(open, exporter, &path) }));
    }

    /// Changes something in the dialog.
    pub fn with_export(&mut self, change: impl FnOnce(&mut Export)) {
        if let Some(Dialog::Export(export)) = &mut self.state.dialog {
            change(export);
        }
    }

    /// Takes another format, and its extension for the place.
    pub fn export_format(&mut self, format: &'static str) {
        let (Some(exporter), Some(open)) = (interchange::export_format(format), &self.state.open) else { return };
        if let Some(Dialog::Export(export)) = &mut self.state.dialog {
            let mark = export.mark;
            *export =
                Export { mark, ..form(open, exporter, &interchange::export_path(exporter, Path::new(&export.path))) };
        }
    }

    /// Exports, over files that are there if told so.
    pub fn export(&mut self, replace: bool) {
        let (Some(Dialog::Export(export)), Some(open)) = (&self.state.dialog, &self.state.open) else { return };
        let Some(exporter) = interchange::export_format(export.format) else { return };
        self.effects.push(Effect::Do(Job::Export(Box::new(ExportJob {
            path: PathBuf::from(&export.path),
            exporter,
            located: Located::new(open.document.clone()),
            sources: open.path.iter().chain([&open.saving.path]).cloned().collect(),
            replace,
            mark: export.mark,
        }))));
    }

    /// Takes the answer: closes the dialog, or says in it why nothing was written.
    pub fn exported(&mut self, path: PathBuf, result: Result<(), WriteError>) {
        match result {
            Ok(()) => {
                if let Some(Dialog::Export(export)) = self.state.dialog.take() {
                    let (export_format, export_mark) = (export.format.to_owned(), export.mark);
                    self.settings(Settings { export_format, export_mark, ..self.state.settings.clone() });
                }
                self.state.said = format!("Exported to {}", path.display());
                self.focus(Field::Article);
            }
            Err(error) => {
                let exists = matches!(error, WriteError::Exists(_));
                self.with_export(|export| {
                    export.exists = exists;
                    export.error = Some(error.to_string());
                });
            }
        }
    }
}

impl Work<'_> {
    /// Opens the dialog for importing annotations.
    pub fn begin_import(&mut self) {
        let folder = self.state.open.as_ref().and_then(|open| open.file().parent().map(Path::to_owned));
        let output = folder.unwrap_or_default().display().to_string();
        self.state.dialog = Some(Dialog::Import(Import {
            format: IMPORTS[0].id,
            path: String::new(),
            output,
            chosen: false,
            under_way: false,
            progress: Arc::default(),
            outcome: None,
        }));
    }

    /// Changes something in the dialog, whose outcome is then that of something else.
    pub fn with_import(&mut self, change: impl FnOnce(&mut Import)) {
        if let Some(Dialog::Import(import)) = &mut self.state.dialog {
            import.outcome = None;
            change(import);
        }
    }

    /// Takes a file, a format that reads such files, and its folder to write to unless another one was chosen.
    pub fn import_path(&mut self, path: String) {
        self.with_import(|import| {
            let file = Path::new(&path);
            let extension = file.extension().unwrap_or_default().to_string_lossy().to_lowercase();
            let reads = |row: &&ImportFormat| row.extensions.contains(&extension.as_str());
            if import_format(import.format).filter(reads).is_none()
                && let Some(row) = IMPORTS.iter().find(reads)
            {
                import.format = row.id;
            }
            if !import.chosen {
                let folder = if extension.is_empty() { Some(file) } else { file.parent() };
                import.output = folder.map(|folder| folder.display().to_string()).unwrap_or_default();
            }
            import.path = path;
        });
    }

    /// Imports.
    pub fn import(&mut self) {
        let Some(Dialog::Import(import)) = &mut self.state.dialog else { return };
        let Some(reader) = import_format(import.format).filter(|_| !import.under_way) else { return };
        import.under_way = true;
        import.progress = Arc::default();
        import.outcome = None;
        let job = ImportJob {
            path: PathBuf::from(&import.path),
            reader,
            output: PathBuf::from(&import.output),
            article: None,
            progress: import.progress.clone(),
        };
        self.effects.push(Effect::Do(Job::Import(Box::new(job))));
    }

    /// Takes the answer: opens the one file that came of it, or tells what did.
    pub fn imported(&mut self, outcome: ImportOutcome) {
        let Some(Dialog::Import(import)) = &mut self.state.dialog else { return };
        if outcome.cancelled {
            return;
        }
        import.under_way = false;
        match outcome.written.as_slice() {
            [one] if outcome.told.is_empty() => {
                let path = one.clone();
                self.state.dialog = None;
                self.open(path);
            }
            _ => import.outcome = Some(outcome),
        }
    }
}

fn form(open: &Open, exporter: &'static ExportFormat, path: &Path) -> Export {
    let losses = listed(&losses(exporter, &open.document));
    Export { format: exporter.id, path: path.display().to_string(), mark: false, losses, error: None, exists: false }
}
