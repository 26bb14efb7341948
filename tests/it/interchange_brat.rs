//! brat standoff: files of its tools are imported, and losses are reported.

use std::path::{Path, PathBuf};

use gainsay::interchange::{Folder, Located, Output, ParsedAnnotations, export_format};
use gainsay::model::annotation::{Annotation, Id, Relation, Target};
use gainsay::model::article::Article;
use gainsay::model::set::AnnotationSet;

use crate::sample::{self, read};

fn brat(ann: &str, text: &str) -> ParsedAnnotations {
    read("brat", "a.ann", ann.as_bytes(), &[("a.txt", text.as_bytes())]).unwrap()
}

fn set(reading: &ParsedAnnotations) -> &AnnotationSet {
    reading.documents[0].document.set()
}

fn mark<'r>(reading: &'r ParsedAnnotations, id: &str) -> &'r Annotation {
    let marks = set(reading).annotations();
    marks.iter().find(|mark| mark.id.as_str() == id).unwrap_or_else(|| panic!("{id} is not in {marks:?}"))
}

fn words(reading: &ParsedAnnotations, target: &Target) -> Vec<String> {
    let text = &reading.documents[0].document.article().text;
    target.found().map(|range| text.slice(range).to_owned()).collect()
}

fn told(reading: &ParsedAnnotations) -> Vec<String> {
    reading.notes.lines().collect()
}

