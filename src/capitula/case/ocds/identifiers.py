"""Identifiers in open contracting data: the process, its releases, its parties.

The prefix of the process is a placeholder of this product. A publisher registers a prefix of its
own with the Open Contracting Partnership before it publishes; until then no identifier made here
is unique in the world.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from capitula.case.ocds.exact_json import write_json
from capitula.contract.party import Party
from capitula.record.canonical import digest

OCID_PREFIX = "ocds-capitula-local"
"""Not registered. Registered prefixes are `ocds-` and six letters or digits."""

NHS_SCHEME = "GB-NHS"
"""The NHS's Organisation Data Service in the register of organisation lists, org-id.guide."""

APART = "~"
"""Stands before the suffix of an identifier that was kept apart from an equal one."""


def ocid(case: str) -> str:
    """Return the identifier of a case as one contracting process."""
    return f"{OCID_PREFIX}-{case}"


def slug(text: str) -> str:
    """Return a text as lower-case letters, digits and hyphens.

    >>> slug("The Dudley Group NHS FT")
    'the-dudley-group-nhs-ft'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-") or "unnamed"


def release_id(process: str, day: str, content: Any) -> str:
    """Return a release's identifier: the same content, entry hashes among it, gives the same one.

    A release is never changed after it was published, so other content needs another identifier.
    """
    return f"{process}-{day}-{digest(write_json(content))[:12]}"


def party_ids(parties: Sequence[Party]) -> dict[str, str]:
    """Return each party's identifier in the releases, by its identifier in the case.

    A party with an ODS code is named by it. Where two parties of a case share a code, every one
    after the first is kept apart by its own identifier in the case.
    """
    found: dict[str, str] = {}
    for party in parties:
        wanted = f"{NHS_SCHEME}-{party.code}" if party.code else party.id
        taken = wanted in found.values()
        found[party.id] = f"{wanted}{APART}{party.id}" if taken else wanted
    return found
