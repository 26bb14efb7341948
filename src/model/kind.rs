//! The kinds of annotations. Menus, keys, colours, legends and exports derive from the table.

use crate::model::term::open_term;

/// A colour as 8-bit sRGB; the model knows no toolkit.
pub type Rgb = [u8; 3];

/// The underline of a kind, which distinguishes kinds without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Underline {
    /// One straight line.
    Solid,
    /// A zigzag.
    Zigzag,
    /// A row of dots.
    Dotted,
}

/// The colours of a kind in one theme.
///
/// The hues are those of Okabe and Ito, "Color Universal Design" (2008), darkened or lightened until text on the fill
/// has a contrast of 4.5:1 (WCAG 2.2, 1.4.3) and the line one of 3:1 (1.4.11); a test computes both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The line under the text, the stripe in the margin, the glyph.
    pub line: Rgb,
    /// The fill behind the text.
    pub fill: Rgb,
}

/// A row of [`KINDS`].
#[derive(Debug)]
pub struct KindRow {
    /// The id in files.
    pub id: &'static str,
    /// Its name on the screen, in sentence case.
    pub name: &'static str,
    /// The name for several.
    pub plural: &'static str,
    /// One sentence for help and legends.
    pub help: &'static str,
    /// The default key that marks with it.
    pub key: &'static str,
    /// The id of the command that marks with it.
    pub command: &'static str,
    /// The title of that command.
    pub command_title: &'static str,
    /// The id of the command that marks every match of a search with it.
    pub mark_all: &'static str,
    /// The title of that command.
    pub mark_all_title: &'static str,
    /// Its shape.
    pub glyph: &'static str,
    /// Its underline.
    pub underline: Underline,
    /// The colours on a light page.
    pub light: Look,
    /// The colours on a dark page.
    pub dark: Look,
}

/// Every kind, in the order of menus and keys. A new kind is a new row.
pub const KINDS: &[KindRow] = &[
    KindRow {
        id: "claim",
        name: "Claim",
        plural: "Claims",
        help: "says that something is so",
        key: "1",
        command: "mark.claim",
        command_title: "Mark as claim",
        mark_all: "edit.mark_all_claim",
        mark_all_title: "Mark all matches as claim",
        glyph: "●",
        underline: Underline::Solid,
        light: Look { line: [0x00, 0x5F, 0xA3], fill: [0xD6, 0xE8, 0xF7] },
        dark: Look { line: [0x6C, 0xB8, 0xF0], fill: [0x17, 0x3A, 0x55] },
    },
    KindRow {
        id: "denial",
        name: "Denial",
        plural: "Denials",
        help: "says that something said is not so",
        key: "2",
        command: "mark.denial",
        command_title: "Mark as denial",
        mark_all: "edit.mark_all_denial",
        mark_all_title: "Mark all matches as denial",
        glyph: "▲",
        underline: Underline::Zigzag,
        light: Look { line: [0xB4, 0x45, 0x00], fill: [0xFB, 0xE0, 0xCF] },
        dark: Look { line: [0xF5, 0x93, 0x4E], fill: [0x5A, 0x2C, 0x10] },
    },
    KindRow {
        id: "evidence",
        name: "Evidence",
        plural: "Evidence",
        help: "is brought forward for or against a claim",
        key: "3",
        command: "mark.evidence",
        command_title: "Mark as evidence",
        mark_all: "edit.mark_all_evidence",
        mark_all_title: "Mark all matches as evidence",
        glyph: "■",
        underline: Underline::Dotted,
        light: Look { line: [0x00, 0x73, 0x55], fill: [0xD2, 0xEF, 0xE4] },
        dark: Look { line: [0x3F, 0xC9, 0x9E], fill: [0x0E, 0x45, 0x37] },
    },
];

/// The appearance of kinds that are not in [`KINDS`].
pub const UNKNOWN_KIND: KindRow = KindRow {
    id: "",
    name: "Unknown kind",
    plural: "Unknown kinds",
    help: "a kind that this version does not know",
    key: "",
    command: "",
    command_title: "",
    mark_all: "",
    mark_all_title: "",
    glyph: "◆",
    underline: Underline::Solid,
    light: Look { line: [0x66, 0x5C, 0x6E], fill: [0xE8, 0xE4, 0xEC] },
    dark: Look { line: [0xB8, 0xAE, 0xC2], fill: [0x3E, 0x38, 0x45] },
};

open_term! {
    /// The kind of a passage: claim, denial, evidence, or a kind that this version does not know.
    Kind, KINDS.iter().map(|row| &row.id)
}

impl Kind {
    /// The kind of a row.
    pub fn of(row: &KindRow) -> Self {
        Self::new(row.id)
    }

    /// Its row in [`KINDS`], if it is a known kind.
    pub fn row(&self) -> Option<&'static KindRow> {
        KINDS.iter().find(|row| row.id == self.id())
    }

    /// Its row, or the row for unknown kinds.
    pub fn look(&self) -> &'static KindRow {
        self.row().unwrap_or(&UNKNOWN_KIND)
    }

    /// Its name on the screen: the row's, or the id itself for an unknown kind.
    pub fn name(&self) -> &str {
        self.row().map_or(self.id(), |row| row.name)
    }

    /// The place of a known kind in [`KINDS`].
    pub fn position(&self) -> Option<usize> {
        KINDS.iter().position(|row| row.id == self.id())
    }
}
