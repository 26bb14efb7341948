//! Styles: the role of a paragraph and the look of a run, with inheritance.

use std::collections::HashMap;

use roxmltree::Node;

use crate::articles::office::docx::{toggle, value, word, word_child};
use crate::articles::styled::{Look, is_for_code};
use crate::encoding::xml;

/// Maximum length of a chain of base styles.
const CHAIN: usize = 32;

/// The styles of a document, by their ids.
#[derive(Debug, Default)]
pub struct Styles {
    by_id: HashMap<String, Style>,
    /// The default paragraph style.
    default: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    /// Its name in lower case; built-in styles have English names in every language of Word (17.7.4.9).
    name: String,
    based_on: Option<String>,
    /// Its outline level, from 0; 9 is none.
    outline: Option<u8>,
    list: ListPart,
    run: RunLook,
}

/// List properties of a style or paragraph, each of which may be inherited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListPart {
    /// The id of the numbering; "0" for none.
    pub id: Option<String>,
    /// The level, from 0.
    pub level: Option<u8>,
}

impl ListPart {
    /// Reads the list properties of a paragraph.
    pub fn of(properties: Node<'_, '_>) -> Self {
        let Some(list) = word_child(properties, "numPr") else { return Self::default() };
        Self {
            id: value(list, "numId").map(str::to_owned),
            level: value(list, "ilvl").and_then(|level| level.parse().ok()),
        }
    }
}

/// Run properties of a style or run, each of which may be inherited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunLook {
    strong: Option<bool>,
    emphasis: Option<bool>,
    struck: Option<bool>,
    literal: Option<bool>,
    /// Hidden text.
    pub hidden: Option<bool>,
}

impl RunLook {
    /// Reads the properties of a run.
    pub fn of(properties: Node<'_, '_>) -> Self {
        let font = word_child(properties, "rFonts").and_then(|fonts| xml::attribute(fonts, "ascii"));
        Self {
            strong: toggle(properties, "b"),
            emphasis: toggle(properties, "i"),
            struck: toggle(properties, "strike").or_else(|| toggle(properties, "dstrike")),
            literal: font.map(is_for_code),
            hidden: toggle(properties, "vanish"),
        }
    }

    /// These properties, with those of the other as defaults.
    fn or(self, other: Self) -> Self {
        Self {
            strong: self.strong.or(other.strong),
            emphasis: self.emphasis.or(other.emphasis),
            struck: self.struck.or(other.struck),
            literal: self.literal.or(other.literal),
            hidden: self.hidden.or(other.hidden),
        }
    }

    /// The effective look of the run.
    pub fn look(self) -> Look {
        let is = |value: Option<bool>| value == Some(true);
        Look {
            strong: is(self.strong),
            emphasis: is(self.emphasis),
            struck: is(self.struck),
            literal: is(self.literal),
        }
    }

    /// True for hidden text.
    pub fn is_hidden(self) -> bool {
        self.hidden == Some(true)
    }
}

/// The role of paragraphs in a style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Body text.
    #[default]
    Body,
    /// The title.
    Title,
    /// Headings with their level, from 1.
    Heading(u8),
    /// Quotations.
    Quote,
    /// Captions.
    Caption,
    /// Lines of code.
    Code,
    /// Continuation paragraphs of a list, unless they have a number.
    ListText,
}

impl Styles {
    /// Reads the styles part.
    pub fn new(root: Node<'_, '_>) -> Self {
        let mut styles = Self::default();
        for node in root.children().filter(|node| word(*node) == "style") {
            let Some(id) = xml::attribute(node, "styleId") else { continue };
            let paragraph = word_child(node, "pPr");
            let run = word_child(node, "rPr");
            let is_default = matches!(xml::attribute(node, "default"), Some("1" | "true" | "on"));
            if is_default && xml::attribute(node, "type") == Some("paragraph") {
                styles.default = Some(id.to_owned());
            }
            let style = Style {
                name: value(node, "name").unwrap_or_default().to_lowercase(),
                based_on: value(node, "basedOn").map(str::to_owned),
                outline: paragraph.and_then(outline),
                list: paragraph.map(ListPart::of).unwrap_or_default(),
                run: run.map(RunLook::of).unwrap_or_default(),
            };
            styles.by_id.insert(id.to_owned(), style);
        }
        styles
    }

    /// A style and its base styles.
    fn chain<'s>(&'s self, id: &str) -> impl Iterator<Item = &'s Style> + use<'s> {
        let first = self.by_id.get(id);
        let next = |style: &&'s Style| self.by_id.get(style.based_on.as_deref()?);
        std::iter::successors(first, next).take(CHAIN)
    }

    /// The role of a paragraph in a style; `None` for the default style.
    pub fn role(&self, id: Option<&str>) -> Role {
        let Some(id) = id.or(self.default.as_deref()) else { return Role::Body };
        if !self.by_id.contains_key(id) {
            return by_name(&id.to_lowercase()).unwrap_or_default();
        }
        for style in self.chain(id) {
            if let Some(role) = by_name(&style.name) {
                return role;
            }
            if let Some(level) = style.outline {
                return if level < 9 { Role::Heading(level + 1) } else { Role::Body };
            }
        }
        Role::Body
    }

    /// The list properties of a style.
    pub fn list(&self, id: Option<&str>) -> ListPart {
        let Some(id) = id.or(self.default.as_deref()) else { return ListPart::default() };
        let mut list = ListPart::default();
        for style in self.chain(id) {
            list.id = list.id.or_else(|| style.list.id.clone());
            list.level = list.level.or(style.list.level);
        }
        list
    }

    /// The properties of a run with a character style and properties of its own.
    pub fn run(&self, style: Option<&str>, own: RunLook) -> RunLook {
        style.into_iter().flat_map(|id| self.chain(id)).fold(own, |look, style| look.or(style.run))
    }

    /// True if a style hides its paragraphs.
    pub fn hides(&self, id: Option<&str>) -> bool {
        let id = id.or(self.default.as_deref()).unwrap_or_default();
        self.chain(id).find_map(|style| style.run.hidden).unwrap_or(false)
    }

    /// The numbering of a numbering style (17.9.21).
    pub fn numbering(&self, id: &str) -> Option<&str> {
        self.by_id.get(id)?.list.id.as_deref()
    }
}

/// The outline level in the properties of a paragraph.
pub fn outline(properties: Node<'_, '_>) -> Option<u8> {
    value(properties, "outlineLvl")?.parse().ok()
}

/// Roles of the built-in styles of Word and of other programs.
fn by_name(name: &str) -> Option<Role> {
    let heading = name.strip_prefix("heading").and_then(|level| level.trim().parse::<u8>().ok());
    if let Some(level) = heading.filter(|level| (1..=9).contains(level)) {
        return Some(Role::Heading(level));
    }
    match name {
        "title" => Some(Role::Title),
        "quote" | "intense quote" | "quotations" | "block text" | "blockquote" | "intensequote" => Some(Role::Quote),
        "html preformatted" | "source code" | "preformatted text" | "code" | "sourcecode" => Some(Role::Code),
        "list paragraph" | "listparagraph" => Some(Role::ListText),
        _ if name == "caption" || name.ends_with(" caption") => Some(Role::Caption),
        _ if name.starts_with("list continue") => Some(Role::ListText),
        _ => None,
    }
}
