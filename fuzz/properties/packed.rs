//! Documents that are ZIP archives, whose checksums the fuzzer would never guess: the bytes are one part of them, and what
//! is around it is sound.

/// A Word document with this main part.
pub fn docx(main: &[u8]) -> Vec<u8> {
    const STYLES: &str = r#"<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="b"><w:name w:val="Quote"/></w:style></w:styles>"#;
    const NOTES: &str = r#"<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote w:id="1"><w:p><w:r><w:t>said</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    const LISTS: &str = r#"<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
    const RELATIONS: &str = r#"<Relationships><Relationship Id="s" Type="x/styles" Target="styles.xml"/><Relationship Id="f" Type="x/footnotes" Target="footnotes.xml"/><Relationship Id="n" Type="x/numbering" Target="numbering.xml"/><Relationship Id="h" Type="x/hyperlink" Target="https://example.org" TargetMode="External"/></Relationships>"#;
    packed(&[
        ("word/document.xml", main),
        ("word/_rels/document.xml.rels", RELATIONS.as_bytes()),
        ("word/styles.xml", STYLES.as_bytes()),
        ("word/numbering.xml", LISTS.as_bytes()),
        ("word/footnotes.xml", NOTES.as_bytes()),
    ])
}

/// An OpenDocument text with this content.
pub fn odt(content: &[u8]) -> Vec<u8> {
    packed(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content)])
}

/// An archive of stored parts (APPNOTE 6.3.10, 4.3).
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = Vec::new();
    let mut directory = Vec::new();
    for (name, bytes) in parts {
        let offset = archive.len() as u32;
        let mut header = Vec::new();
        header.extend([20, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        header.extend(crc(bytes).to_le_bytes());
        header.extend((bytes.len() as u32).to_le_bytes());
        header.extend((bytes.len() as u32).to_le_bytes());
        header.extend((name.len() as u16).to_le_bytes());
        header.extend([0, 0]);
        archive.extend(b"PK\x03\x04");
        archive.extend(&header);
        archive.extend(name.bytes());
        archive.extend(*bytes);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&header);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.bytes());
    }
    let (start, count) = (archive.len() as u32, parts.len() as u16);
    archive.extend(&directory);
    archive.extend(b"PK\x05\x06\0\0\0\0");
    archive.extend(count.to_le_bytes());
    archive.extend(count.to_le_bytes());
    archive.extend((directory.len() as u32).to_le_bytes());
    archive.extend(start.to_le_bytes());
    archive.extend([0, 0]);
    archive
}

/// The checksum of ZIP (ISO 3309).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 })
    })
}
