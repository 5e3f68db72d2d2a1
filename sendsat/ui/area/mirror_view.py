"""The mirror: what the authority says of a duty beside what providers say of the same one, disagreements first."""

from collections.abc import Sequence

import streamlit as st

from sendsat.assessment.area.area import Cell
from sendsat.assessment.area.mirror import Reflection, reflections
from sendsat.guide.mirror import Mirror, load_mirror
from sendsat.settings import MIRROR
from sendsat.ui.frame import view
from sendsat.ui.frame.words import plain


@st.cache_resource(show_spinner=False)
def _mirror() -> Mirror:
    return load_mirror(MIRROR)


def reflected(seen: view.View, cells: Sequence[Cell]) -> tuple[Reflection, ...]:
    """What stands in the mirror; nothing for an edition of which nobody has said which statements belong together."""
    mirror = _mirror()
    if seen.edition.id != mirror.edition:
        return ()
    own = {one: seen.snapshot.judged(one) for duty in mirror.duties for one in duty.authority}
    return reflections(mirror.duties, own, {one.statement_id: one for one in cells})


def draw(seen: view.View, cells: Sequence[Cell]) -> None:
    """Draw the mirror; nothing for an edition of which nobody has said which statements belong together."""
    mirror = _mirror()
    if seen.edition.id != mirror.edition:
        return
    st.header("The mirror", anchor=False)
    st.caption("You and your providers on the same duty, the largest difference first. The pairs are sendsat's choice.")
    found = reflected(seen, cells)
    if not found:
        st.markdown("Rate section 4 yourselves, and draw the view with enough providers: then both sides stand here.")
    for one in found:
        st.markdown(_words(seen, one))


def _words(seen: view.View, one: Reflection) -> str:
    statements = seen.edition.statements
    own, theirs = (plain(statements[each].text) for each in (one.statement_id, one.cell.statement_id))
    return (
        f"**{one.duty}.** You: {one.own.label} for {one.statement_id}. Providers on {one.cell.statement_id}: "
        f"{one.lower} lower, {one.same} the same, {one.higher} higher.  \n"
        f"*{one.statement_id}:* {own}  \n*{one.cell.statement_id}:* {theirs}"
    )
