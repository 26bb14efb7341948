//! Hypothesis export and import: the JSON of its client (client 1.x, `annotations-exporter`, `import-annotations`).
//!
//! An annotation of Hypothesis has one passage, a text, tags and an author. The note becomes the text. Kind, speaker,
//! certainty and the discussion flag become tags before the person's own: `denial`, `speaker: Ana Duarte`, `certainty:
//! probable`, `discuss`. The person's own tag that looks like one of these gets the prefix `tag: `. Offsets count
//! UTF-16 units. The client imports the passage, the text and the tags; author and dates become those of the importing
//! person.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::interchange::collect::collect;
use crate::interchange::import_format::{ImportError, ParsedAnnotations, Source};
use crate::interchange::iri::article_iri;
use crate::interchange::located::Located;
use crate::interchange::notes::Notes;
use crate::interchange::place::Placer;
use crate::interchange::texts::Texts;
use crate::interchange::vocabulary;
use crate::interchange::vocabulary::UNCLASSIFIED;
use crate::model::annotation::{Annotation, Certainty, Fragment, Id, Speaker, Target, Time, VOICES, Voice};
use crate::model::document::Document;
use crate::model::extra::Extra;
use crate::model::kind::Kind;
use crate::model::offset::{ByteRange, Utf16Offset};
use crate::model::selector::{Quote, describe};
use crate::model::set::AnnotationSet;
use crate::model::text::ArticleText;

type Object = Map<String, Value>;

/// The exporting program, which identifies Gainsay's own files.
const CLIENT: &str = "Gainsay";

/// Domain of the user names in Gainsay's own files, which never resolves (RFC 2606).
const AUTHORITY: &str = "gainsay.invalid";

const SPEAKER: &str = "speaker: ";
const VOICE: &str = "voice: ";
const CERTAINTY: &str = "certainty: ";
const DISCUSS: &str = "discuss";

/// The tag of a changed mark.
const CHANGED: &str = "status: changed";
const TAG: &str = "tag: ";

#[derive(Serialize)]
struct Export<'a> {
    export_date: &'a str,
    export_userid: &'a str,
    client_version: &'a str,
    annotations: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    created: &'a str,
    updated: &'a str,
    user: String,
    user_info: User<'a>,
    uri: &'a str,
    text: &'a str,
    tags: Vec<String>,
    group: &'a str,
    permissions: Permissions<'a>,
    target: [Passage<'a>; 1],
    document: Titles<'a>,
    links: Links,
    hidden: bool,
    flagged: bool,
}

#[derive(Serialize)]
struct User<'a> {
    display_name: Option<&'a str>,
}

#[derive(Serialize)]
struct Permissions<'a> {
    read: [&'a str; 1],
    update: [String; 1],
    delete: [String; 1],
}

#[derive(Serialize)]
struct Titles<'a> {
    title: Vec<&'a str>,
}

#[derive(Serialize)]
struct Links {}

#[derive(Serialize)]
struct Passage<'a> {
    source: &'a str,
    selector: Vec<Selector>,
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector {
    TextPositionSelector { start: usize, end: usize },
    TextQuoteSelector { exact: String, prefix: String, suffix: String },
}

/// Writes the file.
pub fn write(document: &Document) -> String {
    let (article, set) = (document.article(), document.set());
    let source = article_iri(article);
    let times = set.annotations().iter().map(|mark| mark.modified.as_str());
    let export = Export {
        // The date of the last change instead of the current time, so that the same marks give the same file.
        export_date: times.max().unwrap_or_default(),
        export_userid: "",
        client_version: CLIENT,
        annotations: set.annotations().iter().map(|mark| item(document, &source, mark)).collect(),
    };
    // Strings and numbers under string keys always serialise.
    serde_json::to_string_pretty(&export).map(|json| json + "\n").unwrap_or_default()
}

fn item<'a>(document: &'a Document, source: &'a str, mark: &'a Annotation) -> Item<'a> {
    let text = &document.article().text;
    let user = user(&mark.creator);
    let title = Some(document.article().title()).filter(|title| !title.is_empty());
    Item {
        id: mark.id.as_str(),
        created: mark.created.as_str(),
        updated: mark.modified.as_str(),
        user_info: User { display_name: Some(mark.creator.as_ref()).filter(|name| !name.is_empty()) },
        uri: source,
        text: &mark.note,
        tags: tags(mark),
        group: "__world__",
        permissions: Permissions { read: ["group:__world__"], update: [user.clone()], delete: [user.clone()] },
        target: [Passage { source, selector: selectors(text, &mark.target) }],
        document: Titles { title: title.into_iter().collect() },
        links: Links {},
        hidden: false,
        flagged: false,
        user,
    }
}

