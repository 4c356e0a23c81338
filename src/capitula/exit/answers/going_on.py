"""Answers on how care goes on: exit plan and continuity, next holders, ways out, a return."""

from __future__ import annotations

from capitula.contract.model import Contract
from capitula.exit.answers.answer import Answer, Cell, Sheet, Shown, day, iso, sheets, stated
from capitula.exit.coming_back import Met, comes_back, return_list
from capitula.exit.continuity import continuity, exit_plans, successors
from capitula.exit.handover_kinds import Cover, ExitPlanMade
from capitula.exit.ways_out import ways_out
from capitula.ground.date_words import date_text
from capitula.record.view import View


def plan(case: str, view: View, contract: Contract) -> Answer:
    """Answer whether there is an exit plan, what it covers, and how services go on meanwhile."""
    plans = exit_plans(view)
    found = continuity(view, contract)
    rows: list[tuple[Cell, ...]] = []
    for claim in plans:
        body = claim.body
        if isinstance(body, ExitPlanMade):
            left = [cover.value for cover in Cover if cover not in body.covers]
            agreed = ", ".join(body.agreed_by)
            rows.append(
                (
                    Shown(claim.value.words, claim.entry),
                    stated(agreed, "nobody yet"),
                    ", ".join(left) or "nothing",
                    day(body.tested, "never, as far as is said"),
                )
            )
    schedule = contract.exit
    in_contract = Sheet(
        "What the contract says on the exit",
        ("Part", "Says"),
        [
            (name, value)
            for name, value in (
                ("essential services", ", ".join(schedule.essential_services)),
                ("step-in", schedule.step_in),
                ("records", schedule.records),
                ("assets", schedule.assets),
                ("hand-overs", "; ".join(f"{s.service}: {s.route}" for s in schedule.services)),
            )
            if value
        ]
        if schedule
        else [],
    )
    shown = sheets(
        Sheet("Exit plans", ("Plan", "Agreed by", "Does not cover", "Last tested"), rows),
        in_contract,
        Sheet(
            "Services with the holder, and how they go on",
            ("Service", "Run by", "Until", "Then by", "Essential", "Step-in", "Nobody says"),
            [
                (
                    Shown(c.service, c.entries[0] if c.entries else ""),
                    stated(c.runs),
                    day(c.until),
                    stated(c.after),
                    "yes" if c.essential else "not stated",
                    stated(c.step_in),
                    "; ".join(c.questions),
                )
                for c in found
            ],
        ),
    )
    open_ = [c for c in found if c.questions]
    lead = (
        f"{len(rows)} exit plan{'s' if len(rows) != 1 else ''} on the record."
        if rows
        else "No exit plan is on the record.",
        f"{_count(len(found))} with the holder; of {len(open_)} something is not said."
        if found
        else "Nothing is said to be with the holder.",
    )
    questions = tuple(f"{c.service}: {words}?" for c in open_ for words in c.questions)
    data = {
        "plans": [claim.value.text for claim in plans],
        "continuity": [
            {
                "service": c.service,
                "runs": c.runs or None,
                "until": iso(c.until),
                "after": c.after or None,
                "essential": c.essential,
                "step_in": c.step_in or None,
                "entries": list(c.entries),
                "not_stated": list(c.questions),
            }
            for c in found
        ],
    }
    return Answer("plan", case, view.known_on, lead, shown, questions, found, data)


def _count(number: int) -> str:
    return "1 service or group" if number == 1 else f"{number} services or groups"


def next_holders(case: str, view: View, contract: Contract) -> Answer:
    """Answer who runs each service next, and which body follows which."""
    found = successors(view, contract)
    by_service = [s for s in found if s.sort == "service"]
    bodies = [s for s in found if s.sort == "body"]
    shown = sheets(
        Sheet(
            "Each service and its next holder",
            ("Service", "With the holder", "Next holder", "When", "Stands"),
            [
                (
                    Shown(s.of, s.entry),
                    "no longer" if s.state == "returned" else stated(s.now),
                    stated(s.next_holder),
                    day(s.on),
                    s.state,
                )
                for s in by_service
            ],
        ),
        Sheet(
            "Bodies that followed others",
            ("Body", "Followed by", "From", "How"),
            [(Shown(s.of, s.entry), stated(s.next_holder), day(s.on), s.state) for s in bodies],
        ),
    )
    open_ = [s for s in by_service if not s.next_holder]
    lead = (
        f"{_count(len(by_service))}: {len(by_service) - len(open_)} with a next holder, "
        f"{len(open_)} without.",
    )
    questions = tuple(f"Who runs it next: {s.of}?" for s in open_)
    data = {
        "successors": [
            {
                "of": s.of,
                "sort": s.sort,
                "now": s.now or None,
                "next": s.next_holder or None,
                "on": iso(s.on),
                "state": s.state,
                "entry": s.entry,
            }
            for s in found
        ]
    }
    return Answer("successors", case, view.known_on, lead, shown, questions, found, data)


def compare(case: str, view: View, contract: Contract) -> Answer:
    """Answer how winding a body down compares with merging it, on the same questions."""
    found = ways_out(view, contract)
    asked = list(found[0].said) if found else []
    rows: list[tuple[Cell, ...]] = [
        ("stands", *(Shown(w.standing, w.entries[0]) for w in found)),
        *((what, *(date_text(w.said[what] or "not stated") for w in found)) for what in asked),
    ]
    shown = sheets(
        Sheet(
            f"Ways out for {found[0].body}" if found else "Ways out",
            ("Question", *(w.option for w in found)),
            rows if found else [],
        )
    )
    lead = (
        "; ".join(
            f"{w.option}: {w.standing}, {len(w.questions)} of {len(w.said)} open" for w in found
        )
        + "."
        if found
        else "No way out for a body is on the record as an option.",
    )
    questions = tuple(f"{w.option}: {what}?" for w in found for what in w.questions)
    data = {
        "ways": [
            {
                "body": w.body,
                "option": w.option,
                "standing": w.standing,
                "said": w.said,
                "entries": list(w.entries),
            }
            for w in found
        ]
    }
    return Answer("compare", case, view.known_on, lead, shown, questions, found, data)


def coming_back(case: str, view: View, contract: Contract) -> Answer:
    """Answer what an in-house return still needs: it is a full transfer, the other way."""
    back = comes_back(view, contract)
    found = return_list(view, contract) if back else ()
    counts = {met: sum(1 for item in found if item.met is met) for met in Met}
    lead = (
        f"{len(found)} items: {counts[Met.MET]} met, {counts[Met.OPEN]} open, "
        f"{counts[Met.NOT_STATED]} of which nothing is stated."
        if back
        else "No return of services to the one who commissions them is known on this day.",
    )
    shown = sheets(
        Sheet(
            "Readiness of the return",
            ("Item", "Stands", "What the record holds", "Evidence of the rule"),
            [
                (
                    item.rule.title,
                    item.met.value,
                    Shown(date_text(item.why), item.entries[0] if item.entries else ""),
                    str(item.rule.mark),
                )
                for item in found
            ],
        )
    )
    questions = tuple(f"{item.rule.title}?" for item in found if item.met is Met.NOT_STATED)
    data = {
        "returns": back,
        "counts": {met.value.replace(" ", "_"): count for met, count in counts.items()},
        "items": [
            {
                "rule": item.rule.id,
                "title": item.rule.title,
                "says": item.rule.says,
                "stands": item.met.value,
                "why": item.why,
                "entries": list(item.entries),
                "mark": str(item.rule.mark),
            }
            for item in found
        ],
    }
    return Answer("return", case, view.known_on, lead, shown, questions, found, data)
