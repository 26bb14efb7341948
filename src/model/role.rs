//! The roles of relations, and the kinds that each may link.

use crate::model::kind::Kind;
use crate::model::term::open_term;

/// The stroke of a link, which distinguishes roles without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    /// One line.
    Solid,
    /// Two lines side by side.
    Double,
    /// A row of dots.
    Dotted,
    /// One hairline: a role that this version does not know.
    Thin,
}

/// A row of [`ROLES`].
#[derive(Debug)]
pub struct RoleRow {
    /// The id in files, which is also the verb between two marks: "denial rebuts claim".
    pub id: &'static str,
    /// Its name on the screen, in sentence case.
    pub name: &'static str,
    /// The verb seen from the other end: "claim is rebutted by denial".
    pub passive: &'static str,
    /// One sentence for help.
    pub help: &'static str,
    /// The pairs of kind ids, from and to, that it may link.
    pub pairs: &'static [(&'static str, &'static str)],
    /// True if it also links any kind, known or not, to the same kind.
    pub same_kind: bool,
    /// The stroke of its links.
    pub stroke: Stroke,
}

/// Every role, in the order of menus. Combinations that the table does not allow are not offered.
pub const ROLES: &[RoleRow] = &[
    RoleRow {
        id: "rebuts",
        name: "Rebuts",
        passive: "is rebutted by",
        help: "speaks against the other",
        pairs: &[
            ("denial", "claim"),
            ("denial", "evidence"),
            ("denial", "denial"),
            ("evidence", "claim"),
            ("evidence", "denial"),
            ("evidence", "evidence"),
            ("claim", "claim"),
        ],
        same_kind: false,
        stroke: Stroke::Solid,
    },
    RoleRow {
        id: "supports",
        name: "Supports",
        passive: "is supported by",
        help: "speaks for the other",
        pairs: &[("evidence", "claim"), ("evidence", "denial"), ("evidence", "evidence"), ("claim", "claim")],
        same_kind: false,
        stroke: Stroke::Double,
    },
    RoleRow {
        id: "restates",
        name: "Restates",
        passive: "is restated by",
        help: "says the same in other words",
        pairs: &[],
        same_kind: true,
        stroke: Stroke::Dotted,
    },
];

open_term! {
    /// The role of a relation: supports, rebuts, restates, or a role that this version does not know.
    Role, ROLES.iter().map(|row| &row.id)
}

impl Role {
    /// Its row in [`ROLES`], if it is a known role.
    pub fn row(&self) -> Option<&'static RoleRow> {
        ROLES.iter().find(|row| row.id == self.id())
    }

    /// Its name on the screen: the row's, or the id itself for an unknown role.
    pub fn name(&self) -> &str {
        self.row().map_or(self.id(), |row| row.name)
    }
}

impl RoleRow {
    /// True if a mark of kind `from` may link to one of kind `to` with this role.
    pub fn allows(&self, from: &Kind, to: &Kind) -> bool {
        (self.same_kind && from == to) || self.pairs.contains(&(from.id(), to.id()))
    }
}

/// The roles with which a mark of kind `from` may link to one of kind `to`.
pub fn allowed(from: &Kind, to: &Kind) -> impl Iterator<Item = &'static RoleRow> {
    ROLES.iter().filter(move |row| row.allows(from, to))
}
