//! The window: the only egui, eframe and rfd.
//!
//! A view reads the state and pushes actions; it never changes the state, opens a file or a dialog.

mod clash;
mod copies;
pub mod dialogs;
mod entry;
pub mod event_loop;
mod exchange;
pub mod fonts;
pub mod frames;
pub mod keys;
mod label;
pub mod map;
pub mod panels;
pub mod picker;
pub mod platform;
mod symbols;
pub mod text_view;
pub mod theme;
mod watcher;
pub mod window;
