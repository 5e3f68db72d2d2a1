"""Makes the bundle anew for the Streamlit that is installed, and puts it where sendsat looks for it."""

import tempfile
from pathlib import Path

from tests.bundling.bundle import SERVED, make

with tempfile.TemporaryDirectory() as room:
    make(Path(room)).write(SERVED)
