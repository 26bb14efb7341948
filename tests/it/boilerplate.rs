//! Boilerplate lines, and lines that never are.

use gainsay::articles::article_format;
use gainsay::model::boilerplate::Boilerplate;
use gainsay::model::offset::ByteOffset;
use gainsay::model::phrases::{Use, entries, phrases};
use gainsay::model::structure::{Span, Structure};
use gainsay::model::text::ArticleText;
use proptest::prelude::*;

/// The lines of a text that are boilerplate.
fn found(text: &str) -> Vec<String> {
    let text = ArticleText::new(text);
    let boilerplate = Boilerplate::of(&text, &Structure::default());
    let lines = boilerplate.runs().iter().flat_map(|run| text.slice(*run).lines());
    lines.filter(|line| !line.trim().is_empty()).map(str::to_owned).collect()
}

const PROSE: &str = "The mill on the river was closed on Friday, and nobody at the ministry would say for how long. The owner, \
                     who has run it for thirty years, said that he had been told by telephone.";

/// An article with a line in it.
fn within(line: &str) -> String {
    format!("Mill is closed\n\n{PROSE}\n\n{line}\n\n{PROSE} It was the third time.\n")
}

#[test]
fn boilerplate_is_found() {
    for line in [
        // Labels with headlines.
        "More news: Bridge over the river is painted green",
        "Read more: Who owns the water?",
        "READ ALSO – Nine trout and a permit",
        "» Read more: Who owns the water",
        "▶ RELATED: Mill owner’s brother resigns",
        "MORE: Town library stays open",
        "Don’t miss: The bridge, in pictures",
        "See also | Where the river goes",
        "Lesen Sie auch: Wem gehört das Wasser?",
        "Mehr zum Thema: Neun Forellen",
        "Lire aussi : À qui appartient l'eau ?",
        "À lire aussi : Neuf truites",
        "Lea también: ¿De quién es el agua?",
        "Leggi anche: Di chi è l'acqua",
        "Leia também: De quem é a água",
        "Lees ook: Van wie is het water?",
        "Czytaj także: Do kogo należy woda",
        "Läs också: Nio öringar och ett tillstånd",
        "Читайте также: Кому принадлежит вода",
        "Читайте також: Кому належить вода",
        // Share prompts.
        "Share",
        "Share this article",
        "Share on Facebook",
        "Share this story via WhatsApp or e-mail",
        "Tweet",
        "Facebook Twitter WhatsApp Email",
        "Auf Facebook teilen",
        "Artikel teilen",
        "Partager sur Facebook",
        "Compartir en WhatsApp",
        "Condividi su Facebook",
        "Compartilhar no WhatsApp",
        "Deel dit artikel",
        "Поделиться в Telegram",
        // Newsletters, accounts, cookies.
        "Sign up for our daily newsletter and never miss a story",
        "Subscribe to our newsletter",
        "Subscribe now for unlimited access to every story.",
        "Register for a free account to continue reading",
        "Follow us on Instagram",
        "We use cookies to give you the best experience on our website.",
        "Accept all cookies",
        "Newsletter abonnieren",
        "Abonnez-vous à notre infolettre",
        "Suscríbete a nuestro boletín",
        "Iscriviti alla nostra newsletter",
        "Подпишитесь на наш канал",
        // Advertisements, navigation, comments, pictures.
        "Advertisement",
        "ADVERTISEMENT",
        "Story continues below",
        "Anzeige",
        "Publicité",
        "Skip to main content",
        "12 comments",
        "Comments (3)",
        "Leave a comment",
        "4 Kommentare",
        "2 commentaires",
        "Комментарии (7)",
        "5 min read",
        "Photo: Jane Doe/Reuters",
        "Photo: Jane Doe",
        "(Photo by Jane Doe/Getty Images)",
        "Image source, Getty Images",
        "Foto: dpa",
        "Crédit photo : AFP",
        "© 2024 The Daily Mill. All rights reserved.",
    ] {
        assert_eq!(found(&within(line)), [line], "{line}");
    }
}

