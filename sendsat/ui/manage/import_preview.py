"""What a file would change, shown before anything is written, with a choice wherever both sides changed."""

from collections.abc import Callable, Mapping

import streamlit as st

from sendsat.exchange.round_in.preview import FIELD_WORDS, Change, Choice, Preview, Remark
from sendsat.ui.frame import state, two_texts
from sendsat.ui.frame.words import plain, plural, snippet

MOST = 60
LENGTH = 220
CHOICES = {Choice.MINE: two_texts.STORED, Choice.THEIRS: two_texts.NEW, Choice.BOTH: two_texts.BOTH}


def draw(found: Preview, teams: Mapping[int, str], *, on_accept: Callable[[Preview], None]) -> None:
    """Draw the preview and the button that brings it in. A team is named only where the file is of several."""
    if len({change.team_id for change in (*found.changes, *found.conflicts)}) < 2:
        teams = {}
    counts = found.counts
    st.subheader("What this file would do", anchor=False)
    st.markdown(
        f"**{plural(counts['changes'], 'change')}, {plural(counts['conflicts'], 'conflict')}, "
        f"{plural(counts['guesses'], 'guess', 'guesses')}, {plural(counts['problems'], 'problem')}, "
        f"{counts['untouched']:,} untouched.** Nothing has been written yet."
    )
    for note in found.notes[:MOST]:
        st.caption(plain(note))
    _changes(found, teams)
    _conflicts(found, teams)
    _remarks("Guesses", "sendsat read these with a guess. Leave out above what is wrong.", found.guesses)
    _remarks("Problems", "These cells were left alone. Mend them in the file, or type them here.", found.problems)
    taken = len(_taken(found))
    if not found.changes and not found.conflicts:
        st.info("This file changes nothing.", icon=":material/check:")
        return
    st.button(
        f"Bring in {plural(taken, 'change')}",
        type="primary",
        disabled=not taken,
        on_click=on_accept,
        args=(found,),
        key="import_accept",
    )


def _of(change: Change, teams: Mapping[int, str]) -> str:
    team = f", {teams.get(change.team_id, '')}" if len(teams) > 1 else ""
    return f"{change.statement_id} {FIELD_WORDS[change.field]}{team}"


def _cell(text: str) -> str:
    return plain(snippet(text, LENGTH)) or "empty"


def _changes(found: Preview, teams: Mapping[int, str]) -> None:
    if not found.changes:
        return
    st.markdown("##### Changes")
    shown = found.changes[:MOST]
    st.table(
        {
            "What": [plain(_of(change, teams)) for change in shown],
            "Before": [_cell(change.before) for change in shown],
            "After": [_cell(change.after) for change in shown],
            "Where": [plain(f"{change.sheet}, {change.cell}") for change in shown],
        }
    )
    if len(found.changes) > MOST:
        st.caption(f"And {len(found.changes) - MOST:,} more, which come in as well unless you leave them out.")
    names = {change.key: f"{_of(change, teams)} ({change.cell})" for change in found.changes}
    st.multiselect("Leave out", list(names), format_func=lambda key: names[key], key=state.IMPORT_LEFT_OUT)


def _conflicts(found: Preview, teams: Mapping[int, str]) -> None:
    if not found.conflicts:
        return
    st.markdown("##### Conflicts")
    st.markdown("These differ here and in the file. Without a choice, what is stored stays.")
    for change in found.conflicts[:MOST]:
        with st.container(border=True):
            st.markdown(f"**{plain(_of(change, teams))}** · {plain(change.sheet)}, {plain(change.cell)}")
            two_texts.show(f"{change.conflict.capitalize()}.", change.before, change.after, shorten=True)
            words = {choice: CHOICES[choice] for choice in Choice if change.can_keep_both or choice is not Choice.BOTH}
            two_texts.radio(f"Which to keep: {_of(change, teams)}", state.import_choice(change.key), words)
    if len(found.conflicts) > MOST:
        st.caption(f"And {len(found.conflicts) - MOST:,} more, in which what is stored stays.")


def _remarks(heading: str, meaning: str, remarks: tuple[Remark, ...]) -> None:
    if not remarks:
        return
    st.markdown(f"##### {heading}")
    st.markdown(meaning)
    shown = remarks[:MOST]
    columns = {
        "Where": [plain(f"{one.sheet}, {one.cell}") for one in shown],
        "Found": [_cell(one.found) for one in shown],
        "What happened": [plain(one.text) for one in shown],
    }
    if any(one.expected for one in shown):
        columns["Expected"] = [plain(one.expected) for one in shown]
    st.table(columns)
    if len(remarks) > MOST:
        st.caption(f"And {len(remarks) - MOST:,} more.")


def decisions(found: Preview) -> dict[str, Choice]:
    """What was chosen on the page: changes left out, and conflicts decided."""
    left_out = st.session_state.get(state.IMPORT_LEFT_OUT) or []
    known = {change.key for change in found.changes}
    chosen = {key: Choice.MINE for key in left_out if key in known}
    for change in found.conflicts:
        chosen[change.key] = Choice(st.session_state.get(state.import_choice(change.key), Choice.MINE))
    return chosen


def _taken(found: Preview) -> list[Change]:
    chosen = decisions(found)
    changes = [one for one in found.changes if chosen.get(one.key) is not Choice.MINE]
    return changes + [one for one in found.conflicts if chosen[one.key] is not Choice.MINE]
