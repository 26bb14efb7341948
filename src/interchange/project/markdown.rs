//! The report in Markdown (CommonMark 0.31).

use std::fmt::Write as _;

use crate::interchange::markdown::line;
use crate::interchange::project::report::{AnswerPart, Report, SourcePart, Telling, ThreadPart};

/// Writes the report.
pub fn write(report: &Report) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = push(&mut out, report);
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn push(out: &mut String, report: &Report) -> std::fmt::Result {
    writeln!(out, "# {}\n\n{}\n", line(&report.title), report.facts.join(" · "))?;
    for (row, count) in &report.standings {
        writeln!(out, "- **{}**: {count} · {}", row.name, row.help)?;
    }
    if !report.threads.is_empty() {
        writeln!(out, "\n## Threads\n")?;
    }
    for (number, part) in (1..).zip(&report.threads) {
        thread(out, number, part)?;
    }
    if !report.loose.is_empty() {
        writeln!(out, "## In no thread\n")?;
    }
    for (title, tellings) in &report.loose {
        writeln!(out, "### {title}\n")?;
        tellings.iter().try_for_each(|telling| writeln!(out, "- {}", self::telling(telling)))?;
        writeln!(out)?;
    }
    if !report.speakers.is_empty() {
        writeln!(out, "## Speakers\n")?;
    }
    for part in &report.speakers {
        writeln!(out, "- **{}**: {}", line(&part.name), line(&part.about))?;
        part.contradictions.iter().try_for_each(|found| writeln!(out, "  - {}", line(found)))?;
    }
    if !report.sources.is_empty() {
        writeln!(out, "\n## Sources\n")?;
    }
    for (number, part) in (1..).zip(&report.sources) {
        source(out, number, part)?;
    }
    Ok(())
}

fn thread(out: &mut String, number: usize, part: &ThreadPart) -> std::fmt::Result {
    writeln!(out, "### <a id=\"t{number}\"></a>{number}. {}\n", line(&part.heading))?;
    writeln!(out, "**{}** · {}\n", part.standing.name, part.about)?;
    for claim in &part.claims {
        writeln!(out, "- {}", telling(claim))?;
    }
    for difference in &part.differences {
        writeln!(out, "- Told differently: {}", line(difference))?;
    }
    for (row, answers) in &part.parts {
        writeln!(out, "- {}:", row.name)?;
        for answer in answers {
            self::answer(out, answer)?;
        }
    }
    writeln!(out)
}

fn answer(out: &mut String, answer: &AnswerPart) -> std::fmt::Result {
    for (at, part) in answer.tellings.iter().enumerate() {
        let remarks = if at == 0 { answer.remarks.as_slice() } else { &[] };
        let remarks: String = remarks.iter().map(|remark| format!("; {}", line(remark))).collect();
        writeln!(out, "  - {}{remarks}", telling(part))?;
    }
    Ok(())
}

/// A passage with its speaker and its source.
fn telling(telling: &Telling) -> String {
    let speaker = if telling.speaker.is_empty() { String::new() } else { format!("{}: ", line(&telling.speaker)) };
    let (glyph, origin) = (telling.kind.look().glyph, line(&telling.origin()));
    let (quote, badge, source) = (line(&telling.quote), telling.badge, telling.source);
    let details: String =
        telling.details.iter().map(|detail| format!(" · {}", line(&detail.replace('\n', " ")))).collect();
    format!("{glyph} {speaker}“{quote}”{badge} — [{origin}](#s{source}){details}")
}

fn source(out: &mut String, number: usize, part: &SourcePart) -> std::fmt::Result {
    let origin: String = part.origin.iter().map(|origin| format!(", {}", line(origin))).collect();
    writeln!(out, "- <a id=\"s{number}\"></a>\\[{number}\\] **{}**{origin}", line(&part.title))?;
    let address = if part.address.is_empty() { None } else { Some(part.address.as_str()) };
    let rest: Vec<String> = address
        .into_iter()
        .chain([part.path.as_str(), part.marks.as_str()])
        .filter(|part| !part.is_empty())
        .map(line)
        .collect();
    let threads: Vec<String> = part.threads.iter().map(|thread| format!("[{thread}](#t{thread})")).collect();
    let threads = if threads.is_empty() { String::new() } else { format!(" · {}{}", part.lead(), threads.join(", ")) };
    writeln!(out, "  {}{threads}", rest.join(" · "))
}
