//! State, commands, update: no egui, no file system.
//!
//! Views push [`action::Action`]s; [`update::update`] turns the state and an action into the next state and
//! [`action::Effect`]s; the window carries the effects out (with [`jobs`] on other threads) and answers with actions.

pub mod action;
pub mod carrying;
pub mod clash;
pub mod commands;
pub mod copies;
pub mod dialog;
pub mod edits;
pub mod ending;
pub mod find;
pub mod keymap;
pub mod links;
pub mod panel;
pub mod pasting;
pub mod picker;
pub mod places;
pub mod proposal;
pub mod renamed;
pub mod repairs;
pub mod review;
pub mod saving;
pub mod speakers;
pub mod state;
pub mod transfer;
pub mod update;
pub mod watching;
