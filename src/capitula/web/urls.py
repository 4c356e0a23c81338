"""Addresses of the pages: a case, then the room."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from capitula.web.views import (
    agreement,
    appraisal,
    assurance,
    assurance_table,
    contract_account,
    contract_appraisal,
    contract_budget,
    contract_files,
    delivery,
    scenarios,
    settlement,
    together,
)
from capitula.web.views.budget import budget, workbook
from capitula.web.views.budget import practice as budget_practice
from capitula.web.views.contract import contract
from capitula.web.views.exit import exit_, exit_law, exit_services, exit_why
from capitula.web.views.home import home
from capitula.web.views.money import money, practice
from capitula.web.views.outcome import outcome, outcome_code, outcome_data
from capitula.web.views.outcomes import outcomes, outcomes_report
from capitula.web.views.overview import overview
from capitula.web.views.population import population
from capitula.web.views.programme import forecast, plan, programme
from capitula.web.views.record import entry, record
from capitula.web.views.record_views import changes, clashes, timeline

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("contracts/", contract_files.listing, name="contract_files"),
    path("contracts/<slug:name>/", contract_files.terms, name="contract_file"),
    path("contracts/<slug:name>/budget/", contract_budget.budget, name="contract_budget"),
    path(
        "contracts/<slug:name>/budget.xlsx",
        contract_budget.workbook,
        name="contract_budget_workbook",
    ),
    path("contracts/<slug:name>/payments/", contract_budget.payments, name="contract_payments"),
    path(
        "contracts/<slug:name>/payments/<slug:code>/",
        contract_budget.payments_of_practice,
        name="contract_payments_practice",
    ),
    path("contracts/<slug:name>/settlement/", settlement.settlement, name="contract_settlement"),
    path(
        "contracts/<slug:name>/settlement.xlsx",
        settlement.workbook,
        name="contract_settlement_workbook",
    ),
    path("contracts/<slug:name>/account/", contract_account.account, name="contract_account"),
    path("contracts/<slug:name>/scenarios/", scenarios.scenarios, name="contract_scenarios"),
    path("contracts/<slug:name>/draws.csv", scenarios.draws, name="contract_draws"),
    path("assurance/", assurance_table.frameworks, name="frameworks"),
    path("assurance/readiness/", assurance_table.readiness_table, name="readiness_table"),
    path("assurance/<slug:framework>/", assurance_table.framework, name="framework"),
    path(
        "contracts/<slug:name>/appraisal/",
        contract_appraisal.appraisal,
        name="contract_appraisal",
    ),
    path(
        "contracts/<slug:name>/business-case.docx",
        contract_appraisal.word,
        name="contract_case_word",
    ),
    path(
        "contracts/<slug:name>/business-case.xlsx",
        contract_appraisal.workbook,
        name="contract_case_workbook",
    ),
    path("<slug:name>/", overview, name="overview"),
    path("<slug:name>/assurance/", assurance.assurance, name="assurance"),
    path("<slug:name>/assurance/gates/", assurance.gates, name="gates"),
    path("<slug:name>/assurance/decisions/", assurance.decisions, name="decisions"),
    path("<slug:name>/record/", record, name="record"),
    path("<slug:name>/record/changes/", changes, name="changes"),
    path("<slug:name>/record/clashes/", clashes, name="clashes"),
    path("<slug:name>/record/timeline/", timeline, name="timeline"),
    path("<slug:name>/record/<str:entry>/", entry, name="entry"),
    path("<slug:name>/contract/", contract, name="contract"),
    path("<slug:name>/population/", population, name="population"),
    path("<slug:name>/money/", money, name="money"),
    path("<slug:name>/money/budget/", budget, name="budget"),
    path("<slug:name>/money/budget.xlsx", workbook, name="budget_workbook"),
    path("<slug:name>/money/budget/<slug:code>/", budget_practice, name="budget_practice"),
    path("<slug:name>/money/<slug:code>/", practice, name="practice"),
    path("<slug:name>/agreement/", agreement.agreement, name="agreement"),
    path("<slug:name>/agreement/concerns/", agreement.concerns, name="agreement_concerns"),
    path("<slug:name>/agreement/review/", agreement.review, name="agreement_review"),
    path("<slug:name>/agreement/review.docx", agreement.review_word, name="agreement_review_word"),
    path("<slug:name>/agreement/follow-up/", agreement.follow_up, name="agreement_follow_up"),
    path("<slug:name>/agreement/public/", agreement.public, name="agreement_public"),
    path("<slug:name>/appraisal/", appraisal.options, name="appraisal"),
    path("<slug:name>/appraisal/vat/", appraisal.vat, name="appraisal_vat"),
    path("<slug:name>/appraisal/donors/", appraisal.donor, name="appraisal_donor"),
    path("<slug:name>/appraisal/worth/", appraisal.worth, name="appraisal_worth"),
    path("<slug:name>/appraisal/case/", appraisal.case, name="appraisal_case"),
    path("<slug:name>/appraisal/case.docx", appraisal.word, name="appraisal_word"),
    path("<slug:name>/appraisal/case.xlsx", appraisal.workbook, name="appraisal_workbook"),
    path("<slug:name>/programme/", programme, name="programme"),
    path("<slug:name>/programme/forecast/", forecast, name="programme_forecast"),
    path("<slug:name>/programme/plan/", plan, name="programme_plan"),
    path("<slug:name>/delivery/", delivery.delivery, name="delivery"),
    path("<slug:name>/delivery/reviews/", delivery.reviews, name="delivery_reviews"),
    path("<slug:name>/delivery/remedies/", delivery.remedies, name="delivery_remedies"),
    path("<slug:name>/delivery/flow-down/", delivery.flow, name="delivery_flow"),
    path(
        "<slug:name>/delivery/reminders.<str:form>", delivery.reminders, name="delivery_reminders"
    ),
    path("<slug:name>/exit/", exit_, name="exit"),
    path("<slug:name>/exit/services/", exit_services, name="exit_services"),
    path("<slug:name>/exit/law/", exit_law, name="exit_law"),
    path("<slug:name>/exit/why/", exit_why, name="exit_why"),
    path("<slug:name>/outcomes/", outcomes, name="outcomes"),
    path("<slug:name>/outcomes/report.docx", outcomes_report, name="outcomes_report"),
    # Before the measures: their pattern would take "together" for one of them.
    path("<slug:name>/outcomes/together/<slug:question>/", together.page, name="together"),
    path(
        "<slug:name>/outcomes/together/<slug:question>/data.csv",
        together.data,
        name="together_data",
    ),
    path(
        "<slug:name>/outcomes/together/<slug:question>/repeat.py",
        together.code,
        name="together_code",
    ),
    path("<slug:name>/outcomes/<slug:measure>/", outcome, name="outcome"),
    path("<slug:name>/outcomes/<slug:measure>/data.csv", outcome_data, name="outcome_data"),
    path("<slug:name>/outcomes/<slug:measure>/repeat.py", outcome_code, name="outcome_code"),
]
