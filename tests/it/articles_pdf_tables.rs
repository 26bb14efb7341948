//! Tables in PDF documents: rows stay whole and in order, and text columns are not tables.

use std::time::{Duration, Instant};

use crate::articles_pdf::{at, outlined};

/// Rows of cells at these positions, 12 points apart, from a position down.
fn table(y: f64, columns: &[f64], rows: &[Vec<String>]) -> String {
    let row = |(index, cells): (usize, &Vec<String>)| -> String {
        let cell = |(x, words): (&f64, &String)| at(*x, y - 12.0 * index as f64, "F", 9.0, words);
        columns.iter().zip(cells).filter(|(_, words)| !words.is_empty()).map(cell).collect()
    };
    rows.iter().enumerate().map(row).collect()
}

fn cells(words: &[&str]) -> Vec<String> {
    words.iter().map(|words| (*words).to_owned()).collect()
}

/// Samples of a year, all different.
fn samples(count: usize) -> Vec<Vec<String>> {
    let sample = |number: usize| {
        vec![
            format!("{:02}/{:02}/2015", number % 12 + 1, number % 28 + 1),
            ["Birch Mill", "Alder Works", "Cedar School"][number % 3].to_owned(),
            ["Northport", "Southgate"][number % 2].to_owned(),
            (number * 7).to_string(),
            ["Below the limit", "Above the limit at this time"][number % 2].to_owned(),
        ]
    };
    (0..count).map(sample).collect()
}

const PLACES: [f64; 5] = [50.0, 120.0, 230.0, 330.0, 380.0];

const PROSE: [&str; 4] = [
    "The council denied on Monday that any lead had been found in the drinking water of",
    "the town, although its own documents had said so since spring, and said no more of",
    "it until the end of the week, when the samples of all schools had been looked at by",
    "an expert whom nobody had asked before.",
];

fn prose(y: f64) -> String {
    PROSE.iter().enumerate().map(|(index, line)| at(50.0, y - 12.0 * index as f64, "F", 9.0, line)).collect()
}

#[test]
fn rows_stay_whole_between_paragraphs_and_across_pages() {
    let rows = samples(130);
    let first = [prose(800.0), table(730.0, &PLACES, &rows[..55])].concat();
    let second = table(800.0, &PLACES, &rows[55..118]);
    let third = [table(800.0, &PLACES, &rows[118..]), prose(600.0)].concat();
    let text = PROSE.join(" ") + "\n";
    let expected: String = rows.iter().map(|row| format!("row: {}\n", row.join("\t"))).collect();
    assert_eq!(outlined(&[first, second, third]), format!("{text}{expected}{text}"));
}

#[test]
fn a_repeated_table_row_is_not_a_running_header() {
    let page = |from: usize| {
        let mut rows = samples(40);
        rows[0] = cells(&["Birch Mill", "Northport", &format!("{from}"), "12", "Below"]);
        rows[39] = cells(&["Alder Works", "Southgate", &format!("{from}"), "14", "Below"]);
        table(800.0, &PLACES, &rows)
    };
    let pages: Vec<String> = (1..6).map(page).collect();
    let read = outlined(&pages);
    assert_eq!(read.lines().filter(|line| line.starts_with("row: ")).count(), 5 * 40, "{read}");
    // A header with a page number is still one.
    let page = |number: usize| {
        [
            at(50.0, 820.0, "F", 9.0, "Water of a small town"),
            at(500.0, 820.0, "F", 9.0, &number.to_string()),
            prose(780.0 - number as f64),
        ]
        .concat()
    };
    let read = outlined(&(1..6).map(page).collect::<Vec<_>>());
    assert!(!read.contains("Water of a small town"), "{read}");
}

#[test]
fn empty_cells_and_headings_within_a_table_keep_their_places() {
    let rows = [
        cells(&["", "2019", "2020", "2021", "Change"]),
        cells(&["Northport", "1,204", "1,311", "990", "(24.5)"]),
        cells(&["Mills", "", "", "", ""]),
        cells(&["Birch", "12", "", "14", "16.7"]),
        cells(&["Alder and others", "\u{96}", "3", "2", ""]),
        cells(&["Cedar", "", "7", "", "\u{96}"]),
    ];
    let read = outlined(&[table(700.0, &[50.0, 200.0, 260.0, 320.0, 380.0], &rows)]);
    assert_eq!(
        read,
        "row: \t2019\t2020\t2021\tChange\nrow: Northport\t1,204\t1,311\t990\t(24.5)\nMills\nrow: Birch\t12\t\t14\t16.7\n\
         row: Alder and others\t–\t3\t2\nrow: Cedar\t\t7\t\t–\n"
    );
}

