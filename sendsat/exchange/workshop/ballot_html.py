"""A ballot to print, for a room without phones: one page file, every statement with four boxes. Values in, text out.

Its template is ballot.html.
"""

from pathlib import Path

from sendsat.exchange.files.safe_text import without_control
from sendsat.templates import template

CHOICES = ("▲ Red", "◆ Amber", "● Green", "? Not sure")
_PAGE = template(Path(__file__).parent / "ballot.html", clean=without_control)


def write_ballot(*, title: str, subtitle: str, statements: tuple[tuple[str, str], ...]) -> str:
    """A printable page. `statements` are pairs of id and text, in the order in which marks are keyed in."""
    return _PAGE.render(title=title, subtitle=subtitle, statements=statements, choices=CHOICES)
