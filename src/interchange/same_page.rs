//! Recognising addresses of the same page.
//!
//! Addresses are copied with and without `www.`, with either scheme, with fragments, and with the tracking parameters
//! of newsletters and social networks. Hypothesis, too, treats most of these as one document.

use crate::encoding::uri;

/// Tracking parameters: those that Firefox, Brave and ClearURLs remove from links.
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

/// Prefixes of tracking parameters.
const TRACKING_STARTS: &[&str] = &["utm_", "hsa_", "pk_", "mtm_"];

/// Prefixes of proxies, which are followed by the address of the page.
const PROXIES: &[&str] = &["https://via.hypothes.is/", "http://via.hypothes.is/"];

/// The normal form of a page's addresses.
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
    // The fragment selects the page (`#!`).
    if fragment.starts_with('!') {
        key.push('#');
        key.push_str(fragment);
    }
    key
}

/// True if a query parameter may select the content.
fn says_something(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default().to_ascii_lowercase();
    !name.is_empty()
        && !TRACKING.contains(&name.as_str())
        && !TRACKING_STARTS.iter().any(|start| name.starts_with(start))
}
