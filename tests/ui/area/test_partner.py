"""A partner opens every address: what was shared and the guide are theirs, all else is closed with a sentence."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from sendsat.assessment.area.submission import Choice
from sendsat.assessment.people.people import Person, Role, stranger
from sendsat.assessment.rating import Rating
from sendsat.services import viewing
from sendsat.services.area import submitting
from sendsat.services.organisation import people
from sendsat.services.organisation.admitting import admit
from sendsat.services.plan import planning
from sendsat.services.records import binning
from sendsat.services.rounds import judging, teams
from sendsat.services.work import reading
from sendsat.storage.queries.area.area import receipts_of
from sendsat.ui.frame import navigation
from sendsat.ui.start import who
from tests.ui.frame.test_page_cost import catalogue
from tests.ui.visit import begin_elm, coming_to, desk

WHY, OWN, ROUND, TEAM = "Because Sam was left out", "Our own secret plan", "Autumn term round", "Kitchen team"
CHOICE = Choice("Hill", "0" * 32, ("leadership",), commentary=True, alias="Provider A")
THEIRS = {"shared", "guide", "glossary", "resources", "changes", "about", "privacy", "accessibility"}


@pytest.fixture(autouse=True)
def elm(own_database: None) -> None:
    """Elm has rated a statement, said why, and plans something."""
    begin_elm(ROUND)
    [round_] = viewing.rounds_of(desk())
    here: dict[str, Any] = {"round_id": round_.id, "team_id": round_.teams[0].id}
    judging.rate(desk(), **here, statement_id="LM1", rating=Rating.RED)
    judging.write(desk(), **here, statement_id="LM1", field="commentary", text=WHY, seen="")
    planning.plan_action(desk(), **here, statements=("LM1",), draft=planning.Draft(OWN))


@pytest.fixture
def pat(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever comes is a partner."""
    monkeypatch.setattr(who, "visitor", lambda: Person("pat", "Pat", Role.PARTNER))


def share() -> None:
    round_id = viewing.newest_round(desk())
    seen = submitting.preview_submission(desk(), round_id, CHOICE)
    submitting.submit(desk(), round_id=round_id, choice=CHOICE, seen=seen)


def take_back() -> None:
    with reading(desk()) as scope:
        number = receipts_of(scope)[0].id
    submitting.withdraw(desk(), receipt_id=number)


def come(address: str, **asked: str) -> AppTest:
    page = coming_to(address, **asked).run()
    assert not page.exception
    return page


def words(page: AppTest) -> str:
    html = [one.proto.body for one in page.get("html")]
    texts = (page.title, page.header, page.subheader, page.markdown, page.caption, page.info, page.warning, page.error)
    return "\n".join([*html, *(str(one.value) for kind in texts for one in kind)]).replace("\\", "")


def menu(page: AppTest) -> list[str]:
    return [one.proto.label for one in page.sidebar.get("page_link")]


def test_every_address_is_open_or_closed_to_a_partner_as_it_should_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    addresses = [page.url_path for page in catalogue()]
    monkeypatch.setattr(who, "visitor", lambda: Person("pat", "Pat", Role.PARTNER))
    assert set(addresses) > THEIRS

    for address in addresses:
        page = come(address, round="1", team="1", at="LM1")
        is_closed = [one.value for one in page.title] == ["This page is not for your role"]
        assert is_closed is (address not in (*THEIRS, "")), address
        for secret in (WHY, OWN, ROUND, "Where it is stored"):
            assert secret not in words(page), address
        assert not page.sidebar.selectbox, address
        if is_closed:
            assert "You are here as: **Partner**" in words(page)
            assert [one.proto.label for one in page.main.get("page_link")] == ["What was shared"]
        assert menu(page)[0] == "What was shared"
        assert "Results" not in menu(page)


