//! Citations of a passage for the clipboard: its words, who says them, and where they were published.
//!
//! Unknown parts are left out, with their punctuation.

use jiff::civil::Date;

use crate::interchange::markdown::line;
use crate::model::article::Article;

/// A passage to be cited.
#[derive(Clone, Copy, Debug)]
pub struct Cited<'a> {
    /// Its words.
    pub words: &'a str,
    /// The name of who says them; empty if unknown.
    pub speaker: &'a str,
    /// The article.
    pub article: &'a Article,
}

/// The citation as plain text: the words in quotation marks, and a line for their source.
pub fn plain(cited: &Cited<'_>) -> String {
    let source = sentence(cited, &|words| words.to_owned(), &|title| format!("“{title}”"));
    let source = [source.as_str(), cited.article.address().trim()].into_iter().filter(|part| !part.is_empty());
    format!("{}\n— {}", quoted(cited.words), source.collect::<Vec<_>>().join(", "))
}

/// The citation as Markdown: a block quotation whose last line links to the article.
pub fn markdown(cited: &Cited<'_>) -> String {
    let address = cited.article.address().trim();
    let title = |title: &str| match address {
        "" => format!("“{}”", line(title)),
        address => format!("[{}]({})", line(title), destination(address)),
    };
    let source = sentence(cited, &line, &title);
    let words =
        cited.words.trim().lines().map(|words| if words.trim().is_empty() { String::new() } else { line(words) });
    let lines = words.chain([String::new(), format!("— {source}")]);
    lines.map(|line| format!("> {line}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// The citation as an entry of BibLaTeX (3.20, 2.1.1 "online") whose note has the words.
pub fn bibtex(cited: &Cited<'_>) -> String {
    let article = cited.article;
    let words = format!("``{}''", tex(&on_one_line(cited.words)));
    let note = match cited.speaker {
        "" => words,
        speaker => format!("{}: {words}", tex(speaker)),
    };
    let date = day(article.published()).map_or_else(|| tex(article.published().trim()), |date| date.to_string());
    let fields = [
        // Braces keep its capital letters.
        ("title", format!("{{{}}}", tex(&cited.article.name()))),
        ("author", authors(article.byline())),
        ("organization", tex(article.site().trim())),
        ("date", date),
        ("url", article.address().trim().replace(['{', '}', ' '], "")),
        ("note", note),
    ];
    let fields = fields.into_iter().filter(|(_, value)| !value.is_empty());
    let fields: String = fields.map(|(name, value)| format!("  {name} = {{{value}}},\n")).collect();
    format!("@online{{{},\n{fields}}}", key(cited))
}

/// Speaker, title, author, site and date as one line: `Ola Berg, in “Title” by Jane Roe, The Courier, 2 May 2026`.
fn sentence(cited: &Cited<'_>, text: &dyn Fn(&str) -> String, title: &dyn Fn(&str) -> String) -> String {
    let article = cited.article;
    let mut work = title(&on_one_line(&cited.article.name()));
    let byline = authors_of(article.byline());
    if !byline.is_empty() {
        work.push_str(&format!(" by {}", text(byline)));
    }
    let mut parts = match cited.speaker {
        "" => vec![work],
        speaker => vec![text(speaker), format!("in {work}")],
    };
    parts.extend([article.site().trim()].into_iter().filter(|site| !site.is_empty()).map(text));
    let date = day(article.published()).map(|date| date.strftime("%-d %B %Y").to_string());
    let date = date.unwrap_or_else(|| text(article.published().trim()));
    parts.extend(Some(date).filter(|date| !date.is_empty()));
    parts.join(", ")
}

/// The day of a date, or of a date and time, of RFC 3339.
fn day(published: &str) -> Option<Date> {
    let (day, rest) = published.trim().split_at_checked(10)?;
    day.parse().ok().filter(|_| rest.is_empty() || rest.starts_with(['T', 't', ' ']))
}

/// The words in double quotation marks, with single ones for those within.
fn quoted(words: &str) -> String {
    let words = words.trim();
    let inner = words.strip_prefix(['“', '"']).and_then(|inner| inner.strip_suffix(['”', '"']));
    // The marks at both ends belong together if there are none between.
    let inner = inner.filter(|inner| !inner.contains(['“', '”', '"'])).unwrap_or(words);
    let mut out = String::from("“");
    let mut before = None;
    for c in inner.chars() {
        out.push(match c {
            '“' => '‘',
            '”' => '’',
            '"' if before.is_none_or(|before: char| before.is_whitespace() || before == '(') => '‘',
            '"' => '’',
            c => c,
        });
        before = Some(c);
    }
    out.push('”');
    out
}

/// The words with single spaces instead of line ends.
fn on_one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A link's destination in Markdown (CommonMark 0.31, 6.3).
fn destination(address: &str) -> String {
    let odd = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '(' | ')' | '<' | '>' | '\\');
    if !address.contains(odd) {
        return address.to_owned();
    }
    format!(
        "<{}>",
        address.replace(|c: char| c.is_control() || c == ' ', "%20").replace('<', "%3C").replace('>', "%3E")
    )
}

/// A byline without its "By".
fn authors_of(byline: &str) -> &str {
    let byline = byline.trim();
    byline.strip_prefix("By ").or(byline.strip_prefix("by ")).unwrap_or(byline)
}

/// The authors of a byline as BibTeX separates them, each in braces, so that a name is not taken apart.
fn authors(byline: &str) -> String {
    let names = authors_of(byline).split(" and ").flat_map(|names| names.split([',', ';'])).map(str::trim);
    names.filter(|name| !name.is_empty()).map(|name| format!("{{{}}}", tex(name))).collect::<Vec<_>>().join(" and ")
}

/// Text with the special characters of TeX escaped.
fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => out.extend(['\\', c]),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            c => out.push(c),
        }
    }
    out
}

/// The key of an entry: the site or the author, the year, and the first long word of the title.
fn key(cited: &Cited<'_>) -> String {
    let letters = |words: &str| -> String {
        words.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
    };
    let article = cited.article;
    let origin = letters(if article.site().is_empty() { article.byline() } else { article.site() });
    let year = day(article.published()).map(|date| date.year().to_string()).unwrap_or_default();
    let title = cited.article.name();
    let word = title.split_whitespace().map(letters).find(|word| word.len() > 3).unwrap_or_default();
    Some(format!("{origin}{year}{word}")).filter(|key| !key.is_empty()).unwrap_or_else(|| "article".to_owned())
}
