//! Glyphs drawn to bitmaps: outlines, fitted to the pixel grid as egui does, and colour glyphs.

use egui::{Color32, ColorImage};
use parley::FontData;
use skrifa::instance::{LocationRef, NormalizedCoord, Size};
use skrifa::outline::{DrawSettings, HintingInstance, OutlineGlyphCollection, OutlinePen, SmoothMode, Target};
use skrifa::raw::TableProvider as _;
use skrifa::{FontRef, GlyphId, MetadataProvider as _};
use vello_cpu::color::{OpaqueColor, Srgb};
use vello_cpu::kurbo::{Affine, BezPath};
use vello_cpu::{Glyph, Pixmap, RenderContext, Resources};

/// Maximum width and height of a drawn glyph in pixels.
pub(super) const LARGEST: usize = 512;

/// The slope of a slanted face.
const SLANT: f64 = 0.2;

/// Maximum sizes of a face that are kept fitted to the pixel grid.
const SIZES: usize = 6;

/// Fitting of outlines to the pixel grid: as egui does, without a change of widths.
const FITTED: Target =
    Target::Smooth { mode: SmoothMode::Normal, symmetric_rendering: true, preserve_linear_metrics: true };

/// A drawn glyph.
#[derive(Clone, Debug)]
pub(super) struct Bitmap {
    pub image: ColorImage,
    /// From the glyph's origin to its top left corner, in pixels.
    pub offset: [i32; 2],
    /// True if it has colours of its own; otherwise it is white.
    pub coloured: bool,
}

/// A glyph of a face at a size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Sort {
    pub face: u16,
    pub glyph: u32,
    /// The bits of the font size in pixels.
    pub size: u32,
    /// Quarters of a pixel from the pixel grid.
    pub quarter: u8,
    pub slanted: bool,
}

/// A font with its settings.
pub(super) struct Face {
    font: FontData,
    coords: Vec<NormalizedCoord>,
    is_coloured: bool,
    /// The outlines fitted to the pixel grid, by the bits of the font size.
    fitted: Vec<(u32, HintingInstance)>,
}

impl Face {
    pub(super) fn new(font: FontData, coords: &[i16]) -> Self {
        let is_coloured = parsed(&font).is_some_and(|font| {
            font.colr().is_ok() || font.sbix().is_ok() || font.cbdt().is_ok() || font.ebdt().is_ok()
        });
        let coords = coords.iter().map(|bits| NormalizedCoord::from_bits(*bits)).collect();
        Self { font, coords, is_coloured, fitted: Vec::new() }
    }

    /// True if the face may have glyphs with colours of their own, which are drawn on whole pixels.
    pub(super) fn is_coloured(&self) -> bool {
        self.is_coloured
    }

    /// The name of its family.
    #[cfg(test)]
    pub(super) fn family(&self) -> String {
        use skrifa::MetadataProvider as _;
        let names = parsed(&self.font).map(|font| font.localized_strings(skrifa::string::StringId::FAMILY_NAME));
        names.and_then(|mut names| names.next()).map(|name| name.chars().collect()).unwrap_or_default()
    }

    /// The middle of a glyph above the baseline, in pixels.
    pub(super) fn middle(&mut self, glyph: u32, size: f32) -> Option<f32> {
        let bounds = self.outline(glyph, size, false)?.control_box();
        Some(-((bounds.y0 + bounds.y1) / 2.0) as f32)
    }

    /// Draws a glyph; `None` if there is nothing to draw.
    pub(super) fn draw(&mut self, sort: Sort, fit: bool) -> Option<Bitmap> {
        let size = f32::from_bits(sort.size);
        if self.is_coloured
            && let Some(bitmap) = self.coloured(sort.glyph, size)
        {
            return Some(bitmap);
        }
        let mut path = self.outline(sort.glyph, size, fit)?;
        if sort.slanted {
            path.apply_affine(Affine::skew(-SLANT, 0.0));
        }
        path.apply_affine(Affine::translate((f64::from(sort.quarter) / 4.0, 0.0)));
        filled(&path)
    }

    fn outline(&mut self, glyph: u32, size: f32, fit: bool) -> Option<BezPath> {
        let font = parsed(&self.font)?;
        let outlines = font.outline_glyphs();
        let outline = outlines.get(GlyphId::new(glyph))?;
        let mut pen = Pen(BezPath::new());
        let location = LocationRef::new(&self.coords);
        let fitted = if fit { fitted(&mut self.fitted, &outlines, size, location) } else { None };
        let settings = match fitted {
            Some(fitted) => DrawSettings::hinted(fitted, false),
            None => DrawSettings::unhinted(Size::new(size), location),
        };
        outline.draw(settings, &mut pen).ok()?;
        Some(pen.0)
    }

