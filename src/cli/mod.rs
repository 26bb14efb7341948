//! The command line: the jobs of the window, without a window.
//!
//! Data goes to standard output and messages to standard error. The exit code is 0 for success, 1 for findings and 2 for
//! failure. A closed pipe is no error.

mod anchor;
mod check;
pub mod console;
mod convert;
mod export;
mod import;
mod merge;
mod passages;
mod progress;
mod project;
mod records;

use std::borrow::Cow;
use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::{PathBufValueParser, TypedValueParser};
use clap::{CommandFactory as _, Parser, Subcommand};

use crate::articles::ARTICLE_FORMATS;
use crate::cli::progress::Progress;
use crate::interchange::project::PROJECT_EXPORTS;
use crate::interchange::{EXPORTS, IMPORTS};
use crate::jobs::open::Loaded;
use crate::model::align::similarity::Similarity;
use crate::model::visible::visible;
use crate::storage::renamed;

/// Exit code: success.
const DONE: u8 = 0;
/// Exit code: findings.
const FOUND: u8 = 1;
/// Exit code: failure.
const FAILED: u8 = 2;

/// Take an article apart: mark claims, denials and evidence, say who speaks, link what answers what.
#[derive(Debug, Parser)]
#[command(name = "gainsay", version, args_conflicts_with_subcommands = true)]
pub struct Arguments {
    /// The article, annotation file (.ron) or folder of articles to open in a window
    #[arg(value_parser = path())]
    pub file: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Export annotations to a format of other tools
    Export(export::Arguments),
    /// Import annotations of other tools: writes the text of each article, with an annotation file beside it
    Import(import::Arguments),
    /// Write the text and structure of an article as JSON
    Convert(convert::Arguments),
    /// List the problems of annotation files: file, place, problem and repair
    Check {
        /// Repair what can be repaired, and list the repairs before the remaining problems
        #[arg(long)]
        repair: bool,
        /// The annotation files (.ron), the articles beside them, folders, or - for records (Corpora in the manual)
        #[arg(required = true, value_parser = path())]
        files: Vec<PathBuf>,
    },
    /// Reanchor annotations on another version of the article: prints one JSON line per fragment
    Anchor(anchor::Arguments),
    /// Merge two versions of an annotation file, mark by mark, or of a project file; for git, see Working in a team in the manual
    Merge(merge::Arguments),
    /// Print the ledger, the threads or the articles of a folder, as JSON lines or CSV
    Project(project::Arguments),
    /// List the formats of articles, imports and exports
    Formats,
    /// List the keys
    Keys,
}

/// Parses a path in the notation of the system: Windows accepts `/` for `\`, and messages about a path with an added name
/// would mix the two.
fn path() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().map(|path| if cfg!(windows) { path.components().collect() } else { path })
}

/// Parses the command line. Prints help, the version or a message if there is nothing to run.
///
/// # Errors
/// With the exit code, if there is nothing to run.
pub fn arguments() -> Result<Arguments, ExitCode> {
    Arguments::try_parse().map_err(|error| {
        let words: Vec<String> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
        if error.use_stderr()
            && let Some(why) = misplaced(&words)
        {
            return complain(why);
        }
        // Help and the version are data, errors are messages; clap knows which is which.
        let _ = error.print();
        if error.use_stderr() { ExitCode::from(FAILED) } else { ExitCode::from(DONE) }
    })
}

/// The names of the commands.
pub fn commands() -> Vec<String> {
    Arguments::command().get_subcommands().map(|command| command.get_name().to_owned()).collect()
}

/// Least similarity of a word with the command that is suggested for it, which two letters of six may differ from.
const MEANT: Similarity = Similarity::thousandths(600);

/// The message about words that begin with no command, and are not one file: a misspelt command, or several files.
fn misplaced(words: &[String]) -> Option<String> {
    let [first, second, ..] = words else { return None };
    let commands = commands();
    if first.starts_with('-') || first == "help" || commands.contains(first) {
        return None;
    }
    let meant = commands.iter().max_by_key(|command| Similarity::of(first, command));
    if let Some(meant) = meant.filter(|meant| Similarity::of(first, meant) >= MEANT && !Path::new(first).exists()) {
        return Some(format!(
            "there is no command “{first}”; did you mean “{meant}”? `gainsay --help` lists the commands"
        ));
    }
    let more = "; `gainsay --help` lists the commands, which come before their files";
    (!second.starts_with('-')).then(|| format!("one file or folder is opened at a time, not also “{second}”{more}"))
}

