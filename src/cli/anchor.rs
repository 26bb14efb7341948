//! `gainsay anchor`: annotations reanchored on another version of the article, one JSON line per fragment.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::passages::passages;
use crate::cli::progress::{Progress, Share};
use crate::cli::records::{self, RECORDS};
use crate::cli::{DONE, FAILED, FOUND, complain, end, path, print, say};
use crate::jobs::anchor::{Anchored, anchor, anchor_tree};
use crate::model::anchor::Tally;
use crate::storage::{replace, writer};

/// Arguments of `gainsay anchor`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The annotation file (.ron) with the text it was made on, a folder of them, or - for records (Corpora in the manual)
    #[arg(value_parser = path())]
    file: PathBuf,
    /// The new version of the article; for a folder and for records, the article beside the annotations
    #[arg(value_parser = path())]
    article: Option<PathBuf>,
    /// The file to write the reanchored annotations to; by default none is written
    #[arg(long, value_name = "PATH", value_parser = path())]
    output: Option<PathBuf>,
}

/// Reanchors and prints; returns the exit code.
pub fn run(arguments: &Arguments) -> u8 {
    let Arguments { file, article, output } = arguments;
    let is_many = file.is_dir() || file.as_os_str() == RECORDS;
    match (article, output) {
        (Some(article), output) if !is_many => one(file, article, output.as_deref()),
        (None, _) if !is_many => {
            complain(format_args!("{}: name the new version of the article after it", file.display()));
            FAILED
        }
        (None, None) if file.is_dir() => tree(file),
        (None, None) => records::anchor::run(),
        _ => {
            complain("a new article and --output are for one annotation file, not for a folder or for records");
            FAILED
        }
    }
}

fn one(file: &Path, article: &Path, output: Option<&Path>) -> u8 {
    let share = Share::new("of the marks re-anchored");
    let result = anchor(file, article, &|done| share.tell(done));
    share.clear();
    let anchored = match result {
        Ok(anchored) => anchored,
        Err(why) => {
            complain(why);
            return FAILED;
        }
    };
    if let Some(output) = output {
        if anchored.newer {
            complain(format_args!(
                "{} was written by a newer version of Gainsay and cannot be changed by this one. Nothing was written",
                file.display()
            ));
            return FAILED;
        }
        if let Err(error) = replace::overwrite(output, writer::write(&anchored.document).as_bytes()) {
            complain(error.of_output());
            return FAILED;
        }
    }
    show(file, &anchored, None)
}

fn tree(folder: &Path) -> u8 {
    let mut progress = Progress::new("re-anchored");
    let mut code = DONE;
    let ended = anchor_tree(folder, &mut |of, path, result| {
        progress.clear();
        code = code.max(match result {
            Ok(anchored) => {
                let inside = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned();
                show(&path, &anchored, Some(&inside))
            }
            Err(why) => {
                complain(why);
                FAILED
            }
        });
        progress.step(of);
    });
    end(&mut progress, ended, code)
}

/// Prints the passages, with the name of their file if there are several files; returns the exit code.
fn show(file: &Path, anchored: &Anchored, name: Option<&str>) -> u8 {
    for told in &anchored.cut_short {
        say(told);
    }
    let mut lines = String::new();
    for mut passage in passages(anchored) {
        passage.file = name;
        // Strings and numbers can always be serialized.
        lines += &serde_json::to_string(&passage).unwrap_or_default();
        lines.push('\n');
    }
    if print(lines.as_bytes()) != DONE {
        return FAILED;
    }
    if let Some(message) = anchored.given_up() {
        say(format_args!("{}: {message}", file.display()));
    }
    let tally: Tally = anchored.fates.iter().map(|fate| &fate.outcome).collect();
    if tally.ambiguous + tally.lost > 0 { FOUND } else { DONE }
}
