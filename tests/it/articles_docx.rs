//! Word documents: text, structure, notes, and notices of omitted content.

use proptest::prelude::*;

use crate::articles_packed::{notices, outline, packed, read};

const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
    <Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>
    <Relationship Id="b" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="/word/numbering.xml"/>
    <Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>
    <Relationship Id="d" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/endnotes" Target="endnotes.xml"/>
    <Relationship Id="e" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/>
    <Relationship Id="web" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.org/a?b=1&amp;c=2" TargetMode="External"/>
</Relationships>"#;

const STYLES: &str = r#"<w:styles xmlns:w="W">
    <w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>
    <w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>
    <w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/><w:basedOn w:val="Standard"/></w:style>
    <w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="My own"/><w:basedOn w:val="Outlined"/></w:style>
    <w:style w:type="paragraph" w:styleId="Outlined"><w:name w:val="Outlined"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Zitat"><w:name w:val="Quote"/></w:style>
    <w:style w:type="paragraph" w:styleId="Beschriftung"><w:name w:val="caption"/></w:style>
    <w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>
    <w:style w:type="paragraph" w:styleId="Listed"><w:name w:val="Listed"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
    <w:style w:type="character" w:styleId="Fett"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
    <w:style w:type="character" w:styleId="Unseen"><w:name w:val="Unseen"/><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>"#;

const NUMBERING: &str = r#"<w:numbering xmlns:w="W">
    <w:abstractNum w:abstractNumId="0">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>
    </w:abstractNum>
    <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
    <w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Part %1"/></w:lvl></w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
    <w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
    <w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
</w:numbering>"#;

const FOOTNOTES: &str = r#"<w:footnotes xmlns:w="W">
    <w:footnote w:id="-1" w:type="separator"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
    <w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:tab/><w:t>Said on Monday.</w:t></w:r></w:p><w:p><w:r><w:t>And again.</w:t></w:r></w:p></w:footnote>
    <w:footnote w:id="1"><w:p><w:r><w:t>Nobody knows.</w:t></w:r></w:p></w:footnote>
</w:footnotes>"#;
const ENDNOTES: &str = r#"<w:endnotes xmlns:w="W"><w:endnote w:id="1"><w:p><w:r><w:t>At the end.</w:t></w:r></w:p></w:endnote></w:endnotes>"#;
const COMMENTS: &str = r#"<w:comments xmlns:w="W"><w:comment w:id="0"><w:p/></w:comment><w:comment w:id="1"><w:p/></w:comment></w:comments>"#;
const CORE: &str = r#"<c:coreProperties xmlns:c="x" xmlns:dc="y" xmlns:dcterms="z"><dc:title>A title</dc:title><dc:creator>Ana Duarte</dc:creator><dcterms:created>2026-02-03T10:00:00Z</dcterms:created></c:coreProperties>"#;

fn document(space: &str, body: &str) -> Vec<u8> {
    let whole = format!(
        r#"<?xml version="1.0"?><w:document xmlns:w="W" xmlns:r="R/relationships" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"
        xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wp="P" xmlns:v="urn:schemas-microsoft-com:vml">
        <w:body>{body}</w:body></w:document>"#
    );
    let parts = [
        ("word/document.xml", whole.as_str()),
        ("word/_rels/document.xml.rels", RELATIONS),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
        ("word/footnotes.xml", FOOTNOTES),
        ("word/endnotes.xml", ENDNOTES),
        ("word/comments.xml", COMMENTS),
        ("docProps/core.xml", CORE),
    ];
    let parts = parts.map(|(name, content)| (name, content.replace("\"W\"", &format!("\"{space}\""))));
    packed(&parts.iter().map(|(name, content)| (*name, content.as_str())).collect::<Vec<_>>())
}

/// A paragraph with properties and runs.
fn p(properties: &str, runs: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

fn t(words: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r>")
}

fn listed(id: u8, level: u8, words: &str) -> String {
    p(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{id}\"/></w:numPr>"), &t(words))
}

fn styled(style: &str, words: &str) -> String {
    p(&format!("<w:pStyle w:val=\"{style}\"/>"), &t(words))
}

