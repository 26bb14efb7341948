//! Plain text: every encoding, file type detection, refused files.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use gainsay::articles::{ArticleError, ParsedArticle, article_format, article_format_for, article_format_of};
use gainsay::encoding::encodings;
use gainsay::interchange::EXPORTS;
use proptest::prelude::*;

use crate::articles_packed::packed;
use crate::sample;

fn read(bytes: &[u8]) -> Result<ParsedArticle, ArticleError> {
    article_format("text").unwrap().read(bytes, None, "story.txt")
}

fn wide16(text: &str, little: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}

fn wide32(text: &str, little: bool) -> Vec<u8> {
    text.chars().flat_map(|c| if little { u32::from(c).to_le_bytes() } else { u32::from(c).to_be_bytes() }).collect()
}

/// A text long enough for detection of its encoding.
const TEXT: &str = "“There is no evidence,” said Péter — twice.\nThe café’s owner denied it.\n";
const RUSSIAN: &str = "Компания отрицает, что вода была опасна.\nПо словам мэра, проверка ещё идёт.\n";
const CHINESE: &str = "公司否认水中含铅。\n市长说 12 份样本正在检验。\n居民表示没有人通知他们。\n";

#[test]
fn encodings_with_and_without_a_byte_order_mark() {
    for text in [TEXT, RUSSIAN, CHINESE, "plain ASCII\n", "😀 beyond the BMP 😀\n"] {
        let cases: [(Vec<u8>, &str); 5] = [
            (text.as_bytes().to_vec(), "UTF-8"),
            (wide16(text, true), "UTF-16LE"),
            (wide16(text, false), "UTF-16BE"),
            (wide32(text, true), "UTF-32LE"),
            (wide32(text, false), "UTF-32BE"),
        ];
        let marks: [&[u8]; 5] = [b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF", b"\xFF\xFE\0\0", b"\0\0\xFE\xFF"];
        for ((bytes, encoding), mark) in cases.iter().zip(marks) {
            let plain = read(bytes).unwrap_or_else(|error| panic!("{text:?} in {encoding}: {error}"));
            assert_eq!((plain.article.text.as_str(), plain.article.encoding.as_str()), (text, *encoding));
            assert!(!plain.had_bom);
            let marked = read(&[mark, bytes.as_slice()].concat()).unwrap();
            assert_eq!((marked.article.text.as_str(), marked.article.encoding.as_str()), (text, *encoding));
            assert!(marked.had_bom);
        }
    }
}

#[test]
fn legacy_encodings_are_detected_and_can_be_chosen() {
    for (text, label) in [(TEXT, "windows-1252"), (RUSSIAN, "windows-1251"), (RUSSIAN, "KOI8-U"), (CHINESE, "GBK")] {
        let bytes = encoding_rs::Encoding::for_label(label.as_bytes()).unwrap().encode(text).0;
        let found = read(&bytes).unwrap().article;
        assert_eq!((found.text.as_str(), found.encoding.as_str()), (text, label));
    }
    let chosen = article_format("text").unwrap().read(b"\xE9t\xE9", Some(" Latin1 "), "a.txt").unwrap().article;
    assert_eq!((chosen.text.as_str(), chosen.encoding.as_str()), ("été", "windows-1252"));
    let refused = article_format("text").unwrap().read(b"x", Some("utf-7"), "a.txt").unwrap_err().to_string();
    assert!(refused.contains("\"utf-7\""), "{refused}");
    for name in encodings() {
        let chosen = article_format("text").unwrap().read(b"abcd", Some(name), "a.txt").unwrap().article;
        assert_eq!(chosen.encoding, name, "a name in the menu chooses itself");
    }
}

#[test]
fn a_few_broken_bytes_do_not_turn_utf_8_into_something_else() {
    let found = read(
        "“It broke” — no c\u{e9}\u{1F600}"
            .as_bytes()
            .iter()
            .chain(b" \xFF\xFE end")
            .copied()
            .collect::<Vec<_>>()
            .as_slice(),
    );
    let article = found.unwrap().article;
    assert_eq!(article.encoding, "UTF-8");
    assert_eq!(article.text.oddities().replacements, 2);
    assert_eq!(read(b"+IBw-denied+IB0-").unwrap().article.text.as_str(), "+IBw-denied+IB0-");
}

#[test]
fn files_that_are_not_text_are_refused_by_type() {
    let zip = |name: &str| [b"PK\x03\x04\x14\0\0\0\0\0".as_slice(), name.as_bytes()].concat();
    let cases: [(Vec<u8>, &str); 9] = [
        (b"%PDF-1.7\n%\xE2\xE3".to_vec(), "a PDF document"),
        (zip("word/document.xml"), "a Word document"),
        (zip("mimetypeapplication/epub+zip"), "an EPUB book"),
        (zip("a.txt"), "a ZIP archive"),
        (b"\x7FELF\x02\x01\x01\0".to_vec(), "a program"),
        (b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR".to_vec(), "a PNG image"),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF".to_vec(), "a JPEG image"),
        (b"{\\rtf1\\ansi Hello}".to_vec(), "an RTF document"),
        (vec![0; 4096], "a binary file"),
    ];
    for (bytes, what) in cases {
        let message = read(&bytes).unwrap_err().to_string();
        assert!(message.starts_with(&format!("this is {what}")), "{message}");
        assert!(message.contains("; Gainsay reads plain text") && message.contains("Markdown"), "{message}");
    }
    // Text may begin like some of them, and may contain a NUL.
    for text in ["BMW denies it", "MZ said so", "RIFF", "PK denied it", "a\u{0}b denied"] {
        assert_eq!(read(text.as_bytes()).unwrap().article.text.as_str(), text);
    }
}

#[test]
fn a_document_is_recognised_by_content_not_by_name() {
    let body = "<w:document xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><w:body><w:p><w:r><w:t>Denied</w:t></w:r></w:p></w:body></w:document>";
    let document = packed(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", body)]);
    for name in ["story.docx", "story.txt", "story", "story.pdf"] {
        let imported = article_format_of(Path::new(name), &document).read(&document, None, name).unwrap();
        assert_eq!((imported.article.text.as_str(), imported.article.importer.as_str()), ("Denied", "docx 1"));
    }
    let other = packed(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<a/>")]);
    let refused =
        article_format_of(Path::new("table.ods"), &other).read(&other, None, "table.ods").unwrap_err().to_string();
    assert!(refused.starts_with("this is an OpenDocument file (ODS, ODP or ODG)"), "{refused}");
    let locked =
        [b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 600], &wide16("EncryptedPackage", true)].concat();
    for name in ["story.docx", "story.txt"] {
        let refused = article_format_of(Path::new(name), &locked).read(&locked, None, name).unwrap_err().to_string();
        assert!(refused.contains("protected by a password"), "{refused}");
    }
}

#[test]
fn an_article_has_its_title_file_and_type() {
    let path = Path::new("folder/Story.MD");
    let imported = article_format_for(path)
        .read("\u{FEFF}\r\n\r\n# The *title*\r\nWords\r\n".as_bytes(), None, "Story.MD")
        .unwrap();
    let article = &imported.article;
    assert!(imported.had_bom);
    assert_eq!((article.stated.title.as_str(), article.file.as_str()), ("The title", "Story.MD"));
    assert_eq!((article.media_type.as_str(), article.text.as_str()), ("text/markdown", "The title\n\nWords"));
    let long =
        article_format_for(path).read(format!("# {}\n", "long ".repeat(100)).as_bytes(), None, "a.md").unwrap().article;
    assert_eq!(long.stated.title.chars().count(), 121, "{}", long.stated.title);
    let empty = read(b"").unwrap().article;
    assert_eq!((empty.stated.title.as_str(), empty.encoding.as_str(), empty.text.is_empty()), ("", "UTF-8", true));
}

proptest! {
    #[test]
    fn any_bytes_open_or_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(imported) = read(&bytes) {
            prop_assert!(!imported.article.encoding.is_empty());
            prop_assert!(!imported.article.text.as_str().contains('\r'));
        }
    }

    #[test]
    fn any_utf_8_without_nuls_is_itself(text in "[^\u{0}\r\u{FEFF}%P{\u{7F}]{0,200}") {
        let imported = read(text.as_bytes()).unwrap();
        prop_assert_eq!(imported.article.text.as_str(), text.as_str());
    }
}

/// Bytes of a text up to which it is also printed.
const PRINTED: usize = 20_000;

/// Every file of a folder of difficult texts opens or is refused quickly, and can be exported.
///
/// The folder is not in the repository: `GAINSAY_DATA` is the folder with `nasty-text` in it.
#[test]
fn difficult_texts() {
    let Some(folder) = std::env::var_os("GAINSAY_DATA").map(|folder| PathBuf::from(folder).join("nasty-text")) else {
        eprintln!("skipped: GAINSAY_DATA names no folder with nasty-text in it");
        return;
    };
    let mut count = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let begun = Instant::now();
        match article_format_for(&path).read(&bytes, None, &name) {
            Ok(imported) => {
                let odd = imported.article.text.oddities();
                eprintln!("{name}: {}, {odd:?}", imported.article.encoding);
                let set = sample::marked(&imported.article);
                // A PDF is read back, page by page: of a long text there are thousands.
                for row in EXPORTS.iter().filter(|row| row.print.is_none() || bytes.len() < PRINTED) {
                    let written = sample::written(row, &imported.article, &set);
                    // A format with a line for each mark writes nothing without marks.
                    let is_nothing = set.annotations().is_empty() && row.id == "jsonl";
                    assert_eq!(written.is_empty(), is_nothing, "{name} as {}", row.id);
                }
            }
            Err(error) => {
                eprintln!("{name}: refused: {error}");
                assert!(error.to_string().contains("Gainsay reads"), "{name}: {error}");
            }
        }
        assert!(begun.elapsed() < Duration::from_secs(5), "{name} took {:?}", begun.elapsed());
        count += 1;
    }
    assert!(count >= 30, "only {count} files in {}", folder.display());
}