/// A user's id in the characters that Hypothesis allows: letters, digits, `.` and `_`.
fn user(name: &str) -> String {
    let name: String = name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).take(30).collect();
    format!("acct:{}@{AUTHORITY}", if name.is_empty() { "nobody" } else { &name })
}

fn tags(mark: &Annotation) -> Vec<String> {
    let mut tags = vec![mark.kind.id().to_owned()];
    if let Some(speaker) = &mark.speaker {
        let is_named = speaker.voice.id() == VOICES[0].id && !speaker.name.is_empty();
        tags.extend((!is_named).then(|| format!("{VOICE}{}", speaker.voice.id())));
        tags.extend((!speaker.name.is_empty()).then(|| format!("{SPEAKER}{}", speaker.name)));
    }
    tags.extend((mark.certainty != Default::default()).then(|| format!("{CERTAINTY}{}", mark.certainty.id())));
    tags.extend(mark.discuss.then(|| DISCUSS.to_owned()));
    tags.extend(mark.is_changed().then(|| CHANGED.to_owned()));
    tags.extend(mark.tags.iter().map(|tag| if is_ours(tag) { format!("{TAG}{tag}") } else { tag.clone() }));
    tags
}

/// True if a tag stands for a field.
fn is_ours(tag: &str) -> bool {
    tag == DISCUSS || tag == CHANGED || [SPEAKER, VOICE, CERTAINTY, TAG].iter().any(|start| tag.starts_with(start))
}

/// The selectors of a passage; of a lost one its text alone, as for an orphan.
fn selectors(text: &ArticleText, target: &Target) -> Vec<Selector> {
    let Some(first) = target.fragments().first() else { return Vec::new() };
    let range = first.range();
    let quote = match range {
        Some(range) => describe(text, range),
        None => first.quote().cloned().unwrap_or_default(),
    };
    let position = range.map(|range| Selector::TextPositionSelector {
        start: text.utf16_of(range.start()).get(),
        end: text.utf16_of(range.end()).get(),
    });
    let quote = Selector::TextQuoteSelector { exact: quote.exact, prefix: quote.prefix, suffix: quote.suffix };
    position.into_iter().chain([quote]).collect()
}

/// The annotations of a file, and the replies in a separate list. The file is an export of the client, a search result
/// of the API, a list of annotations, or one annotation of the API.
fn lists(value: &Value) -> Option<(&[Value], &[Value])> {
    let list = |key: &str| value.get(key).and_then(Value::as_array).map(Vec::as_slice);
    let is_annotation = |value: &Value| value.get("target").is_some() || value.get("uri").is_some();
    match value {
        Value::Array(list) => list.iter().any(is_annotation).then_some((list.as_slice(), &[])),
        _ => match list("annotations").or_else(|| list("rows")) {
            Some(annotations) => Some((annotations, list("replies").unwrap_or_default())),
            None => is_annotation(value).then_some((std::slice::from_ref(value), &[])),
        },
    }
}

