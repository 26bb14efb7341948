//! `gainsay export -`: the annotations of each record in a format of other tools.

use std::path::Path;

use serde::Serialize;
use serde_json::value::RawValue;

use crate::cli::records;
use crate::cli::records::record::{Document, Record};
use crate::encoding::base64;
use crate::interchange::{ExportFormat, Folder, Located, Output, listed, losses};
use crate::jobs::content::open_content;
use crate::jobs::export::{Manner, export_in_memory};
use crate::jobs::open::open_to_read;

/// The media type of a format whose lines are JSON, which are given as such.
const LINES: &str = "application/x-ndjson";

#[derive(Default, Serialize)]
struct Exported {
    export: Option<Export>,
    lost: Vec<String>,
    notices: Vec<String>,
}

/// An export. A format gives the same kind of it for every record.
#[derive(Serialize)]
#[serde(untagged)]
enum Export {
    /// The lines of a format of JSON lines.
    Lines(Vec<Box<RawValue>>),
    /// A text, or in base64 any other file.
    Text(String),
    /// Several files.
    Files(Vec<File>),
}

#[derive(Serialize)]
struct File {
    name: String,
    content: String,
}

/// Exports the records; with `strict`, losing something is an error. Returns the exit code.
pub fn run(exporter: &'static ExportFormat, manner: Manner, strict: bool) -> u8 {
    records::run(|record| one(record, exporter, manner, strict))
}

fn one(record: &Record, exporter: &ExportFormat, manner: Manner, strict: bool) -> Result<Exported, String> {
    let loaded = match record.document()? {
        Document::File(path) => open_to_read(&path),
        Document::Content(content) => open_content(content),
    }?;
    if loaded.stamp.is_none() {
        return Err(format!("no annotations found: {} does not exist", loaded.annotation_path.display()));
    }
    let notices = loaded.notices.iter().map(|notice| notice.text.clone()).collect();
    let mut located = Located::new(loaded.document);
    if let Some(path) = record.path() {
        located.path = path.strip_suffix(".ron").map(str::to_owned).unwrap_or(path);
    }
    let lost = losses(exporter, &located.document);
    if strict && !lost.is_empty() {
        return Err(format!("not exported: lost in the format {}: {}", exporter.id, listed(&lost)));
    }
    let output = export_in_memory(exporter, &located, manner).map_err(|error| error.to_string())?;
    let lost = lost.iter().map(ToString::to_string).collect();
    Ok(Exported { export: Some(export(exporter, output)), lost, notices })
}

fn export(exporter: &ExportFormat, output: Output) -> Export {
    match output {
        Output::Text(text) if exporter.media_type == LINES => {
            Export::Lines(text.lines().flat_map(|line| RawValue::from_string(line.to_owned())).collect())
        }
        Output::Text(text) => Export::Text(text),
        Output::Bytes(bytes) => Export::Text(base64::encode(&bytes)),
        Output::Folder(Folder { files, shared }) => {
            let file = |(name, bytes): (String, Vec<u8>)| File {
                name: Path::new(&name).file_name().unwrap_or_default().to_string_lossy().into_owned(),
                content: String::from_utf8_lossy(&bytes).into_owned(),
            };
            Export::Files(files.into_iter().chain(shared).map(file).collect())
        }
    }
}
