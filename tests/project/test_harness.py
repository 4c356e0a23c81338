"""The harness itself: skips refused, the network closed, a browser that opens."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from harness.network import NetworkRefusedError
from harness.places import ROOT

# Samples for runs of pytest inside these tests, never collected with the others: each skips in one
# of the ways there are, since what is tested is that REQUIRE=all lets none of them pass.
SKIPS = {
    "body": "import pytest\ndef test_it(): pytest.skip('no engine')",
    "mark": "import pytest\n@pytest.mark.skip('no engine')\ndef test_it(): pass",
    "condition": "import pytest\n@pytest.mark.skipif(True, reason='no engine')\ndef test_it(): 1",
    "fixture": "import pytest\n@pytest.fixture\ndef engine(): pytest.skip('no engine')\n"
    "def test_it(engine): pass",
    "module": "import pytest\npytest.skip('no engine', allow_module_level=True)",
    "import": "import pytest\npytest.importorskip('no_engine', reason='no engine')",
    "unittest": "import unittest\nclass TestIt(unittest.TestCase):\n"
    "    @unittest.skip('no engine')\n    def test_it(self): pass",
}
XFAIL = "import pytest\n@pytest.mark.xfail(reason='a known fault')\ndef test_it(): assert False"


def run_pytest(folder: Path, code: str, *options: str, require: str = ""):
    (folder / "test_it.py").write_text(code)
    (folder / "pytest.ini").write_text("[pytest]\n")
    environment = {**os.environ, "REQUIRE": require, "PYTHONPATH": str(ROOT / "tests")}
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-rs", "-p", "harness.skips", *options],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("code", SKIPS.values(), ids=SKIPS)
def test_a_skip_fails_when_all_is_required(tmp_path, code):
    assert "1 skipped" in run_pytest(tmp_path, code).stdout

    required = run_pytest(tmp_path, code, require="all")
    assert required.returncode not in {0, 5}, required.stdout
    assert "no engine" in required.stdout
    assert "skipped" not in required.stdout.splitlines()[-1]


@pytest.mark.parametrize("kind", ["fixture", "module"])
def test_a_skip_fails_in_a_worker_too(tmp_path, kind):
    required = run_pytest(tmp_path, SKIPS[kind], "-n1", require="all")
    assert required.returncode not in {0, 5}, required.stdout
    assert "no engine" in required.stdout


def test_an_expected_failure_is_not_a_skip(tmp_path):
    assert run_pytest(tmp_path, XFAIL, require="all").returncode == 0


def test_the_network_is_closed():
    with socket.socket() as outside, pytest.raises(NetworkRefusedError):
        outside.connect(("192.0.2.1", 80))
    with pytest.raises(NetworkRefusedError):
        socket.getaddrinfo("example.org", 80)


def test_this_machine_is_open():
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


@pytest.mark.browser
def test_the_browser_opens_a_page(browser):
    page = browser.new_page()
    page.set_content("<title>Capitula</title>")
    assert page.title() == "Capitula"
    page.close()