/// Runs a command; `None` if a window is wanted. `keys` makes the table of keys.
pub fn run(arguments: &Arguments, keys: impl FnOnce() -> String) -> Option<ExitCode> {
    let command = arguments.command.as_ref()?;
    let code = match command {
        Command::Export(arguments) => export::run(arguments),
        Command::Import(arguments) => import::run(arguments),
        Command::Convert(arguments) => convert::run(arguments),
        Command::Check { repair, files } => check::check(files, *repair),
        Command::Anchor(arguments) => anchor::run(arguments),
        Command::Merge(arguments) => merge::run(arguments),
        Command::Project(arguments) => project::run(arguments),
        Command::Formats => print(formats().as_bytes()),
        Command::Keys => print(keys().as_bytes()),
    };
    Some(ExitCode::from(code))
}

/// Prints the message of a failure, and returns its exit code.
pub fn complain(message: impl std::fmt::Display) -> ExitCode {
    say(message);
    ExitCode::from(FAILED)
}

/// Ends a run over several files, and reports why it stopped early if it did. Returns the exit code, which is `code` otherwise.
fn end(progress: &mut Progress, ended: Result<(), impl std::fmt::Display>, code: u8) -> u8 {
    progress.clear();
    match ended {
        Ok(()) => code,
        Err(why) => {
            say(why);
            FAILED
        }
    }
}

/// A hint about annotations under an old name of the article; empty if there are none.
fn renamed(article: &Path, loaded: &Loaded) -> String {
    let found = renamed::annotations_of(article, &loaded.document.article().sha256);
    found.map_or_else(String::new, |found| {
        let (path, to) = (found.annotations.display(), loaded.annotation_path.display());
        format!("; {path} has annotations for this file under its old name, {}. Rename it to {to}", found.article)
    })
}

/// Prints a message to standard error.
fn say(message: impl std::fmt::Display) {
    // If standard error is closed, nobody reads it. Text from a file must not control the terminal.
    let _ = writeln!(io::stderr(), "gainsay: {}", visible(&message.to_string()));
}

/// Data with a symbol for each invisible character.
fn for_terminal(data: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(data).lines().flat_map(|line| (visible(line) + "\n").into_bytes()).collect()
}

/// Streams data to standard output. A reader that stops early is no error.
fn streamed(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> u8 {
    let mut out = io::stdout().lock();
    ended(write(&mut out).and_then(|()| out.flush()))
}

/// True if the reader of a pipe is gone. Windows has a third code for that (233, `ERROR_PIPE_NOT_CONNECTED`, besides 109 and
/// 232), which the standard library does not map to a broken pipe.
fn is_closed(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe || (cfg!(windows) && error.raw_os_error() == Some(233))
}

/// The exit code after writing to standard output.
fn ended(written: io::Result<()>) -> u8 {
    match written {
        Err(error) if !is_closed(&error) => {
            complain(format_args!("could not write to standard output: {error}"));
            FAILED
        }
        _ => DONE,
    }
}

/// Prints data to standard output. A reader that stops early is no error.
fn print(data: &[u8]) -> u8 {
    let mut out = io::stdout().lock();
    // A program gets the data unchanged; a terminal would obey control characters in it.
    let data = if out.is_terminal() { for_terminal(data).into() } else { Cow::Borrowed(data) };
    ended(out.write_all(&data).and_then(|()| out.flush()))
}

/// The table of formats, as `gainsay formats` prints it.
pub fn formats() -> String {
    let mut table = String::from("Articles are read from\n");
    for row in ARTICLE_FORMATS {
        let extensions: Vec<String> = row.extensions.iter().map(|extension| format!(".{extension}")).collect();
        table.push_str(&format!("  {:<15} {:<28} {}\n", row.id, row.name, extensions.join(" ")));
    }
    table.push_str("Annotations are read from\n");
    for row in IMPORTS {
        let extensions: Vec<String> = row.extensions.iter().map(|extension| format!(".{extension}")).collect();
        table.push_str(&format!("  {:<15} {:<28} {:<14} {}\n", row.id, row.name, extensions.join(" "), row.help));
    }
    table.push_str("Annotations are written to\n");
    for row in EXPORTS {
        table.push_str(&format!("  {:<15} {:<28} .{:<13} {}\n", row.id, row.name, row.extension, row.help));
    }
    table.push_str("Projects (export FOLDER --project) are written to\n");
    for row in PROJECT_EXPORTS {
        table.push_str(&format!("  {:<15} {:<28} .{:<13} {}\n", row.id, row.name, row.extension, row.help));
    }
    table
}
