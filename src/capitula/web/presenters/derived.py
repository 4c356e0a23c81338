"""A derivation as the details of a figure."""

from __future__ import annotations

from capitula.ground.derivation import Derivation
from capitula.ground.derivation import Input as DerivationInput
from capitula.web.parts import Figure, Input, Source


def derived(derivation: Derivation, anchor: str = "", known: str = "") -> Figure:
    """Return the details of one figure.

    Args:
        derivation: how it came about.
        anchor: an id for links from elsewhere.
        known: when it was known, in words.
    """
    note = f" {derivation.note}" if derivation.note else ""
    return Figure(
        label=derivation.subject,
        mark=derivation.mark,
        formula=f"{derivation.formula}. {derivation.worked}.{note}",
        inputs=[Input(i.name, _value(i), i.mark, i.source) for i in derivation.inputs],
        sources=[Source(words, "") for words in derivation.sources],
        in_force=derivation.in_force,
        known=known,
        rounding=derivation.rounding,
        anchor=anchor,
    )


def _value(each: DerivationInput) -> str:
    if each.unit == "£":
        return f"£{each.value:,.2f}"
    return f"{each.value:,f} {each.unit}".strip()
