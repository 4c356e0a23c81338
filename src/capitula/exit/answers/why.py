"""Answers on why it ended, with evidence, and what was learned."""

from __future__ import annotations

from capitula.exit.answers.answer import Answer, Sheet, Shown, day, sheets, stated
from capitula.exit.reasons import lessons, reasons
from capitula.record.view import View


def reasons_for_ending(case: str, view: View) -> Answer:
    """Answer who decided to stop or end what, for which reasons, resting on what."""
    found = reasons(view)
    shown = sheets(
        Sheet(
            "Decisions to stop or end, each reason with what it rests on",
            ("What", "Became", "By", "Reason", "Told by", "Rests on"),
            [
                (
                    Shown(r.about, r.decision.entry if r.decision else r.entry),
                    r.state,
                    r.authority,
                    Shown(stated(r.reason, "no reason is given"), r.entry),
                    r.said_by,
                    "; ".join(f"{c.value.words} ({c.entry})" for c in r.evidence)
                    or ("nothing is cited" if r.reason else ""),
                )
                for r in found
            ],
        )
    )
    bare = [r for r in found if r.reason and not r.evidence]
    silent = [r for r in found if not r.reason]
    lead = (
        f"{len(found)} decisions or reasons: {len(found) - len(bare) - len(silent)} with evidence, "
        f"{len(bare)} with a reason and nothing cited, {len(silent)} without a reason."
        if found
        else "No decision to stop or end is known on this day.",
    )
    questions = tuple(f"What shows it: {r.reason}" for r in bare)
    questions += tuple(f"Why, by {r.authority}: {r.about} {r.state}?" for r in silent)
    data = {
        "reasons": [
            {
                "about": r.about,
                "state": r.state,
                "authority": r.authority,
                "reason": r.reason or None,
                "told_by": r.said_by or None,
                "entry": r.entry,
                "decision": r.decision.entry if r.decision else None,
                "evidence": [{"entry": c.entry, "text": c.value.text} for c in r.evidence],
            }
            for r in found
        ]
    }
    return Answer("reasons", case, view.known_on, lead, shown, questions, found, data)


def lessons_learned(case: str, view: View) -> Answer:
    """Answer what was learned, each lesson tied to the entries it rests on."""
    found = lessons(view)
    shown = sheets(
        Sheet(
            "Lessons",
            ("Lesson", "Drawn by", "Rests on", "Evidence"),
            [
                (
                    Shown(lesson.body.text, lesson.claim.entry),
                    lesson.body.drawn_by,
                    "; ".join(f"{c.entry}: {day(c.value.text)}" for c in lesson.rests_on),
                    str(lesson.claim.mark),
                )
                for lesson in found
            ],
        )
    )
    plural = "s" if len(found) != 1 else ""
    lead = (
        f"{len(found)} lesson{plural} drawn."
        if found
        else "No lesson had been entered by this day.",
    )
    questions = tuple(f"No known entry is called {e}." for each in found for e in each.unknown)
    data = {
        "lessons": [
            {
                "entry": lesson.claim.entry,
                "lesson": lesson.body.text,
                "drawn_by": lesson.body.drawn_by,
                "rests_on": [c.entry for c in lesson.rests_on],
                "unknown": list(lesson.unknown),
                "mark": str(lesson.claim.mark),
            }
            for lesson in found
        ]
    }
    return Answer("lessons", case, view.known_on, lead, shown, questions, found, data)
