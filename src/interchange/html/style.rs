//! The style sheet of pages, and the Content-Security-Policy that allows only it.

use sha2::{Digest, Sha256};

use crate::encoding::base64;
use crate::model::kind::{KINDS, Kind, KindRow, Look, UNKNOWN_KIND};

/// The part of the style sheet that does not depend on [`KINDS`].
const STYLE: &str = include_str!("style.css");

/// The Content-Security-Policy of a page with this style.
pub fn policy(style: &str) -> String {
    let hash = base64::encode(&Sha256::digest(style.as_bytes()));
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

/// The CSS class of a kind: its position in [`KINDS`], since an id may be any text.
pub fn class(kind: &Kind) -> String {
    kind.position().map_or_else(|| "k-other".to_owned(), |position| format!("k-{position}"))
}
