//! Styles of paragraphs, lists and runs, with inheritance (ODF 1.3, part 3, 16).

use std::collections::HashMap;

use roxmltree::Node;

use crate::articles::office::numerals;
use crate::articles::styled::Look;
use crate::encoding::xml;

/// Maximum length of a chain of parent styles.
const CHAIN: usize = 32;
/// Levels of a list or an outline.
pub const LEVELS: usize = 10;

/// The styles of a document.
#[derive(Debug, Default)]
pub struct Styles {
    /// By family and name.
    styles: HashMap<(String, String), Style>,
    lists: HashMap<String, [Level; LEVELS]>,
    /// Numbering of headings.
    pub outline: [Level; LEVELS],
}

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    strong: Option<bool>,
    emphasis: Option<bool>,
    struck: Option<bool>,
    literal: Option<bool>,
    hidden: Option<bool>,
}

/// Marking of the items of a list level.
#[derive(Clone, Debug, Default)]
pub struct Level {
    /// Number format, "1", "a", "I"; empty for no number, `None` for a bullet.
    pub format: Option<String>,
    /// Its first number.
    pub start: u32,
    before: String,
    after: String,
    /// Number of levels shown, ending with its own.
    shows: usize,
}

/// The role of paragraphs in a style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Body text, or headings by element.
    #[default]
    Body,
    /// The title.
    Title,
    /// Quotations.
    Quote,
    /// Captions.
    Caption,
    /// Lines of code.
    Code,
}

impl Styles {
    /// Reads the styles below these roots; later styles replace earlier ones of the same name.
    pub fn new<'a, 'i: 'a>(roots: impl Iterator<Item = Node<'a, 'i>>) -> Self {
        let mut styles = Self::default();
        let places = roots
            .flat_map(|root| root.children())
            .filter(|node| matches!(xml::name(*node), "styles" | "automatic-styles"));
        for node in places.flat_map(|place| place.children()) {
            let name = xml::attribute(node, "name").unwrap_or_default().to_owned();
            match xml::name(node) {
                "style" => {
                    let family = xml::attribute(node, "family").unwrap_or_default().to_owned();
                    styles.styles.insert((family, name), Style::of(node));
                }
                "list-style" => {
                    styles.lists.insert(name, levels(node));
                }
                "outline-style" => styles.outline = levels(node),
                _ => {}
            }
        }
        styles
    }

    fn chain(&self, family: &str, name: &str) -> impl Iterator<Item = (&str, &Style)> {
        let find = |name: &str| self.styles.get_key_value(&(family.to_owned(), name.to_owned()));
        let mut next = find(name);
        let family = family.to_owned();
        let step = move || {
            let ((_, name), style) = next?;
            next =
                style.parent.as_ref().and_then(|parent| self.styles.get_key_value(&(family.clone(), parent.clone())));
            Some((name.as_str(), style))
        };
        std::iter::from_fn(step).take(CHAIN)
    }

    /// The role of a paragraph in a style.
    pub fn role(&self, name: &str) -> Role {
        let known = self.chain("paragraph", name).find_map(|(name, _)| by_name(name));
        // A document without styles still refers to them.
        known.or_else(|| by_name(name)).unwrap_or_default()
    }

    /// The look of a run in a style inside another look, and true if it is hidden.
    pub fn run(&self, name: &str, around: (Look, bool)) -> (Look, bool) {
        let (look, hidden) = around;
        let inherited =
            |which: fn(&Style) -> Option<bool>| self.chain("text", name).find_map(|(_, style)| which(style));
        let look = Look {
            strong: inherited(|style| style.strong).unwrap_or(look.strong),
            emphasis: inherited(|style| style.emphasis).unwrap_or(look.emphasis),
            struck: inherited(|style| style.struck).unwrap_or(look.struck),
            literal: inherited(|style| style.literal).unwrap_or(look.literal),
        };
        (look, inherited(|style| style.hidden).unwrap_or(hidden))
    }

    /// True if a style hides its paragraphs.
    pub fn hides(&self, name: &str) -> bool {
        self.chain("paragraph", name).find_map(|(_, style)| style.hidden).unwrap_or(false)
    }

    /// The marking of a list style on a level, from 0.
    pub fn level(&self, list: &str, level: usize) -> Level {
        self.lists.get(list).and_then(|levels| levels.get(level)).cloned().unwrap_or_default()
    }
}

impl Style {
    fn of(node: Node<'_, '_>) -> Self {
        let mut style =
            Self { parent: xml::attribute(node, "parent-style-name").map(str::to_owned), ..Self::default() };
        let Some(properties) = xml::child(node, "text-properties") else { return style };
        let weight = xml::attribute(properties, "font-weight");
        style.strong = weight.map(|weight| weight == "bold" || weight.parse().is_ok_and(|weight: u16| weight >= 600));
        style.emphasis = xml::attribute(properties, "font-style").map(|slant| slant != "normal");
        style.struck = xml::attribute(properties, "text-line-through-style").map(|line| line != "none");
        let font = xml::attribute(properties, "font-name").or_else(|| xml::attribute(properties, "font-family"));
        style.literal = font.map(crate::articles::styled::is_for_code);
        style.hidden = xml::attribute(properties, "display").map(|display| display == "none");
        style
    }
}

fn levels(list: Node<'_, '_>) -> [Level; LEVELS] {
    let mut levels: [Level; LEVELS] = Default::default();
    for node in list.children().filter(Node::is_element) {
        let level = xml::attribute(node, "level").and_then(|level| level.parse::<usize>().ok());
        let Some(slot) = level.and_then(|level| levels.get_mut(level.checked_sub(1)?)) else { continue };
        let attribute = |name| xml::attribute(node, name).unwrap_or_default().to_owned();
        let numbered = matches!(xml::name(node), "list-level-style-number" | "outline-level-style");
        *slot = Level {
            format: numbered.then(|| attribute("num-format")),
            start: xml::attribute(node, "start-value").and_then(|start| start.parse().ok()).unwrap_or(1),
            before: attribute("num-prefix"),
            after: attribute("num-suffix"),
            shows: xml::attribute(node, "display-levels").and_then(|shows| shows.parse().ok()).unwrap_or(1),
        };
    }
    levels
}

/// The displayed number of a heading, from the counters of all levels.
pub fn label(levels: &[Level; LEVELS], counts: &[u32; LEVELS], level: usize) -> String {
    let own = &levels[level];
    if own.format.as_deref().is_none_or(str::is_empty) {
        return String::new();
    }
    let first = (level + 1).saturating_sub(own.shows.max(1));
    let numbers: Vec<String> = (first..=level)
        .filter(|at| levels[*at].format.as_deref().is_some_and(|format| !format.is_empty()))
        .map(|at| numerals::write(levels[at].format.as_deref().unwrap_or_default(), counts[at]))
        .collect();
    format!("{}{}{}", own.before, numbers.join("."), own.after).trim().to_owned()
}

/// Roles of the built-in styles. Their names in files are English, with escapes for characters other than letters.
fn by_name(name: &str) -> Option<Role> {
    match name.replace("_20_", " ").to_lowercase().as_str() {
        "title" => Some(Role::Title),
        "quotations" | "quote" | "intense quote" | "block text" => Some(Role::Quote),
        "caption" | "illustration" | "table" | "figure" | "drawing" => Some(Role::Caption),
        "preformatted text" | "source code" => Some(Role::Code),
        name if name.ends_with("caption") => Some(Role::Caption),
        _ => None,
    }
}
