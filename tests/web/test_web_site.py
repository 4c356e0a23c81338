"""The site without a browser: headers, pages, settings, server."""

import os
import re
import signal
import socket
import stat
import subprocess
import sys

import pytest

from capitula.web import catalogue
from capitula.web.catalogue import CaseEntry
from capitula.web.server import CannotServe, serve
from capitula.web.site_home import secret_key, site_home

POLICY = (
    "base-uri 'none'; default-src 'none'; font-src 'none'; form-action 'self'; "
    "frame-ancestors 'none'; img-src 'self'; script-src 'none'; style-src 'self'"
)


@pytest.mark.parametrize("path", ["/", "/nothing-here", "/static/capitula/capitula.css"])
def test_every_answer_carries_the_whole_policy_and_nothing_more(client, path):
    answer = client.get(path)
    answer.close()
    headers = answer.headers
    # django-csp writes the directives in no fixed order.
    assert "; ".join(sorted(headers["Content-Security-Policy"].split("; "))) == POLICY
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Access-Control-Allow-Origin" not in headers
    assert "Set-Cookie" not in headers


def test_home_says_that_there_is_no_case(client, monkeypatch):
    monkeypatch.setattr(catalogue, "cases", lambda _: [])
    page = client.get("/").content.decode()
    assert "This site holds no case yet." in page
    assert "<title>Integrated care contracts – Capitula</title>" in page
    assert "Demonstration" in page
    assert "built from public reports; not an official source" in page
    assert "Contains public sector information licensed under the" in page


def test_home_lists_cases_and_keeps_the_date(client, monkeypatch):
    monkeypatch.setattr(catalogue, "cases", lambda _: [CaseEntry("A & B", "/a/", "Words <b>")])
    page = client.get("/", {"known": "2018-02-01"}).content.decode()
    assert '<a href="/a/?known=2018-02-01">A &amp; B</a>' in page
    assert "Words &lt;b&gt;" in page


def test_no_page_holds_script_or_inline_style(client):
    page = client.get("/").content.decode()
    assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=", page)


def test_a_page_that_is_not_there_says_so_in_plain_words(client):
    answer = client.get("/nothing-here/")
    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()
    assert "As known on" not in answer.content.decode()


def test_a_strange_host_is_refused_in_plain_words(client):
    answer = client.get("/", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "could not be read" in answer.content.decode()


def test_the_home_folder_and_key_are_the_owners_alone(tmp_path):
    home = site_home({"CAPITULA_HOME": str(tmp_path / "new")})
    key = secret_key(home)
    assert len(key) > 60
    assert secret_key(home) == key
    if os.name == "posix":
        assert stat.S_IMODE(home.stat().st_mode) == 0o700
        assert stat.S_IMODE((home / "secret-key").stat().st_mode) == 0o600
    assert [file.name for file in home.iterdir()] == ["secret-key"]


def test_the_home_folder_follows_the_platform(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    user = str(tmp_path)
    places = {
        "linux": tmp_path / ".local/share/capitula",
        "darwin": tmp_path / "Library/Application Support/capitula",
    }
    for platform, place in places.items():
        assert site_home({"HOME": user}, platform=platform) == place.resolve()
    local = site_home({"LOCALAPPDATA": user}, platform="win32")
    assert local == (tmp_path / "capitula").resolve()
    assert site_home({}, platform="linux") == (tmp_path / ".capitula").resolve()


@pytest.mark.usefixtures("site")
def test_sqlite_is_set_for_writers_that_queue():
    from django.db import connections

    database = connections.create_connection("default")
    try:
        connection = database.connection or (database.connect() or database.connection)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert database.transaction_mode == "IMMEDIATE"
    finally:
        database.close()


def test_a_port_in_use_gives_one_clear_message():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(CannotServe, match=r"^Port \d+ on 127\.0\.0\.1 is in use"):
            serve(taken.getsockname()[1])


def test_an_empty_site_says_how_to_fill_it(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-m", "capitula", "web", "serve", "--port", "0"],
        env={**os.environ, "CAPITULA_HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout.readline().startswith("Serving http://127.0.0.1:")
            assert "`capitula web load`" in process.stdout.readline()
        finally:
            process.kill()


def test_ctrl_c_ends_without_a_traceback(tmp_path):
    # A run in the background is born deaf to Ctrl-C; this one listens, as in a terminal.
    code = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from capitula.web.server import serve; serve(0, on_ready=lambda at: print(at, flush=True))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code],
        env={**os.environ, "CAPITULA_HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline().startswith("http://127.0.0.1:")
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=10)
    assert process.returncode == 0
    assert said == ""
