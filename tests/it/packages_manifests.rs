//! Manifests of packages for macOS and Windows name what the program has.

use std::collections::BTreeSet;

use gainsay::articles::ARTICLE_FORMATS;
use roxmltree::Document;

use crate::imports::root;

fn asset(name: &str) -> String {
    std::fs::read_to_string(root().join("assets").join(name)).unwrap()
}

/// Strings of a property list that follow the key `name`, directly or in an array.
fn strings<'a>(list: &'a Document<'a>, name: &str) -> Vec<&'a str> {
    let keys = list.descendants().filter(|node| node.has_tag_name("key") && node.text() == Some(name));
    let values = keys.filter_map(|key| key.next_sibling_element());
    values
        .flat_map(|value| value.descendants().filter(|node| node.has_tag_name("string")))
        .filter_map(|node| node.text())
        .collect()
}

#[test]
fn macos_is_told_of_every_format_and_each_that_is_named_is_declared() {
    let source = asset("macos/Info.plist");
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let list = Document::parse_with_options(&source, options).unwrap();
    // Those that the system knows itself.
    let known = [
        ("public.plain-text", vec!["txt", "text"]),
        ("public.html", vec!["html", "htm"]),
        ("com.adobe.pdf", vec!["pdf"]),
    ];
    let declared: BTreeSet<&str> = strings(&list, "UTTypeIdentifier").into_iter().collect();
    for kind in strings(&list, "LSItemContentTypes") {
        let is_known = known.iter().any(|(known, _)| *known == kind) || kind == "public.folder";
        assert!(is_known != declared.contains(kind), "{kind}");
    }
    let mut extensions: BTreeSet<&str> = strings(&list, "public.filename-extension").into_iter().collect();
    assert!(extensions.remove("ron"));
    extensions.extend(known.iter().flat_map(|(_, extensions)| extensions));
    let formats: BTreeSet<&str> = ARTICLE_FORMATS.iter().flat_map(|row| row.extensions).copied().collect();
    assert_eq!(extensions, formats);
    // Written by the script that packs it.
    assert_eq!(strings(&list, "CFBundleVersion"), ["VERSION"]);
    for icon in ["CFBundleIconFile", "CFBundleTypeIconFile"] {
        for name in strings(&list, icon) {
            assert!(root().join(format!("assets/icons/{name}.icns")).is_file(), "{name}");
        }
    }
}

#[test]
fn the_windows_manifest_is_one_and_has_what_it_is_for() {
    let source = asset("windows/gainsay.manifest");
    let manifest = Document::parse(&source).unwrap();
    let text = |name: &str| {
        manifest
            .descendants()
            .find(|node| node.tag_name().name() == name)
            .and_then(|node| node.text())
            .unwrap_or_default()
    };
    assert_eq!(text("dpiAwareness"), "PerMonitorV2, PerMonitor");
    assert_eq!((text("longPathAware"), text("activeCodePage")), ("true", "UTF-8"));
    assert!(source.contains(r#"level="asInvoker""#));
}