fn written(located: &Located) -> Folder {
    match (export_format("brat").unwrap().write)(located) {
        Output::Folder(folder) => folder,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_attribution_is_the_cue_and_the_speaker_of_a_mark() {
    let ann = "T1\tclaim 0 14\tThe bread rose\nT2\tAttribution 22 26\tsaid\nT3\tSpeaker 16 21\tBaker\n\
               E1\tAttribution:T2 Content:T1 Speaker:T3\nA1\tCertainty T1 probable\nA2\tVoice E1 unnamed\nA3\tDiscuss T1\n\
               A4\tTopic T1 bread\nA5\tQuoted T1\n#1\tAnnotatorNotes T1\tone\n#2\tAnnotatorNotes T1\ttwo\n";
    let reading = brat(ann, "The bread rose. Baker said.\n");
    // Attributes of an event belong to its trigger, here the cue.
    assert_eq!(set(&reading).annotations().len(), 1);
    let mark = mark(&reading, "T1");
    let speaker = mark.speaker.as_ref().unwrap();
    assert_eq!((speaker.name.as_str(), words(&reading, &speaker.at)), ("Baker", vec!["Baker".to_owned()]));
    assert_eq!(words(&reading, &mark.cue), ["said"]);
    assert_eq!((mark.kind.id(), mark.certainty.id(), mark.discuss), ("claim", "probable", true));
    assert_eq!(
        (mark.note.as_str(), mark.tags.as_slice()),
        ("one\ntwo", &["Topic=bread".to_owned(), "Quoted".to_owned()][..])
    );
}

#[test]
fn unknown_types_are_kept() {
    let ann = "T1\tProtein 0 4\tp53 \nT2\tProtein 5 9\tMDM2\nT3\tBinding 10 15\tbinds\n\
               E1\tBinding:T3 Theme:T1 Theme2:T2\nR1\tPart-Of Arg1:T1 Arg2:T2\t\n*\tAlias T1 T2\n\
               M1\tNegation E1\nN1\tReference T1 UniProt:P04637\tp53\n#1\tNormNote T2\tsee there\n";
    let reading = brat(ann, "p53  MDM2 binds");
    let kinds: Vec<&str> = set(&reading).annotations().iter().map(|mark| mark.kind.id()).collect();
    assert_eq!(kinds, ["Protein", "Protein", "Binding"]);
    assert_eq!(mark(&reading, "T3").tags, ["Negation"]);
    assert_eq!(mark(&reading, "T1").tags, ["UniProt:P04637"]);
    assert_eq!(mark(&reading, "T2").note, "see there");
    let mut links: Vec<(&str, &str, &str)> = set(&reading)
        .relations()
        .iter()
        .map(|relation| (relation.from.as_str(), relation.role.id(), relation.to.as_str()))
        .collect();
    links.sort_unstable();
    assert_eq!(links, [("T1", "Alias", "T2"), ("T1", "Part-Of", "T2"), ("T3", "Theme", "T1"), ("T3", "Theme", "T2")]);
    assert_eq!(
        told(&reading),
        [
            "a comment of the type NormNote becomes a note",
            "an event becomes a mark with a relation to each of its arguments",
        ]
    );
}

#[test]
fn passages_are_split_at_line_ends_as_in_brat() {
    let text = "One two\n\n  three.\nFour \u{1F4A1} five\u{2028}six";
    let text_of_file = gainsay::model::text::ArticleText::new(text.to_owned());
    let article = Article { file: "a b.txt".to_owned(), text: text_of_file, ..Article::default() };
    let range = gainsay::model::offset::ByteRange::of(4, text.len());
    let whole = Annotation::new(sample::id(1), gainsay::model::kind::Kind::new("claim"), Target::of(range));
    let folder = written(&sample::located(&article, &AnnotationSet::new([whole], []).0));
    let names: Vec<&str> = folder.files.iter().chain(&folder.shared).map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["a_b.ann", "a_b.txt", "annotation.conf"]);
    let ann = String::from_utf8(folder.files[0].1.clone()).unwrap();
    assert_eq!(ann.lines().next(), Some("T1\tclaim 4 7;11 17;18 29;30 33\ttwo three. Four \u{1F4A1} five six"));
    assert!(ann.lines().all(|line| line.chars().all(|c| c == '\t' || !c.is_control())), "{ann}");
    let back = read("brat", "a_b.ann", ann.as_bytes(), &[("a_b.txt", &folder.files[1].1)]).unwrap();
    assert_eq!(words(&back, &set(&back).annotations()[0].target), ["two\n\n  three.\nFour \u{1F4A1} five\u{2028}six"]);
}

#[test]
fn an_article_named_like_a_device_of_windows_has_files_of_another_name() {
    for (file, name) in [("aux.txt", "_aux"), ("CON", "_CON"), ("a:b?.txt", "a_b_"), ("...", "article")] {
        let article = Article { file: file.to_owned(), ..Article::default() };
        let folder = written(&sample::located(&article, &AnnotationSet::default()));
        assert_eq!(folder.files[0].0, format!("{name}.ann"));
        assert_eq!(folder.files[1].0, format!("{name}.txt"));
    }
}

#[test]
fn the_unit_of_offsets_is_detected_from_the_text() {
    // A file with CRLF, whose offsets are counted differently by each tool.
    let text = "\u{FEFF}\u{1F9C0} cheese\r\ncaf\u{E9} lead\r\n";
    let cases = [
        ("T1\tclaim 16 20\tlead\n", vec![]),
        ("T1\tclaim 14 18\tlead\n", vec![]),
        ("T1\tclaim 17 21\tlead\n", vec!["its offsets count UTF-16 units, not code points"]),
        ("T1\tclaim 22 26\tlead\n", vec!["its offsets count bytes, not code points"]),
    ];
    for (ann, notes) in cases {
        let reading = brat(ann, text);
        assert_eq!(words(&reading, &mark(&reading, "T1").target), ["lead"], "{ann}");
        assert_eq!(told(&reading), notes, "{ann}");
    }
    // Text at other offsets is searched for; text that is not found is kept as lost.
    let reading = brat("T1\tclaim 0 4\tlead\nT2\tclaim 0 4\tgone\n", "Some lead here.");
    assert_eq!(words(&reading, &mark(&reading, "T1").target), ["lead"]);
    assert!(mark(&reading, "T2").is_lost());
}

#[test]
fn broken_lines_are_reported_and_the_rest_is_imported() {
    let ann = "T1\tclaim 0 4\tSome\nT2\tclaim zero four\nno tabs\nX1\tSurprise T1\nR1\trebuts Arg1:T1 Arg2:T9\t\nT3\tclaim 5 4;x\t\n";
    let reading = brat(ann, "Some lead here.");
    // Invalid numbers give a lost passage.
    assert_eq!(set(&reading).annotations().len(), 3);
    assert!(mark(&reading, "T2").is_lost() && mark(&reading, "T3").is_lost());
    assert_eq!(
        told(&reading),
        [
            "a passage is not found in the text and is kept as lost (2 times): “offsets that are no numbers”, “offsets that are no numbers”",
            "a relation to something other than a mark is skipped",
            "line 3 cannot be read and is skipped",
            "line 4 cannot be read and is skipped",
        ]
    );
    for wrong in [&b"\xFF\xFE\x00"[..], b"no standoff at all\n"] {
        let error = read("brat", "a.ann", wrong, &[]).unwrap_err();
        assert!(error.to_string().contains("brat standoff file"), "{error}");
    }
    // Without the article the marks are kept with their own text.
    let reading = read("brat", "a.ann", b"T1\tclaim 0 4\tSome\n", &[]).unwrap();
    assert!(mark(&reading, "T1").is_lost() && reading.documents[0].document.article().text.is_empty());
    assert_eq!(told(&reading), ["a.txt is missing: the marks are kept with their own text"]);
}

#[test]
fn articles_share_a_configuration_and_own_lines_are_kept() {
    let gather = export_format("brat").unwrap().folder.unwrap();
    let own = b"[entities]\nPerson\nclaim\n\n[attributes]\nTopic\tArg:<ANY>, Value:bread|salt\n# mine\n";
    let ours = b"[entities]\nclaim\n\n[relations]\n\n[attributes]\nTopic\tArg:<ANY>, Value:salt|lead\n";
    let both = String::from_utf8(gather(&[own, ours])).unwrap();
    assert_eq!(
        both,
        "[entities]\nPerson\nclaim\n\n[attributes]\nTopic\tArg:<ANY>, Value:bread|salt|lead\n# mine\n\n[relations]\n"
    );
    assert_eq!(gather(&[both.as_bytes(), ours]), both.as_bytes());
}

/// Every type in an export must be in its configuration, or brat shows an error.
#[test]
fn the_configuration_has_every_used_type() {
    let folder = written(&sample::full());
    let ann = String::from_utf8(folder.files[0].1.clone()).unwrap();
    let config = String::from_utf8(folder.shared[0].1.clone()).unwrap();
    let defined: Vec<&str> = config.lines().filter_map(|line| line.split(['\t', ' ']).next()).collect();
    for line in ann.lines().filter(|line| line.starts_with(['T', 'R', 'E', 'A'])) {
        let class = line.split('\t').nth(1).unwrap().split([' ', ':']).next().unwrap();
        assert!(defined.contains(&class), "{class} is not in\n{config}");
    }
}

/// A kind and the text of the passage.
type Mark = (String, Vec<String>);
/// A role and the text of both ends.
type Link = (String, Vec<String>, Vec<String>);

/// The compared parts of a document: kinds and text of marks, roles and ends of relations.
fn essence(reading: &ParsedAnnotations) -> (Vec<Mark>, Vec<Link>) {
    let set = set(reading);
    let marks = set.annotations().iter().map(|mark| (mark.kind.id().to_owned(), words(reading, &mark.target)));
    let end = |id: &Id| set.get(id).map(|mark| words(reading, &mark.target)).unwrap_or_default();
    let link = |relation: &Relation| (relation.role.id().to_owned(), end(&relation.from), end(&relation.to));
    let mut links: Vec<_> = set.relations().iter().map(|relation| link(relation)).collect();
    links.sort();
    (marks.collect(), links)
}

/// Judgments of the European Court of Human Rights annotated by lawyers: import and export change nothing.
#[test]
fn annotated_judgments_survive_a_round_trip() {
    let Some(data) = std::env::var_os("GAINSAY_DATA") else { return };
    let folder = PathBuf::from(data).join("echr");
    let mut count = 0;
    let mut open = vec![folder.clone()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "ann") {
                goes_round(&path);
                count += 1;
            }
        }
    }
    assert!(count > 0, "no judgments in {}", folder.display());
}

