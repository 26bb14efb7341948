//! The links of the selected mark in the inspector.

use egui::containers::menu::{MenuButton, MenuConfig};
use egui::{
    Button, CursorIcon, PopupCloseBehavior, Response, RichText, Role, Sense, TextEdit, TextStyle, Ui, WidgetInfo,
};

use crate::app::action::Intent;
use crate::app::commands;
use crate::app::project::OpenProject;
use crate::app::project::intent::ProjectIntent;
use crate::app::session::Session;
use crate::app::shell::context_menu::Thing;
use crate::app::shell::picker::{Change, verb, ways};
use crate::app::state::State;
use crate::model::annotation::{Annotation, Relation};
use crate::model::kind::Kind;
use crate::model::project::likely::Found;
use crate::model::project::spot::{Spot, origin};
use crate::model::query::{quote_line, quote_start};
use crate::model::role;
use crate::ui::context_menu::asked;
use crate::ui::icons;
use crate::ui::label;
use crate::ui::panels::across::{Across, across};
use crate::ui::roles;
use crate::ui::symbols::{in_field, visible};
use crate::ui::{entry, theme};

/// Maximum marks of other articles that are suggested.
const SUGGESTED: usize = 3;

/// Least room in points for the words of a link beside its verb.
const BESIDE: f32 = 180.0;

/// Characters of the other end of a link with another article.
const END: usize = 200;

/// Shows the links of a mark, those with other articles last.
pub fn show(ui: &mut Ui, state: &State, session: &Session, mark: &Annotation, intents: &mut Vec<Intent>) {
    for relation in session.set().relations_of(&mark.id) {
        link(ui, session, mark, relation, intents);
    }
    let is_editable = state.project.as_ref().is_some_and(OpenProject::is_editable);
    for across in across(state.project.as_ref(), session, mark) {
        link_across(ui, (mark, &across), is_editable, intents);
    }
    if session.is_editable() {
        let command = &commands::mark::LINK;
        let button = ui.button("Link…").on_hover_text(command.help);
        if button.clicked() {
            intents.push(Intent::Run(command));
        }
    }
}

/// The marks of other articles that probably say the same as a mark or answer it, and are not linked with it.
pub fn likely<'a>(state: &'a State, session: &Session, mark: &Annotation) -> Vec<&'a Found> {
    let project = state.project.as_ref().filter(|project| project.is_editable());
    let spot = project.and_then(|project| project.spot(session, &mark.id));
    let Some((project, spot)) = project.zip(spot) else { return Vec::new() };
    let linked = across(Some(project), session, mark);
    let is_new = |found: &&Found| {
        !linked.iter().any(|across| across.path == found.spot.path && across.mark.id == found.spot.mark)
    };
    let found = project.sought.found(&spot, "").unwrap_or_default().iter();
    found.filter(|found| found.sure).filter(is_new).take(SUGGESTED).collect()
}

/// Shows suggestions, each with a button that links the marks.
pub fn suggestions(
    ui: &mut Ui,
    state: &State,
    session: &Session,
    mark: &Annotation,
    likely: &[&Found],
    intents: &mut Vec<Intent>,
) {
    let spot = state.project.as_ref().and_then(|project| project.spot(session, &mark.id));
    if let Some((project, spot)) = state.project.as_ref().zip(spot) {
        likely.iter().for_each(|found| suggestion(ui, project, (mark, &spot), found, intents));
    }
}

