//! Interpreter of content streams: page content to glyphs (ISO 32000-2, 9.4).

use std::rc::Rc;

use hayro_font::kurbo::{Affine, Point};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::dict::keys::{CONTENTS, FONT, MATRIX, OC, RESOURCES, SUBTYPE};
use hayro_syntax::object::{self, Array, Dict, Name, Number, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};

use crate::articles::pdf::font::{Face, Fonts, Letters};
use crate::articles::pdf::glyph::{Drawn, Glyph};
use crate::articles::pdf::layers::Layers;
use crate::articles::pdf::limits;
use crate::articles::pdf::links::Links;
use crate::articles::pdf::vertical;

/// Maximum number of operators in a document.
const MAX_STEPS: usize = 20_000_000;
/// Maximum number of glyphs on a page; a full page has a few thousand.
const MAX_GLYPHS: usize = 500_000;
/// Maximum nesting depth of form XObjects.
const MAX_FORMS: usize = 16;
/// Maximum depth of saved graphics states.
const MAX_STATES: usize = 512;

/// The reason why a page was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooMuch;

/// Reader of the pages of a document.
pub struct PageReader<'a> {
    fonts: Fonts<'a>,
    layers: Layers,
    steps: usize,
}

/// The graphics state.
#[derive(Clone)]
struct State<'a> {
    place: Affine,
    face: Option<Rc<Face<'a>>>,
    size: f64,
    between_letters: f64,
    between_words: f64,
    /// As a fraction.
    stretch: f64,
    leading: f64,
    rise: f64,
    mode: i64,
}

/// A marked-content sequence.
#[derive(Clone, Debug, Default)]
struct Marked {
    /// Its replacement text (ActualText), until it was written.
    instead: Option<String>,
    has_instead: bool,
    /// True if it is an artifact.
    artifact: bool,
    hidden: bool,
}

/// The page while it is interpreted.
struct Canvas<'r, 'a> {
    reader: &'r mut PageReader<'a>,
    links: &'r Links,
    drawn: Drawn,
    /// Glyphs of artifacts.
    artifacts: Vec<Glyph>,
    marked: Vec<Marked>,
    forms: usize,
    /// True if only spaces were drawn since the last glyph.
    after_space: bool,
}

impl<'a> PageReader<'a> {
    /// A reader of a document with these layers.
    pub fn new(layers: Layers) -> Self {
        Self { fonts: Fonts::new(), layers, steps: 0 }
    }

    /// Reads a page.
    ///
    /// # Errors
    /// If a limit is exceeded.
    pub fn page(&mut self, page: &'a Page<'a>) -> Result<Drawn, TooMuch> {
        let mut content = Vec::new();
        for stream in streams(page.raw()) {
            content.extend_from_slice(&unpacked(&stream)?);
            // Operators do not span streams.
            content.push(b' ');
        }
        let place = Affine::new(page.initial_transform(true).as_coeffs());
        let (width, height) = page.render_dimensions();
        let (width, height) = (f64::from(width), f64::from(height));
        let mut drawn = self.drawn(page, &content, place, (width, height))?;
        drawn.glyphs = match vertical::turned(drawn.glyphs, &mut drawn.lying, width) {
            Ok(glyphs) => {
                drawn.turned[0] = 0;
                return Ok(Drawn { glyphs, size: (height, width), ..drawn });
            }
            Err(glyphs) => glyphs,
        };
        let upright = drawn.glyphs.iter().filter(|glyph| !glyph.is_blank()).count();
        // A page with mostly rotated letters is turned.
        let turned = match drawn.turned {
            [down, left, up, _] if down > upright.max(left).max(up) => {
                (Affine::new([0.0, -1.0, 1.0, 0.0, 0.0, width]), (height, width))
            }
            [_, left, up, _] if left > upright.max(up) => {
                (Affine::new([-1.0, 0.0, 0.0, -1.0, width, height]), (width, height))
            }
            [_, _, up, _] if up > upright => (Affine::new([0.0, 1.0, -1.0, 0.0, height, 0.0]), (height, width)),
            _ => return Ok(drawn),
        };
        self.drawn(page, &content, turned.0 * place, turned.1)
    }

    /// An empty drawing with this transformation and size.
    fn drawn(&mut self, page: &'a Page<'a>, content: &[u8], place: Affine, size: (f64, f64)) -> Result<Drawn, TooMuch> {
        let links = Links::new(page.raw(), place);
        let mut canvas = Canvas {
            reader: self,
            links: &links,
            drawn: Drawn { size, ..Drawn::default() },
            artifacts: Vec::new(),
            marked: Vec::new(),
            forms: 0,
            after_space: false,
        };
        let state = State {
            place,
            face: None,
            size: 1.0,
            between_letters: 0.0,
            between_words: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        };
        canvas.follow(content, page.resources(), state)?;
        let Canvas { mut drawn, artifacts, .. } = canvas;
        // Some programs mark everything as an artifact.
        if artifacts.len() > drawn.glyphs.len() {
            drawn.glyphs.extend(artifacts);
        }
        Ok(drawn)
    }
}

