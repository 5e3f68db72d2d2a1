"""What the server sees to before anybody is served."""

import os
import subprocess
import sys
from pathlib import Path

from tests.browser.serving import ROOT

ASKED = """
import asyncio
from streamlit import net_util
from streamlit.web.server import server_util
from sendsat.serving import app as server

def told(*_, **__):
    print("asked a server on the internet")

async def visit():
    async with server.lifespan(None):
        print(server_util.is_url_from_allowed_origins("http://elsewhere.example"))

net_util._make_blocking_http_get = told
asyncio.run(visit())
"""


def test_a_visitor_from_elsewhere_is_refused_without_asking_anybody_on_the_internet(tmp_path: Path) -> None:
    environment = {**os.environ, "SENDSAT_DATABASE_URL": f"sqlite:///{tmp_path / 'sendsat.db'}"}
    done = subprocess.run(
        [sys.executable, "-c", ASKED], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.returncode) == ("False", 0), done.stderr


VISITED = """
from starlette.testclient import TestClient
from sendsat.serving import app as server

with TestClient(server.make_app(origin="https://sendsat.college.ac.uk"), base_url="http://localhost") as one:
    print(one.get("/").status_code)
"""
SIGNING_IN = {
    "SENDSAT_OIDC_ISSUER": "https://login.college.ac.uk",
    "SENDSAT_OIDC_CLIENT_ID": "sendsat",
    "SENDSAT_OIDC_CLIENT_SECRET": "known to both",
    "SENDSAT_COOKIE_SECRET": "a secret of more than thirty-two letters",
    "SENDSAT_FIRST_ADMINISTRATOR": "ada@college.ac.uk",
}


def test_a_service_whose_home_folder_cannot_be_read_shows_its_pages(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("No folder, so that nobody can read in it, not even root.", encoding="utf-8")
    home = {name: str(tmp_path / "home") for name in ("HOME", "USERPROFILE")}
    database = {"SENDSAT_DATABASE_URL": f"sqlite:///{tmp_path / 'sendsat.db'}"}
    done = subprocess.run(
        [sys.executable, "-c", VISITED],
        cwd=ROOT,
        env={**os.environ, **database, **home, **SIGNING_IN},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "200", done.stderr