/// A suggestion: the role that is likely meant, as a button, and the other mark with its article.
fn suggestion(
    ui: &mut Ui,
    project: &OpenProject,
    (mark, spot): (&Annotation, &Spot),
    found: &Found,
    intents: &mut Vec<Intent>,
) {
    let Some((other, document)) = project.corpus.mark_at(&found.spot) else { return };
    let ways = ways(&mark.kind, &other.kind);
    let Some(way) = ways.iter().find(|way| found.role == Some((way.role, way.reversed))) else { return };
    let palette = theme::palette(ui.visuals());
    let words = format!("{} {}", other.kind.look().glyph, quote_start(other, &document.article().text, END));
    let words = visible(&words);
    let origin = origin(document.article());
    ui.horizontal(|ui| {
        let button = ui.add(Button::new(RichText::new(way.verb).small()));
        button.widget_info(|| {
            WidgetInfo::labeled(Role::Button, true, label::spoken(&format!("Link: {} {words}", way.verb)))
        });
        if button.on_hover_text(format!("Link: this mark {} the other one", way.verb)).clicked() {
            let (from, to) = if way.reversed { (&found.spot, spot) } else { (spot, &found.spot) };
            let link = ProjectIntent::Link(from.clone(), to.clone(), way.role);
            intents.push(Intent::Project(Box::new(link)));
        }
        let label = label::row(ui, &words, TextStyle::Body, palette.text, Sense::click());
        label.widget_info(|| WidgetInfo::labeled(Role::Link, true, label::spoken(&format!("{words}, in {origin}"))));
        let label = label::tip(label, &[&words, &origin]);
        if label.on_hover_cursor(CursorIcon::PointingHand).clicked() {
            intents.push(Intent::Project(Box::new(ProjectIntent::GoTo(found.spot.clone()))));
        }
    });
    label::row(ui, &origin, TextStyle::Small, palette.weak, Sense::hover());
}

/// A link with another article: the other mark, and below it its article.
fn link_across(ui: &mut Ui, (mark, across): (&Annotation, &Across<'_>), is_editable: bool, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    let words =
        format!("{} {}", across.mark.kind.look().glyph, quote_start(across.mark, &across.document.article().text, END));
    let words = visible(&words);
    let origin = origin(across.document.article());
    let label = row(ui, (across.outgoing, across.verb()), &words, is_editable, |ui| {
        edit_across(ui, mark, across, intents);
    });
    let spoken = || label::spoken(&format!("{} {words}, in {origin}", across.verb()));
    label.widget_info(|| WidgetInfo::labeled(Role::Link, true, spoken()));
    intents.extend(asked(&label, || Thing::LinkAcross(across.item.id.clone())));
    let label = label::tip(label, &[&words, &origin]);
    if label.on_hover_cursor(CursorIcon::PointingHand).clicked() {
        intents.push(across.follow());
    }
    label::row(ui, &origin, TextStyle::Small, palette.weak, Sense::hover());
    if !across.item.note.is_empty() {
        ui.label(RichText::new(visible(&across.item.note)).color(palette.weak).small());
    }
}

fn link(ui: &mut Ui, session: &Session, mark: &Annotation, relation: &Relation, intents: &mut Vec<Intent>) {
    let outgoing = relation.from == mark.id;
    let other = session.set().get(if outgoing { &relation.to } else { &relation.from });
    let words = other.map_or_else(
        || "a missing mark".to_owned(),
        |end| format!("{} {}", end.kind.look().glyph, quote_line(end, session.text())),
    );
    let words = visible(&words);
    let verb = verb(relation, &mark.id);
    let label = row(ui, (outgoing, verb), &words, session.is_editable(), |ui| edit(ui, session, relation, intents));
    label.widget_info(|| WidgetInfo::labeled(Role::Link, true, label::spoken(&format!("{verb} {words}"))));
    intents.extend(asked(&label, || Thing::Link(relation.id.clone())));
    if label::tip(label, &[&words]).on_hover_cursor(CursorIcon::PointingHand).clicked() {
        intents.push(Intent::ChangeLink(relation.id.clone(), Change::Go));
    }
    if !relation.note.is_empty() {
        let palette = theme::palette(ui.visuals());
        ui.label(RichText::new(visible(&relation.note)).color(palette.weak).small());
    }
}

/// The row of a link: its direction and verb, the words at its other end, and its menu. Where there is little room beside the
/// verb the words are below it. Returns the words.
fn row(
    ui: &mut Ui,
    (outgoing, verb): (bool, &str),
    words: &str,
    is_editable: bool,
    edit: impl FnOnce(&mut Ui),
) -> Response {
    let palette = theme::palette(ui.visuals());
    let line = egui::vec2(ui.available_width(), ui.spacing().interact_size.y);
    let mut beside = None;
    ui.allocate_ui_with_layout(line, egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.add_enabled_ui(is_editable, |ui| {
            // A click into the field in the menu must not close it.
            let config = MenuConfig::new().close_behavior(PopupCloseBehavior::CloseOnClickOutside);
            let (menu, _) = MenuButton::new(icons::MORE).config(config).ui(ui, edit);
            roles::opens_menu(&menu, Role::Button, &format!("Edit link: {}", label::spoken(words)));
        });
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            roles::sign(ui, RichText::new(if outgoing { icons::TO } else { icons::FROM }).color(palette.weak));
            ui.label(RichText::new(visible(verb)).color(palette.weak));
            if ui.available_width() >= BESIDE {
                beside = Some(label::row(ui, words, TextStyle::Body, palette.text, Sense::click()));
            }
        });
    });
    beside.unwrap_or_else(|| {
        label::words(ui, words, TextStyle::Body, palette.text, ui.available_width(), 2).show(ui, Sense::click())
    })
}

