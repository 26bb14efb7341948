//! PDF documents: text in reading order, lines as paragraphs, without running headers and footers.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use proptest::prelude::*;

use crate::articles_packed::{notices, outline, read};

/// A line of text on a page: position in points from the left and the bottom; font, size, text.
pub fn at(x: f64, y: f64, font: &str, size: f64, words: &str) -> String {
    let words = words.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
    format!("BT /{font} {size} Tf {x} {y} Td ({words}) Tj ET\n")
}

/// Lines in 10-point Courier, 12 points apart, from a position down.
fn lines(x: f64, y: f64, lines: &[&str]) -> String {
    lines.iter().enumerate().map(|(index, line)| at(x, y - 12.0 * index as f64, "F", 10.0, line)).collect()
}

/// A handwritten document of pages with these content streams. `more` is added to each page dictionary.
fn pdf(pages: &[String], more: &str) -> Vec<u8> {
    pdf_with(pages, more, "", &[])
}

/// The same with more fonts; their objects are numbered from 1001.
pub fn pdf_with(pages: &[String], more: &str, more_fonts: &str, more_objects: &[String]) -> Vec<u8> {
    let font = |name: &str, base: &str| {
        format!("/{name} << /Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding >>")
    };
    let fonts = [("F", "Courier"), ("B", "Courier-Bold"), ("I", "Courier-Oblique"), ("H", "Helvetica")]
        .map(|(name, base)| font(name, base))
        .join(" ");
    let mut objects = vec!["<< /Type /Catalog /Pages 2 0 R >>".to_owned()];
    let kids: Vec<String> = (0..pages.len()).map(|page| format!("{} 0 R", 3 + page * 2)).collect();
    objects.push(format!("<< /Type /Pages /Count {} /Kids [{}] >>", pages.len(), kids.join(" ")));
    for (page, content) in pages.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << /Font << {fonts} {more_fonts} >> >> {more} >>",
            4 + page * 2
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}endstream", content.len()));
    }
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut offsets = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        // Latin-1, so that a letter is one byte.
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", index + 1).chars().map(|c| c as u8));
    }
    let mut more_entries = String::new();
    for (index, object) in more_objects.iter().enumerate() {
        more_entries.push_str(&format!("{} 1\n{:010} 00000 n \n", 1001 + index, file.len()));
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", 1001 + index).chars().map(|c| c as u8));
    }
    let table = file.len();
    let entries: String = offsets.iter().map(|offset| format!("{offset:010} 00000 n \n")).collect();
    let trailer = "<< /Root 1 0 R /Info << /Title (A title) /Author (Ana Duarte) /CreationDate (D:20260203101500Z) >>";
    file.extend(
        format!(
            "xref\n0 {}\n0000000000 65535 f \n{entries}{more_entries}trailer\n{trailer} /Size {} >>\nstartxref\n{table}\n%%EOF\n",
            objects.len() + 1,
            1001 + more_objects.len()
        )
        .bytes(),
    );
    file
}

pub fn outlined(pages: &[String]) -> String {
    outline(&read("pdf", &pdf(pages, "")).unwrap())
}

/// Lines of a column without room for another word.
const PROSE: [&str; 6] = [
    "The council denied on Monday that any lead had been",
    "found in the drinking water, although its own docu-",
    "ments had said so since spring. A well-known expert",
    "and the self-",
    "appointed speaker of Baden-",
    "Baden agreed, as did all others who had been asked.",
];

#[test]
fn lines_become_paragraphs_and_hyphenation_is_undone() {
    let first = "The council denied on Monday that any lead had been found in the drinking water, although its own documents had said so since spring. A well-known expert";
    let page = lines(70.0, 700.0, &[PROSE[0], PROSE[1], PROSE[2]]);
    let indented = [
        lines(82.0, 664.0, &["This begins a paragraph, which is set in by a bit"]),
        lines(70.0, 652.0, &["and goes on at the side until it ends."]),
    ]
    .concat();
    let apart = lines(70.0, 620.0, &["This one stands apart."]);
    assert_eq!(
        outlined(&[[page, indented, apart].concat()]),
        format!(
            "{first}\nThis begins a paragraph, which is set in by a bit and goes on at the side until it ends.\nThis one stands apart.\n"
        )
    );
    let hyphens = lines(
        70.0,
        700.0,
        &[
            "He said of the well-known and of the state-of-the-",
            "art laboratory in Baden-",
            "Baden that pre-",
            "and post-war pipes of COVID-",
            "19 times are well-",
            "known, and self-",
            "evident co-",
            "operation is known.",
        ],
    );
    assert_eq!(
        outlined(&[hyphens]),
        "He said of the well-known and of the state-of-the-art laboratory in Baden-Baden that pre- and post-war pipes of \
         COVID-19 times are well-known, and self-evident cooperation is known.\n"
    );
}

