"""The steps of the demonstration: each does its work and says in lines what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from capitula.case import open_case
from capitula.case.case import Case
from capitula.case.overview import overview
from capitula.ground.pence import pounds_text
from capitula.money.target_allocation import TABLE, case_target_allocation
from capitula.outcomes.compiling import compile_parts
from capitula.reports.outcome_chart import case_comparisons
from capitula.web.judged import judge_ahead
from capitula.web.loading import load_shipped


def load() -> Iterator[str]:
    """Load the cases into the site and check their chains."""
    yield "Loading the cases that ship with Capitula"
    for name, count in load_shipped().items():
        yield f"  {name:<12} {count:>4} entries; the chain holds"


def compile_ahead() -> Iterator[str]:
    """Compile the solvers, so that neither the site nor a later command waits for them."""
    yield "Compiling the solvers, once; later processes read them from disk"
    for name, seconds in compile_parts():
        yield f"  {name} …" if seconds is None else f"  ready after {seconds:.1f} s"


def compute() -> Iterator[str]:
    """Compute what the pages show, from the same calls."""
    yield "Computing"
    for name in ("dudley", "wirral", "manchester"):
        case = open_case(name)
        yield from _start(case)
        yield from _allocation(case)
        for _, comparison in case_comparisons(case.outcomes, case.figures):
            yield f"  {name:<12} {comparison.title()}"
    yield "Judging outcomes"
    for name in ("dudley", "wirral", "manchester"):
        yield f"  {name:<12} {judge_ahead(name)}"


def _start(case: Case) -> Iterator[str]:
    for plan in overview(case, case.as_known()).plans:
        first, last = plan.first.claim.value.words, plan.latest.claim.value.words
        result = f"; {plan.result.state()}" if plan.result else ""
        yield f"  {case.name:<12} {plan.milestone}: first planned {first}, last {last}{result}"


def _allocation(case: Case) -> Iterator[str]:
    if TABLE not in case.figures:
        return
    found = case_target_allocation(case.figures)
    whole = pounds_text(found.total_pence)
    yield (
        f"  {case.name:<12} target allocation {found.year}: {whole} for {len(found.practices)} "
        "practices (never the contract's budget)"
    )


def to_look_at(address: str) -> Iterator[str]:
    """Say where the site is and what is worth a look."""
    yield f"Serving {address}  (Ctrl-C to end)"
    yield ""
    yield "What to look at"
    for path, why in (
        ("dudley/", "the contract in one screen"),
        ("dudley/?known=2018-02-01", "the same as it stood on 1 February 2018"),
        ("dudley/programme/", "every date stated for it, and why it moved"),
        ("dudley/money/", "a real target allocation, every figure opened"),
        ("wirral/record/?known=2023-02-28", "an end date in dispute"),
        ("wirral/outcomes/", "did it work, and who could say so"),
        ("dudley/outcomes/non-elective-admissions/", "a change in recording, not an effect"),
    ):
        yield f"  {address}{path:<42} {why}"
