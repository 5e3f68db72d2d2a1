"""What somebody is told whose file cannot be made: Streamlit makes it after the click, when no page is being drawn, and
would only say that it failed.
"""

import traceback

from sendsat.errors import SendsatError
from sendsat.ui.frame import streamlit_hooks

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
    traceback.print_exception(error)
    return UNEXPECTED
