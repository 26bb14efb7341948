//! `gainsay convert -`: each article as its text and structure.

use serde::Serialize;

use crate::articles::Json;
use crate::cli::records;
use crate::cli::records::record::Document;
use crate::jobs::content::convert_content;
use crate::jobs::convert::convert;

#[derive(Default, Serialize)]
struct Converted {
    article: Option<Json>,
    notices: Vec<String>,
}

/// Converts the records; returns the exit code.
pub fn run(whole: bool) -> u8 {
    records::run(|record| {
        let conversion = match record.document()? {
            Document::File(path) => convert(&path, whole),
            Document::Content(content) => convert_content(content, whole),
        }?;
        Ok(Converted { article: Some(Json(conversion.article)), notices: conversion.notices })
    })
}
