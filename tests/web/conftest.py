"""What the tests of the web face have: the site in this process, servers, pages, axe."""

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from functools import partial
from html import unescape
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

HERE = Path(__file__).resolve().parent
SOURCES = HERE.parents[1] / "src"
WIDTHS = {"phone": 390, "desktop": 1280}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SERVE = "from capitula.web.server import serve; serve(0, on_ready=lambda at: print(at, flush=True))"


@pytest.fixture(scope="session", autouse=True)
def site(tmp_path_factory):
    """The site's settings in this process, with a folder of its own."""
    import django
    from django.conf import settings

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAPITULA_HOME", str(tmp_path_factory.mktemp("site")))
        patch.setenv("DJANGO_SETTINGS_MODULE", "capitula.web.settings")
        django.setup()
        assert settings.HOME
    return settings


@pytest.fixture
def client():
    """Django's own client: no browser, no server."""
    from django.test import Client

    return Client(SERVER_NAME="localhost")


@contextmanager
def served(home, settings):
    """Serve the site in a process of its own on a free port; give its address."""
    environment = {
        **os.environ,
        "CAPITULA_HOME": str(home),
        "DJANGO_SETTINGS_MODULE": settings,
        "PYTHONPATH": os.pathsep.join([str(SOURCES), str(HERE)]),
    }
    with subprocess.Popen(
        [sys.executable, "-c", SERVE], env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            address = process.stdout.readline().strip()
            assert address, "the server ended before it was ready"
            yield address.rstrip("/")
        finally:
            process.terminate()
            process.wait(timeout=10)


@pytest.fixture(scope="session")
def site_address(tmp_path_factory):
    """The address of the real site."""
    with served(tmp_path_factory.mktemp("served"), "capitula.web.settings") as address:
        yield address


@pytest.fixture(scope="session")
def cases_address(tmp_path_factory):
    """The address of the real site with the three cases loaded."""
    home = tmp_path_factory.mktemp("cases")
    load = "from capitula.web.loading import load_shipped; load_shipped()"
    environment = {**os.environ, "CAPITULA_HOME": str(home), "PYTHONPATH": str(SOURCES)}
    subprocess.run([sys.executable, "-c", load], env=environment, check=True)
    with served(home, "capitula.web.settings") as address:
        yield address


@pytest.fixture
def fetch(cases_address):
    """`fetch(path)`: status, headers and body of a page of the site with the three cases."""

    def fetched(path):
        try:
            with urlopen(cases_address + path, timeout=60) as answer:  # noqa: S310 - loopback
                return answer.status, answer.headers, answer.read()
        except HTTPError as error:
            with error:
                return error.code, error.headers, error.read()

    return fetched


@pytest.fixture
def page_text(fetch):
    """`page_text(path)`: the words of a page's main part, closed figures included."""

    def text(path):
        status, _, body = fetch(path)
        assert status == 200, (status, path)
        main = body.decode().split("<main", 1)[1].split(">", 1)[1].split("</main>", 1)[0]
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", main)).split())

    return text


@pytest.fixture(scope="session")
def gallery_address(tmp_path_factory):
    """The address of the site with the gallery of parts and three cases."""
    with served(tmp_path_factory.mktemp("gallery"), "gallery.settings") as address:
        yield address


def follow(page, locator):
    """Click what leads to another page, and wait until that page is there."""
    with page.expect_navigation():
        locator.click()


@pytest.fixture
def open_page(browser):
    """Open a page: `open_page(address, width=390, scripts=False, bypass_csp=True)`.

    `page.follow(link)` clicks a link or button and waits for the page it leads to.
    """
    contexts = []

    def opened(address, *, width=1280, scripts=True, bypass_csp=False):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            bypass_csp=bypass_csp,
        )
        contexts.append(context)
        page = context.new_page()
        page.heard, page.asked = [], []
        page.on("console", lambda message: page.heard.append(message.text))
        page.on("pageerror", lambda error: page.heard.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.follow = partial(follow, page)
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def axe_violations():
    """`axe_violations(page)`: what axe finds against WCAG 2.2 AA, a line each, best when empty.

    The page must be opened with `bypass_csp=True`, since the site's policy forbids all script.
    """
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()

    def found(page, *, best_practice=False):
        tags = [*WCAG, "best-practice"] if best_practice else WCAG
        options = {
            "runOnly": {"type": "tag", "values": tags},
            "rules": {"target-size": {"enabled": True}},
            "resultTypes": ["violations"],
        }
        violations = axe.run(page, options=options).response["violations"]
        return [f"{v['id']}: {node['html'][:160]}" for v in violations for node in v["nodes"]]

    return found
