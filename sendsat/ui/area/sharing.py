"""Sharing a round with a local authority: choose, see exactly what will be seen, send it or make the file, take it
back."""

from functools import partial

import streamlit as st

from sendsat.assessment.area.submission import Choice, SharedAction, SharedStatement, Submission, by_team
from sendsat.assessment.organisations import Organisation
from sendsat.assessment.rating import label_of
from sendsat.assessment.values import Status
from sendsat.errors import SendsatError
from sendsat.exchange.formats import Format
from sendsat.services.area import submitting
from sendsat.services.area.submitting import Sent
from sendsat.services.records.recording import take_away
from sendsat.ui.area import receipts
from sendsat.ui.frame import navigation, notices, state, view
from sendsat.ui.frame.words import plain, told_apart
from sendsat.ui.frame.workplace import desk

TICKS = {
    "commentary": "Reasons",
    "evidence": "Evidence",
    "actions": "Actions",
    "people": "Names of who does actions",
}
ANOTHER = ""
"""Chosen in place of the code of an authority here."""
FEW, READ_IN = 4, 420
"""More rows than these are read in a table so many pixels high."""


def draw() -> None:
    """Draw the page."""
    page = view.current()
    st.title("Share with a local authority", anchor=False)
    navigation.put_link("files", "Back to Import and export", icon=":material/swap_vert:")
    st.markdown(
        "The local authority adds your ratings to those of its other providers. You see all that goes first. If the "
        "authority uses this same sendsat, you press **Send**. Else you make one signed file and send it yourself."
    )
    st.markdown(f"Round: **{plain(page.round.name)}**. Choose another in the sidebar.")
    choice = _choice(page)
    st.button("See what would be shared", on_click=_look, key="share_look")
    with st.container():
        notices.show_once("share_look")
    notices.show("share")
    looked = st.session_state.get(state.SHARE_SEEN)
    if looked is not None and looked[:2] == (page.round.id, choice):
        _preview(page, choice, *looked[2:])
    _file()
    receipts.draw(page.receipts)


def _choice(page: view.View) -> Choice:
    authority, code = _authority(page.authorities)
    titles = {section.id: f"{section.number} {section.title}" for section in page.edition.sections}
    sections = st.multiselect(
        "Sections to share", list(titles), key=state.SHARE_SECTIONS, format_func=titles.__getitem__
    )
    st.caption(
        f"{_what_goes(page)} Beside it goes only what you tick. The authority may read your reasons under your name, "
        "or under the other name that you give below:"
    )
    with st.container(horizontal=True):
        ticked = {name: st.checkbox(label, key=state.share_with(name)) for name, label in TICKS.items()}
    if desk().person.is_signed_in:
        st.caption(
            "People whom you invited as **Partner** read it too, on a page of their own, until you take it back. "
            "Another name does not hide you from them."
        )
        navigation.put_link(navigation.SHARED, "What partners see", icon=":material/visibility:")
    alias = st.text_input("Another name to be seen by, if you do not want your own shown", key=state.SHARE_ALIAS)
    return Choice(authority, code, tuple(sections), alias=alias, **ticked)


def _what_goes(page: view.View) -> str:
    """Whose rating goes; of several teams by which rule it was made."""
    if len(page.round.teams) < 2:
        return "Your team's rating goes."
    return f"The rating of all your teams together goes: {page.round.roll_up.phrase}."


def _authority(here: tuple[Organisation, ...]) -> tuple[str, str]:
    """The name and code of the authority: chosen from those that can be sent something directly, or typed."""
    names = told_apart({organisation.uid: organisation.name for organisation in here}) | {
        ANOTHER: "Another local authority"
    }
    chosen = ANOTHER
    if here:
        chosen = st.selectbox("Share with", list(names), format_func=names.__getitem__, key=state.SHARE_TO)
    if chosen != ANOTHER:
        return next(organisation.name for organisation in here if organisation.uid == chosen), chosen
    left, right = st.columns(2)
    authority = left.text_input("Local authority", key=state.SHARE_AUTHORITY, max_chars=100)
    return authority, right.text_input("Its code, from the invitation", key=state.SHARE_CODE, max_chars=60)


def _chosen(page: view.View) -> Choice:
    """What is chosen at this moment: a press can come before the page was drawn with it."""
    held = st.session_state
    to = held.get(state.SHARE_TO, ANOTHER)
    names = {organisation.uid: organisation.name for organisation in page.authorities}
    typed = held.get(state.SHARE_AUTHORITY, ""), held.get(state.SHARE_CODE, "")
    authority, code = (names[to], to) if to in names else typed
    ticked = {name: held[state.share_with(name)] for name in TICKS}
    return Choice(authority, code, tuple(held[state.SHARE_SECTIONS]), alias=held[state.SHARE_ALIAS], **ticked)