    /// Draws a glyph that has colours of its own: a picture or painted outlines.
    fn coloured(&self, glyph: u32, size: f32) -> Option<Bitmap> {
        let font = parsed(&self.font)?;
        let id = GlyphId::new(glyph);
        let has_colours = font.color_glyphs().get(id).is_some()
            || font.bitmap_strikes().glyph_for_size(Size::new(size), id).is_some();
        if !has_colours || !size.is_finite() || size <= 0.0 {
            return None;
        }
        // The bounds are unknown: there is room for one font size on each side, and the rest is cut off.
        let side = (3.0 * size).ceil().clamp(1.0, LARGEST as f32) as u16;
        let mut context = RenderContext::new(side, side);
        let mut resources = Resources::new();
        context.set_paint(OpaqueColor::<Srgb>::WHITE);
        let coords: Vec<i16> = self.coords.iter().map(|coord| coord.to_bits()).collect();
        let glyphs = std::iter::once(Glyph { id: glyph, x: size, y: 2.0 * size });
        context
            .glyph_run(&mut resources, &self.font)
            .font_size(size)
            .hint(false)
            .normalized_coords(&coords)
            .fill_glyphs(glyphs);
        let mut canvas = Pixmap::new(side, side);
        context.render(&mut canvas, &mut resources);
        let (image, corner) = cropped(&image(&canvas))?;
        let offset = [corner[0] as i32 - size as i32, corner[1] as i32 - (2.0 * size) as i32];
        Some(Bitmap { image, offset, coloured: true })
    }
}

fn parsed(font: &FontData) -> Option<FontRef<'_>> {
    FontRef::from_index(font.data.as_ref(), font.index).ok()
}

/// The outlines of a face fitted to the pixel grid at a size.
fn fitted<'a>(
    known: &'a mut Vec<(u32, HintingInstance)>,
    outlines: &OutlineGlyphCollection<'_>,
    size: f32,
    location: LocationRef<'_>,
) -> Option<&'a HintingInstance> {
    let bits = size.to_bits();
    let place = match known.iter().position(|(other, _)| *other == bits) {
        Some(place) => place,
        None => {
            let fitted = HintingInstance::new(outlines, Size::new(size), location, FITTED).ok()?;
            if known.len() == SIZES {
                known.remove(0);
            }
            known.push((bits, fitted));
            known.len() - 1
        }
    };
    known.get(place).map(|(_, fitted)| fitted)
}

/// Fills a path with white.
fn filled(path: &BezPath) -> Option<Bitmap> {
    let bounds = path.control_box().expand();
    let (width, height) = (bounds.width() as usize, bounds.height() as usize);
    if width == 0 || height == 0 || width > LARGEST || height > LARGEST {
        return None;
    }
    let mut context = RenderContext::new(width as u16, height as u16);
    context.set_transform(Affine::translate((-bounds.x0, -bounds.y0)));
    context.set_paint(OpaqueColor::<Srgb>::WHITE);
    context.fill_path(path);
    let mut canvas = Pixmap::new(width as u16, height as u16);
    context.render(&mut canvas, &mut Resources::new());
    Some(Bitmap { image: image(&canvas), offset: [bounds.x0 as i32, bounds.y0 as i32], coloured: false })
}

fn image(canvas: &Pixmap) -> ColorImage {
    let pixels = canvas.data_as_u8_slice().chunks_exact(4);
    let pixels = pixels.map(|pixel| Color32::from_rgba_premultiplied(pixel[0], pixel[1], pixel[2], pixel[3]));
    ColorImage::new([usize::from(canvas.width()), usize::from(canvas.height())], pixels.collect())
}

/// The painted part of an image and its top left corner; `None` if nothing is painted.
fn cropped(image: &ColorImage) -> Option<(ColorImage, [usize; 2])> {
    let [width, height] = image.size;
    let painted = |x: usize, y: usize| image.pixels[y * width + x].a() > 0;
    let column = |x: &usize| (0..height).any(|y| painted(*x, y));
    let line = |y: &usize| (0..width).any(|x| painted(x, *y));
    let (left, right) = ((0..width).find(column)?, (0..width).rev().find(column)? + 1);
    let (top, bottom) = ((0..height).find(line)?, (0..height).rev().find(line)? + 1);
    Some((image.region_by_pixels([left, top], [right - left, bottom - top]), [left, top]))
}

/// Collects an outline; its y axis points up.
struct Pen(BezPath);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to((f64::from(x), f64::from(-y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to((f64::from(x), f64::from(-y)));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.quad_to((f64::from(cx), f64::from(-cy)), (f64::from(x), f64::from(-y)));
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let point = |x: f32, y: f32| (f64::from(x), f64::from(-y));
        self.0.curve_to(point(cx0, cy0), point(cx1, cy1), point(x, y));
    }

    fn close(&mut self) {
        self.0.close_path();
    }
}
