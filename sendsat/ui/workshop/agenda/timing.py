"""How long a workshop has: asked while it is prepared, with how many statements fit."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import streamlit as st

from sendsat.assessment.workshop.pace import LONGEST, SHORTEST, fitting, minutes_until, needed
from sendsat.ui.frame import state
from sendsat.ui.frame.words import plural, zone

OURS = "So many minutes for each statement is a rule of thumb of sendsat's, not the guide's. Change it as you learn."


@dataclass(frozen=True)
class Time:
    """How long the room has, in minutes or until a moment; both None where nobody says."""

    length: int | None
    ends_at: datetime | None

    def minutes(self, now: datetime) -> int | None:
        """How many minutes there are, for an end if it started now."""
        return minutes_until(self.ends_at, now) if self.ends_at else self.length


def ask(now: datetime) -> Time:
    """Draw the two boxes: how long, or until when. One is enough; where both are filled it says which one counts."""
    left, right = st.columns(2)
    length = left.number_input(
        "How long have you? (minutes)",
        SHORTEST,
        LONGEST,
        None,
        step=5,
        key=state.PREPARE_LENGTH,
        placeholder="For example 60",
    )
    ends = right.time_input("Or when must it end?", None, key=state.PREPARE_ENDS, step=300)
    if length is not None and ends is not None:
        st.caption("Both are filled. The minutes count; empty them to go by the end.")
    if length is not None:
        return Time(int(length), None)
    if ends is None:
        return Time(None, None)
    today = now.astimezone(zone())
    moment = today.replace(hour=ends.hour, minute=ends.minute, second=0, microsecond=0)
    return Time(None, (moment if moment > today else moment + timedelta(days=1)).astimezone(now.tzinfo))


def say_what_fits(time: Time, now: datetime, *, statements: int, minutes: int, actions_first: bool) -> None:
    """Draw how many statements fit, and a warning where the agenda has more; nothing where nobody says how long."""
    have = time.minutes(now)
    if have is None:
        return
    if have > LONGEST:
        st.caption("That is a long time from now. To see how many statements fit, say how many minutes you have.")
        return
    fit = fitting(have, minutes=minutes, actions_first=actions_first)
    start = "If you start now, you have" if time.ends_at else "You have"
    after = ", after 10 minutes for open actions" if actions_first else ""
    st.markdown(
        f"{start} {plural(have, 'minute')}: **{plural(fit, 'statement')}** {'fits' if fit == 1 else 'fit'}, "
        f"at {plural(minutes, 'minute')} each{after}."
    )
    if statements > fit:
        st.warning(
            f"{plural(statements, 'statement')} {'takes' if statements == 1 else 'take'} about "
            f"{plural(needed(statements, minutes=minutes, actions_first=actions_first), 'minute')}. "
            "That is longer than you have: leave some out, or give each less time."
        )
