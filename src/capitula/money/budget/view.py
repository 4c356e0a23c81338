"""A whole population budget as rows, as plain data and as words."""

from __future__ import annotations

from typing import Any

from capitula.ground.pence import pounds_text
from capitula.money.budget.budget import Budgeted
from capitula.money.budget.line import BudgetLine, StepKind

_FACTORS = (
    StepKind.SCOPE_SHARE,
    StepKind.INFLATION,
    StepKind.GROWTH,
    StepKind.EFFICIENCY,
    StepKind.NEED,
    StepKind.DISCOUNT,
)
_AMOUNTS = (
    StepKind.TRANSFER_IN,
    StepKind.TRANSFER_OUT,
    StepKind.NON_RECURRENT,
    StepKind.AGREED,
)


def budget_rows(budget: Budgeted) -> list[dict[str, Any]]:
    """Return a row a line, then the total, all with the same keys."""
    rows = [_row(line) for line in budget.lines]
    total: dict[str, Any] = dict.fromkeys(rows[0])
    total |= {
        "level": "total",
        "key": "total",
        "title": "Whole population budget",
        "base_pence": sum(row["base_pence"] for row in rows),
        "amount_pence": budget.total_pence,
        "mark": str(budget.mark),
    }
    return [*rows, total]


def budget_document(budget: Budgeted) -> dict[str, Any]:
    """Return plain data for machines and pages."""
    return {
        "kind": "computed",
        "contract": budget.name,
        "title": budget.title,
        "currency": budget.currency,
        "year": str(budget.year),
        "known_on": budget.known_on.isoformat(),
        "total_pence": budget.total_pence,
        "expected_annual_contract_value_pence": budget.expected_annual_value_pence,
        "mark": str(budget.mark),
        "profile": budget.profile,
        "months_pence": list(budget.months()),
        "practices": [
            {
                "practice": each.practice,
                "name": each.name or None,
                "list_size": each.list_size,
                "in_force": each.days or None,
                "months_pence": list(each.paid),
                "not_paid_pence": sum(each.not_paid),
            }
            for each in budget.by_practice()
        ],
        "ring_fences": {name or "free": pence for name, pence in budget.by_ring_fence.items()},
        "lines": [
            row | {"months_pence": list(budget.months(line.key)), "steps": _steps(line)}
            for line, row in zip(budget.lines, budget_rows(budget), strict=False)
        ],
    }


def budget_text(budget: Budgeted) -> str:
    """Return the budget for reading: lines, total, ring-fences, months, evidence."""
    head = f"Whole population budget {budget.year}, {budget.title}"
    width = max(len(line.title) for line in budget.lines) + 2
    body = [
        f"{line.title:<{width}}{pounds_text(line.amount_pence):>18}{line.mark.caution}"
        for line in budget.lines
    ]
    total = f"{'Total':<{width}}{pounds_text(budget.total_pence):>18}{budget.mark.caution}"
    return "\n".join([head, *body, total, *fence_words(budget), months_words(budget)])


def fence_words(budget: Budgeted) -> list[str]:
    """Return a sentence for each ring-fence."""
    return [
        f"Ring-fenced, {name}: {pounds_text(pence)}; never netted against other lines."
        for name, pence in budget.by_ring_fence.items()
        if name
    ]


def months_words(budget: Budgeted) -> str:
    """Return the months in a sentence."""
    months = budget.months()
    if len(set(months[:11])) == 1:
        first, last = pounds_text(months[0]), pounds_text(months[11])
        return f"Months: 11 × {first} and 1 × {last}; {budget.profile}."
    listed = ", ".join(pounds_text(month) for month in months)
    return f"Months, April to March: {listed}; {budget.profile}."


def _row(line: BudgetLine) -> dict[str, Any]:
    changes = {
        f"{kind}_pence": int(line.change(kind)) if kind in _AMOUNTS else _floor(line, kind)
        for kind in (*_FACTORS, *_AMOUNTS)
    }
    return {
        "level": "line",
        "key": line.key,
        "title": line.title,
        "denominator": line.denominator,
        "registered_people": line.registered_people,
        "resident_people": line.resident_people,
        "ring_fence": line.ring_fence or None,
        "provider": line.provider,
        "payer": line.payer,
        "base_pence": line.base.__floor__(),
        **changes,
        "amount_pence": line.amount_pence,
        "mark": str(line.mark),
    }


def _floor(line: BudgetLine, kind: StepKind) -> int:
    """Return what one kind of step adds, floored: for reading, since the lines are exact."""
    return line.change(kind).__floor__()


def _steps(line: BudgetLine) -> list[dict[str, Any]]:
    return [
        {
            "kind": str(step.kind),
            "words": step.words,
            "after_exact_pence": f"{step.after.numerator}/{step.after.denominator}",
            "change_exact_pence": f"{step.change.numerator}/{step.change.denominator}",
            "where": step.where,
            "mark": str(step.mark),
        }
        for step in line.steps
    ]
