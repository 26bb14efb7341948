//! The style of pages, and the policy that allows it and nothing else.

use sha2::{Digest, Sha256};

use crate::model::kind::{KINDS, Kind, KindRow, Look, UNKNOWN_KIND};

/// The parts of the style that do not derive from [`KINDS`].
const STYLE: &str = include_str!("style.css");

/// The Content-Security-Policy of a page with this style.
pub fn policy(style: &str) -> String {
    let hash = base64(&Sha256::digest(style.as_bytes()));
    format!("default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'")
}

/// The whole style: what does not depend on the kinds, then their colours and glyphs on both themes.
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

/// Base 64 (RFC 4648, section 4), as a Content-Security-Policy spells a hash.
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

/// The class of a kind in pages and pictures: its place in [`KINDS`], since an id may be any
/// words.
pub fn class(kind: &Kind) -> String {
    kind.position().map_or_else(|| "k-other".to_owned(), |position| format!("k-{position}"))
}
