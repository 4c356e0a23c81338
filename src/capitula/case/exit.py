"""How a case ends: `case.exit.dates(known=date(2023, 2, 28))`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from capitula.case.account_parts import ContractAccount, account_items, account_of
from capitula.contract.model import Contract
from capitula.exit.answers import courts_and_law, ends, going_on, people, transfers, why
from capitula.exit.answers.answer import Answer
from capitula.exit.final_account import Paid
from capitula.exit.findings import findings
from capitula.exit.known_ends import EndSort, KnownEnd
from capitula.exit.safe_dates import ExitRoute
from capitula.ground.marks import EvidenceMark
from capitula.ground.partial_date import PartialDate
from capitula.ground.today import today
from capitula.money.ledger.entry import LedgerEntry
from capitula.record.findings import Finding
from capitula.record.view import Record, View


@dataclass(frozen=True, slots=True)
class CaseExit:
    """How it ends, asked of one case; answers have `.table()`, `.text()`, `.document()`, `.found`.

    Attributes:
        name: the case's name.
        folder: where its files stand.
        record: all entries.
        contract_at: gives the contract at a view's dates.
    """

    name: str
    folder: Path
    record: Record
    contract_at: Callable[[View], Contract]

    def notices(self, known: date | None = None) -> Answer:
        """Return what the contract says on notice, and the notices given."""
        return ends.notices(self.name, *self._at(known))

    def offers(self, known: date | None = None) -> Answer:
        """Return offers and counter-offers, and the end in force beside every other."""
        return ends.offers(self.name, *self._at(known))

    def dates(
        self,
        known: date | None = None,
        *,
        end: PartialDate | None = None,
        route: ExitRoute = ExitRoute.RETURN,
        notice_months: int | None = None,
        on: date | None = None,
    ) -> Answer:
        """Return the last safe date of every step before every end, or before one that is asked.

        Args:
            known: nothing that became known later is used; today unless given.
            end: count back from this end alone.
            route: how the services go on.
            notice_months: another period of notice than the contract's, to try.
            on: the day as of which steps are past; the known day unless given.
        """
        asked = None
        if end is not None:
            sort, mark = EndSort.ASKED, EvidenceMark.ASSUMED
            asked = KnownEnd("contract end", sort, end, "whoever asks", "", mark)
        view, contract = self._at(known)
        return ends.dates(
            self.name,
            view,
            contract,
            asked=asked,
            route=route,
            notice_months=notice_months,
            on=on,
        )

    def services(self, known: date | None = None) -> Answer:
        """Return each service, its line, its days and its parts, reconciled to the contract."""
        return transfers.services(self.name, *self._at(known))

    def staff(self, known: date | None = None) -> Answer:
        """Return staff out and back, by group and number, and their terms."""
        return people.moves_of_staff(self.name, *self._at(known))

    def plan(self, known: date | None = None) -> Answer:
        """Return the exit plan, and how services with the holder go on."""
        return going_on.plan(self.name, *self._at(known))

    def successors(self, known: date | None = None) -> Answer:
        """Return the next holder of each service, and bodies that follow others."""
        return going_on.next_holders(self.name, *self._at(known))

    def compare(self, known: date | None = None) -> Answer:
        """Return winding down beside merger, on the same questions."""
        return going_on.compare(self.name, *self._at(known))

    def coming_back(self, known: date | None = None) -> Answer:
        """Return the readiness list of services that come back in house."""
        return going_on.coming_back(self.name, *self._at(known))

    def reasons(self, known: date | None = None) -> Answer:
        """Return why it ended, each reason with its evidence."""
        return why.reasons_for_ending(self.name, self._at(known)[0])

    def lessons(self, known: date | None = None) -> Answer:
        """Return the lessons drawn, each tied to entries."""
        return why.lessons_learned(self.name, self._at(known)[0])

    def challenges(self, known: date | None = None) -> Answer:
        """Return claims before the courts, and whether the contract rests on what they attack."""
        return courts_and_law.register(self.name, *self._at(known))

    def law(
        self,
        known: date | None = None,
        *,
        changed: Collection[str] = (),
        all_changed: bool = False,
    ) -> Answer:
        """Return law to come, and what holds as it stands and with the named laws changed.

        Raises:
            NoSuchLaw: a law that is not watched on the day.
        """
        view, _ = self._at(known)
        return courts_and_law.law_to_come(self.name, view, changed=changed, all_changed=all_changed)

    def account(
        self,
        known: date | None = None,
        *,
        due: Iterable[LedgerEntry] = (),
        paid: Iterable[Paid] = (),
    ) -> ContractAccount:
        """Return the final account: what each party is owed, in pence, summing to nought.

        Args:
            known: items of the end that became known later are left out; today unless given.
            due: what payments and settlements posted, such as the entries of
                `contract_ledger(name, ...).ledger`; a case without a price has none.
            paid: what was paid.

        Raises:
            InputFaults: an item of a party that the contract does not have.
        """
        view, contract = self._at(known)
        return account_of(contract, account_items(view, contract), tuple(due), tuple(paid))

    def findings(self, known: date | None = None) -> tuple[Finding, ...]:
        """Return what the end leaves open."""
        return findings(*self._at(known))

    def _at(self, known: date | None) -> tuple[View, Contract]:
        view = self.record.as_known(known or today())
        return view, self.contract_at(view)
