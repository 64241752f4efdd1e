#!/usr/bin/env bash
# Reviews a merge request: writes the code quality report, and keeps one note up to date. Without a token, as in a fork, the
# review stands in the log of the job.
#
# HUM_FOLDER                       the folder of the program; the current one when left out
# HUM_TOKEN                        a token of the project with the scope `api`
# CI_MERGE_REQUEST_DIFF_BASE_SHA   what to compare with
# CI_MERGE_REQUEST_IID             the number of the merge request
# CI_API_V4_URL, CI_PROJECT_ID     where notes are written
#
# Exit codes: 0 sound, 1 the merge request introduces errors, 2 the review could not be done.
set -euo pipefail

# The review names its base: a short id is easier to read.
base="${CI_MERGE_REQUEST_DIFF_BASE_SHA:?this is no merge request}"
base="${base:0:12}"
folder="${HUM_FOLDER:-.}"
mark='<!-- hum review -->'

review="$(mktemp)"
trap 'rm -f "$review"' EXIT

code=0
hum -C "$folder" review "$base" --at HEAD --format markdown >"$review" || code=$?
if [ "$code" -gt 1 ]; then
  echo "the review could not be done" >&2
  exit 2
fi
hum -C "$folder" review "$base" --at HEAD --format gitlab >gl-code-quality-report.json || [ "$?" -eq 1 ]

# The token goes in by a file, so that no list of processes shows it.
call() {
  curl --silent --show-error --fail --config <(printf 'header = "PRIVATE-TOKEN: %s"\n' "$HUM_TOKEN") "$@"
}

note() {
  local notes="$CI_API_V4_URL/projects/$CI_PROJECT_ID/merge_requests/$CI_MERGE_REQUEST_IID/notes"
  local me found='' page=1 answer
  me="$(call "$CI_API_V4_URL/user" | jq -r .id)" || return 1
  while [ -z "$found" ]; do
    answer="$(call "$notes?sort=asc&per_page=100&page=$page")" || return 1
    [ "$(jq length <<<"$answer")" -gt 0 ] || break
    # Only a note of our own is written over: anybody can write the mark.
    found="$(jq -r --arg mark "$mark" --argjson me "$me" \
      'first(.[] | select((.body | startswith($mark)) and .author.id == $me) | .id) // empty' <<<"$answer")"
    page=$((page + 1))
  done
  if [ -n "$found" ]; then
    call --output /dev/null --request PUT --data-urlencode "body@$review" "$notes/$found"
  else
    call --output /dev/null --request POST --data-urlencode "body@$review" "$notes"
  fi
}

if [ -z "${HUM_TOKEN:-}" ] || ! note; then
  cat "$review"
fi
exit "$code"
