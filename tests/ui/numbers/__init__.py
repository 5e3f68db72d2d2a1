"""Every number of pages and files, worked out once more with pandas alone."""
