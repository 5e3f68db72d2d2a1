"""What SQLite leaves in its files of what was erased or removed."""

from sendsat.errors import StorageError
from sendsat.services.desk import Desk


def clean_files(desk: Desk) -> bool:
    """Take it out of the files; whether that was done. Erased is erased, whatever becomes of this: the server tries
    again later. For the verbs of this package."""
    try:
        return desk.store.scrub()
    except StorageError:
        return False
