//! Texts with the glyphs of their characters, before they are broken into lines.
//!
//! Those of the last texts are kept: to break lines anew, for another width, takes a tenth of the time.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;

use parley::style::{
    FontFamily as Families, FontFeatures, FontVariations, FontWeight, Language, OverflowWrap, TextStyle, WordBreak,
};
use parley::{BaseDirection, CHROMIUM_LINE_BREAK_OVERRIDE, Layout, LayoutContext};

use super::faces::{Chain, Faces, Need};
use super::fallback::{Ideographs, is_bold};
use super::ink::{Glyph, Ink, Type};
use super::needs::needs;
use super::passage::{Brush, Passage, Section};
use crate::model::visible::{Invisible, invisible, is_needed};
use crate::ui::symbols::STEERS;

/// Spaces in the width of a tab.
const TAB: f32 = 4.0;

/// The feature of fonts that halves the width of full-width marks.
const HALVED: &str = "\"halt\"";

/// The feature of fonts for the letter forms of a language, switched off.
const NOT_LOCAL: &str = "\"locl\" 0";

/// Maximum bytes of the texts that are kept: a few pages. Their glyphs take about a hundred times as much memory.
const KEPT: usize = 32 << 10;

/// A text with its glyphs.
#[derive(Default)]
pub(super) struct Shaped {
    pub layout: Layout<Brush>,
    pub signs: Signs,
}

/// Everything that the glyphs of a passage depend on.
struct Key {
    shown: String,
    sections: Vec<Section>,
    break_anywhere: bool,
    rtl: bool,
    language: Option<String>,
    scale: f32,
}

impl Key {
    fn of(passage: &Passage<'_>, scale: f32) -> Self {
        Self {
            shown: passage.shown.to_owned(),
            sections: passage.sections.to_vec(),
            break_anywhere: passage.break_anywhere,
            rtl: passage.rtl,
            language: passage.language.map(str::to_owned),
            scale,
        }
    }

    fn is(&self, passage: &Passage<'_>, scale: f32) -> bool {
        self.shown == passage.shown
            && self.sections == passage.sections
            && (self.break_anywhere, self.rtl) == (passage.break_anywhere, passage.rtl)
            && self.language.as_deref() == passage.language
            && self.scale == scale
    }
}

/// The tools of `parley`, and the last texts with their glyphs.
#[derive(Default)]
pub(super) struct Tools {
    context: LayoutContext<Brush>,
    /// From the one used longest ago to the last one.
    kept: VecDeque<(Key, Shaped)>,
    /// The bytes of the texts that are kept.
    bytes: usize,
    /// Room for another text, so that none is allocated.
    spare: Shaped,
}

impl Tools {
    /// Forgets all texts, whose fonts have changed.
    pub(super) fn clear(&mut self) {
        self.kept.clear();
        self.bytes = 0;
    }

    /// Calls `use_it` with the glyphs of a passage.
    pub(super) fn with_shaped<R>(
        &mut self,
        faces: &mut Faces,
        passage: &Passage<'_>,
        scale: f32,
        use_it: impl FnOnce(&mut Faces, &mut Shaped) -> R,
    ) -> R {
        let known = self.kept.iter().position(|(key, _)| key.is(passage, scale)).and_then(|at| self.kept.remove(at));
        let (key, mut shaped) = known.unwrap_or_else(|| {
            let mut shaped = std::mem::take(&mut self.spare);
            shaped.signs = Signs::new(faces, &mut self.context, passage, scale);
            shape(faces, &mut self.context, &mut shaped.layout, passage, &shaped.signs, scale);
            self.bytes += passage.shown.len();
            (Key::of(passage, scale), shaped)
        });
        let result = use_it(faces, &mut shaped);
        self.kept.push_back((key, shaped));
        while self.bytes > KEPT
            && let Some((key, shaped)) = self.kept.pop_front()
        {
            self.bytes -= key.shown.len();
            self.spare = shaped;
        }
        result
    }
}

/// The symbols for characters that steer the direction. Those have their effect, but no width or glyph of their own.
#[derive(Default)]
pub(super) struct Signs {
    /// Their places in what is shown, in order.
    places: Vec<usize>,
    /// The glyphs of the symbol on a line of its own.
    symbol: Vec<(Type, Glyph)>,
    /// The width of the symbol in points.
    width: f32,
}

impl Signs {
    fn new(faces: &mut Faces, context: &mut LayoutContext<Brush>, passage: &Passage<'_>, scale: f32) -> Self {
        let shown = passage.shown;
        // All of them start with these bytes.
        if !shown.bytes().any(|byte| matches!(byte, 0xD8 | 0xE2)) {
            return Self::default();
        }
        let steers = |(at, c): &(usize, char)| invisible(*c) == Some(Invisible::Bidi) && !is_needed(shown, *at, *c);
        let places: Vec<usize> = shown.char_indices().filter(steers).map(|(at, _)| at).collect();
        let Some(section) = passage.sections.first().filter(|_| !places.is_empty()) else { return Self::default() };
        let text = STEERS.to_string();
        let sections = [Section { range: 0..text.len(), ..section.clone() }];
        let (text, sections) = (&*text, &sections);
        let line = Passage { text, shown: text, sections, rtl: false, language: None, ..*passage };
        let mut layout = Layout::new();
        shape(faces, context, &mut layout, &line, &Self::default(), scale);
        layout.break_all_lines(None);
        let (mut symbol, mut pen) = (Vec::new(), 0.0);
        for run in layout.lines().flat_map(|line| line.runs().collect::<Vec<_>>()) {
            let face = faces.place_of(&run);
            for cluster in run.visual_clusters() {
                let (tint, slanted) = cluster.style().brush;
                let look = Type { face, size: run.font_size(), tint, slanted };
                for glyph in cluster.glyphs() {
                    symbol.push((look, Glyph { id: glyph.id, x: pen + glyph.x, y: glyph.y, whole: false }));
                    pen += glyph.advance;
                }
            }
        }
        Self { places, symbol, width: pen / scale }
    }

