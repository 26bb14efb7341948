//! REFI-QDA projects: from other programs, from Gainsay, and hostile ones.

use std::io::{Cursor, Write as _};

use gainsay::interchange::{Output, ParsedAnnotations, export_format};
use gainsay::model::annotation::{Annotation, Target};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::sample::{self, read};

/// An archive of parts.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A project with this content.
fn project(origin: &str, content: &str) -> String {
    format!(
        "\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"P\" origin=\"{origin}\">{content}</Project>"
    )
}

fn words(reading: &ParsedAnnotations, target: &Target) -> Vec<String> {
    let text = &reading.documents[0].document.article().text;
    target.found().map(|range| text.slice(range).to_owned()).collect()
}

fn marks(reading: &ParsedAnnotations) -> Vec<&Annotation> {
    reading.documents[0].document.set().annotations().iter().map(AsRef::as_ref).collect()
}

/// As in ATLAS.ti, MAXQDA and NVivo: braces and capitals in guids, nested codes, notes in separate files.
const OTHERS: &str = r##"
<Users><User guid="{A0000000-0000-0000-0000-000000000001}" name="Ana"/><User guid="a0000000-0000-0000-0000-000000000002" name="Bo"/></Users>
<CodeBook><Codes>
  <Code guid="c0000000-0000-0000-0000-000000000001" name="Claims" isCodable="true">
    <Code guid="C0000000-0000-0000-0000-000000000002" name="about lead" isCodable="true" color="#ff0000"/>
  </Code>
  <Code guid="c0000000-0000-0000-0000-000000000003" name="irony" isCodable="true"/>
</Codes><Sets/></CodeBook>
<Cases><Case guid="c1000000-0000-0000-0000-000000000001" name="Vale"/></Cases>
<Sources>
  <TextSource guid="50000000-0000-0000-0000-000000000001" name="Story" plainTextPath="internal://50000000-0000-0000-0000-000000000001.txt" richTextPath="internal://a.docx">
    <PlainTextSelection guid="{51000000-0000-0000-0000-000000000001}" name="lead" startPosition="12" endPosition="16" creatingUser="{A0000000-0000-0000-0000-000000000001}" creationDateTime="2026-11-23T10:00:00Z">
      <Description>in the water</Description>
      <Coding guid="61000000-0000-0000-0000-000000000001" creatingUser="a0000000-0000-0000-0000-000000000002"><CodeRef targetGUID="{c0000000-0000-0000-0000-000000000002}"/><NoteRef targetGUID="70000000-0000-0000-0000-000000000001"/></Coding>
      <Coding guid="61000000-0000-0000-0000-000000000002"><CodeRef targetGUID="c0000000-0000-0000-0000-000000000003"/></Coding>
    </PlainTextSelection>
    <PlainTextSelection guid="51000000-0000-0000-0000-000000000002" startPosition="0" endPosition="2"/>
    <PlainTextSelection guid="51000000-0000-0000-0000-000000000003" startPosition="90" endPosition="99"/>
    <VariableValue><VariableRef targetGUID="x"/></VariableValue>
  </TextSource>
  <PictureSource guid="50000000-0000-0000-0000-000000000002" name="Photo"/>
</Sources>
<Notes><Note guid="70000000-0000-0000-0000-000000000001" name="n" plainTextPath="internal://n.txt"/></Notes>
<Links>
  <Link guid="80000000-0000-0000-0000-000000000001" name="contradicts" direction="OneWay" originGUID="51000000-0000-0000-0000-000000000002" targetGUID="51000000-0000-0000-0000-000000000001"/>
  <Link guid="80000000-0000-0000-0000-000000000002" name="x" originGUID="51000000-0000-0000-0000-000000000002" targetGUID="c0000000-0000-0000-0000-000000000003"/>
</Links>"##;

#[test]
fn projects_of_other_programs_are_imported() {
    let bytes = packed(&[
        ("project.qde", project("ATLAS.ti 24", OTHERS).as_bytes()),
        ("sources/50000000-0000-0000-0000-000000000001.txt", "\u{FEFF}\u{1F4A7} Water has lead in it.\r\n".as_bytes()),
        ("sources/n.txt", "a memo".as_bytes()),
    ]);
    let reading = read("qdpx", "p.qdpx", &bytes, &[]).unwrap();
    let article = &reading.documents[0].document.article();
    assert_eq!((article.stated.title.as_str(), article.file.as_str()), ("Story", "Story.txt"));
    let all = marks(&reading);
    let lead = all.iter().find(|mark| mark.id.as_str().ends_with('1')).unwrap();
    assert_eq!(words(&reading, &lead.target), ["lead"]);
    assert_eq!((lead.kind.id(), lead.tags.as_slice()), ("claim", &["about lead".to_owned(), "irony".to_owned()][..]));
    assert_eq!((lead.note.as_str(), &*lead.creator), ("in the water\n\na memo", "Ana"));
    assert_eq!(lead.created.as_str(), "2026-11-23T10:00:00Z");
    let plain = all.iter().find(|mark| mark.id.as_str().ends_with('2')).unwrap();
    assert_eq!((words(&reading, &plain.target), plain.kind.id()), (vec!["\u{1F4A7} ".to_owned()], "unclassified"));
    let [link] = reading.documents[0].document.set().relations() else { panic!("one link") };
    assert_eq!((&link.from, link.role.id(), &link.to), (&plain.id, "contradicts", &lead.id));
    assert_eq!(
        reading.notes.lines().collect::<Vec<_>>(),
        [
            "a PictureSource has no text and is skipped",
            "a link that is not between two passages is skipped",
            "a passage is not found in the text and is kept as lost: “characters 90 to 99”",
            "a variable of a text is not imported",
            "only the first of several coders of a passage is imported",
            "“Cases” of the project is not imported",
        ]
    );
}

