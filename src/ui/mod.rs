//! The window: the only egui, eframe and rfd.

pub mod text_view;
