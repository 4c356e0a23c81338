"""The network drawn many times: when service could start if nothing stopped it.

Each duration is drawn by itself: triangular where a likeliest value is given, else evenly between
its ends, in whole operational days. Draw k of a task hangs on the seed, the task's identifier and
k, and on nothing else, so the same seed gives the same bytes on any machine. Durations are drawn
independently; what delays one step and the next together is not in them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from capitula.ground.faults import CapitulaError
from capitula.ground.marks import EvidenceMark
from capitula.programme.network.critical_path import Network, earliest
from capitula.programme.network.model import Duration
from capitula.programme.network.order import before_all, behind

if TYPE_CHECKING:
    from numpy.typing import NDArray

SEED, DRAWS, MOST_DRAWS = 20180401, 10_000, 1_000_000
PERCENTS = (5, 25, 50, 75, 95)
_BITS = 32


class CannotSimulate(CapitulaError):
    """A network that cannot be drawn: no start, or durations that nobody states."""


@dataclass(frozen=True)
class Simulation:
    """Draws of the day of the start.

    Attributes:
        seed: of the draws.
        draws: how many.
        start_numbers: the start of each draw, as the number of an operational day.
        days: the start at each of `PERCENTS` draws in a hundred.
        criticality: for each task, the share of draws in which it decided the start.
        mark: the weakest mark of the durations that the start waits for.
    """

    seed: int
    draws: int
    start_numbers: NDArray[Any]
    days: Mapping[int, date]
    criticality: Mapping[str, float]
    mark: EvidenceMark

    def share_by(self, number: int) -> float:
        """Return the share of draws that start on or before the day of a number."""
        return int((self.start_numbers <= number).sum()) / self.draws

    @property
    def digest(self) -> str:
        """The SHA-256 of all draws, to show that two runs agree to the byte."""
        return hashlib.sha256(self.start_numbers.astype("<i8").tobytes()).hexdigest()

    def document(self) -> dict[str, Any]:
        """Return the draws for machines; the digest is that of all of them."""
        return {
            "seed": self.seed,
            "draws": self.draws,
            "start_percentiles": {str(p): day.isoformat() for p, day in self.days.items()},
            "criticality": dict(self.criticality),
            "sha256": self.digest,
            "mark": str(self.mark),
        }


def simulate(found: Network, *, seed: int = SEED, draws: int = DRAWS) -> Simulation:
    """Draw the network.

    Raises:
        CannotSimulate: the plan has no start, or a duration that the start waits for is missing.
    """
    import numpy as np

    start = found.start
    if start is None:
        raise CannotSimulate(
            f"found no task for the service start in {found.plan.title!r}; expected one; add a "
            "milestone with `milestone: service start`"
        )
    if found.missing:
        names = ", ".join(task.id for task in found.missing)
        raise CannotSimulate(
            f"found no duration for {names}; expected one for each step that the start waits for; "
            "state it, or mark it assumed and say why"
        )
    needed = before_all(found.graph, start.task.id) | {start.task.id}
    begin: dict[str, NDArray[Any]] = {}
    finish: dict[str, NDArray[Any]] = {}
    lengths: dict[str, NDArray[Any]] = {}
    order = [each for each in found.tasks if each.task.id in needed]
    for each in order:
        name = each.task.id
        lengths[name] = _drawn(each.duration, seed, name, draws)
        first = np.full(draws, earliest(each.task, found.days), dtype=np.int64)
        for before in found.graph[name]:
            first = np.maximum(first, finish[before])
        begin[name] = first if each.task.done is None else np.zeros(draws, dtype=np.int64)
        finish[name] = begin[name] + lengths[name]
    late: dict[str, NDArray[Any]] = {}
    for each in reversed(order):
        name = each.task.id
        ends = [late[o] - lengths[o] for o in behind(found.graph, name) if o in needed]
        late[name] = np.minimum.reduce(ends) if ends else finish[name]
    starts = begin[start.task.id]
    ordered = np.sort(starts)
    return Simulation(
        seed,
        draws,
        starts,
        {p: found.days.day(int(ordered[(draws - 1) * p // 100])) for p in PERCENTS},
        {
            e.task.id: int((late[e.task.id] == finish[e.task.id]).sum()) / draws
            for e in order
            if e.task.done is None
        },
        found.mark,
    )


def _drawn(duration: Duration | None, seed: int, stream: str, draws: int) -> NDArray[Any]:
    import numpy as np

    if duration is None or duration.least == duration.most:
        return np.full(draws, duration.least if duration else 0, dtype=np.int64)
    parts = draw_parts(seed, f"duration {stream}", draws)
    if duration.likely is None:
        width = duration.most - duration.least + 1
        return duration.least + (parts * width >> _BITS)
    u = (parts.astype(np.float64) + 0.5) / float(2**_BITS)
    low, mode, high = (float(d) for d in (duration.least, duration.likely, duration.most))
    at_mode = (mode - low) / (high - low)
    rising = low + np.sqrt(u * (high - low) * (mode - low))
    falling = high - np.sqrt((1.0 - u) * (high - low) * (high - mode))
    return np.rint(np.where(u < at_mode, rising, falling)).astype(np.int64)


def draw_parts(seed: int, stream: str, draws: int) -> NDArray[Any]:
    """Return whole numbers below 2³², evenly spread: a Philox counter keyed by seed and stream."""
    import numpy as np

    digest = hashlib.sha256(stream.encode()).digest()
    key = np.array([seed, int.from_bytes(digest[:8], "big")], dtype=np.uint64)
    raw = np.random.Philox(key=key).random_raw(draws).astype(np.uint64)
    return (raw >> np.uint64(64 - _BITS)).astype(np.int64)
