//! The containers of lines on a page: quotations, lists, tables and code, opened and closed as needed.

use std::fmt::Write as _;

use crate::model::line::{Body, Line, Marker};

/// A table or lines of code, which span several lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Running {
    Table,
    Code,
}

/// The elements that are open between two lines.
#[derive(Debug, Default)]
pub struct Frame {
    quotes: u8,
    /// The open lists, true for a numbered one; each has an open item.
    lists: Vec<bool>,
    running: Option<Running>,
}

impl Frame {
    /// Opens the containers of a line, closes the others, and begins the line's element. `between` are the line feeds
    /// after the previous line. A line may be the headline, and may read from right to left.
    pub fn begin(&mut self, out: &mut String, line: &Line, (headline, rtl): (bool, bool), between: &str) {
        let running = match line.body {
            Body::Row => Some(Running::Table),
            Body::Code => Some(Running::Code),
            _ => None,
        };
        let same = self.quotes == line.quotes && self.lists.len() == usize::from(line.lists) && line.marker.is_none();
        // Code continues across blank lines; a row after a blank line begins another table.
        let keep_going = same && self.running == running && (running == Some(Running::Code) || between.len() <= 1);
        if keep_going {
            out.push_str(between);
        } else {
            self.leave(out, line);
            out.push_str(between);
            self.enter(out, line, rtl);
        }
        match (running, keep_going) {
            (Some(Running::Table), false) => out.push_str("<table><tbody>"),
            (Some(Running::Code), false) => out.push_str("<pre dir=\"auto\"><code>"),
            _ => {}
        }
        self.running = running;
        match line.body {
            Body::Row => out.push_str("<tr><td dir=\"auto\">"),
            Body::Code => {}
            _ => {
                let class = if line.body == Body::Small { " class=\"small\"" } else { "" };
                let _ = write!(out, "<{}{class} dir=\"auto\">", element(line, headline));
            }
        }
    }

    /// Ends the element of a line.
    pub fn end(&self, out: &mut String, line: &Line, headline: bool) {
        match line.body {
            Body::Row => out.push_str("</td></tr>"),
            Body::Code => {}
            _ => {
                let _ = write!(out, "</{}>", element(line, headline));
            }
        }
    }

    /// Closes all containers.
    pub fn close(&mut self, out: &mut String) {
        self.leave(out, &Line::default());
    }

    /// Closes the containers that a line is not in. Quotations contain lists, since the actual nesting is not known.
    fn leave(&mut self, out: &mut String, line: &Line) {
        out.push_str(match self.running.take() {
            Some(Running::Table) => "</tbody></table>",
            Some(Running::Code) => "</code></pre>",
            None => "",
        });
        let depth = usize::from(line.lists);
        let kept = match line.marker {
            _ if self.quotes != line.quotes => 0,
            // An item of another kind of list begins a new list.
            Some(marker) if self.lists.get(depth.wrapping_sub(1)).is_some_and(|list| *list != is_number(marker)) => {
                depth - 1
            }
            _ => depth,
        };
        while self.lists.len() > kept {
            out.push_str(if self.lists.pop() == Some(true) { "</li></ol>" } else { "</li></ul>" });
        }
        if line.marker.is_some() && self.lists.len() == depth {
            out.push_str("</li>");
        }
        while self.quotes > line.quotes {
            out.push_str("</blockquote>");
            self.quotes -= 1;
        }
    }

    /// Opens the containers of a line.
    fn enter(&mut self, out: &mut String, line: &Line, rtl: bool) {
        let dir = if rtl { " dir=\"rtl\"" } else { "" };
        while self.quotes < line.quotes {
            let _ = write!(out, "<blockquote{dir}>");
            self.quotes += 1;
        }
        let depth = usize::from(line.lists);
        if line.marker.is_some() && self.lists.len() == depth {
            item(out, line.marker);
        }
        while self.lists.len() < depth {
            let marker = line.marker.filter(|_| self.lists.len() + 1 == depth);
            let numbered = marker.is_some_and(is_number);
            self.lists.push(numbered);
            let _ = write!(out, "<{}{dir}>", if numbered { "ol" } else { "ul" });
            item(out, marker);
        }
    }
}

fn is_number(marker: Marker) -> bool {
    matches!(marker, Marker::Number(_))
}

/// Begins an item, with its number if it has one; without a marker, a continuation of an item.
fn item(out: &mut String, marker: Option<Marker>) {
    match marker {
        Some(Marker::Number(number)) => {
            let _ = write!(out, "<li value=\"{number}\">");
        }
        Some(Marker::Bullet) => out.push_str("<li>"),
        None => out.push_str("<li class=\"more\">"),
    }
}

/// The element of a line that is neither code nor a table row.
fn element(line: &Line, headline: bool) -> &'static str {
    match line.body {
        _ if headline => "h1",
        Body::Heading(1) => "h1",
        Body::Heading(2) => "h2",
        Body::Heading(3) => "h3",
        Body::Heading(4) => "h4",
        Body::Heading(5) => "h5",
        Body::Heading(_) => "h6",
        _ => "p",
    }
}
