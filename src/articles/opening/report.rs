//! The beginning of an agency's report: "LONDON, May 12 (Reuters) - The …", "BRUSSELS, 12 May 2026 – The …", "मुंबई, 12 मई 2026: …".

use unicode_normalization::char::is_combining_mark;

use crate::model::phrases::{Use, phrases};
use crate::model::project::date::{Date, Order, written};

/// Details in the beginning of a report.
#[derive(Debug)]
pub struct Report {
    /// The date, if it has a year.
    pub date: Option<Date>,
    /// The name of the agency, as it is written.
    pub agency: Option<String>,
}

/// Commas of all scripts.
const COMMAS: [char; 4] = [',', '،', '、', '，'];

/// Characters of a line in which the place, the date and the agency are.
const HEAD: usize = 80;

/// The place, date and agency before the dash or colon with which a report begins.
pub fn beginning(line: &str, order: &dyn Fn() -> Order) -> Option<Report> {
    let end = line.char_indices().nth(HEAD).map_or(line.len(), |(end, _)| end);
    let head = &line[..end];
    let dash = ["–", "—", " - ", "-- "].iter().filter_map(|dash| head.find(dash).filter(|at| *at > 0)).min();
    // After a colon, "Correction, 12 May 2026: …" would be a place.
    let has_case = |end: &usize| head[..*end].starts_with(char::is_uppercase);
    let ends = [dash, head.find(": ").filter(|end| !has_case(end))];
    ends.into_iter().flatten().find_map(|end| report(head[..end].trim(), &line[end..], order))
}

fn report(head: &str, rest: &str, order: &dyn Fn() -> Order) -> Option<Report> {
    let rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    if rest.split_whitespace().count() < 4 {
        return None;
    }
    let bracket = head.rfind('(').filter(|_| head.ends_with(')'));
    let (origin, agency) = match bracket {
        Some(at) => (head[..at].trim(), Some(head[at + 1..head.len() - 1].trim())),
        None => (head, None),
    };
    let agency = agency.filter(|agency| is_agency(agency)).map(str::to_owned);
    if bracket.is_some() && agency.is_none() {
        return None;
    }
    let dates = if origin.chars().any(char::is_numeric) { written(origin, order) } else { Vec::new() };
    let place = match &dates[..] {
        [] => origin.split(COMMAS).next().unwrap_or_default(),
        [date] if date.at.end == origin.len() => {
            origin[..date.at.start].trim_end_matches(|c: char| matches!(c, ' ' | '/') || COMMAS.contains(&c))
        }
        _ => return None,
    };
    let is_place = |word: &str| {
        word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
            && word.chars().all(|c| c.is_alphabetic() || is_combining_mark(c) || "./-'".contains(c))
    };
    let count = place.split_whitespace().count();
    let is_placed = (1..=5).contains(&count) && place.replace(COMMAS, "").split_whitespace().all(is_place);
    let date = dates.first().and_then(|date| date.date).filter(|date| date.day().is_some());
    match (&agency, date) {
        (None, None) => None,
        // Without an agency, a place in capitals, or before the comma, makes a report of a sentence.
        (None, Some(_)) if !is_placed => None,
        (Some(_), _) if !is_placed && !place.is_empty() => None,
        _ => Some(Report { date, agency }),
    }
}

/// True if a name is that of an agency, or of several.
pub fn is_agency(name: &str) -> bool {
    let is_known = |name: &str| phrases(Use::Wire).contains(&name.trim().to_lowercase().as_str());
    !name.is_empty() && (is_known(name) || name.split('/').all(is_known))
}
