"""What one visitor presses is dealt with in the order in which it was pressed, each press whole."""

from collections.abc import Iterator

import pytest
from streamlit import config
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequests, ScriptRequestType
from streamlit.runtime.state import SessionState
from streamlit.runtime.state.common import WidgetMetadata
from streamlit.runtime.state.safe_session_state import SafeSessionState
from streamlit.runtime.state.session_state import WStates

from sendsat.serving.in_turn import presses
from sendsat.ui.frame.state import PRESSED_LATE


@pytest.fixture(autouse=True)
def _hooked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The hook as a server sets it, taken back afterwards."""
    fast = config.get_option("runner.fastReruns")
    monkeypatch.setattr(script_runner, "ScriptRequests", script_runner.ScriptRequests)
    monkeypatch.setattr(SafeSessionState, "on_script_will_rerun", SafeSessionState.on_script_will_rerun)
    monkeypatch.setattr(AppSession, "request_rerun", AppSession.request_rerun)
    presses.deal_with_in_turn()
    yield
    config.set_option("runner.fastReruns", fast)


def waiting() -> ScriptRequests:
    """What a new session begins with, as Streamlit makes it."""
    return script_runner.ScriptRequests()


def pressed(page: str, *names: str, fragment: str | None = None, query: str = "") -> RerunData:
    """A browser's request: what is pressed on a page."""
    states = WidgetStates(widgets=[WidgetState(id=name, trigger_value=True) for name in names])
    return RerunData(page_script_hash=page, query_string=query, widget_states=states, fragment_id=fragment)


def taken(requests: ScriptRequests) -> tuple[str, list[str]] | None:
    """The page and the presses of what is dealt with next; None once there is no more."""
    request = requests.on_scriptrunner_ready()
    if request.type == ScriptRequestType.STOP:
        return None
    assert request.rerun_data.widget_states is not None
    return request.rerun_data.page_script_hash, [one.id for one in request.rerun_data.widget_states.widgets]


def test_the_hook_is_where_streamlit_looks() -> None:
    assert not config.get_option("runner.fastReruns")
    assert script_runner.ScriptRequests is not ScriptRequests
    assert issubclass(script_runner.ScriptRequests, ScriptRequests)


def test_a_press_keeps_its_place_before_the_link_that_is_followed() -> None:
    requests = waiting()
    requests.request_rerun(pressed("section", "green", fragment="LM4"))
    requests.request_rerun(pressed("section", "red", fragment="LM3"))
    requests.request_rerun(pressed("results"))
    requests.request_rerun(pressed("plan", "filter"))
    requests.request_rerun(pressed("plan", "sort"))
    assert sorted((taken(requests) or ("", []))[1]) == ["green", "red"]
    assert taken(requests) == ("results", [])
    page, names = taken(requests) or ("", [])
    assert (page, sorted(names)) == ("plan", ["filter", "sort"])
    assert taken(requests) is None
    assert not requests.request_rerun(pressed("plan", "late"))


def test_another_team_in_the_address_is_another_page() -> None:
    requests = waiting()
    requests.request_rerun(pressed("section", "green", query="team=a"))
    requests.request_rerun(pressed("section", query="team=b"))
    assert taken(requests) == ("section", ["green"])
    assert taken(requests) == ("section", [])


def test_what_is_asked_while_an_earlier_link_waits_stays_behind_it() -> None:
    requests = waiting()
    requests.request_rerun(pressed("section", "green"))
    requests.request_rerun(pressed("results"))
    assert taken(requests) == ("section", ["green"])
    requests.request_rerun(pressed("section", "late"))
    assert taken(requests) == ("results", [])
    assert taken(requests) == ("section", ["late"])


def test_a_page_that_draws_itself_anew_does_not_lead_back_from_the_link_that_was_followed() -> None:
    requests = waiting()
    requests.request_rerun(pressed("section", "green"))
    requests.request_rerun(pressed("results"))
    assert taken(requests) == ("section", ["green"])
    assert requests.request_rerun_batch([RerunData(page_script_hash="section")])
    assert taken(requests) == ("results", [])
    assert taken(requests) is None


def test_a_page_is_drawn_anew_though_only_a_part_of_it_waits_with_an_older_address() -> None:
    requests = waiting()
    requests.request_rerun(pressed("wall", "next", query="at=2"))
    assert taken(requests) == ("wall", ["next"])
    requests.request_rerun(pressed("wall", fragment="clock", query="at=1"))
    assert requests.request_rerun_batch([RerunData(page_script_hash="wall", query_string="at=2")])
    request = requests.on_scriptrunner_ready()
    assert request.rerun_data.fragment_id_queue == []
    assert request.rerun_data.query_string == "at=2"


def test_where_a_press_leads_to_another_page_a_later_one_on_the_page_that_is_left_does_not_keep_one_there() -> None:
    requests = waiting()
    requests.request_rerun(pressed("home", "start"))
    assert taken(requests) == ("home", ["start"])
    requests.request_rerun(pressed("home", "more"))
    assert requests.request_rerun_batch([RerunData(page_script_hash="section")])
    assert taken(requests) == ("section", ["more"])
    assert taken(requests) is None


def test_a_link_ends_the_drawing_of_the_page_that_is_left() -> None:
    requests = waiting()
    requests.request_rerun(pressed("section"))
    assert taken(requests) == ("section", [])
    assert requests.on_scriptrunner_yield() is None
    requests.request_rerun(pressed("results"))
    requests.request_rerun(pressed("plan"))
    for page in ("results", "plan"):
        request = requests.on_scriptrunner_yield()
        assert request is not None
        assert request.rerun_data.page_script_hash == page
    assert requests.on_scriptrunner_yield() is None


