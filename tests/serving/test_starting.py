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
