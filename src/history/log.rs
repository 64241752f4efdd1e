//! The timeline of one record, or of the whole program.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    compare::{Ends, described},
    stretch::{IsEnough, Landing, Question, Stretch, stretch},
};
use crate::{
    model::{
        change::RecordChange,
        commit::Commit,
        config::Config,
        timeline::{Occasion, Outage, Timeline},
    },
    store::{
        Moment, Result, Store,
        git::{ObjectId, Range},
    },
};

/// What a timeline is to tell.
#[derive(Default)]
pub struct Asked<'a> {
    /// One record; everything when left out.
    pub id: Option<&'a str>,
    /// The files that hold that record at the newer end.
    pub holders: &'a [Arc<str>],
    /// Every commit, not only what landed.
    pub is_all: bool,
    /// At most so many commits, the newest ones.
    pub limit: Option<usize>,
    /// Only changes for which this holds.
    pub counts: Option<&'a dyn Fn(&RecordChange) -> bool>,
}

/// Returns what happened between two moments, the newest commit first.
///
/// # Errors
/// History cannot be read.
pub fn log(
    store: &Store,
    config: &Arc<Config>,
    ends: &Ends,
    asked: &Asked<'_>,
) -> Result<Timeline> {
    let described = described(ends, true);
    let mut timeline = Timeline {
        from: described.from,
        to: described.to,
        id: asked.id.map(Arc::from),
        is_all: asked.is_all,
        ..Timeline::default()
    };
    let Moment::Commit(to) = ends.to else {
        return Ok(timeline);
    };
    let from = match ends.from {
        Moment::Commit(from) => Some(from),
        _ => None,
    };
    // One more than is told, to know whether there is one.
    let least = asked.limit.map(|limit| limit.saturating_add(1));
    let is_enough = |landings: &[Landing]| least.is_some_and(|least| landings.len() >= least);
    let question = Question {
        range: Range { from, to },
        is_all: asked.is_all,
        id: asked.id,
        holders: asked.holders,
        counts: asked.counts,
        is_enough: least.map(|least| (least, &is_enough as IsEnough<'_>)),
    };
    let Stretch {
        landings,
        is_shallow,
    } = stretch(store, config, &question)?;
    timeline.is_shallow = is_shallow;
    let mut moments = occasions(store, landings)?;
    moments.reverse();
    if let Some(limit) = asked.limit {
        timeline.has_older = moments.len() > limit;
        moments.truncate(limit);
    }
    let last = moments.iter().flat_map(|moment| &moment.changes).next();
    timeline.title = last.map_or_else(String::new, |change| change.title.to_string());
    timeline.moments = moments;
    Ok(timeline)
}

/// Where an outage stands: its occasion, and its place in it.
type Place = (usize, usize);

fn occasions(store: &Store, landings: Vec<Landing>) -> Result<Vec<Occasion>> {
    let ids: Vec<ObjectId> = landings.iter().map(|landing| landing.id).collect();
    let times: Vec<i64> = landings.iter().map(|landing| landing.effective).collect();
    let commits = store.repository()?.describe(&ids)?;
    let commits: Vec<Arc<Commit>> = commits.into_iter().map(Arc::new).collect();
    let mut open: BTreeMap<Arc<str>, Vec<Place>> = BTreeMap::new();
    let mut occasions: Vec<Occasion> = Vec::with_capacity(landings.len());
    for (at, landing) in landings.into_iter().enumerate() {
        let mut mended = Vec::new();
        for path in landing.mended {
            let places = open.remove(&path).unwrap_or_default();
            for (moment, gap) in &places {
                let gap: &mut Outage = &mut occasions[*moment].gaps[*gap];
                gap.other = Some(commits[at].clone());
                gap.seconds = Some(times[at] - times[*moment]);
            }
            let first = places.first().map(|(moment, _)| *moment);
            mended.push(Outage {
                path,
                message: String::new(),
                other: first.map(|first| commits[first].clone()),
                seconds: first.map(|first| times[at] - times[first]),
            });
        }
        let mut gaps = Vec::new();
        for gap in landing.gaps {
            let places = open.entry(gap.path.clone()).or_default();
            places.push((at, gaps.len()));
            gaps.push(Outage {
                path: gap.path,
                message: gap.message,
                other: None,
                seconds: None,
            });
        }
        occasions.push(Occasion {
            commit: commits[at].clone(),
            changes: landing.changes,
            gaps,
            mended,
        });
    }
    Ok(occasions)
}
