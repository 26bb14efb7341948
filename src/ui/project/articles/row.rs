//! A row of the articles panel: an article, or the heading of a group.

use egui::text::LayoutJob;
use egui::{Align2, Color32, Id, Pos2, Rect, Role, Sense, TextFormat, TextStyle, Ui, Vec2, WidgetInfo};

use crate::app::action::Intent;
use crate::app::project::intent::ProjectIntent;
use crate::app::shell::context_menu::Thing;
use crate::model::kind::KINDS;
use crate::model::message::counted;
use crate::model::project::listing::{ArticleList, ListedArticle};
use crate::ui::context_menu::asked_in_list;
use crate::ui::list::{List, Row};
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap};
use crate::ui::typeset::Label;
use crate::ui::{icons, label};

/// Height of a heading in points.
const HEADING: f32 = 30.0;

/// Room above and below the lines of a row in points.
const MARGIN: f32 = 5.0;

/// Room at the right of the title in points, for the sign that the article is done.
const SIGN: f32 = 24.0;

/// Most lines of a title, and of the reason why an article could not be read.
const LINES: usize = 2;

/// A row that was laid out.
pub enum Laid {
    /// The heading of a group.
    Heading,
    /// An article.
    Article(Article),
}

/// An article that was laid out: its title, and below it lines with something at their ends.
pub struct Article {
    title: Label,
    lines: Vec<(Label, Option<Label>)>,
}

/// Lays a row out.
pub fn lay(ui: &Ui, list: &ArticleList, row: usize, width: f32) -> Laid {
    let Some(article) = list.article(row) else { return Laid::Heading };
    let palette = theme::palette(ui.visuals());
    let facts = &article.facts;
    let room = width - 2.0 * gap::USUAL;
    let colour = if article.done { palette.weak } else { palette.text };
    let title = label::words(ui, &facts.title, TextStyle::Body, colour, room - SIGN, LINES);
    if let Some(why) = &facts.entry.failure {
        let why = label::words(ui, reason(why, facts.path()), TextStyle::Small, palette.error, room, LINES);
        return Laid::Article(Article { title, lines: vec![(why, None)] });
    }
    let small = |words: &str, room: f32| label::words(ui, words, TextStyle::Small, palette.weak, room, 1);
    let mut lines = Vec::new();
    let state = state(ui, article);
    let date = facts.date.map(|date| date.shortened());
    let origin: Vec<&str> = [facts.site.as_str(), date.as_deref().unwrap_or_default()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let path = (origin.is_empty() || article.is_twin).then_some(facts.path());
    let origin = path.into_iter().chain(origin).collect::<Vec<_>>().join(" · ");
    let rest = |end: &Option<Label>| room - end.as_ref().map_or(0.0, |end| end.size().x + gap::USUAL);
    lines.push((small(&origin, rest(&state)), state));
    if facts.marks > 0 {
        let marks = Some(marks(ui, article));
        lines.push((small(article.speakers(), rest(&marks)), marks));
    }
    Laid::Article(Article { title, lines })
}

/// The reason without the path of the article, which is above it.
fn reason<'a>(why: &'a str, path: &str) -> &'a str {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    why.split_once(name).and_then(|(_, rest)| rest.strip_prefix(": ")).unwrap_or(why)
}

/// The words about an article of which only the annotations are there.
const MISSING: &str = "file missing";

/// The number of unanswered claims and of problems, if there are any, and the sign that the article's file is gone.
fn state(ui: &Ui, article: &ListedArticle) -> Option<Label> {
    let palette = theme::palette(ui.visuals());
    let font = TextStyle::Small.resolve(ui.style());
    let mut job = LayoutJob::default();
    if article.unanswered > 0 {
        let words = format!("{} unanswered", article.unanswered);
        job.append(&words, 0.0, TextFormat::simple(font.clone(), palette.text));
    }
    if !article.facts.entry.has_file {
        let words = format!("{}{MISSING}", if job.text.is_empty() { "" } else { " · " });
        job.append(&words, 0.0, TextFormat::simple(font.clone(), palette.warning));
    }
    if article.facts.problems > 0 {
        let room = if job.text.is_empty() { 0.0 } else { gap::USUAL };
        let words = format!("{} {}", icons::WARNING, article.facts.problems);
        job.append(&words, room, TextFormat::simple(font, palette.warning));
    }
    (!job.text.is_empty()).then(|| label::of(ui.ctx(), &job))
}

