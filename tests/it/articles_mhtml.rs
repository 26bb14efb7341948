//! Web archives (MHTML): the page in them.

use std::path::Path;

use gainsay::articles::{ArticleError, Notice, ParsedArticle, ReadOptions, article_format, article_format_of};
use gainsay::encoding::Cancellation;

fn parsed(archive: &[u8]) -> Result<ParsedArticle, ArticleError> {
    article_format("mhtml").unwrap().read(archive, None, "a.mhtml")
}

/// The text and the address of an archive.
fn read(archive: &str) -> (String, String) {
    let article = parsed(archive.as_bytes()).unwrap().article;
    (article.text.as_str().to_owned(), article.stated.address)
}

/// "Quoted-printable" with lines of 76 characters, as in Chrome's files.
fn quoted(bytes: &[u8]) -> String {
    let mut lines = String::new();
    let mut length = 0;
    for byte in bytes {
        let letter = match byte {
            b'\n' => "\r\n".to_owned(),
            b'\r' => continue,
            b'=' | 0..=31 | 127.. => format!("={byte:02X}"),
            byte => char::from(*byte).to_string(),
        };
        if length + letter.len() > 75 && letter != "\r\n" {
            lines.push_str("=\r\n");
            length = 0;
        }
        length = if letter == "\r\n" { 0 } else { length + letter.len() };
        lines.push_str(&letter);
    }
    lines
}

/// "Base64" with lines of 76 characters.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut letters = String::new();
    for three in bytes.chunks(3) {
        let bits = (0..3).fold(0, |bits: usize, at| bits << 8 | usize::from(three.get(at).copied().unwrap_or(0)));
        for at in 0..4 {
            let is_there = at <= three.len();
            letters.push(if is_there { char::from(LETTERS[bits >> (18 - 6 * at) & 63]) } else { '=' });
        }
    }
    letters.as_bytes().chunks(76).map(|line| format!("{}\r\n", String::from_utf8_lossy(line))).collect()
}

/// An archive by Chrome, with a picture after the page.
fn chrome(page: &[u8]) -> Vec<u8> {
    let head = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://herald.example/2026/02/water\r\n\
                Subject: =?utf-8?Q?Mayor=20denies=20it?=\r\nDate: Tue, 3 Feb 2026 10:00:00 -0000\r\nMIME-Version: 1.0\r\n\
                Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\
                \tboundary=\"----MultipartBoundary--a1b2----\"\r\n\r\n\r\n------MultipartBoundary--a1b2----\r\n\
                Content-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\n\
                Content-Location: https://herald.example/2026/02/water\r\n\r\n";
    let tail = "\r\n------MultipartBoundary--a1b2----\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\
                Content-Location: https://herald.example/a.png\r\n\r\niVBORw0KGgo=\r\n\r\n------MultipartBoundary--a1b2------\r\n";
    format!("{head}{}{tail}", quoted(page)).into_bytes()
}

/// An archive by Internet Explorer or Word.
fn explorer(page: &[u8], charset: &str) -> Vec<u8> {
    let head = format!(
        "From: <Saved by Windows Internet Explorer 8>\nSubject: The Herald\nDate: Tue, 3 Feb 2009 10:00:00 +0100\n\
         MIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype=\"text/html\";\n\tboundary=\"----=_NextPart_000_0000\"\n\
         X-MimeOLE: Produced By Microsoft MimeOLE V6.00\n\nThis is a multi-part message in MIME format.\n\n\
         ------=_NextPart_000_0000\nContent-Type: text/html;\n\tcharset=\"{charset}\"\nContent-Transfer-Encoding: base64\n\
         Content-Location: http://herald.example/2009/a/very/long/address/that/\n\tgoes/on.html\n\n"
    );
    format!("{head}{}\n------=_NextPart_000_0000--\n", base64(page)).into_bytes()
}

