"""A section's page: names as they were typed, the open part's progress, and a drawer that says what it does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TextArea

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import OrganisationKind
from sendsat.services import viewing
from sendsat.services.founding import found_organisation
from sendsat.services.judging import write
from sendsat.ui import workplace
from tests.factories import STARTED
from tests.ui.visit import desk

ODD = "Autumn *2026* <i>late</i>"


def _page() -> None:
    from sendsat.ui import section_page
    from tests.ui.visit import arrive

    arrive()
    section_page.draw("leadership")


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("SENDSAT_DATABASE_URL", f"sqlite:///{tmp_path / 'section.db'}")
    found_organisation(
        workplace.store(),
        workplace.library(),
        name="Elm",
        kind=OrganisationKind.PROVIDER,
        round_name=ODD,
        now=STARTED,
    )
    yield AppTest.from_function(_page, default_timeout=20).run()
    workplace.store().close()


def html(page: AppTest) -> list[str]:
    return [str(one.proto.body) for one in page.get("html")]


def test_a_round_is_named_as_it_was_typed(page: AppTest) -> None:
    assert any("Autumn *2026* &lt;i&gt;late&lt;/i&gt; · Whole organisation" in one for one in html(page))


def test_the_open_part_counts_what_is_answered(page: AppTest) -> None:
    assert any("1.1 Duty to co-operate · 0/10" in one for one in html(page))
    ratings = [one for one in page.get("button_group") if str(one.key).startswith("rating_")]
    assert len(ratings) == 10
    ratings[0].set_value(Rating.NOT_APPLICABLE).run()
    assert any("1.1 Duty to co-operate · 1/10" in one for one in html(page))


def test_what_is_opened_can_be_closed_again(page: AppTest) -> None:
    drawer = next(one for one in page.button if one.label == "Evidence, actions and more")
    drawer.click().run()
    assert [one.value for one in page.markdown if one.value == "##### Evidence"]
    next(one for one in page.button if one.label == "Hide evidence, actions and more").click().run()
    assert not [one.value for one in page.markdown if one.value == "##### Evidence"]


def somebody_else_writes(text: str) -> None:
    round_ = viewing.rounds_of(desk())[-1]
    ids = {"round_id": round_.id, "team_id": round_.teams[0].id, "statement_id": "LM1"}
    write(desk(), **ids, field="commentary", text=text, seen="")


def commentary() -> str:
    [said] = viewing.snapshots(desk(), viewing.rounds_of(desk())[-1].id)[0].standings["LM1"].judgements
    return said.commentary


def box(page: AppTest) -> TextArea:
    return next(one for one in page.text_area if one.label == "Why this rating? (LM1)")


@pytest.mark.parametrize(
    ("choice", "kept"),
    [("Keep theirs", "Theirs."), ("Keep mine", "Mine, and more."), ("Keep both", "Theirs.\n\nMine, and more.")],
)
def test_a_choice_between_two_texts_keeps_what_the_box_holds_at_the_click(
    page: AppTest, choice: str, kept: str
) -> None:
    mine = box(page)
    somebody_else_writes("Theirs.")
    mine.set_value("Mine.").run()
    box(page).set_value("Mine, and more.")
    next(one for one in page.button if one.label == choice).click().run()
    assert (box(page).value, commentary()) == (kept, kept)


def test_words_not_saved_yet_wait_in_their_box_while_another_part_is_looked_at(page: AppTest) -> None:
    mine = box(page)
    somebody_else_writes("Theirs.")
    mine.set_value("Mine.").run()
    page.button(key="go_1.2").click().run()
    assert not [one for one in page.text_area if one.label == "Why this rating? (LM1)"]
    page.button(key="go_1.1").click().run()
    assert box(page).value == "Mine."
    next(one for one in page.button if one.label == "Keep mine").click().run()
    assert commentary() == "Mine."
