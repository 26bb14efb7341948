//! A statement in the page of a speaker: the glyph of its kind, its words, and its article.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Galley, Id, Rect, Response, Sense, TextFormat, TextStyle, Ui};

use crate::model::direction::has_rtl;
use crate::model::project::corpus::Place;
use crate::model::project::overview::Overview;
use crate::model::query::quote_start;
use crate::ui::label;
use crate::ui::list::{List, Row};
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap};

/// Most lines of the words.
const ROWS: usize = 3;

/// Most characters of the words on the screen, and for assistive technologies.
const CHARACTERS: (usize, usize) = (400, 1500);

/// A statement that was laid out.
pub struct Laid {
    words: Arc<Galley>,
    origin: Option<Arc<Galley>>,
    spoken: String,
}

/// The site and the date of a mark's article, as far as they are known, or else its title.
pub fn origin(overview: &Overview, place: Place) -> String {
    let Some(entry) = overview.entry(place) else { return String::new() };
    let article = entry.document.article();
    let date = overview.date(place.article).map(|date| date.shortened());
    let site = Some(article.source.site.clone()).filter(|site| !site.is_empty());
    let parts: Vec<String> = site.or_else(|| Some(article.name())).into_iter().chain(date).collect();
    parts.join(" · ")
}

/// Lays a statement out; `told` is true if its article is told below it.
pub fn lay(ui: &Ui, overview: &Overview, place: Place, told: bool, width: f32) -> Option<Laid> {
    let (mark, document) = overview.mark(place)?;
    let palette = theme::palette(ui.visuals());
    let text = &document.article().text;
    let quote = quote_start(mark, text, CHARACTERS.0);
    let font = TextStyle::Body.resolve(ui.style());
    let room = width - 2.0 * gap::USUAL;
    let glyph = mark.kind.look().glyph;
    let job = if has_rtl(&quote) {
        label::job(ui.ctx(), &format!("{glyph} {quote}"), font, palette.text, room, ROWS)
    } else {
        let mut job = LayoutJob::default();
        let line = theme::colour(theme::look(mark.kind.look(), palette.dark).line);
        job.append(glyph, 0.0, TextFormat::simple(font.clone(), line));
        job.append(&visible(&quote), gap::LINE, TextFormat::simple(font, palette.text));
        job.wrap.max_width = room;
        job.wrap.max_rows = ROWS;
        job
    };
    let words = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let origin = origin(overview, place);
    let spoken = format!("{}: {}, {origin}", mark.kind.name(), quote_start(mark, text, CHARACTERS.1));
    let origin = told.then(|| label::galley(ui, &origin, TextStyle::Small, palette.weak, room, 1));
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
        let palette = theme::palette(ui.visuals());
        let response = ui.interact(rect, id, Sense::CLICK);
        list.option(&response, row, || self.spoken.clone());
        list.ground(ui, rect, response.hovered(), row);
        let painter = ui.painter();
        let at = rect.left_top() + egui::vec2(gap::USUAL, gap::TIGHT);
        let below = at + egui::vec2(0.0, self.words.size().y + gap::HAIR);
        painter.galley(at, self.words, palette.text);
        if let Some(origin) = self.origin {
            painter.galley(below, origin, palette.weak);
        }
        response
    }
}
