//! English verbs of saying, and their use to recognise speakers.
//!
//! The verbs are those that attribute in news (Pareti, "PARC 3.0: A Corpus of Attribution Relations", LREC 2016;
//! VerbNet's classes say-37.7, tell-37.2, complain-37.8, judgement-33, conjecture-29.5), in the forms that have a
//! subject.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_segmentation::UnicodeSegmentation;

use crate::model::phrases::{Use, has_word};
use crate::model::script::{is_unspaced, unspaced_words};

/// Verbs by their base forms; regular forms are derived. After a colon: irregular forms (past, and the participle if
/// that differs).
const VERBS: &str = "\
    accuse acknowledge add address admit advise affirm agree allege announce answer apologise apologize argue ask assert \
    assess assure attest avow beg believe blame boast brag call caution charge cite claim clarify comment \
    complain concede conclude concur condemn confess confide confirm contend contradict counter credit criticise \
    criticize cry debunk declare decline decry demand denounce deny disagree disavow disclose dismiss \
    dispute doubt elaborate emphasise emphasize estimate exclaim explain exult fear forecast fret fume \
    grumble guess hint hope imply indicate inform insinuate insist interject joke lament maintain mention \
    mourn muse mutter note object opine order plead pledge ponder portray posit praise predict promise \
    propose protest quip reaffirm reason reassure rebuff rebut recall reckon recommend recount refuse \
    refute reiterate reject remark remember remind repeat reply report repudiate request respond retort reveal \
    scoff shout shrug sigh signal speculate state stress suggest surmise suspect swear:swore,sworn testify theorise \
    theorize threaten thunder tout tweet underline underscore urge venture vouch vow wager warn whisper wonder worry \
    yell retweet post publish \
    say:said tell:told write:wrote,written think:thought feel:felt find:found \
    foresee:foresaw,foreseen understand:understood read:read show:showed,shown \
    broadcast:broadcast";

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// "say", also after "will" and "did".
    Base,
    /// "says".
    Third,
    /// "said".
    Past,
    /// "saying".
    Ing,
    /// "written", if it differs from the past.
    Participle,
}

static FORMS: LazyLock<HashMap<String, Form>> = LazyLock::new(|| {
    let mut forms = HashMap::new();
    for verb in VERBS.split_whitespace() {
        let (base, irregular) = verb.split_once(':').unwrap_or((verb, ""));
        forms.insert(base.to_owned(), Form::Base);
        forms.insert(third(base), Form::Third);
        forms.insert(with_suffix(base, "ing"), Form::Ing);
        let mut others = irregular.split(',').filter(|form| !form.is_empty());
        match others.next() {
            Some(past) => forms.insert(past.to_owned(), Form::Past),
            None => forms.insert(with_suffix(base, "ed"), Form::Past),
        };
        forms.extend(others.map(|form| (form.to_owned(), Form::Participle)));
    }
    forms
});

fn third(base: &str) -> String {
    match base {
        _ if base.ends_with(['s', 'x', 'z']) || base.ends_with("ch") || base.ends_with("sh") => format!("{base}es"),
        _ => match base.strip_suffix('y').filter(|stem| !ends_in_vowel(stem)) {
            Some(stem) => format!("{stem}ies"),
            None => format!("{base}s"),
        },
    }
}

fn ends_in_vowel(stem: &str) -> bool {
    stem.ends_with(['a', 'e', 'i', 'o', 'u'])
}

/// "admit" doubles its last letter before a suffix, "answer" does not.
fn doubles(base: &str) -> bool {
    matches!(base, "admit" | "beg" | "brag" | "quip" | "rebut" | "shrug" | "defer" | "put" | "infer" | "refer")
}

fn with_suffix(base: &str, suffix: &str) -> String {
    let is_past = suffix == "ed";
    if let Some(stem) = base.strip_suffix('e').filter(|stem| !stem.ends_with('e')) {
        return format!("{stem}{suffix}");
    }
    match base.strip_suffix('y').filter(|stem| is_past && !ends_in_vowel(stem)) {
        Some(stem) => format!("{stem}i{suffix}"),
        None if doubles(base) => format!("{base}{}{suffix}", &base[base.len() - 1..]),
        None => format!("{base}{suffix}"),
    }
}

/// The form of a lower-case word, if it is a verb of saying.
pub fn form(word: &str) -> Option<Form> {
    FORMS.get(word).copied()
}

/// True if a text begins with a speaker and a verb of saying: "Ola Berg asked", "市长说", and in languages other than
/// English also the other way round.
pub fn begins_attribution(words: &str) -> bool {
    /// Maximum words of a name with a title.
    const SUBJECT: usize = 5;
    let first = words.split(['.', '"', '“', ',', ';', '«', '「', '，', '。', '：', '،', '।', '۔', '።']).next();
    let first = first.unwrap_or_default();
    let verb = first
        .unicode_words()
        .take(SUBJECT + 1)
        .position(|word| matches!(form(&word.to_lowercase()), Some(Form::Past | Form::Third)));
    // The words of scripts without spaces are not these; verbs there are in the first few letters.
    let start = first.char_indices().nth(16).map_or(first, |(end, _)| &first[..end]);
    let other = || match first.contains(is_unspaced) {
        true => unspaced_words(start).into_iter().any(|word| has_word(Use::Saying, &start[word])),
        false => first.unicode_words().take(SUBJECT + 1).any(|word| has_word(Use::Saying, &word.to_lowercase())),
    };
    verb.is_some_and(|at| at > 0) || !first.is_ascii() && other()
}
