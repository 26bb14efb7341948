//! What a file is that is not text, by the bytes it begins with.

/// A kind of file that is not text.
struct Magic {
    /// What to call it, with its article.
    what: &'static str,
    /// Where the bytes stand.
    at: usize,
    /// The bytes.
    bytes: &'static [u8],
    /// Whether a text may begin like this too, so that a NUL must follow to tell.
    needs_nul: bool,
}

const fn magic(what: &'static str, bytes: &'static [u8]) -> Magic {
    Magic { what, at: 0, bytes, needs_nul: false }
}

const fn weak(what: &'static str, bytes: &'static [u8]) -> Magic {
    Magic { what, at: 0, bytes, needs_nul: true }
}

/// The files people take for an article, and those they drop by mistake; the first that fits counts.
const MAGICS: &[Magic] = &[
    magic("a PDF document", b"%PDF-"),
    magic("an RTF document", b"{\\rtf"),
    magic("a document of an old Office (DOC, XLS or PPT)", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
    magic("a PNG image", b"\x89PNG\r\n\x1A\n"),
    magic("a JPEG image", b"\xFF\xD8\xFF"),
    magic("a GIF image", b"GIF87a"),
    magic("a GIF image", b"GIF89a"),
    magic("a TIFF image", b"II*\0"),
    magic("a TIFF image", b"MM\0*"),
    Magic { what: "a WebP image", at: 8, bytes: b"WEBP", needs_nul: true },
    Magic { what: "a WAV recording", at: 8, bytes: b"WAVE", needs_nul: true },
    Magic { what: "a video or recording (MP4, HEIC)", at: 4, bytes: b"ftyp", needs_nul: true },
    weak("a bitmap image", b"BM"),
    weak("an MP3 recording", b"ID3"),
    weak("an Ogg recording", b"OggS"),
    magic("a Matroska or WebM video", b"\x1A\x45\xDF\xA3"),
    magic("a DjVu document", b"AT&TFORM"),
    magic("a gzip archive", b"\x1F\x8B\x08"),
    magic("an xz archive", b"\xFD7zXZ\0"),
    magic("a 7z archive", b"7z\xBC\xAF\x27\x1C"),
    magic("a Zstandard archive", b"\x28\xB5\x2F\xFD"),
    magic("a RAR archive", b"Rar!\x1A\x07"),
    Magic { what: "a bzip2 archive", at: 4, bytes: b"1AY&SY", needs_nul: false },
    Magic { what: "a tar archive", at: 257, bytes: b"ustar", needs_nul: true },
    magic("an SQLite database", b"SQLite format 3\0"),
    magic("a program (ELF)", b"\x7FELF"),
    weak("a program (Windows)", b"MZ"),
    magic("a program (macOS)", b"\xCF\xFA\xED\xFE"),
    magic("a program (Java class)", b"\xCA\xFE\xBA\xBE"),
    magic("a program (WebAssembly)", b"\0asm"),
];

/// How far into a file a NUL, or the name of a ZIP archive's kind, is looked for.
const WINDOW: usize = 4096;

/// Says what a file is if it is not text.
pub fn what_is(bytes: &[u8]) -> Option<&'static str> {
    let window = &bytes[..bytes.len().min(WINDOW)];
    if window.starts_with(b"PK\x03\x04") || window.starts_with(b"PK\x05\x06") {
        return Some(zip(window));
    }
    let fits = |magic: &&Magic| {
        window.get(magic.at..).is_some_and(|rest| rest.starts_with(magic.bytes))
            && (!magic.needs_nul || window.contains(&0))
    };
    MAGICS.iter().find(fits).map(|magic| magic.what)
}

/// What a ZIP archive is, by the names and the uncompressed `mimetype` at its start (OCF 3.3, ODF 1.3 part 2).
fn zip(window: &[u8]) -> &'static str {
    let holds = |words: &str| window.windows(words.len()).any(|piece| piece == words.as_bytes());
    if holds("application/epub+zip") {
        "an EPUB book"
    } else if holds("application/vnd.oasis.opendocument") {
        "an OpenDocument file (ODT, ODS or ODP)"
    } else if holds("word/") {
        "a Word document (DOCX)"
    } else if holds("[Content_Types].xml") || holds("_rels/") {
        "an Office document (DOCX, XLSX or PPTX)"
    } else {
        "a ZIP archive"
    }
}
