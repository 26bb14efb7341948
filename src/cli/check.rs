//! `gainsay check`: the problems of annotation files, and their repair.

use std::path::{Path, PathBuf};

use super::{DONE, FAILED, FOUND, complain, print, say};
use crate::cli::records::{self, RECORDS};
use crate::jobs::open::open_as;
use crate::jobs::project::check::{CheckedProject, check_project};
use crate::jobs::read::Access;
use crate::jobs::repair::repair_file;
use crate::model::problem::Problem;
use crate::model::repair::{Remedy, remedy};
use crate::model::visible::visible;
use crate::storage::project::is_project_file;
use crate::storage::tree;

/// Lists the problems of each file, after repairing it if that is wanted; returns the exit code.
pub fn check(files: &[PathBuf], repair: bool) -> u8 {
    if files.iter().any(|file| file.as_os_str() == RECORDS) {
        if files.len() == 1 {
            return records::check::run(repair);
        }
        complain("records on standard input are checked alone, without files");
        return FAILED;
    }
    let (files, mut code) = match in_folders(files) {
        Ok(files) => (files, DONE),
        Err(why) => {
            complain(why);
            return FAILED;
        }
    };
    for (file, access) in &files {
        let mut lines = String::new();
        let looked = check_file(file, *access, repair, &mut lines);
        if print(lines.as_bytes()) != DONE {
            return FAILED;
        }
        code = code.max(looked.unwrap_or_else(|why| {
            complain(why);
            FAILED
        }));
    }
    code
}

/// The files, with the annotation files of each folder in its place, and the access to each.
fn in_folders(files: &[PathBuf]) -> Result<Vec<(PathBuf, Access)>, String> {
    let mut found = Vec::new();
    for file in files {
        if file.is_dir() {
            let listing = tree::annotations(file, Path::new(""))?;
            found.extend(listing.files.iter().map(|file| (file.clone(), Access::reading(&listing, file))));
        } else {
            found.push((file.clone(), Access::Read));
        }
    }
    Ok(found)
}

fn check_file(file: &Path, access: Access, repair: bool, lines: &mut String) -> Result<u8, String> {
    if is_project_file(file) {
        return check_project_file(file, repair, lines);
    }
    if repair {
        // Where no save can have been cut short, there is none to finish.
        let work = if access == Access::Glance { access } else { Access::Work };
        for (problem, what) in repair_file(file, work)? {
            lines.push_str(&line(file, &problem, &format!("repaired: {what}")));
        }
    }
    let loaded = open_as(file, access)?;
    if loaded.stamp.is_none() {
        let hint = super::renamed(file, &loaded);
        return Err(format!("{}: no annotation file found next to it{hint}", file.display()));
    }
    for told in &loaded.cut_short {
        say(told);
    }
    for problem in loaded.problems.listed() {
        let remedy = match remedy(&loaded.document, problem) {
            Remedy::Fix(fix) if loaded.read_only.is_none() => format!("repair: {}", fix.what),
            Remedy::Fix(_) | Remedy::Advice(_) => String::new(),
        };
        lines.push_str(&line(file, problem, &remedy));
    }
    Ok(if loaded.problems.listed().is_empty() { DONE } else { FOUND })
}

fn check_project_file(file: &Path, repair: bool, lines: &mut String) -> Result<u8, String> {
    let CheckedProject { notices, repaired, problems, newer } = check_project(file, repair)?;
    let mut add = |what: &str, remedy: &str| {
        lines.push_str(&(visible(&format!("{}: {what}{remedy}", file.display())) + "\n"));
    };
    for (problem, done) in &repaired {
        add(&problem.what, &format!(" [repaired: {done}]"));
    }
    for notice in &notices {
        add(notice, "");
    }
    for problem in &problems {
        let fix = problem.repair().filter(|_| !newer);
        add(&problem.what, &fix.map_or_else(String::new, |fix| format!(" [repair: {}]", fix.what)));
    }
    Ok(if notices.is_empty() && problems.is_empty() { DONE } else { FOUND })
}

/// A problem on one line, with its repair in brackets.
fn line(file: &Path, problem: &Problem, remedy: &str) -> String {
    let remedy = if remedy.is_empty() { String::new() } else { format!(" [{remedy}]") };
    visible(&format!("{}: {}: {}{remedy}", file.display(), problem.place, problem.what)) + "\n"
}
