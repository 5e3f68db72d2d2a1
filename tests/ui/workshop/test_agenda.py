"""Preparing by time and pick list, the practice vote, agenda and pace on the wall, and a round that is closed."""

from datetime import datetime, time, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.rating import Rating
from sendsat.assessment.workshop.agenda import Cover
from sendsat.assessment.workshop.workshop import Workshop
from sendsat.services import viewing
from sendsat.services.desk import HOME_ZONE
from sendsat.services.rounds import rounds
from sendsat.services.workshop import running, workshops
from sendsat.services.workshop.workshops import Plan
from tests.ui.visit import begin_elm, desk


def _prepare() -> None:
    import streamlit as st

    from sendsat.ui.workshop import prepare
    from tests.ui.visit import arrive

    st.session_state["_pages"] = {}
    arrive()
    prepare.draw()


def _wall() -> None:
    import streamlit as st

    from sendsat.services.visit.visiting import visiting
    from sendsat.ui.frame import workplace
    from sendsat.ui.workshop import room, wall
    from tests.ui.visit import arrive

    st.session_state["_pages"] = {}
    arrive()
    with visiting(workplace.store(), workplace.library()) as visit:
        assert visit is not None
        room.choose(visit)
    wall.draw()


@pytest.fixture
def page(own_database: None) -> AppTest:
    begin_elm("Autumn 2026")
    return AppTest.from_function(_prepare, default_timeout=60).run()


def plan(*picked: str, **more: object) -> Plan:
    """A workshop of Elm's first team on these statements."""
    [round_] = viewing.rounds_of(desk())
    return Plan(round_.id, round_.teams[0].id, (), Cover.PICKED, picked, **more)  # type: ignore[arg-type]


def press(page: AppTest, key: str) -> None:
    page.button(key=key).click().run()
    assert not page.exception


def told(page: AppTest) -> str:
    """All that the page says, as Markdown and HTML."""
    return " ".join([*(one.value for one in page.markdown), *(str(one.proto.body) for one in page.get("html"))])


def test_preparing_says_what_fits_and_warns_when_the_agenda_is_longer_than_the_time(page: AppTest) -> None:
    page.number_input(key="prepare_length").set_value(30).run()
    assert "You have 30 minutes: **6 statements** fit, at 5 minutes each." in told(page)
    assert "10 statements take about 50 minutes" in page.warning[0].value
    page.number_input(key="prepare_minutes").set_value(3).run()
    assert not page.warning
    next(one for one in page.button if one.label == "Prepare this workshop").click().run()
    [kept] = workshops.workshops_of(desk())
    assert (kept.length, kept.ends_at, kept.minutes) == (30, None, 3)


def test_preparing_takes_an_end_in_place_of_a_length(page: AppTest) -> None:
    in_an_hour = (datetime.now(HOME_ZONE) + timedelta(hours=1)).time().replace(second=0, microsecond=0)
    page.time_input(key="prepare_ends").set_value(in_an_hour).run()
    assert "If you start now, you have" in told(page)
    next(one for one in page.button if one.label == "Prepare this workshop").click().run()
    [kept] = workshops.workshops_of(desk())
    assert kept.length is None
    assert kept.ends_at is not None
    assert timedelta(0) < kept.ends_at - kept.prepared_at <= timedelta(days=1)


def test_where_length_and_end_are_both_filled_the_minutes_count_and_it_says_so(page: AppTest) -> None:
    page.time_input(key="prepare_ends").set_value(time(15, 30))
    page.number_input(key="prepare_length").set_value(45).run()
    assert any("The minutes count" in one.value for one in page.caption)
    assert "You have 45 minutes" in told(page)


def test_the_pick_list_finds_exact_numbers_first_and_knows_what_the_last_workshop_left(page: AppTest) -> None:
    last = workshops.prepare(desk(), plan("LM1", "LM2"))
    running.go_to(desk(), workshop_id=last.id, place=1)
    running.agree(desk(), workshop_id=last.id, item_id=last.items[0].id, rating=Rating.AMBER)
    running.go_to(desk(), workshop_id=last.id, place=2)
    running.park(desk(), workshop_id=last.id, item_id=last.items[1].id)
    workshops.close(desk(), workshop_id=last.id)
    page.radio(key="prepare_cover").set_value(Cover.PICKED).run()
    page.text_input(key="prepare_find").set_value("lm1").run()
    adds = [one.label for one in page.button if one.label.startswith("Add **")]
    assert adds[0].startswith("Add **LM1**")
    assert "Last workshop\\: ◆ Amber" in adds[0]
    assert adds[1].startswith("Add **LM10**")
    press(page, "pick_LM1")
    assert page.button(key="pick_left").label == "Add 1 statement that the last workshop left"
    press(page, "pick_left")
    assert "Last workshop\\: come back to" in told(page)
    press(page, "pick_up_LM2")
    next(one for one in page.button if one.label == "Prepare this workshop").click().run()
    assert [item.statement_id for item in workshops.workshops_of(desk())[0].items] == ["LM2", "LM1"]


