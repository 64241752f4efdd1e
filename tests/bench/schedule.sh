#!/usr/bin/env bash
# Measures how the time of `hum schedule` grows with the program: deliverables with three dependencies each, made the same on
# every machine. Loading is what `hum list` takes for the same files; the rest is scheduling and writing.
#
#   tests/bench/schedule.sh [RUNS]     default 5 runs of each command; the median counts
#
# Needs: a release build and python3.
set -euo pipefail
cd "$(dirname "$0")/../.."
runs=${1:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo build --quiet --locked --release

python3 - "$work" "$PWD/target/release/hum" "$runs" <<'PY'
import os, statistics, subprocess, sys, time
work, hum, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])

def program(count):
    """A program whose work waits for three of the hundred before it, picked by a fixed rule."""
    folder = os.path.join(work, str(count))
    os.makedirs(os.path.join(folder, "deliverables"))
    with open(os.path.join(folder, "program.yaml"), "w") as out:
        out.write("name: Scale\nobjective: It is scheduled\nsponsor: dana\ntpm: maria\ntarget: 2030-12-20\n"
                  "calendar: {holidays: [2026-12-25, 2027-01-01, 2027-12-24, 2028-12-25]}\n")
    state = 1
    for number in range(1, count + 1):
        after = set()
        while len(after) < min(3, number - 1):
            state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
            after.add(number - 1 - (state >> 33) % min(100, number - 1))
        ids = ", ".join(f"DEL-{one}" for one in sorted(after))
        with open(os.path.join(folder, "deliverables", f"DEL-{number}-work.md"), "w") as out:
            out.write(f"---\ntitle: Work {number}\nstatus: planned\nestimate: [1, 2, 4]\nafter: [{ids}]\n---\n")
    return folder

def median(folder, *arguments):
    times = []
    for turn in range(runs + 1):
        start = time.perf_counter()
        subprocess.run([hum, "-C", folder, *arguments], stdout=subprocess.DEVNULL, check=True)
        if turn:  # the first turn warms the caches
            times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)

print("| deliverables | dependencies | `hum schedule` | of that loading | scheduling |")
print("|---|---|---|---|---|")
for count in (2500, 5000, 10000, 20000):
    folder = program(count)
    load = median(folder, "list", "deliverables", "--where", "id = DEL-1")
    whole = median(folder, "schedule", "--format", "json", "--as-of", "2026-06-01")
    print(f"| {count:,} | {3 * count - 6:,} | {whole:.0f} ms | {load:.0f} ms | {whole - load:.0f} ms |")
PY
