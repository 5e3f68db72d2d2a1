"""What leaders agreed on where teams differ, in the statement for leaders, and the way to set it or take it back."""

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.rating import Rating
from sendsat.assessment.roll_up import Agreed, RollUp
from sendsat.assessment.rules import can_agree
from sendsat.assessment.snapshot import Standing
from sendsat.services.rounds import agreeing
from sendsat.ui.frame import kept_text, notices, state, view
from sendsat.ui.frame.html import put_html
from sendsat.ui.frame.streamlit_hooks import draw_parts
from sendsat.ui.frame.words import day
from sendsat.ui.frame.workplace import desk
from sendsat.ui.results import going

CHOICES = (Rating.RED, Rating.AMBER, Rating.GREEN, Rating.NOT_APPLICABLE)


def draw(page: view.View, standing: Standing) -> None:
    """Draw it where the round leaves the rating to leaders: what counts and why, and the choice while teams differ."""
    if standing.rule is not RollUp.LEADERS:
        return
    if standing.agreed:
        put_html(_told(standing, standing.agreed))
    elif standing.not_agreed:
        put_html(Markup('<p class="agreed">The teams differ. Leaders have not agreed yet what counts.</p>'))
    if can_agree(page.round, standing):
        _choose(page, standing)
    notices.show_once(_place(page, standing.statement_id))


def _told(standing: Standing, agreed: Agreed) -> Markup:
    counts = "It counts." if standing.is_agreed else "It does not count now: a team has changed its rating since."
    return Markup(
        '<div class="agreed"><p><b>Leaders agreed on {}.</b> {}</p><p class="typed">{}</p><p>{}, {}</p></div>'
    ).format(agreed.rating.label, counts, agreed.reason, agreed.person, day(agreed.at))


def _place(page: view.View, statement_id: str) -> str:
    return f"agreed_{page.round.id}_{statement_id}"


def _choose(page: view.View, standing: Standing) -> None:
    place = f"{page.round.id}_{standing.statement_id}"
    rating, reason = state.agreed_rating(place), state.agreed_reason(place)
    st.session_state.setdefault(reason, "")
    box = st.container(border=True, gap="small", key=f"agree_{place}")
    with box:
        st.segmented_control(
            "What counts for the whole organisation", CHOICES, format_func=lambda word: Rating(word).label, key=rating,
            required=True,
        )  # fmt: skip
        st.text_area("Why", key=reason, height=68)
        with st.container(horizontal=True):
            st.button(
                "Set it for everybody",
                key=f"set_{place}",
                type="primary",
                on_click=notices.as_drawn(_set),
                args=(standing, place),
            )
            if standing.agreed:
                st.button(
                    "Take it back",
                    key=f"forget_{place}",
                    on_click=notices.as_drawn(_forget),
                    args=(standing.statement_id,),
                )


def _set(standing: Standing, place: str) -> None:
    page, session = view.current(), st.session_state
    chosen, why = session.get(state.agreed_rating(place)), session[state.agreed_reason(place)] or ""
    told = _place(page, standing.statement_id)
    if chosen is None:
        notices.say(told, notices.Notice("failed", "Choose Red, Amber, Green or Not applicable first."))
        return
    rating = Rating(chosen)
    agreed = notices.attempt(
        told,
        lambda: agreeing.agree_rating(
            desk(),
            round_id=page.round.id,
            statement_id=standing.statement_id,
            rating=rating,
            reason=why,
            seen=standing,
        ),
        success=f"{standing.statement_id} counts as {rating.word}.",
    )
    if agreed is not None:
        kept_text.let_go(state.agreed_reason(place), why)
        session[state.agreed_reason(place)] = ""
        _anew(page, standing.statement_id, agreed)


def _forget(statement_id: str) -> None:
    page = view.current()
    done = notices.attempt(
        _place(page, statement_id),
        lambda: agreeing.forget_agreed(desk(), round_id=page.round.id, statement_id=statement_id),
        success=f"{statement_id} is not agreed yet. The history keeps what was.",
    )
    if done:
        _anew(page, statement_id, None)


def _anew(page: view.View, statement_id: str, agreed: Agreed | None) -> None:
    """Take in what was kept; counts and charts below show it too."""
    page.keep_agreed(statement_id, agreed)
    draw_parts(*going.FRAGMENTS)
