//! `gainsay merge`: a three-way merge of annotation files or project files, by hand or as git's merge driver.

use std::path::PathBuf;

use clap::Args;

use crate::cli::{DONE, FAILED, FOUND, complain, path, say};
use crate::jobs::merge::{Merged, merge_files};
use crate::jobs::project::merge::{MergedProjects, is_project, merge_projects};
use crate::jobs::read::Access;
use crate::model::merge::{Choice, Conflict, Merge, Side};
use crate::model::message::counted;
use crate::storage::{project, replace, writer};

/// Maximum conflicts printed one by one; all of them are in the file.
const TOLD: usize = 20;

/// Arguments of `gainsay merge`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The common base of both annotation or project files; missing or empty if there is none
    #[arg(value_parser = path())]
    base: PathBuf,
    /// Our file, which gets the result unless --output is given
    #[arg(value_parser = path())]
    ours: PathBuf,
    /// Their file
    #[arg(value_parser = path())]
    theirs: PathBuf,
    /// The name of the file in messages
    name: Option<String>,
    /// The file to write the result to
    #[arg(long, value_name = "PATH", value_parser = path())]
    output: Option<PathBuf>,
}

/// Merges; returns the exit code. On failure nothing was written.
pub fn run(arguments: &Arguments) -> u8 {
    let Arguments { base, ours, theirs, name, output } = arguments;
    // Our file is only read if the result goes elsewhere.
    let access = if output.is_some() { Access::Read } else { Access::Work };
    if is_project(ours) || is_project(theirs) {
        return merge_project(arguments, access).unwrap_or_else(|why| {
            complain(why);
            FAILED
        });
    }
    let Merged { merge, ours: stamp, cut_short } = match merge_files(base, ours, theirs, access) {
        Ok(merged) => merged,
        Err(why) => {
            complain(why);
            return FAILED;
        }
    };
    let merged = merge.resolve(&|_| Choice::Later);
    let source = writer::write(&merged);
    let written = match output {
        Some(output) => replace::overwrite(output, source.as_bytes()),
        None => replace::save(ours, source.as_bytes(), Some(&stamp)),
    };
    if let Err(error) = written {
        complain(error.of_output());
        return FAILED;
    }
    let name = name.clone().unwrap_or_else(|| output.as_ref().unwrap_or(ours).display().to_string());
    tell(&name, &merge);
    cut_short.iter().for_each(say);
    if merge.conflicts().is_empty() && merge.unsettled().is_empty() { DONE } else { FOUND }
}

/// Merges project files; returns the exit code.
fn merge_project(arguments: &Arguments, access: Access) -> Result<u8, String> {
    let Arguments { base, ours, theirs, name, output } = arguments;
    let MergedProjects { merge, brought, ours: stamp } = merge_projects(base, ours, theirs, access)?;
    let source = project::writer::write(&merge.project);
    let written = match output {
        Some(output) => replace::overwrite(output, source.as_bytes()),
        None => replace::save(ours, source.as_bytes(), stamp.as_ref()),
    };
    written.map_err(|error| error.of_output())?;
    let name = name.clone().unwrap_or_else(|| output.as_ref().unwrap_or(ours).display().to_string());
    let to_decide = match merge.conflicts.len() {
        0 => String::new(),
        count => format!("; {}", counted(count, "conflict", "conflicts")),
    };
    say(format_args!("{name}: merged ours ({}) and theirs ({}){to_decide}", brought[0], brought[1]));
    for conflict in merge.conflicts.iter().take(TOLD) {
        say(format_args!("{name}: {conflict}"));
    }
    if merge.conflicts.len() > TOLD {
        say(format_args!("{name}: and {} more", merge.conflicts.len() - TOLD));
    }
    Ok(if merge.conflicts.is_empty() { DONE } else { FOUND })
}

/// Prints the changes of both sides, and their conflicts.
fn tell(name: &str, merge: &Merge) {
    let conflicts = merge.conflicts();
    let to_decide = match conflicts.len() {
        0 => String::new(),
        1 => "; 1 conflict, which is in the file as a mark to discuss".to_owned(),
        count => format!("; {count} conflicts, which are in the file as marks to discuss"),
    };
    let unsettled = match merge.unsettled().len() {
        0 => String::new(),
        1 => "; 1 passage changed or lost with the text, whose mark is flagged for discussion".to_owned(),
        count => format!("; {count} passages changed or lost with the text, whose marks are flagged for discussion"),
    };
    say(format_args!(
        "{name}: merged ours ({}) and theirs ({}){to_decide}{unsettled}",
        merge.brought(Side::Mine),
        merge.brought(Side::Theirs)
    ));
    for (id, new) in merge.renamed() {
        say(format_args!("{name}: both sides gave the id {id} to something new; one of the two is now {new}"));
    }
    for Conflict { thing, what, mine, theirs, .. } in conflicts.iter().take(TOLD) {
        say(format_args!("{name}: {thing}: {what}: {mine} or {theirs}"));
    }
    for passage in merge.unsettled().iter().take(TOLD) {
        say(format_args!("{name}: {}: {passage}", passage.thing));
    }
    let more = conflicts.len().saturating_sub(TOLD) + merge.unsettled().len().saturating_sub(TOLD);
    if more > 0 {
        say(format_args!("{name}: and {more} more"));
    }
}
