//! MathML as a line of text: a fraction as a/b, a power as a^b.

use roxmltree::Node;

use crate::encoding::xml;

/// The text of a formula; too deeply nested parts are omitted.
pub fn text(math: Node<'_, '_>) -> String {
    write(math, 0)
}

fn write(node: Node<'_, '_>, depth: usize) -> String {
    if depth > xml::MAX_DEPTH / 2 {
        return String::new();
    }
    let parts: Vec<String> = node.children().filter(Node::is_element).map(|child| write(child, depth + 1)).collect();
    let part = |index: usize| parts.get(index).cloned().unwrap_or_default();
    match xml::name(node) {
        // A second version for another program.
        "annotation" | "annotation-xml" => String::new(),
        "mi" | "mn" | "mo" | "mtext" | "ms" => node.text().unwrap_or_default().trim().to_owned(),
        "mfrac" => format!("{}/{}", grouped(&part(0)), grouped(&part(1))),
        "msup" | "mover" => format!("{}^{}", part(0), grouped(&part(1))),
        "msub" | "munder" => format!("{}_{}", part(0), grouped(&part(1))),
        "msubsup" | "munderover" => format!("{}_{}^{}", part(0), grouped(&part(1)), grouped(&part(2))),
        "msqrt" => format!("√({})", parts.concat()),
        "mroot" => format!("{}√({})", part(1), part(0)),
        "mtr" => parts.join(" "),
        "mtable" => parts.join("; "),
        _ => parts.concat(),
    }
}

/// Adds brackets around more than one character that is not a number.
pub fn grouped(text: &str) -> String {
    if text.chars().nth(1).is_some() && !text.chars().all(char::is_numeric) {
        format!("({text})")
    } else {
        text.to_owned()
    }
}
