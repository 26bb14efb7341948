//! `gainsay export`: one document, or a tree of annotation files.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;

use crate::cli::progress::Progress;
use crate::cli::project::{self, ProjectExport};
use crate::cli::records::{self, RECORDS};
use crate::cli::{DONE, FAILED, FOUND, complain, end, path, print, say, streamed};
use crate::interchange::{EXPORTS, ExportFormat, Lost, export_format, listed, losses};
use crate::jobs::export::{ExportJob, Exported, Manner, TreeJob, export, export_to, export_tree, located};
use crate::jobs::notice::Notice;
use crate::jobs::open::open_to_read;
use crate::model::paper::{PAPERS, Paper};

/// Arguments of `gainsay export`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The annotation file (.ron), the article beside it, a folder of annotation files, or - for records (Corpora in the manual)
    #[arg(value_parser = path())]
    file: PathBuf,
    /// The format; `gainsay formats` lists them
    #[arg(long, value_name = "FORMAT")]
    to: String,
    /// Export the folder as one project: its threads, links between articles and sources in one report or file
    #[arg(long, conflicts_with = "full")]
    project: bool,
    /// The file to write, or the folder for a folder or for a format of several files; standard output by default
    #[arg(long, value_name = "PATH", value_parser = path())]
    output: Option<PathBuf>,
    /// Skip annotation files that would lose something in this format, and exit with 1
    #[arg(long)]
    strict: bool,
    /// Begin a CSV table with a byte-order mark, by which Excel recognises UTF-8
    #[arg(long)]
    bom: bool,
    /// In a report, also give ids, offsets and exact times
    #[arg(long)]
    full: bool,
    /// The paper of a PDF file
    #[arg(long, value_name = "SIZE", default_value = PAPERS[0].id, value_parser = PAPERS.iter().map(|row| row.id).collect::<Vec<_>>())]
    paper: String,
}

impl Arguments {
    fn manner(&self) -> Manner {
        Manner { mark: self.bom, paper: Paper::by_id(&self.paper).unwrap_or_default() }
    }
}

/// Exports; returns the exit code.
pub fn run(arguments: &Arguments) -> u8 {
    if arguments.project {
        return project::export(&ProjectExport {
            folder: &arguments.file,
            to: &arguments.to,
            output: arguments.output.as_deref(),
            strict: arguments.strict,
            manner: arguments.manner(),
        });
    }
    let Some(exporter) = export_format(&arguments.to) else {
        let known: Vec<&str> = EXPORTS.iter().map(|row| row.id).collect();
        complain(format_args!("there is no export format “{}”; the formats are {}", arguments.to, known.join(", ")));
        return FAILED;
    };
    if arguments.bom && !exporter.is_table() {
        complain(format_args!("--bom is for CSV tables only, not for the format {}", exporter.id));
        return FAILED;
    }
    let exporter = match (arguments.full, exporter.full) {
        (false, _) => exporter,
        (true, Some(full)) => full,
        (true, None) => {
            complain(format_args!("--full is for reports only, not for the format {}", exporter.id));
            return FAILED;
        }
    };
    if arguments.file.as_os_str() == RECORDS {
        if arguments.output.is_none() {
            return records::export::run(exporter, arguments.manner(), arguments.strict);
        }
        complain("records go to standard output, without --output");
        return FAILED;
    }
    let is_folder = arguments.file.is_dir();
    if arguments.output.is_none() && (is_folder || exporter.folder.is_some()) {
        let what = if is_folder { "of a folder" } else { "as a folder of files" };
        complain(format_args!("{}: an export {what} needs an output folder: --output DIR", arguments.file.display()));
        return FAILED;
    }
    match &arguments.output {
        Some(output) if is_folder => tree(arguments, exporter, output),
        output => one(arguments, exporter, output.as_deref()),
    }
}

fn one(arguments: &Arguments, exporter: &'static ExportFormat, output: Option<&Path>) -> u8 {
    let file = arguments.file.display();
    let loaded = match open_to_read(&arguments.file) {
        Ok(loaded) => loaded,
        Err(why) => {
            complain(why);
            return FAILED;
        }
    };
    if loaded.stamp.is_none() {
        let hint = super::renamed(&arguments.file, &loaded);
        let path = loaded.annotation_path.display();
        complain(format_args!("no annotations found for {file}: {path} does not exist{hint}"));
        return FAILED;
    }
    for Notice { text: notice, .. } in &loaded.notices {
        say(format_args!("{file}: {notice}"));
    }
    let (located, sources) = located(loaded);
    let losses = losses(exporter, &located.document);
    tell(&arguments.file, exporter, &losses, arguments.strict);
    if arguments.strict && !losses.is_empty() {
        return FOUND;
    }
    let manner = arguments.manner();
    let Some(path) = output else {
        if !io::stdout().is_terminal() {
            return streamed(|out| export_to(exporter, &located, manner, out));
        }
        let mut data = Vec::new();
        // Writing to memory cannot fail.
        let _ = export_to(exporter, &located, manner, &mut data);
        return print(&data);
    };
    let (path, progress) = (path.to_owned(), Arc::default());
    let job = ExportJob { path, exporter, located, sources, replace: true, manner, progress };
    match export(&job) {
        Ok(()) => DONE,
        Err(error) => {
            complain(error);
            FAILED
        }
    }
}

/// Prints the losses of a file in a format, and that it is skipped if so.
fn tell(file: &Path, exporter: &ExportFormat, losses: &[Lost], strict: bool) {
    if !losses.is_empty() {
        let so = if strict { "not exported: " } else { "" };
        say(format_args!("{}: {so}lost in the format {}: {}", file.display(), exporter.id, listed(losses)));
    }
}

fn tree(arguments: &Arguments, exporter: &'static ExportFormat, output: &Path) -> u8 {
    let job = TreeJob {
        folder: arguments.file.clone(),
        exporter,
        output: output.to_owned(),
        strict: arguments.strict,
        manner: arguments.manner(),
    };
    let mut progress = Progress::new("exported");
    let mut code = DONE;
    let ended = export_tree(&job, &mut |of, Exported { path, notices, losses, result }| {
        progress.clear();
        for notice in notices {
            say(format_args!("{}: {notice}", path.display()));
        }
        tell(&path, exporter, &losses, arguments.strict);
        match result {
            Ok(true) => {}
            Ok(false) => code = code.max(FOUND),
            Err(why) => {
                say(why);
                code = FAILED;
            }
        }
        progress.step(of);
    });
    end(&mut progress, ended, code)
}
