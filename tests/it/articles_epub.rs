//! EPUB books: chapters in reading order as one article, notes at the end.

use crate::articles_packed::{notices, outline, packed, read};

const CONTAINER: &str = r#"<container xmlns="c"><rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>"#;

const PACKAGE: &str = r##"<package xmlns="o" version="3.0"><metadata xmlns:dc="d" xmlns:opf="o">
    <dc:title id="t1">Subtitle first</dc:title><dc:title id="t2">The Water</dc:title>
    <meta refines="#t2" property="title-type">main</meta>
    <dc:creator id="c1">Ana Duarte</dc:creator><dc:creator id="c2">Peter Novak</dc:creator><dc:creator id="c3">A Drawer</dc:creator>
    <meta refines="#c3" property="role">ill</meta>
    <dc:publisher>Valley Press</dc:publisher><dc:date>2026-02-03</dc:date><dc:identifier>https://example.org/book</dc:identifier>
    </metadata><manifest>
    <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
    <item id="two" href="text/two%20.xhtml" media-type="application/xhtml+xml"/>
    <item id="one" href="text/one.xhtml" media-type="application/xhtml+xml"/>
    <item id="notes" href="notes.xhtml" media-type="application/xhtml+xml"/>
    <item id="picture" href="p.svg" media-type="image/svg+xml" fallback="three"/>
    <item id="three" href="text/three.xhtml" media-type="application/xhtml+xml"/>
    <item id="gone" href="text/gone.xhtml" media-type="application/xhtml+xml"/>
    </manifest><spine page-progression-direction="rtl">
    <itemref idref="notes" linear="no"/><itemref idref="nav"/><itemref idref="one"/><itemref idref="two"/><itemref idref="picture"/><itemref idref="gone"/>
    </spine></package>"##;

const NAV: &str = r#"<html xmlns="h" xmlns:epub="e"><body><nav epub:type="toc"><ol>
    <li><a href="text/one.xhtml">One by contents</a></li>
    <li><a href="text/two%20.xhtml#middle">In the middle</a><ol><li><a href="text/two%20.xhtml">Two <i>by</i> contents</a></li></ol></li>
    </ol></nav></body></html>"#;

fn page(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"e\"><head><title/><script src=\"x\"/></head><body>{body}</body></html>"
    )
}

fn book(extra: &[(&str, &str)], package: &str) -> Vec<u8> {
    let one = page(
        "<h1>One&nbsp;itself</h1><p>It was denied.<a epub:type=\"noteref\" href=\"../notes.xhtml#n1\">1</a> Then<a id=\"x\"/> once more.<a role=\"doc-noteref\" href=\"#n2\">[2]</a></p>\
         <aside epub:type=\"footnote\" id=\"n2\"><p>By <em>nobody</em>. <a role=\"doc-backlink\" href=\"#x\">back</a></p></aside>",
    );
    let two = page("<p>Without a heading. <img src=\"p.png\" alt=\"A map\"/></p>");
    let three = page("<p dir=\"rtl\">נמסר כי אין ראיות.</p>");
    let notes = page(
        "<section epub:type=\"endnotes\"><div id=\"n1\" epub:type=\"endnote\">By the mayor.</div></section><p>After the notes.</p>",
    );
    let mut parts = vec![
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("OPS/book.opf", package),
        ("OPS/nav.xhtml", NAV),
        ("OPS/text/one.xhtml", &one),
        ("OPS/text/two .xhtml", &two),
        ("OPS/text/three.xhtml", &three),
        ("OPS/notes.xhtml", &notes),
    ];
    parts.extend(extra);
    packed(&parts)
}

