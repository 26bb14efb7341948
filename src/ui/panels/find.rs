//! The search bar above the article.

use egui::accesskit::Live;
use egui::containers::menu::MenuButton;
use egui::{Align, Button, Frame, Key, Label, Layout, RichText, Role, Stroke, TextEdit, TextWrapMode, Ui, WidgetInfo};

use crate::app::action::{Field, Intent};
use crate::app::commands::edit;
use crate::app::run::is_enabled;
use crate::app::session::Session;
use crate::app::shell::find::Find;
use crate::app::state::State;
use crate::model::kind::{KINDS, Kind};
use crate::ui::context_menu::entry;
use crate::ui::fields::id_of;
use crate::ui::theme::{self, gap};
use crate::ui::widgets::{icon_button, icon_switch};
use crate::ui::{announce, icons, label};

/// Width in points of the rest of the bar, where it is on one line.
const OTHERS: f32 = 400.0;

/// Shows the bar.
pub fn show(ui: &mut Ui, state: &State, session: &Session, find: &Find, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    let frame = Frame::new().fill(palette.panel).inner_margin(theme::margin(gap::WIDE, gap::LINE));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        // In a narrow window the field has a line of its own.
        let one_line = ui.available_width() > OTHERS + 160.0;
        ui.horizontal(|ui| {
            let others = if one_line { OTHERS } else { 30.0 };
            field(ui, find, (ui.available_width() - others).clamp(100.0, 420.0), intents);
            if one_line {
                tools(ui, state, session, find, intents);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if icon_button(ui, icons::CLOSE, "Close search").clicked() {
                    intents.push(Intent::Close);
                }
            });
        });
        if !one_line {
            ui.horizontal(|ui| tools(ui, state, session, find, intents));
        }
        if let Some(why) = &find.error {
            let why = Label::new(RichText::new(why).color(palette.error).small());
            announce::assertive(ui, ("find error", session.id), why);
        }
    });
    ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), Stroke::new(1.0, palette.line));
}

fn field(ui: &mut Ui, find: &Find, width: f32, intents: &mut Vec<Intent>) {
    let mut words = find.words.clone();
    let field = ui.add(
        TextEdit::singleline(&mut words)
            .id(id_of(Field::Find))
            .hint_text("Search the article and the notes")
            .desired_width(width),
    );
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Find"));
    if words != find.words {
        intents.push(Intent::FindWords(words));
    }
    let (enter, shift) = ui.input(|input| (input.key_pressed(Key::Enter), input.modifiers.shift));
    if field.lost_focus() && enter {
        field.request_focus();
        let step = if shift { &edit::FIND_PREVIOUS } else { &edit::FIND_NEXT };
        intents.push(Intent::Run(step));
    }
}

/// The count, the arrows, the options, and the menu that marks every match.
fn tools(ui: &mut Ui, state: &State, session: &Session, find: &Find, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    ui.spacing_mut().item_spacing.x = gap::TIGHT;
    let count = match (find.current, find.hits.len()) {
        _ if find.words.is_empty() || find.error.is_some() => String::new(),
        (_, 0) => "No matches".to_owned(),
        (Some(current), count) => format!("{} of {count}", current + 1),
        (None, count) => format!("{count}"),
    };
    let live = if count.is_empty() { Live::Off } else { Live::Polite };
    announce::live(ui, ("found", session.id), live, Label::new(RichText::new(count).color(palette.weak)));
    for (command, icon) in [(&edit::FIND_PREVIOUS, icons::UP), (&edit::FIND_NEXT, icons::DOWN)] {
        let enabled = is_enabled(command, Some(session), state.project.as_ref(), &state.shell);
        if ui.add_enabled_ui(enabled, |ui| icon_button(ui, icon, command.title).clicked()).inner {
            intents.push(Intent::Run(command));
        }
    }
    let precision = state.shell.precision;
    let options = [
        (&edit::FIND_CASE, icons::CASE, precision.case),
        (&edit::FIND_WHOLE_WORDS, icons::WHOLE_WORDS, precision.whole_words),
        (&edit::FIND_PATTERN, icons::REGEX, precision.pattern),
    ];
    for (command, icon, on) in options {
        if icon_switch(ui, icon, command.title, on).clicked() {
            intents.push(Intent::Run(command));
        }
    }
    let enabled =
        edit::MARK_ALL.iter().any(|command| is_enabled(command, Some(session), state.project.as_ref(), &state.shell));
    ui.add_enabled_ui(enabled, |ui| {
        let title = format!("{} Mark all {}", icons::MARK_ALL, icons::DOWN);
        let button = Button::new(title).wrap_mode(TextWrapMode::Extend);
        let (button, _) = MenuButton::from_button(button).ui(ui, |ui| {
            ui.style_mut().wrap_mode = Some(TextWrapMode::Extend);
            for (command, row) in edit::MARK_ALL.iter().zip(KINDS) {
                let title = label::kind_title(ui, &Kind::of(row), command.title);
                let entry = entry(ui, true, title, command.title, state.shell.keymap.shown(command));
                if entry.on_hover_text(command.help).clicked() {
                    intents.push(Intent::Run(command));
                    ui.close();
                }
            }
        });
        button.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, "Mark all"));
    });
}
