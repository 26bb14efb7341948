//! The inspector: the fields of the selected mark, for editing.

use egui::{Button, ComboBox, Key, RichText, Role, Sense, TextEdit, TextStyle, Ui, WidgetInfo};
use jiff::tz::TimeZone;

use crate::app::action::{Field, Intent};
use crate::app::commands;
use crate::app::session::Session;
use crate::app::state::State;
use crate::model::annotation::{Annotation, CERTAINTIES, Certainty, Speaker, Target, Time, VOICES, Voice};
use crate::model::differences::differences;
use crate::model::field::{Fields, Plain, Type, Value};
use crate::model::fields;
use crate::model::kind::{KINDS, Kind};
use crate::model::moment;
use crate::ui::entry;
use crate::ui::fields::id_of;
use crate::ui::label;
use crate::ui::panels::{View, links, tags};
use crate::ui::roles;
use crate::ui::symbols::{in_field, visible};
use crate::ui::theme::{self, gap};

/// Maximum rows of a speaker's or cue's text.
const PLACE_ROWS: usize = 3;

/// Width in points of the column of field names.
const NAMES: f32 = 74.0;

/// Shows the inspector of a mark.
pub fn show(
    ui: &mut Ui,
    state: &State,
    session: &Session,
    mark: &Annotation,
    view: &mut View,
    intents: &mut Vec<Intent>,
) {
    let palette = theme::palette(ui.visuals());
    ui.add_enabled_ui(session.is_editable(), |ui| {
        kind(ui, mark, intents);
        ui.add_space(gap::HAIR);
        field(ui, "Speaker", |ui| speaker(ui, mark, intents));
        if let Some(name) = mark.speaker.as_ref().filter(|speaker| speaker.voice.id() != "article") {
            field(ui, "", |ui| speaker_name(ui, name, intents));
        }
        if let Some(merged) = state.project.as_ref().and_then(|project| project.merged_name(session, mark)) {
            let words = format!("{merged} in this project");
            let about = |ui: &mut Ui| label::row(ui, &words, TextStyle::Small, palette.weak, Sense::hover());
            field(ui, "", |ui| drop(about(ui)));
        }
        place(ui, session, "", mark.speaker.as_ref().map(|speaker| &speaker.at));
        place(ui, session, "Cue", Some(&mark.cue));
        field(ui, "Links", |ui| links::show(ui, state, session, mark, intents));
        let likely = links::likely(state, session, mark);
        if !likely.is_empty() {
            field(ui, "Elsewhere", |ui| links::suggestions(ui, state, session, mark, &likely, intents));
        }
        for plain in Annotation::details() {
            let name = if plain.of == Type::Flag { "" } else { plain.label };
            field(ui, name, |ui| match (plain.id, plain.of) {
                ("certainty", _) => certainty(ui, Some(&mark.certainty), intents),
                ("note", _) => note(ui, mark, intents),
                (_, Type::Flag) => flag(ui, mark, plain, intents),
                ("tags", _) => tags::show(ui, session, &mark.tags, &mut view.tags, intents),
                (_, Type::List) => listed(ui, mark, plain),
                (_, Type::Text(_) | Type::Time) => text(ui, mark, plain, intents),
            });
        }
    });
    for changed in mark.target.changed() {
        let (was, is) = (changed.quote.exact.as_str(), session.text().slice(changed.range));
        let called: String = differences(was, is).key_changes.iter().map(|called| format!("; {called}")).collect();
        let words = format!("Changed, {} similar{called}. Before: “{}”", changed.similarity, visible(was));
        ui.add(egui::Label::new(RichText::new(words).color(palette.warning).small()).wrap());
    }
    for quote in mark.target.lost() {
        let words = format!("No longer in the text: “{}”", visible(&quote.exact));
        ui.label(RichText::new(words).color(palette.error).small());
    }
    ui.add_space(gap::TIGHT);
    ui.add(egui::Label::new(RichText::new(visible(&provenance(mark, &view.zone))).color(palette.weak).small()).wrap());
}

/// A field of a mark: its name, then its content. One that is a single control has the name itself.
pub fn field(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui)) {
    let weak = theme::palette(ui.visuals()).weak;
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(egui::vec2(NAMES, ui.spacing().interact_size.y), egui::Sense::hover());
        let galley = ui.painter().layout_no_wrap(name.to_owned(), egui::TextStyle::Small.resolve(ui.style()), weak);
        let at = egui::pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, weak);
        match name {
            "" | "Note" | "Tags" => drop(ui.vertical(|ui| content(ui))),
            name => roles::part(ui, Role::Group, name, |ui| drop(ui.vertical(|ui| content(ui)))),
        }
    });
}

