//! The article, with the search bar above it, the bar at the selection and the cards of marks.

use egui::{Rect, Response, Ui};

use crate::app::action::{Field, Intent};
use crate::app::pick::lit_way;
use crate::app::project::OpenProject;
use crate::app::session::Session;
use crate::app::shell::context_menu::Thing;
use crate::app::shell::picker;
use crate::app::shell::sidebar::ProjectPanel;
use crate::app::state::State;
use crate::model::annotation::{Annotation, Id};
use crate::model::offset::ByteRange;
use crate::model::project::spot::origin;
use crate::ui::context_menu::{keyed, opening};
use crate::ui::dragged::{DraggedMark, dropped};
use crate::ui::fields::id_of;
use crate::ui::hover::{self, Card};
use crate::ui::panels::across::{Across, across, speaker};
use crate::ui::panels::{View, find, offer};
use crate::ui::symbols::visible;
use crate::ui::text_view::{Carried, Hovered, Link, Outside, Spot, TextEvent, TextInput, TextOutput, Under};
use crate::ui::{selection_bar, theme, tooltip};

/// Characters of the end of a link in another article.
const WORDS: usize = 60;

/// Shows the article. When versions are compared, `differences` are the highlighted places and the index of the current
/// one.
pub fn show(
    ui: &mut Ui,
    state: &State,
    session: &Session,
    differences: Option<&(Vec<ByteRange>, Option<usize>)>,
    view: &mut View,
    intents: &mut Vec<Intent>,
) {
    // The other one of two shows the article alone.
    let active = state.session().is_some_and(|active| active.id == session.id);
    if active {
        if let Some(find) = &session.find {
            find::show(ui, state, session, find, intents);
        }
        offer::show(ui, state, session, intents);
    }
    let mut style = theme::text_style(ui, &state.shell.settings);
    // Hits in the text are highlighted; a hit in a note is shown by its mark.
    let words =
        || session.find.iter().flat_map(|find| find.hits.iter().enumerate()).filter(|(_, hit)| hit.mark.is_none());
    let mut hits: Vec<ByteRange> = words().map(|(_, hit)| hit.range).collect();
    let shown = session.find.as_ref().and_then(|find| find.current);
    let current = shown.and_then(|shown| words().position(|(index, _)| index == shown));
    let current = match differences.filter(|_| session.find.is_none()) {
        Some((places, current)) => {
            hits.clone_from(places);
            (style.highlight, style.current_highlight) = theme::palette(ui.visuals()).added;
            *current
        }
        None => current,
    };
    let others = session.mark().map(|mark| across(state.project.as_ref(), session, mark)).unwrap_or_default();
    let words: Vec<String> = others.iter().map(|across| across.named(WORDS)).collect();
    let mut links = links(state, session);
    links.extend(outside(session, &others, &words));
    let mut places = session.mark().map(places).unwrap_or_default();
    places.extend(offer::places(session));
    let dragged = egui::DragAndDrop::payload::<DraggedMark>(ui.ctx());
    let carried = dragged.as_ref().and_then(|dragged| carried(state, dragged, session));
    let input = TextInput {
        text: session.text(),
        structure: &session.article().structure,
        boilerplate: &session.analysis.boilerplate,
        fold: state.shell.settings.hide_boilerplate,
        set: session.set(),
        selection: session.focus.selection,
        selected: session.focus.mark.as_ref(),
        links: &links,
        places: &places,
        highlights: &hits,
        current_highlight: current,
        style: &style,
        reveal: view.panes.of(session.id).reveal,
        editable: session.is_editable(),
        carried,
        through: active.then(selection_bar::layer),
        snap: state.shell.settings.snap,
    };
    let mut output = view.panes.of(session.id).text.show(ui, &input);
    if state.sessions.shown().count() > 1 {
        // Side by side, two articles need two names.
        let name = format!("Article: {}", visible(&session.article().name()));
        ui.ctx().accesskit_node_builder(output.response.id, |node| node.set_label(name));
    }
    intents.extend(menu(ui, session, &others, &mut output, active));
    if let Some(mark) = output.carries.take() {
        egui::DragAndDrop::set_payload(ui.ctx(), DraggedMark { session: session.id, mark });
    }
    intents.extend(output.events.into_iter().filter_map(|event| {
        Some(match event {
            TextEvent::Select(selection) => Intent::Select(selection),
            TextEvent::Click(offset) => Intent::Click(offset),
            TextEvent::Follow(id) if session.set().get(&id).is_none() => followed(&others, id),
            TextEvent::Stripe(id) | TextEvent::Follow(id) => Intent::Choose(Some(id)),
            TextEvent::Reshape { mark, from, to } => Intent::Reshape(mark, from, to),
            TextEvent::Drop { from, to } => Intent::LinkTo(from, to),
            TextEvent::Receive(to) => return dropped(state, dragged.as_ref()?, session, &to),
        })
    }));
    // A search hit is not being marked.
    let is_found = |project: &OpenProject| {
        let of = project.path_of(session).and_then(|path| project.find.current_in(path));
        state.shell.shows_sidebar()
            && state.shell.sidebar.panel == ProjectPanel::Find
            && of.is_some()
            && of == session.selected()
    };
    let searching =
        ui.memory(|memory| memory.has_focus(id_of(Field::Find))) || state.project.as_ref().is_some_and(is_found);
    let settled = !output.dragging && !searching && state.shell.picker.is_none();
    if let Some(rows) = output.selection_rows.filter(|_| active && settled && session.is_editable()) {
        selection_bar::show(ui, state, session, rows, intents);
    }
    let is_covered = state.shell.picker.is_some() || state.shell.dialog.is_some();
    let hovered = tooltip::kept(ui.ctx(), output.response.id, output.hovered.filter(|_| !output.dragging));
    if let Some(hovered) = hovered.filter(|_| !is_covered) {
        let project = state.project.as_ref();
        card(ui, (project, session), &output.response, (&links, &others), &hovered);
    }
}

