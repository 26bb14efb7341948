//! Tables of figures edited by a program that keeps a record: no mark goes to another row, and every row that still
//! exists is found.
//!
//! `cargo test anchor_rows -- --nocapture` prints the figures.

use std::collections::BTreeMap;
use std::ops::Range;

use gainsay::model::anchor::{Outcome, reanchor};
use gainsay::model::annotation::{Annotation, Id, Target};
use gainsay::model::kind::Kind;
use gainsay::model::offset::ByteRange;
use gainsay::model::set::AnnotationSet;
use gainsay::model::text::ArticleText;

use crate::anchor_edits::Dice;

/// A cell with the text before it, and its row and column in the old table; none if it is new.
#[derive(Clone, Debug)]
struct Cell {
    before: &'static str,
    words: String,
    origin: Option<(usize, usize)>,
    altered: bool,
}

type Row = Vec<Cell>;

const NAMES: [&str; 24] = [
    "Alder",
    "Birch",
    "Cedar",
    "Dogwood",
    "Elm",
    "Fir",
    "Ginkgo",
    "Hazel",
    "Ivy",
    "Juniper",
    "Larch",
    "Maple",
    "North Oak",
    "South Oak",
    "Pine",
    "Quince",
    "Rowan",
    "Sorrel",
    "Thorn",
    "Upper Vale",
    "Lower Vale",
    "Willow",
    "Yew",
    "Zelkova",
];

/// The style of a table: the text before each cell and after the last, and the number of values there may be of each.
struct Style {
    name: &'static str,
    header: &'static str,
    before: &'static [&'static str],
    values: &'static [fn(&mut Dice) -> String],
    end: &'static str,
    between: &'static str,
}

fn small(dice: &mut Dice) -> String {
    dice.roll(20).to_string()
}

fn hundreds(dice: &mut Dice) -> String {
    (30 + dice.roll(400)).to_string()
}

fn money(dice: &mut Dice) -> String {
    format!("{},{:03}", 1 + dice.roll(3), 100 * dice.roll(10) + 4)
}

fn share(dice: &mut Dice) -> String {
    format!("{}.{}%", dice.roll(12), dice.roll(10))
}

fn time(dice: &mut Dice) -> String {
    format!("{:02}:{}0", 6 + dice.roll(4), dice.roll(6))
}

fn state(dice: &mut Dice) -> String {
    ["on time", "late", "cancelled"][dice.roll(3)].to_owned()
}

const STYLES: [Style; 6] = [
    Style {
        name: "sentences",
        header: "Cases by county.",
        before: &["", " County reported ", " new cases in May and "],
        values: &[hundreds, hundreds],
        end: " in June.",
        between: "\n",
    },
    Style {
        name: "lines",
        header: "How the towns voted.",
        before: &["", ": ", " percent for, "],
        values: &[hundreds, small],
        end: " percent against",
        between: "\n\n",
    },
    Style {
        name: "league",
        header: "Club\tPlayed\tWon\tLost\tPoints",
        before: &["", "\t", "\t", "\t", "\t"],
        values: &[|_| "38".to_owned(), small, small, hundreds],
        end: "",
        between: "\n",
    },
    Style {
        name: "budget",
        header: "Item\tPlanned\tSpent\tChange",
        before: &["", "\t", "\t", "\t"],
        values: &[money, money, share],
        end: "",
        between: "\n",
    },
    Style {
        name: "schedule",
        header: "Departures from the harbour",
        before: &["Ferry to ", ", departs ", ", arrives ", ", pier ", ", "],
        values: &[time, time, small, state],
        end: "",
        between: "\n",
    },
    Style {
        name: "bars",
        header: "| Ward | Seats | Votes |",
        before: &["| ", " | ", " | "],
        values: &[small, money],
        end: " |",
        between: "\n",
    },
];

