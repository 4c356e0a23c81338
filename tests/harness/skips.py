"""With REQUIRE=all a skip is a failure.

On a person's machine a test may skip for want of a browser or of the shared data, and says so.
Where changes are let in, nothing may be left untried. An expected failure is not a skip.
"""

import os

import pytest


def refuse_skip(report):
    """Turn a skipped report into a failed one that keeps the reason."""
    if os.environ.get("REQUIRE") != "all" or not report.skipped or hasattr(report, "wasxfail"):
        return report
    reason = report.longrepr
    if isinstance(reason, tuple):
        path, line, said = reason
        reason = f"{path}:{line}: {said}"
    report.outcome = "failed"
    report.longrepr = f"REQUIRE=all, yet this was skipped. {reason}"
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport():
    return refuse_skip((yield))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_make_collect_report():
    return refuse_skip((yield))
