//! Printing: PDF files that Gainsay itself reads back, and the dialog that makes them.

use std::fs;

use egui::accesskit::Role;
use gainsay::interchange::{Cancelled, Located, Output, Printing, export_format};
use gainsay::model::article::{Article, Details};
use gainsay::model::paper::{PAPERS, Paper};
use gainsay::model::set::AnnotationSet;
use gainsay::model::text::ArticleText;
use sha2::{Digest, Sha256};

use crate::cli::Shell;
use crate::desk::Desk;
use crate::sample;

fn printed(id: &str, located: &Located) -> Vec<u8> {
    match (export_format(id).unwrap().write)(located) {
        Output::Bytes(bytes) => bytes,
        other => panic!("{other:?}"),
    }
}

fn plain(words: &str) -> Located {
    let text = ArticleText::new(words.to_owned());
    let article = Article {
        stated: Details { title: "Lead".to_owned(), ..Details::default() },
        file: "lead.txt".to_owned(),
        text,
        ..Article::default()
    };
    sample::located(&article, &AnnotationSet::default())
}

/// Words with single spaces.
fn single(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Number of pages of a file.
fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    text.matches("/Type /Page\n").count()
}

/// Many paragraphs, none of which is like another.
fn long(paragraphs: usize) -> String {
    let words =
        ["water", "lead", "council", "report", "office", "fluffy", "pipe", "\u{201C}samples\u{201D}", "\u{E9}t\u{E9}"];
    let paragraph = |at: usize| {
        let words = (0..60).map(|word| format!("{}{}", words[(at * 7 + word * word) % words.len()], (at + word) % 10));
        words.collect::<Vec<_>>().join(" ")
    };
    (0..paragraphs).map(paragraph).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn the_text_of_the_pages_is_that_of_the_article() {
    let words = long(40);
    let pdf = printed("article-pdf", &plain(&words));
    assert!(pages(&pdf) > 3, "{}", pages(&pdf));
    let read = single(&sample::pages(&pdf));
    for paragraph in words.split("\n\n") {
        // A page may end within a paragraph, with the footer after it.
        let words: Vec<&str> = paragraph.split(' ').collect();
        let (start, end) = (words[..15].join(" "), words[words.len() - 15..].join(" "));
        assert!(read.contains(&start) || read.contains(&end), "{paragraph}");
    }
    let marked = sample::pages(&printed("article-pdf", &sample::full()));
    for words in ["Tap water in four streets", "Nobody told us anything", "Ana Duarte", "Officials"] {
        assert!(single(&marked).contains(words), "{words}: {marked}");
    }
}

#[test]
fn every_word_is_there_in_any_script() {
    // With or without fonts for them: characters shown as boxes are still text.
    let words = "\u{3A3}\u{3CD}\u{3BC}\u{3B2}\u{3BF}\u{3C5}\u{3BB}\u{3BF} \u{5DB}\u{5D4}\u{5DF} \u{6C34}\u{8CEA}\u{691C}\u{67FB} \u{1F950} \u{E01}\u{E23}\u{E38}\u{E07}";
    let pdf = printed("article-pdf", &plain(words));
    let read = sample::pages(&pdf);
    for word in words.split(' ') {
        assert!(read.contains(word), "{word}: {read}");
    }
    // A hidden character is shown by its number, and hides nothing.
    let read = sample::pages(&printed("article-pdf", &plain("a \u{202E}sign\u{202C} here")));
    assert!(read.contains("[U+202E]"), "{read}");
}

#[test]
fn files_are_tagged_titled_and_the_same_each_time() {
    for id in ["pdf", "article-pdf"] {
        let pdf = printed(id, &sample::full());
        assert_eq!(Sha256::digest(&pdf), Sha256::digest(printed(id, &sample::full())), "{id}");
        let text = String::from_utf8_lossy(&pdf);
        for part in
            ["/StructTreeRoot", "/Marked true", "/Lang (en)", "/ToUnicode", "/FontFile2", "/DisplayDocTitle true"]
        {
            assert!(text.contains(part), "{id} lacks {part}");
        }
        assert!(text.contains("/Title (Lead in the water of Harrow Vale)"), "{id}");
        // Nothing runs, and nothing leads out of the file.
        for part in ["/JavaScript", "/URI", "/Launch", "/EmbeddedFile", "/CreationDate"] {
            assert!(!text.contains(part), "{id} has {part}");
        }
    }
    assert!(String::from_utf8_lossy(&printed("pdf", &sample::full())).contains("/Outlines"));
}

#[test]
fn paper_is_a4_or_letter_and_printing_can_be_cancelled() {
    let located = sample::full();
    let print = export_format("pdf").unwrap().print.unwrap();
    for row in PAPERS {
        let pdf = print(&located.document, &Printing::on(row.paper)).unwrap();
        let sides = format!("/MediaBox [0 0 {} {}]", row.size.0, row.size.1);
        assert!(String::from_utf8_lossy(&pdf).contains(&sides), "{}", row.id);
    }
    let seen = std::cell::RefCell::new(Vec::new());
    let keep_going = |done| {
        seen.borrow_mut().push(done);
        done < 20
    };
    let long = plain(&long(60));
    let printing = Printing { paper: Paper::A4, keep_going: &keep_going };
    assert_eq!(print(&long.document, &printing), Err(Cancelled));
    assert!(seen.borrow().windows(2).all(|pair| pair[0] <= pair[1]), "{seen:?}");
}

#[test]
fn a_word_of_several_pages_is_printed() {
    // No line is like another, or it would be read as the head or foot of a page.
    let letter = |at: u32| char::from(b'a' + (at.wrapping_mul(2_654_435_761) >> 24) as u8 % 26);
    let word: String = (0..20_000).map(letter).collect();
    let pdf = printed("article-pdf", &plain(&word));
    assert!(pages(&pdf) >= 3);
    let read: String = sample::pages(&pdf).split_whitespace().collect();
    assert!(read.contains(&word[..1000]) && read.contains(&word[19_000..]), "{read}");
}

#[test]
fn the_report_of_the_sample_is_short() {
    let file = |name: &str| fs::read(crate::imports::root().join("assets").join(name)).unwrap();
    let shell = Shell::new();
    fs::write(shell.path("sample.txt"), file("sample.txt")).unwrap();
    fs::write(shell.path("sample.txt.ron"), file("sample.txt.ron")).unwrap();
    for (more, most) in [(&[][..], 5), (&["--full"][..], 7), (&["--paper", "letter"][..], 6)] {
        let arguments = [&["export", "sample.txt", "--to", "pdf", "--output", "out.pdf"][..], more].concat();
        assert_eq!(shell.run(&arguments).0, 0, "{more:?}");
        let pdf = fs::read(shell.path("out.pdf")).unwrap();
        assert!(pages(&pdf) <= most, "{} pages with {more:?}", pages(&pdf));
    }
    let (_, brief, _) = shell.run(&["export", "sample.txt", "--to", "report"]);
    let (_, full, _) = shell.run(&["export", "sample.txt", "--to", "report", "--full"]);
    for words in ["characters ", "id 0", "<time"] {
        assert!(!brief[brief.find("<body").unwrap()..].contains(&format!(">{words}")), "{words}");
        assert!(full.contains(words), "{words}");
    }
    assert!(brief.contains("class=\"statistics\""));
    let (code, _, message) = shell.run(&["export", "sample.txt", "--to", "csv", "--full"]);
    assert_eq!(code, 2);
    assert!(message.contains("--full is for reports only"), "{message}");
}

#[test]
fn the_dialog_prints_and_shows_the_file() {
    let mut desk = Desk::story();
    desk.press("E 1 Ctrl+Alt+P");
    assert!(desk.is_ticked(Role::RadioButton, "Report"));
    desk.click_on(Role::RadioButton, "Letter");
    desk.click_on(Role::Button, "Print and show");
    desk.shows("Printed to");
    let path = desk.path("story.report.pdf");
    assert!(fs::read(&path).unwrap().starts_with(b"%PDF"));
    assert_eq!(desk.world.borrow().viewed, std::slice::from_ref(&path));
    assert!(desk.settings().contains("paper: \"letter\""), "{}", desk.settings());
    // The same again is the same file; another one replaces it when that is confirmed.
    desk.press("2 Ctrl+Alt+P Enter");
    desk.shows("already exists");
    desk.click_on(Role::Button, "Replace and show");
    assert_eq!(desk.world.borrow().viewed.len(), 2);
}

#[test]
fn the_export_dialog_says_what_a_short_report_leaves_out() {
    let mut desk = Desk::story();
    desk.press("E 1 Ctrl+E");
    for _ in 0..4 {
        desk.press("Down");
    }
    assert!(desk.is_ticked(Role::ListBoxOption, "Report"));
    desk.shows("1 id");
    desk.click_on(Role::CheckBox, "With ids, positions and exact times");
    desk.shows("Nothing is lost in this format");
    desk.click_on(Role::Button, "Export");
    assert!(fs::read_to_string(desk.path("story.report.html")).unwrap().contains("characters 0"));
}

#[test]
fn the_marked_article_has_a_file_of_its_own() {
    let mut desk = Desk::story();
    desk.press("E 1 Ctrl+Alt+P");
    desk.click_on(Role::RadioButton, "Marked article");
    desk.world.borrow_mut().blind = true;
    desk.press("Enter");
    assert!(sample::pages(&fs::read(desk.path("story.marked.pdf")).unwrap()).contains("Mill"));
    desk.shows("No program to show PDF files was found");
}

#[test]
fn printing_is_cancelled_with_the_dialog() {
    let mut desk = Desk::story();
    desk.press("E 1 Ctrl+Alt+P");
    desk.world.borrow_mut().held = Some(Vec::new());
    desk.click_on(Role::Button, "Print and show");
    desk.press("Escape");
    let held = desk.world.borrow_mut().held.take().unwrap();
    for (work, reply) in held {
        reply.answer(work());
    }
    desk.press("Down");
    assert!(!desk.path("story.report.pdf").exists());
    assert!(desk.world.borrow().viewed.is_empty());
}
