"""How long `capitula --help` takes: median wall and processor time of fresh processes."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

RUNS = 15
LIMIT_SECONDS = 0.3
COMMAND = [sys.executable, "-c", "from capitula.cli.main import run; run()", "--help"]


def once() -> tuple[float, float]:
    """Return the wall and the processor seconds of one start."""
    before, began = os.times(), time.perf_counter()
    subprocess.run(COMMAND, stdout=subprocess.DEVNULL, check=True)
    wall, after = time.perf_counter() - began, os.times()
    spent = after.children_user + after.children_system
    return wall, spent - before.children_user - before.children_system


def main() -> bool:
    """Print the medians and say whether both are under the limit."""
    once()
    wall, spent = (
        statistics.median(times) for times in zip(*(once() for _ in range(RUNS)), strict=True)
    )
    print(
        f"start_up: --help takes {wall:.3f} s, {spent:.3f} s of processor time "
        f"(median of {RUNS}; limit {LIMIT_SECONDS} s)"
    )
    return max(wall, spent) < LIMIT_SECONDS


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
