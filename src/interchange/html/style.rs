//! The style sheet of pages, and the Content-Security-Policy that allows only it.

use sha2::{Digest, Sha256};

use crate::model::kind::{KINDS, Kind, KindRow, Look, UNKNOWN_KIND};

/// The part of the style sheet that does not depend on [`KINDS`].
const STYLE: &str = include_str!("style.css");

/// The Content-Security-Policy of a page with this style.
pub fn policy(style: &str) -> String {
    let hash = base64(&Sha256::digest(style.as_bytes()));
    format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")
}

/// The whole style sheet: the fixed part, then the colours and glyphs of the kinds in both themes.
pub fn style() -> String {
    let mut style = format!("\n{STYLE}");
    let rows: Vec<(String, &KindRow)> =
        KINDS.iter().map(|row| (class(&Kind::of(row)), row)).chain([("k-other".to_owned(), &UNKNOWN_KIND)]).collect();
    for (class, row) in &rows {
        style.push_str(&format!(".{class} {{ {} }}\n", colours(&row.light)));
        style.push_str(&format!(".n.{class}::before {{ content: \"{}\" attr(data-n); }}\n", row.glyph));
    }
    style.push_str("@media screen and (prefers-color-scheme: dark) {\n");
    for (class, row) in &rows {
        style.push_str(&format!("  .{class} {{ {} }}\n", colours(&row.dark)));
    }
    style.push_str("}\n");
    style
}

fn colours(look: &Look) -> String {
    let hex = |[r, g, b]: [u8; 3]| format!("#{r:02x}{g:02x}{b:02x}");
    format!("--line: {}; --fill: {};", hex(look.line), hex(look.fill))
}

/// Base64 (RFC 4648, section 4), the encoding of hashes in a Content-Security-Policy.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for chunk in bytes.chunks(3) {
        let value = chunk.iter().fold(0_u32, |value, byte| value << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = DIGITS[(value >> (18 - 6 * place)) as usize & 63];
            out.push(if place <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    out
}

/// The CSS class of a kind: its position in [`KINDS`], since an id may be any text.
pub fn class(kind: &Kind) -> String {
    kind.position().map_or_else(|| "k-other".to_owned(), |position| format!("k-{position}"))
}
