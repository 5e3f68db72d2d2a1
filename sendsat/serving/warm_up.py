"""Imports what the first visitor would otherwise wait for."""

import importlib

from sendsat.ui.frame import streamlit_hooks

HEAVY = ("pandas", "plotly.graph_objects", "sendsat.ui.shell", streamlit_hooks.HEAVY)


def import_heavy_libraries() -> None:
    """Import the heavy libraries once, before anyone is served."""
    for name in HEAVY:
        importlib.import_module(name)
