"""A Chromium for the tests marked `browser`: $CHROMIUM, or the usual places."""

import os
import shutil
from pathlib import Path

import pytest

USUAL = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
]


def find_chromium():
    named = os.environ.get("CHROMIUM")
    found = (shutil.which(name) for name in ([named] if named else USUAL))
    return next((Path(path) for path in found if path), None)


@pytest.fixture(scope="session")
def chromium():
    """The path of Chromium."""
    path = find_chromium()
    if path is None:
        pytest.skip("no Chromium: install one, or name it in $CHROMIUM")
    return path


@pytest.fixture(scope="session")
def browser(chromium):
    """A Playwright browser that can reach this machine only."""
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread; Django would take it for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    arguments = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"]
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium,
            args=arguments,
            chromium_sandbox=os.geteuid() != 0,
        )
        yield launched
        launched.close()
