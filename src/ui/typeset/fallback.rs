//! Fonts of the system for characters that the bundled ones lack: found on a thread of their own when they are missed.
//!
//! Until then a box is shown in place of the character, on a line as high as any. Labels of egui and the article use the
//! same fonts. Without [`install`], as in tests, there are none.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

use egui::epaint::text::{FallbackRequest, FontInsert, FontProvider, InsertFontFamily, VariationCoords};
use egui::mutex::Mutex;
use egui::{Context, FontData, FontFamily, FontTweak, Id};

/// Writing with ideographs of its own shapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Ideographs {
    /// Chinese, simplified.
    Simplified,
    /// Chinese, traditional.
    Traditional,
    /// Japanese.
    Japanese,
    /// Korean.
    Korean,
}

impl Ideographs {
    /// Those of a language, by its tag.
    pub(super) fn of(language: &str) -> Option<Self> {
        match language {
            "zh-Hans" => Some(Self::Simplified),
            "zh-Hant" => Some(Self::Traditional),
            "ja" => Some(Self::Japanese),
            "ko" => Some(Self::Korean),
            _ => None,
        }
    }
}

/// Reason for which a font is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Want {
    /// A character of any script.
    Character(char),
    /// An ideograph as a language has it.
    Ideograph(char, Ideographs),
    /// An emoji with colours.
    Emoji(char),
}

/// A font of the system.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub name: String,
    pub regular: FontData,
    pub bold: Option<FontData>,
    /// Reason for which it was looked for.
    pub want: Want,
}

/// The search for fonts of the system, of a window.
pub(super) struct Finder {
    asked: Mutex<HashSet<Want>>,
    wants: Mutex<Sender<Want>>,
    found: Mutex<Vec<Found>>,
}

impl Finder {
    /// Asks for a font, once.
    pub(super) fn ask(&self, want: Want) {
        if self.asked.lock().insert(want) {
            // The thread ends with the window only.
            let _ended = self.wants.lock().send(want);
        }
    }

    /// The number of fonts found so far.
    pub(super) fn count(&self) -> usize {
        self.found.lock().len()
    }

    /// The fonts found so far.
    pub(super) fn found(&self) -> Vec<Found> {
        self.found.lock().clone()
    }
}

/// The finder of a window, if it may look for fonts.
pub(super) fn finder(ctx: &Context) -> Option<Arc<Finder>> {
    ctx.data(|data| data.get_temp::<Arc<Finder>>(Id::NULL))
}

/// Lets a window look for fonts of the system when it needs them.
pub fn install(ctx: &Context) {
    let (wants, waiting) = channel();
    let finder = Arc::new(Finder { asked: Mutex::default(), wants: Mutex::new(wants), found: Mutex::default() });
    ctx.data_mut(|data| data.insert_temp(Id::NULL, finder.clone()));
    ctx.set_font_providers(vec![Arc::new(Provider(finder.clone()))]);
    let window = ctx.clone();
    let search = move || look(&window, &finder, &waiting);
    if let Err(error) = std::thread::Builder::new().name("fonts".to_owned()).spawn(search) {
        log::warn!("No thread for fonts: {error}");
    }
}

/// Gives a window fonts as if they were found in the system.
#[cfg(test)]
pub(super) fn install_found(ctx: &Context, found: Vec<Found>) {
    let finder = Finder { asked: Mutex::default(), wants: Mutex::new(channel().0), found: Mutex::new(found) };
    ctx.data_mut(|data| data.insert_temp(Id::NULL, Arc::new(finder)));
}

/// Looks for fonts whenever they are asked for, and gives them to the window.
fn look(window: &Context, finder: &Arc<Finder>, waiting: &Receiver<Want>) {
    let mut system: Option<system::System> = None;
    while let Ok(first) = waiting.recv() {
        let before = finder.count();
        for want in std::iter::once(first).chain(waiting.try_iter()) {
            let known = finder.found();
            if known.iter().any(|font| font.serves(want)) {
                continue;
            }
            if let Some(font) = system.get_or_insert_with(system::System::new).find(want) {
                finder.found.lock().push(font);
            }
        }
        if finder.count() > before {
            window.set_font_providers(vec![Arc::new(Provider(finder.clone()))]);
            window.request_repaint();
        }
    }
}

impl Found {
    /// True if the font shows what is needed.
    fn serves(&self, want: Want) -> bool {
        match (want, self.want) {
            (Want::Emoji(c), Want::Emoji(_)) => has(&self.regular, c),
            (Want::Ideograph(c, one), Want::Ideograph(_, other)) => one == other && has(&self.regular, c),
            // A symbol has the colour of the text, if there is a font for that.
            (Want::Character(_), Want::Emoji(_)) => false,
            (Want::Character(c), _) => has(&self.regular, c),
            _ => false,
        }
    }
}

