"""What came directly and nobody has accepted yet: check the name and the fingerprint, then accept or refuse it."""

import streamlit as st

from sendsat.assessment.area.partners import Area, Unaccepted
from sendsat.assessment.area.submission import Submission
from sendsat.exchange.submission.contents import submission_in
from sendsat.services.area import accepting
from sendsat.ui.area import contents
from sendsat.ui.area.files import choose_sender, chosen_sender
from sendsat.ui.frame import notices
from sendsat.ui.frame.workplace import desk


def draw(area: Area) -> None:
    """Draw what waits; nothing where nothing does."""
    if area.unaccepted:
        st.header("Not yet accepted", anchor=False)
        st.markdown(
            "Sent directly with a key that is new here. Anybody can type any name, so check the name and the "
            "fingerprint: ask the provider to read you its own. Until you accept it, it counts nowhere."
        )
    notices.show("area_waiting", empty="")
    for waiting in area.unaccepted:
        with st.container(border=True):
            _card(area, waiting)


def _card(area: Area, waiting: Unaccepted) -> None:
    what = submission_in(dict(waiting.content))
    contents.put(what, key=waiting.key, came_at=waiting.arrived_at)
    known = next((provider for provider in area.providers if provider.uid == what.provider_uid), None)
    if known is None:
        choose_sender(area, what)
    is_other_key, confirmed = known is not None and known.key != waiting.key, ""
    if known is not None and is_other_key:
        confirmed = contents.compared(before=known.key, now=waiting.key, name=_name(waiting))
    with st.container(horizontal=True):
        st.button(
            "Accept it",
            type="primary",
            disabled=is_other_key and not confirmed,
            on_click=_accept,
            args=(waiting, None if known else what, is_other_key),
            key=f"accept_{waiting.id}",
        )
        with st.popover("Refuse it"):
            st.markdown("Nothing of it is kept. Your record says that it came, and that you refused it.")
            st.button("Refuse and delete it", on_click=_refuse, args=(waiting,), key=f"refuse_{waiting.id}")


def _accept(waiting: Unaccepted, of_nobody_known: Submission | None, is_other_key: bool) -> None:
    """Accept it as it is chosen at this moment: a press can come before the page was drawn with it."""
    provider_id = chosen_sender(of_nobody_known) if of_nobody_known else None
    confirmed = contents.said_to_be_the_same(now=waiting.key, name=_name(waiting)) if is_other_key else ""
    notices.attempt(
        "area_waiting",
        lambda: accepting.accept_waiting(
            desk(), unaccepted_id=waiting.id, provider_id=provider_id, confirmed=confirmed
        ),
        success=lambda provider: (
            f"Accepted from {provider.name}. What it sends with this key comes through from now on. "
            f"{notices.saved_words()}"
        ),
    )


def _name(waiting: Unaccepted) -> str:
    return f"waiting_{waiting.id}_"


def _refuse(waiting: Unaccepted) -> None:
    notices.attempt(
        "area_waiting",
        lambda: accepting.refuse_waiting(desk(), unaccepted_id=waiting.id),
        success=f"Refused. Nothing of it is kept. {notices.saved_words()}",
    )
