//! The dialog for unsaved work when another program changed the file: the changes of both sides, and a choice for each
//! conflict.

use egui::{Event, Id, InputState, Key, Label, RichText, ScrollArea, TextStyle, Ui};

use super::frame::{self, Press, list_height};
use crate::app::action::Intent;
use crate::app::commands;
use crate::app::shell::merge::{Decision, MergeDialog, Stage};
use crate::app::state::State;
use crate::jobs::merge::Ready;
use crate::model::merge::{Choice, Conflict, Side};
use crate::model::message::counted;
use crate::ui::announce;
use crate::ui::list::{List, Row};
use crate::ui::symbols::visible;
use crate::ui::theme::{self, gap};
use crate::ui::widgets::{ROW, row};

/// Height in points of the title.
const TITLE: f32 = 40.0;

/// Height in points of the hint on keys, with its spacing.
const HINT: f32 = 36.0;

/// Maximum visible rows of conflicts.
const ROWS: f32 = 8.0;

/// Height in points of the other visible parts.
const REST: f32 = 290.0;

/// Width in points of the column of choices.
const NAME: f32 = 76.0;

/// The choices, their names and keys.
const CHOICES: [(Choice, &str, Key); 4] = [
    (Choice::Mine, "Mine", Key::M),
    (Choice::Theirs, "Theirs", Key::T),
    (Choice::Both, "Both", Key::B),
    (Choice::Later, "Later", Key::L),
];

/// Title when the file is missing.
const GONE: &str = "The annotation file is missing";

/// Shows what happened, the changes of both sides, and the buttons.
pub fn show(ui: &mut Ui, state: &State, merge: &MergeDialog, intents: &mut Vec<Intent>) {
    let palette = theme::palette(ui.visuals());
    discard_typing(ui, state.shell.millis, merge.since);
    handle_keys(ui, state, merge, intents);
    let title = if merge.is_gone { GONE } else { "Another program changed the annotation file" };
    frame::begin_unfocused(ui, title, frame::WIDE);
    let conflicts = merge.ready().map_or(&[][..], |ready| ready.merge.conflicts());
    let hint = if conflicts.is_empty() { 0.0 } else { HINT };
    let room = list_height(ui.ctx(), TITLE + hint + frame::BELOW);
    ScrollArea::vertical().id_salt("merge").max_height(room).auto_shrink([false, true]).show(ui, |ui| {
        match &merge.stage {
            Stage::Reading => {
                ui.add(Label::new(visible(&merge.why)).wrap());
                ui.label("Reading the other program's changes…");
            }
            Stage::Impossible(why) => {
                ui.add(Label::new(visible(&merge.why)).wrap());
                if !why.is_empty() {
                    let text =
                        RichText::new(format!("The versions cannot be merged: {}", visible(why))).color(palette.error);
                    announce::assertive(ui, "merge failed", Label::new(text).wrap());
                }
            }
            Stage::Deciding(ready) | Stage::Merging(ready) => changes(ui, merge, ready, room, intents),
        }
    });
    if !conflicts.is_empty() {
        let keys = if state.shell.settings.single_keys {
            "↑ ↓ move · M T B L choose · Shift+M T L choose for all · Enter merges"
        } else {
            "↑ ↓ move · ← → choose · Enter merges"
        };
        ui.add_space(gap::USUAL);
        ui.label(RichText::new(keys).color(palette.weak).small());
    }
    frame::end(ui, decisions(merge), intents);
}

/// The buttons.
fn decisions(merge: &MergeDialog) -> Vec<Press> {
    let (write, give_up) = if merge.is_gone {
        ("Recreate file", "Discard mine")
    } else {
        ("Overwrite with mine", "Open theirs, discard mine")
    };
    let mut presses = vec![
        Press::new(give_up, Intent::Discard),
        Press::new(write, Intent::Overwrite),
        Press::new("Save mine as…", Intent::Run(&commands::file::SAVE_AS)),
        Press::new("Cancel", Intent::Close),
    ];
    if merge.ready().is_some() {
        presses.push(Press::default("Merge", Intent::Decide(Decision::Merge)));
    } else if !merge.is_gone && matches!(merge.stage, Stage::Impossible(_)) {
        presses.push(Press::new("Try again", Intent::Retry));
    }
    presses
}

