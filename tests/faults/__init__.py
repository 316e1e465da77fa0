"""Seeded faults: one mutation of the edition each."""
