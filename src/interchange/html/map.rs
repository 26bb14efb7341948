//! The map in a page: one figure for each connected part, and one line for the marks without links.

use std::fmt::Write as _;

use super::marks::end;
use super::sink::Sink;
use crate::interchange::map::{Picture, svg};
use crate::model::article::Article;
use crate::model::set::AnnotationSet;

/// Width of the column on an A4 page in portrait, in CSS pixels (96 to the inch).
const PAGE_WIDTH: f32 = 600.0;

/// Appends the map.
pub fn push(out: &mut Sink<'_>, article: &Article, set: &AnnotationSet) -> std::fmt::Result {
    let picture = Picture::within(article, set, PAGE_WIDTH);
    let map = picture.map();
    if map.boxes.is_empty() {
        return Ok(());
    }
    out.push_str("<section class=\"maps\" aria-labelledby=\"map\">\n<h2 id=\"map\">Map</h2>\n");
    writeln!(out, "<p class=\"keys\">{}</p>", svg::legend_element())?;
    let linked = picture.linked_parts();
    for part in &linked {
        writeln!(out, "<figure>\n{}\n</figure>", svg::part(&picture, *part))?;
        out.pass_on()?;
    }
    let mut alone = map.boxes.iter().filter(|node| !linked.contains(&node.part)).peekable();
    if alone.peek().is_some() {
        out.push_str("<h3>Without links</h3>\n<ul class=\"loose\">\n");
        for node in alone {
            writeln!(out, "<li>{}</li>", end(article, set, &node.mark.id))?;
            out.pass_on()?;
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</section>\n");
    Ok(())
}
