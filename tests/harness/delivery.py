"""A small contract and its record, as the room `delivery` reads them."""

from datetime import date
from pathlib import Path

from capitula.case.delivery import CaseDelivery
from capitula.contract.reading import contract_from
from capitula.contract.variations import current_contract
from capitula.ground.operational_days import english_bank_holidays
from capitula.ground.yaml_source import Located, read_yaml
from harness.records import draft, record

SMALL = read_yaml(Path(__file__).with_name("contract_kept.yaml")).data
HOLIDAYS = [day.isoformat() for day in english_bank_holidays(2025, 2028)]


def kept(*drafts, **parts):
    """The room for the small contract, some of its parts changed, and these entries."""
    calendar = {"first_year": 2025, "last_year": 2028, "bank_holidays": HOLIDAYS}
    data = {**SMALL, "calendar": calendar, **parts}
    data = {key: value for key, value in data.items() if value is not None}
    contract = contract_from(Located.of("contract.yaml", data))
    held = record(*drafts) if drafts else record(started())
    return CaseDelivery("kept", held, {}, lambda view: current_contract(contract, view).contract)


def started(on="2026-04-01"):
    return entry("start", "milestone_reached", "service start", on, date=on)


def entry(name, kind, about, known, **body):
    """An entry known, and in force, from a day."""
    return draft(
        name,
        kind,
        about,
        {"mark": "assumed", **body},
        known=known,
        in_force=(known, None),
        source=None,
    )


def query(name="Q1", on="2026-06-01", **given):
    """A query notice by e-mail, so that it is deemed received on the day it was served."""
    body = {
        "notice": "query",
        "sender": "The board",
        "recipient": "The trust",
        "method": "email",
        "served": on,
        **given,
    }
    return entry(name, "notice_served", "visits missed", on, **body)


def step(name, step_name, on, standing="done", ladder="Q1", **given):
    body = {"ladder": ladder, "step": step_name, "standing": standing, "on": on, **given}
    return entry(name, "ladder_step", "visits missed", on, **body)


def day(text):
    return date.fromisoformat(text)
