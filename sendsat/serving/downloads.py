"""What somebody is told whose file cannot be made: Streamlit makes it after the click, when no page is being drawn, and
would only say that it failed.
"""

import logging

from sendsat.errors import SendsatError
from sendsat.ui.frame import streamlit_hooks

_log = logging.getLogger(__name__)
GONE = "This page was drawn too long ago to download from. Reload it, then try again."
UNEXPECTED = "The file could not be made. What was saved is safe: reload the page and try again."


def tell_in_our_words() -> None:
    """From now on a download that fails says why and what to do, below its button."""
    streamlit_hooks.tell_of_failed_downloads(_words)


def _words(error: Exception) -> str:
    """What to say of a failure; the details of one that nobody expected go to the log."""
    reason = error.__cause__
    if isinstance(reason, SendsatError):
        return str(reason)
    if reason is None:
        return GONE
    _log.error("A file could not be made.", exc_info=error)
    return UNEXPECTED
