"""A drawing of the whole page reaches the browser whole, also where a part of it is to be drawn again at once.

It reaches inside Streamlit; what it relies on there stands in the list of `ui/frame/streamlit_hooks.py`.
"""

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue

_clearing = ForwardMsgQueue.clear


def _cleared_but_for_a_whole_page(
    queue: ForwardMsgQueue, retain_lifecycle_msgs: bool = False, fragment_ids_this_run: list[str] | None = None
) -> None:
    """Where a part of the page is to be drawn anew, leave what a drawing of the whole page has still to send as it is.

    Streamlit drops that part from it, and yet tells the browser that the whole page was drawn: the browser then takes
    the part away, with the words that are being typed in its boxes, and draws another a moment later.
    """
    if fragment_ids_this_run and any(map(_ends_a_whole_page, queue._queue)):
        queue._delta_index_map = {}  # what comes now must not take the place of what came before
        return
    _clearing(queue, retain_lifecycle_msgs, fragment_ids_this_run)


def _ends_a_whole_page(message: ForwardMsg) -> bool:
    is_end = message.WhichOneof("type") == "script_finished"
    return is_end and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY


def send_pages_whole() -> None:
    """Else a part that is drawn again at once is gone from the page for a moment, with the words typed in it."""
    setattr(ForwardMsgQueue, _clearing.__name__, _cleared_but_for_a_whole_page)
