//! Laying out the map of a project.

use std::sync::Arc;

use crate::model::map::Fit;
use crate::model::project::map::{MapView, ProjectMap};
use crate::model::project::overview::Overview;

/// A map to lay out.
#[derive(Clone, Debug)]
pub struct ProjectMapJob {
    /// The overview.
    pub overview: Arc<Overview>,
    /// The content of the map.
    pub view: MapView,
    /// The sizes of the boxes.
    pub fit: Fit,
}

/// Lays out a map.
pub fn lay_out_project(job: &ProjectMapJob) -> Arc<ProjectMap> {
    Arc::new(ProjectMap::new(&job.overview, &job.view, &job.fit))
}
