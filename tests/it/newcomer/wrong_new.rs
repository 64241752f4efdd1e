//! Wrong steps with `new`.

use super::{begun, refused};

#[test]
#[expect(clippy::too_many_lines, reason = "all that is told is one snapshot")]
fn a_wrong_step_with_new_is_told_what_to_type() {
    let told = refused(
        &begun(),
        &[
            &["new"],
            &["new", "rsk", "Late"],
            &["new", "risk"],
            &["new", "risk", ""],
            &["new", "risk", "owner=@maria"],
            &["new", "risk", "Late", "ownr=@maria"],
            &["new", "risk", "Late", "owner"],
            &["new", "risk", "Late", "=x"],
            &["new", "risk", "Late", "probability=high"],
            &["new", "risk", "Late", "probability=9"],
            &["new", "risk", "Late", "type=threatt"],
            &["new", "risk", "Late", "residual=3"],
            &["new", "risk", "Late", "owner=@maria,@dana"],
            &["new", "risk", "Late", "owner+=@maria"],
            &["new", "risk", "Late", "affects=WS-9"],
            &["new", "risk", "Late", "owner="],
            &[
                "new",
                "risk",
                "Late",
                "status=treating",
                "owner=@maria",
                "affects=WS-1",
            ],
            &["new", "deliverable", "API", "due=31.12.2026"],
            &["new", "deliverable", "API", "due=01/02/2026"],
            &["new", "program", "Other"],
            &["new", "person", "maria"],
        ],
    );
    insta::assert_snapshot!(told, @r#"
    $ hum new
    error: the following required arguments were not provided:
      <KIND>

    Usage: hum new <KIND> [TITLE] [FIELD=VALUE]...

    For more information, try '--help'.
      hint: write for example: hum new risk "Quota approval comes late" owner=@maria
    exit: 2

    $ hum new rsk Late
    error: there is no kind `rsk`
      hint: did you mean `risk`?
    exit: 2

    $ hum new risk
    error: a risk needs a title
      hint: hum new risk "What it is, in one line"
    exit: 2

    $ hum new risk ""
    error: a risk needs a title
      hint: hum new risk "What it is, in one line"
    exit: 2

    $ hum new risk owner=@maria
    error: a risk needs a title
      hint: hum new risk "What it is, in one line"
    exit: 2

    $ hum new risk Late ownr=@maria
    error: a risk has no field or section `ownr`
      hint: did you mean `owner`?
    exit: 2

    $ hum new risk Late owner
    error: `owner` assigns nothing
      hint: write field=value, field+=item, field-=item, or field= to take it away
    exit: 2

    $ hum new risk Late =x
    error: `=x` assigns nothing
      hint: write field=value, field+=item, field-=item, or field= to take it away
    exit: 2

    $ hum new risk Late probability=high
    error: `high` is no number, which `probability` takes
      hint: write probability=3
    exit: 2

    $ hum new risk Late probability=9
    error[invalid-value]: `probability` is `9`
     --> risks/RISK-2-late.md:8:14
      |
    8 | probability: 9
      |              ^ expected a number of 5 or less
      |
      = note: A value outside the schema is left out of counts, dates and transitions.
      = help: write, for example, `probability: 3`. How likely the event is, from 1 (very low) to 5 (very high). program.yaml says which percentage each number stands for.

    To read about a rule, type:
      hum explain invalid-value

    1 error in 6 records (6 files)
    error: nothing was written: `hum check` would find what is shown above
      hint: change the command as `help` says, then try again
    exit: 2

    $ hum new risk Late type=threatt
    error: `type` of a risk is never `threatt`
      hint: did you mean type=threat?
    exit: 2

    $ hum new risk Late residual=3
    error: `residual` holds fields of its own
      hint: write residual.probability=… or residual.impact=…
    exit: 2

    $ hum new risk Late owner=@maria,@dana
    error[invalid-value]: `owner` is `@maria,@dana`
     --> risks/RISK-2-late.md:4:8
      |
    4 | owner: "@maria,@dana"
      |        ^^^^^^^^^^^^^^ expected one person by handle, or TBD(@who-finds-out, date) while the person is not known
      |
      = note: A value outside the schema is left out of counts, dates and transitions.
      = help: write, for example, `owner: maria`. The one person who watches it and sees that the response happens. Needed once the status is past identified.

    To read about a rule, type:
      hum explain invalid-value

    1 error in 6 records (6 files)
    error: nothing was written: `hum check` would find what is shown above
      hint: change the command as `help` says, then try again
    exit: 2

    $ hum new risk Late owner+=@maria
    error: `owner` holds one value
      hint: write owner=@maria
    exit: 2

    $ hum new risk Late affects=WS-9
    error[dangling-ref]: `affects`: there is no record `WS-9`
     --> risks/RISK-2-late.md:8:11
      |
    8 | affects: [WS-9]
      |           ^^^^
      |
      = note: A dependency that leads nowhere is followed by nobody.
      = help: write the id of a record that exists

    To read about a rule, type:
      hum explain dangling-ref

    1 error in 6 records (6 files)
    error: nothing was written: `hum check` would find what is shown above
      hint: change the command as `help` says, then try again
    exit: 2

    $ hum new risk Late owner=
    error: `owner` of a new record holds nothing yet
      hint: leave it out
    exit: 2

    $ hum new risk Late status=treating owner=@maria affects=WS-1
    error[missing-field]: the field `impact` is missing: a risk that is treating needs it
     --> risks/RISK-2-late.md:3:9
      |
    3 | status: treating
      |         ^^^^^^^^
      |
      = note: Whoever answers for this cannot be asked, or nobody knows by when.
      = help: add `impact: …`, or set the state back

    error[missing-field]: the field `probability` is missing: a risk that is treating needs it
     --> risks/RISK-2-late.md:3:9
      |
    3 | status: treating
      |         ^^^^^^^^
      |
      = help: add `probability: …`, or set the state back

    error[missing-field]: the field `response` is missing: a risk that is treating needs it
     --> risks/RISK-2-late.md:3:9
      |
    3 | status: treating
      |         ^^^^^^^^
      |
      = help: add `response: …`, or set the state back

    error[untreated-risk]: RISK-2 is being treated and has no open action with a person and a date
      --> risks/RISK-2-late.md:15:1
       |
    15 | ## Actions
       | ^^^^^^^^^^
       |
       = note: A risk that everybody knows and nobody treats is a decision nobody made.
       = help: add `- [ ] @name what (due YYYY-MM-DD)` below `## Actions`

    To read about a rule, type:
      hum explain missing-field
      hum explain untreated-risk

    4 errors in 6 records (6 files)
    error: nothing was written: `hum check` would find what is shown above
      hint: add to the command: action+="@name what (due YYYY-MM-DD)" impact=… probability=… response=…
    exit: 2

    $ hum new deliverable API due=31.12.2026
    error: `31.12.2026` is no day, which `due` takes
      hint: write due=2026-12-31, or due=today+14d
    exit: 2

    $ hum new deliverable API due=01/02/2026
    error: `01/02/2026` is no day, which `due` takes
      hint: write due=2026-05-01, or due=today+14d
    exit: 2

    $ hum new program Other
    error: there is one program: program.yaml
      hint: change it: hum set PROGRAM field=value
    exit: 2

    $ hum new person maria
    error: people/maria.md exists already
      hint: `hum set maria …` changes it; for a second one give another title, or other words with --slug
    exit: 2
    "#);
}
