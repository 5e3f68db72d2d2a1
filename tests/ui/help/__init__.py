"""Search, resources, what has changed, privacy and accessibility."""
