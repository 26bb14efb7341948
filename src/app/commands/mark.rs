//! Making marks and changing the selected one.

#![expect(missing_docs, reason = "the help of each command says what it does")]

use crate::app::commands::command::{Command, Menu};
use crate::model::kind::KINDS;

const ROW: Command =
    Command { id: "", title: "", help: "", menu: Menu::Mark, gap: false, keys: &[], while_typing: false };

/// A command for each kind, made from its row.
pub static MARK_AS: [Command; KINDS.len()] = {
    let mut commands = [const { ROW }; KINDS.len()];
    let mut index = 0;
    while index < KINDS.len() {
        let row = &KINDS[index];
        commands[index].id = row.command;
        commands[index].title = row.command_title;
        commands[index].help = "Mark the selected text, or else change the kind of the selected mark, or else mark the sentence at the caret";
        commands[index].keys = std::slice::from_ref(&row.key);
        index += 1;
    }
    commands
};

pub static SPEAKER: Command = Command {
    id: "mark.speaker",
    title: "Speaker…",
    help: "Set the speaker: the selected text, or a name you type",
    gap: true,
    keys: &["S"],
    ..ROW
};

pub static UNNAMED: Command = Command {
    id: "mark.unnamed",
    title: "Unnamed speaker",
    help: "Set an unnamed speaker, described by the selected text, if any",
    keys: &["Shift+S"],
    ..ROW
};

pub static ARTICLE_VOICE: Command = Command {
    id: "mark.article_voice",
    title: "Article as speaker",
    help: "Set the article's own voice as the speaker",
    keys: &["Shift+A"],
    ..ROW
};

pub static RENAME_SPEAKER: Command = Command {
    id: "mark.rename_speaker",
    title: "Rename or merge speaker…",
    help: "Rename the speaker in every mark, or merge it with another speaker",
    keys: &["R"],
    ..ROW
};

pub static CUE: Command = Command {
    id: "mark.cue",
    title: "Cue from selection",
    help: "Set the selected text as the cue, for example “denied” or “according to”",
    keys: &["U"],
    ..ROW
};

pub static CERTAINTY: Command =
    Command {
        id: "mark.certainty", title: "Certainty…", help: "Set how certain the speaker is", keys: &["C"], ..ROW
    };

pub static NOTE: Command =
    Command { id: "mark.note", title: "Note…", help: "Edit the note on the mark", keys: &["N"], ..ROW };

pub static TAGS: Command =
    Command {
        id: "mark.tags", title: "Tags…", help: "Edit the mark's tags, separated by commas", keys: &["T"], ..ROW
    };

pub static RENAME_TAG: Command = Command {
    id: "mark.rename_tag",
    title: "Rename or merge tag…",
    help: "Rename a tag in every mark, or merge it with another tag",
    ..ROW
};

pub static TAG_COLOUR: Command =
    Command { id: "mark.tag_colour", title: "Tag colour…", help: "Give a tag a colour of its own, or none", ..ROW };

pub static DISCUSS: Command = Command {
    id: "mark.discuss",
    title: "Flag for discussion",
    help: "Flag the mark for a second opinion, or clear the flag",
    keys: &["D"],
    ..ROW
};

pub static LINK: Command = Command {
    id: "mark.link",
    title: "Link…",
    help: "Link the mark to another one: choose the mark, then the role",
    gap: true,
    keys: &["L"],
    ..ROW
};

pub static LINKS: Command = Command {
    id: "mark.links",
    title: "Edit link…",
    help: "Follow, reverse or delete a link of the mark, or change its role",
    keys: &["Shift+L"],
    ..ROW
};

pub static ACCEPT: Command = Command {
    id: "mark.accept",
    title: "Accept suggestions",
    help: "Accept the checked suggestions for the new mark, which are below the article",
    keys: &["Enter"],
    ..ROW
};

pub static SUGGESTED_PASSAGE: Command = Command {
    id: "mark.suggested_passage",
    title: "Suggested passage",
    help: "Check or uncheck the shorter passage that is suggested",
    keys: &["4"],
    ..ROW
};

pub static SUGGESTED_SPEAKER: Command = Command {
    id: "mark.suggested_speaker",
    title: "Suggested speaker",
    help: "Choose the next speaker that is suggested, and after the last one none",
    keys: &["5"],
    ..ROW
};

pub static SUGGESTED_LINKS: Command = Command {
    id: "mark.suggested_links",
    title: "Suggested links",
    help: "Check all links that are suggested, or none",
    keys: &["6"],
    ..ROW
};

