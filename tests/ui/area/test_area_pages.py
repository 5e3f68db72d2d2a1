"""Sharing and the local area, on their pages."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from streamlit.testing.v1 import AppTest

from sendsat.assessment.organisations import OrganisationKind
from sendsat.assessment.rating import Rating
from sendsat.exchange.submission.contents import submission_in
from sendsat.exchange.submission.document import read
from sendsat.services import viewing
from sendsat.services.area import accepting, receiving, registering
from sendsat.services.area.signing_keys import change_key
from sendsat.services.desk import Desk
from sendsat.services.organisation.founding import found_another
from sendsat.services.plan import planning
from sendsat.services.plan.planning import Draft
from sendsat.services.rounds import judging
from sendsat.services.work import May, reading, writing
from sendsat.storage.queries.area.area import area_of
from tests.services.area.sending import submission_from
from tests.ui.visit import begin_elm, desk

CODE = "c" * 32


def _share() -> None:
    from sendsat.ui.area import sharing
    from tests.ui.visit import arrive

    arrive()
    sharing.draw()


def _providers() -> None:
    from sendsat.ui.area import register
    from tests.ui.visit import arrive

    arrive()
    register.draw()


def _area() -> None:
    from sendsat.ui.area import area_view
    from tests.ui.visit import arrive

    arrive()
    area_view.draw()


def begin(page: Callable[[], None], kind: OrganisationKind = OrganisationKind.LOCAL_AUTHORITY) -> AppTest:
    begin_elm(kind=kind)
    return AppTest.from_function(page, default_timeout=60).run()


def words(page: AppTest) -> str:
    html = [one.proto.body for one in page.get("html")]
    texts = (page.subheader, page.markdown, page.caption, page.error, page.warning, page.info)
    said = [*html, *(one.value for kind in texts for one in kind), *(one.label for one in page.expander)]
    return "\n".join(said).replace("\\", "")


def press(page: AppTest, label: str) -> AppTest:
    next(one for one in page.button if one.label == label).click()
    page.run()
    assert not page.exception
    return page


def field(page: AppTest, label: str) -> Any:
    return next(one for one in (*page.text_input, *page.multiselect) if one.label.startswith(label))


def sent(number: int, **ratings: Rating) -> bytes:
    at_work = desk()
    return submission_from(at_work.organisation.uid, number, edition=at_work.library.current.id, **ratings)


def wait(at: Desk, file: bytes) -> None:
    """What the file holds came directly."""
    arrived = receiving.look_at(at, file)
    with writing(at, May.BRING_IN, "send") as work:
        accepting.let_wait(work, arrived)


def choose(page: AppTest, content: bytes) -> AppTest:
    page.file_uploader[0].set_value(("submission.json", content, "application/json"))
    page.run()
    assert not page.exception
    return page


def test_what_is_seen_in_the_preview_is_what_the_file_holds(own_database: None) -> None:
    page = begin(_share, OrganisationKind.FE_COLLEGE)
    press(page, "See what would be shared")
    assert "Say which local authority this is for." in words(page)
    assert "Not saved" not in words(page)
    field(page, "Local authority").set_value("Hill")
    field(page, "Its code").set_value(CODE)
    field(page, "Sections").set_value(["leadership"])
    page.run()
    press(page, "See what would be shared")
    assert "This is all that will be seen" in [one.value for one in page.header]
    assert len(page.table[0].value) == 27
    assert list(page.table[0].value) == ["Statement", "Rating"]
    press(page, "Make the file")
    name, content = page.session_state["_share_file"]
    assert name.startswith("Elm - Submission")
    assert len(submission_in(read(content).content).statements) == 27
    assert "Shared: Hill" in words(page)
    press(page, "Take back everything from Hill")
    assert "Taken back: Hill" in words(page)


def test_a_choice_that_changes_is_looked_at_again(own_database: None) -> None:
    page = begin(_share, OrganisationKind.FE_COLLEGE)
    field(page, "Local authority").set_value("Hill")
    field(page, "Its code").set_value(CODE)
    field(page, "Sections").set_value(["leadership"])
    page.run()
    press(page, "See what would be shared")
    page.checkbox[0].check().run()
    assert "Make the file" not in [one.label for one in page.button]


def test_the_preview_shows_each_text_whole_and_how_far_each_action_is(own_database: None) -> None:
    page = begin(_share, OrganisationKind.FE_COLLEGE)
    at_work, [round_] = desk(), viewing.rounds_of(desk())
    where = {"round_id": round_.id, "team_id": round_.teams[0].id}
    reason = "*Not* bold. " + "A long reason. " * 30
    judging.rate(at_work, **where, statement_id="LM1", rating=Rating.RED)
    judging.write(at_work, **where, statement_id="LM1", field="commentary", text=reason.strip(), seen="")
    planning.plan_action(at_work, **where, statements=("LM1",), draft=Draft("Write a policy", owner="Jo"))
    field(page, "Local authority").set_value("Hill")
    field(page, "Its code").set_value(CODE)
    field(page, "Sections").set_value(["leadership"])
    for label in ("Reasons", "Actions"):
        next(one for one in page.checkbox if one.label == label).check()
    page.run()
    press(page, "See what would be shared")

    said, planned = (one.value for one in page.table)
    assert said["Reasons"].iloc[0].replace("\\", "") == reason.strip()
    assert planned.to_dict("records") == [{"Action": "Write a policy", "For": "LM1", "Status": "Not started"}]


def begin_beside_hill() -> tuple[AppTest, Desk]:
    """The page on which Elm shares, and the desk of an authority in the same database that takes what anybody sends."""
    begin_elm(kind=OrganisationKind.FE_COLLEGE)
    elm = desk()
    hill = found_another(elm, name="Hill", kind=OrganisationKind.LOCAL_AUTHORITY, round_name="Autumn")
    at_hill = replace(elm, organisation=hill)
    registering.let_send(at_hill, anyone=True)
    return AppTest.from_function(_share, default_timeout=60).run(), at_hill


def test_an_authority_that_is_here_is_chosen_sent_to_and_taken_back_from(own_database: None) -> None:
    page, hill = begin_beside_hill()
    chosen = next(one for one in page.selectbox if one.label == "Share with")
    assert chosen.options == ["Hill", "Another local authority"]
    assert not [one for one in page.text_input if one.label == "Local authority"]
    field(page, "Sections").set_value(["leadership"])
    page.run()
    press(page, "See what would be shared")
    assert len(page.table[0].value) == 27
    press(page, "Send it to Hill")
    assert "It counts once they have checked that it comes from you" in words(page)
    assert "Sent directly: it has arrived." in words(page)
    with reading(hill) as scope:
        here = area_of(scope)
    assert here.here == ()
    assert "It waits at Hill since" in words(page)
    accepting.accept_waiting(hill, unaccepted_id=here.unaccepted[0].id)
    page.run()
    assert "Hill accepted it on" in words(page)
    press(page, "See what would be shared")
    press(page, "Send it to Hill")
    assert "Hill has it now. The receipt is below" in words(page)
    with reading(hill) as scope:
        assert [one.name for one in area_of(scope).here] == ["Elm"]
    press(page, "Take back everything from Hill")
    assert "Taken back. What you shared is deleted at Hill." in words(page)
    assert "You took it back: what it said is deleted there." in words(page)
    assert "_share_file" not in page.session_state, "there is nothing left to send"
    with reading(hill) as scope:
        assert [one.gone_by for one in area_of(scope).received] == ["withdrawn", "withdrawn"]


def test_after_a_change_of_key_the_receipt_says_why_it_waits_and_taking_back_says_what_stays(
    own_database: None,
) -> None:
    page, hill = begin_beside_hill()
    field(page, "Sections").set_value(["leadership"])
    page.run()
    press(page, "See what would be shared")
    press(page, "Send it to Hill")
    with reading(hill) as scope:
        [waiting] = area_of(scope).unaccepted
    accepting.accept_waiting(hill, unaccepted_id=waiting.id)
    change_key(desk())
    press(page, "Take back everything from Hill")
    told = "Hill knows you by another key, so what they accepted before is still there. Download this file and send it"
    assert told in words(page)
    assert "What waited" not in words(page)
    assert page.session_state["_share_file"][0].endswith(".json")
    press(page, "See what would be shared")
    press(page, "Send it to Hill")
    assert "knows you by another key than the one you sign with now" in words(page)
    assert "They know you by another key: yours has changed since." in words(page)
    press(page, "Take back everything from Hill")
    assert f"What waited at Hill is taken back. {told}" in words(page)
    assert page.session_state["_share_file"][0].endswith(".json")
    assert "is deleted at Hill" not in words(page)


def test_whoever_types_the_code_of_an_authority_here_can_send_it_too(own_database: None) -> None:
    page, hill = begin_beside_hill()
    registering.let_send(hill, anyone=False)
    page.run()
    assert not [one for one in page.selectbox if one.label == "Share with"]
    field(page, "Local authority").set_value("Hill")
    field(page, "Its code").set_value(hill.organisation.uid)
    field(page, "Sections").set_value(["leadership"])
    page.run()
    press(page, "See what would be shared")
    press(page, "Make a file instead")
    assert page.session_state["_share_file"][0].endswith(".json")
    with reading(hill) as scope:
        assert area_of(scope).received == ()


def test_an_authority_says_who_may_send_it_something_directly(own_database: None) -> None:
    page = begin(_providers)
    page.checkbox(key="area_anyone").check().run()
    assert desk().organisation.takes_submissions
    page.checkbox(key="area_anyone").uncheck().run()
    assert not desk().organisation.takes_submissions


def test_what_came_directly_is_accepted_or_refused_on_providers(own_database: None) -> None:
    page = begin(_providers)
    registering.add_provider(desk(), name="Provider 1", kind=OrganisationKind.FE_COLLEGE)
    for number in (1, 2):
        wait(desk(), sent(number))
    page.run()
    assert "check the name and the fingerprint" in words(page)
    assert words(page).count("Fingerprint of the key") == 2
    assert "0 of 1 provider" in words(page)
    first, second = (one for one in page.selectbox if one.label == "Who sent this?")
    assert (first.options[first.index], second.value) == ("Provider 1", None)
    press(page, "Accept it")
    assert "Accepted from Provider 1. What it sends with this key comes through from now on." in words(page)
    assert "1 of 1 provider" in words(page)
    press(page, "Refuse and delete it")
    assert "Refused. Nothing of it is kept." in words(page)
    assert "Not yet accepted" not in [one.value for one in page.header]


def test_the_area_says_that_something_waits_to_be_accepted_and_counts_nothing_of_it(own_database: None) -> None:
    page = begin(_area)
    assert "until you check who sent" not in words(page)
    for number in range(5):
        wait(desk(), sent(number))
    page.run()
    assert "5 submissions wait until you check who sent them." in words(page)
    assert "Nothing to show yet" in words(page)
    assert "Draw the view anew" not in [one.label for one in page.button]


def test_a_file_is_offered_to_whoever_has_its_name_in_the_register(own_database: None) -> None:
    page = begin(_providers)
    for name in ("Oak", "provider 1"):
        registering.add_provider(desk(), name=name, kind=OrganisationKind.FE_COLLEGE)
    choose(page, sent(1, LM1=Rating.RED))
    sender = next(one for one in page.selectbox if one.label == "Who sent this?")
    assert sender.options[sender.index] == "provider 1"
    choose(page, sent(2, LM1=Rating.RED))
    sender = next(one for one in page.selectbox if one.label == "Who sent this?")
    assert sender.value is None


def test_a_fingerprint_that_was_compared_says_nothing_of_another(own_database: None) -> None:
    page = begin(_providers)
    receiving.accept(desk(), data=sent(1, LM1=Rating.RED))
    uid, edition = desk().organisation.uid, desk().library.current.id
    choose(page, submission_from(uid, 1, time=1, key="ab" * 32, edition=edition, LM1=Rating.RED))
    page.checkbox[0].check().run()
    assert not page.button(key="area_accept").disabled
    choose(page, submission_from(uid, 1, time=1, key="cd" * 32, edition=edition, LM1=Rating.RED))
    assert page.button(key="area_accept").disabled
