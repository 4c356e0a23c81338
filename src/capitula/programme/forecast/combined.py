"""The class and the plan's own network together: the later of the two.

The network says when service could start if nothing stopped it; the class says whether and when
such contracts start at all. A start needs both, so the chance of having started by a day is the
product of the two chances. That takes them as independent: where what delays the class delays the
network too, the truth lies between the product and the smaller of the two.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from capitula.ground.marks import EvidenceMark, weakest
from capitula.programme.forecast.forecast import Forecast
from capitula.programme.network.critical_path import Network
from capitula.programme.network.simulate import Simulation


@dataclass(frozen=True, slots=True)
class Combined:
    """The chance of having started, by months after the stated date.

    Attributes:
        network: of the network being finished.
        started: of a start: the product with the class's chance.
        mark: the weakest of both.
        draws: the network's draws.
    """

    network: tuple[float, ...]
    started: tuple[float, ...]
    mark: EvidenceMark
    draws: Simulation


def combined(found: Forecast, plan: Network, drawn: Simulation) -> Combined:
    """Combine a forecast with the draws of a plan."""
    network: list[float] = []
    for month in range(found.curve.horizon + 1):
        day_after = found.day(month) + timedelta(days=1)
        network.append(drawn.share_by(plan.days.number(day_after) - 1))
    started = [chance * found.curve.started(m) for m, chance in enumerate(network)]
    mark = weakest([EvidenceMark.ASSUMED, drawn.mark])
    return Combined(tuple(network), tuple(started), mark, drawn)