fn outlined(body: &str) -> String {
    outline(&read("docx", &document(TRANSITIONAL, body)).unwrap())
}

#[test]
fn styles_determine_roles() {
    let body = [
        styled("Titel", "The town denies it"),
        styled("berschrift2", "Second"),
        styled("Mine", "Third"),
        p("<w:outlineLvl w:val=\"3\"/>", &t("Fourth")),
        styled("Zitat", "We never knew."),
        styled("Zitat", "Nor did we."),
        styled("Beschriftung", "A chart"),
        styled("Loop", "Plain"),
    ]
    .concat();
    let expected = "heading 1: The town denies it\nheading 2: Second\nheading 3: Third\nheading 4: Fourth\n\
                    quote 1: We never knew.\nquote 1: Nor did we.\ncaption: A chart\nPlain\n";
    for space in [TRANSITIONAL, STRICT] {
        let imported = read("docx", &document(space, &body)).unwrap();
        assert_eq!(outline(&imported), expected);
        assert_eq!(imported.article.stated.title, "The town denies it");
        let source = &imported.article.stated;
        assert_eq!((source.byline.as_str(), source.published.as_str()), ("Ana Duarte", "2026-02-03T10:00:00Z"));
    }
    assert_eq!(read("docx", &document(STRICT, &t("x"))).unwrap().article.stated.title, "A title");
}

#[test]
fn lists_are_numbered_as_in_word() {
    let body = [
        listed(1, 0, "one"),
        listed(1, 1, "a"),
        listed(1, 1, "b"),
        listed(1, 0, "two"),
        listed(1, 1, "a again"),
        p("", &t("between")),
        listed(1, 0, "three"),
        listed(2, 0, "bullet"),
        listed(4, 0, "seven"),
        listed(4, 0, "eight"),
        styled("Listed", "by its style"),
        p("<w:pStyle w:val=\"Listed\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr>", &t("not numbered")),
        p("<w:pStyle w:val=\"berschrift2\"/><w:numPr><w:numId w:val=\"3\"/></w:numPr>", &t("Results")),
    ]
    .concat();
    assert_eq!(
        outlined(&body),
        "item 1 no. 1: one\nitem 2 no. 1: a\nitem 2 no. 2: b\nitem 1 no. 2: two\nitem 2 no. 1: a again\nbetween\n\
         item 1 no. 3: three\nitem 1: bullet\nitem 1 no. 7: seven\nitem 1 no. 8: eight\nitem 1 no. 4: by its style\n\
         not numbered\nheading 2: Part V Results\n"
    );
}

#[test]
fn runs_links_fields_and_symbols() {
    let bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>bo</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"Fett\"/></w:rPr><w:t>ld</w:t></w:r>";
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let code = |code: &str| format!("<w:r><w:instrText>{code}</w:instrText></w:r>");
    let body = [
        p("", &[&t("A "), bold, "<w:r><w:rPr><w:b w:val=\"0\"/><w:i/></w:rPr><w:t> word</w:t></w:r>"].concat()),
        p("", "<w:hyperlink r:id=\"web\" w:anchor=\"x\"><w:r><w:t>a link</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>tab</w:t><w:br/><w:t>line</w:t></w:r>"),
        p("", &[
            &field("begin"), &code("HYPERLINK \"https://example.org/"), &code("x\" \\h"), &field("separate"), &t("there"), &field("end"),
            &t(" on page "), &field("begin"), &code("PAGE"), &field("begin"), &code("IF"), &field("separate"), &t("not shown"), &field("end"),
            &field("separate"), &t("4"), &field("end"),
            "<w:fldSimple w:instr=\"DATE\"><w:r><w:t> today</w:t></w:r></w:fldSimple>",
        ].map(ToString::to_string).concat()),
        p("", "<w:r><w:t>so\u{AD}ft</w:t><w:softHyphen/><w:t>er</w:t><w:noBreakHyphen/><w:sym w:font=\"Symbol\" w:char=\"F061\"/><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r>"),
        p("", "<w:smartTag><w:r><w:t>tagged </w:t></w:r></w:smartTag><w:sdt><w:sdtContent><w:r><w:t>chosen</w:t></w:r></w:sdtContent></w:sdt>"),
        p("", "<m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>c</m:t></m:r></m:den></m:f></m:oMath>"),
        p("", "<w:r><w:drawing><wp:docPr descr=\"A map\"/></w:drawing></w:r>"),
    ]
    .concat();
    assert_eq!(
        outlined(&body),
        "A bold word <strong: bold> <emphasis: word>\n\
         a link\ttab <link: a link → https://example.org/a?b=1&c=2#x>\nline\n\
         there on page 4 today <link: there → https://example.org/x>\n\
         softer\u{2011}α✓\ntagged chosen\n(a+b)/c\nA map <emphasis: A map>\n"
    );
}