@pytest.mark.usefixtures("pat")
def test_whoever_comes_reads_what_was_shared_and_only_that() -> None:
    share()
    told = words(come(""))

    assert "under another name: **Provider A**" in told
    assert WHY in told
    assert ROUND in told
    assert "▲ Red" in told or "Red</b>" in told
    assert OWN not in told
    assert "No evidence and no actions" in told


@pytest.mark.usefixtures("pat")
def test_before_anything_is_shared_it_says_what_to_do() -> None:
    assert "Nothing is shared at the moment. Elm decides what to share: ask whoever invited you." in words(
        come("shared")
    )


@pytest.mark.usefixtures("pat")
def test_what_is_taken_back_while_it_is_read_is_gone_at_the_next_press_with_a_sentence() -> None:
    share()
    page = come("shared")
    assert WHY in words(page)
    take_back()
    page.run()

    assert not page.exception
    assert WHY not in words(page)
    assert "Elm no longer shares 1 submission that you could read here." in words(page)


@pytest.mark.usefixtures("pat")
def test_what_was_erased_is_not_called_taken_back() -> None:
    kitchens = teams.add_team(desk(), name="Kitchens", sections=("leadership",))
    share()
    page = come("shared")
    binning.put_team_in_bin(desk(), team_id=kitchens.id)
    binning.erase_team(desk(), team_id=kitchens.id)
    page.run()

    assert not page.exception
    assert WHY not in words(page)
    assert "Elm has erased for good what 1 submission here said, or a part of it." in words(page)
    assert "no longer shares" not in words(page)
    assert "1 submission cannot be shown" in words(page)


def test_whoever_erases_is_told_before_what_partners_lose(monkeypatch: pytest.MonkeyPatch) -> None:
    kitchens = teams.add_team(desk(), name="Kitchens", sections=("leadership",))
    binning.put_team_in_bin(desk(), team_id=kitchens.id)
    lost = "Partners can then no longer read what you shared of it."
    assert lost not in words(come("bin"))

    ann = stranger(subject="https://login.example|ann", mail="ann@elm.ac.uk", name="Ann")
    people.invite(desk(), who=ann.mail, role=Role.ADMINISTRATOR)
    admit(desk().store, ann, first_administrator="", now=desk().now())
    monkeypatch.setattr(who, "visitor", lambda: ann)
    assert lost in words(come("bin"))


@pytest.mark.usefixtures("pat")
def test_of_several_the_newest_is_read_first_and_another_can_be_chosen() -> None:
    share()
    round_id = viewing.newest_round(desk())
    other = Choice("Vale", "1" * 32, ("leadership",))
    seen = submitting.preview_submission(desk(), round_id, other)
    submitting.submit(desk(), round_id=round_id, choice=other, seen=seen)
    page = come("shared")
    assert "shared this with Vale" in words(page)
    assert WHY not in words(page)

    [box] = page.main.selectbox
    page.selectbox(key=box.key).select_index(1).run()
    assert "shared this with Hill" in words(page)
    take_back_all_of_hill()
    page.run()
    assert not page.exception
    assert "shared this with Vale" in words(page)


def take_back_all_of_hill() -> None:
    with reading(desk()) as scope:
        number = next(one.id for one in receipts_of(scope) if one.authority == "Hill")
    submitting.withdraw(desk(), receipt_id=number)


@pytest.mark.usefixtures("pat")
def test_the_guide_can_be_read_and_holds_no_rating() -> None:
    told = words(come("guide"))
    assert "LM1" in told
    assert "What each colour looks like" in told
    assert "Guidance" in told
    assert "Not rated" not in told


def test_whoever_shares_sees_what_partners_see_and_readers_are_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    share()
    for role, may in ((Role.ADMINISTRATOR, True), (Role.LEAD, False), (Role.READER, False)):
        monkeypatch.setattr(who, "visitor", lambda role=role: Person("ann", "Ann", role))
        told = words(come(navigation.SHARED))
        assert ("whom you invited as **Partner**" in told) is may
        assert (WHY in told) is may
