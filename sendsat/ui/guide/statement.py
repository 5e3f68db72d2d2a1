"""One statement on a section page: its text, its rating, why, and everything else one click away.

Each statement is a fragment of its own: a click on a rating redraws that statement and the progress, nothing else, and
no callback asks for another run, which would draw it twice. On every click the browser goes through every element and
container of the page: a statement uses as few as it can.
"""

from collections.abc import Callable, Mapping

import streamlit as st
from markupsafe import Markup

from sendsat.assessment.rating import Rating, label_of
from sendsat.assessment.results.elsewhere import LEADERSHIP, elsewhere
from sendsat.assessment.snapshot import Standing
from sendsat.assessment.values import Judgement
from sendsat.assessment.workshop.votes import read_votes, tally_words
from sendsat.guide.model import Statement
from sendsat.services.rounds import judging
from sendsat.services.rounds.judging import Changed
from sendsat.ui.frame import kept_text, notices, state, view
from sendsat.ui.frame.html import NOTHING, SPACE, joined, put_html, read_aloud
from sendsat.ui.frame.words import plural, snippet
from sendsat.ui.frame.workplace import desk
from sendsat.ui.guide import details, marks, unsafe
from sendsat.ui.guide.answer import apply, coloured, place, text_box

Head = Callable[[Statement], Markup]


def put(statement_id: str, tell: Callable[[], None], head: Head | None = None) -> None:
    """Draw one statement; style.py frames its fragment and lays rating and state on one line.

    `tell` draws outside of it what a change moves, such as the progress of the part; it runs with the fragment. `head`
    makes what is read before rating, where that is not what stands on a section's page.
    """
    st.fragment(_body, key=place(statement_id))(statement_id, tell, head or _head)


def _minority(was: Standing, names: Mapping[int, str]) -> Markup:
    """How the room voted last time, and what the minority said, under each team's name where several did."""
    tallies = [tally for judgement in was.judgements for tally in read_votes(judgement.votes)]
    parts = [f"Votes: {tally_words(tallies[-1])}."] if tallies else []
    parts += [f"Minority view: “{snippet(note)}”" for note in was.told_by_team(lambda said: said.minority_note, names)]
    return Markup("<br>{}").format(" ".join(parts)) if parts else NOTHING


def _allowed(statement_id: str) -> bool:
    page = view.current()
    return page.may_rate(page.edition.section_of[statement_id].id)


def _body(statement_id: str, tell: Callable[[], None], head: Head) -> None:
    page, allowed = view.current(), _allowed(statement_id)
    statement, judgement = page.edition.statements[statement_id], page.judgement(statement_id)
    tell()
    put_html(head(statement) + _state(statement_id, judgement, allowed=allowed) + _unsafe(statement_id, judgement))
    _rating(statement_id, judgement, allowed=allowed)
    text_box(statement_id, "commentary", "Why this rating?", judgement, allowed=allowed)
    details.draw(statement, judgement, allowed=allowed)


def _head(statement: Statement) -> Markup:
    """What is read before rating, in one piece: text, its mark, last round, and what each colour looks like."""
    edition = view.current().edition
    mark = marks.statement_mark(edition, statement.ours, desk().organisation.kind) if statement.ours else NOTHING
    parts = [
        Markup('<h4 class="statement" id="{0}"><b>{0}</b> &ensp;{1}{2}</h4>').format(statement.id, statement.text, mark)
    ]
    parts.append(read_aloud(statement.id, statement.id, f"colours-{statement.id}"))
    parts.append(notes_html(statement))
    parts.append(_elsewhere(statement.id))
    if statement.ours:
        rests_on = marks.rests_on(edition, statement.ours)
        is_open = bool(st.session_state.get(state.SHOW_COLOURS))
        parts.append(details.rag_html(statement.id, statement.ours, rests_on, is_open=is_open))
    return joined(parts)


def _elsewhere(statement_id: str) -> Markup:
    """In the leadership section, what teams said of the same thing; nothing where they are asked of nothing like it."""
    page = view.current()
    if page.edition.section_of[statement_id].id != LEADERSHIP:
        return NOTHING
    teams_say = elsewhere(page.snapshot, statement_id)
    if not teams_say.standings:
        return NOTHING
    rated = Markup('{} <span class="rag-{}">{}</span>')
    kinds = ((standing, standing.judged.value if standing.judged else "not_rated") for standing in teams_say.standings)
    said = joined([rated.format(standing.statement_id, kind, standing.label) for standing, kind in kinds], " · ")
    return Markup('<div class="last">What teams say of the same thing: {}. {}</div>').format(said, teams_say.sentence)


def notes_html(statement: Statement, *, folded: bool = False) -> Markup:
    """That a statement was overtaken since 2016, and where it stood last round; nothing where neither is so.

    With `folded` last round's words are shown only once they are asked for.
    """
    told = statement.ours.overtaken if statement.ours else None
    overtaken = Markup('<p class="aside"><b>Overtaken since 2016.</b> {} {}</p>')
    return (overtaken.format(told.note, told.instead) if told else NOTHING) + _last_round(statement.id, folded=folded)


