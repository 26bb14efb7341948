//! Default rendering of HTML elements (HTML standard, section 15): block, inline, or not rendered.

use crate::articles::page::tree::Element;

/// Elements whose content is never text of the page: code, drawings, media, form fields.
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

/// Elements rendered as blocks (section 15.3), with those of AMP and obsolete ones.
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
    // A line of text in SVG (SVG 2, section 11.2).
    "text",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "xmp",
];

/// Meaning of inline elements.
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

/// True if the content of the element is never text of the page.
pub fn is_never_text(element: &Element) -> bool {
    // A template is not rendered, unless a saved page keeps a shadow tree in it.
    NEVER_TEXT.contains(&element.name())
        || (element.name() == "template"
            && ["shadowrootmode", "shadowmode"].iter().all(|mode| element.attribute(mode).is_none()))
}

/// True if an attribute of the element hides it.
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

/// The structure element that an inline element stands for.
pub fn meaning(element: &Element) -> Option<&'static str> {
    let weight = style(element, "font-weight");
    let is_bold = |weight: &str| weight.starts_with("bold") || weight.parse::<u16>().is_ok_and(|weight| weight >= 600);
    match weight {
        Some(weight) if is_bold(&weight) => return Some("strong"),
        // A `b` with normal weight, as Google's editors wrap around copied text.
        Some(_) if matches!(element.name(), "b" | "strong") => return None,
        _ => {}
    }
    if style(element, "font-style").is_some_and(|slant| slant == "italic" || slant == "oblique") {
        return Some("emphasis");
    }
    MEANINGS.iter().find(|(name, _)| *name == element.name()).map(|(_, meaning)| *meaning)
}

/// The value of a property in the `style` attribute, in lower case and without `!important`.
fn style(element: &Element, property: &str) -> Option<String> {
    let declarations = element.attribute("style")?;
    let mut values = declarations.split(';').filter_map(|declaration| {
        let (name, value) = declaration.split_once(':')?;
        name.trim().eq_ignore_ascii_case(property).then_some(value)
    });
    let value = values.next_back()?.trim().to_ascii_lowercase();
    Some(value.trim_end_matches("!important").trim_end().to_owned())
}
