//! Markdown: CommonMark 0.31 with GitHub's tables, footnotes and strikethrough.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::articles::builder::{Block, Builder};
use crate::articles::{ArticleError, Input, ParsedArticle, page, text};
use crate::model::article::{self, Article, Details};

/// Maximum length of Markdown in UTF-8: 32 MiB, a shelf of books. Parsing takes up to fifty times the memory.
const LIMIT: usize = 32 << 20;

/// Reads Markdown.
///
/// # Errors
/// As for plain text.
pub fn read(input: &Input<'_>) -> Result<ParsedArticle, ArticleError> {
    let decoded = text::decoded(input.bytes, input.encoding)?;
    if decoded.text.len() > LIMIT {
        return Err(ArticleError::TooLong { bytes: decoded.text.len(), limit: LIMIT });
    }
    let mut reader = Reader::default();
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    for event in Parser::new_ext(&decoded.text, options) {
        reader.event(event);
    }
    let Reader { builder, front, first_heading, .. } = reader;
    let (text, structure) = builder.finish();
    let front_title = front.iter().find(|(name, _)| name == "title").map(|(_, value)| value.clone());
    let title = front_title.or(first_heading).or_else(|| article::first_line(text.as_str())).unwrap_or_default();
    let property = |names: &[&str]| {
        let found = names.iter().find_map(|wanted| front.iter().find(|(name, _)| name == wanted));
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let stated = Details {
        title,
        byline: property(&["author", "authors", "byline"]),
        site: property(&["site", "publication"]),
        published: property(&["date", "published"]),
        address: property(&["canonical_url", "canonical", "url", "source"]),
    };
    let encoding = decoded.encoding.to_owned();
    let article = Article { encoding, stated, structure, text, ..Article::default() };
    Ok(ParsedArticle { had_bom: decoded.had_bom, ..ParsedArticle::from(article) })
}

/// State of the conversion.
#[derive(Debug, Default)]
struct Reader {
    builder: Builder,
    /// Front matter: names with their values, for single-line values.
    front: Vec<(String, String)>,
    in_front: bool,
    first_heading: Option<String>,
    in_heading: bool,
    code: bool,
    cells: usize,
    html: String,
    /// Label of a footnote without text yet.
    footnote: Option<String>,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.write(&text),
            Event::Code(text) => {
                self.heading_words(&text);
                self.builder.open("literal", None);
                self.builder.write(&text);
                self.builder.close();
            }
            Event::SoftBreak => self.write(" "),
            Event::HardBreak => self.builder.line_end(),
            Event::Rule => self.builder.begin(Block::Paragraph),
            Event::FootnoteReference(label) => self.builder.write(&format!("[{label}]")),
            Event::TaskListMarker(done) => self.builder.write(if done { "☑ " } else { "☐ " }),
            Event::Html(source) => self.html.push_str(&source),
            Event::InlineHtml(source) if is_line_break(&source) => self.builder.line_end(),
            Event::InlineHtml(_) => {}
            Event::InlineMath(text) | Event::DisplayMath(text) => self.write(&text),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let builder = &mut self.builder;
        match tag {
            Tag::Paragraph => {
                builder.begin(Block::Paragraph);
                if let Some(label) = self.footnote.take() {
                    builder.write(&format!("[{label}] "));
                }
            }
            Tag::Heading { level, .. } => {
                builder.begin(Block::Heading(level as u8));
                self.in_heading = self.first_heading.is_none();
            }
            Tag::BlockQuote(_) => builder.quote(true),
            Tag::CodeBlock(_) => {
                builder.set_apart();
                builder.begin(Block::Code);
                self.code = true;
            }
            Tag::HtmlBlock => self.html.clear(),
            Tag::List(first) => {
                builder.open_list(first.map(|first| u32::try_from(first).unwrap_or(u32::MAX)));
            }
            Tag::Item => builder.item(None),
            Tag::FootnoteDefinition(label) => {
                builder.footnote(true);
                self.footnote = Some(label.into_string());
            }
            Tag::Table(_) => builder.set_apart(),
            Tag::TableHead | Tag::TableRow => {
                builder.begin(Block::Row);
                self.cells = 0;
            }
            Tag::TableCell => {
                builder.cell(self.cells == 0);
                self.cells += 1;
            }
            Tag::Emphasis => builder.open("emphasis", None),
            Tag::Strong => builder.open("strong", None),
            Tag::Strikethrough => builder.open("struck", None),
            Tag::Link { dest_url, .. } => builder.open("link", Some(&dest_url)),
            // A picture is represented by its description, and not fetched.
            Tag::Image { .. } => builder.open("emphasis", None),
            Tag::MetadataBlock(_) => self.in_front = true,
            Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        let builder = &mut self.builder;
        match tag {
            TagEnd::Heading(_) => {
                builder.begin(Block::Paragraph);
                self.in_heading = false;
            }
            TagEnd::BlockQuote(_) => builder.quote(false),
            TagEnd::CodeBlock => {
                builder.begin(Block::Paragraph);
                self.code = false;
            }
            TagEnd::FootnoteDefinition => builder.footnote(false),
            TagEnd::List(_) => builder.close_list(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => builder.close(),
            TagEnd::MetadataBlock(_) => self.in_front = false,
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::Paragraph | TagEnd::Item | TagEnd::TableHead | TagEnd::TableRow => {
                builder.begin(Block::Paragraph);
            }
            _ => {}
        }
    }

    /// Converts an HTML fragment to text.
    fn html_block(&mut self) {
        let html = std::mem::take(&mut self.html);
        self.builder.begin(Block::Paragraph);
        if page::fragment(&mut self.builder, "", &html).is_err() {
            // HTML beyond the limits is shown as source.
            self.builder.write(&html);
        }
        self.builder.begin(Block::Paragraph);
    }

    fn write(&mut self, text: &str) {
        if self.in_front {
            return self.front_matter(text);
        }
        self.heading_words(text);
        if self.code { self.builder.verbatim(text) } else { self.builder.write(text) }
    }

    fn heading_words(&mut self, text: &str) {
        if self.in_heading {
            self.first_heading.get_or_insert_default().push_str(text);
        }
    }

    fn front_matter(&mut self, lines: &str) {
        for line in lines.lines() {
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim().trim_matches(['"', '\'']).trim();
            if !value.is_empty() && !name.starts_with([' ', '-', '#']) {
                self.front.push((name.trim().to_lowercase(), value.to_owned()));
            }
        }
    }
}

fn is_line_break(tag: &str) -> bool {
    tag.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("<br"))
}