def test_a_session_that_ends_deals_with_nothing_more() -> None:
    requests = waiting()
    requests.request_rerun(pressed("section", "green"))
    requests.request_rerun(pressed("results"))
    requests.request_stop()
    assert taken(requests) is None
    assert not requests.request_rerun(pressed("results"))


class Ended(Exception):
    """Somebody pressed something else."""


class Runner(script_runner.ScriptRunner):
    """A runner of which something else is asked all the time."""

    def __init__(self) -> None:
        self._execing = True
        self._session_id = "nobody"

    def give_way(self) -> None:
        if self._execing:
            raise Ended


@pytest.mark.parametrize("fails", [False, True])
def test_saving_does_not_give_way_and_drawing_does(fails: bool) -> None:
    done = []

    class Saving:
        def on_script_will_rerun(self, _fresh: WidgetStates | None, **_rest: object) -> None:
            runner.give_way()
            done.append("saved")
            if fails:
                raise ValueError("This could not be saved.")

    runner = Runner()
    state = SafeSessionState(Saving(), runner.give_way)  # type: ignore[arg-type]
    if fails:
        with pytest.raises(ValueError, match="could not be saved"):
            state.on_script_will_rerun(None)
    else:
        state.on_script_will_rerun(None)
    assert done == ["saved"]
    with pytest.raises(Ended):
        runner.give_way()


class Left(AppSession):
    """A session on the section page of team 2, whose parts are the only ones that it still knows."""

    def __init__(self) -> None:
        self.id = "visitor"
        self._state = None  # type: ignore[assignment]
        self._client_state = ClientState(page_script_hash="section")
        self._session_state = SessionState()
        self._session_state.query_params.set_with_no_forward_msg("team", "2")
        self._scriptrunner = None
        self.begun: list[RerunData] = []

    def __del__(self) -> None:
        """Nothing was begun that would have to be ended."""

    def has_fragment(self, fragment_id: str) -> bool:
        return fragment_id == "2_LM4"

    def _create_scriptrunner(self, initial_rerun_data: RerunData) -> None:
        self.begun.append(initial_rerun_data)


def asked_of(part: str, *, page: str = "section", by_itself: bool = False) -> ClientState:
    """What a browser that still shows the page of team 1 asks for of a part of its page."""
    state = ClientState(page_script_hash=page, query_string="team=1", fragment_id=part, is_auto_rerun=by_itself)
    state.widget_states.widgets.add(id="green", trigger_value=True)
    return state


def test_a_press_on_a_part_that_the_server_has_left_counts_and_leads_nobody_back() -> None:
    session = Left()
    session.request_rerun(asked_of("1_LM4"))
    [begun] = session.begun
    assert (begun.page_script_hash, begun.query_string, begun.fragment_id) == ("section", "team=2", None)
    assert begun.widget_states is not None
    assert [one.id for one in begun.widget_states.widgets] == ["green"]


def test_a_part_that_is_still_there_is_asked_as_before() -> None:
    session = Left()
    session.request_rerun(asked_of("2_LM4"))
    assert [(one.query_string, one.fragment_id) for one in session.begun] == [("team=1", "2_LM4")]


def test_the_clock_of_a_part_that_is_gone_and_a_press_on_another_page_draw_nothing() -> None:
    session = Left()
    session.request_rerun(asked_of("1_LM4", by_itself=True))
    session.request_rerun(asked_of("1_LM4", page="home"))
    assert session.begun == []


class Wall(dict[str, bool]):
    """What a visitor's session holds once the server has drawn the wall with its second statement."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self._new_widget_state = WStates()
        self._new_widget_state.widget_metadata["agree"] = WidgetMetadata(
            "agree", bool, bool, "trigger_value", fragment_id="statement 2"
        )
        self._new_widget_state.widget_metadata["$$ID-1-wall_write"] = WidgetMetadata(
            "$$ID-1-wall_write", bool, bool, "trigger_value", fragment_id="statement 2"
        )

    def on_script_will_rerun(self, fresh: WidgetStates, **_rest: object) -> None:
        self.done = [one.id for one in fresh.widgets]


@pytest.mark.parametrize(
    ("seen", "button", "done"),
    [
        ("statement 2", "agree", ["agree"]),
        ("statement 1", "agree", []),
        ("statement 2", "agree what nobody suggests now", []),
        ("", "agree", ["agree"]),
        ("statement 1", "$$ID-1-wall_write", ["$$ID-1-wall_write"]),
        ("statement 1", "$$ID-1-wall_hands", []),
    ],
)
def test_a_press_is_not_dealt_with_as_one_on_the_button_that_took_the_place_of_what_was_seen(
    seen: str, button: str, done: list[str]
) -> None:
    session, wall, runner = Left(), Wall(), Runner()
    session._client_state.page_script_hash = "wall"
    asked = ClientState(page_script_hash="wall", fragment_id=seen)
    asked.widget_states.widgets.add(id=button, trigger_value=True)
    session.request_rerun(asked)
    runner._session_id, runner._execing = session.id, False
    session.begun.clear()

    SafeSessionState(wall, runner.give_way).on_script_will_rerun(asked.widget_states)  # type: ignore[arg-type]

    assert wall.done == done
    assert wall[PRESSED_LATE] is (not done)
    told_by = [(one.page_script_hash, one.query_string, one.fragment_id) for one in session.begun]
    assert told_by == ([] if done else [("wall", "team=2", None)]), "the whole page tells it"
