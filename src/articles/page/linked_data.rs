//! Metadata in JSON-LD, by schema.org.

use serde_json::Value;

use crate::articles::page::tree::{NodeId, Tree};

/// Metadata of the article node.
#[derive(Debug, Default)]
pub struct LinkedData {
    /// Its headline.
    pub title: Option<String>,
    /// Its authors, separated by commas.
    pub authors: String,
    /// Its publisher.
    pub site: Option<String>,
    /// Its date of publication.
    pub published: Option<String>,
    /// Its address.
    pub address: Option<String>,
}

/// Maximum number of nodes searched.
const MAX_NODES: usize = 10_000;

impl LinkedData {
    /// Searches a block of JSON-LD; the first article counts.
    pub fn new(tree: &Tree) -> Self {
        let scripts = tree.descendants(NodeId::ROOT).filter(|node| {
            tree.element(*node).is_some_and(|element| {
                let kind = element.attribute("type").and_then(|kind| kind.split(';').next()).unwrap_or("");
                element.name() == "script" && kind.trim().eq_ignore_ascii_case("application/ld+json")
            })
        });
        let values: Vec<Value> = scripts.filter_map(|script| parsed(tree.text(tree.first(script)?)?)).collect();
        let mut nodes: Vec<&Value> = values.iter().collect();
        let mut at = 0;
        while at < nodes.len() && nodes.len() < MAX_NODES {
            match nodes[at] {
                Value::Array(items) => nodes.extend(items),
                Value::Object(fields) => {
                    nodes.extend(
                        ["@graph", "mainEntity", "mainEntityOfPage", "hasPart"]
                            .iter()
                            .filter_map(|name| fields.get(*name)),
                    );
                }
                _ => {}
            }
            at += 1;
        }
        let is_article = |node: &&&Value| types(node).any(|kind| kind.ends_with("Article") || ARTICLES.contains(&kind));
        let article = nodes.iter().find(is_article);
        let review = nodes.iter().find(|node| types(node).any(|kind| kind == "ClaimReview"));
        let Some(article) = article.or(review) else { return Self::default() };
        let by_id = |value: &Value| {
            let id = value.get("@id")?.as_str()?;
            nodes
                .iter()
                .find(|node| node.get("name").is_some() && node.get("@id").and_then(Value::as_str) == Some(id))
                .copied()
        };
        let name = |value: &Value| -> Option<String> {
            match value {
                Value::String(name) if !name.contains("://") => Some(name.clone()),
                Value::Object(_) => text(value, "name").or_else(|| text(by_id(value)?, "name")),
                _ => None,
            }
        };
        let names = |value: Option<&Value>| -> Vec<String> {
            match value {
                Some(Value::Array(items)) => items.iter().filter_map(name).collect(),
                Some(value) => name(value).into_iter().collect(),
                None => Vec::new(),
            }
        };
        let mut authors = names(article.get("author"));
        if authors.is_empty() {
            authors = names(article.get("creator"));
        }
        authors.dedup();
        let page = article.get("mainEntityOfPage");
        let address = page.and_then(|page| {
            page.as_str().map(str::to_owned).or_else(|| text(page, "@id")).or_else(|| text(page, "url"))
        });
        Self {
            title: text(article, "headline").or_else(|| text(article, "name")),
            authors: authors.join(", "),
            site: names(article.get("publisher")).into_iter().next(),
            published: text(article, "datePublished").or_else(|| text(article, "dateCreated")),
            address: text(article, "url").or(address),
        }
    }
}

/// Types of schema.org for articles, besides those that end with "Article".
const ARTICLES: &[&str] = &["BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting", "DiscussionForumPosting"];

fn types(node: &Value) -> impl Iterator<Item = &str> {
    let kind = node.get("@type");
    let several = kind.and_then(Value::as_array).into_iter().flatten();
    kind.into_iter().chain(several).filter_map(Value::as_str).map(|kind| kind.rsplit(['/', ':']).next().unwrap_or(kind))
}

fn text(node: &Value, name: &str) -> Option<String> {
    let value = node.get(name)?;
    let value = value.as_str().or_else(|| value.as_array()?.first()?.as_str())?;
    Some(value.to_owned()).filter(|value| !value.trim().is_empty())
}

/// Extracts JSON from a comment or CDATA section, with line ends in strings escaped.
fn parsed(source: &str) -> Option<Value> {
    let source = source.trim();
    let source = source
        .strip_prefix("<!--")
        .or_else(|| source.strip_prefix("//<![CDATA["))
        .or_else(|| source.strip_prefix("<![CDATA["))
        .unwrap_or(source);
    let source = source
        .strip_suffix("-->")
        .or_else(|| source.strip_suffix("//]]>"))
        .or_else(|| source.strip_suffix("]]>"))
        .unwrap_or(source);
    serde_json::from_str(source).ok().or_else(|| {
        let repaired: String = source.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        serde_json::from_str(repaired.trim().trim_end_matches(';')).ok()
    })
}