def _look() -> None:
    st.session_state.pop(state.SHARE_FILE, None)
    page = view.current()
    round_id, choice = page.round.id, _chosen(page)
    try:
        submission = submitting.preview_submission(desk(), round_id, choice)
        here = submitting.authority_here(desk(), submission.authority_code)
    except SendsatError as error:
        st.session_state.pop(state.SHARE_SEEN, None)
        notices.say("share_look", notices.Notice("failed", str(error)))
        return
    notices.forget("share")
    notices.forget("share_look")
    st.session_state[state.SHARE_SEEN] = (round_id, choice, submission, here)


def _preview(page: view.View, choice: Choice, submission: Submission, here: Organisation | None) -> None:
    st.header("This is all that will be seen", anchor=False)
    st.markdown(f"From **{plain(submission.provider)}**: {plain(submitting.shared_words(choice, submission))}.")
    _table([_statement(page, choice, statement) for statement in submission.statements])
    if submission.actions:
        _table([_action(choice, action) for action in submission.actions])
    if choice.commentary or choice.evidence or choice.actions:
        st.warning(
            "Texts go as they were typed. If a text names a learner or a colleague, that name goes too: read them.",
            icon=":material/visibility:",
        )
    if here is None:
        st.button("Make the file", type="primary", on_click=_make, args=(choice, submission), key="share_make")
        return
    st.markdown(
        f"{plain(here.name)} uses this same sendsat, so it gets this as soon as you press **Send**. The first time, "
        "they check that it comes from you."
    )
    with st.container(horizontal=True):
        label = f"Send it to {here.name}"
        st.button(label, type="primary", on_click=_send, args=(choice, submission), key="share_send")
        st.button("Make a file instead", on_click=_make, args=(choice, submission), key="share_make")


def _table(rows: list[dict[str, str]]) -> None:
    st.table(rows, hide_index=True, height=READ_IN if len(rows) > FEW else "content")


def _statement(page: view.View, choice: Choice, shared: SharedStatement) -> dict[str, str]:
    """One row, with each text whole: what cannot be read cannot be agreed to."""
    row = {
        "Statement": f"{shared.statement_id} {plain(page.edition.statements[shared.statement_id].text)}",
        "Rating": label_of(shared.rating),
    }
    if choice.commentary:
        row["Reasons"] = plain("\n".join(by_team(shared.commentary)))
    if choice.evidence:
        row["Evidence"] = plain("\n".join(by_team(shared.evidence)))
    return row


def _action(choice: Choice, shared: SharedAction) -> dict[str, str]:
    row = {
        "Action": plain(shared.text),
        "For": ", ".join(shared.statements),
        "Status": Status(shared.status).word,
    }
    if choice.people:
        row["Who"] = plain(shared.owner)
    return row


def _send(choice: Choice, submission: Submission) -> None:
    sent = notices.attempt(
        "share",
        lambda: submitting.send(desk(), round_id=submission.round_id, choice=choice, seen=submission),
        success=_sent_words,
    )
    if sent is not None:
        st.session_state.pop(state.SHARE_SEEN, None)


def _sent_words(sent: Sent) -> str:
    if sent.is_other_key:
        return (
            f"{sent.authority.name} has it now, and knows you by another key than the one you sign with now. It counts "
            "once they have asked you for the fingerprint of your key, and accepted it. It stands on the receipt below."
        )
    if sent.waits:
        return (
            f"{sent.authority.name} has it now. It counts once they have checked that it comes from you: they may ask "
            "for the fingerprint of your key. It stands on the receipt below, and there you can take this back."
        )
    return f"{sent.authority.name} has it now. The receipt is below, and there you can take it back."


def _make(choice: Choice, submission: Submission) -> None:
    made = notices.attempt(
        "share",
        lambda: submitting.submit(desk(), round_id=submission.round_id, choice=choice, seen=submission),
        success="The file is made. Download it and send it to the local authority. The receipt is below.",
    )
    st.session_state.pop(state.SHARE_SEEN, None)
    if made is not None:
        st.session_state[state.SHARE_FILE] = made


def _file() -> None:
    made: tuple[str, bytes] | None = st.session_state.get(state.SHARE_FILE)
    if made is not None:
        name, content = made
        st.download_button(
            "Download the file",
            partial(take_away, desk(), file=name, make=lambda: content),
            name,
            Format.JSON.media_type,
            type="primary",
            on_click="ignore",
            key="share_file",
        )
        st.caption("sendsat does not keep this file. Download it now.")
