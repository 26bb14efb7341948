//! The update: an action and the state become the next state and effects.

use std::path::PathBuf;

use crate::app::action::{Action, Effect, Field, FileDialog, Intent};
use crate::app::adopt::{adopted, found_renamed};
use crate::app::autosave::save_due;
use crate::app::changes::{light_question, seek, sought, step_question, turn_place};
use crate::app::context::{Context, Outside};
use crate::app::context_menu::open_menu;
use crate::app::details::{describe, give_details, type_details};
use crate::app::edges::reshape;
use crate::app::edits::{change, seal, set_field, travel, untype};
use crate::app::export::{export, export_format, export_full, export_path, exported, with_export};
use crate::app::hints::follow_look;
use crate::app::hold::{asked, claimed};
use crate::app::import::{import, import_path, imported, with_import};
use crate::app::key_page::change_keys;
use crate::app::leave::discard;
use crate::app::links::{change_link, link, note_link};
use crate::app::manual::take_manual_request;
use crate::app::marks::{mark, mark_said, set_kind};
use crate::app::merge::{decide, merged, settled};
use crate::app::navigate::choose_first;
use crate::app::open::{open, open_all, read_as};
use crate::app::opened::opened;
use crate::app::paste::{keep_pasted, paste_path, paste_written, pasted};
use crate::app::pick::{choose_option, light, linking_from, pick, take, take_and_stay, turn_option, type_into_picker};
use crate::app::preferences::set_settings;
use crate::app::print::{no_viewer, print, set_printing};
use crate::app::problems::{check, leave, repair_some};
use crate::app::project::articles::keep_list;
use crate::app::project::file::save_due as save_project_due;
use crate::app::project::find::keep_findings;
use crate::app::project::follow::flow;
use crate::app::project::open::opened_folder;
use crate::app::project::overview::keep_overview;
use crate::app::project::relocate::{relocate, relocated};
use crate::app::project::seek::seek_elsewhere;
use crate::app::project::threads::keep_threads;
use crate::app::project::update::{take_project_answer, take_project_intent};
use crate::app::project::watch::watch as watch_project;
use crate::app::proposals::{begin_link, decline, settle, turn_part};
use crate::app::reanchor::reanchored;
use crate::app::recents::{keep_recents, took_gone};
use crate::app::reload::reloaded;
use crate::app::rescue::{copied, copy_dropped, delete_copy, drop_orphan, open_copy, take_copies};
use crate::app::reveal::{go_to, withdraw};
use crate::app::run::run;
use crate::app::save::{overwrite, retry, save_to, saved};
use crate::app::search::{find, found};
use crate::app::select::{choose_or_light, choose_several, click};
use crate::app::session::{Session, SessionId};
use crate::app::sessions::Sessions;
use crate::app::shell::Shell;
use crate::app::shell::dialog::Dialog;
use crate::app::shell::key_page::KeyPage;
use crate::app::shell::picker::Purpose;
use crate::app::shell::print::Print;
use crate::app::shell::transfer::ProjectExport;
use crate::app::speakers::{set_speaker, split_speaker};
use crate::app::state::State;
use crate::app::tabs::carry_out::carry_out;
use crate::app::tabs::close::leave_saved;
use crate::app::tabs::last::{keep_last, reopen_last};
use crate::app::tabs::question::ask;
use crate::app::tabs::request::TabRequest;
use crate::app::tabs::restore::keep_tabs;
use crate::app::tabs::show_wanted;
use crate::app::tags::{add_tag, colour_tag, remove_tag, show_tag};
use crate::app::typed_path::{found_typed, no_dialog, take_path, type_path};
use crate::app::typefaces::{list_typefaces, loaded_typeface};
use crate::app::watch::{looked, watch};
use crate::jobs::notice::Notice;
use crate::jobs::{Answer, Job};
use crate::model::annotation::Speaker;
use crate::model::query::Filter;
use crate::model::step::StepKind;

