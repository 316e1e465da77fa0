"""Timings of whole processes, side by side in one run: ``python -m benchmarks``."""