#[test]
fn an_archived_page_reads_like_the_page() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pages");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|end| end != "html") {
            continue;
        }
        let page = std::fs::read(&path).unwrap();
        let ParsedArticle { article: bare, notices: said, .. } =
            article_format("html").unwrap().read(&page, None, "a.html").unwrap();
        for archive in [chrome(&page), explorer(&page, "nonsense")] {
            let name = Path::new("a.txt");
            let ParsedArticle { article, notices, .. } =
                article_format_of(name, &archive).read(&archive, None, "a.txt").unwrap();
            assert_eq!(article.text, bare.text, "{}", path.display());
            assert_eq!(
                (&article.stated.title, &article.encoding),
                (&bare.stated.title, &bare.encoding),
                "{}",
                path.display()
            );
            let elements = |article: &gainsay::model::article::Article| {
                article.structure.spans().iter().map(|span| (span.element.clone(), span.range)).collect::<Vec<_>>()
            };
            assert_eq!(elements(&article), elements(&bare), "{}", path.display());
            assert!(!article.stated.address.is_empty(), "{}", path.display());
            assert_eq!((article.importer.as_str(), article.media_type.as_str()), ("mhtml 2", "multipart/related"));
            assert_eq!(notices, said);
        }
        count += 1;
    }
    assert!(count > 10, "only {count} pages");
}

#[test]
fn the_address_is_that_of_the_saved_page() {
    let page = "<p>He denied it, <a href=../why>and said why</a>, <a href=cid:a@b>here</a>.";
    let ParsedArticle { article, .. } = parsed(&chrome(page.as_bytes())).unwrap();
    assert_eq!(article.stated.address, "https://herald.example/2026/02/water");
    let links: Vec<_> = article.structure.spans().iter().filter_map(|span| span.address.as_deref()).collect();
    assert_eq!(links, ["https://herald.example/2026/why"]);
    let ParsedArticle { article, .. } = parsed(&explorer(page.as_bytes(), "utf-8")).unwrap();
    assert_eq!(article.stated.address, "http://herald.example/2009/a/very/long/address/that/goes/on.html");
    let words = "=?utf-8?Q?http=3A//a=2Eexample/x=5Fy?=\r\n =?UTF-8?b?L8OpP3E9MQ==?=";
    let coded = format!("MIME-Version: 1.0\r\nContent-Type: text/html\r\nContent-Location: {words}\r\n\r\n<p>No.");
    assert_eq!(read(&coded), ("No.".to_owned(), "http://a.example/x_y/é?q=1".to_owned()));
    // The local folder of the user is private.
    let here = "MIME-Version: 1.0\nContent-Type: text/html\nContent-Location: file:///C:/Users/ana/a.html\n\n<p>No.";
    assert_eq!(read(here), ("No.".to_owned(), String::new()));
}

#[test]
fn the_encoding_is_that_of_the_part() {
    let russian = b"<meta charset=koi8-r><p>\xCF\xF0\xE0\xE2\xE4\xE0";
    let article = parsed(&explorer(russian, "windows-1251")).unwrap().article;
    assert_eq!((article.text.as_str(), article.encoding.as_str()), ("Правда", "windows-1251"));
    let wide: Vec<u8> = "<p>Правда".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let article = parsed(&explorer(&wide, "unicode")).unwrap().article;
    assert_eq!((article.text.as_str(), article.encoding.as_str()), ("Правда", "UTF-16LE"));
    let chosen = article_format("mhtml").unwrap().read(&explorer(b"<p>\xE9", "koi8-r"), Some("windows-1252"), "a.mht");
    assert_eq!(chosen.unwrap().article.text.as_str(), "é");
}

