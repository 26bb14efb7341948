//! Links: rectangles on a page with an address (ISO 32000-2, 12.5.6.5).

use std::rc::Rc;

use hayro_font::kurbo::{Affine, Point, Rect};
use hayro_syntax::object::dict::keys::{A, ANNOTS, RECT, S, SUBTYPE};
use hayro_syntax::object::{self, Array, Dict, Name};

/// Maximum number of links on a page.
const MAX: usize = 2000;

/// The links of a page.
#[derive(Debug, Default)]
pub struct Links(Vec<(Rect, Rc<str>)>);

impl Links {
    /// Reads the links of a page; `placed` maps points to the page as displayed.
    pub fn new(page: &Dict<'_>, placed: Affine) -> Self {
        let Some(notes) = page.get::<Array<'_>>(ANNOTS) else { return Self::default() };
        let link = |note: Dict<'_>| {
            note.get::<Name<'_>>(SUBTYPE).filter(|kind| kind.as_str() == "Link")?;
            let action = note.get::<Dict<'_>>(A)?;
            action.get::<Name<'_>>(S).filter(|kind| kind.as_str() == "URI")?;
            let address = super::text_string(action.get::<object::String<'_>>("URI")?.as_bytes());
            let [x0, y0, x1, y1] = note.get::<[f64; 4]>(RECT)?;
            let around = Rect::from_points(placed * Point::new(x0, y0), placed * Point::new(x1, y1));
            let address = address.trim();
            (!address.is_empty()).then(|| (around, Rc::from(address)))
        };
        Self(notes.iter::<Dict<'_>>().take(MAX).filter_map(link).collect())
    }

    /// The address at a point.
    pub fn at(&self, point: Point) -> Option<Rc<str>> {
        self.0.iter().find(|(around, _)| around.contains(point)).map(|(_, address)| address.clone())
    }
}
