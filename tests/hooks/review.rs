use std::{collections::BTreeMap, path::Path};

use humdrum::text::yaml;
use serde_json::Value;

use crate::{BAD, RECORD, Scratch, blocks, has, own};

/// Reads a list of comments, and writes one: what the scripts of code hosts ask for. Calls are written down.
const GH: &str = r#"#!/usr/bin/env bash
set -euo pipefail
state="$HOME/comments.json"
[ -f "$state" ] || echo '[]' >"$state"
method=GET jq='' body='' path=''
shift
while [ "$#" -gt 0 ]; do
  case "$1" in
    --method) method="$2"; shift ;;
    --jq) jq="$2"; shift ;;
    -F) body="$(cat "${2#body=@}"; printf x)"; body="${body%x}"; shift ;;
    --*) ;;
    *) path="$1" ;;
  esac
  shift
done
echo "$method $path" >>"$HOME/calls"
if [ "$method" != GET ] && [ -n "${FORK:-}" ]; then
  echo 'gh: Resource not accessible by integration (HTTP 403)' >&2
  exit 1
fi
case "$method" in
  GET) jq -r "$jq" "$state" ;;
  POST) jq --arg body "$body" '. + [{id: (100 + length), body: $body, user: {login: "github-actions[bot]"}}]' "$state" >"$state.new" ;;
  PATCH) jq --arg body "$body" --argjson id "${path##*/}" 'map(if .id == $id then .body = $body else . end)' "$state" >"$state.new" ;;
esac
[ ! -f "$state.new" ] || mv "$state.new" "$state"
"#;

const CURL: &str = r#"#!/usr/bin/env bash
set -euo pipefail
state="$HOME/comments.json"
[ -f "$state" ] || echo '[]' >"$state"
method=GET body='' url='' token=''
while [ "$#" -gt 0 ]; do
  case "$1" in
    --config) token="$(cat "$2")"; shift ;;
    --request) method="$2"; shift ;;
    --data-urlencode) body="$(cat "${2#body@}"; printf x)"; body="${body%x}"; shift ;;
    --output) shift ;;
    --*) ;;
    *) url="$1" ;;
  esac
  shift
done
echo "$method $url" >>"$HOME/calls"
[ "$token" = 'header = "PRIVATE-TOKEN: s3cret"' ] || exit 22
case "$method $url" in
  'GET '*/user) echo '{"id": 5}' ;;
  'GET '*page=1) cat "$state" ;;
  'GET '*) echo '[]' ;;
  POST*) jq --arg body "$body" '. + [{id: (100 + length), body: $body, author: {id: 5}}]' "$state" >"$state.new" ;;
  PUT*) jq --arg body "$body" --argjson id "${url##*/}" 'map(if .id == $id then .body = $body else . end)' "$state" >"$state.new" ;;
esac
[ ! -f "$state.new" ] || mv "$state.new" "$state"
"#;

const DELIVERABLE: &str = "work/deliverables/DEL-1-load.md";

/// Returns the text of a deliverable that is due on a day of June.
fn due(day: &str) -> String {
    format!("---\ntitle: Load test\nstatus: proposed\nowner: \"@maria\"\ndue: 2026-06-{day}\n---\n")
}

/// Returns a repository in which a branch moves a date; and the commit where it begins.
fn branch() -> (Scratch, String) {
    let scratch = Scratch::repository();
    scratch.put(DELIVERABLE, &due("05"));
    scratch.git(&["add", "-A"]);
    scratch.git(&["commit", "-qm", "Plan the load test"]);
    scratch.git(&["remote", "add", "origin", "git@github.com:acme/atlas.git"]);
    let base = scratch.head();
    scratch.git(&["update-ref", "refs/remotes/origin/main", "HEAD"]);
    scratch.git(&["switch", "-qc", "later"]);
    let why = "\nThe staging desk needs a week more.\n";
    scratch.put(DELIVERABLE, &format!("{}{why}", due("12")));
    scratch.git(&["commit", "-qam", "Move the load test"]);
    (scratch, base)
}

fn yaml_of(text: &str) -> Value {
    let tree = yaml::parse(text, 0).tree.expect("it is YAML");
    tree.root().to_json()
}

/// Returns a text in which each expression of GitHub Actions is its value.
fn filled(text: &str, values: &BTreeMap<String, String>) -> String {
    let mut text = text.to_owned();
    for (name, value) in values {
        text = text.replace(&format!("${{{{ {name} }}}}"), value);
    }
    assert!(!text.contains("${{"), "{text}");
    text
}

