//! Markdown: text without markup, and its structure.

use gainsay::articles::article_format;
use gainsay::jobs::open::open;
use gainsay::model::article::Article;
use proptest::prelude::*;

fn read(markdown: &str) -> Article {
    article_format("markdown").unwrap().read(markdown.as_bytes(), None, "a.md").unwrap().article
}

/// The structure, one span a line.
pub fn structure(article: &Article) -> Vec<String> {
    let spans = article.structure.spans().iter().map(|span| {
        let number = span.number.map(|number| format!(" no. {number}")).unwrap_or_default();
        let level = if span.level > 0 { format!(" {}", span.level) } else { String::new() };
        let address = span.address.as_deref().map(|address| format!(" → {address}")).unwrap_or_default();
        format!("{}{level}{number}{address}: {}", span.element.id(), article.text.slice(span.range))
    });
    spans.collect()
}

#[test]
fn markup_becomes_structure() {
    let article = read(
        "---\ntitle: \"Town denies it\"\nauthor: Ana Duarte\ndate: 2026-02-03\ntags:\n  - water\n---\n\n\
         # The *town* denies it\n\nThe **mayor** said\nit was [\"false\"](https://example.org/a?b=c \"x\").  \nNobody agreed.\n\n\
         > We never knew.\n>\n> > Nor did we.\n\n- one\n- two\n\n  more of two\n  1. deep\n\n3. three\n4. `four`\n\n\
         ```rust\nfn  main() {\n\n    x\n}\n```\n\n| a | b |\n|---|---|\n| 1 |   |\n|   | 4 |\n\nA ~~lie~~ slip[^1].\n\n\
         ![a chart](chart.png)\n\n<div>In <b>HTML</b> &amp; more</div>\n\n---\n\n[^1]: So it says.\n",
    );
    let text = "The town denies it\n\nThe mayor said it was \"false\".\nNobody agreed.\n\nWe never knew.\n\nNor did we.\n\n\
                one\ntwo\n\nmore of two\ndeep\n\nthree\nfour\n\nfn  main() {\n\n    x\n}\n\na\tb\n1\n\t4\n\nA lie slip[1].\n\n\
                a chart\n\nIn HTML & more\n\n[1] So it says.";
    assert_eq!(article.text.as_str(), text);
    let expected = [
        "heading 1: The town denies it",
        "emphasis: town",
        "strong: mayor",
        "link → https://example.org/a?b=c: \"false\"",
        "quote 1: We never knew.",
        "quote 2: Nor did we.",
        "item 1: one",
        "item 1: two",
        "inset 1: more of two",
        "item 2 no. 1: deep",
        "item 1 no. 3: three",
        "item 1 no. 4: four",
        "literal: four",
        "code: fn  main() {",
        "code:     x",
        "code: }",
        "row: a\tb",
        "row: 1",
        "row: \t4",
        "struck: lie",
        "emphasis: a chart",
        "strong: HTML",
        "footnote: [1] So it says.",
    ];
    assert_eq!(structure(&article), expected);
    assert_eq!((article.stated.title.as_str(), article.importer.as_str()), ("Town denies it", "markdown 1"));
    assert_eq!((article.stated.byline.as_str(), article.stated.published.as_str()), ("Ana Duarte", "2026-02-03"));
}

#[test]
fn html_fragments_are_read_as_pages() {
    let article = read(
        "Before.\n\n<div><h2>Who <em>said</em> it</h2>\n<p>The mayor,<br>and then<br><br>nobody<!-- else -->&nbsp;&amp; so on\n\
         <ol start=4><li>four<li value=9>nine <a href='x/y'>there</a></ol><script>bad()</script><p hidden>not seen</p>\n\
         <table><tr><th>a<th>b<tr><td>1<td>2<p>3</table><pre>\none\n  two</pre><blockquote>We <q>knew</q>\n\
         <img alt='A chart' src=c.png></div>\n\nAfter.\n",
    );
    let text = "Before.\n\nWho said it\n\nThe mayor,\nand then\n\nnobody\u{A0}& so on\n\nfour\nnine there\n\na\tb\n1\t2 3\n\n\
                one\n  two\n\nWe “knew” A chart\n\nAfter.";
    assert_eq!(article.text.as_str(), text);
    let expected = [
        "heading 2: Who said it",
        "emphasis: said",
        "item 1 no. 4: four",
        "item 1 no. 9: nine there",
        "link → x/y: there",
        "row: a\tb",
        "row: 1\t2 3",
        "code: one",
        "code:   two",
        "quote 1: We “knew” A chart",
        "emphasis: A chart",
    ];
    assert_eq!(structure(&article), expected);
}

#[test]
fn a_heading_is_the_title_by_default() {
    assert_eq!(read("words\n\nThe *real* `one`\n===\n").stated.title, "The real one");
    assert_eq!(read("just words\n\nand more").stated.title, "just words");
}

#[test]
fn marks_on_markdown_source_keep_their_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.md");
    let source = "# The town\n\nThe **mayor** denied it.\n";
    std::fs::write(&path, source).unwrap();
    let kept = format!(
        "(format: \"gainsay\", version: 1, annotations: [(id: \"a\", kind: \"denial\", target: [(start: 12, end: 32, \
         exact: \"The **mayor** denied\")])], text: {source:?})"
    );
    std::fs::write(folder.path().join("a.md.ron"), kept).unwrap();
    let loaded = open(&path, None).unwrap();
    assert_eq!((loaded.document.article().text.as_str(), loaded.document.article().importer.as_str()), (source, ""));
    assert_eq!((loaded.document.article().media_type.as_str(), loaded.problems.listed().len()), ("text/markdown", 0));
    std::fs::write(&path, source.replace("The town", "The old town")).unwrap();
    let loaded = open(&path, None).unwrap();
    let words: Vec<_> = loaded.document.set().annotations()[0]
        .target
        .found()
        .map(|range| loaded.document.article().text.slice(range))
        .collect();
    assert_eq!(words, ["The **mayor** denied"]);
    std::fs::remove_file(folder.path().join("a.md.ron")).unwrap();
    assert_eq!(open(&path, None).unwrap().document.article().text.as_str(), "The old town\n\nThe mayor denied it.");
}

#[test]
fn adjacent_tables_and_code_blocks_stay_separate() {
    let article = read("| a |\n|---|\n| b |\n\n| c |\n|---|\n\n```\nd\n```\n\n```\ne\r\nf\rg\n```\n");
    assert_eq!(article.text.as_str(), "a\nb\n\nc\n\nd\n\ne\nf\ng");
}

proptest! {
    #[test]
    fn any_markdown_is_read_with_a_valid_structure(source in r#"([ a-zé\u{FEFF}\r\n\t#>*_`~|\[\]()!<&:0-9.\\-]|\n\n|> |\n- |\n1\. |```|<b>|\[\^a\]){0,60}"#) {
        let article = read(&source);
        // Code may begin with a space.
        let blank = ['\n', char::from_u32(0xFEFF).unwrap()];
        prop_assert!(!article.text.as_str().starts_with(blank));
        for span in article.structure.spans() {
            prop_assert!(article.text.admits(span.range) && !article.text.slice(span.range).contains('\n'));
            prop_assert!(span.element.row().is_some());
        }
        prop_assert_eq!(read(&source), article);
    }
}
