//! A statement in the page of a speaker: the glyph of its kind, its words, and its article.

use egui::{Id, Rect, Response, Sense, TextStyle, Ui};

use crate::model::project::corpus::Place;
use crate::model::project::overview::Overview;
use crate::model::query::quote_start;
use crate::ui::label;
use crate::ui::list::{List, Row};
use crate::ui::theme::{self, gap};
use crate::ui::typeset::Label;

/// Most lines of the words.
const ROWS: usize = 3;

/// Most characters of the words on the screen, and for assistive technologies.
const CHARACTERS: (usize, usize) = (400, 1500);

/// A statement that was laid out.
pub struct Laid {
    words: Label,
    origin: Option<Label>,
    spoken: String,
}

/// The site and the date of a mark's article, as far as they are known, or else its title.
pub fn origin(overview: &Overview, place: Place) -> String {
    let Some(entry) = overview.entry(place) else { return String::new() };
    let article = entry.document.article();
    let date = overview.date(place.article).map(|date| date.shortened());
    let site = Some(article.site().to_owned()).filter(|site| !site.is_empty());
    let parts: Vec<String> = site.or_else(|| Some(article.name())).into_iter().chain(date).collect();
    parts.join(" · ")
}

/// Lays a statement out; `told` is true if its article is told below it.
pub fn lay(ui: &Ui, overview: &Overview, place: Place, told: bool, width: f32) -> Option<Laid> {
    let (mark, document) = overview.mark(place)?;
    let palette = theme::palette(ui.visuals());
    let text = &document.article().text;
    let quote = quote_start(mark, text, CHARACTERS.0);
    let room = width - 2.0 * gap::USUAL;
    let words = label::kind_words(ui, &mark.kind, &[(&quote, palette.text)], room, ROWS);
    let origin = origin(overview, place);
    let spoken = format!("{}: {}, {origin}", mark.kind.name(), quote_start(mark, text, CHARACTERS.1));
    let origin = told.then(|| label::words(ui, &origin, TextStyle::Small, palette.weak, room, 1));
    Some(Laid { words, origin, spoken })
}

impl Laid {
    /// Its height in points.
    pub fn height(&self) -> f32 {
        let origin = self.origin.as_ref().map_or(0.0, |origin| origin.size().y + gap::HAIR);
        self.words.size().y + origin + 2.0 * gap::TIGHT
    }

    /// Paints it.
    pub fn paint(self, ui: &mut Ui, id: Id, rect: Rect, (list, row): (&List, Row)) -> Response {
        let response = ui.interact(rect, id, Sense::CLICK);
        list.option(&response, row, || self.spoken.clone());
        list.ground(ui, rect, response.hovered(), row);
        let painter = ui.painter();
        let at = rect.left_top() + egui::vec2(gap::USUAL, gap::TIGHT);
        let below = at + egui::vec2(0.0, self.words.size().y + gap::HAIR);
        self.words.paint(painter, at);
        if let Some(origin) = self.origin {
            origin.paint(painter, below);
        }
        response
    }
}
