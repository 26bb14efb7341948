//! Fields of a paragraph.

/// An open field (ISO/IEC 29500-1, 17.16.18): its code, followed by its result, which is the text.
#[derive(Debug, Default)]
pub struct Field {
    /// Its code, such as `HYPERLINK "https://…"`.
    pub code: String,
    /// True once its result has begun.
    pub has_result: bool,
    /// True if a link was opened for it.
    pub is_link: bool,
}

/// The address of a HYPERLINK field (ISO/IEC 29500-1, 17.16.5.25).
pub fn address_of_field(code: &str) -> Option<String> {
    let rest = code.trim().strip_prefix("HYPERLINK").or_else(|| code.trim().strip_prefix("hyperlink"))?;
    // A field that begins with a switch, such as \l for a bookmark, is no external link.
    let address = rest.trim_start().strip_prefix('"')?.split('"').next()?;
    Some(address.to_owned()).filter(|address| !address.is_empty())
}