fn goes_round(path: &Path) {
    let source = std::fs::read(path).unwrap();
    let name = path.file_name().unwrap().to_str().unwrap();
    let text = name.replace(".ann", ".txt");
    let bytes = std::fs::read(path.with_file_name(&text)).unwrap();
    let reading = read("brat", name, &source, &[(&text, &bytes)]).unwrap_or_else(|error| panic!("{name}: {error}"));
    let spans = String::from_utf8(source).unwrap().lines().filter(|line| line.starts_with('T')).count();
    let lines = told(&reading);
    let dropped = lines.iter().filter(|line| line.ends_with("cannot be read and is skipped")).count();
    // The rest of a span across a line end is on a separate line.
    assert!(set(&reading).annotations().len() + dropped >= spans, "{name}: {lines:?}");
    assert!(dropped <= 1, "{name}: {lines:?}");
    let lost = set(&reading).annotations().iter().filter(|mark| mark.is_lost()).count();
    assert_eq!(lost, 0, "{name}");

    let folder = written(&reading.documents[0]);
    let files: Vec<(&str, &[u8])> =
        folder.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let again = read("brat", files[0].0, files[0].1, &files[1..]).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(told(&again), Vec::<String>::new(), "{name}");
    assert_eq!(essence(&again), essence(&reading), "{name}");
}
