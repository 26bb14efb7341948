//! Running the commands of the Edit menu.

use crate::app::commands::edit;
use crate::app::copy::{copy, copy_address, copy_citation, copy_path, copy_source};
use crate::app::edits::{can_redo, can_undo, redo, undo};
use crate::app::problems::{can_repair, repair_all};
use crate::app::run::row::{Row, either, open, session};
use crate::app::search::{find_as, open_search, step_hit};
use crate::app::session::Session;
use crate::app::shell::Shell;
use crate::model::query::Precision;

/// A row for each command.
pub(super) const ROWS: &[Row] = &[
    either(&edit::UNDO, can_undo, undo),
    either(&edit::REDO, can_redo, redo),
    session(&edit::COPY, has_words, |session, cx| copy(session, cx)),
    session(&edit::COPY_CITATION, has_words, |session, cx| copy_citation(session, cx)),
    session(&edit::COPY_ADDRESS, |session, _| session.address().is_some(), |session, cx| copy_address(session, cx)),
    session(
        &edit::COPY_SOURCE,
        |session, _| !session.article().address().is_empty(),
        |session, cx| {
            copy_source(session, cx);
        },
    ),
    session(&edit::COPY_PATH, open, |session, cx| copy_path(session, cx)),
    either(&edit::REPAIR, can_repair, repair_all),
    session(&edit::FIND, open, open_search),
    session(&edit::FIND_NEXT, has_hits, |session, cx| step_hit(session, cx, true)),
    session(&edit::FIND_PREVIOUS, has_hits, |session, cx| step_hit(session, cx, false)),
    session(&edit::FIND_CASE, open, |session, cx| {
        let precision = cx.shell.precision;
        find_as(session, cx, Precision { case: !precision.case, ..precision });
    }),
    session(&edit::FIND_WHOLE_WORDS, open, |session, cx| {
        let precision = cx.shell.precision;
        find_as(session, cx, Precision { whole_words: !precision.whole_words, ..precision });
    }),
    session(&edit::FIND_PATTERN, open, |session, cx| {
        let precision = cx.shell.precision;
        find_as(session, cx, Precision { pattern: !precision.pattern, ..precision });
    }),
];

fn has_words(session: &Session, _: &Shell) -> bool {
    session.selected().is_some() || session.mark().is_some()
}

/// There are results, or, with the bar closed, a text to search for again.
fn has_hits(session: &Session, shell: &Shell) -> bool {
    session.find.as_ref().map_or(!shell.searched.is_empty(), |find| !find.hits.is_empty())
}

/// There are results in the article.
pub(super) fn has_matches(session: &Session) -> bool {
    session.is_editable() && session.find.as_ref().is_some_and(|find| find.hits.iter().any(|hit| hit.mark.is_none()))
}
