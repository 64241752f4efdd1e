//! The critical path method over whole workdays: tasks, links of four kinds with lag, a forward and a backward pass.
//!
//! Times are counted in workdays from some day on. A task that starts at 3 and takes 2 is worked on the fourth and the
//! fifth workday and finishes at 5. Source: Kelley and Walker, *Critical-Path Planning and Scheduling*, 1959; the four
//! kinds of links are those of precedence diagrams.

use std::collections::VecDeque;

/// Which end of a task waits for which end of the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It starts once the other has finished.
    FinishStart,
    /// It starts once the other has started.
    StartStart,
    /// It finishes once the other has finished.
    FinishFinish,
    /// It finishes once the other has started.
    StartFinish,
}

impl Kind {
    /// Returns the kind with these letters: `FS`, `SS`, `FF`, `SF`.
    pub fn find(letters: &str) -> Option<Self> {
        match letters {
            "FS" => Some(Self::FinishStart),
            "SS" => Some(Self::StartStart),
            "FF" => Some(Self::FinishFinish),
            "SF" => Some(Self::StartFinish),
            _ => None,
        }
    }
}

/// One task.
#[derive(Debug, Clone, Copy, Default)]
pub struct Task {
    /// Workdays that it takes.
    pub duration: i64,
    /// It does not start before this.
    pub not_before: Option<i64>,
    /// It does not finish before this.
    pub finish_not_before: Option<i64>,
    /// It has finished: nothing moves it any more.
    pub finished: Option<i64>,
    /// It must have finished by this.
    pub deadline: Option<i64>,
}

/// A task waits for another.
#[derive(Debug, Clone, Copy)]
pub struct Link {
    /// The task that comes first.
    pub from: usize,
    /// The task that waits.
    pub to: usize,
    /// Which ends.
    pub kind: Kind,
    /// Workdays between them; negative for an overlap.
    pub lag: i64,
}

/// When one task can and must take place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// The earliest start.
    pub early_start: i64,
    /// The earliest finish.
    pub early_finish: i64,
    /// The latest start that keeps every deadline behind it.
    pub late_start: i64,
    /// The latest finish that does.
    pub late_finish: i64,
    /// Latest − earliest finish: by how much it can slip before a deadline does. Below 0 one is missed.
    pub total_float: i64,
    /// By how much it can slip before anything that waits for it does.
    pub free_float: i64,
    /// The task that it waits for longest, of several the first; `None` where its own dates decide.
    pub driver: Option<usize>,
}

/// A network and how its tasks hang together.
struct Network<'a> {
    tasks: &'a [Task],
    links: &'a [Link],
    /// The links that lead to each task, and from it.
    into: Vec<Vec<usize>>,
    out: Vec<Vec<usize>>,
}

/// Returns the times of every task; `None` for tasks that wait for themselves, and for those behind them.
///
/// Forward, a task starts at the latest of what its links and its own dates ask for: after `FS` the earliest finish before
/// it + lag, after `SS` the earliest start + lag, after `FF` and `SF` as late as lets it finish at the earliest finish, or
/// start, + lag; it finishes its duration later. Backward, it finishes at the earliest of what the latest starts and finishes
/// behind it leave, of its own deadline and of the horizon. Total float = latest − earliest
/// finish; free float = what is left before the earliest time of anything that waits for it moves, its total float where
/// nothing does. Critical is a float of 0 or less, nearly critical one of `thresholds.near_critical_days` or less.
///
/// `horizon` is the time by which everything must have finished; without one, the latest earliest finish. Work and memory
/// grow with tasks + links. Source: the critical path method, Kelley and Walker 1959.
pub fn solve(tasks: &[Task], links: &[Link], horizon: Option<i64>) -> Vec<Option<Times>> {
    let mut network = Network {
        tasks,
        links,
        into: vec![Vec::new(); tasks.len()],
        out: vec![Vec::new(); tasks.len()],
    };
    for (at, link) in links.iter().enumerate() {
        network.into[link.to].push(at);
        network.out[link.from].push(at);
    }
    let order = network.order();
    let mut times = vec![None; tasks.len()];
    for at in &order {
        times[*at] = Some(network.earliest(*at, &times));
    }
    let last = times
        .iter()
        .flatten()
        .map(|times: &Times| times.early_finish);
    let end = horizon.or(last.max()).unwrap_or(0);
    for at in order.iter().rev() {
        network.latest(*at, end, &mut times);
    }
    times
}

