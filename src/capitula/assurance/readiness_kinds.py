"""The kinds of entry about readiness and law: posts planned and filled, steps of a challenge."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from capitula.ground.partial_date import PartialDate
from capitula.record.kind import Body
from capitula.record.values import Bound, Value


class PostsSort(StrEnum):
    """Whether posts are planned or filled: a plan and a state, never one figure."""

    PLANNED = "planned"
    FILLED = "filled"


class PostsStated(Body):
    """Posts said to be planned, or to be filled; `about` is the body or the team.

    Attributes:
        sort: planned or filled.
        posts: which posts.
        number: how many; None where no number is given.
    """

    kind: ClassVar[str] = "posts_stated"
    stated_property: ClassVar[str] = "posts"
    series: ClassVar[bool] = True

    sort: PostsSort
    posts: str
    number: int | None = None
    bound: Bound = Bound.EXACT

    def value(self) -> Value:
        """The posts, with planned or filled as the basis."""
        bound = "" if self.bound is Bound.EXACT else f"{self.bound} "
        count = "" if self.number is None else f"{bound}{self.number} "
        return Value(
            f"{self.sort}: {count}{self.posts}",
            number=self.posts if self.number is None else str(self.number),
            unit="posts",
            basis=self.sort.value,
            bound=self.bound,
        )

    def state(self) -> str:
        """Planned, or filled."""
        return self.sort.value


class ChallengeStep(StrEnum):
    """The steps of a legal challenge, in order."""

    FILED = "filed"
    LEAVE_GIVEN = "leave_given"
    LEAVE_REFUSED = "leave_refused"
    HEARD = "heard"
    UPHELD = "upheld"
    DISMISSED = "dismissed"
    WITHDRAWN = "withdrawn"


class LegalChallenge(Body):
    """A step of a legal challenge; `about` is the challenge, not what it is made against.

    Attributes:
        step: filed, leave given or refused, heard, upheld, dismissed, withdrawn.
        against: the decision or the form of contract that is challenged.
        claims: how many claims have reached this step.
        on: when; None if not stated.
    """

    kind: ClassVar[str] = "legal_challenge"
    stated_property: ClassVar[str] = "challenge"
    series: ClassVar[bool] = True
    exclusive: ClassVar[bool] = False

    step: ChallengeStep
    against: str
    claims: int = 1
    on: PartialDate | None = None

    def value(self) -> Value:
        """How many claims have come how far."""
        noun = "claim" if self.claims == 1 else "claims"
        return Value(f"{self.claims} {noun} {self.state()}, against {self.against}")

    def state(self) -> str:
        """The step."""
        return self.step.replace("_", " ")


KINDS: tuple[type[Body], ...] = (PostsStated, LegalChallenge)
