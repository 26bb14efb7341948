//! The look of the window: one table of measures, the papers, and motion.

use egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Id, Margin, Response, Stroke, TextStyle as Part, Theme,
    ThemePreference, Ui, Visuals,
};

use crate::app::shell::Shell;
use crate::model::kind::{KindRow, Look, Rgb};
use crate::storage::settings;
use crate::ui::fonts;
use crate::ui::paper;
pub use crate::ui::paper::{Palette, palette};
use crate::ui::text_view::TextStyle;

/// The type scale in points.
pub mod size {
    /// The title of a page of the manual.
    pub const PAGE: f32 = 24.0;
    /// The title of a dialog or a view.
    pub const TITLE: f32 = 18.0;
    /// Words of the window.
    pub const BODY: f32 = 14.0;
    /// Secondary words.
    pub const SMALL: f32 = 12.0;
    /// The smallest words anywhere.
    pub const LEAST: f32 = 11.0;
}

/// Distances in points.
pub mod gap {
    /// Between things that belong together like the parts of a word.
    pub const HAIR: f32 = 2.0;
    /// Between the parts of a thing.
    pub const TIGHT: f32 = 4.0;
    /// Between lines of controls.
    pub const LINE: f32 = 6.0;
    /// Between things.
    pub const USUAL: f32 = 8.0;
    /// Inside a panel or a bar, at its sides.
    pub const WIDE: f32 = 12.0;
    /// Between sections.
    pub const SECTION: f32 = 16.0;
    /// Around what stands alone.
    pub const APART: f32 = 24.0;
}

/// Radii of corners in points.
pub mod radius {
    /// Small parts: bars and tints.
    pub const SMALL: u8 = 3;
    /// Rows, fields and buttons.
    pub const USUAL: u8 = 5;
    /// Cards and menus.
    pub const CARD: u8 = 6;
    /// Dialogs.
    pub const DIALOG: u8 = 8;
    /// Chips: half their height.
    pub const CHIP: u8 = 12;
}

/// A margin of these distances at the sides, and above and below.
pub const fn margin(sides: f32, ends: f32) -> Margin {
    Margin::symmetric(sides as i8, ends as i8)
}

/// Converts a colour of the model.
pub fn colour([r, g, b]: Rgb) -> Color32 {
    Color32::from_rgb(r, g, b)
}

/// A kind's colours in a theme.
pub fn look(kind: &KindRow, dark: bool) -> Look {
    if dark { kind.dark } else { kind.light }
}

/// Installs fonts, both themes and spacing.
pub fn install(ctx: &Context) {
    ctx.set_fonts(fonts::definitions(None));
    for (theme, palette) in [(Theme::Light, &paper::LIGHT), (Theme::Dark, &paper::DARK)] {
        ctx.set_visuals_of(theme, visuals(palette));
        ctx.style_mut_of(theme, |style| {
            let sized = |size| FontId::new(size, FontFamily::Proportional);
            style.text_styles.insert(Part::Body, sized(size::BODY));
            style.text_styles.insert(Part::Button, sized(size::BODY));
            style.text_styles.insert(Part::Small, sized(size::SMALL));
            style.text_styles.insert(Part::Heading, sized(size::TITLE));
            style.spacing.item_spacing = egui::vec2(gap::USUAL, gap::LINE);
            style.spacing.button_padding = egui::vec2(gap::USUAL, gap::TIGHT);
            style.spacing.menu_margin = Margin::same(gap::LINE as i8);
            style.spacing.window_margin = Margin::same(gap::SECTION as i8);
            style.spacing.interact_size.y = 24.0;
            style.spacing.scroll = egui::style::ScrollStyle {
                floating_allocated_width: 10.0,
                floating_width: 6.0,
                bar_width: 8.0,
                dormant_handle_opacity: 0.55,
                active_handle_opacity: 0.65,
                interact_handle_opacity: 0.8,
                ..egui::style::ScrollStyle::floating()
            };
            // A list that gets shorter must not animate to its new end.
            style.spacing.scroll.kinetic.rubber_band = false;
            style.interaction.tooltip_delay = 0.4;
            // Only what `motion` is asked for moves: menus and scroll bars appear at once.
            style.animation_time = 0.0;
            style.scroll_animation = egui::style::ScrollAnimation::none();
        });
    }
    ctx.options_mut(|options| {
        options.zoom_with_keyboard = false;
        options.input_options.max_double_click_delay = 0.5;
    });
}

/// Applies the settings, and the preferences of the desktop that they follow.
pub fn apply(ctx: &Context, shell: &Shell) {
    let paper = paper_of(ctx, shell, shell.settings.theme);
    let (theme, preference) = match paper.dark {
        true => (Theme::Dark, ThemePreference::Dark),
        false => (Theme::Light, ThemePreference::Light),
    };
    if palette(&ctx.style_of(theme).visuals) != paper {
        ctx.set_visuals_of(theme, visuals(paper));
    }
    ctx.set_theme(preference);
    let zoom = shell.settings.zoom * if shell.settings.text_scale { shell.desktop.text_scale } else { 1.0 };
    if (ctx.zoom_factor() - zoom).abs() > f32::EPSILON {
        ctx.set_zoom_factor(zoom);
    }
}

