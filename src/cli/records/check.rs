//! `gainsay check -`: the problems of each record's annotations, and their repair.

use std::path::Path;

use serde::Serialize;

use crate::cli::records;
use crate::cli::records::record::Document;
use crate::jobs::content::{Content, open_content, repair_content};
use crate::jobs::open::{Loaded, open_to_read};
use crate::jobs::read::Access;
use crate::jobs::repair::{Repaired, repair_file};
use crate::model::problem::Problem;
use crate::model::repair::{Remedy, remedy};

#[derive(Default, Serialize)]
struct Checked {
    problems: Vec<Found>,
    repaired: Vec<Found>,
    /// The new content of the annotation file, if the record has the old one and something was repaired.
    annotations: Option<String>,
    notices: Vec<String>,
}

#[derive(Serialize)]
struct Found {
    check: &'static str,
    place: String,
    what: String,
    /// The repair, if there is one.
    repair: Option<String>,
}

impl Found {
    fn new(problem: &Problem, repair: Option<String>) -> Self {
        Self { check: problem.check, place: problem.place.to_string(), what: problem.what.clone(), repair }
    }
}

/// Checks the records, after repairing them if that is wanted; returns the exit code.
pub fn run(repair: bool) -> u8 {
    records::run(|record| match record.document()? {
        Document::File(path) => file(&path, repair),
        Document::Content(content) => self::content(content, repair),
    })
}

fn file(path: &Path, repair: bool) -> Result<Checked, String> {
    let done = if repair { repair_file(path, Access::Work)? } else { Vec::new() };
    checked(open_to_read(path)?, done, None)
}

fn content(mut content: Content, repair: bool) -> Result<Checked, String> {
    let Repaired { done, source } =
        if repair { repair_content(content.clone())? } else { Repaired { done: Vec::new(), source: None } };
    if let Some(source) = &source {
        content.annotations = Some(source.clone().into_bytes());
    }
    checked(open_content(content)?, done, source)
}

fn checked(loaded: Loaded, done: Vec<(Problem, String)>, annotations: Option<String>) -> Result<Checked, String> {
    if loaded.stamp.is_none() {
        return Err(format!("no annotations found: {} does not exist", loaded.annotation_path.display()));
    }
    let fix = |problem| match remedy(&loaded.document, problem) {
        Remedy::Fix(fix) if loaded.read_only.is_none() => Some(fix.what),
        Remedy::Fix(_) | Remedy::Advice(_) => None,
    };
    Ok(Checked {
        problems: loaded.problems.listed().iter().map(|problem| Found::new(problem, fix(problem))).collect(),
        repaired: done.into_iter().map(|(problem, what)| Found::new(&problem, Some(what))).collect(),
        annotations,
        notices: loaded.cut_short,
    })
}