/// Milliseconds without a key press after which key presses are accepted.
const QUIET: u64 = 400;

/// Discards key presses of a person who was typing when the dialog opened by itself, at `since`.
fn discard_typing(ui: &Ui, millis: u64, since: u64) {
    let id = Id::unique("keys before the merge");
    let (of, last) = ui.data(|data| data.get_temp(id)).filter(|(of, _)| *of == since).unwrap_or((since, since));
    if millis >= last + QUIET {
        return;
    }
    let count = |input: &InputState| input.events.len();
    let before = ui.input(count);
    ui.input_mut(|input| {
        input.events.retain(|event| !matches!(event, Event::Key { pressed: true, .. } | Event::Text(_)));
    });
    if ui.input(count) < before {
        ui.data_mut(|data| data.insert_temp(id, (of, millis)));
    }
}

/// The list, which has the focus unless a button has it.
fn list_id() -> Id {
    Id::unique("conflicts")
}

fn is_free(ui: &Ui) -> bool {
    ui.memory(|memory| memory.focused().is_none_or(|focused| focused == list_id()))
}

fn changes(ui: &mut Ui, merge: &MergeDialog, ready: &Ready, room: f32, intents: &mut Vec<Intent>) {
    let conflicts = ready.merge.conflicts();
    ui.add(Label::new("Both versions are kept until you decide: the file as it is now, and your work here").wrap());
    ui.add_space(gap::TIGHT);
    for (name, side) in [("Mine", Side::Mine), ("Theirs", Side::Theirs)] {
        labelled(ui, name, |ui| drop(ui.add(Label::new(ready.merge.brought(side).to_string()).wrap())));
    }
    ui.add_space(gap::TIGHT);
    if conflicts.is_empty() {
        announce::polite(ui, "conflicts", Label::new("No conflicts: the merge keeps everything"));
    } else {
        ui.horizontal_wrapped(|ui| {
            let count = RichText::new(counted(conflicts.len(), "conflict", "conflicts")).strong();
            announce::polite(ui, "conflicts", Label::new(count));
            let all = CHOICES.iter().filter(|(choice, ..)| *choice != Choice::Both && conflicts.len() > 1);
            for (choice, name, _) in all {
                if ui.button(RichText::new(format!("All {}", name.to_lowercase())).small()).clicked() {
                    intents.push(Intent::Decide(Decision::ChooseAll(*choice)));
                }
            }
        });
    }
    let unsettled = ready.merge.unsettled().len();
    if unsettled > 0 {
        let passages = counted(unsettled, "passage", "passages");
        ui.add(Label::new(format!("{passages} changed or lost with the text, flagged for discussion")).wrap());
    }
    let Some(conflict) = conflicts.get(merge.lit) else { return };
    let lit_before = ui.data_mut(|data| std::mem::replace(data.get_temp_mut_or(list_id(), merge.lit), merge.lit));
    let moved = lit_before != merge.lit;
    let rows = ((room - REST) / ROW).floor().clamp(2.0, ROWS).min(conflicts.len() as f32);
    list(ui, merge, conflicts, moved, rows * ROW, intents);
    ui.add_space(gap::TIGHT);
    let lit = ui.scope(|ui| {
        choices(ui, conflict, merge.choices.get(merge.lit).copied().unwrap_or_default(), intents);
    });
    if moved {
        lit.response.scroll_to_me(None);
    }
}

/// A name with its content beside it.
fn labelled(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui)) {
    let weak = theme::palette(ui.visuals()).weak;
    ui.horizontal_top(|ui| {
        let left = ui.cursor().left();
        ui.label(RichText::new(name).color(weak));
        ui.add_space((left + NAME - ui.cursor().left()).max(0.0));
        ui.vertical(content);
    });
}

