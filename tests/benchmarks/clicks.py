"""Clicks in a real Chromium, timed inside the browser: what the eye waits."""

from playwright.sync_api import Page

WATCH = """
([id, choice]) => new Promise((done) => {
  const card = id ? document.getElementById(id).closest('[data-testid=stVerticalBlock]') : document.body;
  const before = card.querySelector(".saved").textContent;
  const button = [...card.querySelectorAll("[role=radio]")].find((one) => one.textContent.includes(choice));
  const start = performance.now();
  const observer = new MutationObserver(() => {
    const now = card.querySelector(".saved")?.textContent ?? before;
    if (now === before || !now.includes("Saved")) return;
    observer.disconnect();
    requestAnimationFrame(() => done(performance.now() - start));
  });
  observer.observe(card, { subtree: true, childList: true, characterData: true });
  button.click();
})
"""


def click(page: Page, statement_id: str | None, choice: str) -> float:
    """Milliseconds from a click on a rating to the painted "Saved", by the browser's own clock."""
    taken = float(page.evaluate(WATCH, [statement_id, choice]))
    page.wait_for_timeout(250)
    return taken
