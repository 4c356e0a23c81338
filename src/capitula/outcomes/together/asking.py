"""One call: several outcomes of a panel, asked at once whether the place got better as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from capitula.ground.faults import Fault, InputFaults, Place
from capitula.outcomes.counterfactual.fits import Fits
from capitula.outcomes.counterfactual.fitting import fit_all
from capitula.outcomes.level_change.changes import DETAIL, LevelChanges
from capitula.outcomes.panel.panel import Panel
from capitula.outcomes.together.joint import Joint, join
from capitula.outcomes.together.testing import JointTest, joint_test
from capitula.outcomes.together.windows import JointWindows, joint_windows, lasting_share

METHODS = ("level-change", "level-change-gradual")
"""The methods whose changes can be added up."""


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """What the outcomes say together.

    Attributes:
        joint: every area's changes.
        test: whether the treated area's sum is rare, and what could have been seen.
        windows: whether it was still there in each window; None where none were asked for.
        lasting: the lasting change in each, as a share, called sustained four times in five; None
            with fewer than two windows, or where nothing can pass.
    """

    joint: Joint
    test: JointTest
    windows: JointWindows | None
    lasting: float | None

    @property
    def builds_up(self) -> int:
        """Periods over which the effect looked for builds up; nought comes at once."""
        return self.test.builds_up


def ask_together(
    panel: Panel,
    *,
    start: int | str,
    treated: Sequence[str],
    signs: Sequence[int],
    method: str = METHODS[0],
    treated_as_donor: bool = False,
    excluded: Sequence[str] = (),
    effect_due: int | str | None = None,
    window: int | None = None,
    alpha: float = 0.05,
    sustain_share: float = 2 / 3,
) -> Answer:
    """Fit every area for every outcome of a panel, and test the outcomes together.

    Args:
        panel: two outcomes or more; all of them are asked.
        start: the first treated period, by index or by label.
        treated: names of the treated units; several are taken as their mean.
        signs: one for each outcome: 1 where more is better, −1 where less is.
        method: `level-change` or `level-change-gradual`.
        treated_as_donor: whether placebos may be fitted from the treated unit.
        excluded: units left out wholly.
        effect_due: the first judged period, by index or by label; the start unless given.
        window: periods in a window; None cuts none.
        alpha: level of test and bands, one-sided.
        sustain_share: the share of windows that must be outside their bands.

    Raises:
        InputFaults: another method; what `fit_all` finds; or what `answer` does.
    """
    if method not in METHODS:
        raise InputFaults([_other_method(method)])
    due = panel.time_index(effect_due) if isinstance(effect_due, str) else effect_due
    fits = fit_all(
        panel,
        method=method,
        start=start,
        treated=treated,
        treated_as_donor=treated_as_donor,
        excluded=excluded,
        effect_due=due,
    )
    return answer(
        fits, signs, effect_due=due, window=window, alpha=alpha, sustain_share=sustain_share
    )


def answer(
    fits: Fits,
    signs: Sequence[int],
    *,
    effect_due: int | None = None,
    window: int | None = None,
    alpha: float = 0.05,
    sustain_share: float = 2 / 3,
) -> Answer:
    """Test the outcomes of some fits together, in all and by windows.

    Args:
        fits: of a method of `METHODS`, looking for one shape, with a treated unit.
        signs: one for each outcome: 1 where more is better, −1 where less is.
        effect_due: index of the first judged period, if another than was fitted for.
        window: periods in a window; None cuts none.
        alpha: level of test and bands, one-sided.
        sustain_share: the share of windows that must be outside their bands.

    Raises:
        InputFaults: another method; a due period, window or alpha that cannot be; or what `join`
            finds.
        LookupError: no unit is treated.
    """
    changes: LevelChanges | None = fits.details.get(DETAIL)
    if changes is None:
        raise InputFaults([_other_method(fits.method)])
    due = changes.due if effect_due is None else effect_due
    _check(fits, due, window, alpha)
    joint = join(fits, signs, due)
    test = joint_test(fits, joint.signs, effect_due=due, alpha=alpha)
    if window is None:
        return Answer(joint, test, None, None)
    cut = joint_windows(fits, joint, due=due, length=window, alpha=alpha)
    lasting = lasting_share(joint, cut, sustain_share=sustain_share, alpha=alpha)
    return Answer(joint, test, cut, lasting)


def _other_method(method: str) -> Fault:
    place = Place("judged together", None, None, "method")
    return Fault(place, repr(method), " or ".join(METHODS), "choose one of the two")


def _check(fits: Fits, due: int, window: int | None, alpha: float) -> None:
    last = len(fits.times) - 1
    asked = [
        ("effect_due", due, f"{fits.start} to {last}", fits.start <= due <= last),
        ("window", window, "one period or more", window is None or window >= 1),
        ("alpha", alpha, "above nought, below one", 0 < alpha < 1),
    ]
    faults = [
        Fault(Place("judged together", None, None, name), str(found), expected, "correct it")
        for name, found, expected, right in asked
        if not right
    ]
    if faults:
        raise InputFaults(faults)
