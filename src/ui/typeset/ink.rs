//! Glyphs in their places, painted as one mesh for each page of the atlas: usually one.

use std::f32::consts::FRAC_PI_2;
use std::ops::Range;
use std::sync::Arc;

use egui::emath::Rot2;
use egui::epaint::Vertex;
use egui::mutex::Mutex;
use egui::{Color32, Context, Mesh, Painter, Pos2, Rect, Shape, Vec2, pos2};

use super::atlas::{SIDE, Sprite};
use super::raster::Sort;
use super::{Typesetter, with};

/// Font sizes from the baseline within which letters are.
const REACH: f32 = 2.0;
/// The middle of capital letters above the baseline, in font sizes.
const CAPITAL: f32 = 0.36;

/// A glyph in its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub id: u32,
    /// Its origin in pixels from the top left corner.
    pub x: f32,
    pub y: f32,
    /// True if it is drawn on whole pixels: there are so many ideographs that each is drawn only once.
    pub whole: bool,
}

/// The look of glyphs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Type {
    pub face: u16,
    /// The font size in pixels.
    pub size: f32,
    /// The number of its colour.
    pub tint: u8,
    pub slanted: bool,
}

/// Glyphs of one look on one line.
#[derive(Clone, Debug)]
struct Run {
    look: Type,
    glyphs: Range<usize>,
    /// The baseline in pixels from the top.
    baseline: f32,
}

/// Glyphs in their places.
#[derive(Default)]
pub struct Ink {
    /// From the first line to the last.
    runs: Vec<Run>,
    glyphs: Vec<Glyph>,
    /// Pixels from a baseline within which all glyphs on it are.
    reach: f32,
    painted: Mutex<Painted>,
}

/// Drawn glyphs and the meshes of the last frame.
#[derive(Default)]
struct Painted {
    /// The edition of the atlas that the sprites are from.
    edition: Option<u64>,
    /// For each glyph its sprite and its top left corner in pixels.
    sprites: Vec<Option<(Sprite, [i32; 2])>>,
    key: Option<Key>,
    meshes: Vec<(u8, Arc<Mesh>)>,
}

/// Inputs of the meshes.
#[derive(Clone, Debug, PartialEq)]
struct Key {
    origin: [i32; 2],
    scale: f32,
    colours: Vec<Color32>,
    runs: Range<usize>,
}

impl std::fmt::Debug for Ink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Ink").field("runs", &self.runs.len()).field("glyphs", &self.glyphs.len()).finish()
    }
}

impl Clone for Ink {
    fn clone(&self) -> Self {
        let (runs, glyphs) = (self.runs.clone(), self.glyphs.clone());
        Self { runs, glyphs, reach: self.reach, painted: Mutex::default() }
    }
}

impl Ink {
    /// Makes room for glyphs.
    pub(super) fn reserve(&mut self, count: usize) {
        self.glyphs.reserve(count);
    }

    /// Adds a glyph. Glyphs come line by line.
    pub(super) fn push(&mut self, look: Type, baseline: f32, glyph: Glyph) {
        let at = self.glyphs.len();
        self.glyphs.push(glyph);
        self.reach = self.reach.max(REACH * look.size);
        match self.runs.last_mut().filter(|run| run.look == look && run.baseline == baseline) {
            Some(run) => run.glyphs.end = at + 1,
            None => self.runs.push(Run { look, glyphs: at..at + 1, baseline }),
        }
    }

    /// The number of glyphs.
    pub(super) fn len(&self) -> usize {
        self.glyphs.len()
    }

