//! A project as exports take it.

use std::sync::Arc;

use crate::model::project::Project;
use crate::model::project::corpus::{Corpus, Entry, Place};
use crate::model::project::overview::{Overview, Thread};
use crate::model::project::people::People;
use crate::model::query::quote_line;

/// A project with everything that follows from it. Cloning shares it.
#[derive(Clone, Debug)]
pub struct Survey {
    /// Its name: that of its folder.
    pub name: String,
    /// The overview, with the articles.
    pub overview: Arc<Overview>,
    /// The speakers.
    pub people: Arc<People>,
    /// The content of the project file.
    pub content: Project,
}

impl Survey {
    /// The project of these articles with this content.
    pub fn new(name: String, corpus: &Corpus, content: Project) -> Self {
        let overview = Arc::new(Overview::new(corpus, &content));
        let people = Arc::new(People::new(&overview, &content));
        Self { name, overview, people, content }
    }

    /// The same, made anew if that of its articles and content is another by now.
    pub fn current(self, corpus: &Corpus) -> Self {
        if self.overview.is_of(corpus, &self.content) { self } else { Self::new(self.name, corpus, self.content) }
    }

    /// The articles, by path.
    pub fn entries(&self) -> &[Arc<Entry>] {
        self.overview.corpus().entries()
    }
}

/// The words of a thread: those of its first claim.
pub fn says(survey: &Survey, thread: &Thread) -> String {
    let first = thread.claims.first().and_then(|claim| survey.overview.mark(*claim));
    first.map(|(mark, document)| quote_line(mark, &document.article().text)).unwrap_or_default()
}

/// The speaker of a mark by the name that the project has for it; empty if it has none.
pub fn speaker(survey: &Survey, mark: Place) -> &str {
    survey.people.speaker(mark).map_or("", |person| &person.name)
}

/// The speakers of marks, each once, in their order.
pub fn speakers(survey: &Survey, marks: &[Place]) -> Vec<String> {
    let mut names: Vec<&str> = Vec::new();
    for name in marks.iter().map(|mark| speaker(survey, *mark)) {
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names.into_iter().map(str::to_owned).collect()
}
