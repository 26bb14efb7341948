//! Writing project files: a line or a block for each item, by id, so that git sees a change of one as a change of it alone.

use crate::model::extra::Extra;
use crate::model::project::Project;
use crate::model::project::items::{ArticleItem, End, LinkItem, SpeakerItem, ThreadItem};
use crate::storage::project::v1;
use crate::storage::writer::{inline, inline_extra, raw, string};

/// Text of a project file of the current version, in UTF-8 with plain line feeds.
pub fn write(project: &Project) -> String {
    let mut out = format!("(\n    format: {:?},\n    version: {},\n", v1::FORMAT, v1::VERSION);
    list(&mut out, "articles", project.articles(), |out, item| write_article(out, item));
    list(&mut out, "links", project.links(), |out, item| write_link(out, item));
    list(&mut out, "threads", project.threads(), |out, item| write_thread(out, item));
    list(&mut out, "speakers", project.speakers(), |out, item| write_speaker(out, item));
    if !project.tag_colours().is_empty() {
        out.push_str("    tag_colours: {\n");
        for (tag, colour) in project.tag_colours().iter() {
            out.push_str("        ");
            string(&mut out, tag, false);
            out.push_str(": ");
            string(&mut out, colour, false);
            out.push_str(",\n");
        }
        out.push_str("    },\n");
    }
    for (name, source) in project.extra().iter() {
        out.push_str("    ");
        raw(&mut out, name, source);
        out.push_str(",\n");
    }
    out.push_str(")\n");
    out
}

fn list<T>(out: &mut String, name: &str, items: impl Iterator<Item = T>, write: impl Fn(&mut String, T)) {
    let mut items = items.peekable();
    if items.peek().is_some() {
        out.push_str("    ");
        out.push_str(name);
        out.push_str(": [\n");
        items.for_each(|item| write(out, item));
        out.push_str("    ],\n");
    }
}

fn write_article(out: &mut String, item: &ArticleItem) {
    out.push_str("        (id: ");
    string(out, item.id.as_str(), false);
    inline(out, "path", &item.path);
    inline(out, "sha256", &item.sha256);
    if item.done {
        out.push_str(", done: true");
    }
    inline(out, "modified", item.modified.as_str());
    inline_extra(out, &item.extra);
    out.push_str("),\n");
}

fn write_link(out: &mut String, item: &LinkItem) {
    out.push_str("        (\n");
    line(out, "id", item.id.as_str());
    end(out, "from", &item.from);
    end(out, "to", &item.to);
    line(out, "role", item.role.id());
    line(out, "note", &item.note);
    line(out, "created", item.created.as_str());
    record(out, item.modified.as_str(), &item.creator, &item.extra);
    out.push_str("        ),\n");
}

fn write_thread(out: &mut String, item: &ThreadItem) {
    out.push_str("        (\n");
    line(out, "id", item.id.as_str());
    line(out, "title", &item.title);
    end(out, "claim", &item.claim);
    record(out, item.modified.as_str(), &item.creator, &item.extra);
    out.push_str("        ),\n");
}

fn write_speaker(out: &mut String, item: &SpeakerItem) {
    out.push_str("        (\n");
    line(out, "id", item.id.as_str());
    line(out, "name", &item.name);
    if !item.names.is_empty() {
        out.push_str("            names: [\n");
        for name in &item.names {
            out.push_str("                (");
            string(out, &name.voice, false);
            out.push_str(", ");
            string(out, &name.name, false);
            out.push_str("),\n");
        }
        out.push_str("            ],\n");
    }
    record(out, item.modified.as_str(), &item.creator, &item.extra);
    out.push_str("        ),\n");
}

/// The last fields of an item.
fn record(out: &mut String, modified: &str, creator: &str, extra: &Extra) {
    line(out, "modified", modified);
    line(out, "creator", creator);
    for (name, source) in extra.iter() {
        out.push_str("            ");
        raw(out, name, source);
        out.push_str(",\n");
    }
}

fn end(out: &mut String, name: &str, end: &End) {
    out.push_str("            ");
    out.push_str(name);
    out.push_str(": (article: ");
    string(out, end.article.as_str(), false);
    inline(out, "path", &end.path);
    inline(out, "mark", end.mark.as_str());
    inline_extra(out, &end.extra);
    out.push_str("),\n");
}

/// A text field on its own line; nothing for an empty text.
fn line(out: &mut String, name: &str, value: &str) {
    if !value.is_empty() || name == "id" {
        out.push_str("            ");
        out.push_str(name);
        out.push_str(": ");
        string(out, value, false);
        out.push_str(",\n");
    }
}
