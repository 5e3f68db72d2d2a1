"""What a file would change, shown before anything is written, with a choice wherever both sides changed."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from sendsat.assessment.imports.preview import Choice, OneChange, Preview, Remark, decided, things
from sendsat.ui.frame import notices, state, two_texts
from sendsat.ui.frame.words import plain, plural, snippet

MOST = 60
UNWRITTEN = "Nothing has been written yet."
NOTHING_YET = "Nothing to bring in yet"
LENGTH = 220
CHOICES = {Choice.MINE: two_texts.STORED, Choice.THEIRS: two_texts.NEW, Choice.BOTH: two_texts.BOTH}
Name = Callable[[OneChange], str]


def draw(preview: Preview[OneChange], *, noun: str, name: Name[OneChange], on_accept: Callable[[], None]) -> None:
    """Draw the preview and the button that brings it in. `noun` is what is counted, `name` says what a change is of."""
    st.subheader("What this file would do", anchor=False)
    st.markdown(f"**{_counted(preview, noun)}.** {UNWRITTEN}")
    for note in preview.notes[:MOST]:
        st.caption(plain(note))
    _changes(preview, name)
    _conflicts(preview, name)
    _remarks("Guesses", "sendsat read these with a guess. Leave out above what is wrong.", preview.guesses)
    _remarks("Problems", "These cells were left alone. Mend them in the file, or type them here.", preview.problems)
    if not preview.differing:
        st.info("This file changes nothing.", icon=":material/check:")
        return
    taken = _taken(preview)
    st.button(
        f"Bring in {plural(taken, noun)}" if taken else NOTHING_YET,
        type="primary",
        disabled=not taken,
        on_click=notices.as_drawn(on_accept),
        key="import_accept",
    )
    if not taken:
        st.caption(_what_to_do(preview))


def _what_to_do(preview: Preview[Any]) -> str:
    """What brings something in, where nothing is chosen."""
    if preview.conflicts:
        return f"Every conflict above keeps what is stored. To bring one in, choose “{two_texts.NEW}” there."
    return "Every change is left out. To bring one in, take it out of “Leave out” above."


def _counted(preview: Preview[Any], noun: str) -> str:
    """How many of each there are, in words."""
    counts = preview.counts
    return (
        f"{plural(things(preview.changes), noun)}, {plural(counts['conflicts'], 'conflict')}, "
        f"{plural(counts['guesses'], 'guess', 'guesses')}, {plural(counts['problems'], 'problem')}, "
        f"{counts['untouched']:,} untouched"
    )


def _cell(text: str) -> str:
    return plain(snippet(text, LENGTH)) or "empty"


def _changes(preview: Preview[OneChange], name: Name[OneChange]) -> None:
    if not preview.changes:
        return
    st.markdown("#### Changes")
    shown = preview.changes[:MOST]
    st.table(
        {
            "What": [plain(name(change)) for change in shown],
            "Before": [_cell(change.before) for change in shown],
            "After": [_cell(change.after) for change in shown],
            "Where": [plain(change.where) for change in shown],
        }
    )
    if len(preview.changes) > MOST:
        st.caption(f"And {len(preview.changes) - MOST:,} more, which come in as well unless you leave them out.")
    names = {change.key: f"{name(change)} ({change.cell})" for change in preview.changes}
    st.multiselect("Leave out", list(names), format_func=lambda key: names[key], key=state.IMPORT_LEFT_OUT)


def _conflicts(preview: Preview[OneChange], name: Name[OneChange]) -> None:
    if not preview.conflicts:
        return
    st.markdown("#### Conflicts")
    st.markdown("These differ here and in the file. Without a choice, what is stored stays.")
    for change in preview.conflicts[:MOST]:
        with st.container(border=True):
            st.markdown(f"**{plain(name(change))}** · {plain(change.where)}")
            two_texts.show(f"{change.conflict.capitalize()}.", change.before, change.after, shorten=True)
            words = {choice: CHOICES[choice] for choice in change.choices}
            two_texts.radio(f"Which to keep: {name(change)}", state.import_choice(change.key), words)
    if len(preview.conflicts) > MOST:
        st.caption(f"And {len(preview.conflicts) - MOST:,} more, in which what is stored stays.")


def _remarks(heading: str, meaning: str, remarks: tuple[Remark, ...]) -> None:
    if not remarks:
        return
    st.markdown(f"#### {heading}")
    st.markdown(meaning)
    shown = remarks[:MOST]
    columns = {
        "Where": [plain(remark.where) for remark in shown],
        "Found": [_cell(remark.found) for remark in shown],
        "What happened": [plain(remark.text) for remark in shown],
    }
    if any(remark.expected for remark in shown):
        columns["Expected"] = [plain(remark.expected) for remark in shown]
    st.table(columns)
    if len(remarks) > MOST:
        st.caption(f"And {len(remarks) - MOST:,} more.")


def decisions(preview: Preview[Any]) -> dict[str, Choice]:
    """What was chosen on the page: changes left out, and conflicts decided."""
    left_out = st.session_state.get(state.IMPORT_LEFT_OUT) or []
    known = {change.key for change in preview.changes}
    chosen = {key: Choice.MINE for key in left_out if key in known}
    for change in preview.conflicts:
        choice = str(st.session_state.get(state.import_choice(change.key)))
        # One made for another file may not fit this one.
        chosen[change.key] = Choice(choice) if choice in change.choices else Choice.MINE
    return chosen


def _taken(preview: Preview[Any]) -> int:
    """How many things would be brought in."""
    return things(decided(preview, decisions(preview)))
