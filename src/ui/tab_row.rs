//! A row of tabs that switch between panels: icons, and their names as far as there is room.

use egui::{Id, RichText, Role, Sense, TextStyle, Ui, vec2};

use crate::app::commands::command::Command;
use crate::ui::theme::{self, gap, radius};
use crate::ui::{roles, roving};

/// A tab.
pub struct Tab {
    /// Its icon.
    pub icon: &'static str,
    /// Its name, with a number if it counts something.
    pub name: String,
    /// The number beside the icon where there is no room for the name.
    pub number: Option<usize>,
    /// True if its panel is shown.
    pub current: bool,
    /// The keys of its command.
    pub keys: String,
    /// The command that shows its panel, about which the pointer over it tells.
    pub command: Option<&'static Command>,
}

/// The words beside the icons of tabs.
#[derive(Clone, Copy, PartialEq)]
enum Words {
    /// On every tab.
    All,
    /// On the current one.
    Current,
    /// On none.
    None,
}

impl Tab {
    fn shown(&self, words: Words) -> String {
        match (words, self.number) {
            (Words::All, _) if self.icon.is_empty() => self.name.clone(),
            (Words::All, _) => format!("{} {}", self.icon, self.name),
            (Words::Current, _) if self.current => format!("{} {}", self.icon, self.name),
            (_, Some(number)) => format!("{} {number}", self.icon),
            (_, None) => self.icon.to_owned(),
        }
    }
}

/// Shows the tabs, with as many words as there is room for; returns the index of the one that was clicked. They are one
/// stop of `Tab`; the arrow keys show the others.
pub fn show(ui: &mut Ui, name: &str, tabs: &[Tab]) -> Option<usize> {
    let id_of = |index: usize| Id::unique(("tab", name, index));
    let current = tabs.iter().position(|tab| tab.current).unwrap_or_default();
    let mut clicked = roving::next(ui, id_of(current), current, tabs.len());
    let stop = clicked.unwrap_or(current);
    if let Some(next) = clicked {
        ui.memory_mut(|memory| memory.request_focus(id_of(next)));
    }
    roles::part(ui, Role::TabList, name, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = gap::HAIR;
            let font = TextStyle::Button.resolve(ui.style());
            let width_of = |ui: &Ui, shown: &str| {
                ui.painter().layout_no_wrap(shown.to_owned(), font.clone(), ui.visuals().text_color()).size().x
            };
            let fits = |ui: &Ui, words: Words| {
                let width: f32 =
                    tabs.iter().map(|tab| width_of(ui, &tab.shown(words)) + 2.0 * gap::LINE + gap::HAIR).sum();
                width - gap::HAIR <= ui.available_width()
            };
            let fitting = [Words::All, Words::Current].into_iter().find(|words| fits(ui, *words));
            let padding = if fitting.is_some() { gap::LINE } else { gap::TIGHT };
            for (index, tab) in tabs.iter().enumerate() {
                let shown = tab.shown(fitting.unwrap_or(Words::None));
                let width = width_of(ui, &shown) + 2.0 * padding;
                if button(ui, (id_of(index), index == stop), tab, shown, width) {
                    clicked = Some(index);
                }
            }
        });
    });
    ui.separator();
    clicked
}

fn button(ui: &mut Ui, (id, is_stop): (Id, bool), tab: &Tab, shown: String, width: f32) -> bool {
    let palette = theme::palette(ui.visuals());
    let (_, rect) = ui.allocate_space(vec2(width, ui.spacing().interact_size.y + gap::TIGHT));
    let button = ui.interact(rect, id, if is_stop { Sense::click() } else { Sense::CLICK });
    roles::one_of(&button, Role::Tab, tab.current, tab.name.as_str());
    if button.hovered() || button.has_focus() {
        ui.painter().rect_filled(rect, radius::USUAL, palette.raised);
    }
    let colour = if tab.current { palette.accent } else { palette.text };
    let words = ui.painter().layout_no_wrap(shown, TextStyle::Button.resolve(ui.style()), colour);
    ui.painter().galley(rect.center() - words.size() / 2.0, words, colour);
    if tab.current {
        let line = rect.with_min_y(rect.bottom() - 2.0).shrink2(vec2(gap::TIGHT, 0.0));
        ui.painter().rect_filled(line, 1.0, palette.accent);
    }
    let clicked = button.clicked();
    let help = tab.command.map_or("", |command| command.help);
    ui.ctx().accesskit_node_builder(button.id, |node| node.set_description(help));
    button.on_hover_ui(|ui| {
        let title = tab.command.map_or(tab.name.as_str(), |command| command.title.trim_end_matches('…'));
        ui.label(format!("{title}  {}", tab.keys).trim_end());
        if !help.is_empty() {
            ui.label(RichText::new(help).color(palette.weak).small());
        }
    });
    clicked
}