/// Carries out an action; returns its effects, in order.
pub fn update(state: &mut State, outside: &mut dyn Outside, action: Action) -> Vec<Effect> {
    let State { sessions, project, shell } = state;
    let active = sessions.active().map(|session| session.id);
    let about = match &action {
        Action::Intent(_) => active,
        Action::Answered(id, _) => *id,
        Action::Tick(_) | Action::Desktop(_) | Action::NoViewer(_) | Action::NoDialog(_) => None,
    };
    let (effects, tabs) = (Vec::new(), Vec::new());
    let mut cx = Context { shell, project, outside, effects, about, active, tabs };
    match action {
        Action::Intent(Intent::Reading(id, top)) => {
            if let Some(session) = sessions.get_mut(id) {
                session.place.scrolled(top, cx.shell.millis);
            }
        }
        Action::Intent(intent) => {
            // The message about the last command is not about this one; one key may have several.
            if !is_in_passing(&intent) && cx.shell.said != cx.shell.millis {
                cx.shell.status.clear();
            }
            // While a link is made, another article than the picker's may be shown.
            let at = linking_from(cx.shell).filter(|_| is_of_picker(&intent)).or(active);
            take_intent(at.and_then(|id| sessions.get_mut(id)), &mut cx, intent);
        }
        Action::Answered(id, answer) => take_answer(sessions, &mut cx, id, answer),
        Action::Tick(millis) => {
            cx.shell.millis = millis;
            cx.shell.forget_status();
            for session in sessions.iter_mut() {
                save_due(session, &mut cx);
            }
            save_project_due(sessions, &mut cx);
        }
        Action::Desktop(desktop) => cx.shell.desktop = desktop,
        Action::NoViewer(path) => no_viewer(&mut cx, &path),
        Action::NoDialog(ask) => no_dialog(sessions.active(), &mut cx, ask),
    }
    carry_out(sessions, &mut cx);
    leave_saved(sessions, &mut cx);
    show_wanted(sessions, &mut cx);
    ask(sessions, &mut cx);
    for session in sessions.iter_mut() {
        cx.about = Some(session.id);
        withdraw(session, &mut cx);
        settle(session, &cx);
        seek(session, &mut cx);
        watch(session, &mut cx);
    }
    if let Some(session) = sessions.active_mut() {
        follow_look(session, &mut cx);
        check(session, &cx);
    }
    flow(sessions, &mut cx);
    relocate(sessions, &mut cx);
    if let Some(session) = linking_from(cx.shell).or(cx.active).and_then(|id| sessions.get_mut(id)) {
        seek_elsewhere(session, &mut cx);
    }
    keep_overview(&mut cx);
    keep_threads(&mut cx);
    watch_project(&mut cx);
    keep_list(&mut cx);
    keep_findings(&mut cx);
    keep_tabs(sessions, &mut cx);
    keep_last(sessions, &mut cx);
    keep_recents(sessions, &mut cx);
    cx.effects
}

/// Milliseconds without typing after which a question may open.
const PAUSE: u64 = 800;

/// True if an intent comes by itself, or goes with another one.
fn is_in_passing(intent: &Intent) -> bool {
    use Intent::{Focus, LayOut, Light, ListTypefaces, Pick, Question, Reading, Select, Typed, Types};
    matches!(
        intent,
        Focus(_)
            | LayOut(_)
            | Light(_)
            | ListTypefaces
            | Pick(_)
            | Question(_)
            | Reading(..)
            | Select(_)
            | Typed
            | Types(_)
    )
}

/// True if an intent comes from the picker.
fn is_of_picker(intent: &Intent) -> bool {
    use Intent::{Light, Pick, PickOption, Take, TakeAndStay, Turn};
    matches!(intent, Light(_) | Pick(_) | PickOption(_) | Take | TakeAndStay | Turn(_))
}

