"""The tags of a release, from the standard's closed codelist, by what is new in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from capitula.case.ocds.fields import Json


def tags(content: Json, before: Mapping[str, Any]) -> list[str]:
    """Return the tags of a release.

    Args:
        content: its sections.
        before: the sections as earlier releases left them.
    """
    found: list[str] = []
    if "planning" in content:
        found.append("planningUpdate" if before.get("planning") else "planning")
    if tender := content.get("tender"):
        found.append(_tag("tender", tender, before, {"cancelled": "tenderCancellation"}))
    awards = content.get("awards")
    if awards and awards[0] != before.get("award"):
        found.append(_tag("award", awards[0], before, {"cancelled": "awardCancellation"}))
    if contracts := content.get("contracts"):
        over = {"terminated": "contractTermination", "cancelled": "contractTermination"}
        if "amendments" in contracts[0] and before.get("contract"):
            over |= {"active": "contractAmendment"}
        found.append(_tag("contract", contracts[0], before, over))
    if not found:
        found.append("contractUpdate" if before.get("contract") else _planning(before))
    return found


def _planning(before: Mapping[str, Any]) -> str:
    return "planningUpdate" if before.get("planning") else "planning"


def _tag(name: str, section: Json, before: Mapping[str, Any], over: Mapping[str, str]) -> str:
    earlier = before.get(name)
    if earlier is None:
        return name
    status = section.get("status")
    changed = status != earlier.get("status") or "amendments" in section
    return over.get(str(status), f"{name}Update") if changed else f"{name}Update"