/// The number of marks of each kind.
fn marks(ui: &Ui, article: &ListedArticle) -> Label {
    let palette = theme::palette(ui.visuals());
    let font = TextStyle::Small.resolve(ui.style());
    let mut job = LayoutJob::default();
    for (row, count) in KINDS.iter().zip(article.facts.counts).filter(|(_, count)| *count > 0) {
        let room = if job.text.is_empty() { 0.0 } else { gap::LINE };
        job.append(
            row.glyph,
            room,
            TextFormat::simple(font.clone(), theme::colour(theme::look(row, palette.dark).line)),
        );
        job.append(&count.to_string(), gap::HAIR, TextFormat::simple(font.clone(), palette.text));
    }
    label::of(ui.ctx(), &job)
}

impl Laid {
    /// Its height in points.
    pub fn height(&self) -> f32 {
        match self {
            Self::Heading => HEADING,
            Self::Article(article) => {
                let lines: f32 = article.lines.iter().map(|(line, _)| line.size().y + gap::HAIR).sum();
                article.title.size().y + lines + 2.0 * MARGIN
            }
        }
    }

    /// Paints the row; true if it was clicked.
    pub fn paint(
        self,
        ui: &mut Ui,
        list: &ArticleList,
        row: (&List, Row),
        rect: Rect,
        intents: &mut Vec<Intent>,
    ) -> bool {
        match (self, list.article(row.1.at)) {
            (Self::Article(laid), Some(article)) => paint(ui, laid, article, row, rect, intents),
            _ => heading(ui, list, row, rect),
        }
    }
}

fn paint(
    ui: &mut Ui,
    laid: Article,
    article: &ListedArticle,
    (list, row): (&List, Row),
    rect: Rect,
    intents: &mut Vec<Intent>,
) -> bool {
    let palette = theme::palette(ui.visuals());
    let response = ui.interact(rect, Id::unique(("article row", row.at)), Sense::CLICK);
    list.option(&response, row, || spoken(article));
    list.ground(ui, rect, response.hovered(), row);
    let left = rect.left() + gap::USUAL;
    let mut top = rect.top() + MARGIN;
    let cut = laid.title.is_cut();
    let title_height = laid.title.size().y;
    let painter = ui.painter();
    laid.title.paint(painter, Pos2::new(left, top));
    let sign = Rect::from_center_size(
        Pos2::new(rect.right() - SIGN / 2.0 - gap::HAIR, top + title_height.min(SIGN) / 2.0),
        Vec2::splat(SIGN),
    );
    top += title_height + gap::HAIR;
    for (line, end) in laid.lines {
        let height = line.size().y;
        // Secondary words on the fill of the selection need more contrast.
        let recoloured = row.selected.then_some(palette.text);
        let painter = ui.painter();
        match recoloured {
            Some(colour) => line.in_colour(colour).paint(painter, Pos2::new(left, top)),
            None => line.paint(painter, Pos2::new(left, top)),
        }
        if let Some(end) = end {
            end.paint(painter, Pos2::new(rect.right() - gap::USUAL - end.size().x, top));
        }
        top += height + gap::HAIR;
    }
    let shown = response.contains_pointer() || (list.has_focus && row.lit) || row.selected;
    done(ui, article, (row.at, sign), shown, intents);
    let clicked = response.clicked();
    intents.extend(asked_in_list(&response, list.acts_on(row), || Thing::Article(article.facts.path().to_owned())));
    response.on_hover_ui(|ui| {
        if cut {
            label::in_tip(ui, &article.facts.title);
        }
        label::in_tip(ui, article.facts.path());
    });
    clicked
}

