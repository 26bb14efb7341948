//! Colours, fonts and spacing of the light and the dark theme.

use egui::{
    Color32, CornerRadius, FontFamily, FontId, Response, Stroke, TextStyle as Part, Theme, ThemePreference, Ui, Visuals,
};

use crate::model::kind::{KindRow, Look, Rgb};
use crate::storage::settings;
use crate::ui::fonts;
use crate::ui::text_view::TextStyle;

/// The colours of a theme.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// The article's page.
    pub page: Color32,
    /// Panels and bars.
    pub panel: Color32,
    /// Cards and fields.
    pub card: Color32,
    /// A hovered or selected card.
    pub raised: Color32,
    /// Text.
    pub text: Color32,
    /// Secondary text, with a contrast of 4.5:1 on panels and cards.
    pub weak: Color32,
    /// Separators and borders.
    pub line: Color32,
    /// Focus and selection.
    pub accent: Color32,
    /// The selection in a list or a field.
    pub selection: Color32,
    /// Warnings.
    pub warning: Color32,
    /// Errors.
    pub error: Color32,
}

/// The light theme: warm paper.
pub const LIGHT: Palette = Palette {
    page: Color32::from_rgb(0xFD, 0xFC, 0xF9),
    panel: Color32::from_rgb(0xF3, 0xF1, 0xEC),
    card: Color32::from_rgb(0xFD, 0xFC, 0xFA),
    raised: Color32::from_rgb(0xFF, 0xFF, 0xFF),
    text: Color32::from_rgb(0x1F, 0x1E, 0x1C),
    weak: Color32::from_rgb(0x62, 0x5F, 0x59),
    line: Color32::from_rgb(0xD9, 0xD5, 0xCC),
    accent: Color32::from_rgb(0x24, 0x5C, 0xC4),
    selection: Color32::from_rgb(0xB9, 0xD2, 0xFA),
    warning: Color32::from_rgb(0x8A, 0x5A, 0x00),
    error: Color32::from_rgb(0xB3, 0x26, 0x1E),
};

/// The dark theme: ink.
pub const DARK: Palette = Palette {
    page: Color32::from_rgb(0x18, 0x19, 0x1B),
    panel: Color32::from_rgb(0x20, 0x22, 0x25),
    card: Color32::from_rgb(0x28, 0x2A, 0x2E),
    raised: Color32::from_rgb(0x31, 0x34, 0x39),
    text: Color32::from_rgb(0xE4, 0xE2, 0xDD),
    weak: Color32::from_rgb(0xA6, 0xA4, 0x9E),
    line: Color32::from_rgb(0x3C, 0x3F, 0x44),
    accent: Color32::from_rgb(0x7F, 0xAC, 0xFF),
    selection: Color32::from_rgb(0x2C, 0x4A, 0x80),
    warning: Color32::from_rgb(0xF0, 0xC0, 0x60),
    error: Color32::from_rgb(0xFF, 0x8A, 0x80),
};

/// The palette of the dark or the light theme.
pub fn palette(dark: bool) -> &'static Palette {
    if dark { &DARK } else { &LIGHT }
}

/// Converts a colour of the model.
pub fn colour([r, g, b]: Rgb) -> Color32 {
    Color32::from_rgb(r, g, b)
}

/// Backgrounds of removed text: usual, and for the current change.
pub fn removed(dark: bool) -> (Color32, Color32) {
    if dark {
        (Color32::from_rgb(0x52, 0x2A, 0x26), Color32::from_rgb(0x74, 0x36, 0x30))
    } else {
        (Color32::from_rgb(0xFB, 0xDD, 0xD7), Color32::from_rgb(0xF5, 0xB8, 0xAC))
    }
}

/// Backgrounds of added text: usual, and for the current change.
pub fn added(dark: bool) -> (Color32, Color32) {
    if dark {
        (Color32::from_rgb(0x1F, 0x43, 0x2C), Color32::from_rgb(0x2B, 0x60, 0x3F))
    } else {
        (Color32::from_rgb(0xD2, 0xEE, 0xD8), Color32::from_rgb(0xA4, 0xDB, 0xB1))
    }
}

/// A kind's colours in a theme.
pub fn look(kind: &KindRow, dark: bool) -> Look {
    if dark { kind.dark } else { kind.light }
}

