"""The exit pages, read as a contract lead would: dates, offers, services, courts, account."""

import pytest


def test_the_first_screen_says_which_dates_are_past(page_text):
    text = page_text("/wirral/exit/?known=2023-02-28")
    assert "on 28 February 2023 4 of 7 last safe dates are past" in text
    assert "1 September 2022: notice counts as given" in text
    assert "The end less 12 months. Evidence: local." in text


def test_every_date_opens_to_its_rule_its_time_and_its_source(page_text):
    text = page_text("/wirral/exit/?known=2023-02-28")
    assert "rule exit_steps.council_decision" in text
    assert "In 2017 Wirral's Cabinet decided on 27 March" in text


def test_no_day_shows_what_became_known_later(page_text):
    december = page_text("/wirral/exit/?known=2022-12-31")
    assert "No end is known, so nothing can be counted back from it." in december
    assert "September 2024" not in december
    assert "an offer not reported by this day" in december


def test_amounts_stand_side_by_side(page_text):
    text = page_text("/dudley/exit/services/?known=2023-03-01")
    assert "Amounts stand side by side and are not divided: about £20m" in text
    assert "per cent of the whole" not in text


def test_the_law_is_a_switch(page_text):
    as_it_stands = page_text("/dudley/exit/law/?known=2021-04-30")
    changed = page_text("/dudley/exit/law/?law=changed&known=2021-04-30")
    assert "What holds if changed" not in as_it_stands
    assert "What holds if changed: bill on health reform" in changed


def test_a_lesson_is_not_shown_before_it_was_drawn(page_text):
    assert "3 lessons drawn." in page_text("/wirral/exit/why/")
    assert "No lesson had been entered by this day." in page_text(
        "/wirral/exit/why/?known=2024-12-31"
    )


def test_the_final_account_of_a_priced_contract_sums_to_nought(page_text):
    text = page_text("/contracts/budget-example/account/")
    assert "The holder is owed £180,613,613.13." in text
    assert "The integrated care board owes £180,899,025.73." in text
    assert "Missing before the account can close" in text


@pytest.mark.parametrize("name", ["mssp-enhanced", "iho-2027"])
def test_without_a_price_or_a_settlement_there_is_no_account(fetch, name):
    assert fetch(f"/contracts/{name}/account/")[0] == 404
