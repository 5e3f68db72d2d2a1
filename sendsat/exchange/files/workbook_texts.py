"""Reads the texts of a workbook's cells from its XML, with those of their words that are struck out.

Must only be given parts that `workbook_safety` has looked at.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from openpyxl.xml.constants import SHEET_MAIN_NS

from sendsat.exchange.files.safe_text import unescaped

LONGEST_WRITTEN = 240_000
"""In letters as they stand in the file: a full cell of Excel's with a code of seven letters for each of its own."""
TEXT, RUN, RUN_LOOK, STRUCK, SOUND, SHARED = (
    f"{SHEET_MAIN_NS} {name}" for name in ("t", "r", "rPr", "strike", "rPh", "si")
)
Run = tuple[str, bool | None]
"""Words of a text with a look of their own: whether they are struck out, None where they look like their cell."""
Text = str | tuple[Run, ...]


@dataclass
class Words:
    """The text that is being read, of a cell or of those that sheets share."""

    pieces: list[str] = field(default_factory=list)
    plain: str | None = None
    runs: list[Run] = field(default_factory=list)
    in_run: bool = False
    is_sound: bool = False
    said: str = ""
    struck: bool | None = None

    def clear(self) -> None:
        """Begin with another text."""
        self.plain, self.in_run, self.is_sound = None, False, False
        if self.runs:
            self.runs = []

    def start(self, name: str, look: dict[str, str]) -> None:
        """Take a tag that begins."""
        if name == TEXT:
            self.pieces.clear()
        elif name == RUN:
            self.in_run, self.said, self.struck = True, "", None
        elif name == RUN_LOOK:
            self.struck = False
        elif name == STRUCK:
            self.struck = look.get("val", "1") not in ("0", "false")
        elif name == SOUND:
            self.is_sound = True

    def end(self, name: str) -> None:
        """Take a tag that ends."""
        if name == TEXT and not self.is_sound:
            if self.in_run:
                self.said += "".join(self.pieces)
            else:
                self.plain = (self.plain or "") + "".join(self.pieces)
        elif name == RUN:
            self.runs.append((self.said, self.struck))
            self.in_run = False
        elif name == SOUND:
            self.is_sound = False

    def text(self) -> Text:
        """The text as far as it was read."""
        if not self.runs:
            return self.plain or ""
        return ((self.plain, None), *self.runs) if self.plain else tuple(self.runs)


def read_texts(xml: bytes) -> tuple[Text, ...]:
    """The texts that the sheets of a workbook share, in their order. Raises whatever a broken part raises."""
    words, texts = Words(), list[Text]()

    def start(name: str, look: dict[str, str]) -> None:
        if name == SHARED:
            words.clear()
        words.start(name, look)

    def end(name: str) -> None:
        words.end(name)
        if name == SHARED:
            texts.append(words.text())

    parse(xml, start, end, words.pieces)
    return tuple(texts)


def parse(
    xml: bytes, start: Callable[[str, dict[str, str]], None], end: Callable[[str], None], pieces: list[str]
) -> None:
    """Go through the tags of a part, which are called by namespace and name, and add its letters to `pieces`."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = pieces.append
    parser.Parse(xml, True)


def seen(text: Text, *, struck_out: bool) -> tuple[str | None, str]:
    """What of a text is not struck out, and what is."""
    if isinstance(text, str):
        return (None, _typed(text)) if struck_out else (_typed(text), "")
    parts = [(said, struck_out if struck is None else struck) for said, struck in text]
    kept, struck = ("".join(said for said, is_struck in parts if is_struck is wanted) for wanted in (False, True))
    return _typed(kept), _typed(struck).strip()


def _typed(text: str) -> str:
    return unescaped(text) if "_x" in text and len(text) <= LONGEST_WRITTEN else text
