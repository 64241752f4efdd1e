//! What may be a risk and is not written down.

use serde_json::json;

use super::{atlas, data, risks};

#[test]
fn what_may_be_a_risk_in_atlas() {
    let world = atlas();
    insta::assert_snapshot!(risks(&world, &["suggest", "--as-of", "2026-06-26"]), @r#"
    exit: 0
    --- stdout
    Atlas migration: what may be a risk on 2026-06-26
    ═════════════════════════════════════════════════

    What the records show and no open risk is about. Whether it is a risk is for people to say.

    - DEL-6, DEL-7, DEL-8: @lee is the only person named on them, and none has float. `hum new risk
      "@lee is not there" type=threat affects=DEL-6,DEL-7,DEL-8`
    - DEL-6 Copy of the closed years: no float, 10 workdays late, and no open risk names it. `hum new
      risk "What can hold up DEL-6" type=threat owner=@lee affects=DEL-6`
    - DEL-7 Cut-over rehearsal: no float, 10 workdays late, and no open risk names it. `hum new risk
      "What can hold up DEL-7" type=threat owner=@lee affects=DEL-7`
    - DEC-7 Which closed years have to move before GA: needed by 2026-06-30, in 2 workdays, and not
      made. `hum new risk "DEC-7 is not made in time" type=threat owner=@maria affects=DEC-7`
    - RISK-6 The acquirer takes files from the cloud without a new certification: an assumption, to be
      validated by 2026-07-03, in 7 days. `hum new risk "RISK-6 does not hold" type=threat owner=@kim
      affects=DEL-11`
    - WS-1 Cloud platform: no open risk names it or a part of it. `hum new risk "What can keep WS-1 from
      its objective" type=threat owner=@sam affects=WS-1`
    "#);
    insta::assert_snapshot!(risks(&world, &["suggest", "--at", "2026-04-12", "--where", "kind = dependency"]), @r#"
    exit: 0
    --- stdout
    Atlas migration: what may be a risk on 2026-04-09
    ═════════════════════════════════════════════════

    What the records show and no open risk is about. Whether it is a risk is for people to say.

    - DEP-2 Second circuit into Northgate: promised 15 workdays after it is needed. `hum new risk "DEP-2
      comes too late" type=threat owner=@sam affects=DEL-2,DEP-2`
    "#);
}

#[test]
fn every_suggested_command_makes_a_record() {
    let world = atlas();
    let told = data(&world, &["suggest", "--as-of", "2026-06-26"]);
    let suggestions = told["suggestions"].as_array().expect("a list");
    let mut prompts: Vec<&str> = suggestions
        .iter()
        .filter_map(|one| one["prompt"].as_str())
        .collect();
    prompts.dedup();
    assert_eq!(
        prompts,
        [
            "only person",
            "no float",
            "undecided decision",
            "unvalidated assumption",
            "no risk"
        ]
    );
    for one in suggestions {
        let command = one["to_type"].as_str().expect("a text");
        let mut parts = command.split('"');
        let (start, title, rest) = (parts.next(), parts.next(), parts.next());
        assert_eq!(start, Some("hum new risk "));
        let title = title.expect("a title");
        let fields = rest.expect("fields").split_whitespace();
        let output = world
            .hum(["new", "risk", title].into_iter().chain(fields))
            .sound();
        assert_eq!(output.code, Some(0), "{command}\n{output}");
    }
    // What is written down is suggested no more; its cause is still for people to say.
    let after = data(&world, &["suggest", "--as-of", "2026-06-26"]);
    assert_eq!(after["suggestions"], json!([]));
}