def test_a_picked_statement_can_be_taken_off_the_list_again(page: AppTest) -> None:
    page.radio(key="prepare_cover").set_value(Cover.PICKED).run()
    page.text_input(key="prepare_find").set_value("LM3").run()
    press(page, "pick_LM3")
    assert page.button(key="pick_up_LM3").disabled
    press(page, "unpick_LM3")
    assert any("Nothing is picked yet" in one.value for one in page.caption)


@pytest.fixture
def wall(own_database: None) -> AppTest:
    begin_elm("Autumn 2026")
    workshops.prepare(desk(), plan("LM1", "LM2", "LM3", length=30))
    return AppTest.from_function(_wall, default_timeout=60).run()


def kept() -> Workshop:
    [one] = workshops.workshops_of(desk())
    return workshops.get_workshop(desk(), one.id)


def test_the_lobby_practises_a_vote_and_the_first_statement_ends_it(wall: AppTest) -> None:
    assert "Ends" not in told(wall)
    press(wall, "wall_practise")
    assert "Only practice: these votes are not kept" in told(wall)
    assert wall.button(key="wall_practise").label == "Show the practice votes"
    press(wall, "wall_practise")
    assert "Nobody voted." in told(wall)
    assert wall.button(key="wall_practise").label == "Practise again"
    press(wall, "wall_next")
    assert not [one for one in wall.button if one.key == "wall_practise"]
    assert kept().practice is None


def test_the_wall_says_when_it_ends_and_how_the_room_keeps_to_its_time(wall: AppTest) -> None:
    press(wall, "wall_next")
    wall.run()
    assert "· on time</span>" in told(wall)


def test_a_workshop_without_a_length_says_nothing_of_its_time(own_database: None) -> None:
    begin_elm("Autumn 2026")
    workshops.prepare(desk(), plan("LM1"))
    wall = AppTest.from_function(_wall, default_timeout=60).run()
    press(wall, "wall_next")
    assert 'class="pace"' not in told(wall)


def test_ending_early_shows_the_end_and_back_leads_to_where_the_room_was(wall: AppTest) -> None:
    press(wall, "wall_next")
    press(wall, "wall_end")
    assert "What we agreed" in told(wall)
    press(wall, "wall_back")
    assert kept().place == 1


def test_the_agenda_knows_what_is_agreed_where_the_room_is_and_leads_elsewhere(wall: AppTest) -> None:
    press(wall, "wall_next")
    press(wall, "wall_rate_green")
    wall.run()
    assert 'data-signs="green,," data-present="0"' in told(wall)
    running.park(desk(), workshop_id=kept().id, item_id=kept().items[0].id)
    wall.run()
    assert 'data-signs="aside,," data-present="0"' in told(wall)


def test_in_a_closed_round_the_wall_shows_ratings_as_text_and_says_why(wall: AppTest) -> None:
    press(wall, "wall_next")
    press(wall, "wall_rate_green")
    rounds.close_round(desk(), round_id=kept().round_id)
    wall.run()
    keys = {one.key for one in wall.button}
    assert not any("wall_vote" in str(one) for one in keys)
    assert not keys & {"wall_rate_red", "wall_rate_clear", "wall_undo", "wall_hands", "wall_park"}
    assert "Autumn 2026 is closed, so nothing can be agreed in it. Its rating: <b>● Green</b>" in told(wall)
    press(wall, next(str(one) for one in keys if "wall_lead" in str(one)))
    assert kept().place == 2


def test_an_empty_pick_list_says_how_to_fill_it(page: AppTest) -> None:
    page.radio(key="prepare_cover").set_value(Cover.PICKED).run()
    assert [one.value for one in page.info] == ["It is empty. Find a statement, and press its line to add it."]
