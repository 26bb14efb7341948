//! The details of an article that stand only in its text: the lines around the headline with the date, the author and the
//! site, the beginning of an agency's report, and a line about the publication at the end.
//!
//! A date in a sentence is not the article's date. A line counts only if nothing is in it but a date with its label, its time, the
//! names of people, places and newspapers (`line`), and if it is above the text proper, or a label says what it is. Nothing is
//! guessed: 03/04/2026 counts where the language or the day of the week decides.

mod line;
mod report;

use std::cell::OnceCell;

use line::{Line, Rank};
use report::Report;

use crate::model::article::{Article, Details};
use crate::model::phrases::Language;
use crate::model::project::date::{Date, Order};
use crate::model::text::ArticleText;

/// Lines at the beginning that are looked at.
const TOP: usize = 16;
/// Lines at the end that are looked at.
const END: usize = 4;
/// Characters of sentences after which the text proper has begun: a standfirst is shorter.
const STANDFIRST: usize = 320;
/// Longest line that is looked at, in bytes, but for the beginning of a report.
const LONGEST: usize = 240;
/// Lines among which several dates alone are those of a chronology.
const CHRONOLOGY: usize = 40;
/// Words of a text by which its language is recognised.
const WORDS: usize = 300;

/// Fills in the details that an article does not state otherwise with those in its text. The date of its file, where that is all
/// that is known (`is_dated` is false), is replaced by one in its text.
pub fn complete(article: &mut Article, is_dated: bool) {
    let stated = &article.stated;
    let is_whole = is_dated && !stated.published.is_empty();
    if is_whole && !stated.site.is_empty() && !stated.byline.is_empty() {
        return;
    }
    let found = opening(&Lines::of(&article.text));
    fill(&mut article.stated, found, is_dated);
}

/// Fills in the details that are missing.
pub fn fill(stated: &mut Details, found: Details, is_dated: bool) {
    if !found.published.is_empty() && !is_dated {
        stated.published.clear();
    }
    let fields = [
        (&mut stated.published, found.published),
        (&mut stated.site, found.site),
        (&mut stated.byline, found.byline),
        (&mut stated.address, found.address),
    ];
    for (field, value) in fields {
        if field.is_empty() {
            *field = value;
        }
    }
}

/// The first line of a text that is neither blank nor only about its publication.
pub fn title_line(text: &ArticleText) -> Option<&str> {
    let lines = Lines::of(text);
    let order = || Order::Unknown;
    let is_title = |line: &&&str| line.len() > LONGEST || !Line::new(line, &order).is_about();
    lines.top.iter().find(is_title).or(lines.top.first()).copied()
}

/// The lines of a text that are looked at.
pub struct Lines<'a> {
    /// Those at the beginning that are not blank.
    pub top: Vec<&'a str>,
    /// Those at the end.
    pub end: Vec<&'a str>,
}

impl<'a> Lines<'a> {
    /// The lines of a text.
    pub fn of(text: &'a ArticleText) -> Self {
        let count = text.paragraph_count();
        let line = |index: usize| text.slice(text.paragraph(index)).trim();
        let mut top = Vec::new();
        let mut after = 0;
        while after < count && top.len() < CHRONOLOGY && after < 4 * CHRONOLOGY {
            top.extend(Some(line(after)).filter(|line| !line.is_empty()));
            after += 1;
        }
        let last = (count.saturating_sub(4 * END).max(1)..count).map(line).filter(|line| !line.is_empty());
        let mut end: Vec<&str> = last.collect();
        end.drain(..end.len().saturating_sub(END));
        Self { top, end }
    }
}

