"""VAT by form and line: changing only the holder's form changes what comes back.

Community £64,266,990.20 a year, of which 12 per cent (made) buys taxed goods and services:

    64,266,990.20 × 0.12 × 0.20 = 1,542,407.7648, floored to £1,542,407.76
"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from capitula.appraisal.forms import catalogue
from capitula.appraisal.lines import AppraisedLine
from capitula.appraisal.vat.rules import TaxPerson, vat_rules
from capitula.appraisal.vat.table import tax_person, vat_table
from capitula.appraisal.vat.terms import VatBase, VatTerms
from capitula.case.appraising import appraise
from capitula.contract.party import Party, Role
from capitula.contract.scope import ServiceKind
from capitula.ground.marks import EvidenceMark
from harness.records import day

ASSUMED = EvidenceMark.ASSUMED
TRUST = Party(id="trust", name="Trust", roles=(Role.DONOR,), mark=ASSUMED)
GPS = Party(id="gps", name="Practices", roles=(Role.PRACTICES,), mark=ASSUMED)


def line(amount=6_426_699_020, service=ServiceKind.COMMUNITY, provider=TRUST, *, at_most=False):
    return AppraisedLine(
        key="community",
        title="Community",
        service=service,
        provider=provider,
        payer=None,
        amount_pence=amount,
        at_most=at_most,
        basis="made",
        mark=ASSUMED,
        provider_mark=ASSUMED,
    )


def terms(percent="12"):
    base = VatBase(line="community", taxable_percent=Decimal(percent), mark=ASSUMED, why="made")
    return VatTerms(bases=(base,))


def cell(form, row=None, stated=None):
    found = vat_table([catalogue().form(form)], [row or line()], stated or terms())
    return found.cells[0]


FORMS = """
| form             | comes back | rule               | lost, more than now |
| no_change        | yes        | nhs-section-41     | 0                   |
| virtual_alliance | yes        | nhs-section-41     | 0                   |
| new_trust        | yes        | nhs-section-41     | 0                   |
| lead_provider    | yes        | nhs-section-41     | 0                   |
| cic              | no         | company-section-41 | 154240776           |
| llp_jv           | no         | llp-chain          | 154240776           |
"""


@pytest.mark.parametrize("row", FORMS.strip().splitlines()[1:])
def test_only_the_form_changes(row):
    form, back, rule, lost = [each.strip() for each in row.strip("|").split("|")]
    found = cell(form)
    assert (str(found.rule.recoverable), found.rule.id) == (back, rule)
    assert found.extra_pence == int(lost)


amounts = st.integers(0, 10**11)
percents = st.decimals(0, 100, places=2)


@given(amounts, percents)
def test_a_company_loses_exactly_the_tax_that_a_trust_gets_back(amount, percent):
    stated, row = terms(percent), line(amount)
    trust, company = cell("new_trust", row, stated), cell("cic", row, stated)
    assert trust.tax_pence == company.tax_pence
    assert company.extra_pence - trust.extra_pence == company.tax_pence
    assert company.tax_pence == amount * int(percent * 100) * 20 // 1_000_000


@given(amounts, percents, st.sampled_from([form.id for form in catalogue().forms]))
def test_the_table_says_why_wherever_there_is_no_amount(amount, percent, form):
    found = cell(form, line(amount), terms(percent))
    assert (found.extra_pence is None) == bool(found.why_not)


@pytest.mark.parametrize(
    ("row", "stated", "why"),
    [
        (line(None), terms(), "no figure is held for the line"),
        (line(), VatTerms(), "no base: which part of the line buys taxed goods is not stated"),
        (line(at_most=True), terms(), "the figure held is of more than the line"),
        (line(provider=None), terms(), "who runs it now is not stated"),
        (line(service=ServiceKind.ADULT_SOCIAL_CARE), terms(), "a person must settle a rule first"),
    ],
)
def test_not_costed_until_a_base_is_known(row, stated, why):
    found = cell("cic", row, stated)
    assert found.extra_pence is None
    assert found.why_not == why


def test_what_practices_run_now_loses_nothing_more_under_a_company():
    assert cell("cic", line(service=ServiceKind.PRIMARY_MEDICAL, provider=GPS)).extra_pence == 0


def test_public_health_work_for_a_council_has_no_refund_even_in_a_trust():
    rule = vat_rules().rule(TaxPerson.NHS_BODY, ServiceKind.PUBLIC_HEALTH)
    assert (rule.id, str(rule.recoverable)) == ("nhs-public-health", "no")


@pytest.mark.parametrize("person", TaxPerson)
@pytest.mark.parametrize("service", ServiceKind)
def test_every_holder_and_service_has_a_rule(person, service):
    assert vat_rules().rule(person, service).says


def test_every_rule_that_is_sourced_cites_a_source_that_is_listed():
    rules = vat_rules()
    for rule in rules.rules:
        assert set(rule.source) <= set(rules.sources)
        assert rule.source or rule.mark is EvidenceMark.UNVERIFIED


def test_a_costed_amount_carries_the_weakest_mark():
    """The rate of 20 per cent is unverified, and so is everything that it enters."""
    assert cell("llp_jv").mark is EvidenceMark.UNVERIFIED
    stated = VatTerms(rate_percent=Decimal(20), rate_mark=EvidenceMark.SOURCED, bases=terms().bases)
    assert cell("llp_jv", None, stated).mark is EvidenceMark.ASSUMED


def test_nobody_is_taken_for_an_nhs_body_without_a_part_that_says_so():
    other = Party(id="x", name="X", roles=(Role.SUBCONTRACTOR,), mark=ASSUMED)
    assert tax_person(other) is None
    assert tax_person(None) is None


def test_dudley_is_not_costed_for_want_of_a_base():
    table = appraise("dudley", day("2021-04-01")).vat("cic")
    assert table.extra_pence("cic") is None
    assert {each.rule.id for each in table.cells} == {"company-section-41"}
    assert all(each.extra_pence is None for each in table.cells)
