"""What was read from an official file, as plain data: columns, totals, gaps, checks, period."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

from capitula.population.official.cells import Gap
from capitula.population.official.official_file import OfficialFile
from capitula.population.weighted_population import WeightedPopulations


def official_document(read: OfficialFile) -> dict[str, Any]:
    """Return the summary of an official file; numbers unrounded, money in whole pence or cents."""
    columns = read.layout.all_columns
    gaps = read.missing_by_column()
    return {
        "kind": read.layout.kind,
        "title": read.layout.title,
        "publisher": read.layout.publisher,
        "licence": read.layout.licence,
        "file": read.file,
        "sha256": read.sha256,
        "period": read.period.label or None,
        "period_from": read.period.said_by,
        "edition": read.bound.edition,
        "note": read.layout.editions[read.bound.edition].note,
        "rows": len(read.lines),
        "columns": [
            {
                "key": key,
                "column": read.bound.names[key],
                "type": columns[key].type.value,
                "unit": columns[key].type.unit,
                "missing": {
                    str(why): count for why, count in gaps.get(key, Counter[Gap]()).items()
                },
                **({"printed_as": read.printed_as[key]} if key in read.printed_as else {}),
            }
            for key in read.bound.at
        ],
        "unknown_columns": list(read.bound.unknown),
        "absent_columns": [columns[key].names[0] for key in read.bound.absent],
        "totals": [_total(read, key) for key in read.layout.totals if key in read.bound.at],
        "checks": [
            {
                "statement": check.statement,
                "compared": check.compared,
                "failed": check.failed,
                "worst": check.worst,
                "tolerance": check.tolerance,
                "unit": check.unit,
                "examples": list(check.examples),
                "reason": check.reason,
                "holds": check.holds,
            }
            for check in read.checks
        ],
        "mark": read.mark.value,
        "ok": read.ok,
    }


def _total(read: OfficialFile, key: str) -> dict[str, Any]:
    column = read.layout.all_columns[key]
    stated, missing = read.sum_of_stated(key)
    return {
        "key": key,
        "column": read.bound.names[key],
        "total": None if missing else stated,
        "sum_of_stated": stated,
        "missing": missing,
        "unit": column.type.unit,
    }


def weighted_document(read: WeightedPopulations) -> dict[str, Any]:
    """Return the same summary of a file of weighted populations."""
    from capitula.population.identities import total_identities

    layout = read.layout
    names = {layout.practice_code: "practice_code", layout.practice_name: "practice_name"}
    for kind, area in layout.areas.items():
        names |= {area.code: f"{kind}_code", area.name: f"{kind}_name"}
    texts = [{"key": k, "column": c, "type": "text", "unit": ""} for c, k in names.items()]
    figures = [
        {"key": key, "column": m.column, "type": "decimal", "unit": m.unit}
        for key, m in layout.measures.items()
    ]
    checks = total_identities(read)
    return {
        "kind": "weighted-populations",
        "title": layout.title,
        "publisher": layout.publisher,
        "licence": layout.licence,
        "file": read.file,
        "sha256": read.sha256,
        "period": None if read.year is None else str(read.year),
        "period_from": read.year_from,
        "edition": str(layout),
        "note": "",
        "rows": len(read.practices),
        "columns": [
            {**each, "missing": _empty(read, each["column"])} for each in (*texts, *figures)
        ],
        "unknown_columns": list(read.unknown_columns),
        "absent_columns": [],
        "totals": [
            {
                "key": key,
                "column": measure.column,
                "total": read.total(key),
                "sum_of_stated": read.total(key),
                "missing": sum(p.values[key] is None for p in read.practices),
                "unit": measure.unit,
            }
            for key, measure in layout.measures.items()
            if measure.unit != "index"
        ],
        "checks": [
            {
                "statement": check.statement,
                "compared": 0 if check.difference is None else 1,
                "failed": int(check.difference is not None and not check.holds),
                "worst": Decimal(0) if check.difference is None else abs(check.difference),
                "tolerance": check.tolerance,
                "unit": check.unit,
                "examples": [],
                "reason": check.reason,
                "holds": check.holds,
            }
            for check in checks
        ],
        "mark": read.mark.value,
        "ok": all(check.holds for check in checks),
    }


def _empty(read: WeightedPopulations, column: str) -> dict[str, int]:
    count = sum(cell.column == column for cell in read.missing)
    return {"empty": count} if count else {}