/// The mark that is dragged over an article, if it can be linked with one of its marks: it is of this article or of
/// another one of the project.
fn carried<'a>(state: &'a State, dragged: &'a DraggedMark, session: &Session) -> Option<Carried<'a>> {
    let is_own = dragged.session == session.id;
    let of = state.sessions.get(dragged.session)?;
    let mark = of.set().get(&dragged.mark)?;
    let in_project = |session| state.project.as_ref().is_some_and(|project| project.path_of(session).is_some());
    let links = is_own || (in_project(of) && in_project(session));
    links.then_some(Carried { mark: is_own.then_some(&dragged.mark), kind: &mark.kind })
}

/// The links with other articles, as the article draws them.
fn outside<'a>(session: &'a Session, others: &'a [Across<'a>], words: &'a [String]) -> impl Iterator<Item = Link<'a>> {
    let mark = session.focus.mark.as_ref();
    mark.into_iter().flat_map(move |mark| {
        others.iter().zip(words).map(move |(across, words)| {
            let ends = [mark, &across.item.id];
            let [from, to] = if across.outgoing { ends } else { [ends[1], ends[0]] };
            Link {
                from,
                to,
                role: across.item.role.id(),
                label: across.verb(),
                provisional: false,
                outside: Some(Outside { mark: across.mark, words }),
            }
        })
    })
}

