//! The tabs of the open articles, above the article. They are shown while there are several, or a project is open.

use egui::{Id, Rect, Response, Role, ScrollArea, Sense, Stroke, TextStyle, Ui, WidgetInfo, pos2, vec2};

use crate::app::action::Intent;
use crate::app::commands;
use crate::app::session::{Session, SessionId};
use crate::app::shell::context_menu::Thing;
use crate::app::state::State;
use crate::app::tabs::request::TabRequest;
use crate::jobs::notice::Tone;
use crate::ui::context_menu::asked;
use crate::ui::dragged::DraggedMark;
use crate::ui::theme::{self, gap, radius};
use crate::ui::widgets::icon_button;
use crate::ui::{focus, icons, label, roles, roving};

/// Height of a tab in points.
const HEIGHT: f32 = 30.0;

/// Widths of a tab in points: as its name needs, within these.
const WIDTHS: (f32, f32) = (96.0, 220.0);

/// Side of the button that closes a tab, in points.
const BUTTON: f32 = 24.0;

/// The strip between frames.
#[derive(Default)]
pub struct Strip {
    /// The active tab in the last frame: another one is scrolled to.
    active: Option<SessionId>,
}

/// True if the tabs are shown.
fn is_shown(state: &State) -> bool {
    state.sessions.len() > 1 || (state.project.is_some() && !state.sessions.is_empty())
}

/// Shows the tabs.
pub fn show(ui: &mut Ui, state: &State, strip: &mut Strip, intents: &mut Vec<Intent>) {
    if !is_shown(state) {
        return;
    }
    let palette = theme::palette(ui.visuals());
    // The content below begins at its line.
    let between = std::mem::take(&mut ui.spacing_mut().item_spacing.y);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    ui.spacing_mut().item_spacing.y = between;
    ui.painter().rect_filled(rect, 0.0, palette.panel);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, palette.line));
    let (tabs, list) = rect.split_left_right_at_x(rect.right() - HEIGHT - gap::USUAL);
    let mut within = ui.new_child(egui::UiBuilder::new().max_rect(tabs).id_salt("tabs"));
    within.style_mut().always_scroll_the_only_direction = true;
    within.spacing_mut().item_spacing.x = 0.0;
    let bar = egui::scroll_area::ScrollBarVisibility::AlwaysHidden;
    ScrollArea::horizontal().id_salt("open articles").scroll_bar_visibility(bar).show(&mut within, |ui| {
        roles::part(ui, Role::TabList, "Open articles", |ui| {
            ui.horizontal(|ui| {
                let stop = stop(ui, state);
                let shown = |session: &Session| (strip.active, stop == Some(session.id));
                let tabs: Vec<(SessionId, Rect, Response)> =
                    state.sessions.iter().map(|session| tab(ui, state, session, shown(session), intents)).collect();
                drag(ui, &tabs, intents);
            });
        });
    });
    strip.active = state.session().map(|session| session.id);
    let centre = Rect::from_center_size(list.center(), egui::Vec2::splat(BUTTON + gap::TIGHT));
    let mut corner = ui.new_child(egui::UiBuilder::new().max_rect(centre).id_salt("list of tabs"));
    let command = &commands::go::TABS;
    if icon_button(&mut corner, icons::DOWN, command.title.trim_end_matches('…')).clicked() {
        intents.push(Intent::Run(command));
    }
}

/// The state of a session that its tab shows.
fn sign(state: &State, session: &Session) -> Option<(&'static str, Tone)> {
    if session.question.is_some() || session.saving.error.is_some() || session.saving.lost.is_some() {
        return Some((icons::ERROR, Tone::Error));
    }
    let grave = state.shell.notices.gravest(session.id).map(|notice| notice.tone);
    match grave {
        Some(Tone::Error) => Some((icons::ERROR, Tone::Error)),
        Some(Tone::Warning) => Some((icons::WARNING, Tone::Warning)),
        _ => None,
    }
}

/// Moves the tab that is dragged past the centre of another one to the place of that one.
fn drag(ui: &Ui, tabs: &[(SessionId, Rect, Response)], intents: &mut Vec<Intent>) {
    let Some((from, (id, rect, response))) = tabs.iter().enumerate().find(|(_, (.., response))| response.dragged())
    else {
        return;
    };
    ui.set_cursor_icon(egui::CursorIcon::Grabbing);
    ui.scroll_to_rect(*rect, None);
    let Some(at) = response.interact_pointer_pos().map(|at| at.x) else { return };
    let is_before = |(_, other, _): &(SessionId, Rect, Response)| at < other.center().x;
    let left = tabs[..from].iter().position(is_before);
    let right = tabs[from + 1..].iter().rposition(|tab| !is_before(tab)).map(|after| from + 1 + after);
    if let Some(to) = left.or(right) {
        intents.push(Intent::Tabs(TabRequest::Place(*id, to)));
    }
}

/// The title of an article; with its file where another open one has the same title.
fn name(state: &State, session: &Session) -> String {
    let name = session.article().name();
    let is_twin = |other: &Session| other.id != session.id && other.article().title() == session.article().title();
    if state.sessions.iter().any(|other| is_twin(other) && other.article().name() == name) {
        let file = session.file();
        return format!("{} · {name}", file.file_name().unwrap_or(file.as_os_str()).to_string_lossy());
    }
    name
}

/// The widget of a tab.
fn id_of(session: SessionId) -> Id {
    Id::unique(("tab", session))
}

