//! XHTML rewritten as HTML.

/// Elements that have no content in HTML, and so no end tag (HTML standard, section 13.1.2).
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Rewrites XHTML as HTML: an empty-element tag becomes a start tag and an end tag, and a CDATA section becomes text.
pub fn to_html(source: &str) -> String {
    let mut html = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find('<') {
        html.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(section) = rest.strip_prefix("<![CDATA[") {
            let end = section.find("]]>").unwrap_or(section.len());
            html.push_str(&html_escape::encode_text(&section[..end]));
            rest = section[end..].strip_prefix("]]>").unwrap_or("");
            continue;
        }
        let length = if rest.starts_with("<!--") {
            rest.find("-->").map_or(rest.len(), |end| end + 3)
        } else {
            tag_length(rest)
        };
        let (tag, after) = rest.split_at(length);
        rest = after;
        let name = tag[1..].split(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).next().unwrap_or("");
        match tag.strip_suffix("/>") {
            Some(open)
                if name.starts_with(|c: char| c.is_ascii_alphabetic())
                    && !VOID.iter().any(|void| name.eq_ignore_ascii_case(void)) =>
            {
                html.push_str(open);
                html.push_str("></");
                html.push_str(name);
                html.push('>');
            }
            _ => html.push_str(tag),
        }
    }
    html.push_str(rest);
    html
}

/// Length in bytes of the tag that `source` begins with. A `>` in quotes does not end it.
fn tag_length(source: &str) -> usize {
    let mut quote = None;
    for (at, byte) in source.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    source.len()
}
