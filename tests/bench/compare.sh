#!/usr/bin/env bash
# Measures hum against the tools a user has today, in one run on one machine, and prints the README's table; then how the
# time of a changelog grows with its range, and how much memory the whole history takes.
#
#   tests/bench/compare.sh [RUNS]      default 11 runs of each command; the median counts
#
# Needs: a release build, git, python3 with pip (for check-jsonschema), and the corpus of enhancement proposals as a
# bundle: HUM_CORPORA names its folder, by default ../shared/corpora. Without the corpus it says so and exits 0.
set -euo pipefail
cd "$(dirname "$0")/../.."
runs=${1:-11}
corpora=${HUM_CORPORA:-../shared/corpora}
if [ ! -f "$corpora/keps.bundle" ]; then
  echo "skipped: there is no $corpora/keps.bundle; set HUM_CORPORA to the folder of the corpora"
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cargo build --quiet --locked --release
hum=$PWD/target/release/hum
program=$PWD/examples/kubernetes-enhancements/program.yaml
git clone --quiet "$corpora/keps.bundle" "$work/keps"
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet check-jsonschema

# The enhancements alone, as the schema checker is given them.
cd "$work/keps"
git ls-files -- 'keps/*/kep.yaml' | grep -v NNNN-kep-template >"$work/files"
staged=$(head -n 300 "$work/files" | tail -n 1)

cat >"$work/measure.py" <<'PY'
"""Times commands in turn, so that each meets the same machine; prints medians in milliseconds and peaks in MiB."""
import os, statistics, subprocess, sys, time
runs, rows = int(sys.argv[1]), [line.rstrip("\n").split("\t") for line in open(sys.argv[2])]
times = {name: [] for name, _, _ in rows}
peaks = {name: 0.0 for name, _, _ in rows}
# What a child took at most is counted in bytes on macOS and in KiB elsewhere.
unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
for turn in range(runs + 1):
    for name, limit, command in rows:
        if turn > int(limit):
            continue
        start = time.perf_counter()
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        child = subprocess.Popen(command, shell=True, **quiet)
        usage = os.wait4(child.pid, 0)[2]
        if turn:  # the first turn warms the caches
            times[name].append((time.perf_counter() - start) * 1000)
            peaks[name] = max(peaks[name], usage.ru_maxrss / unit)
for name, _, _ in rows:
    print(f"{name}\t{statistics.median(times[name]):.1f}\t{peaks[name]:.1f}")
PY

hum_kep="$hum --program $program"
ranges=(10 100 1000 all)
# Prints the range of the last first-parent commits; nothing for all of them.
range_of() { [ "$1" = all ] || printf 'HEAD~%s..HEAD' "$1"; }
{
  printf 'log-p\t99\tgit log --first-parent -p -- %s\n' "':(glob)keps/**/kep.yaml'"
  printf 'log-raw\t99\tgit log --first-parent --raw --no-renames -- keps\n'
  printf 'walk\t99\t%s changelog --walk\n' "$hum_kep"
  printf 'walk-json\t99\t%s changelog --walk --format json\n' "$hum_kep"
  printf 'slips\t99\t%s slips\n' "$hum_kep"
  printf 'trend\t99\t%s trend overdue\n' "$hum_kep"
  printf 'net-year\t99\t%s changelog 2025-01-01..2026-01-01\n' "$hum_kep"
  printf 'check\t99\t%s check\n' "$hum_kep"
  printf 'jsonschema\t3\txargs %s/venv/bin/check-jsonschema --schemafile %s <%s/files\n' \
    "$work" "$(dirname "$program")/kep.schema.json" "$work"
  printf 'version\t99\t%s --version\n' "$hum"
  printf 'staged\t99\t%s check --staged %s\n' "$hum_kep" "$staged"
  printf 'status\t99\tgit status\n'
  for commits in "${ranges[@]}"; do
    range=$(range_of "$commits")
    printf 'log-p-%s\t99\tgit log --first-parent -p %s -- %s\n' "$commits" "${range:-HEAD}" "':(glob)keps/**/kep.yaml'"
    printf 'net-%s\t99\t%s changelog %s\n' "$commits" "$hum_kep" "$range"
    printf 'steps-%s\t99\t%s changelog --walk %s\n' "$commits" "$hum_kep" "$range"
  done
} >"$work/rows"
python3 "$work/measure.py" "$runs" "$work/rows" >"$work/times"

ms() { awk -F'\t' -v name="$1" '$1 == name { print $2 }' "$work/times"; }
peak() { awk -F'\t' -v name="$1" '$1 == name { print $3 }' "$work/times"; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'; }
row() { printf '| %s | %s ms | %s | %s ms | %s |\n' "$1" "$(ms "$2")" "$3" "$(ms "$4")" "$(ratio "$(ms "$2")" "$(ms "$4")")"; }

echo "Median of $runs runs, $(nproc) cores, $(git --version), $(wc -l <"$work/files") records, $(git rev-list --first-parent --count HEAD) first-parent commits."
echo
echo '| hum | time | against | time | ratio |'
echo '|---|---|---|---|---|'
row '`changelog --walk`, whole history' walk '`git log --first-parent -p` over the same files' log-p
row '`changelog --walk --format json`' walk-json '`git log --first-parent -p`' log-p
row '`changelog --walk`' walk '`git log --first-parent --raw`, which reads no file' log-raw
row '`slips`, whole history' slips '`git log --first-parent --raw`' log-raw
row '`trend overdue`, every week' trend '`git log --first-parent --raw`' log-raw
row '`changelog 2025-01-01..2026-01-01`' net-year '`git log --first-parent -p`, whole history' log-p
row '`check`, newest tree' check '`check-jsonschema` with the same schema on the same files' jsonschema
row '`check --staged FILE`' staged '`git status`' status
row '`--version`' version '`git status`' status

echo
echo 'How long a changelog takes, by the first-parent commits of its range:'
echo
echo '| commits | `git log --first-parent -p` | `changelog A..B` | ratio | `changelog --walk A..B` | ratio |'
echo '|---|---|---|---|---|---|'
for commits in "${ranges[@]}"; do
  git_time=$(ms "log-p-$commits")
  printf '| %s | %s ms | %s ms | %s | %s ms | %s |\n' "$commits" "$git_time" \
    "$(ms "net-$commits")" "$(ratio "$(ms "net-$commits")" "$git_time")" \
    "$(ms "steps-$commits")" "$(ratio "$(ms "steps-$commits")" "$git_time")"
done

echo
echo 'The most memory that the whole history takes:'
echo
echo '| `slips` | `git log --first-parent -p` | ratio |'
echo '|---|---|---|'
printf '| %s MiB | %s MiB | %s |\n' "$(peak slips)" "$(peak log-p)" "$(ratio "$(peak slips)" "$(peak log-p)")"