/// The paper of a theme: with high contrast where that is set, or the desktop asks for it.
pub fn paper_of(ctx: &Context, shell: &Shell, theme: settings::Theme) -> &'static Palette {
    let is_dark = || shell.desktop.dark.unwrap_or(ctx.system_theme() == Some(Theme::Dark));
    let paper = match theme {
        settings::Theme::System if is_dark() => &paper::DARK,
        settings::Theme::System | settings::Theme::Light => &paper::LIGHT,
        settings::Theme::Sepia => &paper::SEPIA,
        settings::Theme::Dark => &paper::DARK,
        settings::Theme::LightContrast => &paper::LIGHT_CONTRAST,
        settings::Theme::DarkContrast => &paper::DARK_CONTRAST,
    };
    let is_high = match shell.settings.contrast {
        settings::Contrast::System => shell.desktop.contrast,
        settings::Contrast::High => true,
        settings::Contrast::Theme => false,
    };
    match (is_high, paper.dark) {
        (false, _) => paper,
        (true, true) => &paper::DARK_CONTRAST,
        (true, false) => &paper::LIGHT_CONTRAST,
    }
}

fn visuals(palette: &Palette) -> Visuals {
    let mut visuals = if palette.dark { Visuals::dark() } else { Visuals::light() };
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(palette.weak);
    visuals.panel_fill = palette.panel;
    visuals.window_fill = palette.card;
    visuals.window_stroke = Stroke::new(1.0, palette.line);
    visuals.window_corner_radius = CornerRadius::same(radius::DIALOG);
    visuals.menu_corner_radius = CornerRadius::same(radius::CARD);
    visuals.extreme_bg_color = palette.page;
    visuals.text_edit_bg_color = Some(palette.page);
    visuals.faint_bg_color = palette.card;
    visuals.hyperlink_color = palette.accent;
    visuals.warn_fg_color = palette.warning;
    visuals.error_fg_color = palette.error;
    visuals.selection.bg_fill = palette.selection;
    // Also the colour of words on that fill.
    visuals.selection.stroke = Stroke::new(1.0, palette.text);
    let corner = CornerRadius::same(radius::USUAL);
    let widgets = &mut visuals.widgets;
    for (widget, fill, stroke) in [
        (&mut widgets.noninteractive, palette.panel, palette.line),
        (&mut widgets.inactive, palette.card, palette.edge),
        (&mut widgets.hovered, palette.raised, palette.weak),
        (&mut widgets.active, palette.raised, palette.accent),
        (&mut widgets.open, palette.raised, palette.line),
    ] {
        widget.bg_fill = fill;
        widget.weak_bg_fill = fill;
        widget.bg_stroke = Stroke::new(1.0, stroke);
        widget.fg_stroke = Stroke::new(1.0, palette.text);
        widget.corner_radius = corner;
        widget.expansion = 0.0;
    }
    visuals
}

/// Seconds that a movement takes: none where the person or the system asks for none.
pub fn motion(shell: &Shell) -> f32 {
    if shell.moves() { MOTION } else { 0.0 }
}

/// Seconds that a movement takes: a few frames even where there is no GPU.
const MOTION: f32 = 0.12;

/// Share of the way from closed to open, from 0 to 1.
pub fn moved(ctx: &Context, shell: &Shell, id: Id, open: bool) -> f32 {
    ctx.animate_bool_with_time_and_easing(id, open, motion(shell), egui::emath::easing::cubic_out)
}

/// A radio button or checkbox with a visible outline, its only visible part while it is off.
pub fn choice(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> Response) -> Response {
    ui.scope(|ui| {
        ui.visuals_mut().widgets.inactive.bg_stroke.color = palette(ui.visuals()).weak;
        add(ui)
    })
    .inner
}

/// A slider with a visible rail.
pub fn slider(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> Response) -> Response {
    ui.scope(|ui| {
        ui.visuals_mut().widgets.inactive.bg_fill = palette(ui.visuals()).weak;
        add(ui)
    })
    .inner
}

/// The style of the article.
pub fn text_style(ui: &Ui, settings: &settings::Settings) -> TextStyle {
    let bundled = if settings.serif { fonts::serif() } else { fonts::sans() };
    let own = fonts::family_of(&settings.typeface);
    let installed = ui.fonts(|fonts| fonts.definitions().families.contains_key(&own));
    let family = if installed { own } else { bundled };
    TextStyle {
        line_height: settings.line_height / 100.0,
        characters: settings.column,
        ..TextStyle::new(palette(ui.visuals()), family, settings.text_size)
    }
}
