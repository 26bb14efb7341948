//! The window: the only egui, eframe and rfd.

pub mod fonts;
pub mod text_view;
