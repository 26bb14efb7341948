//! A changed passage is labelled wherever it is shown or exported, until it is accepted.

use gainsay::interchange::{EXPORTS, export_format};
use gainsay::model::anchor::reanchor;
use gainsay::model::annotation::{Annotation, Id, Relation, Target};
use gainsay::model::article::Article;
use gainsay::model::kind::Kind;
use gainsay::model::offset::ByteRange;
use gainsay::model::role::Role;
use gainsay::model::set::AnnotationSet;
use gainsay::model::text::ArticleText;

use crate::sample;

const BEFORE: &str =
    "Kiln owner answers.\n\nThe kiln has never burnt tyres, and we fired it 5 times this year, Ada Holm said.\n";

/// The article after its statement was reversed, with a claim on the old statement.
fn reversed() -> (Article, AnnotationSet) {
    let (old, new) =
        (ArticleText::new(BEFORE), ArticleText::new(BEFORE.replace("never", "ever").replace("5 times", "7 times")));
    let words = "The kiln has never burnt tyres, and we fired it 5 times this year";
    let start = BEFORE.find(words).unwrap();
    let mark = Annotation::new(Id::new("k"), Kind::new("claim"), Target::of(ByteRange::of(start, start + words.len())));
    let carried = reanchor(&AnnotationSet::new([mark], []).0, &old, &new, &|_| true).unwrap();
    assert_eq!(carried.fates[0].outcome.id(), "changed");
    (Article { text: new, file: "kiln.txt".to_owned(), ..Article::default() }, carried.set)
}

#[test]
fn exports_label_changed_passages() {
    let (article, set) = reversed();
    for row in EXPORTS {
        let written = everything(row.id, &article, &set);
        assert!(written.to_lowercase().contains("changed"), "{}: {written}", row.id);
    }
    for id in ["csv", "markdown", "html", "report", "claimreview", "argdown"] {
        let written = everything(id, &article, &set);
        for called in ["negation: never → ever", "number changed: 5 → 7"] {
            assert!(written.contains(called), "{id}: {written}");
        }
    }
    // Once accepted, it has no label.
    let found = set.annotations()[0].target.bounds().unwrap();
    let accepted = Annotation { target: Target::of(found), ..set.annotations()[0].as_ref().clone() };
    let accepted = AnnotationSet::new([accepted], []).0;
    for row in EXPORTS {
        let written = everything(row.id, &article, &accepted);
        let (_, body) = written.split_once("<body>").unwrap_or(("", &written));
        assert!(!body.contains("never"), "{}: {written}", row.id);
        // Columns and codes keep their names.
        for said in ["(changed)", ",changed,", "class=\"status\"", "m changed", "Status: changed", "\tChanged T"] {
            assert!(!body.contains(said), "{}: {said} in {written}", row.id);
        }
    }
}

fn everything(id: &str, article: &Article, set: &AnnotationSet) -> String {
    sample::written(export_format(id).unwrap(), article, set)
}

/// The set of [`reversed`] with an unchanged denial of the changed claim.
fn linked() -> (Article, AnnotationSet) {
    let (article, set) = reversed();
    let mark = |id: &str, kind: &str, words: &str| {
        Annotation::new(Id::new(id), Kind::new(kind), Target::of(sample::place(&article, words)))
    };
    let marks = [set.annotations()[0].as_ref().clone(), mark("a", "denial", "Kiln owner answers")];
    let relation = Relation::new(Id::new("r"), Id::new("a"), Id::new("k"), Role::new("rebuts"));
    (article.clone(), AnnotationSet::new(marks, [relation]).0)
}

