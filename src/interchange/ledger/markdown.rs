//! Ledger export in CommonMark: each claim with its standing and its answers.

use std::fmt::Write as _;

use crate::interchange::links::number;
use crate::interchange::markdown::{end, line, source};
use crate::interchange::passages::badge;
use crate::model::article::Article;
use crate::model::kind::KINDS;
use crate::model::ledger::{Answer, Ledger, PARTS, Row, STANDINGS, SpeakerCount};
use crate::model::message::counted;
use crate::model::query::quote_line;
use crate::model::set::AnnotationSet;

/// Writes the ledger.
pub fn write(article: &Article, set: &AnnotationSet) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = ledger(&mut out, article, set, &Ledger::new(set));
    out
}

fn ledger(out: &mut String, article: &Article, set: &AnnotationSet, ledger: &Ledger) -> std::fmt::Result {
    writeln!(out, "# Ledger: {}\n", line(&article.name()))?;
    writeln!(out, "{}\n", source(article))?;
    let standings = STANDINGS.iter().map(|row| (row, ledger.count(row.standing))).filter(|(_, count)| *count > 0);
    let standings = standings.map(|(row, count)| format!("{count} {}", row.name.to_lowercase()));
    let claims = counted(ledger.rows.len(), "claim", "claims");
    writeln!(out, "{}\n", std::iter::once(claims).chain(standings).collect::<Vec<_>>().join(" · "))?;
    if !ledger.rows.is_empty() {
        writeln!(out, "## Claims\n")?;
    }
    for row in &ledger.rows {
        claim(out, article, set, row)?;
    }
    if ledger.loose.iter().any(|(_, marks)| !marks.is_empty()) {
        writeln!(out, "## What hangs loose\n")?;
    }
    for (row, marks) in ledger.loose.iter().filter(|(_, marks)| !marks.is_empty()) {
        writeln!(out, "### {}\n", row.title)?;
        for mark in marks {
            writeln!(out, "- {}", end(article, set, &mark.id))?;
        }
        writeln!(out)?;
    }
    if !ledger.speakers.is_empty() {
        writeln!(out, "## Who speaks\n")?;
    }
    for count in &ledger.speakers {
        writeln!(out, "- {}: {}", line(&count.label), counts(count))?;
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    Ok(())
}

fn claim(out: &mut String, article: &Article, set: &AnnotationSet, row: &Row) -> std::fmt::Result {
    let mark = &row.claim.mark;
    let speakers = row.claim.speakers().into_iter().map(|name| format!(" · {}", line(name))).collect::<String>();
    let number = number(set, &mark.id).unwrap_or_default();
    writeln!(out, "### {} {number} {}{speakers}\n", mark.kind.look().glyph, line(mark.kind.name()))?;
    writeln!(out, "> {}{}\n", line(&quote_line(mark, &article.text)), badge(mark))?;
    let standing = row.standing.row();
    writeln!(out, "- **{}**: {}", standing.name, standing.help)?;
    for mark in &row.claim.restatements {
        writeln!(out, "- Restated: {}", end(article, set, &mark.id))?;
    }
    for part in PARTS {
        let mut answers = row.part(part.part).peekable();
        if answers.peek().is_some() {
            writeln!(out, "- {}:", part.name)?;
        }
        for answer in answers {
            writeln!(out, "  - {}", answered(article, set, answer))?;
        }
    }
    writeln!(out)
}

/// An answer: speaker, quotation and link; marked if rebutted.
fn answered(article: &Article, set: &AnnotationSet, answer: &Answer) -> String {
    let mut text = end(article, set, &answer.statement.mark.id);
    let speakers = answer.statement.speakers();
    if !speakers.is_empty() {
        let _ = write!(text, " · {}", speakers.into_iter().map(line).collect::<Vec<_>>().join(", "));
    }
    if let Some(through) = &answer.through {
        let _ = write!(text, ", which supports {}", number(set, &through.id).unwrap_or_default());
    }
    if answer.rebutted {
        text.push_str(", which is itself rebutted");
    }
    text
}

/// "2 claims, 1 denial".
fn counts(count: &SpeakerCount) -> String {
    let of_kinds = KINDS.iter().zip(count.counts).filter(|(_, count)| *count > 0);
    let mut parts: Vec<String> =
        of_kinds.map(|(row, count)| counted(count, &row.name.to_lowercase(), &row.plural.to_lowercase())).collect();
    if count.others > 0 {
        parts.push(counted(count.others, "other mark", "other marks"));
    }
    parts.join(", ")
}
