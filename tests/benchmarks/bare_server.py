"""Serves the bare app the way sendsat serves its own: usage `python -m tests.benchmarks.bare_server PORT`."""

import sys
from pathlib import Path

import streamlit as st

from sendsat.serving import app as server

if __name__ == "__main__":
    app = st.App(str(Path(__file__).parent / "bare.py"), lifespan=server.lifespan)
    server.run(app, server.bind(server.LOCAL, int(sys.argv[1])))
