"""Several sites, or colleges of a group, side by side, without hiding how they differ."""
