"""Answers on courts and law: claims, what rests on the form challenged, and law to come."""

from __future__ import annotations

from collections.abc import Collection

from capitula.contract.model import Contract
from capitula.exit.answers.answer import Answer, Cell, Sheet, Shown, day, sheets
from capitula.exit.challenges import challenges, rests_on
from capitula.exit.law import Holding, Watched, holding, watched
from capitula.ground.faults import CapitulaError, near_miss
from capitula.record.view import View


class NoSuchLaw(CapitulaError):
    """A law asked for that the record does not watch."""


def register(case: str, view: View, contract: Contract) -> Answer:
    """Answer which claims are before the courts, how far, and whether the contract rests on one."""
    found = challenges(view)
    resting = {c.name: rests_on(view, contract, c) for c in found}
    claims = Sheet(
        "Challenges",
        ("Challenge", "Against", "Filed", "Decided", "Open", "Stands", "This contract"),
        [
            (
                Shown(c.name, c.steps[-1].entry),
                c.target,
                str(c.filed),
                str(c.decided),
                str(c.open),
                c.stage,
                "rests on that form" if resting[c.name] else "no link by name",
            )
            for c in found
        ],
        numeric=(2, 3, 4),
    )
    steps = Sheet(
        "Steps, as they became known",
        ("Known by", "Step", "Date of the step", "Told by"),
        [
            (
                Shown(day(s.envelope.known.last), s.entry),
                s.value.words,
                day(getattr(s.body, "on", None)),
                s.envelope.speaker,
            )
            for c in found
            for s in c.steps
        ],
    )
    forms = Sheet(
        "By which words the contract rests on the form",
        ("Form", "Shared name", "Challenge"),
        [
            (Shown(r.form, r.entry), r.because, name)
            for name, rests in resting.items()
            for r in {r.form: r for r in reversed(rests)}.values()
        ],
        note="Matched by name, so derived: a person should say whether the contract uses the form.",
    )
    held = [c for c in found if c.open and resting[c.name]]
    lead = (
        f"{len(found)} challenge{'s' if len(found) != 1 else ''} known; "
        + (
            f"{len(held)} open, so use of the form is held: {'; '.join(c.stage for c in held)}."
            if held
            else "none open that this contract rests on."
        )
        if found
        else "No legal challenge is known on this day.",
    )
    data = {
        "challenges": [
            {
                "name": c.name,
                "target": c.target,
                "filed": c.filed,
                "decided": c.decided,
                "upheld": c.upheld,
                "open": c.open,
                "stage": c.stage,
                "steps": [s.as_json() for s in c.steps],
                "rests_on": [
                    {"form": r.form, "because": r.because, "entry": r.entry or None}
                    for r in resting[c.name]
                ],
            }
            for c in found
        ]
    }
    return Answer(
        "challenges", case, view.known_on, lead, sheets(claims, steps, forms), (), found, data
    )


def law_to_come(
    case: str, view: View, *, changed: Collection[str] = (), all_changed: bool = False
) -> Answer:
    """Answer which law is watched, and what holds as it stands and if it changes.

    Args:
        case: the case's name.
        view: the record at two dates.
        changed: laws taken as changed, by name.
        all_changed: whether all pending ones are taken as changed.

    Raises:
        NoSuchLaw: a law that is not watched on the day.
    """
    found = watched(view)
    names = [law.law for law in found]
    for name in changed:
        if name not in names:
            hint = near_miss(name, names) or "leave --changed out to see what is watched"
            raise NoSuchLaw(
                f"found no law {name!r} watched on {view.known_on}; expected one of "
                f"{'; '.join(names) or 'none'}; {hint}"
            )
    taken = {law.law for law in found if law.pending} if all_changed else set(changed)
    held = holding(view, taken)
    shown = sheets(_watched_sheet(found), _switch(found), _held(held, taken))
    pending = [law for law in found if law.pending]
    lead = (
        f"{len(found)} watched, {len(pending)} pending."
        if found
        else "No bill, policy or national form is watched on this day.",
    )
    questions = tuple(f"What became of it: {law.law}?" for law in pending)
    data = {
        "watched": [
            {
                "law": law.law,
                "stage": str(law.stage),
                "pending": law.pending,
                "text": law.text,
                "expected": law.expected or None,
                "versions": [v.as_json() for v in law.versions],
                "effects": [
                    {
                        "on": str(e.on),
                        "what": e.what,
                        "as_it_stands": e.as_it_stands,
                        "if_changed": e.if_changed,
                        "planned": e.planned or None,
                        "entry": e.claim.entry,
                    }
                    for e in law.effects
                ],
            }
            for law in found
        ],
        "changed": sorted(taken),
        "holds": [
            {"law": h.law, "on": str(h.on), "what": h.what, "holds": h.holds, "entry": h.entry}
            for h in held
        ],
    }
    return Answer("law", case, view.known_on, lead, shown, questions, found, data)


def _watched_sheet(found: tuple[Watched, ...]) -> Sheet:
    return Sheet(
        "Law, policy and national forms that are watched",
        ("What", "Stands", "What is said", "Expected", "Last told"),
        [
            (
                Shown(law.law, law.versions[-1].entry),
                f"{law.stage.replace('_', ' ')}{', pending' if law.pending else ''}",
                law.text,
                day(law.expected) if law.expected else "no date",
                day(law.versions[-1].envelope.known.last),
            )
            for law in found
        ],
    )


def _switch(found: tuple[Watched, ...]) -> Sheet:
    rows: list[tuple[Cell, ...]] = []
    for law in found:
        for effect in law.effects:
            planned = f" (now planned: {day(effect.planned)})" if effect.planned else ""
            what = f"{effect.on}: {effect.what}{planned}"
            entry = effect.claim.entry
            rows.append((Shown(what, entry), law.law, effect.as_it_stands, effect.if_changed))
    heads = ("Term, gate or plan", "Law", "As the law stands", "If it changes")
    return Sheet("What holds as the law stands, and if it changes", heads, rows)


def _held(held: tuple[Holding, ...], taken: set[str]) -> Sheet:
    rows = [(Shown(f"{h.on}: {h.what}", h.entry), h.holds) for h in held] if taken else []
    return Sheet(f"What holds if changed: {'; '.join(sorted(taken))}", ("What", "Holds"), rows)
