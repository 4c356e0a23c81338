"""An estimate in words, for whoever has to answer for the contract."""

from __future__ import annotations

from collections.abc import Iterator

from capitula.ground.date_words import date_text
from capitula.outcomes.inference.estimate import Estimate


def sentences(e: Estimate) -> Iterator[str]:
    """Give the finding, what it is held against, what could have been seen, and how it was fitted.

    That nothing was shown is never given as a finding that nothing happened.
    """
    mean = sum(each.counterfactual for each in e.after) / len(e.after)
    share = f" ({e.effect / mean:+.1%})" if mean else ""
    span = f"{e.after[0].time} to {e.after[-1].time}"
    yield (
        f"Effect: {e.effect:+,.6g} in each period on average{share}, {span} "
        f"({len(e.after)} periods): {mean + e.effect:,.6g} where {mean:,.6g} was to be expected."
    )
    yield (
        f"Placebo: rank {e.ratio.rank} of {e.ratio.areas} areas by the ratio of the gap after to "
        f"the gap before (ratio {e.ratio.ratio:.4g}); p = {e.ratio.p:.4f}, {e.ratio.floor:.4f} at "
        "the least."
    )
    yield from _signed(e)
    if e.family_p is not None:
        yield (
            f"All outcomes of this call together: p = {e.family_p:.4f} by the greatest statistic "
            f"of each area; false discovery rate {e.false_discovery:.4f}."
        )
    yield _range(e)
    yield from _power(e)
    if not e.can_be_judged:
        yield "Reading: this outcome cannot be judged; the reasons stand under the warnings."
    else:
        yield f"Reading: {_reading(e)}"


def fit_sentences(e: Estimate) -> Iterator[str]:
    """Say how well the comparison followed the treated unit before the start."""
    off = f"off by {e.pre_rmspe:.6g} (root mean square) over {e.periods_before} periods"
    yield f"Before the start: {off}; nine areas of ten are within {e.pre_fit.limit:.6g}."
    if e.certificate is not None and e.certificate_limit is not None:
        exact = "exact" if e.certificate <= e.certificate_limit else "NOT exact"
        yield (
            f"The fit is {exact}: optimality gap {e.certificate:.1e} of the loss, "
            f"{e.certificate_limit:.0e} accepted."
        )
    if e.time_placebo is not None:
        t = e.time_placebo
        held_out = f"{date_text(t.first)} to {date_text(t.last)}"
        yield (
            f"Placebo in time, {held_out}: {t.effect:+.4g} where none can be, "
            f"p = {t.p:.3f} of {t.areas} areas."
        )
    if e.leave_one_out is not None and e.leave_one_out.without:
        out = e.leave_one_out
        yield (
            f"Without each of {len(out.without)} donors in turn the effect is {out.low:+.6g} to "
            f"{out.high:+.6g}."
        )


def _signed(e: Estimate) -> Iterator[str]:
    if e.p_better is None:
        return
    for w in e.windows:
        where = "outside" if abs(w.statistic) > w.band else "inside"
        window = f"{date_text(w.first)} to {date_text(w.last)}"
        yield (
            f"Window {window}: {w.gap:+.6g}, positive is better; {w.statistic:+.2f} "
            f"errors, {where} the band of ±{w.band:.2f}."
        )
    if e.windows:
        yield f"Ever improved: p = {e.p_better:.4f}. Ever worse: p = {e.p_worse:.4f}."
        if e.begun_after is not None:
            better, worse = e.begun_after
            yield (
                f"A change that began after the start, each area's own trend before it carried on: "
                f"p = {better:.4f} better, {worse:.4f} worse; neither p above is less."
            )
    else:
        yield "No full window has passed since the effect was due."


def _range(e: Estimate) -> str:
    c = e.compatible
    if c.is_empty:
        return "Compatible effects: no constant one."
    low = "any" if c.low is None else f"{c.low:+.6g}"
    high = "any" if c.high is None else f"{c.high:+.6g}"
    sign = ", positive is better" if e.p_better is not None else ""
    return f"Compatible effects ({c.level:.0%}): {low} to {high}{sign}."


def _power(e: Estimate) -> Iterator[str]:
    if e.power.mde80 is None:
        yield (
            f"Power: with {e.ratio.areas} areas nothing passes at {e.power.alpha:g}, whatever its "
            "size."
        )
        return
    yearly = ""
    if e.power.per_year is not None and e.power.per_year != e.power.mde80:
        yearly = f", {e.power.per_year:,.6g} a year"
    checked = ""
    if e.power.found_elsewhere is not None:
        checked = f"; found in {e.power.found_elsewhere:.0%} of areas not used to work it out"
    yield (
        f"Power: four times in five the test ({e.power.statistic}) finds {e.power.mde80:,.6g} a "
        f"period{yearly}{checked}."
    )
    if e.lasting is not None:
        yield (
            f"A lasting effect of {e.lasting:,.6g} a period would be called improved and sustained "
            "four times in five."
        )


def _reading(e: Estimate) -> str:
    p, alpha = e.ratio.p, e.power.alpha
    if e.method == "its":
        found = [each for each in (p, e.p_better, e.p_worse) if each is not None]
        least = min(found[1:] or found)
        seen = "changed" if least <= alpha else "are not shown to have changed"
        return f"the figures {seen} against their own past; this is supporting evidence, no more."
    if e.p_better is not None and e.p_worse is not None:
        if e.p_better <= alpha:
            return "a change for the better, larger than in areas without such a contract."
        if e.p_worse <= alpha:
            return "a change for the worse, larger than in areas without such a contract."
    elif p <= alpha:
        return "a change larger than in areas without such a contract."
    unseen = ""
    if e.power.mde80 is not None:
        unseen = f", and an effect under {e.power.mde80:,.4g} a period could well be there unseen"
    return (
        "changes of this size are met in areas without such a contract too. That does not say that "
        f"nothing changed: it could not be told apart from chance{unseen}."
    )
