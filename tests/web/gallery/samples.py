"""Sample data for the gallery. The figures are made up unless a real source is named."""

from datetime import date

from capitula.ground.marks import EvidenceMark
from capitula.web.catalogue import CaseEntry
from capitula.web.parts import (
    Chart,
    Column,
    Event,
    Figure,
    Input,
    Link,
    Source,
    Stat,
    Step,
    Table,
    Term,
)
from gallery.drawing import DRAWING

ROOMS = [
    *("Record", "Contract", "Population", "Money", "Appraisal", "Agreement"),
    *("Assurance", "Programme", "Outcomes", "Delivery", "Exit"),
]
QUICK = [
    ("Notice published", date(2016, 12, 5)),
    ("Start put back", date(2018, 2, 1)),
    ("Consultants ask for a pause", date(2020, 7, 7)),
    ("Stopped", date(2021, 3, 31)),
]
CASES = [
    CaseEntry(
        "Dudley",
        "/gallery/",
        "Eight years of planning for one contract to hold primary and community care for some "
        "318,000 people. The regulator stopped it weeks before the start.",
        "2014 to 2024",
        "Stopped",
    ),
    CaseEntry(
        "Wirral",
        "/gallery/",
        "The council handed most of its adult social care to a community trust. Six years on it "
        "could not show significant and sustained improvement.",
        "2017 to 2023",
        "Ended",
    ),
    CaseEntry(
        "Manchester",
        "/gallery/",
        "A ten-year contract for care outside hospital: one bid, no award, a partnership instead.",
        "2016 to 2018",
        "Dropped",
    ),
]

REPORT = Source(
    "A trade journal", "Plans for a contract put back", "January 2018", "cited, not copied"
)
ACCOUNTS = Source(
    "A clinical commissioning group",
    "Annual report and accounts",
    "2018/19",
    "Open Government Licence v3.0",
    "/gallery/",
)
BUDGET = Figure(
    label="Whole population budget, 2018/19",
    mark=EvidenceMark.ASSUMED,
    formula="population × price per person × need weight = 318,000 × £752.31 × 1.0212",
    inputs=[
        Input("Registered population", "318,000", EvidenceMark.SOURCED, "annual accounts"),
        Input("Price per person, a year", "£752.31", EvidenceMark.DERIVED, "baseline 2017/18"),
        Input("Need weight", "1.0212", EvidenceMark.ASSUMED, "stated assumption 4"),
        Input("Share of primary care", None, EvidenceMark.UNVERIFIED, ""),
    ],
    clause=Link("Schedule 4, paragraph 2.1", "/gallery/"),
    sources=[ACCOUNTS, REPORT],
    in_force="1 April 2018 to 31 March 2019",
    known="from 5 December 2016",
    rounding="down to whole pence, once, at the end",
    anchor="budget",
)
STATS = [
    Stat("Whole population budget", "£244.3m", "a year, 2018/19", BUDGET),
    Stat(
        "Value in the notice",
        "£5bn",
        "whole term of 15 years",
        Figure("Value in the notice", EvidenceMark.SOURCED, sources=[REPORT]),
    ),
    Stat("Share of the donor trust’s services", None, "basis not stated"),
]
MONEY = Table(
    caption="Payment by month and service line, 2018/19",
    columns=[
        Column("Service line"),
        Column("Budget, £", numeric=True),
        Column("Paid to month 9, £", numeric=True),
        Column("Forecast outturn, £", numeric=True),
        Column("Variance, £", numeric=True),
        Column("Clause"),
    ],
    rows=[
        [
            "Community nursing and therapies",
            "61,204,118",
            "45,903,088",
            "61,880,400",
            "676,282",
            Link("4.2", "#budget"),
        ],
        [
            "Primary medical services",
            "48,330,000",
            "36,247,500",
            "48,330,000",
            "0",
            Link("4.3", "#budget"),
        ],
        ["Outpatients moved out", "33,915,770", "22,609,006", "30,145,341", "−3,770,429", "4.4"],
        ["Public health", "21,400,000", None, None, None, "4.5"],
    ],
    total=["All lines", "164,849,888", "104,759,594", "140,355,741", None, ""],
    note="Whole pounds. A variance above nought is adverse to the commissioner.",
)
COMPACT = Table(
    caption="Measures due, by quarter",
    columns=[Column("Measure"), Column("Due"), Column("Received"), Column("State")],
    rows=[
        ["Emergency bed days", "31 July 2018", "2 August 2018", "Late"],
        ["Access within 2 weeks", "31 July 2018", "30 July 2018", "Received"],
        ["Staff turnover", "31 July 2018", None, "Open"],
    ],
    compact=True,
    missing="not received",
)
TERMS = [
    Term(
        "Commissioner",
        "Dudley Clinical Commissioning Group, with Dudley Council",
        mark=EvidenceMark.SOURCED,
    ),
    Term(
        "Term of the contract",
        "15 years",
        "10 to 15 years before the notice; 10 later",
        Link("Versions", "/gallery/"),
        EvidenceMark.SOURCED,
    ),
    Term("Annual value", None, "£360m in later reports states no basis"),
    Term("Gain share", "50% above a corridor of 2%", "clause 6.3", mark=EvidenceMark.LOCAL),
]
EVENTS = [
    Event(
        "July 2016",
        "First plan: contract awarded by April 2017",
        "Not met.",
        kind="dropped",
        state="Not met",
        tone="stop",
        source=REPORT,
    ),
    Event(
        "5 December 2016",
        "Notice of intention to procure",
        "15 years from 1 April 2018.",
        source=ACCOUNTS,
    ),
    Event(
        "by April 2019",
        "Start of the contract, as planned in January 2018",
        kind="planned",
        state="Planned",
        tone="info",
    ),
]
STEPS = [
    Step("Strategic outline case", "Done", "good"),
    Step(
        "Sign-off by every party",
        "Not signed: 1 of 5",
        "stop",
        "The acute trust has not signed. Its services are the larger part of what would move.",
        "/gallery/",
    ),
    Step("Assurance checkpoint 2", "Waiting", "attention"),
    Step("Start", "Not open"),
]
CHART = Chart(
    ident="slip",
    title="The planned start moved by three years in four plans",
    description=(
        "A dot for each plan, placed by the day it was known and the start it named: "
        "April 2018, April 2019, April 2020, April 2021."
    ),
    svg=DRAWING,
    table=Table(
        "Planned start by plan",
        [Column("Plan known"), Column("Start planned"), Column("Slip, months", numeric=True)],
        [
            ["July 2016", "April 2018", "0"],
            ["January 2018", "April 2019", "12"],
            ["January 2019", "April 2020", "24"],
            ["July 2020", "April 2021", "36"],
        ],
    ),
    sources=[REPORT],
)
