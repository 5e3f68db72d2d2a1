"""Everything that a server imports and reads, frozen so that the copies made of this process share its memory.

What costs a second of the processor whenever a server starts, and is the same for all of them, is done here once.
"""

import functools
import gc

import anyio._backends._asyncio
from streamlit.components.v2 import manifest_scanner

import sendsat.__main__
import sendsat.serving.share
import sendsat.storage.opening
import sendsat.terminal
from sendsat.guide import library, loader
from sendsat.serving import app, warm_up
from sendsat.settings import load_settings

__all__ = ["anyio", "app", "sendsat"]

warm_up.import_heavy_libraries()
# Streamlit looks for parts of a page through every library that is installed. None has any.
vars(manifest_scanner).update(scan_component_manifests=functools.cache(manifest_scanner.scan_component_manifests))
manifest_scanner.scan_component_manifests()
vars(library).update(load_edition=functools.cache(loader.load_edition))
library.Library.open(load_settings().edition_dirs)
gc.collect()
gc.freeze()