/// The kinds; the given one is chosen.
pub fn kinds(ui: &mut Ui, now: Option<&Kind>, intents: &mut Vec<Intent>) {
    ui.spacing_mut().item_spacing.x = gap::TIGHT;
    for kind in KINDS.iter().map(Kind::of) {
        let chosen = now == Some(&kind);
        let title = label::kind_title(ui, &kind, kind.name());
        let button = ui.add(Button::new(title).selected(chosen));
        let label = format!("Kind: {}", kind.name());
        button.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, &label));
        if button.clicked() {
            intents.push(Intent::SetKind(kind));
        }
    }
}

fn kind(ui: &mut Ui, mark: &Annotation, intents: &mut Vec<Intent>) {
    ui.horizontal_wrapped(|ui| {
        kinds(ui, Some(&mark.kind), intents);
        if mark.kind.row().is_none() {
            ui.label(label::kind_title(ui, &mark.kind, mark.kind.name()));
        }
        let delete = &commands::mark::DELETE;
        // At the end of the row, or on the next one if there is no room.
        let font = egui::TextStyle::Button.resolve(ui.style());
        let name = ui.painter().layout_no_wrap("Delete".to_owned(), font, ui.visuals().text_color());
        let width = name.size().x + 2.0 * ui.spacing().button_padding.x;
        let room = ui.available_size_before_wrap().x - width;
        if room > 0.0 {
            ui.add_space(room);
        }
        let button = ui.add(Button::new("Delete").frame_when_inactive(false));
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, delete.title));
        if button.on_hover_text(delete.title).clicked() {
            intents.push(Intent::Run(delete));
        }
    });
}

fn speaker(ui: &mut Ui, mark: &Annotation, intents: &mut Vec<Intent>) {
    let chosen = mark.speaker.as_ref().map(|speaker| &speaker.voice);
    let name = |voice: &Voice| {
        VOICES.iter().find(|row| row.id == voice.id()).map_or(voice.id().to_owned(), |row| row.name.to_owned())
    };
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Min), |ui| {
        let shown = chosen.map_or("Not set".to_owned(), name);
        let button = ui.button("Choose…").on_hover_text("Choose a speaker or type a new name");
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Choose speaker"));
        if button.clicked() {
            intents.push(Intent::Run(&commands::mark::SPEAKER));
        }
        let width = ui.available_width();
        let combo = ComboBox::from_id_salt("voice").width(width).selected_text(visible(&shown)).show_ui(ui, |ui| {
            if roles::choice(ui, chosen.is_none(), "Not set").clicked() {
                intents.push(Intent::SetSpeaker(None));
            }
            for row in VOICES {
                let voice = Voice::new(row.id);
                if roles::choice(ui, chosen == Some(&voice), row.name).clicked() {
                    let mut speaker = mark.speaker.clone().unwrap_or_else(|| Speaker::new(row.id, ""));
                    speaker.voice = voice;
                    if row.id == "article" {
                        speaker.name.clear();
                        speaker.at = Target::default();
                    }
                    intents.push(Intent::SetSpeaker(Some(speaker)));
                }
            }
        });
        roles::chooses(&combo.response, "Voice", &shown);
    });
}

fn speaker_name(ui: &mut Ui, speaker: &Speaker, intents: &mut Vec<Intent>) {
    let hint = if speaker.voice.id() == "unnamed" { "Description: officials, sources" } else { "Name" };
    let mut name = speaker.name.clone();
    let id = ui.make_persistent_id("speaker's name");
    let typing = ui.memory(|memory| memory.has_focus(id));
    let mut unseen = label::unseen_field;
    let mut as_typed = in_field(false);
    let field = TextEdit::singleline(&mut name).id(id).hint_text(hint).desired_width(f32::INFINITY);
    let edit = ui.add(if typing { field.layouter(&mut as_typed) } else { field.layouter(&mut unseen) });
    edit.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, "Speaker's name"));
    if !typing {
        label::over(ui, &edit, gap::TIGHT, &name, TextStyle::Body);
    }
    if entry::reset(ui, &edit, &speaker.name, &name).is_some() {
        intents.push(Intent::Untype);
    } else if name != speaker.name {
        intents.push(Intent::TypeSpeaker(name));
    }
    if edit.lost_focus() {
        intents.push(Intent::Typed);
    }
}

