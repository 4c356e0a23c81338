"""Outcomes tested together as plain data, the same wherever they are asked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from capitula.outcomes.together.asking import Answer
from capitula.outcomes.together.testing import JointTest
from capitula.outcomes.together.windows import named_windows
from capitula.outcomes.verdict.evidence import Window

_WAYS = {1: "up", -1: "down"}


def answer_document(
    answer: Answer, method: str, times: Sequence[str], *, can_be_judged: bool
) -> dict[str, Any]:
    """Return the whole answer, numbers unrounded; a number that does not exist is null.

    Args:
        answer: what the outcomes say together.
        method: by which each change was read.
        times: labels of the panel's periods.
        can_be_judged: whether each outcome can be judged by itself: what bars one bars all.
    """
    joint, cut = answer.joint, answer.windows
    ways = [_WAYS[sign] for sign in joint.signs]
    return {
        "method": method,
        "directions": dict(zip(joint.outcomes, ways, strict=True)),
        "test": test_document(answer.test),
        "windows": [] if cut is None else windows_document(named_windows(joint, cut, times)),
        "p_faded": None if cut is None else cut.p_faded,
        "lasting_share": answer.lasting,
        "can_be_judged": can_be_judged,
    }


def test_document(test: JointTest) -> dict[str, Any]:
    """Return the joint test; changes and powers are shares of each outcome's level."""
    return {
        "areas": test.areas,
        "change_shares": dict(test.changes),
        "parts": dict(test.parts),
        "sum": test.sum,
        "p_better": test.p_better,
        "p_worse": test.p_worse,
        "p_floor": test.floor,
        "alpha": test.alpha,
        "compatible_share": list(test.compatible),
        "detectable_share": test.detectable,
        "detectable_share_alone": dict(test.alone),
        "found_elsewhere": test.found_elsewhere,
        "sums_elsewhere": test.sums.tolist(),
        "needed_elsewhere": [each if math.isfinite(each) else None for each in test.needed],
    }


def windows_document(windows: Sequence[Window]) -> list[dict[str, Any]]:
    """Return the sum in each window with its band."""
    return [
        {
            "name": each.name,
            "statistic": each.statistic,
            "band": each.band,
            "outside_on_the_good_side": each.is_better,
        }
        for each in windows
    ]
