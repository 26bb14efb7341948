//! Problems of a file, the rows of the checks that find them, and the repairs that the rows name.

use crate::model::annotation::{Annotation, Id, Relation};
use crate::model::article::Article;
use crate::model::edit::Edit;
use crate::model::set::AnnotationSet;

/// The place of a problem in a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The file as a whole, or its article.
    File,
    /// An annotation.
    Annotation(Id),
    /// A relation.
    Relation(Id),
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File => f.write_str("file"),
            Self::Annotation(id) => write!(f, "annotation {id}"),
            Self::Relation(id) => write!(f, "relation {id}"),
        }
    }
}

/// The identity of a problem, whatever its message says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ProblemKey {
    check: &'static str,
    place: Place,
    subject: String,
}

/// Something wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The id of its row in [`CHECKS`](crate::model::check::CHECKS).
    pub check: &'static str,
    /// Its place.
    pub place: Place,
    /// Distinguishes it from others of the same check and place: a name, a quotation, or its number among those noticed in
    /// reading. Empty if there are no others.
    pub subject: String,
    /// The message: what is wrong, and what was done about it on opening; one line, no full stop.
    pub what: String,
    /// The better spelling of the subject, if all marks together show one.
    pub better: Option<String>,
}

impl Problem {
    /// Its identity.
    pub fn key(&self) -> ProblemKey {
        ProblemKey { check: self.check, place: self.place.clone(), subject: self.subject.clone() }
    }

    /// A problem at this place.
    pub fn at(place: Place, check: &'static str, what: impl Into<String>) -> Self {
        Self { check, place, subject: String::new(), what: what.into(), better: None }
    }

    /// The same problem with this subject.
    pub fn about(self, subject: impl Into<String>) -> Self {
        Self { subject: subject.into(), ..self }
    }

    /// A problem of an annotation.
    pub fn of(check: &'static str, annotation: &Annotation, what: impl Into<String>) -> Self {
        Self::at(Place::Annotation(annotation.id.clone()), check, what)
    }

    /// A problem of a relation.
    pub fn with(check: &'static str, relation: &Relation, what: impl Into<String>) -> Self {
        Self::at(Place::Relation(relation.id.clone()), check, what)
    }
}

/// The stage that notices a problem.
#[derive(Clone, Copy, Debug)]
pub enum Noticed {
    /// The reader of the file, since the model cannot hold what is wrong.
    Reading,
    /// A look at the finished set.
    By(fn(&Article, &AnnotationSet) -> Vec<Problem>),
}

/// A row of [`CHECKS`](crate::model::check::CHECKS).
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// Its stable id.
    pub id: &'static str,
    /// Its condition, as a sentence without a full stop.
    pub title: &'static str,
    /// The stage that notices it.
    pub noticed: Noticed,
    /// Its repair.
    pub repair: Repair,
}

/// The way to repair the problems of a check.
#[derive(Clone, Copy, Debug)]
pub enum Repair {
    /// Reading corrected it already, and saving keeps the correction: the description of that.
    Saving(&'static str),
    /// An edit, if one is possible, and advice if not.
    Edit(fn(&Article, &AnnotationSet, &Problem) -> Option<Fix>, &'static str),
    /// No automatic repair: advice.
    None(&'static str),
}

/// A repair that is ready to be made.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// The description of the change: one line without a full stop, in the imperative.
    pub what: String,
    /// The change.
    pub edit: Edit,
}
