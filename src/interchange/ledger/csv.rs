//! Ledger table export: one row for each claim, then one for each loose mark.
//!
//! The first column is `claim` or the id of the row of [`LOOSE`](crate::model::ledger::LOOSE). The cells are written as
//! in the table of marks.

use std::sync::Arc;

use crate::interchange::csv::{list, table};
use crate::interchange::links::number;
use crate::interchange::passages::{badge, status};
use crate::model::annotation::Annotation;
use crate::model::article::Article;
use crate::model::ledger::{Ledger, PARTS, Row, Statement};
use crate::model::query::quote_line;
use crate::model::set::AnnotationSet;

/// The columns of the claim or loose mark. Two for each part follow, then one for rebutted answers.
const COLUMNS: [&str; 8] = ["entry", "number", "id", "quote", "status", "speakers", "restatements", "standing"];

/// Writes the table.
pub fn write(article: &Article, set: &AnnotationSet) -> String {
    let ledger = Ledger::new(set);
    let parts = PARTS.iter().flat_map(|row| [row.id.to_owned(), format!("{}_ids", row.id)]);
    let header: Vec<String> =
        COLUMNS.iter().map(|name| (*name).to_owned()).chain(parts).chain(["rebutted_ids".to_owned()]).collect();
    let claims = ledger.rows.iter().map(|row| claim(article, set, row));
    let width = header.len();
    let loose = ledger.loose.iter().flat_map(|(row, marks)| marks.iter().map(move |mark| (row.id, mark)));
    let loose = loose.map(|(entry, mark)| {
        let statement = Statement { mark: mark.clone(), restatements: Vec::new() };
        let mut cells = about(article, set, entry, &statement);
        cells.resize(width, String::new());
        cells
    });
    table(header, claims.chain(loose))
}

fn claim(article: &Article, set: &AnnotationSet, row: &Row) -> Vec<String> {
    let mut cells = about(article, set, "claim", &row.claim);
    cells.push(row.standing.row().id.to_owned());
    for part in PARTS {
        cells.push(list(row.part(part.part).map(|answer| assertion(article, &answer.statement))));
        cells.push(ids(row.part(part.part).map(|answer| &answer.statement.mark)));
    }
    cells.push(ids(row.answers.iter().filter(|answer| answer.rebutted).map(|answer| &answer.statement.mark)));
    cells
}

fn about(article: &Article, set: &AnnotationSet, entry: &str, statement: &Statement) -> Vec<String> {
    let mark = &statement.mark;
    vec![
        entry.to_owned(),
        number(set, &mark.id).map(|number| number.to_string()).unwrap_or_default(),
        mark.id.to_string(),
        quote_line(mark, &article.text),
        status(mark).to_owned(),
        list(statement.speakers().into_iter().map(str::to_owned)),
        ids(statement.restatements.iter()),
    ]
}

/// Speaker and quotation: `Ana Duarte: There is no evidence …`, with ` (changed)` after a changed passage.
fn assertion(article: &Article, statement: &Statement) -> String {
    let quote = format!("{}{}", quote_line(&statement.mark, &article.text), badge(&statement.mark));
    let speakers = statement.speakers();
    if speakers.is_empty() { quote } else { format!("{}: {quote}", speakers.join(", ")) }
}

/// Ids in one cell, each once.
fn ids<'a>(marks: impl Iterator<Item = &'a Arc<Annotation>>) -> String {
    let mut ids: Vec<String> = Vec::new();
    for mark in marks {
        if !ids.iter().any(|id| id == mark.id.as_str()) {
            ids.push(mark.id.to_string());
        }
    }
    list(ids.into_iter())
}
