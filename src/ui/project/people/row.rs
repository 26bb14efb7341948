//! A speaker in the list: name, number of marks and articles, dates, and a bar of the marks by kind.

use egui::{Id, Rect, Response, Sense, TextStyle, Ui};

use crate::model::kind::KINDS;
use crate::model::message::counted;
use crate::model::project::people::Person;
use crate::model::project::people::listing::period;
use crate::ui::icons;
use crate::ui::label;
use crate::ui::list::{List, Row};
use crate::ui::project::people::summary;
use crate::ui::theme::{self, gap, radius};
use crate::ui::typeset::Label;

/// Height of a row in points.
pub const HEIGHT: f32 = 58.0;

/// Height of the bar of kinds in points.
const BAR: f32 = 5.0;

/// A row that was laid out.
pub struct Laid {
    name: Label,
    remark: Label,
    facts: Label,
    badge: Option<Label>,
}

/// Lays a row out.
pub fn lay(ui: &Ui, person: &Person, width: f32) -> Laid {
    let palette = theme::palette(ui.visuals());
    let inner = width - 2.0 * gap::USUAL;
    let small = |words: &str, colour, room| label::words(ui, words, TextStyle::Small, colour, room, 1);
    let contradictions = person.contradictions.len();
    let badge = (contradictions > 0)
        .then(|| small(&format!("{} {contradictions}", icons::WARNING), palette.warning, inner / 2.0));
    let remark = small(person.remark().unwrap_or_default(), palette.weak, inner / 3.0);
    let taken = badge.as_ref().map_or(0.0, |badge| badge.size().x + gap::USUAL) + remark.size().x + gap::LINE;
    let name = label::words(ui, &person.name, TextStyle::Body, palette.text, (inner - taken).max(40.0), 1);
    let dates = person.dates.map(|(first, last)| format!(" · {}", period(first, last))).unwrap_or_default();
    let facts = small(&format!("{}{dates}", summary(person.total(), person.articles)), palette.weak, inner);
    Laid { name, remark, facts, badge }
}

impl Laid {
    /// Paints the row. `most` is the largest number of marks of any speaker.
    pub fn paint(self, ui: &mut Ui, person: &Person, (list, row): (&List, Row), rect: Rect, most: usize) -> Response {
        let palette = theme::palette(ui.visuals());
        let response = ui.interact(rect, Id::unique(("project speaker", row.at)), Sense::CLICK);
        list.option(&response, row, || spoken(person));
        list.ground(ui, rect.shrink2(egui::vec2(0.0, 1.0)), response.hovered(), row);
        let painter = ui.painter();
        let inner = rect.shrink2(egui::vec2(gap::USUAL, gap::LINE));
        let middle = inner.top() + self.name.size().y / 2.0;
        let at = |x: f32, label: &Label| egui::pos2(x, middle - label.size().y / 2.0);
        let faint = if row.selected { palette.text } else { palette.weak };
        let place = at(inner.left() + self.name.size().x + gap::LINE, &self.remark);
        self.remark.in_colour(faint).paint(painter, place);
        if let Some(badge) = self.badge {
            badge.paint(painter, at(inner.right() - badge.size().x, &badge));
        }
        let below = inner.top() + self.name.size().y + gap::HAIR;
        self.name.paint(painter, inner.left_top());
        if row.selected {
            self.facts.in_colour(faint).paint(painter, egui::pos2(inner.left(), below));
        } else {
            self.facts.paint(painter, egui::pos2(inner.left(), below));
        }
        bar(ui, person, inner.with_min_y(inner.bottom() - BAR), most);
        response
    }
}

/// A bar of the numbers of marks by kind.
fn bar(ui: &Ui, person: &Person, rect: Rect, most: usize) {
    let dark = ui.visuals().dark_mode;
    let unit = rect.width() / most.max(1) as f32;
    let mut left = rect.left();
    for (row, count) in KINDS.iter().zip(person.counts).filter(|(_, count)| *count > 0) {
        let width = (unit * count as f32).max(3.0);
        let part = Rect::from_min_size(egui::pos2(left, rect.top()), egui::vec2(width - 1.0, rect.height()));
        ui.painter().rect_filled(part, radius::SMALL, theme::colour(theme::look(row, dark).line));
        left += width;
    }
}

/// A row for assistive technologies.
fn spoken(person: &Person) -> String {
    let kinds = KINDS.iter().zip(person.counts).filter(|(_, count)| *count > 0);
    let kinds = kinds.map(|(row, count)| counted(count, &row.name.to_lowercase(), &row.plural.to_lowercase()));
    let contradictions = match person.contradictions.len() {
        0 => None,
        count => Some(counted(count, "contradiction", "contradictions")),
    };
    let remark = person.remark().map(str::to_owned);
    let parts = [person.name.clone()].into_iter().chain(remark);
    let parts = parts.chain([summary(person.total(), person.articles)]).chain(kinds).chain(contradictions);
    parts.collect::<Vec<_>>().join(", ")
}
