"""The kinds of entry that speak about results: reviews, their findings, and how to judge."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from capitula.ground.partial_date import PartialDate
from capitula.outcomes.term_kinds import KINDS as TERMS
from capitula.record.kind import Body
from capitula.record.values import Value


class FindingSort(StrEnum):
    """What a review's finding is about; "not evidenced" is never read as "no effect"."""

    SAFE = "safe"
    GOOD_QUALITY = "good_quality"
    NOT_EVIDENCED = "not_evidenced"
    NO_IMPROVEMENT = "no_improvement"
    RELATIONSHIPS = "relationships"
    CAUSE = "cause"
    OTHER = "other"


class ReviewFinding(Body):
    """One finding of a review; `about` is what was reviewed.

    Attributes:
        text: the finding in our words.
        sort: what kind of finding it is.
        reviewer: who found it; a writer's summary of it names the writer as speaker.
        published: when the review came out, None if no source says.
    """

    kind: ClassVar[str] = "review_finding"
    stated_property: ClassVar[str] = "finding"
    exclusive: ClassVar[bool] = False

    text: str
    sort: FindingSort
    reviewer: str
    published: PartialDate | None = None

    def value(self) -> Value:
        """The finding in words."""
        return Value(self.text)

    def state(self) -> str:
        """Found."""
        return "found"


class ReviewPublished(Body):
    """A review: who asked whom what, and when it came out; its findings are entries of their own.

    Attributes:
        commissioned_by: who asked for it.
        reviewer: who made it.
        question: what it was to find out.
        begun: when it began; None if not stated.
        published: when it came out; None while it has not, or where nobody says.
    """

    kind: ClassVar[str] = "review_published"
    stated_property: ClassVar[str] = "review"
    series: ClassVar[bool] = True

    commissioned_by: str
    reviewer: str = ""
    question: str
    begun: PartialDate | None = None
    published: PartialDate | None = None

    def value(self) -> Value:
        """What was asked, and by whom."""
        return Value(f"{self.question} ({self.commissioned_by})")

    def state(self) -> str:
        """Published, or begun."""
        return "published" if self.published else "begun"


KINDS: tuple[type[Body], ...] = (ReviewFinding, ReviewPublished, *TERMS)