/// The text of a target, if it is not empty.
fn place(ui: &mut Ui, session: &Session, name: &str, target: Option<&Target>) {
    let weak = theme::palette(ui.visuals()).weak;
    let Some(target) = target.filter(|target| !target.is_empty()) else { return };
    let found = target.found().map(|range| session.text().slice(range).to_owned());
    let lost = target.lost().map(|quote| format!("{} (no longer in the text)", quote.exact));
    let words: Vec<String> = found.chain(lost).collect();
    field(ui, name, |ui| {
        let prefix = if name.is_empty() { "from " } else { "" };
        let words = format!("{prefix}“{}”", words.join(" … "));
        let style = egui::TextStyle::Body;
        label::words(ui, &words, style, weak, ui.available_width(), PLACE_ROWS).show(ui, Sense::hover());
    });
}

/// The degrees of certainty; the given one is chosen.
pub fn certainty(ui: &mut Ui, now: Option<&Certainty>, intents: &mut Vec<Intent>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = gap::HAIR;
        for row in CERTAINTIES {
            let certainty = Certainty::new(row.id);
            let chosen = now == Some(&certainty);
            let button = ui.add(Button::new(row.name).selected(chosen).frame_when_inactive(chosen));
            let label = format!("Certainty: {}", row.name);
            button.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, &label));
            if button.clicked() {
                intents.push(Intent::SetField(fields::CERTAINTY, row.id.into()));
            }
        }
        if let Some(unknown) = now.filter(|now| CERTAINTIES.iter().all(|row| row.id != now.id())) {
            ui.label(visible(unknown.id()));
        }
    });
}

fn note(ui: &mut Ui, mark: &Annotation, intents: &mut Vec<Intent>) {
    let id = id_of(Field::Note);
    let done = ui.memory(|memory| memory.has_focus(id))
        && ui.input_mut(|input| input.consume_key(egui::Modifiers::COMMAND, Key::Enter));
    let mut note = mark.note.clone();
    let edit = ui.add(
        TextEdit::multiline(&mut note)
            .layouter(&mut in_field(true))
            .id(id)
            .hint_text("Note (Esc discards what you type)")
            .desired_rows(2)
            .desired_width(f32::INFINITY),
    );
    edit.widget_info(|| WidgetInfo::labeled(Role::MultilineTextInput, true, "Note"));
    if entry::reset(ui, &edit, &mark.note, &note).is_some() {
        intents.push(Intent::Untype);
    } else if note != mark.note {
        intents.push(Intent::TypeField(fields::NOTE, note.into()));
    }
    if done {
        edit.surrender_focus();
        intents.push(Intent::Run(&commands::go::ARTICLE));
    }
    if edit.lost_focus() || done {
        intents.push(Intent::Typed);
    }
}

fn flag(ui: &mut Ui, mark: &Annotation, plain: &'static Plain<Annotation>, intents: &mut Vec<Intent>) {
    let mut flag = (plain.get)(mark) == Value::Flag(true);
    if theme::choice(ui, |ui| ui.checkbox(&mut flag, plain.label)).on_hover_text(plain.help).changed() {
        intents.push(Intent::SetField(plain, flag.into()));
    }
}

fn text(ui: &mut Ui, mark: &Annotation, plain: &'static Plain<Annotation>, intents: &mut Vec<Intent>) {
    let Value::Text(value) = (plain.get)(mark) else { return };
    let mut typed = value.clone().into_owned();
    let edit = ui.add(
        TextEdit::singleline(&mut typed)
            .layouter(&mut in_field(false))
            .id_salt(plain.id)
            .hint_text(plain.help)
            .desired_width(f32::INFINITY),
    );
    edit.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, plain.label));
    if entry::reset(ui, &edit, &value, &typed).is_some() {
        intents.push(Intent::Untype);
    } else if typed != value {
        intents.push(Intent::TypeField(plain, typed.into()));
    }
    if edit.lost_focus() {
        intents.push(Intent::Typed);
    }
}

/// A list that is not edited here.
fn listed(ui: &mut Ui, mark: &Annotation, plain: &'static Plain<Annotation>) {
    if let Value::List(texts) = (plain.get)(mark) {
        ui.label(visible(&texts.join(", ")));
    }
}

/// The mark's creator, with its dates in the local time zone.
fn provenance(mark: &Annotation, zone: &TimeZone) -> String {
    // An invalid time is shown as written in the file.
    let shown = |time: &Time| moment::minute(time, zone).unwrap_or_else(|| time.as_str().to_owned());
    let (created, modified) = (shown(&mark.created), shown(&mark.modified));
    let by = if mark.creator.is_empty() { String::new() } else { format!(" by {}", mark.creator) };
    match (created.as_str(), modified.as_str()) {
        ("", "") if by.is_empty() => String::new(),
        ("", "") => format!("Marked{by}"),
        ("", modified) => format!("Marked{by}, changed {modified}"),
        (created, modified) if created == modified || modified.is_empty() => format!("Marked {created}{by}"),
        (created, modified) => format!("Marked {created}{by}, changed {modified}"),
    }
}
