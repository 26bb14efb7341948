//! Web pages: the article on a page.

use gainsay::articles::{ArticleError, ParsedArticle, article_format};
use gainsay::model::article::Article;
use proptest::prelude::*;

use crate::articles_commonmark::structure;

fn parsed(page: &[u8]) -> Result<ParsedArticle, ArticleError> {
    article_format("html").unwrap().read(page, None, "a.html")
}

fn read(page: &str) -> Article {
    parsed(page.as_bytes()).unwrap().article
}

const STORY: &str = "<p>The town's water was clean all of last year, the mayor told the council on Monday, and nobody has \
    shown otherwise.</p><p>Two members of the opposition, Ana Duarte and Jon Reyes, said that they had seen letters which say \
    the opposite, and asked for them to be read aloud.</p><p>The mayor refused, calling the letters <em>false</em>, and left \
    the room before the vote, which was held without him and ended in a tie.</p>";

#[test]
fn a_page_is_its_article_with_its_source() {
    let page = format!(
        "<!-- saved from url=(0031)https://herald.example/2026/02/water --><!DOCTYPE html><html><head>\
         <title>Mayor denies it | The Herald</title><meta property=og:site_name content='The Herald'>\
         <link rel=canonical href='/story/7'><meta name=author content='By Lea Roth'>\
         <meta property=article:published_time content=2026-02-03T10:00:00Z></head><body>\
         <nav><ul><li><a href=/>Home</a><li><a href=/world>World</a></ul></nav><main><h1>Mayor denies it</h1>\
         <p class=byline>By Lea Roth</p>{STORY}<h2>What the letters say</h2><ul><li>The pipes are from 1950.\
         <li>See <a href='../letters?p=1&amp;q'>all letters</a> of the works.</ul>\
         <p><strong>Read more:</strong> <a href=/other>Council votes on bridge</a></p></main>\
         <footer>© The Herald. All rights reserved.</footer><script>steal()</script></body></html>"
    );
    let article = read(&page);
    let text = article.text.as_str();
    assert!(text.starts_with("Mayor denies it\n\nThe town's water"), "{text}");
    assert!(text.ends_with("of the works."), "{text}");
    let expected = [
        "heading 1: Mayor denies it",
        "emphasis: false",
        "heading 2: What the letters say",
        "item 1: The pipes are from 1950.",
        "item 1: See all letters of the works.",
        "link → https://herald.example/2026/letters?p=1&q: all letters",
    ];
    assert_eq!(structure(&article), expected);
    let source = &article.stated;
    assert_eq!((article.stated.title.as_str(), source.byline.as_str()), ("Mayor denies it", "Lea Roth"));
    assert_eq!((source.site.as_str(), source.published.as_str()), ("The Herald", "2026-02-03T10:00:00Z"));
    assert_eq!(source.address, "https://herald.example/story/7");
    assert_eq!((article.importer.as_str(), article.encoding.as_str()), ("html 2", "UTF-8"));
}

#[test]
fn a_page_without_an_article_is_read_whole() {
    assert_eq!(read("<p>He denied it.").text.as_str(), "He denied it.");
    assert_eq!(read("just words & <b>bold</b> ones").text.as_str(), "just words & bold ones");
    assert_eq!(read("<ul><li><a href=a>One claim</a><li>Another</ul>").text.as_str(), "One claim\nAnother");
    assert_eq!(read("").text.as_str(), "");
    assert_eq!(read("<script>x</script>").text.as_str(), "");
}

#[test]
fn the_declared_encoding_is_used() {
    let read = |head: &str, bytes: &[u8]| {
        let page = [head.as_bytes(), b"<p>", bytes].concat();
        let article = parsed(&page).unwrap().article;
        (article.encoding, article.text.as_str().to_owned())
    };
    let russian = b"\xCF\xF0\xE0\xE2\xE4\xE0";
    let yes = ("windows-1251".to_owned(), "Правда".to_owned());
    assert_eq!(read("<meta charset=windows-1251>", russian), yes);
    assert_eq!(read("<!-- <meta charset=utf-8> --><META CharSet = 'cp1251' />", russian), yes);
    assert_eq!(read("<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>", russian), yes);
    assert_eq!(read("<meta content='text/html;charset=\"cp1251\"' http-equiv=content-type>", russian), yes);
    assert_eq!(read("<?xml version='1.0' encoding='windows-1251'?><html>", russian), yes);
    assert_eq!(read("<a title='<meta charset=koi8-r>'></a><meta charset=cp1251>", russian), yes);
    // Without a pragma, the content of a meta element has no meaning; a declaration readable as ASCII is not UTF-16.
    assert_eq!(read("<meta name=x content='charset=koi8-r'><meta charset=cp1251>", russian), yes);
    assert_eq!(read("<meta charset=utf-16>", "é".as_bytes()), ("UTF-8".to_owned(), "é".to_owned()));
    assert_eq!(read("\u{FEFF}<meta charset=koi8-r>", "é".as_bytes()), ("UTF-8".to_owned(), "é".to_owned()));
    let chosen =
        article_format("html").unwrap().read(b"<meta charset=koi8-r><p>\xE9", Some("windows-1252"), "a.html").unwrap();
    assert_eq!((chosen.article.text.as_str(), chosen.article.encoding.as_str()), ("é", "windows-1252"));
}

