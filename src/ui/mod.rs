//! The window: the only egui, eframe and rfd.
//!
//! A view reads the state and pushes intents; it never changes the state, opens a file or a dialog.

pub mod announce;
pub mod context_menu;
pub mod desktop;
pub mod dialogs;
pub mod dragged;
mod drops;
mod edge;
mod entry;
pub mod event_loop;
pub mod fields;
mod focus;
mod following;
pub mod fonts;
pub mod frames;
pub mod hover;
pub mod icons;
pub mod keys;
mod label;
pub mod list;
mod low;
pub mod manual;
pub mod map;
pub mod pane;
pub mod panels;
pub mod paper;
pub mod picker;
pub mod platform;
pub mod project;
pub mod reply;
mod roles;
mod roving;
pub mod rows;
mod selection_bar;
#[cfg(target_os = "macos")]
mod sent;
pub mod start;
mod symbols;
mod tab_row;
pub mod text_view;
pub mod theme;
mod tooltip;
mod typefaces;
pub mod typeset;
mod viewer;
mod watcher;
mod widgets;
pub mod window;