/// The intent to follow a link with another article.
fn followed(others: &[Across<'_>], id: Id) -> Intent {
    match others.iter().find(|across| across.item.id == id) {
        Some(across) => across.follow(),
        None => Intent::Choose(Some(id)),
    }
}

/// The card of the mark on which the pointer rests.
fn card(
    ui: &Ui,
    (project, session): (Option<&OpenProject>, &Session),
    response: &Response,
    (links, others): (&[Link<'_>], &[Across<'_>]),
    hovered: &Hovered,
) {
    let Some(mark) = session.set().get(&hovered.mark) else {
        if let Some(across) = others.iter().find(|across| across.item.id == hovered.mark) {
            let origin = origin(across.document.article());
            let hint = "Click to go there";
            let card = Card {
                role: across.verb(),
                quoted: true,
                origin: &origin,
                hint,
                ..Card::of(across.document, across.mark)
            };
            hover::show(ui.ctx(), response.layer_id, response.id, hovered.rect, &card);
        }
        return;
    };
    let roles = || links.iter().filter(|link| *link.from == hovered.mark || *link.to == hovered.mark);
    let is_link = hovered.spot == Spot::Link;
    let is_other = session.focus.mark.as_ref() != Some(&mark.id);
    let role = roles().map(|link| link.label).next().filter(|_| is_link && is_other);
    let hint = match hovered.spot {
        Spot::Passage if hovered.others > 0 => "More marks here: click again for the next",
        Spot::Passage => "",
        Spot::Stripe => "Click to select; drag to another mark to link",
        Spot::Link => "Click to go there",
    };
    let address = hovered.address.as_deref();
    let others = across(project, session, mark);
    let card = Card {
        role: role.unwrap_or_default(),
        quoted: is_link,
        address,
        hint,
        others: &others,
        speaker: speaker(project, session, mark),
        ..Card::of(&session.document, mark)
    };
    hover::show(ui.ctx(), response.layer_id, response.id, hovered.rect, &card);
}

/// The intent to open the context menu of what is under the pointer, or, by key, of the selection or the selected mark.
fn menu(ui: &Ui, session: &Session, others: &[Across<'_>], output: &mut TextOutput, active: bool) -> Option<Intent> {
    if let Some((at, under)) = output.menu.take() {
        let thing = match under {
            Under::Text(offset) => Thing::Place(offset),
            Under::Stripe(id) => Thing::Mark(id),
            Under::Link(link) if others.iter().any(|across| across.item.id == link) => Thing::LinkAcross(link),
            Under::Link(other) => {
                let links = session.mark().map(|mark| session.set().relations_of(&mark.id)).unwrap_or_default();
                let link = links.iter().find(|link| link.from == other || link.to == other);
                link.map_or(Thing::Mark(other), |link| Thing::Link(link.id.clone()))
            }
        };
        return Some(opening(thing, at, false));
    }
    if !active || (!output.focused && ui.memory(|memory| memory.focused().is_some())) {
        return None;
    }
    let shown = output.selection_rows.map(|rows| rows.1).or(output.caret_rect);
    let middle = output.response.rect.center();
    keyed(ui.ctx(), shown.unwrap_or(Rect::from_min_max(middle, middle)), || {
        let mark = || session.focus.mark.clone().map(Thing::Mark);
        let words = session.selected().map(|_| Thing::Words);
        Some(words.or_else(mark).unwrap_or(Thing::Place(session.focus.selection.focus)))
    })
}

/// The links of the selected mark, with the one being made.
fn links<'a>(state: &'a State, session: &'a Session) -> Vec<Link<'a>> {
    let Some(mark) = session.mark() else { return Vec::new() };
    let made = session.set().relations_of(&mark.id).iter().map(|relation| Link {
        from: &relation.from,
        to: &relation.to,
        role: relation.role.id(),
        label: picker::verb(relation, &mark.id),
        provisional: false,
        outside: None,
    });
    let making = lit_way(session, &state.shell).map(|(other, way)| {
        let (from, to) = if way.reversed { (&other.id, &mark.id) } else { (&mark.id, &other.id) };
        Link { from, to, role: way.role, label: way.verb, provisional: true, outside: None }
    });
    // Nearest first, since the view draws a limited number.
    making.into_iter().chain(offer::links(session)).chain(made).collect()
}

/// The places of a mark's speaker and cue in the text.
fn places(mark: &Annotation) -> Vec<(ByteRange, &'static str)> {
    let speaker = mark.speaker.iter().flat_map(|speaker| speaker.at.found()).map(|range| (range, "speaker"));
    speaker.chain(mark.cue.found().map(|range| (range, "cue"))).collect()
}
