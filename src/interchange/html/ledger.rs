//! The ledger in a page: claims, loose marks and speakers.

use std::fmt::Write as _;

use super::escape::text;
use super::marks::end;
use super::sink::Sink;
use super::{badge, bdi};
use crate::interchange::html::style::class;
use crate::interchange::links::number;
use crate::model::annotation::Annotation;
use crate::model::article::Article;
use crate::model::kind::{KINDS, Kind};
use crate::model::ledger::{Answer, Ledger, PARTS, Row, STANDINGS, SpeakerCount, Statement};
use crate::model::query::quote_line;
use crate::model::set::AnnotationSet;

/// Appends the ledger.
pub fn push(out: &mut Sink<'_>, article: &Article, set: &AnnotationSet, ledger: &Ledger) -> std::fmt::Result {
    if set.annotations().is_empty() {
        return Ok(());
    }
    out.push_str("<section class=\"ledger\" aria-labelledby=\"ledger\">\n<h2 id=\"ledger\">Ledger</h2>\n");
    if !ledger.rows.is_empty() {
        out.push_str("<ul class=\"standings\">\n");
        for row in STANDINGS {
            let count = ledger.count(row.standing);
            if count > 0 {
                writeln!(
                    out,
                    "<li><b class=\"standing s-{}\">{}</b> <span>{count} · {}</span></li>",
                    row.id, row.name, row.help
                )?;
            }
        }
        out.push_str(
            "</ul>\n<table class=\"claims\">\n<thead><tr><th scope=\"col\">Claim</th><th scope=\"col\">Standing</th>\
             <th scope=\"col\">Against it</th><th scope=\"col\">For it</th></tr></thead>\n<tbody>\n",
        );
        for row in &ledger.rows {
            claim(out, article, set, row)?;
            out.pass_on()?;
        }
        out.push_str("</tbody>\n</table>\n");
    }
    for (row, marks) in ledger.loose.iter().filter(|(_, marks)| !marks.is_empty()) {
        writeln!(out, "<h3>{}</h3>\n<ul class=\"loose\">", row.title)?;
        for mark in marks {
            writeln!(out, "<li>{}</li>", end(article, set, &mark.id))?;
            out.pass_on()?;
        }
        out.push_str("</ul>\n");
    }
    speakers(out, &ledger.speakers)?;
    out.push_str("</section>\n");
    Ok(())
}

fn claim(out: &mut String, article: &Article, set: &AnnotationSet, row: &Row) -> std::fmt::Result {
    writeln!(out, "<tr>\n<td>{}", assertion(article, set, &row.claim))?;
    for mark in &row.claim.restatements {
        writeln!(out, "<p class=\"aside\">restated in {}</p>", linked(set, mark))?;
    }
    let standing = row.standing.row();
    writeln!(out, "</td>\n<td><b class=\"standing s-{}\">{}</b></td>", standing.id, standing.name)?;
    for against in [true, false] {
        out.push_str("<td>");
        for part in PARTS.iter().filter(|part| part.against == against) {
            for answer in row.part(part.part) {
                answered(out, article, set, answer)?;
            }
        }
        out.push_str("</td>\n");
    }
    out.push_str("</tr>\n");
    Ok(())
}

fn answered(out: &mut String, article: &Article, set: &AnnotationSet, answer: &Answer) -> std::fmt::Result {
    writeln!(out, "<div class=\"answer\">{}", assertion(article, set, &answer.statement))?;
    for mark in &answer.statement.restatements {
        writeln!(out, "<p class=\"aside\">restated in {}</p>", linked(set, mark))?;
    }
    if let Some(through) = &answer.through {
        writeln!(out, "<p class=\"aside\">supports {}</p>", linked(set, through))?;
    }
    if answer.rebutted {
        out.push_str("<p class=\"aside\">is itself rebutted</p>\n");
    }
    out.push_str("</div>\n");
    Ok(())
}

/// A speaker and a quotation.
fn assertion(article: &Article, set: &AnnotationSet, statement: &Statement) -> String {
    let speakers: Vec<String> = statement.speakers().into_iter().map(bdi).collect();
    let who = if speakers.is_empty() { String::new() } else { format!(" <b>{}</b>", speakers.join(", ")) };
    let quote = text(&quote_line(&statement.mark, &article.text));
    format!("<p>{}{who}</p><p class=\"quote\" lang=\"\" dir=\"auto\">{quote}</p>", linked(set, &statement.mark))
}

/// A mark's glyph and number, linked to its card.
fn linked(set: &AnnotationSet, mark: &Annotation) -> String {
    let number = number(set, &mark.id).unwrap_or_default();
    let (class, glyph) = (class(&mark.kind), mark.kind.look().glyph);
    format!("<a href=\"#c{number}\"><span class=\"glyph {class}\">{glyph}</span> {number}</a>{}", badge(mark))
}

/// The number of marks of each kind by speaker, as numbers and bars.
fn speakers(out: &mut String, speakers: &[SpeakerCount]) -> std::fmt::Result {
    out.push_str("<h3>Who speaks</h3>\n<table class=\"speakers\">\n<thead><tr><th scope=\"col\">Speaker</th>");
    for row in KINDS {
        write!(out, "<th scope=\"col\" class=\"count\">{}</th>", row.plural)?;
    }
    let others = speakers.iter().any(|count| count.others > 0);
    if others {
        out.push_str("<th scope=\"col\" class=\"count\">Others</th>");
    }
    out.push_str("<td></td></tr></thead>\n<tbody>\n");
    let most = speakers.iter().map(SpeakerCount::total).max().unwrap_or(1).max(1);
    for count in speakers {
        write!(out, "<tr><th scope=\"row\">{}</th>", bdi(&count.label))?;
        let all = count.counts.iter().copied().chain(others.then_some(count.others));
        for number in all {
            let shown = if number == 0 { "–".to_owned() } else { number.to_string() };
            write!(out, "<td class=\"count\">{shown}</td>")?;
        }
        writeln!(out, "<td class=\"bars\">{}</td></tr>", bar(count, most))?;
    }
    out.push_str("</tbody>\n</table>\n");
    Ok(())
}

/// A bar of a speaker's marks by kind; `most` marks fill the whole width.
fn bar(count: &SpeakerCount, most: usize) -> String {
    const WIDTH: f32 = 180.0;
    let kinds = KINDS.iter().map(|row| class(&Kind::of(row))).chain(["k-other".to_owned()]);
    let mut bar =
        format!("<svg class=\"bar\" viewBox=\"0 0 {WIDTH} 10\" width=\"{WIDTH}\" height=\"10\" aria-hidden=\"true\">");
    let mut x = 0.0;
    for (class, number) in kinds.zip(count.counts.iter().chain([&count.others])).filter(|(_, number)| **number > 0) {
        let width = *number as f32 / most as f32 * WIDTH;
        let _ =
            write!(bar, "<rect class=\"{class}\" x=\"{x:.1}\" width=\"{:.1}\" height=\"10\"/>", (width - 1.0).max(0.5));
        x += width;
    }
    bar + "</svg>"
}