/// A text in ISO-2022-JP, with these escape sequences for Japanese and ASCII.
fn iso_2022_jp(text: &str, [japanese, ascii]: [&str; 2]) -> Vec<u8> {
    let (bytes, ..) = encoding_rs::EUC_JP.encode(text);
    let (mut coded, mut in_japanese) = (Vec::new(), false);
    for byte in bytes.iter() {
        if *byte >= 0x80 && !in_japanese || *byte < 0x80 && in_japanese {
            in_japanese = !in_japanese;
            coded.extend_from_slice(if in_japanese { japanese } else { ascii }.as_bytes());
        }
        coded.push(byte & 0x7F);
    }
    coded.extend_from_slice(if in_japanese { ascii.as_bytes() } else { b"" });
    coded
}

#[test]
fn iso_2022_jp_is_detected_by_its_escapes() {
    let texts = ["市長は否定した。\n", "A report of 1911 says:\n橋は安全だ (bridge).\n誰も否定しない。", "橋"];
    for text in texts {
        for escapes in [["\x1B$B", "\x1B(B"], ["\x1B$@", "\x1B(B"], ["\x1B$B", "\x1B(J"]] {
            let coded = iso_2022_jp(text, escapes);
            let found = read(&coded).unwrap().article;
            assert_eq!((found.text.as_str(), found.encoding.as_str()), (text, "ISO-2022-JP"), "{escapes:?}");
            // Also in a page without a declaration.
            let page = [b"<!DOCTYPE html><p>".as_slice(), &coded].concat();
            let found = article_format("html").unwrap().read(&page, None, "a.html").unwrap().article;
            assert_eq!(found.encoding, "ISO-2022-JP");
        }
    }
    // Far from the start, truncated within a character, and half-width.
    let late = [b"Nobody answered.\n".repeat(5_000), iso_2022_jp(texts[0], ["\x1B$B", "\x1B(B"])].concat();
    assert_eq!(read(&late).unwrap().article.encoding, "ISO-2022-JP");
    let cut = iso_2022_jp(&texts[0].repeat(20), ["\x1B$B", "\x1B(B"]);
    assert_eq!(read(&cut[..cut.len() - 8]).unwrap().article.encoding, "ISO-2022-JP");
    let half = read(b"\x1B(I6;@\x1B(B.").unwrap().article;
    assert_eq!((half.text.as_str(), half.encoding.as_str()), ("ｶｻｰ.".replace('ｰ', "ﾀ").as_str(), "ISO-2022-JP"));
}

#[test]
fn terminal_escapes_are_not_an_encoding() {
    for text in [
        "\x1B[31mred\x1B[0m words",
        "\x1B(B\x1B[m after a program",
        "\x1B(Bonly ASCII",
        "it costs \x1B$ 5",
        "\x1B$B\x1B[1mbold\x1B[0m \x1B(0lqk\x1B(B",
        "\x1B$)C\x0E;s\x0F is Korean in seven bits, which the Encoding Standard refuses",
        "\x1B",
        "caf\u{e9} \x1B$B has bytes beyond ASCII",
    ] {
        let found = read(text.as_bytes()).unwrap().article;
        assert_eq!((found.text.as_str(), found.encoding.as_str()), (text, "UTF-8"));
    }
}
