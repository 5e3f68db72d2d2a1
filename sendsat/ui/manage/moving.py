"""Moving a whole round in from another sendsat: what would come, whose teams are whose, and one button.

Nothing is written before that button, and no team is matched without somebody's word unless it has the same name.
"""

import streamlit as st

from sendsat.assessment.imports.imports import ImportBatch
from sendsat.assessment.values import Team
from sendsat.errors import SendsatError
from sendsat.exchange.recognising import Misplaced
from sendsat.services.moving import moving
from sendsat.services.moving.moving import Arrival, TeamMatch
from sendsat.ui.files import other_door
from sendsat.ui.files.other_door import File
from sendsat.ui.files.preview import UNWRITTEN
from sendsat.ui.frame import notices, state, view
from sendsat.ui.frame.words import moment, plain, plural
from sendsat.ui.frame.workplace import desk

NEW = "A new team here"
STAYS = (
    "What stays behind: workshops with their minutes, the history of each change, and people. A "
    "workbook carries the round of one team. The CSV carries less: no votes, notes or statuses."
)


def draw() -> None:
    """Draw the last part of Import and export."""
    st.header("Move a round in", anchor=False)
    st.markdown(
        "Take a whole round from one sendsat to another: download it there as JSON, and choose that file here. A "
        "team's workbook does it too, for that team. It comes in as a round of its own, with its ratings, "
        "texts, votes, actions and what was edited in its report."
    )
    st.caption(STAYS)
    notices.show("moving")
    file = st.file_uploader(
        "A whole round as JSON, or a team's workbook", type=["json", "xlsx"], key=state.moved_file(_turn())
    )
    if file is None:
        st.session_state.pop(state.MOVING, None)
        return
    arrival = _look((file.file_id, _turn()), file)
    if arrival is not None:
        _offer(arrival, file.file_id)


def _turn() -> int:
    return int(st.session_state.get(state.MOVED_TURN, 0))


def _look(mark: tuple[object, ...], file: File) -> Arrival | None:
    """What this file would bring, read once: what somebody decides on must not change under their eyes."""
    kept = st.session_state.get(state.MOVING)
    if kept is not None and kept[0] == mark:
        arrival: Arrival = kept[1]
        return arrival
    try:
        with st.spinner("Reading the file"):
            arrival = moving.preview_move(desk(), file.getvalue(), file.name)
    except Misplaced as error:
        other_door.offer(error, file, key="moving_other_door")
        return None
    except SendsatError as error:
        st.error(f"{plain(error.message)}  \n{plain(error.remedy)}", icon=":material/error:")
        return None
    st.session_state[state.MOVING] = (mark, arrival)
    return arrival


def _offer(arrival: Arrival, file_id: str) -> None:
    moved = arrival.moved
    st.subheader("What would move in", anchor=False)
    when = f"begun {moment(moved.started_at)}" + (
        f", closed {moment(moved.closed_at)}" if moved.closed_at else ", open"
    )
    st.markdown(f"**{plain(moved.name)}** of {plain(moved.organisation)}, {when}.")
    counted = [plural(number, one, several) for number, one, several in arrival.coming if number]
    st.markdown(f"**{', '.join(counted) or 'No ratings and no actions'}.** {UNWRITTEN}")
    for note in arrival.notes:
        st.caption(plain(note))
    st.text_input("Name of the round here", arrival.name, key=state.moved_name(file_id))
    teams = _teams(arrival, file_id)
    undecided = [match.theirs.name for match in arrival.matches if match.theirs.id not in teams]
    if undecided:
        st.info(f"Choose which team here each is: {plain(', '.join(undecided))}.", icon=":material/group:")
    st.button(
        "Move this round in",
        type="primary",
        disabled=bool(undecided),
        on_click=_move,
        args=(arrival, file_id),
        key="moving_accept",
    )


def _teams(arrival: Arrival, file_id: str) -> dict[int, int | None]:
    """The team here for each of the file, as far as it is decided."""
    here = [team for team in view.current().teams if not team.retired]
    chosen = {match.theirs.id: _team(match, here, file_id) for match in arrival.matches}
    return {theirs: choice.id or None for theirs, choice in chosen.items() if choice is not None}


def _team(match: TeamMatch, here: list[Team], file_id: str) -> Team | None:
    """The team chosen for one of the file: one here, or one without a number that is to be made; None for no choice."""
    new = Team(0, NEW, ())
    nearest = match.same or match.like
    others = [team for team in here if nearest is None or team.id != nearest.id]
    options = [*([nearest] if nearest else []), *others, new]
    help_text = f"Perhaps {nearest.name}: the names are alike." if match.like and nearest else None
    return st.selectbox(
        f"{plain(match.theirs.name)} in the file is",
        options,
        index=0 if match.same else None,
        format_func=lambda team: team.name,
        placeholder=f"Perhaps {nearest.name}: choose" if match.like and nearest else "Choose a team",
        help=help_text,
        key=state.moved_team(file_id, match.theirs.id),
    )


def _move(arrival: Arrival, file_id: str) -> None:
    """Move a round in as it is chosen at this moment: a press can come before the page was drawn with it."""
    held = st.session_state
    name: str = held[state.moved_name(file_id)]
    chosen = {match.theirs.id: held[state.moved_team(file_id, match.theirs.id)] for match in arrival.matches}
    teams: dict[int, int | None] = {theirs: team.id or None for theirs, team in chosen.items() if team is not None}
    batch = notices.attempt(
        "moving",
        lambda: moving.move_in(desk(), arrival, name=name, teams=teams),
        success=f"{name} has moved in, and is the round you see now. {notices.saved_words()}",
    )
    if batch is not None:
        st.session_state[state.NEXT_ROUND] = batch.round_id
        st.session_state[state.MOVED_TURN] = _turn() + 1
        st.session_state.pop(state.MOVING, None)


def undo(batch: ImportBatch) -> None:
    """Take a round that moved in out again, as a button's callback."""
    stayed = notices.attempt("moving", lambda: moving.undo_move(desk(), batch.id), success="")
    if stayed is None:
        return
    more = f" These teams stay, because they are used by now: {', '.join(stayed)}." if stayed else ""
    notices.say("moving", notices.Notice("saved", f"The round has moved out again.{more} {notices.saved_words()}"))
