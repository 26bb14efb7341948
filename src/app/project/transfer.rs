//! The dialog that exports the project: format, place, and what the format will lose.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::app::action::Field;
use crate::app::context::Context;
use crate::app::preferences::set_settings;
use crate::app::project::OpenProject;
use crate::app::shell::dialog::Dialog;
use crate::app::shell::transfer::ProjectExport;
use crate::interchange::project::{PROJECT_EXPORTS, ProjectFormat, Survey, project_format};
use crate::jobs::export::Manner;
use crate::jobs::project::ProjectJob;
use crate::jobs::project::transfer::{LossesJob, ProjectExportJob};
use crate::jobs::write::WriteError;
use crate::storage::settings::Settings;

/// Opens the dialog with the format of the last export, or the first. The path is beside the folder: a report in it would be one of its articles.
pub fn begin_project_export(cx: &mut Context<'_>) {
    let last = project_format(&cx.shell.settings.project_format);
    let Some(format) = last.or(PROJECT_EXPORTS.first()) else { return };
    let Some(project) = &*cx.project else { return };
    let path = project.root.with_file_name(format!("{}.{}", project.name(), format.extension));
    let path = path.display().to_string();
    let (mark, exists) = (cx.shell.settings.export_mark, false);
    let export = ProjectExport { format: format.id, path, mark, losses: None, progress: None, error: None, exists };
    cx.shell.dialog = Some(Dialog::ProjectExport(export));
    count(cx, format);
}

/// Changes the dialog.
pub fn with_project_export(cx: &mut Context<'_>, change: impl FnOnce(&mut ProjectExport)) {
    if let Some(Dialog::ProjectExport(export)) = &mut cx.shell.dialog {
        change(export);
    }
}

/// Changes the format, and the extension of the path with it.
pub fn project_export_format(cx: &mut Context<'_>, format: &'static str) {
    let Some(format) = project_format(format) else { return };
    with_project_export(cx, |export| {
        let former = project_format(export.format).map_or("", |row| row.extension);
        let stem = export.path.strip_suffix(former).unwrap_or(&export.path).trim_end_matches('.').to_owned();
        export.path = format!("{stem}.{}", format.extension);
        (export.format, export.losses, export.error, export.exists) = (format.id, None, None, false);
    });
    count(cx, format);
}

/// Changes the path.
pub fn project_export_path(cx: &mut Context<'_>, path: String) {
    with_project_export(cx, |export| (export.path, export.exists, export.error) = (path, false, None));
}

/// Starts counting the losses in a format.
fn count(cx: &mut Context<'_>, format: &'static ProjectFormat) {
    let Some(project) = &*cx.project else { return };
    let (id, corpus) = (project.id, project.corpus.clone());
    let job = LossesJob { format, survey: survey(project), corpus };
    cx.start_for_project(id, ProjectJob::CountLosses(Box::new(job)));
}

/// Takes the losses in the format with this id.
pub fn losses_counted(cx: &mut Context<'_>, format: &'static str, losses: Vec<String>) {
    with_project_export(cx, |export| {
        if export.format == format {
            export.losses = Some(losses);
        }
    });
}

/// Exports, over existing files if `replace`.
pub fn export_project(cx: &mut Context<'_>, replace: bool) {
    let manner = |mark| Manner { mark, paper: cx.shell.settings.paper };
    let (Some(project), Some(Dialog::ProjectExport(export))) = (&*cx.project, &cx.shell.dialog) else { return };
    let (Some(format), None) = (project_format(export.format), &export.progress) else { return };
    let progress = Arc::default();
    let job = ProjectExportJob {
        path: PathBuf::from(&export.path),
        root: project.root.clone(),
        format,
        survey: survey(project),
        corpus: project.corpus.clone(),
        replace,
        manner: manner(export.mark),
        progress: Arc::clone(&progress),
    };
    let id = project.id;
    with_project_export(cx, |export| export.progress = Some(progress));
    cx.start_for_project(id, ProjectJob::Export(Box::new(job)));
}

/// Takes the result: closes the dialog, or shows in it why nothing was written.
pub fn project_exported(cx: &mut Context<'_>, path: &Path, result: Result<(), WriteError>) {
    match result {
        Ok(()) => {
            if let Some(Dialog::ProjectExport(export)) = cx.shell.dialog.take_if(|dialog| is_project_export(dialog)) {
                let (project_format, export_mark) = (export.format.to_owned(), export.mark);
                let settings = Settings { project_format, export_mark, ..cx.shell.settings.clone() };
                set_settings(cx, settings);
                cx.focus(Field::Article);
            }
            cx.say(format!("Exported to {}", path.display()));
        }
        Err(error) => with_project_export(cx, |export| {
            export.progress = None;
            export.exists = matches!(error, WriteError::Exists(_));
            export.error = Some(error.to_string());
        }),
    }
}

fn is_project_export(dialog: &Dialog) -> bool {
    matches!(dialog, Dialog::ProjectExport(_))
}

/// The project as exports take it, with what was derived last; jobs derive it anew if that is of other articles.
fn survey(project: &OpenProject) -> Survey {
    Survey {
        name: project.name(),
        overview: project.overview.clone().unwrap_or_default(),
        people: project.people.clone(),
        content: project.content.clone(),
    }
}
