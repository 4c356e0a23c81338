"""Numbers, dates and names as a contract's print writes them; nothing is rounded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from capitula.contract.model import Contract
from capitula.contract.numbers import plain
from capitula.contract.spans import Dated, span_text
from capitula.ground.letters import capital

SIGNS = {"GBP": "£", "USD": "$"}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one contract: names of its parties and lines, its currency."""

    parties: dict[str, str]
    lines: dict[str, str]
    sign: str

    @classmethod
    def of(cls, contract: Contract) -> Words:
        """Return the words of a contract."""
        return cls(
            {party.id: party.name for party in contract.parties},
            {line.id: line.name for line in contract.scope},
            SIGNS[contract.currency],
        )

    def party(self, identifier: str) -> str:
        """Return a party's name."""
        return self.parties.get(identifier, identifier)

    def line(self, identifier: str) -> str:
        """Return a service line's name."""
        return self.lines.get(identifier, identifier)

    def money(self, amount: Decimal) -> str:
        """Return an exact amount; whole pounds without pence."""
        return f"{self.sign}{amount:,.2f}".removesuffix(".00")


def percent(share: Decimal) -> str:
    """Return a share."""
    return f"{plain(share)} per cent"


def listed(words: Iterable[str], last: str = "and") -> str:
    """Return words as a list with "and", or another word, before the last."""
    items = list(words)
    return f" {last} ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def plural(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def when(part: Dated) -> str:
    """Return ", from … to …", or nothing for a part that holds throughout."""
    span = span_text(part)
    return f", {span}" if span else ""


def sentence(text: str) -> str:
    """Return text that begins with a capital and ends with one full stop."""
    words = text.strip()
    return f"{capital(words)}{'' if words.endswith(('.', '?')) else '.'}"