fn has(font: &FontData, c: char) -> bool {
    use skrifa::MetadataProvider as _;
    let font = skrifa::FontRef::from_index(font.bytes(), font.index);
    font.is_ok_and(|font| font.charmap().map(c).is_some_and(|glyph| glyph != skrifa::GlyphId::NOTDEF))
}

/// Gives egui the fonts found so far, and asks for those that it misses.
struct Provider(Arc<Finder>);

impl FontProvider for Provider {
    fn fonts_for_family(&self, family: &FontFamily) -> Vec<FontInsert> {
        let bold = is_bold(family);
        let insert = |font: Found| {
            let (name, data) = match font.bold.filter(|_| bold) {
                Some(data) => (format!("{} bold", font.name), data),
                None => (font.name, font.regular),
            };
            let families =
                vec![InsertFontFamily { family: family.clone(), priority: egui::epaint::text::FontPriority::Lowest }];
            FontInsert { name, data, families }
        };
        self.0.found().into_iter().map(insert).collect()
    }

    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        let first = request.cluster.chars().next()?;
        self.0.ask(Want::Character(first));
        None
    }
}

/// The weights of letters.
const REGULAR: f32 = 400.0;
const BOLD: f32 = 700.0;

/// A font with letters of a weight, if it is a variable one with these weights. `parley` takes the weight from the style.
fn weighted(font: FontData, weights: Option<(f32, f32)>, weight: f32) -> FontData {
    let Some((least, most)) = weights else { return font };
    let coords = VariationCoords::new([(b"wght", weight.clamp(least, most.max(least)))]);
    font.tweak(FontTweak { coords, ..FontTweak::default() })
}

/// True for the bold face of a family.
pub(super) fn is_bold(family: &FontFamily) -> bool {
    matches!(family, FontFamily::Name(name) if name.ends_with(" bold"))
}

#[cfg(all(test, feature = "system-fonts"))]
pub(super) use system::found_in;

#[cfg(feature = "system-fonts")]
mod system {
    //! The search among the fonts of the system.

    use egui::FontData;
    use fontique::{
        Attributes, Collection, CollectionOptions, FallbackKey, FontInfo, FontStyle, FontWeight, FontWidth,
        GenericFamily, Language, QueryFamily, QueryFont, QueryStatus, Script, SourceCache,
    };
    use icu_properties::PropertyNamesShort;
    use icu_properties::props;

    use super::{BOLD, Found, Ideographs, REGULAR, Want, has, weighted};

    /// Families tried after those named after the script.
    const OTHERS: &[GenericFamily] = &[
        GenericFamily::SansSerif,
        GenericFamily::SystemUi,
        GenericFamily::Serif,
        GenericFamily::Math,
        GenericFamily::Emoji,
        GenericFamily::Monospace,
    ];

    /// The fonts of the system. To list them can take half a second.
    pub(super) struct System {
        fonts: Collection,
        files: SourceCache,
    }

    impl System {
        pub(super) fn new() -> Self {
            let options = CollectionOptions { shared: false, system_fonts: true };
            Self { fonts: Collection::new(options), files: SourceCache::default() }
        }

        /// The best font for a character.
        pub(super) fn find(&mut self, want: Want) -> Option<Found> {
            let (c, key, names) = match want {
                Want::Character(c) => (c, script(c).map(|script| FallbackKey::new(script, None)), names(c)),
                Want::Ideograph(c, language) => {
                    let (language, name) = tag(language);
                    let language = Language::parse(language).ok();
                    (c, script(c).map(|script| FallbackKey::new(script, language.as_ref())), vec![name.to_owned()])
                }
                Want::Emoji(c) => (c, None, Vec::new()),
            };
            let generic: &[GenericFamily] = match want {
                Want::Emoji(_) => &[GenericFamily::Emoji],
                _ => OTHERS,
            };
            let font = self.query(c, &names, generic, key).or_else(|| self.any(c))?;
            let family = self.fonts.family(font.family.0)?;
            let bold = family.match_font(FontWidth::NORMAL, FontStyle::Normal, FontWeight::BOLD, false);
            let bold = bold.filter(|bold| bold.weight() > FontWeight::MEDIUM || weights(bold).is_some());
            let bold = bold.and_then(|bold| {
                let (bytes, _) = bold.load(Some(&mut self.files))?.into_raw_parts();
                let data = weighted(FontData::from_blob(bytes, bold.index()), weights(bold), BOLD);
                Some(data).filter(|data| has(data, c))
            });
            let name = format!("{} {} {}", family.name(), font.family.1, font.index);
            let (bytes, _) = font.blob.into_raw_parts();
            let weights = family.fonts().get(font.family.1).and_then(weights);
            let regular = weighted(FontData::from_blob(bytes, font.index), weights, REGULAR);
            Some(Found { name, regular, bold, want })
        }

