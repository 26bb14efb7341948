//! The card of a mark, shown while the pointer rests on it: kind, speaker, note, tags, and what answers it.

use egui::{
    Align, Color32, Context, Id, LayerId, Layout, Rect, RichText, Role, Sense, TextStyle, Tooltip, Ui, WidgetInfo,
};

use crate::app::shell::picker::verb;
use crate::model::annotation::{Annotation, Relation};
use crate::model::document::Document;
use crate::model::query::quote_start;
use crate::model::set::AnnotationSet;
use crate::model::tag_colours::TagColours;
use crate::model::text::ArticleText;
use crate::ui::label;
use crate::ui::panels::across::Across;
use crate::ui::panels::chip::Chip;
use crate::ui::symbols::{self, visible};
use crate::ui::theme::{self, gap};

/// Width of a card in points.
const WIDTH: f32 = 340.0;
/// Maximum rows of a passage and of a note.
const ROWS: usize = 6;
/// Maximum links; the others are counted.
const LINKS: usize = 4;
/// Characters of a passage, and of the other end of a link.
const QUOTE: usize = 400;
const END: usize = 80;

/// The contents of a card.
pub struct Card<'a> {
    /// The document that it is of.
    pub document: &'a Document,
    /// The mark.
    pub mark: &'a Annotation,
    /// The name of its speaker, if another one is shown than that in the mark.
    pub speaker: Option<String>,
    /// The role of the link that leads to the mark: "rebuts".
    pub role: &'a str,
    /// True if its passage is quoted, since it is not on the screen.
    pub quoted: bool,
    /// The article that it is in, if that is another one.
    pub origin: &'a str,
    /// Its links with other articles.
    pub others: &'a [Across<'a>],
    /// The address of the text's link under the pointer.
    pub address: Option<&'a str>,
    /// Effect of a click or a drag there.
    pub hint: &'a str,
}

impl<'a> Card<'a> {
    /// The card of a mark whose passage is in view.
    pub fn of(document: &'a Document, mark: &'a Annotation) -> Self {
        Self {
            document,
            mark,
            speaker: None,
            role: "",
            quoted: false,
            origin: "",
            others: &[],
            address: None,
            hint: "",
        }
    }
}

/// Shows a card beside `rect` without covering it, for the widget with this id.
pub fn show(ctx: &Context, layer: LayerId, owner: Id, rect: Rect, card: &Card<'_>) {
    let tooltip = Tooltip::always_open(ctx.clone(), layer, owner, rect).gap(6.0).width(WIDTH);
    tooltip.show(|ui| contents(ui, card));
}

/// Adds the contents of a card.
pub fn contents(ui: &mut Ui, card: &Card<'_>) {
    let palette = theme::palette(ui.visuals());
    let (mark, text) = (card.mark, &card.document.article().text);
    ui.set_max_width(WIDTH);
    ui.spacing_mut().item_spacing.y = gap::TIGHT;
    if !card.role.is_empty() {
        ui.label(RichText::new(visible(card.role)).color(palette.weak).small());
    }
    heading(ui, mark, card.speaker.as_deref());
    if card.quoted {
        let quote = format!("“{}”", quote_start(mark, text, QUOTE));
        rows(ui, &quote, palette.text);
    }
    if !card.origin.is_empty() {
        ui.label(RichText::new(visible(card.origin)).color(palette.weak).small());
    }
    if let Some(state) = state(mark) {
        ui.label(RichText::new(state).color(palette.warning).small());
    }
    if !mark.note.is_empty() {
        rows(ui, &mark.note, palette.text);
    }
    if !mark.tags.is_empty() {
        tags(ui, card.document.tag_colours(), &mark.tags);
    }
    let links = links(card.document.set(), mark);
    let count = links.len() + card.others.len();
    if count > 0 {
        ui.add_space(gap::HAIR);
        for (relation, other) in links.iter().take(LINKS) {
            let end = other.map(|other| (other, attributed(other, text)));
            link(ui, verb(relation, &mark.id), end);
        }
        for across in card.others.iter().take(LINKS.saturating_sub(links.len())) {
            link(ui, across.verb(), Some((across.mark, across.named(END))));
        }
        if let Some(more) = count.checked_sub(LINKS).filter(|more| *more > 0) {
            ui.label(RichText::new(format!("and {more} more")).color(palette.weak).small());
        }
    }
    if let Some(address) = card.address {
        ui.label(RichText::new(symbols::address(address)).color(palette.accent).small());
    }
    if !card.hint.is_empty() {
        ui.label(RichText::new(card.hint).color(palette.weak).small());
    }
}

