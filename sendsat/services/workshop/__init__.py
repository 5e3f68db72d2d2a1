"""Run a workshop: prepare it, vote, agree, let phones join and follow, keep its minutes.

May use `rounds`, since what a room agrees is a rating.
"""
