"""Serves a bare app the way sendsat serves its own: `python -m tests.benchmarks.bare_server PORT [bare.py]`."""

import sys
from pathlib import Path

import streamlit as st

from sendsat.serving import app as server

if __name__ == "__main__":
    script = Path(__file__).parent / (sys.argv[2] if sys.argv[2:] else "bare.py")
    app = st.App(str(script), lifespan=server.lifespan)
    server.run(app, server.bind(server.LOCAL, int(sys.argv[1])))