/// Two columns of text below a title across them, with lines drawn across the page.
fn two_columns(left: &[&str], right: &[&str]) -> String {
    let mut page = at(100.0, 780.0, "B", 18.0, "The Water of a Small Town");
    for index in 0..left.len().max(right.len()) {
        let y = 700.0 - 12.0 * index as f64;
        page += &left.get(index).map(|line| at(50.0, y, "F", 7.0, line)).unwrap_or_default();
        page += &right.get(index).map(|line| at(310.0, y, "F", 7.0, line)).unwrap_or_default();
    }
    page
}

#[test]
fn columns_are_read_one_after_the_other() {
    let left = [
        "The council denied on Monday that any lead had been found",
        "in the drinking water of the lower parts of the town, so",
        "that nobody there had any reason to worry about it in the",
        "least, as a speaker of the mayor put it when she had been",
        "asked by this newspaper about what had been said by some",
    ];
    let right = [
        "of those who live there. They had drunk it for years, and",
        "did not know what to believe of what they had been told",
        "by the authorities, who themselves had learned of it from",
        "the newspaper, as far as we know. Nobody has said so.",
    ];
    let expected = format!("heading 1: The Water of a Small Town\n{} {}\n", left.join(" "), right.join(" "));
    assert_eq!(outlined(&[two_columns(&left, &right)]), expected);
    // A paragraph may continue on the next page.
    let pages = [two_columns(&left, &[]), lines(70.0, 700.0, &[])];
    let next = right
        .iter()
        .enumerate()
        .map(|(index, line)| at(50.0, 700.0 - 12.0 * index as f64, "F", 7.0, line))
        .collect::<String>();
    assert_eq!(outlined(&[pages[0].clone(), next]), expected);
}

#[test]
fn running_headers_and_footers_are_removed() {
    let page = |number: usize, words: &str| {
        [
            at(
                70.0,
                810.0,
                "F",
                8.0,
                if number.is_multiple_of(2) { "Journal of Local Affairs" } else { "Duarte and Novak" },
            ),
            at(70.0, 700.0, "F", 10.0, words),
            at(280.0, 30.0, "F", 8.0, &format!("- {number} -")),
        ]
        .concat()
    };
    let words = ["The council denied it.", "The mayor knew nothing.", "The experts disagreed.", "It was Monday."];
    let pages: Vec<String> = words.iter().enumerate().map(|(index, words)| page(index + 7, words)).collect();
    assert_eq!(outlined(&pages), words.map(|words| format!("{words}\n")).concat());
    // A row on one page only is not running, nor is a number in a text.
    let single = [
        at(70.0, 810.0, "F", 8.0, "Journal of Local Affairs"),
        lines(70.0, 700.0, &["In the year", "1984", "it was denied."]),
    ]
    .concat();
    let single = outlined(&[single]);
    assert!(single.starts_with("Journal of Local Affairs\n") && single.contains("1984"), "{single}");
}

