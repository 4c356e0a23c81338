"""The judgement of one measure, which can say what it found and how it came about."""

from __future__ import annotations

from dataclasses import dataclass

from capitula.outcomes.judging.explaining import explanation
from capitula.outcomes.judging.judgement_facts import JudgementFacts
from capitula.outcomes.judging.printed import printed
from capitula.outcomes.judging.sentences import verdict_text


@dataclass(frozen=True, slots=True, eq=False)
class Judgement(JudgementFacts):
    """One measure of one case, judged as known on a day; see `JudgementFacts` for what it holds."""

    def text(self) -> str:
        """Return the verdict and its three sentences."""
        return verdict_text(self)

    def table(self) -> tuple[tuple[str, str], ...]:
        """Return everything that every verdict prints, as name and value."""
        return printed(self)

    def explain(self) -> str:
        """Return how the verdict came about: rule by rule, with figures, terms and sources."""
        return explanation(self)
