//! Statistics over measures of a page: the median and the mode.

/// The median.
pub fn median(mut numbers: Vec<f64>) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied()
}

/// The value with the highest weight, where values within `near` count together; `near` is relative for values above 1.
pub fn mode(values: impl Iterator<Item = (f64, f64)>, near: f64) -> Option<f64> {
    let mut sorted: Vec<(f64, f64)> = values.collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut best: Option<(f64, f64)> = None;
    let mut start = 0;
    let mut weight = 0.0;
    for end in 0..sorted.len() {
        weight += sorted[end].1;
        while sorted[end].0 - sorted[start].0 > near * sorted[end].0.abs().max(1.0) {
            weight -= sorted[start].1;
            start += 1;
        }
        if best.is_none_or(|(_, most)| weight > most + 1e-9) {
            best = Some((sorted[(start + end) / 2].0, weight));
        }
    }
    best.map(|(value, _)| value)
}