/// The list of conflicts with their choices.
fn list(ui: &mut Ui, merge: &MergeDialog, conflicts: &[Conflict], moved: bool, height: f32, intents: &mut Vec<Intent>) {
    let area = ScrollArea::vertical().id_salt("conflicts").max_height(height).min_scrolled_height(height);
    let list = List::new(ui, list_id(), "Conflicts", conflicts.len());
    if ui.memory(|memory| memory.focused().is_none()) {
        ui.memory_mut(|memory| memory.request_focus(list_id()));
    }
    list.rows(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let offset = moved.then(|| (merge.lit as f32 + 0.5) * ROW - height / 2.0);
        let area = offset.map_or(area.clone(), |offset| area.vertical_scroll_offset(offset.max(0.0)));
        area.auto_shrink([false, true]).show_rows(ui, ROW, conflicts.len(), |ui, rows| {
            for at in rows {
                let (Some(conflict), Some(choice)) = (conflicts.get(at), merge.choices.get(at)) else { continue };
                let name = CHOICES.iter().find(|(row, ..)| row == choice).map_or("", |(_, name, _)| name);
                let title = format!("{}: {}", capital(&conflict.what), conflict.thing);
                if row(ui, &list, Row::of(at, at == merge.lit), &title, name).clicked() {
                    intents.push(Intent::Decide(Decision::Light(at)));
                }
            }
        });
    });
}

/// Text with an upper-case first letter.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The base of the lit conflict, each side, and the choice.
fn choices(ui: &mut Ui, conflict: &Conflict, chosen: Choice, intents: &mut Vec<Intent>) {
    if let Some(base) = &conflict.base {
        labelled(ui, "Original", |ui| drop(ui.add(Label::new(visible(base)).wrap())));
    }
    for (choice, name, _) in CHOICES {
        let means = match choice {
            Choice::Mine => conflict.mine.clone(),
            Choice::Theirs => conflict.theirs.clone(),
            Choice::Both => match conflict.both {
                Some(how) => format!("Both are kept, {how}"),
                None => continue,
            },
            Choice::Later => "Both are kept and flagged for discussion".to_owned(),
        };
        ui.horizontal_top(|ui| {
            let left = ui.cursor().left();
            if theme::choice(ui, |ui| ui.radio(choice == chosen, name)).clicked() {
                intents.push(Intent::Decide(Decision::Choose(choice)));
            }
            ui.add_space((left + NAME - ui.cursor().left()).max(0.0));
            ui.vertical(|ui| {
                // A radio button is taller than its text, which is centred.
                ui.add_space((ui.spacing().interact_size.y - ui.text_style_height(&TextStyle::Body)).max(0.0) / 2.0);
                ui.add(Label::new(visible(&means)).wrap());
            });
        });
    }
}

/// Handles the keys of the list.
fn handle_keys(ui: &Ui, state: &State, merge: &MergeDialog, intents: &mut Vec<Intent>) {
    let conflicts = merge.ready().map_or(&[][..], |ready| ready.merge.conflicts());
    if conflicts.is_empty() || !is_free(ui) {
        return;
    }
    let (lit, last) = (merge.lit, conflicts.len().saturating_sub(1));
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, modifiers, .. } = event else { return true };
            let decision = match (key, modifiers.shift) {
                _ if modifiers.command || modifiers.alt => None,
                (Key::ArrowDown, false) => Some(Decision::Light((lit + 1).min(last))),
                (Key::ArrowUp, false) => Some(Decision::Light(lit.saturating_sub(1))),
                (Key::Home, false) => Some(Decision::Light(0)),
                (Key::End, false) => Some(Decision::Light(last)),
                (Key::ArrowRight, false) => turned(merge, conflicts, 1),
                (Key::ArrowLeft, false) => turned(merge, conflicts, CHOICES.len() - 1),
                (key, all) if state.shell.settings.single_keys => {
                    CHOICES.iter().find(|(.., letter)| letter == key).map(|(choice, ..)| match all {
                        true => Decision::ChooseAll(*choice),
                        false => Decision::Choose(*choice),
                    })
                }
                _ => None,
            };
            intents.extend(decision.map(Intent::Decide));
            decision.is_none()
        });
    });
}

/// The available choice `steps` after the current one of the highlighted conflict.
fn turned(merge: &MergeDialog, conflicts: &[Conflict], step: usize) -> Option<Decision> {
    let (conflict, chosen) = (conflicts.get(merge.lit)?, merge.choices.get(merge.lit)?);
    let at = CHOICES.iter().position(|(choice, ..)| choice == chosen)?;
    let choices = (1..).map(|times| CHOICES[(at + times * step) % CHOICES.len()].0);
    choices.filter(|choice| *choice != Choice::Both || conflict.both.is_some()).map(Decision::Choose).next()
}