#[test]
fn headings_items_notes_and_rows() {
    let body = |y: f64| {
        lines(
            70.0,
            y,
            &[
                "The council denied on Monday that any lead had been",
                "found in the water of the town, and said no more of",
                "it until the end of the week.",
            ],
        )
    };
    let page = [
        at(70.0, 800.0, "B", 20.0, "A title of its own"),
        body(770.0),
        at(70.0, 710.0, "B", 14.0, "Measurements"),
        body(690.0),
        at(70.0, 630.0, "B", 10.0, "By whom they were made"),
        body(612.0),
        at(82.0, 560.0, "F", 10.0, "\u{95} one thing that was said and goes on in a"),
        at(94.0, 548.0, "F", 10.0, "second line"),
        at(82.0, 536.0, "F", 10.0, "\u{95} another thing"),
        at(82.0, 510.0, "F", 10.0, "1. the first"),
        at(82.0, 498.0, "F", 10.0, "2. the second"),
        at(70.0, 460.0, "F", 10.0, "Spring"),
        at(300.0, 460.0, "F", 10.0, "12"),
        at(70.0, 448.0, "F", 10.0, "Mill"),
        at(300.0, 448.0, "F", 10.0, "3"),
        at(70.0, 410.0, "F", 10.0, "It was denied"),
        "BT /F 6 Tf 148 414 Td (1) Tj ET\n".to_owned(),
        at(152.0, 410.0, "F", 10.0, " twice."),
        at(70.0, 380.0, "F", 10.0, "See "),
        at(94.0, 380.0, "I", 10.0, "the report"),
        "BT /F 5 Tf 70 63 Td (1) Tj ET\n".to_owned(),
        at(74.0, 60.0, "F", 7.0, "By the mayor."),
    ]
    .concat();
    let body = "The council denied on Monday that any lead had been found in the water of the town, and said no more of it until the end of the week.\n";
    assert_eq!(
        outlined(&[page]),
        format!(
            "heading 1: A title of its own\n{body}heading 2: Measurements\n{body}heading 3: By whom they were made\n{body}\
             item 1: one thing that was said and goes on in a second line\nitem 1: another thing\n\
             item 1 no. 1: the first\nitem 1 no. 2: the second\nrow: Spring\t12\nrow: Mill\t3\nIt was denied[1] twice.\n\
             See the report <emphasis: the report>\nfootnote: [1] By the mayor.\n"
        )
    );
}

#[test]
fn links_are_read_and_overprinted_letters_once() {
    let link = "/Annots [<< /Subtype /Link /Rect [93 690 154 712] /A << /S /URI /URI (https://example.org/a) >> >>]";
    let page = [lines(70.0, 700.0, &["See the report."]), lines(70.2, 700.0, &["See the report."])].concat();
    let imported = read("pdf", &pdf(&[page], link)).unwrap();
    assert_eq!(outline(&imported), "See the report. <link: the report → https://example.org/a>\n");
    let article = &imported.article;
    assert_eq!((article.stated.byline.as_str(), article.stated.published.as_str()), ("Ana Duarte", "2026-02-03"));
    assert_eq!((article.stated.title.as_str(), article.importer.as_str()), ("A title", "pdf 1"));
}

#[test]
fn pages_without_text_are_reported() {
    let picture = "q 500 0 0 700 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q\n".to_owned();
    let words = |words: &str| at(70.0, 700.0, "F", 10.0, words);
    let imported = read(
        "pdf",
        &pdf(&[words("It was denied."), picture.clone(), picture.clone(), words("Twice."), picture.clone()], ""),
    )
    .unwrap();
    assert_eq!(outline(&imported), "It was denied.\nTwice.\n");
    assert_eq!(notices(&imported), ["Warning(\"Pages 2–3 and 5 have no text, only pictures\")"]);
    let seen = format!("{picture}BT 3 Tr /F 10 Tf 70 700 Td (It was recognised.) Tj ET\n");
    let imported = read("pdf", &pdf(&[seen], "")).unwrap();
    assert_eq!(outline(&imported), "It was recognised.\n");
    assert!(notices(&imported)[0].contains("Page 1 is a picture with recognised text"));
    let refused = read("pdf", &pdf(&[picture], "")).unwrap_err().to_string();
    assert!(refused.starts_with("this PDF document has no text"), "{refused}");
    let sideways = format!("{}BT /F 10 Tf 0 1 -1 0 30 300 Tm (Draft) Tj ET\n", words("It was denied."));
    let imported = read("pdf", &pdf(&[sideways], "")).unwrap();
    assert_eq!(notices(&imported), ["Info(\"5 letters with another direction than their page were omitted\")"]);
}

