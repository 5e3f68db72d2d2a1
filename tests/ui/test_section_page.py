"""A section's page: names as they were typed, the open part's progress, and a drawer that says what it does."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import ButtonGroup, TextArea

from sendsat.assessment.rating import Rating
from sendsat.assessment.values import OrganisationKind
from sendsat.errors import StorageError
from sendsat.services import judging, planning, rounds, viewing
from sendsat.services.founding import found_organisation
from sendsat.services.judging import write
from sendsat.services.planning import Draft
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


def rating(page: AppTest) -> ButtonGroup:
    return next(one for one in page.get("button_group") if str(one.key).endswith("_LM1"))


def somebody_else_rates(value: Rating | None) -> None:
    round_ = viewing.rounds_of(desk())[-1]
    judging.rate(desk(), round_id=round_.id, team_id=round_.teams[0].id, statement_id="LM1", rating=value)


def test_a_rating_over_somebody_elses_says_what_it_replaced(page: AppTest) -> None:
    somebody_else_rates(Rating.RED)
    rating(page).set_value(Rating.GREEN).run()
    assert any("Somebody else had chosen ▲ Red meanwhile." in one for one in html(page))
    rating(page).set_value(Rating.AMBER).run()
    assert not any("Somebody else" in one for one in html(page))


def test_two_people_of_one_mind_are_told_nothing(page: AppTest) -> None:
    somebody_else_rates(Rating.RED)
    rating(page).set_value(Rating.RED).run()
    assert not any("Somebody else" in one for one in html(page))
    assert any("✓ Saved" in one for one in html(page))


def open_drawer(page: AppTest) -> None:
    next(one for one in page.button if one.label == "Evidence, actions and more").click().run()


def test_history_tells_who_said_what_with_every_word_of_a_long_text(page: AppTest) -> None:
    rating(page).set_value(Rating.RED).run()
    for text in ("Word ", "Word " * 60 + "end."):
        box(page).set_value(text).run()
    open_drawer(page)
    [told] = [one for one in html(page) if "<b>Commentary:</b>" in one]
    assert "<b>Rating:</b> ▲ Red" in told
    assert "Someone at this computer" in told
    assert told.count("<b>Commentary:</b>") == 1, "what was typed on the way is not a change of its own"
    assert f'<div class="typed">{"Word " * 60}end.</div>' in told


def test_history_of_many_changes_shows_the_newest_and_the_rest_behind_one_click(page: AppTest) -> None:
    for number in range(13):
        somebody_else_rates(list(Rating)[number % 3])
    open_drawer(page)
    [told] = [one for one in html(page) if "<b>Rating:</b>" in one]
    newest, older = told.split("<summary>3 earlier changes</summary>")
    assert (newest.count("<b>Rating:</b>"), older.count("<b>Rating:</b>")) == (10, 3)


def test_words_that_could_not_be_saved_are_told_until_they_are_whatever_else_is_saved(page: AppTest) -> None:
    box(page).set_value("x" * 100_001).run()
    rating(page).set_value(Rating.RED).run()
    assert [one.value for one in page.error if "NOT SAVED" in one.value]
    assert not any("✓ Saved" in one for one in html(page))
    assert len(box(page).value) == 100_001
    box(page).set_value("Shorter.").run()
    assert not page.error
    assert (commentary(), any("✓ Saved" in one for one in html(page))) == ("Shorter.", True)


def test_a_rating_that_could_not_be_saved_can_be_tried_again(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object, **__: object) -> None:
        raise StorageError("The database is in use.", "Try again.")

    with monkeypatch.context() as broken:
        broken.setattr(judging, "rate_over", busy)
        rating(page).set_value(Rating.AMBER).run()
    assert page.error
    next(one for one in page.button if one.label == "Try to save again").click().run()
    assert not page.error
    assert rating(page).value == Rating.AMBER


def _hasty() -> None:
    import streamlit as st

    from sendsat.ui import answer, notices
    from tests.ui.visit import arrive

    arrive()
    key = f"text_commentary_{answer.place('LM1')}"
    for text in ("One.", "One. Two."):
        st.session_state[key] = text
        answer._write("LM1", "commentary")
    st.write(notices.notice(f"{answer.place('LM1')}_commentary"))


def test_words_sent_before_the_page_is_drawn_again_are_no_conflict_with_oneself(page: AppTest) -> None:
    AppTest.from_function(_hasty, default_timeout=20).run()
    assert commentary() == "One. Two."


def test_a_closed_round_is_read_as_text_not_in_boxes_that_cannot_be_used(page: AppTest) -> None:
    box(page).set_value("Kept <for> ever.").run()
    rounds.close_round(desk(), round_id=viewing.rounds_of(desk())[-1].id)
    page.run()
    assert not page.text_area
    assert any("Kept &lt;for&gt; ever." in one for one in html(page))


def test_all_of_the_last_rounds_reason_is_at_hand(page: AppTest) -> None:
    long = "Word " * 60 + "end."
    box(page).set_value(long).run()
    rounds.close_round(desk(), round_id=viewing.rounds_of(desk())[-1].id)
    rounds.start_round(desk(), name="Next")
    page.run()
    assert any(f'<div class="typed">{long}</div>' in one for one in html(page))


def an_action(page: AppTest) -> TextArea:
    planning.plan_action(
        desk(), round_id=viewing.rounds_of(desk())[-1].id, team_id=None, statements=("LM1",), draft=Draft("Do it.")
    )
    next(one for one in page.button if one.label == "Evidence, actions and more").click().run()
    return next(one for one in page.text_area if one.label == "What will be done")


@pytest.mark.parametrize(("choice", "kept"), [("Keep theirs", "Theirs."), ("Keep mine", "Mine.")])
def test_where_two_people_changed_an_action_one_of_them_is_chosen(page: AppTest, choice: str, kept: str) -> None:
    text = an_action(page.run())
    [action] = viewing.actions_of(desk())
    planning.change_action(desk(), action=replace(action, text="Theirs.", owner="Ann"))
    text.set_value("Mine.").run()
    assert "Theirs" in page.warning[0].value
    next(one for one in page.button if one.label == choice).click().run()
    [action] = viewing.actions_of(desk())
    assert (action.text, action.owner) == (kept, "Ann")
    assert not page.warning


def test_a_statement_elsewhere_opens_in_the_same_round_and_team(page: AppTest) -> None:
    page.session_state["round"], page.session_state["team"] = "Autumn & winter", "A team"
    next(one for one in page.button if one.label == "Evidence, actions and more").click().run()
    assert [one for one in page.markdown if "&round=Autumn+%26+winter&team=A+team&at=LA" in one.value]
