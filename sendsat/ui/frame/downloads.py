"""What somebody is told whose file cannot be made: Streamlit makes it after the click, when no page is being drawn, and
would only say that it failed.
"""

import asyncio
import traceback

from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ForwardMsg_pb2 import (
    BackendOperationResponse,
    DeferredFileResponsePayload,
)
from streamlit.runtime.backend_operation_handler import DeferredFileHandler

from sendsat.errors import SendsatError

METHOD = "handle"
GONE = "This page was drawn too long ago to download from. Reload it, then try again."
UNEXPECTED = "The file could not be made. What was saved is safe: reload the page and try again."


def tell_in_our_words() -> None:
    """From now on a download that fails says why and what to do, below its button."""
    setattr(DeferredFileHandler, METHOD, _handle)


async def _handle(
    handler: DeferredFileHandler, request: BackendOperationRequest, session_id: str
) -> BackendOperationResponse:
    manager, file_id = handler._get_media_file_mgr(), request.deferred_file.file_id
    try:
        url = await asyncio.to_thread(manager.execute_deferred, file_id)
    except Exception as error:
        return BackendOperationResponse(request_id=request.request_id, error_msg=_words(error))
    return BackendOperationResponse(request_id=request.request_id, deferred_file=DeferredFileResponsePayload(url=url))


def _words(error: Exception) -> str:
    """What to say of a failure; the details of one that nobody expected go to the log."""
    reason = error.__cause__
    if isinstance(reason, SendsatError):
        return str(reason)
    if reason is None:
        return GONE
    traceback.print_exception(error)
    return UNEXPECTED
