"""Every kind of file sendsat writes, and which document comes in which: the one list that pages and terminal offer.

The writers stand beside their documents; `tests/services/report/test_formats.py` walks this list and writes each.
Imports nothing heavy, since the terminal's help needs it.
"""

from enum import Enum, StrEnum


class Format(StrEnum):
    """A kind of file, by the ending of its name."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"
    DOCX = "docx"
    HTML = "html"
    ICS = "ics"
    MD = "md"
    PPTX = "pptx"

    @property
    def label(self) -> str:
        """What the file is, as a list to choose from says it."""
        return _KINDS[self][0]

    @property
    def media_type(self) -> str:
        """The media type that a browser is told."""
        return _KINDS[self][1]


_KINDS = {
    Format.XLSX: ("Excel workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    Format.CSV: ("CSV, for Excel and other tools", "text/csv"),
    Format.JSON: ("JSON, for other programs", "application/json"),
    Format.DOCX: ("Word document", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    Format.HTML: ("Print page", "text/html"),
    Format.ICS: ("Calendar of due dates", "text/calendar"),
    Format.MD: ("Markdown text", "text/markdown"),
    Format.PPTX: ("PowerPoint slides", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
}


class Document(Enum):
    """Something taken away as a file: its name for the terminal, its title, its formats, the usual one first."""

    RATINGS = ("ratings", "ratings", (Format.XLSX, Format.CSV, Format.JSON))
    PLAN = ("actions", "action plan", (Format.CSV, Format.XLSX, Format.DOCX, Format.ICS, Format.MD))
    REPORT = ("report", "self-assessment report", (Format.DOCX, Format.HTML, Format.MD))
    PACK = ("pack", "governors' pack", (Format.DOCX, Format.PPTX, Format.HTML))
    MINUTES = ("minutes", "workshop minutes", (Format.DOCX, Format.MD))
    RECORD = ("record", "who did what", (Format.CSV,))
    PERSON = ("person", "everything about one person", (Format.CSV, Format.JSON))
    BALLOT = ("ballot", "ballot", (Format.HTML,))

    def __init__(self, terminal_name: str, title: str, formats: tuple[Format, ...]) -> None:
        self.terminal_name = terminal_name
        self.title = title
        self.formats = formats


# Minutes and ballot belong to one workshop of many, which is chosen on the screen.
OF_A_ROUND = {
    document.terminal_name: document for document in (Document.RATINGS, Document.PLAN, Document.REPORT, Document.PACK)
}
# What a format usually holds, where nobody says what is wanted.
USUAL = {
    Format.CSV: Document.PLAN,
    Format.ICS: Document.PLAN,
    Format.XLSX: Document.RATINGS,
    Format.JSON: Document.RATINGS,
    Format.DOCX: Document.REPORT,
    Format.HTML: Document.REPORT,
    Format.MD: Document.REPORT,
    Format.PPTX: Document.PACK,
}
