//! `gainsay project`: the ledger, the threads and the articles of a folder.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::{Args, ValueEnum};

use crate::cli::progress::Progress;
use crate::cli::{DONE, FAILED, FOUND, complain, path, print, say};
use crate::interchange::Output;
use crate::interchange::project::{LISTS, PROJECT_EXPORTS, project_format, project_losses};
use crate::jobs::export::Manner;
use crate::jobs::project::survey::{Surveyed, survey_folder};
use crate::jobs::project::transfer::{ProjectExportJob, export_project, made};

/// Arguments of `gainsay project`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder of the project
    #[arg(value_parser = path())]
    folder: PathBuf,
    /// The list to print
    #[arg(long, value_name = "LIST", default_value = LISTS[0].id, value_parser = LISTS.iter().map(|row| row.id).collect::<Vec<_>>())]
    list: String,
    /// The format to print it in
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ListFormat::Jsonl)]
    to: ListFormat,
}

/// The format of a list.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum ListFormat {
    /// JSON lines, an object a row
    Jsonl,
    /// A table (RFC 4180)
    Csv,
}

/// Prints a list of a project; returns the exit code.
pub fn run(arguments: &Arguments) -> u8 {
    let Some(Surveyed { survey, notices }) = read(&arguments.folder) else { return FAILED };
    notices.iter().for_each(say);
    let list = LISTS.iter().find(|list| list.id == arguments.list).unwrap_or(&LISTS[0]);
    print(
        match arguments.to {
            ListFormat::Jsonl => list.json_lines(&survey),
            ListFormat::Csv => list.csv(&survey),
        }
        .as_bytes(),
    )
}

fn read(folder: &Path) -> Option<Surveyed> {
    let mut progress = Progress::new("read");
    let read = survey_folder(folder, &mut |of| progress.step(of));
    progress.clear();
    read.map_err(complain).ok()
}

/// An export of a whole project.
pub struct ProjectExport<'a> {
    /// The folder.
    pub folder: &'a Path,
    /// The id of the format.
    pub to: &'a str,
    /// The file or folder to write; standard output by default.
    pub output: Option<&'a Path>,
    /// True to write nothing if something would be lost.
    pub strict: bool,
    /// The manner of the export.
    pub manner: Manner,
}

/// Exports a project; returns the exit code.
pub fn export(export: &ProjectExport<'_>) -> u8 {
    let ProjectExport { folder, to, output, strict, manner } = *export;
    let Some(format) = project_format(to) else {
        let known: Vec<&str> = PROJECT_EXPORTS.iter().map(|row| row.id).collect();
        complain(format_args!("there is no export format of projects “{to}”; the formats are {}", known.join(", ")));
        return FAILED;
    };
    if manner.mark && !format.is_table() {
        complain(format_args!("--bom is for CSV tables only, not for the format {to}"));
        return FAILED;
    }
    if format.is_folder && output.is_none() {
        complain(format_args!(
            "{}: an export as a folder of files needs an output folder: --output DIR",
            folder.display()
        ));
        return FAILED;
    }
    let Some(Surveyed { survey, notices }) = read(folder) else { return FAILED };
    notices.iter().for_each(say);
    let lost = project_losses(format, &survey);
    if !lost.is_empty() {
        let so = if strict { "not exported: " } else { "" };
        say(format_args!("{}: {so}lost in the format {to}: {}", folder.display(), lost.join(", ")));
        if strict {
            return FOUND;
        }
    }
    let written = match output {
        None => made(format, &survey, manner, &|_| true).map(|output| match &output {
            Output::Folder(_) => FAILED,
            output => print(output.file().unwrap_or_default()),
        }),
        Some(path) => {
            let (path, root, progress) = (path.to_owned(), folder.to_owned(), Arc::default());
            let corpus = survey.overview.corpus().clone();
            let job = ProjectExportJob { path, root, format, survey, corpus, replace: true, manner, progress };
            export_project(&job).map(|()| DONE)
        }
    };
    written.unwrap_or_else(|error| {
        complain(error);
        FAILED
    })
}
