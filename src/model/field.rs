//! The types of fields of marks, links and documents.

use std::borrow::Cow;

use crate::model::document::Document;
use crate::model::field_text as text;
use crate::model::step::StepKind;

/// The type of a plain field's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text, with the default that files omit.
    Text(&'static str),
    /// A flag, false by default.
    Flag,
    /// A list of texts, empty by default.
    List,
    /// A moment of RFC 3339, empty by default.
    Time,
}

/// The value of a plain field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// Text, or the spelling of a moment.
    Text(Cow<'a, str>),
    /// A flag.
    Flag(bool),
    /// A list of texts.
    List(Cow<'a, [String]>),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<bool> for Value<'_> {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

/// A plain field: access to its value, and its names.
#[derive(Clone, Copy, Debug)]
pub struct Plain<T: 'static> {
    /// The id of its field.
    pub id: &'static str,
    /// Its type.
    pub of: Type,
    /// The value.
    pub get: fn(&T) -> Value<'_>,
    /// Sets the value; a value of another type is ignored.
    pub set: fn(&mut T, Value<'_>),
    /// Its label on the screen, in sentence case.
    pub label: &'static str,
    /// One line of help, possibly empty.
    pub help: &'static str,
    /// The titles of its steps in the history: setting it, and clearing a flag.
    pub steps: (&'static str, &'static str),
    /// Its nouns after a number, singular and plural. Without a plural it is listed without a number.
    pub counted: (&'static str, &'static str),
    /// True for dates and authors, which are shown separately.
    pub is_record: bool,
}

impl<T> Plain<T> {
    /// True if the value is the default, which files omit.
    pub fn is_default(&self, of: &T) -> bool {
        match ((self.get)(of), self.of) {
            (Value::Text(text), Type::Text(default)) => text == default,
            (Value::Text(text), _) => text.is_empty(),
            (Value::Flag(flag), _) => !flag,
            (Value::List(list), _) => list.is_empty(),
        }
    }

    /// The number of items of a list; otherwise 1, or 0 for the default.
    pub fn count(&self, of: &T) -> usize {
        match (self.get)(of) {
            Value::List(list) => list.len(),
            _ => usize::from(!self.is_default(of)),
        }
    }

    /// The kind of the step that sets a value.
    pub fn step(&self, value: &Value<'_>) -> StepKind {
        let title = if *value == Value::Flag(false) { self.steps.1 } else { self.steps.0 };
        StepKind::ChangeField { id: self.id, title }
    }

    /// Sets the default.
    pub fn clear(&self, of: &mut T) {
        let default = match self.of {
            Type::Text(default) => default.into(),
            Type::Time => "".into(),
            Type::Flag => Value::Flag(false),
            Type::List => Value::List(Cow::Borrowed(&[])),
        };
        (self.set)(of, default);
    }
}

/// The way to keep both versions of a field.
#[derive(Clone, Copy, Debug)]
pub enum Both<T: 'static> {
    /// Only one version can be kept.
    Never,
    /// Both in one field: appends the other's value.
    Joined(fn(&mut T, &T)),
    /// As two items, with their description.
    Apart(&'static str),
}

impl<T> Both<T> {
    /// The description on the screen, if both can be kept.
    pub fn text(&self) -> Option<&'static str> {
        match self {
            Self::Never => None,
            Self::Joined(_) => Some("one after the other"),
            Self::Apart(things) => Some(things),
        }
    }
}

/// Merges two values into an item, given the base; true if nothing of either is lost.
pub type MergeValues<T> = fn(&mut T, Option<&T>, &T, &T) -> bool;

/// The value of a field.
#[derive(Debug)]
pub enum Content<T: 'static> {
    /// Text, a flag or a list.
    Plain(Plain<T>),
    /// A structured value.
    Own {
        /// True if two items have the same value.
        same: fn(&T, &T) -> bool,
        /// Takes the value of another.
        take: fn(&mut T, &T),
    },
}

/// A field of an item.
#[derive(Debug)]
pub struct Field<T: 'static> {
    /// Its id: the name of its column and key.
    pub id: &'static str,
    /// Its name within a sentence: "the note".
    pub name: &'static str,
    /// Its value.
    pub content: Content<T>,
    /// Merges values changed on both sides, preferring the first where they contradict each other. Without it, there is
    /// a conflict.
    pub merge: Option<MergeValues<T>>,
    /// The way to keep both versions.
    pub both: Both<T>,
    /// True if a note can hold the whole value as text.
    pub fits_note: bool,
    /// The value within a sentence, if it differs from the plain value.
    text: Option<fn(&Document, &T) -> String>,
}

