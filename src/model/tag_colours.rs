//! The colours of tags.

use std::sync::Arc;

use crate::model::fold;
use crate::model::kind::Rgb;

/// A row of [`COLOURS`].
#[derive(Debug)]
pub struct ColourRow {
    /// Its name on the screen, in sentence case.
    pub name: &'static str,
    /// The colour as files spell it.
    pub id: &'static str,
}

/// The colours that are offered for tags, by Okabe and Ito, "Color Universal Design" (2008). Any other may be typed.
pub const COLOURS: &[ColourRow] = &[
    ColourRow { name: "Orange", id: "#e69f00" },
    ColourRow { name: "Sky blue", id: "#56b4e9" },
    ColourRow { name: "Green", id: "#009e73" },
    ColourRow { name: "Yellow", id: "#f0e442" },
    ColourRow { name: "Blue", id: "#0072b2" },
    ColourRow { name: "Red", id: "#d55e00" },
    ColourRow { name: "Purple", id: "#cc79a7" },
    ColourRow { name: "Grey", id: "#8a8a8a" },
];

/// The colour that a file spells as `#rrggbb`; `None` for any other text.
pub fn rgb(colour: &str) -> Option<Rgb> {
    let are_digits = |digits: &&str| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let digits = colour.strip_prefix('#').filter(are_digits)?;
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

/// A tag with its colour.
#[derive(Clone, Debug, PartialEq, Eq)]
struct TagColour {
    tag: String,
    /// The [`fold::name_key`] of the tag.
    key: String,
    colour: String,
}

/// The colours given to tags, as the file spells them. Cloning shares them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagColours(Option<Arc<Vec<TagColour>>>);

impl TagColours {
    /// The tags with their colours, in the order of tags.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &str)> {
        self.rows().iter().map(|row| (row.tag.as_str(), row.colour.as_str()))
    }

    /// True if no tag has a colour.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// The colour of a tag spelled like this.
    pub fn exact(&self, tag: &str) -> Option<&str> {
        let at = self.place(tag).ok()?;
        Some(&self.rows()[at].colour)
    }

    /// The colour of a tag that looks like this, if it is one that can be shown.
    pub fn of(&self, tag: &str) -> Option<Rgb> {
        if self.is_empty() {
            return None;
        }
        let key = fold::name_key(tag);
        let alike = || self.rows().iter().find(|row| row.key == key).map(|row| row.colour.as_str());
        rgb(self.exact(tag).or_else(alike)?)
    }

    /// Gives a tag this colour, or none; returns the earlier one.
    pub(in crate::model) fn set(&mut self, tag: &str, colour: Option<String>) -> Option<String> {
        let place = self.place(tag);
        if colour.is_none() && place.is_err() {
            return None;
        }
        let rows = Arc::make_mut(self.0.get_or_insert_default());
        let old = match (place, colour) {
            (Ok(at), Some(colour)) => Some(std::mem::replace(&mut rows[at].colour, colour)),
            (Ok(at), None) => Some(rows.remove(at).colour),
            (Err(at), Some(colour)) => {
                rows.insert(at, TagColour { tag: tag.to_owned(), key: fold::name_key(tag), colour });
                None
            }
            (Err(_), None) => None,
        };
        if rows.is_empty() {
            self.0 = None;
        }
        old
    }

    fn rows(&self) -> &[TagColour] {
        self.0.as_deref().map_or(&[], Vec::as_slice)
    }

    fn place(&self, tag: &str) -> Result<usize, usize> {
        self.rows().binary_search_by(|row| row.tag.as_str().cmp(tag))
    }
}

impl<A: Into<String>, B: Into<String>> FromIterator<(A, B)> for TagColours {
    /// Tags with their colours; the last one counts for a tag that is there twice.
    fn from_iter<I: IntoIterator<Item = (A, B)>>(colours: I) -> Self {
        let mut all = Self::default();
        for (tag, colour) in colours {
            all.set(&tag.into(), Some(colour.into()));
        }
        all
    }
}

/// Colours merged by tag. One changed on both sides is the first side's; true if there is none.
pub(in crate::model) fn merged_colours(
    base: Option<&TagColours>,
    first: &TagColours,
    second: &TagColours,
) -> (TagColours, bool) {
    let (mut merged, mut whole) = (first.clone(), true);
    let mut tags: Vec<&str> = first.iter().chain(second.iter()).map(|(tag, _)| tag).collect();
    tags.sort_unstable();
    tags.dedup();
    for tag in tags {
        let before = base.and_then(|base| base.exact(tag));
        let (one, other) = (first.exact(tag), second.exact(tag));
        if one != other && one == before {
            merged.set(tag, other.map(str::to_owned));
        } else if one != other && other != before {
            whole = false;
        }
    }
    (merged, whole)
}
