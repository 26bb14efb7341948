//! The dialog for importing annotations: format, file, folder, and what could not be taken over.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::context::Context;
use crate::app::open::open;
use crate::app::session::Session;
use crate::app::shell::dialog::Dialog;
use crate::app::shell::transfer::Import;
use crate::interchange::{IMPORTS, ImportFormat, import_format};
use crate::jobs::Job;
use crate::jobs::import::{ImportJob, ImportOutcome};

/// Opens the dialog.
pub fn begin_import(session: Option<&Session>, cx: &mut Context<'_>) {
    let folder = session.and_then(|session| session.file().parent().map(Path::to_owned));
    let output = folder.unwrap_or_default().display().to_string();
    cx.shell.dialog = Some(Dialog::Import(Import {
        format: IMPORTS[0].id,
        path: String::new(),
        output,
        chosen: false,
        under_way: false,
        progress: Arc::default(),
        outcome: None,
    }));
}

/// Changes the dialog, whose outcome is then that of something else.
pub fn with_import(cx: &mut Context<'_>, change: impl FnOnce(&mut Import)) {
    if let Some(Dialog::Import(import)) = &mut cx.shell.dialog {
        import.outcome = None;
        change(import);
    }
}

/// Changes the path, the format if it does not read such files, and the output folder unless another one was chosen.
pub fn import_path(cx: &mut Context<'_>, path: String) {
    with_import(cx, |import| {
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
pub fn import(cx: &mut Context<'_>) {
    let Some(Dialog::Import(import)) = &mut cx.shell.dialog else { return };
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
    cx.start_alone(Job::Import(Box::new(job)));
}

/// Takes the result: opens the one file that was written, or shows what was.
pub fn imported(cx: &mut Context<'_>, outcome: ImportOutcome) {
    let Some(Dialog::Import(import)) = &mut cx.shell.dialog else { return };
    if outcome.cancelled {
        return;
    }
    import.under_way = false;
    match outcome.written.as_slice() {
        [one] if outcome.told.is_empty() => {
            let path = one.clone();
            cx.shell.dialog = None;
            open(cx, path);
        }
        _ => import.outcome = Some(outcome),
    }
}
