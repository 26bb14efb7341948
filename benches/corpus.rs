//! A generated project: articles on invented affairs, with marks, in the folders of their newspapers.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::thread;

use gainsay::articles::article_format_for;
use gainsay::model::annotation::{Annotation, Id, Relation, Speaker, Target, Time};
use gainsay::model::document::Document;
use gainsay::model::extra::Extra;
use gainsay::model::kind::Kind;
use gainsay::model::offset::ByteRange;
use gainsay::model::role::Role;
use gainsay::model::set::AnnotationSet;
use gainsay::storage::files::{annotation_path, sha256};
use gainsay::storage::writer;

/// Bytes of text in an article.
const TEXT: usize = 5000;

/// Marks of an article.
const MARKS: usize = 15;

/// Common words, the most common first: a word is drawn with a frequency that falls with its place, as in a language.
const COMMON: &str = "the of to and a in that was it for on is with he as by at be said from this have an they not has had \
     were are which but his would will their who more been about after one or there we government people when year new could \
     over all she her minister two first last also into between time no against other some during because city police court \
     company water report president party state million country week only before under while council law public where former";

/// Names of newspapers, which are folders too.
const SITES: [&str; 12] = [
    "herald",
    "courier",
    "gazette",
    "observer",
    "tribune",
    "mercury",
    "sentinel",
    "standard",
    "chronicle",
    "echo",
    "star",
    "post",
];

/// Kinds of the marks, in turn: two thirds are claims.
const KINDS: [&str; MARKS] = [
    "claim", "claim", "denial", "claim", "claim", "evidence", "claim", "claim", "claim", "denial", "claim", "claim",
    "evidence", "claim", "claim",
];

/// Pseudorandom numbers, the same in every run (Steele and others, "SplitMix64", 2014).
pub struct Numbers(pub u64);

impl Numbers {
    /// A number below a limit.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }
}

/// A rare word of syllables.
fn coined(numbers: &mut Numbers) -> String {
    const SYLLABLES: [&str; 24] = [
        "ba", "cor", "de", "el", "fin", "gra", "hol", "in", "jun", "ka", "lor", "men", "nu", "or", "pe", "qui", "ras",
        "sté", "tal", "ul", "ven", "war", "xen", "yar",
    ];
    // A few thousand of them, so that they occur again in other articles.
    let mut own = Numbers(numbers.below(4000) as u64);
    (0..2 + own.below(3)).map(|_| SYLLABLES[own.below(SYLLABLES.len())]).collect()
}

/// Paragraphs of sentences, with speakers and curly quotation marks.
fn prose(numbers: &mut Numbers, bytes: usize) -> Vec<String> {
    let common: Vec<&str> = COMMON.split(' ').collect();
    let (mut paragraphs, mut length) = (Vec::new(), 0);
    while length < bytes {
        let mut paragraph = String::new();
        for sentence in 0..2 + numbers.below(3) {
            if sentence > 0 {
                paragraph.push(' ');
            }
            let quoted = numbers.below(4) == 0;
            let begun = paragraph.len() + if quoted { "“".len() } else { 0 };
            if quoted {
                paragraph.push('“');
            }
            for word in 0..8 + numbers.below(16) {
                if word > 0 {
                    paragraph.push_str(if numbers.below(12) == 0 { ", " } else { " " });
                }
                match numbers.below(5) {
                    0 => paragraph.push_str(&coined(numbers)),
                    1 if word > 3 && numbers.below(8) == 0 => {
                        let _ = write!(paragraph, "{}", numbers.below(3000));
                    }
                    _ => {
                        let limit = 1 + numbers.below(common.len());
                        paragraph.push_str(common[numbers.below(limit)]);
                    }
                }
            }
            paragraph[begun..=begun].make_ascii_uppercase();
            paragraph.push('.');
            if quoted {
                let _ = write!(paragraph, "” {} said.", speaker(numbers.below(300)));
            }
        }
        length += paragraph.len() + 2;
        paragraphs.push(paragraph);
    }
    paragraphs
}

/// One of 300 speakers.
fn speaker(number: usize) -> String {
    let mut numbers = Numbers(90_000 + number as u64);
    let mut name = || {
        let mut name = coined(&mut numbers);
        name[..1].make_ascii_uppercase();
        name
    };
    format!("{} {}", name(), name())
}