/// The details in the lines around an article.
pub fn opening(lines: &Lines<'_>) -> Details {
    let order = OnceCell::new();
    let order = || *order.get_or_init(|| order_of(&lines.top));
    let mut found = Found::default();
    let mut sentences = 0;
    for (index, words) in lines.top.iter().enumerate().take(TOP) {
        let is_first = index == 0;
        if words.len() <= LONGEST {
            let line = Line::new(words, &order);
            if line.is_about() && !(line.rank == Some(Rank::Alone) && is_chronology(&lines.top, &order)) {
                found.take(line, index);
                continue;
            }
            if let Some(address) = address(words) {
                found.address.get_or_insert(address);
                continue;
            }
        }
        if let Some(report) = report::beginning(words, &order) {
            found.take_report(report);
            break;
        }
        // The headline is no part of the text proper.
        if !is_first && !is_headline(words) {
            sentences += words.chars().count();
            if sentences > STANDFIRST {
                break;
            }
        }
    }
    if found.date.as_ref().is_none_or(|(rank, _)| *rank == Rank::Updated) {
        let labelled = lines.end.iter().filter(|words| words.len() <= LONGEST).map(|words| Line::new(words, &order));
        for line in labelled.filter(|line| matches!(line.rank, Some(Rank::Published | Rank::Updated))) {
            found.take(line, usize::MAX);
        }
    }
    found.details()
}

/// Details found so far.
#[derive(Default)]
struct Found {
    /// The date of the highest rank, the first of equals.
    date: Option<(Rank, Date)>,
    /// The number of the line that it is in.
    line: Option<usize>,
    site: Option<String>,
    /// The author, with the number of the line.
    byline: Option<(String, usize)>,
    address: Option<String>,
}

impl Found {
    fn take(&mut self, line: Line, index: usize) {
        if let (Some(rank), Some(date)) = (line.rank, line.date)
            && self.date.as_ref().is_none_or(|(known, _)| rank > *known)
        {
            self.date = Some((rank, date));
            self.line = Some(index);
        }
        if line.rank.is_some() || line.byline.is_some() {
            self.site = self.site.take().or(line.site);
        }
        self.byline = self.byline.take().or(line.byline.map(|byline| (byline, index)));
    }

    fn take_report(&mut self, report: Report) {
        if let Some(date) = report.date.filter(|_| self.date.is_none()) {
            self.date = Some((Rank::Alone, date));
        }
        self.site = self.site.take().or(report.agency);
    }

    fn details(self) -> Details {
        // The author counts in the line of the date or next to it.
        let (byline, line) = (self.byline, self.line);
        let byline = byline.filter(|(_, index)| line.is_some_and(|line| line.abs_diff(*index) <= 2));
        Details {
            byline: byline.map(|(byline, _)| byline).unwrap_or_default(),
            site: self.site.unwrap_or_default(),
            published: self.date.map(|(_, date)| date.to_string()).unwrap_or_default(),
            address: self.address.unwrap_or_default(),
            ..Details::default()
        }
    }
}

/// True if several lines are nothing but different dates: the article is a chronology, or an announcement of events.
fn is_chronology(lines: &[&str], order: &dyn Fn() -> Order) -> bool {
    let short = lines.iter().filter(|words| words.len() <= LONGEST && words.chars().any(char::is_numeric));
    let mut alone = short.map(|words| Line::new(words, order)).filter(|line| line.rank == Some(Rank::Alone));
    let first = alone.next().and_then(|line| line.date);
    alone.any(|line| line.date != first)
}

/// True if a line can be a heading or a name: it does not end as a sentence does, and is short.
fn is_headline(line: &str) -> bool {
    !line.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟']) && line.chars().count() <= 60
}

/// The address that a line consists of.
fn address(line: &str) -> Option<String> {
    let is_address = ["https://", "http://"].iter().any(|scheme| line.starts_with(scheme));
    (is_address && !line.contains(char::is_whitespace)).then(|| line.to_owned())
}

/// The order of dates in digits in the language of the text.
fn order_of(lines: &[&str]) -> Order {
    let words = lines.iter().flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '\''));
    let words: Vec<String> = words.filter(|word| !word.is_empty()).take(WORDS).map(str::to_lowercase).collect();
    let language = Language::of(words.iter().map(String::as_str));
    if language.is_day_first() { Order::DayFirst } else { Order::Unknown }
}
