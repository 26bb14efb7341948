//! The command line: the same jobs as the window's, without one.
//!
//! Data goes to standard output and messages to standard error; exit 0 done, 1 something was found, 2 it could not be
//! done. A closed pipe is no error.

mod anchor;
mod check;
pub mod console;
mod convert;
mod export;
mod import;
mod merge;
mod progress;

use std::borrow::Cow;
use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::builder::{PathBufValueParser, TypedValueParser};
use clap::{Parser, Subcommand};

use crate::articles::ARTICLE_FORMATS;
use crate::interchange::{EXPORTS, IMPORTS};
use crate::jobs::open::Loaded;
use crate::model::visible::visible;
use crate::storage::renamed;

/// Done.
const DONE: u8 = 0;
/// Something was found.
const FOUND: u8 = 1;
/// It could not be done.
const FAILED: u8 = 2;

/// Take an article apart: mark claims, denials and evidence, say who speaks, link what answers what.
#[derive(Debug, Parser)]
#[command(name = "gainsay", version, args_conflicts_with_subcommands = true)]
pub struct Arguments {
    /// The article, or its annotations (.ron), to open in a window; a second window on them reads until it takes over
    #[arg(value_parser = path())]
    pub file: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write annotations in a format that other tools read
    Export(export::Arguments),
    /// Read annotations of other tools: writes the text of each article, and its annotations beside it
    Import(import::Arguments),
    /// Write the text and structure of an article as JSON
    Convert(convert::Arguments),
    /// List what is wrong with annotation files: file, place, what, and how it can be repaired
    Check {
        /// Repair what can be repaired, and list what that changed before what remains
        #[arg(long)]
        repair: bool,
        /// The annotations (.ron), or the articles they lie beside
        #[arg(required = true, value_parser = path())]
        files: Vec<PathBuf>,
    },
    /// Say what becomes of each passage on another version of the article: one JSON line a fragment
    Anchor(anchor::Arguments),
    /// Merge annotations that two people changed, mark by mark; for git, see docs/teams.md
    Merge(merge::Arguments),
    /// List the formats that articles are read from and annotations are written to
    Formats,
    /// List the keys
    Keys,
}

/// Paths of the command line, as the system itself writes them: Windows takes `/` for `\`, and what is said of a path that
/// a name was added to would mix the two.
fn path() -> impl TypedValueParser<Value = PathBuf> {
    PathBufValueParser::new().map(|path| if cfg!(windows) { path.components().collect() } else { path })
}

/// Reads the command line. `Err` is what to exit with after help, a version, or a message was printed.
///
/// # Errors
/// With the exit code, when there is nothing more to do.
pub fn arguments() -> Result<Arguments, ExitCode> {
    Arguments::try_parse().map_err(|error| {
        // Help and the version are data; what was wrong with the words is a message. Clap knows which.
        let _ = error.print();
        if error.use_stderr() { ExitCode::from(FAILED) } else { ExitCode::from(DONE) }
    })
}

/// Runs a command that needs no window; `None` if a window is wanted. `keys` makes the table of keys.
pub fn run(arguments: &Arguments, keys: impl FnOnce() -> String) -> Option<ExitCode> {
    let command = arguments.command.as_ref()?;
    let code = match command {
        Command::Export(arguments) => export::run(arguments),
        Command::Import(arguments) => import::run(arguments),
        Command::Convert(arguments) => convert::run(arguments),
        Command::Check { repair, files } => check::check(files, *repair),
        Command::Anchor(arguments) => anchor::run(arguments),
        Command::Merge(arguments) => merge::run(arguments),
        Command::Formats => print(formats().as_bytes()),
        Command::Keys => print(keys().as_bytes()),
    };
    Some(ExitCode::from(code))
}

/// Says that something could not be done.
pub fn complain(message: impl std::fmt::Display) -> ExitCode {
    say(message);
    ExitCode::from(FAILED)
}

/// Words about annotations of an article that lie under an old name of it, if there are any.
fn renamed(article: &Path, loaded: &Loaded) -> String {
    let found = renamed::annotations_of(article, &loaded.document.article().sha256);
    found.map_or_else(String::new, |found| {
        let (path, to) = (found.annotations.display(), loaded.annotation_path.display());
        format!("; {path} has annotations for this file under its old name, {}. Rename it to {to}", found.article)
    })
}

/// Says something on standard error.
fn say(message: impl std::fmt::Display) {
    // Where that is closed there is nobody to tell. What a file says must not steer the terminal it is printed on.
    let _ = writeln!(io::stderr(), "gainsay: {}", visible(&message.to_string()));
}

/// Data with a symbol for each character that cannot be seen.
fn for_terminal(data: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(data).lines().flat_map(|line| (visible(line) + "\n").into_bytes()).collect()
}

/// Writes data to standard output bit by bit; a reader that has seen enough is no error.
fn streamed(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> u8 {
    let mut out = io::stdout().lock();
    ended(write(&mut out).and_then(|()| out.flush()))
}

/// True if a pipe has no reader any more. Windows has a third code for it (233, `ERROR_PIPE_NOT_CONNECTED`, beside 109 and
/// 232), which Rust's library takes for no broken pipe.
fn is_closed(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe || (cfg!(windows) && error.raw_os_error() == Some(233))
}

/// Exit code after writing to standard output.
fn ended(written: io::Result<()>) -> u8 {
    match written {
        Err(error) if !is_closed(&error) => {
            complain(format_args!("could not write to standard output: {error}"));
            FAILED
        }
        _ => DONE,
    }
}

/// Writes data to standard output; a reader that has seen enough is no error.
fn print(data: &[u8]) -> u8 {
    let mut out = io::stdout().lock();
    // A program gets the data as it is; a terminal would do what it finds in it.
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
    table
}
