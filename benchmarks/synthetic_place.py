"""How long a synthetic place takes, and how much memory, at three sizes: does it grow in line?

Each size is made in a process of its own with one worker, so that processor seconds and peak memory
are its own. Rows are those of all tables written. `python -m benchmarks.synthetic_place 3000000`
makes another size.
"""

import itertools
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SIZES = (100_000, 318_000, 1_000_000)
ONE = """
import json, resource, sys, time
from pathlib import Path
from capitula.ground.financial_year import FinancialYear
from capitula.population.synthetic.making import make_place
from capitula.population.synthetic.plan import PlacePlan, made_up_areas, made_up_practices

people, folder = int(sys.argv[1]), Path(sys.argv[2])
practices, areas = made_up_practices(people), made_up_areas(people)
plan = PlacePlan("made-up place", 1, FinancialYear(2018), 1, practices, areas)
started, processor = time.perf_counter(), time.process_time()
place = make_place(plan, folder)
assert place.ok
usage = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({
    "rows": sum(place.rows.values()),
    "wall": time.perf_counter() - started,
    "processor": time.process_time() - processor,
    "peak_mib": usage.ru_maxrss / 1024,
    "parts": len(plan.parts),
}))
"""


def measure(people):
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", ONE, str(people), str(Path(folder) / "place")],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )
    return json.loads(done.stdout)


def main(sizes=SIZES):
    print("Synthetic place, one year, one worker")
    print("      people        rows   CPU s    rows / CPU s   CPU s / million rows   peak MiB")
    found = []
    for people in sizes:
        made = measure(people)
        found.append((people, made))
        rate = made["rows"] / made["processor"]
        print(
            f"{people:12,}{made['rows']:12,}{made['processor']:8.1f}{rate:16,.0f}"
            f"{made['processor'] / made['rows'] * 1e6:23.2f}{made['peak_mib']:11.0f}",
            flush=True,
        )
    for (fewer, small), (more, large) in itertools.pairwise(found):
        rows = large["rows"] - small["rows"]
        slope = (large["processor"] - small["processor"]) / rows * 1e6
        memory = large["peak_mib"] - small["peak_mib"]
        print(
            f"  from {fewer:,} to {more:,} people: {slope:.2f} CPU s a million rows more, "
            f"{memory:+.0f} MiB"
        )


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
