//! Reading RON structs without dropping anything silently.
//!
//! A derived `Deserialize` takes the last of two fields of one name, cannot keep the source of an unknown field, and copies
//! every string. Structs declared with [`record!`] refuse repeated fields, keep unknown ones and borrow strings.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::sync::Arc;

use ron::value::RawValue;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use crate::model::field::Value;

/// Declares a struct as a file spells it: required fields, then optional fields, then the plain fields of a type of the model,
/// which are optional too. All other fields are kept in `unknown`.
macro_rules! record {
    (
        $(#[$doc:meta])*
        $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }
        optional { $($(#[$other_doc:meta])* $other:ident: $other_type:ty,)* }
        $(plain of $model:ident { $($plain:ident: $plain_type:ty,)* })?
    ) => {
        $(#[$doc])*
        #[derive(Debug)]
        pub(in crate::storage) struct $name<'de> {
            $($(#[$field_doc])* pub $field: $type,)*
            $($(#[$other_doc])* pub $other: Option<$other_type>,)*
            $($(pub $plain: Option<$plain_type>,)*)?
            /// Unknown fields.
            pub unknown: $crate::storage::record::Unknown<'de>,
        }

        impl<'de> serde::Deserialize<'de> for $name<'de> {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Fields;
                impl<'de> serde::de::Visitor<'de> for Fields {
                    type Value = $name<'de>;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str(concat!("the fields of ", stringify!($name)))
                    }

                    fn visit_map<M: serde::de::MapAccess<'de>>(self, mut map: M) -> Result<$name<'de>, M::Error> {
                        $(let mut $field: Option<$type> = None;)*
                        $(let mut $other: Option<$other_type> = None;)*
                        $($(let mut $plain: Option<$plain_type> = None;)*)?
                        let mut unknown = $crate::storage::record::Unknown::default();
                        while let Some(name) = map.next_key::<&'de str>()? {
                            match name {
                                $(stringify!($field) => {
                                    $crate::storage::record::fill(&mut $field, stringify!($field), &mut map)?;
                                })*
                                $(stringify!($other) => {
                                    $crate::storage::record::fill(&mut $other, stringify!($other), &mut map)?;
                                })*
                                $($(stringify!($plain) => {
                                    $crate::storage::record::fill(&mut $plain, stringify!($plain), &mut map)?;
                                })*)?
                                name => unknown.keep(name, &mut map)?,
                            }
                        }
                        Ok($name {
                            $($field: $crate::storage::record::required($field, stringify!($field))?,)*
                            $($other,)*
                            $($($plain,)*)?
                            unknown,
                        })
                    }
                }
                deserializer.deserialize_struct(stringify!($name), &[], Fields)
            }
        }

        $(impl $name<'_> {
            /// The plain fields of the model in the order of the file.
            pub const PLAIN: &'static [&'static $crate::model::field::Plain<$model>] = &[
                $($crate::model::field::plain(
                    <$model as $crate::model::field::Fields>::FIELDS,
                    stringify!($plain),
                ),)*
            ];

            /// Sets the plain fields of the model.
            pub fn fill_plain(&mut self, of: &mut $model) {
                $(if let Some(value) = self.$plain.take() {
                    let field = const {
                        $crate::model::field::plain(<$model as $crate::model::field::Fields>::FIELDS, stringify!($plain))
                    };
                    (field.set)(of, value.into());
                })*
            }
        })?
    };
}
pub(in crate::storage) use record;

/// Reads a field's value.
///
/// # Errors
/// If the field is repeated, or its value is of another type.
pub(in crate::storage) fn fill<'de, T: Deserialize<'de>, M: MapAccess<'de>>(
    field: &mut Option<T>,
    name: &'static str,
    map: &mut M,
) -> Result<(), M::Error> {
    if field.is_some() {
        return Err(M::Error::duplicate_field(name));
    }
    *field = Some(map.next_value()?);
    Ok(())
}

/// Value of a required field.
///
/// # Errors
/// If it is missing.
pub(in crate::storage) fn required<T, E: Error>(field: Option<T>, name: &'static str) -> Result<T, E> {
    field.ok_or_else(|| E::missing_field(name))
}

/// Unknown fields, with their values as the file spells them, in its order.
#[derive(Debug, Default)]
pub(in crate::storage) struct Unknown<'de> {
    fields: Vec<(&'de str, &'de str)>,
    names: HashSet<&'de str>,
}

