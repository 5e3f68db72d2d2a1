"""The pick list of a workshop that is prepared: find statements, add them, put them in order."""

from collections.abc import Mapping

import streamlit as st

from sendsat.assessment.workshop.picking import Left, matching, moved
from sendsat.ui.frame import state
from sendsat.ui.frame.words import plain, plural, snippet

MOST_SHOWN = 6
LENGTH = 80
NO_MARKS: Mapping[str, str] = {}


def choose(
    texts: Mapping[str, str], left: Mapping[str, Left], key: str, whose: Mapping[str, str] = NO_MARKS
) -> tuple[str, ...]:
    """Draw the search and the list, kept under `key`; the ids picked, in their order.

    `texts` are the statements that can be picked, by id; `left` what the last workshop made of them, and
    `whose` the mark of those that are not the guide's.
    """
    picked: list[str] = [statement_id for statement_id in st.session_state.setdefault(key, []) if statement_id in texts]
    told = {statement_id: _told(statement_id, text, left, whose) for statement_id, text in texts.items()}
    _find(texts, told, key, picked)
    _add_what_waits(texts, left, key, picked)
    if not picked:
        st.caption("Nothing is picked yet.")
    for place, statement_id in enumerate(picked):
        _row(place, statement_id, len(picked), key, told[statement_id])
    return tuple(picked)


def _told(statement_id: str, text: str, left: Mapping[str, Left], whose: Mapping[str, str]) -> str:
    mark = f" ({whose[statement_id]})" if statement_id in whose else ""
    last = f" · *{plain(left[statement_id].words)}*" if statement_id in left else ""
    return f"**{statement_id}** {plain(snippet(text, LENGTH) + mark)}{last}"


def _find(texts: Mapping[str, str], told: Mapping[str, str], key: str, picked: list[str]) -> None:
    query = st.text_input(
        "Find statements by number or words",
        key=state.PREPARE_FIND,
        placeholder="SP1, or words such as careers",
        help="Press Enter to look. The exact number comes first.",
    )
    hits = [statement_id for statement_id in matching(query or "", texts) if statement_id not in picked]
    if query and not hits:
        st.caption("No other statement of this team has that number or those words.")
    for statement_id in hits[:MOST_SHOWN]:
        label = f"Add {told[statement_id]}"
        st.button(label, key=f"pick_{statement_id}", type="tertiary", on_click=_add, args=(key, statement_id))
    if len(hits) > MOST_SHOWN:
        st.caption(f"And {len(hits) - MOST_SHOWN} more. Type more of it.")


def _add_what_waits(texts: Mapping[str, str], left: Mapping[str, Left], key: str, picked: list[str]) -> None:
    waits = [
        statement_id
        for statement_id in texts
        if statement_id in left and left[statement_id].waits and statement_id not in picked
    ]
    if waits:
        label = f"Add {plural(len(waits), 'statement')} that the last workshop left"
        st.button(label, key="pick_left", icon=":material/playlist_add:", on_click=_add, args=(key, *waits))


def _row(place: int, statement_id: str, number: int, key: str, told: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"picked_{statement_id}"):
        st.markdown(f"{place + 1}\\. {told}", width="stretch")
        _move("Up", statement_id, -1, key, disabled=place == 0)
        _move("Down", statement_id, 1, key, disabled=place == number - 1)
        st.button(
            "Remove",
            key=f"unpick_{statement_id}",
            help=f"Take {statement_id} off the list",
            on_click=_remove,
            args=(key, statement_id),
        )


def _move(label: str, statement_id: str, by: int, key: str, *, disabled: bool) -> None:
    st.button(
        label,
        key=f"pick_{label.lower()}_{statement_id}",
        help=f"Move {statement_id} {label.lower()}",
        disabled=disabled,
        on_click=_shift,
        args=(key, statement_id, by),
    )


def _add(key: str, *statement_ids: str) -> None:
    st.session_state[key] = list(dict.fromkeys([*st.session_state.get(key, []), *statement_ids]))


def _remove(key: str, statement_id: str) -> None:
    st.session_state[key] = [picked for picked in st.session_state.get(key, []) if picked != statement_id]


def _shift(key: str, statement_id: str, by: int) -> None:
    st.session_state[key] = moved(st.session_state[key], statement_id, by)
