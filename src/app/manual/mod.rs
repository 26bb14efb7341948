//! The manual in place of the article: opening it at the page for what is shown, links, and search.

pub mod keys;
pub mod markup;
pub mod pages;
pub mod search;

use crate::app::action::{Effect, Field};
use crate::app::context::Context;
use crate::app::manual::pages::{PAGES, Page, Target, by_path};
use crate::app::manual::search::sections;
use crate::app::project::view::ProjectView;
use crate::app::shell::dialog::Dialog;
use crate::app::shell::manual::{Manual, ManualRequest};
use crate::app::shell::panel::Panel;

/// Opens the manual at the page for what is shown, or where it was left if it was opened from there; or leaves it.
pub fn turn_manual(cx: &mut Context<'_>) {
    if cx.shell.manual.is_open && cx.shell.dialog.is_none() {
        return leave_manual(cx);
    }
    if cx.shell.dialog.as_ref().is_some_and(is_at_work) {
        return cx.say("Close the dialog to open the manual");
    }
    let about = page_about(cx);
    (cx.shell.picker, cx.shell.reading) = (None, false);
    let manual = &mut cx.shell.manual;
    manual.is_open = true;
    manual.dialog = cx.shell.dialog.take().map(Box::new);
    if manual.about != about {
        manual.about = about;
        let (page, heading) = about.unwrap_or((&PAGES[0], ""));
        show(manual, page, Some(heading).filter(|heading| !heading.is_empty()));
    }
    cx.focus(Field::Manual);
}

/// Shows the article again, or what else is in its place, with the dialog from which the manual was opened.
pub fn leave_manual(cx: &mut Context<'_>) {
    let manual = &mut cx.shell.manual;
    if std::mem::take(&mut manual.is_open) {
        cx.shell.dialog = manual.dialog.take().map(|dialog| *dialog);
        cx.focus(Field::Article);
    }
}

/// Carries out a request about the manual.
pub fn take_manual_request(cx: &mut Context<'_>, request: ManualRequest) {
    let manual = &mut cx.shell.manual;
    match request {
        ManualRequest::Show(page) => show(manual, page, None),
        ManualRequest::Follow(link) => match manual.page.target(&link) {
            Target::Page(page, anchor) => {
                let from = std::mem::replace(&mut manual.page, page);
                manual.trail.push(from);
                show(manual, page, Some(anchor));
                cx.focus(Field::Manual);
            }
            Target::Outside(address) => {
                let address = address.to_owned();
                cx.effects.push(Effect::Copy(address));
                cx.say("Address copied");
            }
            Target::Nowhere => {}
        },
        ManualRequest::Find(words) => {
            manual.found = sections(&words);
            manual.words = words;
            if manual.found.is_empty()
                && manual.is_glance
                && let Some(page) = manual.trail.pop()
            {
                show(manual, page, None);
            }
            choose(manual, 0);
        }
        ManualRequest::Choose(index) => choose(manual, index),
        ManualRequest::Enter => {
            manual.is_glance = false;
            cx.focus(Field::Manual);
        }
        ManualRequest::Back => {
            if let Some(page) = manual.trail.pop() {
                show(manual, page, None);
                cx.focus(Field::Manual);
            }
        }
        ManualRequest::Leave => leave_manual(cx),
    }
}

/// Shows a page, at a heading, at its start for an empty name, or where it was left.
fn show(manual: &mut Manual, page: &'static Page, anchor: Option<&str>) {
    manual.page = page;
    manual.is_glance = false;
    manual.goal = (manual.goal.0 + 1, anchor.map(ToOwned::to_owned));
}

fn choose(manual: &mut Manual, index: usize) {
    let Some(section) = manual.found.get(index).cloned() else { return };
    manual.chosen = index;
    let (from, glanced) = (manual.page, manual.is_glance);
    show(manual, section.page, Some(&section.anchor));
    // The way back leads to the page from which the search began, past those that were only glanced at.
    manual.is_glance = glanced || section.page != from;
    if manual.is_glance && !glanced {
        manual.trail.push(from);
    }
}

/// True for a dialog with something typed or to be decided, which is not closed unasked.
fn is_at_work(dialog: &Dialog) -> bool {
    matches!(
        dialog,
        Dialog::Paste(_)
            | Dialog::Path(_)
            | Dialog::Unsaved(_)
            | Dialog::Details(_)
            | Dialog::Merge(_)
            | Dialog::Copies(_)
    )
}

/// The page about what is shown, and the name of a heading on it: the dialog, the view in place of the article, or the panel.
fn page_about(cx: &Context<'_>) -> Option<(&'static Page, &'static str)> {
    let project = cx.project.as_ref();
    let view = project.and_then(|project| project.view.as_ref());
    let name = match (&cx.shell.dialog, view) {
        (Some(Dialog::Export(_)), _) => "manual/formats.md#exports",
        (Some(Dialog::ProjectExport(_)), _) => "manual/formats.md#exports-of-a-project",
        (Some(Dialog::Import(_)), _) => "manual/formats.md#imports",
        (Some(Dialog::Print(_) | Dialog::Encoding), _) => "manual/formats.md",
        (Some(Dialog::Keys), _) => "keys.md",
        (Some(Dialog::Settings(_)), _) => "settings.md",
        (_, Some(ProjectView::Thread(_) | ProjectView::Timeline(..) | ProjectView::Map(_))) => "manual/projects.md",
        _ if cx.active.is_none() && project.is_some() => "manual/projects.md",
        _ if cx.active.is_none() => return None,
        _ => match cx.shell.panel {
            Panel::Ledger | Panel::Map | Panel::Speakers => "manual/ledger.md",
            Panel::Changes => "manual/changed-articles.md",
            Panel::Problems => "manual/trouble.md",
            Panel::Outline => "manual/reading.md",
            Panel::Marks | Panel::History => return None,
        },
    };
    let (path, heading) = name.split_once('#').unwrap_or((name, ""));
    Some((by_path(&format!("docs/{path}"))?, heading))
}
