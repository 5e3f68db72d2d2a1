"""The files that providers send: looked at first, then taken in; and what was taken in before."""

import streamlit as st

from sendsat.assessment.area.partners import Area, Provider
from sendsat.assessment.area.submission import Submission, Withdrawal
from sendsat.errors import SendsatError
from sendsat.services.area import receiving
from sendsat.services.area.receiving import Arrived
from sendsat.ui.area import contents
from sendsat.ui.frame import notices, state, view
from sendsat.ui.frame.words import day, plain, plural
from sendsat.ui.frame.workplace import desk

NEW = "A new provider"


def draw() -> None:
    """Draw the box for a file, and what it would bring."""
    st.header("Take a file in", anchor=False)
    notices.show("area_files")
    turn = int(st.session_state.get(state.AREA_TURN, 0))
    file = st.file_uploader("Submission or withdrawal that a provider sent", type="json", key=state.area_file(turn))
    if file is None:
        st.caption("You will see what is in it before anything is kept.")
        return
    data = file.getvalue()
    try:
        arrived = receiving.look_at(desk(), data)
    except SendsatError as error:
        st.error(f"{plain(error.message)}  \n{plain(error.remedy)}", icon=":material/error:")
        return
    _offer(arrived, data)


def _offer(arrived: Arrived, data: bytes) -> None:
    what = arrived.what
    if isinstance(what, Withdrawal):
        _offer_withdrawal(arrived, data)
        return
    contents.put(what, key=arrived.key)
    if arrived.ends:
        st.markdown("It takes the place of an older one, which is kept but counts no longer.")
    confirmed = _compared(arrived)
    if not arrived.known:
        choose_sender(view.current().area, what)
    st.button(
        "Take this submission in",
        type="primary",
        disabled=arrived.is_other_key and not confirmed,
        on_click=_accept_submission,
        args=(data, arrived),
        key="area_accept",
    )


def _offer_withdrawal(arrived: Arrived, data: bytes) -> None:
    assert arrived.known is not None
    st.markdown(
        f"**{plain(arrived.known.name)}** takes back {plural(arrived.ends, 'submission')}. What was said in them "
        "is deleted here."
    )
    confirmed = _compared(arrived) if arrived.is_other_key else ""
    st.button(
        "Take it back", type="primary", on_click=_accept_withdrawal, args=(data, arrived), key="area_accept",
        disabled=arrived.is_other_key and not confirmed,
    )  # fmt: skip


def choose_sender(area: Area, submission: Submission) -> None:
    """Ask whom of the register it is from: at first whoever has the name that the sender gave."""
    unsent = [provider for provider in area.here if not provider.uid]
    names: dict[int | None, str] = {None: NEW} | {provider.id: provider.name for provider in unsent}
    alike = next(
        (provider.id for provider in unsent if provider.name.casefold() == submission.provider.casefold()), None
    )
    first = list(names).index(alike)
    st.selectbox(
        "Who sent this?", list(names), index=first, key=state.area_sender(submission.uid), format_func=names.__getitem__
    )


def chosen_sender(submission: Submission) -> int | None:
    """Whom of the register it is said to be from at this moment; None for somebody new, or where nobody was asked."""
    provider_id: int | None = st.session_state.get(state.area_sender(submission.uid))
    return provider_id


def _compared(arrived: Arrived) -> str:
    """The fingerprint, where somebody has said that they compared it."""
    st.caption("Ask the provider to read you the fingerprint of its key, and compare.")
    if not arrived.is_other_key:
        return ""
    assert arrived.known is not None
    return contents.compared(before=arrived.known.key, now=arrived.key, name="")


def _accept_submission(data: bytes, arrived: Arrived) -> None:
    """Take one in as it is chosen at this moment: a press can come before the page was drawn with it."""
    assert isinstance(arrived.what, Submission)
    _accept(data, None if arrived.known else chosen_sender(arrived.what), _confirmed(arrived))


def _accept_withdrawal(data: bytes, arrived: Arrived) -> None:
    _accept(data, None, _confirmed(arrived), ends=arrived.ends)


def _confirmed(arrived: Arrived) -> str:
    """The fingerprint that is said to be compared at this moment; "" where none needs to be."""
    return contents.said_to_be_the_same(now=arrived.key, name="") if arrived.is_other_key else ""


def _accept(data: bytes, provider_id: int | None, confirmed: str, *, ends: int | None = None) -> None:
    """Take a file in; `ends` says how many submissions a withdrawal takes back."""

    def told(provider: Provider) -> str:
        if ends is not None:
            return f"{provider.name} took back {plural(ends, 'submission')}. {notices.saved_words()}"
        return f"Taken in from {provider.name}. {notices.saved_words()}"

    done = notices.attempt(
        "area_files",
        lambda: receiving.accept(desk(), data=data, provider_id=provider_id, confirmed=confirmed),
        success=told,
    )
    if done is not None:
        st.session_state[state.AREA_TURN] = int(st.session_state.get(state.AREA_TURN, 0)) + 1


def received_words(area: Area, provider: Provider) -> str:
    """What a provider has sent, on one line."""
    received = area.latest(provider.id)
    if received is None and provider.withdrawn_at is not None:
        return f"Took back what it sent, {day(provider.withdrawn_at)}."
    if received is None:
        return "What it sent was deleted here." if provider.uid else "Nothing sent yet."
    return f"Sent {received.round}, made {day(received.made_at)}, taken in {day(received.received_at)}."


def put_deletion(area: Area, provider: Provider) -> None:
    """Draw the button that deletes a provider's submission, and asks first."""
    received = area.latest(provider.id)
    if received is None:
        return
    with st.popover("Delete its submission", key=f"deletion_{received.id}"):
        st.markdown("What it said is deleted for good, and counts no longer.")
        st.button("Delete it", on_click=_delete, args=(received.id,), key=f"delete_received_{received.id}")


def _delete(received_id: int) -> None:
    notices.attempt(
        "area_files",
        lambda: receiving.delete_submission(desk(), received_id=received_id),
        success=f"The submission is deleted. {notices.saved_words()}",
    )
