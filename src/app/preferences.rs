//! Changing the settings.

use crate::app::context::Context;
use crate::app::shell::keymap::Keymap;
use crate::app::typefaces::load_typeface;
use crate::jobs::Job;
use crate::jobs::settings::SettingsJob;
use crate::storage::settings::{Settings, TEXT_SIZES, THEMES, Theme, ZOOMS};

/// Takes settings and writes them.
pub fn set_settings(cx: &mut Context<'_>, settings: Settings) {
    cx.shell.settings = settings;
    cx.shell.keymap = Keymap::new(&cx.shell.settings);
    write_settings(cx);
    load_typeface(cx);
}

/// Writes the settings.
pub fn write_settings(cx: &mut Context<'_>) {
    cx.shell.settings_number += 1;
    let job = SettingsJob { settings: cx.shell.settings.clone(), number: cx.shell.settings_number };
    cx.start_alone(Job::WriteSettings(Box::new(job)));
}

/// Changes some settings.
pub fn with_settings(cx: &mut Context<'_>, change: impl FnOnce(&mut Settings)) {
    let mut settings = cx.shell.settings.clone();
    change(&mut settings);
    set_settings(cx, settings);
}

/// Makes everything larger or smaller by this step, within limits and without the rounding errors of repeated addition.
pub fn zoom_by(cx: &mut Context<'_>, step: f32) {
    let zoom = ((cx.shell.settings.zoom + step) * 10.0).round() / 10.0;
    with_settings(cx, |settings| settings.zoom = zoom.clamp(*ZOOMS.start(), *ZOOMS.end()));
}

/// Undoes zooming.
pub fn zoom_reset(cx: &mut Context<'_>) {
    with_settings(cx, |settings| settings.zoom = 1.0);
}

/// Makes the text of the article larger or smaller by this many points.
pub fn resize_text(cx: &mut Context<'_>, points: f32) {
    let size = cx.shell.settings.text_size + points;
    with_settings(cx, |settings| settings.text_size = size.clamp(*TEXT_SIZES.start(), *TEXT_SIZES.end()));
}

/// Changes the typeface of the article to the other bundled one.
pub fn toggle_serif(cx: &mut Context<'_>) {
    with_settings(cx, |settings| (settings.serif, settings.typeface) = (!settings.serif, String::new()));
}

/// Goes on to the next theme.
pub fn next_theme(cx: &mut Context<'_>) {
    let next = (cx.shell.settings.theme as usize + 1) % Theme::ALL.len();
    with_settings(cx, |settings| settings.theme = Theme::ALL[next]);
    cx.say(format!("Theme: {}", THEMES[next].1.to_lowercase()));
}

/// Hides boilerplate, or shows it; `found` if the article has any.
pub fn toggle_boilerplate(cx: &mut Context<'_>, found: bool) {
    with_settings(cx, |settings| settings.hide_boilerplate ^= true);
    cx.say(match (found, cx.shell.settings.hide_boilerplate) {
        (false, _) => "No boilerplate found in this article",
        (true, true) => "Boilerplate hidden",
        (true, false) => "Boilerplate shown",
    });
}
