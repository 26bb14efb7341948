//! Letters of PDF documents: spaces, direction, and fonts without a map to Unicode.

use crate::articles_packed::{outline, read};
use crate::articles_pdf::{at, outlined, pdf_with};

#[test]
fn drawn_spaces_separate_words_however_narrow() {
    let page = "BT /H 12 Tf 60 700 Td -3 Tw (The council met on Tuesday) Tj ET\n\
                BT /H 12 Tf 60 660 Td [(It was) 0 ( ) 260 (denied)] TJ ET\n";
    assert_eq!(outlined(&[page.to_owned()]), "The council met on Tuesday\nIt was denied\n");
}

#[test]
fn initials_belong_to_their_word_and_paragraph() {
    let lines = [
        "he port denied on Monday that the dust from its",
        "terminal is harmful, and said that no resident",
        "had ever told anybody of it, since none of the",
    ];
    let rest =
        ["residents complained to anybody in the office until", "the letters of all of them had filled two drawers."];
    let beside: String = lines
        .iter()
        .enumerate()
        .map(|(at_line, line)| at(100.0, 700.0 - 12.0 * at_line as f64, "F", 10.0, line))
        .collect();
    let below: String = rest
        .iter()
        .enumerate()
        .map(|(at_line, line)| at(70.0, 664.0 - 12.0 * at_line as f64, "F", 10.0, line))
        .collect();
    let words = |first: &str| format!("{first}{} {}\n", lines.join(" "), rest.join(" "));
    // A drop cap beside three lines, one with a quotation mark, and a raised initial.
    assert_eq!(outlined(&[[at(70.0, 676.0, "H", 40.0, "T"), beside.clone(), below.clone()].concat()]), words("T"));
    assert_eq!(
        outlined(&[
            [at(66.0, 676.0, "H", 36.0, "\u{93}T").replace('\u{93}', "\\223"), beside.clone(), below.clone()].concat()
        ]),
        words("\u{201C}T")
    );
    let raised: String = [lines[1], lines[2]]
        .iter()
        .enumerate()
        .map(|(index, line)| at(70.0, 688.0 - 12.0 * index as f64, "F", 10.0, line))
        .collect();
    let page = [at(70.0, 700.0, "H", 30.0, "T"), at(92.0, 700.0, "F", 10.0, lines[0]), raised, below].concat();
    assert_eq!(outlined(&[page]), words("T"));
    // Two on one page.
    let second = [
        at(70.0, 376.0, "H", 40.0, "T"),
        beside.replace(" 700 Td", " 400 Td").replace(" 688 Td", " 388 Td").replace(" 676 Td", " 376 Td"),
    ]
    .concat();
    let both = outlined(&[[at(70.0, 676.0, "H", 40.0, "T"), beside, second].concat()]);
    assert_eq!(both, format!("T{0}\nT{0}\n", lines.join(" ")));
}

/// A font with UTF-16 codes and half-width glyphs, not embedded.
const JAPANESE: &str = "/J << /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3 /Encoding /UniJIS-UCS2-H /DescendantFonts [<< \
    /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) \
    /Supplement 2 >> /DW 1000 >>] >>";

fn hex(words: &str) -> String {
    words.encode_utf16().map(|unit| format!("{unit:04X}")).collect()
}

#[test]
fn vertical_lines_are_read_in_columns() {
    let columns =
        ["市議会は月曜日に飲料水から鉛が検出", "されたという報道を否定し、住民は安", "心して水を飲むことができる"];
    let mut page = format!("BT /J 16 Tf 300 760 Td <{}> Tj ET\n", hex("報道を否定する"));
    for (column, words) in columns.iter().enumerate() {
        for (row, letter) in words.chars().enumerate() {
            let (x, y) = (500 - 20 * column, 700 - 30 * row);
            page += &format!("BT /J 28 Tf {x} {y} Td <{}> Tj ET\n", hex(&letter.to_string()));
        }
    }
    let read = outline(&read("pdf", &pdf_with(&[page], "", JAPANESE, &[])).unwrap());
    let squeezed: String = read.chars().filter(|c| !c.is_whitespace()).collect();
    assert!(squeezed.contains(&columns.concat()), "{read}");
    assert!(squeezed.find("報道を否定する") < squeezed.find("市議会"), "{read}");
}

/// The ToUnicode map of a font with UTF-16 codes, for Latin and Hebrew.
fn map() -> String {
    "<< /Length 214 >>\nstream\n/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def \
     1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0000> <00FF> <0000> endbfrange \
     1 beginbfrange <0500> <05FF> <0500> endbfrange endcmap end end\nendstream"
        .to_owned()
}

const HEBREW: &str = "/A << /Type /Font /Subtype /Type0 /BaseFont /Arial /Encoding /Identity-H /ToUnicode 1001 0 R /DescendantFonts \
    [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Arial /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) \
    /Supplement 0 >> /DW 500 >>] >>";

fn hebrew(pages: &[String]) -> String {
    outline(&read("pdf", &pdf_with(pages, "", HEBREW, &[map()])).unwrap())
}

fn line(x: f64, y: f64, words: &str) -> String {
    format!("BT /A 10 Tf {x} {y} Td <{}> Tj ET\n", hex(words))
}

