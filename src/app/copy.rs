//! Copying to the clipboard.

use crate::app::action::Effect;
use crate::app::context::Context;
use crate::app::session::Session;
use crate::interchange::citation::{self, Cited};
use crate::model::annotation::Annotation;
use crate::model::message::counted;
use crate::model::text::ArticleText;
use crate::storage::settings::Citation;

/// Copies the selected text, or the text of the selected mark.
pub fn copy(session: &Session, cx: &mut Context<'_>) {
    let text = session.text();
    let copied = match (session.selected(), session.mark()) {
        (Some(_), _) => text.slice(session.focus.selection.range()).to_owned(),
        (None, Some(mark)) => passage(mark, text),
        (None, None) => return,
    };
    cx.say(counted(copied.split_whitespace().count(), "word copied", "words copied"));
    cx.effects.push(Effect::Copy(copied));
}

/// The words of a mark's passage.
fn passage(mark: &Annotation, text: &ArticleText) -> String {
    mark.target.found().map(|range| text.slice(range)).collect::<Vec<_>>().join(" … ")
}

/// Copies the selected text, or the text of the selected mark, with its speaker and where the article was published.
pub fn copy_citation(session: &Session, cx: &mut Context<'_>) {
    let text = session.text();
    let speaker = |mark: &Annotation| mark.speaker.as_ref().map(|speaker| speaker.name.clone());
    let (words, speaker) = match (session.selected(), session.mark()) {
        (Some(range), _) => {
            // The speaker is that of the smallest mark around the words.
            let marks = session.set().cover().at(range.start());
            let mut around = marks.iter().filter(|mark| mark.target.found().any(|part| part.encloses(range)));
            (text.slice(range).to_owned(), around.find_map(|mark| speaker(mark)))
        }
        (None, Some(mark)) => (passage(mark, text), speaker(mark)),
        (None, None) => return,
    };
    let cited = Cited { words: &words, speaker: speaker.as_deref().unwrap_or_default(), article: session.article() };
    let (citation, said) = match cx.shell.settings.citation {
        Citation::Plain => (citation::plain(&cited), "Copied with citation"),
        Citation::Markdown => (citation::markdown(&cited), "Copied with citation, as Markdown"),
        Citation::Bibtex => (citation::bibtex(&cited), "Copied with citation, for BibTeX"),
    };
    cx.effects.push(Effect::Copy(citation));
    cx.say(said);
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
    cx.effects.push(Effect::Copy(session.article().address().to_owned()));
    cx.say("Article address copied");
}

/// Copies the path of the article's file.
pub fn copy_path(session: &Session, cx: &mut Context<'_>) {
    cx.effects.push(Effect::Copy(session.file().display().to_string()));
    cx.say("Path copied");
}