/// Carries out what the person asked for. Views that ask for something in an article are shown only with an article.
fn take_intent(session: Option<&mut Session>, cx: &mut Context<'_>, intent: Intent) {
    match (intent, session) {
        (Intent::Run(command), session) => run(command, session, cx),
        (Intent::NotHere(command), _) => cx.say(format!("“{}” is for an article: Esc goes back to it", command.title)),
        (Intent::Open(path), _) => open(cx, path),
        (Intent::Drop(paths), _) => open_all(cx, paths),
        (Intent::Reopen(last), _) => reopen_last(cx, *last),
        (Intent::Types(types), _) => cx.shell.types_until = if types { cx.shell.millis + PAUSE } else { 0 },
        (Intent::TypePath(path), _) => type_path(cx, path),
        (Intent::TakePath, _) => take_path(cx),
        (Intent::OpenCopy(path), _) => open_copy(cx, path),
        (Intent::DeleteCopy(path), _) => delete_copy(cx, path),
        (Intent::ExportMark(mark), _) => with_export(cx, |export| export.mark = mark),
        (Intent::ExportPath(path), _) => export_path(cx, path),
        (Intent::Browse, _) => browse(cx),
        (Intent::Printing(printing), _) => set_printing(cx, *printing),
        (Intent::ImportFormat(format), _) => with_import(cx, |import| import.format = format),
        (Intent::ImportPath(path), _) => import_path(cx, path),
        (Intent::ImportTo(output), _) => with_import(cx, |import| (import.output, import.chosen) = (output, true)),
        (Intent::BrowseTo, _) => browse_to(cx),
        (Intent::Import, _) => import(cx),
        (Intent::PastePath(path), _) => paste_path(cx, path),
        (Intent::KeepPasted(replace), session) => keep_pasted(session.as_deref(), cx, replace),
        (Intent::Focus(field), _) => cx.focus(field),
        (Intent::Show(panel), _) => cx.shell.show(panel),
        (Intent::Tight(tight), _) => cx.shell.tight = tight,
        (Intent::MarkOrder(order), _) => cx.shell.mark_order = order,
        (Intent::Grouping(grouping), _) => cx.shell.grouping = grouping,
        (Intent::LedgerOrder(order), _) => cx.shell.ledger_order = order,
        (Intent::Pick(words), session) => type_into_picker(session.as_deref(), cx, words),
        (Intent::Light(index), session) => light(session.as_deref(), cx, index),
        (Intent::Turn(forward), session) => turn_option(session.as_deref(), cx, forward),
        (Intent::PickOption(index), session) => choose_option(session.as_deref(), cx, index),
        (Intent::Take, mut session) => {
            if let Some(command) = take(session.as_deref_mut(), cx) {
                run(command, session, cx);
            }
        }
        (Intent::TakeSpeaker(take), _) => cx.shell.takes_speaker = take,
        (Intent::TakeAndStay, Some(session)) => take_and_stay(session, cx),
        (Intent::Menu(menu), session) => open_menu(session, cx, menu),
        (Intent::CopyText(text, said), _) => {
            cx.effects.push(Effect::Copy(text));
            cx.say(said);
        }
        (Intent::Describe(file), _) => describe(cx, file),
        (Intent::TypeDetails(typed), _) => type_details(cx, *typed),
        (Intent::Tabs(request), _) => cx.ask_tabs(request),
        (Intent::Close, session) => close(session, cx),
        (Intent::Dismiss(index), _) => cx.shell.notices.dismiss(index),
        (Intent::Keys(request), _) => change_keys(cx, request),
        (Intent::Manual(request), _) => take_manual_request(cx, request),
        (Intent::Settings(settings), _) => set_settings(cx, *settings),
        (Intent::ShowSettings(section), _) => cx.shell.dialog = Some(Dialog::Settings(section)),
        (Intent::ListTypefaces, _) => list_typefaces(cx),
        (Intent::Typed, session) => seal(session, cx),
        (Intent::Quit, _) => cx.ask_tabs(TabRequest::Quit),
        (Intent::Project(intent), session) => take_project_intent(session, cx, *intent),

        (Intent::FilterWords(words), Some(session)) => session.filter.words = words,
        (Intent::FilterKind(kind), Some(session)) => toggle(&mut session.filter.hidden, kind),
        (Intent::FilterDiscuss(discuss), Some(session)) => session.filter.discuss = discuss,
        (Intent::FilterTag(tag), Some(session)) => show_tag(session, cx, tag),
        (Intent::ClearFilter, Some(session)) => session.filter = Filter::default(),
        (Intent::LedgerStanding(standing), Some(session)) => toggle(&mut session.ledger_filter.hidden, standing),
        (Intent::LedgerWords(words), Some(session)) => session.ledger_filter.words = words,
        (Intent::OutlineWords(words), Some(session)) => session.outline_words = words,
        (Intent::TurnOffer(part), Some(session)) => turn_part(session, part),
        (Intent::Decline, Some(session)) => decline(session, cx),
        (Intent::GiveDetails, Some(session)) => give_details(session, cx),
        (Intent::ReadAs(encoding), Some(session)) => read_as(session, cx, encoding),
        (Intent::SaveTo(path), Some(session)) => save_to(session, cx, path),
        (Intent::Retry, Some(session)) => retry(session, cx),
        (Intent::Overwrite, Some(session)) => overwrite(session, cx),
        (Intent::Decide(decision), Some(session)) => decide(session, cx, decision),
        (Intent::Discard, Some(session)) => discard(session, cx),
        (Intent::ExportFormat(format), Some(session)) => export_format(session, cx, format),
        (Intent::ExportFull(full), Some(session)) => export_full(session, cx, full),
        (Intent::Export(replace), Some(session)) => export(session, cx, replace),
        (Intent::Print(replace), Some(session)) => print(session, cx, replace),
        (Intent::Select(selection), Some(session)) => session.select(selection),
        (Intent::Click(offset), Some(session)) => click(session, cx, offset),
        (Intent::Choose(id), Some(session)) => choose_or_light(session, cx, id),
        (Intent::ChooseSeveral(ids, shown), Some(session)) => choose_several(session, cx, ids, shown),
        (Intent::AddTag(of, tag), Some(session)) => add_tag(session, cx, of, &tag),
        (Intent::RemoveTag(tag), Some(session)) => remove_tag(session, cx, &tag),
        (Intent::PickTag(tag), Some(session)) => pick(Some(session), cx, Purpose::TagName(tag)),
        (Intent::ColourTag(tag, colour), Some(session)) => colour_tag(session, cx, &tag, colour),
        (Intent::ChooseFirst, Some(session)) => choose_first(session, cx),
        (Intent::Mark(kind), Some(session)) => mark(session, cx, kind),
        (Intent::MarkSaid(kind, said), Some(session)) => mark_said(session, cx, kind, *said),
        (Intent::SetKind(kind), Some(session)) => set_kind(session, cx, kind),
        (Intent::Reshape(id, from, to), Some(session)) => reshape(session, cx, &id, from, to),
        (Intent::SetSpeaker(speaker), Some(session)) => set_speaker(session, cx, speaker),
        (Intent::TypeSpeaker(name), Some(session)) => change(session, cx, StepKind::ChangeSpeaker, true, |mark| {
            mark.speaker.get_or_insert_with(|| Speaker::new("named", "")).name = name;
        }),
        (Intent::SetField(field, value), Some(session)) => set_field(session, cx, field, value, false),
        (Intent::TypeField(field, value), Some(session)) => set_field(session, cx, field, value, true),
        (Intent::Travel(done), Some(session)) => travel(session, cx, done),
        (Intent::Untype, Some(session)) => untype(session, cx),
        (Intent::GoTo(range), Some(session)) => go_to(session, cx, range),
        (Intent::FindWords(words), Some(session)) => find(session, cx, words),
        (Intent::Repair(problem), Some(session)) => repair_some(session, cx, &[problem]),
        (Intent::Leave(problem, left), Some(session)) => leave(session, cx, problem, left),
        (Intent::Link(from, to, role), Some(session)) => link(session, cx, from, to, role),
        (Intent::LinkTo(from, to), Some(session)) => begin_link(session, cx, from, to),
        (Intent::ChangeLink(id, change), Some(session)) => change_link(session, cx, &id, change),
        (Intent::TypeLinkNote(id, note), Some(session)) => note_link(session, cx, &id, note),
        (Intent::PickName(voice, name), Some(session)) => pick(Some(session), cx, Purpose::Rename(voice, name)),
        (Intent::SplitSpeaker(voice, name), Some(session)) => split_speaker(session, cx, &voice, &name),
        (Intent::LayOut(job), Some(session)) => cx.start(session.id, Job::LayOut(job)),
        (Intent::Question(question), Some(session)) => light_question(session, cx, *question),
        (Intent::TurnPlace(forward), Some(session)) => turn_place(session, cx, forward),
        (Intent::StepQuestion(forward), Some(session)) => step_question(session, cx, forward),
        (Intent::SelectOld(selection), Some(session)) => session.decisions.selection = selection,

        // It is about one that is shown, which need not be the active one.
        (Intent::Reading(..), Some(_)) | (_, None) => {}
    }
}

