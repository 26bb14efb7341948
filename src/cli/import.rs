//! `gainsay import`: annotations of other tools become articles with annotation files.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;

use crate::cli::progress::Progress;
use crate::cli::{DONE, FAILED, FOUND, complain, end, path, print, say};
use crate::interchange::{IMPORTS, import_format};
use crate::jobs::import::{ImportJob, Imported, import};

/// Arguments of `gainsay import`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The file to import, or a folder of such files
    #[arg(value_parser = path())]
    file: PathBuf,
    /// The format; `gainsay formats` lists them
    #[arg(long, value_name = "FORMAT")]
    from: String,
    /// The folder to write articles and annotation files (.ron) to
    #[arg(long, value_name = "DIR", value_parser = path())]
    output: PathBuf,
    /// The annotated article, if the format does not contain its text
    #[arg(long, value_name = "PATH", value_parser = path())]
    article: Option<PathBuf>,
}

/// Imports, and prints the annotation files written; returns the exit code.
pub fn run(arguments: &Arguments) -> u8 {
    let Some(reader) = import_format(&arguments.from) else {
        let known: Vec<&str> = IMPORTS.iter().map(|row| row.id).collect();
        complain(format_args!("there is no import format “{}”; the formats are {}", arguments.from, known.join(", ")));
        return FAILED;
    };
    let job = ImportJob {
        path: arguments.file.clone(),
        reader,
        output: arguments.output.clone(),
        article: arguments.article.clone(),
        progress: Arc::default(),
    };
    let mut progress = Progress::new("imported");
    let mut code = DONE;
    let ended = import(&job, &mut |of, Imported { path, written, notes, errors, missed }| {
        progress.clear();
        for note in notes {
            say(format_args!("{}: {note}", path.display()));
        }
        for written in written {
            code = code.max(print(format!("{}\n", written.display()).as_bytes()));
        }
        for why in errors {
            complain(why);
            code = FAILED;
        }
        if missed > 0 {
            code = code.max(FOUND);
        }
        progress.step(of);
    });
    end(&mut progress, ended, code)
}
