//! The rows of the context menu of a link between articles.

use crate::app::action::Intent;
use crate::app::project::OpenProject;
use crate::app::project::intent::ProjectIntent;
use crate::app::shell::context_menu::Thing;
use crate::app::shell::picker::Change;
use crate::app::state::State;
use crate::model::annotation::{Annotation, Id};
use crate::model::project::items::{End, LinkItem};
use crate::model::project::spot::{Spot, outlet};
use crate::model::role;
use crate::ui::context_menu::own::Own;
use crate::ui::label;

/// The link with the project, if it is still there.
fn link<'a>(thing: &Thing, state: &'a State) -> Option<(&'a OpenProject, &'a LinkItem)> {
    let Thing::LinkAcross(id) = thing else { return None };
    let project = state.project.as_ref()?;
    Some((project, project.content.link(id)?))
}

fn change(id: &Id, change: Change) -> Vec<Intent> {
    vec![Intent::Project(Box::new(ProjectIntent::ChangeLink(id.clone(), change)))]
}

fn spot(project: &OpenProject, end: &End) -> Spot {
    Spot { path: project.content.path_of(end).to_owned(), mark: end.mark.clone() }
}

fn mark<'a>(project: &'a OpenProject, end: &End) -> Option<&'a Annotation> {
    project.corpus.mark_at(&spot(project, end)).map(|(mark, _)| mark.as_ref())
}

/// The way to the other end, from the selected mark or else from its start.
pub(super) fn follow(thing: &Thing, state: &State) -> Vec<Own> {
    let Some((project, link)) = link(thing, state) else { return Vec::new() };
    let here = state.session().and_then(|session| project.spot(session, session.focus.mark.as_ref()?));
    let is_from = here.as_ref() == Some(&spot(project, &link.from));
    let end = spot(project, if is_from { &link.to } else { &link.from });
    let Some((other, document)) = project.corpus.mark_at(&end) else { return Vec::new() };
    let name = label::attributed(&other.kind.name().to_lowercase(), other);
    vec![Own {
        title: format!("Go to {name}, {}", outlet(document.article())),
        help: "Open the other article and select the mark at the other end",
        intents: vec![Intent::Project(Box::new(ProjectIntent::GoTo(end)))],
    }]
}

/// The other roles that it may have, and its other direction.
pub(super) fn roles(thing: &Thing, state: &State) -> Vec<Own> {
    let link = link(thing, state).filter(|(project, _)| project.is_editable());
    let ends = link.and_then(|(project, link)| Some((link, mark(project, &link.from)?, mark(project, &link.to)?)));
    let Some((link, from, to)) = ends else { return Vec::new() };
    let others = role::allowed(&from.kind, &to.kind).filter(|row| row.id != link.role.id());
    let mut rows: Vec<Own> = others
        .map(|row| Own {
            title: format!("Change to “{}”", row.id),
            help: row.help,
            intents: change(&link.id, Change::Role(row.id)),
        })
        .collect();
    if link.role.row().is_some_and(|row| row.allows(&to.kind, &from.kind)) {
        let help = "Let the link lead from the other mark to this one";
        rows.push(Own { title: "Reverse".to_owned(), help, intents: change(&link.id, Change::Reverse) });
    }
    rows
}

/// Deleting it.
pub(super) fn unlink(thing: &Thing, state: &State) -> Vec<Own> {
    let Some((_, link)) = link(thing, state).filter(|(project, _)| project.is_editable()) else { return Vec::new() };
    vec![Own {
        title: "Delete link".to_owned(),
        help: "Delete the link; both marks stay",
        intents: change(&link.id, Change::Delete),
    }]
}
