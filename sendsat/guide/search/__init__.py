"""Search in the guide and its resources: documents, words and their ranking."""
