"""One visitor in one engine, by what the drivers of both understand: real presses, real keys, and questions."""

import base64
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Ask = Callable[[str, dict[str, Any]], Any]
"""Gives a command of WebDriver, by its name, to an engine; gives back what the engine answers."""

PATIENCE = 30.0
"""A limit, not a wait: it ends only what would never come."""
_REFERENCE = "element-6066-11e4-a52e-4f735466cecf"
_KEYS = {
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "Space": " ",
    "ArrowRight": "\ue014",
    "ArrowLeft": "\ue012",
    "ArrowDown": "\ue015",
    "Control": "\ue009",
}
_NAME = """
const nameOf = (one) => {
  const shown = (one.labels?.[0] ?? one).cloneNode(true);
  shown.querySelectorAll?.("[data-testid=stIconMaterial]").forEach((icon) => icon.remove());
  return (one.getAttribute("aria-label") || shown.textContent || "").trim().replace(/\\s+/g, " ");
};
"""
_FIND = (
    _NAME
    + """
const [selector, words] = arguments;
const all = [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
const found = all.find((one) => nameOf(one).startsWith(words));
found?.scrollIntoView({ block: "center" });
return found ?? null;
"""
)
SETTLED = """
const app = document.querySelector("[data-testid=stApp]");
return app?.dataset.testScriptState === "notRunning" && Boolean(document.querySelector("h1"))
  && (!document.querySelector(".st-key-keeper") || Boolean(window.sendsatReadingSettings));
"""
NO_ERRORS = """
window.wrong ??= [];
addEventListener("error", (event) => window.wrong.push(String(event.message)));
addEventListener("unhandledrejection", (event) => window.wrong.push(String(event.reason)));
"""
HEARD = """
window.heard = [];
new MutationObserver(() => {
  const said = document.querySelector("#sendsat-said")?.textContent.trim();
  if (said && said !== window.heard.at(-1)) window.heard.push(said);
}).observe(document, { childList: true, subtree: true, characterData: true });
"""


class Visitor:
    """Somebody with a mouse and a keyboard."""

    def __init__(self, ask: Ask, downloads: Path) -> None:
        """`downloads` is the folder into which the browser puts files."""
        self._ask, self.downloads = ask, downloads

    def script(self, script: str, *given: Any) -> Any:
        """What a script on the page returns."""
        return self._ask("ExecuteScript", {"script": script, "args": list(given)})

    def size(self, width: int, height: int) -> None:
        """Make the page itself this large, whatever stands around it."""
        for _ in range(3):
            inner = self.script("return [innerWidth, innerHeight, outerWidth, outerHeight]")
            if inner[:2] == [width, height]:
                return
            more = {"width": width + inner[2] - inner[0], "height": height + inner[3] - inner[1]}
            self._ask("SetWindowRect", more)

    def open(self, address: str) -> None:
        """Go to an address of the app and wait until its page stands; what goes wrong and is said there is kept."""
        self._ask("Navigate", {"url": address})
        self.script(NO_ERRORS + HEARD)
        self.settle()

    def go(self, address: str) -> None:
        """Go to a page that Streamlit has no part in."""
        self._ask("Navigate", {"url": address})

    def reload(self) -> None:
        """Load the page anew."""
        self._ask("Refresh", {})
        self.script(NO_ERRORS + HEARD)
        self.settle()

    def settle(self) -> None:
        """Wait until the page has drawn all, and our scripts run."""
        self.until(SETTLED)

    def until(self, script: str, *given: Any) -> Any:
        """Wait until a script on the page says yes; gives what it said.

        Raises:
            AssertionError: it never does, with what stands on the page instead.
        """
        end = time.monotonic() + PATIENCE
        while not (said := self.script(script, *given)):
            if time.monotonic() > end:
                raise AssertionError(f"{script} {given}\n{self.script('return document.body.innerText')[:3000]}")
            time.sleep(0.05)
        return said

    def sees(self, words: str) -> None:
        """Wait until these words stand on the page."""
        self.until("return document.body.innerText.replace(/\\s+/g, ' ').includes(arguments[0])", words)

    def hears(self, words: str) -> None:
        """Wait until the announcer has said these words."""
        self.until("return window.heard.some((one) => one.includes(arguments[0]))", words)

    def is_at(self, words: str) -> None:
        """Wait until the keyboard is at the control with a name that begins so."""
        self.until(f"{_NAME} return nameOf(document.activeElement).startsWith(arguments[0])", words)

    def press(self, selector: str, words: str = "") -> None:
        """Press the first that is found so, whose name begins with these words, with the mouse."""
        end = time.monotonic() + PATIENCE
        while True:
            found = self.until(_FIND, selector, words)
            try:
                self._ask("ElementClick", {"id": found[_REFERENCE]})
                return
            except Refused:  # it was drawn anew between, or is still on its way in
                if time.monotonic() > end:
                    raise

    def type(self, text: str) -> None:
        """Type where the keyboard is."""
        strokes = [{"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")]
        self._ask("PerformActions", {"actions": [{"type": "key", "id": "keys", "actions": strokes}]})

    def key(self, name: str) -> None:
        """Press one key, by its name."""
        self.type(_KEYS.get(name, name))

    def give_file(self, selector: str, file: Path) -> None:
        """Choose a file in a box for files, which may be hidden."""
        found = self.until("return document.querySelector(arguments[0])", selector)
        self._ask("ElementSendKeys", {"id": found[_REFERENCE], "text": str(file)})

    def downloaded(self, ending: str) -> Path:
        """Wait until a whole file with this ending has come."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for file in self.downloads.glob(f"*{ending}"):
                if file.stat().st_size:
                    return file
            time.sleep(0.05)
        raise AssertionError([one.name for one in self.downloads.iterdir()])

    def picture(self, file: Path) -> None:
        """Keep what is to be seen as a picture."""
        file.write_bytes(base64.b64decode(self._ask("TakeScreenshot", {})))


class Refused(Exception):
    """The engine would not do it, and says why."""
