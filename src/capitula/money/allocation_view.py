"""A target allocation as rows and as words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from capitula.ground.pence import pounds_text
from capitula.money.allocated import Allocated
from capitula.population.exact import ratio


def allocation_rows(allocation: Allocated) -> list[dict[str, Any]]:
    """Return a row per line, each stream after its lines, and the total last.

    `share` is of the total, unrounded; `weighted_people` and `index` stand on lines only.
    """
    formula = allocation.formula
    indices = {each.key: each for each in allocation.indices}
    rows: list[dict[str, Any]] = []
    for stream_key, stream in formula.streams.items():
        for key in formula.lines_of(stream_key):
            line = formula.lines[key]
            index = indices.get(line.measure)
            row = _row(allocation, "line", key, line.title)
            row["stream"] = stream_key
            row["weighted_people"] = index.weighted_people if index else None
            row["index"] = index.index if index else None
            rows.append(row)
        rows.append(_row(allocation, "stream", stream_key, stream.title) | {"stream": stream_key})
    rows.append(_row(allocation, "total", "total", "Target allocation"))
    return rows


def allocation_document(allocation: Allocated) -> dict[str, Any]:
    """Return plain data for machines and pages: lines, streams, practices, indices, caveats."""
    return {
        "name": "target allocation",
        "commissioner": {
            "code": allocation.commissioner.code,
            "name": allocation.commissioner.name,
        },
        "year": allocation.year,
        "population": allocation.population,
        "total_pence": allocation.total_pence,
        "published_pounds_thousand": allocation.published_pounds_thousand(),
        "formula": allocation.formula.statement,
        "rows": allocation_rows(allocation),
        "practices": [
            {
                "code": practice.code,
                "name": practice.name,
                "population": practice.values["population"],
                "amount_pence": allocation.amount_pence(practice=practice.code),
                "lines": {
                    key: allocation.pence[practice.code, key] for key in allocation.formula.lines
                },
            }
            for practice in allocation.practices
        ],
        "indices": [
            {"key": i.key, "title": i.title, "index": i.index, "ratio_to_england": i.ratio}
            for i in allocation.indices
        ],
        "caveats": list(allocation.caveats),
        "sources": [allocation.populations.origin, *allocation.formula.sources],
        "mark": allocation.mark,
    }


def allocation_text(allocation: Allocated) -> str:
    """Return the allocation for reading: lines, streams, total, then what it is not."""
    head = (
        f"Target allocation, {allocation.commissioner.name} ({allocation.commissioner.code}), "
        f"{allocation.year}: {len(allocation.practices)} practices, "
        f"{allocation.population:,.1f} people"
    )
    rows = allocation_rows(allocation)
    width = max(len(row["title"]) for row in rows) + 2
    body: list[str] = []
    for row in rows:
        title = row["title"] if row["level"] != "line" else f"  {row['title']}"
        index = "" if row["index"] is None else f"{row['index']:.5f}"
        body.append(
            f"{title:<{width}}  {pounds_text(row['amount_pence']):>16}  {index:>7}".rstrip()
        )
    caveats = [f"- {caveat}" for caveat in allocation.caveats]
    return "\n".join([head, *body, f"Evidence: {allocation.mark}", *caveats])


def _row(allocation: Allocated, level: str, key: str, title: str) -> dict[str, Any]:
    amount = allocation.amount_pence(key)
    return {
        "level": level,
        "key": key,
        "title": title,
        "stream": None,
        "weighted_people": None,
        "index": None,
        "amount_pence": amount,
        "share": ratio(Decimal(amount), Decimal(allocation.total_pence)),
    }
