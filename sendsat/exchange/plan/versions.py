"""What of an action was changed here since its row was downloaded, found by version, not by whole seconds. Pure.

Every change of an action has a time of its own, later than any before it, which its history entries share; the file
carries that time. Must not import storage, services or any screen.
"""

from datetime import datetime, timedelta

from sendsat.assessment.values import Action, HistoryEntry

SAME_MOMENT = timedelta(seconds=2)
# Entries of one change were a few microseconds apart before they shared one time.
SAME_CHANGE = timedelta(milliseconds=50)


def at_download(mark: datetime | None, action: Action, history: tuple[HistoryEntry, ...]) -> dict[str, str]:
    """What the fields changed since the download said then, as history words them, by field.

    `mark` is the "Last changed" of the file, `history` the action's, newest first.
    """
    if mark is None or mark == action.updated_at:
        return {}
    return {event.field: event.old for event in history[: _newer(mark, action, history)]}


def _newer(mark: datetime, action: Action, history: tuple[HistoryEntry, ...]) -> int:
    """How many of the newest entries came after the change that the file's time stands for."""
    exact = next((place for place, event in enumerate(history) if event.at == mark), None)
    if exact is not None:
        return exact
    if mark == action.created_at and not _tells_of_planning(history):
        return len(history)
    return _newer_than_rounded(mark, history)


def _tells_of_planning(history: tuple[HistoryEntry, ...]) -> bool:
    return any(event.field == "planned" for event in history)


def _newer_than_rounded(mark: datetime, history: tuple[HistoryEntry, ...]) -> int:
    """As `_newer`, for a time that an earlier version or a spreadsheet cut to whole seconds.

    Where several changes fit, the file is taken to know only the first: that asks once too often, never too seldom.
    """
    fitting = [place for place, event in enumerate(history) if mark <= event.at < mark + SAME_MOMENT]
    if not fitting:
        return sum(event.at > mark + SAME_MOMENT for event in history)
    first = fitting[-1]
    while first and abs(history[first - 1].at - history[fitting[-1]].at) <= SAME_CHANGE:
        first -= 1
    return first
