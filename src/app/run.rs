//! Running commands: a row for each, with the condition under which it is enabled.

use crate::app::action::{Effect, Field, FileDialog};
use crate::app::adopt::adopt;
use crate::app::changes::{accept_all, accept_match, has_question, has_unaccepted, mark_lost, move_to_selection};
use crate::app::commands::command::{Command, Menu};
use crate::app::commands::{self, edit, file, go, help, mark, view};
use crate::app::compare::{compare, step_difference};
use crate::app::context::Context;
use crate::app::copy::{copy, copy_address, copy_source};
use crate::app::edits::{redo, undo};
use crate::app::export::begin_export;
use crate::app::hold::take_over;
use crate::app::import::begin_import;
use crate::app::leave::quit;
use crate::app::marks::{
    Edge, add_fragment, ask_speaker, delete, go_to_field, mark as mark_as, move_edge, remove_fragment, set_speaker,
    take_cue, take_speaker, toggle_discuss,
};
use crate::app::navigate::{step_heading, step_mark};
use crate::app::open::{cancel, read_whole};
use crate::app::pick::{pick, show_lit};
use crate::app::preferences::{next_theme, resize_text, toggle_boilerplate, toggle_serif, zoom_by, zoom_reset};
use crate::app::problems::repair_all;
use crate::app::proposals::accept;
use crate::app::reanchor::reanchor;
use crate::app::save::save_asked;
use crate::app::search::{find_as, open_search, step_hit};
use crate::app::select::{grow, shrink};
use crate::app::session::Session;
use crate::app::session::watch::Holding;
use crate::app::shell::Shell;
use crate::app::shell::dialog::Dialog;
use crate::app::shell::panel::Panel;
use crate::app::shell::picker::Purpose;
use crate::articles::{article_format, is_whole};
use crate::jobs::Job;
use crate::model::annotation::Speaker;
use crate::model::kind::{KINDS, Kind};
use crate::model::query::Precision;
use crate::model::segment;

/// Change of the zoom factor by one step.
const ZOOM_STEP: f32 = 0.1;

