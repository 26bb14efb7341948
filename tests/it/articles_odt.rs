//! OpenDocument texts: text, structure, notes, and notices of omitted content.

use crate::articles_packed::{notices, outline, packed, read};

const SPACES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="t" xmlns:style="s" xmlns:fo="f" xmlns:table="b" xmlns:draw="d" xmlns:svg="v" xmlns:xlink="x" xmlns:dc="c" xmlns:meta="m" xmlns:manifest="n""#;

const STYLES: &str = r#"
    <style:style style:name="Heading" style:family="paragraph"/>
    <style:style style:name="Quotations" style:family="paragraph"/>
    <style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>
    <style:style style:name="Preformatted_20_Text" style:family="paragraph"/>
    <style:style style:name="Unseen" style:family="paragraph"><style:text-properties text:display="none"/></style:style>
    <style:style style:name="Strong_20_Emphasis" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
    <style:style style:name="T1" style:family="text" style:parent-style-name="Strong_20_Emphasis"><style:text-properties fo:font-style="italic"/></style:style>
    <style:style style:name="Loop" style:family="text" style:parent-style-name="Loop"/>
    <text:list-style style:name="L1">
        <text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
        <text:list-level-style-bullet text:level="2" text:bullet-char="•"/>
    </text:list-style>
    <text:outline-style>
        <text:outline-level-style text:level="1" style:num-format="I" style:num-suffix="."/>
        <text:outline-level-style text:level="2" style:num-format="1" text:display-levels="2"/>
    </text:outline-style>"#;

fn content(body: &str) -> String {
    format!(
        "<office:document-content {SPACES}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
}

fn document(body: &str) -> Vec<u8> {
    packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", &content(body)),
        (
            "styles.xml",
            &format!(
                "<office:document-styles {SPACES}><office:styles>{STYLES}</office:styles></office:document-styles>"
            ),
        ),
        (
            "meta.xml",
            &format!(
                "<office:document-meta {SPACES}><office:meta><dc:title>A title</dc:title><meta:initial-creator>Ana Duarte</meta:initial-creator><dc:creator>Another</dc:creator><meta:creation-date>2026-02-03</meta:creation-date></office:meta></office:document-meta>"
            ),
        ),
        ("Object 1/content.xml", "<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math>"),
        ("Object 2/content.xml", "<chart/>"),
        ("META-INF/manifest.xml", "<manifest:manifest xmlns:manifest=\"n\"/>"),
    ])
}

fn outlined(body: &str) -> String {
    outline(&read("odt", &document(body)).unwrap())
}

#[test]
fn paragraphs_headings_and_quotations() {
    let body = "<text:h text:outline-level=\"1\">First</text:h><text:h text:outline-level=\"2\">Deeper</text:h>\
                <text:p text:style-name=\"P1\">We never knew.</text:p>\
                <text:p text:style-name=\"Preformatted_20_Text\">a <text:s text:c=\"3\"/>b</text:p>\
                <text:section><text:p>A <text:span text:style-name=\"T1\">bold<text:tab/>tab</text:span> so\u{AD}ft<text:line-break/>line <text:a xlink:href=\"https://example.org/\">link</text:a></text:p></text:section>\
                <text:h text:outline-level=\"1\">Second</text:h>";
    assert_eq!(
        outlined(body),
        "heading 1: I. First\nheading 2: I.1 Deeper\nquote 1: We never knew.\ncode: a    b\n\
         A bold\ttab soft <emphasis: bold\ttab> <strong: bold\ttab>\nline link <link: link → https://example.org/>\n\
         heading 1: II. Second\n"
    );
    let article = read("odt", &document("<text:p>x</text:p>")).unwrap().article;
    assert_eq!((article.stated.title.as_str(), article.stated.byline.as_str()), ("A title", "Ana Duarte"));
    assert_eq!(article.stated.published, "2026-02-03");
}

