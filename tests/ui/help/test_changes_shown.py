"""What has changed since the guide was printed: how sure it is and when it was looked for again."""

from datetime import date

from sendsat.guide.model import Change
from sendsat.ui.guide.guidance import changes_html

CHANGE = Change(
    id="skills",
    topic="Skills bodies",
    guide_says="One body leads.",
    now="Another leads.",
    since="2025-06",
    source_url="https://example.org/skills",
    certainty="evidenced",
    touches=("3.1",),
)


def shown(**fields: object) -> str:
    return str(changes_html((CHANGE.model_copy(update=fields),)))


def test_a_change_that_was_found_again_says_on_which_day() -> None:
    assert "Source</a>. Checked again on 27 November 2026.</span>" in shown(checked=date(2026, 11, 27))


def test_one_that_was_not_says_nothing_of_a_check() -> None:
    assert "Checked" not in shown()
    assert "Check before relying on this" in shown(certainty="unconfirmed")
