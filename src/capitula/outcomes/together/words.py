"""What several outcomes say together, in sentences that a contract lead can read out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from capitula.outcomes.level_change.words import comes
from capitula.outcomes.together.asking import Answer
from capitula.outcomes.together.numbers import (
    better_or_worse,
    moved,
    percent,
    range_words,
    signed_sum,
)
from capitula.outcomes.together.testing import JointTest
from capitula.outcomes.verdict.evidence import Window
from capitula.outcomes.words import listed


def sentences(answer: Answer, place: str, barred: Sequence[str] = ()) -> Iterator[str]:
    """Give what changed, how rare the sum is, what is left open, and what could have been seen.

    That nothing was shown is never given as a finding that nothing happened.

    Args:
        answer: what the outcomes say together.
        place: the area judged.
        barred: outcomes that cannot be judged by themselves: what bars one bars all together.
    """
    test, signs = answer.test, answer.joint.signs
    changes = [
        f"{outcome} {moved(change)} ({better_or_worse(change, sign)})"
        for (outcome, change), sign in zip(test.changes.items(), signs, strict=True)
    ]
    yield f"Beside what was foretold for {place}, {listed(changes)}."
    yield (
        f"Added up, each over its own scale, they come to {signed_sum(test.sum)}. Of "
        f"{test.areas} areas, each with the same outcomes, itself included: p = "
        f"{test.p_better:.4f} better, {test.p_worse:.4f} worse; {test.floor:.4f} at the least."
    )
    yield f"Left open ({test.level:.0%}): {range_words(test)}."
    yield f"Power: {found_words(test)}."
    if answer.windows is not None:
        yield f"Lasting: {to_last(answer.lasting)}."
    if barred:
        yield (
            f"Reading: they cannot be judged together, since {listed(barred)} cannot be judged; "
            "the reasons stand under the warnings there."
        )
    else:
        yield f"Reading: {_reading(test)}"


def found_words(test: JointTest, names: Sequence[str] = ()) -> str:
    """Say what is found four times in five: a change in each, and in each alone.

    Args:
        test: the joint test.
        names: how the outcomes are called within a sentence, in their order; as they are unless
            given.
    """
    if test.detectable is None:
        return "no change, however large, would be found four times in five"
    check = (
        ""
        if test.found_elsewhere is None
        else f" (on areas not used to compute it, found in {test.found_elsewhere:.0%})"
    )
    called = names or tuple(test.alone)
    alone = [
        f"{name} {percent(share)}"
        for name, share in zip(called, test.alone.values(), strict=True)
        if share is not None
    ]
    said = (
        f"{percent(test.detectable)} in each, where it {comes(test.builds_up)}, is found four "
        f"times in five{check}"
    )
    return said + (f"; where one moves alone, it takes {listed(alone)}" if alone else "")


def to_last(lasting: float | None) -> str:
    """Say which lasting change in each would be called sustained."""
    if lasting is None:
        return "no change would be called sustained four times in five"
    return (
        f"a lasting change of {percent(lasting)} in each would be called sustained four times in "
        "five"
    )


def window_words(window: Window) -> str:
    """Say where the sum stood in a window, against its band."""
    where = "outside" if window.is_better else "inside"
    return (
        f"{window.name}: {signed_sum(window.statistic)} against a band of {window.band:.2f} "
        f"({where})"
    )


def _reading(test: JointTest) -> str:
    for p, turn in ((test.p_better, "better"), (test.p_worse, "worse")):
        if p <= test.alpha:
            return (
                f"taken together a change for the {turn}, larger than in areas without such a "
                "contract. It says nothing of any one of them: a large change in one can carry the "
                "sum."
            )
    unseen = (
        ""
        if test.detectable is None
        else f", and a change under {percent(test.detectable)} in each could well be there unseen"
    )
    return (
        "sums of this size are met in areas without such a contract too. That does not say that "
        f"nothing changed: it could not be told apart from chance{unseen}."
    )
