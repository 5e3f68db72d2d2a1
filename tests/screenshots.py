"""Takes the README's pictures from the demonstration: `python -m tests.screenshots`."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS, settled
from tests.browser.serving import ROOT, Server

PICTURES = {
    "section-light": ("study-programmes?part=2.3&team=Vocational+studies", False),
    "home-light": ("", False),
    "progress-light": ("progress", False),
    "actions-dark": ("actions", True),
    "workshop-light": ("workshop", False),
    "report-light": ("report", False),
}


def take(browser: Browser, server: Server, name: str, address: str, *, dark: bool) -> None:
    """One picture of one page at laptop size."""
    scheme = "dark" if dark else "light"
    page = browser.new_page(viewport={"width": 1366, "height": 768}, color_scheme=scheme, timezone_id="Europe/London")
    page.goto(f"{server.url}/{address}")
    page.wait_for_selector("h1")
    settled(page)
    page.wait_for_timeout(1500)
    page.screenshot(path=ROOT / "docs" / "screenshots" / f"{name}.png")
    page.close()


def main() -> None:
    """Load the demonstration into a database of its own and take every picture."""
    (ROOT / "docs" / "screenshots").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder) / "pictures.db")
        environment = {**os.environ, "SENDSAT_DATABASE_URL": f"sqlite:///{server.database}"}
        subprocess.run([sys.executable, "-m", "sendsat", "demo"], cwd=ROOT, env=environment, check=True)
        server.start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, (address, dark) in PICTURES.items():
            take(browser, server, name, address, dark=dark)
        browser.close()
        server.kill()


if __name__ == "__main__":
    main()
