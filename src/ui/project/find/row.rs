//! A row of the find panel: an article, or a hit in its sentence.

use std::collections::HashMap;
use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Align2, Id, Pos2, Rect, Sense, TextFormat, TextStyle, Ui};

use crate::app::project::found::{FindAll, HitPlace};
use crate::model::message::counted;
use crate::model::project::date::Date;
use crate::model::project::find::snippet::{Snippet, snippet};
use crate::model::project::find::{ArticleHits, FindField, FindHit};
use crate::ui::list::{List, Row};
use crate::ui::project::find::Line;
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap};
use crate::ui::typeset::Label;
use crate::ui::{icons, label};

/// Room above and below the text of a row in points.
const MARGIN: f32 = 3.0;

/// Room above an article that is not the first in points.
const GAP: f32 = 6.0;

/// Height of an article in points.
const ARTICLE: f32 = 26.0;

/// Indentation of a hit in points.
const INDENT: f32 = 20.0;

/// Most lines of a hit.
const LINES: usize = 3;

/// A row that was laid out.
pub enum Laid {
    /// An article: its title, and the number of its hits.
    Article(Label, Label),
    /// A hit.
    Hit(Label, Arc<Snippet>),
    /// Nothing: the findings are others already.
    Nothing,
}

/// Lays a row out.
pub fn lay(ui: &Ui, find: &FindAll, line: Line, snippets: &mut HashMap<HitPlace, Arc<Snippet>>, width: f32) -> Laid {
    match line {
        Line::Article(at) => match find.findings.articles.get(at) {
            Some(article) => lay_article(ui, article, width),
            None => Laid::Nothing,
        },
        Line::Hit(place) => match hit(find, place) {
            Some((article, hit)) => {
                let snippet = snippets.entry(place).or_insert_with(|| Arc::new(snippet(&article.entry, hit)));
                Laid::Hit(lay_hit(ui, article, hit, snippet, width - INDENT - gap::USUAL), snippet.clone())
            }
            None => Laid::Nothing,
        },
    }
}

fn hit(find: &FindAll, place: HitPlace) -> Option<(&ArticleHits, &FindHit)> {
    let article = find.findings.articles.get(place.article)?;
    Some((article, article.hits.get(place.hit)?))
}

fn lay_article(ui: &Ui, article: &ArticleHits, width: f32) -> Laid {
    let palette = theme::palette(ui.visuals());
    let count = format!("{}{}", article.hits.len(), if article.is_cut { "+" } else { "" });
    let date = Date::parse(article.entry.document.article().published());
    let end = match date {
        Some(date) => format!("{} · {count}", date.shortened()),
        None => count,
    };
    let end = label::words(ui, &end, TextStyle::Small, palette.weak, width / 2.0, 1);
    let room = width - INDENT - end.size().x - 2.0 * gap::USUAL;
    let title = article.entry.document.article().name();
    Laid::Article(label::words(ui, &title, TextStyle::Body, palette.text, room, 1), end)
}

fn lay_hit(ui: &Ui, article: &ArticleHits, hit: &FindHit, snippet: &Snippet, width: f32) -> Label {
    let palette = theme::palette(ui.visuals());
    let font = TextStyle::Small.resolve(ui.style());
    let field = field(hit.field);
    let plain = TextFormat::simple(font.clone(), palette.text);
    let mut job = LayoutJob::default();
    if let Some(mark) = hit.mark.as_ref().and_then(|mark| article.entry.document.set().get(mark)) {
        let row = mark.kind.look();
        let colour = theme::colour(theme::look(row, palette.dark).line);
        job.append(row.glyph, 0.0, TextFormat::simple(font.clone(), colour));
        job.append(" ", 0.0, plain.clone());
    }
    if !field.is_empty() {
        job.append(field, 0.0, TextFormat::simple(font, palette.weak));
    }
    let part = |range: std::ops::Range<usize>| snippet.text.get(range).unwrap_or_default();
    let lit = TextFormat { background: palette.highlight, ..plain.clone() };
    job.append(part(0..snippet.lit.start), 0.0, plain.clone());
    job.append(part(snippet.lit.clone()), 0.0, lit);
    job.append(part(snippet.lit.end..snippet.text.len()), 0.0, plain);
    job.wrap.max_width = width;
    job.wrap.max_rows = LINES;
    label::of(ui.ctx(), &job)
}