def _unsafe(statement_id: str, judgement: Judgement) -> Markup:
    how = "Plan it under “Evidence, actions and more”."
    return unsafe.note_html(view.current(), statement_id, judgement.rating, how=how)


def _last_round(statement_id: str, *, folded: bool) -> Markup:
    page = view.current()
    was = page.last.get(statement_id)
    if page.previous is None or was is None:
        return NOTHING
    names = page.previous.team_names
    reasons = was.reasons(names)
    why = snippet(reasons)
    kind = was.judged.value if was.judged else "not_rated"
    if folded:
        return _folded(was, page.previous.round.name, kind, names)
    quoted = f" “{why}”" if why else ""
    told = Markup('{}: <span class="rag-{}">{}</span>{}{}').format(
        page.previous.round.name, kind, was.label, quoted, _minority(was, names)
    )
    if why == " ".join(reasons.split()):
        return Markup('<div class="last">{}</div>').format(told)
    whole = Markup('<details class="last"><summary>{}</summary><div class="typed">{}</div></details>')
    return whole.format(told, reasons)


def _folded(was: Standing, round_name: str, kind: str, names: Mapping[int, str]) -> Markup:
    """Last round's rating, and all that was said with it behind it."""
    rated = Markup('{}: <span class="rag-{}">{}</span>').format(round_name, kind, was.label)
    reasons, minority = was.reasons(names), _minority(was, names)
    more = Markup('<div class="typed">{}</div>').format(reasons) + minority
    if not reasons and not minority:
        return Markup('<div class="last">{}</div>').format(rated)
    return Markup('<details class="last"><summary>{}</summary>{}</details>').format(rated, more)


def _rating(statement_id: str, judgement: Judgement, *, allowed: bool) -> None:
    """What can be chosen; where nothing can, `_state` writes the rating instead of a control that does nothing."""
    if allowed:
        _choices(statement_id, judgement)
    notices.show_waiting(f"{place(statement_id)}_change")


def _choices(statement_id: str, judgement: Judgement) -> None:
    key = state.rating(place(statement_id))
    # What was only carried forward is not chosen yet, so that choosing the same rating confirms it.
    if st.session_state.get(key, "?") != judgement.judged:
        st.session_state[key] = judgement.judged
    st.segmented_control(
        f"Rating of {statement_id}",
        list(Rating),
        format_func=coloured,
        key=key,
        default=judgement.judged,
        label_visibility="collapsed",
        on_change=notices.as_drawn(_rate),
        args=(statement_id,),
        required=True,
        wrap=True,
    )
    if judgement.carried_forward:
        st.markdown(f":blue-badge[{judgement.label}]", width="content")
        st.button(
            "Still true",
            key=f"confirm_{place(statement_id)}",
            on_click=notices.as_drawn(_confirm),
            args=(statement_id,),
        )


def _state(statement_id: str, judgement: Judgement, *, allowed: bool) -> Markup:
    """The saved or not-saved line, with the checksums that let the browser drop its drafts.

    It comes in one piece with the head, which is drawn first; style.py shows it beside the rating.
    """
    where = place(statement_id)
    marks = kept_text.stored_marks(
        {state.words(field, where): getattr(judgement, field) for field in ("commentary", "evidence")}
    )
    waits = any(notices.notice(f"{where}_{part}") for part in ("change", "commentary", "evidence"))
    saved = None if waits else notices.notice(where)
    rated = Markup("{} &nbsp; ").format(label_of(None)) if judgement.rating is None else NOTHING
    if not allowed and judgement.rating is not None:
        rated = _written(judgement)
    count = len(view.current().actions_for(statement_id))
    planned = Markup("{} &nbsp; ").format(plural(count, "action")) if count else NOTHING
    text = f"✓ {saved.text}" if saved else SPACE
    line = Markup('<div class="state" {}>{}{}<span class="saved" {}>{}</span></div>')
    return line.format(marks, rated, planned, notices.aloud(where) if saved else NOTHING, text)


def _written(judgement: Judgement) -> Markup:
    """The rating as text, with its sign; without its colour where it was only carried forward."""
    kind = judgement.judged.value if judgement.judged else "not_rated"
    return Markup('<b class="rated rag-{}">{}</b> &nbsp; ').format(kind, judgement.label)


def _rate(statement_id: str) -> None:
    value, known = st.session_state[state.rating(place(statement_id))], view.current().judgement(statement_id)
    # None is the chosen one pressed again, where a browser sends that. What is chosen already is no press: of a page
    # that was left, all ratings come once more with one that was pressed late.
    if value is None or value == known.judged:
        return
    rating, shown = Rating(value), known.rating
    apply(
        statement_id,
        lambda ids: judging.rate(desk(), **ids, statement_id=statement_id, rating=rating),
        lambda done: _rated(done, shown),
    )


def _rated(done: Changed, shown: Rating | None) -> str:
    """That the rating is saved, and over what where that was not the one `shown`."""
    was = done.before.rating
    if was in (shown, done.after.rating):
        return notices.saved_words()
    return f"{notices.saved_words()}. Somebody else had chosen {label_of(was)} meanwhile."


def _confirm(statement_id: str) -> None:
    apply(statement_id, lambda ids: judging.confirm(desk(), **ids, statement_id=statement_id))
