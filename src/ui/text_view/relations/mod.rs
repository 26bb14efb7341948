//! The links of the selected mark: planned (`route`), named at the edges of the view (`stubs`), and painted (`paint`).

pub(super) mod paint;
mod route;
mod stubs;

use std::sync::Arc;

use egui::{Galley, Pos2, Rect, Vec2};

pub(super) use route::plan;
use stubs::Stub;

use crate::model::annotation::Id;

/// The length of an arrow head in points.
pub(super) const ARROW: f32 = 7.0;

/// A link to draw between the selected mark and another.
#[derive(Clone, Copy, Debug)]
pub struct Link<'a> {
    /// The mark that supports, rebuts or restates.
    pub from: &'a Id,
    /// The mark that is supported, rebutted or restated.
    pub to: &'a Id,
    /// The id of the role, which tells how the line looks.
    pub role: &'a str,
    /// What the selected mark does to the other: "rebuts", "is supported by".
    pub label: &'a str,
    /// The link is only being made: dashed.
    pub provisional: bool,
}

impl Link<'_> {
    /// The end that is not `mark`.
    pub(super) fn other(&self, mark: &Id) -> &Id {
        if self.from == mark { self.to } else { self.from }
    }
}

/// A word in the margin with the place it is written at, turned upwards or not, and the ground it stands on.
#[derive(Debug)]
pub(super) struct Label {
    pub galley: Arc<Galley>,
    pub at: Pos2,
    pub upright: bool,
    pub ground: Rect,
}

/// A link as it is drawn.
#[derive(Debug)]
pub(super) struct Route {
    /// Its place among the links of the input.
    pub link: usize,
    /// The mark at its other end.
    pub other: Id,
    /// From the selected mark to the other, around the corners.
    pub points: Vec<Pos2>,
    /// The tip of the arrow, and where it points.
    pub arrow: (Pos2, Vec2),
    pub label: Option<Label>,
    /// Its stretch along the lane.
    pub run: Rect,
    /// What stands for it on the screen: the stub at its end, its label, or else its stretch along the lane.
    pub rect: Rect,
}

/// All that is drawn for links on a page.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub routes: Vec<Route>,
    pub stubs: Vec<Stub>,
    /// Hairlines from the margin to the passages.
    pub leaders: Vec<[Pos2; 2]>,
}

impl Plan {
    /// The mark that a click at a point goes to.
    pub(super) fn at(&self, at: Pos2) -> Option<&Id> {
        let stub = self.stubs.iter().find(|stub| stub.rect.contains(at)).map(|stub| &stub.follow);
        let route = |route: &&Route| route.rect.contains(at) || route.run.contains(at);
        stub.or_else(|| self.routes.iter().find(route).map(|route| &route.other))
    }
}