impl<'de> Unknown<'de> {
    /// Keeps the source of an unknown field's value.
    ///
    /// # Errors
    /// If the field is repeated, or if its value needs an extension of RON, and so could not be written back.
    pub fn keep<M: MapAccess<'de>>(&mut self, name: &'de str, map: &mut M) -> Result<(), M::Error> {
        if !self.names.insert(name) {
            return Err(M::Error::custom(format_args!("the field `{name}` is there twice")));
        }
        // RON refuses a raw value that needs an extension which only this file enables.
        let source = map.next_value::<&'de RawValue>()?.get_ron();
        self.fields.push((name, source));
        Ok(())
    }

    /// Names and values, in the order of the file.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&'de str, &'de str)> {
        self.fields.iter().copied()
    }
}

/// A string, borrowed from the file unless it has escapes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::storage) struct Words<'de>(pub Cow<'de, str>);

impl std::ops::Deref for Words<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<Words<'_>> for String {
    fn from(words: Words<'_>) -> Self {
        words.0.into_owned()
    }
}

/// The words of an optional field; none is the empty string.
pub(in crate::storage) fn string(words: Option<Words<'_>>) -> String {
    words.map(String::from).unwrap_or_default()
}

/// Names of creators, shared, since there are few.
#[derive(Debug, Default)]
pub(in crate::storage) struct Creators(HashSet<Arc<str>>);

impl Creators {
    /// The name in an optional field; none is the empty string.
    pub fn name(&mut self, name: Option<Words<'_>>) -> Arc<str> {
        let name = name.as_deref().unwrap_or_default();
        if let Some(known) = self.0.get(name) {
            return known.clone();
        }
        let name: Arc<str> = name.into();
        self.0.insert(name.clone());
        name
    }
}

impl<'de> From<Words<'de>> for Value<'de> {
    fn from(words: Words<'de>) -> Self {
        Self::Text(words.0)
    }
}

impl<'de> From<Vec<Words<'de>>> for Value<'de> {
    fn from(texts: Vec<Words<'de>>) -> Self {
        // Collected in place, they would keep the room of what they were read from.
        let mut own = Vec::with_capacity(texts.len());
        own.extend(texts.into_iter().map(String::from));
        Self::List(own.into())
    }
}

impl<'de> Deserialize<'de> for Words<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl<'de> Visitor<'de> for Text {
            type Value = Words<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("words in quotation marks")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Words<'de>, E> {
                Ok(Words(Cow::Borrowed(text)))
            }

            fn visit_string<E: Error>(self, text: String) -> Result<Words<'de>, E> {
                Ok(Words(Cow::Owned(text)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Words<'de>, E> {
                Ok(Words(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

/// A map of strings, in the order of the file.
#[derive(Debug, Default)]
pub(in crate::storage) struct Pairs<'de>(pub Vec<(Words<'de>, Words<'de>)>);

impl<'de> Deserialize<'de> for Pairs<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Map;
        impl<'de> Visitor<'de> for Map {
            type Value = Pairs<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map of words in quotation marks")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Pairs<'de>, M::Error> {
                let (mut pairs, mut names) = (Vec::new(), HashSet::new());
                while let Some((name, value)) = map.next_entry::<Words<'de>, Words<'de>>()? {
                    if !names.insert(name.0.clone()) {
                        return Err(M::Error::custom(format_args!("{:?} is there twice", &*name)));
                    }
                    pairs.push((name, value));
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Map)
    }
}

/// A number of any kind. The reader checks its range, so that one wrong number does not refuse a file.
///
/// Whole numbers are exact up to 2⁵³, which no offset reaches.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::storage) struct Number(pub f64);

impl Number {
    /// The number, if it is whole and not negative.
    pub fn whole(self) -> Option<u32> {
        let fits = self.0.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&self.0);
        fits.then_some(self.0 as u32)
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.abs() < 1e15 { write!(f, "{}", self.0) } else { write!(f, "{:e}", self.0) }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl Visitor<'_> for Any {
            type Value = Number;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }

            fn visit_f64<E: Error>(self, number: f64) -> Result<Number, E> {
                Ok(Number(number))
            }
        }
        // All numbers are read as this one type; `deserialize_any` takes longer.
        deserializer.deserialize_f64(Any)
    }
}
