"""The line from the server to a page, held up as it is where the network is slow."""

from playwright.sync_api import Page

from tests.browser.conftest import becomes

HOLDING = """(() => {
  const held = [];
  let holds = false;
  const text = ({ data }) => (data instanceof ArrayBuffer ? new TextDecoder().decode(data) : String(data));
  window.WebSocket = class extends WebSocket {
    addEventListener(kind, act, ...more) {
      const later = (event) => (holds ? held.push([text(event), () => act(event)]) : act(event));
      super.addEventListener(kind, kind === "message" ? later : act, ...more);
    }
  };
  window.line = {
    hold: () => { holds = true; },
    has: (words) => held.some(([said]) => said.includes(words)),
    letGo: () => {
      if (!held.length) { holds = false; return; }
      held.shift()[1]();
      setTimeout(line.letGo, 20);
    },
  };
})()"""


class Line:
    """The line from the server to a page, which can be held up: what comes waits in the browser."""

    def __init__(self, page: Page) -> None:
        self._page = page
        page.add_init_script(HOLDING)

    def hold(self) -> None:
        """Let nothing through from now on."""
        self._page.evaluate("line.hold()")

    def let_go(self) -> None:
        """Let through what has waited, and what comes."""
        self._page.evaluate("line.letGo()")

    def comes(self, words: str) -> None:
        """Wait until these words wait here."""
        becomes(self._page, lambda: self._page.evaluate("words => line.has(words)", words), True)
