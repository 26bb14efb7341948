//! The dialog for exporting: its format, its place, and what will be lost.

use std::path::{Path, PathBuf};

use crate::app::action::{Effect, Field};
use crate::app::exports::{ExportError, ExportJob};
use crate::app::state::{Dialog, Export, Open};
use crate::app::update::Work;
use crate::formats::{self, Document, EXPORTERS, Exporter, listed, losses};
use crate::storage::settings::Settings;

impl Work<'_> {
    /// Opens the dialog with the format exported to last, or the first.
    pub fn begin_export(&mut self) {
        let Some(open) = &self.state.open else { return };
        let last = EXPORTERS.iter().find(|row| row.id == self.state.settings.export_format);
        let Some(exporter) = last.or(EXPORTERS.first()) else { return };
        let path = open.path.clone().unwrap_or_else(|| open.saving.path.with_extension(""));
        let path = path.with_extension(exporter.extension);
        self.state.dialog = Some(Dialog::Export(form(open, exporter, &path)));
    }

    /// Changes something in the dialog.
    pub fn with_export(&mut self, change: impl FnOnce(&mut Export)) {
        if let Some(Dialog::Export(export)) = &mut self.state.dialog {
            change(export);
        }
    }

    /// Takes another format, and its extension for the place.
    pub fn export_format(&mut self, format: &'static str) {
        let (Some(exporter), Some(open)) = (formats::exporter(format), &self.state.open) else { return };
        if let Some(Dialog::Export(export)) = &mut self.state.dialog {
            *export = form(open, exporter, &exporter.path(Path::new(&export.path)));
        }
    }

    /// Exports, over files that are there if told so.
    pub fn export(&mut self, replace: bool) {
        let (Some(Dialog::Export(export)), Some(open)) = (&self.state.dialog, &self.state.open) else { return };
        let Some(exporter) = formats::exporter(export.format) else { return };
        self.effects.push(Effect::Export(Box::new(ExportJob {
            path: PathBuf::from(&export.path),
            exporter,
            document: document(open),
            sources: open.path.iter().chain([&open.saving.path]).cloned().collect(),
            replace,
        })));
    }

    /// Takes the answer: closes the dialog, or says in it why nothing was written.
    pub fn exported(&mut self, path: PathBuf, result: Result<(), ExportError>) {
        match result {
            Ok(()) => {
                if let Some(Dialog::Export(export)) = self.state.dialog.take() {
                    let export_format = export.format.to_owned();
                    self.settings(Settings { export_format, ..self.state.settings.clone() });
                }
                self.state.said = format!("Exported to {}", path.display());
                self.focus(Field::Article);
            }
            Err(error) => {
                let exists = matches!(error, ExportError::Exists(_));
                self.with_export(|export| {
                    export.exists = exists;
                    export.error = Some(error.to_string());
                });
            }
        }
    }
}

fn document(open: &Open) -> Document {
    Document { extra: open.extra.clone(), ..Document::new(open.article.clone(), open.set.clone()) }
}

fn form(open: &Open, exporter: &'static Exporter, path: &Path) -> Export {
    let losses = listed(&losses(exporter, &document(open)));
    Export { format: exporter.id, path: path.display().to_string(), losses, error: None, exists: false }
}