    /// The numbers of the glyphs in their fonts; 0 is that of missing ones.
    #[cfg(test)]
    pub(super) fn ids(&self) -> impl Iterator<Item = u32> + '_ {
        self.glyphs.iter().map(|glyph| glyph.id)
    }

    /// The glyphs with their looks.
    #[cfg(test)]
    pub(super) fn all(&self) -> impl Iterator<Item = (Type, Glyph)> + '_ {
        self.runs.iter().flat_map(|run| self.glyphs[run.glyphs.clone()].iter().map(|glyph| (run.look, *glyph)))
    }

    /// Moves the glyphs from a number on to the right.
    pub(super) fn slide(&mut self, from: usize, pixels: f32) {
        for glyph in &mut self.glyphs[from..] {
            glyph.x += pixels;
        }
    }

    /// Moves everything by a distance in points.
    pub fn shift(&mut self, by: Vec2, scale: f32) {
        let by = by * scale;
        for glyph in &mut self.glyphs {
            glyph.x += by.x;
            glyph.y += by.y;
        }
        for run in &mut self.runs {
            run.baseline += by.y;
        }
        self.painted = Mutex::default();
    }

    /// Puts the glyphs whose tint has a bit at the height of capital letters, and takes the bit off.
    pub(super) fn centre(&mut self, ctx: &Context, bit: u8) {
        for run in self.runs.iter_mut().filter(|run| run.look.tint & bit != 0) {
            run.look.tint &= !bit;
            let Type { face, size, .. } = run.look;
            for glyph in &mut self.glyphs[run.glyphs.clone()] {
                let middle = with(ctx, |typesetter| typesetter.faces.face(face)?.middle(glyph.id, size));
                glyph.y -= middle.map_or(0.0, |middle| (CAPITAL * size - middle).round());
            }
        }
    }

    /// Adds the glyphs of other ink, none of which is on a line above.
    pub fn append(&mut self, mut other: Self) {
        let at = self.glyphs.len();
        self.glyphs.append(&mut other.glyphs);
        self.reach = self.reach.max(other.reach);
        self.runs.extend(
            other.runs.into_iter().map(|run| Run { glyphs: run.glyphs.start + at..run.glyphs.end + at, ..run }),
        );
        self.painted = Mutex::default();
    }

    /// Paints what is within the painter's rectangle, with the top left corner at `origin`. A part of the text has the
    /// colour at the place of its tint.
    pub fn paint(&self, painter: &Painter, origin: Pos2, colours: &[Color32]) {
        self.paint_as(painter, origin, colours, Shape::Mesh);
    }

    /// Paints everything from the bottom to the top: turned to the left around `origin`.
    pub fn paint_upright(&self, painter: &Painter, origin: Pos2, colours: &[Color32]) {
        // Before it is turned, it may be out of sight.
        let whole = painter.with_clip_rect(Rect::EVERYTHING);
        let mut turned = Vec::new();
        self.paint_as(&whole, origin, colours, |mesh| {
            let mut mesh = Mesh::clone(&mesh);
            mesh.rotate(Rot2::from_angle(-FRAC_PI_2), origin);
            turned.push(mesh);
            Shape::Noop
        });
        painter.extend(turned.into_iter().map(Shape::mesh));
    }

    fn paint_as(
        &self,
        painter: &Painter,
        origin: Pos2,
        colours: &[Color32],
        mut shape: impl FnMut(Arc<Mesh>) -> Shape,
    ) {
        if self.glyphs.is_empty() {
            return;
        }
        let scale = painter.pixels_per_point();
        let origin = [(origin.x * scale).round(), (origin.y * scale).round()];
        let clip = painter.clip_rect().y_range();
        let (top, bottom) = (clip.min * scale - origin[1], clip.max * scale - origin[1]);
        let first = self.runs.partition_point(|run| run.baseline + self.reach < top);
        let last = self.runs.partition_point(|run| run.baseline - self.reach < bottom);
        if first >= last {
            return;
        }
        let origin = origin.map(|at| at as i32);
        let is_same = |key: &Key| {
            key.origin == origin && key.scale == scale && key.colours == colours && key.runs == (first..last)
        };
        let painted = &mut *self.painted.lock();
        with(painter.ctx(), |typesetter| {
            if painted.edition != Some(typesetter.atlas.edition()) {
                painted.sprites = self.sprites(painter.ctx(), typesetter);
                painted.edition = Some(typesetter.atlas.edition());
                painted.key = None;
            }
            if !painted.key.as_ref().is_some_and(is_same) {
                let key = Key { origin, scale, colours: colours.to_vec(), runs: first..last };
                self.fill(painted, &key, typesetter);
                painted.key = Some(key);
            }
        });
        for (_, mesh) in painted.meshes.iter().filter(|(_, mesh)| !mesh.is_empty()) {
            painter.add(shape(mesh.clone()));
        }
    }

    fn sprites(&self, ctx: &Context, typesetter: &mut Typesetter) -> Vec<Option<(Sprite, [i32; 2])>> {
        let Typesetter { faces, atlas, .. } = typesetter;
        let mut sprites = Vec::with_capacity(self.glyphs.len());
        for run in &self.runs {
            let Type { face, size, slanted, .. } = run.look;
            let is_coloured = faces.face(face).is_some_and(|face| face.is_coloured());
            for glyph in &self.glyphs[run.glyphs.clone()] {
                let (x, quarter) = if glyph.whole || is_coloured { (glyph.x.round(), 0) } else { quarters(glyph.x) };
                let sort = Sort { face, glyph: glyph.id, size: size.to_bits(), quarter, slanted };
                let sprite = atlas.sprite(ctx, faces, sort);
                sprites.push(sprite.map(|sprite| {
                    let [left, top] = sprite.offset.map(i32::from);
                    (sprite, [x as i32 + left, glyph.y.round() as i32 + top])
                }));
            }
        }
        sprites
    }

    /// Fills the meshes with the glyphs of some runs.
    fn fill(&self, painted: &mut Painted, key: &Key, typesetter: &Typesetter) {
        let Painted { sprites, meshes, .. } = painted;
        for (_, mesh) in meshes.iter_mut() {
            match Arc::get_mut(mesh) {
                Some(mesh) => mesh.clear(),
                None => *mesh = Arc::new(Mesh::with_texture(mesh.texture_id)),
            }
        }
        let runs = &self.runs[key.runs.clone()];
        let count: usize = runs.iter().map(|run| run.glyphs.len()).sum();
        for run in runs {
            let tint = key.colours.get(usize::from(run.look.tint)).or(key.colours.first());
            let ink = tint.copied().unwrap_or(Color32::PLACEHOLDER);
            for (sprite, corner) in sprites[run.glyphs.clone()].iter().flatten() {
                let place = match meshes.iter().position(|(page, _)| *page == sprite.page) {
                    Some(place) => place,
                    None => {
                        let mut mesh = Mesh::with_texture(typesetter.atlas.texture(sprite.page));
                        if meshes.is_empty() {
                            mesh.reserve_vertices(4 * count);
                            mesh.indices.reserve(6 * count);
                        }
                        meshes.push((sprite.page, Arc::new(mesh)));
                        meshes.len() - 1
                    }
                };
                let Some(mesh) = Arc::get_mut(&mut meshes[place].1) else { continue };
                let color = if sprite.coloured { Color32::WHITE } else { ink };
                quad(mesh, sprite, [key.origin[0] + corner[0], key.origin[1] + corner[1]], key.scale, color);
            }
        }
    }
}

/// A position on the pixel grid, and the quarters of a pixel beyond it.
fn quarters(x: f32) -> (f32, u8) {
    let quarters = (x * 4.0).round();
    let whole = (quarters / 4.0).floor();
    (whole, (quarters - whole * 4.0) as u8)
}

fn quad(mesh: &mut Mesh, sprite: &Sprite, corner: [i32; 2], scale: f32, color: Color32) {
    let [width, height] = sprite.size.map(f32::from);
    let [u, v] = sprite.corner.map(f32::from);
    let (left, top) = (corner[0] as f32, corner[1] as f32);
    let vertex = |right: f32, down: f32| Vertex {
        pos: pos2((left + right) / scale, (top + down) / scale),
        uv: pos2((u + right) / SIDE as f32, (v + down) / SIDE as f32),
        color,
    };
    let first = mesh.vertices.len() as u32;
    let corners = [vertex(0.0, 0.0), vertex(width, 0.0), vertex(0.0, height), vertex(width, height)];
    mesh.vertices.extend_from_slice(&corners);
    mesh.indices.extend_from_slice(&[first, first + 1, first + 2, first + 2, first + 1, first + 3]);
}
