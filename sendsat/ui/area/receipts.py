"""The receipts of what was shared: what went to whom, what became of it, and taking it back."""

import streamlit as st

from sendsat.assessment.area.partners import Fate, Receipt
from sendsat.services.area import submitting
from sendsat.services.area.submitting import TakenBack
from sendsat.ui.frame import notices, state
from sendsat.ui.frame.words import day, moment, plain, plural
from sendsat.ui.frame.workplace import desk

OVERTAKEN = "It is not there now: something newer took its place, or it was refused or taken back."
OTHER_KEY = (
    "They know you by another key: yours has changed since. So they ask you first, best by telephone, for the "
    "fingerprint below."
)
GONE = {
    "withdrawn": "You took it back: what it said is deleted there.",
    "deleted": "They have deleted what it said.",
    "replaced": "What you shared since counts in its place.",
}


def draw(receipts: tuple[tuple[Receipt, Fate | None], ...]) -> None:
    """Draw every receipt, newest first, each with what became of it where that is known here."""
    st.header("Receipts", anchor=False)
    if not receipts:
        st.caption("Nothing was shared yet.")
        return
    newest: set[str] = set()
    for receipt, fate in receipts:
        what = "Taken back" if receipt.kind == "withdrawal" else "Shared"
        with st.container(border=True):
            st.markdown(
                f"**{what}: {plain(receipt.authority)}**, {moment(receipt.at)}, by {plain(receipt.person)}  \n"
                f"{plain(receipt.shared)}"
            )
            if told := _fate(receipt, fate, is_newest=receipt.authority_code not in newest):
                st.markdown(told)
            checksum, fingerprint = receipt.checksum.split(" ", 1)
            st.caption(f"Checksum of the file: {checksum[:16]}… Fingerprint of your key: {fingerprint}.")
            if receipt.kind == "submission" and receipt.authority_code not in newest:
                label = f"Take back everything from {receipt.authority}"
                st.button(label, on_click=_withdraw, args=(receipt,), key=f"take_back_{receipt.id}")
        newest.add(receipt.authority_code)
    st.caption(plural(len(receipts), "receipt"))


def _fate(receipt: Receipt, fate: Fate | None, *, is_newest: bool) -> str:
    """What became of it, in a sentence; "" where a file was made and nobody here can know."""
    authority = plain(receipt.authority)
    if receipt.kind != "submission":
        return ""
    if fate is None:
        was_sent = receipt.shared.endswith(submitting.ARRIVED)
        if not was_sent:
            return ""
        return f"{authority} does not have it now: it was refused or taken back." if is_newest else OVERTAKEN
    if not fate.is_accepted:
        waits = f"It waits at {authority} since {moment(fate.since)}."
        return f"{waits} {OTHER_KEY if fate.is_other_key else ''} It counts once they have accepted it."
    accepted = f"{authority} accepted it on {day(fate.since)}."
    return f"{accepted} {GONE.get(fate.gone_by, 'It counts there no longer.')}" if fate.gone_by else accepted


def _withdraw(receipt: Receipt) -> None:
    made = notices.attempt(
        "share",
        lambda: submitting.withdraw(desk(), receipt_id=receipt.id),
        success=_taken_back_words,
    )
    st.session_state.pop(state.SHARE_FILE, None)
    if made is not None and (made.stays or not made.has_arrived):
        st.session_state[state.SHARE_FILE] = made.name, made.content


def _taken_back_words(taken: TakenBack) -> str:
    if taken.stays:
        begins = f"What waited at {taken.authority} is taken back. " if taken.has_arrived else ""
        return (
            f"{begins}{taken.authority} knows you by another key, so what they accepted before is still there. "
            "Download this file and send it to them. They ask you for the fingerprint of your key, then take it in."
        )
    if taken.has_arrived:
        return f"Taken back. What you shared is deleted at {taken.authority}."
    return f"Download this file too and send it to {taken.authority}: it takes back what you shared."
