//! File type detection by content.

use crate::articles::ArticleError;
use crate::articles::mime::{PAGES, Part};
use crate::encoding::Cancellation;
use crate::encoding::zip::Archive;

/// A signature of a file type that is not text.
struct Signature {
    /// The file type, with its article.
    what: &'static str,
    /// Offset of the bytes.
    at: usize,
    /// The bytes.
    bytes: &'static [u8],
    /// True if a text may begin like this; then a NUL is also required.
    needs_nul: bool,
}

const fn signature(what: &'static str, bytes: &'static [u8]) -> Signature {
    Signature { what, at: 0, bytes, needs_nul: false }
}

const fn weak_signature(what: &'static str, bytes: &'static [u8]) -> Signature {
    Signature { what, at: 0, bytes, needs_nul: true }
}

const OLD_OFFICE: &str = "a document of an old Office (DOC, XLS or PPT)";

/// Signatures of files that people take for articles, or open by mistake; the first match counts.
const SIGNATURES: &[Signature] = &[
    signature("a PDF document", b"%PDF-"),
    signature("an RTF document", b"{\\rtf"),
    signature(OLD_OFFICE, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
    signature("a PNG image", b"\x89PNG\r\n\x1A\n"),
    signature("a JPEG image", b"\xFF\xD8\xFF"),
    signature("a GIF image", b"GIF87a"),
    signature("a GIF image", b"GIF89a"),
    signature("a TIFF image", b"II*\0"),
    signature("a TIFF image", b"MM\0*"),
    Signature { what: "a WebP image", at: 8, bytes: b"WEBP", needs_nul: true },
    Signature { what: "a WAV recording", at: 8, bytes: b"WAVE", needs_nul: true },
    Signature { what: "a video or recording (MP4, HEIC)", at: 4, bytes: b"ftyp", needs_nul: true },
    weak_signature("a bitmap image", b"BM"),
    weak_signature("an MP3 recording", b"ID3"),
    weak_signature("an Ogg recording", b"OggS"),
    signature("a Matroska or WebM video", b"\x1A\x45\xDF\xA3"),
    signature("a DjVu document", b"AT&TFORM"),
    signature("a gzip archive", b"\x1F\x8B\x08"),
    signature("an xz archive", b"\xFD7zXZ\0"),
    signature("a 7z archive", b"7z\xBC\xAF\x27\x1C"),
    signature("a Zstandard archive", b"\x28\xB5\x2F\xFD"),
    signature("a RAR archive", b"Rar!\x1A\x07"),
    Signature { what: "a bzip2 archive", at: 4, bytes: b"1AY&SY", needs_nul: false },
    Signature { what: "a tar archive", at: 257, bytes: b"ustar", needs_nul: true },
    signature("an SQLite database", b"SQLite format 3\0"),
    signature("a program (ELF)", b"\x7FELF"),
    weak_signature("a program (Windows)", b"MZ"),
    signature("a program (macOS)", b"\xCF\xFA\xED\xFE"),
    signature("a program (Java class)", b"\xCA\xFE\xBA\xBE"),
    signature("a program (WebAssembly)", b"\0asm"),
];

/// Bytes that are searched for a NUL, or for the file type of a ZIP archive.
const WINDOW: usize = 4096;

/// The file type of a file that is not text.
pub fn file_type(bytes: &[u8]) -> Option<&'static str> {
    if is_zip(bytes) {
        return Some(zip(bytes).0);
    }
    let window = &bytes[..bytes.len().min(WINDOW)];
    let fits = |signature: &&Signature| {
        window.get(signature.at..).is_some_and(|rest| rest.starts_with(signature.bytes))
            && (!signature.needs_nul || window.contains(&0))
    };
    let what = SIGNATURES.iter().find(fits).map(|signature| signature.what);
    // Encrypted Office documents are wrapped in the old format ([MS-OFFCRYPTO], 2.3.4.4).
    if what == Some(OLD_OFFICE) && holds(bytes, b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0") {
        return Some("an Office document (DOCX, XLSX or PPTX) protected by a password");
    }
    what
}