impl Network<'_> {
    /// Returns the tasks that wait for no cycle, each after everything that it waits for.
    fn order(&self) -> Vec<usize> {
        let mut waiting: Vec<usize> = self.into.iter().map(Vec::len).collect();
        let ready = (0..self.tasks.len()).filter(|at| waiting[*at] == 0);
        let mut ready: VecDeque<usize> = ready.collect();
        let mut order = Vec::with_capacity(self.tasks.len());
        while let Some(at) = ready.pop_front() {
            order.push(at);
            for link in &self.out[at] {
                let to = self.links[*link].to;
                waiting[to] -= 1;
                if waiting[to] == 0 {
                    ready.push_back(to);
                }
            }
        }
        order
    }

    /// Returns the earliest times of a task from those of the tasks before it.
    fn earliest(&self, at: usize, times: &[Option<Times>]) -> Times {
        let task = &self.tasks[at];
        let mut start = task.not_before.unwrap_or(i64::MIN);
        if let Some(finish) = task.finish_not_before {
            start = start.max(finish - task.duration);
        }
        let mut driver = None;
        for link in self.into[at].iter().map(|link| &self.links[*link]) {
            let Some(before) = &times[link.from] else {
                continue;
            };
            let earliest = link.lag
                + match link.kind {
                    Kind::FinishStart => before.early_finish,
                    Kind::StartStart => before.early_start,
                    Kind::FinishFinish => before.early_finish - task.duration,
                    Kind::StartFinish => before.early_start - task.duration,
                };
            // What it waits for decides where its own dates say the same.
            if earliest > start || (earliest == start && driver.is_none()) {
                start = earliest;
                driver = Some(link.from);
            }
        }
        // What nothing holds back starts at once.
        let mut early_start = if start == i64::MIN { 0 } else { start };
        if let Some(finished) = task.finished {
            (early_start, driver) = (finished - task.duration, None);
        }
        let early_finish = early_start + task.duration;
        Times {
            early_start,
            early_finish,
            late_start: early_start,
            late_finish: early_finish,
            total_float: 0,
            free_float: 0,
            driver,
        }
    }

    /// Sets the latest times and the floats of a task from those of the tasks that wait for it.
    fn latest(&self, at: usize, end: i64, times: &mut [Option<Times>]) {
        let Some(own) = times[at] else { return };
        let task = &self.tasks[at];
        let mut finish = task.deadline.map_or(end, |deadline| deadline.min(end));
        let mut free = i64::MAX;
        for link in self.out[at].iter().map(|link| &self.links[*link]) {
            let Some(after) = &times[link.to] else {
                continue;
            };
            // Nothing holds back what has finished.
            if self.tasks[link.to].finished.is_some() {
                continue;
            }
            let (latest, gap) = match link.kind {
                Kind::FinishStart => (after.late_start, after.early_start - own.early_finish),
                Kind::StartStart => (
                    after.late_start + task.duration,
                    after.early_start - own.early_start,
                ),
                Kind::FinishFinish => (after.late_finish, after.early_finish - own.early_finish),
                Kind::StartFinish => (
                    after.late_finish + task.duration,
                    after.early_finish - own.early_start,
                ),
            };
            finish = finish.min(latest - link.lag);
            free = free.min(gap - link.lag);
        }
        let total = finish - own.early_finish;
        times[at] = Some(Times {
            late_start: finish - task.duration,
            late_finish: finish,
            total_float: total,
            free_float: if free == i64::MAX { total } else { free },
            ..own
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(from: usize, to: usize, kind: Kind, lag: i64) -> Link {
        Link {
            from,
            to,
            kind,
            lag,
        }
    }

    fn task(duration: i64) -> Task {
        Task {
            duration,
            ..Task::default()
        }
    }

    /// Two chains: 0 (3) → 1 (4) → 3 (2), and 0 (3) → 2 (1) → 3 (2).
    ///
    /// Forward: 0 is 0–3, 1 is 3–7, 2 is 3–4, 3 is 7–9. Backward from 9: 3 is 7–9, 1 is 3–7, 2 is 6–7, 0 is 0–3. So 0, 1
    /// and 3 have no float, and 2 has 3 days, all of them free.
    #[test]
    fn the_longer_chain_is_critical() {
        let tasks = [task(3), task(4), task(1), task(2)];
        let fs = |from, to| link(from, to, Kind::FinishStart, 0);
        let links = [fs(0, 1), fs(0, 2), fs(1, 3), fs(2, 3)];
        let times = solve(&tasks, &links, None);
        let told: Vec<_> = times
            .iter()
            .flatten()
            .map(|one| {
                let (early, late) = (
                    (one.early_start, one.early_finish),
                    (one.late_start, one.late_finish),
                );
                (early, late, one.total_float, one.free_float, one.driver)
            })
            .collect();
        assert_eq!(
            told,
            [
                ((0, 3), (0, 3), 0, 0, None),
                ((3, 7), (3, 7), 0, 0, Some(0)),
                ((3, 4), (6, 7), 3, 3, Some(0)),
                ((7, 9), (7, 9), 0, 0, Some(1)),
            ]
        );
    }

    /// A task of 5 and one of 3 that waits for it in each of the four ways, with a lag of 2.
    ///
    /// FS: starts at 5 + 2 = 7. SS: at 0 + 2 = 2. FF: finishes at 5 + 2 = 7, starts at 4. SF: finishes at 0 + 2 = 2, so it
    /// started at −1, which is before the first day: its own bound of 0 decides.
    #[test]
    fn each_kind_of_link_joins_its_ends() {
        let start = |kind, not_before| {
            let second = Task {
                not_before,
                ..task(3)
            };
            let times = solve(&[task(5), second], &[link(0, 1, kind, 2)], None);
            times[1].map(|times| times.early_start)
        };
        assert_eq!(start(Kind::FinishStart, None), Some(7));
        assert_eq!(start(Kind::StartStart, None), Some(2));
        assert_eq!(start(Kind::FinishFinish, None), Some(4));
        assert_eq!(start(Kind::StartFinish, Some(0)), Some(0));
        assert_eq!(start(Kind::StartFinish, None), Some(-1));
    }

    #[test]
    fn what_waits_for_itself_has_no_times_and_what_waits_for_it_neither() {
        let fs = |from, to| link(from, to, Kind::FinishStart, 0);
        let links = [fs(0, 1), fs(1, 0), fs(1, 2), fs(3, 2)];
        let times = solve(&[task(1); 4], &links, None);
        let known: Vec<bool> = times.iter().map(Option::is_some).collect();
        assert_eq!(known, [false, false, false, true]);
    }

    #[test]
    fn a_deadline_before_the_finish_leaves_less_than_no_float() {
        let late = Task {
            deadline: Some(4),
            ..task(2)
        };
        let links = [link(0, 1, Kind::FinishStart, 0)];
        let times = solve(&[task(5), late], &links, Some(20));
        let floats: Vec<_> = times.iter().flatten().map(|one| one.total_float).collect();
        assert_eq!(floats, [-3, -3]);
    }

    #[test]
    fn what_has_finished_moves_no_more_and_holds_nothing_back() {
        let done = Task {
            finished: Some(-2),
            ..task(4)
        };
        let next = Task {
            not_before: Some(0),
            ..task(3)
        };
        let links = [
            link(0, 1, Kind::FinishStart, 0),
            link(2, 0, Kind::FinishStart, 0),
        ];
        let times = solve(&[done, next, task(9)], &links, None);
        let times: Vec<_> = times.into_iter().flatten().collect();
        assert_eq!((times[0].early_start, times[0].early_finish), (-6, -2));
        assert_eq!((times[1].early_start, times[1].driver), (0, None));
        // It still has until the end: what should have waited for it did not.
        assert_eq!(times[2].total_float, 0);
    }
}
