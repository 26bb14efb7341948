//! Names that other annotation schemes use for kinds and roles.
//!
//! Schemes: argument annotated essays (Stab and Gurevych 2017: `MajorClaim`, `Claim`, `Premise`, `supports`, `attacks`),
//! AbstRCT (Mayer et al. 2020: `Support`, `Attack`), and the Argument Interchange Format (*rephrase*).

use crate::model::kind::KINDS as KIND_ROWS;
use crate::model::role::ROLES;

/// The kind of imported marks without a known kind.
pub const UNCLASSIFIED: &str = "unclassified";

/// Names of kinds, folded by [`folded`], with the kind's id.
const KINDS: &[(&str, &str)] = &[
    ("majorclaim", "claim"),
    ("majorclaims", "claim"),
    ("mainclaim", "claim"),
    ("mainclaims", "claim"),
    ("premise", "evidence"),
    ("premises", "evidence"),
];

/// Names of roles, folded by [`folded`], with the role's id.
const ROLE_NAMES: &[(&str, &str)] = &[
    ("support", "supports"),
    ("supporting", "supports"),
    ("attack", "rebuts"),
    ("attacks", "rebuts"),
    ("attacking", "rebuts"),
    ("rebut", "rebuts"),
    ("rebutting", "rebuts"),
    ("restate", "restates"),
    ("restating", "restates"),
    ("rephrase", "restates"),
    ("rephrases", "restates"),
];

/// A kind found by a name of another scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// The kind's id.
    pub id: &'static str,
    /// True if the name is more specific than the kind, and worth keeping as a tag.
    pub says_more: bool,
}

/// The kind of a name, ignoring case, spaces, hyphens and underscores.
pub fn kind(name: &str) -> Option<Named> {
    if let Some(id) = known_kind(name) {
        return Some(Named { id, says_more: false });
    }
    let wanted = folded(name);
    KINDS.iter().find(|(known, _)| *known == wanted).map(|(_, id)| Named { id, says_more: true })
}

/// The id of the role of a name, ignoring case, spaces, hyphens and underscores.
pub fn role(name: &str) -> Option<&'static str> {
    let wanted = folded(name);
    let own = ROLES.iter().find(|row| row.id == wanted).map(|row| row.id);
    own.or_else(|| ROLE_NAMES.iter().find(|(known, _)| *known == wanted).map(|(_, id)| *id))
}

/// A name in lower case without separators.
fn folded(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace() && !"-_".contains(*c)).flat_map(char::to_lowercase).collect()
}

/// The id of the kind with this id or name, ignoring case.
fn known_kind(text: &str) -> Option<&'static str> {
    let is = |name: &str| name.eq_ignore_ascii_case(text.trim());
    KIND_ROWS.iter().find(|row| is(row.id) || is(row.name) || is(row.plural)).map(|row| row.id)
}