#[test]
fn prose_and_quotations_are_left_alone() {
    for line in [
        "\"Share this article\", he told them.",
        "“Read more: it will do you good.”",
        "Share prices fell on Friday after the mill was closed",
        "Share of the vote: 12 percent in the valley",
        "Read the permit: it names no contractor.",
        "More than 12 comments were sent to the ministry",
        "Related parties are named in the permit",
        "Watch the river: it was white on two mornings.",
        "Watch: the word has two meanings",
        "See also the permit of 2011, which was never used.",
        "Subscribe to that theory and you will believe anything",
        "Sign up to the treaty, the minister told them",
        "The site uses cookies, the regulator found, and asks nobody",
        "Cookies were handed out at the gate",
        "Photo: the mill in 2009, before the fire",
        "Photographs show that the water was white",
        "Image of the river as it was",
        "Advertisement for the mill was banned in 1931.",
        "Anzeige wurde am Freitag erstattet",
        "Comment",
        "Facebook",
        "Credit where credit is due",
        "Picture this: a river without trout",
        "Print this and be damned",
        "Register of permits, 2009 to 2011",
        "Follow the river up to the mill",
        "Teilen der Stadt droht eine Flut",
        "Deel 2 van het vonnis",
        "X",
        "Mr. Hale: no further questions",
        "Zum Thema wollte er nichts sagen",
        "Reuters reported that the mill was closed",
        "Get the latest figures from the ministry, she said",
        "Share",
    ] {
        let text = if line == "Share" { format!("```\n{line}\n```\n\n{PROSE}") } else { within(line) };
        let lines = if line == "Share" { in_markdown(&text) } else { found(&text) };
        // A single word "Comment" counts nothing.
        let expected: &[&str] = if line == "Comment" { &["Comment"] } else { &[] };
        assert_eq!(lines, expected, "{line}");
    }
}

fn in_markdown(markdown: &str) -> Vec<String> {
    let article = article_format("markdown").unwrap().read(markdown.as_bytes(), None, "a.md").unwrap().article;
    let runs = Boilerplate::of(&article.text, &article.structure);
    runs.runs().iter().map(|run| article.text.slice(*run).to_owned()).collect()
}

#[test]
fn repeated_headlines_are_boilerplate() {
    let twice =
        format!("Mill owner rejects claims\n\nMill owner rejects claims\n\n{PROSE}\n\nMill owner rejects claims\n");
    assert_eq!(found(&twice), ["Mill owner rejects claims"; 2]);
    assert_eq!(found(&format!("MILL OWNER REJECTS CLAIMS\nMill owner rejects claims\n{PROSE}\n")).len(), 1);
    let named = format!("Mill owner rejects claims – The Daily Mill\n\nHome\n\nMill owner rejects claims\n\n{PROSE}");
    assert_eq!(found(&named), ["Mill owner rejects claims – The Daily Mill"]);
    // Short lines, quotations, and lines further down may repeat.
    assert_eq!(found(&format!("Ministry\n\nMinistry\n\n{PROSE}")), [""; 0]);
    assert_eq!(found(&format!("\"Not a drop of it\"\n\n\"Not a drop of it\"\n\n{PROSE}")), [""; 0]);
}

#[test]
fn lists_under_a_label_end_where_prose_begins() {
    let text = format!(
        "{PROSE}\n\nRelated articles\nBridge painted green\n• Town library stays open\n{PROSE}\n\nMost read\n\nWhat the club saw\n\n{PROSE}"
    );
    assert_eq!(found(&text), ["Related articles", "Bridge painted green", "• Town library stays open", "Most read"]);
}

#[test]
fn share_places_count_together() {
    let text = format!("{PROSE}\n\nFacebook\nTwitter\n\nWhatsApp\n\n{PROSE}\n\nTwitter\n\n{PROSE}");
    assert_eq!(found(&text), ["Facebook", "Twitter", "WhatsApp"]);
}