/// Programs count code points or UTF-16 units, with or without carriage returns; the names of selections decide.
#[test]
fn the_unit_of_offsets_is_detected() {
    let text = "\u{1F4A7}\u{1F4A7}\r\n\r\nmuch lead\r\n";
    for (origin, start) in [("X", 6), ("X", 4), ("X", 8), ("NVivo", 8), ("ATLAS.ti", 4)] {
        let content = format!(
            "<CodeBook><Codes/></CodeBook><Sources><TextSource guid=\"s\" name=\"a.txt\" plainTextPath=\"internal://a.txt\">\
             <PlainTextSelection guid=\"m\" name=\"much lead\" startPosition=\"{start}\" endPosition=\"{}\"/></TextSource></Sources>",
            start + 9
        );
        let bytes =
            packed(&[("project.qde", project(origin, &content).as_bytes()), ("sources/a.txt", text.as_bytes())]);
        let reading = read("qdpx", "p.qdpx", &bytes, &[]).unwrap();
        assert_eq!(words(&reading, &marks(&reading)[0].target), ["much lead"], "{origin} {start}");
    }
}

#[test]
fn other_archives_are_refused_in_bounded_time() {
    let zeros = vec![b' '; 300 << 20];
    let cases: &[(&str, Vec<u8>)] = &[
        ("not packed", b"<Project/>".to_vec()),
        ("nothing in it", packed(&[])),
        ("no project in it", packed(&[("other.xml", b"<Project/>")])),
        ("no XML", packed(&[("project.qde", b"\xFF\x00")])),
        ("another document", packed(&[("project.qde", b"<html/>")])),
        ("a bomb", packed(&[("project.qde", &zeros)])),
    ];
    let start = std::time::Instant::now();
    for (what, bytes) in cases {
        let read = read("qdpx", "p.qdpx", bytes, &[]);
        let error = read.map(|reading| reading.documents.len()).expect_err(what);
        assert!(error.to_string().starts_with("not a REFI-QDA project: "), "{what}: {error}");
    }
    // Excessively nested codes.
    let codes = format!("{}{}", "<Code name=\"a\" guid=\"b\">".repeat(100_000), "</Code>".repeat(100_000));
    let deep = project("X", &format!("<CodeBook><Codes>{codes}</Codes></CodeBook>"));
    let deep = read("qdpx", "p.qdpx", &packed(&[("project.qde", deep.as_bytes())]), &[]);
    assert!(deep.is_err() || deep.unwrap().documents.is_empty());
    // Entities that would expand to gigabytes are refused.
    let laughs: String =
        (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    let laughs =
        format!("<!DOCTYPE x [<!ENTITY l0 \"ha\">{laughs}]>{}", project("&l9;", "<Description>&l9;</Description>"));
    let laughs = read("qdpx", "p.qdpx", &packed(&[("project.qde", laughs.as_bytes())]), &[]);
    assert!(laughs.is_err() || laughs.unwrap().documents.is_empty());
    assert!(start.elapsed().as_secs() < 60);
    // A source that exceeds the limit on unpacking, beside a valid project.
    let content = "<Sources><TextSource guid=\"s\" name=\"a\" plainTextPath=\"internal://a.txt\"/></Sources>";
    let bomb = packed(&[("project.qde", project("X", content).as_bytes()), ("sources/a.txt", &zeros)]);
    assert!(bomb.len() < 1 << 20);
    read("qdpx", "p.qdpx", &bomb, &[]).unwrap_err();
    // A path outside the archive's sources is ignored.
    let content =
        "<Sources><TextSource guid=\"s\" name=\"a\" plainTextPath=\"internal://../../etc/passwd\"/></Sources>";
    let bytes = packed(&[("project.qde", project("X", content).as_bytes())]);
    let reading = read("qdpx", "p.qdpx", &bytes, &[]).unwrap();
    assert!(reading.documents[0].document.article().text.is_empty());
}

/// The order and types of the standard's schema `Project.xsd`, for the elements in use.
#[test]
fn the_written_project_is_in_the_order_of_the_schema() {
    let output = (export_format("qdpx").unwrap().write)(&sample::full());
    let Output::Bytes(_) = &output else { panic!("packed") };
    let files = sample::files(output, "");
    let project = String::from_utf8(files.iter().find(|(name, _)| name == "project.qde").unwrap().1.clone()).unwrap();
    let tree = roxmltree::Document::parse(&project).unwrap();
    let names = |node: roxmltree::Node<'_, '_>| -> Vec<String> {
        node.children().filter(roxmltree::Node::is_element).map(|node| node.tag_name().name().to_owned()).collect()
    };
    assert_eq!(names(tree.root_element()), ["Users", "CodeBook", "Sources", "Notes", "Links"]);
    let mut guids = std::collections::HashSet::new();
    for node in tree.descendants().filter(roxmltree::Node::is_element) {
        assert_eq!(node.tag_name().namespace(), Some("urn:QDA-XML:project:1.0"));
        if let Some(guid) = node.attribute("guid") {
            assert!(uuid::Uuid::parse_str(guid).is_ok() && guid.len() == 36, "{guid}");
            assert!(guids.insert(guid), "{guid} is there twice");
        }
        for time in ["creationDateTime", "modifiedDateTime"] {
            assert!(node.attribute(time).is_none_or(|time| time.parse::<jiff::Timestamp>().is_ok()));
        }
    }
    let refers = ["targetGUID", "originGUID", "creatingUser"];
    let referred = tree.descendants().flat_map(|node| refers.map(|name| node.attribute(name)));
    assert!(referred.flatten().all(|guid| guids.contains(guid)), "every reference leads somewhere");
}