/// Reads an export of the client, a search result of the API, a list of annotations, or one annotation.
///
/// # Errors
/// If it is not JSON, or has no annotations.
pub fn read(source: &Source<'_>) -> Result<ParsedAnnotations, ImportError> {
    let wrong = |why: String| ImportError::Wrong { format: "Hypothesis export", why };
    let bytes = source.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(source.bytes);
    let value: Value = serde_json::from_slice(bytes).map_err(|error| wrong(error.to_string()))?;
    let (list, separate) = lists(&value).ok_or_else(|| wrong("it has no list of annotations".to_owned()))?;
    let own = value.get("client_version").is_some_and(|version| version == CLIENT);
    let mut notes = Notes::default();
    let mut texts = Texts::default();
    let mut found: Vec<(usize, &Object)> = Vec::new();
    let mut replies: Vec<&Object> = Vec::new();
    for (one, is_reply) in list.iter().map(|one| (one, false)).chain(separate.iter().map(|one| (one, true))) {
        let Value::Object(object) = one else {
            notes.add("an item that is not an annotation is skipped");
            continue;
        };
        let refers =
            object.get("references").and_then(Value::as_array).is_some_and(|references| !references.is_empty());
        if is_reply || refers {
            replies.push(object);
            continue;
        }
        let uri = string(object, "uri").or_else(|| string(targets(object).next()?, "source"));
        found.push((texts.find(uri.unwrap_or_default()), object));
    }
    if let (true, Some(article), true) = (own, source.article, found.is_empty()) {
        // A file without annotations does not name its article.
        let documents = vec![Located::new(Document::new(article.clone(), AnnotationSet::default(), Extra::default()))];
        return Ok(ParsedAnnotations { documents, notes });
    }
    let mut by_text: Vec<Vec<&Object>> = vec![Vec::new(); texts.len()];
    found.into_iter().for_each(|(text, object)| by_text[text].push(object));
    let answers = answers(&replies, &mut notes);
    let mut documents = Vec::new();
    for ((_, mut article), objects) in texts.read(source, &mut notes)?.into_iter().zip(by_text) {
        let mut placer = Placer::new(&article.text, source.cancellation);
        let mut marks: Vec<Annotation> = Vec::new();
        for object in &objects {
            source.cancellation.check()?;
            marks.extend(mark(object, own, &mut placer, &answers, &mut notes));
        }
        placer.report(&mut notes);
        if marks.is_empty() && !own {
            continue;
        }
        // The title of the page, unless the given article has one.
        let is_untitled = source.article.is_none() || article.title().is_empty();
        if let Some(title) = objects.iter().find_map(|object| title(object)).filter(|_| is_untitled) {
            article.stated.title = title.to_owned();
        }
        documents.push(Located::new(Document::new(article, collect(marks, Vec::new(), &mut notes), Extra::default())));
    }
    Ok(ParsedAnnotations { documents, notes })
}

/// The targets of an annotation, usually one.
fn targets(object: &Object) -> impl Iterator<Item = &Object> {
    let target = object.get("target");
    let one = target.and_then(Value::as_object);
    one.into_iter().chain(target.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object))
}

fn string<'v>(object: &'v Object, key: &str) -> Option<&'v str> {
    object.get(key).and_then(Value::as_str)
}

fn title(object: &Object) -> Option<&str> {
    match object.get("document")?.get("title")? {
        Value::String(title) => Some(title),
        Value::Array(titles) => titles.first()?.as_str(),
        _ => None,
    }
}

/// The replies to each annotation in order, with the replies to replies.
fn answers<'v>(replies: &[&'v Object], notes: &mut Notes) -> HashMap<&'v str, Vec<String>> {
    let mut answers: HashMap<&str, Vec<String>> = HashMap::new();
    for reply in replies {
        let root = reply.get("references").and_then(|references| references.get(0)).and_then(Value::as_str);
        let texts = format!("{}: {}", author(reply), string(reply, "text").unwrap_or_default());
        answers.entry(root.unwrap_or_default()).or_default().push(texts);
        notes.add("a reply is added to the note of its parent");
    }
    answers
}

/// The name of an annotation's author.
fn author(object: &Object) -> &str {
    let shown = object.get("user_info").and_then(|info| info.get("display_name")).and_then(Value::as_str);
    let account = string(object, "user").unwrap_or_default();
    let named = account.strip_prefix("acct:").unwrap_or(account).split('@').next().unwrap_or_default();
    // The account in Gainsay's own files is derived from the name.
    let likeness = account.ends_with(AUTHORITY);
    shown.unwrap_or(if likeness { "" } else { named })
}

fn mark(
    object: &Object,
    own: bool,
    placer: &mut Placer<'_>,
    answers: &HashMap<&str, Vec<String>>,
    notes: &mut Notes,
) -> Option<Annotation> {
    let id = string(object, "id").unwrap_or_default();
    let passages: Vec<Fragment> = targets(object).filter_map(|target| fragment(target, own, placer, notes)).collect();
    if passages.is_empty() {
        notes.name(
            "a note on the whole page has no passage and is skipped",
            string(object, "text").filter(|text| !text.is_empty()).unwrap_or(id),
        );
        return None;
    }
    let mut mark = Annotation::new(Id::new(id), Kind::new(UNCLASSIFIED), Target::new(passages));
    let tags = object.get("tags").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    take_tags(&mut mark, &tags.collect::<Vec<_>>(), own);
    let texts = string(object, "text").filter(|text| !text.is_empty()).map(str::to_owned);
    let texts = texts.into_iter().chain(answers.get(id).into_iter().flatten().cloned());
    mark.note = texts.collect::<Vec<_>>().join("\n\n");
    mark.created = Time::new(string(object, "created").unwrap_or_default());
    mark.modified = Time::new(string(object, "updated").unwrap_or_default());
    mark.creator = author(object).into();
    Some(mark)
}

