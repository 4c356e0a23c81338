"""VAT by form and line: whether it comes back, by which rule, and what changes against today.

An amount is worked out only where the base is known: the line's budget row and the share of it that
buys taxed goods and services. Everything else is "not costed". Formula, per line:

    tax   = amount × taxable per cent × rate, floored to whole pence
    lost  = tax where it is not recoverable, nought where it is, unknown where it must be asked
    extra = lost under the form − lost today; nought where every provider goes on as now
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from capitula.appraisal.forms import OrganisationalForm, Tax
from capitula.appraisal.lines import AppraisedLine
from capitula.appraisal.vat.rules import Recoverable, TaxPerson, VatRule, vat_rules
from capitula.appraisal.vat.terms import VatTerms
from capitula.contract.party import Party, Role
from capitula.ground.marks import EvidenceMark, weakest
from capitula.ground.pence import Pence
from capitula.ground.rounding import floor_share

NOT_COSTED = "not costed"


@dataclass(frozen=True, slots=True)
class VatCell:
    """One form and one line.

    Attributes:
        form: the form's identifier.
        line: the line's identifier.
        rule: what decides under the form; None where today's provider goes on and is not stated.
        now: what decides today; None where today's provider is not stated.
        tax_pence: VAT on the line's taxed purchases; None where no base is known.
        extra_pence: VAT lost under the form less VAT lost today; None: not costed.
        why_not: why there is no amount; empty where there is one.
        mark: the weakest mark of rule, rate, base and amount.
    """

    form: str
    line: str
    rule: VatRule | None
    now: VatRule | None
    tax_pence: Pence | None
    extra_pence: Pence | None
    why_not: str
    mark: EvidenceMark

    @property
    def recoverable(self) -> str:
        """Whether VAT comes back, in words."""
        return self.rule.recoverable.words if self.rule else "as now; provider not stated"

    def row(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "form": self.form,
            "line": self.line,
            "recoverable": str(self.rule.recoverable) if self.rule else None,
            "rule": self.rule.id if self.rule else None,
            "says": self.rule.says if self.rule else None,
            "source": list(self.rule.source) if self.rule else [],
            "now": str(self.now.recoverable) if self.now else None,
            "tax_pence": self.tax_pence,
            "extra_pence": self.extra_pence,
            "not_costed": self.why_not or None,
            "mark": str(self.mark),
        }


@dataclass(frozen=True, slots=True)
class VatTable:
    """All forms by all lines.

    Attributes:
        forms: down the side.
        lines: across.
        cells: one for each pair, form by form.
    """

    forms: tuple[OrganisationalForm, ...]
    lines: tuple[AppraisedLine, ...]
    cells: tuple[VatCell, ...]

    def of(self, form: str) -> tuple[VatCell, ...]:
        """Return the cells of a form, in the order of the lines."""
        return tuple(cell for cell in self.cells if cell.form == form)

    def extra_pence(self, form: str) -> Pence | None:
        """Return a form's extra VAT over all lines; None where any line is not costed."""
        extras = [cell.extra_pence for cell in self.of(form)]
        return None if None in extras else sum(extra for extra in extras if extra is not None)

    def document(self) -> dict[str, Any]:
        """Return plain data."""
        return {
            "cells": [cell.row() for cell in self.cells],
            "totals": [
                {"form": form.id, "extra_pence": self.extra_pence(form.id)} for form in self.forms
            ],
        }


def vat_table(
    forms: Sequence[OrganisationalForm], lines: Sequence[AppraisedLine], terms: VatTerms | None
) -> VatTable:
    """Return the table of some forms and lines; without terms no line is costed."""
    cells = tuple(_cell(form, line, terms) for form in forms for line in lines)
    return VatTable(tuple(forms), tuple(lines), cells)


def tax_person(party: Party | None) -> TaxPerson | None:
    """Return who a provider is to the VAT office; None where that is not known of it.

    A trust that loses services, a preferred provider or a holder is read as an NHS body: that is a
    choice of this product, and so marked.
    """
    if party is None:
        return None
    if Role.PRACTICES in party.roles:
        return TaxPerson.PRACTICE
    if Role.COUNCIL in party.roles:
        return TaxPerson.COUNCIL
    trust = (Role.DONOR, Role.PREFERRED_PROVIDER, Role.HOLDER)
    return TaxPerson.NHS_BODY if any(role in party.roles for role in trust) else None


def _cell(form: OrganisationalForm, line: AppraisedLine, terms: VatTerms | None) -> VatCell:
    rules = vat_rules()
    person = tax_person(line.provider)
    now = rules.rule(person, line.service) if person else None
    rule = now if form.tax is Tax.UNCHANGED else rules.rule(TaxPerson(form.tax), line.service)
    tax, why, marks = _tax(line, terms)
    marks += [each.mark for each in (rule, now) if each]
    extra = None
    if form.tax is Tax.UNCHANGED:
        extra, why = 0, ""
    elif tax is not None:
        lost, lost_now = _lost(rule, tax), _lost(now, tax)
        if lost is None or lost_now is None:
            why = "a person must settle a rule first" if now else "who runs it now is not stated"
        else:
            extra = lost - lost_now
    return VatCell(form.id, line.key, rule, now, tax, extra, why, weakest(marks))


def _tax(
    line: AppraisedLine, terms: VatTerms | None
) -> tuple[Pence | None, str, list[EvidenceMark]]:
    base = terms.of(line.key) if terms else None
    if line.amount_pence is None:
        return None, "no figure is held for the line", []
    if base is None:
        return None, "no base: which part of the line buys taxed goods is not stated", []
    if line.at_most:
        return None, "the figure held is of more than the line", []
    standard = vat_rules().standard_rate
    rate, mark = standard.percent, standard.mark
    if terms is not None and terms.rate_percent is not None and terms.rate_mark is not None:
        rate, mark = terms.rate_percent, terms.rate_mark
    top, bottom = (base.taxable_percent * rate).as_integer_ratio()
    return floor_share(line.amount_pence, top, bottom * 10_000), "", [mark, base.mark, line.weakest]


def _lost(rule: VatRule | None, tax: Pence) -> Pence | None:
    if rule is None or rule.recoverable is Recoverable.ASK:
        return None
    return tax if rule.recoverable is Recoverable.NO else 0
