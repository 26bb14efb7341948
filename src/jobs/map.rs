//! Laying out the map.

use std::sync::Arc;

use crate::model::annotation::Annotation;
use crate::model::map::{Fit, Layout, Map, Shown};
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
    /// The layout.
    pub layout: Layout,
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
    /// The layout.
    pub layout: Layout,
    /// The map.
    pub map: Arc<Map>,
}

/// Lays out a map.
pub fn lay_out(job: &MapJob) -> Laid {
    let map = match &job.layout {
        Layout::Columns(spacing) => Map::new(&job.set, &job.shown, spacing, |mark| job.fit.size(mark, &job.text)),
        Layout::Stack(stack) => {
            let size = |mark: &Annotation, width| job.fit.size_of_width(mark, &job.text, width);
            Map::stacked(&job.set, &job.shown, stack, size)
        }
    };
    Laid {
        text: job.text.clone(),
        generation: job.set.generation(),
        shown: job.shown.clone(),
        layout: job.layout,
        map: Arc::new(map),
    }
}