#[test]
fn chapters_become_one_article() {
    let imported = read("epub", &book(&[], PACKAGE)).unwrap();
    assert_eq!(
        outline(&imported),
        "heading 1: One\u{a0}itself\nIt was denied.[1] Then once more.[2]\nheading 2: Two by contents\nWithout a heading. A map <emphasis: A map>\n\
         נמסר כי אין ראיות.\nAfter the notes.\nfootnote: [1] By the mayor.\nfootnote: [2] By nobody. <emphasis: nobody>\n"
    );
    assert_eq!(notices(&imported), ["Warning(\"1 chapter is listed in this book but missing\")"]);
    let (article, source) = (&imported.article, &imported.article.stated);
    assert_eq!((article.stated.title.as_str(), source.byline.as_str()), ("The Water", "Ana Duarte, Peter Novak"));
    assert_eq!(
        (source.site.as_str(), source.published.as_str(), source.address.as_str()),
        ("Valley Press", "2026-02-03", "https://example.org/book")
    );
}

#[test]
fn undeclared_prefixes_are_accepted() {
    let package = PACKAGE
        .replace(" xmlns:dc=\"d\" xmlns:opf=\"o\"", "")
        .replace("<dc:date>", "<dc:date opf:event=\"publication\">");
    assert!(package.contains("<metadata>"));
    let imported = read("epub", &book(&[], &package)).unwrap();
    assert_eq!(imported.article.stated.published, "2026-02-03");
    assert_eq!(imported.article.stated.byline, "Ana Duarte, Peter Novak");
}

#[test]
fn version_2_has_a_different_table_of_contents() {
    let package = PACKAGE.replace(" properties=\"nav\"", "").replace(
        "nav.xhtml\" media-type=\"application/xhtml+xml\"",
        "toc.ncx\" media-type=\"application/x-dtbncx+xml\"",
    );
    let ncx = "<!DOCTYPE ncx PUBLIC \"-//NISO//DTD ncx 2005-1//EN\" \"x\"><ncx xmlns=\"n\"><navMap><navPoint><navLabel><text>Two &amp; more &eacute;</text></navLabel><content src=\"text/two%20.xhtml\"/></navPoint></navMap></ncx>";
    let imported = read("epub", &book(&[("OPS/toc.ncx", ncx)], &package)).unwrap();
    assert!(outline(&imported).contains("heading 1: Two & more é\nWithout a heading."), "{}", outline(&imported));
}

#[test]
fn locked_and_hostile_books_are_refused() {
    let encrypted = |method: &str| {
        format!(
            "<encryption xmlns=\"x\"><EncryptedData xmlns=\"e\"><EncryptionMethod Algorithm=\"{method}\"/></EncryptedData></encryption>"
        )
    };
    let refused = |bytes: &[u8]| read("epub", bytes).unwrap_err().to_string();
    let fonts = encrypted("http://www.idpf.org/2008/embedding");
    assert!(read("epub", &book(&[("META-INF/encryption.xml", &fonts)], PACKAGE)).is_ok());
    let locked = encrypted("http://www.w3.org/2001/04/xmlenc#aes128-cbc");
    for (sign, by) in [
        ("META-INF/rights.xml", "Adobe ADEPT"),
        ("META-INF/license.lcpl", "Readium LCP"),
        ("x", "its files are encrypted"),
    ] {
        let message = refused(&book(&[("META-INF/encryption.xml", &locked), (sign, "<a/>")], PACKAGE));
        assert!(message.contains("rights management") && message.contains(by), "{message}");
    }
    assert!(refused(&packed(&[("mimetype", "application/epub+zip")])).contains("it has no package file"));
    let empty = PACKAGE.split("<spine").next().unwrap().to_owned() + "</package>";
    assert!(refused(&book(&[], &empty)).contains("has no text"));
    assert!(refused(&book(&[], "<package>")).contains("damaged"));
    let bomb = "A".repeat(64 << 20);
    let text = page(&bomb);
    let parts = [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("OPS/book.opf", PACKAGE),
        ("OPS/text/one.xhtml", text.as_str()),
    ];
    assert!(refused(&packed(&parts)).contains("exceeds the maximum unpacked size"));
    // Malformed XML is read as HTML.
    let broken = book(&[], PACKAGE);
    let parts = [
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("OPS/book.opf", PACKAGE),
        ("OPS/text/one.xhtml", "<body><p>It was <b>denied"),
    ];
    assert!(outline(&read("epub", &packed(&parts)).unwrap()).starts_with("It was denied <strong: denied>"));
    assert!(read("epub", &broken).is_ok());
}
