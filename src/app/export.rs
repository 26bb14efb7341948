//! The export dialog: format, place, and what the format will lose.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::action::Field;
use crate::app::context::Context;
use crate::app::preferences::set_settings;
use crate::app::print::{has_printed, set_printing};
use crate::app::project::transfer::project_export_path;
use crate::app::session::Session;
use crate::app::shell::dialog::Dialog;
use crate::app::shell::print::Print;
use crate::app::shell::transfer::Export;
use crate::interchange::{self, EXPORTS, ExportFormat, Located, losses};
use crate::jobs::Job;
use crate::jobs::export::{ExportJob, Manner};
use crate::jobs::write::WriteError;
use crate::storage::settings::Settings;

/// Opens the dialog with the format of the last export, or the first.
pub fn begin_export(session: &Session, cx: &mut Context<'_>) {
    let last = EXPORTS.iter().find(|row| row.id == cx.shell.settings.export_format);
    let Some(exporter) = last.or(EXPORTS.first()) else { return };
    let path = session.path.clone().unwrap_or_else(|| session.saving.path.with_extension(""));
    let path = path.with_extension(exporter.extension);
    let mark = cx.shell.settings.export_mark;
    cx.shell.dialog = Some(Dialog::Export(Export { mark, ..form(session, exporter, &path) }));
}

fn form(session: &Session, exporter: &'static ExportFormat, path: &Path) -> Export {
    let losses = losses(exporter, &session.document).iter().map(ToString::to_string).collect();
    let path = path.display().to_string();
    Export { format: exporter.id, path, mark: false, full: false, losses, error: None, exists: false }
}

/// Changes the dialog.
pub fn with_export(cx: &mut Context<'_>, change: impl FnOnce(&mut Export)) {
    if let Some(Dialog::Export(export)) = &mut cx.shell.dialog {
        change(export);
    }
}

/// Changes the format, and the extension of the path with it.
pub fn export_format(session: &Session, cx: &mut Context<'_>, format: &'static str) {
    let Some(exporter) = interchange::export_format(format) else { return };
    with_export(cx, |export| {
        let path = interchange::export_path(exporter, Path::new(&export.path));
        *export = Export { mark: export.mark, ..form(session, exporter, &path) };
    });
}

/// Exports what a report leaves out too, or no longer: other things are lost.
pub fn export_full(session: &Session, cx: &mut Context<'_>, full: bool) {
    with_export(cx, |export| {
        if let Some(row) = interchange::export_format(export.format) {
            export.full = full;
            export.losses = losses(row.extent(full), &session.document).iter().map(ToString::to_string).collect();
        }
    });
}

/// Changes the path.
pub fn export_path(cx: &mut Context<'_>, path: String) {
    if let Some(Dialog::Print(print)) = &cx.shell.dialog {
        let print = Print { path, ..print.clone() };
        return set_printing(cx, print);
    }
    if matches!(cx.shell.dialog, Some(Dialog::ProjectExport(_))) {
        return project_export_path(cx, path);
    }
    with_export(cx, |export| (export.path, export.exists, export.error) = (path, false, None));
}

/// Exports, over existing files if `replace`.
pub fn export(session: &Session, cx: &mut Context<'_>, replace: bool) {
    let Some(Dialog::Export(export)) = &cx.shell.dialog else { return };
    let Some(exporter) = interchange::export_format(export.format) else { return };
    let job = ExportJob {
        path: PathBuf::from(&export.path),
        exporter: exporter.extent(export.full),
        located: Located::new(session.document.clone()),
        sources: session.sources(),
        replace,
        manner: Manner { mark: export.mark, paper: cx.shell.settings.paper },
        progress: Arc::default(),
    };
    cx.start_alone(Job::Export(Box::new(job)));
}

/// Takes the result: closes the dialog, or shows in it why nothing was written.
pub fn exported(cx: &mut Context<'_>, path: &Path, result: Result<(), WriteError>) {
    match result {
        result if matches!(cx.shell.dialog, Some(Dialog::Print(_))) => has_printed(cx, path, result),
        Ok(()) => {
            if let Some(Dialog::Export(export)) = cx.shell.dialog.take() {
                let (export_format, export_mark) = (export.format.to_owned(), export.mark);
                let settings = Settings { export_format, export_mark, ..cx.shell.settings.clone() };
                set_settings(cx, settings);
            }
            cx.say(format!("Exported to {}", path.display()));
            cx.focus(Field::Article);
        }
        Err(error) => with_export(cx, |export| {
            export.exists = matches!(error, WriteError::Exists(_));
            export.error = Some(error.to_string());
        }),
    }
}
