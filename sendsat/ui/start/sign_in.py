"""What somebody sees who has not signed in, or whom nobody has let in yet; and in the sidebar, who is signed in."""

from pathlib import Path

import streamlit as st

from sendsat.assessment.people.people import Person
from sendsat.errors import SendsatError
from sendsat.ui.frame.words import plain
from sendsat.ui.start import whereabouts

_ASKED = st.components.v2.component("sendsat_asked", js=(Path(__file__).parent / "asked.js").read_text("utf-8"))


def ask() -> None:
    """Draw the page on which somebody signs in."""
    st.title("sendsat")
    st.markdown(
        "Judge how well you serve young people aged 16 to 25 with special educational needs and disabilities (SEND). "
        "Sign in with the account you use at work."
    )
    _ASKED(key="asked", height=1)
    st.button("Sign in", type="primary", on_click=st.login)


def link_ended() -> None:
    """Draw the page for whoever has a link to read by that opens nothing any more."""
    st.title("This link has ended")
    st.markdown("It opens nothing any more. Ask whoever gave it to you for another, or sign in.")
    _ASKED(key="asked", height=1)
    st.button("Sign in", type="primary", on_click=st.login)


def refuse(person: Person) -> None:
    """Draw the page for somebody who signed in and has not been let in."""
    st.title("Ask your administrator to let you in")
    st.markdown(f"You are signed in as **{plain(person.name)}**{_mail(person)}, but nobody here has invited you yet.")
    if not person.mail:
        st.markdown(
            "Your sign-in service did not confirm that a mail address is yours, and sendsat invites people by their "
            "address. Tell whoever looks after it."
        )
    with st.container(horizontal=True):
        st.button("Try again", type="primary")
        st.button("Sign out", on_click=st.logout)


def not_seen(error: SendsatError) -> None:
    """Draw the page for a link to an organisation that one may not see. It says nothing of that organisation."""
    st.title("You cannot see this organisation")
    st.markdown(f"{plain(error.message)} {plain(error.remedy)}")
    st.button("Go to what you can see", type="primary", on_click=whereabouts.leave)


def _mail(person: Person) -> str:
    return f" ({plain(person.mail)})" if person.mail and person.mail != person.name else ""


def signed_in_as(person: Person) -> None:
    """Draw who is signed in and as what, with the way out; nothing where nobody signs in."""
    if not person.is_signed_in:
        return
    if person.is_by_link:
        st.caption(f"Reading by the link “{plain(person.name)}”")
        st.button("Sign in", type="tertiary", on_click=st.login, help="Where you have an account of your own.")
        return
    st.caption(f"{plain(person.name)} · {person.role.word}")
    st.button("Sign out", type="tertiary", on_click=st.logout, help="Ends your visit in this browser.")
