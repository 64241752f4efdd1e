#!/usr/bin/env bash
# Measures hum against the tools a user has today, in one run on one machine, and prints the README's table.
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
"""Times commands in turn, so that each meets the same machine, and prints medians in milliseconds."""
import statistics, subprocess, sys, time
runs, rows = int(sys.argv[1]), [line.rstrip("\n").split("\t") for line in open(sys.argv[2])]
times = {name: [] for name, _, _ in rows}
for turn in range(runs + 1):
    for name, limit, command in rows:
        if turn > int(limit):
            continue
        start = time.perf_counter()
        subprocess.run(command, shell=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if turn:  # the first turn warms the caches
            times[name].append((time.perf_counter() - start) * 1000)
for name, _, _ in rows:
    print(f"{name}\t{statistics.median(times[name]):.1f}")
PY

hum_kep="$hum --program $program"
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
} >"$work/rows"
python3 "$work/measure.py" "$runs" "$work/rows" >"$work/times"

ms() { awk -F'\t' -v name="$1" '$1 == name { print $2 }' "$work/times"; }
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
