//! Formulas as a line of text: a fraction as a/b, a power as a^b (ISO/IEC 29500-1, 22.1).

use roxmltree::Node;

use crate::articles::office::mathml::grouped;
use crate::encoding::xml;

/// The text of a formula; too deeply nested parts are omitted.
pub fn text(node: Node<'_, '_>) -> String {
    let mut written = String::new();
    write(node, &mut written, 0);
    written
}

fn write(node: Node<'_, '_>, out: &mut String, depth: usize) {
    if depth > xml::MAX_DEPTH / 2 {
        return;
    }
    let part = |name: &str| {
        let mut words = String::new();
        if let Some(child) = xml::child(node, name) {
            write(child, &mut words, depth + 1);
        }
        words
    };
    match xml::name(node) {
        "t" => out.push_str(node.text().unwrap_or_default()),
        "f" => out.push_str(&format!("{}/{}", grouped(&part("num")), grouped(&part("den")))),
        "sSup" => out.push_str(&format!("{}^{}", part("e"), grouped(&part("sup")))),
        "sSub" => out.push_str(&format!("{}_{}", part("e"), grouped(&part("sub")))),
        "sSubSup" => {
            out.push_str(&format!("{}_{}^{}", part("e"), grouped(&part("sub")), grouped(&part("sup"))));
        }
        "rad" => out.push_str(&format!("{}√({})", part("deg"), part("e"))),
        "d" => {
            let property = |name| {
                xml::child(node, "dPr").and_then(|it| xml::child(it, name)).and_then(|it| xml::attribute(it, "val"))
            };
            out.push_str(property("begChr").unwrap_or("("));
            let separator = property("sepChr").unwrap_or("|");
            for (index, child) in node.children().filter(|child| xml::name(*child) == "e").enumerate() {
                if index > 0 {
                    out.push_str(separator);
                }
                write(child, out, depth + 1);
            }
            out.push_str(property("endChr").unwrap_or(")"));
        }
        "nary" => {
            let sign = xml::child(node, "naryPr")
                .and_then(|it| xml::child(it, "chr"))
                .and_then(|it| xml::attribute(it, "val"));
            out.push_str(sign.unwrap_or("∫"));
            for (mark, name) in [("_", "sub"), ("^", "sup")] {
                let limit = part(name);
                if !limit.is_empty() {
                    out.push_str(mark);
                    out.push_str(&grouped(&limit));
                }
            }
            out.push_str(&part("e"));
        }
        "mr" => {
            for child in node.children().filter(|child| xml::name(*child) == "e") {
                write(child, out, depth + 1);
                out.push(' ');
            }
        }
        _ => {
            for child in node.children().filter(|child| child.is_element()) {
                write(child, out, depth + 1);
            }
        }
    }
}