/// The words before a hit that is not in the text of the article.
fn field(field: FindField) -> &'static str {
    match field {
        FindField::Text => "",
        FindField::Quote => "Lost passage: ",
        FindField::Speaker => "Speaker: ",
        FindField::Note => "Note: ",
        FindField::Tag(_) => "Tag: ",
    }
}

impl Laid {
    /// Its height in points.
    pub fn height(&self, after_another: bool) -> f32 {
        match self {
            Self::Article(..) => ARTICLE + if after_another { GAP } else { 0.0 },
            Self::Hit(words, _) => words.size().y + 2.0 * MARGIN,
            Self::Nothing => 0.0,
        }
    }

    /// Paints the row; true if it was clicked.
    pub fn paint(self, ui: &mut Ui, find: &FindAll, line: Line, row: (&List, Row), rect: Rect) -> bool {
        match (self, line) {
            (Self::Article(title, end), Line::Article(article)) => match find.findings.articles.get(article) {
                Some(article) => paint_article(ui, find, article, (title, end), row, rect),
                None => false,
            },
            (Self::Hit(words, snippet), Line::Hit(place)) => match hit(find, place) {
                Some((article, hit)) => paint_hit(ui, article, hit, (words, &snippet), row, rect),
                None => false,
            },
            _ => false,
        }
    }
}

fn paint_article(
    ui: &mut Ui,
    find: &FindAll,
    article: &ArticleHits,
    (title, end): (Label, Label),
    (list, row): (&List, Row),
    rect: Rect,
) -> bool {
    let palette = theme::palette(ui.visuals());
    let rect = rect.with_min_y(rect.bottom() - ARTICLE);
    let response = ui.interact(rect, Id::unique(("found article", row.at)), Sense::CLICK);
    let folded = find.folded.contains(&article.entry.path);
    let icon = if folded { icons::RIGHT } else { icons::DOWN };
    list.option(&response, row, || {
        let name = article.entry.document.article().name();
        format!("{}, {}", visible(&name), counted(article.hits.len(), "match", "matches"))
    });
    response.ctx.accesskit_node_builder(response.id, |node| node.set_expanded(!folded));
    list.ground(ui, rect, response.hovered(), row);
    let middle = rect.center().y;
    let painter = ui.painter();
    let small = TextStyle::Small.resolve(ui.style());
    painter.text(Pos2::new(rect.left() + gap::TIGHT, middle), Align2::LEFT_CENTER, icon, small, palette.weak);
    title.paint(painter, Pos2::new(rect.left() + INDENT, middle - title.size().y / 2.0));
    let at = Pos2::new(rect.right() - gap::USUAL - end.size().x, middle - end.size().y / 2.0);
    end.paint(painter, at);
    let clicked = response.clicked();
    label::tip(response, &[&article.entry.path]);
    clicked
}

fn paint_hit(
    ui: &mut Ui,
    article: &ArticleHits,
    hit: &FindHit,
    (words, snippet): (Label, &Snippet),
    (list, row): (&List, Row),
    rect: Rect,
) -> bool {
    let response = ui.interact(rect, Id::unique(("hit row", row.at)), Sense::CLICK);
    list.option(&response, row, || {
        let mark = hit.mark.as_ref().and_then(|mark| article.entry.document.set().get(mark));
        let kind = mark.map(|mark| format!("{}: ", mark.kind.name())).unwrap_or_default();
        format!("{kind}{}{}", field(hit.field), visible(&snippet.text))
    });
    list.ground(ui, rect, response.hovered(), row);
    words.paint(ui.painter(), Pos2::new(rect.left() + INDENT, rect.top() + MARGIN));
    response.clicked()
}
