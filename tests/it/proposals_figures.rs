//! Attributions proposed in real articles, one JSON object a line, to be scored against human annotations:
//! `GAINSAY_DATA=… cargo test --test it proposals_figures -- --nocapture | grep '^{'`.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use gainsay::model::attribution::cut;
use gainsay::model::offset::ByteOffset;
use gainsay::model::segment::sentences;
use gainsay::model::text::ArticleText;
use serde_json::{Value, json};

/// Proposals of `cut` for each sentence of a text, marked whole; a sentence covered by an earlier one is skipped.
fn proposals(name: &str, source: &str) -> Vec<Value> {
    let text = ArticleText::new(source);
    let mut found = Vec::new();
    let mut at = ByteOffset::ZERO;
    loop {
        let paragraph = text.full_paragraph(at);
        for sentence in sentences(&text, paragraph) {
            let Some(cut) = cut(&text, sentence) else { continue };
            let place = |byte| text.scalar_of(byte).get();
            for fragment in &cut.fragments {
                let mut line = json!({
                    "doc": name, "start": place(fragment.start()), "end": place(fragment.end()), "kind": "claim",
                    "speaker": cut.speaker.map(|range| text.slice(range)),
                    "cue_start": place(cut.cue.start()), "cue_end": place(cut.cue.end()),
                    "text": text.slice(*fragment), "cue": text.slice(cut.cue),
                });
                if let Some(speaker) = cut.speaker {
                    line["speaker_start"] = json!(place(speaker.start()));
                    line["speaker_end"] = json!(place(speaker.end()));
                }
                found.push(line);
            }
        }
        if paragraph.end() == text.end() {
            return found;
        }
        at = ByteOffset::new(paragraph.end().get() + 1);
    }
}

#[test]
fn attributions_in_real_articles() {
    let Some(data) = std::env::var_os("GAINSAY_DATA").map(PathBuf::from) else {
        println!("skipped: GAINSAY_DATA does not name the folder with gum and claims-mini");
        return;
    };
    let mut counts = BTreeMap::new();
    for folder in ["gum", "claims-mini"] {
        for file in fs::read_dir(data.join(folder)).unwrap().map(|file| file.unwrap().path()) {
            if file.extension().is_none_or(|extension| extension != "txt") || file.ends_with("LICENSE-NOTE.txt") {
                continue;
            }
            let name = file.file_stem().unwrap().to_string_lossy().into_owned();
            let found = proposals(&name, &fs::read_to_string(&file).unwrap());
            found.iter().for_each(|line| println!("{line}"));
            *counts.entry(folder).or_insert(0) += found.len();
        }
    }
    println!("{counts:?}");
    assert!(counts.values().all(|count| *count > 0), "nothing is proposed: {counts:?}");
}
