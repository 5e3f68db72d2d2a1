"""The pages of the guide's sections and of one statement."""
