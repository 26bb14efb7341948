//! Version 1 of the annotation file: frozen twins of the model, as the file spells them.
//!
//! What is in here does not change any more, except for mistakes in reading: a file that was once saved opens for ever.
//! Optional fields may be added, since a program that does not know them keeps them. Any other change is a new version, and
//! a new module beside this one. What the fields mean is said at the model's own types.

use ron::error::SpannedError;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::model::annotation::{Annotation as Mark, Relation as Link};
use crate::storage::record::{Number, Unknown, Words, fill, record, required};

/// What the field `format` says in every version.
pub(in crate::storage) const FORMAT: &str = "gainsay";

/// The number of this version.
pub(in crate::storage) const VERSION: u32 = 1;

record! {
    /// One piece of a passage. Offsets count Unicode scalars of the text.
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
    /// Who asserts a passage.
    Speaker {}
    optional {
        voice: Words<'de>,
        name: Words<'de>,
        written: Words<'de>,
        at: Vec<Fragment<'de>>,
    }
}

record! {
    /// One marked passage.
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
    /// What is known of the article besides its text.
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
        importer: Words<'de>,
    }
}

record! {
    /// A piece of the text and what it is. Offsets count Unicode scalars of the text.
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

/// What a file says of itself, as far as it was read: it is there also when the rest could not be.
#[derive(Debug, Default)]
pub(in crate::storage) struct Header<'de> {
    /// The field `format`.
    pub format: Option<Words<'de>>,
    /// The field `version`.
    pub version: Option<Number>,
}

/// A file without its annotations, which were handed over one by one.
#[derive(Debug)]
pub(in crate::storage) struct Document<'de> {
    pub article: Option<Article<'de>>,
    pub relations: Vec<Relation<'de>>,
    pub structure: Vec<Span<'de>>,
    pub text: Words<'de>,
    pub unknown: Unknown<'de>,
}

/// Reads a file in one pass, in whatever order its fields are, and hands each annotation to `each`.
///
/// # Errors
/// If it is not RON, not of this shape, or not a Gainsay file at all; reading stops at the field `format` or `version`
/// that says so, which `header` then holds.
pub(in crate::storage) fn read<'de>(
    source: &'de str,
    header: &mut Header<'de>,
    each: impl FnMut(Annotation<'de>),
) -> Result<Document<'de>, SpannedError> {
    ron::Options::default().from_str_seed(source, Whole { header, each })
}

/// Where the text of a file stands, from its quotation mark on, if it is where Gainsay puts it; perhaps it is something
/// else in a file that somebody else wrote.
fn place_of_text(source: &str) -> Option<usize> {
    const FIELD: &str = "\n    text: \"";
    // In the text itself, a quotation mark is never without a backslash before it.
    source.rfind(FIELD).map(|at| at + FIELD.len() - 1)
}

/// The text of a file, without reading what is before it; empty if it is not where Gainsay puts it.
pub(in crate::storage) fn find_text(source: &str) -> Words<'_> {
    let text = place_of_text(source).and_then(|at| ron::Deserializer::from_str(&source[at..]).ok());
    text.and_then(|mut text| Words::deserialize(&mut text).ok()).unwrap_or_default()
}

/// The end of a file as Gainsay writes it, behind the text.
const END: &str = ",\n)\n";

/// What takes the place of a text that was cut out.
const NO_TEXT: &str = "\"\"";

/// Cuts the text out of a file that ends as Gainsay writes it, leaving an empty one in its place. Returns the text and the
/// source that was cut off.
///
/// It may have been something else that looks like the text; then what is left cannot be read, since the quotation mark,
/// bracket or comment that it stood in is not closed any more.
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
        let (mut article, mut annotations, mut relations, mut structure, mut text) = (None, None, None, None, None);
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
                "text" => fill(&mut text, "text", &mut map)?,
                name => unknown.keep(name, &mut map)?,
            }
        }
        required(self.header.format.as_ref(), "format")?;
        required(self.header.version, "version")?;
        let text = required(text, "text")?;
        let (relations, structure) = (relations.unwrap_or_default(), structure.unwrap_or_default());
        Ok(Document { article, relations, structure, text, unknown })
    }
}

/// A list of annotations, none of which stays longer than it takes to hand it over.
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