#[test]
fn the_page_is_the_root_part_or_the_first() {
    let part = |head: &str, body: &str| format!("--B\r\n{head}\r\n\r\n{body}\r\n");
    let html = |id: &str, words: &str| part(&format!("content-type: TEXT/HTML\r\nContent-ID: <{id}>"), words);
    let archive = |head: &str, parts: &str| {
        format!(
            "MIME-Version: 1.0\r\nContent-Type: multipart/related; {head}\r\n\r\nnothing\r\n{parts}--B--\r\nnothing\r\n"
        )
    };
    let parts =
        [part("Content-Type: image/png", "--C\r\n"), html("a", "<p>Advertisement"), html("b", "<p>He denied it")];
    let two = parts.concat();
    assert_eq!(read(&archive("boundary=B", &two)).0, "Advertisement");
    assert_eq!(read(&archive("start=\"<b>\" ;\r\n BOUNDARY = \"\\B\"", &two)).0, "He denied it");
    assert_eq!(read(&archive("boundary=B; start=<nowhere>", &two)).0, "Advertisement");
    let other = "Content-Type: multipart/alternative; boundary=\"BB\"";
    let inner =
        "--BB\r\nContent-Type: text/plain\r\n\r\nplain\r\n--BB\r\nContent-Type: text/html\r\n\r\n<p>No=20=\r\n--BB--";
    assert_eq!(read(&archive("boundary=B", &part(other, inner))).0, "No=20=");
    let quoted = "Content-Type: text/html\r\nContent-Transfer-Encoding: Quoted-Printable";
    let words = "<p>one=  \r\n tw=6F=3d=E2=82=AC=XY=\r\n=4 end  ";
    assert_eq!(read(&archive("boundary=B", &part(quoted, words))).0, "one two=€=XY=4 end");
}

#[test]
fn truncation_is_reported_and_an_archive_without_a_page_refused() {
    let whole = chrome("<p>The mayor said — on Monday — that it was false.</p><p>And more.".as_bytes());
    let at = whole.windows(4).position(|letters| letters == b"fals").unwrap();
    let cut = &whole[..at];
    let ParsedArticle { article, notices, .. } = parsed(cut).unwrap();
    assert_eq!(article.text.as_str(), "The mayor said — on Monday — that it was");
    let [Notice::Warning(said)] = notices.as_slice() else { panic!("{notices:?}") };
    assert_eq!(said, "the file is truncated, so the end of the page may be missing");
    let refused = |bytes: &[u8]| parsed(bytes).unwrap_err().to_string();
    for nothing in ["image/png", "multipart/related", "multipart/mixed; boundary=x", "text/plain"] {
        let message = refused(format!("MIME-Version: 1.0\nContent-Type: {nothing}\n\n--x\n\n--x--").as_bytes());
        assert!(message.starts_with("this is a web archive (MHTML) without a page in it; Gainsay reads"), "{message}");
    }
    for nothing in ["", "\n\n", "just words", "Claim: he denied it\n\nand more", " folded\n\n"] {
        let message = refused(nothing.as_bytes());
        assert!(message.starts_with("this is not what its name says; Gainsay reads"), "{message}");
        assert_eq!(article_format_of(Path::new("a.txt"), nothing.as_bytes()).id, "text");
    }
    assert!(refused(b"%PDF-1.7").starts_with("this is a PDF document"));
    let nested: String =
        (0..1_000).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n")).collect();
    assert!(refused(nested.as_bytes()).contains("without a page in it"));
    assert!(refused("a: b\n".repeat(100_000).as_bytes()).contains("not what its name says"));
}

#[test]
fn a_page_without_text_is_reported() {
    let archive = |page: &str| {
        let head = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n";
        parsed(format!("{head}{page}\n--b--").as_bytes()).unwrap()
    };
    for page in ["", "  ", "<html><body><img src=a.png></body></html>", "<script>draw()</script><canvas></canvas>"] {
        let ParsedArticle { article, notices, .. } = archive(page);
        assert!(article.text.is_empty(), "{page}");
        assert!(matches!(&notices[..], [Notice::Warning(said)] if said.contains("no text")), "{page}: {notices:?}");
    }
    assert_eq!(archive("<p>No.").notices, []);
}

#[test]
fn the_whole_page_of_an_archive_can_be_read() {
    let page =
        std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pages/newspaper.html")).unwrap();
    let row = article_format("mhtml").unwrap();
    let archive = chrome(&page);
    let part = row.read(&archive, None, "a.mhtml").unwrap();
    let whole = row
        .read_as(&archive, ReadOptions { encoding: None, whole: Some(true) }, "a.mhtml", Cancellation::NEVER)
        .unwrap();
    assert!(whole.article.text.as_str().len() > part.article.text.as_str().len());
    assert_eq!((whole.article.importer.as_str(), whole.notices), ("mhtml 2 whole", Vec::new()));
    assert!(matches!(&part.notices[..], [Notice::Partial(_)]), "{:?}", part.notices);
}
