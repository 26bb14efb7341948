//! Typefaces of the system: listing them, and loading the one of the settings.

use std::sync::Arc;

use crate::app::context::Context;
use crate::jobs::Job;
use crate::jobs::typefaces::Typeface;

/// Lists the typefaces, once.
pub fn list_typefaces(cx: &mut Context<'_>) {
    if !std::mem::replace(&mut cx.shell.typefaces.asked, true) {
        cx.start_alone(Job::ListTypefaces);
    }
}

/// Loads the typeface of the settings if it is not loaded yet.
pub fn load_typeface(cx: &mut Context<'_>) {
    let name = &cx.shell.settings.typeface;
    let loaded = cx.shell.typefaces.loaded.as_ref().is_some_and(|typeface| typeface.name == *name);
    if !name.is_empty() && !loaded {
        cx.start_alone(Job::LoadTypeface(name.clone()));
    }
}

/// Takes a typeface that was loaded; without it, articles stay in a bundled one.
pub fn loaded_typeface(cx: &mut Context<'_>, name: &str, typeface: Option<Typeface>) {
    match typeface {
        Some(typeface) => cx.shell.typefaces.loaded = Some(Arc::new(typeface)),
        None => cx.say(format!("The typeface {name} is not installed")),
    }
}
