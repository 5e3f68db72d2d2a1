"""While sendsat is shared: a link that works once is made on the Workshop page, and all other browsers are shut out."""

import pytest
import streamlit
from streamlit.testing.v1 import AppTest

from sendsat.services.organisation import sharing
from sendsat.services.organisation.sharing import COOKIE, Sharing
from sendsat.ui.frame import workplace
from tests.ui.visit import begin_elm, coming_to, desk


@pytest.fixture
def shared(own_database: None, monkeypatch: pytest.MonkeyPatch) -> Sharing:
    begin_elm()
    one = Sharing(desk().store, desk().now)
    monkeypatch.setattr(workplace, "SHARED", one)
    monkeypatch.setenv("SENDSAT_JOIN_ADDRESS", "http://10.0.0.5:8501/join")
    return one


def opened() -> AppTest:
    page = coming_to("workshop").run()
    assert not page.exception
    return page


def press(page: AppTest, key: str) -> AppTest:
    page.button(key=key).click().run()
    assert not page.exception
    return page


def said(page: AppTest) -> str:
    return "\n".join([*(str(one.proto.body) for one in page.get("html")), *(one.value for one in page.caption)])


def test_the_link_that_is_shown_lets_one_browser_in_and_is_then_shown_no_more(shared: Sharing) -> None:
    page = press(opened(), "make_own_link")
    [link] = [one.value for one in page.code]
    start, _, secret = link.partition("/?token=")
    assert start == "http://10.0.0.5:8501"
    key = shared.exchange(secret)
    assert key
    assert shared.opens_with(key)
    page.run()
    assert not page.code
    assert "opens nothing any more" in said(page)


def test_this_browser_stays_in_when_all_others_are_shut_out(shared: Sharing, monkeypatch: pytest.MonkeyPatch) -> None:
    own, other = (shared.exchange(shared.new_link()) or "" for _ in range(2))
    waiting = shared.new_link()
    page = opened()
    with monkeypatch.context() as patched:
        patched.setattr(type(streamlit.context), "cookies", {COOKIE: own})
        press(page, "shut_out_yes_0")
    assert [shared.opens_with(one) for one in (own, other)] == [True, False]
    assert shared.exchange(waiting) is None
    assert "Only this browser is let in now." in said(page)


def test_whoever_leads_one_of_several_organisations_is_not_offered_to_shut_all_out(
    shared: Sharing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "speaks_for_everybody", lambda _: False)
    page = opened()
    assert not [one for one in page.button if str(one.key).startswith("shut_out")]
    assert "only somebody who runs workshops in all of them can shut browsers out" in said(page)
    assert page.button(key="make_own_link")


def test_nothing_of_it_is_there_where_this_program_is_not_shared(own_database: None) -> None:
    begin_elm()
    assert "Shared on this network" not in [one.label for one in opened().expander]
