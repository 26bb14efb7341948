//! The fonts of the window for `parley`, and the faces that glyphs are drawn with.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use ahash::AHashMap;
use egui::epaint::text::FontDefinitions;
use egui::{Context, FontData, FontFamily};
use parley::FontContext;
use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, SourceCache};
use parley::style::{FontFamilyName, FontStyle, FontVariation, FontWeight, FontWidth};
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider as _};

use super::fallback::{self, Finder, Found, Ideographs, Want};
use super::passage::Brush;
use super::raster::Face;
use crate::ui::fonts::HACK;

/// A family with its fallbacks.
#[derive(Clone, Debug, Default)]
pub(super) struct Chain {
    pub names: Vec<FontFamilyName<'static>>,
    /// The size of its letters, relative to the font size.
    pub scale: f32,
    /// Settings of its first font, if that is a variable one.
    pub variations: Vec<FontVariation>,
    /// The ascent and the height of a line of its first font, relative to the font size.
    metrics: (f32, f32),
    /// The width of a space, relative to the font size.
    pub space: f32,
    /// True if its full-width marks are half as wide.
    pub trimmed: bool,
}

/// Characters that the fallbacks of a family are chosen for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Need {
    /// Nothing in particular.
    #[default]
    Text,
    /// Ideographs as a language has them.
    Ideographs(Ideographs),
    /// Quotation marks, dashes and dots among them, which are as wide.
    Marks(Ideographs),
    /// Marks beside others, which share their space.
    Trimmed(Ideographs),
    /// Letters that only the bundled monospace font has besides those of the system.
    Borrowed,
    /// Emoji with colours.
    Emoji,
    /// Negated operators, of which a font may have only the parts.
    Operator,
}

/// All fonts, and the faces in use.
pub(super) struct Faces {
    pub fonts: FontContext,
    families: HashMap<FontFamily, Chain>,
    /// The families with fonts of the system.
    chains: HashMap<(FontFamily, Need), Arc<Chain>>,
    finder: Option<Arc<Finder>>,
    found: Vec<Found>,
    /// The names of the fonts that have negated operators.
    negated: HashSet<String>,
    /// The data of all fonts, by which a change is noticed; kept, so that no other data can be at their addresses.
    loaded: Vec<(String, egui::epaint::text::Blob)>,
    faces: Vec<Face>,
    places: AHashMap<(u64, u32, Vec<i16>), u16>,
}

impl Default for Faces {
    fn default() -> Self {
        // By default a collection would list the fonts of the system, which takes up to half a second.
        let options = CollectionOptions { shared: false, system_fonts: false };
        Self {
            fonts: FontContext { collection: Collection::new(options), source_cache: SourceCache::default() },
            families: HashMap::default(),
            chains: HashMap::default(),
            finder: None,
            found: Vec::new(),
            negated: HashSet::default(),
            loaded: Vec::new(),
            faces: Vec::new(),
            places: AHashMap::default(),
        }
    }
}

impl std::fmt::Debug for Faces {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Faces").field("chains", &self.chains.len()).field("faces", &self.faces.len()).finish()
    }
}

impl Faces {
    /// Takes egui's fonts if they changed; returns true if so.
    pub(super) fn update(&mut self, ctx: &Context) -> bool {
        let finder = fallback::finder(ctx);
        let count = finder.as_ref().map_or(0, |finder| finder.count());
        ctx.fonts(|fonts| {
            let definitions = fonts.definitions();
            let same = |((name, data), (known, bytes)): ((&String, &Arc<FontData>), &(String, _))| {
                name == known && Arc::ptr_eq(&data.font, bytes)
            };
            let is_known = self.found.len() == count
                && self.finder.is_some() == finder.is_some()
                && self.loaded.len() == definitions.font_data.len()
                && definitions.font_data.iter().zip(&self.loaded).all(same);
            if !is_known {
                self.load(definitions, finder);
            }
            !is_known
        })
    }

    fn load(&mut self, definitions: &FontDefinitions, finder: Option<Arc<Finder>>) {
        *self =
            Self { found: finder.as_ref().map(|finder| finder.found()).unwrap_or_default(), finder, ..Self::default() };
        for (name, data) in &definitions.font_data {
            self.register(name, data);
            let font = FontRef::from_index(data.bytes(), data.index);
            if font.is_ok_and(|font| font.charmap().map('≠').is_some()) {
                self.negated.insert(name.clone());
            }
            self.loaded.push((name.clone(), data.font.clone()));
        }
        for font in self.found.clone() {
            self.register(&font.name, &font.regular);
            if let Some(bold) = &font.bold {
                self.register(&bold_name(&font), bold);
            }
        }
        for (family, names) in &definitions.families {
            let first = names.first().and_then(|name| definitions.font_data.get(name));
            let coords = first.map(|data| data.tweak.coords.as_ref()).unwrap_or_default();
            let variations = coords
                .iter()
                .map(|(tag, value)| FontVariation::new(parley::setting::Tag::new(&tag.to_be_bytes()), *value));
            let metrics = first.and_then(|data| {
                let font = FontRef::from_index(data.bytes(), data.index).ok()?;
                let metrics = font.metrics(Size::new(1.0), LocationRef::default());
                let widths = font.glyph_metrics(Size::new(1.0), LocationRef::default());
                let space = font.charmap().map(' ').and_then(|glyph| widths.advance_width(glyph));
                let height = metrics.ascent - metrics.descent + metrics.leading;
                Some([metrics.ascent, height, space.unwrap_or(0.25)].map(|length| length * data.tweak.scale))
            });
            let [ascent, height, space] = metrics.unwrap_or([1.0, 1.2, 0.25]);
            let chain = Chain {
                names: names.iter().map(|name| FontFamilyName::Named(Cow::Owned(name.clone()))).collect(),
                scale: first.map_or(1.0, |data| data.tweak.scale),
                variations: variations.collect(),
                metrics: (ascent, height),
                space,
                trimmed: false,
            };
            self.families.insert(family.clone(), chain);
        }
    }

