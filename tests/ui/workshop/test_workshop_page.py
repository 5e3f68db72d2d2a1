"""The workshop page: what stands in its boxes at the click is what is kept; names can be changed while it runs."""

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.workshop.codes import spoken
from sendsat.assessment.workshop.workshop import Workshop
from sendsat.services.workshop import joining, workshops
from sendsat.services.workshop.joining import Door
from tests.ui.visit import begin_elm, coming_to, desk


def _page() -> None:
    import streamlit as st

    from sendsat.ui.workshop import prepare
    from tests.ui.visit import arrive

    st.session_state["_pages"] = {}
    arrive()
    prepare.draw()


@pytest.fixture
def page(own_database: None) -> AppTest:
    begin_elm("Autumn 2026")
    return AppTest.from_function(_page, default_timeout=20).run()


def prepared(page: AppTest, people: str = "Ann Lee\nBob") -> Workshop:
    """Prepare with words and figures that reach the server together with the click."""
    page.text_area(key="draft_prepare_people").set_value(people)
    page.number_input(key="prepare_minutes").set_value(9)
    next(one for one in page.button if one.label == "Prepare this workshop").click().run()
    assert not page.exception
    [kept] = workshops.workshops_of(desk())
    return kept


def box(page: AppTest, workshop: Workshop):
    return page.text_area(key=f"text_people_{workshop.id}")


def test_names_typed_just_before_the_click_are_in_the_workshop(page: AppTest) -> None:
    kept = prepared(page)
    assert (kept.people, kept.minutes) == (("Ann Lee", "Bob"), 9)


def test_a_refused_plan_says_why_and_keeps_the_names_in_the_box(page: AppTest) -> None:
    page.text_area(key="draft_prepare_people").set_value("x" * 1000)
    next(one for one in page.button if one.label == "Prepare this workshop").click().run()
    assert "is too long for a name" in page.error[0].value
    assert page.text_area(key="draft_prepare_people").value == "x" * 1000
    assert workshops.workshops_of(desk()) == ()


def test_somebody_who_comes_late_is_added_while_it_runs(page: AppTest) -> None:
    kept = prepared(page)
    assert box(page, kept).value == "Ann Lee\nBob"
    box(page, kept).set_value("Ann Lee, Bob, Zoë").run()
    assert workshops.get_workshop(desk(), kept.id).people == ("Ann Lee", "Bob", "Zoë")
    assert box(page, kept).value == "Ann Lee, Bob, Zoë"
    assert any("✓ Saved" in str(one.proto.body) for one in page.get("html"))


def test_two_people_who_change_the_names_both_keep_theirs_with_what_was_typed_last(page: AppTest) -> None:
    kept = prepared(page)
    workshops.say_who_is_here(desk(), workshop_id=kept.id, people="Ann Lee\nBob\nZoë", seen="Ann Lee\nBob")
    box(page, kept).set_value("Ann Lee\nBob\nKim").run()
    assert "Someone else changed this list of names" in page.warning[0].value
    box(page, kept).set_value("Ann Lee\nBob\nKim\nLou")
    page.button(key=f"Keep both_people_{kept.id}").click().run()
    assert workshops.get_workshop(desk(), kept.id).people == ("Ann Lee", "Bob", "Zoë", "Kim", "Lou")
    assert not page.warning


def test_the_facilitator_says_how_many_people_are_here_locks_joining_and_takes_a_phone_out(page: AppTest) -> None:
    kept = prepared(page)
    door = Door(desk().store, desk().library, desk().now)
    for _ in range(3):
        joining.enter(door, device=joining.new_device(), code=kept.code)
    page.number_input(key=f"people_here_{kept.id}").set_value(2).run()
    assert workshops.get_workshop(desk(), kept.id).people_here == 2
    page.run()
    assert any("more than the 2 people here" in one.value for one in page.markdown)
    page.button(key=f"lock_{kept.id}").click().run()
    assert workshops.get_workshop(desk(), kept.id).is_locked
    page.button(key=f"show_phones_{kept.id}").click().run()
    out = next(one for one in page.button if one.label.startswith("Take out phone 2"))
    out.click().run()
    assert workshops.get_workshop(desk(), kept.id).devices == 2
    assert any("Phone 2 is out" in one.value for one in page.get("html"))
    assert not page.exception


def test_every_phone_is_taken_out_at_the_desk_once_that_was_confirmed(page: AppTest) -> None:
    kept = prepared(page)
    door = Door(desk().store, desk().library, desk().now)
    device = joining.new_device()
    joining.enter(door, device=device, code=kept.code)
    at_desk = coming_to("desk").run()
    assert not at_desk.exception
    at_desk.button(key=f"all_phones_{kept.id}").click().run()
    assert not at_desk.exception
    [now] = workshops.workshops_of(desk())
    assert (now.devices, now.code == kept.code) == (0, False)
    said = [str(one.proto.body) for one in at_desk.get("html")]
    assert any(f"The new code is {spoken(now.code)}" in one for one in said)