/// Runs the steps of the action as the page calls it; returns the last exit code, and what was written.
fn act(scratch: &mut Scratch, base: &str) -> (i32, String) {
    let page = own("examples/github-action/README.md");
    let workflow = yaml_of(&blocks(&page, "yaml")[0]);
    let steps = workflow["jobs"]["review"]["steps"]
        .as_array()
        .expect("a list");
    let called = steps[1]["uses"].as_str().expect("a name");
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(called, format!("humdrum-program/humdrum@v{version}"));
    let action = yaml_of(&own("action.yml"));
    let sources = env!("CARGO_MANIFEST_DIR").to_owned();
    let mut values: BTreeMap<String, String> = BTreeMap::from([
        ("github.action_path".into(), sources.clone()),
        ("github.token".into(), "token".into()),
        ("github.event.pull_request.number".into(), "7".into()),
        ("github.base_ref".into(), base.into()),
    ]);
    let inputs = action["inputs"].as_object().expect("a map");
    for (name, input) in inputs {
        let given = match name.as_str() {
            "hum" => env!("CARGO_BIN_EXE_hum").to_owned(),
            _ => filled(input["default"].as_str().expect("a text"), &values),
        };
        values.insert(format!("inputs.{name}"), given);
    }
    let summary = scratch.root().join("home/summary").display().to_string();
    let path = scratch.root().join("home/path").display().to_string();
    let own_environment = scratch.environment.clone();
    let mut end = (0, String::new());
    for step in action["runs"]["steps"].as_array().expect("a list") {
        scratch.environment = own_environment.clone();
        let mut set = |name: &str, value: String| scratch.environment.push((name.into(), value));
        for (name, value) in step["env"].as_object().expect("a map") {
            set(name, filled(value.as_str().expect("a text"), &values));
        }
        set("GITHUB_ACTION_PATH", sources.clone());
        set("GITHUB_REPOSITORY", "acme/atlas".into());
        set("GITHUB_STEP_SUMMARY", summary.clone());
        set("GITHUB_PATH", path.clone());
        end = scratch.run("bash", &["-c", step["run"].as_str().expect("a text")]);
    }
    scratch.environment = own_environment;
    end
}

/// Returns the comments that there are: who wrote each, and its words.
fn comments(scratch: &Scratch) -> Vec<String> {
    let comments: Value =
        serde_json::from_str(&scratch.read("home/comments.json")).expect("it is JSON");
    let comments = comments.as_array().expect("a list");
    let body = |comment: &Value| comment["body"].as_str().expect("a text").to_owned();
    comments.iter().map(body).collect()
}

