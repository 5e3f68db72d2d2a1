"""The mirror: what the authority says of a duty beside what providers say of the same one: the largest
disagreements open, the rest folded."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.area.area import COLOURS, Cell
from sendsat.assessment.area.mirror import Reflection, reflections
from sendsat.guide.mirror import Mirror, load_mirror
from sendsat.settings import MIRROR
from sendsat.ui.frame import state, view
from sendsat.ui.frame.html import joined, put_on_paper
from sendsat.ui.frame.streamlit_hooks import fold
from sendsat.ui.frame.words import plain, plural

OPEN = 5
"""So many disagreements are open at once, the largest; more would push all else off a phone."""


@st.cache_resource(show_spinner=False)
def _mirror() -> Mirror:
    return load_mirror(MIRROR)


def reflected(page: view.View, cells: Sequence[Cell]) -> tuple[Reflection, ...]:
    """What stands in the mirror; nothing for an edition of which nobody has said which statements belong together."""
    mirror = _mirror()
    if page.edition.id != mirror.edition:
        return ()
    own = {
        statement_id: page.snapshot.judged(statement_id) for duty in mirror.duties for statement_id in duty.authority
    }
    return reflections(mirror.duties, own, {cell.statement_id: cell for cell in cells})


def draw(page: view.View, cells: Sequence[Cell]) -> None:
    """Draw the mirror; nothing for an edition of which nobody has said which statements belong together."""
    mirror = _mirror()
    if page.edition.id != mirror.edition:
        return
    st.header("The mirror", anchor=False)
    st.caption("You and your providers on the same duty. Which statements belong together is sendsat's choice.")
    pairs = reflected(page, cells)
    if not pairs:
        st.markdown("Rate section 4 yourselves, and draw the view with enough providers: then both sides stand here.")
        return
    apart = [reflection for reflection in pairs if reflection.disagrees]
    alike = [reflection for reflection in pairs if not reflection.disagrees]
    st.markdown(f"**{len(apart)} of {plural(len(pairs), 'pair')}: more than half of your providers see it otherwise.**")
    for reflection in apart[:OPEN]:
        _put(page, reflection)
    _fold(page, state.MIRROR_APART, "More where most see it otherwise", apart[OPEN:])
    _fold(page, state.MIRROR_ALIKE, "Where at least half say the same as you", alike)


def _fold(page: view.View, key: str, label: str, pairs: Sequence[Reflection]) -> None:
    if not pairs:
        return
    box = fold(f"{label} ({len(pairs)})", key=key)
    if box.open:
        with box:
            for pair in pairs:
                _put(page, pair)
    else:
        lines = joined(Markup("<li>{}</li>").format(joined(_told(page, pair), " ")) for pair in pairs)
        put_on_paper(Markup("<h4>{}</h4><ul>{}</ul>").format(f"{label} ({len(pairs)})", lines))


def _told(page: view.View, reflection: Reflection) -> tuple[str, ...]:
    """The same in lines for paper."""
    statements, cell, counts = page.edition.statements, reflection.cell, reflection.cell.counts or {}
    theirs = ", ".join(f"{rating.label} {counts.get(rating, 0)}" for rating in COLOURS)
    return (
        f"{reflection.duty}: {_said(reflection)}.",
        f"You: {reflection.own.label}. {reflection.statement_id} {statements[reflection.statement_id].text}",
        f"Your providers: {theirs}. {cell.statement_id} {statements[cell.statement_id].text}",
    )


def _put(page: view.View, reflection: Reflection) -> None:
    statements, cell, counts = page.edition.statements, reflection.cell, reflection.cell.counts or {}
    theirs = ", ".join(f"{rating.label} {counts.get(rating, 0)}" for rating in COLOURS)
    own_text, their_text = (
        plain(statements[statement_id].text) for statement_id in (reflection.statement_id, cell.statement_id)
    )
    with st.container(border=True):
        st.markdown(f"**{plain(reflection.duty)}: {_said(reflection)}**")
        st.markdown(f"You: **{reflection.own.label}**  \n{reflection.statement_id} {own_text}")
        st.markdown(f"Your providers: **{theirs}**  \n{cell.statement_id} {their_text}")


def _said(reflection: Reflection) -> str:
    """ "8 of 11 providers see it otherwise"."""
    rated = reflection.different + reflection.same
    if not reflection.different:
        return f"all {rated} providers say the same"
    sees = "sees" if reflection.different == 1 else "see"
    return f"{reflection.different} of {plural(rated, 'provider')} {sees} it otherwise"
