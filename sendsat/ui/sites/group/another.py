"""One more organisation beside the one that is shown: another college of a group, say."""

import streamlit as st

from sendsat.assessment.organisations import KINDS_TO_CHOOSE, OrganisationKind
from sendsat.assessment.rules import LONGEST_NAME, suggested_round_name
from sendsat.services.organisation.founding import found_another
from sendsat.ui.frame import navigation, notices, state
from sendsat.ui.frame.words import plain, today
from sendsat.ui.frame.workplace import desk


def draw() -> None:
    """Draw the page."""
    at_work = desk()
    st.title("Another organisation", anchor=False)
    st.markdown(
        "Add a college, provider or local authority of its own, with its own teams, rounds and action plan. Then a "
        "list at the top of the menu leads from one to the other."
    )
    if at_work.person.is_signed_in:
        st.markdown("You become its administrator. Nobody else sees it until you invite them on People.")
    else:
        st.markdown("Everybody at this computer can see every organisation in it.")
    st.caption(f"Nothing in {plain(at_work.organisation.name)} changes. For one more team or site, add a team instead.")
    _form()


def _form() -> None:
    with st.form("another", border=True):
        name = st.text_input("Name of the organisation", max_chars=LONGEST_NAME, key=state.ANOTHER_NAME)
        kind = st.radio("What is it? It decides which law binds it.", KINDS_TO_CHOOSE, format_func=_word,
                        key=state.ANOTHER_KIND)  # fmt: skip
        round_name = st.text_input(
            "Name of its first round of rating",
            value=suggested_round_name(today()),
            max_chars=LONGEST_NAME,
            key=state.ANOTHER_ROUND,
        )
        if st.form_submit_button("Add the organisation", type="primary"):
            _add(name, kind or KINDS_TO_CHOOSE[0], round_name)


def _word(kind: OrganisationKind) -> str:
    return kind.word


def _add(name: str, kind: OrganisationKind, round_name: str) -> None:
    added = notices.attempt(
        "page",
        lambda: found_another(desk(), name=name, kind=kind, round_name=round_name),
        success=f"{' '.join(name.split())} is added, and is what you see now.",
    )
    if added is None:
        notices.show_once("page")
        return
    navigation.go_to(added.uid)
    home = navigation.link(st.session_state.get(state.PAGES, {}), "")
    if home is None:
        st.rerun()
    st.switch_page(home, query_params={state.ORGANISATION: added.uid})
