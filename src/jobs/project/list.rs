//! Making the list of the articles of a project.

use std::sync::Arc;

use crate::model::project::Project;
use crate::model::project::corpus::Corpus;
use crate::model::project::listing::{ArticleList, ArticleQuery};
use crate::model::project::overview::Overview;

/// The sources of a list.
#[derive(Debug)]
pub struct ListJob {
    /// The articles.
    pub corpus: Corpus,
    /// The content of the project file.
    pub content: Project,
    /// The overview, as far as it was made.
    pub overview: Option<Arc<Overview>>,
    /// The person's choices.
    pub query: ArticleQuery,
    /// The last list, whose facts serve for articles that did not change.
    pub old: Arc<ArticleList>,
}

/// Makes the list.
pub fn list(job: &ListJob) -> ArticleList {
    ArticleList::new(&job.corpus, &job.content, job.overview.as_deref(), &job.query, &job.old)
}
