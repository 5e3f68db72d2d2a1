"""Measurements, not tests: `python -m tests.benchmarks` prints them as ratios to a bare app in the same run."""
