//! Writer: paragraphs and their roles to text and structure.

use std::collections::HashSet;

use crate::articles::builder::Block;
use crate::articles::lists::{Item, Lists};
use crate::articles::pdf::hyphens::{Seam, Words};
use crate::articles::pdf::line::Run;
use crate::articles::pdf::paragraph::Paragraph;
use crate::articles::pdf::roles::{Role, marks};
use crate::articles::styled::{Look, Styled};
use crate::model::structure::Structure;
use crate::model::text::ArticleText;

/// Writes the paragraphs, with the notes at the end.
pub fn write(paragraphs: &[Paragraph], roles: &[Role]) -> (ArticleText, Structure) {
    let mut words = Words::default();
    paragraphs.iter().flat_map(|paragraph| &paragraph.lines).for_each(|line| words.learn(line));
    let notes = marks(paragraphs, roles);
    let usual = usual_look(paragraphs);
    let mut styled = Styled::default();
    let mut lists = Lists::default();
    let mut after = Vec::new();
    for (paragraph, role) in paragraphs.iter().zip(roles) {
        let none = HashSet::new();
        let mut runs = runs(paragraph, &words, if matches!(role, Role::Note(..)) { &none } else { &notes });
        match role {
            Role::Note(mark, length) => {
                drop_letters(&mut runs, *length);
                after.push((mark, runs));
                continue;
            }
            Role::Item(level, number, length) => {
                drop_letters(&mut runs, *length);
                let list = if number.is_some() { "numbers" } else { "bullets" };
                lists.item(&mut styled, &Item { list: list.to_owned(), level: *level, marked: true, number: *number });
            }
            Role::Text => begin(&mut styled, &mut lists, Block::Paragraph),
            Role::Heading(level) => begin(&mut styled, &mut lists, Block::Heading(*level)),
            Role::Row => begin(&mut styled, &mut lists, Block::Row),
            Role::Caption => begin(&mut styled, &mut lists, Block::Caption),
        }
        // The style of a heading is part of being one.
        let usual = if matches!(role, Role::Heading(_)) {
            Look { strong: true, emphasis: true, struck: true, literal: true }
        } else {
            usual
        };
        write_runs(&mut styled, &runs, usual, *role == Role::Row);
    }
    lists.close(&mut styled);
    for (mark, runs) in after {
        styled.plain();
        styled.builder.footnote(true);
        styled.builder.write(&format!("[{mark}] "));
        write_runs(&mut styled, &runs, usual, false);
        styled.plain();
        styled.builder.footnote(false);
    }
    styled.plain();
    styled.builder.finish()
}

/// The style of most text, which has no meaning.
fn usual_look(paragraphs: &[Paragraph]) -> Look {
    let runs = || paragraphs.iter().flat_map(|paragraph| &paragraph.lines).flat_map(|line| &line.runs);
    let all: usize = runs().map(|run| run.text.len()).sum();
    let most =
        |is: fn(Look) -> bool| runs().filter(|run| is(run.look)).map(|run| run.text.len()).sum::<usize>() * 2 > all;
    Look {
        strong: most(|look| look.strong),
        emphasis: most(|look| look.emphasis),
        struck: false,
        literal: most(|look| look.literal),
    }
}

fn begin(styled: &mut Styled, lists: &mut Lists, block: Block) {
    lists.close(styled);
    styled.begin(block);
}

/// The runs of a paragraph with its lines joined; references to notes of the page are in brackets.
fn runs(paragraph: &Paragraph, words: &Words, notes: &HashSet<(usize, String)>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for line in &paragraph.lines {
        if let Some(last) = runs.last_mut() {
            match words.seam(&last.text, &line.text()) {
                Seam::Space => last.text.push(' '),
                Seam::Joined => {}
                Seam::Unhyphenated => {
                    last.text.truncate(last.text.trim_end().len());
                    last.text.pop();
                }
            }
        }
        for run in &line.runs {
            let mark = run.text.trim();
            // After a single letter, it is an exponent.
            let letter = runs.last().is_some_and(|last| {
                let mut letters = last.text.chars().rev();
                letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none_or(|c| !c.is_alphanumeric())
            });
            let refers = run.raised && !letter && notes.contains(&(line.page, mark.to_owned()));
            let words = if refers { run.text.replace(mark, &format!("[{mark}]")) } else { run.text.clone() };
            runs.push(Run { text: words, ..run.clone() });
        }
    }
    runs
}

/// Removes the mark at the start of a paragraph and the space after it.
fn drop_letters(runs: &mut [Run], mut letters: usize) {
    for run in runs {
        let dropped: usize = run.text.chars().take(letters).map(char::len_utf8).sum();
        letters -= run.text.chars().take(letters).count();
        run.text.drain(..dropped);
        if letters == 0 {
            break;
        }
    }
}

fn write_runs(styled: &mut Styled, runs: &[Run], usual: Look, in_row: bool) {
    let mut link = None;
    for run in runs.iter().filter(|run| !run.text.is_empty()) {
        if link != run.link {
            if link.take().is_some() {
                styled.close_link();
            }
            if let Some(address) = &run.link {
                styled.open_link(address);
                link = Some(address.clone());
            }
        }
        styled.look(Look {
            strong: run.look.strong && !usual.strong,
            emphasis: run.look.emphasis && !usual.emphasis,
            struck: false,
            literal: run.look.literal && !usual.literal,
        });
        for (index, text) in run.text.split('\t').enumerate() {
            if index > 0 && in_row {
                styled.builder.cell(false);
            } else if index > 0 {
                styled.builder.tab();
            }
            styled.builder.write(text);
        }
    }
    if link.is_some() {
        styled.close_link();
    }
}