    /// True if there is a symbol at a place in what is shown.
    pub(super) fn has(&self, at: usize) -> bool {
        self.places.binary_search(&at).is_ok()
    }

    /// Draws the symbol.
    pub(super) fn draw(&self, ink: &mut Ink, left: f32, baseline: f32) {
        for (look, glyph) in &self.symbol {
            ink.push(*look, baseline, Glyph { x: left + glyph.x, y: baseline + glyph.y, ..*glyph });
        }
    }

    /// True if there is a symbol in a part of what is shown.
    fn any(&self, range: &Range<usize>) -> bool {
        let next = self.places.partition_point(|at| *at < range.start);
        self.places.get(next).is_some_and(|at| *at < range.end)
    }
}

/// Shapes a passage: glyphs without lines.
fn shape(
    faces: &mut Faces,
    context: &mut LayoutContext<Brush>,
    layout: &mut Layout<Brush>,
    passage: &Passage<'_>,
    signs: &Signs,
    scale: f32,
) {
    // A tab is a wide space.
    let untabbed = passage.shown.contains('\t').then(|| passage.shown.replace('\t', " "));
    let shown = untabbed.as_deref().unwrap_or(passage.shown);
    let parts = parts(faces, passage);
    let figures = figures(passage);
    let language = if figures == Some(Figures::Urdu) { Some("ur") } else { passage.language };
    let locale = language.and_then(|language| Language::parse(language).ok());
    let is_persian = figures == Some(Figures::Persian);
    let mut builder = context.style_run_builder(&mut faces.fonts, shown, scale, false);
    // Among ASCII characters lines end as in browsers.
    builder.set_line_break_override(Some(CHROMIUM_LINE_BREAK_OVERRIDE));
    builder.set_base_direction(if passage.rtl { BaseDirection::Rtl } else { BaseDirection::Ltr });
    for (range, section, chain) in &parts {
        let mut style = TextStyle {
            font_family: Families::List((&chain.names).into()),
            font_size: section.size * chain.scale,
            font_weight: if is_bold(&section.family) { FontWeight::BOLD } else { FontWeight::NORMAL },
            font_variations: FontVariations::List((&chain.variations).into()),
            overflow_wrap: OverflowWrap::Anywhere,
            word_break: if passage.break_anywhere { WordBreak::BreakAll } else { WordBreak::Normal },
            brush: (section.tint, section.slanted),
            locale,
            font_features: match () {
                () if chain.trimmed => FontFeatures::from(HALVED),
                () if is_persian => FontFeatures::from(NOT_LOCAL),
                () => FontFeatures::empty(),
            },
            ..TextStyle::default()
        };
        let plain = builder.push_style(style.clone());
        let words = &passage.shown[range.clone()];
        if !words.contains('\t') && !signs.any(range) {
            builder.push_style_run(plain, range.clone());
            continue;
        }
        style.word_spacing = (TAB - 1.0) * chain.space * section.size;
        let tab = builder.push_style(style.clone());
        (style.word_spacing, style.letter_spacing) = (0.0, signs.width);
        let sign = builder.push_style(style);
        let (mut from, mut open) = (range.start, plain);
        for (at, c) in words.char_indices().map(|(at, c)| (range.start + at, c)) {
            let own = match c {
                '\t' => tab,
                _ if signs.has(at) => sign,
                _ => plain,
            };
            if own != open {
                if from < at {
                    builder.push_style_run(open, from..at);
                }
                (from, open) = (at, own);
            }
        }
        builder.push_style_run(open, from..range.end);
    }
    builder.build_into(layout, shown);
}

/// The shapes of the figures 4, 6 and 7 in Persian and in Urdu, which are the same characters.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Figures {
    Persian,
    Urdu,
}

/// The shapes of the figures in a passage that has such. Noto Naskh Arabic, which Debian has, gives those of Urdu to every
/// language, so the font is not asked for Persian ones.
fn figures(passage: &Passage<'_>) -> Option<Figures> {
    // All of them start with this byte.
    if !passage.shown.bytes().any(|byte| byte == 0xDB)
        || !passage.shown.contains(|c| matches!(c, '\u{6F0}'..='\u{6F9}'))
    {
        return None;
    }
    let is_urdu = match passage.language {
        Some(language) => language == "ur",
        // The letters of a label tell.
        None => passage.shown.contains(['ٹ', 'ڈ', 'ڑ', 'ں', 'ے', 'ہ']),
    };
    Some(if is_urdu { Figures::Urdu } else { Figures::Persian })
}

/// The parts of a passage with the same fonts.
fn parts<'a>(faces: &mut Faces, passage: &Passage<'a>) -> Vec<(Range<usize>, &'a Section, Arc<Chain>)> {
    let (need, apart) = needs(faces, passage.shown, passage.language.and_then(Ideographs::of));
    let mut parts = Vec::with_capacity(passage.sections.len());
    for section in passage.sections {
        let mut at = section.range.start;
        let within =
            |(range, _): &&(Range<usize>, Need)| section.range.contains(&range.start) && range.end <= section.range.end;
        for (range, own) in apart.iter().filter(within) {
            for (range, need) in [(at..range.start, need), (range.clone(), *own)] {
                at = range.end;
                if !range.is_empty() {
                    parts.push((range, section, faces.chain(&section.family, need)));
                }
            }
        }
        let rest = at..section.range.end;
        if !rest.is_empty() {
            parts.push((rest, section, faces.chain(&section.family, need)));
        }
    }
    parts
}
