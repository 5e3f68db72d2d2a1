"""Charts of a round as figures, and as pages and pictures to download."""
