//! The dialog for the details of an article.

use crate::app::session::SessionId;
use crate::model::article::{Article, DETAILS, Details};
use crate::model::project::date::{Date, TypedDateError};

/// The state of the dialog for the details of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DetailsDialog {
    /// The session of the article.
    pub session: SessionId,
    /// The details that the article states itself.
    pub stated: Details,
    /// The details as they are in the fields.
    pub typed: Details,
}

impl DetailsDialog {
    /// The dialog for an article, with its present details.
    pub fn new(session: SessionId, article: &Article) -> Self {
        let mut typed = Details::default();
        for detail in &DETAILS {
            article.detail(detail.of).clone_into((detail.of_mut)(&mut typed));
        }
        typed.published = plain_date(&typed.published);
        let stated = Details { published: plain_date(&article.stated.published), ..article.stated.clone() };
        Self { session, stated, typed }
    }

    /// The date in its field; `None` if the field is empty, or has what the article states.
    ///
    /// # Errors
    /// If that is no date.
    pub fn date(&self) -> Result<Option<Date>, TypedDateError> {
        match self.typed.published.trim() {
            "" => Ok(None),
            typed if typed == self.stated.published => Ok(Date::parse(typed)),
            typed => Date::typed(typed).map(Some),
        }
    }

    /// The details that the person gives: those that differ from what the article states.
    ///
    /// # Errors
    /// If the date is none.
    pub fn given(&self) -> Result<Details, TypedDateError> {
        let mut typed = self.typed.clone();
        if let Some(date) = self.date()? {
            typed.published = date.to_string();
        }
        let mut given = Details::default();
        for detail in &DETAILS {
            let value = (detail.of)(&typed).split_whitespace().collect::<Vec<_>>().join(" ");
            if value != *(detail.of)(&self.stated) {
                *(detail.of_mut)(&mut given) = value;
            }
        }
        Ok(given)
    }
}

/// A stated date as the field shows it: as a person would type it.
fn plain_date(stated: &str) -> String {
    Date::parse(stated).map_or_else(|| stated.to_owned(), |date| date.to_string())
}