        fn query(
            &mut self,
            c: char,
            names: &[String],
            generic: &[GenericFamily],
            key: Option<FallbackKey>,
        ) -> Option<QueryFont> {
            let mut query = self.fonts.query(&mut self.files);
            query.set_attributes(Attributes::default());
            let named = names.iter().map(|name| QueryFamily::Named(name));
            query.set_families(named.chain(generic.iter().map(|family| QueryFamily::Generic(*family))));
            if let Some(key) = key {
                query.set_fallbacks(key);
            }
            first_with(&mut query, c)
        }

        /// Any font of the system that has a character.
        fn any(&mut self, c: char) -> Option<QueryFont> {
            let names: Vec<String> = self.fonts.family_names().map(str::to_owned).collect();
            names.iter().find_map(|name| {
                let mut query = self.fonts.query(&mut self.files);
                query.set_families([QueryFamily::Named(name)]);
                first_with(&mut query, c)
            })
        }
    }

    /// The font for a character where this file is all that the system has.
    #[cfg(test)]
    pub(in crate::ui::typeset) fn found_in(file: &'static [u8], c: char) -> Option<Found> {
        let mut fonts = Collection::new(CollectionOptions { shared: false, system_fonts: false });
        fonts.register_fonts(fontique::Blob::new(std::sync::Arc::new(file)), None);
        System { fonts, files: SourceCache::default() }.find(Want::Character(c))
    }

    /// The weights that a variable font can have.
    fn weights(font: &FontInfo) -> Option<(f32, f32)> {
        let axis = font.axes().iter().find(|axis| axis.tag.to_be_bytes() == *b"wght")?;
        Some((axis.min, axis.max))
    }

    fn first_with(query: &mut fontique::Query<'_>, c: char) -> Option<QueryFont> {
        let mut found = None;
        query.matches_with(|font| {
            let has = font.charmap().and_then(|map| map.map(c)).is_some_and(|glyph| glyph != 0);
            if has {
                found = Some(font.clone());
                return QueryStatus::Stop;
            }
            QueryStatus::Continue
        });
        found
    }

    /// The tag of a language and its Noto family.
    fn tag(language: Ideographs) -> (&'static str, &'static str) {
        match language {
            // The font for zh-CN would be that for no language at all.
            Ideographs::Simplified => ("zh-SG", "Noto Sans CJK SC"),
            Ideographs::Traditional => ("zh-TW", "Noto Sans CJK TC"),
            Ideographs::Japanese => ("ja", "Noto Sans CJK JP"),
            Ideographs::Korean => ("ko", "Noto Sans CJK KR"),
        }
    }

    /// The Noto families of a character's script, which go with the bundled fonts. Fontconfig's own choice may be a
    /// display face.
    fn names(c: char) -> Vec<String> {
        use icu_properties::{CodePointMapData, PropertyNamesLong};
        let script = CodePointMapData::<props::Script>::new().get(c);
        let Some(name) = PropertyNamesLong::<props::Script>::new().get(script) else { return Vec::new() };
        let name = name.replace('_', " ");
        let naskh = (script == props::Script::Arabic).then(|| "Noto Naskh Arabic".to_owned());
        naskh.into_iter().chain([format!("Noto Sans {name}"), format!("Noto Serif {name}")]).collect()
    }

    /// The script of a character; `None` if it belongs to several.
    fn script(c: char) -> Option<Script> {
        use icu_properties::CodePointMapData;
        let script = CodePointMapData::<props::Script>::new().get(c);
        if matches!(script, props::Script::Common | props::Script::Inherited | props::Script::Unknown) {
            return None;
        }
        Script::parse(PropertyNamesShort::<props::Script>::new().get(script)?).ok()
    }
}

#[cfg(not(feature = "system-fonts"))]
mod system {
    //! Without the feature there are no fonts of the system.

    use super::{Found, Want};

    pub(super) struct System;

    impl System {
        pub(super) fn new() -> Self {
            Self
        }

        pub(super) fn find(&mut self, _: Want) -> Option<Found> {
            None
        }
    }
}
