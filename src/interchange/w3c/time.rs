//! Times of annotations.

use crate::model::annotation::Time;

/// A time under the Recommendation's key if it is valid there, else under Gainsay's.
pub fn time(time: &Time) -> (Option<String>, Option<String>) {
    let spelled = Some(time.as_str().to_owned());
    match time.as_str() {
        "" => (None, None),
        rfc3339 if is_rfc3339(rfc3339) => (spelled, None),
        _ => (None, spelled),
    }
}

/// True if a time has the form of RFC 3339, section 5.6, which is a subset of `xsd:dateTime` with a time zone.
fn is_rfc3339(time: &str) -> bool {
    let bytes = time.as_bytes();
    let matches = |bytes: &[u8], form: &str| {
        bytes.len() == form.len()
            && bytes.iter().zip(form.bytes()).all(|(byte, form)| match form {
                b'0' => byte.is_ascii_digit(),
                form => *byte == form,
            })
    };
    let Some((date, rest)) = bytes.split_at_checked(19) else { return false };
    let fraction = match rest {
        [b'.', digits @ ..] => 1 + digits.iter().take_while(|byte| byte.is_ascii_digit()).count(),
        _ => 0,
    };
    let zone = &rest[fraction..];
    let is_zone = zone == b"Z" || matches(zone, "+00:00") || matches(zone, "-00:00");
    matches(date, "0000-00-00T00:00:00") && fraction != 1 && is_zone
}
