"""The first run, Home, and who comes in."""
