//! Printing: the report or the marked article as a PDF file, which the system's viewer shows.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::action::{Effect, Field};
use crate::app::context::Context;
use crate::app::preferences::set_settings;
use crate::app::session::Session;
use crate::app::shell::dialog::Dialog;
use crate::app::shell::print::Print;
use crate::interchange::{EXPORTS, ExportFormat, Located, export_format, export_path};
use crate::jobs::Job;
use crate::jobs::export::{ExportJob, Manner};
use crate::jobs::notice::Notice;
use crate::jobs::write::WriteError;
use crate::storage::settings::Settings;

/// The formats that can be printed.
pub fn printed() -> impl Iterator<Item = &'static ExportFormat> {
    EXPORTS.iter().filter(|row| row.print.is_some())
}

/// Opens the dialog: for the report, or for the article if nothing is marked.
pub fn begin_print(session: &Session, cx: &mut Context<'_>) {
    let is_marked = !session.document.set().annotations().is_empty();
    let mut rows = printed();
    let Some(row) = rows.find(|row| is_marked || row.full.is_none()) else { return };
    let path = session.path.clone().unwrap_or_else(|| session.saving.path.with_extension(""));
    cx.shell.dialog = Some(Dialog::Print(Print {
        format: row.id,
        full: false,
        paper: cx.shell.settings.paper,
        path: path.with_extension(row.extension).display().to_string(),
        error: None,
        exists: false,
        progress: None,
    }));
}

/// Changes the dialog: another format has another file.
pub fn set_printing(cx: &mut Context<'_>, print: Print) {
    let Some(Dialog::Print(former)) = &mut cx.shell.dialog else { return };
    let mut print = Print { error: None, exists: false, ..print };
    if former.format != print.format
        && let Some(row) = export_format(print.format)
    {
        print.path = export_path(row, Path::new(&print.path)).display().to_string();
    }
    *former = print;
}

/// Prints, over an existing file if `replace`.
pub fn print(session: &Session, cx: &mut Context<'_>, replace: bool) {
    let Some(Dialog::Print(print)) = &mut cx.shell.dialog else { return };
    let Some(row) = export_format(print.format).filter(|_| print.progress.is_none()) else { return };
    let progress = Arc::default();
    print.progress = Some(Arc::clone(&progress));
    let job = ExportJob {
        path: std::path::absolute(&print.path).unwrap_or_else(|_| PathBuf::from(&print.path)),
        exporter: row.extent(print.full),
        located: Located::new(session.document.clone()),
        sources: session.sources(),
        replace,
        manner: Manner { paper: print.paper, ..Manner::default() },
        progress,
    };
    cx.start_alone(Job::Export(Box::new(job)));
}

/// Takes the result: shows the file, or in the dialog why there is none.
pub fn has_printed(cx: &mut Context<'_>, path: &Path, result: Result<(), WriteError>) {
    let Some(Dialog::Print(print)) = &mut cx.shell.dialog else { return };
    match result {
        Ok(()) => {
            let settings = Settings { paper: print.paper, ..cx.shell.settings.clone() };
            cx.shell.dialog = None;
            set_settings(cx, settings);
            cx.say(format!("Printed to {}", path.display()));
            cx.effects.push(Effect::View(path.to_owned()));
            cx.focus(Field::Article);
        }
        Err(error) => {
            print.progress = None;
            print.exists = matches!(error, WriteError::Exists(_));
            print.error = Some(error.to_string());
        }
    }
}

/// Says where a file is that the system cannot show.
pub fn no_viewer(cx: &mut Context<'_>, path: &Path) {
    cx.notify(Notice::warning(format!("No program to show PDF files was found. The file is {}", path.display())));
}
