"""The contract in plain English: every number in it is the file's number."""

import re
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import get_args

import pytest
import yaml

from capitula.case.contract_file import find_contract, shipped_contracts
from capitula.contract.fold import as_data
from capitula.contract.model import Contract
from capitula.contract.payment.terms import Mechanism
from capitula.reports.contract_print.docx import to_docx
from capitula.reports.contract_print.html import to_html
from capitula.reports.contract_print.making import make_print
from capitula.reports.contract_print.payment_sentences import SENTENCES
from capitula.reports.contract_print.text import to_text
from harness.contracts import WHOLE, read_text

DAY = date(2027, 1, 1)


@pytest.fixture
def whole(tmp_path):
    return read_text(WHOLE, tmp_path)


def text_of(contract):
    return to_text(make_print(contract, {}, DAY))


def test_a_clause_says_what_the_file_says_and_where(whole):
    text = text_of(whole)
    assert "3.2.3 It is worth £64,266,990.20 a year in prices of 2027/28." in text
    assert "10.9.2 Of what lies from 5 to 12 per cent: Borough NHS FT 35 per cent." in text
    assert "The band is a deductible: only what lies beyond it counts. [clause 3G]" in text
    assert "14.1 Most withheld of a month: 10 per cent (unverified), from 1 April 2027." in text


def test_the_last_page_says_what_is_open_or_provisional(whole):
    last = text_of(whole).split("What is open or provisional")[1]
    assert "What is the agreed price of community nursing? It is provisional." in last
    assert "2.4 (assumed): People on no practice's list, by estimate: 2,100." in last


def numbers(data, path=()):
    """Every number of a contract's data, with its path; identifiers and dates are none."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key not in ("calendar", "id", "clause", "source", "in_force_from", "in_force_to"):
                yield from numbers(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from numbers(value, (*path, index))
    elif is_number(data):
        yield path, data


def is_number(value):
    text = isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?", value)
    return text or (isinstance(value, int) and not isinstance(value, bool))


BASE = Contract.model_validate(yaml.load(WHOLE, yaml.BaseLoader))  # noqa: S506  # text only
PATHS = [path for path, _ in numbers(as_data(BASE))]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: ".".join(map(str, path)))
def test_change_a_number_and_the_print_changes(whole, path):
    """Every number of the file in turn, one more than it was; checks of the whole stand aside."""
    changed = one_more(whole, path)
    assert text_of(changed) != text_of(whole)


def one_more(part, path):
    """Return the model with the number at a path raised, whatever it is bound to."""
    head, *rest = path
    if isinstance(part, tuple):
        new = part[head]
        raised = one_more(new, rest) if rest else raise_(new)
        return (*part[:head], raised, *part[head + 1 :])
    old = getattr(part, head)
    new = one_more(old, rest) if rest else raise_(old)
    return part.model_copy(update={head: new})


def raise_(value):
    if isinstance(value, str):
        return str(Decimal(value) + 1)
    return value + (Decimal("0.01") if isinstance(value, Decimal) else 1)


def test_every_mechanism_has_its_sentence():
    union, _ = get_args(Mechanism)
    assert set(get_args(union)) == set(SENTENCES)


def test_page_document_and_text_say_the_same(whole):
    import docx

    printed = make_print(whole, {}, DAY)
    page = re.sub(r"<[^>]+>", " ", to_html(printed))
    paper = "\n".join(p.text for p in docx.Document(BytesIO(to_docx(printed))).paragraphs)
    for section in printed.sections:
        for clause in section.clauses:
            assert clause.text.replace("'", "&#x27;") in page
            assert f"{clause.number}\t{clause.text}" in paper


@pytest.mark.parametrize("name", [*shipped_contracts(), "dudley", "wirral", "manchester"])
def test_every_contract_that_ships_prints(name):
    found = find_contract(name)
    text = to_text(make_print(found.contract, found.sources, found.known_on))
    assert found.contract.title in text
    assert not re.search(r"\bNone\b|_[a-z]|\.\.(?!\.)", text), re.findall(
        r".*(?:None|\.\.).*", text
    )
