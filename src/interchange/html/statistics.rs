//! The statistics in a page: a short table.

use std::fmt::Write as _;

use super::escape::text;
use super::sink::Sink;
use crate::model::article::Article;
use crate::model::ledger::Ledger;
use crate::model::set::AnnotationSet;
use crate::model::statistics::{Statistics, word_count};

/// Appends the statistics.
pub fn push(out: &mut Sink<'_>, article: &Article, set: &AnnotationSet, ledger: &Ledger) -> std::fmt::Result {
    if set.annotations().is_empty() {
        return Ok(());
    }
    let statistics = Statistics::with(word_count(article.text.as_str()), &article.text, set, ledger);
    out.push_str("<table class=\"statistics\">\n<tbody>\n");
    for (name, numbers) in statistics.lines() {
        writeln!(out, "<tr><th scope=\"row\">{name}</th><td>{}</td></tr>", text(&numbers))?;
    }
    out.push_str("</tbody>\n</table>\n");
    Ok(())
}
