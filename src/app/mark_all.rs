//! Marking every match of a search.

use std::sync::Arc;

use crate::app::context::Context;
use crate::app::edits::commit;
use crate::app::marks::new_mark;
use crate::app::search::search_again;
use crate::app::session::Session;
use crate::jobs::find::HITS;
use crate::model::annotation::Target;
use crate::model::edit::Edit;
use crate::model::kind::Kind;
use crate::model::message::counted;
use crate::model::offset::ByteRange;
use crate::model::selection::{Focus, Selection};
use crate::model::step::StepKind;

/// Marks every match in the article as one step, but for those that have a mark of this kind on the same words.
pub fn mark_all(session: &mut Session, cx: &mut Context<'_>, kind: &Kind) {
    let Some(find) = &session.find else { return };
    if find.text.as_ref().is_none_or(|text| !text.is_same(session.text())) {
        search_again(session, cx, None);
        return cx.say("The article changed and was searched again");
    }
    let (text, set) = (session.text(), session.set());
    let matches = find.hits.iter().filter(|hit| hit.mark.is_none());
    let ranges: Vec<ByteRange> = matches.filter_map(|hit| text.trimmed(hit.range)).collect();
    let is_marked = |range: &ByteRange| {
        let marks = set.cover().at(range.start());
        marks.iter().any(|mark| mark.kind == *kind && mark.target == Target::of(*range))
    };
    let (there, new): (Vec<ByteRange>, Vec<ByteRange>) = ranges.into_iter().partition(is_marked);
    let name = kind.name().to_lowercase();
    let Some(first) = new.first().copied() else {
        return cx.say(format!("Every match is already marked as {name}"));
    };
    let marks: Vec<_> = new.iter().map(|range| Arc::new(new_mark(cx, kind.clone(), Target::of(*range)))).collect();
    let after = Focus { selection: Selection::caret(first.end()), mark: marks.first().map(|mark| mark.id.clone()) };
    let edit = Edit::AddAll(marks, Vec::new());
    if !commit(session, cx, StepKind::MarkAll, edit, after, None) {
        return;
    }
    let mut done = format!("{} marked as {name}", counted(new.len(), "match", "matches"));
    if !there.is_empty() {
        done.push_str(&format!("; {} already", there.len()));
    }
    if there.len() + new.len() == HITS {
        done.push_str("; there may be more");
    }
    cx.say(done);
}
