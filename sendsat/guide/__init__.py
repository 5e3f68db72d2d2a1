"""What is asked: the frozen model of an edition of the guide, and its loader. Knows nothing of ratings or storage."""
