//! Version 1 of the annotation file: frozen structs as the file spells them.
//!
//! They do not change, except to correct mistakes in reading: every saved file can always be opened. Optional fields may be
//! added, since older programs keep unknown fields. Any other change is a new version, in a new module. The fields are
//! documented at the types of the model.

use ron::error::SpannedError;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::model::annotation::{Annotation as Mark, Relation as Link};
use crate::storage::record::{Number, Pairs, Unknown, Words, fill, record, required};

/// Value of the field `format` in every version.
pub(in crate::storage) const FORMAT: &str = "gainsay";

/// Number of this version.
pub(in crate::storage) const VERSION: u32 = 1;

record! {
    /// A fragment of a passage. Offsets count Unicode scalars of the text.
    Fragment {}
    optional {
        start: Number,
        end: Number,
        exact: Words<'de>,
        prefix: Words<'de>,
        suffix: Words<'de>,
    }
}

record! {
    /// Speaker of a passage.
    Speaker {}
    optional {
        voice: Words<'de>,
        name: Words<'de>,
        written: Words<'de>,
        at: Vec<Fragment<'de>>,
    }
}

record! {
    /// A marked passage.
    Annotation {
        id: Words<'de>,
        kind: Words<'de>,
        target: Vec<Fragment<'de>>,
    }
    optional {
        speaker: Speaker<'de>,
        cue: Vec<Fragment<'de>>,
        creator: Words<'de>,
    }
    plain of Mark {
        certainty: Words<'de>,
        note: Words<'de>,
        tags: Vec<Words<'de>>,
        discuss: bool,
        created: Words<'de>,
        modified: Words<'de>,
    }
}

record! {
    /// A directed link between two annotations.
    Relation {}
    optional {
        id: Words<'de>,
        from: Words<'de>,
        to: Words<'de>,
        role: Words<'de>,
        creator: Words<'de>,
    }
    plain of Link {
        note: Words<'de>,
        created: Words<'de>,
        modified: Words<'de>,
    }
}

record! {
    /// The article without its text.
    Article {}
    optional {
        title: Words<'de>,
        file: Words<'de>,
        media_type: Words<'de>,
        sha256: Words<'de>,
        encoding: Words<'de>,
        byline: Words<'de>,
        site: Words<'de>,
        published: Words<'de>,
        address: Words<'de>,
        given_title: Words<'de>,
        given_byline: Words<'de>,
        given_site: Words<'de>,
        given_published: Words<'de>,
        given_address: Words<'de>,
        importer: Words<'de>,
    }
}

record! {
    /// A span of the structure. Offsets count Unicode scalars of the text.
    Span {}
    optional {
        start: Number,
        end: Number,
        is: Words<'de>,
        level: Number,
        number: Number,
        address: Words<'de>,
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

/// A file without its annotations, which are passed on one by one.
#[derive(Debug)]
pub(in crate::storage) struct Document<'de> {
    pub article: Option<Article<'de>>,
    pub relations: Vec<Relation<'de>>,
    pub structure: Vec<Span<'de>>,
    pub tag_colours: Pairs<'de>,
    pub text: Words<'de>,
    pub unknown: Unknown<'de>,
}

/// Reads a file in one pass, with its fields in any order, and passes each annotation to `each`.
///
/// # Errors
/// If it is not RON, does not have this structure, or is not a Gainsay file; then reading stops at the field `format` or
/// `version`, which is in `header`.
pub(in crate::storage) fn read<'de>(
    source: &'de str,
    header: &mut Header<'de>,
    each: impl FnMut(Annotation<'de>),
) -> Result<Document<'de>, SpannedError> {
    ron::Options::default().from_str_seed(source, Whole { header, each })
}

/// Position of the text's quotation mark, if the text is where Gainsay puts it. In a file of another program this may be
/// something else.
fn place_of_text(source: &str) -> Option<usize> {
    const FIELD: &str = "\n    text: \"";
    // In the text itself, every quotation mark has a backslash before it.
    source.rfind(FIELD).map(|at| at + FIELD.len() - 1)
}

