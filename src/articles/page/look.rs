//! How elements of HTML look without a style sheet of their own: as blocks, as emphasis, or not at all.

use crate::articles::page::tree::Element;

/// Elements whose content is never text of the page: what is code, drawn, played, or typed into.
const NEVER_TEXT: &[&str] = &[
    "annotation",
    "annotation-xml",
    "audio",
    "button",
    "canvas",
    "clipPath",
    "datalist",
    "defs",
    "desc",
    "embed",
    "frame",
    "frameset",
    "head",
    "iframe",
    "input",
    "link",
    "marker",
    "mask",
    "meta",
    "metadata",
    "meter",
    "noembed",
    "noframes",
    "object",
    "option",
    "optgroup",
    "pattern",
    "progress",
    "rp",
    "script",
    "select",
    "style",
    "symbol",
    "textarea",
    "title",
    "video",
];

/// Elements that the HTML standard (section 15.3) shows as blocks, and those of AMP and of old that do the same.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "optgroup",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    // A line of a drawing (SVG 2, section 11.2).
    "text",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "xmp",
];

/// What elements within a line mean.
const MEANINGS: &[(&str, &str)] = &[
    ("em", "emphasis"),
    ("i", "emphasis"),
    ("cite", "emphasis"),
    ("dfn", "emphasis"),
    ("var", "emphasis"),
    ("strong", "strong"),
    ("b", "strong"),
    ("del", "struck"),
    ("s", "struck"),
    ("strike", "struck"),
    ("code", "literal"),
    ("kbd", "literal"),
    ("samp", "literal"),
    ("tt", "literal"),
];

/// True if nothing in the element is text of the page.
pub fn is_never_text(element: &Element) -> bool {
    // A template shows nothing, unless it is what a saved page keeps a shadow tree in.
    NEVER_TEXT.contains(&element.name())
        || (element.name() == "template"
            && ["shadowrootmode", "shadowmode"].iter().all(|mode| element.attribute(mode).is_none()))
}

/// True if the element's own attributes keep it from being seen.
pub fn is_hidden(element: &Element) -> bool {
    element.attribute("hidden").is_some_and(|how| !how.eq_ignore_ascii_case("until-found"))
        || element.attribute("aria-hidden").is_some_and(|value| value.eq_ignore_ascii_case("true"))
        || style(element, "display").is_some_and(|value| value == "none")
        || style(element, "visibility").is_some_and(|value| value == "hidden" || value == "collapse")
}

/// True if the element is a block.
pub fn is_block(element: &Element) -> bool {
    BLOCKS.contains(&element.name())
        || style(element, "display")
            .is_some_and(|value| matches!(value.as_str(), "block" | "flex" | "grid" | "table" | "list-item"))
}

/// What the words in the element are more than words: an element of the structure.
pub fn meaning(element: &Element) -> Option<&'static str> {
    let weight = style(element, "font-weight");
    let is_bold = |weight: &str| weight.starts_with("bold") || weight.parse::<u16>().is_ok_and(|weight| weight >= 600);
    match weight {
        Some(weight) if is_bold(&weight) => return Some("strong"),
        // An editor's `b` that is not bold, as those of Google are around all that is copied.
        Some(_) if matches!(element.name(), "b" | "strong") => return None,
        _ => {}
    }
    if style(element, "font-style").is_some_and(|slant| slant == "italic" || slant == "oblique") {
        return Some("emphasis");
    }
    MEANINGS.iter().find(|(name, _)| *name == element.name()).map(|(_, meaning)| *meaning)
}

/// What the element's own style says of a property, in small letters and without `!important`.
fn style(element: &Element, property: &str) -> Option<String> {
    let declarations = element.attribute("style")?;
    let mut values = declarations.split(';').filter_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        name.trim().eq_ignore_ascii_case(property).then_some(value)
    });
    let value = values.next_back()?.trim().to_ascii_lowercase();
    Some(value.trim_end_matches("!important").trim_end().to_owned())
}