impl<T> Field<T> {
    pub(in crate::model) const fn new(id: &'static str, name: &'static str, content: Content<T>) -> Self {
        Self { id, name, content, merge: None, both: Both::Never, fits_note: true, text: None }
    }

    pub(in crate::model) const fn merged_by(self, merge: MergeValues<T>) -> Self {
        Self { merge: Some(merge), ..self }
    }

    pub(in crate::model) const fn both(self, both: Both<T>) -> Self {
        Self { both, ..self }
    }

    pub(in crate::model) const fn text(self, text: fn(&Document, &T) -> String) -> Self {
        Self { text: Some(text), ..self }
    }

    pub(in crate::model) const fn too_long_for_a_note(self) -> Self {
        Self { fits_note: false, ..self }
    }

    pub(in crate::model) const fn record(mut self) -> Self {
        if let Content::Plain(plain) = &mut self.content {
            plain.is_record = true;
        }
        self
    }

    pub(in crate::model) const fn help(mut self, help: &'static str) -> Self {
        if let Content::Plain(plain) = &mut self.content {
            plain.help = help;
        }
        self
    }

    pub(in crate::model) const fn steps(mut self, set: &'static str, cleared: &'static str) -> Self {
        if let Content::Plain(plain) = &mut self.content {
            plain.steps = (set, cleared);
        }
        self
    }

    /// The value within a sentence.
    pub fn in_sentence(&self, document: &Document, of: &T) -> String {
        match (self.text, &self.content) {
            (Some(text), _) => text(document, of),
            (None, Content::Plain(plain)) => match (plain.get)(of) {
                Value::Text(words) => text::quoted(&words),
                Value::Flag(flag) => flag.to_string(),
                Value::List(list) => text::quoted(&list.join(", ")),
            },
            (None, Content::Own { .. }) => String::new(),
        }
    }

    /// True if two items have the same value.
    pub fn same(&self, a: &T, b: &T) -> bool {
        match &self.content {
            Content::Plain(plain) => (plain.get)(a) == (plain.get)(b),
            Content::Own { same, .. } => same(a, b),
        }
    }

    /// Takes the value of another.
    pub fn take(&self, into: &mut T, from: &T) {
        match &self.content {
            Content::Plain(plain) => (plain.set)(into, (plain.get)(from)),
            Content::Own { take, .. } => take(into, from),
        }
    }

    /// The plain field, if it is one.
    pub const fn plain(&self) -> Option<&Plain<T>> {
        match &self.content {
            Content::Plain(plain) => Some(plain),
            Content::Own { .. } => None,
        }
    }
}

/// An item described by fields.
pub trait Fields: Clone + PartialEq + 'static {
    /// Every field.
    const FIELDS: &'static [Field<Self>];

    /// The field with this id.
    fn field(id: &str) -> Option<&'static Field<Self>> {
        Self::FIELDS.iter().find(|field| field.id == id)
    }

    /// The plain fields, in order.
    fn plain() -> impl Iterator<Item = &'static Plain<Self>> {
        Self::FIELDS.iter().filter_map(Field::plain)
    }

    /// The plain fields except dates and author.
    fn details() -> impl Iterator<Item = &'static Plain<Self>> {
        Self::plain().filter(|field| !field.is_record)
    }

    /// The plain fields for dates and author.
    fn records() -> impl Iterator<Item = &'static Plain<Self>> {
        Self::plain().filter(|field| field.is_record)
    }

    /// The fields that differ in `other`, except the modification date.
    fn changes(&self, other: &Self) -> impl Iterator<Item = &'static Field<Self>> {
        Self::FIELDS.iter().filter(move |field| field.id != "modified" && !field.same(self, other))
    }
}

/// The plain field with an id; a missing one fails at compile time.
pub const fn plain<T>(fields: &'static [Field<T>], id: &str) -> &'static Plain<T> {
    let mut at = 0;
    while at < fields.len() {
        if is_same(fields[at].id.as_bytes(), id.as_bytes())
            && let Some(plain) = fields[at].plain()
        {
            return plain;
        }
        at += 1;
    }
    panic!("no plain field has this id")
}

const fn is_same(a: &[u8], b: &[u8]) -> bool {
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}
