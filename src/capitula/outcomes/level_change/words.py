"""What the test says, in sentences that a contract lead can read out."""

from __future__ import annotations

from capitula.ground.letters import MINUS
from capitula.outcomes.level_change.deciding import LevelChangeTest


def sentences(test: LevelChangeTest, place: str) -> tuple[str, ...]:
    """Return what was found, how rare it is, and what could have been found.

    Args:
        test: of one outcome.
        place: the area judged.
    """
    change = test.change_share
    moved = "fell" if change < 0 else "rose"
    open_ends = (
        f" ({_signed(test.low)} to {_signed(test.high)} is compatible with the figures)"
        if test.low is not None and test.high is not None
        else ""
    )
    found = (
        f"Compared with what its own months before the start and the areas that moved like it "
        f"foretold, the level in {place} {moved} by {abs(change):.1%}{open_ends}."
    )
    p = test.p_two_sided if test.p_better is None else test.p_better
    as_large = "as large a change" if test.p_better is None else "as good a change"
    rare = (
        f"Of {test.areas} areas, each looked at as if it had been the one, "
        f"{round(p * test.areas)} showed {as_large}, itself included: p = {p:.3f}, and it cannot "
        f"be less than {test.floor:.3f}."
    )
    if test.mde80_share is None:
        seen = "With so few areas no change, however large, could have been shown."
    else:
        seen = (
            f"In an area as restless as this one a change of {test.mde80_share:.1%} that "
            f"{comes(test.builds_up)} is found four times in five."
        )
        if not test.builds_up:
            seen += " One that builds up slowly is hardly seen."
    return found, rare, seen


def comes(builds_up: int) -> str:
    """Say how an effect arrives that builds up over so many periods; nought comes at once."""
    if not builds_up:
        return "comes at once and stays"
    return f"builds up over {builds_up} periods and then stays"


def _signed(share: float) -> str:
    return f"{share:+.1%}".replace("-", MINUS)