/// The text of a file, without reading the rest; empty if it is not where Gainsay puts it.
pub(in crate::storage) fn find_text(source: &str) -> Words<'_> {
    let text = place_of_text(source).and_then(|at| ron::Deserializer::from_str(&source[at..]).ok());
    text.and_then(|mut text| Words::deserialize(&mut text).ok()).unwrap_or_default()
}

/// End of a file as Gainsay writes it, after the text.
const END: &str = ",\n)\n";

/// Placeholder of a text that was cut out.
const NO_TEXT: &str = "\"\"";

/// Cuts the text out of a file that ends as Gainsay writes it, leaving an empty one in its place. Returns the text and the
/// source that was cut off.
///
/// If that was something else which looks like the text, the rest cannot be read, since the string, bracket or comment around
/// it is no longer closed.
pub(in crate::storage) fn cut_text(source: &mut String) -> Option<(String, String)> {
    let at = place_of_text(source)?;
    let text: Words<'_> = ron::from_str(source[at..].strip_suffix(END)?).ok()?;
    let text = String::from(text);
    let cut = source.split_off(at);
    source.push_str(NO_TEXT);
    source.push_str(END);
    Some((text, cut))
}

/// Puts back what [`cut_text`] cut off.
pub(in crate::storage) fn put_back(source: &mut String, cut: &str) {
    source.truncate(source.len() - NO_TEXT.len() - END.len());
    source.push_str(cut);
}

struct Whole<'h, 'de, F> {
    header: &'h mut Header<'de>,
    each: F,
}

impl<'de, F: FnMut(Annotation<'de>)> DeserializeSeed<'de> for Whole<'_, 'de, F> {
    type Value = Document<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Document<'de>, D::Error> {
        deserializer.deserialize_struct("Gainsay", &[], self)
    }
}

impl<'de, F: FnMut(Annotation<'de>)> Visitor<'de> for Whole<'_, 'de, F> {
    type Value = Document<'de>;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the fields of a Gainsay file")
    }

    fn visit_map<M: MapAccess<'de>>(mut self, mut map: M) -> Result<Document<'de>, M::Error> {
        let (mut article, mut annotations, mut relations) = (None, None, None);
        let (mut structure, mut tag_colours, mut text) = (None, None, None);
        let mut unknown = Unknown::default();
        while let Some(name) = map.next_key::<&'de str>()? {
            match name {
                "format" => {
                    fill(&mut self.header.format, "format", &mut map)?;
                    if self.header.format.as_deref() != Some(FORMAT) {
                        return Err(M::Error::custom(format_args!("expected the format {FORMAT:?}")));
                    }
                }
                "version" => {
                    fill(&mut self.header.version, "version", &mut map)?;
                    if self.header.version.and_then(Number::whole).is_none_or(|version| version < VERSION) {
                        return Err(M::Error::custom(format_args!("expected a version from {VERSION} on")));
                    }
                }
                "article" => fill(&mut article, "article", &mut map)?,
                "annotations" if annotations.is_some() => return Err(M::Error::duplicate_field("annotations")),
                "annotations" => annotations = Some(map.next_value_seed(Each(&mut self.each))?),
                "relations" => fill(&mut relations, "relations", &mut map)?,
                "structure" => fill(&mut structure, "structure", &mut map)?,
                "tag_colours" => fill(&mut tag_colours, "tag_colours", &mut map)?,
                "text" => fill(&mut text, "text", &mut map)?,
                name => unknown.keep(name, &mut map)?,
            }
        }
        required(self.header.format.as_ref(), "format")?;
        required(self.header.version, "version")?;
        let text = required(text, "text")?;
        let (relations, structure) = (relations.unwrap_or_default(), structure.unwrap_or_default());
        let tag_colours = tag_colours.unwrap_or_default();
        Ok(Document { article, relations, structure, tag_colours, text, unknown })
    }
}

/// A list of annotations, each passed on as soon as it is read.
struct Each<'f, F>(&'f mut F);

impl<'de, F: FnMut(Annotation<'de>)> DeserializeSeed<'de> for Each<'_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, F: FnMut(Annotation<'de>)> Visitor<'de> for Each<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a list of annotations")
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut list: S) -> Result<(), S::Error> {
        while let Some(annotation) = list.next_element()? {
            (self.0)(annotation);
        }
        Ok(())
    }
}
