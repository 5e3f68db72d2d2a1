"""Files of a round for readers: the ratings, the report, the governors' pack."""