/// A link as its menu shows and changes it.
struct Edited<'a> {
    /// The kinds of the mark that it is from and of the one that it is to, if both are there.
    kinds: Option<(&'a Kind, &'a Kind)>,
    role: &'a role::Role,
    note: &'a str,
    change: &'a dyn Fn(Change) -> Intent,
    type_note: &'a dyn Fn(String) -> Intent,
    /// The intent that discards what was typed, given the note before.
    untype: &'a dyn Fn(String) -> Intent,
}

/// The menu of a link: role, direction, note, delete.
pub fn edit(ui: &mut Ui, session: &Session, relation: &Relation, intents: &mut Vec<Intent>) {
    let kind = |id| session.set().get(id).map(|mark| &mark.kind);
    let edited = Edited {
        kinds: kind(&relation.from).zip(kind(&relation.to)),
        role: &relation.role,
        note: &relation.note,
        change: &|change| Intent::ChangeLink(relation.id.clone(), change),
        type_note: &|note| Intent::TypeLinkNote(relation.id.clone(), note),
        untype: &|_| Intent::Untype,
    };
    menu(ui, &edited, intents);
}

/// The menu of a link of a mark with another article.
fn edit_across(ui: &mut Ui, mark: &Annotation, across: &Across<'_>, intents: &mut Vec<Intent>) {
    let (here, there) = (&mark.kind, &across.mark.kind);
    let note = |note| {
        let typed = ProjectIntent::TypeLinkNote(across.item.id.clone(), note);
        Intent::Project(Box::new(typed))
    };
    let edited = Edited {
        kinds: Some(if across.outgoing { (here, there) } else { (there, here) }),
        role: &across.item.role,
        note: &across.item.note,
        change: &|change| across.change(change),
        type_note: &note,
        untype: &note,
    };
    menu(ui, &edited, intents);
}

fn menu(ui: &mut Ui, link: &Edited<'_>, intents: &mut Vec<Intent>) {
    ui.set_min_width(200.0);
    roles::name(ui, "Link");
    let mut change = |change| intents.push((link.change)(change));
    if let Some((from, to)) = link.kinds {
        for row in role::allowed(from, to) {
            if roles::menu_choice(ui, row.id == link.role.id(), row.name).on_hover_text(row.help).clicked() {
                change(Change::Role(row.id));
                ui.close();
            }
        }
        ui.separator();
        let reversible = link.role.row().is_some_and(|row| row.allows(to, from));
        let reverse = ui.add_enabled(reversible, Button::new("Reverse"));
        let why = format!("{} cannot {} {}", to.name(), link.role.id(), from.name());
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
    let mut note = link.note.to_owned();
    let field = ui.add(
        TextEdit::singleline(&mut note)
            .layouter(&mut in_field(false))
            .hint_text("Note on the link")
            .desired_width(200.0),
    );
    field.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Link's note"));
    if let Some(before) = entry::reset(ui, &field, link.note, &note) {
        intents.push((link.untype)(before));
    } else if note != link.note {
        intents.push((link.type_note)(note));
    }
    if field.lost_focus() {
        intents.push(Intent::Typed);
    }
}
