"""What the parts of a statement share: its place on the page, its colours, changes with their notices, and the texts
that save themselves.

What fails waits at a place of its own under the statement's, with a way to try again, until it is saved.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from markupsafe import Markup

from sendsat.assessment.rating import Rating, label_of
from sendsat.assessment.snapshot import Standing
from sendsat.assessment.values import Judgement
from sendsat.errors import Conflict
from sendsat.services.rounds import judging
from sendsat.services.rounds.judging import Changed
from sendsat.ui.frame import kept_text, notices, state, view
from sendsat.ui.frame.html import put_html
from sendsat.ui.frame.kept_text import KeptText
from sendsat.ui.frame.workplace import desk

COLOURS = {Rating.RED: "red", Rating.AMBER: "orange", Rating.GREEN: "green", Rating.NOT_APPLICABLE: "gray"}


TEXTS = {"commentary": "why this rating", "evidence": "other evidence", "minority_note": "who saw it differently"}
"""What each text of a statement is called where it is said aloud."""


def place(statement_id: str) -> str:
    """The name of a statement's fragment, notices and keys; it holds round and team so that none is mixed up."""
    page = view.current()
    return f"{page.round.id}_{page.team_id}_{statement_id}"


def coloured(rating: Rating | None) -> str:
    """A rating as Markdown: symbol, word and colour."""
    return f":{COLOURS[rating]}[{rating.label}]" if rating else label_of(None)


def coloured_said(said: Judgement | Standing | None) -> str:
    """A rating as Markdown, in colour where it was given or confirmed in this round, else with a hollow mark."""
    if said is None or (said.rating and not said.carried_forward):
        return coloured(said.rating if said else None)
    return said.label


def ids() -> dict[str, int]:
    """The round and the team that is rating, as verbs take them."""
    page = view.current()
    assert page.team_id is not None
    return {"round_id": page.round.id, "team_id": page.team_id}


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
) -> Changed | None:
    """As `apply`, and give what changed; None where it failed. `said` makes another sentence than "Saved 14:02".

    What failed waits at a place of its own until `again` saves it: saving something else does not hide it.
    """
    done = notices.attempt(
        f"{place(statement_id)}_change",
        lambda: verb(ids()),
        success=said,
        saved_at=place(statement_id),
        again=again,
        about=lambda done: about(statement_id, done),
    )
    if done:
        view.current().keep(done.after)
    return done


def about(statement_id: str, done: Changed) -> str:
    """What is said aloud of a change: "LM3: Green.", or the statement alone where its rating stays.

    Nothing where the notice itself names the statement, as after clearing.
    """
    if done.after.rating is None and done.before.rating is not None:
        return ""
    if done.after.rating is None or done.before == done.after:
        return f"{statement_id}."
    return f"{statement_id}: {done.after.rating.word}."


def text_box(statement_id: str, field: str, label: str, judgement: Judgement, *, allowed: bool) -> None:
    """A text of a statement that saves itself; where the team may not write, the text alone."""
    stored = getattr(judgement, field)
    text = kept(statement_id, field, stored)
    if text.waiting is None and not allowed:
        typed = Markup('<div class="typed">{}</div>')
        put_html(typed.format(stored) if stored else Markup("Nothing was written here."))
        return
    kept_text.area(
        text,
        f"{label} ({statement_id})",
        height=68 if len(stored) < 160 else 140,
        placeholder=label,
        label_visibility="collapsed",
        disabled=not allowed,
    )


def kept(statement_id: str, field: str, stored: str) -> KeptText:
    """A text of a statement, stored as `stored`, as a text that saves itself."""
    where = place(statement_id)
    return KeptText(
        box=state.words(field, where),
        stored=stored,
        save=partial(_save_text, statement_id, field),
        waits=f"{where}_{field}",
        told=where,
        about=f"{statement_id}, {TEXTS[field]}.",
    )


def _save_text(statement_id: str, field: str, text: str, seen: str) -> str:
    try:
        done = judging.write(desk(), **ids(), statement_id=statement_id, field=field, text=text, seen=seen)
    except Conflict as conflict:
        theirs: dict[str, Any] = {field: conflict.stored}
        view.current().keep(replace(view.current().judgement(statement_id), **theirs))
        raise
    view.current().keep(done.after)
    return str(getattr(done.after, field))
