//! The page of each fact that `hum explain` prints: the words that stand beside the function which works it out, so that
//! the two cannot drift apart.

/// The page of one fact.
#[derive(Debug)]
pub struct Page {
    /// What people type.
    pub name: &'static str,
    /// What the fact of one record is worked out from, by the names of fields and facts, and its own name where it has one.
    pub inputs: &'static [&'static str],
    /// The text of the file in which it is worked out.
    source: &'static str,
    /// The function or the type whose words count.
    item: &'static str,
}

macro_rules! pages {
    ($($name:literal $file:literal $item:literal [$($input:literal)*];)*) => {
        &[$(Page {
            name: $name,
            inputs: &[$($input),*],
            source: include_str!($file),
            item: $item,
        }),*]
    };
}

/// Every page, by name.
pub const PAGES: &[Page] = pages! {
    "band" "risk/band.rs" "fn band" ["probability" "impact" "band"];
    "baseline" "../model/past.rs" "struct Baseline" ["status" "due" "rebaselined_by" "baseline"];
    "burndown" "risk/burndown.rs" "fn burndown" [];
    "bus-factor" "ownership.rs" "fn alone" [];
    "cold-ask" "relationship.rs" "fn is_cold" [];
    "conflict" "conflict/mod.rs" "fn conflicts" [];
    "critical-path" "schedule/mod.rs" "fn driving_chain" [];
    "cry-wolf" "surprise/mod.rs" "fn cry_wolf" [];
    "decision-debt" "decision.rs" "fn debt" ["status" "decide_by" "decision_debt"];
    "decision-latency" "decision.rs" "fn latency" ["status" "since" "decision_latency"];
    "depth" "ambiguity/depth.rs" "fn depth" [];
    "disclosure-lead" "slip.rs" "fn lead" [];
    "exposure" "risk/mod.rs" "fn exposure" ["status" "probability" "impact_days" "exposure"];
    "flips" "flips.rs" "fn flips" ["health" "health_since" "flips"];
    "float" "schedule/network.rs" "fn solve" [];
    "handshake-coverage" "dependency/mod.rs" "fn coverage" [];
    "health" "health/mod.rs" "fn verdicts" [];
    "load" "ownership.rs" "fn loads" [];
    "news" "ambiguity/around.rs" "fn is_news" [];
    "path" "path/mod.rs" "fn path" [];
    "program-squishiness" "ambiguity/whole.rs" "fn squishiness" [];
    "promise-reliability" "dependency/reliability.rs" "fn reliability" [];
    "proximity" "risk/mod.rs" "fn proximity" ["window_from" "window_until" "proximity"];
    "ready" "path/mod.rs" "fn is_ready" [];
    "relationship-health" "relationship.rs" "fn in_time" [];
    "residual-exposure" "risk/mod.rs" "fn residual_exposure" ["probability" "residual_probability" "impact_days" "residual_exposure"];
    "risk-trend" "risk/trend.rs" "fn trend" [];
    "schedule" "schedule/mod.rs" "fn schedule" [];
    "score" "risk/mod.rs" "fn score" ["probability" "impact" "score"];
    "sign-off" "sign_off.rs" "fn asked" ["status" "approver" "provider" "consumer"];
    "silent-slip" "promise.rs" "fn is_silent" ["moves" "silent_moves"];
    "slack" "dependency/mod.rs" "fn slack" ["status" "need_by" "promised" "slack"];
    "slip" "baseline.rs" "fn slip" ["baseline" "actual" "forecast" "due" "slip"];
    "socialization" "ambiguity/around.rs" "fn untold" [];
    "squishiness" "ambiguity/mod.rs" "fn squishiness" [];
    "staleness" "staleness.rs" "fn staleness" ["status" "added" "changed" "reviewed" "due" "staleness" "stale"];
    "surprise" "surprise/mod.rs" "fn surprises" [];
    "surprise-index" "surprise/mod.rs" "fn index" [];
    "suspect" "dependency/mod.rs" "fn suspect" ["promised" "confirmed"];
    "told" "reach.rs" "fn unheard" [];
    "unowned" "ownership.rs" "fn unowned" [];
    "velocity" "velocity.rs" "fn velocity" ["forecast" "due" "moves" "velocity"];
    "watermelon" "health/mod.rs" "fn watermelon" [];
    "watermelon-days" "health/mod.rs" "fn watermelon_days" [];
};

impl Page {
    /// Returns the page with this name; `_` and `-` are the same.
    pub fn find(name: &str) -> Option<&'static Self> {
        let name = name.replace('_', "-");
        PAGES.iter().find(|page| page.name == name)
    }

    /// Returns the words of the page: what the fact is, its formula, units, edge cases and source.
    pub fn text(&self) -> String {
        let mut words = Vec::new();
        for line in self.source.lines() {
            let line = line.trim_start();
            if let Some(rest) = line.strip_prefix("///") {
                words.push(rest.strip_prefix(' ').unwrap_or(rest));
            } else if line.starts_with("#[") {
            } else if is_item(line, self.item) {
                break;
            } else {
                words.clear();
            }
        }
        let text = words.join("\n").replace("[`", "`").replace("`]", "`");
        let text = text.strip_prefix("Returns ").unwrap_or(&text);
        let mut letters = text.chars();
        let first = letters.next().map(|first| first.to_uppercase().to_string());
        first.unwrap_or_default() + letters.as_str()
    }

    /// Returns the first sentence of the page.
    pub fn summary(&self) -> String {
        let text = self.text();
        let paragraph = text.split("\n\n").next().unwrap_or_default();
        let line = paragraph.replace('\n', " ");
        let end = line.find(". ").unwrap_or(line.len());
        line[..end].trim_end_matches('.').to_owned()
    }
}

/// Returns whether a line begins the function or type that is meant.
fn is_item(line: &str, item: &str) -> bool {
    let public = ["pub ", "pub(super) ", ""].into_iter();
    public.map(|public| line.strip_prefix(public)).any(|rest| {
        let rest = rest.and_then(|rest| rest.strip_prefix(item));
        rest.is_some_and(|rest| !rest.starts_with(|one: char| one.is_alphanumeric() || one == '_'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_sorted_and_every_one_says_what_where_and_from_where() {
        assert!(PAGES.is_sorted_by(|one, next| one.name < next.name));
        for page in PAGES {
            let text = page.text();
            assert!(text.len() > 60, "{}: {text}", page.name);
            assert!(text.ends_with('.'), "{}: {text}", page.name);
            assert!(!page.summary().is_empty(), "{}", page.name);
        }
    }

    #[test]
    fn a_page_is_the_words_beside_its_function() {
        let score = Page::find("score").expect("it has a page");
        assert_eq!(
            score.text(),
            "The score of a risk, 1 to 25: probability × impact, each 1 to 5.\n\nFor ordering only. Products of ranks are \
             not quantities: 2 × 5 and 5 × 2 are not the same risk (Cox 2008, *What's\nWrong with Risk Matrices?*). `None` \
             where either is missing or outside 1 to 5."
        );
        assert_eq!(
            score.summary(),
            "The score of a risk, 1 to 25: probability × impact, each 1 to 5"
        );
        assert!(Page::find("decision_debt").is_some());
    }
}
