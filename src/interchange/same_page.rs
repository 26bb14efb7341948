//! True if two addresses lead to one page.
//!
//! People copy addresses with and without `www.`, with either scheme, with the fragment they read at, and with what
//! newsletters and social networks append to count clicks. Hypothesis treats most of these as one document, too.

use crate::encoding::uri;

/// Parameters that only count where a reader came from: those that Firefox, Brave and ClearURLs strip from links.
const TRACKING: &[&str] = &[
    "_ga",
    "_gl",
    "_hsenc",
    "_hsmi",
    "at_campaign",
    "at_medium",
    "campaign_id",
    "cmpid",
    "dclid",
    "fbclid",
    "gbraid",
    "gclid",
    "gclsrc",
    "guccounter",
    "guce_referrer",
    "guce_referrer_sig",
    "igsh",
    "igshid",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "msclkid",
    "ncid",
    "ocid",
    "oly_anon_id",
    "oly_enc_id",
    "ref_src",
    "ref_url",
    "s_cid",
    "smid",
    "spm",
    "sr_share",
    "ttclid",
    "twclid",
    "vero_id",
    "wbraid",
    "wt_mc",
    "wt_zmc",
    "yclid",
];

/// Starts of the names of such parameters.
const TRACKING_STARTS: &[&str] = &["utm_", "hsa_", "pk_", "mtm_"];

/// Servers that show a page at another address, which follows theirs.
const PROXIES: &[&str] = &["https://via.hypothes.is/", "http://via.hypothes.is/"];

/// Common form of the addresses of one page.
pub fn key(address: &str) -> String {
    let mut address = address.trim();
    while let Some(inner) = PROXIES.iter().find_map(|proxy| address.strip_prefix(proxy)) {
        address = inner;
    }
    let scheme = |scheme: &str| {
        let start = address.get(..scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then(|| &address[scheme.len()..])
    };
    let Some(rest) = scheme("http://").or_else(|| scheme("https://")) else { return address.to_owned() };
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    let host = host.to_ascii_lowercase();
    let host = host.strip_suffix(":80").or_else(|| host.strip_suffix(":443")).unwrap_or(&host);
    let host = host.strip_prefix("www.").unwrap_or(host);
    let mut parameters: Vec<&str> = query.split('&').filter(|parameter| says_something(parameter)).collect();
    parameters.sort_unstable();
    let mut key = format!("//{host}{}", uri::decoded(path).trim_end_matches('/'));
    if !parameters.is_empty() {
        key.push('?');
        key.push_str(&parameters.join("&"));
    }
    // A page that a script makes from the fragment (`#!`).
    if fragment.starts_with('!') {
        key.push('#');
        key.push_str(fragment);
    }
    key
}

/// True if a parameter of a query may choose what is shown.
fn says_something(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default().to_ascii_lowercase();
    !name.is_empty()
        && !TRACKING.contains(&name.as_str())
        && !TRACKING_STARTS.iter().any(|start| name.starts_with(start))
}
