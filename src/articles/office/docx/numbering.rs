//! Numbering of paragraphs: bullets and numbers of lists and headings (ISO/IEC 29500-1, 17.9).

use std::collections::{BTreeMap, HashMap};

use roxmltree::Node;

use crate::articles::lists::Item;
use crate::articles::office::docx::styles::{ListPart, Styles};
use crate::articles::office::docx::{value, word, word_child};
use crate::articles::office::numerals;
use crate::encoding::xml;

/// Levels of a numbering.
const LEVELS: usize = 9;

/// The numberings of a document, with their counters.
#[derive(Debug, Default)]
pub struct Numbering {
    /// The lists, by the ids that paragraphs refer to.
    lists: HashMap<String, List>,
    /// Counters of the levels, by abstract numbering: lists that share one are counted together.
    counts: BTreeMap<String, [Option<u32>; LEVELS]>,
}

#[derive(Debug)]
struct List {
    /// The id of the abstract numbering, which lists may share.
    shared: String,
    levels: [Level; LEVELS],
    /// Numbers at which levels restart with the first item of this list.
    restarts: [Option<u32>; LEVELS],
}

#[derive(Clone, Debug, Default)]
struct Level {
    format: Format,
    start: u32,
    /// The text of the number, with %1 to %9 for the counters of the levels.
    text: String,
    /// The level from 1 whose next item restarts this one; 0 for none; `None` for any lower level.
    restart: Option<u8>,
    /// The paragraph style of this level.
    style: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Format {
    /// Neither number nor bullet.
    None,
    Bullet,
    #[default]
    Decimal,
    Roman(bool),
    Letter(bool),
}

/// The numbering of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// The list item.
    pub item: Item,
    /// The number as displayed: "2.1", "§ 4".
    pub label: String,
}

impl Numbering {
    /// Reads the numbering part.
    pub fn new(root: Node<'_, '_>, styles: &Styles) -> Self {
        let numbers = |name: &'static str| root.children().filter(move |node| word(*node) == name);
        let mut shared = HashMap::new();
        let mut by_style = HashMap::new();
        for node in numbers("abstractNum") {
            let Some(id) = xml::attribute(node, "abstractNumId") else { continue };
            if let Some(style) = value(node, "numStyleLink").and_then(|style| styles.numbering(style)) {
                by_style.insert(id, style);
            }
            let mut levels: [Level; LEVELS] = Default::default();
            for level in node.children().filter(|node| word(*node) == "lvl") {
                if let Some(slot) = index(level).and_then(|index| levels.get_mut(index)) {
                    *slot = Level::of(level);
                }
            }
            shared.insert(id, levels);
        }
        let named: HashMap<_, _> = numbers("num")
            .filter_map(|node| Some((xml::attribute(node, "numId")?, value(node, "abstractNumId")?)))
            .collect();
        let mut lists = HashMap::new();
        for node in numbers("num") {
            let Some(id) = xml::attribute(node, "numId") else { continue };
            let own = named.get(id).copied().unwrap_or_default();
            let by_style = by_style.get(own).and_then(|style| named.get(style)).copied();
            let own = by_style.unwrap_or(own);
            let Some(levels) = shared.get(own) else { continue };
            let mut list = List { shared: own.to_owned(), levels: levels.clone(), restarts: [None; LEVELS] };
            for change in node.children().filter(|node| word(*node) == "lvlOverride") {
                let Some(index) = index(change).filter(|index| *index < LEVELS) else { continue };
                if let Some(level) = word_child(change, "lvl") {
                    list.levels[index] = Level::of(level);
                }
                list.restarts[index] = value(change, "startOverride").and_then(|start| start.parse().ok());
            }
            lists.insert(id.to_owned(), list);
        }
        Self { lists, counts: BTreeMap::new() }
    }

    /// Counts a paragraph with these list properties and this style; `None` if it is not in a list.
    pub fn next(&mut self, properties: &ListPart, style: Option<&str>) -> Option<Numbered> {
        let id = properties.id.as_deref()?;
        let list = self.lists.get_mut(id)?;
        let by_style = || list.levels.iter().position(|level| level.style.as_deref() == style && style.is_some());
        let level = properties.level.map(usize::from).or_else(by_style).unwrap_or(0).min(LEVELS - 1);
        let counts = self.counts.entry(list.shared.clone()).or_default();
        if let Some(start) = list.restarts[level].take() {
            counts[level] = None;
            list.levels[level].start = start;
        }
        let start = list.levels[level].start;
        let count = counts[level].map_or(start, |count| count.saturating_add(1));
        counts[level] = Some(count);
        for (deeper, count) in list.levels.iter().zip(counts.iter_mut()).skip(level + 1) {
            if deeper.restart.is_none_or(|at| level < usize::from(at)) {
                *count = None;
            }
        }
        let own = &list.levels[level];
        if own.format == Format::None && own.text.trim().is_empty() {
            return None;
        }
        let number = !matches!(own.format, Format::Bullet | Format::None);
        let marked = number || !own.text.trim().is_empty();
        let label = if number { label(&list.levels, counts, level) } else { String::new() };
        let level = u8::try_from(level).unwrap_or_default();
        let item = Item { list: list.shared.clone(), level, marked, number: number.then_some(count) };
        Some(Numbered { item, label })
    }
}

fn index(level: Node<'_, '_>) -> Option<usize> {
    xml::attribute(level, "ilvl")?.parse().ok()
}

/// The displayed number: the text of its level with the counters.
fn label(levels: &[Level; LEVELS], counts: &[Option<u32>; LEVELS], level: usize) -> String {
    let mut written = String::new();
    let mut text = levels[level].text.chars().peekable();
    while let Some(c) = text.next() {
        let which = text.peek().filter(|_| c == '%').and_then(|digit| digit.to_digit(10));
        match which.filter(|which| (1..=9).contains(which)) {
            Some(which) => {
                text.next();
                let which = which as usize - 1;
                let count = counts[which].unwrap_or(levels[which].start);
                written.push_str(&levels[which].format.write(count));
            }
            None => written.push(c),
        }
    }
    written.trim().to_owned()
}

impl Level {
    fn of(node: Node<'_, '_>) -> Self {
        let format = match value(node, "numFmt").unwrap_or("decimal") {
            "bullet" => Format::Bullet,
            "none" => Format::None,
            "upperRoman" => Format::Roman(true),
            "lowerRoman" => Format::Roman(false),
            "upperLetter" => Format::Letter(true),
            "lowerLetter" => Format::Letter(false),
            _ => Format::Decimal,
        };
        Self {
            format,
            start: value(node, "start").and_then(|start| start.parse().ok()).unwrap_or(0),
            text: value(node, "lvlText").unwrap_or_default().to_owned(),
            restart: value(node, "lvlRestart").and_then(|level| level.parse().ok()),
            style: value(node, "pStyle").map(str::to_owned),
        }
    }
}

impl Format {
    fn write(self, count: u32) -> String {
        match self {
            Self::None | Self::Bullet => String::new(),
            Self::Decimal => count.to_string(),
            Self::Roman(upper) => numerals::write(if upper { "I" } else { "i" }, count),
            Self::Letter(upper) => numerals::write(if upper { "A" } else { "a" }, count),
        }
    }
}
