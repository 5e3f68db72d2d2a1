"""The wall, the desk and phones."""
