"""`capitula appraisal donor`: what a trust loses when services leave it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from capitula.cli.dates import read_day
from capitula.cli.made import made_words
from capitula.cli.output import AsJson, print_json, print_table

if TYPE_CHECKING:
    from capitula.appraisal.donor.impact import DonorImpact
    from capitula.appraisal.donor.share_range import DonorShareRange
    from capitula.case.appraisal import Appraisal


def donor(
    case: str = typer.Argument(help="A case, a contract that ships, or an appraisal file."),
    known: str | None = typer.Option(None, "--known", help="As known on this day."),
    file: str | None = typer.Option(None, "--file", help="An appraisal file, or one that ships."),
    svg: Path | None = typer.Option(None, "--svg", help="Also write the tornado to this file."),
    as_json: bool = AsJson,
) -> None:
    """Print which lines leave which trust, what stays behind, who bears it, when it breaks even.

    Lines and amounts are the rows of the budget. How cost behaves comes from an appraisal file;
    without one, only what leaves is shown, and whether anybody appraised it.

    Exit status: 0 done; 2 the input is at fault.
    """
    from capitula.case.appraising import appraise

    found = appraise(case, read_day(known, "--known"), file)
    impacts, share = found.donors(), found.share()
    if svg is not None:
        _write_tornado(svg, found, impacts)
    if as_json:
        print_json(_document(found, impacts, share))
        return
    _print_leaving(found)
    for impact in impacts:
        _print_impact(found, impact)
    if share is not None:
        _print_share(share)
    for finding in found.findings():
        if "donor" in finding.rule:
            typer.echo(f"\n{finding.severity.upper()} ({finding.rule}): {finding.text}")
            typer.echo(f"  Needed: {finding.remedy}.")


def _document(
    found: Appraisal, impacts: tuple[DonorImpact, ...], share: DonorShareRange | None
) -> dict[str, object]:
    return {
        "schema": "capitula.appraisal.donor/1",
        "case": found.name,
        "known_on": found.known_on.isoformat(),
        "made": found.made,
        "leaving": [each.document() for each in found.leaving()],
        "impacts": [
            each.document() | {"sensitivity": t.rows() if (t := found.donor_tornado(each)) else []}
            for each in impacts
        ],
        "share": share.document() if share else None,
        "findings": [
            {"rule": f.rule, "severity": f.severity, "about": f.about, "text": f.text}
            for f in found.findings()
            if "donor" in f.rule
        ],
    }


def _print_leaving(found: Appraisal) -> None:
    from capitula.appraisal.share import percent_of
    from capitula.ground.date_words import date_text
    from capitula.ground.pence import pounds_text

    rows: list[list[str]] = []
    for each in found.leaving():
        for line in each.lines:
            amount, share = "no figure held", ""
            if line.amount_pence is not None:
                amount = pounds_text(line.amount_pence)
                share = f"{percent_of(line.amount_pence, each.contract_pence)} %"
            known = f"{line.basis}{line.weakest.caution}"
            rows.append([each.donor.name, line.title, amount, share, known])
        if not each.lines:
            rows.append([each.donor.name, "which lines is not stated", "", "", ""])
    if not rows:
        typer.echo(f"{found.title}: the contract names no trust that loses services.")
        return
    title = f"What leaves which trust, {found.title}, as known on {date_text(found.known_on)}"
    heads = ["Trust", "Line", "A year", "Of the contract", "The amount is"]
    print_table(title, heads, rows, numeric=(2, 3))
    if any(each.contract_pence for each in found.leaving()):
        whole = found.leaving()[0].contract_pence
        typer.echo(
            f"Of the contract: of {pounds_text(whole)}, all lines for which a figure is held."
        )
    made_words(made=found.made)


def _print_impact(found: Appraisal, impact: DonorImpact) -> None:
    from capitula.appraisal.donor.impact import PARTS
    from capitula.appraisal.share import percent_of
    from capitula.ground.pence import pounds_text

    names = {p.id: p.name for p in found.contract.parties} if found.contract else {}
    rows: list[list[str]] = []
    for lost in impact.lines:
        rows.append([lost.line.title, "a year’s income lost", pounds_text(lost.income_pence)])
        rows.append(["", "its cost", pounds_text(lost.cost_pence)])
        rows += [
            ["", f"of it {part.replace('_', '-')}", pounds_text(lost.parts[part])] for part in PARTS
        ]
    title = f"\n{impact.donor.name}: what leaves, and its cost by behaviour ({impact.mark})"
    print_table(title, ["Line", "What", "A year"], rows, numeric=(2,))
    years = [
        [
            year.year,
            pounds_text(year.income_pence),
            pounds_text(year.released_pence),
            pounds_text(year.stranded_pence),
            pounds_text(sum(year.support.values())),
            pounds_text(year.donor_bears_pence),
        ]
        for year in impact.years
    ]
    heads = ["Year", "Income lost", "Cost gone", "Cost that stays", "Support", "Donor bears"]
    print_table("Year by year, at the first year’s prices", heads, years, numeric=range(1, 6))
    borne = ", ".join(f"{names.get(k, k)} {pounds_text(v)}" for k, v in impact.bearers().items())
    typer.echo(
        f"Net loss over all years {pounds_text(impact.net_loss_total_pence)}, borne by {borne}."
    )
    typer.echo(
        f"Breaks even from {impact.breaks_even}."
        if impact.breaks_even
        else f"Does not break even by {impact.years[-1].year}."
    )
    staff = "how many people move is not stated" if impact.staff is None else f"{impact.staff:,}"
    typer.echo(f"People who move: {staff}.")
    for words, top, bottom in impact.shares():
        typer.echo(
            f"- {percent_of(top, bottom)} per cent {words}: {pounds_text(top)} of "
            f"{pounds_text(bottom)}"
            if bottom
            else f"- Share {words}: not known; the whole is not stated."
        )
    tornado = found.donor_tornado(impact)
    if tornado:
        bars = [
            [bar.assumption, pounds_text(bar.low_pence), pounds_text(bar.high_pence), bar.words]
            for bar in tornado.bars
        ]
        heads = ["Moved", "At its low end", "At its high end", "How"]
        print_table("What moves the net loss of all years", heads, bars, numeric=(1, 2))
    typer.echo(f"Why: {impact.terms.why} ({impact.terms.mark}).")


def _print_share(share: DonorShareRange) -> None:
    from capitula.ground.pence import pounds_text

    rows = [
        [
            each.title,
            pounds_text(each.top_pence),
            pounds_text(each.bottom_pence),
            f"{each.percent} %",
            str(each.mark),
        ]
        for each in share.readings
    ]
    heads = ["What leaves, by this reading", "A year", "Of", "Share", "Evidence"]
    title = f"\nThe share of {share.donor} that would leave it"
    if rows:
        print_table(title, heads, rows, numeric=(1, 2, 3))
    else:
        typer.echo(f"{title}: no figure was public by that day, so it cannot be read as income.")
    for sentence in share.sentences():
        typer.echo(sentence)
    for each in dict.fromkeys(reading.assumption for reading in share.readings):
        typer.echo(f"- assumed: {each}")
    for question in share.questions:
        typer.echo(f"- open: {question}")


def _write_tornado(path: Path, found: Appraisal, impacts: tuple[DonorImpact, ...]) -> None:
    from capitula.appraisal.file import NoSuchAppraisal
    from capitula.ground.writing import write_whole
    from capitula.reports.tornado_chart import LOW_AND_HIGH, tornado_chart

    tornado = found.donor_tornado(impacts[0]) if impacts else None
    if tornado is None:
        raise NoSuchAppraisal(
            "found no sensitivity of a donor; expected `sensitivity` under a donor in an appraisal "
            "file; give one with --file"
        )
    name = f"{impacts[0].donor.name}, {tornado.measure}"
    write_whole(path, tornado_chart(tornado, name, impacts[0].mark, LOW_AND_HIGH).svg())
