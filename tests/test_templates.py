"""Whole pages come from templates: every text put in shows as typed, and one that is missing is an error."""

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest
from jinja2 import UndefinedError

from sendsat.exchange.workshop.ballot_html import write_ballot
from sendsat.reports.charts.chart import Chart
from sendsat.templates import template

AWKWARD = [
    "<script>alert(1)</script>",
    "</title></style><b>",
    "\"quoted\" & 'single' &amp; {{ title }} {% if %}",
    "🙂🇬🇧 café",
    "שלום עולם",
    "x" * 10_000,
]


class Shown(HTMLParser):
    """The tags a page opens, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def ballot(text: str) -> str:
    return write_ballot(title=text, subtitle=text, statements=(("LM1", text),))


def chart(text: str) -> str:
    return Chart(
        lambda: go.Figure(layout={"height": 100}), text, pd.DataFrame({"Rating": ["Red"]}), "stem", text, "what"
    ).web_page()


@pytest.mark.parametrize(("write", "times"), [(ballot, 4), (chart, 3)])
@pytest.mark.parametrize("text", AWKWARD, ids=range(len(AWKWARD)))
def test_awkward_texts_come_out_as_text(write: Callable[[str], str], times: int, text: str) -> None:
    shown, usual = Shown(write(text)), Shown(write("usual"))

    assert shown.tags == usual.tags
    assert shown.text.count(text) == times


def test_characters_that_no_file_carries_are_left_out_of_a_ballot() -> None:
    page = ballot("Begun \x0b\x00\ud800 done")

    assert page.encode("utf-8").count(b"Begun  done") == 4


def test_a_value_that_is_missing_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>{{ said }}</p>", "utf-8")

    assert template(tmp_path / "page.html").render(said="<b>") == "<p>&lt;b&gt;</p>"
    with pytest.raises(UndefinedError, match="said"):
        template(tmp_path / "page.html").render()