pub static SUGGESTED_ROLE: Command = Command {
    id: "mark.suggested_role",
    title: "Role of suggested link",
    help: "Change the role of the link that is suggested, and check it",
    keys: &["7"],
    ..ROW
};

pub static ADD_FRAGMENT: Command = Command {
    id: "mark.add_fragment",
    title: "Add selection to mark",
    help: "Add the selected text to the mark as another fragment",
    gap: true,
    keys: &["A"],
    ..ROW
};

pub static REMOVE_FRAGMENT: Command = Command {
    id: "mark.remove_fragment",
    title: "Remove fragment at caret",
    help: "Remove the fragment at the caret from the mark",
    keys: &["Shift+Delete"],
    ..ROW
};

pub static SPLIT: Command = Command {
    id: "mark.split",
    title: "Split mark at caret",
    help: "Make two marks of the mark, before and after the caret",
    keys: &["X"],
    ..ROW
};

pub static JOIN: Command = Command {
    id: "mark.join",
    title: "Join with next mark",
    help: "Make one mark of the mark and the next one of its kind: as fragments, or merged where they are adjacent",
    keys: &["Shift+X"],
    ..ROW
};

pub static END_RIGHT: Command = Command {
    id: "mark.end_right",
    title: "Move end forward one word",
    help: "Move the end of the mark, or of its fragment at the caret, to the end of the next word",
    keys: &["Alt+Right"],
    ..ROW
};

pub static END_LEFT: Command = Command {
    id: "mark.end_left",
    title: "Move end back one word",
    help: "Move the end of the mark, or of its fragment at the caret, to the end of the previous word",
    keys: &["Alt+Left"],
    ..ROW
};

pub static START_RIGHT: Command = Command {
    id: "mark.start_right",
    title: "Move start forward one word",
    help: "Move the start of the mark, or of its fragment at the caret, to the start of the next word",
    keys: &["Alt+Shift+Right"],
    ..ROW
};

pub static START_LEFT: Command = Command {
    id: "mark.start_left",
    title: "Move start back one word",
    help: "Move the start of the mark, or of its fragment at the caret, to the start of the previous word",
    keys: &["Alt+Shift+Left"],
    ..ROW
};

pub static ACCEPT_MATCH: Command = Command {
    id: "mark.accept_match",
    title: "Accept match",
    help: "Accept the match proposed for a changed or lost passage",
    gap: true,
    keys: &["Ctrl+Enter"],
    ..ROW
};

pub static MOVE_TO_SELECTION: Command = Command {
    id: "mark.move_to_selection",
    title: "Move to selection",
    help: "Move a changed or lost passage to the selected text",
    keys: &["P"],
    ..ROW
};

pub static MARK_LOST: Command = Command {
    id: "mark.mark_lost",
    title: "Mark as lost",
    help: "Confirm that the passage is no longer in the article; its text is kept",
    keys: &["Shift+P"],
    ..ROW
};

pub static ACCEPT_ALL: Command = Command {
    id: "mark.accept_all",
    title: "Accept all unchanged",
    help: "Accept every passage found with its text unchanged, and save the current version of the article",
    ..ROW
};

pub static DELETE: Command = Command {
    id: "mark.delete",
    title: "Delete mark",
    help: "Delete the mark and its links",
    gap: true,
    keys: &["Delete"],
    ..ROW
};

/// The other commands of the Mark menu.
pub const COMMANDS: &[&Command] = &[
    &SPEAKER,
    &UNNAMED,
    &ARTICLE_VOICE,
    &RENAME_SPEAKER,
    &CUE,
    &CERTAINTY,
    &NOTE,
    &TAGS,
    &RENAME_TAG,
    &TAG_COLOUR,
    &DISCUSS,
    &LINK,
    &LINKS,
    &ACCEPT,
    &SUGGESTED_PASSAGE,
    &SUGGESTED_SPEAKER,
    &SUGGESTED_LINKS,
    &SUGGESTED_ROLE,
    &ADD_FRAGMENT,
    &REMOVE_FRAGMENT,
    &SPLIT,
    &JOIN,
    &END_RIGHT,
    &END_LEFT,
    &START_RIGHT,
    &START_LEFT,
    &ACCEPT_MATCH,
    &MOVE_TO_SELECTION,
    &MARK_LOST,
    &ACCEPT_ALL,
    &DELETE,
];