/// The function of a command, and the condition under which it is enabled.
enum Run {
    /// With or without an open article.
    Window(fn(&Shell) -> bool, fn(Option<&mut Session>, &mut Context<'_>)),
    /// In the open article.
    Session(fn(&Session, &Shell) -> bool, fn(&mut Session, &mut Context<'_>)),
}

/// A row of [`ROWS`].
type Row = (&'static Command, Run);

const fn window(
    command: &'static Command,
    enabled: fn(&Shell) -> bool,
    run: fn(Option<&mut Session>, &mut Context<'_>),
) -> Row {
    (command, Run::Window(enabled, run))
}

const fn session(
    command: &'static Command,
    enabled: fn(&Session, &Shell) -> bool,
    run: fn(&mut Session, &mut Context<'_>),
) -> Row {
    (command, Run::Session(enabled, run))
}

/// Every command but those of the kinds.
const ROWS: &[Row] = &[
    window(&file::OPEN, always, |_, cx| cx.effects.push(Effect::Ask(FileDialog::Open))),
    window(
        &file::RECENT,
        |shell| !shell.settings.recent.is_empty(),
        |session, cx| {
            pick(session.as_deref(), cx, Purpose::Recent);
        },
    ),
    window(&file::PASTE, always, |_, cx| cx.effects.push(Effect::Paste)),
    session(&file::ENCODING, |session, _| session.path.is_some(), |_, cx| cx.shell.dialog = Some(Dialog::Encoding)),
    session(
        &file::WHOLE_PAGE,
        |session, _| page_is_whole(session) == Some(false),
        |session, cx| {
            read_whole(session, cx, true);
        },
    ),
    session(
        &file::ARTICLE_ONLY,
        |session, _| page_is_whole(session) == Some(true),
        |session, cx| {
            read_whole(session, cx, false);
        },
    ),
    session(&file::SAVE, open, save_asked),
    session(&file::SAVE_AS, open, |session, cx| {
        cx.effects.push(Effect::Ask(FileDialog::SaveTo(session.saving.path.clone())));
    }),
    session(&file::ADOPT, |session, _| session.renamed.is_some() && session.is_bare(), adopt),
    window(&file::COPIES, |shell| !shell.copies.is_empty(), |_, cx| cx.shell.dialog = Some(Dialog::Copies(None))),
    session(&file::TAKE_OVER, |session, _| matches!(session.watch.holding, Holding::Theirs), take_over),
    session(
        &file::REANCHOR,
        |session, _| session.is_editable() && session.is_behind(),
        |session, cx| {
            reanchor(session, cx, true);
        },
    ),
    window(&file::CANCEL, |shell| shell.waiting.is_reading(), |_, cx| cancel(cx)),
    window(&file::IMPORT, always, |session, cx| begin_import(session.as_deref(), cx)),
    session(&file::EXPORT, open, |session, cx| begin_export(session, cx)),
    window(&file::SETTINGS, always, |_, cx| cx.shell.dialog = Some(Dialog::Settings)),
    window(&file::QUIT, always, quit),
    //
    session(&edit::UNDO, |session, _| session.is_editable() && session.history.undoable().is_some(), undo),
    session(&edit::REDO, |session, _| session.is_editable() && session.history.redoable().is_some(), redo),
    session(
        &edit::COPY,
        |session, _| session.selected().is_some() || session.mark().is_some(),
        |session, cx| {
            copy(session, cx);
        },
    ),
    session(&edit::COPY_ADDRESS, |session, _| session.address().is_some(), |session, cx| copy_address(session, cx)),
    session(
        &edit::COPY_SOURCE,
        |session, _| !session.article().source.address.is_empty(),
        |session, cx| {
            copy_source(session, cx);
        },
    ),
    session(&edit::REPAIR, |session, _| session.is_editable() && session.problems.repairable() > 0, repair_all),
    session(&edit::FIND, open, |_, cx| open_search(cx)),
    session(&edit::FIND_NEXT, has_hits, |session, cx| step_hit(session, cx, true)),
    session(&edit::FIND_PREVIOUS, has_hits, |session, cx| step_hit(session, cx, false)),
    session(&edit::FIND_CASE, open, |session, cx| {
        let precision = cx.shell.precision;
        find_as(session, cx, Precision { case: !precision.case, ..precision });
    }),
    session(&edit::FIND_WHOLE_WORDS, open, |session, cx| {
        let precision = cx.shell.precision;
        find_as(session, cx, Precision { whole_words: !precision.whole_words, ..precision });
    }),
    //
    session(&mark::SPEAKER, has_mark, ask_speaker),
    session(&mark::UNNAMED, has_mark, |session, cx| take_speaker(session, cx, "unnamed")),
    session(&mark::ARTICLE_VOICE, has_mark, |session, cx| {
        set_speaker(session, cx, Some(Speaker::new("article", "")));
    }),
    session(
        &mark::RENAME_SPEAKER,
        |session, _| session.is_editable() && named_speaker(session).is_some(),
        |session, cx| {
            if let Some(speaker) = named_speaker(session).cloned() {
                pick(Some(session), cx, Purpose::Rename(speaker.voice, speaker.name));
            }
        },
    ),
    session(&mark::CUE, has_mark_and_selection, take_cue),
    session(&mark::CERTAINTY, has_mark, |session, cx| pick(Some(session), cx, Purpose::Certainty)),
    session(&mark::NOTE, has_mark, |session, cx| go_to_field(session, cx, Field::Note)),
    session(&mark::TAGS, has_mark, |session, cx| go_to_field(session, cx, Field::Tags)),
    session(&mark::DISCUSS, has_mark, toggle_discuss),
    session(&mark::LINK, has_mark, |session, cx| {
        pick(Some(session), cx, Purpose::Link);
        show_lit(Some(session), cx);
    }),
    session(&mark::LINKS, has_links, |session, cx| pick(Some(session), cx, Purpose::Links)),
    session(&mark::ACCEPT, |session, shell| session.is_editable() && shell.offer.is_some(), accept),
    session(&mark::ADD_FRAGMENT, has_mark_and_selection, add_fragment),
    session(&mark::REMOVE_FRAGMENT, has_fragments, remove_fragment),
    session(&mark::END_RIGHT, has_mark, |session, cx| move_edge(session, cx, Edge::End, segment::next_word_end)),
    session(&mark::END_LEFT, has_mark, |session, cx| move_edge(session, cx, Edge::End, segment::previous_word_end)),
    session(&mark::START_RIGHT, has_mark, |session, cx| {
        move_edge(session, cx, Edge::Start, segment::next_word_start);
    }),
    session(&mark::START_LEFT, has_mark, |session, cx| {
        move_edge(session, cx, Edge::Start, segment::previous_word_start);
    }),
    session(&mark::ACCEPT_MATCH, |session, _| has_question(session), accept_match),
    session(
        &mark::MOVE_TO_SELECTION,
        |session, _| has_question(session) && session.selected().is_some(),
        move_to_selection,
    ),
    session(&mark::MARK_LOST, |session, _| has_question(session), mark_lost),
    session(&mark::ACCEPT_ALL, |session, _| has_unaccepted(session), accept_all),
    session(&mark::DELETE, has_mark, delete),
    //
    window(&view::MARKS, always, |_, cx| show(cx, Panel::Marks)),
    window(&view::LEDGER, always, |_, cx| show(cx, Panel::Ledger)),
    window(&view::MAP, always, |_, cx| show(cx, Panel::Map)),
    session(&view::FULL_MAP, open, |_, cx| {
        cx.shell.full_map ^= true;
        cx.shell.find = None;
        cx.focus(Field::Article);
    }),
    window(&view::SPEAKERS, always, |_, cx| show(cx, Panel::Speakers)),
    window(&view::PROBLEMS, always, |_, cx| show(cx, Panel::Problems)),
    window(&view::OUTLINE, always, |_, cx| show(cx, Panel::Outline)),
    window(&view::CHANGES, always, |_, cx| show(cx, Panel::Changes)),
    session(&view::COMPARE, has_review, compare),
    window(&view::FILTER, always, |_, cx| {
        cx.shell.show(Panel::Marks);
        cx.focus(Field::Filter);
    }),
    session(&view::BOILERPLATE, open, |session, cx| {
        toggle_boilerplate(cx, !session.analysis.boilerplate.is_empty());
    }),
    window(&view::ZOOM_IN, always, |_, cx| zoom_by(cx, ZOOM_STEP)),
    window(&view::ZOOM_OUT, always, |_, cx| zoom_by(cx, -ZOOM_STEP)),
    window(&view::ZOOM_RESET, always, |_, cx| zoom_reset(cx)),
    window(&view::LARGER_TEXT, always, |_, cx| resize_text(cx, 1.0)),
    window(&view::SMALLER_TEXT, always, |_, cx| resize_text(cx, -1.0)),
    window(&view::SERIF, always, |_, cx| toggle_serif(cx)),
    window(&view::THEME, always, |_, cx| next_theme(cx)),
    //
    session(&go::NEXT_MARK, has_marks, |session, cx| step_mark(session, cx, true)),
    session(&go::PREVIOUS_MARK, has_marks, |session, cx| step_mark(session, cx, false)),
    session(&go::NEXT_HEADING, has_headings, |session, cx| step_heading(session, cx, true)),
    session(&go::PREVIOUS_HEADING, has_headings, |session, cx| step_heading(session, cx, false)),
    session(&go::NEXT_CHANGE, has_review, |session, cx| step_difference(session, cx, true)),
    session(&go::PREVIOUS_CHANGE, has_review, |session, cx| step_difference(session, cx, false)),
    session(&go::GROW, open, grow),
    session(&go::SHRINK, |session, _| session.selected().is_some(), |session, _| shrink(session)),
    session(&go::ARTICLE, open, |_, cx| {
        cx.shell.full_map = false;
        cx.focus(Field::Article);
    }),
    window(
        &go::MENUS,
        |shell| shell.picker.is_none() && shell.dialog.is_none(),
        |_, cx| {
            cx.focus(Field::Menu(Menu::File));
        },
    ),
    window(&go::PALETTE, always, |session, cx| {
        let enabled = enabled(session.as_deref(), cx.shell);
        pick(session.as_deref(), cx, Purpose::Command(enabled));
    }),
    //
    window(&help::KEYS, always, |_, cx| cx.shell.dialog = Some(Dialog::Keys)),
    window(&help::SAMPLE, always, |_, cx| cx.start_alone(Job::Sample)),
    window(&help::ABOUT, always, |_, cx| cx.shell.dialog = Some(Dialog::About)),
];

const _: () = assert!(
    ROWS.len()
        == file::COMMANDS.len()
            + edit::COMMANDS.len()
            + mark::COMMANDS.len()
            + view::COMMANDS.len()
            + go::COMMANDS.len()
            + help::COMMANDS.len(),
    "a command has no row, or two"
);

/// The commands of the palette: all that are enabled but the palette itself.
fn enabled(session: Option<&Session>, shell: &Shell) -> Vec<&'static Command> {
    commands::all().filter(|command| is_enabled(command, session, shell) && *command != &go::PALETTE).collect()
}

fn row(command: &Command) -> Option<&'static Run> {
    ROWS.iter().find(|(other, _)| *other == command).map(|(_, run)| run)
}

/// The kind that a command marks text as.
fn kind(command: &Command) -> Option<Kind> {
    mark::MARK_AS.iter().zip(KINDS).find(|(other, _)| *other == command).map(|(_, row)| Kind::of(row))
}

/// True if a command can be run now.
pub fn is_enabled(command: &Command, session: Option<&Session>, shell: &Shell) -> bool {
    match (row(command), session) {
        (Some(Run::Window(enabled, _)), _) => enabled(shell),
        (Some(Run::Session(enabled, _)), Some(session)) => enabled(session, shell),
        (None, Some(session)) => session.is_editable() && kind(command).is_some(),
        (_, None) => false,
    }
}

/// Runs a command if it is enabled.
pub fn run(command: &Command, session: Option<&mut Session>, cx: &mut Context<'_>) {
    if !is_enabled(command, session.as_deref(), cx.shell) {
        return;
    }
    match (row(command), session) {
        (Some(Run::Window(_, run)), session) => run(session, cx),
        (Some(Run::Session(_, run)), Some(session)) => run(session, cx),
        (None, Some(session)) => {
            if let Some(kind) = kind(command) {
                mark_as(session, cx, kind);
            }
        }
        (_, None) => {}
    }
}

/// Shows a panel and gives its list the keyboard.
fn show(cx: &mut Context<'_>, panel: Panel) {
    cx.shell.show(panel);
    cx.focus(Field::Panel(panel));
}

fn always(_: &Shell) -> bool {
    true
}

/// A command that needs nothing but an article.
fn open(_: &Session, _: &Shell) -> bool {
    true
}

/// A command that changes the selected mark.
fn has_mark(session: &Session, _: &Shell) -> bool {
    session.is_editable() && session.mark().is_some()
}

fn has_mark_and_selection(session: &Session, shell: &Shell) -> bool {
    has_mark(session, shell) && session.selected().is_some()
}

fn has_fragments(session: &Session, _: &Shell) -> bool {
    session.is_editable() && session.mark().is_some_and(|mark| mark.target.fragments().len() > 1)
}

fn has_links(session: &Session, _: &Shell) -> bool {
    session.is_editable() && session.mark().is_some_and(|mark| !session.set().relations_of(&mark.id).is_empty())
}

fn named_speaker(session: &Session) -> Option<&Speaker> {
    session.mark()?.speaker.as_ref().filter(|speaker| !speaker.name.is_empty())
}

fn has_hits(_: &Session, shell: &Shell) -> bool {
    shell.find.as_ref().is_some_and(|find| !find.hits.is_empty())
}

fn has_review(session: &Session, _: &Shell) -> bool {
    session.comparison.is_some()
}

fn has_marks(session: &Session, _: &Shell) -> bool {
    !session.set().annotations().is_empty()
}

fn has_headings(session: &Session, _: &Shell) -> bool {
    !session.analysis.outline.sections().is_empty()
}

/// True if the whole page is shown; nothing if the article is no page, or its file is not there.
fn page_is_whole(session: &Session) -> Option<bool> {
    let article = session.path.as_ref().map(|_| session.article())?;
    let id = article.importer.split(' ').next().unwrap_or_default();
    article_format(id).filter(|row| row.has_surroundings).map(|_| is_whole(article))
}