/// The content streams of a page.
fn streams<'a>(page: &Dict<'a>) -> Vec<Stream<'a>> {
    match page.get::<Object<'a>>(CONTENTS) {
        Some(Object::Stream(stream)) => vec![stream],
        Some(Object::Array(streams)) => streams.iter::<Stream<'a>>().collect(),
        _ => Vec::new(),
    }
}

/// The data of a stream; `None` if it is damaged.
fn unpacked<'a>(stream: &Stream<'a>) -> Result<std::borrow::Cow<'a, [u8]>, TooMuch> {
    if !limits::within(&stream.raw_data(), limits::MAX_STREAM) {
        return Err(TooMuch);
    }
    Ok(stream.decoded_data().unwrap_or_default())
}

fn numbers(of: [&Number; 6]) -> Affine {
    Affine::new(of.map(Number::as_f64))
}

impl<'a> Canvas<'_, 'a> {
    fn follow(&mut self, content: &[u8], resources: &Resources<'a>, mut state: State<'a>) -> Result<(), TooMuch> {
        let mut saved: Vec<State<'a>> = Vec::new();
        let (mut line, mut at) = (Affine::IDENTITY, Affine::IDENTITY);
        let depth = self.marked.len();
        let mut instructions = TypedIter::new(content);
        while let Some(instruction) = instructions.next() {
            self.reader.steps += 1;
            if self.reader.steps > MAX_STEPS {
                return Err(TooMuch);
            }
            match instruction {
                TypedInstruction::SaveState(_) if saved.len() < MAX_STATES => saved.push(state.clone()),
                TypedInstruction::RestoreState(_) => state = saved.pop().unwrap_or(state),
                TypedInstruction::Transform(m) => state.place *= numbers([&m.0, &m.1, &m.2, &m.3, &m.4, &m.5]),
                TypedInstruction::BeginText(_) => (line, at) = (Affine::IDENTITY, Affine::IDENTITY),
                TypedInstruction::SetTextMatrix(m) => {
                    line = numbers([&m.0, &m.1, &m.2, &m.3, &m.4, &m.5]);
                    at = line;
                }
                TypedInstruction::TextFont(font) => {
                    state.size = font.1.as_f64();
                    state.face = match resources.get_font(font.0) {
                        Some(dict) => {
                            let id = resources.fonts.get_ref(font.0).map(ObjectIdentifier::from);
                            self.reader.fonts.face(&dict, id)
                        }
                        None => self.reader.fonts.plain(),
                    };
                }
                TypedInstruction::SetGraphicsState(name) => {
                    let stated = resources.get_ext_g_state(name.0).and_then(|stated| stated.get::<Array<'a>>(FONT));
                    let mut stated = stated.iter().flat_map(Array::iter::<Object<'a>>);
                    if let (Some(Object::Dict(dict)), Some(Object::Number(size))) = (stated.next(), stated.next()) {
                        state.size = size.as_f64();
                        state.face = self.reader.fonts.face(&dict, None);
                    }
                }
                TypedInstruction::CharacterSpacing(stated) => state.between_letters = stated.0.as_f64(),
                TypedInstruction::WordSpacing(stated) => state.between_words = stated.0.as_f64(),
                TypedInstruction::HorizontalScaling(stated) => state.stretch = stated.0.as_f64() / 100.0,
                TypedInstruction::TextLeading(stated) => state.leading = stated.0.as_f64(),
                TypedInstruction::TextRise(stated) => state.rise = stated.0.as_f64(),
                TypedInstruction::TextRenderingMode(stated) => state.mode = stated.0.as_i64(),
                TypedInstruction::NextLine(to) => {
                    line *= Affine::translate((to.0.as_f64(), to.1.as_f64()));
                    at = line;
                }
                TypedInstruction::NextLineAndSetLeading(to) => {
                    state.leading = -to.1.as_f64();
                    line *= Affine::translate((to.0.as_f64(), to.1.as_f64()));
                    at = line;
                }
                TypedInstruction::NextLineUsingLeading(_) => {
                    line *= Affine::translate((0.0, -state.leading));
                    at = line;
                }
                TypedInstruction::ShowText(text) => self.show(text.0.as_bytes(), &mut state, &mut at)?,
                TypedInstruction::NextLineAndShowText(text) => {
                    line *= Affine::translate((0.0, -state.leading));
                    at = line;
                    self.show(text.0.as_bytes(), &mut state, &mut at)?;
                }
                TypedInstruction::ShowTextWithParameters(text) => {
                    state.between_words = text.0.as_f64();
                    state.between_letters = text.1.as_f64();
                    line *= Affine::translate((0.0, -state.leading));
                    at = line;
                    self.show(text.2.as_bytes(), &mut state, &mut at)?;
                }
                TypedInstruction::ShowTexts(pieces) => {
                    for piece in pieces.0.iter::<Object<'_>>() {
                        match piece {
                            Object::Number(back) => {
                                let by = -back.as_f64() / 1000.0 * state.size;
                                let down = state.face.as_ref().is_some_and(|face| !face.font.is_horizontal());
                                at *= Affine::translate(if down { (0.0, by) } else { (by * state.stretch, 0.0) });
                            }
                            Object::String(text) => self.show(text.as_bytes(), &mut state, &mut at)?,
                            _ => {}
                        }
                    }
                }
                TypedInstruction::XObject(name) => self.object(name.0, resources, &state)?,
                TypedInstruction::InlineImage(_) => self.drawn.pictures += 1,
                TypedInstruction::BeginMarkedContent(mark) => self.begin(mark.0, None, false),
                TypedInstruction::BeginMarkedContentWithProperties(mark) => {
                    let name = match mark.1 {
                        Object::Name(name) => Some(name.clone()),
                        _ => None,
                    };
                    let stated = match (mark.1, &name) {
                        (Object::Dict(stated), _) => Some(stated.clone()),
                        (_, Some(name)) => resources.properties.get::<Dict<'_>>(name),
                        _ => None,
                    };
                    let layer = name.and_then(|name| resources.properties.get_ref(name));
                    let hidden = mark.0.as_str() == "OC"
                        && stated
                            .as_ref()
                            .is_some_and(|stated| self.reader.layers.hides(stated, layer.map(ObjectIdentifier::from)));
                    self.begin(mark.0, stated.as_ref(), hidden);
                }
                TypedInstruction::EndMarkedContent(_) if self.marked.len() > depth => {
                    self.marked.pop();
                }
                _ => {}
            }
        }
        self.marked.truncate(depth);
        Ok(())
    }

    fn begin(&mut self, tag: &Name<'_>, stated: Option<&Dict<'_>>, hidden: bool) {
        let around = self.marked.last().cloned().unwrap_or_default();
        let instead = stated.and_then(|stated| stated.get::<object::String<'_>>("ActualText"));
        let instead = instead.map(|text| super::text_string(text.as_bytes()));
        let is_artifact = tag.as_str() == "Artifact";
        self.marked.push(Marked {
            has_instead: instead.is_some() || around.has_instead,
            instead: instead.or(around.instead),
            artifact: around.artifact || is_artifact,
            hidden: around.hidden || hidden,
        });
    }

    /// Draws an XObject: a form with content of its own, or a picture.
    fn object(&mut self, name: &Name<'_>, resources: &Resources<'a>, state: &State<'a>) -> Result<(), TooMuch> {
        let Some(stream) = resources.get_x_object(name) else { return Ok(()) };
        let dict = stream.dict();
        if dict.get::<Name<'_>>(SUBTYPE).is_some_and(|kind| kind.as_str() == "Image") {
            self.drawn.pictures += 1;
            return Ok(());
        }
        let layer = dict.get::<Dict<'_>>(OC);
        let hidden =
            layer.is_some_and(|layer| self.reader.layers.hides(&layer, dict.get_ref(OC).map(ObjectIdentifier::from)));
        if hidden || self.forms >= MAX_FORMS {
            return Ok(());
        }
        let content = unpacked(&stream)?;
        let matrix = dict.get::<[f64; 6]>(MATRIX).map_or(Affine::IDENTITY, Affine::new);
        let inner = State { place: state.place * matrix, ..state.clone() };
        let own = dict.get::<Dict<'a>>(RESOURCES).map(Resources::new);
        self.forms += 1;
        // Recursive forms cost a step each time.
        self.reader.steps += 1 + content.len() / 64;
        let followed = self.follow(&content, own.as_ref().unwrap_or(resources), inner);
        self.forms -= 1;
        followed
    }

    /// Shows a string and advances.
    fn show(&mut self, codes: &[u8], state: &mut State<'a>, at: &mut Affine) -> Result<(), TooMuch> {
        if state.face.is_none() {
            state.face = self.reader.fonts.plain();
        }
        let Some(face) = state.face.clone() else { return Ok(()) };
        let horizontal = face.font.is_horizontal();
        let mut offset = 0;
        while offset < codes.len() {
            let (code, length) = face.font.read_code(codes, offset);
            offset += length.max(1);
            let spaced = if code == 32 && length == 1 { state.between_words } else { 0.0 } + state.between_letters;
            let advance = face.font.code_advance(code);
            let by = if horizontal {
                ((advance.x / 1000.0 * state.size + spaced) * state.stretch, 0.0)
            } else {
                (0.0, advance.y / 1000.0 * state.size + spaced)
            };
            // Character spacing is not part of the glyph.
            let width = if horizontal { advance.x / 1000.0 * state.size * state.stretch } else { by.1 };
            self.glyph(&face, code, state, *at, width, horizontal)?;
            *at *= Affine::translate(by);
        }
        Ok(())
    }

    fn glyph(
        &mut self,
        face: &Face<'a>,
        code: u32,
        state: &State<'a>,
        at: Affine,
        width: f64,
        horizontal: bool,
    ) -> Result<(), TooMuch> {
        if self.drawn.glyphs.len() + self.drawn.lying.len() + self.artifacts.len() >= MAX_GLYPHS {
            return Err(TooMuch);
        }
        let mark = self.marked.last_mut();
        if mark.as_ref().is_some_and(|mark| mark.hidden) {
            return Ok(());
        }
        let artifact = mark.as_ref().is_some_and(|mark| mark.artifact);
        let letters = match mark.filter(|mark| mark.has_instead) {
            // The first glyph has the replacement text; the others extend it.
            Some(mark) => mark.instead.take().unwrap_or_default(),
            None => match face.letters(code) {
                Letters::Said(letters) => letters,
                Letters::Guessed(letters) => {
                    self.drawn.unknown += usize::from(!letters.trim().is_empty());
                    letters
                }
                Letters::Unknown => {
                    self.drawn.unknown += 1;
                    self.drawn.lost += 1;
                    char::REPLACEMENT_CHARACTER.to_string()
                }
            },
        };
        let whole = state.place * at;
        let from = whole * Point::new(0.0, state.rise);
        let to = whole * if horizontal { Point::new(width, state.rise) } else { Point::new(0.0, width) };
        let [a, b, c, d, ..] = whole.as_coeffs();
        let size = state.size.abs() * c.hypot(d);
        if ![from.x, from.y, to.x, to.y, size].iter().all(|number| number.is_finite() && number.abs() < 1e6) {
            return Ok(());
        }
        let (page_width, page_height) = self.drawn.size;
        // Content outside the page is invisible.
        let off = from.x.max(to.x) < -1.0
            || from.x.min(to.x) > page_width + 1.0
            || from.y < -1.0
            || from.y > page_height + size;
        if off || size < 0.5 {
            return Ok(());
        }
        // The direction of the line; glyphs of a vertical line are upright, too.
        let (along, across) = (a, b);
        let way = match (along, across) {
            (right, by) if right > 0.0 && by.abs() <= right * 0.2 => None,
            (by, down) if down > 0.0 && by.abs() <= down * 0.2 => Some(0),
            (left, by) if left < 0.0 && by.abs() <= -left * 0.2 => Some(1),
            (by, up) if up < 0.0 && by.abs() <= -up * 0.2 => Some(2),
            _ => Some(3),
        };
        if letters.trim().is_empty() {
            self.after_space |= !letters.is_empty();
            return Ok(());
        }
        if let Some(way) = way {
            self.drawn.turned[way] += 1;
            if way == 0 && horizontal {
                let (x, baseline) = ((from.y.min(to.y), from.y.max(to.y)), page_width - from.x);
                let glyph = Glyph { letters, x, baseline, size, look: face.look, link: None, spaced: false };
                let after_space = std::mem::take(&mut self.after_space);
                Drawn::push(&mut self.drawn.lying, glyph, after_space);
            }
            return Ok(());
        }
        self.drawn.unseen += usize::from(state.mode == 3);
        // Glyphs of a vertical line are centred on their origin.
        let (x, baseline) = if horizontal {
            ((from.x.min(to.x), from.x.max(to.x)), from.y)
        } else {
            ((from.x - size / 2.0, from.x + size / 2.0), from.y + size * 0.88)
        };
        let glyph = Glyph {
            letters,
            x,
            baseline,
            size,
            look: face.look,
            link: self.links.at(Point::new((from.x + to.x) / 2.0, baseline - size * 0.3)),
            spaced: false,
        };
        let after_space = std::mem::take(&mut self.after_space);
        let into = if artifact { &mut self.artifacts } else { &mut self.drawn.glyphs };
        Drawn::push(into, glyph, after_space);
        Ok(())
    }
}
