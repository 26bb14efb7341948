//! Rows of the events of a timeline: none covers another of its lane.

/// The rows of the events, and of the lanes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// The row of each event within its lane, from 0.
    pub of: Vec<u32>,
    /// Number of rows of each lane.
    pub lanes: Vec<u32>,
}

/// Places events, by their left sides and their lanes, in the first row in which there is room of `width` points.
pub fn rows(events: impl Iterator<Item = (f32, u32)>, lanes: usize, width: f32) -> Rows {
    let mut found = Rows { of: Vec::new(), lanes: vec![0; lanes] };
    let mut ends: Vec<Vec<f32>> = vec![Vec::new(); lanes];
    // The last event of each lane: events at one place go into rows one after the other.
    let mut last: Vec<(f32, usize)> = vec![(f32::NEG_INFINITY, 0); lanes];
    for (left, lane) in events {
        let lane = lane as usize;
        let (before, row) = last[lane];
        let first = if before == left { row + 1 } else { 0 };
        let row = (first..ends[lane].len()).find(|row| ends[lane][*row] <= left).unwrap_or(ends[lane].len());
        if row == ends[lane].len() {
            ends[lane].push(0.0);
        }
        ends[lane][row] = left + width;
        last[lane] = (left, row);
        found.of.push(row as u32);
        found.lanes[lane] = ends[lane].len() as u32;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn an_event_goes_into_the_first_row_with_room() {
        let found = rows([(0.0, 0), (5.0, 0), (10.0, 0), (12.0, 1), (16.0, 0)].into_iter(), 2, 10.0);
        assert_eq!(found.of, [0, 1, 0, 0, 1]);
        assert_eq!(found.lanes, [2, 1]);
    }

    #[test]
    fn many_events_of_one_day_are_placed_quickly() {
        let found = rows((0..100_000).map(|_| (0.0, 0)), 1, 10.0);
        assert_eq!(found.lanes, [100_000]);
    }
}