/// Installs fonts, both themes and spacing.
pub fn install(ctx: &egui::Context) {
    ctx.set_fonts(fonts::definitions());
    for theme in [Theme::Light, Theme::Dark] {
        ctx.set_visuals_of(theme, visuals(theme == Theme::Dark));
        ctx.style_mut_of(theme, |style| {
            let sized = |size| FontId::new(size, FontFamily::Proportional);
            style.text_styles.insert(Part::Body, sized(14.0));
            style.text_styles.insert(Part::Button, sized(14.0));
            style.text_styles.insert(Part::Small, sized(12.0));
            style.text_styles.insert(Part::Heading, sized(18.0));
            style.spacing.item_spacing = egui::vec2(8.0, 6.0);
            style.spacing.button_padding = egui::vec2(8.0, 4.0);
            style.spacing.interact_size.y = 24.0;
            style.spacing.scroll = egui::style::ScrollStyle {
                floating_allocated_width: 10.0,
                floating_width: 6.0,
                bar_width: 8.0,
                dormant_handle_opacity: 0.3,
                active_handle_opacity: 0.5,
                interact_handle_opacity: 0.7,
                ..egui::style::ScrollStyle::floating()
            };
            // A list that gets shorter must not animate to its new end.
            style.spacing.scroll.kinetic.rubber_band = false;
            style.interaction.tooltip_delay = 0.4;
            // Animations paint many frames, which without a GPU takes longer than they should last.
            style.animation_time = 0.0;
            style.scroll_animation = egui::style::ScrollAnimation::none();
        });
    }
    ctx.options_mut(|options| {
        options.zoom_with_keyboard = false;
        options.input_options.max_double_click_delay = 0.5;
    });
}

/// Applies the settings.
pub fn apply(ctx: &egui::Context, settings: &settings::Settings) {
    ctx.set_theme(match settings.theme {
        settings::Theme::System => ThemePreference::System,
        settings::Theme::Light => ThemePreference::Light,
        settings::Theme::Dark => ThemePreference::Dark,
    });
    if (ctx.zoom_factor() - settings.zoom).abs() > f32::EPSILON {
        ctx.set_zoom_factor(settings.zoom);
    }
}

fn visuals(dark: bool) -> Visuals {
    let palette = palette(dark);
    let mut visuals = if dark { Visuals::dark() } else { Visuals::light() };
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(palette.weak);
    visuals.panel_fill = palette.panel;
    visuals.window_fill = palette.card;
    visuals.window_stroke = Stroke::new(1.0, palette.line);
    visuals.window_corner_radius = CornerRadius::same(8);
    visuals.menu_corner_radius = CornerRadius::same(6);
    visuals.extreme_bg_color = palette.page;
    visuals.text_edit_bg_color = Some(palette.page);
    visuals.faint_bg_color = palette.card;
    visuals.hyperlink_color = palette.accent;
    visuals.warn_fg_color = palette.warning;
    visuals.error_fg_color = palette.error;
    visuals.selection.bg_fill = palette.selection;
    visuals.selection.stroke = Stroke::new(1.5, palette.accent);
    let corner = CornerRadius::same(5);
    let widgets = &mut visuals.widgets;
    for (widget, fill, stroke) in [
        (&mut widgets.noninteractive, palette.panel, palette.line),
        (&mut widgets.inactive, palette.card, palette.line),
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

/// A radio button or checkbox with a visible outline, its only visible part while it is off.
pub fn choice(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> Response) -> Response {
    ui.scope(|ui| {
        ui.visuals_mut().widgets.inactive.bg_stroke.color = palette(ui.visuals().dark_mode).weak;
        add(ui)
    })
    .inner
}

/// A slider with a visible rail.
pub fn slider(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> Response) -> Response {
    ui.scope(|ui| {
        ui.visuals_mut().widgets.inactive.bg_fill = palette(ui.visuals().dark_mode).weak;
        add(ui)
    })
    .inner
}

/// The style of the article.
pub fn text_style(settings: &settings::Settings, dark: bool) -> TextStyle {
    let palette = palette(dark);
    let family = if settings.serif { fonts::serif() } else { fonts::sans() };
    let style = if dark { TextStyle::dark } else { TextStyle::light }(family, settings.text_size);
    TextStyle { page: palette.page, text: palette.text, weak: palette.weak, track: palette.panel, ..style }
}