#[test]
fn notes_follow_the_text_with_their_marks() {
    let note = |kind: &str, id: u8| format!("<w:r><w:{kind}Reference w:id=\"{id}\"/></w:r>");
    let body = p(
        "",
        &[t("One"), note("footnote", 2), t(" two"), note("endnote", 1), t(" three"), note("footnote", 1)].concat(),
    );
    assert_eq!(
        outlined(&body),
        "One[1] two[i] three[2]\nfootnote: [1] Said on Monday.\nfootnote: And again.\n\
         footnote: [2] Nobody knows.\nfootnote: [i] At the end.\n"
    );
}

#[test]
fn tables_are_rows_or_page_layout() {
    let cell = |content: &str| format!("<w:tc>{content}</w:tc>");
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let table = |rows: &[String]| format!("<w:tbl>{}</w:tbl>", rows.concat());
    let merged = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>".to_owned();
    let inner = table(&[row(&[cell(&p("", &t("in"))), cell(&p("", &t("ner")))])]);
    let long = p("", &t(&"A long column of a page. ".repeat(20)));
    let body = [
        table(&[
            row(&[cell(&p("", &t("Spring"))), cell(&[p("", &t("12")), p("", &t("µg"))].concat())]),
            row(&[merged, cell(&inner)]),
            format!("<w:tr><w:trPr><w:del w:author=\"A\"/></w:trPr>{}</w:tr>", cell(&p("", &t("gone")))),
        ]),
        table(&[row(&[cell(&[styled("berschrift2", "Boxed"), p("", &t("words"))].concat())])]),
        table(&[row(&[cell(&listed(2, 0, "left")), cell(&long)])]),
    ]
    .concat();
    let long = "A long column of a page. ".repeat(20);
    assert_eq!(
        outlined(&body),
        format!("row: Spring\t12 µg\nrow: \tin ner\nheading 2: Boxed\nwords\nitem 1: left\n{}\n", long.trim_end())
    );
}

#[test]
fn alternatives_are_read_once() {
    let boxed = |words: &str| format!("<w:txbxContent>{}</w:txbxContent>", p("", &t(words)));
    let body = p(
        "",
        &format!(
            "{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>{}</w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>{}",
            t("Before "),
            boxed("in the box"),
            boxed("in the box"),
            t("after")
        ),
    );
    assert_eq!(outlined(&body), "Before after\nin the box\n");
}

#[test]
fn changes_are_accepted_and_reported() {
    let tracked = |kind: &str, author: &str, runs: &str| {
        format!("<w:{kind} w:author=\"{author}\" w:date=\"d\">{runs}</w:{kind}>")
    };
    let body = [
        p(
            "",
            &[
                t("The mayor "),
                tracked("ins", "A", &t("never ")),
                tracked("ins", "A", &t("ever ")),
                tracked("del", "A", "<w:r><w:delText>often </w:delText></w:r>"),
                t("knew."),
            ]
            .concat(),
        ),
        p("<w:rPr><w:del w:author=\"B\"/></w:rPr>", &t("One")),
        p("", &t("paragraph")),
        p(
            "",
            &[
                "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>",
                "<w:r><w:rPr><w:rStyle w:val=\"Unseen\"/></w:rPr><w:t>more</w:t></w:r>",
                &t("shown"),
            ]
            .concat(),
        ),
        "<w:altChunk/>".to_owned(),
    ]
    .concat();
    let imported = read("docx", &document(TRANSITIONAL, &body)).unwrap();
    assert_eq!(outline(&imported), "The mayor never ever knew.\nOne paragraph\nshown\n");
    assert_eq!(
        notices(&imported),
        [
            "Warning(\"2 comments and 3 tracked changes are not shown; the text is as if all changes were accepted\")",
            "Warning(\"1 passage of hidden text is not shown\")",
            "Warning(\"1 embedded part in another format is not shown\")",
        ]
    );
}

