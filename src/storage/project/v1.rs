//! Version 1 of the project file: frozen structs as the file spells them.
//!
//! As for annotation files, every saved file can always be opened: optional fields may be added, any other change is a new
//! version in a new module. The fields are documented at the types of the model.

use ron::error::SpannedError;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

use crate::storage::record::{Number, Pairs, Unknown, Words, fill, record, required};

/// Value of the field `format` in every version.
pub(in crate::storage) const FORMAT: &str = "gainsay-project";

/// Number of this version.
pub(in crate::storage) const VERSION: u32 = 1;

record! {
    /// An article about which something is recorded.
    Article {
        id: Words<'de>,
    }
    optional {
        path: Words<'de>,
        sha256: Words<'de>,
        done: bool,
        modified: Words<'de>,
    }
}

record! {
    /// An end of a link: a mark in an article.
    End {}
    optional {
        article: Words<'de>,
        path: Words<'de>,
        mark: Words<'de>,
    }
}

record! {
    /// A link between marks of two articles.
    Link {
        id: Words<'de>,
    }
    optional {
        from: End<'de>,
        to: End<'de>,
        role: Words<'de>,
        note: Words<'de>,
        created: Words<'de>,
        modified: Words<'de>,
        creator: Words<'de>,
    }
}

record! {
    /// The title of a thread.
    Thread {
        id: Words<'de>,
    }
    optional {
        title: Words<'de>,
        claim: End<'de>,
        modified: Words<'de>,
        creator: Words<'de>,
    }
}

record! {
    /// One speaker under several names, each with its voice.
    Speaker {
        id: Words<'de>,
    }
    optional {
        name: Words<'de>,
        names: Vec<(Words<'de>, Words<'de>)>,
        modified: Words<'de>,
        creator: Words<'de>,
    }
}

/// Format and version of a file, known even if the rest cannot be read.
#[derive(Debug, Default)]
pub(in crate::storage) struct Header<'de> {
    /// The field `format`.
    pub format: Option<Words<'de>>,
    /// The field `version`.
    pub version: Option<Number>,
}

/// The content of a file.
#[derive(Debug)]
pub(in crate::storage) struct File<'de> {
    pub articles: Vec<Article<'de>>,
    pub links: Vec<Link<'de>>,
    pub threads: Vec<Thread<'de>>,
    pub speakers: Vec<Speaker<'de>>,
    pub tag_colours: Pairs<'de>,
    pub unknown: Unknown<'de>,
}

/// Reads a file, with its fields in any order.
///
/// # Errors
/// If it is not RON, does not have this structure, or is not a project file; then reading stops at the field `format` or
/// `version`, which is in `header`.
pub(in crate::storage) fn read<'de>(source: &'de str, header: &mut Header<'de>) -> Result<File<'de>, SpannedError> {
    ron::Options::default().from_str_seed(source, Whole(header))
}

struct Whole<'h, 'de>(&'h mut Header<'de>);

impl<'de> DeserializeSeed<'de> for Whole<'_, 'de> {
    type Value = File<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<File<'de>, D::Error> {
        deserializer.deserialize_struct("GainsayProject", &[], self)
    }
}

impl<'de> Visitor<'de> for Whole<'_, 'de> {
    type Value = File<'de>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the fields of a project file")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<File<'de>, M::Error> {
        let header = self.0;
        let (mut articles, mut links, mut threads, mut speakers) = (None, None, None, None);
        let mut tag_colours = None;
        let mut unknown = Unknown::default();
        while let Some(name) = map.next_key::<&'de str>()? {
            match name {
                "format" => {
                    fill(&mut header.format, "format", &mut map)?;
                    if header.format.as_deref() != Some(FORMAT) {
                        return Err(M::Error::custom(format_args!("expected the format {FORMAT:?}")));
                    }
                }
                "version" => {
                    fill(&mut header.version, "version", &mut map)?;
                    if header.version.and_then(Number::whole).is_none_or(|version| version < VERSION) {
                        return Err(M::Error::custom(format_args!("expected a version from {VERSION} on")));
                    }
                }
                "articles" => fill(&mut articles, "articles", &mut map)?,
                "links" => fill(&mut links, "links", &mut map)?,
                "threads" => fill(&mut threads, "threads", &mut map)?,
                "speakers" => fill(&mut speakers, "speakers", &mut map)?,
                "tag_colours" => fill(&mut tag_colours, "tag_colours", &mut map)?,
                name => unknown.keep(name, &mut map)?,
            }
        }
        required(header.format.as_ref(), "format")?;
        required(header.version, "version")?;
        Ok(File {
            articles: articles.unwrap_or_default(),
            links: links.unwrap_or_default(),
            threads: threads.unwrap_or_default(),
            speakers: speakers.unwrap_or_default(),
            tag_colours: tag_colours.unwrap_or_default(),
            unknown,
        })
    }
}