#[test]
fn pages_strike_through_the_old_text_and_underline_the_new() {
    let (article, set) = linked();
    for id in ["html", "report"] {
        let page = everything(id, &article, &set);
        let body = page.split_once("<body>").unwrap().1;
        assert!(
            body.contains(
                "dir=\"auto\">The kiln has <del>never</del> <ins>ever</ins> burnt tyres, and we fired it <del>5</del> \
                 <ins>7</ins> times this year</blockquote>"
            ),
            "{id}: {body}"
        );
        // In the article the underline is dashed, and the text is the current one.
        assert!(body.contains("<span class=\"m k-0 solid changed lane-1\">"), "{id}: {body}");
        assert!(body.contains("aria-label=\"Mark 2, Claim, changed\""), "{id}: {body}");
        assert!(body.contains("aria-label=\"Mark 1, Denial\""), "{id}: {body}");
        let shown = body.split_once("<article").unwrap().1.split_once("</article>").unwrap().0;
        assert!(!shown.contains("never") && !shown.contains("<ins>"), "{id}: {shown}");
        // The legend, the link to it, and the ledger agree.
        assert!(body.contains("<b class=\"m changed\">Changed</b> <span>1 · "), "{id}: {body}");
        let (_, ledger) = body.split_once("<section class=\"ledger\"").unwrap();
        let (ledger, _) = ledger.split_once("</section>").unwrap();
        assert_eq!(ledger.matches(" 2</a> <span class=\"status\">changed</span>").count(), 1, "{id}: {ledger}");
        assert!(
            body.contains("”</span>") && body.contains("” <span class=\"status\">changed</span></span>"),
            "{id}: {body}"
        );
    }
}

#[test]
fn labels_do_not_enter_the_text_of_the_article() {
    let (old, new) = (
        "The <b>kiln</b> & yard were never used at all by us.\n",
        "The <i>kiln</i> & yard were ever used at all by us.\n",
    );
    let mark = Annotation::new(Id::new("k"), Kind::new("denial"), Target::of(ByteRange::of(0, old.len() - 1)));
    let (old, new) = (ArticleText::new(old), ArticleText::new(new));
    let set = reanchor(&AnnotationSet::new([mark], []).0, &old, &new, &|_| true).unwrap().set;
    let article = Article { text: new, ..Article::default() };
    let page = everything("html", &article, &set);
    assert!(page.contains("<del>") && !page.contains("<b>kiln") && !page.contains("<i>kiln"), "{page}");
    assert!(page.contains("were <del>never</del> <ins>ever</ins> used"), "{page}");
}

#[test]
fn ledgers_maps_and_argument_graphs_badge_the_changed_mark_alone() {
    let (article, set) = linked();
    let now = "The kiln has ever burnt tyres, and we fired it 7 times this year";
    let table = everything("ledger-csv", &article, &set);
    assert!(table.starts_with("entry,number,id,quote,status,speakers,"), "{table}");
    assert!(table.contains(&format!("claim,2,k,\"{now}\",changed,")), "{table}");
    let (_, hanging) = table.split_once("\r\nno-speaker,1,").unwrap();
    assert!(hanging.starts_with("a,Kiln owner answers,found,"), "{table}");
    let ledger = everything("ledger-markdown", &article, &set);
    assert!(ledger.contains(&format!("> {now} (changed)\n")), "{ledger}");
    assert!(ledger.contains("Kiln owner answers”\n"), "{ledger}");
    let graph: serde_json::Value = serde_json::from_str(&everything("aif", &article, &set)).unwrap();
    let texts: Vec<&str> =
        graph["AIF"]["nodes"].as_array().unwrap().iter().map(|node| node["text"].as_str().unwrap()).collect();
    assert_eq!(texts, ["Kiln owner answers", &format!("{now} (changed)"), "Default Conflict"]);
    // Text of the article has no badge.
    assert!(!graph["text"].as_str().unwrap().contains("(changed)"), "{graph}");
    let drawing = everything("svg", &article, &set);
    assert!(drawing.contains(" 2 Claim (changed)</text>"), "{drawing}");
    assert!(drawing.contains(" 1 Denial</text>"), "{drawing}");
    assert!(drawing.contains(&format!("<title>{now} (changed)</title>")), "{drawing}");
    let dot = everything("dot", &article, &set);
    assert!(dot.contains(" 2 Claim (changed)</B>") && dot.contains(" 1 Denial</B>"), "{dot}");
    let brat = everything("brat", &article, &set);
    assert_eq!(brat.matches("\tChanged T").count(), 1, "{brat}");
    let project = everything("qdpx", &article, &set);
    assert_eq!(project.matches("name=\"Changed\"").count(), 1, "{project}");
}
