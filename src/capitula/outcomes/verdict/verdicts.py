"""The seven verdicts and the reasons why an improvement was not called sustained."""

from __future__ import annotations

from enum import StrEnum


class Verdict(StrEnum):
    """What may rightly be said of one measure. The order is that in which the rules are applied.

    None of them says that a contract did not work: where nothing was shown, either the figures
    could not have shown it, or they could and an effect of the size that matters was not seen.
    """

    NEVER_BEGAN = "never began"
    CANNOT_BE_JUDGED = "cannot be judged"
    WORSE = "worse"
    SUSTAINED = "improved and sustained"
    NOT_SUSTAINED = "improved, not sustained"
    TOO_LITTLE_POWER = "too little power to tell"
    NO_EFFECT_SHOWN = "no effect shown"

    @property
    def rule(self) -> int:
        """The number of the rule that gives it; an improvement not sustained is rule 4."""
        return tuple(Verdict).index(self)

    @property
    def meaning(self) -> str:
        """What the verdict says, in one sentence."""
        return _MEANINGS[self]


_MEANINGS = {
    Verdict.NEVER_BEGAN: "The contract did not start, so there is nothing to judge.",
    Verdict.CANNOT_BE_JUDGED: "The figures cannot carry a judgement, for the reasons given.",
    Verdict.WORSE: "The change for the worse is larger than in areas without such a contract.",
    Verdict.SUSTAINED: (
        "The change for the better is larger than in areas without such a contract, and it lasted."
    ),
    Verdict.NOT_SUSTAINED: (
        "The change for the better is larger than in areas without such a contract; "
        "that it lasted is not shown."
    ),
    Verdict.TOO_LITTLE_POWER: (
        "An effect of the size that matters could have been there and not been seen."
    ),
    Verdict.NO_EFFECT_SHOWN: (
        "An effect of the size that matters would most likely have been seen; none was."
    ),
}


class Reason(StrEnum):
    """Why an improvement was not called sustained.

    faded: it was there earlier, and has fallen back further than other areas do by themselves.
    lasting_not_told: it neither is shown in the last window nor is shown to have gone; the figures
    stray too far by then to tell. late_onset: it is in the last window and came too late.
    too_few_windows: fewer than two windows, or too few with the improvement in them. reverting: it
    is heading back.
    """

    FADED = "faded"
    LASTING_NOT_TOLD = "lasting_not_told"
    LATE_ONSET = "late_onset"
    TOO_FEW_WINDOWS = "too_few_windows"
    REVERTING = "reverting"

    @property
    def words(self) -> str:
        """The reason as a clause."""
        return _REASONS[self]


_REASONS = {
    Reason.FADED: "the improvement had faded by the last window",
    Reason.LASTING_NOT_TOLD: "there is too little power to tell whether it lasted",
    Reason.LATE_ONSET: "the improvement came late and fills too few windows",
    Reason.TOO_FEW_WINDOWS: "too few windows show it to say that it lasted",
    Reason.REVERTING: "the difference is on its way back",
}
