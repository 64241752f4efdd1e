#!/usr/bin/env bash
# Reviews a pull request: annotates its files, and keeps one comment up to date. Without the right to comment, as on a pull
# request from a fork, the review stands in the summary of the job.
#
# HUM_BASE             what to compare with: a commit or a branch
# HUM_HEAD             the commit that is reviewed; HEAD when left out
# HUM_FOLDER           the folder of the program; the current one when left out
# HUM_AUTHOR           who writes the comment; github-actions[bot] when left out
# HUM_PULL_REQUEST     the number of the pull request; without one nothing is commented
# GITHUB_REPOSITORY    owner/name
# GITHUB_STEP_SUMMARY  the file of the summary
# GH_TOKEN             for gh
#
# Exit codes: 0 sound, 1 the pull request introduces errors, 2 the review could not be done.
set -euo pipefail

base="${HUM_BASE:?say what to compare with}"
head="${HUM_HEAD:-HEAD}"
folder="${HUM_FOLDER:-.}"
author="${HUM_AUTHOR:-github-actions[bot]}"
mark='<!-- hum review -->'
summary="${GITHUB_STEP_SUMMARY:-/dev/null}"

review="$(mktemp)"
answer="$(mktemp)"
trap 'rm -f "$review" "$answer"' EXIT

code=0
hum -C "$folder" review "$base" --at "$head" --format markdown >"$review" || code=$?
if [ "$code" -gt 1 ]; then
  echo "::error::the review could not be done"
  exit 2
fi
# It ends with 1 where there are errors, which the review has said already.
hum -C "$folder" review "$base" --at "$head" --format github || [ "$?" -eq 1 ]

comment() {
  local comments="repos/$GITHUB_REPOSITORY/issues/$HUM_PULL_REQUEST/comments"
  local found
  # Only a comment of our own is written over: anybody can write the mark.
  found="$(MARK="$mark" AUTHOR="$author" gh api --paginate "$comments?per_page=100" --jq \
    '.[] | select((.body | startswith(env.MARK)) and .user.login == env.AUTHOR) | .id' 2>"$answer")" || return 1
  found="${found%%$'\n'*}"
  if [ -n "$found" ]; then
    gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$found" -F "body=@$review" 2>"$answer"
  else
    gh api --silent --method POST "$comments" -F "body=@$review" 2>"$answer"
  fi
}

if [ -z "${HUM_PULL_REQUEST:-}" ]; then
  cat "$review" >>"$summary"
elif ! comment; then
  echo "::notice::the review stands in the summary of this job: $(head -n 1 "$answer" | tr -d '\r')"
  cat "$review" >>"$summary"
fi
exit "$code"
