"""Which parts a contract of each form must have; a part that is missing is a question.

Mark: local. It asks for more than the schema of a file does, so that a
contract half known can be held and its gaps are shown rather than refused.
"""

from __future__ import annotations

from collections.abc import Iterator

from capitula.contract.model import Contract, FormName

_EVERY = frozenset(FormName)
_PROVIDER = _EVERY - {FormName.SHARED_SAVINGS}
_WHOLE_BUDGET = frozenset({FormName.PARTIAL, FormName.FULL, FormName.IHO})

REQUIRED = (
    ("payment", _EVERY, "How is it paid?", "list the payment steps in their order"),
    ("exit", _EVERY, "How does it end, and who takes over?", "write the exit schedule"),
    (
        "conditions_precedent",
        _PROVIDER,
        "What must hold before services start?",
        "list the conditions precedent, each with evidence and a last day",
    ),
    (
        "start_rule",
        _PROVIDER,
        "By what rule does it start, if a condition is late?",
        "state the start rule",
    ),
    ("information", _PROVIDER, "Which returns are due, and when?", "list the returns"),
    (
        "outcomes",
        _PROVIDER,
        "On what outcomes will it be judged?",
        "name the measures, set beforehand",
    ),
    (
        "improvement",
        _WHOLE_BUDGET,
        "How much is at stake on improvement?",
        "write the improvement payment scheme",
    ),
    (
        "gain_loss",
        _WHOLE_BUDGET,
        "Who gains and who loses if spend is not as expected?",
        "write the gain and loss share, with its band type",
    ),
)
"""Part, the forms that must have it, the question, what to do."""


def missing_parts(contract: Contract) -> Iterator[tuple[str, str, str]]:
    """Return part, question and remedy for every part that the form requires and the file lacks."""
    for part, forms, question, remedy in REQUIRED:
        if contract.form.name in forms and not getattr(contract, part):
            yield part.replace("_", " "), question, remedy
