//! The atlas: textures with the drawn glyphs.
//!
//! It grows by pages, so that no glyph ever moves. When it is full, it is emptied before the next frame, and everything
//! that was taken from it is stale.

use ahash::AHashMap;
use egui::epaint::FontColorTransferFunction;
use egui::epaint::text::TextOptions;
use egui::{Color32, ColorImage, Context, TextureHandle, TextureId, TextureOptions};

use super::faces::Faces;
use super::raster::{Bitmap, Sort};

/// The side of a page in pixels.
pub(super) const SIDE: usize = 1024;
/// Number of pages from which the atlas is emptied.
const PAGES: usize = 8;
/// Free pixels around a glyph, so that no neighbour shows at its edges.
const MARGIN: usize = 1;

/// A glyph in the atlas.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sprite {
    pub page: u8,
    pub coloured: bool,
    /// Its top left corner in the page, in pixels.
    pub corner: [u16; 2],
    /// Its width and height in pixels.
    pub size: [u16; 2],
    /// From the glyph's origin to its top left corner, in pixels.
    pub offset: [i16; 2],
}

/// A page, filled in lines from the top.
struct Page {
    texture: TextureHandle,
    /// The free place in the last line.
    free: [usize; 2],
    /// The height of the last line.
    height: usize,
}

/// The drawn glyphs.
#[derive(Default)]
pub(super) struct Atlas {
    pages: Vec<Page>,
    /// The number of the page that is being filled.
    open: usize,
    sprites: AHashMap<Sort, Option<Sprite>>,
    /// Counts how often it was emptied.
    edition: u64,
    options: Option<TextOptions>,
    is_full: bool,
    /// Number of pages from which it is emptied: more once a single frame needed more.
    most: usize,
}

impl Atlas {
    /// Prepares for a frame: empties the atlas if it is full, or if its glyphs are to look otherwise.
    pub(super) fn begin(&mut self, options: TextOptions, other_fonts: bool) {
        let looks_otherwise = self.options.is_some_and(|before| before != options);
        if self.is_full || looks_otherwise || other_fonts {
            self.most = if self.is_full { (2 * self.most).clamp(PAGES, 8 * PAGES) } else { PAGES };
            self.sprites.clear();
            self.open = 0;
            self.is_full = false;
            self.edition += 1;
            for page in &mut self.pages {
                (page.free, page.height) = ([MARGIN, MARGIN], 0);
            }
        }
        self.options = Some(options);
    }

    /// A number that changes whenever the atlas is emptied.
    pub(super) fn edition(&self) -> u64 {
        self.edition
    }

    /// The texture of a page.
    pub(super) fn texture(&self, page: u8) -> TextureId {
        self.pages.get(usize::from(page)).map_or_else(TextureId::default, |page| page.texture.id())
    }

    /// A glyph, drawn if it is seen for the first time; `None` if there is nothing to draw.
    pub(super) fn sprite(&mut self, ctx: &Context, faces: &mut Faces, sort: Sort) -> Option<Sprite> {
        if let Some(known) = self.sprites.get(&sort) {
            return *known;
        }
        let options = self.options.unwrap_or_default();
        let bitmap = faces.face(sort.face).and_then(|face| face.draw(sort, options.font_hinting));
        let sprite = bitmap.and_then(|bitmap| self.keep(ctx, bitmap, options.color_transfer_function));
        if !self.is_full {
            self.sprites.insert(sort, sprite);
        }
        sprite
    }

    fn keep(&mut self, ctx: &Context, bitmap: Bitmap, transfer: FontColorTransferFunction) -> Option<Sprite> {
        let [width, height] = bitmap.image.size;
        let (page, corner) = self.room(ctx, width, height)?;
        let mut image = ColorImage::filled([width + 2 * MARGIN, height + 2 * MARGIN], Color32::TRANSPARENT);
        for y in 0..height {
            for x in 0..width {
                let pixel = bitmap.image[(x, y)];
                let pixel = if bitmap.coloured { pixel } else { transfer.to_atlas_color(pixel) };
                image[(x + MARGIN, y + MARGIN)] = pixel;
            }
        }
        let place = [corner[0] - MARGIN, corner[1] - MARGIN];
        self.pages.get_mut(page)?.texture.set_partial(place, image, TextureOptions::LINEAR);
        Some(Sprite {
            page: page as u8,
            coloured: bitmap.coloured,
            corner: corner.map(|at| at as u16),
            size: [width as u16, height as u16],
            offset: bitmap.offset.map(|by| by as i16),
        })
    }

    /// A free place with margins: its page and its top left corner.
    fn room(&mut self, ctx: &Context, width: usize, height: usize) -> Option<(usize, [usize; 2])> {
        loop {
            if self.open == self.pages.len() {
                if self.open >= self.most.max(PAGES) {
                    self.is_full = true;
                    ctx.request_repaint();
                    return None;
                }
                let blank = ColorImage::filled([SIDE, SIDE], Color32::TRANSPARENT);
                let texture = ctx.load_texture("glyphs", blank, TextureOptions::LINEAR);
                self.pages.push(Page { texture, free: [MARGIN, MARGIN], height: 0 });
            }
            let page = self.pages.get_mut(self.open)?;
            if page.free[0] + width + MARGIN > SIDE {
                page.free = [MARGIN, page.free[1] + page.height + 2 * MARGIN];
                page.height = 0;
            }
            if page.free[1] + height + MARGIN <= SIDE {
                let corner = page.free;
                page.free[0] += width + 2 * MARGIN;
                page.height = page.height.max(height);
                return Some((self.open, corner));
            }
            self.open += 1;
        }
    }
}