/// Takes the result of a job. One for a session that is closed is dropped.
fn take_answer(sessions: &mut Sessions, cx: &mut Context<'_>, id: Option<SessionId>, answer: Answer) {
    if let Answer::Opened(path, progress, result) = answer {
        return opened(sessions, cx, path, &progress, result);
    }
    let session = match id {
        Some(id) => sessions.get_mut(id),
        None => sessions.active_mut(),
    };
    match (answer, session) {
        (Answer::Done | Answer::Opened(..), _) => {}
        (Answer::Folder(path, progress, result), _) => opened_folder(cx, path, &progress, result),
        (Answer::Sample(Ok(path)), _) => open(cx, path),
        (Answer::Project(id, answer), session) => take_project_answer(session, cx, id, *answer),
        (Answer::Sample(Err(why)), _) => cx.notify(Notice::error(why)),
        (Answer::Gone(sought, gone), session) => took_gone(session.as_deref(), cx, sought, gone),
        (Answer::Typed(path, result), session) => found_typed(session, cx, &path, result),
        (Answer::Copies(copies), _) => take_copies(cx, copies),
        (Answer::Exported(path, result), _) => exported(cx, &path, result),
        (Answer::Imported(outcome), _) => imported(cx, *outcome),
        (Answer::Pasted(clip), session) => pasted(session.as_deref(), cx, clip),
        (Answer::PasteWritten(path, result), _) => paste_written(cx, path, result),
        (Answer::SettingsFailed(why), _) => cx.notify(Notice::warning(why)),
        (Answer::Typefaces(names), _) => cx.shell.typefaces.names = Some(names),
        (Answer::Typeface(name, typeface), _) => loaded_typeface(cx, &name, typeface.map(|typeface| *typeface)),

        (Answer::Saved(generation, path, result), Some(session)) => saved(session, cx, generation, path, result),
        (Answer::Copied(path, result), Some(session)) => copied(session, cx, &path, result),
        (Answer::Copied(_, result), None) => drop_orphan(cx, result),
        (Answer::CopyDropped(path), Some(session)) => copy_dropped(session, cx, &path),
        (Answer::FoundRenamed(path, renamed), Some(session)) => found_renamed(session, cx, &path, renamed),
        (Answer::Renamed(job, result), Some(session)) => adopted(session, cx, &job, result),
        (Answer::Relocated(job, result), Some(session)) => relocated(session, cx, &job, result),
        (Answer::Merged(found), Some(session)) => merged(session, cx, *found),
        (Answer::Resolved(document), Some(session)) => settled(session, cx, *document),
        (Answer::Found(words, precision, result), Some(session)) => found(session, cx, &words, precision, result),
        (Answer::LaidOut(laid), Some(session)) => session.laid = Some(*laid),
        (Answer::Looked(job, seen), Some(session)) => looked(session, cx, &job, seen),
        (Answer::Reloaded(path, progress, result), Some(session)) => reloaded(session, cx, &path, &progress, result),
        (Answer::Reanchored(job, result), Some(session)) => reanchored(session, cx, &job, result),
        (Answer::Claimed(path, claim), Some(session)) => claimed(session, cx, &path, claim),
        (Answer::Asked(path, claim), Some(session)) => asked(session, &path, claim),
        (Answer::Sought(text, found), Some(session)) => sought(session, &text, found),

        (_, None) => {}
    }
}

