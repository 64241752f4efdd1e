#!/usr/bin/env bash
# Installs hum for the steps that follow: from a path that is given, else from the sources of this action.
#
# HUM_PATH     a hum that is there already
# HUM_SOURCES  the folder with the sources
# RUNNER_TEMP  where it is built
# GITHUB_PATH  the file that takes folders of the PATH
set -euo pipefail

if [ -n "${HUM_PATH:-}" ]; then
  if [ ! -x "$HUM_PATH" ]; then
    echo "::error::there is no program $HUM_PATH"
    exit 2
  fi
  folder="$(cd "$(dirname "$HUM_PATH")" && pwd)"
else
  cargo install --locked --quiet --path "$HUM_SOURCES" --root "$RUNNER_TEMP/hum"
  folder="$RUNNER_TEMP/hum/bin"
fi
echo "$folder" >>"$GITHUB_PATH"
"$folder/hum" --version
