"""The first run: who are you, and what is this round called. Nothing else stands before the first rating."""

from datetime import UTC, datetime

import streamlit as st

from sendsat.assessment.organisations import KINDS_TO_CHOOSE, OrganisationKind
from sendsat.assessment.people.people import SOMEONE, Person
from sendsat.assessment.rules import LONGEST_NAME, suggested_round_name
from sendsat.errors import SendsatError
from sendsat.services.demonstration.college import load_demonstration
from sendsat.services.demonstration.stories import Story, gather
from sendsat.services.desk import Desk
from sendsat.services.organisation import admitting
from sendsat.services.organisation.founding import found_organisation
from sendsat.settings import DEMONSTRATION
from sendsat.ui.frame import state, workplace
from sendsat.ui.frame.words import plain, today

STORIES = {
    Story.COLLEGE: (
        "Load the demonstration",
        "Riverbank College is made up. It has three termly rounds, four teams and a full action plan, so you can see "
        "what sendsat looks like in use.",
    ),
    Story.GROUP: (
        "Load a college group",
        "The same college in a made-up group: three colleges, each with sites, side by side.",
    ),
    Story.AREA: (
        "Load a local authority",
        "The same college beside a made-up local authority, to which it and eleven other providers have sent their "
        "ratings.",
    ),
}
"""The demonstrations by which one can look around: what to press, and what is loaded."""


def draw(person: Person = SOMEONE) -> None:
    """Draw the welcome page for the person who sets sendsat up."""
    st.title("Welcome to sendsat")
    st.markdown(
        "Judge how well you serve young people aged 16 to 25 with special educational needs and disabilities (SEND): "
        "read the guidance, agree Red, Amber or Green for each statement, and plan what to do about it."
    )
    left, right = st.columns([3, 2], gap="large")
    with left:
        _found(person)
    with right:
        _demonstration(person)


def _found(person: Person) -> None:
    with st.form("found", border=True, enter_to_submit=True):
        st.header("Start with your organisation", anchor=False)
        name = st.text_input("Name of your organisation", max_chars=LONGEST_NAME)
        kind = st.radio("What is it? It decides which law binds you.", KINDS_TO_CHOOSE, format_func=_word)
        round_name = st.text_input(
            "Name of the first round of rating",
            value=suggested_round_name(today()),
            max_chars=LONGEST_NAME,
        )
        if st.form_submit_button("Start rating", type="primary"):
            _keep(person, name, kind or KINDS_TO_CHOOSE[0], round_name)


def _word(kind: OrganisationKind) -> str:
    return kind.word


def _keep(person: Person, name: str, kind: OrganisationKind, round_name: str) -> None:
    try:
        found_organisation(
            workplace.store(),
            workplace.library(),
            name=name,
            kind=kind,
            round_name=round_name,
            now=datetime.now(UTC),
            person=person,
        )
    except SendsatError as error:
        _refused(error)
        return
    st.rerun()


def _refused(error: SendsatError) -> None:
    """Say what is wrong; a second click, or somebody else who was faster, has started sendsat already: go on there."""
    if workplace.organisation() is not None:
        st.rerun()
    st.error(plain(str(error)), icon=":material/error:")


def _demonstration(person: Person) -> None:
    with st.container(border=True):
        st.header("Or look around first", anchor=False)
        for story, (label, words) in STORIES.items():
            st.markdown(words)
            if st.button(label):
                _load(story, person)
        st.caption("All of it is made up.")
        name = plain(person.name) if person.is_signed_in else person.name.lower()
        st.caption(f"To start afresh later, see About. Signed in as: {name}.")


def _load(story: Story, person: Person) -> None:
    store, library, now = workplace.store(), workplace.library(), datetime.now(UTC)
    try:
        with st.spinner("Loading. It takes a few seconds."):
            college = load_demonstration(store, library, DEMONSTRATION, now=now)
            if person.is_signed_in:  # to begin others beside it, its administrator must have come in
                admitting.admit(store, person, first_administrator=person.mail, now=now)
            gathered = gather(story, Desk(store, library, college, person))
    except SendsatError as error:
        _refused(error)
        return
    if story is Story.AREA:
        st.session_state[state.HERE] = gathered[0].uid
    st.rerun()
