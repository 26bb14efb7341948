//! Addresses on a page: resolution of relative references (RFC 3986, section 5.2). Nothing is fetched.

/// Schemes of addresses that stay in the page or run code.
const NOWHERE: &[&str] = &["javascript", "data", "vbscript", "blob", "about", "cid", "mid"];

/// Maximum length of an address, in bytes.
const MAX_LENGTH: usize = 4_096;

/// The base of relative addresses; empty if unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// Parses an absolute web address such as `https://example.org/story`. Addresses of local files are refused.
    pub fn absolute(address: &str) -> Option<Self> {
        let address = cleaned(address);
        let is_whole = scheme(&address).is_some_and(|(scheme, rest)| {
            is_kept(scheme) && !scheme.eq_ignore_ascii_case("file") && rest.starts_with("//")
        });
        is_whole.then_some(Self(address))
    }

    /// The address as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Scheme and authority: everything before the path.
    pub fn host(&self) -> &str {
        let rest = scheme(&self.0).and_then(|(_, rest)| rest.strip_prefix("//")).unwrap_or("");
        rest.split(['/', '?', '#']).next().unwrap_or("")
    }

    /// Resolves a reference. It is returned as written if the base is unknown; `None` for references within the
    /// document and for code.
    pub fn join(&self, reference: &str) -> Option<String> {
        let reference = cleaned(reference);
        if reference.is_empty() || reference.starts_with('#') || reference.len() > MAX_LENGTH {
            return None;
        }
        if let Some((scheme, _)) = scheme(&reference) {
            return is_kept(scheme).then_some(reference);
        }
        let Some((scheme, rest)) = scheme(&self.0) else { return Some(reference) };
        if reference.starts_with("//") {
            return Some(format!("{scheme}:{reference}"));
        }
        let authority = 2 + self.host().len();
        let (authority, rest) = rest.split_at(authority.min(rest.len()));
        let path = rest.split(['?', '#']).next().unwrap_or("");
        let wanted = reference.find(['?', '#']).unwrap_or(reference.len());
        let (wanted, query) = reference.split_at(wanted);
        let path = match wanted.strip_prefix('/') {
            Some(rooted) => without_dots(rooted),
            None if wanted.is_empty() => path.trim_start_matches('/').to_owned(),
            None => {
                let folder = path.rfind('/').map_or("", |end| &path[..=end]);
                without_dots(&format!("{}{wanted}", folder.trim_start_matches('/')))
            }
        };
        Some(format!("{scheme}:{authority}/{path}{query}"))
    }
}

/// Strips the white space that the URL standard (section 4.4) ignores.
fn cleaned(address: &str) -> String {
    address.trim_matches(|c: char| c <= ' ').chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect()
}

/// Splits an address into scheme and remainder.
fn scheme(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme.then_some((scheme, rest))
}

fn is_kept(scheme: &str) -> bool {
    !NOWHERE.iter().any(|nowhere| scheme.eq_ignore_ascii_case(nowhere))
}

/// Removes dot segments from a path (RFC 3986, 5.2.4).
fn without_dots(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let mut path_out = parts.join("/");
    if path.ends_with("/.") || path.ends_with("/..") || path == "." || path == ".." {
        path_out.push('/');
    }
    path_out.trim_start_matches('/').to_owned()
}
