"""Everything that a server imports, frozen so that the copies made of this process share its memory."""

import gc

import sendsat.__main__
import sendsat.serving.share
import sendsat.storage.opening
import sendsat.terminal
from sendsat.serving import app, warm_up

__all__ = ["app", "sendsat"]

warm_up.import_heavy_libraries()
gc.collect()
gc.freeze()
