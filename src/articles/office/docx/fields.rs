//! Fields of a paragraph: their code, and the address of those that are links.

/// A field that is open (ISO/IEC 29500-1, 17.16.18): first its code, then its result, which is what is read.
#[derive(Debug, Default)]
pub struct Field {
    /// Its code, such as `HYPERLINK "https://…"`.
    pub code: String,
    /// True once its result has begun.
    pub has_result: bool,
    /// True if a link was opened for it.
    pub is_link: bool,
}

/// The address that a field of the kind HYPERLINK leads to (ISO/IEC 29500-1, 17.16.5.25).
pub fn address_of_field(code: &str) -> Option<String> {
    let rest = code.trim().strip_prefix("HYPERLINK").or_else(|| code.trim().strip_prefix("hyperlink"))?;
    // A switch first, as \l for a place in the document itself, leads nowhere outside.
    let address = rest.trim_start().strip_prefix('"')?.split('"').next()?;
    Some(address.to_owned()).filter(|address| !address.is_empty())
}
