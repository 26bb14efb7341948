//! Laying out the map.

use std::sync::Arc;

use crate::model::map::{Fit, Map, Shown, Spacing};
use crate::model::set::AnnotationSet;
use crate::model::text::ArticleText;

/// A map to lay out.
#[derive(Clone, Debug)]
pub struct MapJob {
    /// The text of the article.
    pub text: ArticleText,
    /// The annotations.
    pub set: AnnotationSet,
    /// The filter of what is shown.
    pub shown: Shown,
    /// The distances between boxes.
    pub spacing: Spacing,
    /// The sizes of the boxes.
    pub fit: Fit,
}

/// A map, with everything it was laid out from.
#[derive(Clone, Debug)]
pub struct Laid {
    /// The text of the article.
    pub text: ArticleText,
    /// The generation of the set.
    pub generation: u64,
    /// The filter of what is shown.
    pub shown: Shown,
    /// The distances between boxes.
    pub spacing: Spacing,
    /// The map.
    pub map: Arc<Map>,
}

/// Lays out a map.
pub fn lay_out(job: &MapJob) -> Laid {
    let map = Map::new(&job.set, &job.shown, &job.spacing, |mark| job.fit.size(mark, &job.text));
    Laid {
        text: job.text.clone(),
        generation: job.set.generation(),
        shown: job.shown.clone(),
        spacing: job.spacing,
        map: Arc::new(map),
    }
}
