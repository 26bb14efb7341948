//! Styles: what a paragraph or a run is, by the style it names and the ones that is based on.

use std::collections::HashMap;

use roxmltree::Node;

use crate::articles::office::docx::{toggle, value, word, word_child};
use crate::articles::styled::{Look, is_for_code};
use crate::encoding::xml;

/// Most styles that are based on one another in a row.
const CHAIN: usize = 32;

/// The styles of a document, by their ids.
#[derive(Debug, Default)]
pub struct Styles {
    by_id: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    /// Its name in small letters: of a built-in style the English one, whatever language Word speaks (17.7.4.9).
    name: String,
    based_on: Option<String>,
    /// The outline level that it says, from 0 on; 9 is none.
    outline: Option<u8>,
    list: ListPart,
    run: RunLook,
}

/// What a style or a paragraph says of its list: each part may come from another style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListPart {
    /// The id of the numbering; "0" is none.
    pub id: Option<String>,
    /// The level, from 0 on.
    pub level: Option<u8>,
}

impl ListPart {
    /// What the properties of a paragraph say of its list.
    pub fn of(properties: Node<'_, '_>) -> Self {
        let Some(list) = word_child(properties, "numPr") else { return Self::default() };
        Self {
            id: value(list, "numId").map(str::to_owned),
            level: value(list, "ilvl").and_then(|level| level.parse().ok()),
        }
    }
}

/// What a style or a run says of its look: each may be said or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunLook {
    strong: Option<bool>,
    emphasis: Option<bool>,
    struck: Option<bool>,
    literal: Option<bool>,
    /// It is not to be seen.
    pub hidden: Option<bool>,
}

impl RunLook {
    /// What the properties of a run say.
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

    /// This, and where it says nothing, the other.
    fn or(self, other: Self) -> Self {
        Self {
            strong: self.strong.or(other.strong),
            emphasis: self.emphasis.or(other.emphasis),
            struck: self.struck.or(other.struck),
            literal: self.literal.or(other.literal),
            hidden: self.hidden.or(other.hidden),
        }
    }

    /// The look of a run.
    pub fn look(self) -> Look {
        let is = |said: Option<bool>| said == Some(true);
        Look {
            strong: is(self.strong),
            emphasis: is(self.emphasis),
            struck: is(self.struck),
            literal: is(self.literal),
        }
    }

    /// True if it is not to be seen.
    pub fn is_hidden(self) -> bool {
        self.hidden == Some(true)
    }
}

/// What a style makes of its paragraphs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Paragraphs.
    #[default]
    Body,
    /// The title.
    Title,
    /// Headings of this level, from 1 on.
    Heading(u8),
    /// Quotations.
    Quote,
    /// Captions.
    Caption,
    /// Lines of code.
    Code,
    /// Paragraphs that go on in a list, if they have no number themselves.
    ListText,
}

impl Styles {
    /// Reads the part of the styles.
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

    /// A style and those that it is based on.
    fn chain<'s>(&'s self, id: &str) -> impl Iterator<Item = &'s Style> + use<'s> {
        let first = self.by_id.get(id);
        let next = |style: &&'s Style| self.by_id.get(style.based_on.as_deref()?);
        std::iter::successors(first, next).take(CHAIN)
    }

    /// What a paragraph of this style is; `None` stands for the style of paragraphs that name none.
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

    /// The list that a paragraph of this style is in.
    pub fn list(&self, id: Option<&str>) -> ListPart {
        let Some(id) = id.or(self.default.as_deref()) else { return ListPart::default() };
        let mut list = ListPart::default();
        for style in self.chain(id) {
            list.id = list.id.or_else(|| style.list.id.clone());
            list.level = list.level.or(style.list.level);
        }
        list
    }

    /// The look of a run that names these styles of its own and says this itself.
    pub fn run(&self, style: Option<&str>, said: RunLook) -> RunLook {
        style.into_iter().flat_map(|id| self.chain(id)).fold(said, |look, style| look.or(style.run))
    }

    /// True if paragraphs of this style are not to be seen.
    pub fn hides(&self, id: Option<&str>) -> bool {
        let id = id.or(self.default.as_deref()).unwrap_or_default();
        self.chain(id).find_map(|style| style.run.hidden).unwrap_or(false)
    }

    /// The numbering that a style of numberings stands for (17.9.21).
    pub fn numbering(&self, id: &str) -> Option<&str> {
        self.by_id.get(id)?.list.id.as_deref()
    }
}

/// The outline level that the properties of a paragraph say.
pub fn outline(properties: Node<'_, '_>) -> Option<u8> {
    value(properties, "outlineLvl")?.parse().ok()
}

/// What the built-in styles of Word and those of other programs are for.
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
