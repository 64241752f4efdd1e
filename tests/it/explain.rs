//! How a fact is worked out, with the numbers of a record.

use crate::world::{Output, World};

fn explain(world: &World, arguments: &[&str]) -> Output {
    world.hum([&["explain"], arguments].concat()).sound()
}

#[test]
fn numbers_stand_below_the_words() {
    let world = World::empty();
    assert_eq!(world.hum(["demo", "."]).sound().code, Some(0));
    let at = "2026-06-26";
    insta::assert_snapshot!(explain(&world, &["slip", "DEL-6", "--at", at]), @"
    exit: 0
    --- stdout
    # slip

    The slip of a record: `actual`, else `forecast`, else `due` − baseline, in workdays.

    0 is on the baseline, negative is earlier. A due date without a forecast beside it is what people expect, so one that
    was moved without a decision is a slip too. `None` without a baseline, or where no date is left. Source: milestone trend
    analysis, against the schedule baseline of GAO-16-89G.

    ## DEL-6 Copy of the closed years, 2026-06-25

    - baseline: 2026-07-08
    - forecast: 2026-07-27
    - due: 2026-07-08
    - slip: 13
    ");
    insta::assert_snapshot!(explain(&world, &["score", "risk-10", "--at", at]), @"
    exit: 0
    --- stdout
    # score

    The score of a risk, 1 to 25: probability × impact, each 1 to 5.

    For ordering only. Products of ranks are not quantities: 2 × 5 and 5 × 2 are not the same risk (Cox 2008, *What's
    Wrong with Risk Matrices?*). `None` where either is missing or outside 1 to 5.

    ## RISK-10 Too few on-call engineers if cut-over falls in August, 2026-06-25

    - probability: 4
    - impact: 3
    - score: 12
    ");
    // What a risk has and a deliverable has not.
    let output = explain(&world, &["score", "DEL-6", "--at", at]);
    assert!(
        output.stdout.ends_with("\n- score: not known\n"),
        "{output}"
    );
    let numbers = |name: &str, id: &str| {
        let output = explain(&world, &[name, id, "--at", at]);
        let (_, numbers) = output
            .stdout
            .split_once("\n## ")
            .expect("there are numbers");
        numbers.to_owned()
    };
    insta::assert_snapshot!(numbers("health", "WS-3"), @"
    WS-3 Payment services, 2026-06-25

    - its owner says: on track, last on 2026-05-22
    - the facts say: at risk
    - at risk: nobody changed or reviewed it since 2026-06-05, 20 days ago, since 2026-06-20
    - at risk: DEL-11 is at risk (DEP-4 is needed by 2026-07-02 and not promised), since 2026-06-11
    - watermelon: 1, for 14 days
    ");
    insta::assert_snapshot!(numbers("schedule", "DEL-7"), @"
    DEL-7 Cut-over rehearsal, 2026-06-25

    - expected duration: 7.00 workdays, σ 0.33
    - earliest: 2026-07-28 to 2026-08-05
    - waits for: DEL-6
    - latest finish: 2026-07-22
    - total float: -10 workdays
    - free float: 0 workdays
    ");
    insta::assert_snapshot!(numbers("velocity", "DEL-8"), @"
    DEL-8 General availability, 2026-06-25

    - forecast: 2026-08-14
    - due: 2026-07-31
    - moves: 2
    - velocity: 0.18
    ");
    insta::assert_snapshot!(numbers("surprise-index", "WS-2"), @"
    WS-2 Ledger and cut-over, 2026-06-25

    - see `hum surprises`
    ");
}

#[test]
fn names_are_those_of_rules_and_facts() {
    let world = World::empty();
    // A rule and the fact behind it have one name.
    let both = explain(&world, &["silent-slip"]).stdout;
    assert!(both.starts_with("# silent-slip\n\nDefault level: error."));
    assert!(
        both.contains("\n# silent-slip\n\nWhether a slip is silent:"),
        "{both}"
    );
    let list = explain(&world, &[]).stdout;
    assert!(list.contains("\nwatermelon           warning  Whoever reads the colour"));
    assert!(list.contains("\nslip                 The slip of a record: "));
    insta::assert_snapshot!(explain(&world, &["slipp"]), @"
    exit: 2
    --- stderr
    error: there is no rule or fact `slipp`
      hint: did you mean `slip`?
    ");
    insta::assert_snapshot!(explain(&world, &["silent-slipp", "DEL-1"]), @"
    exit: 2
    --- stderr
    error: there is no fact `silent-slipp`
      hint: did you mean `silent-slip`?
    ");
}
