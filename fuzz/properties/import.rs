//! Article formats: any bytes are either read as a valid article or refused with a reason.

use gainsay::articles::article_format;
use gainsay::encoding::encodings;
use gainsay::model::article::Article;
use gainsay::model::offset::ByteOffset;

/// Reads a file, and again in the detected encoding, with the same result.
pub fn reads(id: &str, bytes: &[u8]) {
    let importer = article_format(id).expect("a row of the table");
    let file = format!("story.{}", importer.extensions[0]);
    match importer.read(bytes, None, &file) {
        Ok(imported) => {
            let article = imported.article;
            is_sound(&article);
            assert!(!article.encoding.is_empty());
            assert_eq!((article.file.as_str(), article.media_type.as_str()), (file.as_str(), importer.media_type));
            // A document declares its own encoding.
            let encoding = Some(article.encoding.as_str()).filter(|encoding| !encoding.is_empty());
            let again = importer.read(bytes, encoding, &file).expect("the encoding that was found");
            assert_eq!(again.article, article, "read as {}", article.encoding);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// The same in an encoding chosen by the first byte.
pub fn decodes(bytes: &[u8]) {
    let Some((first, bytes)) = bytes.split_first() else { return };
    let names: Vec<&str> = encodings().collect();
    let name = names[usize::from(*first) % names.len()];
    let imported = article_format("text").expect("a row of the table").read(bytes, Some(name), "story.txt");
    let article = imported.expect("a person who names an encoding has seen the file").article;
    assert_eq!(article.encoding, name);
    is_sound(&article);
}

/// Reads a document twice, with the same result; it has no encoding.
pub fn opens(id: &str, bytes: &[u8]) {
    let importer = article_format(id).expect("a row of the table");
    let read = importer.read(bytes, None, "story");
    match &read {
        Ok(imported) => is_sound(&imported.article),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
    assert_eq!(importer.read(bytes, None, "story"), read);
}

fn is_sound(article: &Article) {
    let text = &article.text;
    assert!(!text.as_str().contains('\r') && !text.as_str().starts_with('\u{feff}'));
    assert!(
        article.stated.title.chars().count() <= 121,
        "a title of {} characters",
        article.stated.title.chars().count()
    );
    for span in article.structure.spans() {
        let paragraph = text.paragraph(text.paragraph_at(span.range.start()));
        assert!(text.admits(span.range) && paragraph.encloses(span.range), "{span:?} in {text:?}");
    }
    for part in 0..=8 {
        let byte = text.floor(ByteOffset::new(text.end().get() / 8 * part));
        assert_eq!(text.byte_of_scalar(text.scalar_of(byte)), Some(byte));
        assert_eq!(text.byte_of_utf16(text.utf16_of(byte)), Some(byte));
        let paragraph = text.paragraph(text.paragraph_at(byte));
        assert!(paragraph.start() <= byte && byte <= paragraph.end());
    }
}
