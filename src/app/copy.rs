//! Copying to the clipboard.

use crate::app::action::Effect;
use crate::app::context::Context;
use crate::app::session::Session;
use crate::model::message::counted;

/// Copies the selected text, or the text of the selected mark.
pub fn copy(session: &Session, cx: &mut Context<'_>) {
    let text = session.text();
    let copied = match (session.selected(), session.mark()) {
        (Some(_), _) => text.slice(session.focus.selection.range()).to_owned(),
        (None, Some(mark)) => mark.target.found().map(|range| text.slice(range)).collect::<Vec<_>>().join(" … "),
        (None, None) => return,
    };
    cx.say(counted(copied.split_whitespace().count(), "word copied", "words copied"));
    cx.effects.push(Effect::Copy(copied));
}

/// Copies the address of the link at the caret.
pub fn copy_address(session: &Session, cx: &mut Context<'_>) {
    if let Some(address) = session.address() {
        cx.effects.push(Effect::Copy(address.to_owned()));
        cx.say("Link address copied");
    }
}

/// Copies the address at which the article was published.
pub fn copy_source(session: &Session, cx: &mut Context<'_>) {
    cx.effects.push(Effect::Copy(session.article().source.address.clone()));
    cx.say("Article address copied");
}