/// Reads fields from tags; in Gainsay's own file the first tag is the kind.
fn take_tags(mark: &mut Annotation, tags: &[&str], own: bool) {
    let mut rest = tags;
    if let (true, Some((kind, others))) = (own, rest.split_first()) {
        mark.kind = Kind::new(kind);
        rest = others;
    }
    let mut is_classified = own;
    for tag in rest {
        if let Some(name) = tag.strip_prefix(SPEAKER) {
            mark.speaker.get_or_insert_with(|| Speaker::new(VOICES[0].id, "")).name = name.to_owned();
        } else if let Some(voice) = tag.strip_prefix(VOICE) {
            mark.speaker.get_or_insert_with(|| Speaker::new(VOICES[0].id, "")).voice = Voice::new(voice);
        } else if let Some(certainty) = tag.strip_prefix(CERTAINTY) {
            mark.certainty = Certainty::new(certainty);
        } else if *tag == DISCUSS {
            mark.discuss = true;
        } else if own && *tag == CHANGED {
            // The file lacks the original text, so the passage counts as unchanged.
        } else if let (false, Some(kind)) = (is_classified, vocabulary::kind(tag)) {
            (mark.kind, is_classified) = (Kind::new(kind.id), true);
            mark.tags.extend(kind.says_more.then(|| (*tag).to_owned()));
        } else {
            mark.tags.push(tag.strip_prefix(TAG).unwrap_or(tag).to_owned());
        }
    }
}

/// The passage of a target; `None` for the whole page.
fn fragment(target: &Object, own: bool, placer: &mut Placer<'_>, notes: &mut Notes) -> Option<Fragment> {
    let (mut position, mut quote) = (None, None);
    let selectors = target.get("selector");
    let one = selectors.and_then(Value::as_object);
    let several = selectors.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object);
    for selector in one.into_iter().chain(several) {
        match string(selector, "type") {
            Some("TextPositionSelector") => position = Some(offsets(selector)),
            Some("TextQuoteSelector") => {
                let text = |key: &str| string(selector, key).unwrap_or_default().to_owned();
                let (exact, prefix, suffix) = (text("exact"), text("prefix"), text("suffix"));
                quote = Some(Quote { exact, prefix, suffix, ..Quote::default() });
            }
            // The same passage by page elements or by chapter.
            Some("RangeSelector" | "EPUBContentSelector" | "PageSelector") => {}
            other => notes.add(format!("a {} is not supported", other.unwrap_or("selector without a type"))),
        }
    }
    let numbers = position.flatten();
    let range = numbers.and_then(|(start, end)| range(start, end, placer.text()));
    match (quote, position, range) {
        // Gainsay writes only the text of a lost passage.
        (Some(quote), None, _) if own => Some(placer.exact_text(&quote)),
        (Some(quote), _, range) => Some(placer.find(range, &quote)),
        (None, Some(_), Some(range)) => {
            notes.add("a passage has only offsets, which may count another text");
            Some(Fragment::Found(range))
        }
        (None, Some(_), None) => Some(placer.unknown(numbers)),
        (None, None, _) => None,
    }
}

/// The offsets of a selector in UTF-16 units; `None` unless both are numbers from 0 on.
fn offsets(selector: &Object) -> Option<(usize, usize)> {
    let number = |key: &str| usize::try_from(selector.get(key)?.as_u64()?).ok();
    Some((number("start")?, number("end")?))
}

fn range(start: usize, end: usize, text: &ArticleText) -> Option<ByteRange> {
    let byte = |units| text.byte_of_utf16(Utf16Offset::new(units));
    let range = ByteRange::new(byte(start)?, byte(end)?);
    (start < end && text.admits(range)).then_some(range)
}