/// The tab that is a stop of `Tab`: the one with the focus, or else the active one. The arrow keys go to the others.
fn stop(ui: &Ui, state: &State) -> Option<SessionId> {
    let ids: Vec<SessionId> = state.sessions.iter().map(|session| session.id).collect();
    let focused = ui.memory(|memory| memory.focused());
    let Some(now) = ids.iter().position(|id| Some(id_of(*id)) == focused) else {
        return state.session().map(|session| session.id);
    };
    let next = roving::next(ui, id_of(ids[now]), now, ids.len());
    if let Some(next) = next {
        ui.memory_mut(|memory| memory.request_focus(id_of(ids[next])));
    }
    Some(ids[next.unwrap_or(now)])
}

/// Shows a tab; returns it with its place.
fn tab(
    ui: &mut Ui,
    state: &State,
    session: &Session,
    (last, is_stop): (Option<SessionId>, bool),
    intents: &mut Vec<Intent>,
) -> (SessionId, Rect, Response) {
    let palette = theme::palette(ui.visuals());
    let active = state.session().is_some_and(|active| active.id == session.id);
    let beside = state.sessions.beside().is_some_and(|beside| beside.id == session.id);
    let name = name(state, session);
    let room = WIDTHS.1 - 2.0 * gap::WIDE - BUTTON;
    let colour = if active || beside { palette.text } else { palette.weak };
    let words = label::words(ui, &name, TextStyle::Body, colour, room, 1);
    let width = (words.size().x + 2.0 * gap::WIDE + BUTTON).clamp(WIDTHS.0, WIDTHS.1);
    let (_, rect) = ui.allocate_space(vec2(width, HEIGHT));
    // It keeps its identity in another place.
    let sense = if is_stop { Sense::click_and_drag() } else { Sense::CLICK | Sense::DRAG };
    let response = ui.interact(rect, id_of(session.id), sense);
    roles::one_of(&response, Role::Tab, active, &*name);
    if response.gained_focus() {
        ui.scroll_to_rect(rect, None);
    }
    if active && last != Some(session.id) {
        ui.scroll_to_rect(rect, None);
    }
    let close = Rect::from_center_size(
        pos2(rect.right() - gap::USUAL - BUTTON / 2.0, rect.center().y),
        egui::Vec2::splat(BUTTON),
    );
    if ui.is_rect_visible(rect) {
        paint(ui, rect, active, beside, &response);
        let at = pos2(rect.left() + gap::WIDE, rect.center().y - words.size().y / 2.0);
        words.paint(ui.painter(), at);
    }
    let hovered = ui.rect_contains_pointer(rect);
    let closed = close_button(ui, session, &name, close, sign(state, session), active || hovered);
    if closed || response.middle_clicked() {
        intents.push(Intent::Tabs(TabRequest::Close(session.id)));
    } else if response.clicked() {
        intents.push(Intent::Tabs(TabRequest::Show(session.id)));
    }
    // A mark that is dragged to a tab is to be linked with one of its article.
    if !active && response.dnd_hover_payload::<DraggedMark>().is_some() {
        intents.push(Intent::Tabs(TabRequest::Show(session.id)));
    }
    intents.extend(asked(&response, || Thing::Tab(session.id)));
    let path = session.file().display().to_string();
    let response = response.on_hover_ui(|ui| {
        label::row(ui, &name, TextStyle::Body, palette.text, Sense::hover());
        label::in_tip(ui, &path);
    });
    (session.id, rect, response)
}

fn paint(ui: &Ui, rect: Rect, active: bool, beside: bool, response: &Response) {
    let palette = theme::palette(ui.visuals());
    let painter = ui.painter();
    if active || beside {
        painter.rect_filled(rect, 0.0, palette.page);
    } else if response.hovered() || response.dragged() {
        painter.rect_filled(rect.with_max_y(rect.bottom() - 1.0), 0.0, palette.raised);
    }
    if active {
        painter.rect_filled(rect.with_max_y(rect.top() + 2.0), 0.0, palette.accent);
    }
    painter.vline(rect.right() - 0.5, rect.y_range(), Stroke::new(1.0, palette.line));
    if response.has_focus() {
        focus::ring(painter, rect, radius::SMALL);
        focus::is_drawn(ui.ctx(), response.id);
    }
}

/// The button that closes a tab. While the pointer is elsewhere, its place shows the state of the article.
fn close_button(
    ui: &mut Ui,
    session: &Session,
    name: &str,
    rect: Rect,
    sign: Option<(&'static str, Tone)>,
    is_there: bool,
) -> bool {
    let palette = theme::palette(ui.visuals());
    let button = ui.interact(rect, Id::unique(("close tab", session.id)), Sense::CLICK);
    let label = format!("Close {name}");
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
    let lit = button.hovered();
    if lit {
        ui.painter().rect_filled(rect, radius::SMALL, palette.raised);
    }
    let (icon, colour) = match sign {
        Some((icon, tone)) if !lit => (icon, if tone == Tone::Error { palette.error } else { palette.warning }),
        _ if lit || is_there => (icons::CLOSE, if lit { palette.text } else { palette.weak }),
        _ => return false,
    };
    let icon = ui.painter().layout_no_wrap(icon.to_owned(), TextStyle::Body.resolve(ui.style()), colour);
    ui.painter().galley(rect.center() - icon.size() / 2.0, icon, colour);
    let clicked = button.clicked();
    button.on_hover_text("Close");
    clicked
}
