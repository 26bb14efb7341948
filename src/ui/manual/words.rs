//! Words of the manual in their styles, with their links and the words that were searched for.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Color32, FontFamily, FontId, Label, Link, Response, Stroke, Ui};

use crate::app::manual::keys::in_force;
use crate::app::manual::markup::Span;
use crate::app::manual::pages::{Page, Target};
use crate::app::shell::keymap::Keymap;
use crate::app::shell::manual::ManualRequest;
use crate::ui::fonts;
use crate::ui::theme::{self, Palette};

/// The distance of lines in the size of the font.
const LEADING: f32 = 1.36;

/// The look of words.
pub(super) struct Look<'a> {
    pub(super) size: f32,
    pub(super) bold: bool,
    pub(super) colour: Color32,
    pub(super) palette: &'a Palette,
    /// The words that are searched for, in lower case.
    pub(super) sought: &'a [String],
    /// The keys in force.
    pub(super) keymap: &'a Keymap,
}

impl Look<'_> {
    /// Words in their styles on lines of their own.
    pub(super) fn job(&self, spans: &[Span]) -> LayoutJob {
        let mut job = LayoutJob::default();
        for span in spans {
            let format = self.format(span);
            let key = if span.code { in_force(self.keymap, &span.words) } else { None };
            let words = key.as_deref().unwrap_or(&span.words);
            let mut from = 0;
            for (start, end) in hits(words, self.sought) {
                job.append(&words[from..start], 0.0, format.clone());
                let lit = TextFormat { background: self.palette.highlight, ..format.clone() };
                job.append(&words[start..end], 0.0, lit);
                from = end;
            }
            job.append(&words[from..], 0.0, format);
        }
        job
    }

    fn format(&self, span: &Span) -> TextFormat {
        let sans = fonts::sans();
        let family: FontFamily = match span {
            Span { code: true, .. } => fonts::code(),
            Span { bold: true, .. } => fonts::bold(&sans),
            _ if self.bold => fonts::bold(&sans),
            Span { italic: true, .. } => fonts::italic(&sans),
            _ => sans,
        };
        let is_link = span.link.is_some();
        let colour = if is_link { self.palette.link } else { self.colour };
        TextFormat {
            font_id: FontId::new(self.size, family),
            color: colour,
            background: if span.code { self.palette.tint } else { Color32::TRANSPARENT },
            // Code is in a font with other heights; its lines are as high as the others.
            valign: if span.code { Align::Center } else { Align::BOTTOM },
            line_height: span.code.then_some((self.size * LEADING).round()),
            underline: if is_link { Stroke::new(1.0, colour) } else { Stroke::NONE },
            ..TextFormat::default()
        }
    }
}

/// The places of words in a text, in order and without overlaps.
fn hits(text: &str, sought: &[String]) -> Vec<(usize, usize)> {
    let lower = text.to_ascii_lowercase();
    let places = sought.iter().flat_map(|word| lower.match_indices(word.as_str()));
    let mut found: Vec<(usize, usize)> = places.map(|(at, hit)| (at, at + hit.len())).collect();
    found.sort_unstable();
    let mut end = 0;
    found.retain(|hit| {
        let is_free = hit.0 >= end;
        end = if is_free { hit.1 } else { end };
        is_free
    });
    found
}

/// Shows words of a page in lines as wide as the view; each link is a stop of `Tab`.
pub(super) fn show(ui: &mut Ui, page: &Page, spans: &[Span], look: &Look<'_>, requests: &mut Vec<ManualRequest>) {
    if spans.iter().all(|span| span.link.is_none()) {
        ui.add(Label::new(look.job(spans)).wrap());
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::Vec2::ZERO;
        for run in spans.chunk_by(|one, next| one.link == next.link) {
            match run.first().and_then(|span| span.link.as_deref()) {
                None => drop(ui.add(Label::new(look.job(run)).wrap())),
                Some(address) => link(ui, page, address, look.job(run), requests),
            }
        }
    });
}

fn link(ui: &mut Ui, page: &Page, address: &str, words: LayoutJob, requests: &mut Vec<ManualRequest>) {
    let link: Response = ui.add(Link::new(words));
    ui.ctx().accesskit_node_builder(link.id, |node| node.set_url(address));
    if link.gained_focus() {
        link.scroll_to_me(None);
    }
    let link = match page.target(address) {
        Target::Outside(address) => link.on_hover_text(format!("Copy {address}")),
        Target::Page(..) | Target::Nowhere => link,
    };
    if link.clicked() {
        requests.push(ManualRequest::Follow(address.to_owned()));
    }
}

/// Code as it is, on the ground of its block.
pub(super) fn code(look: &Look<'_>, code: &str) -> LayoutJob {
    let span = Span { words: code.to_owned(), code: true, ..Span::default() };
    let mut job = look.job(&[span]);
    for section in job.sections.iter_mut().filter(|section| section.format.background == look.palette.tint) {
        section.format.background = Color32::TRANSPARENT;
    }
    job
}

/// The look of usual words.
pub(super) fn body<'a>(ui: &Ui, sought: &'a [String], keymap: &'a Keymap) -> Look<'a> {
    let palette = theme::palette(ui.visuals());
    Look { size: theme::size::BODY, bold: false, colour: palette.text, palette, sought, keymap }
}
