//! The application: its state, its commands, and the update of the state. No egui, no file system.
//!
//! Views push [`action::Intent`]s. [`update::update`] turns the state and an action into the next state and effects; the
//! window carries the effects out and answers with actions.

pub mod action;
pub mod adopt;
pub mod autosave;
pub mod changes;
pub mod commands;
pub mod compare;
pub mod context;
pub mod context_menu;
pub mod copy;
pub mod edges;
pub mod editions;
pub mod edits;
pub mod ending;
pub mod export;
pub mod hints;
pub mod hold;
pub mod import;
pub mod key_page;
pub mod key_table;
pub mod leave;
pub mod links;
pub mod mark_all;
pub mod marks;
pub mod merge;
pub mod navigate;
pub mod open;
pub mod opened;
pub mod paste;
pub mod pick;
pub mod preferences;
pub mod print;
pub mod problems;
pub mod project;
pub mod proposals;
pub mod reanchor;
pub mod reload;
pub mod reports;
pub mod rescue;
pub mod reveal;
pub mod run;
pub mod save;
pub mod search;
pub mod select;
pub mod session;
pub mod sessions;
pub mod shell;
pub mod speakers;
pub mod split;
pub mod state;
pub mod tabs;
pub mod tags;
mod typefaces;
pub mod update;
pub mod watch;
