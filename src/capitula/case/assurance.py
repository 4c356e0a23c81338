"""The assurance of a case: `case.assurance.readiness("start", known=date(2021, 3, 31))`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from capitula.assurance.frameworks.model import Framework
from capitula.assurance.gates.decisions import Decision, decisions
from capitula.assurance.gates.state import Gate, gate_titles, gates, guards
from capitula.assurance.readiness.answers import Told
from capitula.assurance.readiness.deciding import Readiness, decide
from capitula.assurance.readiness.overrides import Override, overrides
from capitula.assurance.readiness.rules import Act, read_act, readiness_rules
from capitula.contract import for_readiness
from capitula.contract.model import Contract
from capitula.ground.faults import CapitulaError, near_miss
from capitula.ground.today import today
from capitula.record.findings import Finding
from capitula.record.sources import Source
from capitula.record.view import Record, View


class NoSuchService(CapitulaError):
    """A service that is no line of the contract, or that the act does not ask for."""


@dataclass(frozen=True, slots=True)
class CaseAssurance:
    """May it go ahead, asked of one case.

    Attributes:
        name: the case's name.
        record: all entries.
        frameworks: those that ship and those of the case's own folder, by identifier.
        sources: what was published.
        recorded_on: from when a source without a date is used.
        contract_at: gives the contract at a view's dates.
        findings_in: gives what every room found in a view.
    """

    name: str
    record: Record
    frameworks: Mapping[str, Framework]
    sources: Mapping[str, Source]
    recorded_on: date
    contract_at: Callable[[View], Contract]
    findings_in: Callable[[View], tuple[Finding, ...]]

    def readiness(
        self,
        act: str,
        known: date | None = None,
        in_force: date | None = None,
        service: str = "",
    ) -> Readiness:
        """Say whether a named act is ready, not ready, or cannot be judged.

        Args:
            act: launch, award, signature, start, transfer or exit.
            known: the day as known on; today unless given.
            in_force: the day of the act; `known` unless given.
            service: on a transfer, the one service that is to move, by its scope line.

        Raises:
            NoSuchAct: none of this name.
            NoSuchService: a service that is no line of the contract as known on the day, or one
                named for another act than a transfer.
        """
        view = self.record.as_known(known or today(), in_force)
        asked = read_act(act)
        if service:
            self._require(service, asked, view)
        return self.readiness_in(view, asked, service)

    def _require(self, service: str, act: Act, view: View) -> None:
        if act is not Act.TRANSFER:
            raise NoSuchService(
                f"found the service {service!r} with the act {act.value!r}; expected it with "
                "`transfer` alone; leave the service out, or ask about its transfer"
            )
        lines = [line.id for line in self.contract_at(view).scope]
        if service not in lines:
            remedy = near_miss(service, lines) or "give a line by its identifier"
            known = ", ".join(lines) or f"none was known on {view.known_on}"
            raise NoSuchService(
                f"found the service {service!r}; expected a line of the contract ({known}); "
                f"{remedy}"
            )

    def readiness_in(self, view: View, act: Act, service: str = "") -> Readiness:
        """Say the same of a view."""
        return decide(act, self.findings_in(view), self.told(view), readiness_rules(), service)

    def overrides(self, known: date | None = None) -> tuple[Override, ...]:
        """Return every override known by a day, of every act, in order of the chain."""
        return overrides(self.record.as_known(known or today()))

    def gates(self, known: date | None = None) -> tuple[Gate, ...]:
        """Return where each gate of each framework that applies stands, as known on a day."""
        return gates(self.record.as_known(known or today()), self.frameworks)

    @property
    def titles(self) -> dict[str, str]:
        """How a reader calls each gate, by the name that entries have for it."""
        return gate_titles(self.frameworks)

    def decisions(self, known: date | None = None) -> tuple[Decision, ...]:
        """Return every decision known by a day: what it rested on, and what has changed since."""
        return decisions(self.record.as_known(known or today()), self.findings_in)

    def told(self, view: View) -> Told:
        """Return what readiness is told beside the findings."""
        contract = self.contract_at(view)
        return Told(
            view=view,
            facts=for_readiness.facts(contract, view.in_force_on),
            parties=_parties(contract),
            guards=lambda claim, act: guards(claim, act, self.frameworks),
            published={
                key: source.not_after or self.recorded_on for key, source in self.sources.items()
            },
        )


def _parties(contract: Contract) -> dict[str, list[frozenset[str]]]:
    """Return by role every name by which each party is known."""
    found: dict[str, list[frozenset[str]]] = {}
    for party in contract.parties:
        names = frozenset((party.id, party.name, *party.printed_names))
        for role in party.roles:
            found.setdefault(role.value, []).append(names)
    return found
