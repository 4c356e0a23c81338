"""The record as a page: items by section, clashes beside what they clash with."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup, escape

from capitula.record.claim import Claim
from capitula.record.item import Item
from capitula.record.view import View
from capitula.web.known_on import KnownOn
from capitula.web.parts import Cell, Column, Link, Table
from capitula.web.wording import date_text

SECTIONS = {
    "State and decisions": (
        "decision_made",
        "approval_step",
        "condition_set",
        "posts_stated",
        "legal_challenge",
    ),
    "Dates planned and reached": (
        "milestone_planned",
        "milestone_reached",
        "plan_moved",
        "step_stated",
    ),
    "Amounts, shares and form": (
        "value_stated",
        "share_stated",
        "payment_form_stated",
        "contract_form_stated",
        "length_stated",
        "population_stated",
        "variation_made",
    ),
    "Options": ("option_appraised",),
    "Positions and sign-up": (
        "position_taken",
        "sign_off_stated",
        "case_stage_stated",
        "sign_up_measured",
        "practice_took_part",
        "status_claimed",
    ),
    "Concerns, requests and questions": (
        "letter_received",
        "concern_raised",
        "request_made",
        "request_decided",
        "reply_given",
        "satisfaction_stated",
        "concern_escalated",
        "question_asked",
        "matter_coded",
        "recommendation_made",
        "follow_up_recorded",
    ),
    "Consultation, equality and interests": (
        "consultation_held",
        "equality_impact_assessed",
        "interest_declared",
        "agenda_item_taken",
        "member_recused",
    ),
    "Services and staff": ("scope_stated", "service_transferred", "staff_transferred"),
    "Offers and notices": ("offer_made", "notice_given"),
    "Reviews and their findings": ("review_published", "review_finding"),
    "Returns, meetings and actions": (
        "return_received",
        "return_decided",
        "meeting_held",
        "meeting_decision",
        "action_agreed",
        "action_closed",
    ),
    "Notices, remedies and money held back": (
        "notice_served",
        "ladder_step",
        "ladder_closed",
        "withholding_decided",
        "withholding_settled",
    ),
    "Subcontracts, control and open book": (
        "line_passed_on",
        "control_changed",
        "consent_to_change",
        "open_book_returned",
    ),
    "Organisations": ("party_named", "organisation_named", "organisation_succeeded"),
    "Acts and documents": ("act_dated",),
    "Choices between claims": ("claim_chosen",),
    "Statements": ("statement",),
}

_COLUMNS = [
    Column("About"),
    Column("What was said"),
    Column("By"),
    Column("Known by"),
    Column("Earlier"),
]


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the record."""

    title: str
    table: Table


_TABS = (
    ("record", "What stood on the day"),
    ("changes", "What changed"),
    ("clashes", "Clashes"),
    ("timeline", "Timeline"),
)


class Addresses(Protocol):
    """What gives the addresses of a case's pages."""

    @property
    def known(self) -> KnownOn:
        """The day as known on, which links keep."""
        ...

    def address(self, room: str) -> str:
        """Return the address of a page."""
        ...


def tabs(page: Addresses, current: str) -> list[Link]:
    """Return the ways of seeing the record, the current one marked."""
    return [
        Link(words, page.known.carry(page.address(name)), current=name == current)
        for name, words in _TABS
    ]


def sections(view: View, address: Callable[[str], str]) -> list[Section]:
    """Return the sections that hold anything in the view."""
    found = [
        (title, [item for item in view.items if item.current.envelope.kind in kinds])
        for title, kinds in SECTIONS.items()
    ]
    return [Section(title, _table(title, items, address)) for title, items in found if items]


def _table(title: str, items: Iterable[Item], address: Callable[[str], str]) -> Table:
    rows = [_row(item, address) for item in items]
    return Table(title, _COLUMNS, rows, compact=True, under_heading=True)


def _row(item: Item, address: Callable[[str], str]) -> tuple[Cell, ...]:
    current = item.current
    return (
        Link(f"{item.subject}: {item.property_name}", address(current.entry)),
        _said(current, item.clashes),
        current.envelope.speaker,
        date_text(current.envelope.known.last),
        str(len(item.history)) if item.history else "none",
    )


def _said(current: Claim, clashes: Iterable[Claim]) -> Markup:
    words = escape(value_text(current))
    for claim in clashes:
        words += Markup('<br><span class="cap-clash"><strong>Clash:</strong> ')
        words += escape(f"{value_text(claim)} ({claim.envelope.speaker})") + Markup("</span>")
    return words


def value_text(claim: Claim) -> str:
    """Return a value in words; a date as people write it, with the state it has."""
    value = claim.value
    if value.date is not None:
        return f"{date_text(value.date)} ({claim.state})"
    return value.text