#[test]
fn numbers_with_narrow_gaps_are_cells_and_font_sizes_may_differ_in_a_row() {
    let row = |y: f64, words: [&str; 4]| {
        [
            at(50.0, y, "F", 9.0, words[0]),
            // Nine-point Courier is 5.4 wide: the gaps are 5 points.
            at(200.0, y - 2.5, "F", 9.0, words[1]),
            at(232.0, y - 2.5, "F", 9.0, words[2]),
            at(264.0, y - 2.5, "F", 9.0, words[3]),
        ]
        .concat()
    };
    let page = [row(700.0, ["Spring", "1,040", "2,033", "11.45"]), row(682.0, ["Mill", "3,120", "4,921", "10.01"])];
    assert_eq!(outlined(&[page.concat()]), "row: Spring\t1,040\t2,033\t11.45\nrow: Mill\t3,120\t4,921\t10.01\n");
}

#[test]
fn a_table_beside_text_takes_none_of_it() {
    let line = "of those who live there and had drunk it for years now";
    let text: String = (0..30).map(|index| at(300.0, 760.0 - 13.0 * index as f64, "F", 7.5, line)).collect();
    let rows: Vec<Vec<String>> = (0..25).map(|number| cells(&["School", &number.to_string(), "0.15", "7"])).collect();
    let page = [table(760.0, &[50.0, 120.0, 170.0, 220.0], &rows), text].concat();
    let read = outlined(&[page]);
    assert!(read.lines().all(|line| !(line.contains("School") && line.contains("drunk"))), "{read}");
    assert_eq!(read.lines().filter(|line| line.starts_with("row: School\t")).count(), 25, "{read}");
}

#[test]
fn tables_in_two_text_columns_stay_separate() {
    let line = "of those who live there and had drunk it for years now";
    let text = |x: f64| -> String { (0..20).map(|index| at(x, 780.0 - 11.0 * index as f64, "F", 7.5, line)).collect() };
    let rows: Vec<Vec<String>> = (1..9).map(|number| cells(&["School", &number.to_string(), "0.15", "7"])).collect();
    let tables = [50.0, 310.0].map(|x| table(540.0, &[x, x + 70.0, x + 120.0, x + 170.0], &rows));
    let read = outlined(&[[text(50.0), text(310.0), tables.concat()].concat()]);
    let expected: String = (1..9).map(|number| format!("row: School\t{number}\t0.15\t7\n")).collect();
    assert_eq!(read.matches(&expected).count(), 2, "{read}");
}

#[test]
fn justified_lines_are_not_rows() {
    // Justified words of a narrow column, with coinciding gaps now and then.
    let lines = [
        "the council denied that lead had be",
        "laboratories in three countries",
        "emphasised that the precautionary",
        "seen in the water of the town, as i",
        "beneath the market square as",
        "without any further delay the",
        "was told of it by all who had asked",
        "investigation under controlled",
        "members of the supervisory board",
        "for years and did not know what any",
        "of them had said to the mayor or to",
    ];
    let spread = |(index, line): (usize, &&str)| -> String {
        let words: Vec<&str> = line.split(' ').collect();
        let letters: usize = words.iter().map(|word| word.len()).sum();
        let gap = (190.0 - 5.4 * letters as f64) / (words.len() - 1) as f64;
        let mut x = 50.0;
        let mut page = String::new();
        for word in words {
            page += &at(x, 700.0 - 12.0 * index as f64, "F", 9.0, word);
            x += 5.4 * word.len() as f64 + gap;
        }
        page
    };
    let read = outlined(&[lines.iter().enumerate().map(spread).collect()]);
    assert!(
        !read.contains("row: ")
            && read.contains("laboratories in three countries emphasised that the precautionary seen"),
        "{read}"
    );
}

#[test]
fn a_page_full_of_cells_is_read_in_time() {
    let rows: Vec<Vec<String>> = (0..2500).map(|row| (0..8).map(|cell| format!("{}", row * cell)).collect()).collect();
    let columns: Vec<f64> = (0..8).map(|column| 40.0 + 65.0 * f64::from(column)).collect();
    let page: String = rows
        .iter()
        .enumerate()
        .flat_map(|(index, row)| {
            let y = 830.0 - 0.32 * index as f64;
            columns.iter().zip(row).map(move |(x, words)| at(*x, y, "F", 1.0, words))
        })
        .collect();
    let begun = Instant::now();
    let read = outlined(&[page]);
    assert!(read.contains("row: "), "{}", read.chars().take(200).collect::<String>());
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
}
