//! The links of the selected mark in the inspector.

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{Label, PopupCloseBehavior, RichText, Role, Sense, TextEdit, Ui, WidgetInfo};

use crate::app::action::Intent;
use crate::app::commands;
use crate::app::session::Session;
use crate::app::shell::context_menu::Thing;
use crate::app::shell::picker::{Change, verb};
use crate::model::annotation::{Annotation, Relation};
use crate::model::query::quote_line;
use crate::model::role;
use crate::ui::context_menu::asked;
use crate::ui::icons;
use crate::ui::label;
use crate::ui::symbols::{in_field, visible};
use crate::ui::{entry, theme};

/// Shows the links of a mark.
pub fn show(ui: &mut Ui, session: &Session, mark: &Annotation, intents: &mut Vec<Intent>) {
    for relation in session.set().relations_of(&mark.id) {
        link(ui, session, mark, relation, intents);
    }
    if session.is_editable() {
        let command = &commands::mark::LINK;
        let button = ui.button("Link…").on_hover_text(command.help);
        if button.clicked() {
            intents.push(Intent::Run(command));
        }
    }
}

fn link(ui: &mut Ui, session: &Session, mark: &Annotation, relation: &Relation, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    let outgoing = relation.from == mark.id;
    let other = session.set().get(if outgoing { &relation.to } else { &relation.from });
    let words = other.map_or_else(
        || "a missing mark".to_owned(),
        |end| format!("{} {}", end.kind.look().glyph, quote_line(end, session.text())),
    );
    let words = visible(&words);
    let row = egui::vec2(ui.available_width(), ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(row, egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.add_enabled_ui(session.is_editable(), |ui| {
            // A click into the field in the menu must not close it.
            let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
            let (menu, _) =
                MenuButton::new(icons::MORE).config(config).ui(ui, |ui| edit(ui, session, relation, intents));
            menu.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Edit link: {words}")));
        });
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.label(RichText::new(if outgoing { icons::TO } else { icons::FROM }).color(palette.weak));
            ui.label(RichText::new(visible(verb(relation, &mark.id))).color(palette.weak));
            let label = ui.add(Label::new(&*label::line(&words)).truncate().sense(Sense::click()));
            label
                .widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("{} {words}", verb(relation, &mark.id))));
            intents.extend(asked(&label, || Thing::Link(relation.id.clone())));
            if label.on_hover_text(&*words).clicked() {
                intents.push(Intent::ChangeLink(relation.id.clone(), Change::Go));
            }
        });
    });
    if !relation.note.is_empty() {
        ui.label(RichText::new(visible(&relation.note)).color(palette.weak).small());
    }
}

/// The menu of a link: role, direction, note, delete.
pub fn edit(ui: &mut Ui, session: &Session, relation: &Relation, intents: &mut Vec<Intent>) {
    ui.set_min_width(200.0);
    let mut change = |change| intents.push(Intent::ChangeLink(relation.id.clone(), change));
    if let (Some(from), Some(to)) = (session.set().get(&relation.from), session.set().get(&relation.to)) {
        for row in role::allowed(&from.kind, &to.kind) {
            if theme::choice(ui, |ui| ui.radio(row.id == relation.role.id(), row.name))
                .on_hover_text(row.help)
                .clicked()
            {
                change(Change::Role(row.id));
                ui.close();
            }
        }
        ui.separator();
        let reversible = relation.role.row().is_some_and(|row| row.allows(&to.kind, &from.kind));
        let reverse = ui.add_enabled(reversible, egui::Button::new("Reverse"));
        let why = format!("{} cannot {} {}", to.kind.name(), relation.role.id(), from.kind.name());
        if reverse.on_disabled_hover_text(visible(&why)).clicked() {
            change(Change::Reverse);
            ui.close();
        }
    }
    if ui.button("Delete link").clicked() {
        change(Change::Delete);
        ui.close();
    }
    ui.separator();
    let mut note = relation.note.clone();
    let field = ui.add(
        TextEdit::singleline(&mut note)
            .layouter(&mut in_field(false))
            .hint_text("Note on the link")
            .desired_width(200.0),
    );
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Link's note"));
    if entry::reset(ui, &field, &relation.note, &note).is_some() {
        intents.push(Intent::Untype);
    } else if note != relation.note {
        intents.push(Intent::TypeLinkNote(relation.id.clone(), note));
    }
    if field.lost_focus() {
        intents.push(Intent::Typed);
    }
}
