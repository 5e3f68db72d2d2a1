"""What was carried forward is counted apart until somebody confirms it, one by one or a part at once."""

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.rating import Rating
from sendsat.services import viewing
from sendsat.services.rounds import judging, rounds
from sendsat.services.rounds.judging import write
from tests.services.snapshots import every_snapshot
from tests.ui.guide.section_page import html, leadership_page, press
from tests.ui.visit import coming_to, desk


@pytest.fixture
def page(own_database: None) -> AppTest:
    return leadership_page()


@pytest.fixture
def carried(page: AppTest) -> AppTest:
    """The page of a round that was started from one in which LM1 and LM2 were rated."""
    before = viewing.rounds_of(desk())[-1]
    ids = {"round_id": before.id, "team_id": before.teams[0].id}
    for one, rating in (("LM1", Rating.GREEN), ("LM2", Rating.AMBER)):
        judging.rate(desk(), **ids, statement_id=one, rating=rating)
        write(desk(), **ids, statement_id=one, field="commentary", text=f"Why *{one}*.", seen="")
    rounds.start_round(desk(), name="Spring", carry_forward_from=before.id)
    return page.run()


def waiting() -> list[str]:
    return [one.statement_id for one in every_snapshot(desk())[-1].waiting()]


def opened_list(page: AppTest) -> AppTest:
    """The page with the list of what waits opened, as its expander keeps that."""
    seen = viewing.rounds_of(desk())[-1]
    page.session_state[f"confirming_{seen.id}_{seen.teams[0].id}_1.1"] = True
    return page.run()


CONFIRMING = "Confirm what was carried forward"


def test_what_was_carried_forward_is_counted_apart_and_not_chosen(carried: AppTest) -> None:
    assert any("1.1 Duty to co-operate · 0/10 · 2 to confirm" in one for one in html(carried))
    ratings = [one for one in carried.get("button_group") if str(one.key).startswith("rating_")]
    assert [one.value for one in ratings[:3]] == [None, None, None]
    badges = [one.value for one in carried.markdown if "badge" in one.value]
    assert badges == [":blue-badge[□ Green, carried forward]", ":blue-badge[□ Amber, carried forward]"]


def test_choosing_the_rating_that_was_carried_forward_confirms_it(carried: AppTest) -> None:
    ratings = [one for one in carried.get("button_group") if str(one.key).startswith("rating_")]
    ratings[0].set_value(Rating.GREEN).run()
    assert waiting() == ["LM2"]
    assert any("1.1 Duty to co-operate · 1/10 · 1 to confirm" in one for one in html(carried))


def test_a_part_is_confirmed_at_once_with_each_reason_in_view_and_undone(carried: AppTest) -> None:
    page = opened_list(carried)
    shown = [one.value for one in page.markdown]
    assert any("Why \\*LM1\\*" in one for one in shown)
    assert any("Why \\*LM2\\*" in one for one in shown)
    press(page, "Confirm all (2)")
    assert waiting() == []
    assert any(one.value.startswith("2 ratings confirmed") for one in page.success)
    assert any("1.1 Duty to co-operate · 2/10<" in one for one in html(page))
    press(page, "Undo: 2 ratings wait to be confirmed again")
    assert waiting() == ["LM1", "LM2"]
    assert not [one for one in page.button if one.label.startswith("Undo")]


def test_only_what_is_ticked_is_confirmed(carried: AppTest) -> None:
    page = opened_list(carried)
    assert next(one for one in page.button if one.label == "Confirm those ticked (0)").disabled
    next(one for one in page.checkbox if one.label == "**LM2** □ Amber, carried forward").check().run()
    press(page, "Confirm those ticked (1)")
    assert waiting() == ["LM1"]


def test_what_is_ticked_in_the_moment_of_the_press_is_confirmed_too(carried: AppTest) -> None:
    page = opened_list(carried)
    next(one for one in page.checkbox if one.label.startswith("**LM2**")).check().run()
    next(one for one in page.checkbox if one.label.startswith("**LM1**")).check()
    press(page, "Confirm those ticked (1)")
    assert waiting() == []


def test_a_closed_round_offers_nothing_to_confirm(carried: AppTest) -> None:
    rounds.close_round(desk(), round_id=viewing.rounds_of(desk())[-1].id)
    assert not [one for one in carried.run().expander if one.label == CONFIRMING]


def test_a_closed_round_writes_its_ratings_and_shows_no_control_for_them(carried: AppTest) -> None:
    ratings = [one for one in carried.get("button_group") if str(one.key).startswith("rating_")]
    ratings[2].set_value(Rating.RED).run()
    rounds.close_round(desk(), round_id=viewing.rounds_of(desk())[-1].id)
    carried.run()
    assert not [one for one in carried.get("button_group") if str(one.key).startswith("rating_")]
    assert not [one for one in carried.button if one.label == "Still true"]
    told = {sid: next(one for one in html(carried) if f'id="{sid}"' in one) for sid in ("LM1", "LM3", "LM4")}
    assert '<b class="rated rag-not_rated">□ Green, carried forward</b>' in told["LM1"]
    assert '<b class="rated rag-red">▲ Red</b>' in told["LM3"]
    assert "Not rated" in told["LM4"]


def test_home_s_next_step_is_to_confirm_until_nothing_waits_any_more(carried: AppTest) -> None:
    def next_step() -> tuple[str, str]:
        home = coming_to("").run()
        [button] = [one for one in home.button if (one.key or "").startswith("next_")]
        return button.label, " ".join(str(one.value) for one in home.markdown)

    label, said = next_step()
    assert label.startswith("Confirm: 1.1 ")
    assert "2 ratings were carried forward" in said
    assert "Until then nothing counts as done." in said

    seen = viewing.rounds_of(desk())[-1]
    ids = {"round_id": seen.id, "team_id": seen.teams[0].id}
    judging.confirm(desk(), **ids, statement_id="LM1")
    label, said = next_step()
    assert label.startswith("Confirm: 1.1 ")
    assert "1 rating was carried forward. Read the reasons and confirm it" in said

    judging.confirm(desk(), **ids, statement_id="LM2")
    label, said = next_step()
    assert label.startswith("Go on rating: 1.1 ")
    assert "carried forward. Read" not in said
