"""While sendsat is shared with a room: a link for another browser of whoever leads, and how all others are shut out."""

import streamlit as st

from sendsat.services.organisation import sharing
from sendsat.services.organisation.sharing import COOKIE, PARAMETER, Sharing
from sendsat.ui.frame import notices, state, workplace
from sendsat.ui.frame.workplace import desk
from sendsat.ui.workshop import room

WHERE = "shared"


def draw() -> None:
    """Draw the closed panel; nothing where this program is not shared."""
    shared = workplace.SHARED
    if shared is None:
        return
    with st.expander("Shared on this network", icon=":material/wifi_tethering:", key="shared"):
        st.markdown(
            "A link of your own opens everything, in one browser, once. Give it to nobody, and make none while this "
            "page is on the projector."
        )
        with st.container(horizontal=True):
            st.button("Make a link for another browser", key="make_own_link", on_click=_make, args=(shared,))
            if is_free := sharing.speaks_for_everybody(desk()):
                _offer_to_shut_out(shared)
        if not is_free:
            st.caption(
                "Other organisations use this sendsat too, so only somebody who runs workshops in all of them can shut "
                "browsers out."
            )
        notices.show(WHERE)
        _link(shared)


def _offer_to_shut_out(shared: Sharing) -> None:
    turn = st.session_state.get(state.SHARED_TURN, 0)
    with st.popover("Shut all other browsers out", key=f"shut_out_{turn}"):
        st.markdown(
            "For when somebody got in who should not. Only this browser stays in, and links that were not used "
            "open nothing. Phones stay: take them out where you see who is here."
        )
        st.button("Yes, shut them out", key=f"shut_out_yes_{turn}", on_click=_shut_out, args=(shared,))


def _link(shared: Sharing) -> None:
    """The link that was made last in this tab, until it is used."""
    link = st.session_state.get(state.SHARED_LINK)
    if link is None:
        return
    if shared.is_unused(link):
        st.code(f"{room.join_address().removesuffix('/join')}/?{PARAMETER}={link}", language=None, wrap_lines=True)
    else:
        st.caption("The link you made here opens nothing any more.")


def _make(shared: Sharing) -> None:
    def keep(link: str) -> str:
        st.session_state[state.SHARED_LINK] = link
        return "A new link. One that was made here before opens nothing any more."

    notices.attempt(WHERE, lambda: sharing.make_own_link(desk(), sharing=shared), success=keep)


def _shut_out(shared: Sharing) -> None:
    own = st.context.cookies.get(COOKIE) or ""
    st.session_state[state.SHARED_TURN] = st.session_state.get(state.SHARED_TURN, 0) + 1
    notices.attempt(
        WHERE,
        lambda: sharing.shut_out_others(desk(), sharing=shared, own=own),
        success="Only this browser is let in now.",
    )