/// The sign that an article is done, which a click turns; of one that is not, while the row is pointed at.
fn done(ui: &mut Ui, article: &ListedArticle, (row, rect): (usize, Rect), shown: bool, intents: &mut Vec<Intent>) {
    if article.facts.entry.failure.is_some() || !(article.done || shown) {
        return;
    }
    let palette = theme::palette(ui.visuals());
    let response = ui.interact(rect, Id::unique(("article done", row)), Sense::CLICK);
    let name = format!("Done with {}", visible(&article.facts.title));
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, article.done, &name));
    let colour = match (article.done, response.hovered()) {
        (_, true) => palette.accent,
        (true, false) => palette.accent,
        (false, false) => palette.weak,
    };
    let font = TextStyle::Body.resolve(ui.style());
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, icons::DONE, font, colour);
    if response.clicked() {
        let intent = ProjectIntent::TurnDone(article.facts.path().to_owned());
        intents.push(Intent::Project(Box::new(intent)));
    }
    response.on_hover_text(if article.done { "Done; click to mark as not done" } else { "Mark as done" });
}

/// Paints the heading of a group; true if it was clicked.
fn heading(ui: &mut Ui, listed: &ArticleList, (list, row): (&List, Row), rect: Rect) -> bool {
    let Some(group) = listed.group(row.at) else { return false };
    let palette = theme::palette(ui.visuals());
    let response = ui.interact(rect, Id::unique(("article group", row.at)), Sense::CLICK);
    let count = counted(group.count, "article", "articles");
    let icon = if group.folded { icons::RIGHT } else { icons::DOWN };
    list.option(&response, row, || format!("{}, {count}", visible(&group.name)));
    response.ctx.accesskit_node_builder(response.id, |node| node.set_expanded(!group.folded));
    list.ground(ui, rect.with_min_y(rect.bottom() - HEADING + gap::TIGHT), response.hovered(), row);
    let middle = rect.bottom() - (HEADING - gap::TIGHT) / 2.0;
    let font = TextStyle::Small.resolve(ui.style());
    let painter = ui.painter();
    let centred = |x: f32| Pos2::new(x, middle);
    painter.text(centred(rect.left() + gap::TIGHT), Align2::LEFT_CENTER, icon, font.clone(), palette.weak);
    let count = painter.text(centred(rect.right() - gap::USUAL), Align2::RIGHT_CENTER, group.count, font, palette.weak);
    let left = rect.left() + gap::TIGHT + gap::SECTION;
    let colour: Color32 = palette.text;
    let name = label::words(ui, &group.name, TextStyle::Body, colour, count.left() - left - gap::USUAL, 1);
    name.paint(ui.painter(), Pos2::new(left, middle - name.size().y / 2.0));
    response.clicked()
}

/// A row for assistive technologies.
fn spoken(article: &ListedArticle) -> String {
    let facts = &article.facts;
    let mut parts = vec![facts.title.clone()];
    parts.extend(facts.entry.failure.clone());
    parts.extend((!facts.entry.has_file).then(|| MISSING.to_owned()));
    parts.extend([facts.site.clone()].into_iter().filter(|site| !site.is_empty()));
    parts.extend(facts.date.map(|date| date.spelled()));
    for (row, count) in KINDS.iter().zip(facts.counts).filter(|(_, count)| *count > 0) {
        parts.push(format!("{count} {}", if count == 1 { row.name } else { row.plural }.to_lowercase()));
    }
    if article.unanswered > 0 {
        parts.push(format!("{} unanswered", article.unanswered));
    }
    if facts.problems > 0 {
        parts.push(counted(facts.problems, "problem", "problems"));
    }
    if article.done {
        parts.push("done".to_owned());
    }
    visible(&parts.join(", ")).into_owned()
}
