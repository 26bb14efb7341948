//! `gainsay anchor -`: the annotations of each record on its article as it is now.

use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use crate::cli::passages::passages;
use crate::cli::records;
use crate::cli::records::record::Document;
use crate::jobs::anchor::{Anchored, anchor_beside};
use crate::jobs::content::anchor_content;
use crate::storage::writer;

#[derive(Default, Serialize)]
struct Reanchored {
    passages: Vec<Box<RawValue>>,
    /// The content of the reanchored annotation file; none where a newer version of Gainsay wrote it.
    annotations: Option<String>,
    notices: Vec<String>,
}

/// Reanchors the records; returns the exit code.
pub fn run() -> u8 {
    records::run(|record| {
        let anchored = match record.document()? {
            Document::File(path) => anchor_beside(&path),
            Document::Content(content) => anchor_content(content),
        }?;
        Ok(Reanchored {
            passages: passages(&anchored).iter().flat_map(to_raw_value).collect(),
            annotations: (!anchored.newer).then(|| writer::write(&anchored.document)),
            notices: notices(anchored),
        })
    })
}

fn notices(anchored: Anchored) -> Vec<String> {
    let given_up = anchored.given_up();
    anchored.cut_short.into_iter().chain(given_up).collect()
}
