//! The links of the selected mark: their routes, the stubs of ends out of view, and painting.

pub(super) mod paint;
mod route;
mod stubs;

use egui::{Pos2, Rect, Vec2};

pub(super) use route::plan;
use stubs::Stub;

use crate::model::annotation::{Annotation, Id};
use crate::ui::typeset;

/// The length of an arrow head in points.
pub(super) const ARROW: f32 = 7.0;

/// A link to draw between the selected mark and another.
#[derive(Clone, Copy, Debug)]
pub struct Link<'a> {
    /// The mark that supports, rebuts or restates.
    pub from: &'a Id,
    /// The mark that is supported, rebutted or restated.
    pub to: &'a Id,
    /// The id of the role, which determines the line style.
    pub role: &'a str,
    /// The role of the selected mark towards the other: "rebuts", "is supported by".
    pub label: &'a str,
    /// The link is being made: dashed.
    pub provisional: bool,
    /// The other end, if it is in another article; its id among `from` and `to` is then that of the link.
    pub outside: Option<Outside<'a>>,
}

/// The end of a link in another article.
#[derive(Clone, Copy, Debug)]
pub struct Outside<'a> {
    /// The mark.
    pub mark: &'a Annotation,
    /// Its article and its first words.
    pub words: &'a str,
}

impl Link<'_> {
    /// The end that is not `mark`.
    pub(super) fn other(&self, mark: &Id) -> &Id {
        if self.from == mark { self.to } else { self.from }
    }
}

/// A label in the margin, horizontal or upright, with its background.
#[derive(Debug)]
pub(super) struct Label {
    pub words: typeset::Label,
    pub at: Pos2,
    pub upright: bool,
    pub ground: Rect,
}

/// The drawn route of a link.
#[derive(Debug)]
pub(super) struct Route {
    /// Its index among the input's links.
    pub link: usize,
    /// The mark at its other end.
    pub other: Id,
    /// The path from the selected mark to the other one.
    pub points: Vec<Pos2>,
    /// The tip and the direction of the arrow.
    pub arrow: (Pos2, Vec2),
    pub label: Option<Label>,
    /// Its part along the lane.
    pub run: Rect,
    /// Its place on the screen: its stub, its label, or else its part along the lane.
    pub rect: Rect,
}

/// The drawn links of a page.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub routes: Vec<Route>,
    pub stubs: Vec<Stub>,
    /// Hairlines from the margin to the passages.
    pub leaders: Vec<[Pos2; 2]>,
}

impl Plan {
    /// The stub at a point.
    pub(super) fn stub_at(&self, at: Pos2) -> Option<Rect> {
        self.stubs.iter().map(|stub| stub.rect).find(|rect| rect.contains(at))
    }

    /// The mark that a click at a point leads to.
    pub(super) fn at(&self, at: Pos2) -> Option<&Id> {
        let stub = self.stubs.iter().find(|stub| stub.rect.contains(at)).map(|stub| &stub.follow);
        let route = |route: &&Route| route.rect.contains(at) || route.run.contains(at);
        stub.or_else(|| self.routes.iter().find(route).map(|route| &route.other))
    }
}