/// Visual order of right-to-left text.
fn from_right(words: &str) -> String {
    words.chars().rev().collect()
}

#[test]
fn a_quotation_is_read_in_the_direction_of_its_paragraph() {
    let (first, second) = ("הגשר נסגר ביום שני ולא ייפתח", "לפני השנה הבאה 2027 בשום");
    let page = [
        line(70.0, 700.0, "The notice on the wall, which the mayor said"),
        line(70.0, 688.0, &format!("never was: «{}", from_right(first))),
        line(70.0, 676.0, &format!("{}». Nobody", from_right("לפני השנה הבאה 7202 בשום"))),
        line(70.0, 664.0, "could say who had put it there."),
    ];
    let expected = format!(
        "The notice on the wall, which the mayor said never was: «{first} {second}». Nobody could say who had put it there.\n"
    );
    assert_eq!(hebrew(&[page.concat()]), expected);
    // The reverse: English within Hebrew.
    let page = [
        line(70.0, 700.0, &from_right("ראש העיר אמר ביום שני כי הגשר נסגר וכי")),
        line(70.0, 688.0, &format!("Nobody knows why it was shut {}", from_right("הודעה"))),
        line(70.0, 676.0, &from_right("לא נכתבה בידי איש מאנשי העירייה ולא אחר")),
    ];
    let read = hebrew(&[page.concat()]);
    assert!(read.contains("נסגר וכי הודעה Nobody knows why it was shut לא נכתבה"), "{read}");
}

/// The bytes of a file as characters, one byte each.
fn stream(bytes: &[u8]) -> String {
    let bytes: String = bytes.iter().map(|byte| char::from(*byte)).collect();
    format!("<< /Length {} /Length1 {} >>\nstream\n{bytes}\nendstream", bytes.chars().count(), bytes.chars().count())
}

/// An embedded font without a ToUnicode map.
fn embedded(encoding: &str, ordering: &str) -> (String, Vec<String>) {
    let program = epaint_default_fonts::UBUNTU_LIGHT;
    let font = format!(
        "/E << /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Ubuntu /Encoding /{encoding} /DescendantFonts [<< /Type /Font \
         /Subtype /CIDFontType2 /BaseFont /ABCDEF+Ubuntu /CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement \
         2 >> /DW 600 /FontDescriptor << /Type /FontDescriptor /FontName /ABCDEF+Ubuntu /Flags 4 /FontFile2 1001 0 R >> >>] >>"
    );
    (font, vec![stream(program)])
}

#[test]
fn fonts_without_a_map_are_read_by_collection_and_glyph_names() {
    let (font, objects) = embedded("90ms-RKSJ-H", "Japan1");
    let page = "BT /E 12 Tf 70 700 Td <8E738B6389EF82CD94DB92E882B582BD> Tj ET\n".to_owned();
    assert_eq!(outline(&read("pdf", &pdf_with(&[page], "", &font, &objects)).unwrap()), "市議会は否定した\n");
    let (font, objects) = embedded("Identity-H", "Identity");
    let program = skrifa_of_pdf::Font::new(epaint_default_fonts::UBUNTU_LIGHT, 0).unwrap();
    let words = "It was denied — отрицал";
    let glyphs = words.chars().map(|c| format!("{:04X}", program.charmap().map_unicode(c).unwrap().to_u32()));
    let page = format!("BT /E 12 Tf 70 700 Td <{}> Tj ET\n", glyphs.collect::<String>());
    assert_eq!(outline(&read("pdf", &pdf_with(&[page], "", &font, &objects)).unwrap()), format!("{words}\n"));
}

#[test]
fn a_document_with_unknown_letters_is_refused() {
    let font = "/U << /Type /Font /Subtype /Type0 /BaseFont /Unknown /Encoding /Identity-H /DescendantFonts [<< /Type /Font /Subtype \
        /CIDFontType2 /BaseFont /Unknown /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>";
    let unknown = "BT /U 12 Tf 70 700 Td <0102030405060708090A0B0C0D0E0F> Tj ET\n".to_owned();
    let refused = read("pdf", &pdf_with(std::slice::from_ref(&unknown), "", font, &[])).unwrap_err().to_string();
    assert!(refused.contains("fonts do not identify their letters"), "{refused}");
    // A document that is mostly readable is read.
    let page = unknown + &at(70.0, 600.0, "F", 10.0, "The council denied on Monday that any lead had been found.");
    assert!(outline(&read("pdf", &pdf_with(&[page], "", font, &[])).unwrap()).contains("The council denied"));
}

#[test]
fn rotated_pages_are_read() {
    let words = [
        "The council met on Tuesday and heard that the",
        "fund was empty, and nobody could say where the",
        "money had gone.",
    ];
    for (matrix, step) in [("0 1 -1 0", (12, 0)), ("0 -1 1 0", (-12, 0)), ("-1 0 0 -1", (0, 12))] {
        let line = |(index, words): (usize, &&str)| {
            let (x, y) = (300 + step.0 * index as i32, 400 + step.1 * index as i32);
            format!("BT /F 10 Tf {matrix} {x} {y} Tm ({words}) Tj ET\n")
        };
        let page: String = words.iter().enumerate().map(line).collect();
        assert_eq!(outlined(&[page]), format!("{}\n", words.join(" ")), "{matrix}");
    }
}
