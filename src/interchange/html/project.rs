//! The report of a project as a page.

use std::fmt::Write as _;

use super::escape::{bare, text};
use super::{bdi, style};
use crate::interchange::project::report::{AnswerPart, Report, SourcePart, SpeakerPart, Telling, ThreadPart};
use crate::model::kind::Kind;

/// Writes the page.
pub fn write(report: &Report) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = push(&mut out, report);
    out
}

fn push(out: &mut String, report: &Report) -> std::fmt::Result {
    super::begin(out, &bare(&report.title), "page wide")?;
    header(out, report)?;
    out.push_str("<main>\n");
    ledger(out, report)?;
    loose(out, report)?;
    speakers(out, &report.speakers)?;
    sources(out, &report.sources)?;
    out.push_str("</main>\n</div>\n</body>\n</html>\n");
    Ok(())
}

fn header(out: &mut String, report: &Report) -> std::fmt::Result {
    writeln!(out, "<header>\n<h1 dir=\"auto\">{}</h1>", text(&report.title))?;
    writeln!(out, "<p class=\"source\">{}</p>", text(&report.facts.join(" · ")))?;
    out.push_str("<ul class=\"legend\" aria-label=\"Legend\">\n");
    for (row, count) in &report.kinds {
        let (class, name) = (style::class(&Kind::of(row)), text(row.name));
        writeln!(
            out,
            "<li class=\"{class}\"><span class=\"glyph\">{}</span><b>{name}</b> <span>{count} · {}</span></li>",
            row.glyph, row.help
        )?;
    }
    out.push_str("</ul>\n</header>\n");
    Ok(())
}

fn ledger(out: &mut String, report: &Report) -> std::fmt::Result {
    if report.threads.is_empty() {
        return Ok(());
    }
    out.push_str("<section class=\"ledger\" aria-labelledby=\"threads\">\n<h2 id=\"threads\">Threads</h2>\n");
    out.push_str("<ul class=\"standings\">\n");
    for (row, count) in &report.standings {
        let (id, name, help) = (row.id, row.name, row.help);
        writeln!(out, "<li><b class=\"standing s-{id}\">{name}</b> <span>{count} · {help}</span></li>")?;
    }
    out.push_str(
        "</ul>\n<table class=\"claims\">\n<thead><tr><th scope=\"col\">Claim</th><th scope=\"col\">Standing</th>\
         <th scope=\"col\">Against it</th><th scope=\"col\">For it</th></tr></thead>\n<tbody>\n",
    );
    for (number, part) in (1..).zip(&report.threads) {
        thread(out, number, part)?;
    }
    out.push_str("</tbody>\n</table>\n</section>\n");
    Ok(())
}

fn thread(out: &mut String, number: usize, part: &ThreadPart) -> std::fmt::Result {
    writeln!(
        out,
        "<tr id=\"t{number}\">\n<td><h3>{number}. {}</h3>\n<p class=\"aside\">{}</p>",
        bdi(&part.heading),
        text(&part.about)
    )?;
    for claim in &part.claims {
        writeln!(out, "<div class=\"answer\">{}</div>", telling(claim))?;
    }
    for difference in &part.differences {
        writeln!(out, "<p class=\"differs\">Told differently: {}</p>", text(difference))?;
    }
    let (id, name) = (part.standing.id, part.standing.name);
    writeln!(out, "</td>\n<td><b class=\"standing s-{id}\">{name}</b></td>")?;
    for against in [true, false] {
        out.push_str("<td>");
        for (_, answers) in part.parts.iter().filter(|(row, _)| row.against == against) {
            answers.iter().try_for_each(|answer| self::answer(out, answer))?;
        }
        out.push_str("</td>\n");
    }
    out.push_str("</tr>\n");
    Ok(())
}

fn loose(out: &mut String, report: &Report) -> std::fmt::Result {
    if report.loose.is_empty() {
        return Ok(());
    }
    out.push_str("<section class=\"ledger\" aria-labelledby=\"loose\">\n<h2 id=\"loose\">In no thread</h2>\n");
    for (title, tellings) in &report.loose {
        writeln!(out, "<div class=\"claims told\">\n<h3>{title}</h3>")?;
        tellings.iter().try_for_each(|part| writeln!(out, "<div class=\"answer\">{}</div>", telling(part)))?;
        out.push_str("</div>\n");
    }
    out.push_str("</section>\n");
    Ok(())
}

fn answer(out: &mut String, answer: &AnswerPart) -> std::fmt::Result {
    out.push_str("<div class=\"answer\">");
    for part in &answer.tellings {
        out.push_str(&telling(part));
    }
    for remark in &answer.remarks {
        write!(out, "<p class=\"aside\">{}</p>", text(remark))?;
    }
    out.push_str("</div>\n");
    Ok(())
}

/// A passage with its speaker and its source.
fn telling(telling: &Telling) -> String {
    let who = if telling.speaker.is_empty() { String::new() } else { format!(" <b>{}</b>", bdi(&telling.speaker)) };
    let (class, glyph) = (style::class(&telling.kind), telling.kind.look().glyph);
    let (quote, origin) = (text(&telling.quote), bdi(&telling.origin()));
    let badge = if telling.badge.is_empty() { "" } else { " <span class=\"status\">changed</span>" };
    let details = match telling.details.as_slice() {
        [] => String::new(),
        details => format!("<p class=\"aside detail\">{}</p>", text(&details.join(" · "))),
    };
    format!(
        "<p><span class=\"glyph {class}\">{glyph}</span>{who}{badge}</p><p class=\"quote\" lang=\"\" dir=\"auto\">{quote}</p>\
         <p class=\"aside\"><a href=\"#s{}\">{origin}</a></p>{details}",
        telling.source
    )
}

fn speakers(out: &mut String, speakers: &[SpeakerPart]) -> std::fmt::Result {
    if speakers.is_empty() {
        return Ok(());
    }
    out.push_str("<section class=\"sources\" aria-labelledby=\"speakers\">\n<h2 id=\"speakers\">Speakers</h2>\n<ul>\n");
    for part in speakers {
        write!(out, "<li><b>{}</b> <span class=\"source\">{}</span>", bdi(&part.name), text(&part.about))?;
        part.contradictions.iter().try_for_each(|found| write!(out, "<p class=\"differs\">{}</p>", text(found)))?;
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n</section>\n");
    Ok(())
}

fn sources(out: &mut String, sources: &[SourcePart]) -> std::fmt::Result {
    if sources.is_empty() {
        return Ok(());
    }
    out.push_str("<section class=\"sources\" aria-labelledby=\"sources\">\n<h2 id=\"sources\">Sources</h2>\n<ol>\n");
    for (number, part) in (1..).zip(sources) {
        let origin: Vec<String> = part.origin.iter().map(|origin| bdi(origin)).collect();
        writeln!(out, "<li id=\"s{number}\"><b>{}</b>", bdi(&part.title))?;
        if !origin.is_empty() {
            writeln!(out, "<p class=\"source\">{}</p>", origin.join(" · "))?;
        }
        let rest: Vec<String> = [&part.address, &part.path, &part.marks]
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(|part| bdi(part))
            .collect();
        write!(out, "<p class=\"source\">{}", rest.join(" · "))?;
        if !part.threads.is_empty() {
            let threads = part.threads.iter().map(|thread| format!("<a href=\"#t{thread}\">{thread}</a>"));
            write!(out, " · {}{}", part.lead(), threads.collect::<Vec<_>>().join(", "))?;
        }
        out.push_str("</p></li>\n");
    }
    out.push_str("</ol>\n</section>\n");
    Ok(())
}
