"""Whether a contract is kept: returns, reviews, remedies, flow-down, and the feed of reminders."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from capitula.delivery.feeds import atom, icalendar
from capitula.delivery.flow_down import months_passed_on
from capitula.delivery.flow_terms import term_flows
from capitula.delivery.reminders import Reminders
from capitula.delivery.reviews import ActionState
from capitula.web.case_page import CasePage, case_page
from capitula.web.downloads import download
from capitula.web.parts import Link
from capitula.web.presenters import delivery_flow, delivery_remedies, delivery_returns
from capitula.web.presenters import delivery_reviews as reviewed
from capitula.web.presenters.overview import open_groups
from capitula.web.wording import date_text

AHEAD = timedelta(days=92)
"""How far ahead the page and its feed look."""

TABS = (
    ("delivery", "Returns and what falls due"),
    ("delivery_reviews", "Reviews and actions"),
    ("delivery_remedies", "Notices and remedies"),
    ("delivery_flow", "Flow-down"),
)
FEEDS = {"ics": "text/calendar", "atom": "application/atom+xml", "json": "application/json"}


def delivery(request: HttpRequest, name: str) -> HttpResponse:
    """Show what stands open, what falls due, and every return with where it stands."""
    page = case_page(request, name)
    room, day = page.case.delivery, page.known.day
    shown = room.returns(day)
    acts = room.reviews(day).found.actions
    overdue = sum(1 for action in acts if action.state is ActionState.OVERDUE)
    return _show(
        page,
        "delivery",
        "Delivery",
        stats=delivery_returns.stats(shown.found, overdue, date_text(day)),
        groups=open_groups(room.findings(page.view)),
        entry_address=page.entry_address,
        due=delivery_returns.falls_due(_reminders(page)),
        feeds=[_feed(page, form) for form in FEEDS],
        items=delivery_returns.items(shown.found),
        notes=shown.notes[1:],
    )


def reviews(request: HttpRequest, name: str) -> HttpResponse:
    """Show actions, meetings, and findings of reviews."""
    page = case_page(request, name)
    shown = page.case.delivery.reviews(page.known.day)
    return _show(
        page,
        "delivery_reviews",
        "Reviews and actions",
        tables=[
            table
            for table in (
                reviewed.actions(shown.found, page.entry_address),
                reviewed.meetings(shown.found, page.entry_address),
                reviewed.review_findings(shown.found, page.entry_address),
            )
            if table
        ],
        notes=shown.notes,
    )


def remedies(request: HttpRequest, name: str) -> HttpResponse:
    """Show notices, remedies and disputes step by step, and what is withheld."""
    page = case_page(request, name)
    room, day, address = page.case.delivery, page.known.day, page.entry_address
    noticed, remedy, dispute = room.notices(day), room.remedies(day), room.disputes(day)
    held = room.withholdings(day)
    return _show(
        page,
        "delivery_remedies",
        "Notices and remedies",
        notices=delivery_remedies.notices(noticed.found, address),
        remedies=delivery_remedies.ladder_sections(remedy.found, address),
        disputes=delivery_remedies.ladder_sections(dispute.found, address),
        remedy_notes=[] if remedy.found else remedy.notes,
        withheld=delivery_remedies.withheld(held.found, held.under, address),
        figures=delivery_remedies.withheld_figures(held.found),
        requests=delivery_remedies.requests(held.found, held.under),
        refused=[(each.claim.entry, each.why) for each in held.found.refused],
        entry_address=address,
    )


def flow(request: HttpRequest, name: str) -> HttpResponse:
    """Show money and terms handed on, changes of control, and open books."""
    page = case_page(request, name)
    room, day, address = page.case.delivery, page.known.day, page.entry_address
    shown, control, books = room.flow_down(known=day), room.control(day), room.open_books(day)
    last_month = months_passed_on(shown.under)[-1:]
    monthly = [room.flow_down(month=month, known=day).found for month in last_month]
    return _show(
        page,
        "delivery_flow",
        "Flow-down",
        lines=delivery_flow.lines(shown.found),
        figures=[
            opened for each in (shown.found, *monthly) for opened in delivery_flow.figures(each)
        ],
        monthly=[table for each in monthly if (table := delivery_flow.lines(each))],
        terms=delivery_flow.terms(term_flows(shown.under)),
        control=delivery_flow.control(control.found, address),
        books=delivery_flow.books(books.found, address),
        notes=shown.notes,
        control_notes=control.notes,
        book_notes=books.notes,
    )


def reminders(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """Send what falls due within a quarter of the day as known on, as a feed."""
    if form not in FEEDS:
        raise Http404(f"no feed {form!r}")
    page = case_page(request, name)
    found = _reminders(page)
    if form == "json":
        import json

        text = json.dumps(found.document(), ensure_ascii=False, indent=2)
    else:
        text = icalendar(found) if form == "ics" else atom(found)
    return download(text, f"{name}-reminders-{page.known.day}.{form}", FEEDS[form])


def _reminders(page: CasePage) -> Reminders:
    day = page.known.day
    return page.case.delivery.reminders(day, day + AHEAD, day).found


def _feed(page: CasePage, form: str) -> Link:
    parts = {"name": page.case.name, "form": form}
    words = {"ics": "as a calendar (.ics)", "atom": "as a feed (Atom)", "json": "as JSON"}
    return Link(words[form], page.known.carry(reverse("delivery_reminders", kwargs=parts)))


def _show(page: CasePage, view: str, title: str, **data: object) -> HttpResponse:
    tabs = [
        Link(words, page.known.carry(page.address(to)), current=to == view) for to, words in TABS
    ]
    under = "" if view == "delivery" else "Delivery"
    return page.show(f"pages/{view}.html", "delivery", title, under=under, tabs=tabs, **data)