#[test]
fn repeated_lines_are_boilerplate() {
    let again = "The Daily Mill is read in every valley";
    let text = format!("Mill closed\n\n{again}\n\n{PROSE}\n\n{again}\n\n{PROSE} Once.\n\n{again}\n\n{PROSE} Twice.");
    assert_eq!(found(&text), [again; 3]);
    // A refrain is inside a stanza, and a name precedes a statement.
    let refrain = "And the river went on to the sea";
    let stanzas =
        format!("One two three four,\n{refrain}\n\nFive six seven,\n{refrain}\n\nEight nine,\n{refrain}\n\n{PROSE}");
    assert_eq!(found(&stanzas), [""; 0]);
    let named = "The Mayor of the Town";
    let play = format!("{named}\n{PROSE}\n\n{named}\n{PROSE}\n\n{named}\n{PROSE}");
    assert_eq!(found(&play), [""; 0]);
}

#[test]
fn a_text_of_boilerplate_alone_is_kept() {
    assert_eq!(found("Read more: Who owns the water?\n\nRead more: Where the river goes\n"), [""; 0]);
}

#[test]
fn asides_of_a_format_are_boilerplate() {
    let text = ArticleText::new("Mill closed\n\nThe owner collects stamps.\n\nHe said so.");
    let at = text.as_str().find("The owner").unwrap();
    let range = text.paragraph(text.paragraph_at(ByteOffset::new(at)));
    let structure = Structure::new(&text, [Span::new(range, "aside")]);
    let boilerplate = Boilerplate::of(&text, &structure);
    assert_eq!(boilerplate.runs(), [range]);
    assert_eq!(boilerplate.at(ByteOffset::new(at + 5)), Some(range));
    assert_eq!(boilerplate.at(ByteOffset::ZERO), None);
    assert_eq!(
        in_markdown(&format!("> Share this article\n\n{PROSE}\n\n| Share | 12 comments |\n|---|---|\n")),
        [""; 0]
    );
}

proptest! {
    #[test]
    fn runs_are_whole_lines_in_order(
        lines in prop::collection::vec(
            prop::sample::select(vec!["Share", "", "Facebook", "More news: A b c", PROSE, "  ", "Most read", "é", "Photo: É/AFP", "12 comments"]),
            0..40,
        ),
        rest in "(?s).{0,60}",
    ) {
        let text = ArticleText::new(lines.join("\n") + &rest);
        let boilerplate = Boilerplate::of(&text, &Structure::default());
        let mut last = None;
        for run in boilerplate.runs() {
            let (first, end) = (text.paragraph_at(run.start()), text.paragraph_at(run.end()));
            prop_assert_eq!(text.paragraph(first).start(), run.start());
            prop_assert_eq!(text.paragraph(end).end(), run.end());
            prop_assert!(last.is_none_or(|last| last < run.start()));
            prop_assert_eq!(boilerplate.at(run.start()), Some(*run));
            last = Some(run.end());
        }
    }
}

#[test]
fn phrase_files_are_sorted_and_name_known_uses() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/phrases");
    let mut read = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        let found: Vec<(&str, &str)> = entries(&text).collect();
        assert_eq!(found.len() + 1, text.lines().count(), "{}: a line is no phrase with uses", path.display());
        assert!(found.is_sorted_by(|one, other| one.0 < other.0), "{} is not sorted", path.display());
        for (phrase, uses) in found {
            for name in uses.split(' ') {
                let (name, value) = name.split_once('=').unwrap_or((name, ""));
                let digits = value.strip_prefix('*').unwrap_or(value);
                let has_value = matches!(name, "month" | "weekday" | "number");
                let digits = digits.strip_prefix(['j', 'e']).filter(|_| name == "month").unwrap_or(digits);
                assert!(value.is_empty() || (has_value && digits.parse::<f64>().is_ok()), "{phrase}: {value}");
                let of = Use::ALL.iter().find(|(_, known)| *known == name);
                let of = of.unwrap_or_else(|| panic!("{}: {phrase}: unknown use {name:?}", path.display())).0;
                assert!(phrases(of).contains(&phrase), "{} is not read", path.display());
                read.push((phrase.to_owned(), of));
            }
        }
    }
    assert_eq!(Use::ALL.iter().map(|(of, _)| phrases(*of).len()).sum::<usize>(), read.len());
    assert!(Use::ALL.iter().enumerate().all(|(place, (of, _))| *of as usize == place));
}
