"""Merge a site into another: told first what moves, and put back as long as somebody wants it."""

from collections.abc import Iterable

import streamlit as st

from sendsat.assessment.groups.merging import Moves, going_back, moves_of
from sendsat.assessment.values import Site
from sendsat.reports.sentences import listed
from sendsat.services.organisation import merging
from sendsat.services.organisation.merging import MergeUndone
from sendsat.ui.frame import notices, state, view
from sendsat.ui.frame.words import plain, plural
from sendsat.ui.frame.workplace import desk


def offer(site: Site, others: Iterable[Site]) -> None:
    """Draw what merges a site in use into another in use."""
    names = {other.id: other.name for other in others if other.id != site.id and not other.retired}
    if not names:
        return
    with st.popover("Merge into another site", key=f"merging_{site.id}"):
        into_id = st.selectbox(
            "Into which site?", list(names), format_func=names.__getitem__, index=None, key=state.merge_into(site.id)
        )
        if into_id is None:
            st.caption("Choose a site, and read here what would move.")
            return
        page = view.current()
        moves = moves_of(site, page.teams, page.rounds)
        st.markdown(plain(_moving_words(site.name, names[into_id], moves)))
        st.button(
            f"Merge it into {plain(names[into_id])}",
            type="primary",
            on_click=_merge,
            args=(site, into_id, moves),
            key=f"merge_{site.id}_into_{into_id}",
        )


def _moving_words(site: str, into: str, moves: Moves) -> str:
    if not moves.teams and not moves.parts:
        first = f"No team belongs to {site}, so nothing moves."
    else:
        first = (
            f"{_counted(moves)} {'moves' if len(moves.teams) == 1 else 'move'} from {site} to {into}, with every "
            "rating, text and action."
        )
    return f"{first} Closed rounds keep {site}. {site} is then retired. You can undo this here later."


def _counted(moves: Moves) -> str:
    """ "2 teams (A and B), in 1 open round (Autumn)," """
    if not moves.seen:
        return "no team"
    names = f" ({listed([team.name for team in moves.teams])})" if moves.teams else ""
    rounds = f" in {plural(len(moves.rounds), 'open round')} ({listed(moves.rounds)})" if moves.rounds else ""
    return f"{plural(len(moves.teams), 'team')}{names}{rounds}"


def _merge(site: Site, into_id: int, moves: Moves) -> None:
    notices.attempt(
        "page",
        lambda: merging.merge_site(desk(), site_id=site.id, into_id=into_id, seen=moves.seen),
        success=lambda into: f"{site.name} is merged into {into.name}: {_counted(moves)}.",
    )


def put_back_offer(site: Site, every: Iterable[Site]) -> None:
    """Draw what undoes the merging of a site, with what would go back and what would stay."""
    assert site.merged is not None
    page, merged = view.current(), site.merged
    into = next((other.name for other in every if other.id == merged.into), "another site")
    st.caption(plain(f"Merged into {into}."))
    with st.popover("Undo the merging", key=f"unmerging_{site.id}"):
        back = going_back(site, merged, page.teams, page.rounds)
        st.markdown(plain(f"{site.name} is back, and so is what moved: {_counted(back.moves)}."))
        if back.left:
            st.markdown("This stays, because it changed since:")
            st.markdown("\n".join(f"- {plain(phrase)}" for phrase in back.left))
        st.button("Put it back", type="primary", on_click=_undo, args=(site,), key=f"unmerge_{site.id}")


def _undo(site: Site) -> None:
    notices.attempt("page", lambda: merging.undo_merge(desk(), site_id=site.id), success=_undone_words)


def _undone_words(undone: MergeUndone) -> str:
    told = f"{undone.site.name} is back: {_counted(undone.moves)}."
    return f"{told} Left as it is: {'; '.join(undone.left)}." if undone.left else told
