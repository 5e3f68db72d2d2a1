"""What a submission holds, told before anybody takes it in: never a rating or a text, which count only together."""

from collections import Counter
from datetime import datetime

import streamlit as st

from sendsat.assessment.area.submission import Submission
from sendsat.assessment.organisations import OrganisationKind
from sendsat.errors import NotFound
from sendsat.exchange.submission.signing import fingerprint
from sendsat.guide.edition import Edition
from sendsat.ui.frame import state
from sendsat.ui.frame.words import moment, plain, plural
from sendsat.ui.frame.workplace import desk


def put(what: Submission, *, key: str, came_at: datetime | None = None) -> None:
    """Draw who a submission says it is from, the fingerprint of the key that signed it, and what is in it. `came_at` is
    when it came directly."""
    st.subheader(plain(what.provider), anchor=False)
    if what.is_alias:
        st.markdown("This is not its own name: it chose to be seen by another.")
    st.markdown(f"Fingerprint of the key that signed it:  \n**{fingerprint(key)}**")
    st.markdown("\n".join(f"- {line}" for line in _lines(what, came_at)))


def compared(*, before: str, now: str, name: str) -> str:
    """Ask somebody to compare the fingerprint of the key that signed this, `now`, where the provider is known by
    another: `before`. Returns the fingerprint once they said that they did, else "". `name` is of the box's own."""
    st.warning(
        f"This provider signed with another key before: **{fingerprint(before)}**. Its key may have changed, or "
        "somebody else sent this. Telephone the provider on a number that you know, and ask for the fingerprint of its "
        f"key now. Go on only if it is: **{fingerprint(now)}**."
    )
    st.checkbox(
        "I asked the provider, and the fingerprint is the same", key=state.area_same_key(f"{name}{fingerprint(now)}")
    )
    return said_to_be_the_same(now=now, name=name)


def said_to_be_the_same(*, now: str, name: str) -> str:
    """The fingerprint of the key that signed this where somebody says at this moment that they compared it, else ""."""
    return fingerprint(now) if st.session_state.get(state.area_same_key(f"{name}{fingerprint(now)}")) else ""


def _lines(what: Submission, came_at: datetime | None) -> list[str]:
    kind = OrganisationKind(what.kind).word if what.kind in set(OrganisationKind) else what.kind
    when = f"Made {moment(what.made_at)}"
    if came_at is not None:
        when = f"Came {moment(came_at)}"
    return [
        f"It says it is: {plain(kind)}",
        f"Round: {plain(what.round)}",
        when,
        *sections(what),
        beside(what),
    ]


def sections(what: Submission) -> list[str]:
    """One line for each section of which anything is in it: "1 Leadership: 20 of 27 statements are rated"."""
    edition = edition_of(what)
    of = edition.section_of if edition else {}
    asked, rated = Counter[str](), Counter[str]()
    for shared in what.statements:
        section = of.get(shared.statement_id)
        title = f"{section.number} {section.title}" if section else "Not in the guide here"
        asked[title] += 1
        rated[title] += shared.rating is not None
    return [f"{plain(title)}: {rated[title]} of {plural(every, 'statement')} rated" for title, every in asked.items()]


def edition_of(what: Submission) -> Edition | None:
    """The edition that it was rated with; None where that is not here."""
    try:
        return desk().library.get(what.edition_id)
    except NotFound:
        return None


def beside(what: Submission) -> str:
    """ "With it come reasons for 12 statements and 3 actions. No evidence." """
    reasons = sum(bool(statement.commentary) for statement in what.statements)
    evidence = sum(bool(statement.evidence) for statement in what.statements)
    named = ", with names of who does them" if any(action.owner for action in what.actions) else ""
    parts = {
        "reasons": f"reasons for {plural(reasons, 'statement')}" if reasons else "",
        "evidence": f"evidence for {plural(evidence, 'statement')}" if evidence else "",
        "actions": f"{plural(len(what.actions), 'action')}{named}" if what.actions else "",
    }
    there = [words for words in parts.values() if words]
    absent = [name for name, words in parts.items() if not words]
    if not there:
        return "Ratings only: no reasons, evidence or actions"
    return f"With it: {'; '.join(there)}" + (f". No {' and no '.join(absent)}" if absent else "")