/// Kind, speaker, certainty and flag.
fn heading(ui: &mut Ui, mark: &Annotation, speaker: Option<&str>) {
    let palette = theme::palette(ui.visuals());
    let said = || mark.speaker.as_ref().map(|speaker| speaker.label());
    let words = label::by(mark.kind.name(), speaker.or_else(said));
    let mut rest = String::new();
    if mark.certainty.id() != "unstated" {
        rest.push_str(&format!(" · {}", mark.certainty.id()));
    }
    if mark.discuss {
        rest.push_str(" · for discussion");
    }
    let words = [(words.as_str(), palette.text), (rest.as_str(), palette.weak)];
    label::kind_words(ui, &mark.kind, &words, ui.available_width(), 2).show(ui, Sense::hover());
}

/// Problem of the passage, if there is one.
fn state(mark: &Annotation) -> Option<&'static str> {
    match () {
        () if mark.is_lost() => Some("Passage lost"),
        () if mark.is_changed() => Some("Passage changed"),
        () => None,
    }
}

/// Text on a few rows.
fn rows(ui: &mut Ui, words: &str, colour: Color32) {
    label::words(ui, words, TextStyle::Body, colour, ui.available_width(), ROWS).show(ui, Sense::hover());
}

fn tags(ui: &mut Ui, colours: &TagColours, tags: &[String]) {
    let palette = theme::palette(ui.visuals());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(gap::TIGHT, gap::TIGHT);
        for tag in tags {
            let chip = Chip::new(ui, tag, colours.of(tag), ui.max_rect().width());
            let (rect, response) = ui.allocate_exact_size(chip.size(), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, visible(tag)));
            chip.paint(ui.painter(), palette, rect, false);
        }
    });
}

/// The links of a mark with the marks at their other ends: what answers it, then what it answers.
fn links<'a>(set: &'a AnnotationSet, mark: &Annotation) -> Vec<(&'a Relation, Option<&'a Annotation>)> {
    let mut links: Vec<&Relation> = set.relations_of(&mark.id).iter().map(AsRef::as_ref).collect();
    links.sort_by_key(|relation| relation.from == mark.id);
    let with_other = |relation: &'a Relation| {
        let other = if relation.from == mark.id { &relation.to } else { &relation.from };
        (relation, set.get(other).map(AsRef::as_ref))
    };
    links.into_iter().map(with_other).collect()
}

/// The speaker of a mark and its first words.
fn attributed(mark: &Annotation, text: &ArticleText) -> String {
    let words = quote_start(mark, text, END);
    match &mark.speaker {
        Some(speaker) => format!("{}: {words}", speaker.label()),
        None => words,
    }
}

/// One link on a line: "is rebutted by ▲ Ola Berg: the first words".
fn link(ui: &mut Ui, verb: &str, other: Option<(&Annotation, String)>) {
    let palette = theme::palette(ui.visuals());
    ui.allocate_ui_with_layout(egui::vec2(ui.available_width(), 18.0), Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        ui.label(RichText::new(visible(verb)).color(palette.weak).small());
        let Some((other, words)) = other else {
            ui.label(RichText::new("a missing mark").color(palette.weak).small());
            return;
        };
        let words = [(words.as_str(), palette.text)];
        label::kind_words(ui, &other.kind, &words, ui.available_width(), 1).show(ui, Sense::hover());
    });
}

/// The contents of a card in words, for assistive technologies.
pub fn spoken(set: &AnnotationSet, text: &ArticleText, mark: &Annotation) -> String {
    let mut said = vec![label::speaker(mark).to_owned()];
    if mark.certainty.id() != "unstated" {
        said.push(mark.certainty.id().to_owned());
    }
    said.extend(mark.discuss.then(|| "for discussion".to_owned()));
    said.extend(state(mark).map(str::to_owned));
    if !mark.note.is_empty() {
        said.push(format!("note: {}", mark.note.chars().take(QUOTE).collect::<String>()));
    }
    if !mark.tags.is_empty() {
        said.push(format!("tags: {}", mark.tags.join(", ")));
    }
    let links = links(set, mark);
    for (relation, other) in links.iter().take(LINKS) {
        let Some(other) = other else { continue };
        let kind = other.kind.name().to_lowercase();
        let other = format!("{}: {}", label::attributed(&kind, other), quote_start(other, text, END));
        said.push(format!("{} {other}", verb(relation, &mark.id)));
    }
    if let Some(more) = links.len().checked_sub(LINKS).filter(|more| *more > 0) {
        said.push(format!("and {more} more links"));
    }
    // A note may end in a full stop of its own.
    let said: Vec<&str> = said.iter().map(|part| part.trim_end_matches('.')).collect();
    said.join(". ")
}
