//! The selected mark and the mark at the caret, which are announced when they change.

use egui::{Rect, Ui};

use super::Scene;
use crate::model::annotation::Annotation;
use crate::model::message::counted;
use crate::model::offset::ByteOffset;
use crate::ui::hover::spoken;
use crate::ui::text_view::TextInput;
use crate::ui::text_view::names::mark_name;
use crate::ui::{announce, label};

/// Announces the selected mark and the marks at the caret, while the article has the focus: elsewhere the focus says it.
pub(super) fn announce<E>(ui: &Ui, scene: &Scene<'_, '_, E>) {
    let Scene { view, page, input, selection, focused, .. } = scene;
    let caret = page.caret_rect(selection.focus, false).unwrap_or(Rect::from_min_size(page.rect.min, egui::Vec2::ZERO));
    announce::unseen(ui, (*view, "selected mark"), caret, || {
        let mark = input.selected.filter(|_| *focused).and_then(|id| input.set.get(id));
        mark.map_or_else(String::new, |mark| selected(mark, input))
    });
    announce::unseen(ui, (*view, "mark at the caret"), caret, || {
        if *focused { here(selection.focus, input) } else { String::new() }
    });
}

/// The selected mark: its words, its place among the marks, and the contents of its card.
fn selected(mark: &Annotation, input: &TextInput<'_>) -> String {
    let count = input.set.annotations().len();
    let place = input.set.position(&mark.id).map_or_else(String::new, |at| format!("{} of {count}. ", at + 1));
    format!("{}. {place}{}", mark_name(mark, input), spoken(input.set, input.text, mark))
}

/// The marks at the caret: kind, speaker and links of the smallest, and the number of the others. The selected mark is
/// announced already.
fn here(caret: ByteOffset, input: &TextInput<'_>) -> String {
    let marks = input.set.cover().at(caret);
    let Some(mark) = marks.first().filter(|mark| input.selected != Some(&mark.id)) else { return String::new() };
    let mut words = label::attributed(mark.kind.name(), mark);
    match input.set.relations_of(&mark.id).len() {
        0 => {}
        links => words.push_str(&format!(", {}", counted(links, "link", "links"))),
    }
    match marks.len() - 1 {
        0 => {}
        others => words.push_str(&format!(", and {} here", counted(others, "other mark", "other marks"))),
    }
    words
}