/// The path of an article within the folder, and the content of its file: four of ten are plain text, three Markdown and three
/// web pages.
pub fn article(number: usize) -> (String, String) {
    let mut numbers = Numbers(number as u64);
    let (site, month, day) = (SITES[numbers.below(SITES.len())], 1 + numbers.below(12), 1 + numbers.below(28));
    let paragraphs = prose(&mut numbers, TEXT);
    let title = format!("Report {number}: {} {}", coined(&mut numbers), coined(&mut numbers));
    let (extension, content) = match number % 10 {
        0..4 => ("txt", format!("{title}\n\n{}\n", paragraphs.join("\n\n"))),
        4..7 => ("md", format!("# {title}\n\n{}\n", paragraphs.join("\n\n"))),
        _ => {
            let text: String = paragraphs.iter().map(|paragraph| format!("<p>{paragraph}</p>\n")).collect();
            let head = format!(
                "<!DOCTYPE html><meta charset=utf-8><title>{title} | The {site}</title><meta property=og:site_name \
                 content=\"The {site}\"><meta property=article:published_time content=\"2026-{month:02}-{day:02}T08:00:00Z\">"
            );
            let menu = "<nav><ul><li><a href=/>Home</a><li><a href=/world>World</a></ul></nav>";
            let article = format!("<main><article><h1>{title}</h1>{text}</article></main>");
            ("html", format!("{head}<body>{menu}{article}<footer>Imprint</footer>"))
        }
    };
    (format!("{site}/{month:02}/{number:05}.{extension}"), content)
}

/// The annotation file of an article: marks with speakers, some notes and tags, and links between them.
#[allow(clippy::expect_used)]
fn annotations(number: usize, path: &Path, content: &str) -> String {
    let mut numbers = Numbers(1_000_000 + number as u64);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let mut article = article_format_for(path).read(content.as_bytes(), None, &name).expect("it is an article").article;
    article.sha256 = sha256(content.as_bytes());
    let now = Time::new("2026-11-24T08:00:00Z");
    let text = article.text.as_str();
    let id = |part: usize, n: usize| Id::new(&format!("0199f3a4-7c10-7000-{part:04}-{:012}", number * MARKS + n));
    let marks = (0..MARKS).map(|n| {
        let start = text.floor_char_boundary(n * (text.len() - 400) / MARKS);
        let end = text.ceil_char_boundary(start + 60 + numbers.below(180));
        Annotation {
            speaker: (n % 3 < 2).then(|| Speaker::new("named", &speaker(numbers.below(300)))),
            note: if n % 5 == 0 {
                format!("Compare with the report of {}", coined(&mut numbers))
            } else {
                String::new()
            },
            tags: if n % 4 == 0 { vec![coined(&mut numbers)] } else { Vec::new() },
            created: now.clone(),
            modified: now.clone(),
            creator: "reader".into(),
            ..Annotation::new(id(8000, n), Kind::new(KINDS[n]), Target::of(ByteRange::of(start, end)))
        }
    });
    let marks: Vec<Annotation> = marks.collect();
    let answers = (0..MARKS).filter(|n| KINDS[*n] != "claim").map(|n| {
        let role = if KINDS[n] == "denial" { "rebuts" } else { "supports" };
        Relation {
            created: now.clone(),
            creator: "reader".into(),
            ..Relation::new(id(9000, n), id(8000, n), id(8000, n - 1), Role::new(role))
        }
    });
    let set = AnnotationSet::new(marks, answers).0;
    writer::write(&Document::new(article, set, Extra::default()))
}

/// Writes this many articles with their annotations.
#[allow(clippy::expect_used)]
pub fn write(folder: &Path, count: usize) {
    let half = |odd: usize| {
        for number in (odd..count).step_by(2) {
            let (path, content) = article(number);
            let file = folder.join(path);
            fs::create_dir_all(file.parent().expect("it is in a folder")).expect("there is room for temporary files");
            fs::write(&file, &content).expect("there is room for temporary files");
            fs::write(annotation_path(&file), annotations(number, &file, &content))
                .expect("there is room for temporary files");
        }
    };
    thread::scope(|scope| {
        scope.spawn(|| half(1));
        half(0);
    });
}