    /// Registers a font by name alone: whatever its width and weight, it is regular.
    fn register(&mut self, name: &str, data: &FontData) {
        let blob = match single(data.bytes(), data.index) {
            Some(bytes) => Blob::new(Arc::new(bytes)),
            None => Blob::new(data.font.clone()),
        };
        let info = FontInfoOverride {
            family_name: Some(name),
            width: Some(FontWidth::NORMAL),
            style: Some(FontStyle::Normal),
            weight: Some(FontWeight::NORMAL),
            axes: None,
        };
        self.fonts.collection.register_fonts(blob, Some(info));
    }

    /// A family with its fallbacks, those for a need first; an unknown one is the proportional family.
    pub(super) fn chain(&mut self, family: &FontFamily, need: Need) -> Arc<Chain> {
        let key = (family.clone(), need);
        if let Some(known) = self.chains.get(&key) {
            return known.clone();
        }
        let base = self.families.get(family).or_else(|| self.families.get(&FontFamily::Proportional));
        let base = base.cloned().unwrap_or_default();
        let bold = fallback::is_bold(family);
        let name = |font: &Found| if bold && font.bold.is_some() { bold_name(font) } else { font.name.clone() };
        let serves = |font: &&Found| match (need, font.want) {
            (Need::Ideographs(one) | Need::Marks(one) | Need::Trimmed(one), Want::Ideograph(_, other)) => one == other,
            (Need::Emoji, Want::Emoji(_)) => true,
            _ => false,
        };
        let (first, mut rest): (Vec<&Found>, Vec<&Found>) = self.found.iter().partition(serves);
        rest.sort_by_key(|font| matches!(font.want, Want::Emoji(_)));
        let named = |font: &Found| FontFamilyName::Named(Cow::Owned(name(font)));
        let (first, rest) = (first.into_iter().map(named), rest.into_iter().map(named));
        let own = base.names.iter().cloned();
        let names = match need {
            Need::Emoji | Need::Marks(_) | Need::Trimmed(_) => first.chain(own).chain(rest).collect(),
            Need::Borrowed => {
                let is_last = |name: &FontFamilyName<'_>| matches!(name, FontFamilyName::Named(name) if name == HACK);
                let (last, own): (Vec<_>, Vec<_>) = own.partition(is_last);
                own.into_iter().chain(first).chain(rest).chain(last).collect()
            }
            Need::Operator => {
                let has = |name: &FontFamilyName<'_>| matches!(name, FontFamilyName::Named(name) if self.negated.contains(&**name));
                own.clone().filter(has).chain(own).chain(rest).collect()
            }
            _ => own.chain(first).chain(rest).collect(),
        };
        let chain = Arc::new(Chain { names, trimmed: matches!(need, Need::Trimmed(_)), ..base });
        self.chains.insert(key, chain.clone());
        chain
    }

    /// The search for fonts of the system, if there is one.
    pub(super) fn finder(&self) -> Option<&Arc<Finder>> {
        self.finder.as_ref()
    }

    /// The ascent and the height of a line of a family, relative to the font size.
    pub(super) fn metrics(&mut self, family: &FontFamily) -> (f32, f32) {
        self.chain(family, Need::Text).metrics
    }

    /// The number of the face of a run.
    pub(super) fn place_of(&mut self, run: &parley::layout::Run<'_, Brush>) -> u16 {
        let font = run.font();
        let coords: Vec<i16> = run.normalized_coords().iter().map(|coord| coord.to_bits()).collect();
        let key = (font.data.id(), font.index, coords);
        if let Some(place) = self.places.get(&key) {
            return *place;
        }
        let place = u16::try_from(self.faces.len()).unwrap_or_default();
        self.faces.push(Face::new(font.clone(), &key.2));
        self.places.insert(key, place);
        place
    }

    /// A face by its number.
    pub(super) fn face(&mut self, place: u16) -> Option<&mut Face> {
        self.faces.get_mut(usize::from(place))
    }
}

/// A font of a collection as a file of its own, since a name is that of all fonts in a file; `None` if it is not in a
/// collection.
fn single(file: &[u8], index: u32) -> Option<Vec<u8>> {
    const HEADER: usize = 12;
    const RECORD: usize = 16;
    let number = |at: usize| Some(u32::from_be_bytes(file.get(at..at + 4)?.try_into().ok()?) as usize);
    if !file.starts_with(b"ttcf") {
        return None;
    }
    let start = number(HEADER + 4 * index as usize)?;
    let count = number(start + 2)? & 0xFFFF;
    let mut font = file.get(start..start + HEADER + RECORD * count)?.to_vec();
    for record in 0..count {
        let record = HEADER + RECORD * record;
        let (from, length) = (number(start + record + 8)?, number(start + record + 12)?);
        let place = u32::try_from(font.len()).ok()?;
        font[record + 8..record + 12].copy_from_slice(&place.to_be_bytes());
        font.extend_from_slice(file.get(from..from.checked_add(length)?)?);
        font.resize(font.len().next_multiple_of(4), 0);
    }
    Some(font)
}

fn bold_name(font: &Found) -> String {
    format!("{} bold", font.name)
}