#[test]
fn replacement_text_is_used() {
    let page = "/Artifact << /Type /Pagination >> BDC BT /F 10 Tf 70 700 Td (Page 1) Tj ET EMC\n\
                BT /F 10 Tf 70 600 Td (It was ) Tj /Span << /ActualText (denied) >> BDC (den-) Tj (jed) Tj EMC ( twice) Tj ET\n";
    assert_eq!(outlined(&[page.to_owned()]), "It was denied twice\n");
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A document with this page content stream or object stream.
fn packed_pdf(filters: &str, stream: &[u8]) -> Vec<u8> {
    let mut file = format!(
        "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>\nendobj\n\
         4 0 obj\n<< /Length {} /Filter [{filters}] >>\nstream\n",
        stream.len()
    )
    .into_bytes();
    file.extend(stream);
    file.extend(b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n");
    file
}

#[test]
fn bombs_loops_and_locks_are_refused_or_survived() {
    let refused = |bytes: &[u8]| read("pdf", bytes).unwrap_err().to_string();
    let bomb = deflated(&deflated(&vec![b' '; 300 << 20]));
    assert!(refused(&packed_pdf("/FlateDecode /FlateDecode", &bomb)).contains("exceeds the maximum unpacked size"));
    let bomb = deflated(&vec![b' '; 300 << 20]);
    assert!(refused(&packed_pdf("/FlateDecode", &bomb)).contains("exceeds the maximum unpacked size"));
    let hex: String = bomb.iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(
        refused(&packed_pdf("/ASCIIHexDecode /FlateDecode", (hex + ">").as_bytes()))
            .contains("exceeds the maximum unpacked size")
    );
    let honest = deflated(b"BT /F 12 Tf 70 700 Td (It was denied.) Tj ET");
    assert_eq!(outline(&read("pdf", &packed_pdf("/FlateDecode", &honest)).unwrap()), "It was denied.\n");
    // A form that draws itself twice.
    let form = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 4 0 R >> >> /Length 12 >>\nstream\n/X Do /X Do \nendstream";
    let looped = format!(
        "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R 2 0 R] >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /XObject << /X 4 0 R >> >> >>\nendobj\n4 0 obj\n{form}\nendobj\n\
         5 0 obj\n<< /Length 6 >>\nstream\n/X Do \nendstream\nendobj\ntrailer\n<< /Root 1 0 R /Prev 0 >>\nstartxref\n0\n%%EOF\n"
    );
    assert!(refused(looped.as_bytes()).contains("has no text"));
    assert!(refused(b"%PDF-1.7\nnothing").contains("damaged"));
    assert!(refused(b"plain words").starts_with("this is not what its name says"));
    let locked = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] >>\nendobj\n\
                  3 0 obj\n<< /Filter /Unknown /V 9 >>\nendobj\ntrailer\n<< /Root 1 0 R /Encrypt 3 0 R >>\n%%EOF\n";
    assert!(refused(locked.as_bytes()).contains("damaged"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_broken_document_opens_or_is_refused(place in 0.0..1.0_f64, bytes in prop::collection::vec(any::<u8>(), 1..60), cut in any::<bool>()) {
        let mut file = pdf(&[two_columns(&PROSE, &PROSE), lines(70.0, 700.0, &PROSE)], "");
        let place = (place * file.len() as f64) as usize;
        if cut {
            file.truncate(place);
        }
        let end = (place + bytes.len()).min(file.len());
        file.splice(place.min(end)..end, bytes);
        if let Ok(imported) = read("pdf", &file) {
            for span in imported.article.structure.spans() {
                prop_assert!(imported.article.text.admits(span.range));
            }
            prop_assert_eq!(read("pdf", &file).unwrap(), imported);
        }
    }

    #[test]
    fn text_anywhere_on_a_page_is_read(words in prop::collection::vec(("[a-z]{3,9}", 30.0..500.0_f64, 40.0..800.0_f64, 6.0..20.0_f64), 1..60)) {
        let page: String = words.iter().map(|(words, x, y, size)| at(*x, *y, "F", *size, words)).collect();
        let read = outlined(&[page]);
        let letters = |text: &str| text.chars().filter(char::is_ascii_lowercase).count();
        let drawn: usize = words.iter().map(|(words, ..)| words.len()).sum();
        prop_assert!(letters(&read) >= drawn * 9 / 10, "{drawn} letters drawn, read: {read}");
    }
}
