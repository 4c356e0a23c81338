"""Posts as planned beside posts as filled: the one is a plan, the other a state."""

from __future__ import annotations

from dataclasses import dataclass

from capitula.assurance.readiness_kinds import PostsSort, PostsStated
from capitula.record.claim import Claim
from capitula.record.view import View


@dataclass(frozen=True, slots=True)
class Posts:
    """The posts of one body or team: the last plan known, and the last state known."""

    about: str
    planned: Claim | None
    filled: Claim | None


def posts(view: View) -> tuple[Posts, ...]:
    """Return planned and filled posts of every body of which something is said."""
    last: dict[str, dict[PostsSort, Claim]] = {}
    for claim in view.of_kind(PostsStated.kind):
        if isinstance(claim.body, PostsStated):
            last.setdefault(claim.envelope.about, {})[claim.body.sort] = claim
    return tuple(
        Posts(about, found.get(PostsSort.PLANNED), found.get(PostsSort.FILLED))
        for about, found in last.items()
    )
