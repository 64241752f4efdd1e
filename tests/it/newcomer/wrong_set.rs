//! Wrong steps with `set` and `mv`.

use super::{begun, refused};

#[test]
#[expect(clippy::too_many_lines, reason = "all that is told is one snapshot")]
fn a_wrong_step_with_set_or_mv_is_told_what_to_type() {
    let told = refused(
        &begun(),
        &[
            &["set"],
            &["set", "RISK-1"],
            &["set", "owner=@maria"],
            &["set", "RISK-9", "owner=@maria"],
            &["set", "RISK-01", "owner=@maria"],
            &["set", "RISK-1", "stauts=analyzed"],
            &["set", "RISK-1", "status=closed"],
            &["set", "RISK-1", "status=analyzed"],
            &["set", "RISK-1", "status=analized"],
            &["set", "RISK-1", "affects-=WS-9"],
            &["set", "RISK-1", "title="],
            &["set", "RISK-1", "action=ask"],
            &["set", "RISK-1", "action+="],
            &["set", "RISK-1", "actions=ask"],
            &["set", "RISK-1", "contingency="],
            &["set", "RISK-1^a9", "done=yes"],
            &["set", "RISK-1^a1", "done=perhaps"],
            &["set", "RISK-1^a1", "closed=yes"],
            &["set", "RISK-1", "--where", "kind = risk", "owner=@dana"],
            &["set", "--where", "kind = rsk", "owner=@dana"],
            &["mv"],
            &["mv", "RISK-9"],
            &["mv", "RISK-1", "WS-2"],
            &["mv", "RISK-1", "issues/ISS-1-quota.md"],
            &["mv", "PROGRAM", "atlas"],
        ],
    );
    insta::assert_snapshot!(told, @r#"
    $ hum set
    error: the following required arguments were not provided:
      <ID… FIELD=VALUE>...

    Usage: hum set <ID… FIELD=VALUE>...

    For more information, try '--help'.
      hint: write for example: hum set RISK-12 owner=@maria
    exit: 2

    $ hum set RISK-1
    error: nothing is assigned
      hint: write for example: hum set RISK-12 owner=@maria
    exit: 2

    $ hum set owner=@maria
    error: no record is named
      hint: name it first: hum set RISK-12 owner=@maria
    exit: 2

    $ hum set RISK-9 owner=@maria
    error: there is no record RISK-9
      hint: did you mean RISK-1?
    exit: 2

    $ hum set RISK-01 owner=@maria
    error: there is no record RISK-01
      hint: did you mean RISK-1?
    exit: 2

    $ hum set RISK-1 stauts=analyzed
    error: a risk has no field or section `stauts`
      hint: did you mean `status`?
    exit: 2

    $ hum set RISK-1 status=closed
    error: a risk that is identified does not become closed
      hint: next it becomes analyzed
    exit: 2

    $ hum set RISK-1 status=analyzed
    error[missing-field]: the field `impact` is missing: a risk that is analyzed needs it
     --> risks/RISK-1-quota.md:3:9
      |
    3 | status: analyzed
      |         ^^^^^^^^
      |
      = note: Whoever answers for this cannot be asked, or nobody knows by when.
      = help: add `impact: …`, or set the state back

    error[missing-field]: the field `probability` is missing: a risk that is analyzed needs it
     --> risks/RISK-1-quota.md:3:9
      |
    3 | status: analyzed
      |         ^^^^^^^^
      |
      = help: add `probability: …`, or set the state back

    To read about a rule, type:
      hum explain missing-field

    2 errors in 5 records (5 files)
    error: nothing was written: `hum check` would find what is shown above
      hint: add to the command: impact=… probability=…
    exit: 2

    $ hum set RISK-1 status=analized
    error: `status` of a risk is never `analized`
      hint: did you mean status=analyzed?
    exit: 2

    $ hum set RISK-1 affects-=WS-9
    error: `affects` does not hold `WS-9`
      hint: it holds WS-1
    exit: 2

    $ hum set RISK-1 title=
    error[missing-field]: the field `title` is missing
     --> risks/RISK-1-quota.md:2:1
      |
    2 | status: identified
      | ^^^^^^
      |
      = note: Whoever answers for this cannot be asked, or nobody knows by when.
      = help: add `title: …`, for example `title: Quota approval comes late`

    To read about a rule, type:
      hum explain missing-field

    1 error in 5 records (5 files)
    error: nothing was written: `hum check` would find what is shown above
      hint: add to the command: title=…
    exit: 2

    $ hum set RISK-1 action=ask
    error: `action` adds a line to do, and this adds none
      hint: write action+="@maria book the room (due 2026-05-01)"
    exit: 2

    $ hum set RISK-1 action+=
    error: `action` adds a line to do, and this adds none
      hint: write action+="@maria book the room (due 2026-05-01)"
    exit: 2

    $ hum set RISK-1 actions=ask
    error: risks/RISK-1-quota.md:12:1: the section `Actions` says something already
      hint: add an item with actions+=…, or change it in the file
    exit: 2

    $ hum set RISK-1 contingency=
    error: the section `Contingency` is not emptied from here
      hint: change it in risks/RISK-1-quota.md, or write contingency="…"
    exit: 2

    $ hum set RISK-1^a9 done=yes
    error: there is no action RISK-1^a9
      hint: its actions are RISK-1^a1
    exit: 2

    $ hum set RISK-1^a1 done=perhaps
    error: `perhaps` is neither yes nor no
      hint: write done=yes or done=no
    exit: 2

    $ hum set RISK-1^a1 closed=yes
    error: an action has no `closed`
      hint: it has done, owner, due and text
    exit: 2

    $ hum set RISK-1 --where "kind = risk" owner=@dana
    error: RISK-1 is named, and --where selects too
      hint: give one of the two
    exit: 2

    $ hum set --where "kind = rsk" owner=@dana
    error: column 8: `kind` is never `rsk`
      | kind = rsk
      |        ^^^
      hint: did you mean `risk`?
    exit: 2

    $ hum mv
    error: the following required arguments were not provided:
      <OLD>

    Usage: hum mv <OLD> [NEW]

    For more information, try '--help'.
      hint: write for example: hum mv RISK-12 RISK-14
    exit: 2

    $ hum mv RISK-9
    error: there is no record RISK-9
      hint: did you mean RISK-1?
    exit: 2

    $ hum mv RISK-1 WS-2
    error: WS-2 is no id of a risk
      hint: its files are named like risks/RISK-{number}-{slug}.md
    exit: 2

    $ hum mv RISK-1 issues/ISS-1-quota.md
    error: issues/ISS-1-quota.md is no place of a risk
      hint: its files are named like risks/RISK-{number}-{slug}.md
    exit: 2

    $ hum mv PROGRAM atlas
    error: there is one program, and its name is fixed
      hint: change its title instead
    exit: 2
    "#);
}
