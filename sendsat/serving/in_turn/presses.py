"""Deals with what one visitor presses in the order in which it was pressed, each press whole.

It reaches inside Streamlit; what it relies on there stands in the list of `ui/frame/streamlit_hooks.py`.
"""

from collections import deque
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode
from weakref import WeakValueDictionary, ref

from streamlit import config
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.scriptrunner_utils.script_requests import (
    RerunData,
    ScriptRequest,
    ScriptRequests,
    ScriptRequestType,
)
from streamlit.runtime.state import SessionState
from streamlit.runtime.state.safe_session_state import SafeSessionState

from sendsat.ui.frame.state import PRESSED_LATE

ONLY_SHOW = ("wall_write", "wall_guidance", "wall_hands")
"""The keys of the wall's buttons that change nothing: they show a panel, or put it away."""


class _InTurn(ScriptRequests):
    """What one visitor's browser asked for and was not dealt with yet, in the order in which it came.

    Streamlit merges what waits: a press on one page and the link that was followed next become one request, that of the
    new page, without the press.
    """

    def __init__(self) -> None:
        super().__init__()
        self._later: deque[ScriptRequests] = deque()
        self._left = ""  # the page that is dealt with now, which whoever waits may be leaving

    def request_rerun(self, new_data: RerunData) -> bool:
        with self._lock:
            if self._state == ScriptRequestType.STOP:
                return False
            if not self._later and (self._state == ScriptRequestType.CONTINUE or self._is_of_pending(new_data)):
                return self._request_rerun_locked(new_data)
            if not self._later or not _is_of_one_page(self._later[-1]._rerun_data, new_data):
                self._later.append(ScriptRequests())
            return self._later[-1].request_rerun(new_data)

    def request_rerun_batch(self, rerun_batch: list[RerunData]) -> bool:
        with self._lock:
            is_left = self._state == ScriptRequestType.RERUN and not self._rerun_data.fragment_id_queue
            if is_left and not any(
                rerun.page_script_hash != self._left or self._is_of_pending(rerun) for rerun in rerun_batch
            ):
                return True  # the page that is left wants to be drawn anew: that would lead back to it
        return super().request_rerun_batch(rerun_batch)

    def on_scriptrunner_yield(self) -> ScriptRequest | None:
        return self._with_the_next_behind(super().on_scriptrunner_yield())

    def on_scriptrunner_ready(self) -> ScriptRequest:
        taken = super().on_scriptrunner_ready()
        self._with_the_next_behind(taken)
        return taken

    def _is_of_pending(self, new_data: RerunData) -> bool:
        return _is_of_one_page(self._rerun_data, new_data)

    def _with_the_next_behind(self, taken: ScriptRequest | None) -> ScriptRequest | None:
        if taken is not None and taken.type == ScriptRequestType.RERUN:
            with self._lock:
                self._left = taken.rerun_data.page_script_hash
                if self._later and self._state == ScriptRequestType.CONTINUE:
                    self._state, self._rerun_data = ScriptRequestType.RERUN, self._later.popleft()._rerun_data
        return taken


_asking = AppSession.request_rerun


class _PressedIn(dict[str, str]):
    """By button: the part of the page on which one visitor pressed it, until that is dealt with."""

    def __init__(self, session: AppSession) -> None:
        self._session = ref(session)

    def draw_anew(self, parts: Iterable[str]) -> None:
        """Have the whole page drawn where one of these parts is gone by now: of it nothing would be."""
        session = self._session()
        if session and not all(session.has_fragment(part) for part in parts):
            _asking(session, _whole(session, ClientState(page_script_hash=session.page_script_hash)))


_pressed_in: WeakValueDictionary[str, _PressedIn] = WeakValueDictionary()
"""By the id of a visitor's session, which holds it."""


def _remember(session: AppSession, pressed: dict[str, str]) -> None:
    if pressed:
        held = _pressed_in.setdefault(session.id, vars(session).setdefault("pressed_in", _PressedIn(session)))
        held |= pressed


def _without_what_went(state: SessionState, pressed_in: _PressedIn, asked: WidgetStates) -> WidgetStates:
    """What is asked for, but for presses of buttons in whose place another part of the page has one of the same name.

    The wall's "Green" of one statement is that of the next once the room went on: it would rate what nobody saw. The
    page is told of these, and of presses of what is there no longer, which do nothing by themselves. A button that
    changes nothing, but shows something, does so where the room is by now.
    """
    known = state._new_widget_state.widget_metadata
    pressed = {widget.id: pressed_in.pop(widget.id, "") for widget in asked.widgets if widget.trigger_value}
    went = {
        widget_id
        for widget_id, part in pressed.items()
        if part
        and (widget_id not in known or (known[widget_id].fragment_id != part and not widget_id.endswith(ONLY_SHOW)))
    }
    if pressed and known:
        state[PRESSED_LATE] = bool(went)
    pressed_in.draw_anew(pressed[widget_id] for widget_id in went)
    return WidgetStates(widgets=[widget for widget in asked.widgets if widget.id not in went])


_saving = SafeSessionState.on_script_will_rerun


def _saved_whole(state: SafeSessionState, asked: WidgetStates | None, **kwargs: Any) -> None:
    """Do what a press asks for, and only then look whether something else was pressed."""
    runner = getattr(state._yield_callback, "__self__", None)
    if not isinstance(runner, script_runner.ScriptRunner):
        return _saving(state, asked, **kwargs)
    pressed_in = _pressed_in.get(runner._session_id)
    if asked is not None and pressed_in:
        asked = _without_what_went(state._state, pressed_in, asked)
    runner._execing = False  # asked to give way, a runner that runs nothing goes on
    try:
        return _saving(state, asked, **kwargs)
    finally:
        runner._execing = True


def _asked_of_what_was_seen(session: AppSession, asked: ClientState | None) -> None:
    """Deal also with what is pressed on a part of the page that the server has left and the browser still shows.

    Streamlit drops it. The page is then drawn where it is by now.
    """
    if asked is not None:
        _remember(
            session, {widget.id: asked.fragment_id for widget in asked.widget_states.widgets if widget.trigger_value}
        )
    if asked is not None and _is_of_a_part_that_is_gone(session, asked):
        asked = _whole(session, asked)
    _asking(session, asked)


def _whole(session: AppSession, asked: ClientState) -> ClientState:
    """The same, asked of the whole page where it is by now."""
    whole = ClientState()
    whole.CopyFrom(asked)
    whole.fragment_id = ""
    whole.query_string = urlencode(session.session_state.query_params._query_params.copy(), doseq=True)
    return whole


def _is_of_a_part_that_is_gone(session: AppSession, asked: ClientState) -> bool:
    is_gone = bool(asked.fragment_id) and not session.has_fragment(asked.fragment_id)
    return is_gone and not asked.is_auto_rerun and asked.page_script_hash == session.page_script_hash


def _is_of_one_page(one: RerunData, other: RerunData) -> bool:
    return (one.page_script_hash, one.query_string) == (other.page_script_hash, other.query_string)


def deal_with_in_turn() -> None:
    """Else what is pressed next ends what saves the press before it, wherever that is: a rating or words are lost.

    With `runner.fastReruns` off, all that one visitor presses is dealt with by one thread; here, saving is not
    interrupted, a press keeps its place before the link that is followed next, and one on what another team's or
    round's page has just replaced counts too.
    """
    config.set_option("runner.fastReruns", False)
    setattr(script_runner, ScriptRequests.__name__, _InTurn)
    setattr(SafeSessionState, _saving.__name__, _saved_whole)
    setattr(AppSession, _asking.__name__, _asked_of_what_was_seen)
