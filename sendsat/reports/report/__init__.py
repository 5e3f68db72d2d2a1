"""The report's sentences and drafts: what the numbers and words of a round say, item by item."""
