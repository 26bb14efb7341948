//! Map export for Graphviz (DOT), for example for `dot -Tpdf map.dot -o map.pdf`.

use std::fmt::Write as _;

use super::{Card, Picture, hex};
use crate::model::article::Article;
use crate::model::kind::{KINDS, KindRow, UNKNOWN_KIND, Underline};
use crate::model::role::{ROLES, Role, Stroke};
use crate::model::set::AnnotationSet;
use crate::model::visible::visible;

/// Raises a label above its line, which Graphviz would draw through it.
const LIFT: &str = "<BR/><FONT POINT-SIZE=\"5\"> </FONT>";

/// Writes the graph.
pub fn write(article: &Article, set: &AnnotationSet) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = graph(&mut out, article, set);
    out
}

fn graph(out: &mut String, article: &Article, set: &AnnotationSet) -> std::fmt::Result {
    let picture = Picture::new(article, set);
    let title = label(&visible(&article.name()));
    writeln!(out, "digraph gainsay {{")?;
    // Claims on the left, their answers on the right.
    writeln!(out, "  rankdir=RL; nodesep=0.3; ranksep=0.9; bgcolor=white; pad=0.4;")?;
    writeln!(
        out,
        "  label=<<B>{title}</B>>; labelloc=t; labeljust=l; fontname=\"serif\"; fontsize=17; fontcolor=\"#1d1b18\";"
    )?;
    writeln!(
        out,
        "  node [shape=box, fontname=\"sans-serif\", fontsize=11, fontcolor=\"#1d1b18\", margin=\"0.16,0.1\"];"
    )?;
    writeln!(
        out,
        "  edge [fontname=\"sans-serif\", fontsize=10, fontcolor=\"#5c574f\", color=\"#5c574f\", arrowsize=0.7];"
    )?;
    for (node, card) in picture.map.boxes.iter().zip(&picture.cards) {
        let kind = &node.mark.kind;
        let number = card.number;
        writeln!(out, "  m{number} [{}, label=<{}>];", look(kind.look()), words(kind.look(), kind.name(), card))?;
    }
    for arrow in &picture.map.arrows {
        let ends = (picture.cards[arrow.from].number, picture.cards[arrow.to].number);
        let role = &arrow.relation.role;
        let note = match visible(&arrow.relation.note) {
            note if note.is_empty() => String::new(),
            note => format!(", tooltip=<{}>", label(&note)),
        };
        writeln!(
            out,
            "  m{} -> m{} [{}, label=<{}{LIFT}>{note}];",
            ends.0,
            ends.1,
            stroke(role),
            label(&visible(role.id()))
        )?;
    }
    legend(out)?;
    // Marks that answer nothing are on the left, even without links.
    let first = picture.map.boxes.iter().zip(&picture.cards).filter(|(node, _)| node.layer == 0);
    let first: String = first.map(|(_, card)| format!(" m{};", card.number)).collect();
    writeln!(out, "  {{ rank=sink; legend;{first} }}\n}}")
}

/// The legend, as one box without a border.
fn legend(out: &mut String) -> std::fmt::Result {
    write!(out, "  legend [shape=plain, label=<<TABLE BORDER=\"0\" CELLSPACING=\"6\" CELLPADDING=\"4\"><TR>")?;
    for row in KINDS {
        let (line, fill) = (hex(row.light.line), hex(row.light.fill));
        let cell = format!("BORDER=\"1\" STYLE=\"{}\" COLOR=\"{line}\" BGCOLOR=\"{fill}\"", border(row));
        write!(out, "<TD {cell}><FONT COLOR=\"{line}\"><B>{} {}</B></FONT></TD>", row.glyph, row.name)?;
    }
    write!(out, "</TR><TR>")?;
    for row in ROLES {
        let line = match row.stroke {
            Stroke::Solid => "——▶",
            Stroke::Double => "═══▶",
            Stroke::Dotted => "· · · ▶",
            Stroke::Thin => "──▶",
        };
        write!(out, "<TD><FONT COLOR=\"#5c574f\">{line} {}</FONT></TD>", row.id)?;
    }
    writeln!(out, "</TR></TABLE>>];")
}

/// The border of a kind. Graphviz has no zigzag, so denials are dashed.
fn border(row: &KindRow) -> &'static str {
    match row.underline {
        Underline::Solid => "solid",
        Underline::Zigzag => "dashed",
        Underline::Dotted => "dotted",
    }
}

/// The look of a kind.
fn look(row: &KindRow) -> String {
    let (border, width) = (border(row), if row.underline == Underline::Solid { 1.2 } else { 1.7 });
    // The glyph distinguishes an unknown kind from a claim.
    let width = if row.id == UNKNOWN_KIND.id { 0.6 } else { width };
    format!(
        "style=\"rounded,filled,{border}\", penwidth={width}, color=\"{}\", fillcolor=\"{}\"",
        hex(row.light.line),
        hex(row.light.fill)
    )
}

fn stroke(role: &Role) -> &'static str {
    match role.row().map_or(Stroke::Thin, |row| row.stroke) {
        Stroke::Solid => "style=solid, penwidth=1.3",
        // Graphviz draws parallel lines for a list of colours.
        Stroke::Double => "style=solid, penwidth=1.3, color=\"#5c574f:#ffffff:#5c574f\"",
        Stroke::Dotted => "style=dotted, penwidth=1.8",
        Stroke::Thin => "style=solid, penwidth=0.5",
    }
}

/// The content of a box.
fn words(row: &KindRow, name: &str, card: &Card) -> String {
    let left = "<BR ALIGN=\"LEFT\"/>";
    let mut text = format!(
        "<FONT COLOR=\"{}\"><B>{} {} {}{}</B></FONT>{left}",
        hex(row.light.line),
        row.glyph,
        card.number,
        label(&visible(name)),
        card.badge
    );
    for speaker in &card.speaker {
        let _ = write!(text, "<B>{}</B>{left}", label(speaker));
    }
    for quote in &card.quote {
        let _ = write!(text, "<FONT FACE=\"serif\" POINT-SIZE=\"12.5\">{}</FONT>{left}", label(quote));
    }
    text
}

/// Text in an HTML-like label.
fn label(text: &str) -> String {
    html_escape::encode_text(text).into_owned()
}
