//! The critical path against another way to find it: every path followed, one by one.

use std::collections::BTreeMap;

use humdrum::facts::schedule::network::{Kind, Link, Task, Times, solve};
use proptest::prelude::*;

const KINDS: [Kind; 4] = [
    Kind::FinishStart,
    Kind::StartStart,
    Kind::FinishFinish,
    Kind::StartFinish,
];

/// Returns tasks and links that only lead forwards, so that nothing waits for itself.
fn networks() -> impl Strategy<Value = (Vec<Task>, Vec<Link>)> {
    let bound = || proptest::option::weighted(0.3, -3..20_i64);
    let task = (
        0..9_i64,
        bound(),
        bound(),
        bound(),
        proptest::option::weighted(0.1, -9..3_i64),
    );
    let task = task.prop_map(
        |(duration, not_before, finish_not_before, deadline, finished)| Task {
            duration,
            not_before,
            finish_not_before,
            finished,
            deadline,
        },
    );
    let tasks = proptest::collection::vec(task, 1..12);
    tasks.prop_flat_map(|tasks| {
        let count = tasks.len();
        let link = (0..count, 0..count, 0..KINDS.len(), -4..6_i64);
        let links = proptest::collection::vec(link, 0..24).prop_map(|links| {
            let forwards = links.into_iter().filter(|(from, to, ..)| from < to);
            let link = |(from, to, kind, lag): (usize, usize, usize, i64)| Link {
                from,
                to,
                kind: KINDS[kind],
                lag,
            };
            forwards.map(link).collect::<Vec<_>>()
        });
        (Just(tasks), links)
    })
}

/// Returns by how much the start of the second task of a link follows the start of the first, at least: every kind of link
/// is one distance between two starts.
fn distance(tasks: &[Task], link: &Link) -> i64 {
    let (first, second) = (tasks[link.from].duration, tasks[link.to].duration);
    link.lag
        + match link.kind {
            Kind::FinishStart => first,
            Kind::StartStart => 0,
            Kind::FinishFinish => first - second,
            Kind::StartFinish => -second,
        }
}

/// Returns the earliest start of a task: the longest of all paths that lead to it.
fn earliest(tasks: &[Task], links: &[Link], at: usize, known: &mut BTreeMap<usize, i64>) -> i64 {
    if let Some(start) = known.get(&at) {
        return *start;
    }
    let task = &tasks[at];
    let own = [
        task.not_before,
        task.finish_not_before.map(|finish| finish - task.duration),
    ];
    let mut bounds: Vec<i64> = own.into_iter().flatten().collect();
    for link in links.iter().filter(|link| link.to == at) {
        bounds.push(earliest(tasks, links, link.from, known) + distance(tasks, link));
    }
    let start = match task.finished {
        Some(finished) => finished - task.duration,
        None => bounds.into_iter().max().unwrap_or(0),
    };
    known.insert(at, start);
    start
}

/// Returns the latest start of a task: the shortest of all paths that lead from it to a deadline.
fn latest(tasks: &[Task], links: &[Link], at: usize, end: i64) -> i64 {
    let own = tasks[at].deadline.map_or(end, |deadline| deadline.min(end));
    let behind = links
        .iter()
        .filter(|link| link.from == at && tasks[link.to].finished.is_none())
        .map(|link| latest(tasks, links, link.to, end) - distance(tasks, link));
    behind
        .chain([own - tasks[at].duration])
        .min()
        .unwrap_or(end)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn both_passes_agree_with_following_every_path(
        (tasks, links) in networks(),
        horizon in proptest::option::of(0..60_i64),
    ) {
        let times = solve(&tasks, &links, horizon);
        let mut known = BTreeMap::new();
        let starts: Vec<i64> = (0..tasks.len())
            .map(|at| earliest(&tasks, &links, at, &mut known))
            .collect();
        let finishes = starts.iter().zip(&tasks).map(|(start, task)| start + task.duration);
        let end = horizon.or(finishes.max()).unwrap_or(0);
        for (at, times) in times.iter().enumerate() {
            let times: Times = times.expect("nothing waits for itself");
            prop_assert_eq!(times.early_start, starts[at]);
            prop_assert_eq!(times.early_finish, starts[at] + tasks[at].duration);
            let late = latest(&tasks, &links, at, end);
            prop_assert_eq!(times.late_start, late);
            prop_assert_eq!(times.total_float, late - starts[at]);
            // Free float: how far it can move before the first of its successors does.
            let gaps = links.iter().filter(|link| link.from == at && tasks[link.to].finished.is_none());
            let free = gaps.map(|link| starts[link.to] - starts[at] - distance(&tasks, link)).min();
            prop_assert_eq!(times.free_float, free.unwrap_or(times.total_float));
            if let Some(driver) = times.driver {
                let tight = links.iter().any(|link| {
                    link.from == driver && link.to == at && starts[driver] + distance(&tasks, link) == starts[at]
                });
                prop_assert!(tight, "a driver decides the start");
            }
        }
    }
}