fn table(style: &Style, rows: usize, first: usize, dice: &mut Dice) -> Vec<Row> {
    let row = |number: usize| {
        let name = NAMES[(first + number) % NAMES.len()].to_owned();
        let words = std::iter::once(name).chain(style.values.iter().map(|value| value(dice)));
        let cells = words.zip(style.before).enumerate();
        let cell = |(column, (words, before)): (usize, (String, &&'static str))| Cell {
            before,
            words,
            origin: Some((number, column)),
            altered: false,
        };
        cells.map(cell).collect()
    };
    (0..rows).map(row).collect()
}

/// An edit of a table; new rows have no origin.
type Edit = fn(&mut Vec<Row>, &Style, &mut Dice);

fn new_row(style: &Style, dice: &mut Dice) -> Row {
    let first = 12 + dice.roll(12);
    let mut row = table(style, 1, first, dice).remove(0);
    row.iter_mut().for_each(|cell| (cell.origin, cell.altered) = (None, true));
    row
}

fn change(cell: &mut Cell, words: String) {
    cell.altered |= cell.words != words;
    cell.words = words;
}

const EDITS: [(&str, Edit); 12] = [
    ("sorted by name, backwards", |rows, _, _| rows.sort_by(|a, b| b[0].words.cmp(&a[0].words))),
    ("sorted by the first value", |rows, _, _| rows.sort_by(|a, b| a[1].words.cmp(&b[1].words))),
    ("sorted by the last value", |rows, _, _| rows.sort_by_key(|row| row.last().map(|cell| cell.words.clone()))),
    ("reversed", |rows, _, _| rows.reverse()),
    ("two swapped", |rows, _, dice| {
        let (one, other) = (dice.roll(rows.len()), dice.roll(rows.len()));
        rows.swap(one, other);
    }),
    ("shuffled", |rows, _, dice| {
        for at in 1..rows.len() {
            rows.swap(at, dice.roll(at + 1));
        }
    }),
    ("some deleted", |rows, _, dice| rows.retain(|_| !dice.chance(250))),
    ("some inserted", |rows, style, dice| {
        for _ in 0..3 {
            let at = dice.roll(rows.len() + 1);
            rows.insert(at, new_row(style, dice));
        }
    }),
    ("deleted and inserted, reversed", |rows, style, dice| {
        rows.retain(|_| !dice.chance(250));
        rows.push(new_row(style, dice));
        rows.reverse();
    }),
    ("a value passed on", |rows, style, dice| {
        for _ in 0..3 {
            let (one, other) = (dice.roll(rows.len()), dice.roll(rows.len()));
            if one != other {
                let value = rows[one][1].words.clone();
                change(&mut rows[other][1], value);
                let new = (style.values[0])(dice);
                change(&mut rows[one][1], new);
            }
        }
    }),
    ("all last values changed, sorted by them", |rows, style, dice| {
        for row in rows.iter_mut() {
            let value = style.values.last().unwrap()(dice);
            change(row.last_mut().unwrap(), value);
        }
        rows.sort_by_key(|row| row.last().map(|cell| cell.words.clone()));
    }),
    ("a row replaced", |rows, style, dice| {
        let at = dice.roll(rows.len());
        rows[at] = new_row(style, dice);
    }),
];

/// The place of a row and of its cells.
type Place = (Range<usize>, Vec<Range<usize>>);

/// The text of a table between two sentences, and the place of each row and cell.
fn written(style: &Style, rows: &[Row], header_again: bool) -> (String, Vec<Place>) {
    let mut text = format!("The figures of the year, as the ministry gave them on Monday.\n\n{}\n", style.header);
    let mut places = Vec::new();
    for (number, row) in rows.iter().enumerate() {
        if header_again && number == rows.len() / 2 {
            text += style.header;
            text += style.between;
        }
        let start = text.len();
        let mut cells = Vec::new();
        for cell in row {
            text += cell.before;
            cells.push(text.len()..text.len() + cell.words.len());
            text += &cell.words;
        }
        text += style.end;
        places.push((start..text.len(), cells));
        text += style.between;
    }
    text += "\nMore will be said next week, the ministry added.\n";
    (text, places)
}

/// The extent of a mark: a row, two rows, a cell.
#[derive(Clone, Debug)]
enum Marked {
    Rows(usize, usize),
    Cell(usize, usize),
}

#[derive(Default)]
struct Figure {
    standing: usize,
    found: usize,
    asked: usize,
    changed_or_gone: usize,
    wrong: usize,
}

fn measure(
    style: &Style,
    edit: &(&str, Edit),
    seed: u64,
    figures: &mut BTreeMap<String, Figure>,
    wrong: &mut Vec<String>,
) {
    let dice = &mut Dice(seed);
    let count = 3 + dice.roll(10);
    let old = table(style, count, 0, dice);
    let mut new = old.clone();
    (edit.1)(&mut new, style, dice);
    let (old_text, old_places) = written(style, &old, false);
    let (new_text, new_places) = written(style, &new, seed.is_multiple_of(3));
    let (old_text, new_text) = (ArticleText::new(old_text), ArticleText::new(new_text));
    let mut marked: Vec<Marked> = (0..count).map(|row| Marked::Rows(row, row)).collect();
    marked.extend((1..count).map(|row| Marked::Rows(row - 1, row)));
    for (row, cells) in old.iter().enumerate() {
        marked.extend((0..cells.len()).map(|column| Marked::Cell(row, column)));
    }
    let bytes = |range: &Range<usize>| ByteRange::of(range.start, range.end);
    let range = |marked: &Marked| match marked {
        Marked::Rows(from, to) => ByteRange::of(old_places[*from].0.start, old_places[*to].0.end),
        Marked::Cell(row, column) => bytes(&old_places[*row].1[*column]),
    };
    let marks = marked.iter().enumerate().map(|(number, marked)| {
        Annotation::new(Id::new(&format!("{number:05}")), Kind::new("claim"), Target::of(range(marked)))
    });
    let set = AnnotationSet::new(marks, []).0;
    let carried = reanchor(&set, &old_text, &new_text, &|_| true).unwrap();
    // The new row of an old one.
    let now = |row: usize| new.iter().position(|cells| cells[0].origin == Some((row, 0)));
    for fate in &carried.fates {
        let marked = &marked[fate.annotation.as_str().parse::<usize>().unwrap()];
        let (rows, kind) = match marked {
            Marked::Rows(from, to) if from == to => (*from..to + 1, "row"),
            Marked::Rows(from, to) => (*from..to + 1, "two rows"),
            Marked::Cell(row, 0) => (*row..row + 1, "name"),
            Marked::Cell(row, _) => (*row..row + 1, "value"),
        };
        let was = old_text.slice(range(marked));
        let truth = match marked {
            Marked::Rows(from, to) => {
                now(*from).zip(now(*to)).map(|(from, to)| (new_places[from].0.start, new_places[to].0.end))
            }
            Marked::Cell(row, column) => {
                now(*row).map(|row| &new_places[row].1[*column]).map(|cell| (cell.start, cell.end))
            }
        };
        let truth = truth.filter(|(start, end)| start < end).map(|(start, end)| ByteRange::of(start, end));
        let stands = truth.is_some_and(|truth| new_text.slice(truth) == was);
        let found = fate.outcome.range();
        // Other rows, old or new, that contain the text found.
        let strange = found.is_some_and(|found| {
            let own: Vec<usize> = rows.clone().filter_map(now).collect();
            let others = (0..new.len()).filter(|row| !own.contains(row));
            // A new row between two that are marked together is between them.
            let around = own.iter().min().zip(own.iter().max()).filter(|_| own.len() == rows.len());
            let between = |row: &usize| around.is_some_and(|(first, last)| first < row && row < last);
            others.into_iter().any(|row| !between(&row) && bytes(&new_places[row].0).overlaps(found))
                || !own.iter().any(|row| bytes(&new_places[*row].0).overlaps(found))
        });
        let figure = figures.entry(format!("{:<9} | {:<40} | {kind}", style.name, edit.0)).or_default();
        figure.standing += usize::from(stands);
        figure.found += usize::from(stands && found == truth && !matches!(fate.outcome, Outcome::Changed { .. }));
        figure.asked += usize::from(stands && found.is_none());
        figure.changed_or_gone += usize::from(!stands);
        figure.wrong += usize::from(strange);
        if strange || stands && found != truth {
            let words = found.map(|found| new_text.slice(found));
            wrong.push(format!(
                "{strange} {} {} {seed} {kind} {:?} {was:?} -> {words:?}",
                style.name,
                edit.0,
                fate.outcome.id()
            ));
        }
    }
}

#[test]
fn no_mark_goes_to_another_row() {
    let (mut figures, mut wrong) = (BTreeMap::new(), Vec::new());
    for style in &STYLES {
        for edit in &EDITS {
            for seed in 1..=5 {
                measure(style, edit, 88_172_645_463_325_252 + seed, &mut figures, &mut wrong);
            }
        }
    }
    println!(
        "| table | edit | marked | standing | found | asked | changed or gone | on other rows |\n|---|---|---|---|---|---|---|---|"
    );
    for (name, figure) in &figures {
        let Figure { standing, found, asked, changed_or_gone, wrong } = figure;
        println!("| {name} | {standing} | {found} | {asked} | {changed_or_gone} | {wrong} |");
    }
    let sum = |of: fn(&Figure) -> usize| figures.values().map(of).sum::<usize>();
    let (standing, found) = (sum(|figure| figure.standing), sum(|figure| figure.found));
    let strange = sum(|figure| figure.wrong);
    println!(
        "{standing} whose row stands, {found} found there; {} changed or gone; {strange} on other rows",
        sum(|figure| figure.changed_or_gone)
    );
    wrong.sort_by_key(|line| !line.starts_with("true"));
    let told: Vec<&str> = wrong.iter().take(60).map(String::as_str).collect();
    println!("{}", told.join("\n"));
    assert_eq!(strange, 0);
    assert!(found as f64 >= 0.99 * standing as f64, "{found} of {standing} were found on their rows");
}

/// The fates of these passages, in order: the outcome and its text now.
fn fates(old: &str, new: &str, passages: &[Range<usize>]) -> Vec<(&'static str, Option<Range<usize>>)> {
    let (old, new) = (ArticleText::new(old), ArticleText::new(new));
    let marks = passages.iter().enumerate().map(|(number, passage)| {
        let target = Target::of(ByteRange::of(passage.start, passage.end));
        Annotation::new(Id::new(&format!("{number:05}")), Kind::new("claim"), target)
    });
    let set = AnnotationSet::new(marks, []).0;
    let mut fates = reanchor(&set, &old, &new, &|_| true).unwrap().fates;
    fates.sort_by(|a, b| a.annotation.cmp(&b.annotation));
    let place = |range: ByteRange| range.start().get()..range.end().get();
    fates.iter().map(|fate| (fate.outcome.id(), fate.outcome.range().map(place))).collect()
}

/// The occurrence with this number of a text, from 0.
fn at(text: &str, words: &str, number: usize) -> Range<usize> {
    let (start, _) = text.match_indices(words).nth(number).unwrap_or_else(|| panic!("{words:?} is not there"));
    start..start + words.len()
}

const MINUTES: &str = "The board met on Tuesday in the old customs house.\n\nHarbour dues\n\nThe treasurer said that dues \
    had risen by 4 percent. She did not say why. The auditors asked for a list.\n\nFerry timetable\n\nThe captain said \
    that the first boat leaves at 06:10 from May. Nobody objected.\n\nThe board meets again in June.\n";

#[test]
fn a_moved_section_is_found() {
    let (dues, ferry) = (at(MINUTES, "Harbour dues", 0).start, at(MINUTES, "Ferry timetable", 0).start);
    let end = at(MINUTES, "The board meets again", 0).start;
    let new = [&MINUTES[..dues], &MINUTES[ferry..end], &MINUTES[dues..ferry], &MINUTES[end..]].concat();
    for words in ["Harbour dues", "dues had risen by 4 percent", "She did not say why.", "06:10", "Nobody objected."] {
        let found = fates(MINUTES, &new, &[at(MINUTES, words, 0)]);
        assert_eq!(found[0].1, Some(at(&new, words, 0)), "{words}: {found:?}");
    }
}

#[test]
fn a_copy_takes_no_marks_from_the_original() {
    let quoted = "The treasurer said that dues had risen by 4 percent.";
    // A copy with other text before the original, and the exact text in a box after the whole.
    let copy = MINUTES
        .replace("Harbour dues\n\n", "Harbour dues\n\nThe treasurer says that dues rose by 4 percent.\n\n")
        + "\nTo read again: “The treasurer said that dues had risen by 4 percent.”\n";
    let found = fates(MINUTES, &copy, &[at(MINUTES, quoted, 0)]);
    assert_eq!(found, [("exact", Some(at(&copy, quoted, 0)))]);
    // The original is deleted, and its text is in another paragraph: it has moved there.
    let moved = MINUTES.replace(&format!("{quoted} "), "").replace("in June.", &format!("in June. {quoted}"));
    assert_eq!(fates(MINUTES, &moved, &[at(MINUTES, quoted, 0)]), [("moved", Some(at(&moved, quoted, 0)))]);
}

#[test]
fn exact_text_wins_over_similar_text_in_its_place() {
    let quoted = "The treasurer said that dues had risen by 4 percent.";
    let new = MINUTES
        .replace(quoted, "The treasurer said that fees had risen by 9 percent.")
        .replace("in June.", &format!("in June. {quoted}"));
    assert_eq!(fates(MINUTES, &new, &[at(MINUTES, quoted, 0)]), [("moved", Some(at(&new, quoted, 0)))]);
    // A correction quotes the former text: the passage is its replacement.
    let new = MINUTES.replace("4 percent", "9 percent") + &format!("\nAn earlier version said: {quoted}\n");
    let found = fates(MINUTES, &new, &[at(MINUTES, quoted, 0)]);
    assert_eq!(found, [("changed", Some(at(&new, "The treasurer said that dues had risen by 9 percent.", 0)))]);
}

#[test]
fn upper_case_text_is_changed_and_not_lost() {
    let line = "The captain said that the first boat leaves at 06:10 from May. Nobody objected.";
    let new = MINUTES.replace("Ferry timetable", "FERRY TIMETABLE").replace(line, &line.to_uppercase());
    for words in ["Ferry timetable", "Nobody objected.", "the first boat leaves at 06:10 from May", "captain"] {
        let found = fates(MINUTES, &new, &[at(MINUTES, words, 0)]);
        assert_eq!(found, [("changed", Some(at(&new, &words.to_uppercase(), 0)))], "{words}");
    }
}

#[test]
fn two_marks_never_share_new_text() {
    let old = "Yes.\n\nThe mill on the river Aa is closed for good.\n\nNo.\n\nThe mill on the river Aa is closed for good.\n\nDone.\n";
    let new = "Perhaps.\n\nThe mill on the river Aa is closed for good.\n\nSo it ends.\n";
    let mill = "The mill on the river Aa is closed for good.";
    let found = fates(old, new, &[at(old, mill, 0), at(old, mill, 1)]);
    let places: Vec<_> = found.iter().filter_map(|(_, place)| place.as_ref()).collect();
    assert!(places.len() < 2, "{found:?}");
    // Marks that shared text before may still share it.
    let old = "The mill on the river Aa is closed for good.\n";
    let new = "He said: the old mill on the river Aa is closed now.\n";
    let found = fates(
        old,
        new,
        &[at(old, "The mill on the river Aa is closed for good.", 0), at(old, "mill on the river Aa is closed", 0)],
    );
    assert!(found.iter().all(|(_, place)| place.is_some()), "{found:?}");
}

#[test]
fn equal_rows_are_distinguished_by_their_neighbours_or_not_at_all() {
    let old = "Club\tPlayed\tPoints\nRovers\t38\t84\nNobody\t0\t0\nUnited\t38\t71\nNobody\t0\t0\nCity\t37\t66\n";
    let twin = "Nobody\t0\t0";
    let new = old.replace("Rovers\t38\t84", "Rovers\t38\t85");
    let marks = [at(old, twin, 0), at(old, twin, 1)];
    let found = fates(old, &new, &marks);
    assert_eq!(
        found.iter().map(|(_, place)| place.clone()).collect::<Vec<_>>(),
        [Some(at(&new, twin, 0)), Some(at(&new, twin, 1))]
    );
    let one = old.replacen("Nobody\t0\t0\n", "", 1);
    let places: Vec<_> = fates(old, &one, &marks).into_iter().filter_map(|(_, place)| place).collect();
    assert!(places.len() < 2, "{places:?}");
}
