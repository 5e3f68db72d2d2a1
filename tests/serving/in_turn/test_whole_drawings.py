"""A drawing of the whole page reaches the browser whole, also where a part of the page is drawn again at once."""

from collections.abc import Callable

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

from sendsat.serving.in_turn import drawings


@pytest.fixture(autouse=True)
def _hooked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hook as a server sets it, taken back afterwards."""
    monkeypatch.setattr(ForwardMsgQueue, "clear", ForwardMsgQueue.clear)
    drawings.send_pages_whole()
    assert ForwardMsgQueue.clear is not drawings._clearing


def drawn(*parts: str, ends: ForwardMsg.ScriptFinishedStatus.ValueType) -> list[ForwardMsg]:
    """What a drawing sends: its beginning, an element of each part ("" is none), and its end."""
    begins = ForwardMsg()
    begins.new_session.name = "page"
    elements = [ForwardMsg() for _ in parts]
    for place, (element, part) in enumerate(zip(elements, parts, strict=True)):
        element.metadata.delta_path.extend([0, place])
        element.delta.fragment_id = part
        element.delta.new_element.text_area.label = part or "page"
    return [begins, *elements, ForwardMsg(script_finished=ends)]


def labels_after(clear: Callable[..., None], *messages: ForwardMsg) -> list[str]:
    """The elements that still reach the browser once the drawing of the part "boxes" begins."""
    queue = ForwardMsgQueue()
    for one in messages:
        queue.enqueue(one)
    clear(queue, retain_lifecycle_msgs=True, fragment_ids_this_run=["boxes"])
    for one in drawn("boxes", ends=ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY):
        queue.enqueue(one)
    return [one.delta.new_element.text_area.label for one in queue.flush() if one.HasField("delta")]


def test_a_whole_page_reaches_the_browser_whole_also_where_a_part_is_drawn_again_at_once() -> None:
    whole = drawn("", "boxes", "below", ends=ForwardMsg.FINISHED_SUCCESSFULLY)
    assert labels_after(drawings._clearing, *whole) == ["page", "below", "boxes"], (
        "Streamlit itself leaves the part out"
    )
    kept = labels_after(ForwardMsgQueue.clear, *whole)
    assert kept == ["page", "boxes", "below", "boxes"]


def test_of_a_part_that_is_drawn_again_at_once_only_the_newest_drawing_is_sent() -> None:
    part = drawn("boxes", ends=ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
    assert labels_after(ForwardMsgQueue.clear, *part) == ["boxes"]