#[test]
fn a_pull_request_has_one_comment_that_is_kept_up_to_date() {
    if !has(&["git", "bash", "jq"]) {
        return;
    }
    let (mut scratch, _) = branch();
    scratch.program("gh", GH);
    // Somebody else writes the mark.
    let stranger = r#"[{"id": 1, "body": "<!-- hum review --> mine", "user": {"login": "eve"}}]"#;
    scratch.put("home/comments.json", stranger);
    assert_eq!(act(&mut scratch, "main"), (0, String::new()));
    let list = "GET repos/acme/atlas/issues/7/comments?per_page=100\n";
    let calls = format!("{list}POST repos/acme/atlas/issues/7/comments\n");
    assert_eq!(scratch.read("home/calls"), calls);
    let written = comments(&scratch);
    assert_eq!(written[0], "<!-- hum review --> mine");
    let head = scratch.head();
    insta::assert_snapshot!(written[1].replace(&head, "HEAD"), @"
    <!-- hum review -->
    ## Atlas: review of the plan against origin/main

    - 1 record changes.
    - **The program can be finished** ■ **5 workdays later**: 2026-06-05 → 2026-06-12, target 2026-12-18.

    ### Dates

    - [DEL-1](https://github.com/acme/atlas/blob/HEAD/deliverables/DEL-1-load.md) Load test: due moved 2026-06-05 → 2026-06-12, ▲ **+5 workdays**

    ### Other changes

    - [DEL-1](https://github.com/acme/atlas/blob/HEAD/deliverables/DEL-1-load.md) Load test: text edited

    3 older findings not shown: `hum check`
    ");
    // The next push has an error.
    scratch.stage(BAD);
    scratch.git(&["commit", "-qm", "Break a record"]);
    let (code, text) = act(&mut scratch, "main");
    assert_eq!(code, 1, "{text}");
    insta::assert_snapshot!(text, @"::error file=people/maria.md,line=5,col=7,endLine=5,endColumn=7,title=unreadable-file::this is not YAML: unclosed bracket '['%0Anote: What is in this file is missing from every report.%0Ahelp: check the indentation and quotes of this line and the one before it");
    let calls = format!("{calls}{list}PATCH repos/acme/atlas/issues/comments/101\n");
    assert_eq!(scratch.read("home/calls"), calls);
    let renewed = comments(&scratch);
    assert_eq!(renewed.len(), 2);
    assert!(
        renewed[1].starts_with("<!-- hum review -->\n"),
        "{}",
        renewed[1]
    );
    assert_ne!(renewed[1], written[1]);
    assert_eq!(scratch.read("home/summary"), "");
}

#[test]
fn without_the_right_to_comment_the_review_is_in_the_summary() {
    if !has(&["git", "bash", "jq"]) {
        return;
    }
    let (mut scratch, _) = branch();
    scratch.program("gh", GH);
    scratch.environment.push(("FORK".into(), "1".into()));
    let (code, text) = act(&mut scratch, "main");
    let notice = "::notice::the review stands in the summary of this job: gh: Resource not accessible by integration (HTTP 403)\n";
    assert_eq!((code, text.as_str()), (0, notice));
    assert!(
        scratch
            .read("home/summary")
            .starts_with("<!-- hum review -->\n")
    );
    // A base that is not there.
    let (code, text) = act(&mut scratch, "gone");
    let told = "::error::the review could not be done\nerror: `origin/gone` is no revision or date here: nothing has this name\n  hint: give a commit, tag, branch, or a day written YYYY-MM-DD\n";
    assert_eq!((code, text.as_str()), (2, told));
}

#[test]
fn a_merge_request_has_one_note_and_a_report() {
    if !has(&["git", "bash", "jq"]) {
        return;
    }
    let (mut scratch, base) = branch();
    scratch.program("curl", CURL);
    let page = own("examples/gitlab/README.md");
    let template = own("examples/gitlab/plan.gitlab-ci.yml");
    let indented: String = template
        .lines()
        .map(|line| format!("   {line}\n"))
        .collect();
    assert!(page.contains(&indented), "the page shows the template");
    let script = yaml_of(&template)["plan"]["script"][0].clone();
    scratch.put("work/ci/review.sh", &own("examples/gitlab/review.sh"));
    for (name, value) in [
        ("CI_MERGE_REQUEST_DIFF_BASE_SHA", base.as_str()),
        ("CI_MERGE_REQUEST_IID", "7"),
        ("CI_API_V4_URL", "https://gitlab.example.org/api/v4"),
        ("CI_PROJECT_ID", "42"),
    ] {
        scratch.environment.push((name.into(), value.into()));
    }
    let run = |scratch: &Scratch| scratch.run("bash", &["-c", script.as_str().expect("a text")]);
    // Without a token the log has it.
    let (code, text) = run(&scratch);
    assert_eq!(code, 0, "{text}");
    assert!(text.starts_with("<!-- hum review -->\n"), "{text}");
    scratch
        .environment
        .push(("HUM_TOKEN".into(), "s3cret".into()));
    let stranger = r#"[{"id": 1, "body": "<!-- hum review --> mine", "author": {"id": 6}}]"#;
    scratch.put("home/comments.json", stranger);
    assert_eq!(run(&scratch), (0, String::new()));
    assert_eq!(scratch.read("work/gl-code-quality-report.json"), "[]\n");
    scratch.stage(BAD);
    scratch.git(&["commit", "-qm", "Break a record"]);
    assert_eq!(run(&scratch).0, 1);
    assert_eq!(comments(&scratch).len(), 2);
    let report: Value = serde_json::from_str(&scratch.read("work/gl-code-quality-report.json"))
        .expect("it is JSON");
    assert_eq!(report[0]["location"]["path"], RECORD);
    let calls = scratch
        .read("home/calls")
        .replace("https://gitlab.example.org/api/v4", "API");
    insta::assert_snapshot!(calls, @"
    GET API/user
    GET API/projects/42/merge_requests/7/notes?sort=asc&per_page=100&page=1
    GET API/projects/42/merge_requests/7/notes?sort=asc&per_page=100&page=2
    POST API/projects/42/merge_requests/7/notes
    GET API/user
    GET API/projects/42/merge_requests/7/notes?sort=asc&per_page=100&page=1
    PUT API/projects/42/merge_requests/7/notes/101
    ");
}

#[test]
fn a_hum_that_is_not_there_is_told() {
    if !has(&["bash"]) {
        return;
    }
    let mut scratch = Scratch::new();
    scratch
        .environment
        .push(("HUM_PATH".into(), "/nowhere/hum".into()));
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/github-action/install.sh");
    let end = scratch.run("bash", &[&script.display().to_string()]);
    assert_eq!(
        end,
        (2, "::error::there is no program /nowhere/hum\n".into())
    );
}

#[test]
fn the_scripts_are_sound() {
    if !has(&["shellcheck"]) {
        return;
    }
    let scratch = Scratch::new();
    for script in [
        "github-action/install.sh",
        "github-action/review.sh",
        "gitlab/review.sh",
    ] {
        let path = format!("{}/examples/{script}", env!("CARGO_MANIFEST_DIR"));
        assert_eq!(scratch.run("shellcheck", &[&path]), (0, String::new()));
    }
}
