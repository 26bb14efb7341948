//! Dates and times for display.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::model::annotation::Time;

/// The day in a time zone, as "23 November 2026"; `None` if the time is not in RFC 3339.
pub fn day(time: &Time, zone: &TimeZone) -> Option<String> {
    in_zone(time, zone, "%-d %B %Y")
}

/// The date and time to the minute in a time zone, as "23 November 2026, 10:12"; `None` if the time is not in RFC 3339.
pub fn minute(time: &Time, zone: &TimeZone) -> Option<String> {
    in_zone(time, zone, "%-d %B %Y, %H:%M")
}

/// The hour and minute in a time zone, as "10:12"; `None` if the time is not in RFC 3339.
pub fn clock(time: &Time, zone: &TimeZone) -> Option<String> {
    in_zone(time, zone, "%H:%M")
}

fn in_zone(time: &Time, zone: &TimeZone, format: &str) -> Option<String> {
    let moment: Timestamp = time.as_str().parse().ok()?;
    Some(moment.to_zoned_datetime(zone.clone()).strftime(format).to_string())
}