/// Takes `item` out of `items`, or puts it in.
fn toggle<T: PartialEq>(items: &mut Vec<T>, item: T) {
    match items.iter().position(|other| *other == item) {
        Some(at) => drop(items.remove(at)),
        None => items.push(item),
    }
}

/// Shows the file dialog for the path in the present dialog.
fn browse(cx: &mut Context<'_>) {
    let dialog = match &cx.shell.dialog {
        Some(Dialog::Export(export)) => FileDialog::ExportTo(PathBuf::from(&export.path)),
        Some(Dialog::ProjectExport(export)) => FileDialog::ExportTo(PathBuf::from(&export.path)),
        Some(Dialog::Print(print)) => FileDialog::ExportTo(PathBuf::from(&print.path)),
        Some(Dialog::Paste(paste)) => FileDialog::Paste(PathBuf::from(&paste.path)),
        Some(Dialog::Import(import)) => FileDialog::Import(PathBuf::from(&import.path)),
        _ => return,
    };
    cx.effects.push(Effect::Ask(dialog));
}

/// Shows the file dialog for the folder in the import dialog.
fn browse_to(cx: &mut Context<'_>) {
    if let Some(Dialog::Import(import)) = &cx.shell.dialog {
        cx.effects.push(Effect::Ask(FileDialog::ImportTo(PathBuf::from(&import.output))));
    }
}

/// Closes the topmost thing over the window, or the search bar.
fn close(session: Option<&mut Session>, cx: &mut Context<'_>) {
    let Shell { picker, dialog, key_page, .. } = &mut *cx.shell;
    *key_page = KeyPage::default();
    if let (None, Some(Dialog::Import(import))) = (&picker, &dialog) {
        import.progress.stop();
    }
    if let (None, Some(Dialog::Print(Print { progress: Some(progress), .. }))) = (&picker, &dialog) {
        progress.drop_result();
    }
    if let (None, Some(Dialog::ProjectExport(ProjectExport { progress: Some(progress), .. }))) = (&picker, &dialog) {
        progress.drop_result();
    }
    // The window gives the focus back to where it was before.
    if picker.take().is_some() || dialog.take().is_some() {
        return cx.ask_tabs(TabRequest::Stay);
    }
    if let Some(session) = session {
        session.find = None;
    }
    cx.focus(Field::Article);
}
