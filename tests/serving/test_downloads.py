"""A file that cannot be made says why, in sendsat's words."""

import asyncio
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, DeferredFileRequestPayload
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage

from sendsat.errors import NotFound
from sendsat.serving import downloads


@pytest.fixture(autouse=True)
def our_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(DeferredFileHandler, "handle", DeferredFileHandler.handle)  # put back afterwards
    downloads.tell_in_our_words()


def asked_for(make: Callable[[], bytes], *, known: bool = True) -> SimpleNamespace:
    """What the browser is told that asks for a file."""
    manager = MediaFileManager(MemoryMediaFileStorage("/media"))
    file_id = manager.add_deferred(make, "text/plain", "here", "file.txt") if known else "gone"
    request = BackendOperationRequest(request_id="1", deferred_file=DeferredFileRequestPayload(file_id=file_id))
    answer = asyncio.run(DeferredFileHandler(lambda: manager).handle(request, "session"))
    return SimpleNamespace(said=answer.error_msg, url=answer.deferred_file.url)


def fail(error: Exception) -> Callable[[], bytes]:
    def make() -> bytes:
        raise error

    return make


def test_a_file_is_made_when_it_is_asked_for() -> None:
    made: list[str] = []
    found = asked_for(lambda: made.append("made") or b"words")
    assert (made, found.said) == (["made"], "")
    assert found.url.startswith("/media/")


def test_what_went_wrong_is_told_with_what_to_do() -> None:
    found = asked_for(fail(NotFound("There is no round 3 here.", "Choose one in the sidebar.")))
    assert found.said == "There is no round 3 here. Choose one in the sidebar."
    assert not found.url


def test_what_nobody_expected_is_told_plainly_and_its_details_go_to_the_log(caplog: pytest.LogCaptureFixture) -> None:
    assert asked_for(fail(ValueError("a secret detail"))).said == downloads.UNEXPECTED
    assert "a secret detail" in caplog.text


def test_a_page_drawn_too_long_ago_asks_to_be_reloaded() -> None:
    assert asked_for(bytes, known=False).said == downloads.GONE