#[test]
fn lists_and_tables() {
    let item = |content: &str| format!("<text:list-item>{content}</text:list-item>");
    let list = |said: &str, items: &str| format!("<text:list {said}>{items}</text:list>");
    let inner = list("", &[item("<text:p>in</text:p>"), item("<text:p>more</text:p>")].concat());
    let cell = |words: &str| format!("<table:table-cell><text:p>{words}</text:p></table:table-cell>");
    let body = [
        list(
            "text:style-name=\"L1\"",
            &[item("<text:p>one</text:p><text:p>goes on</text:p>"), item(&format!("<text:p>two</text:p>{inner}"))]
                .concat(),
        ),
        "<text:p>between</text:p>".to_owned(),
        list("text:style-name=\"L1\" text:continue-numbering=\"true\"", &item("<text:p>three</text:p>")),
        list("text:style-name=\"L1\"", "<text:list-item text:start-value=\"9\"><text:p>nine</text:p></text:list-item>"),
        list("text:style-name=\"L1\"", &item("<text:h text:outline-level=\"3\">A heading</text:h>")),
        format!(
            "<table:table><table:table-header-rows><table:table-row>{}{}</table:table-row></table:table-header-rows>\
             <table:table-row><table:covered-table-cell/>{}</table:table-row></table:table>",
            cell("Spring"),
            cell("12</text:p><text:p>µg"),
            cell("3")
        ),
    ];
    assert_eq!(
        outlined(&body.concat()),
        "item 1 no. 1: one\ninset 1: goes on\nitem 1 no. 2: two\nitem 2: in\nitem 2: more\nbetween\nitem 1 no. 3: three\n\
         item 1 no. 9: nine\nheading 3: A heading\nrow: Spring\t12 µg\nrow: \t3\n"
    );
}

#[test]
fn notes_boxes_pictures_and_formulas() {
    let body = "<text:p>One<text:note text:note-class=\"footnote\"><text:note-citation>*</text:note-citation><text:note-body><text:p>Said.</text:p></text:note-body></text:note> two\
                <draw:frame><draw:text-box><text:p>in the box</text:p></draw:text-box></draw:frame> three \
                <draw:frame><draw:image/><svg:desc>A map</svg:desc></draw:frame> \
                <draw:frame><draw:object xlink:href=\"./Object 1\"/></draw:frame><draw:frame><draw:object xlink:href=\"./Object 2\"/></draw:frame></text:p>";
    let imported = read("odt", &document(body)).unwrap();
    assert_eq!(outline(&imported), "One[*] two three A map a/b <emphasis: A map>\nin the box\nfootnote: [*] Said.\n");
    assert_eq!(notices(&imported), ["Warning(\"1 chart, diagram or embedded object is not shown\")"]);
}

#[test]
fn omitted_content_is_reported() {
    let body = "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion></text:changed-region>\
                <text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>\
                <text:p>The mayor <text:change text:change-id=\"a\"/>knew.<office:annotation><text:p>Really?</text:p></office:annotation></text:p>\
                <text:p text:style-name=\"Unseen\">secret</text:p>";
    let imported = read("odt", &document(body)).unwrap();
    assert_eq!(outline(&imported), "The mayor knew.\n");
    assert_eq!(
        notices(&imported),
        [
            "Warning(\"1 comment and 2 tracked changes are not shown; the text is as if all changes were accepted\")",
            "Warning(\"1 passage of hidden text is not shown\")",
        ]
    );
}

#[test]
fn flat_locked_and_hostile_documents() {
    let flat = format!(
        "<?xml version=\"1.0\"?><office:document {SPACES} office:mimetype=\"application/vnd.oasis.opendocument.text\">\
         <office:styles>{STYLES}</office:styles><office:body><office:text><text:h text:outline-level=\"1\">Flat</text:h></office:text></office:body></office:document>"
    );
    assert_eq!(outline(&read("odt", flat.as_bytes()).unwrap()), "heading 1: I. Flat\n");
    let refused = |bytes: &[u8]| read("odt", bytes).unwrap_err().to_string();
    let locked = packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        (
            "META-INF/manifest.xml",
            "<m:manifest xmlns:m=\"n\"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>",
        ),
        ("content.xml", "not XML"),
    ]);
    assert!(refused(&locked).starts_with("this OpenDocument text is protected by a password"));
    let deep = format!("{}{}", "<text:section>".repeat(2_000), "</text:section>".repeat(2_000));
    assert!(refused(&document(&deep)).contains("256 nested elements"));
    let deep = format!("<text:p>{}{}</text:p>", "<text:span>".repeat(2_000), "</text:span>".repeat(2_000));
    assert!(refused(&document(&deep)).contains("256 nested elements"));
    assert!(
        refused(&packed(&[("mimetype", "application/vnd.oasis.opendocument.text")])).contains("content.xml is missing")
    );
    let many = format!(
        "<text:p text:style-name=\"Preformatted_20_Text\">a{}b</text:p>",
        "<text:s text:c=\"4000000000\"/>".repeat(3)
    );
    assert_eq!(outlined(&many).len(), "code: ab\n".len() + 3 * 1000);
}
