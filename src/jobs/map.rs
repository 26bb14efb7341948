//! Laying out the map.

use std::sync::Arc;

use crate::model::map::{Fit, Map, Shown, Spacing};
use crate::model::set::AnnotationSet;
use crate::model::text::ArticleText;

/// A map as it is to be laid out.
#[derive(Clone, Debug)]
pub struct MapJob {
    /// The article.
    pub text: ArticleText,
    /// The annotations.
    pub set: AnnotationSet,
    /// What is shown of them.
    pub shown: Shown,
    /// How far boxes stand apart.
    pub spacing: Spacing,
    /// How large each is.
    pub fit: Fit,
}

/// A map that was laid out elsewhere, and of what.
#[derive(Clone, Debug)]
pub struct Laid {
    /// The article.
    pub text: ArticleText,
    /// The generation of the set.
    pub generation: u64,
    /// What is shown of it.
    pub shown: Shown,
    /// How far boxes stand apart.
    pub spacing: Spacing,
    /// The map.
    pub map: Arc<Map>,
}

/// Lays a map out.
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
