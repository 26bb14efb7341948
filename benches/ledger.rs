//! Cost of the ledger and the map after an edit, which computes them from the whole set.
//!
//! `cargo bench --bench ledger`; `GAINSAY_BENCH=short` takes a few seconds and is less exact.

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use gainsay::model::annotation::{Annotation, Id, Relation, Speaker, Target};
use gainsay::model::kind::Kind;
use gainsay::model::ledger::Ledger;
use gainsay::model::map::{Map, Shown, Size, Spacing};
use gainsay::model::offset::ByteRange;
use gainsay::model::role::Role;
use gainsay::model::set::AnnotationSet;

/// Pseudorandom numbers, the same in every run (Steele and others, "SplitMix64", 2014).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }
}

/// This many marks and links, as a person makes them (`near`: an answer is within 40 marks of its target), or with both
/// ends of a link anywhere, which connects nearly everything.
fn set_of(count: usize, near: bool) -> AnnotationSet {
    let mut numbers = Numbers(count as u64);
    let id = |n: usize| Id::new(&format!("0199f3a4-7c10-7000-8000-{n:012}"));
    let kinds: Vec<&str> =
        (0..count).map(|_| ["claim", "claim", "denial", "evidence", "evidence"][numbers.below(5)]).collect();
    let marks: Vec<Annotation> = (0..count)
        .map(|n| {
            let mut mark = Annotation::new(id(n), Kind::new(kinds[n]), Target::of(ByteRange::of(n * 50, n * 50 + 40)));
            mark.speaker = Some(Speaker::new("named", &format!("Speaker {}", numbers.below(count / 20 + 1))));
            mark
        })
        .collect();
    let mut relations = Vec::new();
    while relations.len() < count {
        let from = numbers.below(count);
        let to = if near { (from + count + numbers.below(80) - 40) % count } else { numbers.below(count) };
        let role = match (kinds[from], kinds[to]) {
            ("denial", "claim" | "evidence") => "rebuts",
            ("evidence", "claim" | "denial") => ["supports", "rebuts"][numbers.below(2)],
            ("claim", "claim") if numbers.below(8) == 0 => ["restates", "supports", "rebuts"][numbers.below(3)],
            _ => continue,
        };
        relations.push(Relation::new(
            Id::new(&format!("0199f3a4-7c10-7000-9000-{:012}", relations.len())),
            id(from),
            id(to),
            Role::new(role),
        ));
    }
    AnnotationSet::new(marks, relations).0
}

fn ledger_and_map(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("ledger");
    if std::env::var("GAINSAY_BENCH").is_ok_and(|length| length == "short") {
        group.sample_size(10).warm_up_time(Duration::from_millis(200)).measurement_time(Duration::from_millis(500));
    }
    let size = |_: &Annotation| Size::new(220.0, 90.0);
    for (name, count, near) in [("300", 300, true), ("10000", 10_000, true), ("10000-thicket", 10_000, false)] {
        let set = set_of(count, near);
        group.bench_function(format!("rows-{name}"), |bench| bench.iter(|| Ledger::new(black_box(&set))));
        let (shown, spacing) = (Shown { unlinked: true, ..Shown::default() }, Spacing::default());
        group.bench_function(format!("map-{name}"), |bench| {
            bench.iter(|| Map::new(black_box(&set), &shown, &spacing, size));
        });
    }
    group.finish();
}

criterion_group!(benches, ledger_and_map);
criterion_main!(benches);
