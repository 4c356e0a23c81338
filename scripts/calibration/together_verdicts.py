"""The verdict on outcomes judged together: nothing, a fall, a fall that fades, a trend before it.

.venv/bin/python scripts/calibration/together_verdicts.py ../shared/data

Every second judged area is in turn as if contracted; what happens, happens in every outcome. The
fit, its checks before the start, the test, the windows and the rules are the product's own calls,
made anew for each case. "Twice" is twice the change in each that is found four times in five in
that area. Trends, which need every check anew, are put in at three starts.
Writes together_verdicts.csv.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from result_tables import write
from together_prove import Proof
from together_sets import SETS
from verdicts import LASTING, LONG_STARTS, SCENARIOS, TREND_STARTS, YEAR, factor, shares
from world import PROOF_STARTS, read_world

from capitula.outcomes.counterfactual.fitting import fit_all
from capitula.outcomes.inference.pre_fit import pre_fit
from capitula.outcomes.inference.time_placebo import placebo_in_time
from capitula.outcomes.judging.reverting import reverting
from capitula.outcomes.panel.panel import Panel
from capitula.outcomes.together.joint import join
from capitula.outcomes.together.testing import joint_test
from capitula.outcomes.together.windows import joint_windows, lasting_share
from capitula.outcomes.verdict.evidence import Evidence, Obstacle, ObstacleKind, Window
from capitula.outcomes.verdict.order import decide

METHOD = "level-change"
ASKED = SETS[:1]
EVERY = 2


class Area:
    """One area as if contracted from a start, with whatever is made to happen to it."""

    def __init__(self, panel, start, at):
        self.panel, self.start, self.at = panel, start, at
        self.signs = (-1,) * len(panel.outcomes)
        plain = self.fitted(panel)
        self.poor = self.is_poor(panel, plain)
        test = joint_test(plain, self.signs)
        joint = join(plain, self.signs)
        cut = joint_windows(plain, joint, due=start, length=YEAR)
        self.twice = 2 * test.detectable
        self.lasting = lasting_share(joint, cut, sustain_share=2 / 3)

    def fitted(self, panel):
        """The fits with the area treated."""
        return fit_all(panel, method=METHOD, start=self.start, treated=[panel.units[self.at]])

    def is_poor(self, panel, fits):
        """Whether the checks before the start refuse it in any outcome."""
        treated = [panel.units[self.at]]
        held_out = placebo_in_time(panel, start=self.start, treated=treated, method=METHOD)
        return any(not pre_fit(fits, each, held_out.get(each)).passes for each in panel.outcomes)

    def verdict(self, scenario):
        """What the product says where this happened."""
        share = {None: self.twice, LASTING: self.lasting}.get(scenario.share, scenario.share)
        values = self.panel.values.copy()
        times = factor(scenario, values.shape[2], self.start, min(share, 0.95))
        values[:, self.at] *= times
        moved = Panel(self.panel.outcomes, self.panel.units, self.panel.times, values)
        fits = self.fitted(moved)
        poor = self.is_poor(moved, fits) if scenario.trend else self.poor
        joint = join(fits, self.signs)
        test = joint_test(fits, self.signs)
        cut = joint_windows(fits, joint, due=self.start, length=YEAR)
        own = zip(cut.statistic[joint.treated].tolist(), cut.band.tolist(), strict=True)
        obstacle = Obstacle(ObstacleKind.PRE_FIT, "the fit before the start", "another comparison")
        decision = decide(
            Evidence(
                began=True,
                obstacles=(obstacle,) if poor else (),
                windows=tuple(Window(str(n), a, a, b) for n, (a, b) in enumerate(own)),
                p_better=test.p_better,
                p_worse=test.p_worse,
                p_faded=cut.p_faded,
                windows_decide=False,
                reverting=reverting(cut.by_period.tolist(), last=YEAR),
            )
        )
        return decision.verdict.name, decision.reason.name if decision.reason else ""


def seen(world, names):
    """Verdicts by what happened, with how many cells."""
    proof = Proof(world, names)
    counts, cells = {}, Counter()
    for months, starts in ((24, PROOF_STARTS), (36, LONG_STARTS)):
        for start in map(int, starts):
            sys.stderr.write(f"{', '.join(names)}: {world.months[start]}, {months} months\n")
            panel = proof.panel(start, months)
            for at in range(0, len(panel.units), EVERY):
                area = Area(panel, start, at)
                for scenario in SCENARIOS:
                    if scenario.months != months or (scenario.trend and start not in TREND_STARTS):
                        continue
                    counts.setdefault(scenario.name, Counter())[area.verdict(scenario)] += 1
                    cells[scenario.name] += 1
    return counts, cells


def main(arguments):
    """Judge every area and write."""
    if not arguments:
        sys.stderr.write(__doc__ or "")
        return 2
    world = read_world(Path(arguments[0]))
    rows = []
    for names in ASKED:
        counts, cells = seen(world, names)
        order = [each.name for each in SCENARIOS]
        rows += [
            {"outcomes": ", ".join(names), **shares(METHOD, name, counts[name], cells[name])}
            for name in sorted(counts, key=order.index)
        ]
    write("together_verdicts.csv", rows, "outcomes judged together, each area in turn contracted")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
