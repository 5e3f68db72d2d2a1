"""Puts those of Streamlit's scripts that every page needs into one file: `python -m tests.bundling` (`make bundle`)."""