#[test]
fn hostile_documents_are_refused() {
    let deep = format!("{}{}", "<w:sdt><w:sdtContent>".repeat(2_000), "</w:sdtContent></w:sdt>".repeat(2_000));
    let refused = |bytes: &[u8]| read("docx", bytes).unwrap_err().to_string();
    assert!(refused(&document(TRANSITIONAL, &deep)).contains("256 nested elements"));
    assert!(refused(&document(TRANSITIONAL, "<w:p>")).contains("damaged: word/document.xml"));
    let bomb = "A".repeat(64 << 20);
    assert!(refused(&document(TRANSITIONAL, &bomb)).contains("exceeds the maximum unpacked size"));
    assert!(refused(&packed(&[("a.txt", "x")])).starts_with("this is a ZIP archive"));
    assert!(refused(&packed(&[("[Content_Types].xml", "<a/>")])).contains("word/document.xml is missing"));
    let whole = document(TRANSITIONAL, "");
    assert!(refused(&whole[..whole.len() / 2]).contains("damaged"));
    let laughs = "<!DOCTYPE d [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><w:document xmlns:w=\"W\"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>";
    let laughs = packed(&[("word/document.xml", &laughs.replace("\"W\"", &format!("\"{STRICT}\"")))]);
    assert_eq!(outline(&read("docx", &laughs).unwrap()), "&b;\n");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_broken_document_opens_or_is_refused(at in 0.0..1.0_f64, bytes in prop::collection::vec(any::<u8>(), 1..40)) {
        let mut whole = document(TRANSITIONAL, &[styled("Titel", "A title"), listed(1, 1, "item")].concat());
        let at = (at * whole.len() as f64) as usize;
        let end = (at + bytes.len()).min(whole.len());
        whole.splice(at..end, bytes);
        if let Ok(imported) = read("docx", &whole) {
            for span in imported.article.structure.spans() {
                prop_assert!(imported.article.text.admits(span.range));
            }
        }
    }

    #[test]
    fn any_elements_in_any_order_are_read(tags in prop::collection::vec((0..TAGS.len(), any::<bool>()), 0..60)) {
        let mut open = Vec::new();
        let mut body = String::new();
        for (tag, close) in tags {
            if close && let Some(name) = open.pop() {
                body.push_str(&format!("</w:{name}>"));
            } else {
                let (name, said) = TAGS[tag];
                body.push_str(&format!("<w:{name} {said}>{}", if name == "t" { "words" } else { "" }));
                open.push(name);
            }
        }
        for name in open.into_iter().rev() {
            body.push_str(&format!("</w:{name}>"));
        }
        let imported = read("docx", &document(TRANSITIONAL, &body)).unwrap();
        prop_assert_eq!(read("docx", &document(TRANSITIONAL, &body)).unwrap(), imported);
    }
}

const TAGS: &[(&str, &str)] = &[
    ("p", ""),
    ("pPr", ""),
    ("pStyle", "w:val=\"Zitat\""),
    ("numPr", ""),
    ("numId", "w:val=\"1\""),
    ("ilvl", "w:val=\"8\""),
    ("r", ""),
    ("t", ""),
    ("t", ""),
    ("tbl", ""),
    ("tr", ""),
    ("tc", ""),
    ("ins", ""),
    ("del", ""),
    ("hyperlink", "r:id=\"web\""),
    ("fldChar", "w:fldCharType=\"begin\""),
    ("fldChar", "w:fldCharType=\"separate\""),
    ("fldChar", "w:fldCharType=\"end\""),
    ("txbxContent", ""),
    ("footnoteReference", "w:id=\"2\""),
    ("sdt", ""),
    ("sdtContent", ""),
];