/// The id of the article format of a document, by its content.
pub fn document_format(bytes: &[u8]) -> Option<&'static str> {
    if is_zip(bytes) {
        zip(bytes).1
    } else if is_flat_odf(bytes) {
        Some("odt")
    } else if bytes.starts_with(b"%PDF-") {
        Some("pdf")
    } else {
        is_web_archive(bytes).then_some("mhtml")
    }
}

/// Refuses a file that is not of this article format.
///
/// # Errors
/// With the file type.
pub fn expect(bytes: &[u8], format: &str) -> Result<(), ArticleError> {
    if document_format(bytes) == Some(format) {
        return Ok(());
    }
    Err(refusal(bytes))
}

/// The error for a file of another type than its name suggests.
pub fn refusal(bytes: &[u8]) -> ArticleError {
    ArticleError::NotText { what: file_type(bytes).unwrap_or("not what its name says") }
}

/// True for an OpenDocument text in flat XML.
pub fn is_flat_odf(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(WINDOW)];
    start.trim_ascii_start().starts_with(b"<?xml")
        && holds(start, b"<office:document")
        && holds(start, b"application/vnd.oasis.opendocument.text")
}

/// True for a web archive, by its header fields.
fn is_web_archive(bytes: &[u8]) -> bool {
    Part::message(bytes).is_some_and(|message| {
        let media_type = message.media_type();
        message.field("mime-version").is_some()
            && (media_type == "multipart/related" || PAGES.contains(&media_type.as_str()))
    })
}

fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|piece| piece == words)
}

/// The declared media type of an archive, in lower case: from `mimetype`, wherever and however packed, else from the
/// manifest (ODF 1.3 part 2, 3.3 and 4.8).
fn declared_type(archive: &mut Archive<'_>) -> String {
    /// Longer than any media type.
    const LONGEST: usize = 256;
    const TYPE: &str = "media-type=\"application/vnd.oasis.opendocument";
    let mut text = |name: &str| {
        let bytes = archive.part(name).ok().flatten()?;
        Some(String::from_utf8_lossy(&bytes).to_lowercase())
    };
    if let Some(declared) = text("mimetype") {
        return declared.trim().chars().take(LONGEST).collect();
    }
    let manifest = text("META-INF/manifest.xml").unwrap_or_default();
    let declared = manifest.find(TYPE).map(|at| manifest[at..].chars().take(LONGEST).collect::<String>());
    declared.and_then(|declared| declared.split('"').nth(1).map(str::to_owned)).unwrap_or_default()
}

/// The file type of a ZIP archive, and the id of its article format: by part names and declared type; for a truncated
/// one, by part names and the uncompressed `mimetype` at its start (OCF 3.3, ODF 1.3 part 2).
fn zip(bytes: &[u8]) -> (&'static str, Option<&'static str>) {
    let parts: Vec<u8> = match Archive::open(bytes, "ZIP archive", Cancellation::NEVER) {
        Ok(mut archive) => {
            let names = archive.names().collect::<Vec<_>>().join("\n");
            format!("{names}\n{}", declared_type(&mut archive)).into_bytes()
        }
        Err(_) => Vec::new(),
    };
    let start = &bytes[..bytes.len().min(WINDOW)];
    let holds = |text: &str| holds(start, text.as_bytes()) || holds(&parts, text.to_lowercase().as_bytes());
    if holds("application/epub+zip") || holds("META-INF/container.xml") {
        ("an EPUB book", Some("epub"))
    } else if holds("application/vnd.oasis.opendocument.text") {
        ("an OpenDocument text (ODT)", Some("odt"))
    } else if holds("application/vnd.oasis.opendocument") {
        ("an OpenDocument file (ODS, ODP or ODG)", None)
    } else if holds("word/document") {
        ("a Word document (DOCX)", Some("docx"))
    } else if holds("xl/workbook") || holds("ppt/presentation") {
        ("an Office document (XLSX or PPTX)", None)
    } else if holds("[Content_Types].xml") {
        ("an Office document (DOCX, XLSX or PPTX)", Some("docx"))
    } else {
        ("a ZIP archive", None)
    }
}