#[test]
fn excessive_nesting_is_read_or_refused() {
    let deep = format!("{}deep{}", "<div>".repeat(5_000), "</div>".repeat(5_000));
    assert_eq!(read(&deep).text.as_str(), "deep");
    let lists = format!("{}deep", "<ul><li>".repeat(3_000));
    assert_eq!(read(&lists).text.as_str(), "deep");
    let message = |page: &str| parsed(page.as_bytes()).unwrap_err().to_string();
    let refused = message(&"<div>".repeat(100_000));
    assert_eq!(refused, "this page was not opened, because it exceeds 8,000 nested elements");
    let refused = message(&"<p>".repeat(1_100_000));
    assert_eq!(refused, "this page was not opened, because it exceeds 1,000,000 elements and text nodes");
    let refused = message(&format!("{}{}", "<x>".repeat(7_000), "</y>".repeat(20_000)));
    assert_eq!(refused, "this page was not opened, because it exceeds 100,000,000 parser steps");
    let attributes: String = (0..300_000).map(|n| format!(" a{n}=1")).collect();
    assert_eq!(read(&format!("<p{attributes}>seen</p>")).text.as_str(), "seen");
}

#[test]
fn a_tag_in_a_script_ends_with_the_script() {
    let blanks = " x".repeat(5_000);
    assert_eq!(read(&format!("<script>for(i=0;i<n;i++){blanks}</script><p>seen")).text.as_str(), "seen");
}

#[test]
fn empty_element_tags_of_xhtml_are_read() {
    let page = "<?xml version='1.0'?>\n<html xmlns='http://www.w3.org/1999/xhtml'><head><title/><script src='a.js'/></head>\
                <body><p>One<br/>two<a id='x'/></p><div/><p><![CDATA[a < b]]></p></body></html>";
    assert_eq!(read(page).text.as_str(), "One\ntwo\n\na < b");
}

#[test]
fn soft_hyphens_are_removed() {
    let page = "<title>Bürger&shy;meister | Post</title><h1>Bürger&shy;meister</h1><p>Die Bürger&shy;meis&shy;terin.";
    let article = read(page);
    assert_eq!(
        (article.stated.title.as_str(), article.text.as_str()),
        ("Bürgermeister", "Bürgermeister\n\nDie Bürgermeisterin.")
    );
}

#[test]
fn a_title_has_no_site_name() {
    let title = |head: &str, body: &str| read(&format!("<title>{head}</title><body>{body}{STORY}")).stated.title;
    assert_eq!(title("Kelvale - Wikilore", "<h1>Kelvale</h1>"), "Kelvale");
    assert_eq!(
        title("Town Online - Mayor: I never met him", "<p><font>Mayor: I never met him</font>"),
        "Mayor: I never met him"
    );
    assert_eq!(title("Mayor denies it all again – Town Online", ""), "Mayor denies it all again");
    assert_eq!(title("Mayor denies it – and then again", ""), "Mayor denies it – and then again");
}

#[test]
fn an_author_has_no_date() {
    let byline =
        |line: &str| read(&format!("<title>Denied</title><h1>Mayor denies it all</h1>{line}{STORY}")).stated.byline;
    assert_eq!(byline("<p class=byline>By Lea Roth March 3, 2026 10:00 AM</p>"), "Lea Roth");
    assert_eq!(byline("<p class=author>Lea Roth - Apr 16, 2026 8:02 pm UTC</p>"), "Lea Roth");
    assert_eq!(byline("<div>By <a href=/lea>Lea Roth</a></div>"), "Lea Roth");
    assert_eq!(byline("<p class=author>lea7567</p>"), "lea7567");
    assert_eq!(byline("<p>By the river, the mayor stood.</p>"), "");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn any_page_is_read_with_a_valid_structure(page in r#"(</?(p|div|ul|li|ol|table|tr|td|h1|h2|pre|blockquote|a|b|br|article|aside|form|script|style|svg|title|figure|figcaption|select|template|b id=x)>|<a href="[a-z:/.?#]{0,9}">|<p class="[a-z -]{0,9}">|<!--|-->|&(amp|nbsp|#x[0-9a-f]{1,5});?|[ a-zé日\u{FEFF}\r\n\t<>&"'=.,]{1,30}|The council said, on Monday, that the water of the town was clean, and always had been, whatever was written. ){0,80}"#) {
        let article = read(&page);
        for span in article.structure.spans() {
            prop_assert!(article.text.admits(span.range) && !article.text.slice(span.range).contains('\n'));
            prop_assert!(span.element.row().is_some());
        }
        prop_assert_eq!(read(&page), article);
    }
}
