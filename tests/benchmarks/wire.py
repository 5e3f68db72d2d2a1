"""A visitor without a browser: speaks Streamlit's websocket protocol, so that only the server's time is measured."""

import time
from dataclasses import dataclass
from urllib.parse import urlparse

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import ClientConnection, connect


@dataclass
class Choice:
    """A rating control as the server drew it: its id, the fragment it lives in, and where it stands in the list."""

    id: str
    fragment_id: str
    page_hash: str
    options: list[str]


class Visitor:
    """One websocket session."""

    def __init__(self, url: str, page: str = "", query: str = "") -> None:
        self.socket: ClientConnection = connect(
            f"ws://{urlparse(url).netloc}/_stcore/stream", max_size=2**26, subprotocols=None, legacy=True
        )
        self.choices: dict[str, Choice] = {}
        self.buttons: dict[str, Choice] = {}
        self.states: dict[str, WidgetState] = {}
        self.page_hash = ""
        self.saved = False
        first = BackMsg()
        first.rerun_script.page_name = page
        first.rerun_script.query_string = query
        self.exchange(first)

    def exchange(self, message: BackMsg) -> tuple[float, int, int]:
        """Send and wait until the script has finished: milliseconds, messages and bytes."""
        start, count, size, self.saved = time.perf_counter(), 0, 0, False
        self.socket.send(message.SerializeToString())
        while True:
            content = self.socket.recv(timeout=30)
            assert isinstance(content, bytes)
            count, size = count + 1, size + len(content)
            found = ForwardMsg()
            found.ParseFromString(content)
            kind = found.WhichOneof("type")
            if kind == "script_finished" and found.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return (time.perf_counter() - start) * 1000, count, size
            if kind == "delta":
                self._note(found)

    def _note(self, found: ForwardMsg) -> None:
        self.saved |= "Saved" in found.delta.new_element.html.body
        self.page_hash = found.metadata.active_script_hash or self.page_hash
        drawn, where = found.delta.new_element, (found.delta.fragment_id, found.metadata.active_script_hash)
        if drawn.WhichOneof("type") == "button":
            self.buttons[drawn.button.id.split("-")[-1]] = Choice(drawn.button.id, *where, [])
        if drawn.WhichOneof("type") == "button_group" and "rating" in drawn.button_group.id:
            options = [option.content for option in drawn.button_group.options]
            self.choices[drawn.button_group.id] = Choice(drawn.button_group.id, *where, options)

    def choose(self, choice: Choice, place: int) -> tuple[float, int, int]:
        """Choose the option at `place`, as a click would. Raises `RuntimeError` when the page did not say "Saved"."""
        state = WidgetState(id=choice.id)
        state.string_array_value.data.append(choice.options[place])
        self.states[choice.id] = state
        return self._send(choice, list(self.states.values()))

    def press(self, key: str) -> tuple[float, int, int]:
        """Press the button of this key, as a click would. Raises `RuntimeError` as `choose`."""
        choice = self.buttons[key]
        return self._send(choice, [*self.states.values(), WidgetState(id=choice.id, trigger_value=True)])

    def _send(self, choice: Choice, states: list[WidgetState]) -> tuple[float, int, int]:
        message = BackMsg()
        message.rerun_script.page_script_hash = choice.page_hash
        message.rerun_script.fragment_id = choice.fragment_id
        message.rerun_script.widget_states.widgets.extend(states)
        found = self.exchange(message)
        if not self.saved:
            raise RuntimeError("The click was answered, but nothing was saved: it measures nothing.")
        return found
