"""What the parts of a statement share: its place on the page, its colours, changes with their notices, and the texts
that save themselves.

What fails waits at a place of its own under the statement's, with a way to try again, until it is saved.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.rating import Rating, label_of
from sendsat.assessment.values import Judgement
from sendsat.services import judging
from sendsat.services.judging import Changed
from sendsat.ui.frame import notices, two_texts, view
from sendsat.ui.frame.html import put_html
from sendsat.ui.frame.workplace import desk

COLOURS = {Rating.RED: "red", Rating.AMBER: "orange", Rating.GREEN: "green", Rating.NOT_APPLICABLE: "gray"}


def place(statement_id: str) -> str:
    """The name of a statement's fragment, notices and keys; it holds round and team so that none is mixed up."""
    seen = view.current()
    return f"{seen.round.id}_{seen.team_id}_{statement_id}"


def coloured(rating: Rating | None) -> str:
    """A rating as Markdown: symbol, word and colour."""
    return f":{COLOURS[rating]}[{rating.label}]" if rating else label_of(None)


def _ids() -> dict[str, int]:
    seen = view.current()
    assert seen.team_id is not None
    return {"round_id": seen.round.id, "team_id": seen.team_id}


def apply(
    statement_id: str, verb: Callable[[dict[str, int]], Changed], said: Callable[[Changed], str] | None = None
) -> None:
    """From a callback: run a verb on the statement, take in what it kept and say so; what failed can be tried again."""
    change(statement_id, verb, said=said, again=partial(apply, statement_id, verb, said))


def change(
    statement_id: str,
    verb: Callable[[dict[str, int]], Changed],
    *,
    again: Callable[[], None],
    said: Callable[[Changed], str] | None = None,
    what: str = "change",
    words: str = "",
) -> Changed | None:
    """As `apply`, and give what changed; None where it failed. `said` makes another sentence than "Saved 14:02".

    What failed waits at a place of its own (`what`), with the words that were typed, until `again` saves it: saving
    something else does not hide it.
    """
    done = notices.attempt(
        f"{place(statement_id)}_{what}",
        lambda: verb(_ids()),
        success=said,
        saved_at=place(statement_id),
        words=words,
        again=again,
    )
    if done:
        view.current().keep(done.after)
    return done


def text_box(statement_id: str, field: str, label: str, judgement: Judgement, *, allowed: bool) -> None:
    """A text that saves itself; where two people changed it, both texts and a choice."""
    where = place(statement_id)
    key = f"text_{field}_{where}"
    stored = getattr(judgement, field)
    found = notices.notice(f"{where}_{field}")
    if found is None and not allowed:
        typed = Markup('<div class="typed">{}</div>')
        put_html(typed.format(stored) if stored else Markup("Nothing was written here."))
        return
    if found is None:
        st.session_state[f"seen_{key}"] = stored
    shown = found.words if found else stored
    if st.session_state.get(key) is None or (found is None and st.session_state[key] != stored):
        st.session_state[key] = shown
    st.text_area(
        f"{label} ({statement_id})",
        key=key,
        height=68 if len(stored) < 160 else 140,
        placeholder=label,
        label_visibility="collapsed",
        disabled=not allowed,
        on_change=_write,
        args=(statement_id, field),
    )
    if found and found.conflict:
        two_texts.choose(f"{field}_{where}", key, found.conflict, partial(_save_text, statement_id, field))
    notices.show_waiting(f"{where}_{field}")


def _save_text(statement_id: str, field: str, text: str, base: str) -> None:
    where = place(statement_id)
    done = change(
        statement_id,
        lambda ids: judging.write(desk(), **ids, statement_id=statement_id, field=field, text=text, seen=base),
        what=field,
        words=text,
        again=partial(_write, statement_id, field),
    )
    found = notices.notice(f"{where}_{field}")
    if done:
        # The next words may come before this statement is drawn again: they start from what is stored now.
        st.session_state[f"seen_text_{field}_{where}"] = getattr(done.after, field)
    elif found and found.conflict:
        theirs: dict[str, Any] = {field: found.conflict.stored}
        view.current().keep(replace(view.current().judgement(statement_id), **theirs))


def _write(statement_id: str, field: str) -> None:
    key = f"text_{field}_{place(statement_id)}"
    _save_text(statement_id, field, st.session_state[key] or "", st.session_state.get(f"seen_{key}", ""))
