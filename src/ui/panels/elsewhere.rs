//! The marks of other articles in the ledger of an article: what answers or restates its claims elsewhere.

use crate::app::session::Session;
use crate::app::state::State;
use crate::model::kind::Kind;
use crate::model::ledger::Statement;
use crate::model::project::spot::{Spot, outlet};
use crate::model::query::quote_start;
use crate::ui::panels::across::{Across, across};

/// Most characters of a passage.
const CHARACTERS: usize = 500;

/// A mark of another article that is linked with a claim.
pub struct Elsewhere {
    /// For, against, or the same.
    pub sign: &'static str,
    /// The kind of the mark.
    pub kind: Kind,
    /// The site or the title of its article.
    pub outlet: String,
    /// Its passage.
    pub words: String,
    /// True if it speaks for or against the claim.
    pub answers: bool,
    /// The relation of the claim to it: "is rebutted by".
    pub verb: String,
    /// The mark.
    pub spot: Spot,
}

/// The marks of other articles that answer or restate a claim.
pub fn elsewhere(state: &State, session: &Session, claim: &Statement) -> impl Iterator<Item = Elsewhere> {
    let links = claim.marks().flat_map(|mark| across(state.project.as_ref(), session, mark));
    let line = |link: Across<'_>| {
        let sign = match (link.item.role.id(), link.outgoing) {
            ("restates", _) => "=",
            ("rebuts", false) => "–",
            ("supports", false) => "+",
            _ => return None,
        };
        let article = link.document.article();
        Some(Elsewhere {
            sign,
            answers: sign != "=",
            kind: link.mark.kind.clone(),
            outlet: outlet(article),
            words: quote_start(link.mark, &article.text, CHARACTERS),
            verb: link.verb().to_owned(),
            spot: link.spot(),
        })
    };
    links.filter_map(line)
}
